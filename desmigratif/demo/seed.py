"""Makes a small country to click through: invented, marked as demo, uneven on purpose.

54 villages with their people in 18 regencies of 6 provinces over the last eight quarters, entered by their
officers through the services. The same quarter of the same regency always says the same; a second run adds
nothing.
"""

import datetime
import random
from dataclasses import dataclass
from functools import cache

from django.contrib.auth.hashers import make_password
from django.db import transaction

from desmigratif.accounts.models import Organisation, User
from desmigratif.accounts.roles import Role
from desmigratif.ui import clock
from pillars import registers
from pillars.models import Activity, NilReport
from villages.models import Area, AreaGroup, Assignment, Beneficiary, Membership, ProfileFigure, Village

from . import activities, assessments, indicators, meetings, periods, problems, register
from .people import PASSWORD, PEOPLE

SOURCE = "Data contoh"
QUARTERS = 8
VILLAGES = 3
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
class DemoQuarter:
    year: int
    number: int

    @property
    def starts_on(self):
        return datetime.date(self.year, 3 * self.number - 2, 1)

    @property
    def ends_on(self):
        after = DemoQuarter(self.year + self.number // 4, self.number % 4 + 1)
        return after.starts_on - datetime.timedelta(days=1)


def quarters_until(today):
    """The last eight quarters, the running one included, oldest first."""
    index = today.year * 4 + clock.quarter_number(today) - 1
    return [DemoQuarter(n // 4, n % 4 + 1) for n in range(index - QUARTERS + 1, index + 1)]


@transaction.atomic
def seed(*, scale=1, say=print):
    """Makes people, villages and activities; `scale` multiplies the activities for measurements."""
    today = clock.today()
    reviewer = make_people()
    officers = make_country()
    say(f"{len(REGENCIES)} regencies with their villages and officers.")
    quarters = quarters_until(today)
    registered = sum(register.make_people(_served_villages(code), officers[code]) for code in REGENCIES)
    say(f"{registered} people registered, {Beneficiary.objects.count()} in all.")
    still_open = [quarter for quarter in quarters if not periods.is_closed(quarter)]
    made = sum(
        activities.make_activities(
            code, pace, _served_villages(code), still_open, officers[code], reviewer, scale
        )
        for code, pace in REGENCIES.items()
    )
    say(f"{made} activities added, {Activity.objects.count()} in all.")
    for demo in registers.modules("demo"):
        added = sum(demo.make_demo(_served_villages(code), officers[code]) for code in REGENCIES)
        say(f"{added} {demo.ADDED} added.")
    measured = indicators.make_indicators(REGENCIES, officers, quarters, _served_villages)
    say(f"{measured} targets and reported values of indicators added.")
    mapped = problems.make_map(officers, _user)
    say(f"{mapped} reports of problems and programmes against them added.")
    recommended = meetings.make_meetings(reviewer, _user)
    say(f"{recommended} recommendations of an invented meeting added.")
    assessed = assessments.make_assessments(reviewer, _served_villages, REGENCIES)
    say(f"{assessed} assessments, answers of assessors and index values added.")
    closed = periods.close_quarters(REGENCIES, officers, quarters, reviewer, _served_villages)
    say(f"{closed} quarters closed, {NilReport.objects.count()} nil reports in all.")
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


def _served_villages(code):
    """The villages of a regency that the demo tells of."""
    return list(Village.objects.filter(regency=code).for_list().order_by("area")[:VILLAGES])


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


@cache
def hashed_password():
    """Of everybody in the demo, hashed once: a hash takes a fifth of a second on purpose."""
    return make_password(PASSWORD)


def _user(email, full_name, role, organisation):
    kind = Organisation.Kind.REGENCY if role == Role.OFFICER else Organisation.Kind.OTHER
    employer, _made = Organisation.objects.get_or_create(
        name=organisation, defaults={"kind": kind, "is_demo": True}
    )
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User.objects.create(
            email=email,
            password=hashed_password(),
            full_name=full_name,
            role=role,
            organisation=employer,
            is_demo=True,
        )
    return user


def _assign(user, area):
    if not user.assignments.filter(area=area).exists():
        Assignment.objects.create(user=user, area=area, valid_from=datetime.date(2020, 1, 1))
