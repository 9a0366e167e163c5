"""The sums behind every page, against numbers a person can add up."""

import datetime
from dataclasses import replace

import pytest
from django.utils import timezone

from pillars.choices import Category, Review
from pillars.models import HeadTally, Scale, Tally
from pillars.services import FundingData
from reports.figures.rows import heads_by_type, money_by_organisation, money_of, sums_by_type
from reports.figures.status import ATTENTION, BEHIND, NO_DATA, ON_TRACK, current_scale, path, standing
from reports.figures.tallies import Selection, Sums, heads_by_area, month_end, sums, sums_by, total_of
from tests import factories
from tests.reports import made

SEPTEMBER = datetime.date(2026, 9, 30)


def tally(area, pillar, month, state=Review.SENT, **numbers):
    return Tally.objects.create(
        area_id=area,
        pillar=pillar,
        budget_year=2026,
        month=datetime.date(2026, month, 1),
        state=state,
        changed_at=timezone.now(),
        **numbers,
    )


def heads(area, pillar, month, category="returned", state=Review.SENT, **numbers):
    return HeadTally.objects.create(
        area_id=area,
        pillar=pillar,
        budget_year=2026,
        month=datetime.date(2026, month, 1),
        state=state,
        category=category,
        **numbers,
    )


@pytest.fixture
def stored(places, pillars):
    """Tulungagung: 3 done by September, 1 cancelled in May, 4 planned for November; Rp 20 of Rp 80 spent."""
    tally("35.04", pillars[1], 3, activities=2, done=2, plan=30, actual=15)
    tally("35.04", pillars[1], 5, activities=1, cancelled=1)
    tally("35.04", pillars[2], 9, Review.VERIFIED, activities=1, done=1, plan=10, actual=5)
    tally("35.04", pillars[2], 11, activities=4, plan=40, actual=0)
    heads("35.04", pillars[1], 3, male=10, female=15, unknown=2)
    heads("35.04", pillars[1], 3, "family", male=1, female=4)
    heads("35.04", pillars[2], 9, state=Review.VERIFIED, male=3, female=3)
    heads("35.04", pillars[2], 11, male=99)
    tally("52.03", pillars[1], 3, activities=7, done=7, plan=70, actual=70)
    return places


def in_tulungagung(places, through=SEPTEMBER, **choice):
    return Selection.area(places["betak"].regency, 2026, through, **choice)


def test_work_counts_up_to_the_day_and_the_plan_for_the_year(stored):
    total = sums(in_tulungagung(stored))
    assert (total.activities, total.done, total.cancelled) == (4, 3, 1)
    assert (total.planned_total, total.plan, total.actual) == (7, 80, 20)
    assert total.completion == pytest.approx(3 / 7)
    assert total.absorption == pytest.approx(0.25)


def test_attendances_are_male_female_and_unknown(stored):
    total = sums(in_tulungagung(stored))
    assert (total.male, total.female, total.unknown) == (14, 22, 2)
    assert total.head_count == 38


def test_verified_only_keeps_the_plan_and_drops_unverified_work(stored):
    total = sums(in_tulungagung(stored, states=(Review.VERIFIED,)))
    assert (total.activities, total.done, total.actual, total.head_count) == (1, 1, 5, 6)
    assert (total.planned_total, total.plan) == (7, 80)
    assert total.verified_share == pytest.approx(1 / 4)


def test_the_verified_share_is_of_what_is_done_or_cancelled(stored, pillars):
    """C6: two planned ones that are not carried out by September cannot be verified yet: 1 of 4, not of 6."""
    tally("35.04", pillars[3], 6, activities=2)
    total = sums(in_tulungagung(stored))
    assert (total.verified, total.verifiable) == (1, 4)
    assert total.verified_share == pytest.approx(1 / 4)


def test_grouped_sums_add_up_to_the_total(stored):
    selection = in_tulungagung(stored)
    for keys in [("pillar_id",), ("month",), ("area_id",), ("pillar_id", "month")]:
        added = sum(sums_by(selection, *keys).values(), Sums())
        assert added == sums(selection), keys


def test_sums_take_one_query(stored, django_assert_num_queries):
    selection = Selection(("35.04", "52.03"), 2026, SEPTEMBER)
    with django_assert_num_queries(1):
        rows = sums_by(selection, "area_id")
    assert {code: row.done for code, row in rows.items()} == {"35.04": 3, "52.03": 7}


def test_attendances_of_one_category(stored, pillars):
    """What the pages of the pillars say of the categories adds up to what was entered."""
    here, of_each = in_tulungagung(stored), pillars.values()
    found = {
        category.value: sum(sum(heads_by_area(here, pillar, category).values()) for pillar in of_each)
        for category in Category
    }
    assert {key: heads for key, heads in found.items() if heads} == {"returned": 33, "family": 5}


def test_nothing_planned_gives_no_percentage(places):
    total = sums(in_tulungagung(places))
    assert (total.completion, total.absorption, total.verified_share) == (None, None, None)


def test_several_villages_do_not_add_up_to_one_number(places):
    selection = Selection(("35.04.14.2011", "35.04.14.2016"), 2026, SEPTEMBER)
    with pytest.raises(ValueError, match="area_id"):
        sums(selection)


def test_a_selection_ends_on_a_month():
    assert month_end(datetime.date(2024, 2, 3)) == datetime.date(2024, 2, 29)
    assert Selection(("00",), 2026, datetime.date(2026, 11, 25)).through == datetime.date(2026, 11, 30)


