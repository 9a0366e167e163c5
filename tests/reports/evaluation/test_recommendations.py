"""Recommending, answering and deciding: what the services let happen, and what the database never does."""

import datetime
import threading

import pytest
from django.db import IntegrityError, connection, connections, transaction  # noqa: F401 (skipif reads it)

from desmigratif.accounts.roles import Role
from desmigratif.ui.refusals import Refused
from pillars.models import PillarLead
from reports.evaluation.services.recommendations import (
    RecommendationData,
    change_recommendation,
    close_recommendation,
    give_up_recommendation,
    reopen_recommendation,
    send_back,
    set_deadline,
)
from reports.models import (
    DigestMail,
    EvaluationMeeting,
    FollowUp,
    Recommendation,
    RecommendationEvent,
)
from tests import factories
from tests.reports.recommending import answer, day, meeting, proof, recommendation, speaker


@pytest.fixture
def owner(places):
    return factories.OrganisationFactory(name="Kementerian Koordinator Bidang Perekonomian")


@pytest.fixture
def lead(owner):
    return speaker(owner, full_name="Bambang Hartono")


@pytest.fixture
def held(reviewer):
    return meeting(reviewer, "2026-01-15")


@pytest.fixture
def row(reviewer, owner, held):
    return recommendation(reviewer, owner, "2026-03-31", meeting=held)


def steps(row):
    return list(row.events.values_list("step", flat=True))


def test_numbers_run_per_year_of_the_meeting(reviewer, owner, held):
    first = recommendation(reviewer, owner, meeting=held)
    earlier = recommendation(reviewer, owner, meeting=meeting(reviewer, "2023-11-10"))
    second = recommendation(reviewer, owner, meeting=held)

    assert [row.number for row in (first, earlier, second)] == ["R-2026-001", "R-2023-001", "R-2026-002"]
    assert first.given_on == day("2026-01-15")


def test_without_a_meeting_it_is_given_today(reviewer, owner, django_assert_num_queries):
    row = recommendation(reviewer, owner)

    assert row.meeting is None
    assert row.number.startswith(f"R-{datetime.date.today().year}-")


def test_a_meeting_to_come_recommends_nothing_yet(reviewer, owner):
    ahead = meeting(reviewer, str(datetime.date.today() + datetime.timedelta(days=9)))

    with pytest.raises(Refused, match="still to come"):
        recommendation(reviewer, owner, meeting=ahead)


@pytest.mark.parametrize("who", ["officer", "village_officer", "pillar_lead", "contributor", "admin"])
def test_only_a_reviewer_recommends(request, owner, who):
    with pytest.raises(Refused, match="Only a reviewer"):
        recommendation(request.getfixturevalue(who), owner)


def test_an_organisation_that_had_ended_owns_nothing_new(reviewer, owner, held):
    owner.valid_to = day("2025-12-31")
    owner.save()

    with pytest.raises(Refused, match="Choose its successor") as refused:
        recommendation(reviewer, owner, meeting=held)
    assert refused.value.field == "owner"


def test_the_first_deadline_stays(row, reviewer):
    set_deadline(recommendation=row, due_on=day("2026-06-30"), reason="Anggaran terlambat", by=reviewer)
    set_deadline(recommendation=row, due_on=day("2026-09-30"), reason="Menunggu DIPA", by=reviewer)

    row.refresh_from_db()
    moved = row.events.filter(step="due_moved").values_list("due_before", "due_after", "reason", "by")
    assert (row.first_due_on, row.due_on) == (day("2026-03-31"), day("2026-09-30"))
    assert list(moved) == [
        (day("2026-03-31"), day("2026-06-30"), "Anggaran terlambat", reviewer.pk),
        (day("2026-06-30"), day("2026-09-30"), "Menunggu DIPA", reviewer.pk),
    ]


def test_a_first_deadline_needs_no_reason_and_a_moved_one_does(reviewer, owner, held):
    row = recommendation(reviewer, owner, meeting=held)
    set_deadline(recommendation=row, due_on=day("2026-06-30"), by=reviewer)

    with pytest.raises(Refused, match="Write the reason"):
        set_deadline(recommendation=row, due_on=day("2026-07-31"), by=reviewer, reason="  ")
    row.refresh_from_db()
    assert (row.first_due_on, row.due_on) == (day("2026-06-30"), day("2026-06-30"))


