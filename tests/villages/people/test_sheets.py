"""Every row of the cases gets the fate, the value and the reason that its expectation names."""

import csv
import datetime
import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from villages.lists.services.import_kinds import Background
from villages.lists.services.known_places import NamedVillage
from villages.lists.sheets.cells import cell_of
from villages.lists.sheets.layout import table_of
from villages.lists.sheets.places import VillageFinder
from villages.lists.sheets.reading import open_workbook
from villages.lists.sheets.schema import suggest_mapping
from villages.people.sheets.people_rows import PeopleReader
from villages.people.sheets.people_schema import SCHEMA
from villages.people.sheets.repeats import mark_repeats

from ..lists.workbooks import table, workbook

CASES = Path(__file__).resolve().parents[2] / "cases"
BENEFICIARIES = [
    "O01_nik_bentuk",
    "O01_nik_bentuk_csv",
    "O02_nik_ganda",
    "O03_kk_nik_tertukar",
    "O04_tanggal",
    "O05_kode_kelamin_status",
    "O06_baris_kosong",
    "O06_tata_letak",
    "O07_titik_koma_bom",
    "O08_rumus",
    "O08_rumus_tanpa_nilai",
    "O10_desa_senama",
    "O12_nama",
    "O14_campur_benar_salah",
    "O23_teks_berbahaya",
]
SEX = {"L": "male", "P": "female"}
STAGE = {"PURNA": "purna", "PMI": "pmi", "CPMI": "cpmi"}
#: Words of the expectations for lines that are no rows -> kinds of the layout.
LINES = {
    "title": "title",
    "blank": "blank",
    "column": "column_numbers",
    "total": "total",
    "note": "note",
    "signature": "signature",
}


def villages():
    with open(CASES / "real" / "kemendagri_kab_tulungagung_desa.csv", encoding="utf-8") as file:
        return [NamedVillage(row["kode"], row["nama"], row["nama_kecamatan"]) for row in csv.DictReader(file)]


VILLAGES = villages()


def background(village=""):
    return Background(VILLAGES, datetime.date(2026, 11, 25), village, "35.04")


def judge(table, mapping, background):
    reader = PeopleReader(table.columns, mapping.columns, background)
    lines = list(table.rows)
    reader.look_up(lines)
    rows = [reader(line) for line in lines]
    mark_repeats(rows, reader.column_of)
    return rows


def expectation(name):
    return json.loads((CASES / f"{name}.expect.json").read_text())


def judged_of(name):
    """The table and, by number of the line, the judged rows of one case."""
    expected = expectation(name)
    found = table((CASES / expected["file"]).read_bytes(), expected["file"])
    village = expected.get("form_village", "")[:13]
    rows = judge(found, suggest_mapping(found, SCHEMA), background(village))
    return found, {row.number: row for row in rows}


def every_row():
    for name in BENEFICIARIES:
        for row in expectation(name)["rows"]:
            if "nik_exists" in row.get("messages", ()):
                continue
            yield pytest.param(name, row, id=f"{name}-{row['row']}")


def canonical(values):
    born = values.get("birth_date")
    stage = "KELUARGA" if values.get("is_family") else values.get("stage")
    return {
        "nik": values.get("nik"),
        "nama": values.get("full_name"),
        "jenis_kelamin": values.get("sex"),
        "tanggal_lahir": born and born.isoformat(),
        "kode_desa": values.get("village"),
        "status": stage,
        "keterangan": values.get("note"),
    }


@pytest.mark.parametrize(("name", "expected"), list(every_row()))
def test_rows_of_the_cases(name, expected):
    found, rows = judged_of(name)
    number = expected["row"]
    kinds = [message.split()[0] for message in expected.get("messages", [])]
    if number not in rows:
        skipped = {line.number: line.reason_kind for line in found.skipped}
        assert expected["outcome"] == "ignore"
        assert number in found.header or skipped[number] == LINES[kinds[0]]
        return
    row = rows[number]
    assert row.fate in {expected["outcome"], *expected.get("also_allowed", [])}, row
    if row.fate in (expected["outcome"], "review", "refuse"):
        assert set(kinds) <= {note.kind for note in row.notes}, row.notes
    values = canonical(row.values)
    for key, value in expected.get("canonical", {}).items():
        value = {"jenis_kelamin": SEX, "status": STAGE}.get(key, {}).get(value, value)
        assert values[key] == value
    if row.fate == "accept":
        assert row.notes == []


@pytest.mark.parametrize("name", BENEFICIARIES)
def test_every_line_of_a_case_has_one_fate(name):
    found, rows = judged_of(name)
    seen = [*rows, *found.header, *(line.number for line in found.skipped)]
    assert sorted(seen) == list(range(1, max(seen) + 1))


def test_notes_name_column_value_and_reason_and_hide_the_nik():
    _found, rows = judged_of("O01_nik_bentuk")
    note = rows[10].notes[0]
    assert note.column == "B “NIK”"
    assert note.value == "•" * 15
    assert note.text == f"“{note.value}” has 15 digits; a NIK has 16. Compare it with the KTP."
    for row in rows.values():
        for note in row.notes:
            assert note.text.endswith((".", "?"))
            assert "3504141203" not in note.text + note.value


