"""Targets: one per indicator, area and period; clear refusals; the page of administrators."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from desmigratif.ui.refusals import Refused
from pillars.indicators.services.targets import remove_target, set_target
from pillars.models import Target
from villages.choices import Level
from villages.models import Area

pytestmark = pytest.mark.django_db


@pytest.fixture
def regency(places):
    return places["betak"].regency


def test_a_target_is_set_changed_and_traced(defined, regency, admin):
    indicator = defined()
    asked = {"indicator": indicator, "area": regency, "year": 2026, "by": admin}

    target, is_changed = set_target(value=100, baseline=40, **asked)
    assert is_changed
    assert set_target(value=Decimal("100.00"), baseline=40, **asked) == (target, False)
    set_target(value=120, **asked)

    target.refresh_from_db()
    assert (target.value, target.baseline, target.set_by) == (120, None, admin)
    assert [(row.value, row.history_user) for row in target.history.order_by("history_id")] == [
        (100, admin),
        (120, admin),
    ]


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"year": 2023}, "year", "not asked for in budget year 2023"),
        ({"value": -1}, "value", "The target -1 of I-1 is below 0"),
        ({"value": Decimal("1.5")}, "value", "The target 1.5 of I-1 is not a whole number"),
        ({"value": "seratus"}, "value", "“seratus” is not a number"),
        ({"value": Decimal(10) ** 17}, "value", "too large"),
        ({"baseline": -2}, "baseline", "The baseline -2 of I-1 is below 0"),
        ({"quarter": 4}, "quarter", "“4” is not a quarter with a target of its own"),
        ({"quarter": 1}, "value", "Set the target of the year first"),
    ],
)
def test_what_cannot_be_a_target(fields, field, words, defined, regency, admin):
    asked = {"indicator": defined(), "area": regency, "year": 2026, "value": 5, "by": admin, **fields}

    with pytest.raises(Refused, match=words) as refused:
        set_target(**asked)

    assert refused.value.field == field
    assert Target.objects.count() == 0


def test_a_district_or_a_village_without_report_has_none(defined, regency, places, admin):
    asked = {"indicator": defined(reported_for=Level.REGENCY), "year": 2026, "value": 5, "by": admin}

    with pytest.raises(Refused, match="is a district"):
        set_target(area=places["betak"].district, **asked)
    with pytest.raises(Refused, match="reported for regencies, not for villages"):
        set_target(area=places["betak"].area, **asked)


def test_quarters_of_what_accumulates_stay_below_the_year(defined, aimed, regency):
    indicator = defined()
    aimed(indicator, regency, 2026, 100)
    aimed(indicator, regency, 2026, 40, quarter=2)

    with pytest.raises(Refused, match="To the end of quarter 3 the target of I-1 would be 120"):
        aimed(indicator, regency, 2026, 120, quarter=3)
    with pytest.raises(Refused, match="more than the 30 of the whole year"):
        aimed(indicator, regency, 2026, 30)


def test_a_level_may_stand_higher_before(defined, aimed, regency):
    indicator = defined(aggregation="last", direction="lower")
    aimed(indicator, regency, 2026, 2, baseline=10)
    aimed(indicator, regency, 2026, 6, quarter=1)

    assert Target.objects.count() == 2


def test_removing_the_year_removes_its_quarters(defined, aimed, regency, admin):
    indicator = defined()
    target = aimed(indicator, regency, 2026, 100)
    quarter = aimed(indicator, regency, 2026, 40, quarter=2)
    remove_target(target=quarter, by=admin)
    assert Target.objects.get() == target
    aimed(indicator, regency, 2026, 40, quarter=2)

    remove_target(target=target, by=admin)

    assert Target.objects.count() == 0
    assert Target.history.filter(history_change_reason="target removed", history_user=admin).count() == 3


@pytest.mark.parametrize("quarter", [None, 1])
def test_one_per_indicator_area_and_period(quarter, defined, regency, admin):
    row = {
        "indicator": defined(),
        "area": regency,
        "year": 2026,
        "quarter": quarter,
        "value": 1,
        "set_by": admin,
    }
    Target.objects.create(**row)
    with pytest.raises(IntegrityError), transaction.atomic():
        Target.objects.create(**row)


@pytest.mark.parametrize("fields", [{"quarter": 4}, {"quarter": 0}, {"value": -1}, {"baseline": -1}])
def test_the_database_refuses_it_too(fields, defined, regency, admin):
    row = {"indicator": defined(), "area": regency, "year": 2026, "value": 1, "set_by": admin, **fields}
    with pytest.raises(IntegrityError), transaction.atomic():
        Target.objects.create(**row)


# The page


def test_the_page_sets_changes_and_removes(client, admin, defined, regency):
    defined("I-1")
    defined("I-2", decimals=1)
    client.force_login(admin)
    address = "/indikator/target/35.04/2026/"

    client.post(address, {"I-1_year": "1.250", "I-1_q1": "300", "I-1_baseline": "900", "I-2_year": "62,5"})
    stored = {(row.indicator.code, row.quarter): row.value for row in Target.objects.all()}
    assert stored == {("I-1", None): 1250, ("I-1", 1): 300, ("I-2", None): Decimal("62.5")}
    page = client.get(address).content.decode()
    assert 'value="1.250"' in page
    assert 'value="62,5"' in page

    client.post(
        address,
        {
            "initial-I-1_year": "1.250",
            "initial-I-1_q1": "300",
            "I-1_year": "200",
            "I-1_q1": "100",
            "initial-I-2_year": "62,5",
        },
    )
    assert {(row.indicator.code, row.quarter): row.value for row in Target.objects.all()} == {
        ("I-1", None): 200,
        ("I-1", 1): 100,
    }


def test_a_refused_page_stores_nothing_and_keeps_what_was_typed(client, admin, defined, regency):
    defined("I-1")
    defined("I-2")
    client.force_login(admin)

    page = client.post("/indikator/target/35.04/2026/", {"I-1_year": "10", "I-2_q1": "4,5", "I-2_year": "x"})

    text = page.content.decode()
    assert "“4,5” is not a whole number" in text
    assert "“x” is not a number" in text
    assert 'value="4,5"' in text
    assert Target.objects.count() == 0


def test_a_quarter_above_the_year_stands_at_its_cell(client, admin, defined, regency):
    defined("I-1")
    client.force_login(admin)

    page = client.post("/indikator/target/35.04/2026/", {"I-1_year": "10", "I-1_q2": "20"})

    assert list(page.context["form"].errors) == ["I-1_q2"]
    assert Target.objects.count() == 0


def test_the_list_counts_targets_per_area(client, admin, defined, aimed, regency, places):
    indicator = defined()
    aimed(indicator, regency, 2026, 5)
    aimed(indicator, regency, 2026, 2, quarter=1)
    client.force_login(admin)

    page = client.get("/indikator/target/?year=2026")
    assert {area.code: area.set for area in page.context["areas"]} == {
        "00": 0,
        "35": 0,
        "35.04": 1,
        "52": 0,
        "52.03": 0,
    }
    page = client.get("/indikator/target/?year=2026&regency=35.04")
    assert [area.code for area in page.context["areas"]] == [
        "35.04",
        "35.04.14.2011",
        "35.04.14.2016",
        "35.04.14.2017",
    ]
    page = client.get("/indikator/target/?year=1999")
    assert page.context["year"] == 2026
    assert "1999" in page.content.decode()
    assert client.get("/indikator/target/35.04/1999/").status_code == 404
    assert Area.objects.filter(pk="35.04.14").exists()
    assert client.get("/indikator/target/35.04.14/2026/").status_code == 404
