"""Lists of village figures: men and women against the total (case O17), what is known, and the way back."""

import csv
import datetime
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import override

from desmigratif.ui.refusals import Refused
from pillars.imports.services import standing_against, undo_batch
from tests import factories
from tests.importing import HOLDS_ON, checked, expected, fates, kinds_of_notes, stored
from tests.sheets import CASES
from villages.choices import ProfileKey
from villages.lists.services.imports import SameFile, decide
from villages.lists.sheets.layout import SheetColumn
from villages.lists.sheets.schema import suggest_mapping
from villages.models import ProfileFigure
from villages.services.figures import record_figure
from villages.sheets import figures_schema

KIND = "village_figures"
HEADER = "Kode Desa;CPMI L;CPMI P;CPMI Jumlah;PMI L;PMI P;PMI Jumlah"
GOOD = "35.04.14.2011;3;7;10;12;40;52"
O17 = expected("O17_rekap_lp")


@pytest.fixture
def o17(places, officer):
    """The list of the case, read for an officer of its regency."""
    factories.village("35.04.14.2004", "Kalidawir")
    content = (CASES / "O17_rekap_lp.csv").read_bytes()
    return checked(KIND, content, officer, name="O17_rekap_lp.csv")


@pytest.fixture
def listed(places, officer):
    def make(*lines, by=None, header=HEADER, **fields):
        return checked(KIND, "\n".join([header, *lines]), by or officer, **fields)

    return make


def said(village):
    return {
        figure.key: (figure.value, figure.male, figure.female, figure.unknown)
        for figure in village.figures.all()
    }


@pytest.mark.parametrize("row", O17)
def test_every_row_of_the_case_meets_its_fate(row, o17):
    assert fates(o17)[row] in O17[row]


@pytest.mark.parametrize(
    ("row", "kind"),
    [(3, "sum_mismatch"), (4, "value_missing"), (5, "total"), (6, "not_a_whole_number")],
)
def test_the_reason_is_the_one_of_the_case(row, kind, o17):
    assert kind in kinds_of_notes(o17, row)


def test_the_messages_name_cell_numbers_and_mend(o17):
    mismatch = o17.rows.get(number=3).notes[0]
    assert (mismatch["column"], mismatch["value"]) == ("E “CPMI Jumlah”", "8")
    assert "2 + 5 = 7" in mismatch["text"]
    assert "1 person is recorded whose sex is not known" in mismatch["text"]
    missing = o17.rows.get(number=4).notes[0]
    assert missing["column"] == "C “CPMI L”"
    assert "empty is not 0" in missing["text"]
    assert {"1.2", "4,2"} <= {note["value"] for note in o17.rows.get(number=6).notes}


def test_only_the_good_row_of_the_case_is_stored(o17, officer, places):
    stored(o17, officer)
    assert said(places["tunggangri"]) == {
        "prospective": (10, 3, 7, 0),
        "migrants_abroad": (52, 12, 40, 0),
    }
    assert ProfileFigure.objects.count() == 2


def test_taken_the_difference_is_kept_as_sex_not_known(o17, officer, places):
    stored(o17, officer, taking=[3, 4])
    assert said(places["betak"])["prospective"] == (8, 2, 5, 1)
    assert said(places["pagersari"])["prospective"] == (6, None, 4, 2)


def test_a_figure_has_day_source_and_trace(listed, officer, places):
    batch = stored(listed(GOOD, name="rekap.csv"), officer)
    figure = places["tunggangri"].figures.get(key="prospective")
    assert (figure.stated_on, figure.source) == (HOLDS_ON, f"rekap.csv, {batch.number}")
    assert places["tunggangri"].history.latest().history_user == officer

    stored(
        listed(
            f"{GOOD};31/12/2025;Pendataan desa",
            header=f"{HEADER};Per tanggal;Sumber",
        ),
        officer,
    )
    other = places["tunggangri"].figures.get(key="prospective", source="Pendataan desa")
    assert other.stated_on == datetime.date(2025, 12, 31)
    assert places["tunggangri"].figures.count() == 4


@pytest.mark.parametrize(
    ("cells", "fate", "kind"),
    [
        ("3;7;10", "accept", None),
        ("3;7;", "accept", None),
        ("0;0;0", "accept", None),
        (";;10", "accept", None),
        ("3;8;10", "refuse", "sum_mismatch"),
        ("3;6;10", "review", "sum_mismatch"),
        ("3;;10", "review", "value_missing"),
        ("-;10;10", "review", "value_missing"),
        ("3;;", "refuse", "value_missing"),
        ("-1;4;3", "refuse", "not_a_whole_number"),
        ("tiga;4;7", "refuse", "not_a_whole_number"),
        ("1.200;4;1.204", "accept", None),
        ("-;-;-", "ignore", "nothing_stated"),
        (";;", "ignore", "nothing_stated"),
    ],
)
def test_men_women_and_total(cells, fate, kind, listed):
    batch = listed(f"35.04.14.2011;{cells}", header="Kode Desa;CPMI L;CPMI P;CPMI Jumlah")
    row = batch.rows.get(number=2)
    assert row.fate == fate
    assert kind is None or kind in [note["kind"] for note in row.notes]


