"""Pillars and activities in the Django admin: leads through the services, activities only read."""

import datetime

import pytest
from django.urls import reverse

from pillars.models import Activity, ActivityType, PillarLead, Scale
from tests import factories

pytestmark = pytest.mark.django_db


def page(model, what, *args):
    return reverse(f"admin:pillars_{model}_{what}", args=args)


@pytest.fixture
def as_admin(client, admin):
    client.force_login(admin)
    return client


def test_an_activity_is_read_and_nothing_else(as_admin, sent):
    activity = sent()
    url = page("activity", "change", activity.pk)
    text = as_admin.get(url).content.decode()
    assert activity.title in text
    assert activity.get_absolute_url() in text
    assert as_admin.post(url, {"title": "Lain"}).status_code == 403
    assert as_admin.get(page("activity", "add")).status_code == 403
    assert as_admin.post(page("activity", "delete", activity.pk), {"post": "yes"}).status_code == 403
    form = {"action": "delete_selected", "_selected_action": [activity.pk], "post": "yes"}
    as_admin.post(page("activity", "changelist"), form)
    assert Activity.objects.get(pk=activity.pk).title == activity.title
    found = as_admin.get(page("activity", "changelist"), {"pillar__id__exact": activity.pillar_id})
    assert activity.title in found.content.decode()


def test_activities_are_listed_by_the_rule_of_the_pages(client, admin, saved, sent):
    draft, shown = saved(title="Masih draf"), sent(title="Sudah dikirim")
    admin.organisation = factories.OrganisationFactory(valid_to=datetime.date(2024, 10, 20))
    admin.save()
    client.force_login(admin)
    text = client.get(page("activity", "changelist")).content.decode()
    assert shown.title in text
    assert draft.title not in text
    assert client.get(page("activity", "change", draft.pk)).status_code == 302


def test_a_lead_goes_through_the_service(as_admin, admin, pillars):
    first = factories.OrganisationFactory(name="Kementerian A")
    form = {"pillar": pillars[1].pk, "organisation": first.pk, "valid_from": "2024-11-05", "decree": "SK 1"}
    assert as_admin.post(page("pillarlead", "add"), form).status_code == 302
    lead = PillarLead.objects.get()
    row = lead.history.get()
    assert (row.history_user, row.history_change_reason) == (admin, "lead appointed")
    again = as_admin.post(page("pillarlead", "add"), form)
    assert again.status_code == 200
    ended = factories.OrganisationFactory(valid_to=datetime.date(2024, 10, 20))
    refused = as_admin.post(page("pillarlead", "change", lead.pk), {**form, "organisation": ended.pk})
    assert "Choose its successor" in refused.content.decode()
    as_admin.post(page("pillarlead", "change", lead.pk), {**form, "decree": "SK 2"})
    lead.refresh_from_db()
    assert lead.decree == "SK 2"
    assert lead.history.first().history_change_reason == "lead corrected"
    assert as_admin.post(page("pillarlead", "delete", lead.pk), {"post": "yes"}).status_code == 403


def test_the_list_of_leads_costs_no_query_per_row(as_admin, pillars, django_assert_max_num_queries):
    def add(year):
        PillarLead.objects.create(
            pillar=pillars[1],
            organisation=factories.OrganisationFactory(),
            valid_from=datetime.date(year, 1, 1),
            decree="SK",
        )

    add(2000)
    with django_assert_max_num_queries(20) as few:
        as_admin.get(page("pillarlead", "changelist"))
    for year in range(1960, 1990):
        add(year)
    with django_assert_max_num_queries(20) as many:
        as_admin.get(page("pillarlead", "changelist"))
    assert len(many) == len(few)


def test_a_type_keeps_its_pillar_and_is_switched_off_instead_of_deleted(as_admin, pillars):
    kind = ActivityType.objects.get(pillar=pillars[1])
    form = {"pillar": pillars[2].pk, "name": "Baru", "name_en": "New", "position": "0"}
    as_admin.post(page("activitytype", "change", kind.pk), form)
    kind.refresh_from_db()
    assert (kind.pillar, kind.name, kind.is_active) == (pillars[1], "Baru", False)
    assert as_admin.post(page("activitytype", "delete", kind.pk), {"post": "yes"}).status_code == 403


def test_a_scale_is_added_and_old_ones_stay_as_they_were(as_admin):
    form = {"on_track_from": "95", "attention_from": "80", "note": ""}
    as_admin.post(page("scale", "add"), form)
    scale = Scale.objects.get()
    url = page("scale", "change", scale.pk)
    assert as_admin.post(url, {**form, "on_track_from": "90"}).status_code == 403


def test_pillars_are_neither_added_nor_deleted(as_admin, pillars):
    assert as_admin.get(page("pillar", "add")).status_code == 403
    assert as_admin.post(page("pillar", "delete", pillars[1].pk), {"post": "yes"}).status_code == 403
    as_admin.post(page("pillar", "change", pillars[1].pk), {"name": "A", "name_en": "B", "number": "9"})
    pillars[1].refresh_from_db()
    assert (pillars[1].number, pillars[1].name_en) == (1, "B")


def test_a_scale_has_one_lowest_band(as_admin):
    """Both in one post: the database knows neither of them yet."""
    bands = {
        f"bands-{number}-{name}": text
        for number, words in enumerate((("Rendah", "Low", ""), ("Sangat rendah", "Very low", "")))
        for name, text in zip(("name", "name_en", "from_percent"), words, strict=True)
    }
    counts = {"bands-TOTAL_FORMS": "2", "bands-INITIAL_FORMS": "0"}
    said = {"name": "Skala uji", "name_en": "Trial scale", "source": "Permendagri 86/2017"}
    answer = as_admin.post(page("achievementscale", "add"), said | bands | counts)
    assert answer.status_code == 200
    assert "The scale has a lowest band already." in answer.content.decode()
    lower = bands | {"bands-0-from_percent": "50"}
    assert as_admin.post(page("achievementscale", "add"), said | lower | counts).status_code == 302
