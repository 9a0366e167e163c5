"""Makes a small country to click through: invented, marked as demo, uneven on purpose.

54 villages with their people in 18 regencies of 6 provinces over the last eight quarters, entered by their
officers through the services. The same quarter of the same regency always says the same; a second run adds
nothing.
"""

import datetime
import random
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from desmigratif.accounts.models import Organisation, User
from desmigratif.accounts.roles import Role
from desmigratif.ui import clock
from pillars.choices import Category, State, Status
from pillars.models import Activity, ActivityEvent, ActivityType, NilReport, Pillar
from pillars.services import (
    ActivityData,
    Line,
    VillageCounts,
    return_activity,
    save_activity,
    send_activity,
    verify_activity,
)
from villages.models import Area, AreaGroup, Assignment, Beneficiary, Membership, ProfileFigure, Village

from . import assessments, indicators, meetings, periods, problems, register
from .people import PASSWORD, PEOPLE
from .texts import ACTIVITIES, RETURN_REASONS, SOURCES

NAMESPACE = uuid.UUID("8d0c0f4e-5b0a-4f0b-9d43-2f1f4f1f7a10")
SOURCE = "Data contoh"
QUARTERS = 8
VILLAGES = 3
#: The first and the last pillar go well in the demo, the second does not.
PILLAR_BONUS = {1: 0.12, 2: -0.12, 3: 0.03, 4: 0.12}
#: Regencies with the share of their plans that they finish in time: from over the path to far behind.
REGENCIES = {
    "35.04": 1.0,
    "35.02": 0.95,
    "35.07": 0.9,
    "35.05": 0.8,
    "33.24": 0.97,
    "33.01": 0.85,
    "33.29": 0.84,
    "32.12": 0.9,
    "32.09": 0.82,
    "32.13": 0.7,
    "52.03": 0.88,
    "52.02": 0.72,
    "52.01": 0.6,
    "18.07": 0.78,
    "18.02": 0.66,
    "18.10": 0.62,
    "53.01": 0.45,
    "53.02": 0.35,
}


