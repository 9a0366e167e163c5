"""Figures of aid, added up by hand; the sums against a recount of any packages."""

import datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pillars.aid.choices import Condition
from pillars.aid.figures import AidCounts, counted, counted_by_area
from pillars.aid.models import AidCheck, AidPackage
from pillars.choices import Measure
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
def village(aid, checked_on, siti):
    """Five packages of Tunggangri and one of Betak; who has a look at the numbers can add them up."""
    goats = aid(person=siti, total=560, report_on=on(2025, 12, 31))
    checked_on(goats, on(2025, 9, 1))
    checked_on(goats, on(2026, 2, 1), "damaged", "dua ekor mati")
    aid(item="Oven", person=siti, total=1000, handed_on=on(2025, 6, 15))
    fresh = aid(item="Etalase", total=300, handed_on=on(2026, 1, 5), report_due=on(2026, 6, 14))
    checked_on(fresh, on(2026, 3, 1))
    gone = aid(item="Mesin", unit_value=None, total=None, handed_on=on(2024, 1, 5), report_on=on(2026, 6, 15))
    checked_on(gone, on(2024, 6, 1), "lost", "tidak ditemukan")
    aid(item="Rak", total=40, handed_on=on(2026, 6, 15), report_due=on(2026, 6, 15))
    betak = aid(village="betak", item="Jahit", total=7, handed_on=on(2025, 1, 1))
    checked_on(betak, on(2025, 6, 15))
    return siti


def test_the_village_adds_up_as_on_paper(village):
    assert counted(AidPackage.objects.all(), 2026, TODAY) == AidCounts(
        packages=6,
        new=2,  # Etalase, Rak
        value=1907,
        people=1,
        good=1,  # Etalase
        damaged=1,  # goats
        lost=1,  # however long ago it was seen
        unknown=3,  # Oven, Rak; Betak was good until yesterday
        owed=2,  # Oven, handed over a year ago; Betak
        checked=2,  # goats, Etalase
        usable=1,
        reported=2,  # goats, Mesin
        late=3,  # Oven and Betak since New Year, Etalase since yesterday; Rak is due today
    )


def test_a_past_day_gives_the_answer_of_that_day(village):
    counts = counted(AidPackage.objects.all(), 2025, on(2025, 12, 31))
    assert (counts.packages, counts.new, counts.value) == (4, 3, 1567)
    assert (counts.good, counts.lost, counts.unknown, counts.owed) == (2, 1, 1, 0)
    assert (counts.checked, counts.usable, counts.reported, counts.late) == (2, 2, 1, 1)
    assert counted(AidPackage.objects.all(), 2025, on(2025, 12, 30)).reported == 0


def test_the_indicator_counts_the_aid_of_each_area(village):
    areas = ("35.04.14.2011", "35.04.14.2016", "35.04.14.2017")
    board = SimpleNamespace(
        selection=Selection(("35.04",), 2026, TODAY),
        villages=Village.objects.filter(regency="35.04"),
        areas=areas,
    )
    readings = Readings(board)
    shares = [MEASURES[Measure.AID_USABLE](readings, None, area) for area in (None, *areas)]
    assert [(one.numerator, one.denominator) for one in shares] == [(1, 2), (1, 2), (0, 0), (0, 0)]


DAYS = st.dates(datetime.date(2024, 1, 1), datetime.date(2026, 8, 1))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from(["tunggangri", "betak"]),
            DAYS,
            st.integers(0, 90) | st.none(),
            st.lists(
                st.tuples(DAYS, st.sampled_from(Condition.values)), max_size=3, unique_by=lambda x: x[0]
            ),
        ),
        max_size=6,
    ),
    length=st.sampled_from([0, 13]),
)
def test_sums_are_those_of_a_recount(places, officer, rows, length):
    AidCheck.objects.all().delete()
    AidPackage.objects.all().delete()
    expected = {}
    for place, handed, total, checks in rows:
        village = places[place]
        stored = AidPackage.objects.create(
            village=village,
            item="Kambing",
            volume=Decimal(1),
            unit="ekor",
            total=total,
            source="apbn",
            handed_on=handed,
            recorded_by=officer,
        )
        for day, condition in checks:
            stored.checks.create(on=day, condition=condition, note="uji", recorded_by=officer)
        if handed > TODAY:
            continue
        found = expected.setdefault(village.code[:length], {"value": 0, "owed": 0, "unknown": 0, "good": 0})
        found["value"] += total or 0
        last = max(((day, condition) for day, condition in checks if day <= TODAY), default=None)
        is_final = last and last[1] in ("lost", "sold")
        is_fresh = last and last[0] > datetime.date(2025, 6, 15)
        found["owed"] += not is_final and (last[0] if last else handed) <= datetime.date(2025, 6, 15)
        found["unknown"] += not is_final and not is_fresh
        found["good"] += bool(is_fresh and last[1] == "good")
    counts = counted_by_area(AidPackage.objects.all(), 2026, TODAY, length)
    found = {
        place: {name: getattr(one, name) for name in ("value", "owed", "unknown", "good")}
        for place, one in counts.items()
        if one.packages
    }
    assert found == expected