def test_repeats_name_the_other_row():
    _found, rows = judged_of("O02_nik_ganda")
    assert "row 2" in rows[4].notes[0].text
    assert "Row 3" in rows[5].notes[0].text
    assert "row 5" in rows[3].notes[0].text


def test_swapped_numbers_are_offered_the_other_way_round():
    _found, rows = judged_of("O03_kk_nik_tertukar")
    assert rows[3].values["nik"] == "3504140906839042"
    assert rows[3].values["household"] == "3504140101109003"


def test_a_year_alone_stays_a_year():
    _found, rows = judged_of("O04_tanggal")
    assert rows[14].values["birth_year"] == 1990
    assert "birth_date" not in rows[14].values


def test_ambiguous_villages_are_listed_with_their_districts():
    _found, rows = judged_of("O10_desa_senama")
    text = rows[4].notes[0].text
    assert "Rejosari, Kec. Kalidawir (35.04.14.2002)" in text
    assert "Rejosari, Kec. Gondang (35.04.09.2008)" in text


def test_missing_columns_are_named_with_what_was_found():
    found = table((CASES / "O07_judul_kurang.csv").read_bytes(), "O07_judul_kurang.csv")
    mapping = suggest_mapping(found, SCHEMA)
    assert [field.key for field in mapping.missing] == ["village_code"]
    assert found.titles == ["No", "Nama", "Alamat"]


def test_unknown_columns_are_named():
    found = table(workbook([["No", "NIK", "Nama", "Desa", "Hobi"], ["1", "x", "y", "z", ""]]))
    mapping = suggest_mapping(found, SCHEMA)
    assert [column.title for column in mapping.unknown] == ["Hobi"]
    assert mapping.missing == []


#: Real sheet -> fields that its titles suggest.
REAL = {
    "bentuk_opensid_penduduk_43_kolom.xlsx": {
        "nik": 6,
        "full_name": 4,
        "household": 5,
        "sex": 7,
        "birth_date": 9,
        "address": 0,
        "hamlet": 1,
        "rw": 2,
        "rt": 3,
    },
    "bentuk_regsosek_kepala_tiga_tingkat_kolom_berulang.xlsx": {"household": 0, "full_name": 2, "nik": 3},
    "idm_kab_serang_2021_2024.xlsx": {"district": 5, "village_code": 6, "village": 7},
}


@pytest.mark.parametrize("name", REAL)
def test_columns_of_real_files(name):
    found = table((CASES / "real" / name).read_bytes(), name)
    mapping = suggest_mapping(found, SCHEMA)
    assert {key: mapping.columns.get(key) for key in REAL[name]} == REAL[name]


def test_columns_of_the_real_list_of_participants():
    name = "bentuk_opensid_program_dan_peserta_bantuan.xlsx"
    found = open_workbook((CASES / "real" / name).read_bytes(), name).table("Peserta")
    columns = suggest_mapping(found, SCHEMA).columns
    assert columns == {"nik": 2, "full_name": 3, "birth_date": 5, "address": 6}


@pytest.mark.parametrize("row", expectation("O09_kode_wilayah")["rows"], ids=lambda row: str(row["row"]))
def test_village_codes_of_the_case(row):
    """The target is the list of villages; what a code means is the same for people."""
    if row["messages" if "messages" in row else "row"] == ["duplicate_row_same_content"]:
        return
    lines = table((CASES / "O09_kode_wilayah.xlsx").read_bytes()).rows
    _no, code, name, district, _year = next(line.cells for line in lines if line.number == row["row"])
    found, remark = VillageFinder(VILLAGES, "35.04").find(code.text, name.text, district.text)
    fate = remark.fate if remark else "accept"
    assert fate in {row["outcome"], *row.get("also_allowed", [])}
    if "canonical" in row:
        assert found == row["canonical"]["kode"]
    assert [remark.kind] == row["messages"] if remark else "messages" not in row


@pytest.mark.parametrize(
    ("header", "value", "key", "stored"),
    [
        ("Pendidikan", "SLTA/Sederajat", "education", "sma"),
        ("Pendidikan", "Tamat SD / Sederajat", "education", "sd"),
        ("Negara Tujuan", "HONGKONG", "country", "HK"),
        ("Negara Tujuan", "-", "country", None),
        ("RT", "RT 004", "rt", "004"),
        ("Keterangan", "'=1+1", "note", "=1+1"),
        ("Telepon", 81234567890, "phone_raw", "81234567890"),
        ("BPJS", "ya", "is_insured", True),
        ("Jalur", "Non Prosedural", "route", "non_procedural"),
        ("Alasan pulang", "Habis kontrak", "return_reason", "contract"),
        ("Tanggal Pulang", "17/08/2025", "stage_on", None),
        ("Tanggal Berangkat", "17/08/2025", "stage_on", datetime.date(2025, 8, 17)),
        ("Kontrak berakhir", "17/08/2030", "contract_ends_on", datetime.date(2030, 8, 17)),
    ],
)
def test_other_fields(header, value, key, stored):
    lines = [["NIK", "Nama", "Kode Desa", "Status", header], [SITI, "SITI", "35.04.14.2011", "PMI", value]]
    found = table(workbook(lines))
    (row,) = judge(found, suggest_mapping(found, SCHEMA), background())
    assert row.values.get(key) == stored
    assert row.fate in ("accept", "accept_corrected")


