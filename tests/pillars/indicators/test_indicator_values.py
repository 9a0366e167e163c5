"""Reported values: what is taken, what is refused, who reports where, and what a correction leaves behind."""

import datetime
import re
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from desmigratif.ui.refusals import Refused
from pillars.indicators.services.indicator_values import Report, report_values, withdraw_values
from pillars.models import Indicator, IndicatorValue, ReportingPeriod
from pillars.services.periods import PeriodClosed
from villages.choices import Level
from villages.models import Area

pytestmark = pytest.mark.django_db
ADDRESS = "/indikator/isi/35.04/2025-1/"


def test_a_correction_keeps_what_was_said_before(defined, reported, officer, colleague):
    indicator = defined()

    assert reported(indicator, "betak", 2025, 1, 7) == {"added": 1, "changed": 0, "left": 0}
    assert reported(indicator, "betak", 2025, 1, 7, by=colleague) == {"added": 0, "changed": 0, "left": 1}
    assert reported(indicator, "betak", 2025, 1, 9, by=colleague) == {"added": 0, "changed": 1, "left": 0}

    value = IndicatorValue.objects.get()
    assert (value.value, value.reported_by) == (9, colleague)
    trail = value.history.order_by("history_id")
    assert [(row.value, row.history_user, row.history_change_reason) for row in trail] == [
        (7, officer, "value reported"),
        (9, colleague, "value corrected"),
    ]


def test_what_is_taken_back_is_not_reported_and_not_forgotten(defined, reported, officer):
    indicator = defined()
    reported(indicator, "betak", 2025, 1, 7)

    withdraw_values(values=list(IndicatorValue.objects.all()), by=officer)

    assert IndicatorValue.objects.count() == 0
    assert IndicatorValue.history.first().history_change_reason == "value taken back"


@pytest.mark.parametrize(
    ("definition", "said", "field", "words"),
    [
        ({}, {"value": None}, "value", "I-1, Betak: write the value"),
        ({}, {"value": Decimal(-1)}, "value", "-1 is below 0"),
        ({}, {"value": Decimal("1.2")}, "value", "1.2 has more decimals than the indicator allows"),
        ({}, {"evidence": " "}, "evidence", "Write where the value of I-1 for Betak is from"),
        ({}, {"year": 2023}, "", "not asked for in budget year 2023"),
        ({}, {"quarter": None}, "", "reported per quarter, not once a year"),
        ({}, {"year": 2099}, "", "The period has not begun yet"),
        ({"period_kind": "year"}, {}, "", "reported once a year, not per quarter"),
        ({"aggregation": "ratio"}, {"numerator": Decimal(1)}, "denominator", "write both numbers"),
        ({"by_sex": True}, {"female": 2}, "male", "write men and women"),
        ({"reported_for": Level.REGENCY}, {}, "", "it is reported per regency/city"),
        (
            {"source": "measured", "measure": "attendances"},
            {},
            "",
            "counted by the portal and not typed",
        ),
    ],
)
def test_what_is_refused(definition, said, field, words, defined, officer, places):
    defined(**definition)
    report = {"year": 2025, "quarter": 1, "evidence": "register", "value": Decimal(1), **said}
    if definition.get("aggregation") == "ratio" or definition.get("by_sex"):
        report.pop("value")

    with pytest.raises(Refused, match=words) as refused:
        report_values(
            reports=[Report(indicator=Indicator.objects.get(), area=places["betak"].area, **report)],
            by=officer,
        )

    assert refused.value.field == field
    assert IndicatorValue.objects.count() == 0


def test_one_refused_value_stores_none(defined, officer, places):
    defined()
    said = {"indicator": Indicator.objects.get(), "year": 2025, "quarter": 1, "evidence": "register"}
    reports = [
        Report(area=places["betak"].area, value=Decimal(3), **said),
        Report(area=places["tunggangri"].area, value=Decimal(-3), **said),
    ]

    with pytest.raises(Refused):
        report_values(reports=reports, by=officer)

    assert IndicatorValue.objects.count() == 0


def test_the_total_of_men_and_women_is_computed(defined, reported):
    reported(defined(by_sex=True), "betak", 2025, 1, None, male=2, female=5, unknown=1)

    value = IndicatorValue.objects.get()
    assert (value.value, value.male, value.female, value.unknown) == (8, 2, 5, 1)


