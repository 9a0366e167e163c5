"""The queue of mails: each stands alone, none holds up a page, links lead to PORTAL_URL."""

import re
import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from desmigratif.accounts.models import Mail
from desmigratif.accounts.services import deliver_mails, mails, queue_mail, send_password_mail
from tests import factories

pytestmark = pytest.mark.django_db

UNKNOWN = "tidak-ada@contoh.example"
FORGOTTEN = "account_reset_password"


@pytest.fixture
def user(db):
    return factories.UserFactory(email="siti@contoh.example", role="reviewer", language="en")


@pytest.fixture
def server_down(monkeypatch):
    def down(*args, **kwargs):
        raise ConnectionRefusedError(111, "Connection refused")

    with monkeypatch.context() as broken:
        broken.setattr(EmailMessage, "send", down)
        yield


def asked(email, **headers):
    """What a visitor who forgot the password is shown, without the token of the form."""
    response = Client().post(reverse(FORGOTTEN), {"email": email}, follow=True, headers=headers)
    return response.status_code, response.redirect_chain, re.sub(r'value="[^"]*"', "", response.text)


def test_a_forgotten_password_is_asked_for_while_mail_is_down(user, server_down):
    assert asked(user.email) == asked(UNKNOWN)
    assert asked(user.email)[0] == 200
    waiting = Mail.objects.waiting()
    assert {row.to for row in waiting} == {user.email, UNKNOWN}
    assert all("Connection refused" in row.error and row.tries for row in waiting)


def test_a_queue_that_cannot_be_read_breaks_no_answer(user, monkeypatch, caplog):
    def away(**kwargs):
        raise OperationalError("the database is away")

    monkeypatch.setattr(mails, "deliver_mails", away)
    assert asked(user.email)[0] == 200
    assert Mail.objects.waiting().count() == 1
    assert "could not be delivered after a request" in caplog.text


def test_what_waited_leaves_with_a_link_that_was_never_stored(user, monkeypatch, capsys):
    def down(*args, **kwargs):
        raise TimeoutError

    with monkeypatch.context() as broken:
        broken.setattr(EmailMessage, "send", down)
        asked(user.email)
    waiting = Mail.objects.get()
    assert "/akun/" not in waiting.body
    call_command("send_mails")
    assert mail.outbox == []

    Mail.objects.update(next_try_at=timezone.now())
    call_command("send_mails")
    assert "1 mails sent, 0 not." in capsys.readouterr().out
    link = re.search(r"https://portal\.example(/akun/kata-sandi/baru/\S+)", mail.outbox[0].body)[1]
    assert "token_fail" not in (Client().get(link, follow=True).context or {})
    call_command("send_mails")
    assert len(mail.outbox) == 1


def test_both_addresses_cost_the_same_queries_before_the_answer(user, monkeypatch):
    """No mail leaves before the answer, so what is counted here is all that could tell them apart."""
    monkeypatch.setattr(mails, "deliver_mails", lambda **_when: None)
    asked_of_database = []
    for email in (user.email, UNKNOWN):
        with CaptureQueriesContext(connection) as queries:
            Client().post(reverse(FORGOTTEN), {"email": email})
        asked_of_database.append([query["sql"].split("VALUES")[0][:60] for query in queries])
    assert asked_of_database[0] == asked_of_database[1]
    assert Mail.objects.filter(tries=0).count() == 2


def test_the_host_of_a_request_never_gets_into_a_mail(user, settings):
    settings.ALLOWED_HOSTS = ["*"]
    asked(user.email, host="evil.example:8443")
    asked(user.email, host="portal.example:9999", x_forwarded_host="evil.example")
    assert len(mail.outbox) == 2
    for message in mail.outbox:
        assert "evil" not in message.body
        assert re.findall(r"https?://[^/\s]+", message.body) == ["https://portal.example"]


def test_without_the_address_of_the_portal_no_link_leaves(user, settings):
    settings.PORTAL_URL = ""
    send_password_mail(user=user)
    deliver_mails()
    assert mail.outbox == []
    assert "PORTAL_URL" in Mail.objects.get().error


def test_five_mails_in_a_quarter_of_an_hour_whoever_asks(user):
    for email in (user.email, UNKNOWN):
        answers = [asked(email, x_forwarded_for=f"192.0.2.{number}")[0] for number in range(8)]
        assert answers == [200] * 5 + [429] * 3
    assert len(mail.outbox) == 10


def test_what_cannot_be_delivered_in_two_days_is_given_up_and_named(monkeypatch, capsys):
    def refuse(*args, **kwargs):
        raise smtplib.SMTPRecipientsRefused({"tua@contoh.example": (550, b"mailbox unavailable")})

    monkeypatch.setattr(EmailMessage, "send", refuse)
    queue_mail(to="tua@contoh.example", subject="x", body="y")
    Mail.objects.update(made_at=timezone.now() - timedelta(days=3))
    call_command("send_mails")
    said = capsys.readouterr().err
    assert "tua@contoh.example: SMTPRecipientsRefused" in said
    assert "1 mails were given up" in said
    assert Mail.objects.given_up().count() == 1
    assert deliver_mails() == ([], [])


def test_a_link_goes_to_no_address_that_the_account_has_left(user):
    send_password_mail(user=user)
    type(user).objects.filter(pk=user.pk).update(email="baru@contoh.example")
    deliver_mails()
    assert not mail.outbox
    assert Mail.objects.given_up().count() == 1


def test_a_mail_leaves_only_with_what_it_tells_of(user):
    with transaction.atomic():
        queue_mail(to=user.email, subject="x", body="y")
        transaction.set_rollback(True)
    assert deliver_mails() == ([], [])


def test_sent_mails_are_forgotten_after_a_month(user):
    send_password_mail(user=user)
    call_command("send_mails")
    assert Mail.objects.count() == 1
    Mail.objects.update(sent_at=timezone.now() - timedelta(days=31))
    call_command("send_mails")
    assert not Mail.objects.exists()


def test_two_processes_send_a_mail_once(user):
    """Both read the row while it was due; whoever comes second leaves it to the first."""
    row = queue_mail(to=user.email, subject="x", body="y")
    same = Mail.objects.get(pk=row.pk)
    assert [mails.claim(row), mails.claim(same)] == [True, False]
