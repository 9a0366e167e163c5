"""What takes two administrators, or three days in which the others can stop it.

A new e-mail address of an account that verifies or administrates (or ever did), and a role that does: for
somebody who has it not yet, for a new account, and for one that is opened again.
"""

from django.conf import settings
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from desmigratif.ui.refusals import Refused

from ..models import User
from ..models.waiting_changes import WAITING, WaitingChange
from ..roles import Role
from .mails import queue_mail


def replace_waiting(changes: QuerySet) -> None:
    """What waited for the same account waits no longer; whatever is asked next waits from then on."""
    changes.waiting().update(stopped_at=timezone.now())


def waiting(changes: QuerySet) -> WaitingChange:
    found = changes.waiting().select_for_update(of=("self",)).first()
    if found is None:
        raise Refused(_("This change is not waiting any longer. Open the page again."))
    return found


def complete(change: WaitingChange, by: User) -> None:
    """Refuses those who may not complete it; the caller does what was asked."""
    if by.pk == change.user_id:
        raise Refused(_("Another administrator has to complete a change of your own account."))
    if not change.is_ripe and (by.pk == change.asked_by_id or not _was_admin(by, timezone.now() - WAITING)):
        raise Refused(
            _(
                "In the first three days only another administrator can complete this change, who has been "
                "one for three days at least."
            )
        )
    change.done_at = timezone.now()
    change.save(update_fields=["done_at"])


def stop(change: WaitingChange) -> None:
    change.stopped_at = timezone.now()
    change.save(update_fields=["stopped_at"])


def tell_admins(change: WaitingChange, subject: str, template: str, **context: str) -> None:
    """Mails the administrators who may complete or stop a change; not its owner, who hears of it anyway."""
    user, by = change.user, change.asked_by
    admins = (
        User.objects.active().filter(role=Role.ADMIN, is_demo=user.is_demo).exclude(pk__in=[user.pk, by.pk])
    )
    page = settings.PORTAL_URL + reverse("accounts:user-edit", args=[user.pk])
    for person in admins:
        said = {"person": person, "user": user, "by": by, "page": page, "change": change, **context}
        said["support_email"] = settings.SUPPORT_EMAIL
        with translation.override(person.language):
            body = render_to_string(f"account/email/{template}_message.txt", said)
            queue_mail(to=person.email, subject=_(subject) % user, body=body)


def _was_admin(user, moment):
    """So that nobody makes the second administrator for the occasion, a little earlier either."""
    before = user.history.filter(history_date__lte=moment).order_by("-history_date", "-history_id").first()
    return before is not None and before.role == Role.ADMIN
