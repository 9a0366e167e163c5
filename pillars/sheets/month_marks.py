"""Plans with a column for each month, in which a mark says that the activity is held: `Jan; Feb; Mar`."""

import re

from desmigratif.ui import parsing
from desmigratif.ui.formatting import INDONESIAN
from villages.lists.sheets import side_by_side, titles
from villages.lists.sheets.layout import Table

#: Fewer columns called like months are no plan of a year.
FEWEST = 3
#: The week of a month: `Jan / I`, `Jan / 2`, `Jan / Mg 3`.
WEEK = re.compile(r"(?:minggu|mgg?|m|pekan)?[\W_]*(?:ke)?[\W_]*(?:[1-5]|i{1,3}|iv|v)", re.I)
WEEKS = re.compile(r"\W*(?:minggu|pekan)\b", re.I)
YEAR = re.compile(r"\b20[1-4]\d\b")
#: `Bulan ke / 3`
NUMBERED = re.compile(r"0?[1-9]|1[0-2]")
MONTH = re.compile(r"([^\W\d_]{3,12})\W*(20[1-4]\d)?")


def below_each_other(table):
    """The table with a row for each month that a line marks; a line without any mark stays one row."""
    found = {}
    for column in table.columns:
        month = _month_of(column)
        if month and side_by_side.are_ticks(table, column.index):
            found.setdefault(month, {})[("Tanda", str(column.index))] = column.index
    if len(found) < FEWEST or _has_days(table, found):
        return table
    year = table.surroundings.only_one_read(_year_in)
    groups = [
        (month if YEAR.search(month) else f"{month} {year}".strip(), said) for month, said in found.items()
    ]
    turned = side_by_side.below_each_other(table, "Bulan", groups, keeps_empty=True)
    last = next(
        at for at, column in enumerate(turned.columns) if column.title == "Bulan" and not column.letter
    )
    # The marks are read.
    rows = [row._replace(cells=row.cells[: last + 1]) for row in turned.rows]
    return Table(turned.columns[: last + 1], rows, table.skipped, table.header, table.surroundings)


def _month_of(column):
    """`Mar` or `Mar 2025` of a column headed by a month, perhaps with its weeks below; or an empty text."""
    parts = list(column.parts)
    if len(parts) > 1 and "bulan" in titles.words_of(parts[-2]) and NUMBERED.fullmatch(parts[-1]):
        return INDONESIAN.months[int(parts[-1]) - 1]
    while len(parts) > 1 and (WEEK.fullmatch(parts[-1]) or WEEKS.match(parts[-1])):
        parts.pop()
    said = MONTH.fullmatch(parts[-1].strip(" .")) if parts else None
    return " ".join(filter(None, said.groups())) if said and parsing.month_of(said[1]) else ""


def _has_days(table, found):
    """Whether another column tells the day."""
    marks = {index for said in found.values() for index in said.values()}
    return any(
        titles.words_of(column.title) & {"tanggal"} for column in table.columns if column.index not in marks
    )


def _year_in(text):
    years = set(YEAR.findall(text))
    return years.pop() if len(years) == 1 else ""
