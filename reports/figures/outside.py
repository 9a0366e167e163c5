"""What lies outside the areas that a reader works in, within the sums that the reader is shown.

A sum less the reader's own part is the rest; where that is one to four people, the sum is withheld.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from pillars.models import Pillar
from villages.choices import Level
from villages.codes import NATION_CODE, level_of

from .links import Viewer
from .people import ALL_PILLARS, PILLARS, People, TogetherOnce, people_by_type
from .rows import sums_by_type
from .small_counts import SMALLEST_SHOWN, masked_parts
from .tallies import Selection, Sums, sums_by

if TYPE_CHECKING:
    # These build on this file.
    from .dashboards import PillarProgress
    from .pillars import TypeRow


def own_parts(selection: Selection, viewer: Viewer) -> list[Selection]:
    """The parts of a selection whose own sums the viewer reads elsewhere, one for each level."""
    found = []
    for level in (Level.PROVINCE, Level.REGENCY, Level.VILLAGE):
        codes = tuple(
            sorted(code for code in viewer.visible if level_of(code) == level and _within(code, selection))
        )
        if codes and codes != selection.areas:
            found.append(selection.for_areas(codes))
    return found


def telling_pillars(
    selection: Selection, people: Mapping[int, People], pillars: Iterable["PillarProgress"], viewer: Viewer
) -> frozenset[int]:
    """Numbers of the pillars, 0 for all together, whose count would tell a small one outside.

    The attendances of the four pillars add up to those of all, so a small rest among them takes others along.
    """
    if viewer.sees_rows(selection):
        return frozenset()
    telling = set()
    for part in own_parts(selection, viewer):
        own, heads = TogetherOnce(part).by_pillar, Counter()
        # An activity in several villages has its own attendances in each of them.
        for (_area, pillar), sums in sums_by(part, "area_id", "pillar_id").items():
            heads[pillar] += sums.head_count
        each = [people.get(number, People()).total - own.get(number, People()).total for number in PILLARS]
        attended = [row.sums.head_count - heads[row.pillar.pk] for row in pillars]
        for rests in (each, attended):
            shown = masked_parts([max(rest, 0) for rest in rests])
            telling |= {number for number, said in zip(PILLARS, shown, strict=True) if isinstance(said, str)}
        together = people.get(ALL_PILLARS, People()).total - own.get(ALL_PILLARS, People()).total
        if any(0 < rest < SMALLEST_SHOWN for rest in (together, sum(attended))):
            telling.add(ALL_PILLARS)
    return frozenset(telling)


def telling_types(
    selection: Selection, pillar: Pillar, rows: Iterable["TypeRow"], viewer: Viewer
) -> frozenset[int]:
    """Ids of the activity types of a pillar whose count would tell a small one outside."""
    if viewer.sees_rows(selection):
        return frozenset()
    telling, rows = set(), list(rows)
    for part in own_parts(selection, viewer):
        own, sums = people_by_type(part, pillar), sums_by_type(part, pillar)
        for rests in (
            [row.people.total - own.get(row.type.pk, People()).total for row in rows],
            [row.sums.head_count - sums.get(row.type.pk, Sums()).head_count for row in rows],
        ):
            shown = masked_parts([max(rest, 0) for rest in rests])
            telling |= {row.type.pk for row, said in zip(rows, shown, strict=True) if isinstance(said, str)}
    return frozenset(telling)


def _within(code, selection):
    return any(area in (NATION_CODE, code) or code.startswith(f"{area}.") for area in selection.areas)
