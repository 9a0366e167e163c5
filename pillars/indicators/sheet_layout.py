"""Lists of indicators with a column for each quarter, year or area: `TW I; TW II`, `Tunggangri; Betak`."""

import re

from django.db.models.functions import Lower

from villages.choices import Level
from villages.lists.sheets import titles
from villages.lists.sheets.layout import Table
from villages.lists.sheets.side_by_side import below_each_other
from villages.models import Area
from villages.services.area_names import folded

QUARTER = r"\b(?:tri ?wulan|tw|kuartal|q)\W*(?:ke\b\W*)?(?:IV|I{1,3}|[1-4])\b"
#: Within the title of a column; targets are those to the end of a quarter, and say so.
QUARTERS = re.compile(QUARTER, re.I)
UP_TO_QUARTERS = re.compile(rf"\b(?:s\W{{0,2}}d\b|sampai(?: dengan)?)\W*(?:akhir )?{QUARTER}", re.I)
#: Words of a column that names an area in each row, and of the kind before the name of a village.
AREAS = frozenset(("desa", "kelurahan", "wilayah", "kabupaten", "kota", "provinsi", "daerah"))
KIND = re.compile(r"^(?:desa|ds|kelurahan|kel|kab|kota|prov)\b[. ]*", re.I)
YEARS = re.compile(r"\b20[1-4]\d\b")
#: What may stand beside a period, and titles that are of all periods where others are of one.
COUNTED = frozenset(("target", "realisasi", "capaian", "nilai", "jumlah", "total", "persen", "persentase"))
NUMBERS = COUNTED | {"sasaran", "tahun", "laki", "perempuan"}


def by_period_or_area(table):
    """The table of values with a row for each period, or for each area where periods have rows."""
    turned = by_period(table, QUARTERS, "Nilai")
    return by_area(table) if turned is table else turned


def targets_by_area_or_period(table):
    """The table of targets with a row for each area and period."""
    return by_period(by_area(table, "Wilayah", "Target", 1, Level.NATION), UP_TO_QUARTERS, "Target")


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


def by_area(table, heading="Desa", default="Nilai", fewest=2, highest=Level.REGENCY):
    """The table with a row for each area, where the names of areas head columns of numbers.

    `default` heads numbers whose title is an area and no more; fewer than `fewest` areas are none, and no
    area is larger than those of the `highest` level.
    """
    titled = [column for column in table.columns if column.title]
    said = [titles.words_of(column.title) - {"nama", "kode"} for column in titled]
    if any(words and words <= AREAS for words in said):
        return table
    known = _known_areas({name for column in titled for name in map(_name_of_area, column.parts)}, highest)
    groups = {}
    for column in titled:
        named = [part for part in column.parts if _name_of_area(part) in known]
        if len(named) == 1:
            rest = tuple(part for part in column.parts if part != named[0])
            groups.setdefault(named[0], {})[rest or (default,)] = column.index
    return below_each_other(table, heading, list(groups.items())) if len(groups) >= fewest else table


def _name_of_area(title):
    """The name of the area that a title may be: `Ds. Betak`, `Kab. Tulungagung`."""
    return folded(KIND.sub("", " ".join(title.split())).replace(".", " "))


def _known_areas(names, highest):
    """Which of these names, as `_name_of_area` gives them, are those of areas."""
    areas = Area.objects.filter(level__gte=highest)
    said = {form for name in names for form in (name, f"kabupaten {name}", f"kab. {name}", f"kota {name}")}
    found = areas.annotate(lower=Lower("name")).filter(lower__in=said).values_list("name", flat=True)
    return set(map(_name_of_area, found))


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