@pytest.mark.parametrize(("due_on", "said"), [("2026-01-14", "is before"), ("2026-03-31", "already")])
def test_refuses_a_deadline_that_cannot_be(row, reviewer, due_on, said):
    with pytest.raises(Refused, match=said):
        set_deadline(recommendation=row, due_on=day(due_on), reason="salah", by=reviewer)


def test_the_owner_does_not_move_the_deadline(row, lead):
    with pytest.raises(Refused, match="Only a reviewer"):
        set_deadline(recommendation=row, due_on=day("2026-09-30"), reason="lama", by=lead)


def test_from_answer_to_proof_to_closing(row, lead, reviewer):
    answer(row, lead, percent=40)
    answer(row, lead, "done", 100, done_on=day("2026-03-20"), link="", files=[proof()])
    row.refresh_from_db()
    assert (row.status, row.percent, row.claimed) == ("running", 100, "done")

    close_recommendation(recommendation=row, by=reviewer)

    row.refresh_from_db()
    assert (row.status, row.claimed, row.closed_by) == ("done", "", reviewer)
    # The day on which the work was done, not the day on which somebody looked at it.
    assert row.closed_on == day("2026-03-20")
    assert row.follow_ups.last().files.get().original_name == "bukti.pdf"
    assert steps(row) == ["made", "due_set", "answered", "answered", "closed"]


def test_sent_back_it_is_owed_again(row, lead, reviewer):
    answer(row, lead, "done", 100)
    assert not Recommendation.objects.owed().filter(pk=row.pk).exists()

    send_back(recommendation=row, reason="Bukti tidak terbaca", by=reviewer)

    row.refresh_from_db()
    assert row.claimed == ""
    assert Recommendation.objects.owed().filter(pk=row.pk).exists()
    last = row.events.last()
    assert (last.step, last.reason, last.follow_up) == (
        "sent_back",
        "Bukti tidak terbaca",
        row.follow_ups.get(),
    )


def test_nothing_is_sent_back_that_was_not_claimed(row, lead, reviewer):
    answer(row, lead)

    with pytest.raises(Refused, match="nothing to send back"):
        send_back(recommendation=row, reason="belum", by=reviewer)


def test_closing_needs_the_owner_s_claim(row, lead, reviewer):
    answer(row, lead, percent=100)

    with pytest.raises(Refused, match="once .* reports it finished, with proof"):
        close_recommendation(recommendation=row, by=reviewer)


def test_given_up_needs_a_reason_and_no_answer(row, reviewer):
    with pytest.raises(Refused, match="Write the reason"):
        give_up_recommendation(recommendation=row, reason=" ", by=reviewer)

    give_up_recommendation(recommendation=row, reason="Fungsi dialihkan", by=reviewer)

    row.refresh_from_db()
    assert (row.status, row.percent) == ("impossible", 0)
    assert not Recommendation.objects.unfinished().exists()


def test_reopened_it_is_owed_again(row, lead, reviewer):
    answer(row, lead, "done", 100)
    close_recommendation(recommendation=row, by=reviewer)

    reopen_recommendation(recommendation=row, reason="Bukti ternyata dari desa lain", by=reviewer)

    row.refresh_from_db()
    assert (row.status, row.closed_on, row.closed_by) == ("running", None, None)
    with pytest.raises(Refused, match="not closed"):
        reopen_recommendation(recommendation=row, reason="lagi", by=reviewer)


def test_what_is_closed_is_neither_answered_nor_moved(row, lead, reviewer):
    give_up_recommendation(recommendation=row, reason="Fungsi dialihkan", by=reviewer)

    with pytest.raises(Refused, match="is closed"):
        answer(row, lead)
    with pytest.raises(Refused, match="is closed"):
        set_deadline(recommendation=row, due_on=day("2026-09-30"), reason="lama", by=reviewer)
    with pytest.raises(Refused, match="is closed"):
        give_up_recommendation(recommendation=row, reason="lagi", by=reviewer)


