"""Titles of columns as offices word them, and what a whole column tells (O30, O34, O36)."""

import pytest

from villages.lists.sheets import questions
from villages.lists.sheets.cells import cell_of
from villages.lists.sheets.layout import table_of
from villages.lists.sheets.schema import suggest_mapping
from villages.lists.sheets.surroundings import Surroundings
from villages.people.sheets.list_stages import is_of_relatives
from villages.people.sheets.people_schema import SCHEMA


def table(*lines):
    return table_of([(number, [cell_of(text) for text in line]) for number, line in enumerate(lines, 1)])


def keys(*titles):
    found = suggest_mapping(table(titles, ["x"] * len(titles)), SCHEMA).columns
    return [next((key for key, index in found.items() if index == at), None) for at in range(len(titles))]


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (
            (
                "N a m a",
                "NIK / No. KTP",
                "JK (L/P)",
                "Tempat, Tgl. Lhr",
                "Ds./Kel.",
                "Kec.",
                "No. Telp/HP",
                "Nama PT/P3MI",
            ),
            ["full_name", "nik", "sex", "birth_date", "village", "district", "phone_raw", "placed_by"],
        ),
        (
            (
                "Nama Pekerja Migran Indonesia",
                "No. Induk Kependudukan",
                "P/W",
                "Status PMI (CPMI/PMI/Purna PMI)",
            ),
            ["full_name", "nik", "sex", "stage"],
        ),
        (
            (
                "NAMA MANTAN TKI",
                "NO.KTP",
                "UMUR",
                "DESA",
                "NEGARA EKS PENEMPATAN",
                "NAMA SUAMI/ISTRI",
                "JUMLAH ANAK",
            ),
            ["full_name", "nik", "age", "village", "country", None, None],
        ),
        (
            (
                "Nama Anak PMI",
                "NIK Anak",
                "Tanggal Lahir Anak",
                "Nama PMI (Orang Tua)",
                "NIK PMI",
                "Tgl Lahir Ibu",
                "Desa",
            ),
            ["full_name", "nik", "birth_date", None, None, "parent_birth_date", "village"],
        ),
        (
            ("Timestamp", "grup/nik", "grup/nama_lengkap", "grup/desa", "grup/no_hp", "_uuid"),
            [None, "nik", "full_name", "village", "phone_raw", None],
        ),
    ],
)
def test_titles_of_offices_are_understood(titles, expected):
    assert keys(*titles) == expected


def test_a_column_without_title_is_known_by_what_it_holds():
    found = table(
        ["Nama", "", "", "Desa"], ["A", "3504145703859004", "L", "X"], ["B", "3504140211929031", "P", "X"]
    )
    columns = suggest_mapping(found, SCHEMA).columns
    assert (columns["nik"], columns["sex"]) == (1, 2)


@pytest.mark.parametrize(
    ("lines", "asked"),
    [
        ([["Nama", "JK", "Desa"], ["A", "P", "X"], ["B", "W", "X"]], ["sex_p"]),
        ([["Nama", "P/W", "Desa"], ["A", "P", "X"], ["B", "W", "X"]], []),
        ([["Nama", "JK", "Desa"], ["A", "P", "X"], ["B", "L", "X"]], []),
        ([["Nama", "Desa", "Ket."], ["A", "X", "CPMI"], ["B", "X", "PMI - Malaysia"]], ["note_is_stage"]),
        ([["Nama", "Desa", "Ket."], ["A", "X", "ikut suami"], ["B", "X", "baru"]], []),
    ],
)
def test_what_may_mean_two_things_is_asked_once(lines, asked):
    found = table(*lines)
    columns = suggest_mapping(found, SCHEMA).columns
    assert [question.key for question in questions.of_list(found, SCHEMA, columns)] == asked


def test_only_titles_about_relatives_alone_make_a_list_one_of_relatives():
    said = {
        ("DATA KELUARGA PEKERJA MIGRAN INDONESIA DESA PAGERSARI",): True,
        ("DAFTAR ANGGOTA KELUARGA", "Tahun 2025"): True,
        ("DAFTAR PMI DAN KELUARGA PMI",): False,
        ("DAFTAR PURNA PMI",): False,
        ("DATA KELUARGA MISKIN",): False,
        (): False,
    }
    assert {texts: is_of_relatives(Surroundings(texts)) for texts in said} == said
    assert is_of_relatives(Surroundings((), "Keluarga PMI", "data.xlsx"))
