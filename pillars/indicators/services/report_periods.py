"""The periods for which offices report indicators, and how much of each is reported."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from desmigratif.accounts.models import User
from desmigratif.ui import clock
from villages.choices import Level
from villages.models import Area

from ...choices import PeriodKind
from ...models import IndicatorValue, IndicatorVersion, ReportingPeriod
from ...models.periods import ROMAN

YEARS_SHOWN = 2
FIRST_YEAR = 2016


@dataclass(frozen=True)
class ReportPeriod:
    """A quarter, or a year as a whole, for which an office reports; in addresses `2026-3` or `2026`."""

    year: int
    quarter: int | None

    @classmethod
    def read(cls, text: str) -> "ReportPeriod | None":
        """The period of an address; None where it names none that has begun."""
        year, _dash, quarter = text.partition("-")
        found = cls(int(year), int(quarter) if quarter else None)
        return found if found in periods_begun(years=clock.today().year - FIRST_YEAR + 1) else None

    @property
    def key(self) -> str:
        return f"{self.year}-{self.quarter}" if self.quarter else str(self.year)

    @property
    def kind(self) -> PeriodKind:
        return PeriodKind.QUARTER if self.quarter else PeriodKind.YEAR

    @property
    def order(self) -> tuple[int, int]:
        """What sorts periods by when they end; a year ends with its last quarter."""
        return self.year, self.quarter or 4

    def __str__(self):
        if self.quarter is None:
            return _("Year %s") % self.year
        return _("Quarter %(quarter)s %(year)s") % {"quarter": ROMAN[self.quarter], "year": self.year}


def periods_begun(years: int = YEARS_SHOWN) -> list[ReportPeriod]:
    """The last budget years with their quarters, as far as they have begun; the newest first."""
    today = clock.today()
    found = []
    for year in range(today.year, today.year - years, -1):
        begun = clock.quarter_number(today) if year == today.year else 4
        found += [ReportPeriod(year, quarter) for quarter in range(begun, 0, -1)]
        found.append(ReportPeriod(year, None))
    return found


def due_dates(periods: Collection[ReportPeriod]) -> dict[ReportPeriod, date]:
    """`{period: the day its report is due}`; of a year with its last quarter. Unknown ones are left out."""
    rows = ReportingPeriod.objects.filter(year__in={period.year for period in periods})
    days = {(row.year, row.quarter): row.due_on for row in rows}
    return {period: days[period.order] for period in periods if period.order in days}


def areas_reported(user: User, regency: Area) -> QuerySet[Area]:
    """The regency, where the user serves it as a whole, and its villages, as far as they are the user's."""
    areas = Area.objects.reportable_by(user)
    return areas.filter(pk=regency.pk) | areas.filter(village__regency=regency)


def versions_asked(period: ReportPeriod) -> list[IndicatorVersion]:
    """The definitions of the indicators that offices report for a period, in the order of the pillars."""
    versions = IndicatorVersion.objects.in_year(period.year).reported().filter(period_kind=period.kind)
    return list(versions.select_related("indicator__pillar").prefetch_related("indicator__versions"))


def progress(
    user: User, regency: Area, periods: Collection[ReportPeriod]
) -> list[tuple[ReportPeriod, int, int]]:
    """`[(period, reported, due)]`: how many values there are of how many the user is asked for."""
    areas = list(areas_reported(user, regency))
    levels = {level: sum(area.level == level for area in areas) for level in (Level.VILLAGE, Level.REGENCY)}
    asked = {}
    for year in {period.year for period in periods}:
        # Which are due is told without the bands of their scales.
        asked[year] = list(IndicatorVersion.objects.in_year(year).reported().prefetch_related(None))
    rows = IndicatorValue.objects.filter(area__in=areas, year__in=asked)
    counts = {
        (row["year"], row["quarter"]): row["values"]
        for row in rows.order_by().values("year", "quarter").annotate(values=Count("pk"))
    }
    return [
        (
            period,
            counts.get((period.year, period.quarter), 0),
            sum(
                levels[version.reported_for]
                for version in asked[period.year]
                if version.period_kind == period.kind
            ),
        )
        for period in periods
    ]


def last_values(areas: Iterable[Area], period: ReportPeriod) -> dict[tuple[int, str], IndicatorValue]:
    """`{(indicator id, code): IndicatorValue}`: the newest of a period before, at most a year old."""
    rows = IndicatorValue.objects.filter(area__in=areas, year__in=(period.year - 1, period.year))
    found = {}
    for row in sorted(rows.select_related("indicator"), key=lambda row: (row.year, row.quarter or 4)):
        if (row.year, row.quarter or 4) < period.order:
            found[row.indicator_id, row.area_id] = row
    return found
