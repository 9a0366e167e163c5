"""Maturity of villages: hand-computed answers, unknown told from not met, the same cost for many villages."""

import datetime

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from desmigratif.ui.refusals import Refused
from pillars.choices import Progress
from pillars.models import NilReport, ReportingPeriod
from pillars.services import FundingData
from reports.choices import Fulfilment
from reports.evaluation.services.criteria import answer_criterion
from reports.evaluation.services.first_criteria import load_criteria, read_criteria
from reports.figures.criteria import Answer, Result, months_before
from reports.figures.maturity import maturity
from reports.models import Criterion, CriterionAnswer
from tests import factories
from tests.reports import made
from villages.choices import Level
from villages.models import ProfileFigure, Village

TODAY = datetime.date(2026, 9, 30)
MET, PARTLY, NOT, UNKNOWN = Fulfilment


@pytest.fixture(autouse=True)
def today(it_is):
    it_is(TODAY)


@pytest.fixture
def rubric(pillars):
    load_criteria(read_criteria())
    return {row.code: row for row in Criterion.objects.filter(area_level=Level.VILLAGE)}


def criterion(measure, threshold=None, weight=1, **fields):
    return Criterion.objects.create(
        area_level=Level.VILLAGE,
        code=f"uji-{measure}-{Criterion.objects.count()}".replace("_", "-"),
        name="Uji",
        name_en="Test",
        rule="aturan",
        rule_en="rule",
        source="uji",
        measure=measure,
        threshold=threshold,
        weight=weight,
        **fields,
    )


def answer_of(place):
    return maturity([place])[place.pk].answers[0]


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ((2026, 9, 30), 12, (2025, 9, 30)),
        ((2026, 3, 31), 1, (2026, 2, 28)),
        ((2024, 3, 31), 1, (2024, 2, 29)),
        ((2026, 1, 15), 1, (2025, 12, 15)),
        ((2026, 12, 31), 6, (2026, 6, 30)),
        ((2026, 6, 1), 18, (2024, 12, 1)),
    ],
)
def test_months_before(day, months, expected):
    assert months_before(datetime.date(*day), months) == datetime.date(*expected)


# The share


class Weighted:
    def __init__(self, weight):
        self.weight = weight


@pytest.mark.parametrize(
    ("answers", "share", "unknown"),
    [
        ([(3, MET), (1, NOT)], 0.75, 0),
        ([(2, MET), (2, PARTLY), (1, NOT)], 0.6, 0),
        ([(1, MET), (9, UNKNOWN)], 0.1, 1),
        ([(5, NOT), (5, UNKNOWN)], 0.0, 1),
        ([(2, UNKNOWN), (2, UNKNOWN)], None, 2),
        ([], None, 0),
    ],
)
def test_unknown_never_lifts_the_share(answers, share, unknown):
    result = Result([Answer(Weighted(weight), level) for weight, level in answers])
    assert result.share == share
    assert result.unknown_count == unknown


def test_the_share_spans_to_all_unknown_met():
    result = Result([Answer(Weighted(w), level) for w, level in ((3, MET), (2, PARTLY), (5, UNKNOWN))])
    assert (result.share, result.best) == (0.4, 0.9)


def test_page_never_shows_the_share_without_the_unknown(client, reviewer, rubric, places):
    client.force_login(reviewer)
    page = client.get("/desa/35.04.14.2011/kematangan/").content.decode()
    result = maturity([places["tunggangri"]])[places["tunggangri"].pk]
    assert result.unknown_count == len(result.answers) - len(result.known)
    assert f"of {len(result.answers)} criteria; they count as not met" in page
    listed = client.get("/kesiapan/desa/").content.decode()
    assert f"{len(result.known)} of {len(result.answers)} known" in listed


# Measures


def test_a_desmigratif_officer_is_one_that_is_stated_not_an_account(places, village_officer):
    criterion("officer_active")
    assert answer_of(places["tunggangri"]).level == UNKNOWN
    for day, count in (("2025-01-01", 2), ("2026-01-01", 0), ("2027-01-01", 3)):
        ProfileFigure.objects.create(
            village=places["tunggangri"], key="officers", value=count, stated_on=day, source="desa"
        )
    assert answer_of(places["tunggangri"]).level == NOT
    ProfileFigure.objects.filter(stated_on="2026-01-01").update(value=1)
    assert answer_of(places["tunggangri"]).level == MET


