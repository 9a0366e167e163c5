"""What the service desk stores and refuses; cases to their end; empty months."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from desmigratif.ui.refusals import Refused
from pillars.desk import services
from pillars.desk.models import DeskNil, DeskVisit
from pillars.desk.services import (
    change_visit,
    record_visit,
    record_visits,
    remove_visit,
    state_nil_month,
    take_step,
    take_step_back,
    withdraw_nil_month,
)
from pillars.imports.services import standing_against
from pillars.people.services.beneficiaries import merge_beneficiaries, undo_merge
from tests.importing import checked, stored
from villages.models import Area, Beneficiary
from villages.people.services.beneficiaries import Person, register_beneficiary
from villages.people.services.ends import record_end

from .conftest import DAY


@pytest.fixture(autouse=True)
def _today(it_is):
    it_is(datetime.date(2026, 6, 15))


@pytest.mark.parametrize(
    ("said", "field", "words"),
    [
        ({"visited_on": datetime.date(2026, 6, 16)}, "visited_on", "is in the future"),
        ({"outcome": "referred"}, "referred_to", "Name the office"),
        ({"purpose": "other"}, "note", "Write what the visit was about"),
        ({"village": "far"}, "village", "your own area"),
    ],
)
def test_a_visit_that_cannot_be_is_refused_at_its_field(visit, said, field, words):
    with pytest.raises(Refused, match=words) as refused:
        visit(**said)
    assert refused.value.field == field
    assert not DeskVisit.objects.exists()


def test_several_visits_are_stored_together_or_not_at_all(visit_data, officer):
    with pytest.raises(Refused):
        record_visits(rows=[visit_data(), visit_data(purpose="other")], by=officer)
    assert not DeskVisit.objects.exists()
    stored = record_visits(rows=[visit_data(), visit_data(purpose="documents")], by=officer)
    assert [visit.purpose for visit in stored] == ["information", "documents"]
    assert all(visit.history.count() == 1 for visit in stored)


def test_the_database_refuses_what_no_visit_is(visit, officer, siti):
    stored = visit()
    for wrong in (
        {"person": siti},
        {"sex": ""},
        {"referred_to": "bp3mi"},
        {"closed_on": DAY},
        {"outcome": "referred"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            DeskVisit.objects.filter(pk=stored.pk).update(**wrong)


def test_nothing_is_recorded_after_the_end_of_a_person_or_a_village(visit, officer, siti, places):
    record_end(
        beneficiary=siti, kind="died", ended_on=datetime.date(2026, 3, 9), source="Akta kematian", by=officer
    )
    with pytest.raises(Refused, match="Died on 09/03/2026"):
        visit(person=siti)
    Area.objects.filter(pk="35.04.14.2016").update(valid_to=datetime.date(2026, 3, 9))
    with pytest.raises(Refused, match="existed until 09/03/2026"):
        visit(village="betak")
    with pytest.raises(Refused, match="existed until 09/03/2026"):
        state_nil_month(village=places["betak"], month=datetime.date(2026, 4, 1), by=officer)
    assert visit(village="betak", visited_on=datetime.date(2026, 3, 9))


def test_a_case_is_followed_until_it_is_closed(visit, officer):
    complaint = visit(purpose="complaint", outcome="referred", referred_to="bp3mi", note="Gaji tidak dibayar")
    assert complaint.is_open
    with pytest.raises(Refused, match="is before"):
        take_step(visit=complaint, step="worked", on=datetime.date(2026, 3, 9), note="telepon", by=officer)
    take_step(visit=complaint, step="received", on=datetime.date(2026, 3, 20), note="Diterima", by=officer)
    take_step(visit=complaint, step="closed", on=datetime.date(2026, 4, 9), note="Gaji dibayar", by=officer)
    complaint.refresh_from_db()
    assert complaint.closed_on == datetime.date(2026, 4, 9)
    assert complaint.age_on(datetime.date(2026, 6, 15)) == 30
    with pytest.raises(Refused, match="was closed on 9 April 2026"):
        take_step(visit=complaint, step="worked", on=datetime.date(2026, 5, 1), note="lagi", by=officer)
    take_step_back(visit=complaint, by=officer)
    complaint.refresh_from_db()
    assert complaint.closed_on is None
    assert complaint.steps.count() == 1


def test_what_was_served_has_nothing_to_follow(visit, officer):
    with pytest.raises(Refused, match="nothing to follow"):
        take_step(visit=visit(), step="closed", on=DAY, note="selesai", by=officer)


def test_a_correction_keeps_what_was_said_before(visit, visit_data, officer, siti):
    stored = visit(outcome="pending", person=siti)
    take_step(visit=stored, step="worked", on=datetime.date(2026, 3, 12), note="ditanyakan", by=officer)
    with pytest.raises(Refused, match="remains a case"):
        change_visit(visit=stored, data=visit_data(person=siti), by=officer)
    later = visit_data(outcome="pending", visited_on=datetime.date(2026, 3, 13))
    with pytest.raises(Refused, match="has a step of 12 March 2026"):
        change_visit(visit=stored, data=later, by=officer)
    changed = change_visit(visit=stored, data=visit_data(outcome="pending", purpose="documents"), by=officer)
    assert (changed.person, changed.sex, changed.version) == (None, "female", 2)
    assert [row.purpose for row in changed.history.all()] == ["documents", "information"]


def test_a_removed_visit_leaves_its_last_words(visit, officer):
    stored = visit()
    with pytest.raises(Refused, match="Write why"):
        remove_visit(visit=stored, reason="...", by=officer)
    remove_visit(visit=stored, reason="Tercatat dua kali", by=officer)
    last = DeskVisit.history.latest()
    assert (last.history_type, last.history_change_reason) == ("-", "Tercatat dua kali")


def test_an_empty_month_is_said_once_and_a_visit_withdraws_it(visit, officer, places):
    where = {"village": places["tunggangri"], "by": officer}
    with pytest.raises(Refused, match="June 2026 is not over yet"):
        state_nil_month(month=datetime.date(2026, 6, 1), **where)
    nil = state_nil_month(month=DAY, **where)
    assert state_nil_month(month=DAY, **where) == nil
    visit()
    nil.refresh_from_db()
    assert nil.withdrawn_by == officer
    with pytest.raises(Refused, match="Visits are recorded for March 2026"):
        state_nil_month(month=DAY, **where)
    april = state_nil_month(month=datetime.date(2026, 4, 30), **where)
    withdraw_nil_month(nil=april, by=officer)
    assert not DeskNil.objects.standing().exists()


def test_a_merge_takes_the_visits_along_and_gives_them_back(visit, officer, siti, places):
    other = register_beneficiary(
        person=Person("Siti Rohmah B", places["tunggangri"], sex="female"), by=officer
    )
    stored = visit(person=other)
    merge = merge_beneficiaries(kept=siti, dropped=other, by=officer)
    stored.refresh_from_db()
    assert stored.person == siti
    undo_merge(merge=merge, by=officer)
    stored.refresh_from_db()
    assert stored.person == other


def test_an_import_is_not_undone_for_somebody_who_came_since(visit, officer):
    batch = checked("beneficiaries", "Nama;L/P;Kode Desa;NIK\nRina Marlina;P;35.04.14.2011;", officer)
    batch = stored(batch, officer, taking=list(batch.rows.values_list("number", flat=True)))
    visit(person=Beneficiary.objects.get(full_name="Rina Marlina"))
    assert "something else is recorded about Rina Marlina" in standing_against(batch, officer)[0]


def test_a_month_is_kept_by_its_first_day(officer, places):
    nil = DeskNil.objects.create(village=places["tunggangri"], month=DAY, stated_by=officer)
    nil.refresh_from_db()
    assert nil.month == DAY.replace(day=1)


def test_thirty_visits_are_checked_with_as_few_questions_as_three(visit_data, officer, siti):
    def asked(number):
        rows = [visit_data(person=siti, sex="", note=str(n)) for n in range(number)]
        with CaptureQueriesContext(connection) as queries:
            record_visits(rows=rows, by=officer)
        return len(queries)

    assert asked(3) == asked(30)


def test_the_villages_of_a_move_are_held_together(visit, visit_data, officer, places, monkeypatch):
    stored, held = visit(), []
    monkeypatch.setattr(services, "hold_villages", lambda villages, by: held.append(villages))
    change_visit(visit=stored, data=visit_data(village="betak"), by=officer)
    assert held[0] == {places["tunggangri"].pk, places["betak"].pk}


def test_a_person_who_is_merged_meanwhile_is_named_by_no_visit(visit, visit_data, siti, officer, places):
    stored = visit()
    double = register_beneficiary(person=Person("Siti R", places["tunggangri"]), by=officer)
    merge_beneficiaries(kept=siti, dropped=double, by=officer)
    said = visit_data(person=double, sex="")
    for write in (
        lambda: record_visit(data=said, by=officer),
        lambda: change_visit(visit=stored, data=said, by=officer),
    ):
        with pytest.raises(Refused, match="no longer there") as refused:
            write()
        assert refused.value.field == "visitor"
