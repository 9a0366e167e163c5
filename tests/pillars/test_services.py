"""Entering, sending, returning, verifying: what may happen and what is refused, in words."""

import datetime
import uuid

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from desmigratif.ui.refusals import Refused
from pillars.choices import Progress, Review, Step
from pillars.models import Activity, ActivityEvent, FundingLine
from pillars.services import (
    FundingData,
    discard_activity,
    missing_for_sending,
    questions_before_sending,
    recall_activity,
    reopen_activity,
    return_activity,
    save_activity,
    send_activity,
    similar_activities,
    tallies,
    verify_activity,
)
from pillars.services.attendances import add_people
from tests import factories
from villages.models import AreaChange, ProfileFigure


def test_draft_may_lack_almost_everything(saved):
    draft = saved(type=None, start_on=None, end_on=None, result="", lines=[], villages={"betak": ()})

    assert draft.state == Review.DRAFT
    fields = [item.field for item in missing_for_sending(draft)]
    assert fields == ["type", "start_on", "counts", "plan", "result"]


def test_same_token_stores_once(entry, officer):
    token = uuid.uuid4()

    first = save_activity(data=entry(), by=officer, token=token)
    second = save_activity(data=entry(title="Klik kedua"), by=officer, token=token)

    assert first == second
    assert Activity.objects.count() == 1


def test_villages_outside_the_own_area_are_refused(saved, stranger):
    with pytest.raises(Refused, match="own area"):
        saved(villages={"far": (1, 1)})
    with pytest.raises(Refused, match="own area"):
        saved(by=stranger)


def test_two_regencies_in_one_activity_are_refused(saved, admin):
    with pytest.raises(Refused, match="one regency"):
        saved(by=admin, villages={"betak": (1, 1), "far": (1, 1)})


def test_head_counts_beside_nil_are_refused(entry, officer):
    data = entry()
    data.villages[0].is_nil = True

    with pytest.raises(Refused, match="nobody took part"):
        save_activity(data=data, by=officer)


def test_funding_line_of_another_village_is_refused(saved, places):
    with pytest.raises(Refused, match="not part of this activity"):
        saved(lines=[FundingData(source="apbn", plan=1, actual=1, village=places["betak"])])


def test_totals_that_say_it_all_are_not_asked_about(saved, officer):
    for counts in ((4, 6), (None, None, 9), None):
        assert send_activity(activity=saved(villages={"betak": counts}), by=officer).state == Review.SENT


def test_sending_confirms_empty_cells(saved, officer):
    draft = saved(villages={"betak": (4, None)})
    with pytest.raises(Refused, match="mean 0"):
        send_activity(activity=draft, by=officer)

    activity = send_activity(activity=draft, by=officer, confirmed=True)

    assert activity.state == Review.SENT
    assert activity.activity_villages.get().is_confirmed
    assert activity.sent_by == officer


def test_spending_above_plan_needs_a_reason(saved, officer):
    draft = saved(plan=1_000_000, actual=1_000_001)
    assert [item.field for item in missing_for_sending(draft)] == ["over_plan_reason"]

    explained = saved(plan=1_000_000, actual=1_000_001, over_plan_reason="Peserta bertambah.")
    assert missing_for_sending(explained) == []


def test_absurd_head_counts_are_asked(saved, officer, places):
    ProfileFigure.objects.create(
        village=places["tunggangri"],
        key="population",
        value=100,
        stated_on=datetime.date(2025, 1, 1),
        source="profil desa",
    )
    assert questions_before_sending(saved(villages={"tunggangri": (100, 200)})) == []
    draft = saved(villages={"tunggangri": (100, 201)})

    with pytest.raises(Refused, match="more than 300"):
        send_activity(activity=draft, by=officer, confirmed=True)

    key = questions_before_sending(draft)[0].key
    assert send_activity(activity=draft, by=officer, confirmed=True, answers={key}).state == Review.SENT


@pytest.mark.parametrize(
    ("start", "end", "is_asked"),
    [
        ("2026-06-30", "2026-06-30", False),
        ("2026-06-20", "2026-07-05", True),
        ("2026-08-10", "2026-08-10", True),
    ],
)
def test_a_village_outside_the_programme_is_asked_about(saved, officer, places, start, end, is_asked):
    """Case O48: the village left the programme on 30 June 2026."""
    factories.MembershipFactory(
        village=places["betak"], valid_from=datetime.date(2019, 1, 1), valid_to=datetime.date(2026, 6, 30)
    )
    draft = saved(
        villages={"betak": (1, 1)},
        start_on=datetime.date.fromisoformat(start),
        end_on=datetime.date.fromisoformat(end),
    )
    keys = {question.key for question in questions_before_sending(draft)}
    assert keys == ({"outside-35.04.14.2016"} if is_asked else set())
    if is_asked:
        with pytest.raises(Refused, match="was not in the programme on all days"):
            send_activity(activity=draft, by=officer, confirmed=True)
    assert send_activity(activity=draft, by=officer, confirmed=True, answers=keys).state == Review.SENT