def test_decree_of_the_standing_today(places):
    criterion("decree_known")
    assert answer_of(places["tunggangri"]).level == UNKNOWN
    factories.MembershipFactory(village=places["tunggangri"])
    assert answer_of(places["tunggangri"]).level == PARTLY
    factories.MembershipFactory(village=places["betak"], decree="SK 1/2019")
    assert answer_of(places["betak"]).level == MET
    factories.MembershipFactory(village=places["pagersari"], decree="SK 1", valid_to=TODAY.replace(day=1))
    factories.MembershipFactory(village=places["far"], decree="SK 1", status="inactive")
    assert answer_of(places["pagersari"]).level == NOT
    assert answer_of(places["far"]).level == NOT


def test_pillar_is_active_by_completed_activities_within_the_months(places, officer, stranger, pillars):
    criterion("pillar_active", 12, pillar=pillars[2])
    made.activity(officer, pillars[2], [places["tunggangri"]], start="2025-09-30")
    made.activity(officer, pillars[2], [places["betak"]], start="2026-09-01", status=Progress.PLANNED)
    made.activity(officer, pillars[1], [places["pagersari"]], start="2026-09-01")
    made.activity(stranger, pillars[2], [places["far"]], start="2025-09-29")

    levels = [answer_of(places[name]).level for name in ("tunggangri", "betak", "pagersari", "far")]
    assert levels == [MET, PARTLY, NOT, NOT]


def test_drafts_and_cancelled_ones_count_for_nothing(places, officer, pillars, saved):
    criterion("pillar_active", 12, pillar=pillars[1])
    saved(villages={"tunggangri": (1, 1)}, start_on=datetime.date(2026, 8, 1))
    made.activity(officer, pillars[1], [places["tunggangri"]], start="2026-08-02", status=Progress.CANCELLED)
    assert answer_of(places["tunggangri"]).level == NOT


def test_local_money_spent_planned_or_from_elsewhere(places, officer, stranger, pillars):
    criterion("funded_locally", 12)
    both = [places["tunggangri"], places["betak"]]
    own = FundingData("dana_desa", plan=10, actual=5, village=places["tunggangri"])
    made.activity(
        officer, pillars[1], both, start="2026-08-01", lines=[own, FundingData("apbn", plan=9, actual=9)]
    )
    assert answer_of(places["tunggangri"]).level == MET
    assert answer_of(places["betak"]).level == NOT
    assert answer_of(places["pagersari"]).level == UNKNOWN

    planned = [FundingData("apbd_regency", plan=10, actual=None)]
    made.activity(
        officer, pillars[1], [places["pagersari"]], start="2026-09-20", status=Progress.PLANNED, lines=planned
    )
    made.activity(
        stranger,
        pillars[1],
        [places["far"]],
        start="2026-08-01",
        lines=[FundingData("csr", plan=1, actual=1)],
    )
    assert answer_of(places["pagersari"]).level == PARTLY
    assert answer_of(places["far"]).level == NOT


def test_money_of_the_activity_as_a_whole_reaches_each_of_its_villages(places, officer, pillars):
    criterion("funded_locally", 12)
    lines = [FundingData("apbd_regency", plan=10, actual=10)]
    made.activity(
        officer, pillars[1], [places["tunggangri"], places["betak"]], start="2026-08-01", lines=lines
    )
    assert {answer_of(places[name]).level for name in ("tunggangri", "betak")} == {MET}


@pytest.fixture
def two_quarters(db):
    rows = [((1, 1), (3, 31), (4, 10)), ((4, 1), (6, 30), (7, 10)), ((7, 1), (9, 30), (10, 10))]
    return [
        ReportingPeriod.objects.create(
            year=2026,
            quarter=number,
            starts_on=datetime.date(2026, *start),
            ends_on=datetime.date(2026, *end),
            due_on=datetime.date(2026, *due),
        )
        for number, (start, end, due) in enumerate(rows, start=1)
    ]


