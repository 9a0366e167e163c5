"""Writing down meetings and findings; the meeting of 2023 as it is loaded."""

import datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from desmigratif.accounts.models import Organisation
from desmigratif.ui.refusals import Refused
from pillars.services.programme import load_programme, read_programme
from reports.evaluation.services.first_meetings import load_meetings, read_meetings
from reports.evaluation.services.meetings import (
    FindingData,
    MeetingData,
    add_finding,
    add_meeting_file,
    change_finding,
    change_meeting,
    hold_meeting,
    remove_finding,
    remove_meeting_file,
)
from reports.evaluation.services.problems import load_problems
from reports.figures.evidence import measure
from reports.models import Direction, EvaluationMeeting, Finding, Recommendation
from tests import factories
from tests.reports.made import activity
from tests.reports.recommending import day, kind, meeting, proof, recommendation


def data_of(row, **changed):
    names = ("kind", "title", "held_on", "place", "area", "agenda", "minutes")
    kept = {name: getattr(row, name) for name in names}
    kept["organisations"] = list(row.organisations.all())
    kept["directions"] = [direction.text for direction in row.directions.all()]
    return MeetingData(**{**kept, **changed})


def directions(row):
    return list(row.directions.values_list("number", "text"))


@pytest.mark.parametrize("who", ["officer", "pillar_lead", "contributor", "province_reader"])
def test_only_reviewers_and_admins_write_meetings_down(request, who):
    with pytest.raises(Refused, match="cannot record meetings"):
        meeting(request.getfixturevalue(who))


@pytest.mark.parametrize("who", ["reviewer", "admin"])
def test_a_meeting_with_directions_and_those_present(request, who):
    person = request.getfixturevalue(who)
    office = factories.OrganisationFactory()

    held = meeting(person, organisations=[office], directions=["Petakan program", "Sesuaikan anggaran"])

    assert held.created_by == person
    assert list(held.organisations.all()) == [office]
    assert directions(held) == [(1, "Petakan program"), (2, "Sesuaikan anggaran")]


def test_correcting_keeps_what_it_said_before(reviewer):
    held = meeting(reviewer, directions=["Satu", "Dua", "Tiga"])

    change_meeting(
        meeting=held, data=data_of(held, place="Cibubur", directions=["Satu", "Dua lagi"]), by=reviewer
    )

    held.refresh_from_db()
    assert held.place == "Cibubur"
    assert directions(held) == [(1, "Satu"), (2, "Dua lagi")]
    assert list(held.history.order_by("history_date").values_list("place", flat=True)) == [
        "Jakarta",
        "Cibubur",
    ]
    gone = Direction.history.filter(history_type="-").get()
    assert (gone.text, gone.history_user) == ("Tiga", reviewer)


def test_the_same_meeting_is_not_written_down_twice(reviewer):
    first = meeting(reviewer)

    with pytest.raises(Refused, match="recorded already") as refused:
        meeting(reviewer)
    assert (refused.value.field, refused.value.see) == ("title", first)
    assert EvaluationMeeting.objects.count() == 1


def test_a_new_day_moves_what_was_given_and_never_past_a_deadline(reviewer):
    held = meeting(reviewer, "2026-01-15")
    row = recommendation(reviewer, factories.OrganisationFactory(), "2026-01-31", meeting=held)

    change_meeting(meeting=held, data=data_of(held, held_on=day("2026-01-16")), by=reviewer)
    row.refresh_from_db()
    assert row.given_on == day("2026-01-16")

    with pytest.raises(Refused, match=row.number):
        change_meeting(meeting=held, data=data_of(held, held_on=day("2026-02-01")), by=reviewer)
    ahead = datetime.date.today() + datetime.timedelta(days=30)
    with pytest.raises(Refused, match="cannot be in the future"):
        change_meeting(meeting=held, data=data_of(held, held_on=ahead), by=reviewer)


def test_a_meeting_years_ahead_is_a_slip(reviewer):
    with pytest.raises(Refused, match="more than a year ahead"):
        meeting(reviewer, "2126-01-15")


def test_papers_come_and_go(reviewer, officer, django_capture_on_commit_callbacks):
    held = meeting(reviewer)
    file = add_meeting_file(meeting=held, checked=proof("notula.pdf"), by=reviewer)
    stored = file.file.path
    with pytest.raises(Refused):
        remove_meeting_file(file=file, by=officer)

    with django_capture_on_commit_callbacks(execute=True):
        remove_meeting_file(file=file, by=reviewer)

    assert not held.files.exists()
    assert not Path(stored).exists()


def test_findings_are_numbered_and_one_that_is_used_stays(reviewer):
    held = meeting(reviewer)
    first = add_finding(meeting=held, data=FindingData(text="Modul belum ada"), by=reviewer)
    second = add_finding(meeting=held, data=FindingData(text="Data koperasi lama"), by=reviewer)
    recommendation(reviewer, factories.OrganisationFactory(), finding=first)

    with pytest.raises(Refused, match="R-2026-001 is based on this finding"):
        remove_finding(finding=first, by=reviewer)
    remove_finding(finding=second, by=reviewer)

    assert [row.number for row in held.findings.all()] == [1]
    assert Recommendation.objects.get().meeting == held


