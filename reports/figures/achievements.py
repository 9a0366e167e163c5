"""The arithmetic of indicators: what was reached, against which target, and where it should be by now.

All in Decimal: a percentage that decides over a word must not hang on a binary fraction.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from .people import People

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Amount:
    """What was reached of one indicator in one area up to a day.

    `value` None: nothing known, or of a ratio nothing to divide by; never 0 for either. `reported` of `due`
    areas said something; both None where the portal counts itself. `quarter`: the last one reported.
    `withheld`: what stands in the place of a value that this reader may not see; `at_least`: `value` is
    rounded down for this reader.
    """

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    people: People | None = None
    reported: int | None = None
    due: int | None = None
    quarter: int | None = None
    withheld: str = ""
    at_least: bool = False

    @property
    def is_partial(self) -> bool:
        """Whether areas that owe a report have never given one this year."""
        return bool(self.reported) and self.due is not None and self.reported < self.due


def ratio(
    numerator: Decimal | int | None, denominator: Decimal | int | None, per: int = 100
) -> Decimal | None:
    """Sum of numerators by sum of denominators, times `per`; None where there is nothing to divide by.

    Never the mean of percentages: 1 of 2 and 98 of 98 are 99 of 100.
    """
    if numerator is None or not denominator:
        return None
    return Decimal(numerator) / Decimal(denominator) * per


def achievement(
    actual: Decimal | None,
    target: Decimal | None,
    *,
    lower_is_better: bool = False,
    baseline: Decimal | None = None,
) -> Decimal | None:
    """Per cent of the target reached, unrounded and never cut at 100; None where it cannot be said.

    Higher is better: actual / target. Lower is better, from a baseline above the target: the part of the way
    down that is behind, (baseline - actual) / (baseline - target); no progress is 0 %, a rise negative. Lower
    is better without a baseline: (2 x target - actual) / target, as performance reports of agencies do, so
    that the target itself is 100 %; the other usage, target / actual, has no value for an actual of 0, which
    is the best there is. The source of that formula is not confirmed in a regulation (domain research, 5.2,
    grade C). Without a target there is no percentage, for a target of 0 only on a way down from a baseline,
    and none for what was not reported.
    """
    if actual is None or target is None:
        return None
    if lower_is_better and baseline is not None and baseline > target:
        return (Decimal(baseline) - Decimal(actual)) / (Decimal(baseline) - Decimal(target)) * HUNDRED
    if not target:
        return None
    reached = 2 * Decimal(target) - Decimal(actual) if lower_is_better else Decimal(actual)
    return reached / Decimal(target) * HUNDRED


def expected(
    share: Decimal,
    target: Decimal | None,
    *,
    start: Decimal | None = None,
    quarters: Mapping[int, Decimal] | None = None,
) -> Decimal | None:
    """Where the value should stand when `share` (0 to 1) of the year has gone by, on straight lines.

    From `start` (0 for what accumulates, the baseline for a level) over the targets of quarters, `{1: ...}`,
    to the target of the year. Without a start the first known target holds from the beginning: a share of
    90 % is asked for in every quarter. None without a target.
    """
    if target is None:
        return None
    points = {Decimal(quarter) / 4: value for quarter, value in (quarters or {}).items()}
    points[Decimal(1)] = target
    if start is not None:
        points[Decimal(0)] = start
    before = max((at for at in points if at <= share), default=None)
    after = min(at for at in points if at >= min(share, Decimal(1)))
    if before is None or before == after:
        return points[after]
    return points[before] + (points[after] - points[before]) * (share - before) / (after - before)
