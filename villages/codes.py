"""All arithmetic of area codes: `35.04.14.2011` is village 2011, district 14, regency 04, province 35.

Digits only say where an area lay when it got its code; where it lies now, its row says.
"""

import re

from django.db.models import F, Value
from django.db.models.functions import Left

from .choices import Level

#: Code of Indonesia itself, the root of the tree; not an official code.
NATION_CODE = "00"
#: Level -> the column of a programme village that names its area of that level.
VILLAGE_COLUMNS = {
    Level.PROVINCE: "province",
    Level.REGENCY: "regency",
    Level.DISTRICT: "district",
    Level.VILLAGE: "area",
}
#: A code as it is written, or only the digits of it.
WRITTEN = re.compile(r"\s*\d{2}[\d.\s]*")


def from_digits(digits):
    """The code of digits without points: `350414` -> `35.04.14`."""
    return ".".join(filter(None, (digits[:2], digits[2:4], digits[4:6], digits[6:])))


def from_text(text):
    """The code that a text is, or begins: `3504142011` and `35.04.14.2011` alike; else empty."""
    return from_digits(re.sub(r"\D", "", text)) if WRITTEN.fullmatch(text) else ""


def level_of(code):
    return Level.NATION if code == NATION_CODE else Level(code.count(".") + 1)


def part_of(code, level):
    """The code of the area of that level in which an area lies: of a village its regency."""
    return ".".join(code.split(".")[: int(level)])


def regency_of(code):
    return part_of(code, Level.REGENCY)


def own_part(code):
    """The digits that tell an area from the others of the area above."""
    return code.rpartition(".")[2]


def parent_of(code):
    """The code of the area above; None for the nation."""
    return None if code == NATION_CODE else code.rpartition(".")[0] or NATION_CODE


def above(code):
    """The codes of all areas above, the widest first; of the nation none."""
    found = []
    while (code := parent_of(code)) is not None:
        found.insert(0, code)
    return found


def village_column(level, path=""):
    """The column of a programme village that is reached over `path`: `home__regency`."""
    return f"{path}{VILLAGE_COLUMNS[Level(level)]}"


def code_beginning(path, length):
    """For queries: the first `length` characters of the code at `path`, the same empty text of all for 0."""
    return Left(F(path), length) if length else Value("")