@pytest.mark.parametrize(
    ("through", "today", "share"),
    [
        (datetime.date(2026, 3, 31), datetime.date(2026, 11, 25), 0.25),
        (datetime.date(2026, 9, 30), datetime.date(2026, 11, 25), 0.75),
        (datetime.date(2026, 11, 30), datetime.date(2026, 11, 25), 329 / 365),
        (datetime.date(2026, 12, 31), datetime.date(2027, 1, 5), 1.0),
        (datetime.date(2027, 1, 31), datetime.date(2027, 1, 5), 1.0),
        (datetime.date(2025, 12, 31), datetime.date(2025, 12, 31), 0.0),
    ],
)
def test_path_is_the_share_of_the_year_gone_by(through, today, share):
    assert path(2026, through, today) == pytest.approx(share)


@pytest.mark.django_db
def test_status_words_follow_the_newest_thresholds():
    scale = current_scale()
    assert standing(0.7125, 0.75, scale) == ON_TRACK
    assert standing(0.71, 0.75, scale) == ATTENTION
    assert standing(0.6, 0.75, scale) == ATTENTION
    assert standing(0.59, 0.75, scale) == BEHIND
    assert standing(0, 0.75, scale) == BEHIND
    assert standing(None, 0.75, scale) == NO_DATA
    Scale.objects.create(on_track_from=70, attention_from=50)
    assert standing(0.59, 0.75, current_scale()) == ON_TRACK


@pytest.fixture
def three_activities(officer, places, pillars):
    """Case O16: three activities in one, two and three villages; Rp47.000.000."""
    tunggangri, betak, pagersari = places["tunggangri"], places["betak"], places["pagersari"]
    year = {"budget_year": 2024}
    made.activity(
        officer,
        pillars[2],
        [tunggangri, betak],
        start="2023-11-20",
        days=83,
        lines=[(30_000_000, 30_000_000)],
        heads=(1, 1, 0),
        **year,
    )
    made.activity(
        officer, pillars[1], [tunggangri], start="2024-03-05", lines=[(5_000_000, 5_000_000)], heads=(0, 2, 0)
    )
    made.activity(
        officer,
        pillars[3],
        [tunggangri, betak, pagersari],
        start="2024-04-01",
        days=91,
        lines=[(12_000_000, 12_000_000)],
        heads=(0, 1, 0),
    )
    return places


YEAR_END = datetime.date(2024, 12, 31)


@pytest.mark.parametrize("code", ["00", "35", "35.04"])
def test_an_activity_in_several_villages_counts_once_above_them(three_activities, code):
    total = sums(Selection((code,), 2024, YEAR_END))
    assert (total.activities, total.done, total.planned_total) == (3, 3, 3)
    assert (total.plan, total.actual) == (47_000_000, 47_000_000)
    assert total.head_count == 9


def test_villages_count_what_they_took_part_in(three_activities):
    codes = ("35.04.14.2011", "35.04.14.2016", "35.04.14.2017")
    rows = sums_by(Selection(codes, 2024, YEAR_END), "area_id")
    assert [rows[code].activities for code in codes] == [3, 2, 1]
    assert [rows[code].head_count for code in codes] == [5, 3, 1]
    assert [rows[code].actual for code in codes] == [5_000_000, 0, 0]


def test_money_entered_for_a_village_counts_there(officer, places, pillars):
    here, there = places["tunggangri"], places["betak"]
    lines = [FundingData("apbn", plan=10, actual=8), FundingData("dana_desa", plan=6, actual=5, village=here)]
    made.activity(officer, pillars[4], [here, there], start="2026-02-01", lines=lines)
    rows = sums_by(Selection(("35.04.14.2011", "35.04.14.2016"), 2026, SEPTEMBER), "area_id")
    assert [(row.plan, row.actual) for row in rows.values()] == [(6, 5), (0, 0)]
    assert sums(Selection(("35.04",), 2026, SEPTEMBER)).actual == 13


def test_an_activity_belongs_to_its_budget_year_and_the_month_it_began(three_activities):
    in_2023 = Selection(("35.04",), 2023, datetime.date(2023, 12, 31))
    assert sums(in_2023).activities == 0
    january = Selection(("35.04",), 2024, datetime.date(2024, 1, 31))
    assert sums(january).activities == 1


def test_rows_say_the_same_as_tallies(three_activities, pillars):
    selection = Selection(("35.04",), 2024, YEAR_END)
    by_pillar = sums_by(selection, "pillar_id")
    for pillar in pillars.values():
        money, (heads,) = money_of(selection, pillar), heads_by_type([selection], pillar)
        from_rows = total_of(sums_by_type(selection, pillar, money, heads).values())
        stored = by_pillar.get(pillar.pk, Sums())
        assert from_rows == replace(stored, changed_at=None)


def test_money_by_organisation_adds_up(officer, places, pillars):
    ministry = factories.OrganisationFactory(name="Kementerian Uji", short_name="Kemuji")
    lines = [
        FundingData("apbn", 20, 5, organisation=ministry),
        FundingData("csr", 4, 4),
        FundingData("apbn", 3, 1, organisation=ministry),
    ]
    made.activity(officer, pillars[2], [places["betak"]], start="2026-02-01", lines=lines)
    found = money_by_organisation(money_of(Selection(("35.04",), 2026, SEPTEMBER), pillars[2]))
    assert [(name, row.plan, row.actual) for name, row in found] == [("Kemuji", 23, 6), (None, 4, 4)]
