"""Invented activities of the demo: planned by chance, entered, sent and verified through the services."""

import datetime
import random
import uuid
from collections import defaultdict
from dataclasses import dataclass

from django.utils import timezone

from desmigratif.accounts.models import Organisation
from desmigratif.ui import clock
from pillars.choices import Category, Progress, Review
from pillars.models import Activity, ActivityEvent, ActivityType
from pillars.services import (
    ActivityData,
    FundingData,
    VillageCounts,
    create_activities,
    return_activity,
    send_activities,
    verify_activities,
)

from . import register
from .texts import ACTIVITIES, RETURN_REASONS, SOURCES

NAMESPACE = uuid.UUID("8d0c0f4e-5b0a-4f0b-9d43-2f1f4f1f7a10")
#: The first and the last pillar go well in the demo, the second does not.
PILLAR_BONUS = {1: 0.12, 2: -0.12, 3: 0.03, 4: 0.12}


@dataclass(frozen=True)
class Planned:
    """One invented activity and how far its record is to come: draft, sent, returned (why) or verified."""

    token: uuid.UUID
    data: ActivityData
    state: Review
    reason: str = ""


def make_activities(code, pace, villages, quarters, officer, reviewer, scale=1):
    """The activities of one regency in the quarters; `pace`: the share of its plans finished in time.

    Returns how many were new. The same quarter of the same regency always says the same.
    """
    today = clock.today()
    types = defaultdict(list)
    for row in ActivityType.objects.select_related("pillar"):
        types[row.pillar.number].append(row)
    payers = {row.name: row for row in Organisation.objects.filter(name__in=[row[1] for row in SOURCES])}
    planned = []
    for quarter in quarters:
        name = f"{code} {quarter.year} {quarter.number}"
        silent = _silent_villages(random.Random(name), villages, pace, quarter, today)
        for number in range(6 * scale):
            token = uuid.uuid5(NAMESPACE, f"{name} {number}")
            # One source of chance for each activity, so that it says the same whatever is there already.
            rng = random.Random(str(token))
            plan = _plan(rng, quarter, number, types)
            served = [village for village in _some(rng, villages) if village not in silent]
            if served:
                planned.append(_planned(rng, token, plan, served, pace, officer, payers, today))
    there = Activity.objects.filter(token__in=[row.token for row in planned])
    there = set(there.values_list("token", flat=True))
    planned = [row for row in planned if row.token not in there]
    _store(planned, officer, reviewer)
    return len(planned)


def _planned(rng, token, plan, villages, pace, officer, payers, today):
    kind, text, start_on, end_on = plan
    title, result, obstacle, follow_up, categories, millions = text
    status = _status(rng, start_on, end_on, pace + PILLAR_BONUS[kind.pillar.number], today)
    is_done = status == Progress.DONE
    planned = millions * 1_000_000 + rng.randrange(0, 40) * 50_000
    # Some spend more than planned and say why; most a little less.
    spent = round(planned * rng.uniform(0.82, 1.0), -4)
    over = is_done and rng.random() < 0.05
    if over:
        spent = round(planned * rng.uniform(1.02, 1.2), -4)
    source, organisation, _weight = rng.choices(SOURCES, weights=[row[2] for row in SOURCES])[0]
    data = ActivityData(
        pillar=kind.pillar,
        type=kind,
        title=f"{title}, {villages[0].area.name}" if len(villages) == 1 else title,
        start_on=start_on,
        end_on=end_on,
        budget_year=start_on.year,
        organiser=officer.organisation,
        status=status,
        result=result if is_done else "",
        obstacle=obstacle or ("Anggaran dialihkan." if status == Progress.CANCELLED else ""),
        follow_up=follow_up if is_done else "",
        over_plan_reason="Peserta lebih banyak daripada rencana." if over else "",
        villages=[
            VillageCounts(village=village, counts=_counts(rng, categories) if is_done else {})
            for village in villages
        ],
        lines=[
            FundingData(
                source=source,
                plan=planned,
                actual=spent if is_done else None,
                organisation=payers.get(organisation),
            )
        ],
    )
    return Planned(token, data, *_fate(rng, data, today))


