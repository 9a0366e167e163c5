"""Lists of indicators with a column for each quarter, year or area: `TW I; TW II`, `Tunggangri; Betak`."""

import re

from django.db.models.functions import Lower

from villages.choices import Level
from villages.lists.sheets import titles
from villages.lists.sheets.layout import Table
from villages.lists.sheets.side_by_side import below_each_other
from villages.models import Area

QUARTER = r"\b(?:tri ?wulan|tw|kuartal|q)\W*(?:ke\b\W*)?(?:IV|I{1,3}|[1-4])\b"
#: Within the title of a column; targets are those to the end of a quarter, and say so.
QUARTERS = re.compile(QUARTER, re.I)
UP_TO_QUARTERS = re.compile(rf"\b(?:s\W{{0,2}}d\b|sampai(?: dengan)?)\W*(?:akhir )?{QUARTER}", re.I)
#: Words of a column that names an area in each row, and of the kind before the name of a village.
AREAS = frozenset(("desa", "kelurahan", "wilayah", "kabupaten", "kota", "provinsi", "daerah"))
KIND = re.compile(r"^(?:desa|ds|kelurahan|kel)\b[. ]*", re.I)
YEARS = re.compile(r"\b20[1-4]\d\b")
#: What may stand beside a period, and titles that are of all periods where others are of one.
COUNTED = frozenset(("target", "realisasi", "capaian", "nilai", "jumlah", "total", "persen", "persentase"))
NUMBERS = COUNTED | {"sasaran", "tahun", "laki", "perempuan"}


def by_period_or_area(table):
    """The table of values with a row for each period, or for each area where periods have rows."""
    turned = by_period(table, QUARTERS, "Nilai")
    return by_area(table) if turned is table else turned


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


def by_area(table):
    """The table with a row for each area, where the names of areas head columns of numbers."""
    titled = [column for column in table.columns if column.title]
    said = [titles.words_of(column.title) - {"nama", "kode"} for column in titled]
    if any(words and words <= AREAS for words in said):
        return table
    named = {KIND.sub("", column.title.strip()).casefold(): column for column in titled}
    areas = Area.objects.filter(level__gte=Level.REGENCY).annotate(lower=Lower("name"))
    found = set(areas.filter(lower__in=list(named)).values_list("lower", flat=True)) if len(named) > 1 else ()
    groups = [(column.title, {("Nilai",): column.index}) for name, column in named.items() if name in found]
    return below_each_other(table, "Desa", groups) if len(groups) > 1 else table


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
    return bool(titles.words_of(column.title) & COUNTED)


def _as_of_all(column):
    """Named among the columns that are not read, and taken for the number of no single period."""
    title = f"{column.title} semua periode"
    return column._replace(title=title, parts=(title,))
