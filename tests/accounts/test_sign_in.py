"""Case O25: guessing passwords, locking others out, finding out who has an account, ways round the lock."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from allauth.account.adapter import get_adapter
from axes.models import AccessAttempt
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from desmigratif.accounts.demo_accounts import refuse_demo_accounts
from desmigratif.accounts.models import AccessEvent
from tests import factories
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parent.parent.parent
HOME, OFFICE = "203.0.113.5", "198.51.100.7"
WRONG = "bukan-kata-sandi-itu"


@pytest.fixture
def user(db):
    return factories.UserFactory(email="siti@contoh.example", role="reviewer")


def sign_in(client, email, password, address=HOME, **headers):
    return client.post(
        reverse("account_login"),
        {"login": email, "password": password},
        REMOTE_ADDR=address,
        headers=headers,
    )


def fail(client, email, times, **where):
    return [sign_in(client, email, WRONG, **where) for _ in range(times)]


def said(response):
    """The words of a page without what differs by chance or by what was typed."""
    text = re.sub(r'value="[^"]*"', "", response.content.decode())
    return re.sub(r"siti@contoh\.example|tidak-ada@contoh\.example", "", text)


def test_the_right_password_signs_in_and_is_noted(client, user):
    response = sign_in(client, "Siti@Contoh.Example", PASSWORD)
    assert response.status_code == 302
    assert response["Location"] == reverse("reports:home")
    event = AccessEvent.objects.get()
    assert (event.kind, event.user, event.address) == (AccessEvent.Kind.SIGN_IN, user, HOME)


def test_five_wrong_passwords_lock_this_account_from_this_address(client, user, settings):
    first_four = fail(client, user.email, 4)
    assert {response.status_code for response in first_four} == {200}
    assert sign_in(client, user.email, WRONG).status_code == 429
    locked = sign_in(client, user.email, PASSWORD)
    assert locked.status_code == 429
    assert "account/locked.html" in [template.name for template in locked.templates]
    assert "Wait 15 minutes" in locked.text
    settings.AXES_COOLOFF_TIME = 0.5
    assert "Wait 30 minutes" in sign_in(client, user.email, PASSWORD).text
    assert "_auth_user_id" not in client.session


def test_the_lock_neither_holds_elsewhere_nor_for_others(client, user):
    other = factories.UserFactory(role="reviewer")
    fail(client, user.email, 20)
    assert sign_in(Client(), other.email, PASSWORD).status_code == 302
    assert sign_in(Client(), user.email, PASSWORD, address=OFFICE).status_code == 302


def test_twenty_addresses_with_one_slip_each_lock_nobody(client, user):
    for number in range(1, 21):
        fail(Client(), user.email, 1, address=f"192.0.2.{number}")
    assert sign_in(client, user.email, PASSWORD, address="192.0.2.7").status_code == 302


def test_the_lock_ends_by_itself_however_often_somebody_tries_meanwhile(client, user):
    fail(client, user.email, 5)
    started = AccessAttempt.objects.get().attempt_time
    fail(client, user.email, 3)
    assert AccessAttempt.objects.get().attempt_time == started
    AccessAttempt.objects.update(attempt_time=started - timezone.timedelta(minutes=16))
    assert sign_in(client, user.email, PASSWORD).status_code == 302


def test_a_forged_forwarded_address_opens_no_lock(client, user):
    for number in range(5):
        sign_in(client, user.email, WRONG, x_forwarded_for=f"192.0.2.{number}")
    assert sign_in(client, user.email, PASSWORD, x_forwarded_for="192.0.2.99").status_code == 429


def test_behind_a_named_proxy_only_the_address_it_adds_is_believed(client, user, monkeypatch):
    monkeypatch.setattr("allauth.app_settings.TRUSTED_PROXY_COUNT", 1, raising=False)
    for number in range(5):
        forged = f"192.0.2.{number}, {HOME}"
        sign_in(client, user.email, WRONG, address="10.0.0.1", x_forwarded_for=forged)
    locked = sign_in(client, user.email, PASSWORD, address="10.0.0.1", x_forwarded_for=HOME)
    assert locked.status_code == 429
    office = sign_in(Client(), user.email, PASSWORD, address="10.0.0.1", x_forwarded_for=OFFICE)
    assert office.status_code == 302
    assert AccessEvent.objects.get(kind=AccessEvent.Kind.SIGN_IN).address == OFFICE


def test_another_spelling_of_the_address_gives_no_more_tries(client, user):
    for email in (
        "siti@contoh.example",
        "SITI@contoh.example",
        "Siti@Contoh.Example",
        " siti@contoh.example",
    ):
        sign_in(client, email, WRONG)
    sign_in(client, "siti@CONTOH.example", WRONG)
    assert sign_in(client, user.email, PASSWORD).status_code == 429
    # The long s is an s to the upper() of PostgreSQL; it finds nobody here.
    assert sign_in(Client(), "ſiti@contoh.example", PASSWORD, address=OFFICE).status_code == 200


def test_a_known_and_an_unknown_address_are_told_the_same(client, user):
    known = sign_in(Client(), user.email, WRONG)
    unknown = sign_in(Client(), "tidak-ada@contoh.example", WRONG)
    closed = factories.UserFactory(email="tutup@contoh.example", is_active=False)
    inactive = sign_in(Client(), closed.email, WRONG)
    assert known.status_code == unknown.status_code == inactive.status_code == 200
    errors = [response.context["form"].non_field_errors() for response in (known, unknown, inactive)]
    assert "do not match" in errors[0][0]
    assert errors[0] == errors[1] == errors[2]


def test_an_unknown_address_is_locked_like_a_known_one(client, user):
    for email in (user.email, "tidak-ada@contoh.example"):
        answers = fail(Client(), email, 6)
        assert [response.status_code for response in answers] == [200] * 4 + [429] * 2


def test_a_closed_account_does_not_sign_in(client):
    user = factories.UserFactory(is_active=False)
    sign_in(client, user.email, PASSWORD)
    assert "_auth_user_id" not in client.session


def test_a_forgotten_password_tells_nobody_who_has_an_account(client, user):
    pages = []
    for email in (user.email, "tidak-ada@contoh.example"):
        response = client.post(reverse("account_reset_password"), {"email": email}, follow=True)
        pages.append((response.redirect_chain, said(response)))
    assert pages[0] == pages[1]
    known, unknown = mail.outbox
    assert "/akun/kata-sandi/baru/" in known.body
    assert user.email in known.body
    assert "There is no account" in unknown.body
    assert "/akun/" not in unknown.body


def test_the_link_of_the_mail_sets_a_password_once(client, user):
    client.post(reverse("account_reset_password"), {"email": user.email})
    link = re.search(r"https://portal\.example(/\S+)", mail.outbox[0].body)[1]
    page = client.get(link, follow=True)
    new = {"password1": "sawah-hijau-di-kaki-gunung", "password2": "sawah-hijau-di-kaki-gunung"}
    done = client.post(page.redirect_chain[-1][0], new, follow=True)
    assert done.status_code == 200
    assert sign_in(Client(), user.email, new["password1"]).status_code == 302
    again = Client().get(link, follow=True)
    assert again.context["token_fail"]


def test_a_short_or_common_password_is_refused(client, user):
    client.post(reverse("account_reset_password"), {"email": user.email})
    link = re.search(r"https://portal\.example(/\S+)", mail.outbox[0].body)[1]
    page = client.get(link, follow=True)
    for weak in ("pendek", "password123", "siti@contoh"):
        response = client.post(page.redirect_chain[-1][0], {"password1": weak, "password2": weak})
        assert response.status_code == 200
        assert response.context["form"].errors


NEW = "sawah-hijau-di-kaki-gunung"


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"oldpassword": ""}, "oldpassword", "Fill in “Current password”."),
        ({"oldpassword": WRONG}, "oldpassword", "“Current password” is not right. Write the one"),
        ({"password1": "", "password2": ""}, "password1", "Fill in “New password”."),
        ({"password1": "pendek"}, "password1", "Use at least 10 characters"),
        ({"password1": "password123"}, "password1", "Many people use this new password"),
        ({"password1": "siti.aminah1"}, "password1", "too much like your entry “Full name”"),
        ({"password1": "siti@contoh.example"}, "password1", "too much like your entry “Email address”"),
        ({"password2": NEW + "x"}, "password2", "The two new passwords differ."),
    ],
)
def test_a_refused_password_is_answered_with_what_to_do(client, user, typed, field, message):
    user.full_name = "Siti Aminah"
    user.save()
    client.force_login(user)
    form = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW} | typed
    response = client.post(reverse("account_change_password"), form)
    assert message in response.context["form"].errors[field][0]


def test_sign_in_and_passwords_speak_the_indonesian_of_the_portal(client, user):
    client.cookies["django_language"] = "id"
    pages = [sign_in(client, user.email, WRONG).text]
    client.force_login(user)
    url = reverse("account_change_password")
    weak = {"oldpassword": WRONG, "password1": "password", "password2": "lain"}
    pages += [client.get(url).text, client.post(url, {}).text, client.post(url, weak).text]
    for text in pages:
        assert not re.search(r"\banda\b|Silahkan|Silakan|Mohon|Harap|Bidang ini|tidak valid", text)


def test_too_many_tries_are_answered_in_the_frame(client, user):
    client.force_login(user)
    for _number in range(6):
        response = client.post(reverse("account_change_password"), {})
    assert response.status_code == 429
    assert "Wait one minute" in response.text
    assert 'class="brand"' in response.text


def test_nobody_signs_up(client):
    assert not get_adapter().is_open_for_signup(None)
    page = client.get(reverse("account_signup"))
    assert "account/signup_closed.html" in [template.name for template in page.templates]
    form = {"email": "baru@contoh.example", "password1": PASSWORD, "password2": PASSWORD}
    client.post(reverse("account_signup"), form)
    assert not type(factories.UserFactory.build()).objects.exists()


def test_nobody_changes_the_own_address(client, user):
    client.force_login(user)
    for path in ("/akun/email/", "/akun/confirm-email/"):
        assert client.get(path).status_code == 404


def test_the_admin_site_has_no_door_of_its_own(client, user, admin):
    response = client.get("/admin/login/?next=/admin/")
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))
    form = {"username": admin.email, "password": PASSWORD}
    assert client.post("/admin/login/", form)["Location"].startswith(reverse("account_login"))
    assert "_auth_user_id" not in client.session
    client.force_login(user)
    assert client.get("/admin/login/").status_code == 403


@pytest.mark.parametrize("name", ["account_login", "account_reset_password", "account_change_password"])
def test_no_form_works_without_its_token(user, name):
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    assert client.post(reverse(name), {"login": user.email, "password": PASSWORD}).status_code == 403


def test_a_form_that_makes_an_administrator_needs_its_token(admin):
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin)
    form = {"full_name": "X", "email": "x@contoh.example", "role": "admin", "time_zone": "Asia/Jakarta"}
    assert client.post(reverse("accounts:user-create"), form).status_code == 403


def test_in_production_cookies_travel_only_over_tls_and_no_script_reads_them():
    """Read in a process of its own, because the settings of the tests are local ones."""
    code = (
        "from django.conf import settings as s\n"
        "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.LANGUAGE_COOKIE_SECURE,"
        " s.SESSION_COOKIE_HTTPONLY, s.CSRF_COOKIE_HTTPONLY, s.SECURE_SSL_REDIRECT,"
        " s.SECURE_HSTS_SECONDS > 0, s.SESSION_COOKIE_SAMESITE, s.CSRF_COOKIE_SAMESITE)"
    )
    environment = {
        "PATH": os.environ["PATH"],
        "SECRET_KEY": "x" * 60,
        "NIK_KEYS": os.environ["NIK_KEYS"],
        "NIK_INDEX_KEY": os.environ["NIK_INDEX_KEY"],
        "DATABASE_URL": "sqlite://:memory:",
        "DJANGO_SETTINGS_MODULE": "desmigratif.settings",
    }
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == ["True"] * 7 + ["Lax"] * 2


def test_forty_addresses_with_one_guess_each_are_stopped_but_not_the_person(client, user):
    sign_in(client, user.email, PASSWORD, address=OFFICE)
    answers = [fail(Client(), user.email, 1, address=f"192.0.2.{n}")[0].status_code for n in range(1, 41)]
    assert answers == [200] * 25 + [429] * 15
    # The right password does not help at an address that nobody knows, and nothing tells that it was right.
    stopped = sign_in(Client(), user.email, PASSWORD, address="192.0.2.99")
    assert stopped.status_code == 429
    # The person comes in where the person came in before, and by the mailed link from anywhere.
    assert sign_in(Client(), user.email, PASSWORD, address=OFFICE).status_code == 302
    set_password(Client(), user, NEW, address=HOME)
    assert sign_in(Client(), user.email, NEW, address=HOME).status_code == 302


def test_the_brake_lets_go_by_itself_and_spares_other_accounts(client, user, time_machine):
    other = factories.UserFactory(role="reviewer")
    for number in range(1, 31):
        fail(Client(), user.email, 1, address=f"192.0.2.{number}")
    assert sign_in(Client(), other.email, PASSWORD, address="192.0.2.98").status_code == 302
    time_machine.move_to(timezone.now() + timezone.timedelta(minutes=16))
    assert sign_in(Client(), user.email, PASSWORD, address="192.0.2.99").status_code == 302


def test_an_address_without_account_is_braked_like_one_with(user):
    for email in (user.email, "tidak-ada@contoh.example"):
        answers = [fail(Client(), email, 1, address=f"192.0.2.{n}")[0].status_code for n in range(1, 28)]
        assert answers == [200] * 25 + [429] * 2


def set_password(client, user, password, **where):
    """By the link of a mail, from an address."""
    mail.outbox.clear()
    where = {"REMOTE_ADDR": where.get("address", HOME)}
    client.post(reverse("account_reset_password"), {"email": user.email}, **where)
    link = re.search(r"https://portal\.example(/\S+)", mail.outbox[0].body)[1]
    page = client.get(link, follow=True, **where)
    return client.post(
        page.redirect_chain[-1][0], {"password1": password, "password2": password}, follow=True, **where
    )


def test_the_current_password_is_guessed_five_times_at_most(client, user, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "change_password": None}
    client.force_login(user)
    form = {"password1": NEW, "password2": NEW}
    for _number in range(5):
        client.post(reverse("account_change_password"), {"oldpassword": WRONG, **form})
    response = client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, **form})
    assert "wrong 5 times. Wait 15 minutes" in response.context["form"].errors["oldpassword"][0]
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_a_new_password_ends_every_other_session_and_every_older_link(user):
    elsewhere = Client()
    elsewhere.force_login(user)
    client = Client()
    client.post(reverse("account_reset_password"), {"email": user.email})
    older = re.search(r"https://portal\.example(/\S+)", mail.outbox[0].body)[1]
    set_password(Client(), user, NEW)
    assert elsewhere.get(reverse("account_change_password")).status_code == 302
    assert Client().get(older, follow=True).context["token_fail"]


def test_a_link_to_set_a_password_ends_with_a_new_address_and_with_the_account(user):
    client = Client()
    client.post(reverse("account_reset_password"), {"email": user.email})
    link = re.search(r"https://portal\.example(/\S+)", mail.outbox[0].body)[1]
    type(user).objects.filter(pk=user.pk).update(email="lain@contoh.example")
    assert Client().get(link, follow=True).context["token_fail"]
    type(user).objects.filter(pk=user.pk).update(email=user.email, is_active=False)
    page = Client().get(link, follow=True)
    if not page.context.get("token_fail"):
        Client().post(page.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})
    assert sign_in(Client(), user.email, NEW).status_code == 200


def test_a_session_gets_a_new_key_at_the_sign_in(client, user):
    client.get(reverse("account_login"))
    client.session.save()
    session = client.session
    session["left"] = "behind"
    session.save()
    client.cookies["sessionid"] = session.session_key
    sign_in(client, user.email, PASSWORD)
    assert client.session.session_key != session.session_key
    planted = Client()
    planted.cookies["sessionid"] = session.session_key
    assert "_auth_user_id" not in planted.session


def test_invented_people_come_in_only_in_the_demo(client, settings):
    user = factories.UserFactory(role="reviewer", is_demo=True)
    settings.DEMO_MODE = True
    assert sign_in(client, user.email, PASSWORD).status_code == 302
    refuse_demo_accounts()
    settings.DEMO_MODE = False
    assert client.get(reverse("account_change_password")).status_code == 302
    assert sign_in(Client(), user.email, PASSWORD).status_code == 200
    Client().post(reverse("account_reset_password"), {"email": user.email})
    assert "There is no account" in mail.outbox[0].body or "Tidak ada akun" in mail.outbox[0].body
    with pytest.raises(ImproperlyConfigured, match="DEMO_MODE=1"):
        refuse_demo_accounts()
    type(user).objects.update(is_active=False)
    refuse_demo_accounts()
