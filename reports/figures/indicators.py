"""Indicators of a selection: actual, target, achievement and status, for the whole and for each of its areas.

Two queries read the reported values at every size, one the targets, and the measures what they need.
"""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from desmigratif.ui import clock
from pillars.choices import Aggregation, Measure
from pillars.models import AchievementBand, IndicatorValue, IndicatorVersion, Scale, Target
from villages.choices import Level
from villages.models import Area

from .achievements import HUNDRED, Amount, achievement, expected
from .dashboards import Dashboard
from .indicator_counts import as_told, counts_people
from .measures import MEASURES, WHOLE, Readings
from .reported_values import ReportedSums, aggregated, within
from .status import NO_DATA, Standing, path, standing_at
from .told import own_parts

NOT_REPORTED = _("Not reported yet")
NO_DENOMINATOR = _("denominator is 0")
NO_TARGET = _("Target not set yet")
ZERO_TARGET = _("target is 0")


@dataclass(frozen=True)
class IndicatorRow:
    """One indicator in one area: what a line of a table and of an export says of it.

    `should`: where the value should stand by now on the path to the target; None without a target.
    """

    version: IndicatorVersion
    area: Area | None
    amount: Amount
    scale: Scale
    target: Decimal | None = None
    baseline: Decimal | None = None
    should: Decimal | None = None

    @property
    def actual(self) -> Decimal | None:
        return self.amount.value

    @property
    def achievement(self) -> Decimal | None:
        """Per cent of the target of the year, over 100 as it is; None where it cannot be said."""
        return self._percent_of(self.target)

    @property
    def achieved_share(self) -> Decimal | None:
        """The achievement as a share, as the percent filter takes it."""
        return None if self.achievement is None else self.achievement / HUNDRED

    @property
    def of_path(self) -> Decimal | None:
        """Per cent of what should have been reached by now."""
        return self._percent_of(self.should)

    def _percent_of(self, target):
        lower = self.version.is_lower_better
        return achievement(self.actual, target, lower_is_better=lower, baseline=self.baseline)

    @property
    def score(self) -> Decimal | None:
        """What counts in a mean: the achievement, up to the cap of the indicator."""
        if self.achievement is None or self.version.cap is None:
            return self.achievement
        return min(self.achievement, self.version.cap)

    @property
    def is_capped(self) -> bool:
        return self.score != self.achievement

    @property
    def standing(self) -> Standing:
        return NO_DATA if self.achievement is None else standing_at(self.of_path, self.scale)

    @property
    def band(self) -> AchievementBand | None:
        """The word of the indicator's achievement scale; None without scale or percentage."""
        return self.version.scale and self.version.scale.word_for(self.achievement)

    @property
    def is_reported(self) -> bool:
        """Whether anything is known: the portal always counts, an office may be silent."""
        return self.version.is_measured or bool(self.amount.reported)

    @property
    def why_no_actual(self) -> str:
        """What stands in the place of a value that is not there: never a 0."""
        if self.actual is not None or self.amount.withheld:
            return self.amount.withheld
        return str(NO_DENOMINATOR if self.is_reported else NOT_REPORTED)

    @property
    def why_no_percentage(self) -> str:
        """What stands in the place of a percentage that is not there."""
        if self.achievement is not None or self.amount.withheld:
            return self.amount.withheld
        if self.target is None:
            return str(NO_TARGET)
        return self.why_no_actual or str(ZERO_TARGET)

    @property
    def of_target(self) -> Decimal | None:
        """The actual as a share of the target, for the bar; of a limit (lower is better) the part used up."""
        return self.actual / self.target if self.actual is not None and self.target else None

    @property
    def path_of_target(self) -> Decimal | None:
        """Where the tick of the bar stands."""
        return self.should / self.target if self.target else None


