"""Figures of groups and children, added up by hand; the stored rows against a recount of any of them."""

import datetime
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pillars.choices import Measure
from pillars.models import Activity
from pillars.parenting.figures import (
    GroupQuarter,
    ParentingCounts,
    came,
    counted,
    counted_by_area,
    quarters_of,
    to_be_updated,
)
from pillars.parenting.models import GroupMember, SchoolStatus
from pillars.parenting.querysets import children_on
from pillars.parenting.services import end_membership, link_session
from pillars.services.attendances import add_people
from reports.figures.measures import MEASURES, Readings
from reports.figures.tallies import Selection
from tests.reports import made
from villages.models import Beneficiary, Village
from villages.people.services.beneficiaries import Person, register_beneficiary
from villages.people.services.ends import record_end
from villages.people.services.stages import record_stage

TODAY = datetime.date(2026, 6, 15)


def on(year, month, day):
    return datetime.date(year, month, day)


@pytest.fixture(autouse=True)
def _today(it_is):
    it_is(TODAY)


@pytest.fixture
def village(group, child, joined, school, pillars, places, officer):
    """Tunggangri, as a person would write it on paper.

    Ani: mother abroad, in the group, at school. Budi: mother abroad, in the group, dropped out. Citra: mother
    abroad, in no group, at school. Dedi: in the group, nothing known of school. Eka, 19, and Fani, who moved
    away, are no longer counted. Two carers; one of them came to the meeting of May, none to that of March.
    """
    house = group(kind="house", founded_on=on(2024, 1, 1))
    names = {name: child(name, parent=on(2024, 3, 1)) for name in ("Ani", "Citra")}
    names["Budi"] = child("Budi", sex="male", parent=on(2024, 3, 1))
    names["Dedi"] = child("Dedi", sex="male")
    names["Eka"] = child("Eka", born=on(2007, 1, 1), parent=on(2024, 3, 1))
    names["Fani"] = child("Fani", parent=on(2024, 3, 1))
    for name in ("Ani", "Budi", "Dedi"):
        joined(house, names[name])
    school(names["Ani"], "in")
    school(names["Budi"], "in", on=on(2024, 8, 1))
    school(names["Budi"], "out", on=on(2026, 2, 1))
    school(names["Citra"], "in", on=on(2025, 6, 15))
    record_end(
        beneficiary=names["Fani"], kind="moved", ended_on=on(2025, 5, 1), reported_on=on(2025, 5, 2),
        source="surat desa", by=officer,
    )  # fmt: skip
    for number in range(2):
        person = Person(f"Pengasuh {number}", places["tunggangri"], sex="female", birth_date=on(1970, 1, 1))
        names[f"carer{number}"] = register_beneficiary(person=person, by=officer)
        joined(house, names[f"carer{number}"], "carer")
    for day in ("2026-03-10", "2026-05-12"):
        activity = made.activity(officer, pillars[3], [places["tunggangri"]], start=day, status="running")
        link_session(group=house, activity=activity, by=officer)
    planned = made.activity(officer, pillars[3], [places["tunggangri"]], start="2026-09-01", status="planned")
    link_session(group=house, activity=planned, by=officer)
    add_people(
        activity=house.sessions.get(activity__start_on=on(2026, 5, 12)).activity,
        village=places["tunggangri"],
        people=[names["carer0"], names["Ani"], names["Citra"]],
        by=officer,
    )
    Activity.objects.filter(status="running").update(status="done")
    return SimpleNamespace(house=house, **names)


def test_a_village_adds_up_as_on_paper(village):
    assert counted(Village.objects.all(), TODAY) == ParentingCounts(
        children=4,
        grouped=3,
        ungrouped=1,
        grouped_male=2,
        grouped_female=1,
        grouped_at_school=1,
        at_school=2,
        dropped_out=1,
        dropped_out_male=1,
        unknown=1,
        groups=1,
        houses=1,
        carers=2,
        active=1,
        active_female=1,
        sessions=2,
    )
    assert counted(Village.objects.all(), TODAY).way == [("recorded", 4), ("grouped", 3), ("school", 1)]
    # Citra is in no group, so that only the carer and Ani count among its members.
    assert sorted(came(village.house.sessions.all()).values()) == [0, 0, 2]
    assert quarters_of(village.house, TODAY) == [
        GroupQuarter(2026, 2, 1),
        GroupQuarter(2026, 1, 1),
        GroupQuarter(2025, 4, 0),
        GroupQuarter(2025, 3, 0),
    ]


