"""The villages that the programme deals with, and what is said about them."""

from django.db import models
from django.db.models import Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from desmigratif.ui import bounds

from ..choices import ProfileKey
from ..querysets import VillageQuerySet
from .areas import Area


def village_label(name, district):
    """The name of a village with its district, since village names repeat: `Tunggangri, Kec. Kalidawir`."""
    return f"{name}, {district}"


class Village(models.Model):
    """One village that the programme deals with; its area, and the areas above it for fast scoping."""

    area = models.OneToOneField(
        Area, on_delete=models.PROTECT, related_name="village", verbose_name=_("Official village")
    )
    district = models.ForeignKey(
        Area, on_delete=models.PROTECT, related_name="district_villages", verbose_name=_("District")
    )
    regency = models.ForeignKey(
        Area, on_delete=models.PROTECT, related_name="regency_villages", verbose_name=_("Regency/city")
    )
    province = models.ForeignKey(
        Area, on_delete=models.PROTECT, related_name="province_villages", verbose_name=_("Province")
    )
    note = models.TextField(_("Note"), blank=True)
    is_demo = models.BooleanField(_("Demo data"), default=False, editable=False)
    history = HistoricalRecords(app="villages")

    objects = VillageQuerySet.as_manager()

    class Meta:
        verbose_name = _("Village")
        verbose_name_plural = _("Villages")
        ordering = ["area__code"]

    def __str__(self):
        return self.area.name

    def get_absolute_url(self):
        return reverse("reports:village-detail", args=[self.area_id])

    @property
    def code(self):
        return self.area_id

    @property
    def label(self):
        """Name with district (`village_label`)."""
        return self.label_on(None)

    def name_on(self, date):
        return self.area.name_on(date)

    def label_on(self, date):
        """The label with the name that the village bore on `date`."""
        return village_label(self.name_on(date), self.district.label)

    def membership_on(self, date):
        """The standing in a programme on `date`, newest first; None when there is none."""
        return next((row for row in self.memberships.all() if row.holds_on(date)), None)


class ProfileFigure(models.Model):
    """One figure that somebody stated about a village on a day; those of several sources stand beside it.

    Men and women may be stated or not; what they leave of the value is `unknown` and never a mistake.
    """

    village = models.ForeignKey(
        Village, on_delete=models.CASCADE, related_name="figures", verbose_name=_("Village")
    )
    key = models.CharField(_("Figure"), max_length=20, choices=ProfileKey.choices)
    value = models.PositiveIntegerField(_("Value"), validators=bounds.COUNT)
    male = models.PositiveIntegerField(_("Male"), null=True, blank=True, validators=bounds.COUNT)
    female = models.PositiveIntegerField(_("Female"), null=True, blank=True, validators=bounds.COUNT)
    stated_on = models.DateField(_("As of"), validators=bounds.DAY)
    source = models.CharField(_("Source"), max_length=300)

    class Meta:
        verbose_name = _("Profile figure")
        verbose_name_plural = _("Profile figures")
        ordering = ["key", "-stated_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["village", "key", "stated_on", "source"], name="profilefigure_once_per_source_and_day"
            ),
            models.CheckConstraint(
                condition=models.Q(value__gte=Coalesce("male", Value(0)) + Coalesce("female", Value(0))),
                name="profilefigure_sexes_within_value",
                violation_error_message=_(
                    "Men and women together are more than the value. Check the three numbers."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.village}: {self.get_key_display()} {self.value}"

    @property
    def unknown(self):
        """People whose sex is not stated, so that the three add up; None where no people are counted."""
        if not ProfileKey(self.key).is_people:
            return None
        return self.value - (self.male or 0) - (self.female or 0)
