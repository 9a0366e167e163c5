"""Aid handed over in the villages (pillar II): what, to whom, with whose money, and what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from desmigratif.ui.search import SearchKeyField

from ..choices import FundingSource
from ..models.files import StoredFile
from ..models.recorded import Recorded
from .choices import FINAL, UNKNOWN, Condition, FileAbout
from .querysets import AidPackageQuerySet, OfPackageQuerySet


class AidPackage(Recorded):
    """One package of one item that was handed over in one village: to somebody, a business or the village.

    Where neither `person` nor `business` stands, the village received it. Money is in whole rupiah, None is
    not known; `total` is what the handover record says, also where volume and value of a unit make another
    sum. The accountability report (LPJ) came on `report_on`; it is due on `report_due`, without that day by
    the end of the year of the handover.
    """

    #: A merge of two records of one person takes these rows along (`people/services/beneficiaries.py`).
    follows_person = "person"
    told_by = ("id", "handed_on", "item")

    village = models.ForeignKey(
        "villages.Village", on_delete=models.PROTECT, related_name="aid_packages", verbose_name=_("Village")
    )
    item = models.CharField(_("What was handed over"), max_length=120)
    item_key = SearchKeyField("item")
    volume = models.DecimalField(_("Volume"), max_digits=12, decimal_places=2)
    unit = models.CharField(_("Unit"), max_length=30)
    unit_value = models.BigIntegerField(_("Value of one unit"), null=True, blank=True)
    total = models.BigIntegerField(_("Total value"), null=True, blank=True)
    source = models.CharField(_("Source of funds"), max_length=15, choices=FundingSource.choices)
    giver = models.CharField(_("Given by"), max_length=120, blank=True)
    handed_on = models.DateField(_("Handed over on"))
    bast_number = models.CharField(_("Number of the handover record (BAST)"), max_length=60, blank=True)
    person = models.ForeignKey(
        "villages.Beneficiary",
        on_delete=models.PROTECT,
        related_name="aid_packages",
        null=True,
        blank=True,
        verbose_name=_("Person"),
    )
    business = models.ForeignKey(
        "pillars.Business",
        on_delete=models.PROTECT,
        related_name="aid_packages",
        null=True,
        blank=True,
        verbose_name=_("Business"),
    )
    report_due = models.DateField(_("Accountability report (LPJ) due on"), null=True, blank=True)
    report_on = models.DateField(_("Accountability report (LPJ) received on"), null=True, blank=True)
    version = models.PositiveIntegerField(_("Version"), default=1)
    is_demo = models.BooleanField(_("Demo data"), default=False, editable=False)
    history = HistoricalRecords(app="pillars")

    objects = AidPackageQuerySet.as_manager()

    class Meta:
        verbose_name = _("Aid package")
        verbose_name_plural = _("Aid packages")
        ordering = ["-handed_on", "-pk"]
        indexes = [models.Index(fields=["village", "handed_on"], name="aidpackage_by_village_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=True) | Q(business__isnull=True), name="aidpackage_one_recipient"
            ),
            models.CheckConstraint(condition=Q(volume__gt=0), name="aidpackage_volume_above_0"),
            models.CheckConstraint(
                condition=Q(unit_value__isnull=True) | Q(unit_value__gte=0),
                name="aidpackage_unit_value_not_below_0",
            ),
            models.CheckConstraint(
                condition=Q(total__isnull=True) | Q(total__gte=0), name="aidpackage_total_not_below_0"
            ),
            models.CheckConstraint(
                condition=Q(report_due__isnull=True) | Q(report_due__gte=F("handed_on")),
                name="aidpackage_report_due_after_handover",
            ),
            models.CheckConstraint(
                condition=Q(report_on__isnull=True) | Q(report_on__gte=F("handed_on")),
                name="aidpackage_report_after_handover",
            ),
        ]

    def __str__(self):
        return f"{self.item}, {self.handed_on:%d/%m/%Y}"

    def get_absolute_url(self):
        return reverse("pillars:aid-detail", args=[self.pk])

    @property
    def happened_on(self):
        """The day under which it stands in the time line of a person, as `happening`."""
        return self.handed_on

    @property
    def happening(self):
        return gettext("Aid received: %s") % self.item

    @property
    def standing(self):
        """`(tone, word)` of a row `with_condition_on` a day."""
        if self.condition == UNKNOWN:
            return "none", gettext("Unknown")
        condition = Condition(self.condition)
        return condition.tone, condition.label

    @property
    def is_final(self):
        """Whether nothing is left to be checked, of such a row."""
        return self.condition in FINAL

    @property
    def last_report_day(self):
        """The last day on which the accountability report is in time."""
        return self.report_due or self.handed_on.replace(month=12, day=31)


class AidCheck(Recorded):
    """Somebody looked at a package on one day."""

    package = models.ForeignKey(AidPackage, on_delete=models.PROTECT, related_name="checks")
    on = models.DateField(_("Checked on"))
    condition = models.CharField(_("Condition"), max_length=7, choices=Condition.choices)
    note = models.CharField(_("What was found"), max_length=200, blank=True)
    history = HistoricalRecords(app="pillars")

    objects = OfPackageQuerySet.as_manager()

    class Meta:
        verbose_name = _("Check of aid")
        verbose_name_plural = _("Checks of aid")
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["package", "on"], name="aidcheck_once_a_day"),
            models.CheckConstraint(
                condition=Q(condition=Condition.GOOD) | ~Q(note=""), name="aidcheck_says_what"
            ),
        ]

    def __str__(self):
        return f"{self.get_condition_display()}, {self.on:%d/%m/%Y}"


class AidFile(StoredFile):
    """A file about a package: its handover record, its accountability report, a photo of a check."""

    package = models.ForeignKey(AidPackage, on_delete=models.PROTECT, related_name="files")
    check_of = models.ForeignKey(
        AidCheck, on_delete=models.PROTECT, related_name="photos", null=True, blank=True
    )
    kind = models.CharField(_("Kind"), max_length=8, choices=FileAbout.choices)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="aid_files")

    class Meta(StoredFile.Meta):
        verbose_name = _("File about aid")
        verbose_name_plural = _("Files about aid")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=FileAbout.CHECK, check_of__isnull=False)
                | (~Q(kind=FileAbout.CHECK) & Q(check_of__isnull=True)),
                name="aidfile_photo_of_a_check",
            ),
        ]
