"""Everybody locks in one order: merging, moving and saving lists of people never wait in a circle."""

import datetime
import threading
import time
from contextlib import suppress
from dataclasses import replace

import pytest
from django.db import OperationalError, connection, connections, transaction
from django.test import Client
from django.urls import reverse

from desmigratif.ui import transactions
from desmigratif.ui.refusals import Refused
from pillars.cooperatives import services as cooperatives
from pillars.cooperatives.models import Cooperative, CooperativeMember
from pillars.cooperatives.services import CooperativeData, YearData
from pillars.desk import services as desk
from pillars.desk.models import DeskVisit
from pillars.desk.services import VisitData
from pillars.models import Attendance
from pillars.people.services.beneficiaries import (
    change_beneficiary,
    merge_beneficiaries,
    move_beneficiary,
    undo_merge,
)
from pillars.services import save_activity, tallies
from pillars.services.attendances import add_people, change_category, remove_people
from tests.walker.reading import read
from villages.models import Beneficiary
from villages.people.services.beneficiaries import Person, tell_apart

ROUNDS = 12


@pytest.fixture
def deadlocks(monkeypatch):
    """What the database broke off, and the portal tried again."""
    found, passes = [], transactions.passes

    def seen(error):
        if isinstance(error, OperationalError):
            found.append(error)
        return passes(error)

    monkeypatch.setattr(transactions, "passes", seen)
    return found


def _together(*works):
    """Runs the works at once, each over and over; what none of them may raise."""
    faults, start = [], threading.Barrier(len(works))

    def run(work):
        try:
            start.wait()
            for number in range(ROUNDS):
                # The record was merged, or the name was there already: said in words.
                with suppress(Refused):
                    work(number)
        except Exception as error:
            faults.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return faults


@pytest.mark.django_db(transaction=True)
def test_merging_and_saving_the_people_of_an_activity_never_wait_in_a_circle(
    deadlocks, saved, entry, registered, officer, colleague, places
):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    kept, dropped = registered("SULASTRI", sex="female"), registered("SULASTRI B", sex="female")
    others = [registered(f"WARGA {letter}") for letter in "ABC"]
    activities = [saved(title=f"Kegiatan {letter}", villages={"tunggangri": ()}) for letter in "AB"]
    for activity in activities:
        add_people(activity=activity, people=[kept, dropped, *others], by=officer)

    def merging(_number):
        undo_merge(merge=merge_beneficiaries(kept=kept, dropped=dropped, by=officer), by=officer)

    def listing(number):
        activity = activities[number % 2]
        remove_people(activity=activity, people=[dropped, others[0]], by=colleague)
        add_people(activity=activity, people=[others[0], dropped, kept], by=colleague)

    def saving(number):
        activity = activities[(number + 1) % 2]
        for row in Attendance.objects.filter(activity=activity).order_by("-pk"):
            category = "official" if number % 2 else "other"
            change_category(attendance=row, category=category, by=officer)
        save_activity(
            data=entry(title=activity.title, villages={"tunggangri": ()}), by=officer, activity=activity
        )

    def changing(number):
        for person in (dropped, others[1], kept):
            sex = "male" if number % 2 else "female"
            said = Person(person.full_name, places["tunggangri"], sex=sex)
            change_beneficiary(beneficiary=person, person=said, by=colleague)
        village = places["betak" if number % 2 else "tunggangri"]
        day = datetime.date(2025, 1, 1) + datetime.timedelta(days=number)
        move_beneficiary(beneficiary=others[2], village=village, moved_on=day, by=colleague)
        pair = (kept, others[1]) if number % 2 else (others[1], kept)
        tell_apart(beneficiary=pair[0], other=pair[1], by=colleague)

    assert _together(merging, listing, saving, changing) == []
    assert deadlocks == []
    assert tallies.differences() == []
    assert Beneficiary.objects.filter(merged_into__isnull=True).count() == 5
    assert not Attendance.objects.filter(beneficiary__merged_into__isnull=False).exists()


def _post(client, address, **typed):
    """Opens a page with a form and sends it with something else typed into it."""
    form = max(read(client.get(address).content.decode())[1], key=lambda one: len(one.fields))
    response = client.post(address, {**form.entries, **{name: [text] for name, text in typed.items()}})
    assert response.status_code in (200, 302)


