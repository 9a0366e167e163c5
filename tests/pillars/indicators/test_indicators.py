"""Definitions of indicators: versions by budget year, the first set, and the pages of administrators."""

import pytest
from django.db import IntegrityError, transaction

from desmigratif.ui.refusals import Refused
from pillars.choices import Measure
from pillars.indicators.services.first_indicators import load_indicators, read_indicators
from pillars.indicators.services.indicators import add_indicator, define_indicator, place_indicator
from pillars.models import AchievementScale, Indicator, IndicatorVersion
from villages.choices import Level

pytestmark = pytest.mark.django_db

WORDS = {
    "name": "Anggota koperasi",
    "name_en": "Members",
    "definition": "uji",
    "definition_en": "test",
    "unit": "orang",
    "unit_en": "people",
}
SUM = {**WORDS, "aggregation": "sum", "source": "reported", "reported_for": Level.VILLAGE}


def test_a_year_has_the_newest_definition_that_had_begun(defined, admin):
    indicator = defined(valid_from=2024, name_en="Old")
    define_indicator(indicator=indicator, valid_from=2026, by=admin, **{**SUM, "name_en": "New"})

    named = {
        year: [str(row) for row in IndicatorVersion.objects.in_year(year)]
        for year in (2023, 2024, 2025, 2026)
    }

    assert named == {2023: [], 2024: ["Old"], 2025: ["Old"], 2026: ["New"]}
    indicator = Indicator.objects.with_versions().get()
    assert [str(indicator.version_in(year)) for year in (2023, 2025, 2027)] == ["None", "Old", "New"]


def test_an_ended_indicator_is_not_asked_for(defined, reported, admin):
    indicator = defined()
    reported(indicator, "tunggangri", 2025, 1, 1)
    place_indicator(indicator=indicator, position=3, ended_from=2026, by=admin)

    assert IndicatorVersion.objects.in_year(2025).count() == 1
    assert IndicatorVersion.objects.in_year(2026).count() == 0
    with pytest.raises(Refused, match="has values or targets for 2025. It can end with budget year 2026"):
        place_indicator(indicator=indicator, position=3, ended_from=2025, by=admin)


def test_a_used_definition_is_not_rewritten(defined, reported, admin):
    indicator = defined()
    reported(indicator, "tunggangri", 2025, 1, 1)

    with pytest.raises(Refused, match="begin with budget year 2026") as refused:
        define_indicator(indicator=indicator, valid_from=2024, by=admin, **{**SUM, "aggregation": "last"})
    assert refused.value.field == "valid_from"
    with pytest.raises(Refused):
        define_indicator(indicator=indicator, valid_from=2025, by=admin, **{**SUM, "direction": "lower"})
    define_indicator(indicator=indicator, valid_from=2026, by=admin, **{**SUM, "aggregation": "last"})

    assert [row.aggregation for row in indicator.versions.order_by("valid_from")] == ["sum", "last"]


def test_targets_are_use_too(defined, aimed, admin, places):
    indicator = defined()
    aimed(indicator, places["betak"].regency, 2027, 5)

    with pytest.raises(Refused, match="budget year 2028"):
        define_indicator(indicator=indicator, valid_from=2026, by=admin, **{**SUM, "aggregation": "last"})


def test_wording_is_mended_at_any_time_and_leaves_a_trace(defined, reported, admin):
    indicator = defined()
    reported(indicator, "tunggangri", 2025, 1, 1)

    define_indicator(indicator=indicator, valid_from=2024, by=admin, **{**SUM, "status": "agreed"})

    version = indicator.versions.get()
    assert (version.name, version.status) == ("Anggota koperasi", "agreed")
    assert [row.history_change_reason for row in version.history.order_by("history_id")] == [
        "definition added",
        "definition corrected",
    ]
    assert version.history.first().history_user == admin


@pytest.mark.parametrize(
    ("definition", "field"),
    [
        ({"source": "measured", "measure": ""}, "measure"),
        ({"reported_for": None}, "reported_for"),
        ({"aggregation": "people"}, "aggregation"),
        ({"aggregation": "ratio", "by_sex": True}, "by_sex"),
        ({"by_sex": True, "decimals": 1}, "by_sex"),
        ({"by_sex": True, "aggregation": "last", "areas_add_up": False}, "by_sex"),
    ],
)
def test_what_cannot_be_defined(definition, field, pillars, admin):
    with pytest.raises(Refused) as refused:
        add_indicator(code="X-1", pillar=None, position=1, valid_from=2024, by=admin, **{**SUM, **definition})

    assert refused.value.field == field


@pytest.mark.parametrize(
    "fields",
    [
        {"source": "measured", "measure": "", "reported_for": None},
        {"source": "reported", "measure": "attendances", "reported_for": 4},
        {"source": "reported", "measure": "", "reported_for": None},
        {"source": "reported", "measure": "", "reported_for": 4, "aggregation": "people"},
        {"source": "reported", "measure": "", "reported_for": 4, "by_sex": True, "aggregation": "ratio"},
        {"source": "reported", "measure": "", "reported_for": 4, "decimals": 3},
        {"source": "reported", "measure": "", "reported_for": 4, "per": 0},
    ],
)
def test_the_database_refuses_it_too(fields, pillars):
    indicator = Indicator.objects.create(code="X-1")
    fields = {"aggregation": "sum", **fields}
    with pytest.raises(IntegrityError), transaction.atomic():
        IndicatorVersion.objects.create(indicator=indicator, valid_from=2024, **WORDS, **fields)


