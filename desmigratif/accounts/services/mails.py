"""Mails go through a queue in the database: nothing that asks for one waits for, or fails with, the server.

They leave when the request that asked for them has been answered; `manage.py send_mails` tries again those
that a server refused. No worker is needed.
"""

import logging
import threading
import time
from datetime import timedelta

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone

from ..models import Mail, User

log = logging.getLogger(__name__)

#: Where the link that sets a password stands in a stored body.
PASSWORD_LINK = "{{password-link}}"
#: Minutes until the next try, from the first to the last; then hourly until `GIVE_UP_AFTER`.
PAUSES = (1, 5, 15, 30, 60)
GIVE_UP_AFTER = timedelta(days=2)
#: Sent mails are kept so long, to see that they left.
KEPT_FOR = timedelta(days=30)
#: A mail that a stopped process had in hand is taken up again after so long.
IN_HAND = timedelta(minutes=5)
#: So long a web process delivers after one request; the rest is for the next or for the command.
SECONDS_AFTER_REQUEST = 20

_asked = threading.local()


def queue_mail(*, to: str, subject: str, body: str, link_for: User | None = None) -> Mail:
    """Puts a mail into the queue; in a transaction it leaves only when that is kept."""
    _asked.mails = True
    subject = " ".join(subject.split())[:200]
    return Mail.objects.create(to=to, link_for=link_for, subject=subject, body=body)


def deliver_mails(*, seconds: float | None = None) -> tuple[list[Mail], list[Mail]]:
    """Sends what is due, each on its own; returns `(sent, failed)` as lists of mails.

    `seconds`: begin no further mail after so long.
    """
    started, sent, failed = time.monotonic(), [], []
    for mail in list(Mail.objects.due().select_related("link_for")):
        if seconds is not None and time.monotonic() - started > seconds:
            break
        if claim(mail):
            (sent if _send(mail) else failed).append(mail)
    return sent, failed


def deliver_after_request(**kwargs: object) -> None:
    """Runs when a request has been answered in full; costs nothing when it asked for no mail."""
    if not getattr(_asked, "mails", False):
        return
    _asked.mails = False
    try:
        deliver_mails(seconds=SECONDS_AFTER_REQUEST)
    except Exception:
        # The answer is out. What was not sent stays in the queue.
        log.exception("Mails could not be delivered after a request")


def forget_sent_mails() -> int:
    """Removes what was sent long ago; returns how many."""
    return Mail.objects.filter(sent_at__lt=timezone.now() - KEPT_FOR).delete()[0]


def claim(mail: Mail) -> bool:
    """Whether this process is the one to send the mail now."""
    tries = mail.tries + 1
    taken = Mail.objects.filter(pk=mail.pk, tries=mail.tries, sent_at__isnull=True)
    if not taken.update(tries=tries, next_try_at=timezone.now() + IN_HAND):
        return False
    mail.tries = tries
    return True


def _send(mail):
    if mail.link_for and mail.link_for.email != mail.to:
        # The account has another address since: whoever reads this one sets its password no more.
        mail.error, mail.next_try_at = "The account has another address.", None
        mail.save(update_fields=["error", "next_try_at"])
        return False
    try:
        EmailMessage(mail.subject, _body(mail), settings.DEFAULT_FROM_EMAIL, [mail.to]).send()
    except Exception as error:
        # Whatever it was, it concerns this mail; the others are still to go.
        log.warning("Mail %s to %s was not sent: %r", mail.pk, mail.to, error)
        mail.error = f"{type(error).__name__}: {error}"[:300]
        mail.next_try_at = _next_try(mail)
    else:
        mail.error, mail.sent_at, mail.next_try_at = "", timezone.now(), None
    mail.save(update_fields=["error", "sent_at", "next_try_at"])
    return mail.sent_at is not None


def _next_try(mail):
    now = timezone.now()
    if now - mail.made_at > GIVE_UP_AFTER:
        return None
    return now + timedelta(minutes=PAUSES[min(mail.tries, len(PAUSES)) - 1])


def _body(mail):
    if mail.link_for is None:
        return mail.body
    return mail.body.replace(PASSWORD_LINK, _password_link(mail.link_for))


def _password_link(user):
    """A fresh link that works once; under PORTAL_URL, never under the address that a request came by."""
    if not settings.PORTAL_URL:
        raise ValueError("PORTAL_URL is not set")
    key = default_token_generator.make_token(user)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})
    return settings.PORTAL_URL + path
