"""The row under change and the trail of what was done with it."""

from django.utils import timezone

from ..models import Activity, ActivityEvent
from .periods import refuse_closed


def locked(activity):
    """The stored row to be changed, locked until the transaction ends (SQLite locks as a whole).

    Raises `PeriodClosed` where one of its quarters is closed: every change of an activity starts here.
    """
    row = Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
    refuse_closed(row)
    return row


def record(activity, step, by, *, reason="", changes=()):
    """One line of the trail, in the caller's transaction."""
    ActivityEvent.objects.create(
        activity=activity, step=step, by=by, at=timezone.now(), reason=reason, changes=list(changes)
    )