def test_reports_in_time_by_the_due_date(places, officer, pillars, two_quarters):
    criterion("reports_on_time", 2)
    for name, sent in (("tunggangri", [(4, 10), (7, 1)]), ("betak", [(4, 11), (7, 10)]), ("pagersari", [])):
        for quarter, day in enumerate(sent):
            row = made.activity(officer, pillars[1], [places[name]], start=f"2026-0{quarter * 3 + 2}-01")
            moment = datetime.datetime(2026, *day, 12, tzinfo=datetime.UTC)
            type(row).objects.filter(pk=row.pk).update(sent_at=moment)

    answers = [answer_of(places[name]) for name in ("tunggangri", "betak", "pagersari")]
    assert [answer.level for answer in answers] == [MET, PARTLY, NOT]
    assert answers[1].data == "In time for 1 of the last 2 quarters due by 10 July 2026."


def test_nothing_to_report_is_a_report(places, officer, pillars, two_quarters):
    criterion("reports_on_time", 1)
    NilReport.objects.create(
        period=two_quarters[1],
        village=places["betak"],
        pillar=pillars[1],
        stated_at=datetime.datetime(2026, 7, 5, tzinfo=datetime.UTC),
        stated_by=officer,
    )
    assert answer_of(places["betak"]).level == MET
    assert answer_of(places["pagersari"]).level == NOT


def test_before_the_first_due_date_nothing_is_known(places):
    criterion("reports_on_time", 4)
    assert answer_of(places["betak"]).level == UNKNOWN


# Answers of assessors


def test_the_answer_of_the_latest_day_counts_and_earlier_ones_stay(places, reviewer, rubric):
    perdes, village = rubric["perdes"], places["betak"]
    for day, level in (((2026, 5, 1), PARTLY), ((2026, 8, 1), MET), ((2026, 6, 1), NOT)):
        answer_criterion(
            criterion=perdes,
            area=village.area,
            level=level,
            evidence="Perdes 3/2026",
            answered_on=datetime.date(*day),
            by=reviewer,
        )
    answer = maturity([village])[village.pk].of(perdes)
    assert (answer.level, answer.known_on, answer.by) == (MET, datetime.date(2026, 8, 1), reviewer)
    assert village.area.criterion_answers.count() == 3
    assert maturity([village], today=datetime.date(2026, 7, 1))[village.pk].of(perdes).level == NOT
    assert maturity([places["far"]])[places["far"].pk].of(perdes).level == UNKNOWN


def test_an_answer_is_never_changed(places, reviewer, rubric):
    row = CriterionAnswer.objects.create(
        criterion=rubric["perdes"],
        area=places["betak"].area,
        level=MET,
        evidence="x",
        answered_on=TODAY,
        by=reviewer,
    )
    with pytest.raises(TypeError):
        row.save()
    with pytest.raises(TypeError):
        row.delete()


def test_what_an_assessor_may_not_say(places, reviewer, officer, rubric):
    said = {"area": places["betak"].area, "level": MET, "evidence": "x", "answered_on": TODAY, "by": reviewer}
    with pytest.raises(Refused, match="is in the future"):
        answer_criterion(
            criterion=rubric["perdes"], **said | {"answered_on": TODAY + datetime.timedelta(days=1)}
        )
    with pytest.raises(Refused, match="write what shows it"):
        answer_criterion(criterion=rubric["perdes"], **said | {"evidence": "  "})
    with pytest.raises(Refused, match="counted by the portal"):
        answer_criterion(criterion=rubric["petugas-aktif"], **said)
    with pytest.raises(Refused, match="Only a reviewer"):
        answer_criterion(criterion=rubric["perdes"], **said | {"by": officer})
    unknown = answer_criterion(criterion=rubric["perdes"], **said | {"level": UNKNOWN, "evidence": ""})
    assert unknown.level == UNKNOWN


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"level": "met", "evidence": ""}, "criterionanswer_has_evidence"),
        ({"level": "fully", "evidence": "x"}, "criterionanswer_level_exists"),
    ],
)
def test_answers_hold_in_the_database(fields, constraint, places, reviewer, rubric):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        CriterionAnswer.objects.create(
            criterion=rubric["perdes"], area=places["betak"].area, answered_on=TODAY, by=reviewer, **fields
        )


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"measure": "pillar_active", "threshold": 12}, "criterion_pillar_is_named"),
        ({"measure": "reports_on_time"}, "criterion_measure_has_number"),
        ({"measure": "", "weight": 0}, "criterion_weight_in_range"),
        ({"measure": "", "threshold": 0}, "criterion_threshold_in_range"),
    ],
)
def test_criteria_hold_in_the_database(fields, constraint, db):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        criterion(**fields)


