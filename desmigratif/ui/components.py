"""What the shared templates take: small values that views fill in and templates/components draw."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Crumb:
    """One step of the trail above the heading; the last one is the page itself and has no address."""

    label: str
    url: str = ""


@dataclass(frozen=True)
class Action:
    """One button or link beside a heading; a page has at most one that is primary."""

    label: str
    url: str
    primary: bool = False


@dataclass(frozen=True)
class Kpi:
    """One cell of the strip of figures: the value as text, one line of context, the list it counts."""

    label: str
    value: str
    context: str = ""
    url: str = ""


@dataclass(frozen=True)
class Task:
    """One line of a task list with its status in word, shape and colour."""

    label: str
    url: str = ""
    tone: str = "none"
    status: str = ""


@dataclass(frozen=True)
class TimelineItem:
    """One thing that happened; `meta` is the line of facts below its title."""

    title: str
    meta: str = ""
    url: str = ""
    pillar: Any = None
    tone: str = ""
    status: str = ""


@dataclass(frozen=True)
class Row:
    """One line of a description list: what is asked, what was answered, where to change it."""

    label: str
    value: Any
    url: str = ""


@dataclass(frozen=True)
class ErrorLink:
    """One line of the error summary; `target` is the id of the control it is about."""

    text: str
    target: str = ""


@dataclass(frozen=True)
class FilterChip:
    """One active filter and the address of the list without it."""

    label: str
    value: str
    url: str
