"""Stored sums: numbers a person can add up, equality with a recount after anything, and under two writers."""

import datetime
import threading
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections, transaction
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desmigratif.ui.refusals import Refused
from pillars.choices import Progress, Review
from pillars.models import Activity, HeadTally, Tally
from pillars.services import (
    FundingData,
    recall_activity,
    recounts,
    reopen_activity,
    return_activity,
    save_activity,
    send_activity,
    tallies,
    verify_activity,
)

SUMS = ("activities", "done", "plan", "actual")


def row(area, **key):
    """(activities, done, plan, actual, male, female) of one area, over the given key."""
    found = Tally.objects.filter(area=area, **key)
    heads = HeadTally.objects.filter(area=area, **key)
    sums = [sum(getattr(tally, name) for tally in found) for name in SUMS]
    return (*sums, sum(h.male for h in heads), sum(h.female for h in heads))


def test_draft_counts_nowhere(saved):
    saved()
    assert not Tally.objects.exists()


def test_one_activity_in_three_villages(sent):
    """10 + 20 + 30 people of two sexes; 9 of 12 million, of which 4 of 5 million for Betak alone."""
    lines = [
        FundingData(source="apbn", plan=7_000_000, actual=5_000_000),
        FundingData(source="dana_desa", plan=5_000_000, actual=4_000_000),
    ]
    activity = sent(
        villages={"tunggangri": (4, 6), "betak": (8, 12), "pagersari": (10, 20)},
        lines=lines,
    )
    line = activity.funding_lines.get(source="dana_desa")
    with tallies.kept(activity):
        line.village = activity.villages.get(area="35.04.14.2016")
        line.save()

    for area in ("00", "35", "35.04"):
        assert row(area) == (1, 1, 12_000_000, 9_000_000, 22, 38)
    assert row("35.04.14.2011") == (1, 1, 0, 0, 4, 6)
    assert row("35.04.14.2016") == (1, 1, 5_000_000, 4_000_000, 8, 12)
    assert row("35.04.14.2017") == (1, 1, 0, 0, 10, 20)
    assert row("52") == (0, 0, 0, 0, 0, 0)
    assert tallies.differences() == []


def test_money_of_a_single_village_is_its_own(sent):
    sent(villages={"betak": (1, 1)}, plan=3_000_000, actual=2_000_000)
    assert row("35.04.14.2016") == (1, 1, 3_000_000, 2_000_000, 1, 1)


def test_state_moves_the_sums(sent, reviewer):
    activity = sent()
    assert row("00", state=Review.SENT)[0] == 1

    verify_activity(activity=activity, by=reviewer)
    assert (row("00", state=Review.SENT)[0], row("00", state=Review.VERIFIED)[0]) == (0, 1)

    reopen_activity(activity=activity, by=reviewer, reason="keliru")
    assert row("00") == (0, 0, 0, 0, 0, 0)


def test_case_o16_activities_and_money(sent, places):
    """Three activities, Rp47.000.000; one over two villages and two years counts once, its money once."""
    date = datetime.date
    sent(
        pillar=2,
        budget_year=2023,
        start_on=date(2023, 11, 20),
        end_on=date(2024, 2, 10),
        villages={"tunggangri": (0, 2), "betak": (1, 0)},
        plan=30_000_000,
        actual=30_000_000,
    )
    sent(
        budget_year=2024,
        start_on=date(2024, 3, 5),
        villages={"tunggangri": (0, 3)},
        plan=5_000_000,
        actual=5_000_000,
    )
    sent(
        pillar=3,
        budget_year=2024,
        start_on=date(2024, 4, 1),
        end_on=date(2024, 6, 30),
        villages={"tunggangri": (0, 1), "betak": (1, 0), "pagersari": (0, 1)},
        plan=12_000_000,
        actual=12_000_000,
    )

    for area in ("00", "35", "35.04"):
        assert row(area)[:4] == (3, 3, 47_000_000, 47_000_000)
        assert sum(row(area)[4:]) == 9
    assert [row(f"35.04.14.{code}")[0] for code in (2011, 2016, 2017)] == [3, 2, 1]

    def in_year(year):
        return Activity.objects.running_between(date(year, 1, 1), date(year, 12, 31)).count()

    assert (in_year(2023), in_year(2024)) == (1, 3)
    assert Activity.objects.running_between(date(2023, 1, 1), date(2024, 12, 31)).count() == 3


def stored_sums():
    """Every sum that is not 0, over the slots, by table and key."""
    found = {}
    for model, keys in recounts.KEYS.items():
        sums = {f"sum_{name}": Sum(name) for name in recounts.SUMS[model]}
        rows = model.objects.order_by(*keys).values_list(*keys).annotate(**sums)
        found[model] = [row for row in rows if any(row[len(keys) :])]
    return found


