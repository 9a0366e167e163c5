"""Closing and reopening quarters, exceptions and nil reports: who may, what is recorded, what holds."""

import datetime
import threading

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.urls import reverse
from django.utils import timezone

from desmigratif.ui.refusals import Refused
from pillars.choices import Progress
from pillars.models import Activity, NilReport, PeriodEvent, PeriodException, ReportingPeriod
from pillars.services import recall_activity, save_activity, send_activity
from pillars.services.nil_reports import state_nil, withdraw_nil
from pillars.services.period_exceptions import (
    ask_exception,
    decline_exception,
    grant_exception,
    open_exception,
)
from pillars.services.periods import PeriodClosed, close_period, closed_period, reopen_period, sums_of
from tests.pillars.closed import MARCH, MAY, quarter
from villages.models import Area

TODAY = timezone.localdate
TOMORROW = datetime.timedelta(days=1)


@pytest.fixture
def first(places):
    """Quarter I 2026, in which `saved()` and `sent()` lie."""
    return quarter(1)


@pytest.fixture
def closed(first, reviewer):
    return close_period(period=first, by=reviewer)


@pytest.fixture
def home(places):
    return places["betak"].regency


# Case O19, step by step


def test_case_o19(sent, saved, first, entry, officer, reviewer, home):
    """A closed quarter, every side door, a named role with a reason, and before and after side by side."""
    quarter(2)
    told = sent(villages={"tunggangri": (4, 6)})
    later = saved(start_on=MAY)
    close_period(period=first, by=reviewer)
    for data, activity in (
        (entry(), None),
        (entry(start_on=MARCH), later),
    ):
        with pytest.raises(PeriodClosed) as refused:
            save_activity(data=data, by=officer, activity=activity)
        day = f"{timezone.localdate():%-d %B %Y}"
        assert refused.value.message == f"Quarter I 2026 was closed on {day}. Ask for an exception."
    with pytest.raises(PeriodClosed):
        recall_activity(activity=told, by=officer)

    with pytest.raises(Refused, match="Only a reviewer"):
        reopen_period(period=first, by=officer, reason="mau ubah")
    with pytest.raises(Refused, match="Write why"):
        reopen_period(period=first, by=reviewer, reason=" ")
    reopen_period(period=first, by=reviewer, reason="Daftar hadir terlambat")
    told = recall_activity(activity=told, by=officer)
    save_activity(data=entry(villages={"tunggangri": (4, 7)}), by=officer, activity=told)
    send_activity(activity=told, by=officer, confirmed=True)
    first.refresh_from_db()
    close_period(period=first, by=reviewer)

    steps = [
        (event.step, event.by_id, event.reason, event.sums["0"]["female"], event.sums["0"]["activities"])
        for event in first.events.all()
    ]
    assert steps == [
        ("closed", reviewer.pk, "", 6, 1),
        ("reopened", reviewer.pk, "Daftar hadir terlambat", 6, 1),
        ("closed", reviewer.pk, "", 7, 1),
    ]


def test_closing_says_what_goes_on_after_the_quarter(client, first, saved, reviewer):
    address = reverse("pillars:period-close", args=[first.year, first.quarter])
    client.force_login(reviewer)
    saved(start_on=MARCH, end_on=MAY, status=Progress.DONE)
    saved(start_on=MARCH, end_on=MARCH, status=Progress.RUNNING)
    assert client.get(address).context["left"]["going_on"] == 0

    saved(start_on=MARCH, end_on=MAY, status=Progress.RUNNING)
    page = client.get(address)
    assert page.context["left"]["going_on"] == 1
    assert "1 activity goes on after the quarter" in page.text


# Which activities a closed quarter holds


@pytest.mark.parametrize(
    ("start", "end", "held"),
    [
        ("2025-12-31", "2025-12-31", False),
        ("2025-12-31", "2026-01-01", True),
        ("2026-03-31", "2026-03-31", True),
        ("2026-03-31", "2026-04-02", True),
        ("2025-12-01", "2026-05-01", True),
        ("2026-04-01", "2026-04-01", False),
        (None, "2026-02-01", True),
        ("2026-02-01", None, True),
        (None, None, False),
    ],
)
def test_a_quarter_holds_what_one_of_its_days_touches(start, end, held, closed, entry, officer):
    days = [day and datetime.date.fromisoformat(day) for day in (start, end)]
    data = entry(start_on=days[0], end_on=days[1])
    if held:
        with pytest.raises(PeriodClosed):
            save_activity(data=data, by=officer)
    else:
        assert save_activity(data=data, by=officer).pk