def test_one_definition_per_year(defined):
    indicator = defined()
    with pytest.raises(IntegrityError), transaction.atomic():
        IndicatorVersion.objects.create(indicator=indicator, valid_from=2024, **SUM)


def test_what_is_counted_says_how_it_adds_up(pillars, admin):
    indicator = add_indicator(
        code="X-1",
        pillar=None,
        position=1,
        valid_from=2024,
        by=admin,
        **{**SUM, "source": "measured", "measure": "women_share"},
    )

    version = indicator.versions.get()
    assert (version.aggregation, version.reported_for) == ("ratio", None)


# The first set


def test_the_first_set_is_proposed_and_loaded_once(pillars):
    found = read_indicators()

    assert load_indicators(found) == {"Indicator": len(found["indicators"]), "AchievementScale": 2}
    assert load_indicators(found) == {}

    versions = IndicatorVersion.objects.in_year(2024)
    assert {row.status for row in versions} == {"proposed"}
    assert {row.indicator.pillar and row.indicator.pillar.code for row in versions} == {
        None,
        "I",
        "II",
        "III",
        "IV",
    }
    for version in versions:
        if version.is_measured:
            assert version.aggregation == Measure(version.measure).aggregation


def test_loading_again_leaves_what_administrators_changed(pillars, admin):
    load_indicators(read_indicators())
    version = IndicatorVersion.objects.get(indicator__code="II-2")
    IndicatorVersion.objects.filter(pk=version.pk).update(name="Usaha baru")
    load_indicators(read_indicators())

    assert IndicatorVersion.objects.get(indicator__code="II-2").name == "Usaha baru"


# Pages


def test_the_list_says_how_values_come(client, reviewer, defined, pillars):
    defined("II-3", pillar=2, direction="lower")
    defined("K-1", pillar=None, source="measured", measure="women_share")
    client.force_login(reviewer)

    page = client.get("/indikator/").content.decode()

    assert "Reported every quarter, per village" in page
    assert "Share of women" in page
    assert "Lower is better" in page
    assert "Proposed" in page
    assert "Add an indicator" not in page


def posted(**changes):
    return {
        **SUM,
        "valid_from": 2024,
        "direction": "higher",
        "period_kind": "quarter",
        "status": "proposed",
    } | {
        "per": 100,
        "decimals": 0,
        "areas_add_up": "on",
        "reported_for": 4,
        **changes,
    }


def test_an_administrator_adds_and_redefines_one(client, admin, pillars, reported):
    client.force_login(admin)
    client.post("/indikator/tambah/", posted(code="II-9", pillar=pillars[2].pk), follow=True)
    indicator = Indicator.objects.get()
    assert (indicator.code, indicator.pillar, indicator.versions.get().unit) == ("II-9", pillars[2], "orang")
    reported(indicator, "tunggangri", 2025, 1, 1)

    page = client.post("/indikator/II-9/ubah/", posted(aggregation="last", unit="jiwa"))
    assert "which would be counted differently" in page.content.decode()
    assert 'value="jiwa"' in page.content.decode()
    assert indicator.versions.count() == 1

    client.post("/indikator/II-9/ubah/", posted(aggregation="last", unit="jiwa", valid_from=2026))
    assert indicator.versions.count() == 2


def test_refused_codes_say_why(client, admin, pillars, defined):
    defined("I-1")
    client.force_login(admin)

    page = client.post("/indikator/tambah/", posted(code="I-1", pillar="")).content.decode()
    assert "There is an indicator I-1 already" in page
    page = client.post("/indikator/tambah/", posted(code="baru", pillar="")).content.decode()
    assert "Write capital letters, digits and hyphens only" in page
    page = client.post("/indikator/tambah/", posted(code="INDIKATOR-BARU", pillar="")).content.decode()
    summary = page.partition('class="errsum"')[2].partition("</ul>")[0]
    assert summary.count("at most 12 fit") == 1
    assert Indicator.objects.count() == 1


def test_an_end_that_cannot_be_is_shown(client, admin, defined, reported):
    indicator = defined("I-1")
    reported(indicator, "tunggangri", 2025, 1, 1)
    client.force_login(admin)

    page = client.post("/indikator/I-1/tempat/", {"position": 2, "ended_from": 2025}).content.decode()

    assert "It can end with budget year 2026" in page
    client.post("/indikator/I-1/tempat/", {"position": 2, "ended_from": 2026})
    indicator.refresh_from_db()
    assert (indicator.position, indicator.ended_from) == (2, 2026)


# The admin


def test_the_admin_reads_and_does_not_write(client, admin, defined, reported, aimed, places):
    indicator = defined("I-1")
    reported(indicator, "betak", 2025, 1, 1)
    target = aimed(indicator, places["betak"].regency, 2025, 5)
    client.force_login(admin)

    assert client.get(f"/admin/pillars/indicator/{indicator.pk}/change/").status_code == 200
    assert client.get(f"/admin/pillars/target/{target.pk}/history/").status_code == 200
    assert client.post(f"/admin/pillars/target/{target.pk}/change/", {"value": 9}).status_code == 403
    assert client.get("/admin/pillars/indicatorvalue/add/").status_code == 403


def test_a_scale_is_added_with_its_bands_which_then_stay(client, admin, pillars):
    load_indicators(read_indicators())
    client.force_login(admin)
    scale = AchievementScale.objects.first()

    page = client.get(f"/admin/pillars/achievementscale/{scale.pk}/change/").content.decode()
    assert 'name="name"' in page
    assert 'name="bands-0-from_percent"' not in page
    page = client.get("/admin/pillars/achievementscale/add/").content.decode()
    assert 'name="bands-0-from_percent"' in page
