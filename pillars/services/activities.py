"""Writing activities down and changing them."""

import uuid
from collections.abc import Sequence
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from desmigratif.accounts.models import User
from desmigratif.ui import formatting
from desmigratif.ui.refusals import Refused
from desmigratif.ui.transactions import retried
from villages.models import Village

from ..choices import Progress, Review, Step
from ..models import Activity, ActivityVillage, Attendance, FundingLine, HeadCount
from . import attendances, tallies
from .activity_data import FIELDS, ActivityData, difference, snapshots
from .completeness import missing_for_sending
from .events import all_locked, locked, record_all, record_changes
from .files import forget
from .nil_reports import withdraw_contradicted
from .periods import refuse_closed_any

#: What a change may write in the row of an activity itself.
CHANGED = [*FIELDS, "regency", "state", "version", "changed_by", "changed_at"]


@retried
def save_activity(
    *,
    data: ActivityData,
    by: User,
    activity: Activity | None = None,
    token: UUID | None = None,
    list_code: str = "",
) -> Activity:
    """Makes a draft from `data`, or changes an activity that `by` may still change.

    `list_code`: how the office's own list names a new one; it stays with the activity.

    A second call with the `token` of a draft returns that draft unchanged: a double click stores nothing
    twice. A sent activity that the change completes goes back to
    draft, because its head counts are to be confirmed on the check page before it counts as done.
    """
    _check([data], by)
    if activity is None:
        return _create_once(data, by, token, list_code)
    return _change([(activity, data)], by)[0]


@retried
def create_activities(*, rows: Sequence[tuple[UUID, ActivityData]], by: User) -> list[Activity]:
    """Makes a draft of each of the rows (`token`, `data`), all of them or none; one that is there stays."""
    _check([data for _token, data in rows], by)
    there = set(
        Activity.objects.filter(token__in=[token for token, _data in rows]).values_list("token", flat=True)
    )
    return _create([(token, data, "") for token, data in rows if token not in there], by)


@retried
def create_listed(*, rows: Sequence[tuple[str, ActivityData]], by: User) -> list[Activity]:
    """Makes a draft of each row of an office's list (its code there, or empty, and `data`), all or none."""
    _check([data for _code, data in rows], by)
    return _create([(uuid.uuid4(), data, list_code) for list_code, data in rows], by)


@retried
def change_activities(*, rows: Sequence[tuple[Activity, ActivityData]], by: User) -> list[Activity]:
    """Changes activities that `by` may still change, all of them or none; in the order given."""
    _check([data for _activity, data in rows], by)
    return _change(rows, by)


@retried
def discard_activity(*, activity: Activity, by: User, with_people: bool = False) -> None:
    """Removes a draft that was never sent, with its attachments; its people by name only if it is said so.

    The people stay in the register.
    """
    activity = locked(activity)
    if activity.sent_at or not Activity.objects.editable_by(by).filter(pk=activity.pk).exists():
        raise Refused(_("Only a draft that was never sent can be removed. Cancel the activity instead."))
    # A draft counts nowhere, so no stored sum moves with the people.
    if count := activity.attendances.count():
        if not with_people:
            raise Refused(
                ngettext(
                    "%s person is recorded by name. Confirm that the list may be discarded too.",
                    "%s people are recorded by name. Confirm that the list may be discarded too.",
                    count,
                )
                % formatting.number(count)
            )
        activity.attendances.all().delete()
    for attachment in activity.attachments.all():
        forget(attachment)
    activity.delete()


def _create_once(data, by, token, list_code):
    row = (token or uuid.uuid4(), data, list_code)
    if token is None:
        return _create([row], by)[0]
    if first := Activity.objects.filter(token=token).first():
        return first
    try:
        with transaction.atomic():
            return _create([row], by)[0]
    except IntegrityError:
        # The same form was posted twice at the same moment, and the other post came first.
        return Activity.objects.get(token=token)


