"""Twelve invented people for each demo village, and their names on part of its activities.

Every NIK is made up: the area and birth date fit the person, the serial number starts with 9. Dates are
fixed, so that the same village always tells the same; a second run adds nobody.
"""

import datetime
import random
import uuid
from collections import defaultdict
from dataclasses import dataclass, field

from django.utils import timezone

from pillars.models import ActivityVillage
from pillars.services.attendances import Participant, add_people_to_each, stages_on
from villages.choices import Education, Placement, ReturnReason, Route, Sex, StageKind, TieKind
from villages.models import Beneficiary, RecordChange, Stage
from villages.people.services.beneficiaries import Person, register_beneficiaries
from villages.people.services.stages import record_stages, tie_families

from .texts import FAMILY_NAMES, FIRST_NAMES, HAMLETS

NAMESPACE = uuid.UUID("3c2b7c2e-6a5f-4c55-9a0e-0b7a3f0f2d61")
REGISTERED_ON = datetime.date(2024, 1, 15)
DESTINATIONS = ("HK", "HK", "TW", "TW", "MY", "MY", "SG", "SA", "KR", "JP", "BN")
JOBS = {"KR": "Manufaktur", "JP": "Perawat lansia (kaigo)", "MY": "Perkebunan"}
HOUSEWORK = "Penata laksana rumah tangga"
ADULT = (Education.PRIMARY, Education.LOWER_SECONDARY, Education.UPPER_SECONDARY)
#: One in three activities that are over lists its people by name.
NAMED = 3


@dataclass
class Member:
    """One invented person of a village before it is registered; `stages` as (kind, date, details)."""

    sex: Sex
    born: datetime.date
    family: int
    stages: list = field(default_factory=list)
    ties: list = field(default_factory=list)
    has_nik: bool = True
    knows_day: bool = True


def make_people(villages, officer):
    """Registers the people of villages of one office, unless they are there; returns how many were new."""
    there = Beneficiary.objects.filter(village__in=villages, is_demo=True).values_list("village", flat=True)
    there = set(there)
    people, numbers, stages, ties = [], [], [], []
    for village in villages:
        if village.pk not in there:
            _tell(village, people, numbers, stages, ties)
    registered = register_beneficiaries(people=people, by=officer)
    for person, person.number in zip(registered, numbers, strict=True):
        person.created_at = _morning(REGISTERED_ON)
    Beneficiary.objects.bulk_update(registered, ["number", "created_at"])
    recorded = record_stages(rows=[(registered[at], said) for at, said in stages], by=officer)
    tie_families(rows=[(registered[at], registered[other], kind) for at, other, kind in ties], by=officer)
    _date_back(registered, recorded)
    return len(registered)


def _tell(village, people, numbers, stages, ties):
    """Adds what is told of one village: people, their numbers; stages and ties by position in `people`."""
    rng = random.Random(f"people {village.code}")
    members = _members(rng)
    first = len(people)
    cards = [
        f"{village.district_id.replace('.', '')}1201{n + 10}9{rng.randrange(100, 999)}" for n in range(6)
    ]
    for number, member in enumerate(members):
        people.append(_person(rng, village, member, number, cards[member.family]))
        # The same address of the person's page in every demo.
        numbers.append(uuid.uuid5(NAMESPACE, f"{village.code} {number}"))
        for kind, date, details in member.stages:
            reported_on = date + datetime.timedelta(days=rng.choice([0, 3, 14, 40]))
            said = {"kind": kind, "event_on": date, "reported_on": reported_on, **details}
            stages.append((first + number, said))
        ties += [(first + number, first + other, kind) for kind, other in member.ties]


def _date_back(people, stages):
    """Puts the lines of the trail on the days on which an officer would have written them."""
    lines = RecordChange.objects.filter(beneficiary__in=people)
    lines.exclude(what="stage").update(at=_morning(REGISTERED_ON))
    written = list(lines.filter(what="stage").order_by("pk"))
    for stage, line in zip(stages, written, strict=True):
        stage.recorded_at = line.at = _morning(max(stage.reported_on, REGISTERED_ON))
    Stage.objects.bulk_update(stages, ["recorded_at"])
    RecordChange.objects.bulk_update(written, ["at"])


def _morning(day):
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(9, 30)))


def attend(activities, officer):
    """Puts people by name on about a third of the activities; head counts of those villages follow."""
    named = [row for row in activities if not _rng(row).randrange(NAMED)]
    places = defaultdict(set)
    for activity, village in ActivityVillage.objects.filter(activity__in=named).values_list(
        "activity_id", "village_id"
    ):
        places[activity].add(village)
    people = Beneficiary.objects.filter(village__in=set().union(*places.values()), is_demo=True)
    people = list(people.order_by("village__area", "name_key", "number"))
    rows = []
    for activity in named:
        rng = _rng(activity)
        rng.randrange(NAMED)
        stages = stages_on(people, activity.start_on)
        at_home = [
            person
            for person in people
            if person.village_id in places[activity.pk] and stages.get(person.pk) != StageKind.ABROAD
        ]
        chosen = rng.sample(at_home, min(len(at_home), rng.randrange(6, 10) * len(places[activity.pk])))
        rows += [Participant(activity, person) for person in chosen]
    add_people_to_each(rows=rows, by=officer)


