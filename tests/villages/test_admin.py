"""Areas and villages in the admin: same services, same refusals, nothing deleted."""

import datetime

import pytest
from django.contrib.admin import site
from django.urls import reverse
from simple_history.admin import SimpleHistoryAdmin

from desmigratif.accounts.admin.read_only import TracedAdmin
from tests import factories
from villages.models import Membership
from villages.services import change_village

pytestmark = pytest.mark.django_db

D = datetime.date


@pytest.fixture
def client(client, admin):
    client.force_login(admin)
    return client


def _village_form(village, *, memberships=(), figures=(), indexes=(), note=""):
    """The post of the village page: its note, the membership lines, the new figure lines, the index lines."""
    data = {"note": note}
    for prefix, lines in (("memberships", memberships), ("figures", figures), ("indexes", indexes)):
        stored = [line for line in lines if line.get("id")]
        data |= {
            f"{prefix}-TOTAL_FORMS": len(lines),
            f"{prefix}-INITIAL_FORMS": len(stored),
            f"{prefix}-MIN_NUM_FORMS": 0,
            f"{prefix}-MAX_NUM_FORMS": 1000,
        }
        for number, line in enumerate(lines):
            data |= {f"{prefix}-{number}-{name}": value for name, value in line.items()}
            data[f"{prefix}-{number}-village"] = village.pk
    return data


JOIN = {"programme": "desmigratif", "status": "facilitated", "source": "uji", "valid_from": "2019-01-01"}


@pytest.mark.parametrize("name", ["area", "areagroup", "village", "formedcheck"])
def test_lists_open(client, places, name):
    assert client.get(reverse(f"admin:villages_{name}_changelist")).status_code == 200


def test_villages_are_filtered_by_the_provinces_they_lie_in(client, places):
    factories.area("11", "Aceh")
    listed = client.get(reverse("admin:villages_village_changelist"))
    [by_province] = listed.context["cl"].filter_specs
    assert [str(name) for code, name in by_province.lookup_choices] == ["Jawa Timur", "Nusa Tenggara Barat"]
    found = client.get(reverse("admin:villages_village_changelist"), {"province__code__exact": "52"})
    assert [village.code for village in found.context["cl"].result_list] == ["52.03.01.2001"]


def test_search_finds_areas_and_offers_only_regencies_for_groups(client, places):
    found = client.get(reverse("admin:villages_area_changelist"), {"q": "tunggangri"})
    assert "35.04.14.2011" in found.content.decode()
    form = client.get(reverse("admin:villages_areagroup_add")).context["adminform"].form
    assert [area.pk for area in form.fields["areas"].queryset] == ["35.04", "52.03"]


def test_areas_are_read_only(client, places):
    page = reverse("admin:villages_area_change", args=["35.04"])
    assert client.get(page).status_code == 200
    assert client.post(page, {"name": "Lain"}).status_code == 403
    assert client.get(reverse("admin:villages_area_delete", args=["35.04"])).status_code == 403


def test_village_is_not_added_or_deleted_here(client, places):
    assert client.get(reverse("admin:villages_village_add")).status_code == 403
    assert client.get(reverse("admin:villages_village_delete", args=[places["betak"].pk])).status_code == 403


def test_note_membership_and_figure_are_saved_through_the_services(client, places, admin):
    village = places["betak"]
    figure = {"key": "returned", "value": 10, "stated_on": "2024-02-12", "source": "BPS"}
    page = reverse("admin:villages_village_change", args=[village.pk])
    answer = client.post(page, _village_form(village, note="Catatan", memberships=[JOIN], figures=[figure]))

    assert answer.status_code == 302
    membership = village.memberships.get()
    assert membership.history.get().history_change_reason == "membership added"
    assert membership.history.get().history_user == admin
    assert village.figures.get().value == 10
    reasons = set(village.history.values_list("history_change_reason", flat=True))
    assert {"note changed", "profile figure added"} <= reasons


def test_second_open_membership_is_refused_in_words(client, places):
    village = places["betak"]
    stored = factories.MembershipFactory(village=village)
    page = reverse("admin:villages_village_change", args=[village.pk])
    lines = [{**JOIN, "id": stored.pk, "batch_year": 2019}, {**JOIN, "valid_from": "2022-01-01"}]
    answer = client.post(page, _village_form(village, memberships=lines))

    assert answer.status_code == 200
    assert Membership.objects.count() == 1
    errors = answer.context["inline_admin_formsets"][0].formset.errors
    assert list(errors[1]) == ["programme"]


