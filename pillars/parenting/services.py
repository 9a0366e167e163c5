"""Recording groups of community parenting, who is in them, their meetings, and how their children fare.

What is written is a register and no report of a quarter: a group of 2019 may be recorded today, and a closed
quarter is not asked. Villages are held before their rows and people after them, so that two who record the
same see each other's.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from desmigratif.accounts.models import User
from desmigratif.ui import clock
from desmigratif.ui.formatting import long_date
from desmigratif.ui.reasons import is_reason
from desmigratif.ui.refusals import Fault, Refused, in_future, refuse_faulty
from desmigratif.ui.search import fold
from villages.existence import refuse_gone
from villages.models import Beneficiary, Village
from villages.people.ends import refuse_after_end
from villages.services import holding
from villages.services.traces import delete_traced, save_traced

from ..models import Activity
from ..services import recorded
from .choices import GroupKind, GroupRole, SchoolState
from .models import GroupMember, GroupSession, ModuleStep, OfChild, ParentingGroup, Referral, SchoolStatus
from .querysets import KEEPS_CHILDREN, PILLAR, ParentingGroupQuerySet


@dataclass(frozen=True)
class GroupData:
    """What is said of one group."""

    village: Village
    name: str
    kind: str = GroupKind.GROUP
    place: str = ""
    rhythm: str = ""
    founded_on: date | None = None
    ended_on: date | None = None
    ended_because: str = ""


@transaction.atomic
def record_group(*, data: GroupData, by: User) -> ParentingGroup:
    """Writes down a group of a village, once by its name."""
    hold_villages({data.village.pk}, by)
    group = ParentingGroup(recorded_by=by, is_demo=by.is_demo)
    _fill(group, data)
    save_traced(group, by=by, reason=gettext_noop("group recorded"))
    return group


@transaction.atomic
def change_group(*, group: ParentingGroup, data: GroupData, by: User) -> ParentingGroup:
    """Corrects what is said of it, or says that it ended; what it said before stays in its history."""
    hold_villages({group.village_id, data.village.pk}, by)
    group = hold(group, by)
    _fill(group, data)
    group.version += 1
    save_traced(group, by=by, reason=gettext_noop("group corrected"))
    return group


@transaction.atomic
def remove_group(*, group: ParentingGroup, reason: str, by: User) -> None:
    """Takes one out that never was; one with members or meetings is to be ended instead."""
    group = hold(group, by)
    if group.members.exists() or group.sessions.exists():
        raise Refused(
            _(
                "Members or meetings are recorded for it. Write the day on which it ended, or remove these "
                "first."
            )
        )
    if not is_reason(reason):
        raise Refused(_("Write why it is removed, for example: recorded twice."), "reason")
    delete_traced([group], by=by, reason=reason.strip()[:100])


@transaction.atomic
def add_member(
    *, group: ParentingGroup, person: Beneficiary, role: str, joined_on: date, by: User
) -> GroupMember:
    """Somebody of the register joins; as a child whoever is under 18 by what the register knows."""
    group = hold(group, by)
    text, ended = _("It was founded on %s."), _("It ended on %s.")
    recorded.refuse_outside(
        joined_on,
        "joined_on",
        founded=group.founded_on,
        founded_text=text,
        ended=group.ended_on,
        ended_text=ended,
    )
    if role == GroupRole.CHILD:
        _refuse_others(by)
        _refuse_grown_up(person, joined_on)
    member = GroupMember(group=group, person=person, role=role, joined_on=joined_on, recorded_by=by)
    return recorded.join(member, group.members.filter(role=role), by)


@transaction.atomic
def end_membership(*, member: GroupMember, left_on: date, by: User) -> GroupMember:
    """Somebody leaves; `left_on` is the first day without them."""
    member = _held_below(member, by)
    recorded.leave(member, left_on, by)
    return member


@transaction.atomic
def remove_member(*, member: GroupMember, by: User) -> None:
    """Takes a membership out that was recorded by mistake."""
    delete_traced([_held_below(member, by)], by=by, reason=recorded.MISTAKE)


@transaction.atomic
def link_session(*, group: ParentingGroup, activity: Activity, by: User) -> GroupSession:
    """Names an activity of the pillar in the village of a group as a meeting of it."""
    group = hold(group, by)
    fitting = Activity.objects.visible_to(by).filter(pillar__number=PILLAR, villages=group.village_id)
    if not fitting.filter(pk=activity.pk).exists():
        text = _("Only activities of pillar III in the village of the group can be its meetings.")
        raise Refused(text, "activity")
    if group.sessions.filter(activity=activity).exists():
        raise Refused(_("This activity is a meeting of the group already."), "activity")
    session = GroupSession(group=group, activity=activity, recorded_by=by)
    save_traced(session, by=by, reason=gettext_noop("meeting linked"))
    return session


@transaction.atomic
def remove_session(*, session: GroupSession, by: User) -> None:
    """The activity was no meeting of the group; the activity itself stays."""
    delete_traced([_held_below(session, by)], by=by, reason=recorded.MISTAKE)


@transaction.atomic
def record_school(*, person: Beneficiary, state: str, on: date, level: str = "", by: User) -> SchoolStatus:
    """How a child stands at school from a day on; a day has one status."""
    _hold_child(person, on, by)
    if SchoolStatus.objects.filter(person=person, on=on).exists():
        text = _("A school status is recorded for %s already. Remove it first if it is wrong.")
        raise Refused(text % long_date(on), "on")
    if state == SchoolState.NOT_YET:
        level = ""
    status = SchoolStatus(person=person, state=state, level=level, on=on, recorded_by=by)
    save_traced(status, by=by, reason=gettext_noop("school status recorded"))
    return status


@transaction.atomic
def record_module(*, person: Beneficiary, module: str, on: date, by: User) -> ModuleStep:
    """A child was through a module on a day, once each."""
    _hold_child(person, on, by)
    if ModuleStep.objects.filter(person=person, module=module).exists():
        raise Refused(_("This module is recorded for the child already."), "module")
    step = ModuleStep(person=person, module=module, on=on, recorded_by=by)
    save_traced(step, by=by, reason=gettext_noop("module recorded"))
    return step


@transaction.atomic
def record_referral(*, person: Beneficiary, kind: str, referred_to: str, on: date, by: User) -> Referral:
    """A child is sent to a service; it stays open until its outcome is known."""
    _hold_child(person, on, by)
    referral = Referral(person=person, kind=kind, referred_to=referred_to, on=on, recorded_by=by)
    save_traced(referral, by=by, reason=gettext_noop("referral recorded"))
    return referral


@transaction.atomic
def close_referral(*, referral: Referral, closed_on: date, outcome: str, by: User) -> Referral:
    """What came of a referral, and when."""
    referral = _held_of_child(referral, by)
    refuse_faulty(in_future({"closed_on": closed_on}, "closed_on"))
    if not is_reason(outcome):
        raise Refused(_("Write what came of it, for example: treated, healthy again."), "outcome")
    referral.outcome = outcome.strip()
    words = {
        "already": _("This referral was closed on %s already."),
        "early": _("The referral is of %s. Write that day or a later one."),
        "reason": gettext_noop("referral closed"),
    }
    recorded.end(referral, "on", "closed_on", closed_on, by=by, **words)
    return referral


@transaction.atomic
def remove_of_child(*, row: OfChild, by: User) -> None:
    """Takes a school status, module or referral out that was recorded by mistake."""
    delete_traced([_held_of_child(row, by)], by=by, reason=recorded.MISTAKE)


def hold_villages(villages: Iterable[int], by: User, permission: str = ParentingGroupQuerySet.enters) -> None:
    """Locks the villages of groups or children; refused where one is not the user's own."""
    refusal = _("You may record groups and children only for the villages of your own area.")
    holding.hold_villages(villages, by=by, permission=permission, refusal=refusal)


