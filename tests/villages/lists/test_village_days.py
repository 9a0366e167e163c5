"""Villages of another time in lists of people (case O29): former codes lead on, ended ones are asked."""

import datetime

import pytest

from tests import factories
from tests.importing import checked, kinds_of_notes, stored
from villages.models import Area, AreaChange, Beneficiary

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