@pytest.mark.parametrize("quarter", [None, 1])
def test_one_per_indicator_area_and_period(quarter, defined, officer, places):
    row = {"indicator": defined(), "area": places["betak"].area, "year": 2025, "quarter": quarter}
    row |= {"value": 1, "evidence": "uji", "reported_by": officer}
    IndicatorValue.objects.create(**row)
    with pytest.raises(IntegrityError), transaction.atomic():
        IndicatorValue.objects.create(**row)


@pytest.mark.parametrize(
    "fields",
    [
        {"value": None},
        {"value": -1},
        {"value": 1, "numerator": 1, "denominator": 2},
        {"value": None, "numerator": 1},
        {"value": None, "numerator": -1, "denominator": 2},
        {"value": 8, "male": 2, "female": 5, "unknown": 0},
        {"value": 7, "male": 2, "female": 5},
        {"value": 1, "quarter": 5},
        {"value": 1, "evidence": ""},
    ],
)
def test_the_database_refuses_it_too(fields, defined, officer, places):
    row = {"indicator": defined(), "area": places["betak"].area, "year": 2025, "quarter": 1}
    row |= {"evidence": "uji", "reported_by": officer, **fields}
    with pytest.raises(IntegrityError), transaction.atomic():
        IndicatorValue.objects.create(**row)


# Who reports where


def test_areas_one_reports_for(officer, village_officer, stranger, reviewer, province_reader, admin, places):
    found = {
        name: sorted(Area.objects.reportable_by(user).values_list("pk", flat=True))
        for name, user in {
            "officer": officer,
            "village_officer": village_officer,
            "stranger": stranger,
            "reviewer": reviewer,
            "province_reader": province_reader,
        }.items()
    }

    assert found == {
        "officer": ["35.04", "35.04.14.2011", "35.04.14.2016", "35.04.14.2017"],
        "village_officer": ["35.04.14.2011"],
        "stranger": ["52.03", "52.03.01.2001"],
        "reviewer": [],
        "province_reader": [],
    }
    assert Area.objects.reportable_by(admin).count() == 6


# The sheet


@pytest.fixture
def sheet(client, officer, defined):
    """One indicator of each kind of cell; posts to the sheet of quarter I 2025."""
    defined("I-1")
    defined("II-1", pillar=2, aggregation="ratio")
    defined("III-1", pillar=3, by_sex=True)
    defined("IV-1", pillar=4, reported_for=Level.REGENCY)
    client.force_login(officer)
    return lambda **cells: client.post(
        ADDRESS, {name.replace("__", "-"): text for name, text in cells.items()}
    )


def cells(**texts):
    """`I1_betak_value="3"` -> `{"I-1_35.04.14.2016_value": "3"}`."""
    codes = {"tunggangri": "35.04.14.2011", "betak": "35.04.14.2016", "regency": "35.04"}
    codes["pagersari"] = "35.04.14.2017"
    found = {}
    for name, text in texts.items():
        parts = [codes.get(part, part) for part in name.split("_")]
        parts[0] = f"{parts[0][:-1]}-{parts[0][-1]}"
        found["_".join(parts)] = text
    return found


def post(client, typed):
    """Posts cells to the section of each, as its own form; the answers by section."""
    sections = {name.removeprefix("initial-").partition("-")[0] for name in typed}
    return {
        section: client.post(
            f"{ADDRESS}{section}/",
            {
                name: text
                for name, text in typed.items()
                if name.removeprefix("initial-").startswith(f"{section}-")
            },
        )
        for section in sections
    }


def test_a_sheet_is_stored(client, sheet):
    answers = post(
        client,
        cells(
            I1_betak_value="1.250",
            I1_tunggangri_value="0",
            I1_evidence="buku register",
            II1_betak_numerator="3",
            II1_betak_denominator="4",
            II1_evidence="rekap",
            II1_link="https://contoh.go.id/rekap.pdf",
            III1_betak_male="2",
            III1_betak_female="5",
            III1_evidence="daftar",
            IV1_regency_value="9",
            IV1_evidence="laporan",
        ),
    )

    assert {answer.status_code for answer in answers.values()} == {302}
    stored = {(row.indicator.code, row.area_id): row for row in IndicatorValue.objects.all()}
    assert {key: row.value for key, row in stored.items()} == {
        ("I-1", "35.04.14.2016"): 1250,
        ("I-1", "35.04.14.2011"): 0,
        ("II-1", "35.04.14.2016"): None,
        ("III-1", "35.04.14.2016"): 7,
        ("IV-1", "35.04"): 9,
    }
    ratio = stored["II-1", "35.04.14.2016"]
    assert (ratio.numerator, ratio.denominator, ratio.link) == (3, 4, "https://contoh.go.id/rekap.pdf")
    page = client.get(f"{ADDRESS}I/").content.decode()
    assert 'value="1.250"' in page
    assert "2 of 3 reported" in page
    assert "2 of 3 reported" in client.get(ADDRESS).content.decode()