def test_a_missing_total_is_computed(listed, officer, places):
    stored(listed("35.04.14.2011;3;7", header="Kode Desa;CPMI L;CPMI P"), officer)
    assert said(places["tunggangri"]) == {"prospective": (10, 3, 7, 0)}


def test_a_column_for_sex_not_known_is_added_up(listed, officer, places):
    header = "Kode Desa;PMI L;PMI P;PMI tidak diketahui;PMI Jumlah"
    batch = listed("35.04.14.2011;3;7;2;12", "35.04.14.2016;3;7;2;13", header=header)
    assert fates(batch) == {1: "ignore", 2: "accept", 3: "review"}
    stored(batch, officer)
    assert said(places["tunggangri"]) == {"migrants_abroad": (12, 3, 7, 2)}


def test_headers_of_two_lines_are_understood(listed, officer, places):
    header = "Kode Desa;CPMI;;;PMI;;\n;L;P;Jumlah;L;P;Jumlah"
    stored(listed(GOOD, header=header), officer)
    assert said(places["tunggangri"])["migrants_abroad"] == (52, 12, 40, 0)


def test_no_header_means_two_things():
    seen = {}
    for field in figures_schema.SCHEMA.fields:
        for name in field.names:
            assert seen.setdefault(name, field.key) == field.key


@pytest.mark.parametrize("key", [key for key in ProfileKey if key.is_people])
def test_every_figure_is_found_by_the_words_of_offices(key):
    titles = [f"{figures_schema.NAMES[key][0]} {part}" for part in ("L", "P", "Jumlah")]
    columns = [SheetColumn(index, "A", title, (title,)) for index, title in enumerate(titles)]
    table = SimpleNamespace(columns=columns, titles=titles)
    assert set(suggest_mapping(table, figures_schema.SCHEMA).columns) == {
        f"{key}_male",
        f"{key}_female",
        f"{key}_total",
    }


def test_what_the_portal_has_is_passed_over(listed, officer, places):
    stored(listed(GOOD), officer)
    again = listed(GOOD, "35.04.14.2016;1;1;2;1;1;2")
    assert fates(again)[2] == "ignore"
    assert kinds_of_notes(again, 2) == ["known_already"]
    stored(again, officer)
    assert places["tunggangri"].figures.count() == 2


def test_only_what_is_new_in_a_row_is_added(listed, officer, places):
    stored(listed("35.04.14.2011;3;7;10;;;"), officer)
    stored(listed(GOOD), officer)
    assert sorted(said(places["tunggangri"])) == ["migrants_abroad", "prospective"]


def test_another_number_of_the_same_day_and_source_is_held_and_not_taken(listed, officer, places):
    stored(listed(GOOD), officer)
    batch = listed("35.04.14.2011;4;7;11;12;40;52")
    row = batch.rows.get(number=2)
    assert (row.fate, row.is_takeable) == ("review", False)
    assert "10 (male 3, female 7)" in row.notes[-1]["text"]
    decide(batch=batch, decisions={2: "take"})
    row.refresh_from_db()
    assert row.decision == ""
    assert said(places["tunggangri"])["prospective"] == (10, 3, 7, 0)


def test_other_days_and_sources_stand_beside(listed, officer, places):
    record_figure(
        village=places["tunggangri"],
        key="prospective",
        value=99,
        stated_on=HOLDS_ON,
        source="BPS",
        by=officer,
    )
    stored(listed(GOOD), officer)
    stored(listed(GOOD, "", holds_on=HOLDS_ON - datetime.timedelta(1)), officer)
    assert places["tunggangri"].figures.filter(key="prospective").count() == 3


def test_one_village_twice_in_a_list_is_not_decided_by_order(listed):
    batch = listed(GOOD, GOOD, "35.04.14.2011;4;7;11;12;40;52")
    assert fates(batch) == {1: "ignore", 2: "review", 3: "ignore", 4: "refuse"}
    assert "Row 2" in batch.rows.get(number=4).notes[0]["text"]


def test_a_day_that_lies_ahead_is_refused(listed):
    batch = listed(f"{GOOD};01/01/2090", header=f"{HEADER};Per tanggal")
    assert kinds_of_notes(batch, 2) == ["date_in_future"]


