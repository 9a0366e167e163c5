"""What a list lays out side by side or line by line is turned only where it is nothing else."""

import datetime

import pytest

from pillars.desk import sheets as desk
from pillars.indicators import sheet_titles
from pillars.indicators.sheets import TARGETS, VALUES
from pillars.sheets.activities_schema import SCHEMA as ACTIVITIES
from pillars.sheets.head_counts import SCHEMA as HEAD_COUNTS
from pillars.sheets.progress import progress
from villages.lists.sheets import days, titles
from villages.lists.sheets.cells import cell_of
from villages.lists.sheets.layout import SheetColumn
from villages.lists.sheets.reading import open_workbook
from villages.lists.sheets.schema import suggest_mapping
from villages.sheets import figures_layout, memberships_schema
from villages.sheets.figures_schema import SCHEMA as FIGURES

from .test_unseen_lists import define_indicators


def table_of(text):
    return open_workbook(text.encode(), "data.csv").table("CSV")


@pytest.mark.parametrize(
    "text",
    [
        "Tempat : Balai Desa\nHari : Senin\nJam : 08.00\nNo;Nama;Desa\n1;Siti;Betak\n2;Ani;Betak",
        "DAFTAR\nCatatan: dua orang\nSiti\nAni\nBejo",
        "Siti\nAni\nBejo\nSumber: desa\nTahun: 2025\nCatatan: lengkap\nWati\nJono\nYanto\nSri",
        "08:00\n09:00\n10:00\n11:00",
    ],
)
def test_remarks_with_a_colon_are_no_form(text):
    assert "Catatan" not in table_of(text).titles
    assert not {"Tempat", "Hari", "Sumber", "Tahun"} & set(table_of(text).titles)


def test_a_label_that_comes_again_begins_another_form():
    table = table_of("Nama : Siti\nNIK : 1\nAlamat : ....\n\nNama : Ani\nNIK : 2\nAlamat : RT 1\nHP : 08:15")
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Siti", "1", "", ""],
        ["Ani", "2", "RT 1", "08:15"],
    ]
    assert [row.number for row in table.rows] == [1, 5]


@pytest.mark.parametrize(
    "text",
    [
        "Nama;Tgl;Bln;Thn\nA;12/03/2025;3;2025\nB;13/03/2025;3;2025",
        "Nama;Tgl Lahir;Bln Masuk;Thn\nA;12;3;2025\nB;13;3;2025",
        "Nama;Tgl;Bln;Thn\nA;12;14;2025\nB;13;15;2025",
        "Nama;Tgl;Bln;Ket\nA;12;3;2025\nB;13;3;2025",
    ],
)
def test_columns_that_are_no_parts_of_one_day_stay_apart(text):
    table = table_of(text)
    assert [cell.text for cell in table.rows[0].cells] == text.split("\n")[1].split(";")
    assert table.titles == text.split("\n")[0].split(";")


@pytest.mark.parametrize(
    ("schema", "head"),
    [
        (TARGETS, "Kode;Wilayah;Target 2026;Satuan"),
        (TARGETS, "Kode;Wilayah;Kondisi Awal 2025;Target 2026"),
        # Nobody says whether targets of quarters count on from each other.
        (TARGETS, "Kode;Wilayah;TW I;TW II"),
        (TARGETS, "Kode;Wilayah;Anggaran 2025;Anggaran 2026"),
        (VALUES, "Kode;Desa;Triwulan;Nilai"),
        (VALUES, "Kode;Desa;TW I - TW II;Nilai"),
        (VALUES, "Kode;Desa;Kendala TW I;Kendala TW II"),
        (HEAD_COUNTS, "Kode;Desa;Purna PMI / L;Purna PMI / P"),
    ],
)
def test_columns_that_are_no_periods_or_villages_stay_side_by_side(schema, head):
    table = table_of(f"{head}\nA-1;Betak;3;4\nA-2;Betak;5;6")
    assert schema.laid_out(table) is table


def test_each_period_is_a_row_and_what_is_of_all_of_them_is_none():
    table = table_of("Kode;TW I;TW II;TW III;Jumlah\nA-1;7;;9;16\nA-2;1;2;-;3")
    found = VALUES.laid_out(table)
    assert found.titles == ["Kode", "Jumlah semua periode", "Periode", "Nilai"]
    assert [(row.number, row.origin, [cell.text for cell in row.cells]) for row in found.rows] == [
        (2, "B2", ["A-1", "16", "TW I", "7"]),
        (3, "B3", ["A-2", "3", "TW I", "1"]),
        (13, "C3", ["A-2", "3", "TW II", "2"]),
        (22, "D2", ["A-1", "16", "TW III", "9"]),
    ]