@pytest.mark.django_db(transaction=True)
def test_registers_are_written_by_many_while_their_people_are_merged(
    deadlocks, saved, registered, officer, colleague, places
):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    kept, dropped = registered("SULASTRI", sex="female"), registered("SULASTRI B", sex="female")
    add_people(activity=saved(villages={"tunggangri": ()}), people=[kept, dropped], by=officer)
    day, tunggangri = datetime.date(2025, 3, 10), places["tunggangri"]
    data = CooperativeData(tunggangri, "Koperasi Maju")
    stored = cooperatives.record_cooperative(data=data, by=officer)
    year = cooperatives.state_year(
        cooperative=stored, year=2024, data=YearData(assets=1, source="RAT"), by=officer
    )
    said = VisitData(tunggangri, day, "complaint", "pending", person=dropped)
    visit = desk.record_visit(data=said, by=officer)
    clients = [Client(), Client()]
    for client, user in zip(clients, (officer, colleague), strict=True):
        client.force_login(user)

    def merging(_number):
        undo_merge(merge=merge_beneficiaries(kept=kept, dropped=dropped, by=officer), by=officer)

    def joining(number):
        person = (dropped, kept)[number % 2]
        member = cooperatives.add_member(cooperative=stored, person=person, joined_on=day, by=colleague)
        cooperatives.end_membership(member=member, left_on=day, by=colleague)
        term = cooperatives.start_term(
            cooperative=stored, office="chair", name="Rukmini", started_on=day, by=officer
        )
        cooperatives.end_term(term=term, ended_on=day, by=officer)

    def visiting(number):
        mine = desk.record_visit(data=replace(said, note=f"{number}"), by=colleague)
        village = places["betak" if number % 2 else "tunggangri"]
        desk.change_visit(visit=mine, data=replace(said, village=village, person=kept), by=colleague)
        desk.take_step(visit=visit, step="worked", on=day, note="diperiksa", by=officer)
        desk.take_step_back(visit=visit, by=officer)

    def recording(number):
        for name in (f"Koperasi {number}", f"Koperasi {number - 1}"):
            cooperatives.record_cooperative(data=replace(data, name=name), by=officer)

    def editing(number):
        client, other = clients
        _post(client, reverse("pillars:cooperative-edit", args=[stored.pk]), units=f"{number}")
        _post(client, reverse("pillars:cooperative-year", args=[stored.pk, year.year]), assets=f"{number}")
        _post(other, reverse("pillars:desk-visit-edit", args=[visit.pk]), note=f"{number}")
        _post(other, reverse("pillars:beneficiary-edit", args=[kept.number]), note=f"{number}")

    assert _together(merging, joining, visiting, recording, recording, editing) == []
    assert deadlocks == []
    assert Cooperative.objects.count() == ROUNDS + 2
    for rows in (CooperativeMember.objects.all(), DeskVisit.objects.all()):
        assert rows.exists()
        assert not rows.filter(person__merged_into__isnull=False).exists()
    assert DeskVisit.objects.filter(pk=visit.pk, person=dropped).exists()
    assert tallies.differences() == []


@pytest.mark.django_db(transaction=True)
def test_who_writes_about_somebody_waits_for_the_merge_that_has_begun(registered, officer, places):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    kept, dropped = registered("SULASTRI", sex="female"), registered("SULASTRI B", sex="female")
    # Each in a village of its own, so that none waits for another one's village.
    day, data = datetime.date(2025, 3, 10), CooperativeData(places["tunggangri"], "Koperasi Maju")
    stored = cooperatives.record_cooperative(data=data, by=officer)
    unnamed = VisitData(places["betak"], day, "complaint", "pending", sex="female")
    visit, named = desk.record_visit(data=unnamed, by=officer), replace(unnamed, person=dropped, sex="")
    elsewhere = replace(named, village=places["pagersari"])
    merged, answers = threading.Event(), []

    def writing(write):
        merged.wait(10)
        try:
            write()
        except Refused as refused:
            answers.append(refused.message)
        finally:
            connections.close_all()

    works = (
        lambda: cooperatives.add_member(cooperative=stored, person=dropped, joined_on=day, by=officer),
        lambda: desk.record_visit(data=elsewhere, by=officer),
        lambda: desk.change_visit(visit=visit, data=named, by=officer),
    )
    threads = [threading.Thread(target=writing, args=(work,)) for work in works]
    with transaction.atomic():
        merge_beneficiaries(kept=kept, dropped=dropped, by=officer)
        for thread in threads:
            thread.start()
        merged.set()
        # All of them have looked by now, and wait for the record.
        time.sleep(0.5)
    for thread in threads:
        thread.join(10)
    assert answers == ["The record of this person is no longer there."] * 3
    assert not CooperativeMember.objects.exists()
    assert not DeskVisit.objects.exclude(person=None).exists()


@pytest.mark.django_db(transaction=True)
def test_a_deadlock_is_tried_once_more_and_then_said(officer):
    class Deadlock(Exception):
        pgcode = "40P01"

    calls = []

    @transactions.retried
    def service(times):
        calls.append(times)
        if len(calls) <= times:
            error = OperationalError("deadlock detected")
            error.__cause__ = Deadlock()
            raise error
        return "stored"

    assert service(1) == "stored"
    assert len(calls) == 2
    calls.clear()
    with pytest.raises(Refused, match="Nothing was stored"):
        service(2)
    calls.clear()

    @transactions.retried
    def broken():
        calls.append(1)
        error = OperationalError("no such column")
        error.__cause__ = type("Fault", (Exception,), {"pgcode": "42703"})()
        raise error

    with pytest.raises(OperationalError):
        broken()
    assert len(calls) == 1
