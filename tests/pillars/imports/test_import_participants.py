"""Lists of participants (case O16): people found or registered, attendances, what is asked, the way back."""

import datetime
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from desmigratif.ui.refusals import Refused
from pillars.choices import Category
from pillars.imports.services import KINDS, standing_against, undo_batch
from pillars.models import Activity, Attendance, HeadCount
from pillars.services import (
    FundingData,
    import_participants,
    save_activity,
    send_activity,
    stored_data,
    verify_activity,
)
from pillars.services.attendances import add_people
from pillars.services.import_activities import drafts_of
from pillars.services.tallies import differences
from tests.importing import checked, expected, fates, kinds_of_notes, stored
from tests.sheets import CASES
from villages.models import Beneficiary, ListedPerson, Residence
from villages.people import nik

KIND = "participants"
HEADER = "kode_kegiatan;nik;nama;jk;kode_desa_asal"
SULASTRI = "K-01;3504145703859801;SULASTRI;P;35.04.14.2011"
BAMBANG = "K-01;3504141203889803;BAMBANG;L;35.04.14.2016"
SITI = "K-01;3504145701799804;SITI;P;35.04.14.2017"
NOBODY = "K-01;;MUJIATI;P;35.04.14.2011"
AFTER = json.loads((CASES / "O16_peserta.expect.json").read_text())["after"]


@pytest.fixture
def activities(pillars, places, officer):
    """The three activities of the case, as drafts from its list."""
    return stored(checked("activities", (CASES / "O16_kegiatan.csv").read_bytes(), officer), officer)


@pytest.fixture
def listed(activities, officer):
    def make(*lines, by=None, header=HEADER, **fields):
        return checked(KIND, "\n".join([header, *lines]), by or officer, **fields)

    return make


@pytest.fixture
def o16(activities, officer):
    """Both lists of the case through the importer; what they do not say is filled in and sent."""
    batch = checked(KIND, (CASES / "O16_peserta.csv").read_bytes(), officer, name="O16_peserta.csv")
    batch = stored(batch, officer)
    for activity in drafts_of(activities, officer):
        data = stored_data(activity)
        data.type, data.result = data.pillar.types.first(), "Selesai."
        data.lines = [FundingData(source="apbn", plan=line.plan, actual=line.plan) for line in data.lines]
        save_activity(data=data, by=officer, activity=activity)
        send_activity(activity=activity, by=officer, confirmed=True)
    return batch


def test_case_o16_ends_at_its_numbers(o16, places):
    counted = Activity.objects.counted()
    of = {
        year: counted.running_between(datetime.date(year, 1, 1), datetime.date(year, 12, 31))
        for year in (2023, 2024)
    }
    assert counted.count() == AFTER["activities"]
    assert of[2023].count() == AFTER["activities_counted_in_2023"]
    assert of[2024].count() == AFTER["activities_counted_in_2024"]
    assert Attendance.objects.count() == AFTER["participations"] == counted.totals()["head_count"]
    assert counted.people() == AFTER["unique_persons"] == Beneficiary.objects.count()
    assert of[2023].people() == AFTER["unique_persons_2023"]
    assert of[2024].people() == AFTER["unique_persons_2024"]
    assert Beneficiary.objects.filter(sex="female").count() == AFTER["unique_women"]
    assert Beneficiary.objects.filter(sex="male").count() == AFTER["unique_men"]
    assert counted.totals()["plan"] == AFTER["budget_total"]
    per_village = {place.area_id: place.activities.count() for place in places.values()}
    assert per_village == AFTER["per_village_activities"] | {places["far"].area_id: 0}
    assert differences() == []


def test_every_row_of_o16_is_ready_and_becomes_an_attendance(o16):
    assert {row.fate for row in o16.rows.filter(number__gt=1)} <= {"accept", "accept_corrected"}
    assert o16.rows.exclude(outcome="").count() == 9
    assert kinds_of_notes(o16, 7) == ["place_of_activity"]
    assert ListedPerson.objects.filter(row__batch=o16).count() == 4


