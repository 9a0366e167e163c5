"""What is counted of each regency, and counted again only where something was stored since."""

import hashlib
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from functools import cached_property, update_wrapper
from typing import Any, Generic, TypeVar

from django.core.cache import caches
from django.db import connection
from django.db.models import Model, QuerySet, Sum

from desmigratif.accounts.models import User
from desmigratif.ui.asked_once import asked_once
from desmigratif.ui.paging import InTurn
from villages.choices import Level
from villages.codes import NATION_CODE, level_of
from villages.models import Village
from villages.querysets import holding_codes

from ..models import RegencyVersion
from .tallies import Selection

T = TypeVar("T")


class PerRegency(Generic[T]):
    """Keeps what a function counts, `(villages, *about) -> {regency: T}`, for each regency.

    T holds numbers and no words: readers of all languages are told from it. `about` names all that decides
    but the data, the day among them. What is kept of a regency holds while its version is the one that was
    read before counting, so that it is never older (docs/decisions/0022).
    """

    #: All of them, for the test of the tables that they read.
    every: list["PerRegency[Any]"] = []

    def __init__(self, count: Callable[..., dict[str, T]]) -> None:
        self.count = count
        self.every.append(self)
        update_wrapper(self, count)

    def __call__(
        self, villages: QuerySet[Village], *about: Hashable, regencies: Collection[str] | None
    ) -> dict[str, T]:
        """`{regency: T}` of the villages. `regencies`: those that they fill; None where they fill none."""
        # Within a transaction the version may be one that nobody else ever sees.
        if regencies is None or connection.in_atomic_block:
            return self.count(villages, *about)
        versions, key = regency_versions(), self._key(about)
        country = versions.get(NATION_CODE, 0)
        kept = caches["counts"].get(key, {})
        every = set(versions) - {NATION_CODE}
        wanted = {
            code: (country, versions.get(code, 0))
            for code in (every if regencies == EVERY_REGENCY else regencies)
        }
        if stale := [code for code, version in wanted.items() if kept.get(code, (None,))[0] != version]:
            found = self.count(Village.objects.filter(regency__in=stale), *about)
            kept |= {code: (wanted[code], found.get(code)) for code in stale}
            caches["counts"].set(key, kept)
        return {code: kept[code][1] for code in sorted(wanted) if kept[code][1] is not None}

    def _key(self, about):
        told = (self.__module__, self.__name__, [_told(each) for each in about])
        return hashlib.sha256(repr(told).encode()).hexdigest()


@asked_once
def regency_versions() -> dict[str, int]:
    """`{code: version}` of the country and of every regency that has or had a village."""
    rows = RegencyVersion.objects.order_by().values("regency")
    return dict(rows.annotate(version=Sum("number")).values_list("regency", "version"))


#: Stands for all regencies, so that a page that asks for none of them need not know which there are.
EVERY_REGENCY = frozenset({NATION_CODE})


def whole_regencies(user: User) -> frozenset[str] | None:
    """The regencies that the villages seen by the user fill; None where some are seen in part."""
    if not user.has_perm("villages.view_village"):
        return frozenset()
    if user.is_national:
        return EVERY_REGENCY
    codes = holding_codes(user)
    if codes is None or any(level_of(code) > Level.REGENCY for code in codes):
        return None
    return regencies_within(codes)


def regencies_within(areas: Iterable[str]) -> frozenset[str]:
    """The regencies of areas (codes) no smaller than one."""
    areas = tuple(areas)
    if NATION_CODE in areas:
        return EVERY_REGENCY
    regencies = {code for code in areas if level_of(code) == Level.REGENCY}
    if provinces := [code for code in areas if level_of(code) == Level.PROVINCE]:
        inside = Village.objects.filter(province__in=provinces).order_by().values_list("regency", flat=True)
        regencies |= set(inside.distinct())
    return frozenset(regencies)


def regencies_of(selection: Selection) -> frozenset[str] | None:
    """The regencies that a selection fills; None for one of villages."""
    return None if selection.level == Level.VILLAGE else regencies_within(selection.areas)


def both(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    """The regencies that what lies in both of two places fills."""
    if one is None or other is None:
        return None
    if EVERY_REGENCY in (one, other):
        return one if other == EVERY_REGENCY else other
    return one & other


def first_of(numbers: Mapping[str, int], wanted: int) -> list[str]:
    """The first regencies, in the order of their codes, that together have so many."""
    return _spanning(numbers, 0, wanted)[0]


class InRegencies(InTurn):
    """A list of villages in the order of their regencies and codes, of which the numbers are known.

    `find`: those of some villages that the list shows; it is asked only about the regencies of a page.
    """

    def __init__(
        self,
        villages: QuerySet[Village],
        find: Callable[[QuerySet[Village]], QuerySet[Village]],
        numbers: Mapping[str, int],
    ) -> None:
        self._villages, self._find, self._numbers = villages, find, numbers
        self.shown = Village.objects.for_list()

    @cached_property
    def queries(self) -> list[QuerySet[Village]]:
        return [self._of(self._villages)]

    def _of(self, villages):
        return self._find(villages).order_by("regency", "area")

    def count(self, most: int) -> int:
        return min(sum(self._numbers.values()), most + 1)

    def ids(self, start: int, stop: int) -> list[int]:
        codes, before = _spanning(self._numbers, start, stop)
        rows = self._of(self._villages.filter(regency__in=codes))
        return list(rows.values_list("pk", flat=True)[start - before : stop - before])


def _spanning(numbers, start, stop):
    """The regencies that hold the places from one to another, and how many places lie before them."""
    codes, before, reached = [], 0, 0
    for code, number in sorted(numbers.items()):
        if reached + number <= start:
            before += number
        elif reached < stop and number:
            codes.append(code)
        reached += number
    return codes, before


def _told(about):
    """What decides a count, in writing: of a row all that stands in it, since its name is translated."""
    if isinstance(about, Model):
        return (about._meta.label, *(getattr(about, field.attname) for field in about._meta.concrete_fields))
    return about
