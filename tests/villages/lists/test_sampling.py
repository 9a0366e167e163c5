"""The columns page looks at the first and last rows of a long sheet, and sees what the whole would show."""

import io

import pytest
import xlsxwriter

from pillars.imports.services import KINDS
from villages.lists.sheets import holdings, questions, sampling
from villages.lists.sheets.reading import open_workbook
from villages.lists.sheets.schema import suggest_mapping

HEADING = ["No", "NIK", "Nama", "L/P", "Tgl Lahir", "Kode Desa", "Status"]


def people(rows):
    """Lines of a list with something odd in the middle, far below what a sample keeps."""
    yield ["DAFTAR CPMI KABUPATEN TULUNGAGUNG"]
    yield HEADING
    for number in range(1, rows + 1):
        nik = f"350414460583{number:04}"
        # In the middle something stands right of all titles, and only there.
        far = ["", "", "catatan"] if number == rows // 2 else []
        yield [number, nik, f"SITI {number}", "P", "06/05/1983", "35.04.14.2011", "PMI", *far]
    yield ["Keterangan: P = perempuan"]
    yield ["Tulungagung, 2 Maret 2026"]


def as_xlsx(lines, hidden=()):
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet("Daftar")
    for at, line in enumerate(lines):
        sheet.write_row(at, 0, line)
        if at in hidden:
            sheet.set_row(at, None, None, {"hidden": True})
    sheet.write_formula(4, 12, "=1/0", None, "#DIV/0!")
    book.close()
    return file.getvalue()


def as_csv(lines):
    return "\n".join(";".join(map(str, line)) for line in lines).encode()


def seen(table, schema):
    """All that the columns page shows of a table."""
    mapping = suggest_mapping(table, schema)
    return {
        "columns": [(column.letter, column.title, column.is_hidden) for column in table.columns],
        "mapping": mapping.columns,
        "asked": [(one.key, one.label) for one in questions.of_list(table, schema, mapping.columns)],
        "samples": [holdings.texts_of(table, column.index) for column in table.columns],
        "header": table.header,
        "around": table.surroundings,
    }


@pytest.mark.parametrize("make", [as_csv, as_xlsx])
@pytest.mark.parametrize("rows", [30, 2_500, 6_000])
def test_a_sample_shows_what_the_whole_list_shows(make, rows):
    book = open_workbook(make(people(rows)), "daftar.csv" if make is as_csv else "daftar.xlsx")
    name, schema = book.sheets[0].name, KINDS["beneficiaries"].schema
    assert seen(book.sample(name), schema) == seen(book.table(name), schema)
    assert len(book.sample(name).rows) == min(rows, sampling.HEAD + sampling.TAIL - 4)
    assert len(book.table(name).rows) == rows


def test_every_hidden_row_is_counted():
    hidden = {*range(2_900, 2_950), 4_000, 5_990}
    book = open_workbook(as_xlsx(people(6_000), hidden), "daftar.xlsx")
    found = book.sample("Daftar")
    assert sum(row.is_hidden for row in found.rows) == len(hidden)
    assert [row.number for row in found.rows] == sorted(row.number for row in found.rows)