def test_people_are_registered_as_by_hand(listed, officer, places):
    stored(listed(SULASTRI, NOBODY), officer)
    person = Beneficiary.objects.get(full_name="SULASTRI")
    assert (person.sex, person.village) == ("female", places["tunggangri"])
    assert nik.decrypt(person.nik_sealed).endswith("9801")
    assert Residence.objects.count() == Beneficiary.objects.count() == 2
    attendance = Attendance.objects.get(beneficiary=person)
    assert (attendance.category, attendance.added_by) == (Category.OTHER, officer)


def test_known_people_are_found_by_nik_and_by_name(listed, officer, registered):
    by_nik = registered("Sulastri", sex="female", nik="3504145703859801")
    by_name = registered("Mujiati", sex="female")
    batch = listed(SULASTRI, NOBODY)
    assert fates(batch) | {1: ""} == {1: "", 2: "accept", 3: "accept"}
    stored(batch, officer)
    assert set(Attendance.objects.values_list("beneficiary", flat=True)) == {by_nik.pk, by_name.pk}
    assert Beneficiary.objects.count() == 2


def test_somebody_new_without_nik_attends_several_activities_as_one(listed, officer):
    stored(listed(NOBODY, NOBODY.replace("K-01", "K-02")), officer)
    assert (Beneficiary.objects.count(), Attendance.objects.count()) == (1, 2)


def test_the_same_list_again_adds_nothing(listed, officer):
    stored(listed(SULASTRI, BAMBANG, NOBODY), officer)
    again = listed(NOBODY, BAMBANG, SULASTRI)
    assert [fates(again)[number] for number in (2, 3, 4)] == ["ignore"] * 3


ASKED = [
    ([SULASTRI.replace("K-01", "K-77")], ["refuse"], "activity_unknown"),
    ([SULASTRI.replace("K-01", "")], ["refuse"], "value_missing"),
    ([SULASTRI.replace("3504145703859801", "123")], ["refuse"], "nik_length"),
    ([SULASTRI.replace("SULASTRI", "123")], ["refuse"], "name_invalid"),
    ([SULASTRI.replace(";P;", ";L;")], ["review"], "nik_sex_mismatch"),
    ([SULASTRI.replace("35.04.14.2011", "52.03.01.2001")], ["refuse"], "village_out_of_scope"),
    ([SITI], ["review"], "place_missing"),
    ([NOBODY], ["incomplete"], "nik_missing"),
    ([SULASTRI, SULASTRI], ["accept", "ignore"], "duplicate_row_same_content"),
    ([SULASTRI, SULASTRI.replace(";P;", ";;")], ["review", "review"], "participant_twice_in_file"),
    (
        [SULASTRI, SULASTRI.replace("K-01;", "K-02;").replace("SULASTRI", "PAIRIN")],
        ["review", "review"],
        "nik_duplicate_in_file",
    ),
]


def test_what_is_asked_about_a_row(listed, apart):
    for lines, fates_, kind in ASKED:
        with apart(lines=lines):
            batch = listed(*lines)
            found = [fates(batch)[number] for number in range(2, 2 + len(lines))]
            assert (found, kind in kinds_of_notes(batch, 1 + len(lines))) == (fates_, True)


def test_a_column_says_in_which_village_somebody_took_part(listed, officer, places):
    header = f"{HEADER};desa_kegiatan"
    stored(listed(f"{SITI};35.04.14.2016", header=header), officer)
    attendance = Attendance.objects.get()
    assert (attendance.activity_village.village, attendance.home) == (places["betak"], places["pagersari"])
    row = listed(f"{BAMBANG};35.04.14.2017", header=header).rows.get(number=2)
    assert (row.fate, row.is_takeable) == ("review", False)


def test_somebody_registered_elsewhere_is_held_and_not_told(listed, registered, stranger):
    registered("SITI RAHASIA", "far", by=stranger, nik="3504145703859801")
    row = listed(SULASTRI).rows.get(number=2)
    assert (row.fate, row.is_takeable) == ("review", False)
    assert "RAHASIA" not in str(row.notes)
    assert "transfer" in row.notes[-1]["text"]


