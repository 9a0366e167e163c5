"""Lists of targets and reported values (case O18): exact numbers, nothing changed unasked, and back."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from desmigratif.ui.refusals import Refused
from pillars.imports.services import standing_against, undo_batch
from pillars.models import Indicator, IndicatorValue, ReportingPeriod, Target
from pillars.services.periods import close_period
from tests import factories
from tests.importing import checked, fates, kinds_of_notes, stored
from tests.sheets import CASES
from villages.lists.services.imports import SameFile

KIND = "targets"
HEADER = "Kode;Wilayah;Tahun;Triwulan;Target;Baseline;Realisasi"


@pytest.fixture
def indicators(defined, places):
    """`I-1` per village and quarter, `I-2` per regency and year with two decimals, `I-3` counted."""
    defined("I-1")
    defined("I-2", reported_for=2, period_kind="year", aggregation="last", decimals=2)
    defined("I-3", source="measured", measure="activities_done", reported_for=None)


@pytest.fixture
def listed(indicators, admin):
    def make(*lines, header=HEADER, by=admin, **fields):
        return checked(KIND, "\n".join([header, *lines]), by, **fields)

    return make


def targets():
    return {
        (row.indicator.code, row.area_id, row.year, row.quarter): (row.value, row.baseline)
        for row in Target.objects.select_related("indicator")
    }


@pytest.fixture
def o18(defined, places):
    """The indicators of the case: seven of regencies, reported once a year."""
    for number in range(1, 8):
        defined(
            f"I-{number}",
            position=number,
            reported_for=2,
            period_kind="year",
            direction="lower" if number == 6 else "higher",
        )


def test_the_case_through_the_import(o18, admin):
    """The file names neither area nor year: they are said once, for all rows."""
    content = (CASES / "O18_target_realisasi.csv").read_bytes()
    batch = checked(
        KIND, content, admin, name="O18_target_realisasi.csv", for_all={"area": "35.04", "year": "2026"}
    )
    assert set(list(fates(batch).values())[1:]) == {"accept"}
    stored(batch, admin)

    assert {code: value for (code, *_place), (value, _base) in targets().items()} == {
        "I-1": 100,
        "I-2": 0,
        "I-3": 0,
        "I-4": 40,
        "I-5": 12,
        "I-6": 10,
        "I-7": 200_000_000,
    }
    values = dict(IndicatorValue.objects.values_list("indicator__code", "value"))
    # Not reported is not 0: I-5 has no value.
    assert values == {"I-1": 50, "I-2": 0, "I-3": 3, "I-4": 52, "I-6": 4, "I-7": 0}
    evidence = set(IndicatorValue.objects.values_list("evidence", flat=True))
    assert evidence == {f"O18_target_realisasi.csv, {batch.number}"}


def test_the_columns_page_asks_for_what_the_file_does_not_say(o18, admin, client):
    client.force_login(admin)
    file = (CASES / "O18_target_realisasi.csv").open("rb")
    page = client.post(reverse("pillars:import-list"), {"kind": KIND, "file": file}, follow=True)
    address = page.redirect_chain[-1][0]
    form = page.context["form"]
    data = {name: form[name].value() or "" for name in form.fields} | {"sheet": page.context["sheet"].name}
    refused = client.post(address, data)
    assert set(refused.context["form"].errors) == {"all_area", "all_year"}
    refused = client.post(address, {**data, "all_area": "35.04", "all_year": "dua ribu"})
    assert "dua ribu" in str(refused.context["form"].errors["all_year"])
    page = client.post(address, {**data, "all_area": "Kab. Tulungagung", "all_year": "2026"}, follow=True)
    assert page.context["summary"].refused == 0
    assert page.context["summary"].ready == 7
    shown = page.content.decode()
    assert "Kab. Tulungagung" in shown
    assert "I-1" in shown


@pytest.mark.parametrize(
    ("number", "value"),
    [
        ("1.234,5", Decimal("1234.5")),
        ("0,1", Decimal("0.1")),
        ("1.234", Decimal("1234")),
        ("200000000,25", Decimal("200000000.25")),
        ("0", Decimal("0")),
    ],
)
def test_numbers_are_read_exactly(number, value, listed, admin):
    stored(listed(f"I-2;35.04;2026;;{number};{number};"), admin)
    assert targets() == {("I-2", "35.04", 2026, None): (value, value)}


@pytest.mark.parametrize("number", ["1.5", "-3", "banyak", "1,234", "12,345"])
def test_numbers_that_cannot_be_read_are_refused(number, listed):
    assert fates(listed(f"I-2;35.04;2026;;{number};;"))[2] == "refuse"


@pytest.mark.parametrize(
    ("area", "code"),
    [
        ("00", "00"),
        ("Indonesia", "00"),
        ("nasional", "00"),
        ("35", "35"),
        ("Jawa Timur", "35"),
        ("Prov. Jawa Timur", "35"),
        ("3504", "35.04"),
        ("Kab Tulungagung", "35.04"),
        ("tulungagung", "35.04"),
        ("35.04.14.2016", "35.04.14.2016"),
        ("3504142016", "35.04.14.2016"),
    ],
)
def test_areas_are_found_by_code_and_name(area, code, listed, admin):
    stored(listed(f"I-1;{area};2026;;40;;"), admin)
    assert list(targets()) == [("I-1", code, 2026, None)]


def test_a_city_is_not_the_regency_of_its_name(listed, places):
    factories.area("35.73", "Kota Malang")
    factories.area("35.07", "Kabupaten Malang")
    batch = listed("I-1;Malang;2026;;40;;", "I-1;Kota Malang;2026;;40;;", "I-1;Kab. Malang;2026;;40;;")
    assert kinds_of_notes(batch, 2) == ["area_ambiguous"]
    assert batch.rows.get(number=3).fate == batch.rows.get(number=4).fate == "accept"


@pytest.mark.parametrize(
    ("line", "fate", "said"),
    [
        ("I-9;35.04;2026;;40;;", "refuse", "not an indicator"),
        ("I-1;Atlantis;2026;;40;;", "refuse", "no province or regency"),
        ("I-1;35.99;2026;;40;;", "refuse", "not a code of an area"),
        ("I-1;35.04;1999;;40;;", "refuse", "not a year"),
        ("I-1;35.04;2026;TW 9;40;;", "refuse", "not a quarter"),
        ("I-1;35.04;2026;;;;", "refuse", "is not given"),
        (";35.04;2026;;40;;", "refuse", "is not given"),
        ("I-1;35.04;2020;;40;;", "review", "not asked for"),
        ("I-1;35.04.14;2026;;40;;", "review", "is a district"),
        ("I-2;35.04.14.2016;2026;;40;;", "review", "reported for regencies"),
        ("I-1;35.04;2026;;4,5;;", "review", "not a whole number"),
        ("I-1;35.04;2026;IV;40;;", "review", "is that of the year"),
        ("I-2;35.04;2026;I;;;5", "review", "once a year"),
    ],
)
def test_what_cannot_be_a_target_says_why(line, fate, said, listed):
    row = listed(line).rows.get(number=2)
    assert row.fate == fate
    assert said in " ".join(note["text"] for note in row.notes)
    assert row.fate == "refuse" or not row.is_takeable


def test_what_the_portal_counts_is_not_typed(listed, admin):
    batch = listed("I-3;35.04;2026;;40;;7", "I-3;35;2026;;;;7")
    assert fates(batch) == {1: "ignore", 2: "accept_corrected", 3: "ignore"}
    stored(batch, admin)
    assert not IndicatorValue.objects.exists()
    assert len(targets()) == 1


def test_quarters_come_after_their_year_whatever_the_order(listed, admin):
    stored(listed("I-1;35.04;2026;TW I;10;;", "I-1;35.04;2026;2;20;;", "I-1;35.04;2026;;40;5;"), admin)
    assert targets() == {
        ("I-1", "35.04", 2026, None): (40, 5),
        ("I-1", "35.04", 2026, 1): (10, None),
        ("I-1", "35.04", 2026, 2): (20, None),
    }


def test_what_the_portal_has_is_passed_over_and_what_differs_is_asked(listed, admin):
    stored(listed("I-1;35.04;2026;;40;5;", "I-2;35.04;2026;;7;;3"), admin)
    batch = listed("I-1;35.04;2026;;40;;", "I-2;35.04;2026;;8;;4", "I-1;35;2026;;60;;")
    assert fates(batch) == {1: "ignore", 2: "ignore", 3: "review", 4: "accept"}
    assert [note["text"] for note in batch.rows.get(number=3).notes] == [
        "The portal has 7; the list says 8.",
        "The portal has 3; the list says 4.",
    ]
    batch = stored(batch, admin, taking=[3])
    assert targets()["I-2", "35.04", 2026, None] == (8, None)
    assert IndicatorValue.objects.get().value == 4
    assert batch.rows.get(number=3).outcome == "updated"

    undo_batch(batch=batch, by=admin)
    assert targets() == {("I-1", "35.04", 2026, None): (40, 5), ("I-2", "35.04", 2026, None): (7, None)}
    assert IndicatorValue.objects.get().value == 3


def test_an_empty_baseline_erases_none(listed, admin):
    stored(listed("I-1;35.04;2026;;40;5;"), admin)
    stored(listed("I-1;35.04;2026;;41;;"), admin, taking=[2])
    assert targets() == {("I-1", "35.04", 2026, None): (41, 5)}


def test_another_target_set_meanwhile_is_not_overwritten(listed, admin, aimed, places):
    batch = listed("I-1;35.04;2026;;40;;")
    aimed(Indicator.objects.get(code="I-1"), places["betak"].regency, 2026, 30)
    batch = stored(batch, admin)
    assert batch.rows.get(number=2).fate == "review"
    assert targets() == {("I-1", "35.04", 2026, None): (30, None)}


def test_two_rows_of_one_target_are_not_decided_by_their_order(listed):
    batch = listed("I-1;35.04;2026;;40;;", "I-1;35.04;2026;;40;;", "I-1;35.04;2026;;41;;")
    assert fates(batch) == {1: "ignore", 2: "review", 3: "ignore", 4: "review"}


def test_the_same_file_again_adds_nothing(listed, admin):
    stored(listed("I-1;35.04;2026;;40;;"), admin)
    with pytest.raises(SameFile):
        listed("I-1;35.04;2026;;40;;")


def test_undone_there_is_no_target_and_no_value(listed, admin):
    batch = stored(listed("I-1;35.04;2026;1;10;;", "I-1;35.04;2026;;40;5;", "I-2;35.04;2026;;7;;3"), admin)
    assert standing_against(batch) == []
    undo_batch(batch=batch, by=admin)
    assert targets() == {}
    assert not IndicatorValue.objects.exists()
    assert Target.history.filter(history_type="-").count() == 3


def test_a_later_change_and_later_quarters_stand_against_an_undo(listed, admin):
    first = stored(listed("I-1;35.04;2026;;40;;"), admin)
    stored(listed("I-1;35.04;2026;1;10;;"), admin)
    assert "quarters of 2026" in standing_against(first)[0]
    second = stored(listed("I-2;35.04;2026;;7;;"), admin)
    stored(listed("I-2;35.04;2026;;8;;"), admin, taking=[2])
    assert "has since been changed" in standing_against(second)[0]
    with pytest.raises(Refused):
        undo_batch(batch=second, by=admin)


def test_only_administrators_bring_targets(listed, officer, reviewer):
    for person in (officer, reviewer):
        with pytest.raises(Refused):
            listed("I-1;35.04;2026;;40;;", by=person)


def test_rows_lead_to_their_indicator(listed, admin, client):
    batch = stored(listed("I-2;35.04;2026;;1.234,5;;3"), admin)
    client.force_login(admin)
    page = client.get(reverse("pillars:import-rows", args=[batch.number])).content.decode()
    assert f'href="{reverse("reports:indicator-detail", args=["I-2"])}?year=2026"' in page
    assert "1,234.5" in page


def test_values_of_a_closed_quarter_stay_as_they_are(listed, admin, reviewer, places):
    """Neither a row that was checked before the closing nor an undo after it changes what was reported."""
    period = ReportingPeriod.objects.create(
        year=2026,
        quarter=1,
        starts_on=datetime.date(2026, 1, 1),
        ends_on=datetime.date(2026, 3, 31),
        due_on=datetime.date(2026, 4, 15),
    )
    line = "I-1;35.04.14.2016;2026;1;;;5"
    kept = stored(listed(line), admin)
    late = listed("I-1;35.04.14.2011;2026;1;;;7")
    close_period(period=period, by=reviewer)

    late = stored(late, admin)
    assert late.rows.get(number=2).fate == "review"
    with pytest.raises(Refused):
        undo_batch(batch=kept, by=admin)
    assert [(value.area_id, value.value) for value in IndicatorValue.objects.all()] == [("35.04.14.2016", 5)]
