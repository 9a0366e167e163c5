"""One way of comparing text in every search box (case O43)."""

import datetime
import json
import time

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.exceptions import ValidationError

from desmigratif.accounts.models import Organisation
from desmigratif.ui import search
from pillars.models import Activity
from tests import factories
from tests.sheets import CASES
from villages.models import Area, Beneficiary, Village
from villages.services.area_lists import AreaRow
from villages.services.areas import load_areas

CASE = json.loads((CASES / "O43_cari.expect.json").read_text())


def test_every_way_of_typing_finds_what_is_stored(saved, officer):
    for row in CASE["named"]:
        saved(title=row["stored"])
        factories.OrganisationFactory(name=row["stored"])
        factories.UserFactory(full_name=row["stored"])
    for row in CASE["named"]:
        for typed in row["typed"]:
            found = Activity.objects.filter(search.holding(typed, "search_key"))
            assert [one.title for one in found] == [row["stored"]], typed
            found = Organisation.objects.filter(search.holding(typed, "search_key"))
            assert [one.name for one in found] == [row["stored"]], typed
            officer_model = type(officer)
            found = officer_model.objects.filter(search.holding(typed, "search_key"))
            assert [one.full_name for one in found] == [row["stored"]], typed


def test_signs_of_the_database_are_characters(registered, saved):
    saved(title="Usaha 100% lokal_1")
    saved(title="Usaha rumahan")
    registered("SITI AMINAH")
    for sign in ("%", "_", "\\"):
        titles = [row.title for row in Activity.objects.filter(search.holding(sign, "search_key"))]
        assert titles == [title for title in ["Usaha 100% lokal_1"] if sign in title]
        assert not Beneficiary.objects.search(sign)
    assert Activity.objects.filter(search.holding("   ", "search_key")).count() == 2


def test_a_change_of_the_text_is_found_at_once(places, saved):
    activity = saved(title="Rapat")
    activity.title = "Kafé"
    activity.save()
    assert Activity.objects.filter(search.holding("kafe", "search_key")).exists()
    assert not Activity.objects.filter(search.holding("rapat", "search_key")).exists()


@pytest.mark.parametrize("text", ["a " * 1500, "x" * 101, "-".join("abcdefghi")])
def test_words_and_length_are_bounded_and_said(text):
    with pytest.raises(ValidationError, match="at most|At most"):
        search.WordsField().clean(text)
    assert len(search.words_of(text)) <= search.MOST_WORDS


def test_long_text_is_folded_at_once():
    began = time.process_time()
    search.fold("“é" * 50_000)
    assert time.process_time() - began < 1


def test_villages_by_code_without_points_district_and_near_name(client, places, officer):
    for typed in ("3504142011", "35.04.14.2011", "tunggangri", "Tunggangri Kalidawir"):
        assert list(Village.objects.search(typed)) == [places["tunggangri"]], typed
    assert Village.objects.search("kalidawir").count() == Village.objects.search("350414").count() == 3
    assert [area.pk for area in Area.objects.search("3504142016")] == ["35.04.14.2016"]
    client.force_login(officer)
    page = client.get("/desa/", {"q": "tungangri"}).content.decode()
    assert "Did you mean:" in page
    assert "?q=tunggangri" in page
    # Nobody is led to a place outside the own area.
    assert "Did you mean:" not in client.get("/desa/", {"q": "tanjung luwar"}).content.decode()


def test_no_search_box_compares_in_a_way_of_its_own():
    """Whoever adds an admin list or a filter with words finds the one way here."""
    own = [
        model_admin
        for model_admin in admin.site._registry.values()
        if model_admin.search_fields
        and model_admin.model._meta.app_label in ("accounts", "villages", "pillars", "reports")
        and model_admin.get_search_results.__func__ is admin.ModelAdmin.get_search_results
    ]
    assert not own
    keyed = [
        model
        for model in apps.get_models()
        if any(isinstance(field, search.SearchKeyField) for field in model._meta.fields)
    ]
    assert len(keyed) >= 7
    for model in keyed:
        for field in model._meta.fields:
            if isinstance(field, search.SearchKeyField):
                assert {model._meta.get_field(source).name for source in field.sources}, model


def test_a_renamed_area_is_found_by_its_new_name(places):
    rows = [AreaRow(area.code, area.name) for area in Area.objects.exclude(code="00")]
    rows = [AreaRow(row.code, "Kafé Baru") if row.code == "35.04.14.2011" else row for row in rows]
    load_areas(rows, as_of=datetime.date(2026, 1, 1))
    assert [area.pk for area in Area.objects.search("kafe baru")] == ["35.04.14.2011"]
