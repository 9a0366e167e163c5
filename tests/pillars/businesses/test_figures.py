"""Figures of businesses, added up by hand; sums and ways against a recount of any of them."""

import calendar
import datetime
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pillars.businesses.figures import (
    BusinessCounts,
    Ways,
    counted,
    counted_by_area,
    last_full_year,
    own_and_all,
    trainings_before,
    ways_of,
)
from pillars.businesses.models import Business, BusinessStep
from pillars.businesses.querysets import day_number
from pillars.businesses.services import PermitData, take_step
from pillars.choices import Category, Measure
from pillars.models import Attendance
from reports.figures.measures import MEASURES, Readings
from reports.figures.tallies import Selection
from tests.reports import made
from villages.models import Village

TODAY = datetime.date(2026, 6, 15)


def on(year, month, day):
    return datetime.date(year, month, day)


@pytest.fixture(autouse=True)
def _today(it_is):
    it_is(TODAY)


@pytest.fixture
def village(business, stated, person, officer):
    """Four businesses of Tunggangri and one of Betak; who has a look at the numbers can add them up."""
    siti, ani = person("Siti Rohmah"), person("Ani Lestari")
    keripik = business(owner=siti, permits=[PermitData("nib", "912")], market="country")
    stated(keripik, 2025, turnover=24_000_000, profit=6_000_000, workers_male=1, workers_female=2)
    jahit = business(name="Jahit", owner=ani, started_on=on(2025, 8, 31), market="village")
    stated(jahit, 2025, turnover=10_000_000, profit=-1_000_000, workers_female=1)
    take_step(business=jahit, status="paused", on=on(2026, 2, 28), why="musim hujan", by=officer)
    business(name="Kelompok", kind="group", owner=siti, started_on=on(2026, 2, 1))
    warung = business(name="Warung", started_on=None, permits=[PermitData("nib", "7", None, on(2026, 6, 14))])
    stated(warung, 2024, turnover=5_000_000)
    ternak = business(village="betak", name="Ternak", started_on=on(2024, 6, 1))
    stated(ternak, 2025, turnover=1)
    take_step(business=ternak, status="closed", on=on(2026, 3, 1), why="modal habis", by=officer)
    return siti, ani


def test_the_village_adds_up_as_on_paper(village):
    counts = counted(Business.objects.all(), 2026, TODAY)
    assert counts == BusinessCounts(
        there=4,  # all but Ternak
        running=3,
        paused=1,
        closed=1,
        started=1,  # Kelompok
        reached_6=1,  # Jahit at the end of February; Keripik in September 2025, Kelompok in August
        alive_6=0,  # paused that very day
        reached_12=1,  # Keripik on 10 March; Ternak in June 2025
        alive_12=1,
        nib=1,  # that of Warung ran out
        outside=1,
        people=2,  # Siti is in two of them
        stated=3,  # the closed one no longer counts
        turnover=39_000_000,
        profit=5_000_000,
        workers_male=1,
        workers_female=3,
    )
    assert counts.workers == 4


def test_a_past_day_gives_the_answer_of_that_day(village):
    counts = counted(Business.objects.all(), 2025, on(2025, 12, 30))
    assert (counts.there, counts.running, counts.closed, counts.started) == (4, 4, 0, 2)
    assert (counts.reached_6, counts.alive_6, counts.reached_12, counts.alive_12) == (1, 1, 1, 1)
    assert (counts.turnover, counts.stated, counts.people, counts.nib) == (5_000_000, 1, 2, 2)
    assert counted(Business.objects.all(), 2025, on(2025, 12, 31)).turnover == 39_000_001
    assert last_full_year(on(2025, 12, 30)) == 2024


def test_indicators_count_the_businesses_of_each_area(village):
    areas = ("35.04.14.2011", "35.04.14.2016", "35.04.14.2017")
    board = SimpleNamespace(
        selection=Selection(("35.04",), 2026, TODAY),
        villages=Village.objects.filter(regency="35.04"),
        areas=areas,
    )
    readings = Readings(board)

    def measured(measure):
        return [MEASURES[measure](readings, None, area) for area in (None, *areas)]

    assert [one.value for one in measured(Measure.BUSINESSES_STARTED)] == [1, 1, 0, 0]
    assert [one.value for one in measured(Measure.BUSINESSES_NIB)] == [1, 1, 0, 0]
    shares = [(one.numerator, one.denominator) for one in measured(Measure.BUSINESSES_ALIVE)]
    assert shares == [(1, 1), (1, 1), (0, 0), (0, 0)]


