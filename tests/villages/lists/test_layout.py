"""The table is found where it stands, and no line of a sheet is lost."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from villages.lists.sheets.cells import cell_of
from villages.lists.sheets.layout import skip_reason, table_of
from villages.lists.sheets.reading import open_workbook

from .workbooks import table, texts, workbook

CASES = Path(__file__).resolve().parents[2] / "cases"


def kinds(found):
    return {line.number: line.reason_kind for line in found.skipped}


def test_a_sheet_made_for_print():
    found = table((CASES / "O06_tata_letak.xlsx").read_bytes())
    assert found.header == (5, 6)
    assert found.titles[3:7] == [
        "JENIS KELAMIN / L",
        "JENIS KELAMIN / P",
        "TEMPAT, TANGGAL LAHIR / TEMPAT",
        "TEMPAT, TANGGAL LAHIR / TANGGAL",
    ]
    assert [row.number for row in found.rows] == [8, 9, 10, 11]
    assert kinds(found) == {
        **dict.fromkeys([1, 2, 3], "title"),
        **dict.fromkeys([4, 13, 15, 18, 19], "blank"),
        7: "column_numbers",
        12: "total",
        14: "note",
        **dict.fromkeys([16, 17, 20], "signature"),
    }


LIST = [["No", "NIK", "Nama", "L/P", "Alamat"]]
SITI = ["1", "3504145703859004", "SITI", "P", "RT 1"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (["", "JUMLAH", "", 5, ""], "total"),
        (["Total", "", "", "12", ""], "total"),
        (["A. CPMI", "", "", "", ""], "section"),
        (["7", "", "", "", ""], "numbered_blank"),
        (LIST[0], "header_repeat"),
        (["###", "", "", "", ""], "end_mark"),
        (["Keterangan: data sementara", "", "", "", ""], "note"),
        (["", "", "", "Mengetahui,", ""], "signature"),
        (["", "", "", "Tulungagung,    Desember 2024", ""], "signature"),
    ],
)
def test_print_between_rows_is_skipped(line, kind):
    found = table(workbook([*LIST, SITI, line, ["", "", "", "", ""]]))
    assert [row.number for row in found.rows] == [2]
    assert kinds(found)[3] == kind
    assert skip_reason(kind).endswith(".")


@pytest.mark.parametrize(
    "line",
    [
        ["2", "3504145703859005", "JUMLAH", "P", ""],
        ["2", "", "KETUT", "", ""],
        ["2", "", "KEPALA", "", ""],
        ["", "3504145703859005", "Total", "", ""],
        ["2", "-", "SUMBER", "", ""],
    ],
)
def test_people_are_not_taken_for_print(line):
    found = table(workbook([*LIST, SITI, line]))
    assert [row.number for row in found.rows] == [2, 3]


def test_rows_after_a_signature_are_rows_again():
    lines = [*LIST, SITI, ["", "", "", "Kepala Desa", ""], ["", "", "", "(BUDI)", ""], SITI]
    assert [row.number for row in table(workbook(lines)).rows] == [2, 5]


def test_hidden_rows_are_marked():
    found = table(workbook([*LIST, SITI, SITI], hidden=[3]))
    assert kinds(found) == {}
    assert {row.number: row.is_hidden for row in found.rows} == {2: False, 3: True}


def test_a_cell_merged_over_rows_stands_for_each_of_them():
    found = table(workbook([*LIST, [*SITI[:4], ""], [*SITI[:4], ""]], merges=[(1, 4, 2, 4, "RT 7")]))
    assert [texts(row)[4] for row in found.rows] == ["RT 7", "RT 7"]


def test_three_lines_of_header_with_repeated_columns():
    path = CASES / "real" / "bentuk_regsosek_kepala_tiga_tingkat_kolom_berulang.xlsx"
    found = table(path.read_bytes())
    assert found.header == (1, 2, 3)
    assert [column.parts[-1] for column in found.columns][:4] == [
        "no kartu keluarga",
        "401",
        "402 Nama",
        "403 NIK",
    ]
    assert [row.number for row in found.rows] == [4, 5]


#: File -> header, number of rows.
REAL = {
    "bentuk_open_data_jabar.csv": ((1,), 3),
    "bentuk_opensid_penduduk_43_kolom.xlsx": ((1,), 1),
    "bps_kab_tulungagung_desa_tanpa_header.csv": ((), 246),
    "bps_nama_desa_sulit_tanpa_header.csv": ((), 60),
    "bps_pencari_kerja_penempatan_2024.csv": ((1,), 38),
    "idm_kab_serang_2021_2024.xlsx": ((1,), 326),
    "kemendagri_kab_tulungagung_desa.csv": ((1,), 271),
    "pmi_penempatan_lampung_2024_bentuk_singkatan.csv": ((1,), 8),
    "pmi_penempatan_nasional_bp2mi_databoks.csv": ((1,), 4),
}


@pytest.mark.parametrize("name", REAL)
def test_real_files_are_laid_out(name):
    found = table((CASES / "real" / name).read_bytes(), name)
    assert (found.header, len(found.rows)) == REAL[name]


def test_the_table_of_participants_ends_at_its_mark():
    name = "bentuk_opensid_program_dan_peserta_bantuan.xlsx"
    found = open_workbook((CASES / "real" / name).read_bytes(), name).table("Peserta")
    assert [row.number for row in found.rows] == [2, 3]
    assert kinds(found) == {4: "end_mark", 5: "note", 6: "note", 7: "note"}


TEXTS = st.sampled_from(
    [
        "",
        "",
        "1",
        "2",
        "NIK",
        "Nama",
        "SITI",
        "JUMLAH",
        "Catatan",
        "Kepala Desa",
        "###",
        "3504145703859004",
        "12,5",
    ]
)
LINES = st.lists(st.lists(TEXTS, max_size=7), max_size=25)


@settings(max_examples=150, deadline=None)
@given(LINES, st.sets(st.integers(1, 25)), st.booleans())
def test_every_line_is_header_row_or_skipped_once(lines, hidden, with_header):
    lines = [["Daftar"], ["No", "NIK", "Nama", "L/P", "Alamat"], *lines] if with_header else lines
    numbered = [(number, [cell_of(text) for text in line]) for number, line in enumerate(lines, start=1)]
    merges = [(3, 1, 5, 1)] if with_header else []
    found = table_of(numbered, frozenset(hidden), merges)
    seen = [*found.header, *(row.number for row in found.rows), *(line.number for line in found.skipped)]
    assert sorted(seen) == list(range(1, len(lines) + 1))
