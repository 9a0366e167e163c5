"""Lists of activities (cases O11, O13, O16): the fate of each row, drafts, what is known, the way back."""

import datetime
import json

import pytest

from desmigratif.ui.refusals import Refused
from pillars.choices import Category, Progress, Review
from pillars.imports.services import KINDS, standing_against, undo_batch
from pillars.models import Activity, FundingLine, ReportingPeriod
from pillars.services import FundingData, save_activity, send_activity, stored_data, verify_activity
from pillars.services.attendances import add_people
from pillars.services.import_activities import drafts_of, send_drafts
from pillars.services.periods import close_period
from tests import factories
from tests.importing import checked, fates, kinds_of_notes, stored
from tests.sheets import CASES
from villages.lists.services import import_rows
from villages.models import Area
from villages.services.area_lists import read_changes
from villages.services.areas import load_changes

KIND = "activities"
HEADER = "kode_kegiatan;nama;pilar;mulai;selesai;kode_desa;anggaran"
GOOD = "K-01;Pelatihan batik;II;2023-11-20;2024-02-10;35.04.14.2011|35.04.14.2016;30000000"
OTHER = "K-02;Sosialisasi migrasi aman;I;2024-03-05;2024-03-05;35.04.14.2011;5000000"


@pytest.fixture
def listed(pillars, places, officer):
    def make(*lines, by=None, header=HEADER, **fields):
        return checked(KIND, "\n".join([header, *lines]), by or officer, **fields)

    return make


@pytest.fixture
def split(pillars, places):
    """The invented split and renaming of case O11; all three villages are in the programme."""
    factories.village("35.04.14.2001", "Kalibatur")
    load_changes(read_changes(CASES / "O11_pemekaran_desa.csv"))
    factories.village("35.04.14.2018", "Tunggangri Utara")


def case(name, file, by):
    return checked(KIND, (CASES / file).read_bytes(), by, name=file)


def rows_of(case):
    content = json.loads((CASES / f"{case}.expect.json").read_text())
    return content["rows"]


def values_of(batch, number):
    return import_rows.unsealed(batch.rows.get(number=number))["values"]


def test_every_amount_of_the_case_meets_its_fate(pillars, places, officer, subtests):
    batch = case("O13_rupiah", "O13_rupiah.xlsx", officer)
    for row in rows_of("O13_rupiah"):
        with subtests.test(row=row["row"]):
            found = batch.rows.get(number=row["row"])
            assert found.fate in {row["outcome"], *row.get("also_allowed", ())}, found.notes
            assert found.fate == row["outcome"]
            assert [note["kind"] for note in found.notes] == row.get("messages", [])
            if "canonical" in row:
                assert values_of(batch, row["row"])["plan"] == round(row["canonical"]["anggaran"])


def test_amounts_are_stored_as_shown(pillars, places, officer):
    batch = stored(case("O13_rupiah", "O13_rupiah.xlsx", officer), officer, taking=[10, 19])

    amounts = FundingLine.objects.values_list("activity__title", "plan")
    assert dict(amounts)["Kegiatan contoh K"] == 2_284_196
    assert dict(amounts)["Kegiatan contoh I"] == 1_500
    assert dict(amounts)["Kegiatan contoh R"] == 120_000_000
    assert "Kegiatan contoh L" not in dict(amounts)
    assert Activity.objects.count() == batch.rows.exclude(outcome="").count() == 13


@pytest.mark.parametrize("row", rows_of("O11_data_lintas_pemekaran"))
def test_every_row_across_the_split_meets_its_fate(row, split, officer):
    batch = case("O11", "O11_data_lintas_pemekaran.csv", officer)
    found = batch.rows.get(number=row["row"])
    assert found.fate == row["outcome"], found.notes
    assert [note["kind"] for note in found.notes] == row.get("messages", [])


def finished(activity, officer):
    """The draft with what its list did not say, sent."""
    data = stored_data(activity)
    data.type = data.pillar.types.first()
    data.result = "Selesai."
    for line in data.lines:
        line.source, line.actual = "apbn", line.plan
    data.lines = data.lines or [FundingData(source="apbn", plan=0, actual=0)]
    return send_activity(
        activity=save_activity(data=data, by=officer, activity=activity), by=officer, confirmed=True
    )


