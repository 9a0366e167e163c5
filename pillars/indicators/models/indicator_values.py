"""What an office reported of an indicator."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from ...models.periods import ROMAN
from ..querysets import IndicatorValueQuerySet
from .indicators import YEAR, Indicator


class IndicatorValue(models.Model):
    """The reported value of one indicator for one area and period; not reported is no row, never 0.

    A value of the year has no quarter. A ratio is stored as its two sums and never as a percentage. By sex:
    the total is the three added up. A correction overwrites, and `history` keeps what was said before.
    """

    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="values", verbose_name=_("Indicator")
    )
    area = models.ForeignKey(
        "villages.Area", on_delete=models.PROTECT, related_name="indicator_values", verbose_name=_("Area")
    )
    year = models.PositiveSmallIntegerField(_("Budget year"), validators=YEAR)
    quarter = models.PositiveSmallIntegerField(_("Quarter"), null=True, blank=True)
    value = models.DecimalField(_("Value"), max_digits=18, decimal_places=2, null=True, blank=True)
    numerator = models.DecimalField(_("Numerator"), max_digits=18, decimal_places=2, null=True, blank=True)
    denominator = models.DecimalField(
        _("Denominator"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    male = models.PositiveIntegerField(_("Male"), null=True, blank=True)
    female = models.PositiveIntegerField(_("Female"), null=True, blank=True)
    unknown = models.PositiveIntegerField(_("Unknown"), null=True, blank=True)
    evidence = models.CharField(_("Source or evidence"), max_length=300)
    link = models.URLField(_("Web address"), max_length=500, blank=True)
    reported_at = models.DateTimeField(default=timezone.now, editable=False, verbose_name=_("Reported at"))
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="indicator_values",
        verbose_name=_("Reported by"),
    )
    history = HistoricalRecords(app="pillars")

    objects = IndicatorValueQuerySet.as_manager()

    class Meta:
        verbose_name = _("Reported value")
        verbose_name_plural = _("Reported values")
        ordering = ["indicator", "area", "year", F("quarter").asc(nulls_last=True)]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "area", "year"],
                condition=Q(quarter__isnull=True),
                name="indicatorvalue_one_per_year",
            ),
            models.UniqueConstraint(
                fields=["indicator", "area", "year", "quarter"], name="indicatorvalue_one_per_quarter"
            ),
            models.CheckConstraint(
                condition=Q(quarter__isnull=True) | Q(quarter__gte=1, quarter__lte=4),
                name="indicatorvalue_quarter_exists",
            ),
            models.CheckConstraint(
                # A comparison with nothing is neither true nor false, and a check lets it pass.
                condition=(
                    Q(value__isnull=False, value__gte=0, numerator__isnull=True, denominator__isnull=True)
                    | Q(
                        value__isnull=True,
                        numerator__isnull=False,
                        numerator__gte=0,
                        denominator__isnull=False,
                        denominator__gte=0,
                    )
                ),
                name="indicatorvalue_value_or_ratio",
            ),
            models.CheckConstraint(
                condition=(
                    Q(male__isnull=True, female__isnull=True, unknown__isnull=True)
                    | Q(
                        male__isnull=False,
                        female__isnull=False,
                        unknown__isnull=False,
                        value=F("male") + F("female") + F("unknown"),
                    )
                ),
                name="indicatorvalue_sexes_add_up",
            ),
            models.CheckConstraint(condition=~Q(evidence=""), name="indicatorvalue_has_evidence"),
        ]

    def __str__(self):
        return f"{self.indicator} {self.area_id} {self.year}"

    @property
    def quarter_roman(self):
        return ROMAN.get(self.quarter, "")
