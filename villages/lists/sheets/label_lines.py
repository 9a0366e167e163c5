"""Sheets that are a filled-in form: `Nama Lengkap : Sumiati`, line by line and without a header.

Biodata of one person or several below each other, or the profile of a village.
"""

import re

from .cells import EMPTY, Cell, cell_of

#: Fewer lines with a colon are remarks above or below something else.
FEWEST = 3
MOST_CELLS = 6
LONGEST_LABEL = 80
#: What counts the lines is no part of their labels.
COUNTER = re.compile(r"\W*(?:\d{1,2}|[a-z])\s*[.)]\s*(?=\D)|\W+", re.I)
#: `a. Laki-laki` says something of the line above that is not counted by a letter or a dash.
BELOW = re.compile(r"\s*(?:[a-z]\s*[.)]|[-–•*])\s*\w", re.I)
#: Left to be filled in by hand.
BLANK = re.compile(r"[.…_\s]*")


def forms_of(lines):
    """`[{label parts: (line number, column index, cell)}]`, one for each form in the lines; or nothing."""
    found = [(number, *said) for number, cells in lines if (said := _said_in(cells))]
    filled = sum(any(cell.text for cell in cells) for _number, cells in lines)
    if len(found) < FEWEST or 2 * len(found) < filled:
        return []
    forms, above = [{}], ""
    for number, label, index, cell in found:
        is_below = BELOW.match(label) and above
        name = COUNTER.sub("", label, count=1) if COUNTER.match(label) else label
        parts = (above, name) if is_below else (name,)
        above = above if is_below else name
        if parts in forms[-1]:
            forms.append({})
        forms[-1][parts] = (number, index, cell)
    return forms


def _said_in(cells):
    """Label, column index and cell of what a line says behind its colon; or None."""
    filled = [(index, cell) for index, cell in enumerate(cells) if cell.text]
    if len(filled) > 1 and re.fullmatch(r"\W*(?:\d{1,2}|[a-z])\W*", filled[0][1].text, re.I):
        counter, *filled = filled
        mark = counter[1].text.strip(" .)")
        filled[0] = filled[0][0], cell_of(f"{mark}. {filled[0][1].text}")
    if not filled or len(filled) > MOST_CELLS:
        return None
    (index, first), *rest = filled
    label, colon, said = first.text.partition(":")
    if not colon and rest and rest[0][1].text.startswith(":"):
        (index, second), *rest = rest
        colon, said = ":", second.text[1:]
    is_clock = label[-1:].isdigit() and said[:1].isdigit()
    if not colon or is_clock or len(label) > LONGEST_LABEL or not re.search(r"[^\W\d_]", label):
        return None
    return label.strip(), *_value(index, said, rest)


def _value(index, said, rest):
    said = "" if BLANK.fullmatch(said) else said.strip()
    if not said and len(rest) == 1:
        index, cell = rest[0]
        return index, EMPTY if BLANK.fullmatch(cell.text) else cell
    text = " ".join([said, *(cell.text for _index, cell in rest)]).strip()
    return index, Cell("text", text, text) if text else EMPTY