def test_the_split_moves_no_total_of_the_regency(split, officer):
    """45 participants in 2023 and 85 over all years, on the page as in the rows; row 5 waits."""
    batch = stored(case("O11", "O11_data_lintas_pemekaran.csv", officer), officer)
    for activity in drafts_of(batch, officer):
        finished(activity, officer)

    regency = Area.objects.get(pk="35.04")
    of_2023 = Activity.objects.counted().in_area(regency).filter(budget_year=2023)
    assert of_2023.totals()["head_count"] == 45
    assert Activity.objects.counted().in_area(regency).totals()["head_count"] == 85
    oldest = Activity.objects.order_by("start_on").first()
    assert oldest.villages.get().area.name_on(oldest.start_on) == "Kalibatur"


def test_a_list_of_activities_becomes_drafts_of_the_officer(listed, officer, places):
    stored(listed(GOOD, OTHER), officer)

    first = Activity.objects.get(list_code="K-01")
    assert (first.title, first.pillar.code, first.budget_year) == ("Pelatihan batik", "II", 2023)
    assert (first.state, first.status, first.created_by) == (Review.DRAFT, Progress.DONE, officer)
    assert (first.start_on, first.end_on) == (datetime.date(2023, 11, 20), datetime.date(2024, 2, 10))
    assert set(first.villages.all()) == {places["tunggangri"], places["betak"]}
    line = first.funding_lines.get()
    assert (line.source, line.plan, line.actual) == ("", 30_000_000, None)
    assert first.events.get().step == "created"


FULL = (
    "Nama kegiatan;Pilar;Jenis kegiatan;Tanggal;Kode desa;Sumber dana;Anggaran;Realisasi;"
    "Peserta L;Peserta P;Jumlah peserta;Hasil"
)
COMPLETE = "Kelas;III;Jenis III;05/03/2026;35.04.14.2011;Dana desa;1.000.000;900.000;2;3;5;Baik"


def test_complete_drafts_are_sent_together(listed, officer):
    batch = stored(listed(COMPLETE, "Lain;I;;06/03/2026;35.04.14.2011;;;;;;;", header=FULL), officer)
    complete, open_ = drafts_of(batch, officer)
    assert complete.activity_villages.get().counts.get().category == Category.UNDETAILED

    sent, refused = send_drafts(activities=[complete, open_], by=officer, confirmed=True)
    assert (sent, [activity for activity, _why in refused]) == (1, [open_])
    assert list(Activity.objects.counted()) == [complete]


def test_an_amount_without_its_source_is_not_sent(listed, officer):
    batch = stored(listed(COMPLETE.replace("Dana desa", ""), header=FULL), officer)
    _sent, refused = send_drafts(activities=drafts_of(batch, officer), by=officer, confirmed=True)
    assert "funding source" in refused[0][1]


