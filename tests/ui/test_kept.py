"""A form outlives its session: drawn again for the same person, sealed meanwhile, files named."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from desmigratif.accounts.models import Session, User
from desmigratif.ui import kept
from tests import factories
from tests.ui.pages import entries_of

pytestmark = pytest.mark.django_db
ADD = "/administrasi/pengguna/tambah/"


@pytest.fixture
def as_admin(admin):
    """A browser that checks forms against forgery, as outside of tests."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin)
    return client


@pytest.fixture
def typed(as_admin):
    url = reverse("accounts:user-create")
    page = entries_of(as_admin.get(url))
    return url, page | {"full_name": "Wahyu Ningsih", "email": "wahyu@contoh.example", "role": "reviewer"}


def sign_in(client, user):
    """In the same browser, as in another tab."""
    page = entries_of(client.get(reverse("account_login")))
    data = page | {"login": user.email, "password": factories.PASSWORD}
    return client.post(reverse("account_login"), data)


def sign_out(client):
    Session.objects.all().delete()


def test_the_session_ends_and_the_form_comes_back_once(as_admin, typed, admin):
    url, data = typed
    sign_out(as_admin)
    answer = as_admin.post(url, data)
    assert answer["Location"].endswith(f"?next={url}")
    assert "what you typed is kept" in as_admin.get(answer["Location"]).content.decode()
    sign_in(as_admin, admin)
    page = as_admin.get(url)
    text = page.content.decode()
    assert "You were signed out in the meantime" in text
    assert "not stored yet" in text
    assert entries_of(page)["full_name"] == "Wahyu Ningsih"
    assert not User.objects.filter(email=data["email"]).exists()
    assert as_admin.post(url, entries_of(page)).status_code == 302
    assert User.objects.filter(email=data["email"]).exists()
    assert entries_of(as_admin.get(url))["full_name"] == ""


def test_a_sign_in_in_another_tab_keeps_the_form(as_admin, typed, admin):
    url, data = typed
    sign_out(as_admin)
    sign_in(as_admin, admin)
    page = as_admin.post(url, data, follow=True)
    assert page.status_code == 200
    assert "You signed in again in another window" in page.content.decode()
    assert entries_of(page)["email"] == "wahyu@contoh.example"


def test_somebody_else_sees_nothing_of_it(as_admin, typed):
    url, data = typed
    other = factories.UserFactory(role="admin")
    sign_out(as_admin)
    as_admin.post(url, data)
    sign_in(as_admin, other)
    assert "Wahyu" not in as_admin.get(url).content.decode()

    sign_out(as_admin)
    sign_in(as_admin, other)
    answer = as_admin.post(url, data)
    assert answer.status_code == 403
    assert "Wahyu" not in as_admin.get(url).content.decode()


def test_nothing_typed_stands_open_in_the_session(as_admin, typed):
    url, data = typed
    sign_out(as_admin)
    as_admin.post(url, data)
    stored = Session.objects.get().get_decoded()
    assert kept.SESSION_KEY in stored
    assert "Wahyu" not in repr(stored)
    assert "contoh" not in repr(stored)


def test_no_more_than_a_few_forms_are_kept_and_none_without_the_stamp(as_admin, typed):
    url, data = typed
    sign_out(as_admin)
    as_admin.post(url, data | {"who": "x"})
    as_admin.post(url, data | {"full_name": "x" * kept.MAX_LENGTH})
    assert not Session.objects.exists()
    for number in range(9):
        as_admin.post(f"/desa/35.04.01.200{number}/ubah/", data)
    request = type("Request", (), {"session": Session.objects.get().get_decoded()})
    assert len(kept._entries(request)) == kept.MAX_FORMS


def test_files_that_cannot_be_kept_are_named(as_admin, typed, admin):
    url, data = typed
    sign_out(as_admin)
    as_admin.post(url, data | {"files": SimpleUploadedFile("foto.jpg", b"x")})
    sign_in(as_admin, admin)
    assert "Choose them again: foto.jpg" in as_admin.get(url).content.decode()


def test_the_words_of_a_button_come_back_on_a_page_of_their_own(as_admin, admin, officer):
    """An address that only takes a post has no page on which its entries could be drawn again."""
    edit = reverse("accounts:user-edit", args=[officer.pk])
    url = reverse("accounts:user-deactivate", args=[officer.pk])
    data = entries_of(as_admin.get(edit), url) | {"reason": "Pindah ke dinas lain"}
    sign_out(as_admin)
    as_admin.post(url, data)
    sign_in(as_admin, admin)
    page = as_admin.get(url)
    assert "Pindah ke dinas lain" in page.content.decode()
    assert as_admin.post(url, entries_of(page)).status_code == 302
    officer.refresh_from_db()
    assert not officer.is_active


def test_switching_the_language_keeps_what_is_being_typed(as_admin, typed):
    """The entries come along as one field (static/js/app.js)."""
    url, data = typed
    entries = {**data, "csrfmiddlewaretoken": data["csrfmiddlewaretoken"]}
    switch = {"csrfmiddlewaretoken": data["csrfmiddlewaretoken"], "next": url, "to_language": "en"}
    from urllib.parse import urlencode

    page = as_admin.post(reverse("set_language"), switch | {"typed": urlencode(entries)}, follow=True)
    assert "The language was switched." in page.content.decode()
    assert entries_of(page)["full_name"] == "Wahyu Ningsih"


def test_every_form_that_posts_carries_its_marks():
    """Templates never write the token against forgery alone, so no form loses what is typed in it."""
    from pathlib import Path

    from django.conf import settings

    folder = Path(settings.BASE_DIR) / "templates"
    without = [
        str(path.relative_to(folder))
        for path in folder.rglob("*.html")
        if "account" not in path.relative_to(folder).parts[:1]
        for form in re.findall(r'<form[^>]*method="post".*?</form>', path.read_text(), re.S)
        if "form_marks" not in form and "account_logout" not in form and "set_language" not in form
    ]
    assert not without
