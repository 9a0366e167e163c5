"""What titles, headings and columns must not be taken for: each line is near one that is read."""

import pytest

from pillars.indicators import sheet_titles
from pillars.services.named_activities import NamedActivities
from pillars.sheets import activity_codes, participants, pillar_words, sources, totals
from pillars.sheets.activities_schema import SCHEMA as ACTIVITIES
from tests.pillars.test_lists_at_first_sight import known_before
from villages.lists.services.known_places import places_of
from villages.lists.sheets import holdings, titles
from villages.lists.sheets.cells import cell_of
from villages.lists.sheets.places import VillageFinder
from villages.lists.sheets.reading import open_workbook
from villages.lists.sheets.schema import suggest_mapping
from villages.lists.sheets.surroundings import Surroundings
from villages.sheets import figures_layout, memberships_schema
from villages.sheets.figures_schema import SCHEMA as FIGURES


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (pillar_words.in_title, "LAPORAN DINAS KOPERASI DAN UMKM TAHUN 2025"),
        (pillar_words.in_title, "DAFTAR DESA MIGRAN PRODUKTIF (DESMIGRATIF)"),
        (pillar_words.in_title, "KEGIATAN USAHA PRODUKTIF DAN COMMUNITY PARENTING"),
        (pillar_words.in_heading, "I. BELANJA PEGAWAI"),
        (pillar_words.in_heading, "IV. KECAMATAN KALIDAWIR"),
        (sources.in_title, "REALISASI ALOKASI DANA DESA (ADD) TAHUN 2025"),
        (sources.in_title, "KEGIATAN APBN DAN DANA DESA TAHUN 2025"),
        (sources.in_title, "REALISASI KEGIATAN APBD"),
        (sources.in_title, "Kepala Seksi, CSR"),
        (activity_codes.code_in, "KEGIATAN K-01 DAN KEGIATAN K-02"),
        (activity_codes.code_in, "KEGIATAN TAHUN 2025 RT-02"),
        (activity_codes.code_in, "DAFTAR HADIR COVID-19"),
        (sheet_titles.year_in, "TAHUN 2024 DAN TAHUN 2025"),
        (sheet_titles.year_in, "SK NOMOR 2019 DAN PERATURAN 2021"),
        (sheet_titles.quarter_in, "TRIWULAN I DAN TRIWULAN II"),
        (sheet_titles.quarter_in, "KECAMATAN II TAHUN 2025"),
        (memberships_schema.status_in, "DAFTAR DESA DESMIGRATIF TAHUN 2026"),
        (memberships_schema.decree_in, "NOMOR TELEPON 0812345"),
        (memberships_schema.year_in, "TAHUN 2019 S.D. TAHUN 2021"),
        (participants.category_in, "B. DESA PAGERSARI"),
        (participants.category_in, "KECAMATAN KALIDAWIR"),
    ],
)
def test_a_title_near_one_that_is_read_says_nothing(read, text):
    assert read(text) == ""


@pytest.mark.parametrize("text", ["25 orang", "L 10", "Rp 10.000", "10/15", "P: 12", "10 L", "L: 10, L: 15"])
def test_a_cell_that_does_not_say_both_sexes_is_no_pair(text):
    assert totals.people_in(text) is None


@pytest.mark.parametrize(
    ("holds", "texts"),
    [
        (participants.are_categories, ["Petani", "Guru", "Pedagang"]),
        (participants.are_categories, ["hadir", "hadir", "izin"]),
        (participants.are_categories, ["RT 01/02", "RT 02/03"]),
        (participants.are_categories, ["Kawin", "Belum kawin"]),
        (participants.are_categories, ["Purna PMI", "Petani"]),
        (holdings.are_days, ["2025", "2024"]),
        (holdings.are_days, ["12", "14"]),
        (holdings.are_days, ["Balai desa", "Kantor kecamatan"]),
        (holdings.are_days, ["Januari", "Maret 2025"]),
        (holdings.are_days, ["Selesai", "3 Maret 2025", "Belum"]),
    ],
)
def test_a_column_of_other_things_is_not_known_by_its_content(holds, texts):
    assert not holds(texts)