def test_only_villages_of_the_own_area(listed, stranger, officer, places):
    batch = listed(GOOD, by=stranger)
    assert kinds_of_notes(batch, 2) == ["village_out_of_scope"]
    assert fates(listed(GOOD, by=officer))[2] == "accept"


def test_whoever_moved_away_meanwhile_stores_nothing(listed, officer, places):
    batch = listed(GOOD)
    officer.assignments.update(area=places["far"].regency)
    stored(batch, officer)
    assert not ProfileFigure.objects.exists()
    assert "your own area" in batch.rows.get(number=2).notes[-1]["text"]


def test_readers_bring_no_figures(places, reviewer):
    with pytest.raises(Refused):
        checked(KIND, f"{HEADER}\n{GOOD}", reviewer)


def test_the_same_file_again_adds_nothing(listed, officer):
    stored(listed(GOOD), officer)
    with pytest.raises(SameFile):
        listed(GOOD)


def test_undone_the_figures_are_gone_and_the_trace_stays(listed, officer, places):
    kept = record_figure(
        village=places["tunggangri"], key="returned", value=1, stated_on=HOLDS_ON, source="BPS", by=officer
    )
    batch = stored(listed(GOOD), officer)
    assert standing_against(batch) == []
    undo_batch(batch=batch, by=officer)

    assert list(ProfileFigure.objects.all()) == [kept]
    assert places["tunggangri"].history.latest().history_change_reason == "profile figures taken back"
    stored(listed(GOOD), officer)
    assert ProfileFigure.objects.count() == 3


def test_undone_only_within_the_own_area(listed, officer, places):
    batch = stored(listed(GOOD), officer)
    officer.assignments.update(area=places["far"].regency)
    with pytest.raises(Refused):
        undo_batch(batch=batch, by=officer)
    assert ProfileFigure.objects.count() == 2


def test_a_list_of_another_kind_is_survived(officer, places):
    """326 villages of another regency, codes as numbers, no figure: every line has a fate, none is stored."""
    content = (CASES / "real/idm_kab_serang_2021_2024.xlsx").read_bytes()
    batch = checked(KIND, content, officer, name="idm.xlsx")
    assert batch.state == "checked"
    assert batch.rows.count() >= 326
    assert not batch.rows.storable().exists()


def test_codes_as_numbers_find_their_village(officer, places):
    factories.village("36.04.05.2001", "Kadubeureum")
    factories.AssignmentFactory(
        user=officer, area=factories.area("36.04", "Kabupaten Serang"), valid_from=datetime.date(2020, 1, 1)
    )
    batch = checked(KIND, "Kode Desa;Penduduk\n3604052001.0;4200", officer)
    assert fates(batch)[2] == "accept_corrected"


def test_the_database_holds_no_more_men_and_women_than_people(places):
    figure = {"village": places["betak"], "key": "returned", "stated_on": HOLDS_ON, "source": "uji"}
    with pytest.raises(IntegrityError), transaction.atomic():
        ProfileFigure.objects.create(value=5, male=3, female=3, **figure)
    with pytest.raises(IntegrityError), transaction.atomic():
        ProfileFigure.objects.create(value=5, female=6, **figure)
    assert ProfileFigure.objects.create(value=5, male=2, **figure).unknown == 3


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
def test_what_is_downloaded_and_brought_back_changes_nothing(
    language, file_format, client, officer, o17, places, settings
):
    stored(o17, officer, taking=[3, 4])
    record_figure(
        village=places["betak"], key="population", value=900, stated_on=HOLDS_ON, source="=BPS", by=officer
    )
    settings.LANGUAGE_CODE = language
    client.force_login(officer)
    response = client.get(reverse("reports:stated-figure-export", args=[file_format]))
    content = b"".join(response.streaming_content)
    with override(language):
        batch = checked(KIND, content, officer, name=f"angka.{file_format}")
    assert batch.rows.exclude(fate="ignore").count() == 0
    assert batch.rows.filter(notes__0__kind__isnull=False).count() >= 4
    assert ProfileFigure.objects.count() == 7


def test_the_download_shows_what_is_not_known_and_only_the_own_area(client, stranger, officer, o17):
    stored(o17, officer, taking=[3])
    address = reverse("reports:stated-figure-export", args=["csv"])
    client.force_login(officer)
    lines = b"".join(client.get(address).streaming_content).decode("utf-8-sig").splitlines()
    rows = list(csv.DictReader(lines))
    betak = next(row for row in rows if row["Village"] == "Betak")
    name = "Prospective migrant workers"
    parts = [betak[f"{name}, {part}"] for part in ("male", "female", "sex unknown", "total")]
    assert parts == ["2", "5", "1", "8"]
    assert sum(map(int, parts[:3])) == int(parts[3])

    client.force_login(stranger)
    assert len(b"".join(client.get(address).streaming_content).decode().splitlines()) == 1
