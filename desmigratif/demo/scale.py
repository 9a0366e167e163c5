"""A country of any size to measure the portal with: invented, marked as demo, written in bulk.

Uneven like life: a few villages have much of everything, the first regency more than all others, one person
is at hundreds of activities, one activity has thousands of people, names repeat. The same size always says
the same.
"""

import datetime
import random
import time
import uuid
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import count, islice

from django.db import connection, transaction
from django.utils import timezone

from desmigratif.accounts.models import User
from desmigratif.accounts.roles import Role
from desmigratif.ui import clock
from pillars.choices import Category, FundingSource, Progress, Review
from pillars.models import (
    Activity,
    ActivityVillage,
    Attendance,
    FundingLine,
    HeadCount,
    Pillar,
)
from villages.choices import Level, MembershipStatus, Programme, Sex, StageKind
from villages.codes import part_of, regency_of
from villages.models import Area, Beneficiary, Membership, Residence, Stage, Village

from .alike import drop_contradicted, make_alike
from .bulk import BulkTable, next_id

#: Years of activities, the current one included.
YEARS = 8
#: Rows held in memory at once.
SLICE = 5000
#: Activities of the one person who is at many, and people of the one activity that has many.
MANY_ACTIVITIES, MANY_PEOPLE = 400, 3000
FIRST_NAMES = [
    "Siti",
    "Ahmad",
    "Sri",
    "Budi",
    "Dewi",
    "Joko",
    "Rini",
    "Agus",
    "Wati",
    "Hadi",
    "Nur",
    "Endang",
    "Slamet",
    "Yuni",
    "Bambang",
    "Tri",
]
LAST_NAMES = [
    "Aminah",
    "Susanto",
    "Wahyuni",
    "Prasetyo",
    "Lestari",
    "Utami",
    "Hartono",
    "Rahayu",
    "Santoso",
    "Handayani",
    "Setiawan",
    "Astuti",
    "Kurniawan",
]
WORK = {1: "Sosialisasi migrasi aman", 2: "Pelatihan usaha", 3: "Kelas pengasuhan", 4: "Literasi keuangan"}
FIRST_BIRTH = datetime.date(1955, 1, 1)
STATES = [Review.VERIFIED] * 15 + [Review.SENT] * 3 + [Review.RETURNED, Review.DRAFT]


@dataclass(frozen=True)
class Size:
    """How many there shall be; what the database has already counts for villages only."""

    villages: int
    activities: int
    people: int
    attendances: int


def grow(size, say=print):
    """Fills the database up to the size; a demo must be there (an officer, a reviewer, areas, pillars)."""
    country = Country(size)
    for what, fill in (
        ("villages", country.add_villages),
        ("people", country.add_people),
        ("activities", country.add_activities),
    ):
        start = time.monotonic()
        with transaction.atomic():
            rows = fill()
        say(f"{what}: {rows:,} rows, {time.monotonic() - start:.0f} s")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


