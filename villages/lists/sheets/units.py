"""In which unit a list writes its money: said by a title, a heading, a note or a column of its own (O27)."""

import re
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

WORDS = (
    (10**12, r"trilyun|triliun(?:an)?"),
    (10**9, r"mil[iy]ar(?:an)?|milliar|billion"),
    (10**6, r"juta(?:an)?|jt|million"),
    (10**3, r"ribu(?:an)?|rb|thousand"),
)
LABELS = {1: _("rupiah"), 10**3: _("thousand rupiah"), 10**6: _("million rupiah"), 10**9: _("billion rupiah")}
#: `x 1.000`, `x Rp 1.000.000`, `'000`, `Rp.000`, `(000)`.
TIMES = re.compile(r"(?:\bx|×|dalam|dlm)\s*(?:rp\.?\s*)?1((?:[.,]?000)+)\b", re.I)
NOUGHTS = re.compile(r"(?:['’`]|rp\.?\s*|\(\s*)((?:[.,]?000)+)\b", re.I)
BILLION = re.compile(r"\brp\.?\s*m\b|\bm\.?\s*rp\b", re.I)
RUPIAH = re.compile(r"\b(?:rp|rupiah|idr)\b", re.I)
#: In a line of text only what says that it speaks of the unit: `dalam ribuan rupiah`, `Satuan: juta`.
SPEAKS_OF_UNIT = re.compile(
    r"\b(?:dalam|dlm|satuan|unit|angka|nilai|disajikan|dinyatakan|x)\b|^\W*(?:rp\.?|rupiah)?\W*(?:"
    + "|".join(words for _factor, words in WORDS)
    + r")\W*(?:rp\.?|rupiah)?\W*$",
    re.I,
)
LONGEST = 300


class Unit(NamedTuple):
    """By how much amounts are multiplied; `factor` 1 where rupiah in full are said."""

    factor: int

    @property
    def label(self):
        return str(LABELS.get(self.factor, self.factor))


def of_heading(title):
    """The `Unit` that a heading of a column of money says, or None."""
    return _read(title[:LONGEST]) or (Unit(1) if RUPIAH.search(title[:LONGEST]) else None)


def of_texts(texts):
    """The `Unit` that lines above or below a list say, or None; `Bantuan Rp 5 juta per desa` says none."""
    for text in texts:
        text = text[:LONGEST]
        if SPEAKS_OF_UNIT.search(text) and not re.search(r"\d\s*(?:jt|juta|rb|ribu|mil[iy]ar)", text, re.I):
            if unit := _read(text):
                return unit
            if re.search(r"\brupiah penuh\b|\bdalam rupiah\b|\bdlm rp\b", text, re.I):
                return Unit(1)
    return None


def of_cell(text):
    """The `Unit` in a cell of a column of units, or None for other things (people, packages)."""
    text = text[:LONGEST]
    found = _read(text)
    return found or (Unit(1) if RUPIAH.search(text) and not re.search(r"\d", text) else None)


def _read(text):
    for factor, words in WORDS:
        if re.search(rf"(?<![^\W_])(?:{words})(?![^\W\d_])", text, re.I):
            return Unit(factor)
    if found := TIMES.search(text) or NOUGHTS.search(text):
        return Unit(10 ** found[1].count("0"))
    return Unit(10**9) if BILLION.search(text) else None