def test_one_error_keeps_nothing_else_from_being_stored(client, sheet):
    page = client.post(
        f"{ADDRESS}I/",
        cells(I1_betak_value="1,2", I1_tunggangri_value="4", I1_pagersari_value="5", I1_evidence="buku"),
    )
    text = page.content.decode()
    assert {row.area_id: row.value for row in IndicatorValue.objects.all()} == {
        "35.04.14.2011": 4,
        "35.04.14.2017": 5,
    }
    assert "2 values are stored. What you see here is not stored yet:" in text
    assert 'value="1,2"' in text
    # The same page with the error mended: stored, without the page of two people's changes.
    posted = {
        field.html_name: field.value() if field.value() is not None else "" for field in page.context["form"]
    } | {f"initial-{name}": "" for name in page.context["form"].fields}
    version = re.search('name="version" value="([^"]*)"', text)[1]
    name = "I-1_35.04.14.2016_value"
    answer = client.post(f"{ADDRESS}I/", {**posted, name: "12", "version": version})
    assert answer.status_code == 302
    assert IndicatorValue.objects.count() == 3


def test_the_last_value_stands_beside_and_the_due_day_above(client, sheet, reported):
    reported(Indicator.objects.get(code="I-1"), "betak", 2024, 3, 41)
    reported(Indicator.objects.get(code="I-1"), "betak", 2024, 4, 43)
    reported(Indicator.objects.get(code="III-1"), "betak", 2024, 4, None, male=2, female=5)
    ReportingPeriod.objects.create(
        year=2025,
        quarter=1,
        starts_on=datetime.date(2025, 1, 1),
        ends_on=datetime.date(2025, 3, 31),
        due_on=datetime.date(2025, 4, 10),
    )
    page = client.get(f"{ADDRESS}I/").content.decode()
    assert ">43<" in page
    assert "QIV 2024" in page
    assert ">41<" not in page
    assert "2 male, 5 female" in client.get(f"{ADDRESS}III/").content.decode()
    assert "Was due on 10 April 2025." in page
    assert "Was due on " in client.get(ADDRESS).content.decode()


def test_a_sheet_with_faults_keeps_what_was_typed(client, sheet):
    pages = post(
        client,
        cells(
            I1_betak_value="1,2",
            I1_tunggangri_value="4",
            II1_betak_numerator="3",
            III1_betak_male="dua",
            IV1_regency_value="9",
            IV1_link="bukan tautan",
        ),
    )

    text = "".join(page.content.decode() for page in pages.values())
    assert IndicatorValue.objects.count() == 0
    assert "“1,2” is not a whole number" in text
    assert "Write where the value of I-1 for Tunggangri is from" in text
    assert "II-1, Betak: write both numbers" in text
    assert "IV-1: write the link in full" in text
    for typed in ("1,2", "dua", "bukan tautan"):
        assert f'value="{typed}"' in text


def test_an_emptied_row_is_taken_back_and_others_stay(client, sheet, reported):
    for place in ("betak", "tunggangri"):
        reported(Indicator.objects.get(code="I-1"), place, 2025, 1, 5)

    client.post(
        f"{ADDRESS}I/",
        {"initial-I-1_35.04.14.2016_value": "5", "I-1_35.04.14.2016_value": ""}
        | {"initial-I-1_35.04.14.2011_value": "5", "I-1_35.04.14.2011_value": "5"}
        | {"I-1_evidence": "buku register desa"},
    )

    assert [row.area_id for row in IndicatorValue.objects.all()] == ["35.04.14.2011"]