def test_membership_is_ended_here(client, places):
    village = places["betak"]
    stored = factories.MembershipFactory(village=village)
    page = reverse("admin:villages_village_change", args=[village.pk])
    line = {**JOIN, "id": stored.pk, "batch_year": 2019, "valid_to": "2022-12-31"}
    assert client.post(page, _village_form(village, memberships=[line])).status_code == 302
    stored.refresh_from_db()
    assert stored.valid_to == D(2022, 12, 31)
    assert stored.history.first().history_change_reason == "membership changed"


def test_impossible_figure_is_refused_in_words(client, places):
    village = places["betak"]
    figure = {
        "key": "returned",
        "value": 10,
        "male": 9,
        "female": 9,
        "stated_on": "2024-02-12",
        "source": "x",
    }
    page = reverse("admin:villages_village_change", args=[village.pk])
    answer = client.post(page, _village_form(village, figures=[figure]))
    assert answer.status_code == 200
    assert list(answer.context["inline_admin_formsets"][1].formset.errors[0]) == ["value"]


@pytest.mark.parametrize("who", ["officer", "reviewer", "province_reader"])
def test_other_roles_do_not_open_the_admin(client, places, request, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(reverse("admin:villages_village_changelist")).status_code in (302, 403)


def test_the_history_of_a_village_is_read_and_cannot_be_posted_back(client, admin, places):
    village = places["betak"]
    for note in ("lama", "baru"):
        change_village(village=village, note=note, by=admin)
    old = village.history.get(note="lama")
    versions = village.history.count()
    url = reverse("admin:villages_village_simple_history", args=[village.pk, old.history_id])

    assert client.get(url).status_code == 200
    assert client.post(url, _village_form(village, note="lama")).status_code == 403

    village.refresh_from_db()
    assert village.note == "baru"
    assert village.history.count() == versions


def test_no_admin_lets_an_old_version_be_stored_past_the_services():
    traced = [row for row in site._registry.values() if isinstance(row, SimpleHistoryAdmin)]
    assert traced
    assert [type(row).__name__ for row in traced if not isinstance(row, TracedAdmin)] == []


def test_index_values_are_added_and_corrected_through_the_services(client, places):
    village = places["betak"]
    page = reverse("admin:villages_village_change", args=[village.pk])
    line = {"name": "idm", "year": 2023, "score": "1.7", "status": "maju", "source": "uji"}
    refused = client.post(page, _village_form(village, indexes=[line]))
    assert "runs from 0 to 1" in refused.content.decode()
    assert client.post(page, _village_form(village, indexes=[line | {"score": "0.7"}])).status_code == 302
    stored = village.indexes.get()
    line = line | {"id": stored.pk, "score": "0.75"}
    assert client.post(page, _village_form(village, indexes=[line])).status_code == 302
    assert str(village.indexes.get().score) == "0.7500"
    assert stored.history.count() == 2


def test_two_new_lines_that_exclude_each_other_are_refused_in_words(client, places):
    """Of each kind of line, at the second of the two; what was typed stays on the page."""
    village = places["betak"]
    page = reverse("admin:villages_village_change", args=[village.pk])
    figure = {"key": "returned", "value": 10, "stated_on": "2024-02-12", "source": "Kantor desa"}
    index = {"name": "idm", "year": 2023, "score": "0.7", "status": "maju", "source": "Kantor desa"}
    for kind, field, lines in (
        ("memberships", "programme", [JOIN, {**JOIN, "valid_from": "2022-01-01", "source": "Kantor desa"}]),
        ("figures", "key", [figure, {**figure, "value": 11}]),
        ("indexes", "name", [index, {**index, "score": "0.8"}]),
    ):
        answer = client.post(page, _village_form(village, note="Catatan baru", **{kind: lines}))
        assert answer.status_code == 200, kind
        formsets = {one.formset.prefix: one.formset for one in answer.context["inline_admin_formsets"]}
        first, second = formsets[kind].errors
        assert not first, kind
        assert list(second) in ([field], ["__all__"]), (kind, second)
        text = answer.content.decode()
        assert "Catatan baru" in text
        assert "Kantor desa" in text
        assert not getattr(village, kind).exists()
    village.refresh_from_db()
    assert village.note == ""


@pytest.mark.parametrize("odd", ["abc", "9" * 60, "0"])
def test_a_figure_line_that_is_not_there_is_left_alone(client, places, odd):
    village = places["betak"]
    page = reverse("admin:villages_village_change", args=[village.pk])
    answer = client.post(page, _village_form(village, figures=[{"id": odd, "key": "returned"}]))
    assert answer.status_code in (200, 302)
    assert not village.figures.exists()