class Country:
    """The state between the steps: which villages there are, who lives where."""

    def __init__(self, size):
        self.size = size
        self.chance = random.Random(size.activities)
        self.now, self.today = timezone.now(), clock.today()
        self.officer = User.objects.filter(role=Role.OFFICER, is_demo=True).earliest("pk")
        self.reviewer = User.objects.filter(role=Role.REVIEWER, is_demo=True).earliest("pk")
        #: Number of a pillar -> ids of it and of a type of activity of it.
        self.kinds = {pillar.number: (pillar.pk, pillar.types.first().pk) for pillar in Pillar.objects.all()}
        #: (village, regency) in the order of regencies: the first ones have the most.
        self.villages = []
        #: Village -> ids of its people; id -> sex.
        self.people, self.sexes = defaultdict(list), {}

    def add_villages(self):
        """Official villages, regency by regency, until there are enough; all take part since 2019."""
        wanted = self.size.villages - Village.objects.count()
        free = Area.objects.official_villages().filter(village__isnull=True)
        codes = sorted(free.values_list("code", flat=True), key=lambda code: (_mixed(regency_of(code)), code))
        since = datetime.date(2019, 1, 1)
        villages = [
            (pk, code, part_of(code, Level.DISTRICT), regency_of(code), part_of(code, Level.PROVINCE))
            for pk, code in enumerate(codes[: max(wanted, 0)], next_id(Village))
        ]
        table = BulkTable(Village, "id", "area_id", "district_id", "regency_id", "province_id", is_demo=True)
        rows = table.insert(villages)
        table = BulkTable(
            Membership,
            "id",
            "village_id",
            programme=Programme.DESMIGRATIF,
            status=MembershipStatus.FACILITATED,
            batch_year=since.year,
            valid_from=since,
        )
        rows += table.insert(enumerate((village for village, *_place in villages), next_id(Membership)))
        self.villages = sorted(Village.objects.values_list("pk", "regency_id"), key=_by_regency)
        return rows + make_alike(list(Village.objects.filter(pk__in=[pk for pk, *_place in villages])))

    def add_people(self):
        people = BulkTable(
            Beneficiary,
            *("id", "number", "village_id", "full_name", "name_key", "sex", "birth_date"),
            is_demo=True,
            created_at=self.now,
            created_by_id=self.officer.pk,
        )
        homes = BulkTable(Residence, "id", "beneficiary_id", "village_id", recorded_by_id=self.officer.pk)
        stages = BulkTable(
            Stage,
            *("id", "beneficiary_id", "kind", "event_on", "reported_on"),
            recorded_by_id=self.officer.pk,
        )
        rows, numbers = 0, iter(range(next_id(Beneficiary), next_id(Beneficiary) + self.size.people))
        home, stage = (count(next_id(model)) for model in (Residence, Stage))
        while part := [self._person(pk) for pk in islice(numbers, SLICE)]:
            rows += people.insert(part)
            rows += homes.insert((next(home), pk, village) for pk, _number, village, *_rest in part)
            rows += stages.insert(self._stage(next(stage), pk) for pk, *_rest in part if pk % 2)
            for pk, _number, village, *_names, sex, _born in part:
                self.people[village].append(pk)
                self.sexes[pk] = sex
        return rows

    def _person(self, pk):
        name = " ".join(self.chance.choice(names) for names in (FIRST_NAMES, LAST_NAMES, LAST_NAMES))
        sexes = [Sex.FEMALE, Sex.FEMALE, Sex.MALE, Sex.UNKNOWN][: 3 + (self.chance.random() < 0.1)]
        born = FIRST_BIRTH + datetime.timedelta(self.chance.randrange(24_000))
        return pk, self._uuid(), self._place()[0], name, name.casefold(), self.chance.choice(sexes), born

    def _stage(self, pk, person):
        day = self.today - datetime.timedelta(self.chance.randrange(30, 2000))
        return pk, person, self.chance.choice(StageKind.values), day, day

    def add_activities(self):
        write = self._activity_tables()
        ids = {model: count(next_id(model)) for model in write}
        per_place = max(1, round(self.size.attendances / (2 * self.size.activities)))
        known = [pk for people in self.people.values() for pk in people]
        rows, left = 0, self.size.attendances
        for start in range(0, self.size.activities, SLICE):
            found = defaultdict(list)
            for number in range(start, min(start + SLICE, self.size.activities)):
                at, (_village, regency) = self._at()
                pk = next(ids[Activity])
                activity = self._activity(pk, number, regency)
                found[Activity].append(activity)
                found[FundingLine].append(self._money(next(ids[FundingLine]), pk, activity))
                seen = set()
                for village, there in self.villages[at : at + 1 + number % 3]:
                    if there != regency:
                        continue
                    place = next(ids[ActivityVillage])
                    found[ActivityVillage].append((place, pk, village))
                    named = self._named(number, village, known, per_place)[: max(left, 0)]
                    named = [person for person in named if person not in seen]
                    seen.update(named)
                    left -= len(named)
                    found[Attendance] += [
                        (next(ids[Attendance]), pk, place, person, village) for person in named
                    ]
                    found[HeadCount] += self._heads(ids[HeadCount], place, named)
            rows += sum(write[model].insert(found[model]) for model in write)
        drop_contradicted()
        return rows

    def _activity_tables(self):
        """The tables that an activity fills, those first on which others hang."""
        own = {"created_by_id": self.officer.pk, "changed_by_id": self.officer.pk}
        activity = ("id", "pillar_id", "type_id", "title", "search_key", "regency_id", "start_on", "end_on")
        activity += ("budget_year", "status", "state", "token", "sent_at", "sent_by_id")
        activity += ("verified_at", "verified_by_id")
        return {
            Activity: BulkTable(
                Activity,
                *activity,
                result="Terlaksana",
                is_demo=True,
                created_at=self.now,
                changed_at=self.now,
                **own,
            ),
            ActivityVillage: BulkTable(ActivityVillage, "id", "activity_id", "village_id", is_confirmed=True),
            HeadCount: BulkTable(
                HeadCount, "id", "activity_village_id", "category", "male", "female", "unknown"
            ),
            FundingLine: BulkTable(
                FundingLine, "id", "activity_id", "plan", "actual", source=FundingSource.APBN
            ),
            Attendance: BulkTable(
                Attendance,
                *("id", "activity_id", "activity_village_id", "beneficiary_id", "home_id"),
                category=Category.RETURNED,
                added_at=self.now,
                added_by_id=self.officer.pk,
            ),
        }

    def _activity(self, pk, number, regency):
        pillar = 1 + self.chance.randrange(4)
        year = self.today.year - number % YEARS
        start = datetime.date(year, 1, 1) + datetime.timedelta(self.chance.randrange(360))
        is_over = start < self.today
        state = STATES[self.chance.randrange(len(STATES))] if is_over else Review.SENT
        sent = None if state == Review.DRAFT else f"{min(start, self.today)} 02:00:00+00:00"
        is_verified = state == Review.VERIFIED
        title = f"{WORK[pillar]} {number}"
        return (
            pk,
            *self.kinds[pillar],
            title,
            title.casefold(),
            regency,
            start,
            start + datetime.timedelta(number % 3),
            year,
            Progress.DONE if is_over else Progress.PLANNED,
            state,
            self._uuid(),
            sent,
            self.officer.pk if sent else None,
            sent if is_verified else None,
            self.reviewer.pk if is_verified else None,
        )

    def _money(self, pk, activity, said):
        plan = 5_000_000 + 50_000 * self.chance.randrange(400)
        return pk, activity, plan, plan * 9 // 10 if Progress.DONE in said else None

    def _named(self, number, village, known, per_place):
        """People by name: one activity has thousands, one person is at hundreds."""
        if number == 0:
            return known[:MANY_PEOPLE]
        there = self.people[village]
        named = self.chance.sample(there, min(len(there), self.chance.randrange(2 * per_place + 1)))
        return named + known[:1] * (number < MANY_ACTIVITIES and known[0] not in named)

    def _heads(self, ids, place, named):
        """Head counts: those by name where there are any, else typed."""
        if named:
            sums = Counter(self.sexes[person] for person in named)
            sexes = (sums[sex] for sex in (Sex.MALE, Sex.FEMALE, Sex.UNKNOWN))
            return [(next(ids), place, Category.RETURNED, *sexes)]
        return [
            (next(ids), place, category, self.chance.randrange(20), self.chance.randrange(30), None)
            for category in (Category.PROSPECTIVE, Category.RETURNED, Category.FAMILY)
        ]

    def _at(self):
        """A place in the row of villages: the first ones much more often than the last ones."""
        at = int(len(self.villages) * self.chance.random() ** 2)
        return at, self.villages[at]

    def _place(self):
        return self._at()[1]

    def _uuid(self):
        return str(uuid.UUID(int=self.chance.getrandbits(128), version=4))


def _mixed(regency):
    """An order of regencies that has nothing to do with their codes and is the same every time."""
    return random.Random(regency).random()


def _by_regency(village):
    return _mixed(village[1]), village[0]