def hold(group: ParentingGroup, by: User) -> ParentingGroup:
    """The stored one, locked after its village and before its rows; refused where it is another's."""
    hold_villages({group.village_id}, by)
    own = ParentingGroup.objects.editable_by(by).select_for_update(of=("self",))
    stored = own.filter(pk=group.pk).first()
    if stored is None:
        raise Refused(_("This group has since been removed."))
    return stored


def faults_of(said: Mapping[str, Any]) -> Iterator[Fault]:
    """What no group may say, by form or by list; `said` by the names of `GroupData`."""
    yield from in_future(said, "founded_on", "ended_on")


def _held_below(row, by):
    """The stored row of a group, both locked; one of a child only for those who keep children."""
    hold(row.group, by)
    if isinstance(row, GroupMember) and row.role == GroupRole.CHILD:
        _refuse_others(by)
    return recorded.stored(row, "group")


def _held_of_child(row, by):
    """The stored row of a child, both locked."""
    _hold_child(row.person, row.on, by)
    return recorded.stored(row, "person")


def _hold_child(person, day, by):
    """Locks a child after its village; refused where it is another's, gone, or the day cannot be."""
    hold_villages({person.village_id}, by, KEEPS_CHILDREN)
    holding.hold_people({person.pk})
    if not Beneficiary.objects.visible_to(by).listed().filter(pk=person.pk).exists():
        raise Refused(_("The record of this person is no longer there."))
    refuse_faulty(in_future({"on": day}, "on"))
    if person.birth_date and day < person.birth_date:
        raise Refused(_("The child was born on %s. Write a later day.") % long_date(person.birth_date), "on")
    refuse_after_end([(person.pk, day)], "on")


def _refuse_others(by):
    if not by.has_perm(KEEPS_CHILDREN):
        raise Refused(_("Children are recorded by the officers of their own area."), "role")


def _refuse_grown_up(person, day):
    if not Beneficiary.objects.with_is_child(day).filter(pk=person.pk, is_child=True).exists():
        text = _(
            "By the register %s is no child: 18 or older on that day, or without a birth date and a family "
            "tie. Correct the record of the person, or choose another role."
        )
        raise Refused(text % person, "role")


def _fill(group, data):
    """Puts in what is said, once it can be."""
    twins = ParentingGroup.objects.filter(village=data.village, name_key=fold(data.name)).exclude(pk=group.pk)
    if twins.exists():
        raise Refused(_("The village has a group with this name already. Write another name."), "name")
    refuse_faulty(faults_of(vars(data)))
    if data.founded_on:
        refuse_gone(data.village, data.founded_on)
    elif group.village_id != data.village.pk:
        # One that was recorded before its village ended can still be corrected, and ended.
        refuse_gone(data.village, clock.today())
    if data.ended_on and data.founded_on and data.ended_on < data.founded_on:
        raise Refused(_("It was founded on %s. Write a later day.") % long_date(data.founded_on), "ended_on")
    if data.ended_on and not is_reason(data.ended_because):
        raise Refused(_("Write why it ended, for example: merged with another one."), "ended_because")
    for part in fields(data):
        setattr(group, part.name, getattr(data, part.name))
    group.ended_because = data.ended_because if data.ended_on else ""
