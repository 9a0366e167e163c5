"""Indicator figures with numbers a person can add up: every aggregation, both directions, nothing and 0."""

import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from pillars.choices import Measure
from pillars.indicators.services.indicators import define_indicator
from pillars.models import IndicatorVersion
from reports.figures.achievements import achievement, expected, ratio
from reports.figures.dashboards import Dashboard
from reports.figures.indicators import IndicatorFigures
from reports.figures.measures import MEASURES
from reports.figures.tallies import Selection
from tests.reports.made import activity
from villages.choices import Level
from villages.models import Area, AreaGroup
from villages.people.services.stages import record_stage

pytestmark = pytest.mark.django_db
CASES = Path(__file__).parents[2] / "cases"
D = Decimal


def figures(selection=None, year=2025, month=12):
    if selection is None:
        selection = Selection.nation(year, datetime.date(year, month, 1))
    return IndicatorFigures(Dashboard(selection), IndicatorVersion.objects.in_year(year))


def row(**choice):
    """The only indicator's row for the country."""
    (found,) = figures(**choice).rows
    return found


def regency(code="35.04", year=2025, month=12):
    return Selection.area(Area.objects.get(pk=code), year, datetime.date(year, month, 1))


@pytest.mark.parametrize(
    ("actual", "target", "higher", "lower"),
    [
        ("50", "100", "50", "150"),
        ("52", "40", "130", "70"),
        ("4", "10", "40", "160"),
        ("10", "10", "100", "100"),
        ("0", "10", "0", "200"),
        ("30", "10", "300", "-100"),
        ("1", "3", "33.33333333333333333333333333", "166.6666666666666666666666667"),
        ("3", "0", None, None),
        ("0", "0", None, None),
        ("3", None, None, None),
        (None, "12", None, None),
        (None, None, None, None),
    ],
)
def test_achievement_in_both_directions(actual, target, higher, lower):
    actual, target, higher, lower = (
        None if text is None else D(text) for text in (actual, target, higher, lower)
    )

    assert achievement(actual, target) == higher
    assert achievement(actual, target, lower_is_better=True) == lower


@pytest.mark.parametrize(
    ("actual", "baseline", "target", "expected"),
    [
        ("20", "20", "15", "0"),  # no progress is 0 %, not 67 %
        ("15", "20", "15", "100"),
        ("16", "20", "15", "80"),
        ("25", "20", "15", "-100"),
        ("0", "20", "0", "100"),  # a target of 0 is reached on the way down
        ("10", "20", "0", "50"),
        # A baseline that is no way down: the formula without one.
        ("10", "10", "20", "150"),
    ],
)
def test_a_falling_target_is_judged_from_its_baseline(actual, baseline, target, expected):
    """C15: (baseline - actual) / (baseline - target)."""
    found = achievement(D(actual), D(target), lower_is_better=True, baseline=D(baseline))
    assert found == D(expected)


def test_a_ratio_has_no_value_without_a_denominator():
    assert ratio(D(1), D(4)) == 25
    assert ratio(D(0), D(4)) == 0
    assert ratio(D(0), D(0)) is None
    assert ratio(None, None) is None
    assert ratio(D(3), D(2), per=1) == D("1.5")


@pytest.mark.parametrize(
    ("share", "given", "should"),
    [
        # What accumulates starts from 0.
        ("0.25", {"start": D(0)}, "25"),
        ("0", {"start": D(0)}, "0"),
        ("1", {"start": D(0)}, "100"),
        # A level goes from the baseline, or is asked for from the beginning.
        ("0.5", {"start": D(60)}, "80"),
        ("0.5", {}, "100"),
        # Over the targets of quarters: 10 in the first, 40 in the second, 100 in the fourth.
        ("0.25", {"start": D(0), "quarters": {1: D(10), 2: D(40)}}, "10"),
        ("0.375", {"start": D(0), "quarters": {1: D(10), 2: D(40)}}, "25"),
        ("0.75", {"start": D(0), "quarters": {1: D(10), 2: D(40)}}, "70"),
        ("0.25", {"quarters": {2: D(40)}}, "40"),
    ],
)
def test_where_the_value_should_stand(share, given, should):
    assert expected(D(share), D(100), **given) == D(should)


def test_no_target_no_path():
    assert expected(D("0.5"), None, start=D(0)) is None