@dataclass(frozen=True)
class Quarter:
    year: int
    number: int

    @property
    def starts_on(self):
        return datetime.date(self.year, 3 * self.number - 2, 1)

    @property
    def ends_on(self):
        after = Quarter(self.year + self.number // 4, self.number % 4 + 1)
        return after.starts_on - datetime.timedelta(days=1)


def quarters_until(today):
    """The last eight quarters, the running one included, oldest first."""
    index = today.year * 4 + (today.month - 1) // 3
    return [Quarter(n // 4, n % 4 + 1) for n in range(index - QUARTERS + 1, index + 1)]


@transaction.atomic
def seed(*, scale=1, say=print):
    """Makes people, villages and activities; `scale` multiplies the activities for measurements."""
    today = clock.today()
    reviewer = make_people()
    officers = make_country()
    quarters = quarters_until(today)
    made = registered = 0
    for code in REGENCIES:
        officer = officers[code]
        for village in _served_villages(code):
            registered += register.make_people(village, officer)
        for quarter in quarters:
            if periods.is_closed(quarter):
                continue
            made += make_quarter(code, quarter, officer, reviewer, today, scale)
    measured = indicators.make_indicators(REGENCIES, officers, quarters, _served_villages)
    say(f"{measured} targets and reported values of indicators added.")
    mapped = problems.make_map(officers, _user)
    recommended = meetings.make_meetings(reviewer, _user)
    say(f"{recommended} recommendations of an invented meeting added.")
    say(f"{mapped} reports of problems and programmes against them added.")
    assessed = assessments.make_assessments(reviewer, _served_villages, REGENCIES)
    say(f"{assessed} assessments, answers of assessors and index values added.")
    closed = periods.close_quarters(REGENCIES, officers, quarters, reviewer, _served_villages)
    say(f"{closed} quarters closed, {NilReport.objects.count()} nil reports in all.")
    say(f"{registered} people registered, {Beneficiary.objects.count()} in all.")
    say(f"{made} activities added, {Activity.objects.count()} in all.")
    return made


def make_people():
    """The sign-ins of the demo; returns the reviewer."""
    people = {}
    for person in PEOPLE:
        people[person.role] = _user(person.email, person.full_name, person.role, person.organisation)
        if person.area:
            _assign(people[person.role], Area.objects.get(pk=person.area))
    return people[Role.REVIEWER]


def make_country():
    """Villages, memberships and profile figures of the 18 regencies; returns the officer of each."""
    group = AreaGroup.objects.get(slug="enam-provinsi")
    group.areas.set(REGENCIES)
    AreaGroup.objects.exclude(pk=group.pk).filter(is_default=True).update(is_default=False)
    AreaGroup.objects.filter(pk=group.pk).update(is_default=True)
    officers = {"35.04": User.objects.get(email=PEOPLE[0].email)}
    for code in REGENCIES:
        regency = Area.objects.get(pk=code)
        for village in _villages_of(regency):
            _describe(village)
        if code not in officers:
            officers[code] = _user(
                f"petugas.{code.replace('.', '')}@demo.example",
                f"Petugas Disnaker {regency.label}",
                Role.OFFICER,
                f"Dinas Tenaga Kerja {regency.name}",
            )
            _assign(officers[code], regency)
    return officers


def make_quarter(code, quarter, officer, reviewer, today, scale):
    """The activities of one regency in one quarter; returns how many were new."""
    name = f"{code} {quarter.year} {quarter.number}"
    villages = _served_villages(code)
    pace = REGENCIES[code]
    silent = _silent_villages(random.Random(name), villages, pace, quarter, today)
    made = 0
    for number in range(6 * scale):
        token = uuid.uuid5(NAMESPACE, f"{name} {number}")
        # One source of chance for each activity, so that it says the same whatever is there already.
        rng = random.Random(str(token))
        plan = _plan(rng, quarter, number)
        served = [village for village in _some(rng, villages) if village not in silent]
        if not served or Activity.objects.filter(token=token).exists():
            continue
        _make_activity(rng, plan, served, pace, officer, reviewer, today, token)
        made += 1
    return made


def _make_activity(rng, plan, villages, pace, officer, reviewer, today, token):
    pillar, text, start_on, end_on = plan
    type_position, title, result, obstacle, follow_up, categories, millions = text
    status = _status(rng, start_on, end_on, pace + PILLAR_BONUS[pillar.number], today)
    is_done = status == Status.DONE
    planned = millions * 1_000_000 + rng.randrange(0, 40) * 50_000
    # Some spend more than planned and say why; most a little less.
    spent = round(planned * rng.uniform(0.82, 1.0), -4)
    over = is_done and rng.random() < 0.05
    if over:
        spent = round(planned * rng.uniform(1.02, 1.2), -4)
    source, organisation, _weight = rng.choices(SOURCES, weights=[row[2] for row in SOURCES])[0]
    activity = save_activity(
        by=officer,
        token=token,
        data=ActivityData(
            pillar=pillar,
            type=_type(pillar, type_position),
            title=f"{title}, {villages[0].area.name}" if len(villages) == 1 else title,
            start_on=start_on,
            end_on=end_on,
            budget_year=start_on.year,
            organiser=officer.organisation,
            status=status,
            result=result if is_done else "",
            obstacle=obstacle or ("Anggaran dialihkan." if status == Status.CANCELLED else ""),
            follow_up=follow_up if is_done else "",
            over_plan_reason="Peserta lebih banyak daripada rencana." if over else "",
            villages=[
                VillageCounts(village=village, counts=_counts(rng, categories) if is_done else {})
                for village in villages
            ],
            lines=[
                Line(
                    source=source,
                    plan=planned,
                    actual=spent if is_done else None,
                    organisation=Organisation.objects.filter(name=organisation).first(),
                )
            ],
        ),
    )
    if is_done:
        register.attend(activity, officer, token)
    _move(rng, activity, officer, reviewer, today)
    _date_back(activity, min(end_on, today))


def _move(rng, activity, officer, reviewer, today):
    """Where the record stands: old ones verified, recent ones waiting, a few returned or still drafts."""
    age = (today - activity.end_on).days
    chance = rng.random()
    if age < 60 and chance < 0.12:
        return
    send_activity(activity=activity, by=officer, confirmed=True)
    if activity.status in (Status.PLANNED, Status.RUNNING):
        return
    if age < 120 and chance < 0.2:
        return_activity(activity=activity, by=reviewer, reason=rng.choice(RETURN_REASONS))
    elif age > 45 or chance > 0.6:
        verify_activity(activity=activity, by=reviewer)


def _date_back(activity, day):
    """Puts the steps on the days on which an officer would have taken them, not all on today."""
    moment = timezone.make_aware(datetime.datetime.combine(day, datetime.time(9, 30)))
    moments = [moment + datetime.timedelta(days=2 * n) for n in range(6)]
    moments = [min(at, timezone.now()) for at in moments]
    activity.refresh_from_db()
    fields = {"created_at": moments[0], "changed_at": moments[0]}
    if activity.sent_at:
        fields["sent_at"] = moments[1]
    if activity.state == State.VERIFIED:
        fields["verified_at"] = moments[2]
    Activity.objects.filter(pk=activity.pk).update(**fields)
    for event, at in zip(activity.events.all(), moments, strict=False):
        ActivityEvent.objects.filter(pk=event.pk).update(at=at)


def _type(pillar, position):
    """The activity type at a position of its pillar; the last one where an admin took some away."""
    types = list(ActivityType.objects.filter(pillar=pillar))
    return types[min(position, len(types) - 1)]


def _plan(rng, quarter, number):
    """Pillar, text and days of the n-th activity of a quarter."""
    pillar = Pillar.objects.get(number=number % 4 + 1)
    text = rng.choice(ACTIVITIES[pillar.number])
    length = (quarter.ends_on - quarter.starts_on).days
    start_on = quarter.starts_on + datetime.timedelta(days=rng.randrange(0, length - 4))
    return pillar, text, start_on, start_on + datetime.timedelta(days=rng.choice([0, 0, 1, 2]))


def _status(rng, start_on, end_on, pace, today):
    if end_on > today:
        return Status.RUNNING if start_on <= today else Status.PLANNED
    chance = rng.random()
    if chance < pace:
        return Status.DONE
    if chance > 0.97:
        return Status.CANCELLED
    return Status.PLANNED if chance > pace + 0.1 else Status.RUNNING


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


def _served_villages(code):
    """The villages of a regency that the demo tells of."""
    return list(Village.objects.filter(regency=code).for_list().order_by("area")[:VILLAGES])


def _silent_villages(rng, villages, pace, quarter, today):
    """Slow regencies leave out a village in the running and the last quarter."""
    recent = (today - quarter.ends_on).days < 92
    return villages[-1:] if recent and pace < 0.75 and rng.random() < 0.8 else []


def _villages_of(regency):
    """The named villages of the regency, filled up to three with official ones."""
    there = list(Village.objects.filter(regency=regency).order_by("area"))
    taken = [village.area_id for village in there]
    free = Area.objects.official_villages().filter(parent__parent=regency, kind="desa").exclude(pk__in=taken)
    step = max(1, free.count() // VILLAGES)
    for area in list(free)[::step][: max(0, VILLAGES - len(there))]:
        there.append(
            Village.objects.create(
                area=area,
                district=area.parent,
                regency=regency,
                province=regency.parent,
                note=SOURCE,
                is_demo=True,
            )
        )
    return there[:VILLAGES]


def _describe(village):
    rng = random.Random(village.area_id)
    if not village.memberships.exists():
        year = rng.choice([2017, 2018, 2019, 2021, 2022])
        Membership.objects.create(
            village=village,
            status="facilitated",
            batch_year=year,
            decree=f"SK contoh {year}",
            source=SOURCE,
            valid_from=datetime.date(year, 1, 1),
        )
    people = rng.randrange(2400, 7200)
    abroad = rng.randrange(120, 620)
    figures = {
        "population": (people, people // 2),
        "households": (people // 3, None),
        "migrants_abroad": (abroad, abroad // 3),
        "returned": (abroad * 2 // 3, abroad // 4),
        "families": (abroad * 4 // 5, None),
        "children": (abroad // 2, abroad // 4),
        "officers": (2, 1),
    }
    for key, (value, male) in figures.items():
        ProfileFigure.objects.get_or_create(
            village=village,
            key=key,
            stated_on=datetime.date(2025, 2, 12),
            source=SOURCE,
            defaults={
                "value": value,
                "male": male,
                "female": None if male is None else value - male,
            },
        )


def _user(email, full_name, role, organisation):
    kind = Organisation.Kind.REGENCY if role == Role.OFFICER else Organisation.Kind.OTHER
    employer, _made = Organisation.objects.get_or_create(
        name=organisation, defaults={"kind": kind, "is_demo": True}
    )
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User.objects.create_user(
            email, PASSWORD, full_name=full_name, role=role, organisation=employer, is_demo=True
        )
    return user


def _assign(user, area):
    if not user.assignments.filter(area=area).exists():
        Assignment.objects.create(user=user, area=area, valid_from=datetime.date(2020, 1, 1))
