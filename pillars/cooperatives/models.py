"""Co-operatives and BUMDes of the villages (pillar IV): what they are, who is in them, their accounts."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from desmigratif.ui.search import SearchKeyField

from ..models.recorded import Joined, Recorded
from .choices import BoardOffice, CooperativeKind
from .querysets import CooperativeQuerySet, MemberQuerySet, OfCooperativeQuerySet

#: Amounts that cannot be less than 0; only the surplus can.
BALANCES = ("savings_principal", "savings_mandatory", "savings_voluntary", "loans", "loans_overdue", "assets")


class Cooperative(Recorded):
    """One co-operative, unit of a BUMDes or Red-White co-operative of one village that serves its migrants.

    It is a legal entity where `legal_number` stands; `legal_on` may be unknown then. `ended_on` is the first
    day on which it no longer exists, with the reason.
    """

    village = models.ForeignKey(
        "villages.Village", on_delete=models.PROTECT, related_name="cooperatives", verbose_name=_("Village")
    )
    name = models.CharField(_("Name"), max_length=120)
    name_key = SearchKeyField("name")
    kind = models.CharField(_("Kind"), max_length=15, choices=CooperativeKind.choices)
    legal_number = models.CharField(_("Number of the legal entity"), max_length=60, blank=True)
    legal_on = models.DateField(_("Legal entity since"), null=True, blank=True)
    founded_on = models.DateField(_("Founded on"), null=True, blank=True)
    units = models.CharField(_("Units of business"), max_length=300, blank=True)
    services = models.CharField(_("Services to members"), max_length=300, blank=True)
    ended_on = models.DateField(_("Ended on"), null=True, blank=True)
    ended_because = models.CharField(_("Why it ended"), max_length=200, blank=True)
    version = models.PositiveIntegerField(_("Version"), default=1)
    is_demo = models.BooleanField(_("Demo data"), default=False, editable=False)
    history = HistoricalRecords(app="pillars")

    objects = CooperativeQuerySet.as_manager()

    class Meta:
        verbose_name = _("Co-operative")
        verbose_name_plural = _("Co-operatives")
        ordering = ["name_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["village", "name_key"], name="cooperative_once_in_a_village"),
            models.CheckConstraint(
                condition=Q(legal_on__isnull=True) | ~Q(legal_number=""), name="cooperative_legal_by_number"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True)
                | Q(founded_on__isnull=True)
                | Q(ended_on__gte=F("founded_on")),
                name="cooperative_ended_after_founded",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_because="")
                | (Q(ended_on__isnull=False) & ~Q(ended_because="")),
                name="cooperative_end_says_why",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("pillars:cooperative-detail", args=[self.pk])


class CooperativeYear(Recorded):
    """The accounts of one co-operative at the end of one year; money in whole rupiah.

    What nobody knows is None, which is not 0. `surplus` (SHU) may be a loss. `met_on` is the day of the
    annual members' meeting (RAT) about this year, which falls into the next.
    """

    cooperative = models.ForeignKey(Cooperative, on_delete=models.PROTECT, related_name="years")
    year = models.PositiveSmallIntegerField(_("Year"))
    members_male = models.PositiveIntegerField(_("Members, men"), null=True, blank=True)
    members_female = models.PositiveIntegerField(_("Members, women"), null=True, blank=True)
    savings_principal = models.BigIntegerField(_("Principal savings"), null=True, blank=True)
    savings_mandatory = models.BigIntegerField(_("Mandatory savings"), null=True, blank=True)
    savings_voluntary = models.BigIntegerField(_("Voluntary savings"), null=True, blank=True)
    loans = models.BigIntegerField(_("Loans outstanding"), null=True, blank=True)
    loans_overdue = models.BigIntegerField(_("Of these overdue"), null=True, blank=True)
    assets = models.BigIntegerField(_("Assets"), null=True, blank=True)
    surplus = models.BigIntegerField(_("Surplus (SHU)"), null=True, blank=True)
    met_on = models.DateField(_("Annual members' meeting (RAT) held on"), null=True, blank=True)
    source = models.CharField(_("Source"), max_length=120)
    version = models.PositiveIntegerField(_("Version"), default=1)
    history = HistoricalRecords(app="pillars")

    objects = OfCooperativeQuerySet.as_manager()

    class Meta:
        verbose_name = _("Accounts of a co-operative")
        verbose_name_plural = _("Accounts of co-operatives")
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["cooperative", "year"], name="cooperativeyear_once"),
            models.CheckConstraint(
                condition=Q(loans_overdue__isnull=True)
                | (Q(loans__isnull=False) & Q(loans_overdue__lte=F("loans"))),
                name="cooperativeyear_overdue_within_loans",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gte": 0}),
                    name=f"cooperativeyear_{name}_not_below_0",
                )
                for name in BALANCES
            ),
        ]

    def __str__(self):
        return f"{self.cooperative}, {self.year}"

    @property
    def savings(self):
        """The three kinds of savings together; None while one of them is not known."""
        parts = (self.savings_principal, self.savings_mandatory, self.savings_voluntary)
        return None if None in parts else sum(parts)


class CooperativeMember(Joined):
    """Somebody of the register who is a member of a co-operative."""

    told_by = ("joined_on", "cooperative__id", "cooperative__name")

    cooperative = models.ForeignKey(Cooperative, on_delete=models.PROTECT, related_name="members")
    history = HistoricalRecords(app="pillars")

    objects = MemberQuerySet.as_manager()

    class Meta(Joined.Meta):
        verbose_name = _("Member of a co-operative")
        verbose_name_plural = _("Members of co-operatives")

    def __str__(self):
        return f"{self.cooperative}, {self.joined_on:%d/%m/%Y}"

    def get_absolute_url(self):
        return self.cooperative.get_absolute_url()

    @property
    def happening(self):
        return gettext("Member of %s") % self.cooperative


class BoardTerm(Recorded):
    """One term of one office-holder of a co-operative; `ended_on` is the first day without the office."""

    cooperative = models.ForeignKey(Cooperative, on_delete=models.PROTECT, related_name="board")
    office = models.CharField(_("Office"), max_length=10, choices=BoardOffice.choices)
    name = models.CharField(_("Name"), max_length=120)
    started_on = models.DateField(_("In office since"))
    ended_on = models.DateField(_("Until"), null=True, blank=True)
    history = HistoricalRecords(app="pillars")

    objects = OfCooperativeQuerySet.as_manager()

    class Meta:
        verbose_name = _("Term of office")
        verbose_name_plural = _("Terms of office")
        ordering = ["office", "-started_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="boardterm_ended_after_started",
            ),
        ]

    def __str__(self):
        return f"{self.get_office_display()}: {self.name}"
