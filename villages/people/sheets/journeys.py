"""Departure and return in one cell: `12/03/2015 s/d 20/04/2018`, `10/01/2023 - sekarang`."""

import re

from ...lists.sheets import titles
from ...lists.sheets.cells import EMPTY, cell_of

LONGEST = 100
BETWEEN = re.compile(
    r"\s+[-–—/&]\s+|\s*\b(?:s\.?\s*[/.]?\s*d\.?|sampai(?: dengan)?|hingga)(?=\W|\b)\s*|\s*[–—]\s*", re.I
)
#: Two days without spaces: `12/03/2015-20/04/2018`.
CLOSE = re.compile(
    r"(\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{4})\s*[-/]\s*(\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{4}|\D+)"
)
STILL = re.compile(r"\W*(?:sekarang|skrg|saat ini|kini|masih(?: bekerja)?|belum(?: pulang)?|aktif)?\W*", re.I)


def names_journey(title):
    """Whether a title is of both: `Tgl Berangkat / Tgl Pulang`."""
    return titles.words_of(title) >= {"berangkat", "pulang"}


def parts_of(cell):
    """The cells of departure and return, empty where the person is still away; None for no two days."""
    text = " ".join(cell.text[:LONGEST].split())
    parts = BETWEEN.split(text)
    if len(parts) != 2 and (found := CLOSE.fullmatch(text)):
        parts = found.groups()
    if len(parts) != 2 or not re.search(r"\d", parts[0]):
        return None
    departed, returned = parts
    return cell_of(departed.strip()), EMPTY if STILL.fullmatch(returned) else cell_of(returned.strip())