def test_the_figure_of_a_finding_stays_as_it_stood(reviewer, officer, pillars, places):
    year = datetime.date.today().year
    planned = {"start": f"{year}-01-10", "status": "planned"}
    activity(officer, pillars[2], [places["betak"]], start=f"{year}-01-10")
    activity(officer, pillars[2], [places["betak"]], **planned, title="Kedua")
    area = places["betak"].regency
    held = meeting(reviewer, f"{year}-01-15", area=area)
    evidence = measure("completion", pillar=pillars[2], area=area)
    data = FindingData(text="Usaha produktif tertinggal", pillar=pillars[2], area=area, evidence=evidence)

    finding = add_finding(meeting=held, data=data, by=reviewer)
    activity(officer, pillars[2], [places["betak"]], **planned, title="Ketiga")
    change_finding(
        finding=finding, data=FindingData(text="Usaha tertinggal", pillar=pillars[2], area=area), by=reviewer
    )

    finding.refresh_from_db()
    assert (finding.text, finding.evidence_value) == ("Usaha tertinggal", "50.0%")
    assert "pillar II, Kab. Tulungagung" in finding.evidence_name
    # One of three now: the figures moved on, the finding did not.
    assert measure("completion", pillar=pillars[2], area=area).value == "33.3%"


@pytest.mark.parametrize(
    ("key", "value"),
    [("absorption", "40.0%"), ("people", "0"), ("attendances", "12"), ("reported", "0 of 0")],
)
def test_every_figure_of_a_finding(officer, pillars, places, key, value):
    """Rp40 of Rp100 spent; 5 men and 7 women came, none by name; no village is a member."""
    activity(officer, pillars[1], [places["betak"]], start=f"{datetime.date.today().year}-01-10")

    assert measure(key, pillar=pillars[1], area=places["betak"].regency).value == value
    assert measure(key).value == value


def test_a_figure_that_does_not_exist_is_not_zero(pillars, places):
    assert measure("absorption", area=places["far"].regency).value == "no data yet"


@pytest.mark.parametrize(
    "wrong", [{"text": ""}, {"evidence_name": "Serapan"}, {"evidence_value": "40%"}, {"number": None}]
)
def test_finding_constraints(reviewer, wrong):
    held = meeting(reviewer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Finding.objects.create(**{"meeting": held, "number": 1, "text": "ada", **wrong})


def test_meeting_constraints(reviewer):
    held = meeting(reviewer)
    with pytest.raises(IntegrityError), transaction.atomic():
        EvaluationMeeting.objects.create(
            kind=kind(), title="tanpa asal", held_on=day("2026-01-15"), place="-"
        )
    for wrong in ({"number": 0, "text": "nol"}, {"number": 1, "text": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Direction.objects.create(meeting=held, **wrong)


# The meeting of 10 November 2023


@pytest.fixture
def loaded(places):
    programme = read_programme()
    load_programme(programme, today=datetime.date(2026, 11, 26))
    load_problems(programme)
    load_meetings(read_meetings(), programme)
    return EvaluationMeeting.objects.get()


def test_loads_the_meeting_of_2023_with_what_is_known_of_it(loaded):
    assert (loaded.held_on, loaded.place, loaded.area_id) == (day("2023-11-10"), "Cibubur", "35.04")
    assert "10 November 2023" in loaded.source
    assert loaded.directions.count() == 4
    assert [finding.problem.number for finding in loaded.findings.all()] == list(range(1, 9))
    assert {finding.stated_by.name for finding in loaded.findings.all()} == {
        "Dinas Tenaga Kerja dan Transmigrasi Kabupaten Tulungagung"
    }
    # Four PIC bodies, eleven contributors, the labour office of the regency.
    assert loaded.organisations.count() == 16
    assert loaded.organisations.filter(name="Sekretariat Kabinet", valid_to=day("2024-10-21")).exists()


def test_loads_one_recommendation_per_pic_without_inventing_deadlines(loaded):
    rows = loaded.recommendations.order_by("number").values_list(
        "number", "pillar__code", "owner__short_name", "budget_year", "due_on", "status"
    )
    assert list(rows) == [
        ("R-2023-001", "I", "Setkab", 2024, None, "open"),
        ("R-2023-002", "II", "Kemenko Perekonomian", 2024, None, "open"),
        ("R-2023-003", "III", "Kemenko PMK", 2024, None, "open"),
        ("R-2023-004", "IV", "Kemnaker", 2024, None, "open"),
    ]
    assert loaded.recommendations.exclude(source=loaded.source).count() == 0


def test_a_second_run_changes_nothing(loaded, capsys):
    loaded.place = "Hotel di Cibubur"
    loaded.save()
    before = [
        list(model.objects.order_by("pk").values())
        for model in (EvaluationMeeting, Direction, Finding, Recommendation, Organisation)
    ]

    call_command("load_evaluation")

    after = [
        list(model.objects.order_by("pk").values())
        for model in (EvaluationMeeting, Direction, Finding, Recommendation, Organisation)
    ]
    assert after == before
    assert "0 meetings" in capsys.readouterr().out


def test_the_command_says_what_has_to_be_loaded_before(db):
    with pytest.raises(CommandError, match="load_programme"):
        call_command("load_evaluation")


def test_hold_meeting_is_one_transaction(reviewer, monkeypatch):
    monkeypatch.setattr("reports.evaluation.services.meetings._write_directions", lambda *args: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        hold_meeting(
            data=MeetingData(kind=kind(), title="Putus", held_on=day("2026-01-15"), place="-"), by=reviewer
        )
    assert not EvaluationMeeting.objects.exists()
