"""A country of any size to measure the portal with: invented, marked as demo, written in bulk.

Uneven like life: a few villages have much of everything, the first regency more than all others, one person
is at hundreds of activities, one activity has thousands of people, names repeat. The same size always says
the same.
"""

import datetime
import io
import random
import uuid
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import count, islice

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from desmigratif.accounts.models import User
from desmigratif.accounts.roles import Role
from desmigratif.ui import clock
from pillars.choices import Category, FundingSource, Progress, Review
from pillars.models import (
    Activity,
    ActivityType,
    ActivityVillage,
    Attendance,
    FundingLine,
    HeadCount,
    Pillar,
)
from villages.choices import Level, MembershipStatus, Programme, Sex, StageKind
from villages.codes import part_of, regency_of
from villages.models import Area, Beneficiary, Membership, Residence, Stage, Village

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
        with transaction.atomic():
            rows = fill()
        say(f"{what}: {rows:,} rows")
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
        first = _next_id(Village)
        villages = [
            Village(
                pk=pk,
                area_id=code,
                district_id=part_of(code, Level.DISTRICT),
                regency_id=regency_of(code),
                province_id=part_of(code, Level.PROVINCE),
                is_demo=True,
            )
            for pk, code in enumerate(codes[: max(wanted, 0)], first)
        ]
        rows = insert(Village, villages)
        memberships = (
            Membership(
                village=village,
                programme=Programme.DESMIGRATIF,
                status=MembershipStatus.FACILITATED,
                batch_year=since.year,
                valid_from=since,
            )
            for village in villages
        )
        rows += insert(Membership, _numbered(memberships, Membership))
        self.villages = sorted(Village.objects.values_list("pk", "regency_id"), key=_by_regency)
        return rows

    def add_people(self):
        people = _numbered((self._person() for _number in range(self.size.people)), Beneficiary)
        rows = 0
        homes, stages = (count(_next_id(model)) for model in (Residence, Stage))
        for part in _slices(people):
            rows += insert(Beneficiary, part)
            rows += insert(
                Residence,
                [
                    Residence(
                        pk=next(homes),
                        beneficiary=person,
                        village_id=person.village_id,
                        recorded_by=self.officer,
                    )
                    for person in part
                ],
            )
            rows += insert(Stage, [self._stage(next(stages), person) for person in part if person.pk % 2])
            for person in part:
                self.people[person.village_id].append(person.pk)
                self.sexes[person.pk] = person.sex
        return rows

    def _person(self):
        name = " ".join(self.chance.choice(names) for names in (FIRST_NAMES, LAST_NAMES, LAST_NAMES))
        return Beneficiary(
            number=self._uuid(),
            village_id=self._place()[0],
            full_name=name,
            name_key=name.casefold(),
            sex=self.chance.choice(
                [Sex.FEMALE, Sex.FEMALE, Sex.MALE, Sex.UNKNOWN][: 3 + (self.chance.random() < 0.1)]
            ),
            birth_date=datetime.date(1955, 1, 1) + datetime.timedelta(self.chance.randrange(24_000)),
            is_demo=True,
            created_at=self.now,
            created_by=self.officer,
        )

    def _stage(self, pk, person):
        kind = self.chance.choice(StageKind.values)
        day = self.today - datetime.timedelta(self.chance.randrange(30, 2000))
        return Stage(
            pk=pk, beneficiary=person, kind=kind, event_on=day, reported_on=day, recorded_by=self.officer
        )

    def add_activities(self):
        pillars = {pillar.number: pillar for pillar in Pillar.objects.all()}
        types = {
            number: ActivityType.objects.filter(pillar=pillar).first() for number, pillar in pillars.items()
        }
        ids = {
            model: count(_next_id(model)) for model in (ActivityVillage, HeadCount, FundingLine, Attendance)
        }
        per_place = max(1, round(self.size.attendances / (2 * self.size.activities)))
        known = [pk for people in self.people.values() for pk in people]
        rows, left = 0, self.size.attendances
        numbers = enumerate(range(self.size.activities), _next_id(Activity))
        while part := list(islice(numbers, SLICE)):
            found = defaultdict(list)
            for pk, number in part:
                at, (_village, regency) = self._at()
                activity = self._activity(pk, number, regency, pillars, types)
                found[Activity].append(activity)
                found[FundingLine].append(self._money(next(ids[FundingLine]), activity))
                seen = set()
                for village, there in self.villages[at : at + 1 + number % 3]:
                    if there != regency:
                        continue
                    place = ActivityVillage(
                        pk=next(ids[ActivityVillage]),
                        activity=activity,
                        village_id=village,
                        is_confirmed=True,
                    )
                    found[ActivityVillage].append(place)
                    named = self._named(number, village, known, per_place)[: max(left, 0)]
                    named = [person for person in named if person not in seen]
                    seen.update(named)
                    left -= len(named)
                    found[Attendance] += [
                        self._attendance(next(ids[Attendance]), activity, place, person) for person in named
                    ]
                    found[HeadCount] += self._heads(ids[HeadCount], place, named)
            for model in (Activity, ActivityVillage, HeadCount, FundingLine, Attendance):
                rows += insert(model, found[model])
        return rows

    def _activity(self, pk, number, regency, pillars, types):
        pillar = 1 + self.chance.randrange(4)
        year = self.today.year - number % YEARS
        start = datetime.date(year, 1, 1) + datetime.timedelta(self.chance.randrange(360))
        is_over = start < self.today
        state = STATES[self.chance.randrange(len(STATES))] if is_over else Review.SENT
        sent = (
            None
            if state == Review.DRAFT
            else timezone.make_aware(datetime.datetime.combine(min(start, self.today), datetime.time(9)))
        )
        return Activity(
            pk=pk,
            pillar=pillars[pillar],
            type=types[pillar],
            title=f"{WORK[pillar]} {number}",
            regency_id=regency,
            start_on=start,
            end_on=start + datetime.timedelta(number % 3),
            budget_year=year,
            status=Progress.DONE if is_over else Progress.PLANNED,
            state=state,
            result="Terlaksana",
            token=self._uuid(),
            is_demo=True,
            created_at=self.now,
            created_by=self.officer,
            changed_at=self.now,
            changed_by=self.officer,
            sent_at=sent,
            sent_by=self.officer if sent else None,
            verified_at=sent if state == Review.VERIFIED else None,
            verified_by=self.reviewer if state == Review.VERIFIED else None,
        )

    def _money(self, pk, activity):
        plan = 5_000_000 + 50_000 * self.chance.randrange(400)
        actual = plan * 9 // 10 if activity.status == Progress.DONE else None
        return FundingLine(pk=pk, activity=activity, source=FundingSource.APBN, plan=plan, actual=actual)

    def _named(self, number, village, known, per_place):
        """People by name: one activity has thousands, one person is at hundreds."""
        if number == 0:
            return known[:MANY_PEOPLE]
        there = self.people[village]
        named = self.chance.sample(there, min(len(there), self.chance.randrange(2 * per_place + 1)))
        return named + known[:1] * (number < MANY_ACTIVITIES and known[0] not in named)

    def _attendance(self, pk, activity, place, person):
        return Attendance(
            pk=pk,
            activity=activity,
            activity_village=place,
            beneficiary_id=person,
            home_id=place.village_id,
            category=Category.RETURNED,
            added_at=self.now,
            added_by=self.officer,
        )

    def _heads(self, ids, place, named):
        """Head counts: those by name where there are any, else typed."""
        if named:
            sums = Counter(self.sexes[person] for person in named)
            return [
                HeadCount(
                    pk=next(ids),
                    activity_village=place,
                    category=Category.RETURNED,
                    male=sums[Sex.MALE],
                    female=sums[Sex.FEMALE],
                    unknown=sums[Sex.UNKNOWN],
                )
            ]
        return [
            HeadCount(
                pk=next(ids),
                activity_village=place,
                category=category,
                male=self.chance.randrange(20),
                female=self.chance.randrange(30),
            )
            for category in (Category.PROSPECTIVE, Category.RETURNED, Category.FAMILY)
        ]

    def _at(self):
        """A place in the row of villages: the first ones much more often than the last ones."""
        at = int(len(self.villages) * self.chance.random() ** 2)
        return at, self.villages[at]

    def _place(self):
        return self._at()[1]

    def _uuid(self):
        return uuid.UUID(int=self.chance.getrandbits(128), version=4)


