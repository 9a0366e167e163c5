"""The statement that nothing happened: nihil, which is not the same as silence."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..querysets import NilReportQuerySet
from .periods import ReportingPeriod
from .pillars import Pillar
from .recorded import Statement


class NilReport(Statement):
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

    objects = NilReportQuerySet.as_manager()

    class Meta(Statement.Meta):
        verbose_name = _("Nil report")
        verbose_name_plural = _("Nil reports")
        ordering = ["period", "village", "pillar"]
        constraints = [
            *Statement.Meta.constraints,
            models.UniqueConstraint(
                fields=["period", "village", "pillar"],
                condition=Q(withdrawn_at__isnull=True),
                name="nilreport_once",
            ),
        ]

    def __str__(self):
        return f"{self.village}, {self.pillar.code}, {self.period}"
