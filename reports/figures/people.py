"""Different people (orang unik), beside the attendances: everybody counts once in whatever is asked for.

People are those recorded by name; a typed head count never enters. Each counts where the person lived on
the first day of the activity. People never add up over areas, pillars or years: one person may be in both.
"""

from dataclasses import dataclass

from django.db.models import Count, F, Min, Q, QuerySet, Sum

from pillars.models import Attendance, Pillar, Reach
from villages.choices import Level
from villages.codes import village_column

from .tallies import Selection

#: The pillar number under which `Reach` counts a person once over all pillars.
ALL_PILLARS = 0
SEXES = ("male", "female", "unknown")
#: The numbers of the pillars; the programme has these four.
PILLARS = (1, 2, 3, 4)


@dataclass(frozen=True)
class People:
    """Different people by sex; the sexes add up, nothing else does."""

    male: int = 0
    female: int = 0
    unknown: int = 0

    @property
    def total(self) -> int:
        return self.male + self.female + self.unknown


def people_by_pillar(selection: Selection) -> dict[int, People]:
    """`{pillar number: People}` of the whole selection, 0 for all pillars together, in one query.

    One area is read from `Reach`. The regencies of a group are counted from the rows: who moved from one
    of them to another is in the `Reach` of both, and yet is one person of the group.
    """
    if len(selection.areas) == 1:
        return _stored(selection, "pillar_number")
    return _once_per_pillar(attendances_of(selection))


def people_by_area(selection: Selection) -> dict[str, People]:
    """`{area code: People}`, each area of the selection for itself, in one query."""
    return _stored(selection, "area_id", pillar_number=ALL_PILLARS)


def people_by_area_and_pillar(selection: Selection) -> dict[tuple[str, int], People]:
    """`{(area code, pillar number): People}`, each area of the selection for itself, in one query."""
    return _stored(selection, "area_id", "pillar_number")


def people_by_province(selection: Selection) -> dict[str, People]:
    """`{province code: People}` over the selected regencies of each province, counted from the rows."""
    return _grouped(_counted(attendances_of(selection), "home__province"))


def people_by_type(selection: Selection, pillar: Pillar) -> dict[int, People]:
    """`{activity type id: People}` of one pillar, counted from the rows."""
    return _grouped(_counted(attendances_of(selection).filter(activity__pillar=pillar), "activity__type"))


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


def _once_per_pillar(rows):
    """The people of attendances per pillar and in all: each person is one group, read in one pass."""
    numbers = PILLARS
    at = {f"at_{number}": Count("pk", filter=Q(activity__pillar__number=number)) for number in numbers}
    each = rows.order_by().values("beneficiary").annotate(sex=Min("beneficiary__sex"), **at)
    wanted = {(ALL_PILLARS, sex): Q(sex=sex) for sex in SEXES}
    wanted |= {(number, sex): Q(sex=sex, **{f"at_{number}__gt": 0}) for number in numbers for sex in SEXES}
    sums = each.aggregate(
        **{
            f"sum_{number}_{sex}": Count("beneficiary", filter=which)
            for (number, sex), which in wanted.items()
        }
    )
    found = {}
    for number, sex in wanted:
        found.setdefault(number, {})[sex] = sums[f"sum_{number}_{sex}"]
    return {number: People(**by_sex) for number, by_sex in found.items()}


def _counted(rows, key):
    """Rows `(key, sex, people)`: a person with several rows of one key counts once."""
    grouped = rows.order_by().values_list(F(key), "beneficiary__sex")
    return grouped.annotate(people=Count("beneficiary", distinct=True))


def _grouped(rows):
    found = {}
    for key, sex, people in rows:
        found.setdefault(key, {})[sex] = people
    return {key: People(**by_sex) for key, by_sex in found.items()}