def insert(model, rows):
    """Writes new rows that have their keys, by COPY where the database can; returns how many."""
    fields = model._meta.concrete_fields
    values = [
        [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields]
        for row in rows
    ]
    if not values:
        return 0
    table, columns = model._meta.db_table, ", ".join(field.column for field in fields)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            lines = "\n".join("\t".join(map(_copied, row)) for row in values)
            cursor.copy_expert(f"COPY {table} ({columns}) FROM STDIN", io.StringIO(lines))
            for statement in connection.ops.sequence_reset_sql(no_style(), [model]):
                cursor.execute(statement)
        else:
            marks = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", values)
    return len(values)


def _copied(value):
    if value is None:
        return r"\N"
    return str(value).replace("\\", r"\\").replace("\t", r"\t").replace("\n", r"\n").replace("\r", r"\r")


def _numbered(rows, model):
    for pk, row in enumerate(rows, _next_id(model)):
        row.pk = pk
        yield row


def _slices(rows):
    while part := list(islice(rows, SLICE)):
        yield part


def _next_id(model):
    return (model.objects.aggregate(last=Max("pk"))["last"] or 0) + 1


def _mixed(regency):
    """An order of regencies that has nothing to do with their codes and is the same every time."""
    return random.Random(regency).random()


def _by_regency(village):
    return _mixed(village[1]), village[0]
