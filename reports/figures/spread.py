"""Sums and people of the areas that one page tells of, of whatever level, read together."""

from collections.abc import Callable, Iterable
from functools import cached_property

from .people import ALL_PILLARS, People, people_by_area_and_pillar
from .tallies import Selection, Sums, sums_by


class Spread:
    """What is stored of several areas, each for itself: two queries, whatever asks first.

    `codes`: which areas; asked for once, when the first figure is.
    """

    def __init__(self, selection: Selection, codes: Callable[[], Iterable[str]]) -> None:
        self._selection, self._codes = selection, codes

    @cached_property
    def _areas(self):
        return self._selection.for_areas(sorted(set(self._codes())))

    @cached_property
    def sums(self) -> dict[tuple[str, int], Sums]:
        """`{(area code, pillar id): Sums}`."""
        return sums_by(self._areas, "area_id", "pillar_id")

    @cached_property
    def people(self) -> dict[tuple[str, int], People]:
        """`{(area code, pillar number): People}`, 0 for all pillars together."""
        return people_by_area_and_pillar(self._areas)

    def people_of(self, code: str, number: int = ALL_PILLARS) -> People:
        return self.people.get((code, number), People())
