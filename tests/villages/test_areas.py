"""The official list of areas: loading, what a later list changes, case O11."""

import csv
import datetime
import gzip
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests import factories
from villages.choices import AreaKind, Level
from villages.models import Area, AreaChange, AreaName
from villages.services.area_lists import AreaRow, read_areas, read_changes
from villages.services.areas import load_areas, load_changes
from villages.services.errors import ListRefused

CASES = Path(__file__).resolve().parent.parent / "cases"
TULUNGAGUNG = CASES / "wilayah_tulungagung.csv"
SPLIT = CASES / "O11_pemekaran_desa.csv"
AS_OF = datetime.date(2026, 7, 1)
DAY_BEFORE = datetime.date(2026, 6, 30)

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    return read_areas(TULUNGAGUNG)


def _file(tmp_path, text):
    path = tmp_path / "daftar.csv"
    path.write_text("kode,nama,kodepos\n" + text, encoding="utf-8")
    return path


def test_first_list_fills_every_level(rows):
    load = load_areas(rows)

    assert (load.read, load.new) == (292, 293)
    levels = [Area.objects.filter(level=level).count() for level in Level]
    assert levels == [1, 1, 1, 19, 271]
    village = Area.objects.get(pk="35.04.14.2011")
    assert (village.name, village.kind, village.postal_code) == ("Tunggangri", AreaKind.DESA, "66281")
    assert [village.parent_id, village.parent.parent_id] == ["35.04.14", "35.04"]
    assert Area.objects.get(pk="35").parent_id == "00"
    assert not Area.objects.exclude(valid_from=None, valid_to=None).exists()


def test_same_list_again_changes_nothing(rows):
    load_areas(rows)
    assert load_areas(rows).total == 0


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("35.04", AreaKind.KABUPATEN),
        ("35.71", AreaKind.KOTA),
        ("35.04.14", AreaKind.KECAMATAN),
        ("53.01.18.1001", AreaKind.KELURAHAN),
        ("35.04.14.2011", AreaKind.DESA),
        ("91.03.01.3001", AreaKind.DESA_ADAT),
    ],
)
def test_code_tells_the_kind(code, kind):
    assert AreaRow(code, "x").kind == kind


def test_renamed_area_keeps_its_old_name_for_the_past(rows):
    load_areas(rows)
    later = [AreaRow(row.code, "Kali Batur") if row.name == "Kalibatur" else row for row in rows]

    load = load_areas(later, as_of=AS_OF)

    area = Area.objects.get(pk="35.04.14.2001")
    assert (load.renamed, load.postal_codes) == (1, 1)
    assert (area.name_on(DAY_BEFORE), area.name_on(AS_OF)) == ("Kalibatur", "Kali Batur")


def test_missing_code_ends_and_comes_back(rows):
    load_areas(rows)
    without = [row for row in rows if row.code != "35.04.14.2016"]

    assert load_areas(without, as_of=AS_OF).ended == 1
    area = Area.objects.get(pk="35.04.14.2016")
    assert area.valid_to == DAY_BEFORE
    assert area not in Area.objects.current_on(AS_OF)

    assert load_areas(rows, as_of=datetime.date(2027, 1, 1)).reopened == 1
    area.refresh_from_db()
    assert area.valid_to is None


def test_new_code_exists_from_the_day_of_the_list(rows):
    load_areas(rows)
    load = load_areas([*rows, AreaRow("35.04.14.2099", "Baru")], as_of=AS_OF)
    assert load.new == 1
    assert Area.objects.get(pk="35.04.14.2099").valid_from == AS_OF


def test_later_list_needs_a_day(rows):
    load_areas(rows)
    with pytest.raises(ListRefused, match="--as-of"):
        load_areas([*rows, AreaRow("35.04.14.2099", "Baru")])


def test_older_list_is_refused(rows):
    load_areas(rows)
    load_areas([*rows, AreaRow("35.04.14.2099", "Baru")], as_of=AS_OF)
    with pytest.raises(ListRefused, match=r"35\.04\.14\.2099 Baru exists from 2026-07-01"):
        load_areas(rows, as_of=datetime.date(2025, 1, 1))


def test_torn_off_list_is_refused_unless_meant(rows):
    load_areas(rows)
    with pytest.raises(ListRefused, match="lacks 193 of 293"):
        load_areas(rows[:99], as_of=AS_OF)
    assert load_areas(rows[:99], as_of=AS_OF, many_end=True).ended == 193


