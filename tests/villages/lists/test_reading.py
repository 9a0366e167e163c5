"""Files that are no lists, or are made to hurt, are refused fast, in little memory and with their reason."""

import io
import json
import re
import struct
import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from villages.lists.sheets import packages, sheetxml
from villages.lists.sheets.reading import MAX_BYTES, open_workbook
from villages.lists.sheets.refusals import FileRefused

from .workbooks import (
    MAIN,
    OFFICE,
    RELATIONS,
    SOUND,
    WORKBOOK,
    ods,
    package,
    row,
    table,
    text,
    texts,
    workbook,
)

CASES = Path(__file__).resolve().parents[2] / "cases"
#: Run in a process of its own: seconds of work and growth of the memory in MB, and the kind of refusal.
MEASURE = """
import json, pathlib, sys, time
from django.conf import settings
settings.configure(USE_I18N=False)
from villages.lists.sheets.reading import open_workbook
from villages.lists.sheets.refusals import FileRefused

def peak():
    # Of this program alone: that of `getrusage` begins with what the process that started it held.
    status = pathlib.Path("/proc/self/status")
    if not status.exists():
        import resource
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(status.read_text().partition("VmHWM:")[2].split()[0])

content = open(sys.argv[1], "rb").read()
before, start, kind = peak(), time.process_time(), ""
try:
    book = open_workbook(content, sys.argv[1])
    for sheet in book.sheets:
        book.table(sheet.name)
except FileRefused as refused:
    kind = refused.kind
seconds, megabytes = time.process_time() - start, (peak() - before) / 1024
print(json.dumps({"seconds": seconds, "megabytes": megabytes, "kind": kind}))
"""


def measured(path):
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(path)],
        capture_output=True,
        check=True,
        cwd=CASES.parents[1],
    )
    return json.loads(done.stdout)


def refusal(content, name="list.xlsx"):
    with pytest.raises(FileRefused) as caught:
        open_workbook(content, name)
    assert caught.value.message.endswith(".")
    return caught.value.kind


@pytest.mark.parametrize("path", sorted(CASES.glob("O15_*.xlsx")), ids=lambda path: path.stem)
def test_files_of_the_cases_are_refused(path):
    expected = json.loads(path.with_suffix("").with_suffix(".expect.json").read_text())["file_level"]
    result = measured(path)
    assert result["kind"] == expected["message"]
    assert result["seconds"] < 2
    assert result["megabytes"] < expected["max_extra_memory_mb"]


def cells(references, value="<v>1</v>", kind=""):
    return "".join(f"<c r='{reference}'{kind}>{value}</c>" for reference in references)


def many_rows(count, row):
    return "".join(row % number for number in range(1, count + 1))


def far_cell():
    return package(f"<row r='1'>{cells(['A1'])}</row><row r='1048576'>{cells(['XFD1048576'])}</row>")


def far_empty_text():
    cell = cells(["XFD1048576"], "<v></v>", " t='str'")
    return package(f"<row r='1048576'>{cell}</row>")


def far_without_reference():
    return package("<row r='1048576'><c><v>1</v></c></row>")


def wide_grid():
    return package(f"<row r='1'>{cells(['ALK1'])}</row><row r='99999'>{cells(['A99999'])}</row>")


def one_text_in_every_cell():
    strings = f"<sst xmlns='{MAIN}'><si><t>{'x' * 32000}</t></si></sst>"
    rows = many_rows(20_000, "<row>" + "<c t='s'><v>0</v></c>" * 10 + "</row><!--%s-->")
    return package(rows, extra={"xl/sharedStrings.xml": strings})


def one_huge_text():
    strings = f"<sst xmlns='{MAIN}'><si><t>{'x' * 900_000}</t></si></sst>"
    return package("<row><c t='s'><v>0</v></c></row>", extra={"xl/sharedStrings.xml": strings})


def many_merges():
    merges = "<mergeCell ref='A1:B2'/>" * 200_000
    body = f"<sheetData>{SOUND}</sheetData><mergeCells>{merges}</mergeCells>"
    return package(sheet=f'<worksheet xmlns="{MAIN}">{body}</worksheet>', compress=zipfile.ZIP_STORED)


def many_elements():
    return package(
        sheet=f'<worksheet xmlns="{MAIN}">{"<a/>" * 3_000_000}</worksheet>', compress=zipfile.ZIP_STORED
    )


def many_parts():
    return package(extra={f"part{number}.xml": "<a/>" for number in range(3_000)})


