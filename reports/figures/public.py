"""What everybody may know: sums in which no person can be found."""

from collections import Counter
from dataclasses import astuple, dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlsplit

from django.db.models import Min

from desmigratif.ui.formatting import AtLeast
from pillars.models import Pillar
from villages.choices import FORMED, Programme
from villages.models import Area, FormedCheck, Membership, Village
from villages.people.small_counts import STEP

from .dashboards import Dashboard
from .people import ALL_PILLARS, People, people_by_area_and_pillar
from .tallies import Selection, Sums, sums_by


@dataclass(frozen=True)
class Formed:
    """Villages of one year: formed by public sources, and recorded here with that batch."""

    year: int
    formed: int
    recorded: int
    source: str

    @property
    def site(self) -> str:
        """Where the source stands, if it stands in the web."""
        return (urlsplit(self.source).hostname or "").removeprefix("www.")


@dataclass(frozen=True)
class FormedTable:
    """The check of the villages recorded here against the 503 that public sources name."""

    rows: list[Formed]
    recorded: int

    @property
    def formed(self) -> int:
        return sum(row.formed for row in self.rows)

    @property
    def other(self) -> int:
        """Recorded without a batch year, or with one that the sources do not name."""
        return self.recorded - sum(row.recorded for row in self.rows)


def formed_table() -> FormedTable:
    """Villages formed per year; a village counts once, in its first batch year."""
    standings = Membership.objects.filter(programme=Programme.DESMIGRATIF, status__in=FORMED)
    villages = standings.order_by().values("village").annotate(batch=Min("batch_year"))
    batches = Counter(village["batch"] for village in villages)
    rows = [
        Formed(check.year, check.villages, batches[check.year], check.source)
        for check in FormedCheck.objects.all()
    ]
    return FormedTable(rows, batches.total())


@dataclass(frozen=True)
class OpenRow:
    """One pillar in one province, as published: people in fives, the rest plain."""

    province: Area
    pillar: Pillar
    sums: Sums
    people: int
    people_sexes: list[int]
    attendances: int
    sexes: list[int]


def open_rows(budget_year: int, through: date) -> list[OpenRow]:
    """Pillar x province for every province with a programme village, in the order of the codes."""
    parts = _Parts(Selection.nation(budget_year, through))
    pillars = list(Pillar.objects.all())
    provinces = sorted({area.parent for area in parts.regencies.values()}, key=lambda area: area.code)
    selection = parts.selection.for_areas(province.code for province in provinces)
    if not provinces:
        return []
    by_cell, people_by_cell = sums_by(selection, "area_id", "pillar_id"), people_by_area_and_pillar(selection)
    found = []
    for province in provinces:
        for pillar in pillars:
            sums = by_cell.get((province.code, pillar.pk), Sums())
            people = people_by_cell.get((province.code, pillar.number), People())
            cell = (sums, people, pillar, province)
            (person, *persons), (heads, *sexes) = parts.published(*cell)
            found.append(OpenRow(province, pillar, sums, person, persons, heads, sexes))
    return found


@dataclass(frozen=True)
class PublishedNation:
    """The different people and the attendances of the country, as published."""

    people: int
    attendances: int


def published_nation(board: Dashboard) -> PublishedNation:
    parts = _Parts(board.selection)
    (people, *_sexes), (heads, *_sexes) = parts.published(board.total.sums, board.people)
    return PublishedNation(people, heads)


class _Parts:
    """What each regency counts of what is published: people are told by the fives of these parts."""

    def __init__(self, selection):
        self.selection = selection
        with_villages = Village.objects.order_by().values("regency")
        areas = Area.objects.filter(pk__in=with_villages).select_related("parent")
        self.regencies = {area.code: area for area in areas}

    @cached_property
    def _each(self):
        """`{(regency, pillar number): (people, attendances)}`, pillar 0 for all together."""
        spread = self.selection.for_areas(self.regencies)
        found = {key: (people, People()) for key, people in people_by_area_and_pillar(spread).items()}
        for (code, pillar), sums in sums_by(spread, "area_id", "pillar__number").items():
            for number in (pillar, ALL_PILLARS):
                people, heads = found.get((code, number), (People(), People()))
                found[code, number] = (people, heads + _as_people(sums))
        return found

    def published(self, sums, people, pillar=None, province=None):
        """Different people and attendances, each `[all, male, female, unknown]`."""
        number = pillar.number if pillar else ALL_PILLARS
        parts = [
            self._each[code, number]
            for code, area in self.regencies.items()
            if (province is None or area.parent_id == province.code) and (code, number) in self._each
        ]
        return [
            in_fives_of_parts(counted, [part[at] for part in parts], is_nothing=not sums.activities)
            for at, counted in enumerate((people, _as_people(sums)))
        ]


def in_fives_of_parts(counted: People, parts: list[People], *, is_nothing: bool) -> list[int]:
    """A count and its sexes `[all, male, female, unknown]`: at least so many, by the fives of its parts.

    `parts`: what each regency counts. The office of one is told the fives of the others as well, so that what
    is published, on one day or on many, tells it nothing more (decision 0021).
    """
    each = [(part.total, *astuple(part)) for part in parts]
    wholes = (counted.total, *astuple(counted))
    return [
        _told_by_parts(whole, [part[at] for part in each], is_nothing=is_nothing)
        for at, whole in enumerate(wholes)
    ]


def _told_by_parts(whole, parts, *, is_nothing):
    if is_nothing and not whole:
        return 0
    # Somebody whom two regencies reached counts in both.
    twice = max(sum(parts) - whole, 0)
    least = sum(part // STEP * STEP for part in parts) - -(-twice // STEP) * STEP
    return AtLeast(max(least, 0), fewer_than=None if least > 0 else STEP * max(len(parts), 1))


def _as_people(sums):
    return People(sums.male, sums.female, sums.unknown)