def trained(officer, pillar, village, day, *people):
    """An activity that was sent, and who took part in it."""
    activity = made.activity(officer, pillar, [village], start=day)
    for one in people:
        Attendance.objects.create(
            activity=activity,
            activity_village=activity.activity_villages.get(),
            beneficiary=one,
            home=village,
            category=Category.RETURNED,
            added_by=officer,
        )
    return activity


def test_ways_of_people_are_nested_and_told_in_fives(village, places, pillars, officer, person, business):
    siti, ani = village
    wati = person("Wati Ningsih")
    training = trained(officer, pillars[2], places["tunggangri"], "2025-03-01", siti, ani, wati)
    trained(officer, pillars[2], places["tunggangri"], "2026-02-05", person("Dewi Anggraini"))
    trained(officer, pillars[1], places["tunggangri"], "2025-01-01", person("Rini Astuti"))
    business(name="Kue", owner=wati, started_on=on(2025, 2, 27))
    here = Village.objects.filter(regency="35.04")
    # Wati began before she was trained; of Ani's business the twelve months are not over.
    assert ways_of(here, None, TODAY) == Ways(trained=4, started=2, alive=1)
    assert ways_of(here, None, on(2026, 3, 9)) == Ways(trained=4, started=2, alive=0)
    assert ways_of(here, None, on(2025, 3, 9)) == Ways(trained=3, started=0, alive=0)
    none = Village.objects.none()
    told = ways_of(here, none, TODAY)
    assert [int(number) for number in vars(told).values()] == [0, 0, 0]
    assert ways_of(here, here, TODAY) == Ways(trained=4, started=2, alive=1)
    keripik = Business.objects.get(name="Keripik Barokah")
    assert [(one.pk, one.people) for one in trainings_before(keripik)] == [(training.pk, 1)]
    assert not trainings_before(Business.objects.get(name="Kue"))
    assert not trainings_before(Business.objects.get(name="Warung"))


def test_of_others_only_fives_are_told(village):
    here = Village.objects.filter(regency="35.04")
    mine, whole = own_and_all(here, here.filter(area="35.04.14.2016"), 2026, TODAY)
    assert (mine.there, mine.closed, whole.there) == (0, 1, 4)
    told = whole.beside(mine)
    assert (told.there, told.closed, told.people, told.turnover) == (0, 1, 0, 0)
    assert str(own_and_all(here, None, 2026, TODAY)[1].there) == "4"


def months_later(day, months):
    """The same day so many months later, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@given(st.dates(datetime.date(2016, 1, 1), datetime.date(2040, 1, 1)), st.integers(0, 24), st.integers(-3, 3))
def test_months_are_over_on_the_same_day_or_the_last(day, months, beside):
    later = months_later(day, months)
    other = later + datetime.timedelta(days=beside)
    is_over = day_number(day) + months * 31 <= day_number(other)
    if later.day == day.day:
        assert is_over == (other >= later)
    else:
        # The month has no such day: it is over with the first of the next one.
        assert is_over == (other > later)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from(["tunggangri", "betak"]),
            st.dates(datetime.date(2024, 1, 1), datetime.date(2026, 8, 1)) | st.none(),
            st.sampled_from(["paused", "closed", ""]),
            st.dates(datetime.date(2024, 1, 1), datetime.date(2026, 8, 1)),
        ),
        max_size=8,
    ),
    length=st.sampled_from([0, 13]),
)
def test_sums_are_those_of_a_recount(places, officer, rows, length):
    BusinessStep.objects.all().delete()
    Business.objects.all().delete()
    expected = {}
    for number, (place, started, status, day) in enumerate(rows):
        village = places[place]
        stored = Business.objects.create(
            village=village, name=f"Usaha {number}", kind="person", started_on=started, recorded_by=officer
        )
        changes = status and (started is None or day > started)
        if changes:
            stored.steps.create(status=status, on=day, why="uji", recorded_by=officer)
        if started and started > TODAY:
            continue
        found = expected.setdefault(village.code[:length], dict.fromkeys(("there", "closed", "r", "a"), 0))
        is_closed = changes and status == "closed" and day <= TODAY
        found["closed" if is_closed else "there"] += 1
        year_on = started and day_number(started) + 12 * 31
        if year_on and day_number(datetime.date(2025, 12, 31)) < year_on <= day_number(TODAY):
            found["r"] += 1
            found["a"] += not (changes and day_number(day) <= year_on)
    counts = counted_by_area(Business.objects.all(), 2026, TODAY, length)
    found = {
        place: {"there": one.there, "closed": one.closed, "r": one.reached_12, "a": one.alive_12}
        for place, one in counts.items()
    }
    # Nothing at all is nothing of the whole.
    assert {place: said for place, said in found.items() if any(said.values())} == expected
