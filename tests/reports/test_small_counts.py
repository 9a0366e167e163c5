"""D14: nobody works out one to four people where the rows are not theirs, whatever they subtract.

The attack is made on two countries that differ by one to four people, attendances, visits or members in each
place that a reader does not work in: whoever could tell which of the two it is could count these few. So
every page and file, over every choice of period, review and scope, has to be the same in both.
"""

import datetime
import re
from itertools import product

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from pillars.choices import Category, Measure
from pillars.cooperatives.models import CooperativeMember, CooperativeYear
from pillars.cooperatives.services import CooperativeData, YearData, record_cooperative, state_year
from pillars.desk.services import VisitData, record_visit
from pillars.models import Activity, ActivityVillage, Attendance, HeadCount, ReportingPeriod
from reports.evaluation.services.programmes import link_activities
from reports.figures.people import People
from reports.figures.public import in_fives_of_parts
from tests import factories
from tests.reports import made, mapped
from tests.test_access import TABLE
from villages.choices import Sex
from villages.models import AreaGroup, Stage
from villages.people.services.beneficiaries import Person, register_beneficiary
from villages.people.small_counts import STEP, told

TODAY = datetime.date(2026, 9, 30)
#: What differs between two answers without anything having been counted.
ALWAYS_NEW = re.compile(r'name="(?:csrfmiddlewaretoken|who|token)"[^>]*>|nonce-\S+|Data as of [^.]*')
#: Keys of the access table that a foreign officer may ask for, and what is asked for; the others are the
#: objects of Tulungagung, or answer with a form.
ARGUMENTS = {
    None: [[]],
    "format": [["csv"]],
    "pillar": [["layanan-migrasi"], ["koperasi-desmigratif"]],
    "indicator": [["M-1"]],
    "period": [[2026, 1]],
}
#: Keys of forms, templates and files of the own.
UNCOUNTED = {"kind_of_list", "month", "prepared", "report", "report_section"}
CHOICES = [
    {"year": 2026, "period": period, "scope": scope, **verified}
    for period, scope, verified in (
        ("1", "semua", {}),
        ("3", "semua", {"verified": "on"}),
        ("3", "satu", {}),
        ("1", "satu", {"verified": "on"}),
    )
]
#: Pages that show no counts of others: forms, the own account, what only the own office has.
NO_COUNTS = re.compile(
    "create|new|password|account|prepared|transfer|import-|report$|beneficiary|health|counting"
)
#: Pages that add up, by every choice.
CHOSEN = [
    ("reports:dashboard", []),
    ("reports:dashboard-export", ["csv"]),
    ("reports:pillar-list", []),
    ("reports:pillar-detail", ["layanan-migrasi"]),
    ("reports:indicator-export", ["csv"]),
]


@pytest.fixture
def country(places, pillars, officer, stranger, reviewer, pillar_lead, defined, it_is):
    """Three villages of Tulungagung and one of Lombok Timur, with as many people in Betak as fives hold."""
    it_is(TODAY)
    for place in places.values():
        factories.MembershipFactory(village=place)
    group = AreaGroup.objects.create(slug="satu", name="Satu", name_en="One")
    group.areas.add("35.04", "52.03")
    twenty = {"heads": (10, 10, 0)}
    days = [datetime.date(2026, 1, 1), datetime.date(2026, 3, 31), datetime.date(2026, 4, 30)]
    ReportingPeriod.objects.create(year=2026, quarter=1, starts_on=days[0], ends_on=days[1], due_on=days[2])
    made.activity(stranger, pillars[1], [places["far"]], start="2026-02-01", **twenty)
    made.activity(officer, pillars[1], [places["tunggangri"]], start="2026-02-01", **twenty)
    early = made.activity(
        officer, pillars[1], [places["betak"]], start="2026-02-02", verifier=reviewer, **twenty
    )
    made.activity(
        officer, pillars[1], [places["betak"]], start="2026-08-01", category=Category.UNDETAILED, **twenty
    )
    made.activity(officer, pillars[4], [places["betak"]], start="2026-05-01", heads=(5, 5, 0))
    for number in range(5):
        _take_part(early, places["betak"], f"Hadir {'ABCDE'[number]}", Sex.MALE, officer)
    for place, by in (("betak", officer), ("far", stranger)):
        data = CooperativeData(places[place], f"Koperasi {place}", founded_on=datetime.date(2020, 1, 1))
        accounts = YearData(source="RAT", members_male=20, members_female=20)
        state_year(cooperative=record_cooperative(data=data, by=by), year=2025, data=accounts, by=by)
    lead = mapped.leading(pillar_lead, pillars[1])
    regencies = [places["far"].regency, places["betak"].regency]
    programme = mapped.programme(lead, mapped.problems()[1], pillars[1], regencies, 100)
    link_activities(programme=programme, activities=[early], by=lead)
    for position, measure in enumerate(Measure):
        defined(
            f"M-{position}",
            pillar=None,
            position=position,
            source="measured",
            valid_from=2026,
            measure=measure,
            aggregation=measure.aggregation,
        )
    visit = VisitData(places["betak"], datetime.date(2026, 3, 9), "information", "served", sex="male")
    record_visit(data=visit, by=officer)
    call_command("rebuild_tallies", verbosity=0)
    return places


