"""One page of figures for one selection: pillars, trend, ranking, provinces and the sentences above them."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.db.models import QuerySet

from desmigratif.accounts.models import User
from desmigratif.ui import clock
from pillars.models import Activity, Pillar, PillarLead, ReportingPeriod, Scale
from pillars.reference import all_pillars, pillars_with_leads
from villages.choices import Level
from villages.codes import NATION_CODE, village_column
from villages.models import Area, Village

from .completeness import Completeness, ReportedVillages, completeness, missing_villages, quarter_of
from .links import Viewer
from .people import ALL_PILLARS, People, TogetherOnce, people_by_pillar
from .regencies import first_of, regencies_of
from .rows import late_activities
from .spread import Spread
from .status import Standing, current_scale, path, standing
from .tallies import Selection, Sums, sums_by, total_of
from .told import InFives

#: More names than that nobody reads; the ranking has the rest as numbers.
MISSING_NAMED = 20


@dataclass
class JudgedSums:
    """Sums with the word for where they stand."""

    sums: Sums
    standing: Standing

    @property
    def completion(self) -> float | None:
        return self.sums.completion

    @property
    def completion_percent(self) -> float | None:
        """For columns whose head already says per cent."""
        return None if self.completion is None else self.completion * 100


@dataclass
class PillarProgress(JudgedSums):
    """One pillar of a page; `day`: the last one shown of the year."""

    pillar: Pillar
    day: datetime.date
    months: dict[datetime.date, Sums] = field(default_factory=dict)
    people: People = People()

    @property
    def leads(self) -> list[PillarLead]:
        """Its lead rows from the beginning of the year to the day, oldest first."""
        led = next(pillar for pillar in pillars_with_leads() if pillar == self.pillar)
        return led.leads_between(self.day.replace(month=1, day=1), self.day)

    @property
    def sort_key(self) -> str:
        """What the ranking calls its column of this pillar."""
        return f"pillar{self.pillar.number}"


@dataclass
class AreaProgress(JudgedSums):
    """One row of a ranking: an area, its four pillars, its people and how many of its villages reported."""

    area: Area
    pillars: list[JudgedSums]
    reported: ReportedVillages
    regencies: int = 0
    people: People = People()


class Dashboard:
    """The figures of one selection; every part is read once, when a page first asks for it."""

    def __init__(self, selection: Selection, viewer: Viewer | None = None) -> None:
        self.selection = selection
        #: Who looks; without one, somebody who sees every row.
        self.viewer = viewer
        self.spread = Spread(selection, self._codes)
        self.told = InFives(selection, viewer, self.spread) if viewer else None
        # All of them, whoever looks: sums are open to every role, the rows behind them are not.
        self.villages = villages_of(selection)
        self.path = path(selection.budget_year, selection.through)
        #: A budget year that is over is reported as it stood at its end: its leads, its last quarter.
        self.day = min(selection.through, datetime.date(selection.budget_year, 12, 31))

    @cached_property
    def scale(self) -> Scale:
        return current_scale()

    @cached_property
    def period(self) -> ReportingPeriod:
        """The quarter in which the day lies."""
        return quarter_of(self.day)

    def judge(self, sums: Sums) -> Standing:
        return standing(sums.completion, self.path, self.scale)

    @cached_property
    def pillars(self) -> list[PillarProgress]:
        """The four pillars with their sums, leads of the year so far and months."""
        found = []
        for pillar in all_pillars():
            months = self.by_month.get(pillar.pk, {})
            total, people = self._as_told(
                total_of(months.values()),
                self.people_by_pillar.get(pillar.number, People()),
                pillar=(pillar.pk, pillar.number),
            )
            found.append(PillarProgress(total, self.judge(total), pillar, self.day, months, people))
        return found

    def _as_told(self, sums, people, **choice):
        """The two as the viewer is told of them, see `InFives.pair`."""
        return self.told.pair(sums, people, **choice) if self.told else (sums, people)

    @cached_property
    def by_month(self) -> dict[int, dict[datetime.date, Sums]]:
        """`{pillar id: {first day of a month: Sums}}`."""
        found = {}
        for (pillar_id, month), sums in sums_by(self.selection, "pillar_id", "month").items():
            found.setdefault(pillar_id, {})[month] = sums
        return found

    @cached_property
    def people_by_pillar(self) -> dict[int, People]:
        """`{pillar number: People}`, 0 for all pillars together; exact, whoever looks."""
        if self.is_group:
            return self._together.by_pillar
        if self.viewer is None:
            # Figures of one place are asked for: the table that a page has beside them is not.
            return people_by_pillar(self.selection)
        return {
            number: people
            for (code, number), people in self.spread.people.items()
            if code in self.selection.areas
        }

    @cached_property
    def _together(self):
        """The people of the regencies of a group."""
        return TogetherOnce(self.selection, self.spread.people)

    @property
    def people(self) -> People:
        """Different people over all pillars: never the sum of the four."""
        return self._all_pillars[1]

    @cached_property
    def total(self) -> JudgedSums:
        total = self._all_pillars[0]
        return JudgedSums(total, self.judge(total))

    @cached_property
    def _all_pillars(self):
        total = total_of(sums for months in self.by_month.values() for sums in months.values())
        return self._as_told(total, self.people_by_pillar.get(ALL_PILLARS, People()))

    @property
    def on_track(self) -> list[PillarProgress]:
        return [row for row in self.pillars if row.standing.tone == "ok"]

    @property
    def weakest(self) -> PillarProgress | None:
        """The pillar furthest below the path; None when nothing lies below."""
        below = [row for row in self.pillars if row.standing.tone in ("warn", "bad")]
        return min(below, key=lambda row: row.completion, default=None)

    @cached_property
    def reported(self) -> Completeness:
        return completeness(self.villages, self.period, by=self.unit, regencies=self.regencies)

    @cached_property
    def regencies(self) -> frozenset[str] | None:
        """The regencies that the selection fills; None for one of villages."""
        return regencies_of(self.selection)

    @cached_property
    def missing(self) -> list[Village]:
        """The first member villages that have not reported, in the order of their codes."""
        late = None
        if self.unit == "regency":
            late = first_of({code: row.missing for code, row in self.reported.by_area.items()}, MISSING_NAMED)
        return list(missing_villages(self.villages, self.period, within=late)[:MISSING_NAMED])

    @property
    def missing_more(self) -> int:
        return self.reported.total.missing - len(self.missing)

    @property
    def unit(self) -> str:
        """What one row of the ranking is: a regency, or on a regency's own page a village."""
        single_regency = self.selection.level == Level.REGENCY and len(self.selection.areas) == 1
        return "area" if single_regency and not self.is_group else "regency"

    @property
    def is_group(self) -> bool:
        return any(name == "group" for name, value in self.selection.filters)

    @cached_property
    def rows(self) -> list[AreaProgress]:
        """One row per regency of the group, or else per regency or village of the programme, best first."""
        return best_first(self._row_as_told(row) for row in self._exact_rows)

    def _row_as_told(self, row):
        sums, people = self._as_told(row.sums, row.people, area=row.area.code)
        return replace(row, sums=sums, people=people)

    @cached_property
    def _exact_rows(self):
        found = []
        for code, area in self.areas.items():
            cells = [self.spread.sums.get((code, row.pillar.pk), Sums()) for row in self.pillars]
            total = total_of(cells)
            judged = [JudgedSums(cell, self.judge(cell)) for cell in cells]
            row = AreaProgress(total, self.judge(total), area, judged, self.reported.of(code))
            row.people = self._together.of([code]) if self.is_group else self.spread.people_of(code)
            found.append(row)
        return found

    def _codes(self):
        """The areas of which the page tells anything: its own, those of the table with their provinces, and
        those that the viewer sees the rows of."""
        above = [area.parent_id for area in self.areas.values()] if self.unit == "regency" else []
        return [*self.selection.areas, *self.areas, *above, *(self.told.codes if self.told else ())]

    @cached_property
    def areas(self) -> dict[str, Area]:
        """The areas of the table by code: regencies of the programme or the group, or the villages of one
        regency; none below a village."""
        if self.is_group:
            codes = self.selection.areas
        elif self.selection.level == Level.VILLAGE:
            codes = ()
        else:
            codes = self.villages.order_by(self.unit).values(self.unit).distinct()
        found = Area.objects.filter(pk__in=codes).select_related("parent").order_by("code")
        return {area.code: area for area in found}

    @property
    def own_villages(self) -> QuerySet[Village] | None:
        """The villages of which the viewer sees the rows; None for all."""
        if not self.is_in_fives:
            return None
        parts = [villages_of(part).order_by().values("pk") for part in self.told.parts]
        return self.villages.filter(pk__in=parts[0].union(*parts[1:])) if parts else Village.objects.none()

    @property
    def is_in_fives(self) -> bool:
        """Whether the viewer is told of people and attendances in fives, see `InFives`."""
        return self.viewer is not None and not self.viewer.sees_rows(self.selection)

    def months_of(self, row: PillarProgress) -> list[float | None]:
        """Completed share of the year's activities of a pillar by the end of each month so far.

        What began before the budget year counts from January on; None where nothing is planned.
        """
        last = min(self.selection.through, clock.today())
        shares = []
        for number in range(1, 13):
            month = datetime.date(self.selection.budget_year, number, 1)
            if month > last:
                break
            done = sum(sums.done for start, sums in row.months.items() if start <= month)
            shares.append(done / row.sums.planned_total if row.sums.planned_total else None)
        return shares

    @cached_property
    def provinces(self) -> list[AreaProgress]:
        """The regency rows added up per province, best first; people are counted anew, not added up."""
        areas = {}
        for row in self._exact_rows:
            areas.setdefault(row.area.parent_id, []).append(row)
        found = []
        for code, rows in areas.items():
            total = total_of(row.sums for row in rows)
            reported = sum((row.reported for row in rows), ReportedVillages())
            row = AreaProgress(total, self.judge(total), rows[0].area.parent, [], reported, len(rows))
            if self.is_group:
                row.people = self._together.of([regency.area.code for regency in rows])
            else:
                row.people = self.spread.people_of(code)
            found.append(self._row_as_told(row))
        return best_first(found)

    def late(self, user: User) -> QuerySet[Activity]:
        """Activities past their last day, as far as the user sees their rows."""
        return late_activities(self.selection, user)


def best_first(rows: Iterable[AreaProgress]) -> list[AreaProgress]:
    """Highest completion first, those without data last."""
    return sorted(rows, key=lambda row: (row.completion is None, -(row.completion or 0), row.area.code))


def villages_of(selection: Selection) -> QuerySet[Village]:
    """Programme villages within a selection."""
    villages = Village.objects.all()
    if selection.areas == (NATION_CODE,):
        return villages
    level = selection.level if selection.level is not None else Level.REGENCY
    field = village_column(level)
    return villages.filter(**{f"{field}__in": selection.areas})
