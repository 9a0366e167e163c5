"""What the page of one pillar shows beside the figures of the dashboard."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet

from desmigratif.accounts.models import User
from pillars.choices import Category
from pillars.models import Activity, ActivityType, IndicatorVersion, Pillar
from villages.people.small_counts import told

from .dashboards import AreaProgress, Dashboard, JudgedSums
from .indicators import IndicatorFigures
from .people import People, people_by_type
from .rows import heads_by_type, late_activities, money_by_organisation, money_of, sums_by_type
from .sentences import distance
from .tallies import Sums, heads_by_area, total_of
from .told import ToldPeople, ToldSums

LOWEST_SHOWN = 6
REGENCIES_NAMED = 12


@dataclass
class TypeRow:
    """One activity type of the pillar with its sums and its different people."""

    type: ActivityType
    sums: Sums
    people: People


class PillarPage:
    """One pillar within the selection of a dashboard."""

    def __init__(self, board: Dashboard, pillar: Pillar) -> None:
        self.board = board
        self.pillar = pillar
        self.row = next(row for row in board.pillars if row.pillar == pillar)

    @cached_property
    def types(self) -> list[TypeRow]:
        """Types offered today, and those of old with activities; in the order of the forms."""
        in_fives = self.board.is_in_fives
        places = [self.board.selection, *(self.board.told.parts if in_fives else ())]
        heads, *own_heads = heads_by_type(places, self.pillar)
        people, *own_people = people_by_type(places, self.pillar)
        by_type = sums_by_type(self.board.selection, self.pillar, self._money, heads)
        rows = [
            TypeRow(kind, by_type.get(kind.pk, Sums()), people.get(kind.pk, People()))
            for kind in ActivityType.objects.filter(pillar=self.pillar)
            if kind.is_active or kind.pk in by_type or kind.pk in people
        ]
        return self._types_as_told(rows, own_heads, own_people) if in_fives else rows

    def _types_as_told(self, rows, own_heads, own_people):
        for row in rows:
            heads = total_of(part.get(row.type.pk, Sums()) for part in own_heads)
            people = sum((part.get(row.type.pk, People()) for part in own_people), People())
            is_nothing = not row.sums.activities
            row.people = ToldPeople.of(row.people, people, is_nothing=is_nothing)
            row.sums = ToldSums.of(row.sums, heads)
        return rows

    @cached_property
    def organisations(self) -> list[tuple[str | None, Sums]]:
        return money_by_organisation(self._money)

    @cached_property
    def _money(self):
        return money_of(self.board.selection, self.pillar)

    @property
    def organisations_total(self) -> Sums:
        return total_of(sums for name, sums in self.organisations)

    @property
    def lowest(self) -> list[tuple[AreaProgress, JudgedSums]]:
        """The areas furthest below, as far as they have a plan: `[(AreaProgress, JudgedSums)]`."""
        known = [pair for pair in self._cells if pair[1].completion is not None]
        return sorted(known, key=lambda pair: pair[1].completion)[:LOWEST_SHOWN]

    @property
    def _cells(self) -> list[tuple[AreaProgress, JudgedSums]]:
        at = self.board.pillars.index(self.row)
        return [(row, row.pillars[at]) for row in self.board.rows]

    @property
    def distance(self) -> str:
        return distance(self.row, self.board.path)

    @cached_property
    def not_reported(self) -> list[AreaProgress]:
        """Regencies with villages that have not reported, those with the most of them first."""
        late = [row for row in self.board.rows if row.reported.missing]
        return sorted(late, key=lambda row: (-row.reported.missing, row.area.code))

    @property
    def not_reported_named(self) -> list[AreaProgress]:
        return self.not_reported[:REGENCIES_NAMED]

    @property
    def not_reported_more(self) -> int:
        return len(self.not_reported) - len(self.not_reported_named)

    @cached_property
    def undetailed(self) -> int:
        """Attendances entered without a category."""
        places, own = self.board.selection, self.board.told.codes if self.board.is_in_fives else set()
        areas = places.for_areas({*places.areas, *own})
        by_area = heads_by_area(areas, self.pillar, Category.UNDETAILED)
        count = sum(by_area.get(code, 0) for code in places.areas)
        if not self.board.is_in_fives or not count:
            return count
        return told(count, sum(by_area.get(code, 0) for code in own))

    @cached_property
    def indicators(self) -> IndicatorFigures:
        """The indicators of the pillar that are asked for in the budget year."""
        versions = IndicatorVersion.objects.in_year(self.board.selection.budget_year)
        return IndicatorFigures(self.board, versions.filter(indicator__pillar=self.pillar))

    def late(self, user: User) -> QuerySet[Activity]:
        return late_activities(self.board.selection, user).filter(pillar=self.pillar)