def _take_part(activity, home, name, sex, by):
    """By the rows themselves: the head counts of the activity stay as they are."""
    person = register_beneficiary(person=Person(name, home, sex=sex), by=by)
    Attendance.objects.create(
        activity=activity,
        activity_village=ActivityVillage.objects.get(activity=activity),
        beneficiary=person,
        home=home,
        category=Category.RETURNED,
        added_by=by,
    )
    return person


def _a_few_more(places, by):
    """One to four more of everything that is counted of people, in Betak."""
    early, late = Activity.objects.filter(villages__area="35.04.14.2016", pillar__number=1).order_by(
        "start_on"
    )
    HeadCount.objects.filter(activity_village__activity=early).update(male=11, female=11)
    HeadCount.objects.filter(activity_village__activity=late).update(male=11)
    HeadCount.objects.filter(activity_village__activity__pillar__number=4).update(female=6)
    for activity, name, sex in ((early, "Lagi A", Sex.FEMALE), (late, "Lagi B", Sex.MALE)):
        person = _take_part(activity, places["betak"], name, sex, by)
        for month, kind in enumerate(("cpmi", "pmi", "purna", "pmi"), start=1):
            day = datetime.date(2026, month, 1)
            Stage.objects.create(
                beneficiary=person,
                kind=kind,
                event_on=day,
                reported_on=day,
                recorded_by=by,
            )
    for purpose, outcome in (("information", "served"), ("complaint", "pending"), ("documents", "referred")):
        data = VisitData(
            places["betak"],
            datetime.date(2026, 3, 10),
            purpose,
            outcome,
            sex="female",
            route="non_procedural",
            note="uji" if purpose == "complaint" else "",
            referred_to="disnaker" if outcome == "referred" else "",
        )
        record_visit(data=data, by=by)
    accounts = CooperativeYear.objects.filter(cooperative__village=places["betak"])
    accounts.update(members_male=21, members_female=22)
    CooperativeMember.objects.create(
        cooperative=accounts.get().cooperative,
        person=person,
        joined_on=datetime.date(2021, 1, 1),
        recorded_by=by,
    )
    call_command("rebuild_tallies", verbosity=0)


def _addresses(role):
    """Every page and file that somebody of a role reads without being led to an object of Tulungagung."""
    for name, (method, key, expected) in TABLE.items():
        if method != "get" or expected[role] != "ok" or key in UNCOUNTED or NO_COUNTS.search(name):
            continue
        if key in ARGUMENTS:
            yield from ((name, arguments, {}) for arguments in ARGUMENTS[key])
    for (name, arguments), choice in product(CHOSEN, CHOICES):
        yield name, arguments, choice
    yield "reports:problem-map", [], {"show": "people"}


def _read(client, addresses):
    found = {}
    for name, arguments, choice in addresses:
        answer = client.get(reverse(name, args=arguments), choice)
        assert answer.status_code in (200, 302, 403), (name, arguments)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        found[name, *map(str, arguments), *choice.values()] = ALWAYS_NEW.sub(
            "", body.decode(errors="replace")
        )
    return found