def test_the_rule_in_queries_is_the_rule_of_the_services(first, saved, reviewer, home, places):
    """What the queue and the home page leave out is exactly what nobody may change: with a quarter closed,
    with the next one and one after a gap, and with exceptions of one office and of two."""
    day = datetime.date.fromisoformat
    for start, end in (
        ("2025-12-31", "2026-01-01"),
        ("2026-03-31", None),
        (None, "2026-02-01"),
        (None, None),
        ("2026-04-01", "2026-04-02"),
        ("2026-03-31", "2026-04-01"),
        ("2026-07-01", "2026-09-30"),
        ("2025-09-30", "2025-10-01"),
    ):
        saved(start_on=start and day(start), end_on=end and day(end))
    held_in_turn = []
    quarters = {1: first, 2: quarter(2), 3: quarter(3, 2025), 4: quarter(4, 2025)}
    steps = [
        *(lambda number=number: close_period(period=quarters[number], by=reviewer) for number in (1, 2, 3)),
        *(
            lambda number=number, office=office: open_exception(
                period=quarters[number], regency=office, reason="uji", until=TODAY(), by=reviewer
            )
            for number, office in ((1, places["far"].regency), (1, home), (3, home), (2, home))
        ),
    ]
    for step in steps:
        step()
        held = Activity.objects.in_closed_period(TODAY())
        free = Activity.objects.in_open_period(TODAY())
        shut = {row.pk for row in Activity.objects.all() if closed_period(row)}
        assert {row.pk for row in held} == shut
        assert {row.pk for row in free} == {row.pk for row in Activity.objects.all()} - shut
        held_in_turn.append(len(shut))
    assert held_in_turn == [4, 5, 6, 6, 3, 2, 0]


# Exceptions


def test_an_exception_is_asked_for_and_granted(closed, home, officer, reviewer, entry):
    request = ask_exception(period=closed, regency=home, reason=" Berkas terlambat ", by=officer)
    assert (request.state, request.reason, request.asked_by) == ("asked", "Berkas terlambat", officer)
    with pytest.raises(Refused, match="There is already a request"):
        ask_exception(period=closed, regency=home, reason="lagi", by=officer)
    with pytest.raises(PeriodClosed):
        save_activity(data=entry(), by=officer)
    with pytest.raises(Refused, match="Only a reviewer"):
        grant_exception(request=request, until=TODAY(), by=officer)
    with pytest.raises(Refused, match="is past"):
        grant_exception(request=request, until=TODAY() - TOMORROW, by=reviewer)
    grant_exception(request=request, until=TODAY(), by=reviewer)
    assert save_activity(data=entry(), by=officer).pk
    with pytest.raises(Refused, match="decided already"):
        decline_exception(request=request, answer="tidak", by=reviewer)


def test_an_exception_ends_with_its_day(closed, home, officer, reviewer, entry):
    held = open_exception(period=closed, regency=home, reason="uji", until=TODAY(), by=reviewer)
    PeriodException.objects.filter(pk=held.pk).update(until=TODAY() - TOMORROW)
    with pytest.raises(PeriodClosed):
        save_activity(data=entry(), by=officer)


def test_a_request_is_declined_with_an_answer(closed, home, officer, reviewer):
    request = ask_exception(period=closed, regency=home, reason="uji", by=officer)
    with pytest.raises(Refused, match="Write why you decline"):
        decline_exception(request=request, answer="", by=reviewer)
    request = decline_exception(request=request, answer="Sudah dibahas", by=reviewer)
    assert (request.state, request.answer, request.until) == ("declined", "Sudah dibahas", None)
    assert ask_exception(period=closed, regency=home, reason="lagi", by=officer).state == "asked"


def test_no_exception_from_an_open_quarter_or_for_a_foreign_office(first, reviewer, home, officer, stranger):
    with pytest.raises(Refused, match="is open"):
        ask_exception(period=first, regency=home, reason="uji", by=officer)
    period = close_period(period=first, by=reviewer)
    with pytest.raises(Refused, match="own area"):
        ask_exception(period=period, regency=home, reason="uji", by=stranger)
    with pytest.raises(Refused, match="Write what"):
        ask_exception(period=period, regency=home, reason=" ", by=officer)


# Nil reports