def test_names_lose_only_stray_spaces(tmp_path):
    path = _file(tmp_path, "52,NTB,\n52.02,Kabupaten Lombok Tengah,\n52.02.10,Praya\xa0 Tengah,\n"
                 "52.02.10.2004,Jurang  Jaler ,83582\n52.02.10.2005,Bu Nuapu’u,\n")  # fmt: skip
    names = [row.name for row in read_areas(path)]
    assert names[2:] == ["Praya Tengah", "Jurang Jaler", "Bu Nuapu’u"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("3504142011,Tunggangri,", 'Row 3: code "3504142011" is not an official code; write it with points'),
        ("35.04.14.9011,Tunggangri,", "is not an official code"),
        ("35.04, ,", 'Row 3: code "35.04" has no name'),
        ("35,Jawa Timur,", 'Row 3: code "35" stands in row 2 already; keep one of them.'),
        ("35.04.14,Kalidawir,", 'Row 3: code "35.04.14" lies in 35.04, which is not in the list'),
        ("35.04,Kabupaten Tulungagung,6628", 'postal code "6628" is not five digits'),
    ],
)
def test_faulty_line_is_named_and_nothing_loaded(tmp_path, line, message):
    path = _file(tmp_path, f"35,Jawa Timur,\n{line}\n")
    with pytest.raises(CommandError) as refusal:
        call_command("load_areas", path)
    assert message in str(refusal.value)
    assert not Area.objects.exists()


def test_wrong_columns_are_named(tmp_path):
    path = tmp_path / "salah.csv"
    path.write_text("kode;nama\n35;Jawa Timur\n", encoding="utf-8")
    with pytest.raises(ListRefused, match="no column kodepos"):
        read_areas(path)


def test_command_reads_gzip_and_prints_counts(tmp_path, capsys):
    path = tmp_path / "daftar.csv.gz"
    path.write_bytes(gzip.compress(TULUNGAGUNG.read_bytes()))
    call_command("load_areas", path)
    assert "292 areas read: 293 new" in capsys.readouterr().out


def test_command_names_programme_villages_whose_area_ended(rows, capsys, tmp_path):
    load_areas(rows)
    factories.village("35.04.14.2016", "Betak")
    lines = "".join(f"{r.code},{r.name},{r.postal_code}\n" for r in rows if r.code != "35.04.14.2016")
    call_command("load_areas", _file(tmp_path, lines), as_of=AS_OF)
    assert "35.04.14.2016 Betak, Kec. Kalidawir is in the programme" in capsys.readouterr().out


def test_o11_split_and_rename(rows):
    """Case O11: names and codes have dates; the mother village stays; the daughter begins on its day."""
    load_areas(rows)

    load = load_changes(read_changes(SPLIT))

    assert (load.renamed, load.new, load.changes, load.ended) == (1, 1, 1, 0)
    renamed = Area.objects.get(pk="35.04.14.2001")
    assert renamed.name_on(datetime.date(2021, 5, 10)) == "Kalibatur"
    assert renamed.name_on(datetime.date(2022, 1, 1)) == "Kali Batur"
    assert renamed.name_on(datetime.date(2024, 1, 15)) == "Kali Batur"
    daughter = Area.objects.get(pk="35.04.14.2018")
    assert (daughter.name, daughter.valid_from) == ("Tunggangri Utara", datetime.date(2023, 7, 1))
    assert daughter not in Area.objects.current_on(datetime.date(2023, 2, 1))
    change = AreaChange.objects.get()
    assert (change.old_id, change.new_id, change.kind) == ("35.04.14.2011", "35.04.14.2018", "split")
    assert change.source == "rekaan"
    assert Area.objects.get(pk="35.04.14.2011").valid_to is None


def test_o11_each_line_of_the_case_finds_the_village_of_its_day(rows):
    """Five activities across the split: the village must exist on the day and bear the name written."""
    load_areas(rows)
    load_changes(read_changes(SPLIT))
    expected = json.loads((CASES / "O11_data_lintas_pemekaran.expect.json").read_text(encoding="utf-8"))
    outcomes = {line["row"]: line["outcome"] for line in expected["rows"]}

    with (CASES / "O11_data_lintas_pemekaran.csv").open(encoding="utf-8", newline="") as file:
        for number, line in enumerate(csv.DictReader(file, delimiter=";"), start=2):
            day = datetime.date.fromisoformat(line["tanggal"])
            area = Area.objects.current_on(day).filter(pk=line["kode_desa"]).first()
            assert (area is not None) == (outcomes[number] == "accept"), number
            assert area is None or area.name_on(day) == line["nama_desa"], number


