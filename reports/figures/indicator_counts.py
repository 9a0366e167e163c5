"""What indicators say about people where the reader does not see them: counts in fives, as everywhere.

A ratio of people is that of its two sides in fives, which `InFives` gives; where these would be a poor
measure, because fewer than fifty are there, none is said.
"""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from desmigratif.ui.formatting import number
from pillars.choices import Aggregation, Measure
from pillars.models import IndicatorVersion
from pillars.registers import registers
from villages.people.small_counts import STEP, told

from .achievements import Amount, ratio
from .people import People
from .told import ToldPeople

#: Measures of activities, money and villages, and those of registers; others count people, visits or cases.
IMPERSONAL = {
    Measure.ACTIVITIES_DONE,
    Measure.BUDGET_ABSORPTION,
    Measure.VILLAGES_ACTIVE,
    *(measure for register in registers() for measure in register.measured.impersonal),
}
#: Of fewer people no share is said.
SMALLEST_WHOLE = 50
TOO_FEW = f"<{SMALLEST_WHOLE}"


def counts_people(version: IndicatorVersion) -> bool:
    if version.is_measured:
        return Measure(version.measure) not in IMPERSONAL
    return version.by_sex


def as_told(version: IndicatorVersion, amount: Amount, own: Iterable[Amount]) -> Amount:
    """An amount of people as a reader is told of it who sees the rows of `own`, parts of it."""
    own = list(own)
    if amount.denominator is not None:
        return _ratio_as_told(version, amount, own)
    if amount.value is None:
        return amount
    if not version.is_measured and (version.aggregation == Aggregation.AVERAGE or not version.adds_up):
        own = []  # A mean has no parts.
    value = told(int(amount.value), _sum(part.value for part in own))
    people = amount.people and ToldPeople.of(
        amount.people, sum((p.people for p in own if p.people), People())
    )
    if not value:
        return replace(amount, value=None, people=None, withheld=number(value))
    return replace(amount, value=Decimal(int(value)), people=people, at_least=True)


def _ratio_as_told(version, amount, own):
    """From the middles of the fives: 40+ of 120+ is 42 of 122."""
    part, whole = (
        told(int(getattr(amount, name)), _sum(getattr(row, name) for row in own))
        for name in ("numerator", "denominator")
    )
    if whole < SMALLEST_WHOLE:
        return replace(amount, value=None, numerator=None, denominator=None, withheld=TOO_FEW)
    middle = STEP // 2
    value = ratio(min(part, whole) + middle, whole + middle, version.per)
    return replace(amount, value=value, numerator=part, denominator=whole)


def _sum(values):
    return sum(int(value) for value in values if value is not None)