class IndicatorFigures:
    """The figures of some indicators within one selection; each part is read once, when it is asked for."""

    def __init__(self, board: Dashboard, versions: Iterable[IndicatorVersion]) -> None:
        """`board`: of the same selection; what its page has read already is not read again."""
        self.board = board
        self.selection = board.selection
        self.versions = list(versions)
        self._own = {}

    @cached_property
    def rows(self) -> list[IndicatorRow]:
        """One row per indicator, for the selection as a whole."""
        return [self._row(version, None) for version in self.versions]

    def rows_of(self, version: IndicatorVersion) -> list[IndicatorRow]:
        """One row per area of the table, those furthest behind the path first, those without data last."""
        if version.reported_for == Level.REGENCY and self.level == Level.VILLAGE:
            return []
        rows = [self._row(version, area) for area in self.areas.values()]
        return sorted(rows, key=lambda row: (row.of_path is None, row.of_path or 0, row.area.code))

    @property
    def areas(self) -> dict[str, Area]:
        """The areas of the table by code."""
        return self.board.areas

    @property
    def level(self) -> int | None:
        """Level of the areas of the table; None where there are none."""
        return next((area.level for area in self.areas.values()), None)

    @property
    def mean(self) -> tuple[Decimal | None, int]:
        """`(mean, how many)` of the indicators with a percentage, each up to its cap; pages say so."""
        scores = [row.score for row in self.rows if row.score is not None]
        return (sum(scores, Decimal(0)) / len(scores) if scores else None, len(scores))

    @property
    def mean_share(self) -> Decimal | None:
        mean, _count = self.mean
        return None if mean is None else mean / HUNDRED

    @property
    def has_silent(self) -> bool:
        """Whether a value holds less than all areas that owe a report."""
        return any(row.amount.is_partial for row in self.rows)

    # One row

    def _row(self, version, area):
        amount = self._told(version, area)
        target, baseline, quarters = self._target(version, area)
        start = Decimal(0) if version.accumulates else baseline
        should = expected(self.share(version, amount), target, start=start, quarters=quarters)
        return IndicatorRow(version, area, amount, self.board.scale, target, baseline, should)

    def _told(self, version, area):
        """`actual` as the viewer is told of it."""
        viewer, amount = self.board.viewer, self.actual(version, area)
        part = self.selection if area is None else self.selection.for_area(area.code)
        if viewer is None or viewer.sees_rows(part) or not counts_people(version):
            return amount
        return as_told(version, amount, [own.actual(version) for own in self._own_within(part)])

    def _own_within(self, part):
        """The figures of what the viewer sees the rows of within a part of the selection."""
        if part.areas not in self._own:
            self._own[part.areas] = [
                IndicatorFigures(Dashboard(own), self.versions) for own in own_parts(part, self.board.viewer)
            ]
        return self._own[part.areas]

    def actual(self, version: IndicatorVersion, area: Area | None = None) -> Amount:
        """The `Amount` of one indicator in the selection, or in one area of its table."""
        code = None if area is None else area.code
        if version.is_measured:
            measure = MEASURES[Measure(version.measure)]
            return measure(self._readings, version.indicator.pillar, code)
        said = self._last if version.aggregation == Aggregation.LAST else self._all
        found = (said if code is None else said.by_area).get((version.indicator_id, code or WHOLE))
        return aggregated(version, found, due=self._due(version, code))

    def share(self, version: IndicatorVersion, amount: Amount) -> Decimal:
        """How much of the year has gone by for an indicator, 0 to 1.

        What offices report runs to the last quarter that is over, or that is reported already; a report of
        the year speaks for all of it.
        """
        if version.is_measured:
            return Decimal(str(path(self.selection.budget_year, self.selection.through)))
        if version.is_yearly:
            return Decimal(1)
        return Decimal(max(self._quarters_over, amount.quarter or 0)) / 4

    @cached_property
    def _readings(self):
        return Readings(self.board)

    # Reported values

    @property
    def _quarter(self):
        """The last quarter of the budget year that has begun by the selection's day; 0 before the year."""
        through = self.selection.through
        if through.year != self.selection.budget_year:
            return 4 if through.year > self.selection.budget_year else 0
        return clock.quarter_number(through)

    @property
    def _quarters_over(self):
        day = min(self.selection.through, clock.today())
        ends = [
            datetime.date(self.selection.budget_year, *end) for end in ((3, 31), (6, 30), (9, 30), (12, 31))
        ]
        return sum(end <= day for end in ends)

    @cached_property
    def _values(self):
        """The reported values that count: of the budget year, up to the quarter, of the selection's areas."""
        indicators = [version.indicator_id for version in self.versions if not version.is_measured]
        found = IndicatorValue.objects.to_quarter(self.selection.budget_year, self._quarter)
        if self._quarter == 0:
            return found.none()
        return found.filter(within(self.selection.areas), indicator__in=indicators)

    @cached_property
    def _all(self):
        return ReportedSums(self._values, self.areas)

    @cached_property
    def _last(self):
        """Of each area only the last value: what is a stock is never added over time."""
        later = IndicatorValue.objects.filter(
            indicator=OuterRef("indicator"),
            area=OuterRef("area"),
            year=OuterRef("year"),
            quarter__gt=OuterRef("quarter"),
            quarter__lte=self._quarter,
        )
        return ReportedSums(self._values.filter(~Exists(later)), self.areas)

    def _due(self, version, code):
        """How many areas owe a report: member villages, or the regencies that have some."""
        if version.reported_for == Level.REGENCY:
            return self._readings.member_regencies(code)
        return self._readings.members(code)

    # Targets

    @cached_property
    def _targets(self):
        """`{(indicator, area code): {quarter or None: Target}}` of the selection and its table."""
        codes = {*self.selection.areas, *self.areas}
        rows = Target.objects.filter(
            year=self.selection.budget_year,
            area__in=codes,
            indicator__in=[version.indicator_id for version in self.versions],
        )
        found = {}
        for row in rows:
            found.setdefault((row.indicator_id, row.area_id), {})[row.quarter] = row
        return found

    def _target(self, version, area):
        """`(target, baseline, {quarter: target})` of an area, or of the selection.

        A group of regencies has the sum of their targets where values add up, else a target that is the same
        in all; with one of them missing, it has none.
        """
        codes = self.selection.areas if area is None else (area.code,)
        rows = [self._targets.get((version.indicator_id, code), {}) for code in codes]
        return (
            _together(version, [row.get(None) and row[None].value for row in rows]),
            _together(version, [row.get(None) and row[None].baseline for row in rows]),
            {
                quarter: value
                for quarter in (1, 2, 3)
                if (value := _together(version, [row.get(quarter) and row[quarter].value for row in rows]))
                is not None
            },
        )


def _together(version, values):
    """What several areas come to as one; None where one of them has nothing."""
    if not values or any(value is None for value in values):
        return None
    if len(values) == 1:
        return values[0]
    if version.adds_up:
        return sum(values)
    return values[0] if len(Counter(values)) == 1 else None
