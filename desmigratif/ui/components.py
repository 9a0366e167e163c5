"""What the shared templates take: small values that views fill in and templates/components draw."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Crumb:
    """One step of the trail above the heading; the last one is the page itself and has no address."""

    label: str
    url: str = ""


@dataclass(frozen=True)
class Task:
    """One line of a task list with its status in word, shape and colour."""

    label: str
    url: str = ""
    tone: str = "none"
    status: str = ""


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