@pytest.mark.parametrize(
    ("line", "fate", "kind"),
    [
        (COMPLETE.replace("Dana desa", "APBDes"), "accept_corrected", "code_mapped"),
        (COMPLETE.replace(";5;", ";6;"), "review", "sum_mismatch"),
        (COMPLETE.replace(";5;", ";4;"), "refuse", "sum_mismatch"),
        (COMPLETE.replace(";2;3;5;", ";;3;5;"), "review", "value_missing"),
        (COMPLETE.replace(";2;3;5;", ";;;5;"), "accept_corrected", "sex_not_said"),
        (COMPLETE.replace(";2;", ";1.2;"), "refuse", "not_a_whole_number"),
        (COMPLETE.replace("Jenis III", "Jenis lain sama sekali"), "incomplete", "type_unknown"),
        (COMPLETE.replace("Jenis III", "Jeniss III"), "review", "type_similar"),
        (COMPLETE.replace("Jenis III", "Jenis II"), "review", "type_similar"),
        (COMPLETE.replace(";III;", ";V;"), "refuse", "code_unknown"),
        (COMPLETE.replace("Dana desa", "APBD"), "review", "code_unknown"),
        (COMPLETE.replace("05/03/2026", "2026"), "refuse", "date_incomplete"),
        (COMPLETE.replace("05/03/2026", "April 2026"), "review", "date_incomplete"),
        (COMPLETE.replace("05/03/2026", ""), "refuse", "value_missing"),
        (COMPLETE.replace("Kelas;", ";"), "refuse", "value_missing"),
        (COMPLETE.replace("35.04.14.2011", "52.03.01.2001"), "refuse", "village_out_of_scope"),
        (COMPLETE.replace("35.04.14.2011", ""), "refuse", "village_missing"),
        (
            COMPLETE.replace("35.04.14.2011", "35.04.14.2011, 35.04.14.2016"),
            "review",
            "counts_of_several_villages",
        ),
    ],
)  # fmt: skip
def test_what_is_asked_about_a_row(line, fate, kind, listed):
    row = listed(line, header=FULL).rows.get(number=2)
    assert row.fate == fate, row.notes
    assert kind in [note["kind"] for note in row.notes]


def test_a_village_officer_brings_only_the_own_village(listed, village_officer):
    batch = listed(OTHER, GOOD, by=village_officer)
    assert fates(batch)[2] == "accept"
    assert fates(batch)[3] == "refuse"


@pytest.mark.parametrize(
    "written", ["II", "2", "Pilar II", "II. Usaha Produktif", "usaha produktif", "Productive Enterprise"]
)
def test_pillars_in_the_words_of_offices(written, listed):
    batch = listed(GOOD.replace(";II;", f";{written};"))
    assert values_of(batch, 2)["pillar"] == 2


@pytest.mark.parametrize(
    "written",
    [
        "35.04.14.2011|35.04.14.2016",
        "35.04.14.2011, 35.04.14.2016",
        "3504142011 & 3504142016",
        "35,04,14,2011 | 35,04,14,2016",
        "35.04.14.2011|35.04.14.2016|35.04.14.2011",
    ],
)
def test_several_villages_of_one_cell(written, listed):
    batch = listed(GOOD.replace("35.04.14.2011|35.04.14.2016", written))
    assert values_of(batch, 2)["villages"] == ["35.04.14.2011", "35.04.14.2016"]


def test_villages_by_name(listed):
    batch = listed("Rapat;I;2024-03-05;Tunggangri dan Betak;", header="nama;pilar;tanggal;desa;anggaran")
    assert values_of(batch, 2)["villages"] == ["35.04.14.2011", "35.04.14.2016"]
    assert values_of(batch, 2)["village"] == "Tunggangri, Betak"


def test_a_village_for_all_rows(listed, officer, places):
    batch = listed("Rapat;I;2024-03-05", header="nama;pilar;tanggal", village=places["betak"])
    stored(batch, officer)
    assert Activity.objects.get().villages.get() == places["betak"]


def test_the_same_list_again_adds_nothing(listed, officer):
    stored(listed(GOOD, OTHER, COMPLETE_WITHOUT_CODE), officer)
    again = listed(COMPLETE_WITHOUT_CODE, OTHER, GOOD)
    assert {fate for number, fate in fates(again).items() if number > 1} == {"ignore"}
    assert kinds_of_notes(again, 2) == ["known_already"]


COMPLETE_WITHOUT_CODE = ";Rapat koperasi;IV;2024-05-05;2024-05-05;35.04.14.2011;100.000"


def test_what_differs_is_shown_and_changed_only_when_taken(listed, officer):
    stored(listed(GOOD, OTHER), officer)
    later = OTHER.replace("5000000", "6000000").replace("2024-03-05;35", "2024-03-06;35")
    batch = listed(later)
    row = batch.rows.get(number=2)
    said = " ".join(note["text"] for note in row.notes)
    assert (row.fate, row.is_takeable) == ("review", True)
    assert "5,000,000" in said
    assert "6,000,000" in said
    assert "6 Mar 2024" in said

    stored(batch, officer, taking=[2])
    activity = Activity.objects.get(list_code="K-02")
    assert (activity.funding_lines.get().plan, activity.end_on.day) == (6_000_000, 6)
    undo_batch(batch=batch, by=officer)
    activity.refresh_from_db()
    assert (activity.funding_lines.get().plan, activity.end_on.day) == (5_000_000, 5)