def test_nil_is_stated_once_and_taken_back(first, places, pillars, officer):
    nil = state_nil(period=first, village=places["betak"], pillar=pillars[1], by=officer)
    assert state_nil(period=first, village=places["betak"], pillar=pillars[1], by=officer) == nil
    withdraw_nil(nil=nil, by=officer)
    withdraw_nil(nil=nil, by=officer)
    nil.refresh_from_db()
    assert nil.withdrawn_by == officer
    assert state_nil(period=first, village=places["betak"], pillar=pillars[1], by=officer) != nil


def test_nil_is_refused_where_something_was_sent(first, sent, places, pillars, officer):
    sent(villages={"betak": (1, 1)}, title="Bazar")
    with pytest.raises(Refused, match="“Bazar” was sent for Betak in Quarter I 2026"):
        state_nil(period=first, village=places["betak"], pillar=pillars[1], by=officer)
    assert state_nil(period=first, village=places["betak"], pillar=pillars[2], by=officer)


def test_nil_is_for_the_own_area_and_for_quarters_that_began(first, places, pillars, stranger, officer):
    with pytest.raises(Refused, match="own area"):
        state_nil(period=first, village=places["betak"], pillar=pillars[1], by=stranger)
    ahead = quarter(1, year=TODAY().year + 1)
    with pytest.raises(Refused, match="has not begun"):
        state_nil(period=ahead, village=places["betak"], pillar=pillars[1], by=officer)
    # Of a village that had ended before the quarter nothing is said.
    Area.objects.filter(pk="35.04.14.2016").update(valid_to=first.starts_on - datetime.timedelta(days=1))
    with pytest.raises(Refused, match="existed until"):
        state_nil(period=first, village=places["betak"], pillar=pillars[1], by=officer)
    Area.objects.filter(pk="35.04.14.2016").update(valid_to=first.starts_on)
    assert state_nil(period=first, village=places["betak"], pillar=pillars[1], by=officer)


def test_what_is_sent_afterwards_withdraws_nil(first, saved, sent, places, pillars, officer, colleague):
    """By sending, and by moving a sent plan into the quarter; of the same village and pillar alone."""
    for place in ("betak", "tunggangri"):
        for number in (1, 2):
            state_nil(period=first, village=places[place], pillar=pillars[number], by=officer)
    sent(by=colleague, villages={"betak": (1, 1)})
    standing = NilReport.objects.standing().values_list("village__area__name", "pillar__number")
    assert set(standing) == {("Betak", 2), ("Tunggangri", 1), ("Tunggangri", 2)}
    assert NilReport.objects.get(withdrawn_at__isnull=False).withdrawn_by == colleague


def test_moving_a_plan_into_the_quarter_withdraws_nil(first, saved, entry, places, pillars, officer):
    plan = {"status": Progress.PLANNED, "actual": None, "villages": {"betak": ()}, "result": ""}
    activity = send_activity(activity=saved(start_on=MAY, **plan), by=officer, confirmed=True)
    state_nil(period=first, village=places["betak"], pillar=pillars[1], by=officer)
    save_activity(data=entry(start_on=MARCH, **plan), by=officer, activity=activity)
    assert not NilReport.objects.standing().exists()


# At the same time


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_closing_waits_for_who_is_writing_and_stops_who_comes_later(first, saved, entry, officer, reviewer):
    """What is recorded at closing is what stands: nothing slips in between."""
    drafts = [saved(title=f"K{number}") for number in range(16)]
    refused, failures = [], []

    def send(part):
        try:
            for activity in part:
                try:
                    send_activity(activity=activity, by=officer, confirmed=True)
                except PeriodClosed:
                    refused.append(activity)
        except Exception as error:
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send, args=(drafts[n::4],)) for n in range(4)]
    for thread in threads:
        thread.start()
    period = close_period(period=first, by=reviewer)
    for thread in threads:
        thread.join()
    assert failures == []
    assert period.events.get().sums == sums_of(period)
    assert sums_of(period)["0"]["activities"] == 16 - len(refused)


# Constraints


def broken(make):
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


def test_the_database_keeps_closing_whole(first, reviewer):
    rows = ReportingPeriod.objects.filter(pk=first.pk)
    broken(lambda: rows.update(closed_at=timezone.now()))
    broken(lambda: rows.update(closed_by=reviewer))
    broken(
        lambda: PeriodEvent.objects.create(
            period=first, step="reopened", by=reviewer, at=timezone.now(), sums={}
        )
    )


