"""Lists of indicators with a column for each quarter or year: `TW I; TW II`, `Target 2026; Target 2027`."""

import re

from villages.lists.sheets import titles
from villages.lists.sheets.layout import Table
from villages.lists.sheets.side_by_side import below_each_other

QUARTER = r"\b(?:tri ?wulan|tw|kuartal|q)\W*(?:ke\b\W*)?(?:IV|I{1,3}|[1-4])\b"
#: Within the title of a column; targets are those to the end of a quarter, and say so.
QUARTERS = re.compile(QUARTER, re.I)
UP_TO_QUARTERS = re.compile(rf"\b(?:s\W{{0,2}}d\b|sampai(?: dengan)?)\W*(?:akhir )?{QUARTER}", re.I)
YEARS = re.compile(r"\b20[1-4]\d\b")
#: What may stand beside a period, and titles that are of all periods where others are of one.
NUMBERS = frozenset(
    ("target", "sasaran", "realisasi", "capaian", "nilai", "jumlah", "total", "tahun", "laki", "perempuan")
)
OF_ALL = NUMBERS | frozenset(("persen", "persentase"))


def by_period(table, quarters, default):
    """The table with a row for each period; `default` heads numbers whose title is a period and no more."""
    found = {}
    for column in table.columns:
        if said := _period_and_rest(column, quarters, default):
            period, rest = said
            found.setdefault(period, {}).setdefault((rest,), column.index)
    if len(found) < 2:
        return table
    grouped = {index for said in found.values() for index in said.values()}
    columns = [
        column if column.index in grouped or not _is_of_all(column) else _as_of_all(column)
        for column in table.columns
    ]
    table = Table(columns, table.rows, table.skipped, table.header, table.surroundings)
    return below_each_other(table, "Periode", list(found.items()))


def _period_and_rest(column, quarters, default):
    """`("TW I 2026", "Target")` of a title, or None where it names no period or something else as well."""
    text = " ".join(column.parts)
    of_quarters, of_years = quarters.findall(text), YEARS.findall(text)
    if len(of_quarters) > 1 or len(of_years) > 1 or not (of_quarters or of_years):
        return None
    rest = YEARS.sub(" ", quarters.sub(" ", text))
    words = titles.words_of(rest)
    if words - NUMBERS:
        return None
    named = " ".join(re.findall(r"[^\W\d_]+", re.sub(r"\b(tahun|thn|th)\b", " ", rest, flags=re.I)))
    return " ".join((*of_quarters, *of_years)), named or default


def _is_of_all(column):
    return bool(column.title) and titles.words_of(column.title) <= OF_ALL


def _as_of_all(column):
    """Named among the columns that are not read, and taken for the number of no single period."""
    title = f"{column.title} semua periode"
    return column._replace(title=title, parts=(title,))