def test_a_page_left_open_does_not_undo_a_colleague(client, sheet, reported, colleague):
    """The page opened when 5 was stored; a colleague corrects it to 6; the page is sent with another row."""
    indicator = Indicator.objects.get(code="I-1")
    reported(indicator, "betak", 2025, 1, 6, by=colleague)

    client.post(
        f"{ADDRESS}I/",
        {"initial-I-1_35.04.14.2016_value": "5", "I-1_35.04.14.2016_value": "5"}
        | {"I-1_35.04.14.2011_value": "3", "I-1_evidence": "buku register desa"},
    )

    assert {row.area_id: row.value for row in IndicatorValue.objects.all()} == {
        "35.04.14.2016": 6,
        "35.04.14.2011": 3,
    }


def test_a_village_officer_reports_the_own_village_only(client, village_officer, sheet):
    client.force_login(village_officer)

    assert "IV" not in client.get(ADDRESS).content.decode().partition("<main")[2]
    page = client.get(f"{ADDRESS}I/").content.decode()
    assert "Tunggangri" in page
    assert "Betak" not in page
    assert "IV-1" not in page
    post(
        client,
        cells(I1_betak_value="4", I1_tunggangri_value="3", IV1_regency_value="9", I1_evidence="register"),
    )

    assert [row.area_id for row in IndicatorValue.objects.all()] == ["35.04.14.2011"]


def test_another_regency_is_not_there(client, stranger, sheet):
    client.force_login(stranger)

    assert client.get(ADDRESS).status_code == 404
    assert client.get(f"{ADDRESS}I/").status_code == 404
    assert client.post(f"{ADDRESS}I/", cells(I1_betak_value="4", I1_evidence="register")).status_code == 404
    assert "Tulungagung" not in client.get("/indikator/isi/").content.decode()
    assert client.get("/indikator/isi/?regency=35.04").status_code == 404
    assert IndicatorValue.objects.count() == 0


@pytest.mark.parametrize("period", ["2099-1", "2026-5", "1999", "2010-1"])
def test_a_period_that_has_not_begun_is_not_there(period, client, sheet):
    assert client.get(f"/indikator/isi/35.04/{period}/").status_code == 404


def test_a_closed_quarter_is_read_only_and_says_why(client, sheet, reviewer, reported):
    reported(Indicator.objects.get(code="I-1"), "betak", 2025, 1, 5)
    ReportingPeriod.objects.create(
        year=2025,
        quarter=1,
        starts_on=datetime.date(2025, 1, 1),
        ends_on=datetime.date(2025, 3, 31),
        due_on=datetime.date(2025, 4, 10),
        closed_at=datetime.datetime(2025, 4, 12, tzinfo=datetime.UTC),
        closed_by=reviewer,
    )

    page = client.get(f"{ADDRESS}I/").content.decode()
    assert "Quarter I 2025 was closed on 12 April 2025" in page
    assert page.count("Ask for an exception") == 1
    assert "Store this section" not in page
    page = client.post(f"{ADDRESS}I/", cells(I1_betak_value="9", I1_evidence="register")).content.decode()
    assert "Quarter I 2025 was closed on 12 April 2025" in page
    assert IndicatorValue.objects.get().value == 5
    with pytest.raises(PeriodClosed):
        reported(Indicator.objects.get(code="I-1"), "betak", 2025, 1, 6)


def test_the_list_counts_what_is_reported(client, sheet, reported):
    reported(Indicator.objects.get(code="I-1"), "betak", 2025, 1, 5)

    page = client.get("/indikator/isi/")

    ((regency, periods),) = page.context["tables"]
    counts = {period.key: (done, due) for period, done, due, _day in periods}
    assert regency.code == "35.04"
    # Three indicators of three villages, and one of the regency.
    assert counts["2025-1"] == (1, 10)
    assert counts["2025-2"] == (0, 10)
    assert counts["2025"] == (0, 0)


@pytest.mark.parametrize("villages", [3, 30])
def test_sheet_costs_the_same_at_every_size(
    villages, client, sheet, defined, reported, django_assert_num_queries
):
    from tests import factories

    for number in range(villages - 3):
        factories.village(f"35.04.14.21{number:02}", f"Desa {number}")
    reported(Indicator.objects.get(code="I-1"), "betak", 2025, 1, 5)
    address = reverse("pillars:indicator-report-section", args=["35.04", "2025-1", "I"])
    client.get(address)

    with django_assert_num_queries(11):
        assert client.get(address).status_code == 200