@pytest.mark.parametrize("at_once", [recounts.AT_ONCE, 0])
def test_check_names_what_is_wrong_and_rebuild_mends_it(sent, monkeypatch, at_once):
    """All at a time, and month by month: a sum too much, one that is missing, one of a year that is gone."""
    monkeypatch.setattr(recounts, "AT_ONCE", at_once)
    sent()
    right = stored_sums()
    Tally.objects.filter(area="35.04").update(actual=1)
    HeadTally.objects.filter(area="00").delete()
    gone = Tally.objects.get(area="35")
    gone.pk, gone.budget_year = None, 2019
    gone.save()
    out = StringIO()

    with pytest.raises(CommandError, match=r"\d+ differences"):
        call_command("check_tallies", stdout=out)
    assert "Tally 35.04" in out.getvalue()
    assert "actual stored 1, counted 9000000" in out.getvalue()
    assert "activities stored 1, counted 0" in out.getvalue()
    assert len(recounts.slices_of(Tally)) == (1 if at_once else 13)

    call_command("rebuild_tallies", stdout=out)
    call_command("check_tallies", stdout=out)
    assert "No differences." in out.getvalue()
    assert right == stored_sums()


number = st.none() | st.integers(0, 50)
money = st.none() | st.integers(0, 10**12)
step = st.fixed_dictionaries(
    {
        "do": st.sampled_from(["make", "change", "send", "recall", "return", "verify", "reopen"]),
        "which": st.integers(0, 3),
        "pillar": st.integers(1, 4),
        "year": st.integers(2024, 2026),
        "month": st.integers(1, 9),
        "status": st.sampled_from(list(Progress)),
        "villages": st.dictionaries(
            st.sampled_from(["tunggangri", "betak", "pagersari"]),
            st.none() | st.tuples(number, number, number),
            min_size=1,
        ),
        "plan": st.integers(0, 10**12),
        "actual": money,
        "own_line": st.booleans(),
    }
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(step, min_size=1, max_size=12))
def test_any_sequence_of_services_leaves_sums_equal_to_a_recount(steps, entry, officer, reviewer, places):
    Activity.objects.all().delete()
    Tally.objects.all().delete()
    HeadTally.objects.all().delete()
    made = []
    for item in steps:
        try:
            _perform(item, made, entry, officer, reviewer, places)
        except Refused:
            continue

    assert tallies.differences() == []


def _perform(item, made, entry, officer, reviewer, places):
    lines = [FundingData(source="apbn", plan=item["plan"], actual=item["actual"])]
    if item["own_line"]:
        own = places[sorted(item["villages"])[0]]
        lines.append(FundingData(source="dana_desa", plan=7, actual=5, village=own))
    fields = {
        "pillar": item["pillar"],
        "budget_year": item["year"],
        "start_on": datetime.date(item["year"], item["month"], 15),
        "status": item["status"],
        "villages": item["villages"],
        "lines": lines,
        "over_plan_reason": "uji",
        "obstacle": "uji",
    }
    if item["do"] == "make" or not made:
        made.append(save_activity(data=entry(**fields), by=officer))
        return
    activity = made[item["which"] % len(made)]
    match item["do"]:
        case "change":
            save_activity(data=entry(**fields), by=officer, activity=activity)
        case "send":
            send_activity(activity=activity, by=officer, confirmed=True)
        case "recall":
            recall_activity(activity=activity, by=officer)
        case "return":
            return_activity(activity=activity, by=reviewer, reason="uji")
        case "verify":
            verify_activity(activity=activity, by=reviewer)
        case "reopen":
            reopen_activity(activity=activity, by=reviewer, reason="uji")


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time")
def test_concurrent_writers_leave_sums_equal_to_a_recount(entry, officer, reviewer):
    drafts = [save_activity(data=entry(title=f"K{n}"), by=officer) for n in range(12)]
    failures = []

    def work(part):
        try:
            for activity in part:
                send_activity(activity=activity, by=officer, confirmed=True)
                verify_activity(activity=activity, by=reviewer)
        except Exception as error:
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(drafts[n::4],)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    of_country = Tally.objects.filter(area="00", state=Review.VERIFIED)
    assert of_country.aggregate(Sum("activities"))["activities__sum"] == 12
    assert tallies.differences() == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes one at a time anyway")
@pytest.mark.django_db(transaction=True)
def test_writers_of_the_country_do_not_wait_for_each_other(places, pillars):
    """Two offices add to the sums of the country; the second stores before the first has ended."""
    key = ("00", pillars[1].pk, 2026, datetime.date(2026, 3, 1), str(Review.SENT))
    deltas, slots, failures = {(*key, "activities"): 1}, [], []

    def second():
        try:
            while tallies._slot() in slots:
                connections.close_all()
                connection.ensure_connection()
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '3s'")
            tallies.add(Tally, deltas)
        except Exception as error:
            failures.append(error)
        finally:
            connections.close_all()

    with transaction.atomic():
        tallies.add(Tally, deltas)
        slots.append(tallies._slot())
        thread = threading.Thread(target=second)
        thread.start()
        thread.join()

    assert failures == []
    assert [row.activities for row in Tally.objects.filter(area="00")] == [1, 1]