def _create(rows, by):
    """Stores drafts: `(token, data, code in the office's list)` of each."""
    made = []
    for token, data, list_code in rows:
        activity = Activity(
            created_by=by, changed_by=by, is_demo=by.is_demo, list_code=list_code, token=token
        )
        _fill(activity, data)
        made.append((activity, data))
    activities = [activity for activity, _data in made]
    _refuse_same_codes(activities)
    Activity.objects.bulk_create(activities)
    refuse_closed_any(activities)
    _write_beside(made)
    record_all(activities, Step.CREATED, by)
    return activities


def _change(rows, by):
    """Changes the activities of the rows, `(activity, data)` of each; returns them as they are now."""
    activities = all_locked([activity for activity, _data in rows])
    _refuse_locked(activities, by)
    rows = [(activity, data) for activity, (_given, data) in zip(activities, rows, strict=True)]
    # What changes in a draft that nobody else has seen is in no trail.
    traced = [activity for activity in activities if activity.sent_at]
    before = snapshots(traced)
    with tallies.kept(*activities):
        moved = [activity for activity, data in rows if _become(activity, data, by)]
        _refuse_same_codes(activities)
        # One statement that meets its own rows, as a slice of an import is written down.
        Activity.objects.bulk_create(
            activities, update_conflicts=True, unique_fields=["id"], update_fields=CHANGED
        )
        # What they became; what they were is asked for when the rows are taken.
        refuse_closed_any(activities)
        FundingLine.objects.filter(activity__in=activities).delete()
        _drop_villages(rows)
        HeadCount.objects.filter(
            activity_village__activity__in=activities, activity_village__attendances__isnull=True
        ).delete()
        _write_beside(rows)
        attendances.refuse_ended(moved)
        attendances.refresh(activities)
        for activity in activities:
            if activity.state == Review.SENT and (missing := missing_for_sending(activity)):
                raise Refused(" ".join(item.text for item in missing))
    withdraw_contradicted(activities, by)
    after = snapshots(traced)
    changes = {activity: difference(before[activity.pk], after[activity.pk]) for activity in traced}
    record_changes({activity: said for activity, said in changes.items() if said}, by)
    return activities


def _refuse_locked(activities, by):
    editable = Activity.objects.editable_by(by).filter(pk__in=[activity.pk for activity in activities])
    editable = set(editable.values_list("pk", flat=True))
    if locked_one := next((activity for activity in activities if activity.pk not in editable), None):
        raise Refused(
            _("This activity can no longer be changed: its status is “%s”.") % locked_one.get_state_display()
        )


def _become(activity, data, by):
    """Fills an activity with what it is to say; returns whether its first day is another one now."""
    activity.version += 1
    activity.changed_by, activity.changed_at = by, timezone.now()
    if activity.state == Review.SENT and data.status in (Progress.DONE, Progress.CANCELLED):
        activity.state = Review.DRAFT
    if activity.state == Review.SENT and not (data.type and data.start_on and data.end_on):
        raise Refused(_("A plan that was sent must keep its type, start date and end date."))
    is_moved = activity.start_on != data.start_on
    _fill(activity, data)
    return is_moved


def _check(rows, by):
    """What must hold for any stored activity, whoever calls: a form, an import, the admin."""
    chosen = {row.village.pk for data in rows for row in data.villages}
    allowed = Village.objects.editable_by(by).filter(pk__in=chosen).count() == len(chosen)
    for data in rows:
        _check_villages(data, allowed)
        _check_rest(data)


def _check_villages(data, allowed):
    villages = [row.village for row in data.villages]
    if not villages:
        raise Refused(_("Choose at least one village."))
    if not allowed:
        raise Refused(_("You may enter activities only for the villages of your own area."))
    if len({village.pk for village in villages}) != len(villages):
        raise Refused(_("Each village can be chosen once."))
    if len({village.regency_id for village in villages}) > 1:
        raise Refused(
            _(
                "All villages of an activity must be in one regency. Record a joint activity once in "
                "each regency."
            )
        )


