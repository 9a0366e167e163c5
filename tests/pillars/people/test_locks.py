"""Everybody locks in one order: merging, moving and saving lists of people never wait in a circle."""

import datetime
import threading
from contextlib import suppress

import pytest
from django.db import OperationalError, connection, connections

from desmigratif.ui import transactions
from desmigratif.ui.refusals import Refused
from pillars.models import Attendance
from pillars.people.services.beneficiaries import (
    change_beneficiary,
    merge_beneficiaries,
    move_beneficiary,
    undo_merge,
)
from pillars.services import save_activity, tallies
from pillars.services.attendances import add_people, change_category, remove_people
from villages.models import Beneficiary
from villages.people.services.beneficiaries import Person, tell_apart

ROUNDS = 12


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
    monkeypatch, saved, entry, registered, officer, colleague, places
):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    deadlocks = []
    passes = transactions.passes

    def seen(error):
        if isinstance(error, OperationalError):
            deadlocks.append(error)
        return passes(error)

    monkeypatch.setattr(transactions, "passes", seen)
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