def test_a_restricted_person_is_neither_named_nor_added(listed, registered):
    registered("Sulastri Rahasia", sex="female", nik="3504145703859801")
    registered("Mujiati", sex="female")
    Beneficiary.objects.update(is_restricted=True)
    batch = listed(SULASTRI, NOBODY)
    assert [fates(batch)[number] for number in (2, 3)] == ["review", "review"]
    assert "Rahasia" not in str(list(batch.rows.values_list("notes", flat=True)))
    assert "Mujiati" not in str(list(batch.rows.values_list("notes", flat=True)))


def test_a_nik_under_another_name_is_asked_about(listed, officer, registered):
    person = registered("Kusnadi", sex="female", nik="3504145703859801")
    batch = listed(SULASTRI)
    assert (fates(batch)[2], kinds_of_notes(batch, 2)) == ("review", ["nik_of_another_name"])
    stored(batch, officer, taking=[2])
    assert Attendance.objects.get().beneficiary == person


def test_somebody_much_alike_is_taken_as_another_only_by_decision(listed, officer, registered):
    registered("Mujiyati", sex="female")
    batch = listed(NOBODY, SULASTRI)
    assert (fates(batch)[2], kinds_of_notes(batch, 2)[0]) == ("review", "possible_same_person")
    stored(batch, officer, taking=[2])
    assert Beneficiary.objects.filter(full_name="MUJIATI").exists()


def test_several_of_one_name_need_a_nik(listed, registered):
    registered("Mujiati", sex="female")
    Beneficiary.objects.create(
        full_name="MUJIATI",
        name_key="mujiati",
        village=Beneficiary.objects.get().village,
        created_by=Beneficiary.objects.get().created_by,
    )
    row = listed(NOBODY).rows.get(number=2)
    assert (row.fate, row.is_takeable) == ("review", False)


def test_codes_of_several_years_need_the_year(listed, officer):
    stored(
        checked(
            "activities", "kode;nama;pilar;tanggal;kode desa\nK-01;Lain;I;2025-01-05;35.04.14.2011", officer
        ),
        officer,
    )
    assert kinds_of_notes(listed(SULASTRI), 2) == ["activity_ambiguous"]
    batch = listed(f"{SULASTRI};2025", header=f"{HEADER};tahun")
    stored(batch, officer)
    assert Attendance.objects.get().activity.budget_year == 2025


def test_an_activity_is_found_by_its_number_too(listed, officer):
    activity = Activity.objects.get(list_code="K-01")
    stored(listed(SULASTRI.replace("K-01", f"No. {activity.pk}")), officer)
    assert Attendance.objects.get().activity == activity


def test_typed_head_counts_give_way_and_come_back(listed, officer, places):
    activity = Activity.objects.get(list_code="K-02")
    data = stored_data(activity)
    data.villages[0].counts = {Category.RETURNED: (4, 6, None)}
    save_activity(data=data, by=officer, activity=activity)
    batch = listed(SULASTRI.replace("K-01", "K-02"))
    assert "counts_replaced" in kinds_of_notes(batch, 2)
    batch = stored(batch, officer)
    assert [count.total for count in HeadCount.objects.all()] == [1]

    undo_batch(batch=batch, by=officer)
    count = HeadCount.objects.get()
    assert (count.category, count.male, count.female, count.unknown) == ("returned", 4, 6, None)


def test_a_verified_activity_takes_nobody(listed, o16, officer, reviewer):
    activity = Activity.objects.get(list_code="K-01")
    verify_activity(activity=activity, by=reviewer)
    row = listed(NOBODY).rows.get(number=2)
    assert (row.fate, row.is_takeable) == ("review", False)
    assert "Verified" in row.notes[-1]["text"]


def test_an_activity_sent_meanwhile_holds_its_rows_and_registers_nobody(listed, officer, request):
    batch = listed(SULASTRI, NOBODY.replace("K-01", "K-02"))
    request.getfixturevalue("sent_k01")
    batch = stored(batch, officer)
    row = batch.rows.get(number=2)
    assert (row.fate, row.outcome, hasattr(row, "listed_person")) == ("review", "", False)
    assert "can no longer be changed" in row.notes[-1]["text"]
    assert list(Beneficiary.objects.values_list("full_name", flat=True)) == ["MUJIATI"]