def _rng(activity):
    return random.Random(f"names {activity.token}")


def _members(rng):
    """A mother abroad with her family, a couple that came back, and people on their own."""

    def born(year):
        return datetime.date(year + rng.randrange(4), rng.randrange(1, 13), rng.randrange(1, 29))

    left = datetime.date(rng.choice([2019, 2021, 2022]), rng.randrange(1, 13), rng.randrange(1, 29))
    back = datetime.date(rng.choice([2022, 2023, 2024]), rng.randrange(1, 13), rng.randrange(1, 29))
    again = datetime.date(2025, rng.randrange(1, 9), rng.randrange(1, 29))
    female, male = Sex.FEMALE, Sex.MALE
    return [
        Member(
            female,
            born(1984),
            0,
            _journey(rng, left),
            [(TieKind.SPOUSE, 1), (TieKind.CHILD, 2), (TieKind.CHILD, 3)],
        ),
        Member(male, born(1980), 0, ties=[(TieKind.CHILD, 2), (TieKind.CHILD, 3)]),
        Member(rng.choice([female, male]), born(2011), 0, ties=[(TieKind.CARER, 4)]),
        Member(rng.choice([female, male]), born(2015), 0, ties=[(TieKind.CARER, 4)], has_nik=False),
        Member(female, born(1958), 0, knows_day=False),
        Member(male, born(1982), 1, _journey(rng, datetime.date(2017, 5, 9), back), [(TieKind.SPOUSE, 6)]),
        Member(female, born(1985), 1, _journey(rng, datetime.date(2018, 2, 20), back)),
        Member(rng.choice([female, male]), born(1999), 2, [(StageKind.PROSPECTIVE, again, {})]),
        Member(
            female,
            born(1979),
            3,
            _journey(rng, datetime.date(2016, 3, 2), datetime.date(2021, 9, 14)),
            [(TieKind.CHILD, 9)],
        ),
        Member(female, born(2010), 3, has_nik=False),
        Member(
            male,
            born(1990),
            4,
            _journey(rng, datetime.date(2018, 8, 6), datetime.date(2023, 10, 3))
            + _journey(rng, again, prepared=False),
        ),
        Member(
            rng.choice([female, male]),
            born(1993),
            5,
            _journey(rng, left, route=Route.NON_PROCEDURAL),
            has_nik=False,
            knows_day=False,
        ),
    ]


def _journey(rng, left, back=None, *, prepared=True, route=Route.PROCEDURAL):
    """Preparing, going and, if known, coming home."""
    country = rng.choice(DESTINATIONS)
    is_procedural = route == Route.PROCEDURAL
    details = {
        "country": country,
        "sector": JOBS.get(country, HOUSEWORK),
        "route": route,
        "placement": Placement.P3MI if is_procedural else Placement.INDIVIDUAL,
        "placed_by": "PT Contoh Karya Mandiri" if is_procedural else "",
        "is_insured": is_procedural or None,
        "contract_ends_on": left.replace(year=left.year + 2) if is_procedural else None,
    }
    stages = []
    if prepared and is_procedural:
        stages.append((StageKind.PROSPECTIVE, left - datetime.timedelta(days=rng.randrange(60, 200)), {}))
    stages.append((StageKind.ABROAD, left, details))
    if back:
        reason = rng.choice([ReturnReason.CONTRACT_ENDED] * 3 + [ReturnReason.FAMILY, ReturnReason.ILLNESS])
        stages.append((StageKind.RETURNED, back, {"country": country, "return_reason": reason}))
    return stages


def _person(rng, village, member, number, card):
    is_child = member.born.year >= 2008
    return Person(
        full_name=_name(rng, village, member),
        village=village,
        sex=member.sex,
        nik=_nik(village, member, number) if member.has_nik else "",
        household=card,
        birth_date=member.born if member.knows_day else None,
        birth_year=member.born.year,
        hamlet=rng.choice(HAMLETS),
        rt=f"{rng.randrange(1, 9):03}",
        rw=f"{rng.randrange(1, 5):03}",
        phone_raw="" if is_child else f"0812 9{rng.randrange(100, 999)} {rng.randrange(1000, 9999)}",
        education=Education.UNKNOWN if is_child else rng.choice(ADULT),
        is_family=not member.stages,
        consented_on=REGISTERED_ON if rng.random() < 0.7 else None,
    )


def _name(rng, village, member):
    women, men = FIRST_NAMES.get(village.province_id, FIRST_NAMES["35"])
    first = rng.choice(women if member.sex == Sex.FEMALE else men)
    family = rng.choice(FAMILY_NAMES.get(village.province_id, FAMILY_NAMES["35"]))
    return f"{first} {family}".strip()


def _nik(village, member, number):
    """Plausible but for the serial number, which the civil registry has not come to anywhere."""
    day = member.born.day + (40 if member.sex == Sex.FEMALE else 0)
    serial = 9000 + (int(village.code[-3:]) * 13 + number) % 1000
    return f"{village.district_id.replace('.', '')}{day:02}{member.born:%m%y}{serial:04}"