SITI = "3504145703859004"


@pytest.mark.parametrize(
    ("header", "value", "kind", "fate"),
    [
        ("Pendidikan", "Universitas", "code_unknown", "review"),
        ("Negara Tujuan", "Atlantis", "country_unknown", "review"),
        ("Dusun", "x" * 101, "text_too_long", "refuse"),
        ("Tanggal Berangkat", "17/08/2090", "date_in_future", "review"),
        ("No KK", "123", "kk_unreadable", "review"),
        ("Keterangan", "#N/A", "cell_error", "refuse"),
    ],
)
def test_other_fields_that_cannot_be_taken(header, value, kind, fate):
    lines = [["NIK", "Nama", "Kode Desa", header], [SITI, "SITI", "35.04.14.2011", value]]
    found = table(workbook(lines))
    (row,) = judge(found, suggest_mapping(found, SCHEMA), background())
    assert (row.fate, [note.kind for note in row.notes]) == (fate, [kind])
    assert row.notes[0].column == f"D “{header}”"


def test_labels_of_the_portal_are_read_in_both_languages():
    for field in SCHEMA.fields:
        assert len(set(field.names)) >= 1
    names = [name for field in SCHEMA.fields for name in set(field.names)]
    assert len(names) == len(set(names)), sorted(name for name in names if names.count(name) > 1)


def test_very_long_texts_in_every_cell_cost_no_time():
    header = [
        "NIK",
        "Nama",
        "L/P",
        "Tanggal Lahir",
        "Desa",
        "Kecamatan",
        "Status",
        "Negara",
        "Alamat",
        "No KK",
    ]
    lines = [header] + [[mark * 30_000] * len(header) for mark in ("(", "a ", "1", ".", "0", "é", "1.", ",")]
    begin = time.process_time()
    found = table(workbook([[cell[:32_000] for cell in line] for line in lines]))
    rows = list(judge(found, suggest_mapping(found, SCHEMA), background()))
    assert time.process_time() - begin < 5
    assert len(rows) + len(found.skipped) == 8


LINES_OF_PEOPLE = st.lists(
    st.tuples(
        st.sampled_from(["", "1", "2", "JUMLAH", "Catatan", "###"]),
        st.sampled_from(["", SITI, "3504140211929031", "3,5E+15", "x"]),
        st.sampled_from(["", "SITI", "AGUS", "12345", "Kepala Desa"]),
        st.sampled_from(["", "L", "P", "3"]),
        st.sampled_from(["", "17/03/1985", "31/02/1990", "1990", "17-03-85"]),
        st.sampled_from(["", "35.04.14.2011", "3504060012", "35.05.01.2001"]),
    ),
    max_size=20,
)


@settings(max_examples=100, deadline=None)
@given(LINES_OF_PEOPLE)
def test_no_row_is_ever_lost_between_file_and_fate(lines):
    lines = [["Daftar PMI"], ["No", "NIK", "Nama", "L/P", "Tanggal Lahir", "Kode Desa"], *map(list, lines)]
    found = table_of([(number, [cell_of(text) for text in line]) for number, line in enumerate(lines, 1)])
    rows = list(judge(found, suggest_mapping(found, SCHEMA), background()))
    seen = [*found.header, *(row.number for row in rows), *(line.number for line in found.skipped)]
    assert sorted(seen) == list(range(1, len(lines) + 1))
    stored = [row.values["nik"] for row in rows if row.fate in ("accept", "accept_corrected")]
    assert len(stored) == len(set(stored))


def test_ten_thousand_rows_are_judged_in_seconds(record_property):
    start = datetime.date(1960, 1, 1)
    lines = [["No", "NIK", "Nama", "L/P", "Tanggal Lahir", "Desa", "Kecamatan", "Status", "Negara", "No HP"]]
    for number in range(10_000):
        born = start + datetime.timedelta(days=number)
        village = VILLAGES[number % len(VILLAGES)]
        digits = f"350414{born:%d%m%y}{number % 900 + 1001}"
        lines.append(
            [
                number + 1, digits, f"NAMA {'ABCDEFGHIJ'[number % 10]}", "L", f"{born:%d/%m/%Y}",
                village.name, village.district, "PMI", "Malaysia", "081200000001",
            ]
        )  # fmt: skip
    content = workbook(lines)
    begin = time.process_time()
    found = table(content)
    read = time.process_time() - begin
    rows = list(judge(found, suggest_mapping(found, SCHEMA), background()))
    record_property("seconds_to_read", read)
    record_property("seconds_in_all", time.process_time() - begin)
    assert len(rows) == 10_000
    assert {row.fate for row in rows} == {"accept"}
    assert time.process_time() - begin < 10
