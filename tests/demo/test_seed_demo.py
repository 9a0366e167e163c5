"""The demo proves the rules: it goes through the services, and a second run changes nothing."""

import datetime

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F
from django.utils import timezone

from desmigratif.accounts.roles import Role
from desmigratif.demo import assessments, seed
from desmigratif.demo.people import PEOPLE
from desmigratif.ui import clock
from pillars.choices import Review
from pillars.models import Activity, NilReport, PeriodException, ReportingPeriod
from pillars.services import tallies
from pillars.services.programme import load_programme, read_programme
from reports.evaluation.services.first_criteria import load_criteria, read_criteria
from reports.evaluation.services.problems import load_problems
from reports.figures.problems import ProblemMap
from reports.figures.programmes import MapChoice
from reports.figures.recommendations import counts
from reports.models import Assessment, CriterionAnswer, ProblemProgramme, ProblemReport, Recommendation
from tests import factories
from villages.models import AreaGroup, Village, VillageIndex


@pytest.fixture
def small_country(pillars, places, monkeypatch):
    """Two regencies instead of eighteen, with villages to choose from."""
    monkeypatch.setattr(seed, "REGENCIES", {"35.04": 1.0, "52.03": 0.4})
    for number in range(2010, 2016):
        factories.area(f"52.03.01.{number}", f"Desa {number}")
    AreaGroup.objects.create(slug="enam-provinsi", name="18 kab/kota", name_en="18 regencies")


def test_needs_demo_mode(small_country):
    with pytest.raises(CommandError, match="DEMO_MODE"):
        call_command("seed_demo")


def test_prints_a_sign_in_for_every_role(small_country, settings, capsys):
    settings.DEMO_MODE = True
    call_command("seed_demo", "--show-sign-ins")

    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(PEOPLE) == 7


def test_assessments_of_the_demo_go_through_the_services_once(small_country):
    load_criteria(read_criteria())
    for number, (start, end, due) in enumerate(
        [((1, 1), (3, 31), (4, 10)), ((4, 1), (6, 30), (7, 10))], start=1
    ):
        days = [datetime.date(2025, *day) for day in (start, end, due)]
        ReportingPeriod.objects.create(
            year=2025, quarter=number, starts_on=days[0], ends_on=days[1], due_on=days[2]
        )
    reviewer = factories.UserFactory(role=Role.REVIEWER)
    villages = {code: list(Village.objects.filter(regency=code)) for code in ("35.04", "52.03")}

    assert assessments.make_assessments(reviewer, villages.get, villages) > 0
    assert assessments.make_assessments(reviewer, villages.get, villages) == 0

    # Four pillars of two regencies in two quarters, and three index values of each of four villages.
    assert Assessment.objects.signed().count() == 16
    assert VillageIndex.objects.count() == 12
    # Everybody has looked at the pilot, not everybody at the others.
    assert CriterionAnswer.objects.filter(area__village__regency="35.04").count() == 3 * 4


def test_a_seeded_country_holds_together_and_a_second_run_adds_nothing(
    small_country, settings, capsys, reviewer, subtests
):
    """Seeded once for everything, because seeding is what takes the time."""
    settings.DEMO_MODE = True
    programme = read_programme()
    load_programme(programme, today=timezone.localdate())
    load_problems(programme)
    call_command("seed_demo")
    first = _stored()
    with subtests.test("activities pass through every state"):
        assert {state for _token, _title, state, _version in first["activities"]} >= {
            Review.SENT,
            Review.VERIFIED,
        }
        assert tallies.differences() == []
    with subtests.test("quarters that are over are closed"):
        _check_quarters()
    with subtests.test("the problem map adds up and has its gap"):
        _check_problem_map(reviewer)
    with subtests.test("recommendations are late, sent back, waiting and closed"):
        _check_recommendations()
    capsys.readouterr()

    call_command("seed_demo")

    assert _stored() == first
    said = capsys.readouterr().out
    for nothing in (
        "0 activities added",
        "0 quarters closed",
        "0 recommendations of an invented meeting added.",
    ):
        assert nothing in said


def _stored():
    return {
        "activities": list(
            Activity.objects.order_by("token").values_list("token", "title", "state", "version")
        ),
        "reports": ProblemReport.objects.count(),
        "programmes": ProblemProgramme.objects.count(),
        "recommendations": Recommendation.objects.count(),
    }


def _check_quarters():
    """The older ones, at the end, so that nothing else is refused; one was reopened, one office asks."""
    today = timezone.localdate()
    running, last = ReportingPeriod.objects.filter(starts_on__lte=today).order_by("-starts_on")[:2]
    assert not running.is_closed
    assert not last.is_closed
    assert all(row.is_closed for row in ReportingPeriod.objects.filter(ends_on__lt=last.starts_on))
    latest = ReportingPeriod.objects.filter(ends_on__lt=last.starts_on).last()
    steps = list(latest.events.values_list("step", "at__date"))
    assert [step for step, _day in steps] == ["closed", "reopened", "closed"]
    assert [day for _step, day in steps] == sorted(day for _step, day in steps)
    assert PeriodException.objects.waiting().get().regency_id == "35.04"
    assert NilReport.objects.exists()


def _check_problem_map(reviewer):
    """Over the four pillars Rp 52,400 million, and nobody against the divorce rate."""
    found = ProblemMap(MapChoice(timezone.localdate().year), reviewer)
    assert [total.ceiling // 1_000_000 for total in found.totals] == [9600, 24800, 11200, 6800]
    assert found.total.ceiling == 52_400_000_000
    assert [row.problem.number for row in found.gaps] == [4]


def _check_recommendations():
    rows = Recommendation.objects.all()
    standing = counts(rows, clock.today())
    assert (standing.total, standing.overdue, standing.waiting, standing.done) == (12, 5, 1, 2)
    assert rows.filter(events__step="sent_back").count() == 1
    assert rows.exclude(first_due_on=F("due_on")).filter(due_on__isnull=False).count() == 1