def _check_rest(data):
    if data.type is not None and data.type.pillar_id != data.pillar.pk:
        raise Refused(_("The activity type “%s” belongs to another pillar.") % data.type)
    if data.start_on and data.end_on and data.end_on < data.start_on:
        raise Refused(_("The end date is before the start date. Correct one of the two."))
    for row in data.villages:
        if row.is_nil and any(value for counts in row.counts.values() for value in counts):
            raise Refused(
                _("%s: “nobody took part” is ticked, but there are head counts. Remove one of the two.")
                % row.village
            )
    villages = [row.village for row in data.villages]
    for line in data.lines:
        if line.village is not None and line.village not in villages:
            raise Refused(
                _("The funding line of %s belongs to a village that is not part of this activity.")
                % line.village
            )


def _fill(activity, data):
    for name in FIELDS:
        setattr(activity, name, getattr(data, name))
    activity.regency_id = data.villages[0].village.regency_id


def _write_beside(rows):
    """Villages, head counts and money of stored activities, `(activity, data)` of each."""
    pks = [activity.pk for activity, _data in rows]
    there = {
        (place.activity_id, place.village_id): place
        for place in ActivityVillage.objects.filter(activity__in=pks)
    }
    new, changed = [], []
    for activity, data in rows:
        for row in data.villages:
            place = there.get((activity.pk, row.village.pk))
            if place is None:
                place = ActivityVillage(activity=activity, village=row.village)
                there[activity.pk, row.village.pk] = place
                new.append(place)
            elif (place.is_nil, place.is_confirmed) != (row.is_nil, False):
                changed.append(place)
            place.is_nil, place.is_confirmed = row.is_nil, False
    ActivityVillage.objects.bulk_update(changed, ["is_nil", "is_confirmed"])
    ActivityVillage.objects.bulk_create(new)
    # Counts follow from the names where there are names; `attendances.refresh` writes them.
    named = Attendance.objects.filter(activity__in=pks).values_list("activity_village_id", flat=True)
    named = set(named)
    HeadCount.objects.bulk_create(
        HeadCount(activity_village=place, category=category, male=male, female=female, unknown=unknown)
        for activity, data in rows
        for row in data.villages
        if (place := there[activity.pk, row.village.pk]).pk not in named
        for category, (male, female, unknown) in row.counts.items()
        if (male, female, unknown) != (None, None, None)
    )
    FundingLine.objects.bulk_create(
        FundingLine(
            activity=activity,
            source=line.source,
            organisation=line.organisation,
            village=line.village,
            plan=line.plan,
            actual=line.actual,
        )
        for activity, data in rows
        for line in data.lines
    )


def _refuse_same_codes(activities):
    """A code of the office's list names one activity of its regency and budget year."""
    coded = [activity for activity in activities if activity.list_code]
    named = Activity.objects.with_list_codes({activity.list_code for activity in coded}) if coded else ()
    first_of = {_name_in_lists(activity): activity for activity in named}
    for activity in coded:
        if first_of.setdefault(_name_in_lists(activity), activity) != activity:
            raise Refused(
                _("The code “%(code)s” is already used by another activity of %(year)s.")
                % {"code": activity.list_code, "year": activity.budget_year}
            )


def _name_in_lists(activity):
    return activity.list_code.casefold(), activity.regency_id, activity.budget_year


def _drop_villages(rows):
    """Takes the villages out that the activities of the rows no longer have."""
    kept = {(activity.pk, row.village.pk) for activity, data in rows for row in data.villages}
    places = ActivityVillage.objects.filter(activity__in=[activity.pk for activity, _data in rows])
    there = places.values_list("pk", "activity", "village")
    dropped = [pk for pk, *place in there if tuple(place) not in kept]
    if not dropped:
        return
    named = places.filter(pk__in=dropped, attendances__isnull=False).select_related("village__area").first()
    if named:
        raise Refused(
            _("People are recorded by name for %s. Take them off the list before you leave the village out.")
            % named.village
        )
    places.filter(pk__in=dropped).delete()
