"""Which user serves which area from when to when: what a person sees and writes follows from it."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from desmigratif.accounts.models import AccessEvent, User
from desmigratif.accounts.roles import Role
from desmigratif.accounts.services import note_account
from desmigratif.ui import clock
from desmigratif.ui.refusals import Refused

from ..choices import Level
from ..models import Area, Assignment
from .traces import save_traced

#: What a role can be given, so that a slip of the mouse does not open a whole province to a village officer.
LEVELS = {
    Role.OFFICER: (Level.REGENCY, Level.DISTRICT, Level.VILLAGE),
    Role.VILLAGE_OFFICER: (Level.VILLAGE,),
    Role.PROVINCE: (Level.PROVINCE,),
}


@transaction.atomic
def assign_user(
    *, user: User, area: Area, valid_from: date, valid_to: date | None = None, by: User
) -> Assignment:
    """Gives a user an area from a day on, until a day or without end."""
    _refuse_wrong_role(user)
    _refuse_wrong_area(user, area, valid_from)
    assignment = Assignment(user=user, area=area, valid_from=valid_from, valid_to=valid_to)
    _save(assignment, by=by, reason=gettext_noop("area assigned"))
    _note(assignment, by)
    return assignment


@transaction.atomic
def end_assignment(*, assignment: Assignment, valid_to: date, by: User) -> Assignment:
    """Sets the last day on which the user serves the area."""
    assignment.valid_to = valid_to
    _save(assignment, by=by, reason=gettext_noop("assignment ended"))
    _note(assignment, by)
    return assignment


@transaction.atomic
def remove_assignment(*, assignment: Assignment, by: User) -> None:
    """Takes back an assignment that has not been in force before today; its history stays."""
    if assignment.valid_from < clock.today():
        raise Refused(
            _("%(name)s has served %(area)s since %(date)s. End the assignment instead of removing it.")
            % {"name": assignment.user, "area": assignment.area, "date": _day(assignment.valid_from)}
        )
    assignment._history_user = by
    assignment._change_reason = gettext_noop("assignment removed")
    _note(assignment, by, is_removed=True)
    assignment.delete()


def _note(assignment, by, *, is_removed=False):
    """The line in the log of the account: from when to when its person serves the area now."""
    with translation.override(assignment.user.language):
        area, taken_back = _("Area"), _("taken back")
        what = f"{area}: {assignment.area.label}, {_day(assignment.valid_from)} – "
        what += _day(assignment.valid_to) if assignment.valid_to else _("without end")
        if is_removed:
            what += f" ({taken_back})"
    note_account(kind=AccessEvent.Kind.ACCOUNT_CHANGED, account=assignment.user, what=what, by=by)


def levels_for(role: str) -> tuple[Level, ...]:
    """Levels of the area tree that a role can be given; none for roles that see every area."""
    return LEVELS.get(Role(role), ())


def _save(assignment, *, by, reason):
    # The user row is the lock: two people assigning at once queue here.
    User.objects.select_for_update().get(pk=assignment.user_id)
    if assignment.valid_to and assignment.valid_to < assignment.valid_from:
        raise Refused(
            _("The last day %(end)s is before the first day %(start)s. Correct one of the dates.")
            % {"end": _day(assignment.valid_to), "start": _day(assignment.valid_from)},
            "valid_to",
        )
    _refuse_overlap(assignment)
    try:
        with transaction.atomic():
            save_traced(assignment, by=by, reason=reason)
    except IntegrityError:
        # The constraint of the database saw a row that another way in wrote meanwhile.
        raise Refused(_("This assignment was recorded a moment ago. Reload the page.")) from None
    return assignment


def _refuse_wrong_role(user):
    if not levels_for(user.role):
        raise Refused(
            _("%(name)s sees every area in the role “%(role)s” and needs no assignment.")
            % {"name": user, "role": user.get_role_display()}
        )


def _refuse_wrong_area(user, area, valid_from):
    levels = levels_for(user.role)
    if area.level not in levels:
        raise Refused(
            _("%(area)s (%(code)s): the role “%(role)s” can be given only areas of the level %(levels)s.")
            % {
                "area": area,
                "code": area.pk,
                "role": user.get_role_display(),
                "levels": ", ".join(str(Level(level).label) for level in levels),
            },
            "area",
        )
    if area.valid_to and area.valid_to < valid_from:
        raise Refused(
            _("%(area)s (%(code)s) has not existed since %(date)s. Choose the area that followed it.")
            % {"area": area, "code": area.pk, "date": _day(area.valid_to)},
            "area",
        )


def _refuse_overlap(assignment):
    others = Assignment.objects.filter(user=assignment.user_id, area=assignment.area_id).exclude(
        pk=assignment.pk
    )
    others = others.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=assignment.valid_from))
    if assignment.valid_to:
        others = others.filter(valid_from__lte=assignment.valid_to)
    other = others.first()
    if other is None:
        return
    named = {"name": assignment.user, "area": assignment.area, "start": _day(other.valid_from)}
    if other.valid_to is None:
        raise Refused(
            _("%(name)s serves %(area)s already, since %(start)s and without end. End that assignment first.")
            % named,
            "valid_from",
        )
    raise Refused(
        _(
            "%(name)s serves %(area)s already from %(start)s to %(end)s. Choose days outside that span, "
            "or change its end."
        )
        % {**named, "end": _day(other.valid_to)},
        "valid_from",
    )


def _day(date):
    return date_format(date, "j F Y")