def directory_that_lies():
    """Says 100 bytes, unpacks to a million."""
    content = bytearray(package(sheet=" " * 1_000_000 + f'<worksheet xmlns="{MAIN}"/>'))
    at = content.rfind(b"PK\x01\x02", 0, content.rfind(b"xl/worksheets/sheet1.xml"))
    struct.pack_into("<I", content, at + 24, 100)
    return bytes(content)


def attributes(count):
    return " ".join(f'a{number}=""' for number in range(count))


def one_tag_of_many_attributes():
    return package(f"<row {attributes(120_000)}/>")


def open_document_of_many_attributes():
    return ods(f"<table:table-row {attributes(120_000)}/>")


def open_document_of_many_sheets():
    """Each with a thousand columns that are hidden."""
    column = '<table:table-column table:number-columns-repeated="1000" table:visibility="collapse"/>'
    tables = "".join(
        f'<table:table n="{sha256(b"%d" % at).hexdigest()}">{column}</table:table>' for at in range(9_000)
    )
    return ods(f"</table:table>{tables}<table:table>")


HOSTILE = {
    far_cell: "file_far_cells",
    far_empty_text: "file_far_cells",
    far_without_reference: "file_far_cells",
    wide_grid: "file_far_cells",
    one_text_in_every_cell: "file_far_cells",
    one_huge_text: "file_expands_too_much",
    many_merges: "file_far_cells",
    many_elements: "file_far_cells",
    many_parts: "file_expands_too_much",
    directory_that_lies: "file_not_readable",
    one_tag_of_many_attributes: "file_expands_too_much",
    open_document_of_many_attributes: "file_expands_too_much",
    open_document_of_many_sheets: "file_not_readable",
}


@pytest.mark.parametrize(("make", "kind"), HOSTILE.items(), ids=lambda value: getattr(value, "__name__", ""))
def test_hostile_workbooks_are_refused_in_time_and_memory(make, kind, tmp_path):
    path = tmp_path / "hostile.xlsx"
    path.write_bytes(make())
    result = measured(path)
    assert result["kind"] == kind
    assert result["seconds"] < 2
    assert result["megabytes"] < 200