def test_nothing_said_erases_nothing(listed, officer, sent, saved):
    stored(listed(COMPLETE, header=FULL), officer)
    before = stored_data(Activity.objects.get())
    batch = listed("Kelas;III;;05/03/2026;35.04.14.2011;;;;;;;Sangat baik", header=FULL)
    stored(batch, officer, taking=[2])
    after = stored_data(Activity.objects.get())
    assert after.result == "Sangat baik"
    after.result = before.result
    assert after == before


def test_the_code_may_be_used_again_in_another_budget_year(listed, officer):
    stored(listed(OTHER), officer)
    stored(listed(OTHER.replace("2024-", "2025-")), officer)
    assert Activity.objects.filter(list_code="K-02").count() == 2


def test_codes_of_one_list_twice(listed):
    batch = listed(GOOD, OTHER, GOOD, OTHER.replace("5000000", "1"))
    assert fates(batch) | {1: ""} == {1: "", 2: "accept", 3: "review", 4: "ignore", 5: "review"}
    assert "Row 5" in batch.rows.get(number=3).notes[-1]["text"]
    assert "Row 3" in batch.rows.get(number=5).notes[-1]["text"]


def test_only_one_of_two_rows_about_one_activity_is_stored(listed, officer):
    batch = stored(listed(OTHER, OTHER.replace("5000000", "1")), officer, taking=[2, 3])
    assert Activity.objects.count() == 1
    assert (batch.rows.get(number=3).outcome, batch.rows.get(number=3).fate) == ("", "review")


def test_something_much_alike_entered_by_hand_is_asked_about(listed, saved):
    saved(start_on=datetime.date(2024, 3, 4), budget_year=2024)
    batch = listed(OTHER)
    assert (fates(batch)[2], kinds_of_notes(batch, 2)) == ("review", ["activity_similar"])


def test_a_verified_activity_is_not_changed(listed, officer, reviewer):
    batch = stored(listed(COMPLETE, header=FULL), officer)
    activity = drafts_of(batch, officer).get()
    verify_activity(activity=send_activity(activity=activity, by=officer, confirmed=True), by=reviewer)
    row = listed(COMPLETE.replace("Baik", "Lain"), header=FULL).rows.get(number=2)
    assert (row.fate, row.is_takeable) == ("review", False)
    assert "Verified" in row.notes[-1]["text"]


def test_a_code_of_another_village_tells_nothing(listed, officer, village_officer):
    stored(listed("K-9;Rahasia;I;2024-03-05;2024-03-05;35.04.14.2016;1000000", by=officer), officer)
    row = listed(OTHER.replace("K-02", "k-9"), by=village_officer).rows.get(number=2)
    assert (row.fate, row.is_takeable) == ("review", False)
    assert "Rahasia" not in str(row.notes)


def test_the_same_code_in_another_regency_is_another_activity(listed, officer, stranger):
    stored(listed(OTHER), officer)
    far = OTHER.replace("35.04.14.2011", "52.03.01.2001")
    stored(listed(far, by=stranger), stranger)
    assert Activity.objects.filter(list_code="K-02").count() == 2


@pytest.fixture
def closed_2024(db, reviewer):
    period = ReportingPeriod.objects.create(
        year=2024,
        quarter=1,
        starts_on=datetime.date(2024, 1, 1),
        ends_on=datetime.date(2024, 3, 31),
        due_on=datetime.date(2024, 4, 10),
    )
    return close_period(period=period, by=reviewer)


def test_a_closed_quarter_holds_the_row(listed, officer, closed_2024):
    row = listed(OTHER).rows.get(number=2)
    assert (row.fate, row.is_takeable) == ("review", False)
    assert "was closed on" in row.notes[-1]["text"]


