"""The quarters for which villages report, and what was closed and opened when."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as gettext
from django.utils.translation import gettext_lazy as _

from desmigratif.ui import bounds

from ..choices import PeriodStep
from ..querysets import PeriodQuerySet

ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}


class ReportingPeriod(models.Model):
    """One quarter for which villages report, with the last day to do so.

    Closed: its figures were approved, and nothing that counts in it changes any more
    (`services.periods.refuse_closed`), except for offices with a `PeriodException` that still holds.
    """

    year = models.PositiveSmallIntegerField(_("Year"), validators=bounds.YEAR)
    quarter = models.PositiveSmallIntegerField(_("Quarter"), validators=bounds.between(1, 4))
    starts_on = models.DateField(_("First day"), validators=bounds.DAY)
    ends_on = models.DateField(_("Last day"), validators=bounds.DAY)
    due_on = models.DateField(_("Report due"), validators=bounds.DAY)
    closed_at = models.DateTimeField(_("Closed at"), null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="periods_closed",
        verbose_name=_("Closed by"),
    )

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("Reporting period")
        verbose_name_plural = _("Reporting periods")
        ordering = ["year", "quarter"]
        constraints = [
            models.UniqueConstraint(fields=["year", "quarter"], name="reportingperiod_once"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gt=models.F("starts_on")),
                name="reportingperiod_ends_after_start",
                violation_error_message=_("The last day must be after the first."),
            ),
            models.CheckConstraint(
                condition=models.Q(due_on__gt=models.F("ends_on")),
                name="reportingperiod_due_after_end",
                violation_error_message=_("Reports are due after the last day of the period."),
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True, closed_by__isnull=True)
                | models.Q(closed_at__isnull=False, closed_by__isnull=False),
                name="reportingperiod_closed_at_and_by",
                violation_error_message=_("A closed period must say when and by whom it was closed."),
            ),
        ]

    def __str__(self):
        return gettext("Quarter %(quarter)s %(year)s") % {
            "quarter": ROMAN.get(self.quarter, self.quarter),
            "year": self.year,
        }

    @property
    def is_closed(self):
        return self.closed_at is not None

    @property
    def key(self):
        """The quarter as it stands in addresses: `2026-3`."""
        return f"{self.year}-{self.quarter}"

    def get_absolute_url(self):
        return reverse("reports:period-detail", args=[self.year, self.quarter])


class PeriodEvent(models.Model):
    """One closing or reopening of a period, never changed: who, when, why, and the sums as they stood then.

    `sums` holds what `services.periods.sums_of` counted at that moment: `{"0": {...}, "1": {...}}`, by the
    number of the pillar, 0 for all together.
    """

    period = models.ForeignKey(ReportingPeriod, on_delete=models.PROTECT, related_name="events")
    step = models.CharField(_("Step"), max_length=10, choices=PeriodStep.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="period_events",
        verbose_name=_("By"),
    )
    at = models.DateTimeField(_("At"))
    reason = models.TextField(_("Reason"), blank=True)
    sums = models.JSONField(_("Sums"))

    class Meta:
        verbose_name = _("Step of a period")
        verbose_name_plural = _("Steps of periods")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(step=PeriodStep.REOPENED) | ~models.Q(reason=""),
                name="periodevent_says_why",
            )
        ]

    def __str__(self):
        return f"{self.period}: {self.get_step_display()}"