def _fate(rng, data, today):
    """Where the record stands: old ones verified, recent ones waiting, a few returned or still drafts."""
    age = (today - data.end_on).days
    chance = rng.random()
    if age < 60 and chance < 0.12:
        return Review.DRAFT, ""
    if data.status in (Progress.PLANNED, Progress.RUNNING):
        return Review.SENT, ""
    if age < 120 and chance < 0.2:
        return Review.RETURNED, rng.choice(RETURN_REASONS)
    return (Review.VERIFIED if age > 45 or chance > 0.6 else Review.SENT), ""


def _store(planned, officer, reviewer):
    """Takes the activities through the steps that an office and its reviewer take."""
    activities = create_activities(rows=[(row.token, row.data) for row in planned], by=officer)
    register.attend([row for row in activities if row.status == Progress.DONE], officer)
    fates = {row.token: row for row in planned}
    by_state = defaultdict(list)
    for activity in activities:
        by_state[fates[activity.token].state].append(activity)
    sent = [row for row in activities if fates[row.token].state != Review.DRAFT]
    send_activities(activities=sent, by=officer, confirmed=True)
    for activity in by_state[Review.RETURNED]:
        return_activity(activity=activity, by=reviewer, reason=fates[activity.token].reason)
    verify_activities(activities=by_state[Review.VERIFIED], by=reviewer)
    _date_back([activity.pk for activity in activities])


def _date_back(pks):
    """Puts the steps on the days on which an officer would have taken them, not all on today."""
    activities = list(Activity.objects.filter(pk__in=pks).prefetch_related("events"))
    events = []
    for activity in activities:
        day = min(activity.end_on, clock.today())
        moment = timezone.make_aware(datetime.datetime.combine(day, datetime.time(9, 30)))
        moments = [moment + datetime.timedelta(days=2 * n) for n in range(6)]
        moments = [min(at, timezone.now()) for at in moments]
        activity.created_at = activity.changed_at = moments[0]
        if activity.sent_at:
            activity.sent_at = moments[1]
        if activity.state == Review.VERIFIED:
            activity.verified_at = moments[2]
        for event, event.at in zip(activity.events.all(), moments, strict=False):
            events.append(event)
    Activity.objects.bulk_update(activities, ["created_at", "changed_at", "sent_at", "verified_at"])
    ActivityEvent.objects.bulk_update(events, ["at"])


def _plan(rng, quarter, number, types):
    """Activity type (the last one where an admin took some away), text and days of the n-th of a quarter."""
    number = number % 4 + 1
    position, *text = rng.choice(ACTIVITIES[number])
    kind = types[number][min(position, len(types[number]) - 1)]
    length = (quarter.ends_on - quarter.starts_on).days
    start_on = quarter.starts_on + datetime.timedelta(days=rng.randrange(0, length - 4))
    return kind, text, start_on, start_on + datetime.timedelta(days=rng.choice([0, 0, 1, 2]))


def _status(rng, start_on, end_on, pace, today):
    if end_on > today:
        return Progress.RUNNING if start_on <= today else Progress.PLANNED
    chance = rng.random()
    if chance < pace:
        return Progress.DONE
    if chance > 0.97:
        return Progress.CANCELLED
    return Progress.PLANNED if chance > pace + 0.1 else Progress.RUNNING


def _counts(rng, categories):
    """Head counts of one village: mostly women, a few rows not broken down."""
    people = rng.randrange(12, 46)
    if rng.random() < 0.04:
        return {Category.UNDETAILED: (None, None, people)}
    counts = {}
    for category, share in categories.items():
        here = max(1, round(people * share / 100))
        women = round(here * rng.uniform(0.5, 0.85))
        counts[category] = (here - women, women, None)
    return counts


def _some(rng, villages):
    """One to three villages, mostly one."""
    return rng.sample(villages, rng.choice([1, 1, 1, 2, 3]))


def _silent_villages(rng, villages, pace, quarter, today):
    """Slow regencies leave out a village in the running and the last quarter."""
    recent = (today - quarter.ends_on).days < 92
    return villages[-1:] if recent and pace < 0.75 and rng.random() < 0.8 else []