@pytest.mark.parametrize(
    "content",
    [b";" * 15_000_000, b"\n" * 15_000_000, b'"' * 15_000_000, b"a;b\n" * 3_000_000, b'"a\n' * 4_000_000],
    ids=["separators", "lines", "marks", "rows", "open marks"],
)
def test_hostile_text_files_are_refused_in_time_and_memory(content, tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    result = measured(path)
    assert result["kind"]
    assert result["seconds"] < 2
    assert result["megabytes"] < 250


def test_an_open_document_of_5000_people_needs_little_memory(tmp_path):
    """50,000 x 10 need 131 MB and 4.1 s (docs/performance.md)."""
    rows = (row(text(*(f"isi {number * 7919 % 99991 + at}" for at in range(10)))) for number in range(5_000))
    path = tmp_path / "list.ods"
    path.write_bytes(ods(row(text(*(f"kolom {at}" for at in range(10)))) + "".join(rows)))
    result = measured(path)
    assert result["kind"] == ""
    assert result["seconds"] < 4
    assert result["megabytes"] < 60


def test_the_widest_grid_is_laid_out_in_time(tmp_path):
    path = tmp_path / "list.xlsx"
    path.write_bytes(package(f"<row r='1'>{cells(['A1'])}</row><row r='1500'>{cells(['ALL1500'])}</row>"))
    result = measured(path)
    assert result["kind"] == ""
    assert result["seconds"] < 4
    assert result["megabytes"] < 200


def test_merged_regions_do_not_multiply_cells(tmp_path):
    rows = many_rows(3_000, "<row r='%s'><c><v>1</v></c></row>")
    merges = "".join(f"<mergeCell ref='A{number}:A3000'/>" for number in range(1, 3_000))
    body = f"<sheetData>{rows}</sheetData><mergeCells>{merges}</mergeCells>"
    content = package(sheet=f'<worksheet xmlns="{MAIN}">{body}</worksheet>')
    with pytest.raises(FileRefused):
        table(content)


@pytest.mark.parametrize(
    "part", ["xl/styles.xml", "docProps/core.xml", "xl/sharedStrings.xml", "_rels/.rels"]
)
def test_document_types_are_refused_in_any_part(part):
    bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>'
    assert refusal(package(extra={part: bomb})) == "file_has_dtd"
    assert refusal(package(extra={part: bomb.encode("utf-16")})) == "file_has_dtd"


def test_macros_are_refused():
    assert refusal(package(extra={"xl/vbaProject.bin": b"x"})) == "file_has_macros"


def test_a_package_made_by_hand_is_read():
    assert table(package()).columns[0].letter == "A"


def test_prefixes_and_the_strict_form_of_the_standard_are_read():
    row = "<x:row r='1'><x:c r='A1'><x:v>1</x:v></x:c><x:c r='B1' t='e'><x:v>#N/A</x:v></x:c></x:row>"
    sheet = f"<x:worksheet xmlns:x='{MAIN}'><x:sheetData>{row}</x:sheetData></x:worksheet>"
    strict = {MAIN: "http://purl.oclc.org/ooxml/spreadsheetml/main"}
    strict[OFFICE] = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    parts = {"xl/workbook.xml": WORKBOOK, "xl/_rels/workbook.xml.rels": RELATIONS}
    for form in ({}, strict):
        for old, new in form.items():
            sheet = sheet.replace(old, new)
            parts = {name: part.replace(old, new) for name, part in parts.items()}
        assert [cell.kind for cell in table(package(sheet=sheet, extra=parts)).rows[0].cells] == [
            "number",
            "error",
        ]


def sheets_as_written():
    for path in sorted(CASES.rglob("*.xlsx")):
        yield pytest.param(path.read_bytes(), id=path.stem)
    rows = [["NIK", "Nama", 1], ["3504", "=1+1", 2.5], ["<b>", "  A  ", 0], ["", "é", -1e-7]]
    made = workbook(
        rows, hidden=[3], merges=[(5, 0, 6, 1, "x")], formulas=[(0, 3, "=1/0", "#DIV/0!"), (1, 3, "=A1", "")]
    )
    yield pytest.param(made, id="made")
    for name, rows in {
        "without_places": "<row><c><v>1</v></c><c r='B1'><v>2</v></c></row>",
        "some_places": '<row r="2"><c r="A2"><v>1</v></c></row><row><c r="A7"><v>1</v></c></row>',
        "rich_text": '<row r="1"><c r="A1" t="inlineStr"><is><r><t>a</t></r></is></c></row>',
    }.items():
        yield pytest.param(package(rows), id=name)


@pytest.mark.parametrize("content", list(sheets_as_written()))
def test_plain_cells_are_counted_as_if_they_were_parsed(content, monkeypatch):
    def all_facts():
        try:
            parts = packages.parts_of(content)
            lengths = sheetxml.string_lengths_of(parts.get("xl/sharedStrings.xml", b""))
            return [
                sheetxml.facts_of(part, lengths)
                for name, part in sorted(parts.items())
                if name.startswith("xl/worksheets/sheet")
            ]
        except FileRefused as refused:
            return refused.kind

    found = all_facts()
    monkeypatch.setattr(sheetxml, "WITHOUT_PLACE", re.compile(b""))
    parsed = all_facts()
    assert found == parsed


def test_wrong_references_are_refused():
    assert refusal(package(f"<row r='1'>{cells(['A1:B2'])}</row>")) == "file_not_readable"
    assert refusal(package(f"<row r='-1'>{cells(['A1'])}</row>")) == "file_not_readable"
    assert refusal(package("<row><c t='s'><v>7</v></c></row>")) == "file_not_readable"
    assert refusal(package("<row>")) == "file_not_readable"


@pytest.mark.parametrize(
    ("content", "kind", "word"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"W\x00o\x00r\x00k\x00", "file_wrong_type", "XLS"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "file_encrypted",
            "password",
        ),
        (b"%PDF-1.7 ...", "file_wrong_type", "PDF"),
        (b"<html><body>Masuk</body></html>", "file_wrong_type", "web page"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html>", "file_wrong_type", "web page"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "file_wrong_type",
            "2003",
        ),
        (b"\x89PNG\r\n\x1a\n", "file_wrong_type", "picture"),
        (b"NIK\tNama\n1\tSiti\n", "file_wrong_type", "plain text"),
        (b"\x00\x01\x02\x03\x04 rubbish", "file_wrong_type", ""),
        (b" \n\x00", "file_empty", "empty"),
        (b"PK\x03\x04", "file_not_readable", "damaged"),
    ],
)
def test_other_kinds_of_files_are_explained(content, kind, word):
    with pytest.raises(FileRefused) as caught:
        open_workbook(content, "list.xlsx" if word != "" else "list.csv")
    assert caught.value.kind == kind
    assert word in caught.value.message


