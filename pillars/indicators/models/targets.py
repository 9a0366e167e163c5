"""What an indicator shall reach where and when."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .indicators import YEAR, Indicator


class Target(models.Model):
    """The target of one indicator for one area (country, province, regency or village) and budget year.

    With a quarter (I-III): what shall be reached from the beginning of the year to the end of that quarter;
    quarter IV is the year itself. `baseline` is where the area stood before.
    """

    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="targets", verbose_name=_("Indicator")
    )
    area = models.ForeignKey(
        "villages.Area", on_delete=models.PROTECT, related_name="targets", verbose_name=_("Area")
    )
    year = models.PositiveSmallIntegerField(_("Budget year"), validators=YEAR)
    quarter = models.PositiveSmallIntegerField(_("To the end of quarter"), null=True, blank=True)
    value = models.DecimalField(_("Target"), max_digits=18, decimal_places=2)
    baseline = models.DecimalField(_("Baseline"), max_digits=18, decimal_places=2, null=True, blank=True)
    set_at = models.DateTimeField(default=timezone.now, editable=False, verbose_name=_("Set at"))
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="targets_set",
        verbose_name=_("Set by"),
    )
    history = HistoricalRecords(app="pillars")

    class Meta:
        verbose_name = _("Target")
        verbose_name_plural = _("Targets")
        ordering = ["indicator", "year", "area", models.F("quarter").asc(nulls_last=True)]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "area", "year"],
                condition=Q(quarter__isnull=True),
                name="target_one_per_year",
            ),
            models.UniqueConstraint(
                fields=["indicator", "area", "year", "quarter"], name="target_one_per_quarter"
            ),
            models.CheckConstraint(
                condition=Q(quarter__isnull=True) | Q(quarter__gte=1, quarter__lte=3),
                name="target_quarter_before_the_last",
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0) & (Q(baseline__isnull=True) | Q(baseline__gte=0)),
                name="target_not_negative",
            ),
        ]

    def __str__(self):
        return f"{self.indicator} {self.area_id} {self.year}"
