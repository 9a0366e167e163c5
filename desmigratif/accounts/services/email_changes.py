"""A new e-mail address is the key to an account: its owner is told at both addresses, before it turns.

Accounts that verify or administrate (or ever did) get theirs only from two administrators, or after
three days in which the owner and every other administrator can stop it.
"""

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from desmigratif.ui.refusals import Refused

from ..models import AccessEvent, EmailChange, User
from ..models.email_changes import WAITING
from ..roles import Role
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
    user.email_changes.waiting().update(stopped_at=timezone.now())
    change = EmailChange.objects.create(user=user, email=email, asked_by=by)
    _tell(user, "email_change_asked", change.email, by, change=change)
    _tell_admins(change)
    return change


def note_email_change(*, user: User, before: str, by: User) -> None:
    """Tells both addresses of a change that holds at once, and writes it into the log of the account."""
    _tell(user, "email_changed", before, by)


@transaction.atomic
def complete_email_change(*, user: User, email: str, by: User) -> User:
    """Makes the waiting address the one of the account, if it is still the `email` that `by` was shown."""
    change = _waiting(user)
    if email != change.email:
        raise Refused(
            _("The address was changed again: %s is now waiting. Read it before you complete the change.")
            % change.email
        )
    if by.pk == user.pk:
        raise Refused(_("Another administrator has to complete a change of your own address."))
    if not change.is_ripe and (by.pk == change.asked_by_id or not _was_admin(by, timezone.now() - WAITING)):
        raise Refused(
            _(
                "In the first three days only another administrator can complete this change, who has been "
                "one for three days at least."
            )
        )
    refuse_taken(user, change.email)
    change.done_at = timezone.now()
    change.save(update_fields=["done_at"])
    stored = User.objects.select_for_update().get(pk=user.pk)
    before, stored.email = stored.email, change.email
    stored._history_user = by
    stored._change_reason = "account changed"
    stored.save()
    note_email_change(user=stored, before=before, by=by)
    return stored


@transaction.atomic
def stop_email_change(*, user: User, by: User) -> None:
    """The owner of the account, or an administrator, says that the address stays."""
    change = _waiting(user)
    change.stopped_at = timezone.now()
    change.save(update_fields=["stopped_at"])
    note_account(
        kind=AccessEvent.Kind.ACCOUNT_CHANGED,
        account=user,
        what=_step_in_words(user, change.email, "stopped"),
        by=by,
    )


def _was_admin(user, moment):
    """So that nobody makes the second administrator for the occasion, a little earlier either."""
    before = user.history.filter(history_date__lte=moment).order_by("-history_date", "-history_id").first()
    return before is not None and before.role == Role.ADMIN


def _waiting(user):
    found = user.email_changes.waiting().select_for_update(of=("self",)).first()
    if found is None:
        raise Refused(_("No change of the address is waiting any longer. Open the page again."))
    return found


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


def _tell_admins(change):
    """Mails the administrators who may complete or stop a change; not its owner, who hears of it anyway."""
    user, by = change.user, change.asked_by
    admins = (
        User.objects.active().filter(role=Role.ADMIN, is_demo=user.is_demo).exclude(pk__in=[user.pk, by.pk])
    )
    page = settings.PORTAL_URL + reverse("accounts:user-edit", args=[user.pk])
    for person in admins:
        context = {"person": person, "user": user, "by": by, "new": change.email, "page": page}
        context["support_email"] = settings.SUPPORT_EMAIL
        with translation.override(person.language):
            subject = _("A new e-mail address for %s is waiting for a second administrator") % user
            body = render_to_string("account/email/email_change_admins_message.txt", context)
        queue_mail(to=person.email, subject=subject, body=body)