@pytest.mark.parametrize(
    "service", [close_recommendation, give_up_recommendation, send_back, reopen_recommendation]
)
def test_only_a_reviewer_decides(row, lead, service):
    answer(row, lead, "done", 100)

    with pytest.raises(Refused, match="Only a reviewer"):
        service(recommendation=row, reason="sendiri", by=lead)


def test_only_the_owner_answers(row, reviewer, admin):
    stranger = speaker(factories.OrganisationFactory())

    for somebody in (stranger, reviewer, admin):
        with pytest.raises(Refused, match="Only people of Kementerian Koordinator"):
            answer(row, somebody)
    assert not FollowUp.objects.exists()


def test_an_officer_answers_for_the_own_office_and_a_province_never(reviewer, owner, held):
    officer, province = speaker(owner, Role.OFFICER), speaker(owner, Role.PROVINCE)
    row = recommendation(reviewer, owner, meeting=held)

    assert answer(row, officer).by == officer
    with pytest.raises(Refused, match="Only people of"):
        answer(row, province)


def test_who_works_for_an_ended_organisation_answers_no_more(row, lead, owner):
    owner.valid_to = day("2026-02-01")
    owner.save()
    lead.refresh_from_db()

    with pytest.raises(Refused, match="Only people of"):
        answer(row, lead)


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"status": "done", "percent": 80}, "percent"),
        ({"status": "done", "percent": 100, "link": ""}, "link"),
        ({"done_on": day("2026-01-14")}, "done_on"),
        ({"done_on": datetime.date.today() + datetime.timedelta(days=2)}, "done_on"),
    ],
)
def test_an_answer_that_cannot_be_names_its_field(row, lead, data, field):
    with pytest.raises(Refused) as refused:
        answer(row, lead, **data)
    assert refused.value.field == field
    assert not FollowUp.objects.exists()


def test_handing_over_says_why_and_what_changed(row, reviewer, owner):
    successor = factories.OrganisationFactory(name="Kemensetneg")
    data = RecommendationData(title=row.title, owner=successor, budget_year=2027)

    change_recommendation(recommendation=row, data=data, reason="Setkab dilebur", by=reviewer)

    event = row.events.last()
    assert (event.step, event.reason) == ("changed", "Setkab dilebur")
    assert event.changes == [
        {"field": "owner", "before": owner.name, "after": "Kemensetneg"},
        {"field": "budget_year", "before": "2026", "after": "2027"},
    ]


def test_answers_and_steps_are_written_once(row, lead):
    written = answer(row, lead)

    for record in (written, row.events.first()):
        with pytest.raises(TypeError, match="never changed"):
            record.save()
        with pytest.raises(TypeError, match="never deleted"):
            record.delete()


# Who sees what


@pytest.fixture
def about(reviewer, owner, places):
    """Four recommendations: about Tulungagung, about Lombok Timur, about nowhere, and of a meeting there."""
    tulungagung, lombok = places["betak"].regency, places["far"].regency
    there = meeting(reviewer, "2026-02-02", area=tulungagung)
    return {
        "tulungagung": recommendation(reviewer, owner, area=tulungagung),
        "lombok": recommendation(reviewer, owner, area=lombok),
        "nation": recommendation(reviewer, owner),
        "meeting": recommendation(reviewer, owner, meeting=there),
    }


def seen(user, about):
    pks = set(Recommendation.objects.visible_to(user).values_list("pk", flat=True))
    return {name for name, row in about.items() if row.pk in pks}


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("reviewer", {"tulungagung", "lombok", "nation", "meeting"}),
        ("contributor", {"tulungagung", "lombok", "nation", "meeting"}),
        ("officer", {"tulungagung", "meeting"}),
        ("village_officer", {"tulungagung", "meeting"}),
        ("province_reader", {"tulungagung", "meeting"}),
        ("stranger", {"lombok"}),
    ],
)
def test_officers_see_what_is_about_their_area(request, about, who, names):
    assert seen(request.getfixturevalue(who), about) == names


def test_an_office_sees_what_it_owns_supports_or_attended(reviewer, owner, about, stranger):
    office = factories.OrganisationFactory()
    stranger.organisation = office
    stranger.save()
    owned = recommendation(reviewer, office)
    supported = recommendation(reviewer, owner, contributors=[office])
    attended = recommendation(
        reviewer, owner, meeting=meeting(reviewer, "2026-02-03", organisations=[office])
    )

    found = set(Recommendation.objects.visible_to(stranger))
    assert found == {about["lombok"], owned, supported, attended}
    assert attended.meeting in EvaluationMeeting.objects.visible_to(stranger)


