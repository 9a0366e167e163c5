"""Lists that are neither XLSX nor CSV: OpenDocument, and web pages that village programs call .xls."""

# ruff: noqa: E501

import contextlib
import re
import time

import pytest

from villages.lists.sheets.layout import skip_reason
from villages.lists.sheets.reading import open_workbook
from villages.lists.sheets.refusals import FileRefused

from . import old_books
from .workbooks import ods, row, text

HEADER = row(text("No", "Nama", "Tgl Lahir", "Desa", "Nilai"))
FAR = '<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'


def locked(package):
    """The package with the mark of a password on each of its parts."""
    return re.sub(rb"(PK\x03\x04.{2}|PK\x01\x02.{4}).", lambda head: head[1] + b"\x01", package, flags=re.S)


def test_cells_of_open_document():
    day = '<table:table-cell office:value-type="date" office:date-value="1990-05-17"><text:p>17/05/90</text:p></table:table-cell>'
    body = (
        '<table:table-column/><table:table-column table:number-columns-repeated="2" table:visibility="collapse"/>'
        + HEADER
        + row(
            '<table:table-cell office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell>'
            '<table:table-cell office:value-type="string"><office:annotation><text:p>catatan</text:p></office:annotation>'
            "<text:p>Siti<text:s/>A</text:p></table:table-cell>"
            + day
            + text("Betak")
            + '<table:table-cell table:formula="of:=1/0" office:value-type="string"><text:p>#DIV/0!</text:p></table:table-cell>'
        )
        + row(
            text("2", "Ani", "")
            + '<table:table-cell table:number-rows-spanned="2" office:value-type="string"><text:p>Joho</text:p></table:table-cell>'
            + '<table:table-cell table:formula="of:=A1"/>',
            ' table:visibility="filter"',
        )
        + row(text("3", "Eka", "") + "<table:covered-table-cell/>" + text("7"))
        + FAR
    )
    table = open_workbook(ods(body), "daftar.ods").table("Data")
    assert [column.is_hidden for column in table.columns] == [False, True, True, False, False]
    assert [[cell.text for cell in one.cells] for one in table.rows] == [
        ["1", "Siti A", "17/05/1990", "Betak", "#DIV/0!"],
        ["2", "Ani", "", "Joho", ""],
        ["3", "Eka", "", "Joho", "7"],
    ]
    assert [one.cells[4].kind for one in table.rows] == ["error", "no_result", "text"]
    assert [one.is_hidden for one in table.rows] == [False, True, False]
    assert table.rows[0].cells[2].kind == "date"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (ods(FAR.replace("<table:table-cell ", "<table:table-cell office:value-type='string' ").replace("/></table:table-row>", "><text:p>x</text:p></table:table-cell></table:table-row>")), "file_far_cells"),
        (ods(row(text("x"), ' table:number-rows-repeated="100001"')), "file_far_cells"),
        (ods(row(text(*"abcdefg"), ' table:number-rows-repeated="90000"')), "file_far_cells"),
        (ods(HEADER, beside=[("META-INF/manifest.xml", "<a><encryption-data/></a>")]), "file_encrypted"),
        (locked(ods(HEADER)), "file_encrypted"),
        (ods(HEADER, beside=[("Basic/Standard/Module1.xml", "<a/>")]), "file_has_macros"),
        (ods(row('<table:table-cell table:formula="of:=DDE(&quot;soffice&quot;)"/>')), "file_calls_programs"),
        (ods(row('<table:table-cell office:value-type="float" office:value="x"/>')), "file_not_readable"),
        (ods(row('<table:table-cell table:number-columns-repeated="-4"/>')), "file_not_readable"),
        (ods("<table:table-row>"), "file_not_readable"),
        (ods("", beside=[("content.xml", "<!DOCTYPE a><a/>")]), "file_has_dtd"),
        (ods("", beside=[("content.xml", "<a/>")]), "file_not_readable"),
    ],
)  # fmt: skip
def test_open_document_that_is_no_list_is_refused(content, kind):
    with pytest.raises(FileRefused) as caught:
        open_workbook(content, "daftar.ods")
    assert caught.value.kind == kind


