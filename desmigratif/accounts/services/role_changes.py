"""A role that decides about the work of others is given by two administrators, or after three days."""

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from desmigratif.ui import clock
from desmigratif.ui.refusals import Refused

from ..models import AccessEvent, RoleChange, User
from ..roles import RULES, Role
from . import waiting_changes
from .access import note_account
from .mails import queue_mail
from .weighty_roles import tell_of_weighty_role

#: What a new account, or one that was closed, is until its weighty role is completed: without an area it sees
#: nothing.
WITHOUT_RIGHTS = Role.PROVINCE


def ask_role_change(*, user: User, role: str, by: User) -> RoleChange:
    """Keeps the new role until it is completed or stopped; tells the person and the administrators."""
    waiting_changes.replace_waiting(user.role_changes)
    change = RoleChange.objects.create(user=user, role=role, asked_by=by)
    _note(change, by, "asked")
    _tell_person(change)
    waiting_changes.tell_admins(
        change, gettext_noop("A new role for %s is waiting for a second administrator"), "role_change_admins"
    )
    return change


@transaction.atomic
def complete_role_change(*, user: User, role: str, by: User) -> User:
    """Gives the waiting role, if it is still the `role` that `by` was shown."""
    stored = User.objects.select_for_update().get(pk=user.pk)
    change = waiting_changes.waiting(stored.role_changes)
    if role != change.role:
        raise Refused(
            _("The role was changed again: “%s” is now waiting. Read it before you complete the change.")
            % change.get_role_display()
        )
    waiting_changes.complete(change, by)
    refuse_new_role(stored, change.role, by)
    stored.role = change.role
    stored._history_user = by
    stored._change_reason = gettext_noop("Account changed")
    stored.save()
    _note(change, by, "changed")
    tell_of_weighty_role(user=stored, by=by)
    return stored


@transaction.atomic
def stop_role_change(*, user: User, by: User) -> None:
    """An administrator says that the role stays."""
    change = waiting_changes.waiting(user.role_changes)
    waiting_changes.stop(change)
    _note(change, by, "stopped")


def refuse_new_role(user: User, role: str, by: User) -> None:
    """Nobody changes the own role, the last administrator stays one, and areas are ended first."""
    if user.pk == by.pk:
        raise Refused(_("You cannot change your own role. Ask another administrator to do it."), "role")
    refuse_to_lose_last_admin(user)
    if RULES[Role(role)].national:
        return
    going_on = user.assignments.exclude(valid_to__lte=clock.today()).select_related("area")
    if areas := ", ".join(row.area.label for row in going_on):
        raise Refused(
            _(
                "%(name)s still serves %(areas)s in the present role. End these assignments first, "
                "then change the role."
            )
            % {"name": user, "areas": areas},
            "role",
        )


def refuse_to_lose_last_admin(user: User) -> None:
    # Every administrator is locked, so that two of them cannot close each other at the same moment.
    admins = list(User.objects.select_for_update().filter(role=Role.ADMIN, is_active=True).order_by("pk"))
    if [admin.pk for admin in admins] == [user.pk]:
        raise Refused(
            _("%(name)s is the last administrator. Give somebody else that role first.") % {"name": user}
        )


def _note(change, by, step):
    user = change.user
    with translation.override(user.language):
        words = {"asked": _("asked for"), "changed": _("changed"), "stopped": _("not changed")}
        field = _("Role")
        said = f"{field}: {user.get_role_display()} > {change.get_role_display()}: {words[step]}"
    note_account(kind=AccessEvent.Kind.ACCOUNT_CHANGED, account=user, what=said, by=by)


def _tell_person(change):
    user = change.user
    context = {"person": user, "by": change.asked_by, "change": change, "portal": settings.PORTAL_URL}
    context["support_email"] = settings.SUPPORT_EMAIL
    with translation.override(user.language):
        subject = _("You are to get the role “%s”") % change.get_role_display()
        body = render_to_string("account/email/role_change_asked_message.txt", context)
    queue_mail(to=user.email, subject=subject, body=body)