def test_sum_adds_quarters_and_areas(defined, reported, aimed, places):
    indicator = defined(aggregation="sum")
    aimed(indicator, Area.objects.get(pk="00"), 2025, 80)
    reported(indicator, "tunggangri", 2025, 1, 10)
    reported(indicator, "tunggangri", 2025, 2, 20)
    reported(indicator, "betak", 2025, 2, 5)
    reported(indicator, "tunggangri", 2025, 4, 0)
    reported(indicator, "tunggangri", 2024, 4, 900)

    found = row()

    assert (found.actual, found.achievement) == (35, D("43.75"))
    assert row(month=3).actual == 10
    assert row(month=6).actual == 35


def test_last_is_never_added_over_time(defined, reported, places):
    indicator = defined(aggregation="last")
    reported(indicator, "tunggangri", 2025, 1, 10)
    reported(indicator, "tunggangri", 2025, 3, 12)
    reported(indicator, "betak", 2025, 2, 30)

    assert row().actual == 42
    assert row(month=6).actual == 40
    assert row(month=3).actual == 10


def test_last_that_does_not_add_up_is_averaged_over_areas(defined, reported, places):
    indicator = defined(aggregation="last", areas_add_up=False, decimals=1)
    reported(indicator, "tunggangri", 2025, 1, "0.5")
    reported(indicator, "tunggangri", 2025, 2, "0.7")
    reported(indicator, "betak", 2025, 2, "0.8")

    assert row().actual == D("0.75")


def test_average_is_the_mean_of_what_was_reported(defined, reported, places):
    indicator = defined(aggregation="average")
    reported(indicator, "tunggangri", 2025, 1, 10)
    reported(indicator, "tunggangri", 2025, 2, 20)
    reported(indicator, "betak", 2025, 2, 60)

    assert row().actual == 30


def test_ratio_is_sum_by_sum_and_not_the_mean_of_percentages(defined, reported, places):
    indicator = defined(aggregation="ratio", decimals=1)
    reported(indicator, "tunggangri", 2025, 1, (1, 2))
    reported(indicator, "betak", 2025, 1, (98, 98))

    found = row()

    assert found.actual == 99
    assert (found.amount.numerator, found.amount.denominator) == (99, 100)


def test_ratio_of_nothing_is_reported_and_has_no_value(defined, reported, aimed, places):
    indicator = defined(aggregation="ratio")
    aimed(indicator, Area.objects.get(pk="00"), 2025, 90)
    reported(indicator, "tunggangri", 2025, 1, (0, 0))

    found = row()

    assert (found.actual, found.is_reported, found.achievement) == (None, True, None)
    assert str(found.why_no_percentage) == "denominator is 0"


@pytest.mark.parametrize("aggregation", ["sum", "last", "average", "ratio"])
def test_not_reported_is_not_zero(aggregation, defined, reported, aimed, places):
    indicator = defined(aggregation=aggregation)
    aimed(indicator, Area.objects.get(pk="00"), 2025, 12)

    found = row()

    assert (found.actual, found.achievement, found.standing.tone) == (None, None, "none")
    assert str(found.why_no_actual) == "Not reported yet"
    reported(indicator, "tunggangri", 2025, 1, (0, 5) if aggregation == "ratio" else 0)
    found = row()
    assert (found.actual, found.achievement, found.why_no_actual) == (0, 0, "")


def test_lower_is_better(defined, reported, aimed, places):
    indicator = defined(aggregation="sum", direction="lower")
    aimed(indicator, Area.objects.get(pk="00"), 2025, 10)
    reported(indicator, "tunggangri", 2025, 1, 4)

    found = row()
    assert found.achievement == 160
    assert str(found.standing.label) == "On track"
    # By the end of quarter I no more than 2.5 should have happened: (5 - 4) / 2.5.
    found = row(month=3)
    assert (found.should, found.of_path) == (D("2.5"), 40)
    assert str(found.standing.label) == "Behind"


def test_status_compares_with_the_path(defined, reported, aimed, places):
    indicator = defined(aggregation="sum")
    aimed(indicator, Area.objects.get(pk="00"), 2025, 100)
    reported(indicator, "tunggangri", 2025, 1, 24)

    assert str(row(month=3).standing.label) == "On track"
    assert str(row(month=6).standing.label) == "Behind"