def test_words_that_only_deny_are_no_word_of_a_list():
    for text in ("tidak", "belum", "belum ada", "tidak tahu", "non"):
        value, remark = ACTIVITIES.field("status").read(cell_of(text))
        assert value is None or text == "belum", text
        assert remark


def test_one_sex_in_brackets_stays_in_a_title_and_explanations_do_not():
    assert titles.words_of("Banyaknya Purna (L)") != titles.words_of("Banyaknya Purna (P)")
    assert titles.words_of("Banyaknya Purna (L)") == titles.words_of("Jumlah Purna Laki-laki")
    assert titles.words_of("NIK (16 digit)") == titles.words_of("NIK")
    assert "perempuan" not in titles.words_of("Nama P3MI")


@pytest.mark.parametrize(
    "title", ["DATA CPMI, PMI DAN PURNA PMI", "PROFIL DESA MIGRAN PRODUKTIF", "REKAP DESMIGRATIF"]
)
def test_a_title_of_several_figures_or_none_names_no_topic(title):
    assert figures_layout.topic_of(Surroundings((title,))) is None


def test_men_and_women_that_add_up_to_nothing_belong_to_no_figure():
    lines = "Desa;Jumlah Penduduk;L;P;Jumlah KK\nTunggangri;4512;20;30;1320\nBetak;5020;10;40;1411"
    table = open_workbook(lines.encode(), "data.csv").table("CSV")
    assert figures_layout.bare_sexes(table.columns, table) == {}


def test_a_list_of_villages_one_below_the_other_stays_as_it_is():
    lines = "Desa;Jumlah Penduduk;Jumlah KK\nTunggangri;4.512 jiwa;1.320 KK\nBetak;5.020 jiwa;1.411 KK"
    table = open_workbook(lines.encode(), "data.csv").table("CSV")
    assert FIGURES.laid_out(table) is table


@pytest.mark.parametrize(
    "title", ["DAFTAR HADIR RAPAT", "PELATIHAN BATIK DAN KELAS PENGASUHAN", "PELATIHAN MENJAHIT", "PELATIHAN"]
)
def test_a_title_of_no_activity_or_of_two_proposes_none(title, tulungagung):
    known_before({"needs": "K-01"}, tulungagung)
    named = NamedActivities(tulungagung)
    assert named.named_above(Surroundings((title,))) == ""
    assert named.named_above(Surroundings(("DAFTAR HADIR PELATIHAN BATIK DESA BETAK",))) == "K-01"


@pytest.mark.parametrize(
    ("lines", "key"),
    [
        (
            "Kegiatan;Pilar;Tanggal;Desa;Keterangan\nA;I;1/2/2025;Betak;Terlaksana\nB;I;2/2/2025;Betak;hujan",
            "status",
        ),
        ("Kegiatan;Pilar;Tanggal;Desa;SPJ\nA;I;1/2/2025;Betak;sudah\nB;I;2/2/2025;Betak;belum", "status"),
        (
            "Kegiatan;Pilar;Tanggal;Desa;Keterangan\nA;I;1/2/2025;Betak;APBN\nB;I;2/2/2025;Betak;lancar",
            "source",
        ),
        ("Kegiatan;Pilar;Tanggal;Desa;Sisa Anggaran\nA;I;1/2/2025;Betak;500000", "plan"),
        ("Kegiatan;Pilar;Tanggal;Desa;Persentase Realisasi\nA;I;1/2/2025;Betak;97", "actual"),
        ("Kegiatan;Pilar;Tanggal;Desa;Tahun Anggaran\nA;I;1/2/2025;Betak;2025", "plan"),
    ],
)
def test_a_column_near_one_that_is_read_stays_unread(lines, key):
    table = open_workbook(lines.encode(), "data.csv").table("CSV")
    assert key not in suggest_mapping(table, ACTIVITIES).columns


@pytest.mark.parametrize("name", ["Kauman", "Desa Kauman", "Kelapa Kauman"])
def test_only_a_kelurahan_called_so_is_told_from_a_village_of_its_name(name, tulungagung):
    finder = VillageFinder(places_of(tulungagung))
    assert finder.find("", name)[0] == ""
    assert finder.find("", "Kel. Kauman")[0] == "35.04.01.1010"