def test_activities_of_another_regency_are_unknown(listed, stranger):
    row = listed("K-01;;SAHRUL;L;52.03.01.2001", by=stranger).rows.get(number=2)
    assert (row.fate, row.notes[-1]["kind"]) == ("refuse", "activity_unknown")


def test_undo_leaves_nothing_behind_but_known_people(listed, officer, registered):
    known = registered("Sulastri", sex="female", nik="3504145703859801")
    batch = stored(listed(SULASTRI, BAMBANG, NOBODY), officer)
    undo_batch(batch=batch, by=officer)
    assert list(Beneficiary.objects.all()) == [known]
    assert not Attendance.objects.exists()
    assert not HeadCount.objects.exists()
    assert stored(listed(SULASTRI, BAMBANG, NOBODY), officer).rows.exclude(outcome="").count() == 3


@pytest.mark.parametrize("used", ["sent", "other activity", "edit"])
def test_undo_says_what_stands_against_it(used, listed, officer, request):
    batch = stored(listed(SULASTRI), officer)
    person = Beneficiary.objects.get()
    if used == "sent":
        request.getfixturevalue("sent_k01")
    elif used == "other activity":
        add_people(activity=Activity.objects.get(list_code="K-02"), people=[person], by=officer)
    else:
        Beneficiary.objects.update(version=2)
    assert len(standing_against(batch)) == 1
    with pytest.raises(Refused):
        undo_batch(batch=batch, by=officer)
    assert Attendance.objects.exists()


@pytest.fixture
def sent_k01(officer):
    activity = Activity.objects.get(list_code="K-01")
    data = stored_data(activity)
    data.type, data.result = data.pillar.types.first(), "Selesai."
    data.lines = [FundingData(source="apbn", plan=1, actual=1)]
    for row in data.villages:
        row.is_nil = not row.counts
    save_activity(data=data, by=officer, activity=activity)
    return send_activity(activity=activity, by=officer, confirmed=True)


def test_rows_lead_to_people_as_far_as_one_may_see(listed, officer, stranger, province_reader):
    batch = stored(listed(SULASTRI), officer)
    row = batch.rows.get(number=2)
    links = KINDS[KIND].links
    assert links([row], officer) == {row.record: Beneficiary.objects.get().get_absolute_url()}
    assert links([row], stranger) == {}


def test_sums_move_once_for_all_rows_of_a_slice(listed, officer, monkeypatch):
    calls = []
    real = import_participants.add_people_to_each
    monkeypatch.setattr(
        import_participants, "add_people_to_each", lambda **said: calls.append(said) or real(**said)
    )
    stored(listed(SULASTRI, NOBODY, BAMBANG, SULASTRI.replace("K-01", "K-02")), officer)
    assert len(calls) == 1


def test_a_nik_is_enough_for_whom_the_register_has(officer, pillars, places):
    """Case O41: name and village come from the register; who is not there needs them in the row."""
    stored(checked("beneficiaries", (CASES / "O40_terdaftar.csv").read_text(), officer), officer)
    activity = "kode;nama;pilar;tanggal;kode desa\nH-01;Pelatihan;II;2026-02-05;35.04.14.2011"
    stored(checked("activities", activity, officer), officer)
    batch = checked("participants", (CASES / "O41_hadir_nik.csv").read_text(), officer)
    found = fates(batch)
    for number, allowed in expected("O41_hadir_nik").items():
        assert found[number] in allowed, number
    assert kinds_of_notes(batch, 5) == ["person_unknown"]
    stored(batch, officer)
    people = Attendance.objects.values_list("beneficiary__full_name", flat=True)
    assert sorted(people) == ["NURUL HIDAYAH", "SITI AMINAH", "SRI WAHYUNI"]


def test_a_list_without_nik_and_name_is_asked_for_them(officer, pillars, places, client):
    client.force_login(officer)
    file = SimpleUploadedFile("hadir.csv", b"kode kegiatan;kode desa\nH-01;35.04.14.2011")
    page = client.post(reverse("pillars:import-list"), {"kind": "participants", "file": file}, follow=True)
    address = page.redirect_chain[-1][0]
    form = page.context["form"]
    data = {name: form[name].value() or "" for name in form.fields} | {"sheet": "CSV"}
    assert "column_full_name" in client.post(address, data).context["form"].errors