# Loading, pages, cost


def test_the_rubric_is_loaded_once_and_left_as_administrators_left_it(rubric):
    assert len(rubric) == 12
    assert {row.status for row in rubric.values()} == {"proposed"}
    Criterion.objects.filter(code="perdes").update(weight=9, is_active=False)
    assert sum(load_criteria(read_criteria()).values()) == 0
    assert Criterion.objects.get(code="perdes").weight == 9


def test_a_criterion_out_of_force_is_not_asked(rubric, places):
    Criterion.objects.filter(code="perdes").update(is_active=False)
    codes = [row.criterion.code for row in maturity([places["betak"]])[places["betak"].pk].answers]
    assert "perdes" not in codes
    assert len(codes) == 11


def test_loading_needs_the_programme_first(db):
    with pytest.raises(Exception, match="load_programme"):
        call_command("load_evaluation")


def test_the_list_holds_the_readers_villages_and_filters(client, rubric, officer, stranger, reviewer, places):
    for user, count in ((officer, 3), (stranger, 1), (reviewer, 4)):
        client.force_login(user)
        assert client.get("/kesiapan/desa/").context["page"].paginator.count == count
    query = {"criterion": "petugas-aktif", "level": "unknown"}
    assert client.get("/kesiapan/desa/", query).context["page"].paginator.count == 4
    assert client.get("/kesiapan/desa/", query | {"level": "met"}).context["page"].paginator.count == 0
    assert client.get("/kesiapan/desa/", query | {"regency": "52.03"}).context["page"].paginator.count == 1
    assert client.get("/kesiapan/desa/", {"regency": "99.99"}).context["page"].paginator.count == 0
    response = client.get("/kesiapan/desa/", {"level": "met"})
    assert "Choose the criterion to which the answer belongs." in response.content.decode()


def test_files_say_unknown_in_words(client, rubric, officer):
    client.force_login(officer)
    lines = (
        b"".join(client.get("/kesiapan/desa/daftar.csv").streaming_content).decode("utf-8-sig").splitlines()
    )
    assert len(lines) == 1 + 3
    assert "Unknown" in lines[1]
    assert client.get("/kesiapan/desa/daftar.xlsx").status_code == 200


def test_an_assessor_answers_on_the_page(client, rubric, reviewer, places):
    client.force_login(reviewer)
    address = "/desa/35.04.14.2011/kematangan/perdes/"
    response = client.post(address, {"level": "met", "evidence": "", "answered_on": "01/09/2026"})
    assert "write what shows it" in response.content.decode()
    response = client.post(
        address, {"level": "met", "evidence": "Perdes 2/2026", "answered_on": "01/09/2026"}
    )
    assert response.status_code == 302
    page = client.get("/desa/35.04.14.2011/kematangan/").content.decode()
    assert "Perdes 2/2026" in page
    assert client.get("/desa/35.04.14.2011/kematangan/petugas-aktif/").status_code == 404


def test_thirty_villages_cost_as_many_queries_as_three(rubric, places, officer, pillars):
    made.activity(officer, pillars[1], [places["tunggangri"]], start="2026-08-01")

    def queries():
        villages = list(Village.objects.for_list())
        with CaptureQueriesContext(
            connection,
        ) as captured:
            found = maturity(villages)
        assert len(found) == len(villages)
        return len(captured)

    few = queries()
    for number in range(30):
        factories.MembershipFactory(village=factories.village(f"35.04.14.2{number + 100}", f"Desa {number}"))
    assert queries() == few <= 14
