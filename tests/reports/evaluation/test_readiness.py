"""Readiness of regencies: hand-computed answers, the gap to the pilot, the empty group, the cost."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from desmigratif.ui.refusals import Refused
from pillars.choices import Progress
from pillars.models import ReportingPeriod
from pillars.services import FundingData
from reports.choices import Fulfilment
from reports.evaluation.services.criteria import answer_criterion
from reports.evaluation.services.first_criteria import load_criteria, read_criteria
from reports.figures.places import regency_places
from reports.figures.readiness import Readiness
from reports.models import Criterion, ReadinessScale
from tests import factories
from tests.reports import made
from villages.choices import Level
from villages.models import Area, AreaGroup, Membership, ProfileFigure

TODAY = datetime.date(2026, 9, 30)
MET, PARTLY, NOT, UNKNOWN = Fulfilment
LIST = "/kesiapan/"


@pytest.fixture(autouse=True)
def today(it_is):
    it_is(TODAY)


@pytest.fixture
def pilot(places):
    group = AreaGroup.objects.create(slug="percontohan", name="Percontohan", name_en="Pilot")
    group.areas.add("35.04")
    return group


@pytest.fixture
def copies(places):
    group = AreaGroup.objects.create(slug="enam-provinsi", name="6 provinsi", name_en="6 provinces")
    group.areas.add("35.04", "52.03")
    return group


@pytest.fixture
def members(places):
    for village in places.values():
        factories.MembershipFactory(village=village)
    return places


def criterion(measure="", threshold=None, weight=1, code=""):
    return Criterion.objects.create(
        area_level=Level.REGENCY,
        code=code or f"uji-{Criterion.objects.count()}",
        name=f"Uji {measure}",
        name_en=f"Test {measure}",
        rule="aturan",
        rule_en="rule",
        source="uji",
        measure=measure,
        threshold=threshold,
        weight=weight,
    )


def levels(*codes):
    """The answer to the one criterion in each regency."""
    rows = Readiness(Area.objects.filter(pk__in=codes).select_related("parent")).rows
    found = {row.area.pk: row.result.answers[0].level for row in rows}
    return [found[code] for code in codes]


def test_villages_in_the_programme(members):
    criterion("villages_joined", 3)
    factories.area("33.01", "Kabupaten Cilacap")
    assert levels("35.04", "52.03", "33.01") == [MET, PARTLY, NOT]


def state_officers(village, count):
    ProfileFigure.objects.create(
        village=village, key="officers", value=count, stated_on="2026-01-01", source="desa"
    )


def test_an_officer_in_every_village(members, village_officer):
    criterion("officers_serving")
    factories.area("33.01", "Kabupaten Cilacap")
    assert levels("35.04", "52.03", "33.01") == [UNKNOWN, UNKNOWN, UNKNOWN]
    state_officers(members["betak"], 2)
    state_officers(members["far"], 0)
    assert levels("35.04", "52.03") == [PARTLY, NOT]
    ProfileFigure.objects.filter(village=members["far"]).update(value=1)
    assert levels("52.03") == [MET]


def test_candidates_and_villages_that_left_are_no_members(members):
    """C1: proposed, surveyed, inactive and moved villages count nowhere as members."""
    criterion("villages_joined", 3)
    for name, status in (("tunggangri", "proposed"), ("betak", "verified"), ("pagersari", "inactive")):
        Membership.objects.filter(village=members[name]).update(status=status)
    Membership.objects.filter(village=members["far"]).update(status="transferred")
    assert levels("35.04", "52.03") == [NOT, NOT]


def test_all_four_pillars_with_a_completed_activity(members, officer, stranger, pillars):
    criterion("pillars_active", 12)
    for number in (1, 2, 3, 4):
        made.activity(officer, pillars[number], [members["betak"]], start=f"2026-0{number + 1}-01")
    made.activity(stranger, pillars[1], [members["far"]], start="2026-03-01")
    made.activity(stranger, pillars[2], [members["far"]], start="2025-09-29")
    made.activity(stranger, pillars[3], [members["far"]], start="2026-10-05", status=Progress.PLANNED)
    factories.area("33.01", "Kabupaten Cilacap")
    assert levels("35.04", "52.03", "33.01") == [MET, PARTLY, NOT]
    row = Readiness([Area.objects.select_related("parent").get(pk="52.03")]).rows[0].result.answers[0]
    assert row.data == "Completed since 30 Sep 2025: pillar I."
    assert row.missing == "Carry out activities of pillar II, III, IV."


def test_money_of_the_region(members, officer, stranger, pillars):
    criterion("region_funds", 12)
    spent = [FundingData("apbd_regency", plan=9, actual=9), FundingData("apbn", plan=9, actual=9)]
    made.activity(officer, pillars[1], [members["betak"]], start="2026-03-01", lines=spent)
    far = [members["far"]]
    made.activity(
        stranger, pillars[1], far, start="2026-03-01", lines=[FundingData("dana_desa", plan=9, actual=9)]
    )
    factories.area("33.01", "Kabupaten Cilacap")
    assert levels("35.04", "52.03", "33.01") == [MET, NOT, UNKNOWN]
    planned = [FundingData("apbd_province", plan=9, actual=None)]
    made.activity(stranger, pillars[1], far, start="2026-09-25", status=Progress.PLANNED, lines=planned)
    assert levels("52.03") == [PARTLY]


def test_share_of_villages_that_reported(members, officer, pillars):
    criterion("villages_reporting", 66)
    assert levels("35.04") == [UNKNOWN]
    ReportingPeriod.objects.create(
        year=2026,
        quarter=2,
        starts_on=datetime.date(2026, 4, 1),
        ends_on=datetime.date(2026, 6, 30),
        due_on=datetime.date(2026, 7, 10),
    )
    assert levels("35.04", "52.03") == [NOT, NOT]
    made.activity(officer, pillars[1], [members["betak"]], start="2026-05-01")
    assert levels("35.04") == [PARTLY]
    made.activity(officer, pillars[1], [members["pagersari"]], start="2026-05-01")
    # 2 of 3 is 66.7 %.
    assert levels("35.04") == [MET]


def test_mean_maturity_of_the_villages(members):
    criterion("villages_mature", 60)
    Criterion.objects.create(
        area_level=Level.VILLAGE,
        code="petugas",
        name="x",
        name_en="x",
        rule="x",
        rule_en="x",
        source="x",
        measure="officer_active",
    )
    # Tunggangri and Betak 100 %; nothing is known of Pagersari, which lifts nothing: 66.7 % in the mean.
    for name, count in (("tunggangri", 1), ("betak", 1), ("far", 0)):
        state_officers(members[name], count)
    assert levels("35.04", "52.03") == [MET, NOT]
    Criterion.objects.filter(measure="villages_mature").update(threshold=70)
    assert levels("35.04") == [PARTLY]


def test_nothing_known_of_the_villages(members):
    criterion("villages_mature", 60)
    assert levels("35.04") == [UNKNOWN]


# Share, standing, gap


@pytest.fixture
def answered(members, pilot, reviewer):
    """Tulungagung: 3 met, 1 met; Lombok Timur: 3 partly, 1 unknown. Shares 100 % and 37.5 %."""
    heavy, light = criterion(weight=3, code="berat"), criterion(weight=1, code="ringan")
    for row, code, level in ((heavy, "35.04", MET), (light, "35.04", MET), (heavy, "52.03", PARTLY)):
        answer_criterion(
            criterion=row,
            area=Area.objects.get(pk=code),
            level=level,
            evidence="SK 1/2026",
            answered_on=TODAY,
            by=reviewer,
        )
    return heavy, light


def rows_of(*codes):
    readiness = Readiness(Area.objects.filter(pk__in=codes).select_related("parent").order_by("pk"))
    return readiness, {row.area.pk: row for row in readiness.rows}


def test_gap_to_the_pilot_names_each_criterion_it_meets_further(answered):
    heavy, light = answered
    readiness, rows = rows_of("35.04", "52.03")
    assert readiness.pilot.area.pk == "35.04"
    assert (rows["35.04"].result.share, rows["52.03"].result.share) == (1.0, 0.375)
    assert rows["52.03"].result.best == 0.625
    assert rows["52.03"].gap == -0.625
    assert [(mine.criterion, mine.level, theirs.level) for mine, theirs in rows["52.03"].behind] == [
        (heavy, PARTLY, MET),
        (light, UNKNOWN, MET),
    ]
    assert (rows["35.04"].gap, rows["35.04"].behind) == (None, [])


def test_the_pilot_need_not_be_in_the_table(answered):
    readiness, rows = rows_of("52.03")
    assert list(rows) == ["52.03"]
    assert readiness.pilot.area.pk == "35.04"
    assert rows["52.03"].gap == -0.625


def test_without_a_pilot_there_is_no_gap(answered, pilot):
    pilot.delete()
    readiness, rows = rows_of("52.03")
    assert readiness.pilot is None
    assert (rows["52.03"].gap, rows["52.03"].behind) == (None, [])


def test_no_word_while_less_than_half_is_known(members, reviewer):
    first = criterion(code="satu")
    criterion(code="dua")
    criterion(code="tiga")
    regency = Area.objects.get(pk="35.04")
    said = {"level": MET, "evidence": "x", "answered_on": TODAY, "by": reviewer}
    answer_criterion(criterion=first, area=regency, **said)
    _readiness, rows = rows_of("35.04")
    assert rows["35.04"].result.share == pytest.approx(1 / 3)
    assert rows["35.04"].standing.tone == "none"
    answer_criterion(criterion=Criterion.objects.get(code="dua"), area=regency, **said)
    assert rows_of("35.04")[1]["35.04"].standing.tone == "warn"


def test_the_scale_is_data(answered):
    assert [row.standing.tone for row in rows_of("35.04", "52.03")[0].rows] == ["ok", "bad"]
    ReadinessScale.objects.create(ready_from=90, underway_from=30)
    assert [row.standing.tone for row in rows_of("35.04", "52.03")[0].rows] == ["ok", "warn"]
    ReadinessScale.objects.create(ready_from=90, underway_from=60)
    assert [row.standing.tone for row in rows_of("35.04", "52.03")[0].rows] == ["ok", "bad"]
    for fields in ({"ready_from": 50, "underway_from": 50}, {"ready_from": 101, "underway_from": 50}):
        with pytest.raises(IntegrityError, match="readinessscale_in_order"), transaction.atomic():
            ReadinessScale.objects.create(**fields)


def test_a_measured_criterion_needs_its_number(db):
    with pytest.raises(IntegrityError, match="criterion_measure_has_number"), transaction.atomic():
        criterion("villages_joined")


def test_only_reviewers_answer(members, officer, admin):
    asked = criterion(code="tim")
    for user in (officer, admin):
        with pytest.raises(Refused, match="Only a reviewer"):
            answer_criterion(
                criterion=asked,
                area=Area.objects.get(pk="35.04"),
                level=MET,
                evidence="x",
                answered_on=TODAY,
                by=user,
            )


# Pages


@pytest.fixture
def rubric(pillars):
    load_criteria(read_criteria())


def test_an_empty_group_says_so_and_who_fills_it(client, rubric, members, copies, reviewer, admin):
    copies.areas.clear()
    client.force_login(reviewer)
    page = client.get(LIST).content.decode()
    assert "contains no regency yet: its names are not public. Administrators fill it." in page
    assert "Show all regencies with villages" in page
    client.force_login(admin)
    assert f"/admin/villages/areagroup/{copies.pk}/change/" in client.get(LIST).content.decode()


def test_table_map_and_file_hold_the_same_regencies(client, rubric, members, copies, pilot, reviewer):
    client.force_login(reviewer)
    response = client.get(LIST)
    readiness = response.context["readiness"]
    assert {row.area.pk for row in readiness.rows} == {"35.04", "52.03"}
    assert {point.name for point in readiness.map.points} == {"Tulungagung", "Lombok Timur"}
    lines = b"".join(client.get(f"{LIST}daftar.csv").streaming_content).decode("utf-8-sig").splitlines()
    assert sorted(line.split(",")[0] for line in lines[1:]) == ["35.04", "52.03"]
    assert client.get(f"{LIST}daftar.xlsx").status_code == 200
    assert len(client.get(LIST, {"group": "percontohan"}).context["readiness"].rows) == 1
    assert len(client.get(LIST, {"group": "semua"}).context["readiness"].rows) == 2
    assert client.get(LIST, {"group": "tidak-ada"}).context["form"].chosen == copies


def test_evidence_is_read_only_where_the_reader_sees_a_village(client, answered, copies, stranger, officer):
    for user, codes in ((officer, ["35.04"]), (stranger, ["52.03"])):
        client.force_login(user)
        page = client.get(LIST).content.decode()
        assert "SK 1/2026" not in page
        for code in ("35.04", "52.03"):
            seen = code in codes
            assert (f'href="/kesiapan/{code}/"' in page) is seen
            assert client.get(f"/kesiapan/{code}/").status_code == (200 if seen else 404)
    assert "SK 1/2026" in client.get("/kesiapan/52.03/").content.decode()


def test_national_readers_open_a_regency_of_a_group_without_villages(client, rubric, copies, pillar_lead):
    factories.area("33.01", "Kabupaten Cilacap")
    client.force_login(pillar_lead)
    assert client.get("/kesiapan/33.01/").status_code == 404
    copies.areas.add("33.01")
    assert client.get("/kesiapan/33.01/").status_code == 200
    assert client.get("/kesiapan/35/").status_code == 404


def test_a_reviewer_answers_on_the_page(client, rubric, members, reviewer):
    client.force_login(reviewer)
    posted = {"level": "partly", "evidence": "SK Bupati 7/2026", "answered_on": "01/09/2026"}
    assert client.post("/kesiapan/35.04/tim-koordinasi/", posted).status_code == 302
    page = client.get("/kesiapan/35.04/").content.decode()
    assert page.count("SK Bupati 7/2026") == 2


def test_places_of_all_regencies():
    places = regency_places()
    assert len(places) == 514
    assert all(94 < lon < 142 and -12 < lat < 7 for lon, lat in places.values())


def test_thirty_regencies_cost_as_many_queries_as_three(client, rubric, members, copies, pilot, reviewer):
    client.force_login(reviewer)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(LIST)
        return len(captured)

    queries()
    few = queries()
    for number in range(28):
        place = factories.village(f"33.{number + 10}.01.2001", f"Desa {number}")
        factories.MembershipFactory(village=place)
        copies.areas.add(place.regency)
    assert queries() == few <= 35
