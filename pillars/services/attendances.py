"""Who took part, by name; the head counts of a village follow from the names."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from django.utils.translation import gettext as _

from desmigratif.accounts.models import User
from desmigratif.ui import clock
from desmigratif.ui.refusals import Refused
from desmigratif.ui.transactions import retried
from villages.choices import StageKind
from villages.models import Beneficiary, Residence, Stage, Village
from villages.people.ends import refuse_after_end

from ..choices import Category, Step
from ..models import Activity, ActivityVillage, Attendance, HeadCount
from . import tallies
from .events import all_locked, record

#: The category a person counts in, by the stage on the activity's first day.
CATEGORY_OF_STAGE: dict[str, Category] = {
    StageKind.PROSPECTIVE: Category.PROSPECTIVE,
    StageKind.ABROAD: Category.MIGRANT,
    StageKind.RETURNED: Category.RETURNED,
}


class Participant(NamedTuple):
    """Somebody at an activity; `village`: where, if not in the own one; `category` where it is known."""

    activity: Activity
    person: Beneficiary
    village: Village | None = None
    category: str = ""


@retried
def add_people(
    *,
    activity: Activity,
    people: Iterable[Beneficiary],
    by: User,
    village: Village | None = None,
    categories: Mapping[int, str] | None = None,
) -> list[Attendance]:
    """Adds people to an activity by name; who is there already is left alone.

    `village`: where they took part; without it each person counts in the own village, if it takes part.
    `categories`: `{person id: category}` where it is known better than from the register. Returns the new
    rows.
    """
    categories = categories or {}
    rows = [Participant(activity, person, village, categories.get(person.pk, "")) for person in people]
    return add_people_to_each(rows=rows, by=by)


@retried
def add_people_to_each(*, rows: Collection[Participant], by: User) -> list[Attendance]:
    """The same for any number of people and activities."""
    activities = {row.activity.pk: row.activity for row in rows}
    activities = {activity.pk: activity for activity in _open(list(activities.values()), by)}
    people = {person.pk: person for person in _visible([row.person for row in rows], by)}
    there = set(
        Attendance.objects.filter(activity__in=activities).values_list("activity_id", "beneficiary_id")
    )
    named = {}
    for row in rows:
        named.setdefault((row.activity.pk, row.person.pk), row)
    new = [
        row._replace(activity=activities[activity], person=people[person])
        for (activity, person), row in named.items()
        if (activity, person) not in there
    ]
    if not new:
        return []
    attendances = _attendances(new, by)
    touched = {row.activity.pk: row.activity for row in new}
    with tallies.kept(*touched.values(), people=[row.person.pk for row in new]):
        Attendance.objects.bulk_create(attendances)
        _follow({row.activity_village_id for row in attendances})
    counts = Counter(row.activity.pk for row in new)
    for activity in touched.values():
        _trace(activity, by, before="", after=_("%s people added by name") % counts[activity.pk])
    return attendances


def _attendances(rows, by):
    """Unsaved rows of people at activities, each in the village where it counts."""
    refuse_after_end((row.person.pk, row.activity.start_on) for row in rows)
    places = {
        (place.activity_id, place.village_id): place
        for place in ActivityVillage.objects.filter(activity__in={row.activity.pk for row in rows})
    }
    on_day = defaultdict(list)
    for row in rows:
        on_day[row.activity.start_on].append(row.person)
    homes = {day: homes_on(people, day) for day, people in on_day.items()}
    own = {day: categories_on(people, day) for day, people in on_day.items()}
    attendances = []
    for activity, person, village, category in rows:
        home = homes[activity.start_on][person.pk]
        place = places.get((activity.pk, village.pk if village else home.pk))
        if place is None:
            raise Refused(
                _("%(person)s lives in %(village)s, not in a village of this activity. Choose the village.")
                % {"person": person, "village": home}
            )
        attendances.append(
            Attendance(
                activity=activity,
                activity_village=place,
                beneficiary=person,
                home=home,
                category=category or own[activity.start_on][person.pk],
                added_by=by,
            )
        )
    return attendances


@retried
def remove_people(*, activity: Activity, people: Iterable[Beneficiary], by: User) -> int:
    """Takes people off an activity; returns how many were there."""
    [activity] = _open([activity], by)
    rows = activity.attendances.filter(beneficiary__in=[person.pk for person in people])
    places = set(rows.values_list("activity_village", flat=True))
    with tallies.kept(activity):
        removed, _models = rows.delete()
        _follow(places)
    if removed:
        _trace(activity, by, before=_("%s people by name") % removed, after="")
    return removed


@retried
def change_category(*, attendance: Attendance, category: str, by: User) -> None:
    """Counts one person of an activity in another category."""
    [activity] = _open([attendance.activity], by)
    with tallies.kept(activity):
        Attendance.objects.filter(pk=attendance.pk).update(category=category)
        _follow({attendance.activity_village_id})
    # Without the name: the trail is read by people who may not see names.
    before, after = Category(attendance.category).label, Category(category).label
    _trace(activity, by, before=str(before), after=str(after))


def homes_on(people: Iterable[Beneficiary], date: datetime.date | None) -> dict[int, Village]:
    """`{person id: village}` where each person lived on a day (today's home for a draft without date)."""
    homes = {person.pk: person.village for person in people}
    if date is None:
        return homes
    rows = Residence.objects.filter(beneficiary__in=homes).select_related("village__area")
    # An unknown start is the earliest one; the databases would sort it to opposite ends.
    for row in sorted(rows, key=lambda row: row.valid_from or datetime.date.min):
        if row.valid_from is None or row.valid_from <= date:
            homes[row.beneficiary_id] = row.village
    return homes


def stages_on(people: Iterable[int], date: datetime.date | None) -> dict[int, str]:
    """`{person id: stage kind}` on a day; people without a stage by then are missing."""
    if date is None:
        return {}
    rows = Stage.objects.filter(beneficiary__in=people).standing_on(date).order_by("event_on", "pk")
    return dict(rows.values_list("beneficiary_id", "kind"))


def categories_on(people: Iterable[Beneficiary], date: datetime.date | None) -> dict[int, str]:
    """`{person id: category}` on a day: by the stage, else as family of a migrant worker, else other."""
    ids = [person.pk for person in people]
    stages = stages_on(ids, date)
    family = Beneficiary.objects.filter(pk__in=ids).with_is_relative(date or clock.today())
    family = set(family.filter(is_relative=True).values_list("pk", flat=True))
    without = {pk: Category.FAMILY if pk in family else Category.OTHER for pk in ids}
    return {pk: CATEGORY_OF_STAGE.get(stages.get(pk), without[pk]) for pk in ids}


def refuse_ended(activities: Iterable[Activity]) -> None:
    """Stops activities that move to a day on which one of their people is no longer counted."""
    days = {activity.pk: activity.start_on for activity in activities}
    there = Attendance.objects.filter(activity__in=days).order_by("pk").values_list("beneficiary", "activity")
    refuse_after_end([(person, days[activity]) for person, activity in there], "start_on")


def refresh(activities: Iterable[Activity]) -> None:
    """Homes as of the (changed) first days, and the head counts; in the caller's transaction."""
    days = {activity.pk: activity.start_on for activity in activities}
    rows = Attendance.objects.filter(activity__in=days).select_related("beneficiary__village")
    on_day = defaultdict(list)
    for row in rows:
        on_day[days[row.activity_id]].append(row)
    for day, there in on_day.items():
        homes = homes_on([row.beneficiary for row in there], day)
        for row in there:
            row.home = homes[row.beneficiary_id]
    Attendance.objects.bulk_update(rows, ["home"])
    _follow({row.activity_village_id for row in rows})


def _follow(places):
    """Makes the head counts of the places equal to their names, where there are names."""
    counts = defaultdict(lambda: {"male": 0, "female": 0, "unknown": 0})
    rows = Attendance.objects.filter(activity_village__in=places)
    for place, category, sex in rows.values_list("activity_village_id", "category", "beneficiary__sex"):
        counts[place, category][sex] += 1
    HeadCount.objects.filter(activity_village__in=places).delete()
    HeadCount.objects.bulk_create(
        HeadCount(activity_village_id=place, category=category, **row)
        for (place, category), row in counts.items()
    )
    named = {place for place, _category in counts}
    ActivityVillage.objects.filter(pk__in=named, is_nil=True).update(is_nil=False)


def _open(activities, by):
    activities = all_locked(activities)
    editable = Activity.objects.editable_by(by).filter(pk__in=[activity.pk for activity in activities])
    editable = set(editable.values_list("pk", flat=True))
    for activity in activities:
        if activity.pk not in editable:
            raise Refused(
                _("The people of this activity can no longer be changed: its status is “%s”.")
                % activity.get_state_display()
            )
    return activities


def _visible(people, by):
    """The people as stored, all of whom the user has to see; locked after the activity, by their ids."""
    ids = {person.pk for person in people}
    seen = Beneficiary.objects.visible_to(by).filter(pk__in=ids).order_by("pk")
    found = list(seen.select_for_update(of=("self",)).select_related("village__area"))
    if len(found) != len(ids):
        raise Refused(
            _("You may add only people of your own area. Open the list again: records may have been merged.")
        )
    return found


def _trace(activity, by, *, before, after):
    activity.version += 1
    activity.save(update_fields=["version"])
    if activity.sent_at:
        record(
            activity, Step.CHANGED, by, changes=[{"field": "attendance", "before": before, "after": after}]
        )