@pytest.mark.parametrize(
    ("text", "day"), [("3-10-25", (2025, 10, 3)), ("3 Okt'25", (2025, 10, 3)), ("1/2/98", (1998, 2, 1))]
)
def test_what_happened_in_our_time_may_have_a_year_of_two_figures(text, day):
    today = datetime.date(2026, 3, 1)
    assert days.read_event(cell_of(text), today)[0] == datetime.date(*day)
    # A birth may be of either century.
    assert days.read_day(cell_of(text))[2].kind == "date_two_digit_year"


@pytest.mark.parametrize(("text", "meant"), [("100%", "done"), ("45,5 %", "running"), ("0%", "planned")])
def test_progress_in_percent(text, meant):
    assert progress(cell_of(text))[0] == meant


@pytest.mark.parametrize("text", ["120%", "1", "97", "100 orang", "%"])
def test_other_numbers_are_no_progress(text):
    assert progress(cell_of(text))[0] is None


@pytest.mark.parametrize(
    ("key", "text", "meant"),
    [
        ("purpose", "Tanya syarat paspor", "information"),
        ("purpose", "Pengaduan gaji tidak dibayar", "complaint"),
        ("purpose", "Minta surat izin suami", "family_letter"),
        ("purpose", "Rekom paspor", "documents"),
        ("outcome", "Sudah diberi penjelasan", "served"),
        ("outcome", "Belum selesai", "pending"),
    ],
)
def test_a_guest_book_in_its_own_words(key, text, meant):
    value, remark = desk.SCHEMA.field(key).read(cell_of(text))
    assert (value, remark.fate) == (meant, "accept_corrected")


@pytest.mark.parametrize(
    ("key", "text"),
    [("purpose", "Silaturahmi"), ("purpose", "Paspor dan aduan"), ("outcome", "Diberi formulir")],
)
def test_what_a_guest_book_does_not_say_is_asked(key, text):
    assert desk.SCHEMA.field(key).read(cell_of(text))[1].fate == "review"


def test_a_column_called_name_is_of_an_account_only_beside_what_microsoft_forms_adds():
    assert titles.added_by_forms(["ID", "Start time", "Completion time", "Email", "Name", "Desa"])
    assert not titles.added_by_forms(["No", "Name", "Email", "Start time", "Desa"])


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("PMI yang masih bekerja di luar negeri", ("migrants_abroad", "total")),
        ("PMI yang sudah pulang / L", ("returned", "male")),
        ("Warga yang menjadi PMI", None),
        ("Jumlah mantan TKI yang telah kembali / Perempuan", ("returned", "female")),
        ("PMI meninggal", None),
        ("PMI bermasalah", None),
        ("PMI tidak aktif", None),
        ("PMI yang akan berangkat", None),
        ("% PMI perempuan", None),
        ("Kelompok usaha purna PMI", None),
        ("PMI dan purna PMI", None),
        ("Program Desa Migran Produktif", None),
    ],
)
def test_a_figure_in_words_of_its_own(title, named):
    column = SheetColumn(2, "C", title, tuple(title.split(" / ")))
    assert figures_layout.named_figure(column) == named


@pytest.mark.parametrize(
    ("schema", "lines", "keys"),
    [
        (FIGURES, "Desa;PMI 2023;PMI 2024\nBetak;3;4", {"migrants_abroad_total"}),
        (FIGURES, "Desa;% PMI;Penduduk\nBetak;30;4", {"migrants_abroad_total"}),
        (ACTIVITIES, "Kegiatan;Tanggal;Desa;Anggaran 2025;Anggaran 2026\nA;1/2/2025;Betak;3;4", {"plan"}),
        (ACTIVITIES, "Kegiatan;Tanggal;Desa;Jumlah Kegiatan\nA;1/2/2025;Betak;3", {"total"}),
        (ACTIVITIES, "Kegiatan;Tanggal;Desa;Link Kendala;Kode Anggaran\nA;1/2/2025;Betak;x;5.1", {"plan"}),
    ],
)
def test_what_several_columns_or_none_say_is_not_suggested(schema, lines, keys):
    table = table_of(lines)
    assert not keys & suggest_mapping(schema.laid_out(table), schema).columns.keys()


def test_one_figure_twice_for_a_village_is_no_list_of_its_figures():
    lines = "Desa;Data;Nilai;Tahun\nBetak;Jumlah PMI;3;2024\nBetak;Jumlah PMI;4;2025\nJoho;Jumlah KK;9;2025"
    table = table_of(lines)
    assert FIGURES.laid_out(table) is table


