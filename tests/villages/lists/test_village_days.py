"""Villages of another time in lists of people (case O29): former codes lead on, ended ones are asked."""

import datetime

import pytest
from django.urls import reverse

from desmigratif.ui.refusals import Refused
from pillars.people.services.beneficiaries import ask_transfer, decide_transfer
from tests import factories
from tests.importing import checked, kinds_of_notes, stored
from villages.models import Area, AreaChange, Beneficiary, Village

ENDED = datetime.date(2023, 3, 31)
HEADER = "NIK;Nama Lengkap;L/P;Kode Desa;Status;Tanggal Status"


@pytest.fixture
def changed(places):
    """Pagersari was merged into Betak; Tunggangri got a new code and a village of its own began in 2022."""
    Area.objects.filter(pk="35.04.14.2017").update(valid_to=ENDED)
    AreaChange.objects.create(
        kind="merged", effective_on=ENDED, old_id="35.04.14.2017", new_id="35.04.14.2016", source="x"
    )
    factories.area("35.04.14.2099", "Tunggangri")
    Area.objects.filter(pk="35.04.14.2099").update(valid_to=ENDED)
    AreaChange.objects.create(
        kind="recoded", effective_on=ENDED, old_id="35.04.14.2099", new_id="35.04.14.2011", source="x"
    )
    Area.objects.filter(pk="35.04.14.2016").update(valid_from=datetime.date(2022, 10, 1))


def row(village, day="01/02/2025", nik="3504144605839330"):
    return f"{HEADER}\n{nik};SITI AMINAH;P;{village};PMI;{day}"


@pytest.mark.parametrize("day", ["01/02/2020", "01/02/2025", ""])
def test_a_former_code_is_the_village_of_today(day, changed, officer):
    batch = checked("beneficiaries", row("35.04.14.2099", day), officer)
    assert batch.rows.get(number=2).fate == "accept_corrected"
    assert kinds_of_notes(batch, 2)[0] == "village_recoded"
    stored(batch, officer)
    assert Beneficiary.objects.get().village.area_id == "35.04.14.2011"


@pytest.mark.parametrize("village", ["35.04.14.2017", "Pagersari"])
def test_nobody_is_stored_in_a_village_that_ended(village, changed, officer):
    content = row(village) if village[0] == "3" else row(village).replace("Kode Desa", "Desa")
    batch = checked("beneficiaries", content, officer)
    held = batch.rows.get(number=2)
    assert (held.fate, held.is_takeable) == ("review", False)
    note = next(note for note in held.notes if note["kind"] == "village_ended")
    assert "Betak (35.04.14.2016)" in note["text"]


def test_a_village_that_did_not_exist_yet_is_asked_about(changed, officer):
    batch = checked("beneficiaries", row("35.04.14.2016", "01/02/2020"), officer)
    assert "village_not_yet_existing" in kinds_of_notes(batch, 2)
    assert batch.rows.get(number=2).is_takeable
    later = checked("beneficiaries", row("35.04.14.2016", "01/02/2024"), officer)
    assert later.rows.get(number=2).fate == "accept"


def test_participants_live_in_villages_of_today(changed, pillars, officer):
    activity = "kode;nama;pilar;tanggal;kode desa\nK-01;Rapat;I;2026-02-06;35.04.14.2011"
    stored(checked("activities", activity, officer), officer)
    content = "kode kegiatan;NIK;nama;JK;kode desa\nK-01;3504144605839330;SITI AMINAH;P;35.04.14.2017"
    batch = checked("participants", content, officer)
    assert "village_ended" in kinds_of_notes(batch, 2)
    assert not batch.rows.get(number=2).is_takeable


def test_forms_take_nobody_into_a_village_that_ended_or_was_not_there(client, changed, registered, officer):
    """The form of a person, a move, a transfer: what they offer and what they take when a page is stale."""
    client.force_login(officer)
    create = reverse("pillars:beneficiary-create")
    page = client.get(create, {"village": "35.04.14.2017"}).content.decode()
    assert 'value="35.04.14.2017"' not in page
    assert '<option value="35.04.14.2016" selected>' in page
    said = {"full_name": "Slamet", "sex": "male", "is_without_nik": "on", "education": "unknown"}
    page = client.post(create, said | {"village": "35.04.14.2017"}).content.decode()
    assert "existed until 31/03/2023 and went on as Betak (35.04.14.2016)" in page
    assert not Beneficiary.objects.exists()
    assert client.post(create, said | {"village": "35.04.14.2099"}).status_code == 302
    person = Beneficiary.objects.get()
    assert person.village_id == Village.objects.get(area="35.04.14.2011").pk
    page = client.get(person.get_absolute_url()).content.decode()
    assert 'value="35.04.14.2017"' not in page
    move = reverse("pillars:beneficiary-move", args=[person.number])
    for village, day, sentence in (
        ("35.04.14.2017", "01/02/2025", "went on as Betak"),
        ("35.04.14.2017", "01/02/2021", "went on as Betak"),
        ("35.04.14.2016", "01/02/2021", "exists only from 01/10/2022"),
    ):
        page = client.post(move, {"move-village": village, "move-moved_on": day})
        assert sentence in page.content.decode()
    assert (
        client.post(move, {"move-village": "35.04.14.2016", "move-moved_on": "01/02/2024"}).status_code == 302
    )
    ask = {"ask": "1", "nik": "3504144605839330", "village": "35.04.14.2017", "reason": "Tinggal di sini"}
    page = client.post(reverse("pillars:transfer-create"), ask).content.decode()
    assert "went on as Betak" in page


def test_services_take_nobody_into_a_village_that_ended(changed, places, registered, officer, stranger):
    with pytest.raises(Refused, match="went on as Betak"):
        registered("SLAMET", "pagersari")
    person = registered("SLAMET", "far", by=stranger, nik="3504144605839330")
    with pytest.raises(Refused, match="went on as Betak"):
        ask_transfer(
            digits="3504144605839330", village=places["pagersari"], reason="Tinggal di sini", by=officer
        )
    transfer = ask_transfer(
        digits="3504144605839330", village=places["betak"], reason="Tinggal di sini", by=officer
    )
    with pytest.raises(Refused, match="exists only from"):
        decide_transfer(transfer=transfer, agree=True, moved_on=datetime.date(2021, 1, 1), by=stranger)
    Area.objects.filter(pk="35.04.14.2016").update(valid_to=datetime.date(2025, 1, 1))
    with pytest.raises(Refused, match="existed until 01/01/2025"):
        decide_transfer(transfer=transfer, agree=True, moved_on=datetime.date(2024, 1, 1), by=stranger)
    person.refresh_from_db()
    assert person.village == places["far"]