def test_an_early_report_moves_the_path_along(defined, reported, aimed, places):
    """Who reports the running quarter is not measured by the quarter before."""
    year = datetime.date.today().year
    quarter = (datetime.date.today().month - 1) // 3 + 1
    indicator = defined(aggregation="sum")
    aimed(indicator, Area.objects.get(pk="00"), year, 100)
    reported(indicator, "tunggangri", year, quarter, 25 * quarter)

    found = row(year=year, month=3 * quarter)

    assert (found.should, found.of_path) == (25 * quarter, 100)


def test_path_of_a_level_starts_at_the_baseline(defined, reported, aimed, places):
    indicator = defined(aggregation="last")
    aimed(indicator, Area.objects.get(pk="00"), 2025, 100, baseline=60)
    reported(indicator, "tunggangri", 2025, 2, 80)

    found = row(month=6)

    assert (found.should, found.of_path, found.achievement) == (80, 100, 80)


def test_a_falling_level_is_judged_from_its_stored_baseline(defined, reported, aimed, places):
    """C15: no progress is 0 %, half of the way 50 %; without the baseline it would be 75 % and 100 %."""
    indicator = defined(aggregation="last", direction="lower")
    aimed(indicator, Area.objects.get(pk="00"), 2025, 80, baseline=100)
    reported(indicator, "tunggangri", 2025, 1, 100)
    assert row(month=3).achievement == 0
    reported(indicator, "tunggangri", 2025, 2, 90)
    assert (row(month=6).achievement, row(month=6).should) == (50, 90)


def test_a_yearly_value_speaks_for_the_year(defined, reported, aimed, places):
    indicator = defined(aggregation="last", period_kind="year")
    aimed(indicator, Area.objects.get(pk="00"), 2025, 2)
    reported(indicator, "tunggangri", 2025, None, 1)
    reported(indicator, "betak", 2025, None, 1)

    found = row(month=3)

    assert (found.actual, found.achievement, found.of_path) == (2, 100, 100)


def test_men_and_women_add_up(defined, reported, places):
    indicator = defined(aggregation="last", by_sex=True)
    reported(indicator, "tunggangri", 2025, 1, None, male=3, female=7)
    reported(indicator, "betak", 2025, 1, None, male=2, female=5, unknown=1)

    people = row().amount.people

    assert (people.male, people.female, people.unknown, people.total) == (5, 12, 1, 18)
    assert row().actual == 18


def test_cap_limits_the_score_and_not_the_achievement(defined, reported, aimed, places):
    nation = Area.objects.get(pk="00")
    first, second = defined("I-1", cap=D(100)), defined("I-2", cap=D(100))
    for indicator, value in ((first, 52), (second, 20)):
        aimed(indicator, nation, 2025, 40)
        reported(indicator, "tunggangri", 2025, 1, value)

    found = figures()

    assert [line.achievement for line in found.rows] == [130, 50]
    assert found.mean == (75, 2)


def test_areas_roll_up(defined, reported, stranger, places):
    indicator = defined(aggregation="sum")
    reported(indicator, "tunggangri", 2025, 1, 10)
    reported(indicator, "betak", 2025, 1, 5)
    reported(indicator, "far", 2025, 1, 100, by=stranger)

    assert row().actual == 115
    assert row(selection=regency()).actual == 15
    assert row(selection=regency("35")).actual == 15
    by_regency = {line.area.code: line.actual for line in figures().rows_of(figures().versions[0])}
    assert by_regency == {"35.04": 15, "52.03": 100}
    here = figures(regency())
    assert {line.area.code: line.actual for line in here.rows_of(here.versions[0])} == {
        "35.04.14.2011": 10,
        "35.04.14.2016": 5,
        "35.04.14.2017": None,
    }


def test_a_value_of_the_regency_counts_in_the_regency(defined, reported, places):
    indicator = defined(aggregation="sum", reported_for=Level.REGENCY)
    reported(indicator, places["betak"].regency, 2025, 1, 7)

    assert row(selection=regency()).actual == 7
    assert row().actual == 7
    assert figures(regency()).rows_of(figures().versions[0]) == []


def test_partial_reports_are_said(defined, reported, places):
    from tests import factories

    for name in ("tunggangri", "betak", "pagersari"):
        factories.MembershipFactory(village=places[name])
    indicator = defined(aggregation="sum")
    reported(indicator, "tunggangri", 2025, 1, 7)

    amount = row(selection=regency()).amount

    assert (amount.reported, amount.due, amount.is_partial) == (1, 3, True)


