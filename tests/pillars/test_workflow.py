"""The check page, each step as an address of its own, and the reviewer's queue."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from pillars.choices import Progress, Review
from pillars.models import Activity
from pillars.services import FundingData, return_activity, verify_activity

QUEUE = reverse("pillars:activity-queue")


def url(verb, activity, query=""):
    return reverse(f"pillars:activity-{verb}", args=[activity.pk]) + query


@pytest.fixture
def press(client):
    """Posts to a step as a person and follows: `press(officer, "send", activity, confirmed="on")`."""

    def post(person, verb, activity, query="", **data):
        client.force_login(person)
        return client.post(url(verb, activity, query), data, follow=True)

    return post


def state_of(activity):
    return Activity.objects.get(pk=activity.pk).state


# The check page


def test_check_shows_entries_with_links_to_change_them(client, officer, saved):
    activity = saved(title="Pelatihan keripik", villages={"betak": (4, None)})
    client.force_login(officer)
    text = client.get(url("check", activity)).content.decode()
    for said in (
        "Pelatihan keripik",
        "Betak, Kec. Kalidawir",
        "Returned migrant workers",
        "Send for verification",
    ):
        assert said in text
    for section in "1234":
        assert f"{url('edit', activity)}#s{section}" in text
    assert "Empty cells in the participants mean 0." in text


def test_check_lists_what_is_missing_and_does_not_offer_to_send(client, officer, saved):
    activity = saved(type=None, start_on=None, villages={"betak": (None, None)}, lines=[], result="")
    client.force_login(officer)
    text = client.get(url("check", activity)).content.decode()
    assert "5 things are missing" in text
    assert "Choose the activity type." in text
    assert "Send for verification" not in text


def test_what_is_missing_leads_to_its_box_which_is_marked(client, officer, saved):
    """Every thing that can be missing: a link to a control that is there and says the same."""
    client.force_login(officer)
    lines = [FundingData("apbn", 5, 9), FundingData("csr", None, None)]
    for activity in (
        saved(type=None, start_on=None, villages={"betak": ()}, lines=[], result=""),
        saved(villages={"betak": (1, 1), "tunggangri": ()}, lines=lines),
        saved(plan=1, actual=2),
        saved(status=Progress.CANCELLED),
    ):
        missing = client.get(url("check", activity)).context["missing"]
        assert missing
        page = client.get(f"{url('edit', activity)}?periksa=1").content.decode()
        for link in missing:
            assert (
                f"{url('edit', activity)}?periksa=1#{link.target}"
                in client.get(url("check", activity)).content.decode()
            )
            control = re.search(f'<(?:input|select|textarea)[^>]*id="{link.target}"[^>]*>', page)
            assert control, link
            assert "is-invalid" in control[0], control[0]
            assert escape(link.text) in page


def test_the_form_says_why_it_was_returned(client, press, officer, reviewer, sent):
    activity = sent()
    return_activity(activity=activity, by=reviewer, reason="Foto belum jelas.")
    client.force_login(officer)
    assert "Foto belum jelas." in client.get(url("edit", activity)).content.decode()


def test_similar_activity_is_shown_with_a_link(client, officer, saved):
    first = saved(title="Yang pertama", start_on=datetime.date(2026, 3, 4))
    client.force_login(officer)
    text = client.get(url("check", saved())).content.decode()
    assert "Similar to another activity." in text
    assert first.get_absolute_url() in text


def test_similar_activities_elsewhere_are_not_told(client, officer, saved, stranger):
    saved(title="Jauh", by=stranger, villages={"far": (1, 2)})
    client.force_login(officer)
    assert "Similar" not in client.get(url("check", saved())).content.decode()


# Sending


def test_send(press, officer, saved):
    activity = saved()
    response = press(officer, "send", activity, confirmed="on")
    assert state_of(activity) == Review.SENT
    assert response.redirect_chain == [(activity.get_absolute_url(), 302)]
    assert "was sent for verification" in response.content.decode()


def test_send_needs_the_confirmation_that_empty_means_zero(press, officer, saved):
    activity = saved(villages={"betak": (None, 6)})
    text = press(officer, "send", activity).content.decode()
    assert state_of(activity) == Review.DRAFT
    assert "Confirm that empty cells mean 0, then send again." in text
    assert "errsum" in text


def test_questions_are_answered_one_by_one(press, officer, saved):
    activity = saved(villages={"betak": (6000, None), "tunggangri": (7000, 0)})
    text = press(officer, "send", activity, confirmed="on", answer="many-35.04.14.2016").content.decode()
    assert state_of(activity) == Review.DRAFT
    assert 'value="many-35.04.14.2016" id="answer-' in text
    assert text.count(" checked>") == 2, "what was ticked stays ticked"
    press(officer, "send", activity, confirmed="on", answer=["many-35.04.14.2016", "many-35.04.14.2011"])
    assert state_of(activity) == Review.SENT


def test_plan_is_sent_without_confirmation(press, officer, saved):
    activity = saved(status=Progress.PLANNED, villages={"betak": (None, None)})
    press(officer, "send", activity)
    assert state_of(activity) == Review.SENT


def test_spending_above_the_plan_needs_a_reason(press, officer, saved):
    activity = saved(plan=1, actual=2)
    text = press(officer, "send", activity, confirmed="on").content.decode()
    assert state_of(activity) == Review.DRAFT
    assert "Spending is above the plan" in text


# Every step once, twice, by the wrong person, from the wrong place

STEPS = [
    ("send", "draft", "officer", Review.SENT, {"confirmed": "on"}),
    ("recall", "sent", "officer", Review.DRAFT, {}),
    ("return", "sent", "reviewer", Review.RETURNED, {"return-reason": "counts", "return-text": "9, not 6"}),
    ("verify", "sent", "reviewer", Review.VERIFIED, {}),
    (
        "reopen",
        "verified",
        "reviewer",
        Review.RETURNED,
        {"reopen-reason": "other", "reopen-text": "Salah desa"},
    ),
]


@pytest.fixture
def at(saved, sent, reviewer):
    """An activity in a state."""

    def make(state):
        if state == "draft":
            return saved()
        activity = sent()
        return verify_activity(activity=activity, by=reviewer) if state == "verified" else activity

    return make


@pytest.mark.parametrize(("verb", "start", "who", "end", "data"), STEPS)
def test_step_and_its_harmless_repetition(verb, start, who, end, data, request, press, at):
    activity, person = at(start), request.getfixturevalue(who)
    press(person, verb, activity, **data)
    assert state_of(activity) == end
    steps = activity.events.count()
    text = press(person, verb, activity, **data).content.decode()
    assert state_of(activity) == end
    assert activity.events.count() == steps
    assert "is not possible" in text


@pytest.mark.parametrize(("verb", "start", "who", "end", "data"), STEPS)
def test_step_takes_only_a_post(verb, start, who, end, data, request, client, at):
    client.force_login(request.getfixturevalue(who))
    assert client.get(url(verb, at(start))).status_code == 405


@pytest.mark.parametrize(("verb", "start", "who", "end", "data"), STEPS)
def test_step_by_the_wrong_role_is_forbidden(verb, start, who, end, data, request, client, at, reviewer):
    activity = at(start)
    wrong = ("reviewer",) if who == "officer" else ("officer", "village_officer", "admin")
    for name in (*wrong, "province_reader", "pillar_lead", "contributor"):
        client.force_login(request.getfixturevalue(name))
        assert client.post(url(verb, activity), data).status_code == 403, name
    assert state_of(activity) == start


@pytest.mark.parametrize("verb", ["send", "recall"])
def test_step_from_another_area_finds_nothing(verb, client, stranger, saved, sent):
    activity = saved() if verb == "send" else sent()
    client.force_login(stranger)
    assert client.post(url(verb, activity)).status_code == 404


@pytest.mark.parametrize("verb", [step[0] for step in STEPS])
def test_step_needs_a_sign_in(verb, client, saved):
    response = client.post(url(verb, saved()))
    assert response.status_code == 302
    assert response["Location"].startswith("/akun/masuk/")


def test_return_needs_a_reason_and_keeps_the_text(press, reviewer, sent):
    activity = sent()
    text = press(reviewer, "return", activity, **{"return-text": "Lihat halaman 2"}).content.decode()
    assert state_of(activity) == Review.SENT
    assert text.count("Choose the reason, so that the officer knows what to correct.") == 2
    assert "Lihat halaman 2" in text
    assert "<details" in text
    assert 'reason" open' in text


def test_other_reason_needs_words(press, reviewer, sent):
    activity = sent()
    text = press(reviewer, "return", activity, **{"return-reason": "other"}).content.decode()
    assert state_of(activity) == Review.SENT
    assert "Write what to correct" in text


def test_reason_of_the_list_and_own_words_are_both_told(press, reviewer, officer, sent, client):
    activity = sent()
    press(reviewer, "return", activity, **{"return-reason": "counts", "return-text": "9, not 6."})
    client.force_login(officer)
    text = client.get(activity.get_absolute_url()).content.decode()
    assert "The head counts do not match the attendance list. 9, not 6." in text


# Who must not verify


def test_author_who_became_reviewer_reads_why_there_is_no_button(press, client, sent, officer):
    from desmigratif.accounts.roles import Role

    activity = sent()
    officer.role = Role.REVIEWER
    officer.save()
    client.force_login(officer)
    text = client.get(activity.get_absolute_url()).content.decode()
    assert "You wrote or sent this activity yourself." in text
    assert url("verify", activity) not in text
    assert "Another reviewer has to verify it" in press(officer, "verify", activity).content.decode()
    assert state_of(activity) == Review.SENT


def test_plan_cannot_be_verified_and_the_page_says_so(client, press, reviewer, sent):
    activity = sent(status=Progress.PLANNED)
    client.force_login(reviewer)
    assert "not over yet" in client.get(activity.get_absolute_url()).content.decode()
    assert "not over yet" in press(reviewer, "verify", activity).content.decode()


# The queue


@pytest.fixture
def waiting(sent):
    """Three activities sent 9, 5 and 0 days ago, oldest first."""
    made = []
    for number, days in enumerate((9, 5, 0)):
        activity = sent(title=f"Antrean {number}", pillar=1 + number % 2)
        at = timezone.now() - datetime.timedelta(days=days)
        Activity.objects.filter(pk=activity.pk).update(sent_at=at)
        made.append(Activity.objects.get(pk=activity.pk))
    return made


def test_queue_is_oldest_first_with_days(client, reviewer, waiting):
    client.force_login(reviewer)
    page = client.get(QUEUE).context["page"]
    assert [(row.title, row.days_waiting) for row in page] == [
        ("Antrean 0", 9),
        ("Antrean 1", 5),
        ("Antrean 2", 0),
    ]


def test_queue_filters(client, reviewer, waiting):
    client.force_login(reviewer)
    titles = lambda query: [row.title for row in client.get(QUEUE + query).context["page"]]  # noqa: E731
    assert titles("?pillar=II") == ["Antrean 1"]
    assert len(titles("?province=35")) == 3
    assert titles("?province=52") == []


def test_queue_leaves_out_what_is_not_over_or_ones_own(client, reviewer, sent, saved):
    saved()
    sent(status=Progress.PLANNED)
    client.force_login(reviewer)
    assert "Nothing is waiting for verification." in client.get(QUEUE).content.decode()


@pytest.mark.parametrize("who", ["officer", "province_reader", "pillar_lead", "admin"])
def test_queue_is_the_reviewers(who, request, client):
    client.force_login(request.getfixturevalue(who))
    assert client.get(QUEUE).status_code == 403


def test_way_through_the_queue(client, reviewer, waiting):
    first, second, third = waiting
    client.force_login(reviewer)
    place = client.get(f"{second.get_absolute_url()}?antrean=1").context["queue"]
    assert (place.number, place.total) == (2, 3)
    assert place.previous == f"{first.get_absolute_url()}?antrean=1"
    assert place.next == f"{third.get_absolute_url()}?antrean=1"
    place = client.get(f"{first.get_absolute_url()}?antrean=1&pillar=I").context["queue"]
    assert (place.total, place.next) == (2, f"{third.get_absolute_url()}?antrean=1&pillar=I")
    assert client.get(second.get_absolute_url()).context["queue"] is None


def test_verifying_in_the_queue_leads_to_the_next(press, reviewer, waiting):
    first, second, third = waiting
    response = press(reviewer, "verify", first, "?antrean=1")
    assert response.redirect_chain[-1][0] == f"{second.get_absolute_url()}?antrean=1"
    assert "“Antrean 0” is verified." in response.content.decode()
    data = {"return-reason": "money"}
    response = press(reviewer, "return", second, "?antrean=1", **data)
    assert response.redirect_chain[-1][0] == f"{third.get_absolute_url()}?antrean=1"
    response = press(reviewer, "verify", third, "?antrean=1")
    assert response.redirect_chain[-1][0].startswith(QUEUE)


def test_officer_does_not_walk_the_queue(client, officer, waiting):
    client.force_login(officer)
    assert client.get(f"{waiting[0].get_absolute_url()}?antrean=1").context["queue"] is None


def test_returned_activity_leaves_the_queue_and_comes_back(client, press, reviewer, officer, waiting):
    activity = return_activity(activity=waiting[0], by=reviewer, reason="Perbaiki")
    client.force_login(reviewer)
    assert len(client.get(QUEUE).context["page"]) == 2
    press(officer, "send", activity, confirmed="on")
    client.force_login(reviewer)
    assert len(client.get(QUEUE).context["page"]) == 3