@pytest.mark.parametrize(
    "lines",
    [
        "Kegiatan;Pilar I;Pilar II\nA;v;\nB;sudah;",
        "Kegiatan;Pilar;Pilar lama\nA;v;\nB;;v",
        "Kegiatan;Pilar I;Anggaran\nA;v;\nB;;",
    ],
)
def test_columns_that_are_not_ticked_stay_as_they_are(lines):
    table = table_of(lines)
    assert ACTIVITIES.laid_out(table) is table


def test_a_row_with_two_ticks_says_both():
    table = ACTIVITIES.laid_out(table_of("Kegiatan;Pilar I;Pilar II\nA;v;v\nB;;x"))
    assert [row.cells[1].text for row in table.rows] == ["I, II", "II"]


@pytest.mark.parametrize(
    "lines",
    [
        "Kegiatan;Jan;Feb;Mar\nA;3;;5\nB;;4;",
        "Kegiatan;Tanggal;Jan;Feb;Mar\nA;2/1/2025;v;;\nB;3/2/2025;;v;",
        "Kegiatan;Jan;Feb;Pilar\nA;v;;\nB;;v;",
    ],
)
def test_columns_of_months_that_say_no_more_than_numbers_or_have_days_beside_stay(lines):
    table = table_of(lines)
    assert ACTIVITIES.laid_out(table) is table


def test_each_marked_month_is_a_row_and_a_line_without_marks_stays():
    table = ACTIVITIES.laid_out(table_of("Kegiatan;Jan;;Feb;;Mar;\n;I;II;I;II;I;II\nA;v;v;;;x;\nB;;;;;;"))
    said = [(row.number, row.cells[0].text, row.cells[1].text) for row in table.rows]
    assert said == [(3, "A", "Jan"), (4, "B", ""), (23, "A", "Mar")]
    assert table.titles == ["Kegiatan", "Bulan"]


def test_a_mark_for_as_above_is_the_cell_of_the_row_above_but_no_number_of_a_person():
    table = table_of(
        "Nama;NIK;Desa;Negara;Ket\nA;3504141802939213;Betak;Taiwan;\nB;sda;- sda -;idem;''\nC;;,,;s.d.a;sd"
    )
    assert [[cell.text for cell in row.cells] for row in table.rows][1:] == [
        ["B", "sda", "Betak", "Taiwan", "''"],
        ["C", "", "Betak", "Taiwan", "sd"],
    ]
    assert table.rows[2].repeated == {2: ",,", 3: "s.d.a"}


def test_what_titles_and_headings_say_of_indicators_and_areas(pillars, admin, places):
    define_indicators(pillars, admin)
    assert sheet_titles.indicator_in("LAPORAN INDIKATOR A-4 TAHUN 2026") == "A-4"
    assert sheet_titles.indicator_in("Jumlah CPMI yang dilayani per desa") == "A-1"
    for title in ("INDIKATOR A-1 DAN A-2", "LAPORAN TW 2 2026", "CAPAIAN INDIKATOR KINERJA", "PETA B-2"):
        assert sheet_titles.indicator_in(title) == ""
    names = [village.area.name for village in places.values()][:2]
    across = table_of(f"Kode;Desa {names[0]};{names[1].upper()};Bobot\nA-1;3;4;5")
    assert [row.cells[2].text for row in VALUES.laid_out(across).rows] == [
        f"Desa {names[0]}",
        names[1].upper(),
    ]
    for head in (f"Kode;{names[0]};Bobot", "Kode;Bobot;Skor", f"Kode;Desa;{names[0]};{names[1]}"):
        table = table_of(f"{head}\nA-1;3;4;5")
        assert VALUES.laid_out(table) is table


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("SK Penetapan Desmigratif 2017", "2017"),
        ("DATA DESA PER DESEMBER 2025", ""),
        ("KEPUTUSAN MENTERI NOMOR 12 TAHUN 2018", "2018"),
        ("Keputusan 2017 dan 2018", ""),
    ],
)
def test_the_year_of_villages_in_a_title(title, year):
    assert memberships_schema.year_in(title) == year


def test_a_day_with_its_hour():
    assert days.read_day(cell_of("Senin, 6 Oktober 2025 pukul 09.00 WIB"))[0] == datetime.date(2025, 10, 6)
    assert days.read_span(cell_of("8-9 Oktober 2025, jam 08.00 s.d. selesai"))[1] == datetime.date(
        2025, 10, 9
    )
