"""Days that a list tells in parts: `Tgl; Bln; Thn`, or less under the year or the month of its title."""

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
DAY_TITLE = frozenset(("tanggal", "hari", "kegiatan", "pelaksanaan", "kunjungan", "waktu", "layanan"))
DAYS = re.compile(
    r"(?:0?[1-9]|[12]\d|3[01])(?:\s*(?:-|–|s\W?d\W?|&|,|dan)\s*(?:0?[1-9]|[12]\d|3[01]))?", re.I
)
MONTH_IN_TITLE = re.compile(
    r"(?<![^\W\d_])([^\W\d_]{3,9})\W{1,3}(?:tahun\W|thn\W|th\W)?\W{0,3}(20[1-4]\d)\b", re.I
)
LONGEST = 300
IN_TITLE = re.compile(r"\b20[1-4]\d\b")


def year_of(texts):
    """The one year that titles above a list, or the names of its sheet and file, speak of; or nothing."""
    years = {year for text in texts for year in IN_TITLE.findall(text)}
    return years.pop() if len(years) == 1 else ""


def month_of(texts):
    """`05/2026` where titles above a list, or names of its sheet and file, speak of one month; or nothing."""
    found = {
        (parsing.month_of(word), year)
        for text in texts
        for word, year in MONTH_IN_TITLE.findall(text[:LONGEST])
        if parsing.month_of(word)
    }
    if len(found) != 1:
        return ""
    month, year = found.pop()
    return f"{month:02}/{year}"


def of_month(columns, rows, month):
    """The rows with whole days where the only column of days holds `7` or `12-14`, in a list of one month."""
    fitting = [column for column in columns if titles.words_of(column.title) <= DAY_TITLE and column.title]
    if not month or len(fitting) != 1:
        return rows
    at = fitting[0].index
    texts = [row.cells[at].text for row in rows[:LOOKED_AT]]
    if not any(texts) or not all(DAYS.fullmatch(text) for text in texts if text):
        return rows
    return [
        row._replace(cells=[*row.cells[:at], _of_month(row.cells[at], month), *row.cells[at + 1 :]])
        for row in rows
    ]


def _of_month(cell, month):
    if not cell.text:
        return cell
    first, dash, last = re.sub(r"\s*(?:-|–|s\W?d\W?|&|,|dan)\s*", "-", cell.text, flags=re.I).partition("-")
    return cell_of(f"{first}/{month} - {last}/{month}" if dash else f"{first}/{month}")


def join(columns, rows, year=""):
    """`(columns, rows)` with each such day in the column of its first part; the others are left empty.

    `year` is that of the list, for days of which the columns tell no other.
    """
    for units in (UNITS, UNITS[:2] if year else ()):
        for at in range(len(columns) - len(units) + 1 if units else 0):
            told = columns[at : at + len(units)]
            order = _order(told, units)
            if order and _are_parts(rows, order):
                day = next(column for column in told if column.index == order[0])
                blank = [column._replace(title="", parts=()) for column in told[1:]]
                whole = told[0]._replace(title=day.title, parts=day.parts)
                columns = [*columns[:at], whole, *blank, *columns[at + len(units) :]]
                last = "" if len(units) == len(UNITS) else year
                rows = [row._replace(cells=_joined(row.cells, at, order, last)) for row in rows]
    return columns, rows


def _order(told, units):
    """Indexes of day, month and year, where columns side by side are parts of one thing; or nothing."""
    found = {}
    for column in told:
        own = titles.words_of(column.parts[-1]) if column.parts else frozenset()
        unit = own & frozenset(units)
        if len(unit) != 1:
            return ()
        found[next(iter(unit))] = column.index, own - unit, column.parts[:-1]
    same = {said[1:] for said in found.values()}
    return tuple(found[unit][0] for unit in units) if len(found) == len(units) and len(same) == 1 else ()


def _are_parts(rows, order):
    for index, is_part in zip(order, (DAY.fullmatch, _is_month, YEAR.fullmatch), strict=False):
        texts = [row.cells[index].text for row in rows[:LOOKED_AT]]
        texts = [text for text in texts if text]
        if not texts or sum(bool(is_part(text)) for text in texts) < MOST * len(texts):
            return False
    return True


def _is_month(text):
    return MONTH.fullmatch(text) or parsing.month_of(text)


def _joined(cells, at, order, year):
    texts = [cells[index].text for index in order]
    texts += [year] if year and any(texts) else []
    mark = "/" if texts[1].isdigit() else " "
    cells = [*cells]
    blank = [EMPTY] * (len(order) - 1)
    cells[at : at + len(order)] = [cell_of(mark.join(filter(None, texts))), *blank]
    return cells
