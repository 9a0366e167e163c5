"""A new e-mail address is the key to an account: its owner is told at both addresses, before it turns.

Of accounts that verify or administrate (or ever did) it waits (`waiting_changes.py`); the owner can stop it.
"""

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from desmigratif.ui.refusals import Refused

from ..models import AccessEvent, EmailChange, User
from . import waiting_changes
from .access import note_account
from .mails import queue_mail


def taken(email: str) -> Refused:
    return Refused(
        _("“%(email)s” is used by another account already. Write another e-mail address.") % {"email": email},
        "email",
    )


def refuse_taken(user: User, email: str) -> None:
    """One address, one account."""
    if User.objects.filter(email=email).exclude(pk=user.pk).exists():
        raise taken(email)


def ask_email_change(*, user: User, email: str, by: User) -> EmailChange:
    """Keeps the new address until it is completed or stopped; tells both addresses and the administrators."""
    waiting_changes.replace_waiting(user.email_changes)
    change = EmailChange.objects.create(user=user, email=email, asked_by=by)
    _tell(user, "email_change_asked", change.email, by, change=change)
    waiting_changes.tell_admins(
        change,
        gettext_noop("A new e-mail address for %s is waiting for a second administrator"),
        "email_change_admins",
        new=change.email,
    )
    return change


def note_email_change(*, user: User, before: str, by: User) -> None:
    """Tells both addresses of a change that holds at once, and writes it into the log of the account."""
    _tell(user, "email_changed", before, by)


@transaction.atomic
def complete_email_change(*, user: User, email: str, by: User) -> User:
    """Makes the waiting address the one of the account, if it is still the `email` that `by` was shown."""
    stored = User.objects.select_for_update().get(pk=user.pk)
    change = waiting_changes.waiting(stored.email_changes)
    if email != change.email:
        raise Refused(
            _("The address was changed again: %s is now waiting. Read it before you complete the change.")
            % change.email
        )
    waiting_changes.complete(change, by)
    refuse_taken(user, change.email)
    before, stored.email = stored.email, change.email
    stored._history_user = by
    stored._change_reason = "account changed"
    stored.save()
    note_email_change(user=stored, before=before, by=by)
    return stored


@transaction.atomic
def stop_email_change(*, user: User, by: User) -> None:
    """The owner of the account, or an administrator, says that the address stays."""
    change = waiting_changes.waiting(user.email_changes)
    waiting_changes.stop(change)
    note_account(
        kind=AccessEvent.Kind.ACCOUNT_CHANGED,
        account=user,
        what=_step_in_words(user, change.email, "stopped"),
        by=by,
    )


def _step_in_words(user, email, step):
    """What became of a new address, in the language of the account."""
    with translation.override(user.language):
        words = {"asked": _("asked for"), "changed": _("changed"), "stopped": _("not changed")}
        return f"{email}: {words[step]}"


def _tell(user, template, other, by, **context):
    """Mails the address of the account and the `other` one; one line in the log of the account."""
    change = context.get("change")
    old, new = (user.email, change.email) if change else (other, user.email)
    said = f"{old} > {_step_in_words(user, new, 'asked' if change else 'changed')}"
    note_account(kind=AccessEvent.Kind.ACCOUNT_CHANGED, account=user, what=said, by=by)
    context |= {"person": user, "by": by, "old": old, "new": new, "portal": settings.PORTAL_URL}
    context["support_email"] = settings.SUPPORT_EMAIL
    with translation.override(user.language):
        subject = _("The e-mail address of your account is being changed")
        body = render_to_string(f"account/email/{template}_message.txt", context)
    for to in (old, new):
        queue_mail(to=to, subject=subject, body=body)
