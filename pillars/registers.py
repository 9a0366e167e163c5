"""The registers of the pillars: rooms of their own, hooked in here by one word each.

A register stands on activities and people, and nobody below knows it. Its models, addresses and admin are
taken from its room. Its `register.py` holds one `Register`, which says all that pages of others show of it:
its line in the menu of the pillars, its kinds of lists, what the pages of a village and of a pillar and the
home page draw.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from django.utils.module_loading import import_string

#: The rooms, in the order of their pillars.
ROOMS = ("desk", "cooperatives")


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
class Register:
    """What a register shows outside its room.

    `pillar`: the number of its pillar; `permission`: needed to read its rows; `url_name` and `prefix`: its
    list; `kinds`: its lists to import. What pages of others draw is given by `home_lines(user, today)`,
    `pillar_card(villages, year, day)` and `village_card(village, user, today, is_own)`, the last saying
    whether the user writes about that village.
    """

    label: str
    pillar: int
    permission: str
    url_name: str
    prefix: str
    village_card: Callable
    pillar_card: Callable
    home_lines: Callable
    kinds: tuple = ()


def modules(name):
    """The modules of one name of all registers: their `models`, `urls` or `admin`."""
    return [import_module(f"pillars.{room}.{name}") for room in ROOMS]


@cache
def registers() -> tuple[Register, ...]:
    """All registers; imported when first asked for, because their rooms stand above this one."""
    return tuple(import_string(f"pillars.{room}.register.REGISTER") for room in ROOMS)


def village_cards(village, user, today, is_own):
    """The cards of the page of a village, for those who may read them; `is_own`: who write about it."""
    readable = [register for register in registers() if user.has_perm(register.permission)]
    return [register.village_card(village, user, today, is_own) for register in readable]


def pillar_cards(pillar, villages, year, day):
    """The cards of the page of a pillar: sums of villages in a year up to a day."""
    return [
        register.pillar_card(villages, year, day)
        for register in registers()
        if register.pillar == pillar.number
    ]


def home_lines(user, today):
    """What waits in the registers for somebody who enters them."""
    readable = [register for register in registers() if user.has_perm(register.permission)]
    return [line for register in readable for line in register.home_lines(user, today)]
