"""What a list may hold, and which of its columns holds it (case O07)."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.utils.translation import override


@dataclass(frozen=True)
class Field:
    """One thing a list may say; `instead` names fields that make a required one unnecessary.

    `read(cell)` gives the value and a `Remark` (see `readers`); lists of people are read by `people_rows`.
    """

    key: str
    label: object
    synonyms: tuple = ()
    required: bool = False
    instead: tuple = ()
    #: False for columns that only lists of other people have, not the template.
    in_template: bool = True
    read: Callable | None = None
    #: Words to choose from, for the template; any iterable of texts, gone through anew each time.
    words: Iterable = ()

    @property
    def names(self):
        """Every form of the title, as it is compared; the label in both languages of the portal."""
        labels = []
        for language in ("id", "en"):
            with override(language):
                labels.append(str(self.label))
        return [plain(name) for name in (*labels, *self.synonyms)]


@dataclass(frozen=True)
class Schema:
    name: str
    label: object
    fields: tuple

    def field(self, key):
        return next(field for field in self.fields if field.key == key)


@dataclass
class Mapping:
    """Key of a field -> index of its column; what is needed and not there; what is there and not known."""

    columns: dict
    missing: list = field(default_factory=list)
    unknown: list = field(default_factory=list)


def plain(title):
    """A title without case, accents, spaces, underscores and punctuation."""
    text = unicodedata.normalize("NFKD", str(title).casefold())
    return re.sub(r"[\W_]+", "", "".join(mark for mark in text if not unicodedata.combining(mark)))


def suggest_mapping(table, schema):
    """The `Mapping` that the titles suggest; whole titles come before parts of them."""
    names = {}
    for one in schema.fields:
        for name in one.names:
            names.setdefault(name, one.key)
    columns, taken = {}, set()
    for forms in (_whole, _joined, _last, _first, _unbracketed):
        for column in table.columns:
            if column.index in taken:
                continue
            key = names.get(forms(column))
            if key and key not in columns:
                columns[key] = column.index
                taken.add(column.index)
    return Mapping(columns, _missing(columns, schema), _unknown(table, taken))


def _missing(columns, schema):
    return [
        one
        for one in schema.fields
        if one.required and not any(key in columns for key in (one.key, *one.instead))
    ]


def _unknown(table, taken):
    """Titled columns that nothing reads, but for the running number."""
    return [
        column
        for column in table.columns
        if column.title and column.index not in taken and plain(column.title) not in ("no", "nomor", "nourut")
    ]


def _whole(column):
    return plain(column.title)


def _joined(column):
    return plain(" ".join(column.parts[-2:]))


def _last(column):
    return plain(column.parts[-1]) if len(column.parts) > 1 else ""


def _first(column):
    return plain(column.parts[0]) if len(column.parts) > 1 else ""


def _unbracketed(column):
    """Without what stands in brackets or as a number before it: `402 Nama`, `NIK (16 digit)`."""
    last = column.parts[-1] if column.parts else ""
    return plain(re.sub(r"\(.*?\)|^\s*[\d.]+\w?\s+", " ", last))
