"""How a person gets a password: always by a link in a mail, never from somebody else."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from ..models import AccessEvent, Mail, User
from ..models.access import typed_as
from .mails import PASSWORD_LINK, queue_mail


def send_password_mail(*, user: User) -> Mail:
    """Queues the mail with the link with which the user sets a password."""
    return _queue_link(user)


def ask_password_mail(*, email: str, address: str | None) -> Mail:
    """Somebody who is not signed in forgot the password: queues a mail to `email`, whoever that is.

    The same is done for an address with and without an account, so that neither time nor words tell them
    apart; the mail itself says it to its reader.
    """
    user = User.objects.active().filter(email=email).first()
    if user is not None and not user.may_sign_in:
        user = None
    AccessEvent.objects.create(
        kind=AccessEvent.Kind.PASSWORD_ASKED, account=user, what=typed_as(email), address=address
    )
    if user is not None:
        return _queue_link(user)
    return _queue(email, "unknown_account", translation.get_language())


def _queue_link(user):
    context = {"user": user, "password_reset_url": PASSWORD_LINK}
    return _queue(user.email, "password_reset_key", user.language, link_for=user, **context)


def _queue(to, template, language, link_for=None, **context):
    with translation.override(language):
        context["support_email"] = settings.SUPPORT_EMAIL
        subject, body = (
            render_to_string(f"account/email/{template}_{part}.txt", context)
            for part in ("subject", "message")
        )
    return queue_mail(to=to, subject=subject, body=body, link_for=link_for)
