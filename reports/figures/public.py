"""What everybody may know: sums in which no person can be found."""

from collections import Counter, defaultdict
from dataclasses import astuple, dataclass
from datetime import date
from urllib.parse import urlsplit

from django.db.models import Min

from pillars.models import Pillar
from villages.choices import FORMED, Programme
from villages.models import Area, FormedCheck, Membership, Village

from .people import People, people_by_area_and_pillar
from .small_counts import SMALLEST_SHOWN, TOO_FEW, WITHHELD, masked, masked_parts
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
    """One pillar in one province, as published: people masked, the rest plain."""

    province: Area
    pillar: Pillar
    sums: Sums
    people: int | str
    people_sexes: list[int | str]
    attendances: int | str
    sexes: list[int | str]


def open_rows(budget_year: int, through: date) -> list[OpenRow]:
    """Pillar x province for every province with a programme village, in the order of the codes."""
    with_villages = Village.objects.order_by().values("province")
    provinces = list(Area.objects.filter(pk__in=with_villages))
    if not provinces:
        return []
    selection = Selection(tuple(province.code for province in provinces), budget_year, through)
    by_cell, people_by_cell = sums_by(selection, "area_id", "pillar_id"), people_by_area_and_pillar(selection)
    cells = [(province, pillar) for province in provinces for pillar in Pillar.objects.all()]
    sums = [by_cell.get((province.code, pillar.pk), Sums()) for province, pillar in cells]
    people = [people_by_cell.get((province.code, pillar.number), People()) for province, pillar in cells]
    # The national sums are public, so the rows are parts of a known sum.
    rests = _rests(selection)
    telling = {at for at, cell in enumerate(cells) if any(_is_few(rest.total) for rest in rests[cell])}
    heads = masked_parts([cell.head_count for cell in sums], telling)
    persons = masked_parts([cell.total for cell in people], telling)
    found = []
    for at, (province, pillar) in enumerate(cells):
        # Where everybody came once the people are the attendances: what hides those hides both.
        person = WITHHELD if heads[at] == WITHHELD and people[at].total >= SMALLEST_SHOWN else persons[at]
        tells = any(_is_few(count) for rest in rests[province, pillar] for count in astuple(rest))
        found.append(
            OpenRow(
                province,
                pillar,
                sums[at],
                people=person,
                people_sexes=_sexes(people[at], WITHHELD if tells else person),
                attendances=heads[at],
                sexes=_sexes(sums[at], WITHHELD if tells else heads[at]),
            )
        )
    return found


def _rests(selection):
    """`{(province, pillar): [People]}`: what an office that knows its own regency is left with of a province.

    The people and the attendances of all other regencies, once for each office.
    """
    with_villages = Village.objects.order_by().values("regency")
    regencies = {
        area.code: area.parent for area in Area.objects.filter(pk__in=with_villages).select_related("parent")
    }
    pillars = list(Pillar.objects.all())
    spread = selection.for_areas(regencies)
    heads, people = sums_by(spread, "area_id", "pillar_id"), people_by_area_and_pillar(spread)
    found = defaultdict(list)
    for pillar in pillars:
        each = {
            code: (
                people.get((code, pillar.number), People()),
                _as_people(heads.get((code, pillar.pk), Sums())),
            )
            for code in regencies
        }
        for counted in (0, 1):
            whole = defaultdict(People)
            for code, province in regencies.items():
                whole[province] += each[code][counted]
            for code, province in regencies.items():
                found[province, pillar].append(whole[province] - each[code][counted])
    return found


def _as_people(sums):
    return People(sums.male, sums.female, sums.unknown)


def _is_few(count):
    return 0 < count < SMALLEST_SHOWN


def _sexes(counted, total):
    counts = [counted.male, counted.female, counted.unknown]
    if total in (TOO_FEW, WITHHELD):
        # Shown in full, they would add up to the total that is not shown.
        return [masked(count) if count < SMALLEST_SHOWN else WITHHELD for count in counts]
    return masked_parts(counts)