def test_no_page_tells_a_few_people_elsewhere(country, officer, stranger, village_officer, reviewer):
    readers = {
        "stranger": stranger,
        "village_officer": village_officer,
        "anonymous": None,
        "reviewer": reviewer,
    }
    clients, addresses = {}, {}
    for role, user in readers.items():
        clients[role], addresses[role] = Client(), list(_addresses(role))
        if user:
            clients[role].force_login(user)
    # Of their own regency they see one village.
    own = [("reports:regency-detail", ["35.04"], {}), ("reports:home", [], {})]
    addresses["village_officer"] = [
        *own,
        *(row for row in addresses["village_officer"] if row[2] in CHOICES[:2]),
    ]
    addresses["anonymous"] = [row for row in addresses["anonymous"] if not row[2]]
    addresses["reviewer"] = [
        row for row in addresses["stranger"] if row[0].startswith("reports:") and row[2] not in CHOICES[1:]
    ]
    before = {role: _read(client, addresses[role]) for role, client in clients.items()}
    _a_few_more(country, officer)
    after = {role: _read(client, addresses[role]) for role, client in clients.items()}

    differing = {
        (role, *address)
        for role, pages in before.items()
        for address, page in pages.items()
        if page != after[role][address]
    }
    assert {row for row in differing if row[0] != "reviewer"} == set()
    # So that something is looked for where it can be found.
    assert {name for role, name, *_choice in differing if role == "reviewer"} >= {
        *(name for name, _arguments in CHOSEN),
        *(
            "reports:problem-map",
            "reports:programme-list",
            "reports:programme-export",
            "reports:indicator-detail",
        ),
    }
    # A page with an address of a new kind says here what to ask it for.
    asked = {
        key
        for name, (method, key, expected) in TABLE.items()
        if (method, expected["stranger"]) == ("get", "ok") and not NO_COUNTS.search(name)
    }
    assert asked <= {*ARGUMENTS, *UNCOUNTED}


def test_fives_tell_no_small_count():
    """Every table of two or three counts that add up: the fives leave two values of each, or more."""
    for size in (2, 3):
        tables = {}
        for counts in product(range(15), repeat=size):
            shown = tuple(int(told(count)) for count in (*counts, sum(counts)))
            tables.setdefault(shown, set()).add(counts)
        for possible in tables.values():
            for place in range(size):
                assert len({counts[place] for counts in possible}) > 1
    # What lies within another count differs from it by fives, beside what the reader counts alone.
    for whole, part, own in product(range(30), range(12), (0, 3)):
        if own <= part <= whole:
            assert (told(whole, own) - told(part, own)) % STEP == 0


@pytest.mark.parametrize(
    ("count", "own", "shown"),
    [(0, 0, "<5"), (4, 0, "<5"), (5, 0, "5+"), (124, 0, "120+"), (7, 7, "7+"), (11, 7, "7+"), (12, 7, "12+")],
)
def test_a_count_in_fives_by_hand(count, own, shown):
    assert told(count, own).words == shown
    assert told(own, own, is_nothing=True) == own


@pytest.mark.parametrize(
    ("whole", "parts", "shown"),
    [
        (9, [9], "5+"),
        (9, [2, 7], "5+"),
        (8, [4, 4], "<10"),
        (0, [], "<5"),
        (27, [13, 14], "20+"),
        # Two people were reached in both regencies, and in three of them six more.
        (25, [13, 14], "15+"),
        (25, [10, 10, 13], "20+"),
    ],
)
def test_public_figures_are_the_fives_of_each_regency(whole, parts, shown):
    told_of = in_fives_of_parts(People(whole, 0, 0), [People(part, 0, 0) for part in parts], is_nothing=False)
    assert told_of[0].words == told_of[1].words == shown
    assert int(told_of[0]) <= whole
    assert in_fives_of_parts(People(), [], is_nothing=True) == [0] * 4


def test_two_days_together_tell_no_change_of_a_few():
    """An office knows its own count, what it is told signed in, and the public file, on both days.

    Whatever it subtracts, a change elsewhere of one to four people is one of several that it may have been.
    """
    for own in range(7):
        days = {}
        for rests in product(range(13), repeat=2):
            whole = own + sum(rests)
            counts = [People(own, 0, 0), *(People(rest, 0, 0) for rest in rests)]
            public = in_fives_of_parts(People(whole, 0, 0), counts, is_nothing=False)[0].words
            seen = (public, told(whole, own).words, *(told(rest).words for rest in rests))
            days.setdefault(seen, []).append((*rests, sum(rests)))
        # Those whose classes are whole: up to 9 in each.
        days = [rows for rows in days.values() if max(row[place] for row in rows for place in (0, 1)) < 10]
        for before, after in product(days, repeat=2):
            for place in range(3):
                earlier, later = ({row[place] for row in rows} for rows in (before, after))
                changes = {new - old for old in earlier for new in later}
                grown = {change for change in changes if change >= 0}
                assert len(changes) > 4
                assert len(grown) > 1 or not grown & {1, 2, 3, 4}
