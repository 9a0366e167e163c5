"""Stages of people by list (case O33): the check says what storing does, and a history stays one."""

import datetime

import pytest

from pillars.imports.services import standing_against, undo_batch
from tests.importing import checked, expected, fates, kinds_of_notes, stored
from tests.sheets import CASES
from villages.lists.services import import_storing, imports
from villages.models import Beneficiary, ImportBatch, Stage
from villages.people.services.stages import FIELDS
from villages.people.sheets.repeats import OF_STAGES

DAY = datetime.date(2026, 3, 1)


def read(name):
    return (CASES / name).read_text()


def standing(person):
    return list(
        Stage.objects.filter(beneficiary=person, replaced_at__isnull=True)
        .order_by("event_on")
        .values_list("kind", "event_on")
    )


def test_a_second_stage_of_the_day_is_asked_and_stored_when_taken(places, officer):
    stored(checked("beneficiaries", read("O33_pagi.csv"), officer), officer)
    noon = checked("beneficiaries", read("O33_siang.csv"), officer)
    found = fates(noon)
    for number, allowed in expected("O33_siang").items():
        assert found[number] in allowed
    assert "stage_same_day" in kinds_of_notes(noon, 2)

    noon = stored(noon, officer, taking=[2], choice="all")
    assert noon.state == "stored"
    person = Beneficiary.objects.get(full_name="YULI ASTUTI")
    assert standing(person) == [("pmi", DAY)]
    assert Stage.objects.filter(beneficiary=person, replaced_at__isnull=False).get().kind == "cpmi"
    assert not noon.rows.open_faults().exists()

    undo_batch(batch=noon, by=officer)
    person.refresh_from_db()
    assert (person.full_name, standing(person)) == ("YULI ASTUTIK", [("cpmi", DAY)])


@pytest.mark.parametrize("chunk", [1, 1000])
def test_rows_of_one_person_on_two_days_are_a_history(chunk, places, officer, monkeypatch):
    monkeypatch.setattr(import_storing, "CHUNK", chunk)
    batch = checked("beneficiaries", read("O33_satu_daftar.csv"), officer)
    found = fates(batch)
    for number, allowed in expected("O33_satu_daftar").items():
        assert found[number] in allowed
    assert kinds_of_notes(batch, 2)[-1] == kinds_of_notes(batch, 3)[-1] == "stage_same_day"

    batch = stored(batch, officer)
    person = Beneficiary.objects.get()
    assert standing(person) == [
        ("pmi", datetime.date(2026, 3, 2)),
        ("purna", datetime.date(2026, 7, 20)),
    ]
    assert dict(batch.rows.exclude(outcome="").values_list("number", "outcome")) == {
        4: "created",
        5: "updated",
    }
    assert standing_against(batch) == []
    again = checked("beneficiaries", read("O33_satu_daftar.csv").replace("EKO", "EKO "), officer)
    assert [fates(again)[number] for number in (4, 5)] == ["ignore"] * 2
    imports.discard(batch=again, by=officer)
    undo_batch(batch=batch, by=officer)
    assert not Beneficiary.objects.exists()
    assert not Stage.objects.exists()


def test_both_rows_of_one_day_taken_leave_one_stage(places, officer):
    batch = checked("beneficiaries", read("O33_satu_daftar.csv"), officer)
    batch = stored(batch, officer, taking=[2, 3], choice="all")
    assert batch.state == "stored"
    assert standing(Beneficiary.objects.get(full_name="YULI ASTUTIK")) == [("pmi", datetime.date(2026, 3, 2))]


def test_a_history_of_somebody_known_is_asked_row_by_row(places, officer, registered):
    registered("EKO WIDODO", sex="male", nik="3504141406893302", birth_date=datetime.date(1989, 6, 14))
    batch = checked("beneficiaries", read("O33_satu_daftar.csv"), officer)
    batch = stored(batch, officer, taking=[4, 5])
    kinds = [kind for kind, _day in standing(Beneficiary.objects.get(full_name="EKO WIDODO"))]
    assert kinds == ["pmi", "purna"]
    assert ImportBatch.objects.get().rows.filter(outcome="updated").count() == 2
    undo_batch(batch=batch, by=officer)
    assert not Stage.objects.filter(replaced_at__isnull=True).exists()


def test_what_belongs_to_a_stage_is_known_where_rows_are_compared():
    assert {"stage", "stage_on", *FIELDS} - {"kind", "event_on", "reported_on", "note"} == OF_STAGES