def test_nobody_answers_beside_the_own_organisation(row, lead, reviewer, officer):
    assert set(Recommendation.objects.answerable_by(lead)) == {row}
    assert not Recommendation.objects.answerable_by(reviewer).exists()
    # Without an organisation nothing is the own: not even what has no owner's people.
    assert officer.organisation is None
    assert not Recommendation.objects.answerable_by(officer).exists()


# What the database never holds


@pytest.mark.parametrize(
    "wrong",
    [
        {"percent": 101},
        {"budget_year": 1999},
        {"due_on": day("2026-01-14")},
        {"first_due_on": None},
        {"due_on": None},
        {"status": "done", "percent": 100},
        {"status": "impossible"},
        {"closed_on": day("2026-02-01")},
        {"claimed": "running"},
    ],
)
def test_recommendation_constraints(row, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Recommendation.objects.filter(pk=row.pk).update(**wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"status": "done", "percent": 40, "closed_on": day("2026-02-01")},
        {"status": "impossible", "closed_on": day("2026-01-01")},
        {"status": "impossible", "closed_on": day("2026-02-01"), "claimed": "impossible"},
    ],
)
def test_closing_constraints(row, reviewer, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Recommendation.objects.filter(pk=row.pk).update(closed_by=reviewer, **wrong)


@pytest.mark.parametrize(
    "wrong", [{"percent": 101}, {"text": ""}, {"status": "open"}, {"status": "done", "percent": 99}]
)
def test_follow_up_constraints(row, lead, wrong):
    data = {"done_on": day("2026-02-01"), "text": "ada", "percent": 10, "status": "running"} | wrong
    with pytest.raises(IntegrityError), transaction.atomic():
        FollowUp.objects.create(recommendation=row, by=lead, **data)


@pytest.mark.parametrize(
    "wrong",
    [
        {"step": "changed"},
        {"step": "sent_back"},
        {"step": "given_up"},
        {"step": "reopened"},
        {"step": "due_moved", "reason": "lama", "due_after": day("2026-09-30")},
        {"step": "due_set", "due_before": day("2026-03-31"), "due_after": day("2026-09-30")},
        {"step": "made", "due_after": day("2026-09-30")},
        {"step": "answered"},
    ],
)
def test_trail_constraints(row, reviewer, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        RecommendationEvent.objects.create(recommendation=row, by=reviewer, **wrong)


def test_one_number_once_and_one_mail_a_day(row, reviewer, owner):
    twin = {"number": row.number, "title": "kembar", "owner": owner, "budget_year": 2026}
    with pytest.raises(IntegrityError), transaction.atomic():
        Recommendation.objects.create(given_on=day("2026-01-15"), **twin)
    DigestMail.objects.create(user=reviewer, day=day("2026-01-15"), overdue=1, due_soon=0)
    with pytest.raises(IntegrityError), transaction.atomic():
        DigestMail.objects.create(user=reviewer, day=day("2026-01-15"), overdue=1, due_soon=0)


def test_pillar_leads_of_today_are_not_asked(pillars, owner, held, reviewer):
    """A recommendation keeps its owner, whoever leads the pillar later."""
    row = recommendation(reviewer, owner, meeting=held, pillar=pillars[2])
    PillarLead.objects.create(pillar=pillars[2], organisation=factories.OrganisationFactory(), decree="uji")

    row.refresh_from_db()
    assert row.owner == owner


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time")
def test_two_reviewers_at_once_get_two_numbers(reviewer, owner):
    """Both ask for the same number; the second waits, is refused and takes the next."""
    held = meeting(reviewer, "2026-01-15")
    failed = []

    def recommend():
        try:
            for _number in range(3):
                recommendation(reviewer, owner, meeting=held)
        except Exception as error:
            failed.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=recommend) for _person in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    assert list(Recommendation.objects.order_by("number").values_list("number", flat=True)) == [
        f"R-2026-00{number}" for number in range(1, 7)
    ]
