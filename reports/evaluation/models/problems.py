"""What troubles the migrants' villages: the problems, and which places report them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from desmigratif.ui import bounds
from pillars.models.pillars import TwoLanguageName

from ...choices import ReportStatus, Severity
from ..querysets.problems import ProblemReportQuerySet

#: Number of the problem that is none of the others; the evidence of a report says which it is.
OTHER_PROBLEM = 9


class Problem(TwoLanguageName):
    """One category of problem, such as "High divorce rate"; the eight of the meeting of 2023 first."""

    number = models.PositiveSmallIntegerField(_("Number"), unique=True, validators=bounds.between(1, 999))
    description = models.TextField(_("Description"), blank=True)
    source = models.CharField(_("Source"), max_length=300)
    is_active = models.BooleanField(_("Offered in forms"), default=True)
    history = HistoricalRecords(app="reports")

    class Meta:
        verbose_name = _("Problem")
        verbose_name_plural = _("Problems")
        ordering = ["number"]

    @property
    def always_shown(self):
        """Whether the map has a row for it even while nobody reports it or works on it."""
        return self.is_active and self.number != OTHER_PROBLEM


class ProblemReport(models.Model):
    """One office says that one problem stands in one place since a day: a regency, or one of its villages.

    `village` empty: the regency as a whole. A place reports a problem once at a time; how heavily it weighs
    may be corrected, and when it is over the report is resolved and stays.
    """

    problem = models.ForeignKey(
        Problem, on_delete=models.PROTECT, related_name="reports", verbose_name=_("Problem")
    )
    regency = models.ForeignKey(
        "villages.Area",
        on_delete=models.PROTECT,
        related_name="problem_reports",
        verbose_name=_("Regency/city"),
    )
    village = models.ForeignKey(
        "villages.Village",
        on_delete=models.PROTECT,
        related_name="problem_reports",
        null=True,
        blank=True,
        verbose_name=_("Village"),
    )
    severity = models.PositiveSmallIntegerField(_("Severity"), choices=Severity.choices)
    reported_on = models.DateField(_("Reported on"))
    evidence = models.TextField(_("Evidence"))
    status = models.CharField(
        _("Status"), max_length=10, choices=ReportStatus.choices, default=ReportStatus.OPEN
    )
    closed_on = models.DateField(_("Resolved or withdrawn on"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="problem_reports_closed",
        verbose_name=_("Closed by"),
    )
    closed_reason = models.TextField(_("How it was resolved, or why withdrawn"), blank=True)
    is_demo = models.BooleanField(_("Demo data"), default=False, editable=False)
    reported_at = models.DateTimeField(_("Recorded at"), default=timezone.now, editable=False)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="problem_reports",
        verbose_name=_("Reported by"),
    )
    history = HistoricalRecords(app="reports")

    objects = ProblemReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("Report of a problem")
        verbose_name_plural = _("Reports of problems")
        ordering = ["problem__number", "regency", "village__area__code", "-reported_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(severity__in=Severity.values), name="problemreport_severity_on_scale"
            ),
            models.CheckConstraint(
                condition=Q(
                    status=ReportStatus.OPEN,
                    closed_on__isnull=True,
                    closed_by__isnull=True,
                    closed_reason="",
                )
                | (
                    Q(
                        status__in=[ReportStatus.RESOLVED, ReportStatus.WITHDRAWN],
                        closed_on__isnull=False,
                        closed_by__isnull=False,
                    )
                    & ~Q(closed_reason="")
                ),
                name="problemreport_closed_on_by_and_why",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=models.F("reported_on")),
                name="problemreport_closed_after_reported",
            ),
            models.UniqueConstraint(
                fields=["problem", "regency"],
                condition=Q(status=ReportStatus.OPEN, village__isnull=True),
                name="problemreport_one_open_per_regency",
            ),
            models.UniqueConstraint(
                fields=["problem", "village"],
                condition=Q(status=ReportStatus.OPEN, village__isnull=False),
                name="problemreport_one_open_per_village",
            ),
        ]

    def __str__(self):
        return f"{self.problem}: {self.place}"

    def get_absolute_url(self):
        return reverse("reports:problem-report-detail", args=[self.pk])

    @property
    def place(self):
        """`Kab. Tulungagung`, or `Betak, Kec. Kalidawir`."""
        return self.village.label if self.village else self.regency.label