@pytest.mark.parametrize(
    ("aggregation", "targets", "together"),
    [
        ("sum", (40, 60), 100),
        ("sum", (40, None), None),
        ("ratio", (90, 90), 90),
        ("ratio", (90, 80), None),
    ],
)
def test_target_of_a_group(aggregation, targets, together, defined, aimed, places):
    group = AreaGroup.objects.create(slug="uji", name="Uji", name_en="Test")
    group.areas.set(["35.04", "52.03"])
    indicator = defined(aggregation=aggregation)
    for code, target in zip(("35.04", "52.03"), targets, strict=True):
        if target is not None:
            aimed(indicator, Area.objects.get(pk=code), 2025, target)

    assert row(selection=Selection.group(group, 2025, datetime.date(2025, 12, 31))).target == together


def test_a_year_keeps_the_definition_of_its_time(defined, reported, admin, places):
    indicator = defined(aggregation="sum")
    reported(indicator, "tunggangri", 2025, 1, 10)
    reported(indicator, "tunggangri", 2025, 2, 12)
    first = indicator.versions.get()
    fields = {name: getattr(first, name) for name in ("name", "name_en", "definition", "definition_en")}
    define_indicator(
        indicator=indicator,
        valid_from=2026,
        by=admin,
        **fields,
        unit="orang",
        unit_en="people",
        aggregation="last",
        source="reported",
        reported_for=Level.VILLAGE,
    )
    reported(indicator, "tunggangri", 2026, 1, 10)
    reported(indicator, "tunggangri", 2026, 2, 12)

    assert row(year=2025).actual == 22
    assert row(year=2026).actual == 12


def test_bands_leave_no_gap(defined, reported, aimed, places, scales):
    indicator = defined(aggregation="sum", scale=scales["Permendagri 86/2017"], decimals=1)
    nation = Area.objects.get(pk="00")
    aimed(indicator, nation, 2025, 100)
    words = {}
    for value in ("50.9", "51", "65.9", "66", "75.9", "76", "90.5", "91", "185.2"):
        reported(indicator, "tunggangri", 2025, 1, value)
        words[value] = str(row().band)

    assert words == {
        "50.9": "Very low",
        "51": "Low",
        "65.9": "Low",
        "66": "Medium",
        "75.9": "Medium",
        "76": "High",
        "90.5": "High",
        "91": "Very high",
        "185.2": "Very high",
    }


def test_four_bands_of_east_java(scales):
    scale = scales["Disnakertrans Jawa Timur 2013, empat tingkat"]
    words = {
        percent: str(scale.word_for(D(percent))) for percent in ("101", "100", "75", "74.9", "55", "54.9")
    }

    assert words == {"101": "4 (over 100%)", "100": "3", "75": "3", "74.9": "2", "55": "2", "54.9": "1"}
    assert scale.word_for(None) is None


@pytest.fixture
def scales(pillars):
    from pillars.indicators.services.first_indicators import load_indicators, read_indicators
    from pillars.models import AchievementScale

    load_indicators({**read_indicators(), "indicators": []})
    return {scale.name: scale for scale in AchievementScale.objects.all()}


# What the portal counts itself


def test_every_measure_has_a_function_and_every_stored_name_too(pillars):
    from pillars.indicators.services.first_indicators import load_indicators, read_indicators

    load_indicators(read_indicators())
    stored = set(IndicatorVersion.objects.exclude(measure="").values_list("measure", flat=True))

    assert set(MEASURES) == set(Measure)
    assert stored
    assert stored <= {measure.value for measure in MEASURES}


@pytest.fixture
def counted(defined):
    """An indicator of one measure, and what it comes to for the country or a selection."""

    def make(measure, pillar=None, selection=None):
        defined("M-1", pillar=pillar, source="measured", measure=measure, aggregation="sum")
        return row(selection=selection)

    return make


@pytest.fixture
def worked(officer, reviewer, pillars, places, registered):
    """Two completed activities of 12 and 12 attendances, one planned; Rp80 of Rp300 spent."""
    activity(officer, pillars[1], [places["tunggangri"]], start="2025-02-03")
    activity(officer, pillars[2], [places["betak"]], start="2025-05-03")
    activity(officer, pillars[2], [places["betak"]], start="2025-06-03", status="planned")


