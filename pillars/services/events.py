"""The row under change and the trail of what was done with it."""

from collections.abc import Collection, Iterable, Mapping

from django.utils import timezone

from desmigratif.accounts.models import User

from ..choices import Step
from ..models import Activity, ActivityEvent
from .periods import refuse_closed_any


def locked(activity: Activity) -> Activity:
    """The stored row to be changed, locked until the transaction ends (SQLite locks as a whole).

    Raises `PeriodClosed` where one of its quarters is closed: every change of an activity starts here.
    """
    return all_locked([activity])[0]


def all_locked(activities: Collection[Activity]) -> list[Activity]:
    """The same for several, locked in one order; returned in the order given."""
    chosen = Activity.objects.filter(pk__in=[activity.pk for activity in activities])
    rows = {row.pk: row for row in chosen.select_for_update(of=("self",)).order_by("pk")}
    refuse_closed_any(rows.values())
    return [rows[activity.pk] for activity in activities]


def record(
    activity: Activity, step: str, by: User, *, reason: str = "", changes: Iterable[dict[str, str]] = ()
) -> None:
    """One line of the trail, in the caller's transaction."""
    record_all([activity], step, by, reason=reason, changes=changes)


def record_all(
    activities: Iterable[Activity],
    step: str,
    by: User,
    *,
    reason: str = "",
    changes: Iterable[dict[str, str]] = (),
) -> None:
    """The same line in the trail of each."""
    at = timezone.now()
    ActivityEvent.objects.bulk_create(
        ActivityEvent(activity=activity, step=step, by=by, at=at, reason=reason, changes=list(changes))
        for activity in activities
    )


def record_changes(changes: Mapping[Activity, Iterable[dict[str, str]]], by: User) -> None:
    """What was changed in each, in its trail."""
    at = timezone.now()
    ActivityEvent.objects.bulk_create(
        ActivityEvent(activity=activity, step=Step.CHANGED, by=by, at=at, changes=list(said))
        for activity, said in changes.items()
    )
