"""Services that take several at once: all of them or none, by the checks of one."""

import datetime
import uuid

import pytest

from desmigratif.ui.refusals import Refused
from pillars.choices import Review
from pillars.models import Activity
from pillars.services import create_activities, send_activities, tallies, verify_activities
from pillars.services.attendances import Participant, add_people_to_each
from villages.models import Beneficiary, FamilyTie, Stage
from villages.people.services.beneficiaries import Person, register_beneficiaries
from villages.people.services.stages import record_stages, tie_families

DAY = datetime.date(2024, 5, 6)


def test_several_are_sent_and_verified_or_none(saved, officer, stranger, reviewer):
    first, second, incomplete = saved(), saved(), saved(result="")
    with pytest.raises(Refused, match="own area"):
        send_activities(activities=[first, second], by=stranger, confirmed=True)
    with pytest.raises(Refused, match="what came of it"):
        send_activities(activities=[first, incomplete], by=officer, confirmed=True)
    assert not Activity.objects.counted().exists()

    sent = send_activities(activities=[second, first], by=officer, confirmed=True)
    assert sent == [second, first]
    with pytest.raises(Refused, match="not possible"):
        verify_activities(activities=[*sent, incomplete], by=reviewer)
    verify_activities(activities=sent, by=reviewer)

    assert Activity.objects.filter(state=Review.VERIFIED).count() == 2
    assert {row.events.count() for row in sent} == {3}
    assert tallies.differences() == []


def test_several_are_entered_once_and_in_the_own_area(entry, officer, stranger):
    rows = [(uuid.uuid4(), entry(title=title)) for title in ("Satu", "Dua")]
    with pytest.raises(Refused, match="own area"):
        create_activities(rows=rows, by=stranger)
    assert len(create_activities(rows=rows, by=officer)) == 2
    assert create_activities(rows=rows, by=officer) == []
    assert {row.activity_villages.get().head_count for row in Activity.objects.all()} == {10}


def test_people_are_registered_told_of_and_counted_together(places, saved, officer, stranger):
    people = [Person(full_name=name, village=places["tunggangri"], sex="female") for name in ("ANA", "BETI")]
    with pytest.raises(Refused, match="own area"):
        register_beneficiaries(people=people, by=stranger)
    assert not Beneficiary.objects.exists()
    ana, beti = register_beneficiaries(people=people, by=officer)

    stage = {"kind": "cpmi", "event_on": DAY, "reported_on": DAY}
    with pytest.raises(Refused, match="another stage"):
        record_stages(rows=[(ana, stage), (beti, stage), (ana, stage)], by=officer)
    assert not Stage.objects.exists()
    record_stages(rows=[(ana, stage), (beti, stage)], by=officer)
    for _again in range(2):
        tie_families(rows=[(ana, beti, "spouse")], by=officer)
    assert FamilyTie.objects.count() == 2

    # Plans that were sent count already, so the stored sums have to follow.
    plans = [
        saved(status="planned", actual=None, villages={"tunggangri": ()}, result="") for _number in range(2)
    ]
    plans = send_activities(activities=plans, by=officer)
    add_people_to_each(
        rows=[Participant(plan, person) for plan in plans for person in (ana, beti)], by=officer
    )
    assert {plan.activity_villages.get().head_count for plan in plans} == {2}
    assert tallies.differences() == []
    assert {what for person in (ana, beti) for what in person.changes.values_list("what", flat=True)} == {
        "registered",
        "stage",
        "tie",
    }
