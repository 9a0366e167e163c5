"""What everybody may know: sums in which no person can be found."""

from collections import Counter
from dataclasses import astuple, dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlsplit

from django.db.models import Min

from pillars.models import Pillar
from villages.choices import FORMED, Programme
from villages.models import Area, FormedCheck, Membership, Village
from villages.people.small_counts import STEP, is_few, told

from .dashboards import Dashboard
from .people import ALL_PILLARS, People, people_by_area_and_pillar
from .tallies import Selection, Sums, sums_by

#: In the place of a count from which an office could work out a small one elsewhere.
WITHHELD = "*"


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
    people: int | str
    people_sexes: list[int | str]
    attendances: int | str
    sexes: list[int | str]


def open_rows(budget_year: int, through: date) -> list[OpenRow]:
    """Pillar x province for every province with a programme village, in the order of the codes."""
    shares = _Shares(Selection.nation(budget_year, through))
    pillars = list(Pillar.objects.all())
    provinces = sorted({area.parent for area in shares.regencies.values()}, key=lambda area: area.code)
    selection = shares.selection.for_areas(province.code for province in provinces)
    if not provinces:
        return []
    by_cell, people_by_cell = sums_by(selection, "area_id", "pillar_id"), people_by_area_and_pillar(selection)
    found = []
    for province in provinces:
        for pillar in pillars:
            sums = by_cell.get((province.code, pillar.pk), Sums())
            people = people_by_cell.get((province.code, pillar.number), People())
            cell = (sums, people, pillar, province)
            (person, *persons), (heads, *sexes) = shares.published(*cell)
            found.append(OpenRow(province, pillar, sums, person, persons, heads, sexes))
    return found


@dataclass(frozen=True)
class PublishedNation:
    """The different people and the attendances of the country, as published."""

    people: int | str
    attendances: int | str


def published_nation(board: Dashboard) -> PublishedNation:
    shares = _Shares(board.selection)
    (people, *_sexes), (heads, *_sexes) = shares.published(board.total.sums, board.people)
    return PublishedNation(people, heads)


class _Shares:
    """What each office counts itself of what is published: whoever knows it knows the rest."""

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
        owns = [
            self._each.get((code, number), (People(), People()))
            for code, area in self.regencies.items()
            if province is None or area.parent_id == province.code
        ]
        is_nothing = not sums.activities
        return [
            _in_fives(counted, [counted - own[at] for own in owns], is_nothing)
            for at, counted in enumerate((people, _as_people(sums)))
        ]


def _in_fives(counted, rests, is_nothing):
    """A count and its sexes in fives; a star where an office would be left with a rest of 1 to 4."""
    if any(_is_left_with_few(counted.total, rest.total) for rest in rests):
        return [WITHHELD] * 4
    everybody, *sexes = (told(count, is_nothing=is_nothing) for count in (counted.total, *astuple(counted)))
    pairs = [pair for rest in rests for pair in zip(astuple(counted), astuple(rest), strict=True)]
    hides_sexes = any(_is_left_with_few(count, rest) for count, rest in pairs)
    return [everybody, *([WITHHELD] * 3 if hides_sexes else sexes)]


def _is_left_with_few(count, rest):
    """Fewer than five are not told from none, whoever knows a part of them."""
    return count >= STEP and is_few(rest)


def _as_people(sums):
    return People(sums.male, sums.female, sums.unknown)
