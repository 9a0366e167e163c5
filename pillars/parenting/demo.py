"""Community parenting of the demo: a group in most villages, its children at school, carers, meetings."""

import datetime
import random

from desmigratif.ui import clock
from villages.choices import StageKind
from villages.models import Beneficiary, End

from ..models import Activity
from .choices import GroupKind, GroupRole, Module, ReferralKind, Rhythm, SchoolLevel, SchoolState
from .models import ParentingGroup
from .querysets import PILLAR, children_on
from .services import (
    GroupData,
    add_member,
    link_session,
    record_group,
    record_module,
    record_referral,
    record_school,
)

#: What `make_demo` adds, and the yearly target of one regency by indicator.
ADDED = "parenting groups"
AIMS = {"III-2": 8, "III-3": 1, "III-5": 4}
NAMES = {
    GroupKind.GROUP: "Kelompok Pengasuhan {}",
    GroupKind.LEARNING_HOUSE: "Rumah Belajar {}",
}
PLACES = ("Balai desa", "Posyandu", "Perpustakaan desa", "TPQ desa")
CARERS, FACILITATORS, SESSIONS = 3, 1, 4


def make_demo(villages, officer):
    """Records the groups of villages of one office, unless there are some; how many were new."""
    if ParentingGroup.objects.filter(village__in=villages).exists():
        return 0
    today = clock.today()
    people = Beneficiary.objects.filter(village__in=villages, is_demo=True).listed().order_by("number")
    children = {village.pk: [] for village in villages}
    for child in children_on(people, today):
        children[child.village_id].append(child)
    ended = End.objects.values("beneficiary")
    adults = {village.pk: [] for village in villages}
    for person in people.exclude(pk__in=ended).with_stage_on(today).with_is_child(today):
        if not person.is_child and person.stage != StageKind.ABROAD:
            adults[person.village_id].append(person)
    made = 0
    for village in villages:
        rng = random.Random(f"parenting {village.code}")
        if rng.randrange(4):
            _make(rng, village, children[village.pk], adults[village.pk], officer, today)
            made += 1
    return made


def _make(rng, village, children, adults, officer, today):
    kind = rng.choice(list(NAMES))
    founded = datetime.date(rng.randrange(2019, 2024), rng.randrange(1, 13), 5)
    name = NAMES[kind].format(village.area.name)
    said = {"place": rng.choice(PLACES), "rhythm": rng.choice(list(Rhythm)), "founded_on": founded}
    group = record_group(data=GroupData(village, name, kind, **said), by=officer)
    since = datetime.date(2024, 2, 1) + datetime.timedelta(days=rng.randrange(200))
    for child in children:
        if rng.randrange(4):
            add_member(group=group, person=child, role=GroupRole.CHILD, joined_on=since, by=officer)
        _school(rng, child, officer, today)
    helpers = rng.sample(adults, min(CARERS + FACILITATORS, len(adults)))
    for number, person in enumerate(helpers):
        role = GroupRole.CARER if number < CARERS else GroupRole.FACILITATOR
        add_member(group=group, person=person, role=role, joined_on=since, by=officer)
    meetings = Activity.objects.filter(pillar__number=PILLAR, villages=village, start_on__lte=today)
    for activity in meetings.order_by("-start_on", "-pk")[:SESSIONS]:
        link_session(group=group, activity=activity, by=officer)


def _school(rng, child, officer, today):
    """How the child stands, unless nobody asked; some statuses are old, one in ten dropped out."""
    if not rng.randrange(6):
        return
    age = today.year - (child.birth_year or today.year - 9)
    levels = ((7, SchoolLevel.PRESCHOOL), (13, SchoolLevel.PRIMARY), (16, SchoolLevel.LOWER_SECONDARY))
    level = next((level for until, level in levels if age < until), SchoolLevel.UPPER_SECONDARY)
    state = SchoolState.AT_SCHOOL if rng.randrange(10) else SchoolState.DROPPED_OUT
    day = today - datetime.timedelta(days=rng.choice([30, 60, 120, 200, 500]))
    record_school(person=child, state=state, level=level, on=day, by=officer)
    for module in list(Module)[: rng.randrange(4)]:
        record_module(person=child, module=module, on=day, by=officer)
    if not rng.randrange(8):
        kind, where = rng.choice(
            [
                (ReferralKind.HEALTH, "Puskesmas"),
                (ReferralKind.PSYCHOSOCIAL, "UPTD PPA"),
                (ReferralKind.LEGAL, "LBH"),
            ]
        )
        record_referral(person=child, kind=kind, referred_to=where, on=day, by=officer)