def test_o11_same_changes_again_change_nothing(rows):
    load_areas(rows)
    load_changes(read_changes(SPLIT))
    assert load_changes(read_changes(SPLIT)).total == 0


def test_o11_list_and_changes_together(rows, tmp_path):
    """The list knows only its own day; the decree moves the change to the real one."""
    load_areas(rows)
    lines = "".join(
        f"{r.code},{'Kali Batur' if r.name == 'Kalibatur' else r.name},{r.postal_code}\n" for r in rows
    )
    path = _file(tmp_path, lines + "35.04.14.2018,Tunggangri Utara,\n")
    call_command("load_areas", path, as_of=AS_OF, changes=SPLIT)

    assert AreaName.objects.get().valid_to == datetime.date(2021, 12, 31)
    assert Area.objects.get(pk="35.04.14.2018").valid_from == datetime.date(2023, 7, 1)
    assert load_areas(read_areas(path)).total == 0


def test_merged_area_ends(rows, tmp_path):
    load_areas(rows)
    path = tmp_path / "gabung.csv"
    path.write_text(
        "tanggal_berlaku;jenis;kode_lama;nama_lama;kode_baru;nama_baru;dasar\n"
        "2024-01-01;gabung;35.04.14.2016;Betak;35.04.14.2017;Pagersari;rekaan\n",
        encoding="utf-8",
    )
    call_command("load_areas", changes=path)
    assert Area.objects.get(pk="35.04.14.2016").valid_to == datetime.date(2023, 12, 31)
    assert AreaChange.objects.get().kind == "merged"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "1/7/2023;mekar;35.04;a;35.05;b;c",
            'tanggal_berlaku "1/7/2023" is not a date; write it as 2023-07-01',
        ),
        (
            "2023-07-01;pindah;35.04;a;35.05;b;c",
            'jenis "pindah" is not known; write one of ganti_nama, mekar',
        ),
        ("2023-07-01;mekar;3504;a;35.05;b;c", 'code "3504" is not an official code'),
        ("2023-07-01;mekar;35.06;a;35.05;b;c", "35.06 is not a stored area"),
        ("2023-07-01;ganti_nama;35.04.14.2001;Batur;35.04.14.2001;Baru;c", 'is called "Kalibatur", neither'),
    ],
)
def test_faulty_change_is_named(rows, tmp_path, line, message):
    load_areas(rows)
    path = tmp_path / "ubah.csv"
    path.write_text(
        f"tanggal_berlaku;jenis;kode_lama;nama_lama;kode_baru;nama_baru;dasar\n{line}\n", encoding="utf-8"
    )
    with pytest.raises(CommandError, match="Row 2") as refusal:
        call_command("load_areas", changes=path)
    assert message in str(refusal.value)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("tunggangri", ["35.04.14.2011"]),
        ("TUNGGANGRI", ["35.04.14.2011"]),
        ("35.04.14.201", ["35.04.14.2010", "35.04.14.2011", "35.04.14.2012", "35.04.14.2013",
                          "35.04.14.2014", "35.04.14.2015", "35.04.14.2016", "35.04.14.2017"]),
        ("bu nuapu'u", ["53.07.17.2010"]),
        ("Bu Nuapu’u", ["53.07.17.2010"]),
        ("nuapuu", ["53.07.17.2010"]),
        ("u ba‘u kuala", ["11.01.02.2018"]),
        ("kuala bau", ["11.01.02.2018"]),
        ("  ", []),
        ("'", []),
        ("tak ada", []),
    ],
)  # fmt: skip
def test_search_by_code_and_by_name_whatever_marks_and_case(rows, words, found):
    load_areas(rows)
    factories.area("53.07.17.2010", "Bu Nuapu’u")
    factories.area("11.01.02.2018", "Pasi Kuala Ba'u")
    areas = Area.objects.official_villages().search(words)
    assert [area.pk for area in areas] == found
