"""From form to service to sentence: once, unchanged, said at the field, tried again."""

import threading

import pytest
from django import forms
from django.db import connection
from django.test import Client
from django.urls import reverse

from desmigratif.accounts.models import User
from desmigratif.accounts.services import change_user
from desmigratif.ui.lists import AddressForm
from desmigratif.ui.refusals import Refused
from tests import factories
from tests.ui.pages import entries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_admin(client, admin):
    client.force_login(admin)
    return client


def new_user(client, **typed):
    page = entries_of(client.get(reverse("accounts:user-create")))
    return {**page, "full_name": "Wahyu", "email": "wahyu@contoh.example", "role": "reviewer", **typed}


def test_a_form_sent_twice_makes_one_and_goes_to_the_same_page(as_admin):
    data = new_user(as_admin)
    first = as_admin.post(reverse("accounts:user-create"), data)
    again = as_admin.post(reverse("accounts:user-create"), data, follow=True)
    assert User.objects.filter(email="wahyu@contoh.example").count() == 1
    assert again.redirect_chain[0][0] == first["Location"]
    assert "sent already" in again.content.decode()


def test_other_entries_from_the_same_page_are_asked_about_and_then_stored(as_admin):
    data = new_user(as_admin)
    as_admin.post(reverse("accounts:user-create"), data)
    other = data | {"full_name": "Ratna", "email": "ratna@contoh.example"}
    asked = as_admin.post(reverse("accounts:user-create"), other)
    assert "Send it again if these" in asked.content.decode()
    assert not User.objects.filter(email="ratna@contoh.example").exists()
    as_admin.post(reverse("accounts:user-create"), other | {"token": entries_of(asked)["token"]})
    assert User.objects.filter(email="ratna@contoh.example").exists()


def test_what_was_refused_can_be_mended_with_the_same_page(as_admin, officer):
    data = new_user(as_admin, email=officer.email)
    assert "used by another account" in as_admin.post(reverse("accounts:user-create"), data).content.decode()
    as_admin.post(reverse("accounts:user-create"), data | {"email": "lain@contoh.example"})
    assert User.objects.filter(email="lain@contoh.example").exists()


@pytest.fixture
def stale(as_admin, admin, officer):
    """An opened page of the officer, whose name somebody else changed meanwhile."""
    url = reverse("accounts:user-edit", args=[officer.pk])
    data = entries_of(as_admin.get(url))
    values = {name: getattr(officer, name) for name in ("email", "role", "organisation", "time_zone")}
    change_user(user=officer, by=factories.UserFactory(role="admin"), full_name="Nama Baru", **values)
    return url, data


def test_a_stale_page_shows_both_values_and_stores_what_is_chosen(as_admin, officer, stale):
    url, data = stale
    own = data | {"full_name": "Nama Sendiri", "time_zone": "Asia/Jayapura"}
    page = as_admin.post(url, own)
    text = page.content.decode()
    for words in ("Changed by two people", "Nama Baru", "Nama Sendiri", "WIT"):
        assert words in text
    officer.refresh_from_db()
    assert officer.full_name == "Nama Baru"

    undecided = entries_of(page)
    assert "Choose what to store" in as_admin.post(url, undecided).content.decode()
    as_admin.post(url, undecided | {"keep-full_name": "saved", "keep-time_zone": "own"})
    officer.refresh_from_db()
    assert (officer.full_name, officer.time_zone) == ("Nama Baru", "Asia/Jayapura")


def test_a_stale_page_that_says_the_same_is_simply_stored(as_admin, officer, stale):
    url, data = stale
    response = as_admin.post(url, data | {"full_name": "Nama Baru"})
    assert response.status_code == 302


def test_a_second_change_from_the_page_after_the_first_is_no_conflict(as_admin, officer):
    url = reverse("accounts:user-edit", args=[officer.pk])
    for name in ("Satu", "Dua"):
        data = entries_of(as_admin.get(url)) | {"full_name": name}
        assert as_admin.post(url, data).status_code == 302
    officer.refresh_from_db()
    assert officer.full_name == "Dua"


def test_who_saves_between_the_look_and_the_lock_is_not_overwritten(as_admin, officer, monkeypatch):
    url = reverse("accounts:user-edit", args=[officer.pk])
    data = entries_of(as_admin.get(url)) | {"full_name": "Nama Sendiri"}

    def overtaken(_request, _form, row):
        User.objects.filter(pk=row.pk).update(full_name="Nama Baru")

    with monkeypatch.context() as patched:
        patched.setattr("desmigratif.ui.forms.conflict_page", overtaken)
        assert "saved this at the same moment" in as_admin.post(url, data).content.decode()
    officer.refresh_from_db()
    assert officer.full_name == "Nama Baru"
    assert "Changed by two people" in as_admin.post(url, data).content.decode()


class Form:
    def __init__(self, *names):
        self.fields = dict.fromkeys(names)
        self.errors = []

    def add_error(self, field, message):
        self.errors.append((field, message))


def test_a_refusal_stands_at_its_field_or_above_the_form():
    form = Form("name")
    Refused("no name", "name").show_in(form)
    Refused("no village", "village").show_in(form)
    Refused("never").show_in(form)
    assert form.errors == [("name", "no name"), (None, "no village"), (None, "never")]


@pytest.mark.django_db(transaction=True)
def test_four_posts_at_once_make_one(admin):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer at a time")
    client = Client()
    client.force_login(admin)
    data = new_user(client)
    answers = []

    def post():
        own = Client()
        own.cookies = client.cookies
        answers.append(own.post(reverse("accounts:user-create"), data).status_code)
        connection.close()

    threads = [threading.Thread(target=post) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [302] * 4
    assert User.objects.filter(email="wahyu@contoh.example").count() == 1


def test_no_drop_down_answers_by_itself(own_classes):
    """A required list begins with an empty line or “unknown”, unless the form says what it begins with."""
    asked, answered = 0, []
    for form in own_classes(forms.BaseForm):
        for name, field in form.base_fields.items():
            is_list = isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField)
            if not (is_list and field.required and type(field.widget) is forms.Select):
                continue
            values = [str(value or "") for value, _label in field.choices]
            asked += 1
            begun = field.initial is not None or issubclass(form, AddressForm)
            if values and values[0] not in ("", "unknown") and len(values) > 1 and not begun:
                answered.append((form.__name__, name, values[0]))
    assert not answered, answered
    assert asked > 5