def test_other_packages_are_explained():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("document.xml", "<a/>")
    with pytest.raises(FileRefused, match="not a workbook"):
        open_workbook(target.getvalue(), "list.xlsx")


def test_too_large_files_are_not_opened():
    assert refusal(b"x" * (MAX_BYTES + 1), "list.csv") == "file_too_large"


def test_cut_off_and_changed_files_are_refused_or_read_but_never_break():
    content = workbook([["NIK", "Nama"], ["3504145703859004", "SULASTRI"]])
    for at in range(0, len(content), 97):
        for changed in (content[:at], content[:at] + b"\xff" + content[at + 1 :]):
            try:
                table(changed)
            except FileRefused:
                continue


def test_a_sheet_formatted_to_its_last_row_is_read():
    styled = many_rows(300_000, '<row r="%s" spans="1:2"><c r="A1" s="2"/><c r="B1" s="2"/></row>')
    found = table(
        package(f"<row r='1'>{cells(['A1'])}</row>{styled}<row r='300001'><c r='A300001' s='1'/></row>")
    )
    assert [row.number for row in found.rows] == [1]


def test_several_sheets_can_be_chosen():
    book = open_workbook((CASES / "O08_rumus.xlsx").read_bytes(), "O08_rumus.xlsx")
    assert [(sheet.name, sheet.rows, sheet.hidden) for sheet in book.sheets] == [
        ("Data", 6, False),
        ("Referensi", 1, False),
    ]
    with pytest.raises(KeyError):
        book.table("none")


def test_errors_and_missing_results_are_kinds_of_cells():
    rows = table((CASES / "O08_rumus.xlsx").read_bytes()).rows
    assert rows[2].cells[2][:3] == ("error", "#N/A", "#N/A")
    assert rows[3].cells[5].kind == "error"
    assert rows[4].cells[2].kind == "no_result"
    assert rows[0].cells[2].text == "SUHARTI"


def test_empty_formatted_rows_cost_nothing():
    path = CASES / "O06_baris_kosong.xlsx"
    result = measured(path)
    assert result["kind"] == ""
    assert result["seconds"] < 2
    assert result["megabytes"] < 150
    assert [row.number for row in table(path.read_bytes()).rows] == [2, 3, 4]


@pytest.mark.parametrize("separator", ";,\t|")
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_files_in_their_dialects(separator, encoding):
    lines = [["NIK", "Nama", "Alamat"], ["3504145703859004", "Renée", f"RT 1{separator} RW 2"], ["", "", ""]]
    text = "\r\n".join(
        separator.join(f'"{value}"' if separator in value else value for value in line) for line in lines
    )
    found = table(text.encode(encoding), "list.csv")
    assert found.titles == lines[0]
    assert texts(found.rows[0]) == lines[1]
    assert [line.reason_kind for line in found.skipped] == ["blank"]


def test_the_line_of_a_record_is_the_one_it_starts_on():
    found = table(b'NIK;Nama\n1;"Siti\nAminah"\n2;Budi\n', "list.csv")
    assert [row.number for row in found.rows] == [2, 4]
    assert texts(found.rows[0])[1] == "Siti\nAminah"


def test_a_first_line_that_names_the_separator_is_a_title():
    found = table(b"sep=|\nNIK|Nama\n1|Siti\n", "list.csv")
    assert found.titles == ["NIK", "Nama"]
    assert found.header == (2,)


@pytest.mark.parametrize(
    "text", ['NIK;Nama\n1;"Siti\n2;Budi\n3;"Ani"\n', 'NIK;Nama\n1;"' + "Siti\n2;Budi\n" * 20_000]
)
def test_a_quotation_mark_that_swallows_rows_is_named(text):
    with pytest.raises(FileRefused, match="line 2") as caught:
        open_workbook(text.encode(), "list.csv")
    assert caught.value.kind == "file_not_readable"


def test_a_list_of_48000_people_in_ten_columns_is_read_and_a_larger_one_is_told_the_limits():
    header = ";".join(f"kolom {number}" for number in range(10))
    line = ";".join("isi" for _number in range(10))
    book = open_workbook("\n".join([header, *[line] * 48_000]).encode(), "besar.csv")
    assert book.sheets[0].rows == 48_001
    with pytest.raises(FileRefused, match="100.000 rows, .* 1.000.000 filled cells"):
        open_workbook("\n".join([header, *[line] * 100_100]).encode(), "besar.csv")