def test_a_past_day_gives_the_answer_of_that_day(village, officer):
    before = counted(Village.objects.all(), on(2025, 1, 31))
    assert (before.children, before.grouped, before.at_school, before.unknown) == (5, 3, 1, 4)
    assert (before.dropped_out, before.active, before.sessions) == (0, 0, 0)
    assert counted(Village.objects.all(), on(2025, 1, 9)).grouped == 0
    assert counted(Village.objects.all(), on(2024, 2, 28)).children == 0
    assert counted(Village.objects.all(), on(2026, 3, 31)).active == 0
    for member in GroupMember.objects.filter(person__in=[village.Dedi.pk, village.Ani.pk]):
        end_membership(member=member, left_on=TODAY, by=officer)
    # Dedi was counted for the group alone, Ani for the mother too.
    after = counted(Village.objects.all(), TODAY)
    assert (after.children, after.grouped) == (3, 1)


def test_children_of_who_came_back_are_no_longer_left(village, officer):
    mother = Beneficiary.objects.get(full_name="Ibu Citra")
    record_stage(beneficiary=mother, kind="purna", event_on=TODAY, reported_on=TODAY, by=officer)
    names = (
        children_on(Beneficiary.objects.all(), TODAY)
        .order_by("full_name")
        .values_list("full_name", flat=True)
    )
    assert list(names) == ["Ani", "Budi", "Dedi"]


def test_a_school_status_is_asked_for_after_twelve_months(village, child, joined):
    joined(village.house, child("Balita", born=on(2022, 1, 1)), on=TODAY)
    children = children_on(Beneficiary.objects.all(), TODAY)
    asked = children.filter(to_be_updated(TODAY)).order_by("full_name").values_list("full_name", flat=True)
    assert list(asked) == ["Citra", "Dedi"]
    day_before = TODAY - datetime.timedelta(days=1)
    asked = children_on(Beneficiary.objects.all(), day_before).filter(to_be_updated(day_before))
    assert [one.full_name for one in asked] == ["Dedi"]


def test_indicators_count_the_children_of_each_area(village):
    areas = ("35.04.14.2011", "35.04.14.2016")
    villages = Village.objects.filter(regency="35.04")
    board = SimpleNamespace(selection=Selection(("35.04",), 2026, TODAY), villages=villages, areas=areas)
    readings = Readings(board)
    for measure, values in (
        (Measure.CHILDREN_IN_GROUPS, [3, 3, 0]),
        (Measure.CHILDREN_OUT_OF_SCHOOL, [1, 1, 0]),
        (Measure.CARERS_ACTIVE, [1, 1, 0]),
    ):
        assert [MEASURES[measure](readings, None, area).value for area in (None, *areas)] == values


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    statuses=st.lists(
        st.tuples(st.integers(0, 2), st.integers(1, 12), st.sampled_from(["in", "out", "done"])), max_size=8
    ),
    length=st.sampled_from([0, 5, 13]),
)
def test_sums_are_those_of_a_recount(statuses, length, group, child, joined, officer):
    SchoolStatus.objects.all().delete()
    if not Beneficiary.objects.exists():
        for name in ("tunggangri", "betak", "pagersari"):
            joined(group(village=name), child(name, village=name))
    children = list(Beneficiary.objects.order_by("pk"))
    last = {}
    for number, month, state in statuses:
        day = on(2025, month, 1)
        SchoolStatus.objects.create(person=children[number], state=state, on=day, recorded_by=officer)
        if day >= last.get(number, (day,))[0]:
            last[number] = day, state
    expected = {}
    for number, one in enumerate(children):
        states = expected.setdefault(one.village.area_id[:length], [])
        states.append(last[number][1] if number in last else None)
    found = counted_by_area(Village.objects.all(), TODAY, length)
    for place, states in expected.items():
        counts = found[place]
        said = [counts.children, counts.at_school, counts.dropped_out, counts.finished, counts.unknown]
        assert said == [len(states), *(states.count(state) for state in ("in", "out", "done", None))]
