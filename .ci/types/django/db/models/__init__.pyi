"""What mypy is told of Django: a member of choices is its value and has a label. All else is Any."""

import enum
from typing import Any

class Choices(enum.Enum):  # type: ignore[misc]
    choices: list[tuple[Any, str]]
    labels: list[str]
    @property
    def label(self) -> str: ...

class TextChoices(str, Choices):  # type: ignore[misc]
    _value_: str
    values: list[str]
    def __new__(cls, value: str, label: Any = ...) -> TextChoices: ...

class IntegerChoices(int, Choices):  # type: ignore[misc]
    _value_: int
    values: list[int]
    def __new__(cls, value: int, label: Any = ...) -> IntegerChoices: ...

def __getattr__(name: str) -> Any: ...
