"""Making, changing and closing accounts. An account is never deleted: what its person did stays signed."""

from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from desmigratif.ui.refusals import Refused

from ..models import AccessEvent, Organisation, User
from ..roles import Role
from .access import note_account
from .email_changes import (
    ask_email_change,
    note_email_change,
    refuse_taken,
    taken,
)
from .role_changes import WITHOUT_RIGHTS, ask_role_change, refuse_new_role, refuse_to_lose_last_admin
from .waiting_changes import replace_waiting
from .weighty_roles import WEIGHTY_ROLES, needs_second_pair_of_eyes

Kind = AccessEvent.Kind
#: Roles that speak for an organisation, and say nothing without one.
SPEAKS_FOR_ORGANISATION = (Role.PILLAR_LEAD, Role.CONTRIBUTOR)


@transaction.atomic
def create_user(
    *,
    email: str,
    full_name: str,
    role: str,
    organisation: Organisation | None = None,
    time_zone: str = User.TimeZone.WIB,
    oversees_access: bool = False,
    by: User,
) -> User:
    """Makes an account without a password; `send_password_mail` lets its person set one.

    A role that verifies or administrates waits (services/role_changes.py); until then it has no rights.
    """
    waits = role in WEIGHTY_ROLES
    user = User(
        email=_normal(email),
        full_name=full_name,
        role=WITHOUT_RIGHTS if waits else role,
        organisation=organisation,
        time_zone=time_zone,
        oversees_access=oversees_access,
        is_demo=by.is_demo,
    )
    user.set_unusable_password()
    _save(user, by=by, reason=gettext_noop("Account made"))
    note_account(kind=Kind.ACCOUNT_MADE, account=user, what=standing(user)[0][1], by=by)
    if waits:
        ask_role_change(user=user, role=role, by=by)
    return user


@transaction.atomic
def change_user(
    *,
    user: User,
    email: str,
    full_name: str,
    role: str,
    organisation: Organisation | None,
    time_zone: str,
    oversees_access: bool | None = None,
    by: User,
) -> User:
    """Corrects an account; nobody changes the own role, and the last administrator stays one.

    A new e-mail address of an account that verifies or administrates waits (services/email_changes.py), and
    so does such a role (services/role_changes.py).
    `oversees_access`: None leaves it as it is.
    """
    stored = User.objects.select_for_update().get(pk=user.pk)
    if role != stored.role:
        refuse_new_role(stored, role, by)
    before, stood, email = stored.email, standing(stored), _normal(email)
    role_waits = role != stored.role and role in WEIGHTY_ROLES
    if role != stored.role and not role_waits:
        stored.role = role
        replace_waiting(stored.role_changes)
    waits = email != before and needs_second_pair_of_eyes(stored)
    if waits:
        refuse_taken(stored, email)
    else:
        stored.email = email
    stored.full_name = full_name
    stored.organisation = organisation
    stored.time_zone = time_zone
    if oversees_access is not None:
        stored.oversees_access = oversees_access
    _save(stored, by=by, reason=gettext_noop("Account changed"))
    _note_changes(stored, stood, by)
    if role_waits:
        ask_role_change(user=stored, role=role, by=by)
    if waits:
        ask_email_change(user=stored, email=email, by=by)
    elif email != before:
        note_email_change(user=stored, before=before, by=by)
    return stored


@transaction.atomic
def deactivate_user(*, user: User, by: User) -> User:
    """Closes an account; whoever is signed in with it is out at the next click."""
    stored = User.objects.select_for_update().get(pk=user.pk)
    if stored.pk == by.pk:
        raise Refused(_("You cannot close your own account. Ask another administrator to do it."))
    refuse_to_lose_last_admin(stored)
    was_open, stored.is_active = stored.is_active, False
    _save(stored, by=by, reason=gettext_noop("Account closed"))
    if was_open:
        note_account(kind=Kind.ACCOUNT_CLOSED, account=stored, by=by)
    return stored


@transaction.atomic
def reactivate_user(*, user: User, by: User) -> User:
    """Opens a closed account again; a role that verifies or administrates waits, as that of a new account."""
    stored = User.objects.select_for_update().get(pk=user.pk)
    if stored.is_active:
        return stored
    role, stored.is_active = stored.role, True
    waits = role in WEIGHTY_ROLES
    if waits:
        stored.role = WITHOUT_RIGHTS
    _save(stored, by=by, reason=gettext_noop("Account opened again"))
    note_account(kind=Kind.ACCOUNT_OPENED, account=stored, by=by)
    if waits:
        ask_role_change(user=stored, role=role, by=by)
    return stored


def standing(user: User) -> list[tuple[str, str]]:
    """`[(what, text)]` of what decides over the rights of an account, in the language of its person."""
    with translation.override(user.language):
        return [
            (_("Role"), user.get_role_display()),
            (_("Full name"), user.full_name),
            (_("Organisation"), str(user.organisation or _("none"))),
            (_("Sees who opened people's records"), _("yes") if user.oversees_access else _("no")),
        ]


def _note_changes(user, before, by):
    """One line in the log of the account for each of these that says something else now."""
    for (what, was), (_what, now) in zip(before, standing(user), strict=True):
        if was != now:
            note_account(kind=Kind.ACCOUNT_CHANGED, account=user, what=f"{what}: {was} > {now}", by=by)


def _save(user, *, by, reason):
    _refuse_missing_organisation(user)
    refuse_taken(user, user.email)
    user._history_user = by
    user._change_reason = reason
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:
        # Two administrators wrote down the same person at the same moment.
        raise taken(user.email) from None
    return user


def _normal(email):
    return email.strip().lower()


def _refuse_missing_organisation(user):
    if user.role in SPEAKS_FOR_ORGANISATION and user.organisation is None:
        raise Refused(
            _("The role “%(role)s” speaks for an organisation. Choose the organisation.")
            % {"role": user.get_role_display()},
            "organisation",
        )