PAGE = """<html><head><title>x</title><style>td {color: red}</style></head><body><h3>DATA PMI DESA BETAK</h3>
<table border=1><tr><th rowspan="2">No</th><th rowspan=2>Nama<th colspan="2">Alamat</th></tr><tr><th>RT</th><th>RW</th></tr>
<tr><td>1</td><td>Siti &amp; Ani<td>01<td>02</tr>
<tr><td>2<td>Eka</td><td rowspan="2">03</td><td>04</td></tr><tr><td>3</td><td>Adi</td><td>05</td></tr></table>
<p>Betak, 3 Mei 2025</p></body></html>"""


def test_the_table_of_a_web_page():
    book = open_workbook(PAGE.encode(), "penduduk.xls")
    table = book.table(book.sheets[0].name)
    assert table.titles == ["No", "Nama", "Alamat / RT", "Alamat / RW"]
    assert [[cell.text for cell in one.cells] for one in table.rows] == [
        ["1", "Siti & Ani", "01", "02"],
        ["2", "Eka", "03", "04"],
        ["3", "Adi", "03", "05"],
    ]
    assert table.surroundings.texts == ("DATA PMI DESA BETAK", "Betak, 3 Mei 2025")
    assert table.surroundings.sheet == ""
    assert all(skip_reason(line.reason_kind) for line in table.skipped)


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><td colspan=9999999>a<td rowspan=99999999>b<tr><td>c</table>",
        "<table>" + "<tr><td>a" * 100_001,
        "<table>" + "<tr>" + "<td colspan=999>" * 3,
        "<table>" + "<tr><td rowspan=2 colspan=1000>x" * 1200,
    ],
)
def test_a_page_that_stands_for_more_than_a_list_is_refused(page):
    with pytest.raises(FileRefused):
        open_workbook(page.encode(), "penduduk.xls")


@pytest.mark.parametrize(
    "page", ["<table", "<table><td>a<td>b", "<table><tr></table>", "<table><tr><td><table><tr><td>a"]
)
def test_a_broken_page_never_breaks(page):
    book = open_workbook(page.encode() + b"<table", "penduduk.xls")
    book.table(book.sheets[0].name)


@pytest.mark.parametrize(
    "bad", ["<!--", "<a ", "</", "<![", "<?", "&", "&#", "<a b='", "<td a=", "<style>", "<td>"]
)
def test_a_page_of_open_brackets_is_done_in_time(bad):
    started = time.process_time()
    with contextlib.suppress(FileRefused):
        open_workbook(b"<table><tr><td>x" + bad.encode() * (400_000 // len(bad)), "penduduk.xls")
    assert time.process_time() - started < 3


OLD = (
    ("DAFTAR PURNA PMI DESA BETAK", "", ""),
    ("No", "Nama", "Tahun Pulang"),
    (1, "Siti Müjiati", 2019),
    (2, "Joko", 2021),
    (3, "Rini", ""),
)


def test_old_workbooks_are_read_with_hidden_rows_and_merged_cells():
    book = open_workbook(old_books.xls(OLD, hidden=(4,), merges=((4, 3, 5, 3),)), "daftar.xls")
    assert [(sheet.name, sheet.rows, sheet.hidden) for sheet in book.sheets] == [("Data", 5, False)]
    table = book.table("Data")
    assert table.titles == ["No", "Nama", "Tahun Pulang"]
    assert [[cell.text for cell in one.cells] for one in table.rows] == [
        ["1", "Siti Müjiati", "2019"],
        ["2", "Joko", "2021"],
        ["3", "Rini", "2021"],
    ]
    assert [one.is_hidden for one in table.rows] == [False, True, False]
    assert book.sample("Data").titles == table.titles


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (old_books.xls(OLD, dimensions=(0, 0xFFFFFFF0, 0, 256)), "file_wrong_type"),
        (old_books.xls(OLD, dimensions=(0, 700_000, 0, 256)), "file_wrong_type"),
        (old_books.circle(), "file_wrong_type"),
        (old_books.endless_table(), "file_wrong_type"),
        (old_books.xls(OLD)[:3000], "file_wrong_type"),
        (old_books.xls(OLD).ljust(6_000_000, b"x"), "file_wrong_type"),
        (old_books.xls(OLD, before=old_books.record(0x2F, bytes(54))), "file_encrypted"),
    ],
)
def test_old_workbooks_that_lie_end_a_process_of_their_own(content, kind):
    begun = time.perf_counter()
    with pytest.raises(FileRefused) as refused:
        open_workbook(content, "daftar.xls")
    assert refused.value.kind == kind
    assert time.perf_counter() - begun < 15
