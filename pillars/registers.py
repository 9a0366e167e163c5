"""The registers of the pillars: rooms of their own, hooked in here by one word each.

A register stands on activities and people, and nobody below knows it. Its models, addresses, admin and part
of the demo are taken from its room. Its `register.py` holds one `Register`, which says all that pages of
others show of it: its line in the menu of the pillars, its kinds of lists, what the pages of a village and of
a pillar and the home page draw, what it counts for indicators, and its counting rules. Its part in the tests
is `tests/pillars/<room>/declared.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

from django.db.models import CharField, Count, Min, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.module_loading import import_string

from .choices import Measure

#: The rooms, in the order of their pillars.
ROOMS = ("desk", "businesses", "aid", "parenting", "cooperatives")

#: Rows that a register names on the page of a village, which has a card of each; the list has the others.
SHOWN_OF_VILLAGE = 3


@dataclass(frozen=True)
class Card:
    """A part of somebody else's page: the template that draws it, as `card`, and what it takes."""

    template: str
    context: dict[str, Any]


@dataclass(frozen=True)
class HomeLine:
    """One thing that waits for an officer, on the home page, and where to do it."""

    text: str
    url: str


@dataclass(frozen=True)
class WaitingRows:
    """Rows that wait for somebody who enters them: of all registers they are counted in one query.

    `told(count)` says how many; `one(key)` is the address of the only one, by its column `key`, and `several`
    that of a list of them.
    """

    rows: QuerySet
    told: Callable[[int], str]
    one: Callable[[Any], str]
    several: str
    key: str = "pk"


class Share(NamedTuple):
    """What a measure counts where it is a part of a whole."""

    part: int
    whole: int


class Heads(NamedTuple):
    """What a measure counts where it is people, who are not known one by one."""

    male: int
    female: int


@dataclass(frozen=True)
class Measured:
    """What a register counts for indicators (`pillars.choices.Measure`).

    `counts(villages, year, day, length)` are its counts of a year up to a day, `{code: counts}` by the first
    `length` characters of the codes of the villages, "" for 0; `together(rows)` those of several areas, or of
    none, as one. `of`: for each measure what it takes of such counts: a number, a `Share` or `Heads`.
    `impersonal`: measures that count no people, visits or complaints, so that everybody is told them exactly.
    """

    counts: Callable
    together: Callable
    of: dict[Measure, Callable]
    impersonal: tuple[Measure, ...] = ()


@dataclass(frozen=True)
class Register:
    """What a register shows outside its room.

    `key`: the word by which links point at its part of a page; `pillar`: the number of its pillar;
    `permission`: needed to read its rows; `url_name` and `prefix`: its list; `kinds`: its lists to import;
    `rules`: how it counts, in sentences. What pages of others draw is given by `waiting(user, today)`,
    `pillar_card(villages, own, year, day)` and `village_card(village, user, today, is_own)`, the last saying
    whether the user writes about that village.
    """

    key: str
    label: str
    pillar: int
    permission: str
    url_name: str
    prefix: str
    village_card: Callable
    pillar_card: Callable
    waiting: Callable
    kinds: tuple
    measured: Measured
    rules: tuple[str, ...]


def modules(name):
    """The modules of one name of all registers: their `models`, `urls`, `admin` or `demo`."""
    return [import_module(f"pillars.{room}.{name}") for room in ROOMS]


@cache
def registers() -> tuple[Register, ...]:
    """All registers; imported when first asked for, because their rooms stand above this one."""
    return tuple(import_string(f"pillars.{room}.register.REGISTER") for room in ROOMS)


def village_cards(village, user, today, is_own):
    """The cards of the page of a village, for those who may read them; `is_own`: who write about it."""
    readable = [register for register in registers() if user.has_perm(register.permission)]
    return [register.village_card(village, user, today, is_own) for register in readable]


def pillar_cards(pillar, villages, own, year, day):
    """The cards of the page of a pillar: sums of villages in a year up to a day.

    `own`: those of the villages whose rows the reader sees, None for all; of the others people are told
    in fives.
    """
    return [
        register.pillar_card(villages, own, year, day)
        for register in registers()
        if register.pillar == pillar.number
    ]


def home_lines(user, today):
    """What waits in the registers for somebody who enters them."""
    readable = [register for register in registers() if user.has_perm(register.permission)]
    waiting = [each for register in readable for each in register.waiting(user, today)]
    counts = [
        each.rows.order_by()
        .values_list(Value(number))
        .annotate(count=Count("pk"), first=Cast(Min(each.key), CharField()))
        for number, each in enumerate(waiting)
    ]
    found = counts[0].union(*counts[1:], all=True) if counts else []
    lines = []
    for number, count, first in sorted(found):
        each = waiting[number]
        if not count:
            continue
        lines.append(HomeLine(each.told(count), each.one(first) if count == 1 else each.several))
    return lines
