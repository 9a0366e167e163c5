"""The morning mail: who gets it, what it says in which language, and that nobody gets it twice."""

import smtplib

import pytest
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.utils import timezone

from desmigratif.accounts.models import Mail
from desmigratif.accounts.roles import Role
from desmigratif.accounts.services import deliver_mails
from reports.evaluation.services.digests import queue_digests
from reports.evaluation.services.recommendations import close_recommendation
from reports.models import DigestMail
from tests import factories
from tests.reports.recommending import answer, day, meeting, recommendation, speaker

TODAY = day("2026-09-30")


def send_digests(**when):
    """Queues and sends; how many were queued."""
    queued = queue_digests(**when)
    deliver_mails()
    return queued


@pytest.fixture(autouse=True)
def portal(settings):
    settings.PORTAL_URL = "https://portal.example"


@pytest.fixture
def owner(places):
    return factories.OrganisationFactory(name="Kementerian Koordinator Bidang Perekonomian")


@pytest.fixture
def lead(owner):
    return speaker(owner, email="bambang@contoh.example", full_name="Bambang Hartono", language="en")


@pytest.fixture
def owed(reviewer, owner, lead):
    """Two overdue, one due today, one within a week, one after; given on 15 January 2026."""
    held = meeting(reviewer, "2026-01-15")
    days = {"a": "2026-07-31", "b": "2026-09-29", "c": "2026-09-30", "d": "2026-10-07", "e": "2026-10-08"}
    return {
        name: recommendation(reviewer, owner, due_on, meeting=held, title=f"Rekomendasi {name}")
        for name, due_on in days.items()
    }


def test_says_what_is_overdue_and_due_soon(owed, mailoutbox):
    assert send_digests(day=TODAY, days=7) == 1

    mail = mailoutbox[0]
    assert mail.to == ["bambang@contoh.example"]
    assert mail.subject == "Desmigratif: 2 overdue, 2 due within 7 days"
    titles = [name for name in owed if f"Rekomendasi {name}" in mail.body]
    assert titles == ["a", "b", "c", "d"]
    assert "61 days late (31 July 2026)" in mail.body
    assert "1 day late (29 September 2026)" in mail.body
    assert "https://portal.example/rekomendasi/R-2026-001/" in mail.body
    assert "https://portal.example/tindak-lanjut/" in mail.body
    row = DigestMail.objects.get()
    assert (row.day, row.overdue, row.due_soon) == (TODAY, 2, 2)


def test_nobody_gets_it_twice_a_day_and_again_the_next(owed, mailoutbox):
    send_digests(day=TODAY, days=7)
    assert send_digests(day=TODAY, days=7) == 0
    assert len(mailoutbox) == 1

    assert send_digests(day=day("2026-10-01"), days=7) == 1


def test_each_person_reads_the_own_language(owed, owner, mailoutbox):
    colleague = speaker(owner, Role.OFFICER, email="budi@contoh.example")
    assert colleague.language == "id"

    send_digests(day=TODAY, days=7)

    bodies = {mail.to[0]: mail.body for mail in mailoutbox}
    assert "31 July 2026" in bodies["bambang@contoh.example"]
    assert "31 Juli 2026" in bodies["budi@contoh.example"]


def test_only_those_who_may_answer_for_the_owner_get_it(owed, owner, mailoutbox):
    factories.UserFactory(role=Role.PROVINCE, organisation=owner)
    factories.UserFactory(role=Role.OFFICER, organisation=owner, is_active=False)
    speaker(factories.OrganisationFactory())

    assert send_digests(day=TODAY, days=7) == 1


def test_an_ended_organisation_gets_none(owed, owner, mailoutbox):
    owner.valid_to = day("2026-06-30")
    owner.save()

    assert send_digests(day=TODAY, days=7) == 0


def test_what_is_closed_or_waits_for_the_reviewer_is_not_owed(reviewer, owner, lead, mailoutbox):
    held = meeting(reviewer, "2026-01-15")
    for number in (1, 2):
        row = recommendation(reviewer, owner, "2026-07-31", meeting=held)
        answer(row, lead, "done", 100)
        if number == 1:
            close_recommendation(recommendation=row, by=reviewer)

    assert send_digests(day=TODAY, days=7) == 0
    assert mailoutbox == []


def test_one_mailbox_that_refuses_stops_no_other_and_is_tried_again(owed, owner, mailoutbox, monkeypatch):
    for name in ("a", "b", "c"):
        speaker(owner, Role.OFFICER, email=f"{name}@contoh.example")
    send = EmailMessage.send

    def refuse_one(mail, *args, **kwargs):
        if mail.to == ["b@contoh.example"]:
            raise smtplib.SMTPRecipientsRefused({mail.to[0]: (550, b"mailbox unavailable")})
        return send(mail, *args, **kwargs)

    with monkeypatch.context() as broken:
        broken.setattr(EmailMessage, "send", refuse_one)
        assert send_digests(day=TODAY, days=7) == 4
    assert len(mailoutbox) == 3
    refused = Mail.objects.waiting().get()
    assert refused.to == "b@contoh.example"
    assert "550" in refused.error

    Mail.objects.update(next_try_at=timezone.now())
    assert send_digests(day=TODAY, days=7) == 0
    assert sorted(mail.to[0][0] for mail in mailoutbox) == ["a", "b", "b", "c"]


def test_queries_do_not_grow_with_recommendations(owed, reviewer, owner, django_assert_max_num_queries):
    with django_assert_max_num_queries(10) as few:
        queue_digests(day=TODAY, days=7)
    for _number in range(20):
        recommendation(reviewer, owner, "2026-09-01", meeting=owed["a"].meeting)
    DigestMail.objects.all().delete()

    with django_assert_max_num_queries(len(few)):
        queue_digests(day=TODAY, days=7)


def test_the_command_says_how_many_and_what_is_missing(owed, settings, capsys, it_is):
    it_is(TODAY)
    call_command("send_digest", "--days", "0")
    assert "1 mails sent, 0 not" in capsys.readouterr().out
    assert DigestMail.objects.get().due_soon == 1

    with pytest.raises(CommandError, match="Write 0 or more"):
        call_command("send_digest", "--days", "-1")
    settings.PORTAL_URL = ""
    with pytest.raises(CommandError, match="PORTAL_URL"):
        call_command("send_digest")
