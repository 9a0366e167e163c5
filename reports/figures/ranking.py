"""The ranking of regencies or villages, in the order the reader asks for."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from django.utils.translation import gettext_lazy as _

from desmigratif.ui.formatting import within

from .dashboards import AreaProgress

DEFAULT = "-completion"

#: What a row is sorted by; None (no data) always comes last.
VALUES = {
    "name": lambda row: row.area.name,
    "completion": lambda row: row.completion,
    "pillar1": lambda row: row.pillars[0].completion,
    "pillar2": lambda row: row.pillars[1].completion,
    "pillar3": lambda row: row.pillars[2].completion,
    "pillar4": lambda row: row.pillars[3].completion,
    "absorption": lambda row: row.sums.absorption,
    "people": lambda row: row.people.total,
    "attendances": lambda row: row.sums.head_count,
    "reported": lambda row: -row.reported.missing,
}
#: What an address may ask for.
ORDERS = [sign + key for key in VALUES for sign in ("", "-")]
LABELS = {
    "name": _("Name"),
    "completion": _("Completion"),
    "pillar1": _("completion of pillar I"),
    "pillar2": _("completion of pillar II"),
    "pillar3": _("completion of pillar III"),
    "pillar4": _("completion of pillar IV"),
    "absorption": _("Budget absorption"),
    "people": _("People"),
    "attendances": _("Attendances"),
    "reported": _("villages reported"),
}


@dataclass(frozen=True)
class Order:
    """One sort key and its direction, as it stands in the address: `-completion`."""

    key: str
    descending: bool

    @classmethod
    def read(cls, text: str) -> Self:
        """The order as it is written, one of `ORDERS`; without a word the default."""
        text = text or DEFAULT
        return cls(text.removeprefix("-"), text.startswith("-"))

    @property
    def text(self) -> str:
        return f"-{self.key}" if self.descending else self.key

    @property
    def label(self) -> str:
        return within(LABELS[self.key])

    def next_for(self, key: str) -> str:
        """What the head of column `key` leads to: the other way round, or first the largest (names: A)."""
        if key == self.key:
            return key if self.descending else f"-{key}"
        return key if key == "name" else f"-{key}"

    def aria_sort(self, key: str) -> str:
        if key != self.key:
            return ""
        return "descending" if self.descending else "ascending"

    def sorted(self, rows: Iterable[AreaProgress]) -> list[AreaProgress]:
        value = VALUES[self.key]
        rows = sorted(rows, key=lambda row: row.area.code)
        known = [row for row in rows if value(row) is not None]
        unknown = [row for row in rows if value(row) is None]
        return sorted(known, key=value, reverse=self.descending) + unknown


class Ranking:
    """Rows in the order of the address; `order` is what the column heads and the caption say."""

    def __init__(self, rows: Iterable[AreaProgress], sort: str) -> None:
        self.order = Order.read(sort)
        self.rows = self.order.sorted(rows)
