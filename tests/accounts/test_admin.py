"""The Django admin: who gets in, what it lets nobody do, and that the services cannot be passed by."""

import datetime
import re

import pytest
from django.contrib import admin as django_admin
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils.functional import Promise

from desmigratif.accounts.models import AccessEvent, Organisation, OrganisationChange, User
from desmigratif.accounts.services import change_user, log_export
from desmigratif.ui.paging import ListPaginator
from tests import factories

pytestmark = pytest.mark.django_db

APPS = ("accounts", "villages", "pillars")
OURS = sorted(
    model._meta.label_lower for model in django_admin.site._registry if model._meta.app_label in APPS
)
INLINE = re.compile(r"<style|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|<script(?![^>]*\bsrc=)|javascript:")


def page(model, what, *args):
    return reverse(f"admin:{model.replace('.', '_')}_{what}", args=args)


@pytest.fixture
def as_admin(client, admin):
    client.force_login(admin)
    return client


def test_every_label_of_the_admin_is_translated():
    """Fields without a name of their own would be read in English by Indonesian administrators."""
    shown = [(model, None) for model in django_admin.site._registry]
    shown += [
        (line.model, model) for model, _none in shown for line in django_admin.site._registry[model].inlines
    ]
    assert [
        f"{model._meta.label}.{field.name}"
        for model, parent in shown
        if model._meta.app_label in (*APPS, "reports")
        for field in model._meta.get_fields()
        if field.concrete and not field.primary_key and (not parent or field.related_model is not parent)
        if not isinstance(field.verbose_name, Promise)
    ] == []


def test_lists_of_the_admin_load_with_their_rows_what_they_say_of_them():
    """A column that names another row would ask for it once per line; long lists are counted to a bound."""
    for page in django_admin.site._registry.values():
        related = {field.name for field in page.opts.get_fields() if field.many_to_one and field.concrete}
        loaded = {name.split("__")[0] for name in page.list_select_related or ()}
        assert related & set(page.list_display) <= loaded, page
        assert (page.paginator, page.show_full_result_count) == (ListPaginator, False)


@pytest.mark.parametrize("model", OURS)
def test_every_list_opens_for_an_administrator_under_the_strict_policy(as_admin, model, officer, reviewer):
    log_export(user=officer, what="x", rows=1, address=None)
    response = as_admin.get(page(model, "changelist"))
    assert response.status_code == 200
    assert "'unsafe-inline'" not in response["Content-Security-Policy"]
    found = [
        text for text in INLINE.findall(response.content.decode()) if text != "<script" or "id=" not in text
    ]
    assert found == []


@pytest.mark.parametrize("model", OURS)
@pytest.mark.parametrize("role", ["officer", "reviewer", "pillar_lead"])
def test_nobody_else_gets_in(client, request, model, role):
    client.force_login(request.getfixturevalue(role))
    response = client.get(page(model, "changelist"))
    assert response.status_code == 302
    assert response["Location"].startswith("/admin/login/")
    assert client.get(response["Location"]).status_code == 403


def test_lists_that_would_say_something_else_are_not_there():
    labels = {model._meta.label_lower for model in django_admin.site._registry}
    assert Group not in django_admin.site._registry
    for hidden in ("account.emailaddress", "axes.accesslog", "pillars.tally", "pillars.headtally"):
        assert hidden not in labels


def test_the_access_log_is_only_read(as_admin, officer):
    event = log_export(user=officer, what="kegiatan 2026", rows=3, address="192.0.2.1")
    assert "kegiatan 2026" in as_admin.get(page("accounts.accessevent", "changelist")).content.decode()
    url = page("accounts.accessevent", "change", event.pk)
    assert as_admin.get(url).status_code == 200
    assert as_admin.post(url, {"what": "lain"}).status_code == 403
    assert as_admin.get(page("accounts.accessevent", "add")).status_code == 403
    delete = page("accounts.accessevent", "delete", event.pk)
    assert as_admin.post(delete, {"post": "yes"}).status_code == 403
    form = {"action": "delete_selected", "_selected_action": [event.pk], "post": "yes"}
    as_admin.post(page("accounts.accessevent", "changelist"), form)
    assert AccessEvent.objects.get(pk=event.pk).what == "kegiatan 2026"


def test_a_user_is_read_with_a_link_to_the_page_that_looks_after_it(as_admin, officer):
    text = as_admin.get(page("accounts.user", "change", officer.pk)).content.decode()
    assert reverse("accounts:user-edit", args=[officer.pk]) in text
    assert officer.password not in text
    assert 'name="password' not in text
    form = {"full_name": "Lain", "email": officer.email, "role": "admin", "time_zone": "Asia/Jakarta"}
    assert as_admin.post(page("accounts.user", "change", officer.pk), form).status_code == 403
    assert as_admin.get(page("accounts.user", "add")).status_code == 403
    assert as_admin.post(page("accounts.user", "delete", officer.pk), {"post": "yes"}).status_code == 403


