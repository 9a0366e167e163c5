"""Days that a list tells in three columns: `Tgl; Bln; Thn`, or `Tgl Lahir; Bln Lahir; Thn Lahir`."""

import re

from desmigratif.ui import parsing

from . import titles
from .cells import EMPTY, cell_of

#: So many of the filled cells have to be of the kind, and so many rows are looked at.
MOST, LOOKED_AT = 0.8, 300
UNITS = ("tanggal", "bulan", "tahun")
DAY = re.compile(r"0?[1-9]|[12]\d|3[01]")
MONTH = re.compile(r"0?[1-9]|1[0-2]")
YEAR = re.compile(r"(?:19|20)?\d{2}")


def join(columns, rows):
    """`(columns, rows)` with each such day in the column of its first part; the other two are left empty."""
    for at in range(len(columns) - len(UNITS) + 1):
        three = columns[at : at + len(UNITS)]
        order = _order(three)
        if order and _are_parts(rows, order):
            day = next(column for column in three if column.index == order[0])
            blank = [column._replace(title="", parts=()) for column in three[1:]]
            whole = three[0]._replace(title=day.title, parts=day.parts)
            columns = [*columns[:at], whole, *blank, *columns[at + len(UNITS) :]]
            rows = [row._replace(cells=_joined(row.cells, at, order)) for row in rows]
    return columns, rows


def _order(three):
    """Indexes of day, month and year, where three columns are parts of one thing; or nothing."""
    found = {}
    for column in three:
        own = titles.words_of(column.parts[-1]) if column.parts else frozenset()
        unit = own & frozenset(UNITS)
        if len(unit) != 1:
            return ()
        found[next(iter(unit))] = column.index, own - unit, column.parts[:-1]
    same = {said[1:] for said in found.values()}
    return tuple(found[unit][0] for unit in UNITS) if len(found) == len(UNITS) and len(same) == 1 else ()


def _are_parts(rows, order):
    for index, is_part in zip(order, (DAY.fullmatch, _is_month, YEAR.fullmatch), strict=True):
        texts = [row.cells[index].text for row in rows[:LOOKED_AT]]
        texts = [text for text in texts if text]
        if not texts or sum(bool(is_part(text)) for text in texts) < MOST * len(texts):
            return False
    return True


def _is_month(text):
    return MONTH.fullmatch(text) or parsing.month_of(text)


def _joined(cells, at, order):
    texts = [cells[index].text for index in order]
    mark = "/" if texts[1].isdigit() else " "
    cells = [*cells]
    cells[at : at + len(order)] = [cell_of(mark.join(filter(None, texts))), EMPTY, EMPTY]
    return cells
