"""Taking a list back: what stands against it is named row by row, and the others go all the same."""

import datetime

import pytest
from django.db import connection
from django.urls import reverse

from desmigratif.ui.refusals import Refused
from pillars.imports.services import standing_against, undo_batch
from pillars.models import Activity, Attendance
from pillars.services.attendances import add_people
from tests.importing import checked, stored
from tests.pillars.imports.test_import_promises import close_first_quarter
from villages.lists.services import import_storing
from villages.models import Beneficiary, ImportRow
from villages.people.services.beneficiaries import restrict_beneficiary

PEOPLE = """NIK;Nama Lengkap;L/P;Kode Desa;Status
3504144605839330;SITI AMINAH;P;35.04.14.2011;PMI
3504140807919331;KHOIRUL ANAM;L;35.04.14.2016;CPMI
3504145703859801;SULASTRI;P;35.04.14.2017;CPMI"""
ACTIVITIES = """kode;nama;pilar;tanggal;kode desa
K-01;Pelatihan batik;II;2026-04-05;35.04.14.2011
K-02;Rapat;I;2026-02-06;35.04.14.2011"""
PARTICIPANTS = """kode kegiatan;NIK;nama;JK;kode desa
K-01;3504145703859801;SULASTRI;P;35.04.14.2011
K-02;3504145703859801;SULASTRI;P;35.04.14.2011
K-01;3504141203889803;BAMBANG;L;35.04.14.2011"""


@pytest.fixture
def undo(client, officer):
    client.force_login(officer)

    def press(batch, **data):
        address = reverse("pillars:import-undo", args=[batch.number])
        return " ".join(client.post(address, data, follow=True).content.decode().split())

    return press


def test_one_used_row_is_named_and_the_others_are_taken_back(places, officer, saved, undo, client):
    batch = stored(checked("beneficiaries", PEOPLE, officer), officer)
    add_people(activity=saved(), people=[Beneficiary.objects.get(full_name="SITI AMINAH")], by=officer)
    assert standing_against(batch) == ["Row 2: SITI AMINAH took part in an activity."]
    with pytest.raises(Refused, match="Row 2: SITI AMINAH"):
        undo_batch(batch=batch, by=officer)
    assert "Undo the other 2 rows" in client.get(batch.get_absolute_url()).content.decode()

    page = undo(batch, keep="used")
    assert "except what has since been used" in page
    assert "Taken back: 2" in page
    assert "Added: 1" in page
    assert Beneficiary.objects.get().full_name == "SITI AMINAH"
    again = checked("beneficiaries", PEOPLE, officer)
    assert again.rows.storable().count() == 2


def test_nothing_left_to_take_back_is_refused(places, officer, undo):
    batch = stored(checked("beneficiaries", PEOPLE, officer), officer)
    Beneficiary.objects.update(version=9)
    assert "can no longer be undone" in undo(batch, keep="used")
    assert Beneficiary.objects.count() == 3


def test_a_restricted_person_is_not_named(places, officer):
    batch = stored(checked("beneficiaries", PEOPLE, officer), officer)
    person = Beneficiary.objects.get(full_name="SULASTRI")
    restrict_beneficiary(beneficiary=person, is_restricted=True, reason="atas permintaan", by=officer)
    [said] = standing_against(batch)
    assert said.startswith("Row 4: ")
    assert "SULASTRI" not in said


def test_participants_of_a_closed_quarter_stay(pillars, places, officer, reviewer, undo):
    stored(checked("activities", ACTIVITIES, officer), officer)
    batch = stored(checked("participants", PARTICIPANTS, officer), officer)
    assert Attendance.objects.count() == 3
    close_first_quarter(reviewer)
    said = standing_against(batch)
    # Somebody who was registered by the list and stays at one activity stays registered.
    assert [one.split(":")[0] for one in said] == ["Row 2", "Row 3"]
    undo(batch, keep="used")
    assert {person.full_name for person in Beneficiary.objects.all()} == {"SULASTRI"}
    assert Attendance.objects.count() == 2


def test_a_changed_activity_stays_and_the_others_go(pillars, places, officer, undo):
    batch = stored(checked("activities", ACTIVITIES, officer), officer)
    Activity.objects.filter(title="Rapat").update(version=7)
    assert [one.split(":")[0] for one in standing_against(batch)] == ["Row 3"]
    undo(batch, keep="used")
    assert Activity.objects.get().title == "Rapat"
    assert Activity.objects.get().start_on == datetime.date(2026, 2, 6)


def test_all_or_nothing_of_a_long_list_is_taken_back_in_slices(places, officer, registered, monkeypatch):
    """A long list does not stop everybody else for as long as it takes; nothing of it stays all the same."""
    monkeypatch.setattr(import_storing, "LARGE", 1)
    monkeypatch.setattr(import_storing, "CHUNK", 1)
    pauses, outside = [], len(connection.savepoint_ids)
    monkeypatch.setattr(import_storing, "let_others_in", lambda: pauses.append(len(connection.savepoint_ids)))
    batch = checked("beneficiaries", PEOPLE, officer)
    known = registered("SULASTRI", "pagersari", nik="3504145703859801", sex="female")
    batch = stored(batch, officer, choice="all")
    assert (batch.state, batch.progress) == ("checked", 0)
    assert "row 4" in batch.message
    # Each slice is a transaction of its own, and others are let in after it.
    assert pauses == [outside] * 2
    assert list(Beneficiary.objects.all()) == [known]

    known.delete()
    ImportRow.objects.filter(number=4).update(fate="accept")
    batch = stored(batch, officer, choice="all")
    assert (batch.state, Beneficiary.objects.count()) == ("stored", 3)
    assert not batch.rows.exclude(sealed="").filter(outcome="created").exists()
