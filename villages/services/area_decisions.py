"""Assignments of areas that were split or merged: an administrator decides who serves what followed (O29).

Nobody writes in a successor of their area because it once was part of it; what they entered stays readable.
"""

from dataclasses import dataclass
from datetime import date

from desmigratif.accounts.assigned import assigned_codes
from desmigratif.accounts.models import User

from ..models import AreaChange, Assignment


@dataclass(frozen=True)
class Decision:
    """An area that followed another, which nobody serves yet, and who served the one before."""

    change: AreaChange
    assignments: tuple[Assignment, ...]


def undecided(today: date) -> list[Decision]:
    """What an administrator has still to decide, the oldest change first."""
    active = Assignment.objects.active_on(today).filter(user__is_active=True)
    served, found = set(active.values_list("area", flat=True)), {}
    for assignment in _before_changes(today).filter(user__is_active=True):
        for change in _changes_of(assignment, today):
            if change.new_id not in served:
                found.setdefault(change, []).append(assignment)
    decisions = [Decision(change, tuple(assignments)) for change, assignments in found.items()]
    return sorted(decisions, key=lambda one: (one.change.effective_on, one.change.new_id))


def changes_for(user: User, today: date) -> list[AreaChange]:
    """Splits and mergers of areas that the user serves, into areas that the user does not serve."""
    served = set(assigned_codes(user))
    found = [
        change
        for assignment in _before_changes(today).filter(user=user)
        for change in _changes_of(assignment, today)
        if change.new_id not in served
    ]
    return sorted(found, key=lambda change: (change.effective_on, change.new_id))


def _before_changes(today):
    """Assignments of today whose area went on in another after they began."""
    active = Assignment.objects.active_on(today).filter(area__changes_to__isnull=False)
    return active.select_related("user", "area").prefetch_related("area__changes_to__new").distinct()


def _changes_of(assignment, today):
    for change in assignment.area.changes_to.all():
        is_decision = change.kind != AreaChange.Kind.RECODED and change.new_id != assignment.area_id
        if is_decision and assignment.valid_from < change.effective_on <= today:
            change.old = assignment.area
            yield change