def test_a_quarter_closed_meanwhile_holds_the_row_too(listed, officer, request):
    batch = listed(OTHER, COMPLETE_WITHOUT_CODE)
    request.getfixturevalue("closed_2024")
    batch = stored(batch, officer)
    row = batch.rows.get(number=2)
    assert (row.outcome, row.fate) == ("", "review")
    assert "was closed on" in row.notes[-1]["text"]
    assert Activity.objects.count() == 1


@pytest.mark.parametrize("used", ["edit", "sent", "named", "closed"])
def test_undo_says_what_stands_against_it(used, listed, officer, registered, request):
    batch = stored(listed(COMPLETE, header=FULL), officer)
    activity = drafts_of(batch, officer).get()
    if used == "edit":
        save_activity(data=stored_data(activity), by=officer, activity=activity)
    elif used == "sent":
        send_activity(activity=activity, by=officer, confirmed=True)
    elif used == "named":
        add_people(activity=activity, people=[registered("SITI")], by=officer)
    else:
        Activity.objects.update(start_on="2024-02-01", end_on="2024-02-01")
        request.getfixturevalue("closed_2024")
    assert len(standing_against(batch)) == 1
    with pytest.raises(Refused, match="Row 2"):
        undo_batch(batch=batch, by=officer)
    assert Activity.objects.exists()


def test_undo_leaves_nothing_behind(listed, officer):
    batch = stored(listed(GOOD, OTHER), officer)
    undo_batch(batch=batch, by=officer)
    assert not Activity.objects.exists()
    assert stored(listed(GOOD, OTHER), officer).state == "stored"


def test_rows_lead_to_what_they_became_as_far_as_one_may_see(listed, officer, stranger):
    batch = stored(listed(GOOD), officer)
    rows = list(batch.rows.all())
    address = Activity.objects.get().get_absolute_url()
    assert KINDS[KIND].links(rows, officer) == {rows[1].record: address}
    assert KINDS[KIND].links(rows, stranger) == {}


def test_an_activity_cannot_be_moved_onto_the_code_of_another(listed, officer):
    stored(listed(OTHER), officer)
    stored(listed(OTHER.replace("2024-", "2025-")), officer)
    newer = Activity.objects.get(budget_year=2025)
    data = stored_data(newer)
    data.budget_year = 2024
    with pytest.raises(Refused, match="K-02"):
        save_activity(data=data, by=officer, activity=newer)


def test_two_sources_are_two_lines_of_one_activity_and_go_again(pillars, officer):
    factories.village("35.04.14.2016", "Betak")
    batch = stored(case(KIND, "O28_dua_sumber.csv", officer), officer)
    activity = Activity.objects.get(list_code="B-01")
    assert sorted(activity.funding_lines.values_list("plan", "actual")) == [
        (6_000_000, 6_000_000),
        (18_000_000, 17_500_000),
    ]
    assert standing_against(batch) == []
    undo_batch(batch=batch, by=officer)
    assert not Activity.objects.exists()


def test_a_village_outside_the_programme_is_asked_about_as_by_form(listed, officer, places):
    """Case O48: the question of the form, for the days of the row."""
    left = datetime.date(2026, 6, 30)
    factories.MembershipFactory(village=places["betak"], valid_from=datetime.date(2019, 1, 1), valid_to=left)
    header = "nama;pilar;mulai;selesai;kode_desa"
    batch = listed(
        "Kelas;I;2026-11-10;2026-11-10;35.04.14.2016",
        "Kursus;I;2026-06-30;2026-06-30;35.04.14.2016",
        "Pelatihan;I;2026-06-20;2026-07-05;35.04.14.2016",
        "Rapat;I;2026-11-10;2026-11-10;35.04.14.2011",
        header=header,
    )
    asked = {
        row.number for row in batch.rows.all() if "outside_programme" in kinds_of_notes(batch, row.number)
    }
    assert asked == {2, 4}
    assert batch.rows.filter(number__in=asked, fate="review", is_takeable=True).count() == 2
