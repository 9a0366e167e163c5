"""A country with more of everything than a page can show: where a page lists what hangs on one row, it has
thirty to list."""

import datetime

from pillars.cooperatives.models import BoardTerm, Cooperative, CooperativeYear
from pillars.desk.models import DeskStep
from pillars.desk.services import VisitData, record_visit
from pillars.models import ActivityVillage, Attendance
from reports.evaluation.services.meetings import FindingData, add_finding
from reports.models import FollowUp, ProgrammeActivity
from tests import factories
from tests.reports import mapped, recommending
from villages.models import (
    Area,
    AreaGroup,
    FamilyTie,
    Membership,
    ProfileFigure,
    Stage,
    Village,
    VillageIndex,
)

MANY = 30
LONG = "Pelatihan usaha produktif dan pemasaran hasil bagi kelompok PMI purna"
TODAY = datetime.date.today()


def regencies():
    """Eighteen regencies of the pilot group, each with a village, the officer's with thirty more."""
    own = Area.objects.get(pk="35.04")
    others = [
        factories.area(f"35.{number}", f"Kabupaten Nusa Timur Utara {number}") for number in range(30, 47)
    ]
    AreaGroup.objects.get(is_default=True).areas.set([own, *others])
    places = [factories.area(f"{regency.pk}.01.2001", f"Suka {regency.pk}") for regency in others]
    places += [
        factories.area(f"35.04.14.2{number}", f"Sumber Makmur {number}") for number in range(100, 100 + MANY)
    ]
    made = Village.objects.bulk_create(
        Village(area=place, district=place.parent, regency=place.parent.parent, province=own.parent)
        for place in places
    )
    Membership.objects.bulk_create(factories.MembershipFactory.build(village=village) for village in made)
    return [own, *others], made[len(others) :]


def activities(place, villages, pillars, officer):
    """Thirty of one village, sent and drafts; the first took place in thirty villages."""
    now = datetime.datetime.now(datetime.UTC)
    for pillar in pillars.values():
        for number in range(4):
            factories.ActivityTypeFactory(pillar=pillar, name=f"{LONG} {number}")
    made = []
    for number in range(MANY):
        is_sent = bool(number % 3)
        activity = factories.ActivityFactory(
            pillar=pillars[number % 4 + 1],
            regency=place.regency,
            title=f"{LONG} {number}",
            created_by=officer,
            state="sent" if is_sent else "draft",
            sent_by=officer if is_sent else None,
            sent_at=now if is_sent else None,
            budget_year=TODAY.year,
            start_on=datetime.date(TODAY.year, 1, 2),
            end_on=datetime.date(TODAY.year, 1, 2),
        )
        factories.ActivityVillageFactory(activity=activity, village=place)
        made.append(activity)
    ActivityVillage.objects.bulk_create(ActivityVillage(activity=made[1], village=each) for each in villages)
    return made


def people(activities, place, registered, officer):
    """Thirty people at one activity; the first took part in all, migrated often and has a large family."""
    parts = {part.activity_id: part for part in ActivityVillage.objects.filter(village=place)}
    first, *others = [registered(f"SULASTRI WAHYUNINGSIH {number}", sex="female") for number in range(MANY)]
    Attendance.objects.bulk_create(
        Attendance(
            activity=activity,
            activity_village=parts[activity.pk],
            beneficiary=who,
            home=place,
            category="returned",
            added_by=officer,
        )
        for activity in activities
        for who in ([first, *others] if activity == activities[0] else [first])
    )
    Stage.objects.bulk_create(
        Stage(
            beneficiary=first,
            kind=("pmi", "purna")[number % 2],
            event_on=datetime.date(2000 + number // 2, 1 + number % 2, 1),
            reported_on=TODAY,
            recorded_by=officer,
        )
        for number in range(MANY)
    )
    FamilyTie.objects.bulk_create(
        FamilyTie(person=first, relative=other, kind="child", recorded_by=officer) for other in others
    )
    data = VisitData(place, TODAY, "complaint", "referred", person=first, referred_to="health")
    visits = [record_visit(data=data, by=officer) for _number in range(MANY)]
    DeskStep.objects.bulk_create(
        DeskStep(visit=visits[0], step="worked", on=TODAY, note=LONG, recorded_by=officer)
        for _number in range(MANY)
    )
    return first, visits[0]


def village(place, officer):
    """Co-operatives, values of indexes and figures of many sources; returns the first co-operative."""
    institutions = Cooperative.objects.bulk_create(
        Cooperative(
            village=place, name=f"Koperasi Desa Merah Putih {number}", kind="red_white", recorded_by=officer
        )
        for number in range(MANY)
    )
    stated = {institution: [TODAY.year - 1] for institution in institutions}
    stated[institutions[0]] = range(TODAY.year - MANY, TODAY.year)
    CooperativeYear.objects.bulk_create(
        CooperativeYear(
            cooperative=institution,
            year=year,
            members_male=10,
            members_female=20,
            source="RAT",
            recorded_by=officer,
        )
        for institution, years in stated.items()
        for year in years
    )
    BoardTerm.objects.bulk_create(
        BoardTerm(
            cooperative=institutions[0],
            office="chair",
            name=f"SULASTRI WAHYUNINGSIH {number}",
            started_on=datetime.date(1990 + number, 1, 1),
            ended_on=datetime.date(1991 + number, 1, 1),
            recorded_by=officer,
        )
        for number in range(MANY)
    )
    VillageIndex.objects.bulk_create(
        VillageIndex(village=place, name=name, year=2011 + number, score=1, source="Kepmendesa 400/2024")
        for name in ("idm", "indeks_desa")
        for number in range(MANY // 2)
    )
    ProfileFigure.objects.bulk_create(
        ProfileFigure(village=place, key="families", value=number, stated_on=TODAY, source=f"Sumber {number}")
        for number in range(MANY)
    )
    return institutions[0]


def problems(regencies, place, activities, pillars, pillar_lead, officer):
    """Thirty programmes; the first in all regencies, and carried out by all that was done."""
    found = mapped.problems()
    made = [
        mapped.programme(
            pillar_lead,
            found[number % 8 + 1],
            pillars[2],
            regencies if number == 0 else [regencies[number % 18]],
            1_000_000 * number,
            title=f"{LONG} {number}",
        )
        for number in range(MANY)
    ]
    ProgrammeActivity.objects.bulk_create(
        ProgrammeActivity(
            programme=made[0], activity=activity, organisation=made[0].organisation, linked_by=pillar_lead
        )
        for activity in activities
    )
    reports = [mapped.report(officer, problem, place) for problem in found.values()]
    return made[0], reports[0]


def evaluation(reviewer, pillar_lead):
    """A meeting that said much, and a recommendation that was answered often."""
    owner = pillar_lead.organisation
    directions = [f"{LONG} {number}" for number in range(MANY)]
    meeting = recommending.meeting(
        reviewer, f"{TODAY.year}-01-02", directions=directions, organisations=[owner]
    )
    for number in range(MANY):
        add_finding(meeting=meeting, data=FindingData(f"{LONG} {number}", stated_by=owner), by=reviewer)
        row = recommending.recommendation(reviewer, owner, meeting=meeting, title=f"{LONG} {number}")
    FollowUp.objects.bulk_create(
        FollowUp(
            recommendation=row,
            done_on=TODAY,
            text=LONG,
            percent=number,
            status="running",
            by=pillar_lead,
        )
        for number in range(1, MANY)
    )
    return meeting, row
