"""What a reader is told of people and attendances: exact where the reader sees the rows, in fives elsewhere.

The one place that answers how much of a sum is open to whom; the rule is `villages/people/small_counts.py`.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Self

from villages.choices import Level
from villages.codes import NATION_CODE, level_of
from villages.people.small_counts import told

from .links import Viewer
from .people import ALL_PILLARS, People
from .spread import Spread
from .tallies import SEXES, Selection, Sums, total_of


@dataclass(frozen=True)
class ToldPeople(People):
    """Different people as a reader is told of them: fives of each sex need not add up to the fives of all."""

    all: int = 0

    @property
    def total(self) -> int:
        return self.all

    @classmethod
    def of(cls, people: People, own: People, *, is_nothing: bool = False) -> Self:
        sexes = {sex: told(getattr(people, sex), getattr(own, sex), is_nothing=is_nothing) for sex in SEXES}
        return cls(all=told(people.total, own.total, is_nothing=is_nothing), **sexes)


@dataclass
class ToldSums(Sums):
    """Sums with attendances as a reader is told of them; activities and money are open to everybody."""

    heads: int = 0

    @property
    def head_count(self) -> int:
        return self.heads

    @classmethod
    def of(cls, sums: Sums, own: Sums) -> Self:
        is_nothing = sums.activities == own.activities
        kept = {field.name: getattr(sums, field.name) for field in fields(Sums)}
        for sex in SEXES:
            kept[sex] = told(getattr(sums, sex), getattr(own, sex), is_nothing=is_nothing)
        return cls(heads=told(sums.head_count, own.head_count, is_nothing=is_nothing), **kept)


def own_parts(selection: Selection, viewer: Viewer) -> list[Selection]:
    """The parts of a selection of which the viewer sees every row, one for each level."""
    codes = {code for code in _with_sums(viewer) if _holds(selection.areas, code)}
    codes |= {code for code in selection.areas if _holds(viewer.assigned, code)}
    by_level = defaultdict(list)
    for code in sorted(codes):
        if not any(code.startswith(f"{other}.") for other in codes):
            by_level[level_of(code)].append(code)
    return [selection.for_areas(found) for found in by_level.values()]


class InFives:
    """What the viewer of a selection is told of its sums, and of those of its areas."""

    def __init__(self, selection: Selection, viewer: Viewer, spread: Spread | None = None) -> None:
        """`spread`: figures of more areas that are read anyway, `codes` among them."""
        self.parts = own_parts(selection, viewer)
        self._selection, self._viewer = selection, viewer
        self._spread = spread or Spread(selection, lambda: self.codes)

    @property
    def codes(self) -> set[str]:
        """The areas of the parts."""
        return {code for part in self.parts for code in part.areas}

    def pair(
        self, sums: Sums, people: People, *, area: str | None = None, pillar: tuple[int, int] | None = None
    ) -> tuple[Sums, People]:
        """Sums and people of the selection or of one of its areas; `pillar`: its id and its number."""
        if self._viewer.sees_rows(self._selection if area is None else self._selection.for_area(area)):
            return sums, people
        pillar_id, number = pillar or (None, ALL_PILLARS)
        own_sums = total_of(
            found
            for (code, key), found in self._sums.items()
            if _holds((area or NATION_CODE,), code) and pillar_id in (None, key)
        )
        own_people = sum(
            (
                found
                for (code, key), found in self._people.items()
                if _holds((area or NATION_CODE,), code) and key == number
            ),
            People(),
        )
        shown = ToldSums.of(sums, own_sums)
        return shown, ToldPeople.of(people, own_people, is_nothing=sums.activities == own_sums.activities)

    @cached_property
    def _sums(self) -> Mapping[tuple[str, int], Sums]:
        """`{(own area, pillar id): Sums}`."""
        return {key: sums for key, sums in self._spread.sums.items() if key[0] in self.codes}

    @cached_property
    def _people(self) -> Mapping[tuple[str, int], People]:
        """`{(own area, pillar number): People}`."""
        return {key: people for key, people in self._spread.people.items() if key[0] in self.codes}


def _with_sums(viewer):
    """The assigned areas; of a district, which has no sums of its own, its villages."""
    for code in viewer.assigned:
        if level_of(code) == Level.DISTRICT:
            yield from (seen for seen in viewer.visible if seen.startswith(f"{code}."))
        else:
            yield code


def _holds(areas, code):
    return any(area in (NATION_CODE, code) or code.startswith(f"{area}.") for area in areas)
