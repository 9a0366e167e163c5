"""Writing activities down and changing them."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from desmigratif.accounts.models import Organisation, User
from desmigratif.ui import formatting
from desmigratif.ui.refusals import Refused
from desmigratif.ui.transactions import retried
from villages.models import Village

from ..choices import Progress, Review, Step
from ..models import Activity, ActivityType, ActivityVillage, Attendance, FundingLine, HeadCount, Pillar
from . import attendances, tallies
from .completeness import missing_for_sending
from .events import locked, record, record_all
from .files import forget
from .nil_reports import withdraw_contradicted
from .periods import refuse_closed_any


@dataclass
class VillageCounts:
    """Head counts of one village: a category leads to (male, female, unknown); None: not filled in."""

    village: Village
    is_nil: bool = False
    counts: dict[str, tuple[int | None, int | None, int | None]] = field(default_factory=dict)


@dataclass
class FundingData:
    """Money of one source in whole rupiah; `village` only where the share of one village is meant."""

    source: str
    plan: int | None = None
    actual: int | None = None
    organisation: Organisation | None = None
    village: Village | None = None


@dataclass
class ActivityData:
    """Everything an officer enters about one activity."""

    pillar: Pillar
    title: str
    budget_year: int
    villages: list[VillageCounts]
    type: ActivityType | None = None
    start_on: date | None = None
    end_on: date | None = None
    organiser: Organisation | None = None
    status: str = Progress.DONE
    result: str = ""
    obstacle: str = ""
    follow_up: str = ""
    over_plan_reason: str = ""
    lines: list[FundingData] = field(default_factory=list)


FIELDS = (
    "pillar",
    "type",
    "title",
    "budget_year",
    "start_on",
    "end_on",
    "organiser",
    "status",
    "result",
    "obstacle",
    "follow_up",
    "over_plan_reason",
)


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
    activity = locked(activity)
    if not Activity.objects.editable_by(by).filter(pk=activity.pk).exists():
        raise Refused(
            _("This activity can no longer be changed: its status is “%s”.") % activity.get_state_display()
        )
    return _change(activity, data, by)


@retried
def create_activities(*, rows: Sequence[tuple[UUID, ActivityData]], by: User) -> list[Activity]:
    """Makes a draft of each of the rows (`token`, `data`), all of them or none; one that is there stays."""
    _check([data for _token, data in rows], by)
    there = set(
        Activity.objects.filter(token__in=[token for token, _data in rows]).values_list("token", flat=True)
    )
    return _create([(token, data, "") for token, data in rows if token not in there], by)


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
    Activity.objects.bulk_create(activities)
    refuse_closed_any(activities)
    _write_beside(made)
    record_all(activities, Step.CREATED, by)
    return activities


def _change(activity, data, by):
    before = snapshot(activity)
    was_sent = activity.state == Review.SENT
    with tallies.kept(activity):
        activity.version += 1
        activity.changed_by, activity.changed_at = by, timezone.now()
        if was_sent and data.status in (Progress.DONE, Progress.CANCELLED):
            activity.state = Review.DRAFT
        if activity.state == Review.SENT and not (data.type and data.start_on and data.end_on):
            raise Refused(_("A plan that was sent must keep its type, start date and end date."))
        is_moved = activity.start_on != data.start_on
        _fill(activity, data)
        activity.save()
        # What it became; what it was is asked for when the row is taken.
        refuse_closed_any([activity])
        activity.funding_lines.all().delete()
        _drop_villages(activity, data)
        HeadCount.objects.filter(
            activity_village__activity=activity, activity_village__attendances__isnull=True
        ).delete()
        _write_beside([(activity, data)])
        if is_moved:
            attendances.refuse_ended(activity)
        attendances.refresh(activity)
        if activity.state == Review.SENT and (missing := missing_for_sending(activity)):
            raise Refused(" ".join(item.text for item in missing))
    withdraw_contradicted([activity], by)
    changes = difference(before, snapshot(activity))
    if changes and activity.sent_at:
        record(activity, Step.CHANGED, by, changes=changes)
    return activity


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
    _refuse_same_code(activity)


def _write_beside(rows):
    """Villages, head counts and money of stored activities, `(activity, data)` of each."""
    pks = [activity.pk for activity, _data in rows]
    there = {
        (place.activity_id, place.village_id): place
        for place in ActivityVillage.objects.filter(activity__in=pks)
    }
    new = []
    for activity, data in rows:
        for row in data.villages:
            place = there.get((activity.pk, row.village.pk))
            if place is None:
                place = ActivityVillage(activity=activity, village=row.village)
                there[activity.pk, row.village.pk] = place
                new.append(place)
            place.is_nil, place.is_confirmed = row.is_nil, False
    ActivityVillage.objects.bulk_update(
        [place for place in there.values() if place.pk], ["is_nil", "is_confirmed"]
    )
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


def _refuse_same_code(activity):
    """A code of the office's list names one activity of its budget year."""
    if not activity.list_code:
        return
    same = Activity.objects.with_list_code(activity.list_code, activity.regency_id, activity.budget_year)
    if same.exclude(pk=activity.pk).exists():
        raise Refused(
            _("The code “%(code)s” is already used by another activity of %(year)s.")
            % {"code": activity.list_code, "year": activity.budget_year}
        )


def _drop_villages(activity, data):
    dropped = activity.activity_villages.exclude(village__in=[row.village for row in data.villages])
    named = dropped.filter(attendances__isnull=False).select_related("village__area").first()
    if named:
        raise Refused(
            _("People are recorded by name for %s. Take them off the list before you leave the village out.")
            % named.village
        )
    dropped.delete()


def stored_data(activity: Activity) -> ActivityData:
    """An activity as `ActivityData`, as the form would post it."""
    return ActivityData(
        **{name: getattr(activity, name) for name in FIELDS},
        villages=[
            VillageCounts(
                village=place.village,
                is_nil=place.is_nil,
                counts={row.category: (row.male, row.female, row.unknown) for row in place.counts.all()},
            )
            for place in activity.activity_villages.all()
        ],
        lines=[
            FundingData(
                source=row.source,
                organisation=row.organisation,
                village=row.village,
                plan=row.plan,
                actual=row.actual,
            )
            for row in activity.funding_lines.all()
        ],
    )


def snapshot(activity: Activity) -> dict[str, str]:
    """What is stored about an activity, as `{what: text}`, to tell a change by."""
    activity = Activity.objects.for_detail().get(pk=activity.pk)
    said = {name: _text(getattr(activity, name)) for name in FIELDS}
    for place in activity.activity_villages.all():
        said[f"village {place.village}"] = _("nobody took part") if place.is_nil else _("yes")
        for count in place.counts.all():
            said[f"{place.village}, {count.get_category_display()}"] = (
                f"L {_text(count.male)}, P {_text(count.female)}, ? {_text(count.unknown)}"
            )
    for number, line in enumerate(activity.funding_lines.all(), start=1):
        amounts = f"{_text(line.plan)} / {_text(line.actual)}"
        said[f"funding {number}"] = f"{line.source_label} {amounts} {line.village or ''}".strip()
    return said


def difference(before: Mapping[str, str], after: Mapping[str, str]) -> list[dict[str, str]]:
    """Fields that differ: `[{field, before, after}]`, absent values as a dash."""
    return [
        {"field": name, "before": before.get(name, "–"), "after": after.get(name, "–")}
        for name in [*after, *(name for name in before if name not in after)]
        if before.get(name, "–") != after.get(name, "–")
    ]


def _text(value):
    return "–" if value is None or value == "" else str(value)
