"""The service desk of a village (pillar I): who came when, what for, and what became of it."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from villages.choices import Route, Sex

from ..models.recorded import Recorded, Statement
from .choices import CaseStep, Outcome, Purpose, ReferredTo
from .querysets import CASES, DeskNilQuerySet, DeskVisitQuerySet


class DeskVisit(Recorded):
    """One visit of one person to the service desk of one village on one day, about one matter.

    `person` is somebody of the register, or None for whoever gives no name; then `sex` says what is known.
    A complaint, and what is pending or referred, is a case: it stays open until its last step closes it on
    `closed_on`. The portal keeps no placements: `placement_number` names the record in SIAPkerja or
    SISKOP2MI.
    """

    #: A merge of two records of one person takes these rows along (`people/services/beneficiaries.py`).
    follows_person = "person"
    #: What its line in the time line of the person says and where it leads, as columns.
    told_by = ("id", "visited_on", "purpose")

    village = models.ForeignKey(
        "villages.Village", on_delete=models.PROTECT, related_name="desk_visits", verbose_name=_("Village")
    )
    visited_on = models.DateField(_("Day of the visit"))
    purpose = models.CharField(_("What for"), max_length=15, choices=Purpose.choices)
    person = models.ForeignKey(
        "villages.Beneficiary",
        on_delete=models.PROTECT,
        related_name="desk_visits",
        null=True,
        blank=True,
        verbose_name=_("Person"),
    )
    sex = models.CharField(_("Sex"), max_length=7, choices=Sex.choices, blank=True)
    route = models.CharField(_("Route abroad"), max_length=15, choices=Route.choices, default=Route.UNKNOWN)
    outcome = models.CharField(_("Outcome"), max_length=10, choices=Outcome.choices)
    referred_to = models.CharField(_("Referred to"), max_length=10, choices=ReferredTo.choices, blank=True)
    placement_number = models.CharField(_("Number in SIAPkerja or SISKOP2MI"), max_length=40, blank=True)
    note = models.TextField(_("What it was about"), blank=True)
    closed_on = models.DateField(_("Closed on"), null=True, blank=True)
    version = models.PositiveIntegerField(_("Version"), default=1)
    is_demo = models.BooleanField(_("Demo data"), default=False, editable=False)
    history = HistoricalRecords(app="pillars")

    objects = DeskVisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("Visit to the service desk")
        verbose_name_plural = _("Visits to the service desk")
        ordering = ["-visited_on", "-pk"]
        indexes = [
            models.Index(fields=["village", "visited_on"], name="deskvisit_by_village_day"),
            models.Index(
                fields=["visited_on"], condition=Q(closed_on__isnull=True), name="deskvisit_not_closed"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, sex="") | (Q(person__isnull=True) & ~Q(sex="")),
                name="deskvisit_person_or_sex",
            ),
            models.CheckConstraint(
                condition=(Q(outcome=Outcome.REFERRED) & ~Q(referred_to=""))
                | (~Q(outcome=Outcome.REFERRED) & Q(referred_to="")),
                name="deskvisit_referred_says_where",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=models.F("visited_on")),
                name="deskvisit_closed_after_visit",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | CASES,
                name="deskvisit_only_cases_close",
            ),
        ]

    def __str__(self):
        return f"{self.get_purpose_display()}, {self.visited_on:%d/%m/%Y}"

    def get_absolute_url(self):
        return reverse("pillars:desk-visit-detail", args=[self.pk])

    @property
    def happened_on(self):
        """The day under which it stands in the time line of a person, as `happening`."""
        return self.visited_on

    @property
    def happening(self):
        return gettext("Service desk: %s") % self.get_purpose_display()

    @property
    def is_case(self):
        """Whether it is followed until it is closed; the same as `CASES`."""
        return self.purpose == Purpose.COMPLAINT or self.outcome in (Outcome.PENDING, Outcome.REFERRED)

    @property
    def is_open(self):
        return self.is_case and self.closed_on is None

    def age_on(self, date):
        """Days that a case was open by `date`, the day of the visit being 0."""
        return (min(self.closed_on or date, date) - self.visited_on).days


class DeskStep(Recorded):
    """One thing that happened to a case after the visit: where it was sent, what was done, its end."""

    visit = models.ForeignKey(DeskVisit, on_delete=models.CASCADE, related_name="steps")
    step = models.CharField(_("Step"), max_length=10, choices=CaseStep.choices)
    on = models.DateField(_("Day"))
    office = models.CharField(
        _("Office that deals with it"), max_length=10, choices=ReferredTo.choices, blank=True
    )
    note = models.TextField(_("What was done"))

    class Meta:
        verbose_name = _("Step of a case")
        verbose_name_plural = _("Steps of cases")
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["visit"], condition=Q(step=CaseStep.CLOSED), name="deskstep_closed_once"
            ),
            models.CheckConstraint(
                condition=~Q(step=CaseStep.REFERRED) | ~Q(office=""), name="deskstep_referred_says_where"
            ),
            models.CheckConstraint(condition=~Q(note=""), name="deskstep_says_what"),
        ]

    def __str__(self):
        return f"{self.get_step_display()}, {self.on:%d/%m/%Y}"


class DeskNil(Statement):
    """Nobody came to the desk of one village in one month: its officer says so, which silence does not.

    A visit of that month that is recorded afterwards withdraws it.
    """

    village = models.ForeignKey(
        "villages.Village", on_delete=models.PROTECT, related_name="desk_nils", verbose_name=_("Village")
    )
    month = models.DateField(_("Month"), help_text=_("First day of the month"))
    stated_at = models.DateTimeField(_("Stated at"), default=timezone.now, editable=False)

    objects = DeskNilQuerySet.as_manager()

    class Meta(Statement.Meta):
        verbose_name = _("Month without a visit")
        verbose_name_plural = _("Months without a visit")
        ordering = ["-month", "village"]
        constraints = [
            *Statement.Meta.constraints,
            models.UniqueConstraint(
                fields=["village", "month"], condition=Q(withdrawn_at__isnull=True), name="desknil_once"
            ),
        ]

    def __str__(self):
        return f"{self.village}, {self.month:%m/%Y}"

    def save(self, *args, **kwargs):
        # No constraint says so: SQLite has no function of its own for the day of a date.
        self.month = self.month.replace(day=1)
        super().save(*args, **kwargs)