def test_a_candidate_is_not_in_the_programme(saved, places):
    factories.MembershipFactory(village=places["betak"], status="proposed")
    keys = [question.key for question in questions_before_sending(saved(villages={"betak": (1, 1)}))]
    assert keys == ["outside-35.04.14.2016"]


def test_village_must_exist_on_the_day(saved, places):
    area = places["betak"].area
    area.valid_from = datetime.date(2026, 4, 1)
    area.save()

    missing = missing_for_sending(saved(villages={"betak": (1, 1)}))

    assert [item.field for item in missing] == ["villages"]
    assert "01/04/2026" in missing[0].text


def test_a_village_that_ended_leads_to_its_successor(saved, places):
    """Case O29: on the last day it is right, a day later its successor is named."""
    area = places["betak"].area
    area.valid_to = datetime.date(2026, 5, 31)
    area.save()
    day = {"start_on": datetime.date(2026, 5, 31), "end_on": datetime.date(2026, 5, 31)}
    assert missing_for_sending(saved(villages={"betak": (1, 1)}, **day)) == []

    later = saved(villages={"betak": (1, 1)}, **day | {"end_on": datetime.date(2026, 6, 1)})
    assert "31/05/2026. Correct the date" in missing_for_sending(later)[0].text

    AreaChange.objects.create(
        kind="merged", effective_on="2026-06-01", old=area, new=places["pagersari"].area
    )
    assert "went on as Pagersari (35.04.14.2017)" in missing_for_sending(later)[0].text


def test_completed_activity_cannot_end_tomorrow(saved):
    tomorrow = datetime.date.today() + datetime.timedelta(days=2)

    missing = missing_for_sending(saved(end_on=tomorrow))

    assert [item.field for item in missing] == ["end_on"]


def test_return_mend_send_verify_leaves_every_step_visible(sent, entry, officer, reviewer):
    activity = sent()
    return_activity(activity=activity, by=reviewer, reason="Daftar hadir tidak terbaca.")
    save_activity(data=entry(title="Sosialisasi, diperbaiki"), by=officer, activity=activity)
    send_activity(activity=activity, by=officer, confirmed=True)
    verified = verify_activity(activity=activity, by=reviewer)

    assert verified.state == Review.VERIFIED
    steps = list(ActivityEvent.objects.values_list("step", "reason"))
    assert steps == [
        (Step.CREATED, ""),
        (Step.SENT, ""),
        (Step.RETURNED, "Daftar hadir tidak terbaca."),
        (Step.CHANGED, ""),
        (Step.SENT, ""),
        (Step.VERIFIED, ""),
    ]
    change = ActivityEvent.objects.get(step=Step.CHANGED).changes
    assert change == [
        {"field": "title", "before": "Sosialisasi migrasi aman", "after": "Sosialisasi, diperbaiki"}
    ]


def test_return_needs_a_reason(sent, reviewer):
    with pytest.raises(Refused, match="reason"):
        return_activity(activity=sent(), by=reviewer, reason="  ")


def test_only_reviewers_review(sent, officer, admin, pillar_lead):
    activity = sent()
    for person in (officer, admin, pillar_lead):
        with pytest.raises(Refused, match="Only a reviewer"):
            verify_activity(activity=activity, by=person)


def test_author_never_verifies(sent, officer):
    """A person who wrote it and became a reviewer since still cannot verify it."""
    activity = sent()
    officer.role = "reviewer"
    officer.save()

    with pytest.raises(Refused, match="yourself"):
        verify_activity(activity=activity, by=officer)


def test_database_refuses_the_sender_as_verifier(sent, officer):
    activity = sent()
    with pytest.raises(IntegrityError, match="activity_verified_by_another"), transaction.atomic():
        Activity.objects.filter(pk=activity.pk).update(
            state=Review.VERIFIED, verified_by=officer, verified_at=activity.sent_at
        )