def test_completed_activities(worked, counted):
    assert counted("activities_done").actual == 2


def test_completed_activities_of_a_pillar(worked, counted):
    assert counted("activities_done", pillar=2).actual == 1


def test_attendances(worked, counted):
    found = counted("attendances")

    assert (found.actual, found.amount.people.male, found.amount.people.female) == (24, 10, 14)


def test_budget_absorption(worked, counted):
    found = counted("budget_absorption")

    assert (found.amount.numerator, found.amount.denominator) == (80, 300)
    assert round(found.actual, 2) == D("26.67")


def test_villages_active(worked, counted, places):
    from tests import factories

    for name in ("tunggangri", "betak", "pagersari", "far"):
        factories.MembershipFactory(village=places[name])

    found = counted("villages_active")

    assert (found.amount.numerator, found.amount.denominator) == (2, 4)
    here = figures(regency())
    assert {line.area.name: line.actual for line in here.rows_of(here.versions[0])} == {
        "Tunggangri": 100,
        "Betak": 100,
        "Pagersari": 0,
    }


def test_people_and_women(case_o16, defined):
    """Case O16: 4 different people, however often they came."""
    case_o16(budget_year=2025)
    defined("M-2", pillar=None, source="measured", measure="women_share", aggregation="ratio")

    defined("M-1", pillar=None, source="measured", measure="people_reached", aggregation="people")

    people, women = figures().rows

    assert (people.actual, people.amount.people.female) == (4, 3)
    assert (women.amount.numerator, women.amount.denominator, women.actual) == (3, 4, 75)


def test_a_ratio_of_nobody_has_no_value(counted):
    found = counted("women_share")

    assert (found.actual, str(found.why_no_actual)) == (None, "denominator is 0")


@pytest.fixture
def migrated(registered, officer):
    """Three departures in 2025: procedural and insured, non-procedural, unknown; one returned before."""

    def stage(person, kind, day, **fields):
        day = datetime.date.fromisoformat(day)
        record_stage(beneficiary=person, by=officer, kind=kind, event_on=day, reported_on=day, **fields)

    a, b, c = (
        registered("SULASTRI", sex="female"),
        registered("BUDI", sex="male"),
        registered("WATI", "betak", sex="female"),
    )
    stage(a, "cpmi", "2025-01-05")
    stage(a, "pmi", "2025-02-05", route="procedural", is_insured=True)
    stage(b, "pmi", "2025-03-05", route="non_procedural")
    stage(c, "pmi", "2023-03-05", route="procedural")
    stage(c, "purna", "2025-01-20")
    stage(c, "pmi", "2025-09-05")


@pytest.mark.parametrize(
    ("measure", "value", "numerator", "denominator"),
    [
        ("prospective_recorded", 1, None, None),
        ("returned_recorded", 1, None, None),
        ("departures_non_procedural", 1, None, None),
        ("returned_leaving", 1, None, None),
        ("departures_procedural", None, 1, 3),
        ("departures_insured", None, 1, 3),
    ],
)
def test_stages(measure, value, numerator, denominator, migrated, counted):
    found = counted(measure)

    assert (found.amount.numerator, found.amount.denominator) == (numerator, denominator)
    if value is not None:
        assert found.actual == value


def test_stages_count_where_people_lived(migrated, defined):
    defined("M-1", pillar=None, source="measured", measure="departures_procedural", aggregation="ratio")
    here = figures(regency())

    by_village = {line.area.name: line.amount for line in here.rows_of(here.versions[0])}

    assert (by_village["Tunggangri"].numerator, by_village["Tunggangri"].denominator) == (1, 2)
    assert (by_village["Betak"].numerator, by_village["Betak"].denominator) == (0, 1)
    assert by_village["Pagersari"].value is None
    assert row(selection=regency(month=3)).amount.denominator == 2


# Case O18


def test_case_o18(case_o18):
    found = {line.version.indicator.code: line for line in figures().rows}

    percentages = {code: line.achievement for code, line in found.items()}
    assert percentages == {
        "I-1": 50,
        "I-2": None,
        "I-3": None,
        "I-4": 130,
        "I-5": None,
        "I-6": 160,
        "I-7": 0,
    }
    assert found["I-3"].actual == 3
    assert str(found["I-5"].why_no_percentage) == "Not reported yet"
    assert str(found["I-2"].why_no_percentage) == "target is 0"
