"""What lies outside the areas that a reader works in, within the sums that the reader is shown.

A sum less the reader's own part is the rest; where that is one to four people, the sum is withheld.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pillars.models import Pillar
from villages.choices import Level
from villages.codes import NATION_CODE, level_of
from villages.models import AreaGroup

from .links import Viewer
from .people import (
    ALL_PILLARS,
    PILLARS,
    People,
    TogetherOnce,
    people_by_area_and_pillar,
    people_by_type,
)
from .rows import heads_by_type
from .small_counts import SMALLEST_SHOWN, masked_parts
from .tallies import SEXES, Selection, Sums, sums_by

if TYPE_CHECKING:
    # These build on this file.
    from .dashboards import PillarProgress
    from .pillars import TypeRow


@dataclass(frozen=True)
class Telling:
    """Numbers of the pillars, 0 for all together, whose count would tell a small one outside; and whether
    the sexes of the selection would, though the counts do not."""

    pillars: frozenset[int] = frozenset()
    sexes: bool = False

    def __contains__(self, number: int) -> bool:
        return number in self.pillars


def own_parts(selection: Selection, viewer: Viewer) -> list[Selection]:
    """The parts of a selection whose own sums the viewer reads elsewhere, one for each level.

    Villages of a regency that the viewer works in as a whole tell no more than the regency does.
    """
    found: list[Selection] = []
    for level in (Level.PROVINCE, Level.REGENCY, Level.VILLAGE):
        within = (code for code in viewer.visible if level_of(code) == level and _within(code, selection))
        codes = tuple(sorted(code for code in within if not _in_assigned(code, viewer)))
        if codes and codes != selection.areas:
            found.append(selection.for_areas(codes))
    return found


def known_parts(selection: Selection, viewer: Viewer) -> list[Selection]:
    """`own_parts`, and of the nation each group as well: its sums are shown to everybody."""
    found = own_parts(selection, viewer)
    if selection.areas != (NATION_CODE,):
        return found
    own = [code for code in viewer.visible if level_of(code) == Level.REGENCY]
    groups = defaultdict(set)
    for group, code in AreaGroup.areas.through.objects.values_list("areagroup", "area"):
        groups[group].add(code)
    together = {frozenset(part) for codes in groups.values() for part in (codes, codes.union(own))}
    return found + [selection.for_areas(sorted(part)) for part in together]


def telling_pillars(
    selection: Selection, people: Mapping[int, People], pillars: Iterable["PillarProgress"], viewer: Viewer
) -> Telling:
    """What of a selection would tell a small count outside.

    The attendances of the four pillars add up to those of all, so a small rest among them takes others along;
    sexes add up to what is shown, so a small rest of one sex takes all sexes along.
    """
    if viewer.sees_rows(selection):
        return Telling()
    telling, by_sex, parts = set(), False, known_parts(selection, viewer)
    if not parts:
        return Telling()
    every = selection.for_areas([code for part in parts for code in part.areas])
    sums, reached = sums_by(every, "area_id", "pillar_id"), people_by_area_and_pillar(every)
    for part in parts:
        # An activity in several villages has its own attendances in each of them.
        heads = {row.pillar.pk: Sums() for row in pillars}
        for (area, pillar), row in sums.items():
            if area in part.areas:
                heads[pillar] += row
        if len(part.areas) == 1:
            own = {number: people for (area, number), people in reached.items() if area in part.areas}
        else:
            own = TogetherOnce(part).by_pillar
        each = [people.get(number, People()).total - own.get(number, People()).total for number in PILLARS]
        attended = [row.sums.head_count - heads[row.pillar.pk].head_count for row in pillars]
        for rests in (each, attended):
            shown = masked_parts([max(rest, 0) for rest in rests])
            telling |= {number for number, said in zip(PILLARS, shown, strict=True) if isinstance(said, str)}
        together = people.get(ALL_PILLARS, People()).total - own.get(ALL_PILLARS, People()).total
        if any(0 < rest < SMALLEST_SHOWN for rest in (together, sum(attended))):
            telling.add(ALL_PILLARS)
        beside = [
            people.get(number, People()) - own.get(number, People()) for number in (ALL_PILLARS, *PILLARS)
        ]
        beside += [_as_people(row.sums) - _as_people(heads[row.pillar.pk]) for row in pillars]
        by_sex = by_sex or any(map(_has_few_of_a_sex, beside))
    return Telling(frozenset(telling), by_sex)


def telling_types(
    selection: Selection, pillar: Pillar, rows: Iterable["TypeRow"], viewer: Viewer
) -> frozenset[int]:
    """Ids of the activity types of a pillar whose count would tell a small one outside."""
    if viewer.sees_rows(selection):
        return frozenset()
    telling, rows = set(), list(rows)
    for part in own_parts(selection, viewer):
        own, sums = people_by_type(part, pillar), heads_by_type(part, pillar)
        for rests in (
            [row.people.total - own.get(row.type.pk, People()).total for row in rows],
            [row.sums.head_count - sums.get(row.type.pk, Sums()).head_count for row in rows],
        ):
            shown = masked_parts([max(rest, 0) for rest in rests])
            telling |= {row.type.pk for row, said in zip(rows, shown, strict=True) if isinstance(said, str)}
    return frozenset(telling)


def _as_people(sums):
    return People(sums.male, sums.female, sums.unknown)


def _has_few_of_a_sex(people):
    return any(0 < getattr(people, sex) < SMALLEST_SHOWN for sex in SEXES)


def _in_assigned(code, viewer):
    return any(code.startswith(f"{mine}.") for mine in viewer.assigned)


def _within(code, selection):
    return any(area in (NATION_CODE, code) or code.startswith(f"{area}.") for area in selection.areas)
