"""The statement that nothing happened: nihil, which is not the same as silence."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..querysets import NilReportQuerySet
from .periods import ReportingPeriod
from .pillars import Pillar


class NilReport(models.Model):
    """One village had no activity of one pillar in one period: its officer says so, and so it has reported.

    An activity that is sent for the same village, pillar and period afterwards withdraws it.
    """

    period = models.ForeignKey(
        ReportingPeriod, on_delete=models.PROTECT, related_name="nil_reports", verbose_name=_("Period")
    )
    village = models.ForeignKey(
        "villages.Village", on_delete=models.PROTECT, related_name="nil_reports", verbose_name=_("Village")
    )
    pillar = models.ForeignKey(
        Pillar, on_delete=models.PROTECT, related_name="nil_reports", verbose_name=_("Pillar")
    )
    stated_at = models.DateTimeField(_("Stated at"))
    stated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="nil_reports_stated",
        verbose_name=_("Stated by"),
    )
    withdrawn_at = models.DateTimeField(_("Withdrawn at"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="nil_reports_withdrawn",
        verbose_name=_("Withdrawn by"),
    )

    objects = NilReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("Nil report")
        verbose_name_plural = _("Nil reports")
        ordering = ["period", "village", "pillar"]
        constraints = [
            models.UniqueConstraint(
                fields=["period", "village", "pillar"],
                condition=Q(withdrawn_at__isnull=True),
                name="nilreport_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="nilreport_withdrawn_at_and_by",
            ),
        ]

    def __str__(self):
        return f"{self.village}, {self.pillar.code}, {self.period}"
