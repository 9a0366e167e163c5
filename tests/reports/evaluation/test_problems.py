"""The problem map: totals that add up, gaps, who sees and reports what."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from desmigratif.ui.refusals import Refused
from pillars.services.programme import read_programme
from reports.choices import ReportStatus
from reports.evaluation.services.problems import (
    change_report,
    load_problems,
    report_problem,
    resolve_report,
    withdraw_report,
)
from reports.evaluation.services.programmes import stop_programme
from reports.figures.problem_sentences import summary
from reports.figures.problems import Columns, ProblemMap
from reports.figures.programmes import MapChoice, MatrixMeasure
from reports.models import Problem, ProblemProgramme, ProblemReport
from tests import factories
from tests.reports import mapped
from villages.models import Area

YEAR = timezone.localdate().year
MILLION = 1_000_000


@pytest.fixture
def problems(db):
    return mapped.problems(4)


@pytest.fixture
def nation(places):
    return Area.objects.get(pk="00")


@pytest.fixture
def pic(pillar_lead, pillars):
    """PIC of pillar II."""
    return mapped.leading(pillar_lead, pillars[2])


@pytest.fixture
def ministry(contributor):
    """A ministry that contributes to all pillars."""
    return mapped.contributing(contributor)


@pytest.fixture
def matrix(problems, pillars, places, nation, pic, ministry, officer, stranger):
    """Millions of rupiah, problem x pillar; problem 4 is reported by both regencies and nobody's.

    |         | I        | II                | III | IV | total |
    |---------|----------|-------------------|-----|----|-------|
    | 1       | 30       | 100 + 50 = 150    | -   | -  | 180   |
    | 2       | -        | 20                | 5   | -  | 25    |
    | 3       | no ceiling yet | -           | -   | -  | -     |
    | 4       | -        | -                 | -   | -  | gap   |
    | total   | 30       | 170               | 5   | -  | 205   |

    Programme 1/II of 50 works in Tulungagung alone, 2/III in Lombok Timur; all others everywhere.
    """
    tulungagung, far = places["tunggangri"].regency, places["far"].regency
    everywhere = [nation]
    rows = [
        (ministry, 1, 1, everywhere, 30),
        (pic, 1, 2, everywhere, 100),
        (ministry, 1, 2, [tulungagung], 50),
        (pic, 2, 2, everywhere, 20),
        (ministry, 2, 3, [far], 5),
        (ministry, 3, 1, everywhere, None),
    ]
    for by, problem, pillar, areas, millions in rows:
        ceiling = millions and millions * MILLION
        mapped.programme(by, problems[problem], pillars[pillar], areas, ceiling)
    mapped.report(officer, problems[1], tulungagung)
    mapped.report(officer, problems[1], places["betak"])
    mapped.report(officer, problems[4], tulungagung, severity=1)
    mapped.report(stranger, problems[4], places["far"], severity=3)
    return rows


def of(user, *, area=None, organisation=None, year=YEAR, **shown):
    return ProblemMap(MapChoice(year, area, organisation), user, **shown)


def table(found, measure=MatrixMeasure.CEILING):
    """Rows of the values of the cells with the total at the end; millions where it is money."""
    unit = MILLION if MatrixMeasure(measure).is_money else 1

    def value(cell):
        known = cell.value(MatrixMeasure(measure))
        return None if known is None else known / unit

    rows = [[value(cell) for cell in [*row.cells, row.total]] for row in found.rows]
    return [*rows, [value(cell) for cell in [*found.totals, found.total]]]


# Totals


def test_ceilings_add_up_in_rows_columns_and_in_all(matrix, reviewer):
    found = table(of(reviewer))

    assert found == [
        [30, 150, None, None, 180],
        [None, 20, 5, None, 25],
        [None, None, None, None, None],
        [None, None, None, None, None],
        [30, 170, 5, None, 205],
    ]
    *rows, totals = found
    for column in range(5):
        assert sum(row[column] or 0 for row in rows) == (totals[column] or 0)
    for row in found:
        assert sum(cell or 0 for cell in row[:4]) == (row[4] or 0)


def test_number_of_programmes(matrix, reviewer):
    assert table(of(reviewer), MatrixMeasure.PROGRAMMES) == [
        [1, 2, 0, 0, 3],
        [0, 1, 1, 0, 2],
        [1, 0, 0, 0, 1],
        [0, 0, 0, 0, 0],
        [2, 3, 1, 0, 6],
    ]


def test_columns_of_ministries_have_the_same_totals(matrix, reviewer, pic, ministry):
    found = of(reviewer, columns=Columns.ORGANISATION)

    assert found.columns == [ministry.organisation, pic.organisation]
    assert table(found) == [
        [80, 100, 180],
        [5, 20, 25],
        [None, None, None],
        [None, None, None],
        [85, 120, 205],
    ]


def test_a_programme_without_ceiling_is_counted_and_said(matrix, reviewer):
    found = of(reviewer)
    cell = found.rows[2].cells[0]

    assert len(cell.programmes) == 1
    assert cell.ceiling is None
    assert found.total.without_ceiling == 1


def test_filter_by_ministry_keeps_what_is_a_gap(matrix, reviewer, ministry, problems):
    found = of(reviewer, organisation=ministry.organisation)

    assert table(found)[-1] == [30, 50, 5, None, 85]
    assert [row.problem for row in found.gaps] == [problems[4]]


def test_filter_by_area_counts_programmes_that_reach_it_as_a_whole(matrix, reviewer, places):
    far, java = places["far"].regency, places["betak"].province

    assert table(of(reviewer, area=far))[-1] == [30, 120, 5, None, 155]
    assert table(of(reviewer, area=java))[-1] == [30, 170, None, None, 200]


def test_stopped_programmes_and_other_years_do_not_count(matrix, reviewer, pic, problems, pillars, nation):
    mapped.programme(pic, problems[1], pillars[2], [nation], 7 * MILLION, budget_year=YEAR - 1)
    stopped = ProblemProgramme.objects.get(ceiling=100 * MILLION)
    stop_programme(programme=stopped, reason="uji", by=pic)

    assert table(of(reviewer))[-1] == [30, 70, 5, None, 105]
    assert table(of(reviewer, year=YEAR - 1))[-1] == [None, 7, None, None, 7]


def test_list_pillar_page_and_download_say_the_same_as_the_matrix(matrix, reviewer, client, pillars):
    client.force_login(reviewer)
    found = of(reviewer)

    for column, _leads, cell in found.heads:
        listed = client.get(cell.url).context["total"]
        page = client.get(column.get_absolute_url()).context["mapped"]
        assert (listed.ceiling, len(listed.programmes)) == (cell.ceiling, len(cell.programmes))
        assert (page.total.ceiling, len(page.total.programmes)) == (cell.ceiling, len(cell.programmes))
    for row in found.rows:
        for cell in [*row.cells, row.total]:
            assert client.get(cell.url).context["total"].ceiling == cell.ceiling
    answer = client.get(reverse("reports:problem-map-export", args=["csv"]))
    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert lines[-1].split(",")[-3] == str(205 * MILLION)


# Gaps


def test_gap_is_a_reported_problem_without_any_programme(matrix, reviewer, problems):
    found = of(reviewer)
    gap = found.rows[3]

    assert [row.is_gap for row in found.rows] == [False, False, False, True]
    assert gap.regencies == {"35.04", "52.03"}
    assert gap.severity == 3
    assert found.regencies == 2


def test_a_regency_counts_once_however_many_villages_report(matrix, reviewer):
    assert len(of(reviewer).rows[0].reports) == 2
    assert of(reviewer).rows[0].regencies == {"35.04"}


def test_part_gap_names_the_regencies_that_no_programme_reaches(matrix, reviewer, problems, officer, places):
    mapped.report(officer, problems[2], places["betak"].regency)
    ProblemProgramme.objects.get(ceiling=20 * MILLION).delete()

    found = of(reviewer)

    assert [(row.problem, row.unreached) for row in found.part_gaps] == [(problems[2], {"35.04"})]


def test_sentences_state_the_gap_and_the_shares(matrix, reviewer):
    said = [sentence.text for sentence in summary(of(reviewer))]

    assert said == [
        "One reported problem has no programme: “Problem 4”, reported by 2 of 2 regencies.",
        "“Problem 1” takes 87.8% of the ceiling, “Problem 2” 12.2%.",
    ]


def test_sentence_of_an_empty_map(problems, reviewer, pillars, places):
    said = [sentence.text for sentence in summary(of(reviewer))]

    assert said == [f"No problem is reported and no programme is mapped for budget year {YEAR} yet."]


def test_page_shows_red_row_hatched_cells_and_the_step_to_a_recommendation(matrix, reviewer, client):
    client.force_login(reviewer)
    page = client.get(reverse("reports:problem-map")).content.decode()

    assert page.count('<tr class="void">') == 1
    assert "Gap: no programme" in page
    assert f"{reverse('reports:recommendation-new')}?problem=4&amp;year={YEAR}" in page
    assert page.count('class="gap"') == 16 - 5


def test_no_step_for_those_who_may_not_recommend(matrix, officer, client):
    client.force_login(officer)

    assert "Make it a recommendation" not in client.get(reverse("reports:problem-map")).content.decode()


def test_an_address_that_cannot_be_falls_back_and_says_so(matrix, reviewer, client):
    client.force_login(reviewer)
    answer = client.get(reverse("reports:problem-map") + "?year=1900&show=weather&area=99")

    assert answer.context["map"].choice.budget_year == YEAR
    assert "The usual choice is shown instead." in answer.content.decode()


# Scope


def test_an_officer_sees_the_programmes_that_reach_the_own_area(matrix, officer, stranger):
    assert table(of(officer))[-1] == [30, 170, None, None, 200]
    assert table(of(stranger))[-1] == [30, 120, 5, None, 155]
    assert of(officer).rows[3].regencies == {"35.04"}
    assert of(officer).regencies == 1


def test_village_officer_sees_reports_of_village_and_regency_alone(matrix, village_officer, problems):
    seen = ProblemReport.objects.visible_to(village_officer)

    assert {str(report.place) for report in seen} == {"Kab. Tulungagung"}


# Reports


def test_load_problems_twice_adds_eight_and_another(client, officer, db):
    assert load_problems(read_programme()) == 9
    assert load_problems(read_programme()) == 0
    other = Problem.objects.get(number=9)
    assert other.name == "Masalah lain"
    # Offered to whoever reports; no row of the map before somebody does.
    client.force_login(officer)
    assert "Another problem" in client.get(reverse("reports:problem-report-create")).content.decode()
    address = reverse("reports:problem-map")
    assert "Another problem" not in client.get(address).content.decode().partition("<tbody")[2]
    report_problem(
        problem=other,
        regency=Area.objects.get(pk="35.04"),
        village=None,
        severity=2,
        reported_on=datetime.date(2026, 3, 1),
        evidence="Air bersih kurang di musim kemarau.",
        by=officer,
    )
    assert "Another problem" in client.get(address).content.decode().partition("<tbody")[2]


def test_a_village_officer_reports_for_the_village_not_for_the_regency(problems, village_officer, places):
    mapped.report(village_officer, problems[1], places["tunggangri"])

    with pytest.raises(Refused, match="not for Kab. Tulungagung as a whole"):
        mapped.report(village_officer, problems[2], places["tunggangri"].regency)
    with pytest.raises(Refused, match="villages of your own area"):
        mapped.report(village_officer, problems[2], places["betak"])


def test_nobody_reports_for_another_regency(problems, stranger, reviewer, places):
    with pytest.raises(Refused):
        mapped.report(stranger, problems[1], places["betak"])
    with pytest.raises(Refused):
        mapped.report(stranger, problems[1], places["betak"].regency)
    with pytest.raises(Refused, match="Your role"):
        mapped.report(reviewer, problems[1], places["betak"])


def test_nobody_reports_for_a_village_after_its_end(problems, officer, places):
    Area.objects.filter(pk="35.04.14.2016").update(valid_to=datetime.date(2026, 1, 31))
    with pytest.raises(Refused, match="existed until 31/01/2026") as refused:
        mapped.report(officer, problems[1], places["betak"], on=datetime.date(2026, 2, 1))
    assert refused.value.field == "place"
    assert mapped.report(officer, problems[1], places["betak"], on=datetime.date(2026, 1, 31))


def test_one_place_reports_a_problem_once_at_a_time(problems, officer, places):
    first = mapped.report(officer, problems[1], places["betak"])
    with pytest.raises(Refused, match="already") as refused:
        mapped.report(officer, problems[1], places["betak"])
    assert refused.value.see == first

    resolve_report(report=first, closed_on=timezone.localdate(), reason="selesai", by=officer)

    assert mapped.report(officer, problems[1], places["betak"]).status == ReportStatus.OPEN


def test_not_before_it_came(problems, officer, places):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)

    with pytest.raises(Refused, match="is in the future"):
        mapped.report(officer, problems[1], places["betak"], on=tomorrow)


def test_resolved_counts_until_its_day_and_withdrawn_never(problems, officer, places):
    resolved = mapped.report(officer, problems[1], places["betak"], on=datetime.date(2025, 3, 1))
    mistaken = mapped.report(officer, problems[2], places["betak"], on=datetime.date(2025, 3, 1))
    resolve_report(report=resolved, closed_on=datetime.date(2025, 6, 1), reason="selesai", by=officer)
    withdraw_report(report=mistaken, reason="salah desa", by=officer)

    def standing(day):
        return [row.pk for row in ProblemReport.objects.standing_on(datetime.date.fromisoformat(day))]

    assert standing("2025-02-28") == []
    assert standing("2025-05-31") == [resolved.pk]
    assert standing("2025-06-01") == []


def test_a_closed_report_changes_no_more(problems, officer, places):
    report = mapped.report(officer, problems[1], places["betak"])
    withdraw_report(report=report, reason="salah", by=officer)

    with pytest.raises(Refused, match="closed"):
        change_report(
            report=report, severity=1, reported_on=datetime.date(2025, 1, 1), evidence="uji", by=officer
        )


def test_not_resolved_before_it_was_reported(problems, officer, places):
    report = mapped.report(officer, problems[1], places["betak"], on=datetime.date(2025, 3, 1))

    with pytest.raises(Refused, match="before the report"):
        resolve_report(report=report, closed_on=datetime.date(2025, 2, 1), reason="uji", by=officer)


def test_report_form_keeps_what_was_typed_and_names_the_fault(problems, officer, places, client):
    client.force_login(officer)
    sent = {"problem": 1, "place": "35.04", "severity": 2, "reported_on": "32/01/2026", "evidence": "aduan"}
    answer = client.post(reverse("reports:problem-report-create"), sent)

    assert "32/01/2026" in answer.content.decode()
    assert "aduan" in answer.content.decode()
    assert "Reported on" in answer.context["form"].errors["reported_on"][0]
    assert not ProblemReport.objects.exists()

    answer = client.post(reverse("reports:problem-report-create"), {**sent, "reported_on": "02/01/2026"})
    assert ProblemReport.objects.get().regency_id == "35.04"
    assert answer.status_code == 302


def test_report_list_opens_what_a_row_counts(matrix, reviewer, client):
    client.force_login(reviewer)
    row = of(reviewer).rows[3]

    answer = client.get(row.reports_url)

    assert answer.context["regency_count"] == len(row.regencies) == 2


# What must hold in the database


@pytest.mark.parametrize(
    "wrong",
    [
        {"severity": 4},
        {"status": "resolved"},
        {"closed_on": datetime.date(2026, 2, 1)},
        {"closed_reason": "uji"},
    ],
)
def test_database_refuses_a_report_that_cannot_be(problems, officer, places, wrong):
    report = mapped.report(officer, problems[1], places["betak"])

    with pytest.raises(IntegrityError), transaction.atomic():
        ProblemReport.objects.filter(pk=report.pk).update(**wrong)


def test_database_refuses_a_second_open_report(problems, officer, places):
    for place in (places["betak"], places["betak"].regency):
        report = mapped.report(officer, problems[1], place)
        report.pk = None
        with pytest.raises(IntegrityError), transaction.atomic():
            report.save()


# Speed


@pytest.mark.parametrize("columns", Columns.values)
def test_queries_do_not_grow(
    problems,
    pillars,
    places,
    nation,
    pic,
    ministry,
    officer,
    reviewer,
    client,
    columns,
):
    def count():
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("reports:problem-map") + f"?columns={columns}&show=people")
        return len(captured)

    def more(start, number):
        for n in range(start, number):
            village = factories.village(f"35.04.{n // 10 + 20}.{2001 + n % 10}", f"Desa {n}")
            for by, pillar in ((pic, 2), (ministry, 1 + n % 4)):
                mapped.programme(
                    by, problems[1 + n % 3], pillars[pillar], [village.area], MILLION, title=f"{pillar} {n}"
                )
            mapped.report(officer, problems[1 + n % 4], village)

    client.force_login(reviewer)
    more(0, 3)
    count()
    few = count()
    more(3, 30)

    assert count() == few
