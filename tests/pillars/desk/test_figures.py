"""Figures of the service desk, added up by hand."""

import datetime
from types import SimpleNamespace

import pytest

from pillars.choices import Measure
from pillars.desk.figures import counted, desk_of, months_of, reporting, silent_villages
from pillars.desk.models import DeskVisit
from pillars.desk.months import last_full_month
from pillars.desk.services import state_nil_month, take_step
from reports.figures.measures import MEASURES, Readings
from reports.figures.tallies import Selection
from tests import factories
from villages.models import Village

TODAY = datetime.date(2026, 6, 15)


@pytest.fixture(autouse=True)
def _today(it_is):
    it_is(TODAY)


def on(month, day):
    return datetime.date(2026, month, day)


@pytest.fixture
def year(visit, officer, siti):
    """Six visits: three of Siti, three without a name; four cases, of which two are closed."""
    visit(person=siti, visited_on=on(1, 5), route="procedural")
    visit(person=siti, visited_on=on(2, 5), purpose="documents", outcome="pending")
    closed = visit(person=siti, visited_on=on(2, 6), purpose="complaint", note="upah")
    visit(visited_on=on(3, 1), sex="male", route="non_procedural", outcome="declined")
    referred = visit(visited_on=on(4, 1), outcome="referred", referred_to="disnaker")
    visit(village="betak", visited_on=on(5, 2), purpose="complaint")
    take_step(visit=closed, step="closed", on=on(2, 26), note="dibayar", by=officer)
    take_step(visit=referred, step="closed", on=on(6, 1), note="paspor terbit", by=officer)


def test_people_are_counted_once_and_unnamed_visits_apart(year):
    counts = counted(DeskVisit.objects.all(), TODAY)
    assert (counts.visits, counts.people, counts.unnamed) == (6, 1, 3)
    assert counts.purposes == {
        "information": 3,
        "documents": 1,
        "family_letter": 0,
        "complaint": 2,
        "return": 0,
        "other": 0,
    }
    assert (counts.cases, counts.open_cases, counts.closed_cases) == (4, 2, 2)
    assert (counts.complaints, counts.open_complaints, counts.referred) == (2, 1, 1)
    assert (counts.non_procedural, counts.oldest) == (1, on(2, 5))
    assert counts.open_for(TODAY) == 130


def test_a_past_day_gives_the_answer_of_that_day(year):
    """The referred visit was open on the last of May and closed on the first of June."""
    assert counted(DeskVisit.objects.between(on(1, 1), on(5, 31)), on(5, 31)).open_cases == 3
    assert set(DeskVisit.objects.open_on(on(5, 31)).values_list("visited_on", flat=True)) == {
        on(2, 5),
        on(4, 1),
        on(5, 2),
    }
    assert desk_of(Village.objects.all(), on(1, 1), on(2, 25)).open_complaints == 1


def test_months_tell_visits_from_nobody_and_from_silence(year, officer, places):
    state_nil_month(village=places["tunggangri"], month=on(5, 1), by=officer)
    months = months_of(places["tunggangri"], TODAY)
    assert [(month.key, month.visits, bool(month.nil), month.is_silent) for month in months] == [
        ("2026-06", 0, False, False),
        ("2026-05", 0, True, False),
        ("2026-04", 1, False, False),
        ("2026-03", 1, False, False),
        ("2026-02", 2, False, False),
        ("2026-01", 1, False, False),
    ]
    assert last_full_month(TODAY) == on(5, 1)
    assert last_full_month(on(5, 31)) == on(5, 1)


def test_only_villages_of_the_programme_owe_a_month(year, officer, places):
    for name in ("tunggangri", "betak"):
        factories.MembershipFactory(village=places[name])
    own = Village.objects.filter(regency="35.04")
    assert reporting(own, on(5, 1)) == (1, 2)
    assert [village.area_id for village in silent_villages(officer, on(5, 1))] == ["35.04.14.2011"]
    assert reporting(own, on(2, 1)) == (1, 2)
    state_nil_month(village=places["tunggangri"], month=on(5, 1), by=officer)
    assert reporting(own, on(5, 1)) == (2, 2)


def test_indicators_count_the_desks_of_each_area(year, places):
    villages = Village.objects.filter(regency="35.04")
    areas = ("35.04.14.2011", "35.04.14.2016")
    board = SimpleNamespace(selection=Selection(("35.04",), 2026, on(5, 31)), villages=villages, areas=areas)
    readings, complaints_closed = Readings(board), MEASURES[Measure.COMPLAINTS_CLOSED]
    assert [MEASURES[Measure.DESK_VISITS](readings, None, area).value for area in (None, *areas)] == [6, 5, 1]
    assert [str(complaints_closed(readings, None, area).value) for area in areas] == [
        "100",
        "0",
    ]
    whole = complaints_closed(readings, None, None)
    assert (whole.numerator, whole.denominator) == (1, 2)
