"""The row under change and the trail of what was done with it."""

from django.utils import timezone

from ..models import Activity, ActivityEvent


def locked(activity):
    """The stored row, locked until the transaction ends (SQLite locks as a whole)."""
    return Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)


def record(activity, step, by, *, reason="", changes=()):
    """One line of the trail, in the caller's transaction."""
    ActivityEvent.objects.create(
        activity=activity, step=step, by=by, at=timezone.now(), reason=reason, changes=list(changes)
    )
