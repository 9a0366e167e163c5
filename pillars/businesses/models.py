"""Businesses of people and groups (pillar II): what they make, whose they are, how they stand and earn."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from desmigratif.ui.search import SearchKeyField

from ..models.recorded import Joined, Recorded
from .choices import BusinessKind, BusinessStatus, Market, PermitKind, Sector
from .querysets import BusinessMemberQuerySet, BusinessQuerySet, OfBusinessQuerySet, PermitQuerySet

#: Figures of a year that cannot be less than 0; only the profit can.
AMOUNTS = ("turnover", "workers_male", "workers_female")


class Business(Recorded):
    """One business of one person or of one group, in one village.

    `sector` is a category of KBLI, `market` the widest place where it sells. It runs from `started_on`, or
    since nobody knows when, until a `BusinessStep` says otherwise.
    """

    village = models.ForeignKey(
        "villages.Village", on_delete=models.PROTECT, related_name="businesses", verbose_name=_("Village")
    )
    name = models.CharField(_("Name of the business"), max_length=120)
    name_key = SearchKeyField("name")
    kind = models.CharField(_("Kind"), max_length=6, choices=BusinessKind.choices)
    sector = models.CharField(_("Sector (KBLI)"), max_length=1, choices=Sector.choices, blank=True)
    product = models.CharField(_("Main product"), max_length=200, blank=True)
    market = models.CharField(_("Sells"), max_length=10, choices=Market.choices, blank=True)
    channels = models.CharField(_("Sales channels"), max_length=200, blank=True)
    started_on = models.DateField(_("Started on"), null=True, blank=True)
    version = models.PositiveIntegerField(_("Version"), default=1)
    is_demo = models.BooleanField(_("Demo data"), default=False, editable=False)
    history = HistoricalRecords(app="pillars")

    objects = BusinessQuerySet.as_manager()

    #: Whether the name is not shown, as `for_list` finds out.
    is_withheld = False

    class Meta:
        verbose_name = _("Business")
        verbose_name_plural = _("Businesses")
        ordering = ["name_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["village", "name_key"], name="business_once_in_a_village")
        ]

    def __str__(self):
        return gettext("Name not shown") if self.is_withheld else self.name

    def get_absolute_url(self):
        return reverse("pillars:business-detail", args=[self.pk])

    @property
    def standing(self):
        """The `BusinessStatus` of a row `with_status_on` a day."""
        return BusinessStatus(self.status)


class BusinessStep(Recorded):
    """From a day on a business is paused, closed or running again, and why."""

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="steps")
    status = models.CharField(_("Status"), max_length=7, choices=BusinessStatus.choices)
    on = models.DateField(_("Since"))
    why = models.CharField(_("Why"), max_length=200, blank=True)
    history = HistoricalRecords(app="pillars")

    objects = OfBusinessQuerySet.as_manager()

    class Meta:
        verbose_name = _("Status of a business")
        verbose_name_plural = _("Statuses of businesses")
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["business", "on"], name="businessstep_once_a_day"),
            models.CheckConstraint(
                condition=Q(status=BusinessStatus.RUNNING) | ~Q(why=""), name="businessstep_says_why"
            ),
        ]

    def __str__(self):
        return f"{self.get_status_display()}, {self.on:%d/%m/%Y}"


class BusinessYear(Recorded):
    """What one business earned in one year, and who worked in it; money in whole rupiah.

    What nobody knows is None, which is not 0. `profit` may be a loss. Workers are those at the end of the
    year, the owner among them.
    """

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="years")
    year = models.PositiveSmallIntegerField(_("Year"))
    turnover = models.BigIntegerField(_("Turnover of the year"), null=True, blank=True)
    profit = models.BigIntegerField(_("Profit of the year"), null=True, blank=True)
    workers_male = models.PositiveIntegerField(_("Workers, men"), null=True, blank=True)
    workers_female = models.PositiveIntegerField(_("Workers, women"), null=True, blank=True)
    source = models.CharField(_("Source"), max_length=120)
    version = models.PositiveIntegerField(_("Version"), default=1)
    history = HistoricalRecords(app="pillars")

    objects = OfBusinessQuerySet.as_manager()

    class Meta:
        verbose_name = _("Year of a business")
        verbose_name_plural = _("Years of businesses")
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["business", "year"], name="businessyear_once"),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gte": 0}),
                    name=f"businessyear_{name}_not_below_0",
                )
                for name in AMOUNTS
            ),
        ]

    def __str__(self):
        return f"{self.business}, {self.year}"


class BusinessMember(Joined):
    """The owner of a business, or somebody in a group."""

    told_by = ("joined_on", "business__id", "business__name")

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="members")
    history = HistoricalRecords(app="pillars")

    objects = BusinessMemberQuerySet.as_manager()

    class Meta(Joined.Meta):
        verbose_name = _("Owner or member of a business")
        verbose_name_plural = _("Owners and members of businesses")

    def __str__(self):
        return f"{self.business}, {self.joined_on:%d/%m/%Y}"

    def get_absolute_url(self):
        return self.business.get_absolute_url()

    @property
    def happening(self):
        return gettext("In the business %s") % self.business


class BusinessPermit(Recorded):
    """One paper of a business, valid until the day `expires_on`, or without an end."""

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="permits")
    kind = models.CharField(_("Permit"), max_length=5, choices=PermitKind.choices)
    number = models.CharField(_("Number"), max_length=60)
    issued_on = models.DateField(_("Issued on"), null=True, blank=True)
    expires_on = models.DateField(_("Valid until"), null=True, blank=True)
    history = HistoricalRecords(app="pillars")

    objects = PermitQuerySet.as_manager()

    class Meta:
        verbose_name = _("Permit of a business")
        verbose_name_plural = _("Permits of businesses")
        ordering = ["kind", "-issued_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["business", "kind", "number"], name="businesspermit_once"),
            models.CheckConstraint(
                condition=Q(issued_on__isnull=True)
                | Q(expires_on__isnull=True)
                | Q(expires_on__gte=F("issued_on")),
                name="businesspermit_expires_after_issue",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.number}"