def test_the_database_keeps_exceptions_whole(closed, home, officer, reviewer):
    row = ask_exception(period=closed, regency=home, reason="uji", by=officer)
    rows, now = PeriodException.objects.filter(pk=row.pk), timezone.now()
    broken(lambda: rows.update(reason=""))
    broken(lambda: rows.update(decided_at=now))
    broken(lambda: rows.update(until=TODAY()))
    broken(lambda: rows.update(state="granted", decided_at=now, decided_by=reviewer))
    broken(lambda: rows.update(state="declined", decided_at=now, decided_by=reviewer))
    broken(lambda: rows.update(state="granted", until=TODAY()))
    row.pk = None
    broken(row.save)


def test_the_database_keeps_nil_reports_whole(first, places, pillars, officer):
    nil = state_nil(period=first, village=places["betak"], pillar=pillars[1], by=officer)
    broken(lambda: NilReport.objects.filter(pk=nil.pk).update(withdrawn_at=timezone.now()))
    nil.pk = None
    broken(nil.save)


# Pages


@pytest.fixture
def page(client):
    def get(url, by, **data):
        client.force_login(by)
        response = client.post(url, data, follow=True) if data else client.get(url, follow=True)
        assert response.status_code == 200
        return response.content.decode()

    return get


def test_a_closed_activity_is_read_only_and_says_where_to_ask(saved, first, officer, reviewer, page):
    activity = saved()
    close_period(period=first, by=reviewer)
    for name in ("detail", "edit", "check"):
        shown = page(reverse(f"pillars:activity-{name}", args=[activity.pk]), officer)
        assert "Quarter I 2026 was closed on" in shown
        assert reverse("pillars:exception-ask", args=[2026, 1]) + "?regency=35.04" in shown
        assert reverse("pillars:activity-edit", args=[activity.pk]) not in shown
        assert reverse("pillars:activity-discard", args=[activity.pk]) not in shown


def test_what_was_typed_when_the_quarter_was_closed_is_not_lost(saved, first, officer, reviewer, page):
    activity = saved()
    close_period(period=first, by=reviewer)
    shown = page(reverse("pillars:activity-edit", args=[activity.pk]), officer, title="Judul yang diketik")
    assert "Judul yang diketik" in shown


def test_the_queue_leaves_out_what_cannot_be_verified(sent, first, reviewer, page):
    sent(title="Menunggu verifikasi")
    assert "Menunggu verifikasi" in page(reverse("pillars:activity-queue"), reviewer)
    assert "1 activity of the quarter is sent but not verified" in page(
        reverse("pillars:period-close", args=[2026, 1]), reviewer
    )
    close_period(period=first, by=reviewer)
    assert "Menunggu verifikasi" not in page(reverse("pillars:activity-queue"), reviewer)


def test_the_way_through_the_pages(sent, saved, first, officer, reviewer, page):
    """The reviewer closes, the office asks, the reviewer grants, the office writes."""
    shown = page(reverse("pillars:period-close", args=[2026, 1]), reviewer, close="1")
    assert "Quarter I 2026 is closed" in shown
    ask = reverse("pillars:exception-ask", args=[2026, 1])
    assert "Fill in “What has to be changed" in page(ask, officer, regency="35.04", reason="")
    assert "The request was sent" in page(ask, officer, regency="35.04", reason="Daftar hadir terlambat")
    request = PeriodException.objects.get()
    decide = reverse("pillars:exception-decide", args=[request.pk])
    assert decide in page(reverse("reports:period-list"), reviewer)
    assert "is past" in page(decide, reviewer, grant="1", until="01/01/2026")
    assert "The exception is granted" in page(decide, reviewer, grant="1", until=f"{TODAY():%d/%m/%Y}")
    assert "Valid until" in page(reverse("reports:period-detail", args=[2026, 1]), officer)
    assert saved().pk
    reopen = reverse("pillars:period-reopen", args=[2026, 1])
    assert "Fill in “Reason”" in page(reopen, reviewer, reason="")
    assert "Quarter I 2026 is open again" in page(reopen, reviewer, reason="Keputusan rapat")


def test_a_declined_request_says_why(closed, home, officer, reviewer, page):
    request = ask_exception(period=closed, regency=home, reason="uji", by=officer)
    decide = reverse("pillars:exception-decide", args=[request.pk])
    page(decide, reviewer, decline="1", answer="Sudah dibahas di rapat")
    assert "Sudah dibahas di rapat" in page(reverse("reports:period-detail", args=[2026, 1]), officer)
