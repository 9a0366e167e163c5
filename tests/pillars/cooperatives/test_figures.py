"""Figures of co-operatives, added up by hand; the stored rows against a recount of any of them."""

import datetime
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pillars.choices import Measure
from pillars.cooperatives.figures import (
    SUMMED,
    CooperativeCounts,
    counted,
    counted_by_area,
    last_full_year,
    meeting_due,
)
from pillars.cooperatives.models import Cooperative, CooperativeYear
from pillars.cooperatives.services import add_member
from reports.figures.measures import MEASURES, Readings
from reports.figures.tallies import Selection
from villages.models import Village

TODAY = datetime.date(2026, 6, 15)


def on(year, month, day):
    return datetime.date(year, month, day)


@pytest.fixture(autouse=True)
def _today(it_is):
    it_is(TODAY)


@pytest.fixture
def three(cooperative, stated, siti, officer):
    """Maju of Tunggangri with two years, Betak's BUMDes with one, and one of 2026 without any."""
    maju = cooperative(legal_number="AHU-1", legal_on=on(2024, 5, 1), founded_on=on(2023, 2, 1))
    stated(maju, 2024, members_male=10, members_female=12, savings_principal=500, loans=90, loans_overdue=9)
    stated(
        maju,
        2025,
        members_male=11,
        members_female=15,
        savings_principal=600,
        savings_mandatory=300,
        assets=5000,
        surplus=-40,
        met_on=on(2026, 4, 2),
    )
    betak = cooperative(village="betak", name="BUMDes Betak", kind="bumdes", legal_number="PERDES-3")
    stated(betak, 2023, members_male=5, members_female=3, savings_voluntary=70, assets=800)
    cooperative(name="Kopdes Merah Putih", kind="red_white", founded_on=on(2026, 1, 5))
    add_member(cooperative=maju, person=siti, joined_on=on(2024, 2, 1), by=officer)
    return maju


def test_the_last_accounts_of_each_add_up(three):
    assert counted(Cooperative.objects.all(), TODAY) == CooperativeCounts(
        year=2025,
        institutions=3,
        legal=2,
        due=2,
        accounts=1,
        met=1,
        by_name=1,
        members=34,
        members_male=16,
        members_female=18,
        savings_principal=600,
        savings_mandatory=300,
        savings_voluntary=70,
        assets=5800,
        surplus=-40,
    )


def test_a_past_day_gives_the_answer_of_that_day(three):
    counts = counted(Cooperative.objects.all(), on(2024, 4, 30))
    assert (counts.year, counts.institutions, counts.legal, counts.due) == (2023, 2, 1, 2)
    assert (counts.members, counts.savings, counts.accounts, counts.by_name) == (8, 70, 1, 1)
    assert counted(Cooperative.objects.all(), on(2026, 4, 1)).met == 0
    assert counted(Cooperative.objects.all(), on(2024, 1, 31)).by_name == 0


def test_one_that_ended_counts_until_that_day(three):
    Cooperative.objects.filter(pk=three.pk).update(ended_on=on(2026, 5, 1), ended_because="bubar")
    assert counted(Cooperative.objects.all(), on(2026, 4, 30)).institutions == 3
    counts = counted(Cooperative.objects.all(), on(2026, 5, 1))
    assert (counts.institutions, counts.members, counts.by_name) == (2, 8, 0)


def test_years_are_over_on_their_last_day():
    assert last_full_year(on(2025, 12, 30)) == 2024
    assert last_full_year(on(2025, 12, 31)) == 2025
    assert meeting_due(2025) == on(2026, 6, 30)


def test_indicators_count_the_cooperatives_of_each_area(three, places):
    villages = Village.objects.filter(regency="35.04")
    areas = ("35.04.14.2011", "35.04.14.2016", "35.04.14.2017")
    board = SimpleNamespace(selection=Selection(("35.04",), 2026, TODAY), villages=villages, areas=areas)
    readings = Readings(board)

    def measured(measure, area):
        return MEASURES[measure](readings, None, area)

    assert [measured(Measure.COOPERATIVE_MEMBERS, area).value for area in (None, *areas)] == [
        34,
        26,
        8,
        0,
    ]
    assert [measured(Measure.COOPERATIVES_LEGAL, area).value for area in (None, *areas)] == [
        2,
        1,
        1,
        0,
    ]
    assert [measured(Measure.COOPERATIVE_SAVINGS, area).value for area in areas] == [
        900,
        70,
        0,
    ]
    met = [measured(Measure.COOPERATIVES_MET, area) for area in (None, *areas)]
    assert [(one.numerator, one.denominator) for one in met] == [(1, 2), (1, 1), (0, 1), (0, 0)]
    assert met[-1].value is None


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    accounts=st.lists(
        st.tuples(st.integers(0, 2), st.integers(2022, 2026), st.integers(0, 50) | st.none()), max_size=12
    ),
    length=st.sampled_from([0, 5, 13]),
)
def test_sums_are_those_of_a_recount(cooperative, accounts, length, officer):
    CooperativeYear.objects.all().delete()
    Cooperative.objects.all().delete()
    stored = [cooperative(village=name) for name in ("tunggangri", "betak", "pagersari")]
    last = {}
    for index, year, amount in accounts:
        key = {"cooperative": stored[index], "year": year}
        said = {"assets": amount, "members_male": amount, "recorded_by": officer}
        CooperativeYear.objects.update_or_create(**key, defaults=said)
        if year <= 2025 and year >= last.get(index, (0,))[0]:
            last[index] = year, amount
    found = counted_by_area(Cooperative.objects.all(), TODAY, length)
    expected = {}
    for index, one in enumerate(stored):
        place = one.village.code[:length]
        expected[place] = expected.get(place, 0) + ((last.get(index) or (0, 0))[1] or 0)
    assert {place: counts.assets for place, counts in found.items()} == expected
    assert {place: counts.members_male for place, counts in found.items()} == expected
    assert set(SUMMED) <= set(CooperativeCounts.__dataclass_fields__)
