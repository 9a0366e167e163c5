"""Sums of what offices reported of indicators, and how an indicator makes one value of them."""

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Count, Max, Q, QuerySet, Sum, Value
from django.db.models.functions import Left

from pillars.choices import Aggregation
from pillars.models import IndicatorValue, IndicatorVersion
from villages.codes import NATION_CODE

from .achievements import Amount, ratio
from .measures import WHOLE
from .people import SEXES, People

SUMMED = ("value", "numerator", "denominator", *SEXES)


class ReportedSums(dict):
    """Sums of reported values as `{(indicator, ""): sums}`, and `by_area` the same per area of the table."""

    def __init__(self, values: QuerySet[IndicatorValue], areas: Iterable[str]) -> None:
        super().__init__(self._summed(values, Value(WHOLE)))
        self._values = values
        self._length = len(next(iter(areas), ""))

    @cached_property
    def by_area(self) -> dict[tuple[int, str], dict[str, Any]]:
        return self._summed(self._values, Left("area_id", self._length)) if self._length else {}

    @staticmethod
    def _summed(values, place):
        rows = values.order_by().annotate(place=place).values("indicator_id", "place")
        rows = rows.annotate(
            **{f"sum_{name}": Sum(name) for name in SUMMED},
            reports=Count("value"),
            areas=Count("area", distinct=True),
            last_quarter=Max("quarter"),
        )
        return {(row["indicator_id"], row["place"]): row for row in rows}


def aggregated(version: IndicatorVersion, said: Mapping[str, Any] | None, due: int | None = None) -> Amount:
    """The `Amount` that reported values come to by the aggregation of the indicator.

    Sum: quarters and areas are added up. Last: `said` holds the last value of each area only, and areas are
    added up or averaged as the definition says. Average: the mean of all that was reported, each value once.
    Ratio: sum of numerators by sum of denominators. Nothing reported is None and not 0.
    """
    if said is None:
        return Amount(reported=0, due=due)
    numerator = denominator = people = None
    if version.is_ratio:
        numerator, denominator = said["sum_numerator"], said["sum_denominator"]
        value = ratio(numerator, denominator, version.per)
    elif version.aggregation == Aggregation.AVERAGE or not version.adds_up:
        value = Decimal(said["sum_value"]) / said["reports"]
    else:
        value = Decimal(said["sum_value"])
        if version.by_sex:
            people = People(*(said[f"sum_{sex}"] or 0 for sex in SEXES))
    return Amount(value, numerator, denominator, people, said["areas"], due, said["last_quarter"])


def within(codes: Collection[str]) -> Q:
    """Rows of the areas of some codes and of everything below them."""
    if tuple(codes) == (NATION_CODE,):
        return Q()
    found = Q(pk__in=[])
    for code in codes:
        found |= Q(area=code) | Q(area__code__startswith=f"{code}.")
    return found