def test_verified_is_read_only_until_reopened(sent, entry, officer, reviewer):
    activity = verify_activity(activity=sent(), by=reviewer)
    with pytest.raises(Refused, match="no longer be changed"):
        save_activity(data=entry(), by=officer, activity=activity)
    with pytest.raises(Refused, match="Verified"):
        verify_activity(activity=activity, by=reviewer)

    reopened = reopen_activity(activity=activity, by=reviewer, reason="Angka desa keliru.")

    assert reopened.state == Review.RETURNED
    assert reopened.verified_by is None
    assert save_activity(data=entry(), by=officer, activity=activity).state == Review.RETURNED


def test_sent_plan_is_carried_on_and_completed_over_the_check_page(sent, entry, officer, reviewer):
    later = datetime.date.today() + datetime.timedelta(days=30)
    plan = sent(status=Progress.PLANNED, start_on=later, actual=None, result="", villages={"betak": ()})
    with pytest.raises(Refused, match="not over yet"):
        verify_activity(activity=plan, by=reviewer)

    running = save_activity(
        data=entry(status=Progress.RUNNING, start_on=later, villages={"betak": ()}), by=officer, activity=plan
    )
    assert running.state == Review.SENT
    done = save_activity(data=entry(villages={"betak": (3, 4)}), by=officer, activity=plan)
    assert done.state == Review.DRAFT
    assert send_activity(activity=plan, by=officer, confirmed=True).state == Review.SENT


def test_recall_before_verification(sent, officer, stranger, reviewer):
    activity = sent()
    with pytest.raises(Refused, match="own area"):
        recall_activity(activity=activity, by=stranger)
    assert recall_activity(activity=activity, by=officer).state == Review.DRAFT
    with pytest.raises(Refused, match="Draft"):
        recall_activity(activity=activity, by=officer)


def test_discard_only_what_was_never_sent(saved, sent, officer):
    discard_activity(activity=saved(), by=officer)
    assert not Activity.objects.exists()

    activity = recall_activity(activity=sent(), by=officer)
    with pytest.raises(Refused, match="never sent"):
        discard_activity(activity=activity, by=officer)


def test_similar_activity_is_found_within_two_days(saved):
    first = saved()
    near = saved(start_on=datetime.date(2026, 3, 7))
    far = saved(start_on=datetime.date(2026, 3, 8))

    assert list(similar_activities(first)) == [near]
    assert list(similar_activities(far)) == [near]


def test_failed_save_leaves_everything_as_it_was(saved, entry, officer, monkeypatch):
    draft = saved()

    def fail(*args, **kwargs):
        raise IntegrityError("disk full")

    monkeypatch.setattr(FundingLine.objects, "bulk_create", fail)
    with pytest.raises(IntegrityError):
        save_activity(data=entry(title="Tidak jadi", villages={"betak": (1, 1)}), by=officer, activity=draft)

    draft.refresh_from_db()
    assert draft.title == "Sosialisasi migrasi aman"
    assert [place.village.area.name for place in draft.activity_villages.all()] == ["Tunggangri"]


@pytest.mark.parametrize("who", ["officer", "village_officer", "stranger", "reviewer", "province_reader"])
def test_who_sees_a_draft(who, saved, request):
    saved()
    person = request.getfixturevalue(who)

    seen = Activity.objects.visible_to(person).exists()

    assert seen is (who in ("officer", "village_officer"))


def test_village_officer_edits_only_activities_wholly_in_the_own_village(saved, village_officer):
    own = saved(villages={"tunggangri": (1, 1)})
    saved(villages={"tunggangri": (1, 1), "betak": (1, 1)})

    assert Activity.objects.visible_to(village_officer).count() == 2
    assert list(Activity.objects.editable_by(village_officer)) == [own]


def test_draft_with_people_by_name_is_discarded_when_that_is_said(
    client, saved, registered, officer, settings
):
    activity = saved(villages={"tunggangri": ()})
    person = registered("SULASTRI")
    add_people(activity=activity, people=[person], by=officer)
    with pytest.raises(Refused, match="1 person is recorded by name"):
        discard_activity(activity=activity, by=officer)
    client.force_login(officer)
    assert (
        "Discard the list of 1 person by name too" in client.get(activity.get_absolute_url()).content.decode()
    )
    address = reverse("pillars:activity-discard", args=[activity.pk])
    assert "Confirm that the list may be discarded" in client.post(address, follow=True).content.decode()
    assert Activity.objects.filter(pk=activity.pk).exists()
    client.post(address, {"with_people": "1"})
    assert not Activity.objects.filter(pk=activity.pk).exists()
    assert person.__class__.objects.filter(pk=person.pk).exists()
    assert tallies.differences() == []
