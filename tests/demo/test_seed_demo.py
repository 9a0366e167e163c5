"""The demo proves the rules: it goes through the services, and a second run changes nothing."""

import datetime

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F
from django.utils import timezone

from desmigratif.accounts.roles import Role
from desmigratif.demo import assessments, seed
from desmigratif.demo.people import PEOPLE
from pillars.choices import State
from pillars.models import Activity, NilReport, PeriodException, ReportingPeriod
from pillars.services import tallies
from pillars.services.programme import load_programme, read_programme
from reports.figures.problems import ProblemMap
from reports.figures.programmes import MapChoice
from reports.figures.recommendations import counts, programme_day
from reports.models import Assessment, MaturityAnswer, ProblemProgramme, ProblemReport, Recommendation
from reports.services.first_criteria import load_criteria, read_criteria
from reports.services.problems import load_problems
from tests import factories
from tests.pillars.closed import quarter
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


def test_second_run_adds_nothing_and_sums_hold(small_country, settings, capsys):
    settings.DEMO_MODE = True
    call_command("seed_demo")
    first = list(Activity.objects.order_by("token").values_list("token", "title", "state", "version"))

    call_command("seed_demo")

    assert list(Activity.objects.order_by("token").values_list("token", "title", "state", "version")) == first
    assert "0 activities added" in capsys.readouterr().out
    assert {state for _token, _title, state, _version in first} >= {State.SENT, State.VERIFIED}
    assert tallies.differences() == []


def test_closes_what_is_over_and_leaves_the_rest_open(small_country, settings, capsys):
    """At the end, so that nothing else is refused; offices state nil, one asks, one quarter was reopened."""
    settings.DEMO_MODE = True
    today = timezone.localdate()
    for year in (today.year - 2, today.year - 1, today.year):
        for number in range(1, 5):
            quarter(number, year=year)
    call_command("seed_demo")

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
    assert tallies.differences() == []

    call_command("seed_demo")
    assert "0 quarters closed" in capsys.readouterr().out


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
    assert MaturityAnswer.objects.filter(village__regency="35.04").count() == 3 * 4


def test_the_problem_map_of_the_demo_adds_up_and_has_its_gap(small_country, settings, reviewer):
    """Over the four pillars Rp 52,400 million, and nobody against the divorce rate."""
    settings.DEMO_MODE = True
    programme = read_programme()
    load_programme(programme, today=timezone.localdate())
    load_problems(programme)
    call_command("seed_demo")

    found = ProblemMap(MapChoice(timezone.localdate().year), reviewer)

    assert [total.ceiling // 1_000_000 for total in found.totals] == [9600, 24800, 11200, 6800]
    assert found.total.ceiling == 52_400_000_000
    assert [row.problem.number for row in found.gaps] == [4]
    before = ProblemReport.objects.count(), ProblemProgramme.objects.count()
    call_command("seed_demo")
    assert (ProblemReport.objects.count(), ProblemProgramme.objects.count()) == before


def test_the_invented_meeting_has_late_closed_and_waiting_ones_and_comes_once(
    small_country, settings, capsys
):
    settings.DEMO_MODE = True
    call_command("seed_demo")
    call_command("seed_demo")

    rows = Recommendation.objects.all()
    standing = counts(rows, programme_day())
    assert (standing.total, standing.overdue, standing.waiting, standing.done) == (12, 5, 1, 2)
    assert "0 recommendations of an invented meeting added." in capsys.readouterr().out
    assert rows.filter(events__step="sent_back").count() == 1
    assert rows.exclude(first_due_on=F("due_on")).filter(due_on__isnull=False).count() == 1
