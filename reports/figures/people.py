"""Different people (orang unik), beside the attendances: everybody counts once in whatever is asked for.

People are those recorded by name; a typed head count never enters. Each counts where the person lived on
the first day of the activity. People never add up over areas, pillars or years: one person may be in both.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.db.models import Count, QuerySet, Sum, Value

from pillars.models import Attendance, Pillar, Reach
from villages.choices import Level
from villages.codes import village_column
from villages.models import Residence

from .tallies import SEXES, Selection

#: The pillar number under which `Reach` counts a person once over all pillars.
ALL_PILLARS = 0
#: The numbers of the pillars; the programme has these four.
PILLARS = (1, 2, 3, 4)


@dataclass(frozen=True)
class People:
    """Different people by sex; the sexes add up, and people only where nobody is in both."""

    male: int = 0
    female: int = 0
    unknown: int = 0

    def __add__(self, other: "People") -> "People":
        return People(self.male + other.male, self.female + other.female, self.unknown + other.unknown)

    def __sub__(self, other: "People") -> "People":
        return People(self.male - other.male, self.female - other.female, self.unknown - other.unknown)

    @property
    def total(self) -> int:
        return self.male + self.female + self.unknown


def people_by_pillar(selection: Selection) -> dict[int, People]:
    """`{pillar number: People}` of the whole selection, 0 for all pillars together.

    One area is read from `Reach`, of several it is what `TogetherOnce` says.
    """
    if len(selection.areas) == 1:
        return _stored(selection, "pillar_number")
    return TogetherOnce(selection).by_pillar


def people_by_area(selection: Selection) -> dict[str, People]:
    """`{area code: People}`, each area of the selection for itself, in one query."""
    return _stored(selection, "area_id", pillar_number=ALL_PILLARS)


def people_by_area_and_pillar(selection: Selection) -> dict[tuple[str, int], People]:
    """`{(area code, pillar number): People}`, each area of the selection for itself, in one query."""
    return _stored(selection, "area_id", "pillar_number")


class TogetherOnce:
    """The different people of several areas together, everybody once.

    What `Reach` holds of each area is added up; who is in several of them, less. That can only be somebody
    who lived in more than one village, and of these few the rows are read. Two queries, at every size.
    """

    def __init__(self, selection: Selection, stored: Mapping[tuple[str, int], People] | None = None) -> None:
        """`stored`: people by area and pillar that are read already, those of other areas among them."""
        self._selection = selection
        self._stored = stored

    @cached_property
    def by_area_and_pillar(self) -> dict[tuple[str, int], People]:
        if self._stored is None:
            return people_by_area_and_pillar(self._selection)
        return {key: people for key, people in self._stored.items() if key[0] in self._selection.areas}

    @cached_property
    def by_pillar(self) -> dict[int, People]:
        """`{pillar number: People}`, 0 for all pillars together."""
        found = {}
        for (_area, number), people in self.by_area_and_pillar.items():
            found[number] = found.get(number, People()) + people
        for number in (ALL_PILLARS, *PILLARS):
            rows = [row for row in self._moved if number in (ALL_PILLARS, row.pillar)]
            found[number] = found.get(number, People()) - _repeated(rows)
        return found

    def of(self, areas: Collection[str]) -> People:
        """The people over all pillars of some of the areas."""
        each = (self.by_area_and_pillar.get((area, ALL_PILLARS), People()) for area in areas)
        return sum(each, People()) - _repeated([row for row in self._moved if row.area in areas])

    @cached_property
    def _moved(self):
        """Where those who lived in several villages were reached: `_Home` rows, each once."""
        if len(self._selection.areas) < 2:
            return []
        moved = Residence.objects.filter(valid_from__isnull=False).order_by().values("beneficiary")
        area = village_column(self._selection.level, "home__")
        rows = attendances_of(self._selection).filter(beneficiary__in=moved).order_by()
        columns = ("beneficiary", "beneficiary__sex", area, "activity__pillar__number")
        return [_Home(*row) for row in rows.values_list(*columns).distinct()]


class _Home(NamedTuple):
    person: int
    sex: str
    area: str
    pillar: int


def _repeated(rows):
    """How often the people of some rows were counted beyond the first time, once in each of their areas."""
    counted = {(row.person, row.area): row.sex for row in rows}
    first = {row.person: row.sex for row in rows}
    return People(*(list(counted.values()).count(sex) - list(first.values()).count(sex) for sex in SEXES))


def people_by_type(selections: Sequence[Selection], pillar: Pillar) -> list[dict[int, People]]:
    """`{activity type id: People}` of one pillar in each of the selections, from the rows; one query."""
    parts = [
        attendances_of(selection)
        .filter(activity__pillar=pillar)
        .order_by()
        .annotate(part=Value(number))
        .values_list("part", "activity__type", "beneficiary__sex")
        # A person with several rows of one type counts once.
        .annotate(people=Count("beneficiary", distinct=True))
        for number, selection in enumerate(selections)
    ]
    found = [{} for _selection in selections]
    for number, type_id, sex, people in parts[0].union(*parts[1:], all=True):
        found[number][type_id] = found[number].get(type_id, People()) + People(**{sex: people})
    return found


def attendances_of(selection: Selection) -> QuerySet[Attendance]:
    """The attendances by name of people who lived in the selection; the rows that `Reach` is made of."""
    found = Attendance.objects.filter(
        activity__budget_year=selection.budget_year,
        activity__start_on__lte=selection.through,
        activity__state__in=selection.states,
    )
    if selection.level == Level.NATION:
        return found
    if selection.level is None:
        return found.none()
    return found.filter(**{f"{village_column(selection.level, 'home__')}__in": selection.areas})


def _stored(selection, *keys, **choice):
    basis = Reach.Basis.VERIFIED if selection.verified_only else Reach.Basis.COUNTED
    rows = Reach.objects.filter(
        area__in=selection.areas,
        budget_year=selection.budget_year,
        month__lte=selection.through,
        basis=basis,
        **choice,
    )
    sums = {f"sum_{sex}": Sum(sex) for sex in SEXES}
    found = {}
    for row in rows.order_by(*keys).values(*keys).annotate(**sums):
        key = tuple(row[name] for name in keys)
        found[key if len(keys) > 1 else key[0]] = People(*(row[f"sum_{sex}"] for sex in SEXES))
    return found