def test_the_history_of_a_user_is_read_and_cannot_be_posted_back(as_admin, admin, officer):
    change_user(
        user=officer,
        email=officer.email,
        full_name="Siti Baru",
        role=officer.role,
        organisation=None,
        time_zone=officer.time_zone,
        by=admin,
    )
    text = as_admin.get(page("accounts.user", "history", officer.pk)).content.decode()
    assert "Siti Baru" in text
    old = officer.history.last()
    url = reverse("admin:accounts_user_simple_history", args=[officer.pk, old.history_id])
    assert as_admin.get(url).status_code == 200
    form = {"full_name": "Lain", "email": officer.email, "role": "admin", "time_zone": "Asia/Jakarta"}
    assert as_admin.post(url, form).status_code == 403
    assert User.objects.get(pk=officer.pk).full_name == "Siti Baru"


def organisation_form(organisation, **fields):
    return {
        "name": organisation.name,
        "short_name": "",
        "kind": "ministry",
        "valid_from": "",
        "valid_to": "",
        "changes-TOTAL_FORMS": "0",
        "changes-INITIAL_FORMS": "0",
        **fields,
    }


def test_an_organisation_is_changed_with_a_trace_and_never_deleted(as_admin, admin):
    organisation = factories.OrganisationFactory(name="Kementerian A")
    url = page("accounts.organisation", "change", organisation.pk)
    as_admin.post(url, organisation_form(organisation, name="Kementerian B"))
    organisation.refresh_from_db()
    assert organisation.name == "Kementerian B"
    assert organisation.history.first().history_user == admin
    delete = page("accounts.organisation", "delete", organisation.pk)
    assert as_admin.post(delete, {"post": "yes"}).status_code == 403


def test_both_places_say_the_same_last_day_of_an_organisation(as_admin):
    old, new = factories.OrganisationFactory(), factories.OrganisationFactory()
    url = page("accounts.organisation", "change", old.pk)
    change = {
        "changes-TOTAL_FORMS": "1",
        "changes-0-organisation": old.pk,
        "changes-0-kind": "ended",
        "changes-0-effective_on": "2024-10-20",
        "changes-0-successors": [new.pk],
        "changes-0-source": "Perpres 139/2024",
    }
    refused = as_admin.post(url, organisation_form(old, **change))
    assert "make them the same" in refused.content.decode()
    as_admin.post(url, organisation_form(old, valid_to="2024-10-20", **change))
    assert OrganisationChange.objects.get().effective_on == datetime.date(2024, 10, 20)
    assert Organisation.objects.get(pk=old.pk).has_ended(datetime.date(2024, 10, 21))


def test_an_administrator_of_an_ended_organisation_only_reads(client, admin):
    admin.organisation = factories.OrganisationFactory(valid_to=datetime.date(2024, 10, 20))
    admin.save()
    client.force_login(admin)
    organisation = factories.OrganisationFactory()
    url = page("accounts.organisation", "change", organisation.pk)
    assert client.get(url).status_code == 200
    assert client.post(url, organisation_form(organisation, name="Lain")).status_code == 403
    assert client.get(page("accounts.organisation", "add")).status_code == 403


def test_a_stored_line_that_is_posted_as_new_is_no_crash(as_admin):
    """The form takes the claim that it holds no stored line; the database does not."""
    change = factories.OrganisationFactory(name="Kantor").changes.create(
        kind="function_moved", effective_on=datetime.date(2025, 1, 1), source="uji"
    )
    lines = {"changes-TOTAL_FORMS": "1", "changes-INITIAL_FORMS": "-1", "changes-0-id": str(change.pk)}
    lines |= {
        "changes-0-kind": "function_moved",
        "changes-0-effective_on": "2025-01-01",
        "changes-0-source": "x",
    }
    lines |= {"name": "Nama baru", "kind": "ministry", "changes-0-organisation": str(change.organisation_id)}
    address = page("accounts.organisation", "change", change.organisation_id)
    assert as_admin.post(address, lines, follow=True).status_code == 200
    change.refresh_from_db()
    assert (change.source, Organisation.objects.get(pk=change.organisation_id).name) == ("uji", "Kantor")


def test_an_id_that_no_row_can_have_is_not_there(as_admin):
    for model in django_admin.site._registry:
        for what in ("history", "change"):
            address = page(model._meta.label_lower, what, "[]")
            assert as_admin.get(address).status_code in (302, 403, 404), address
