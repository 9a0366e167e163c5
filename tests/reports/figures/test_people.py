"""People beside attendances: the same number wherever they are asked for, everybody once (case O16)."""

import csv
import datetime
import io
import re
import zipfile

import pytest
from django.urls import reverse

from desmigratif.ui import formatting
from pillars.choices import COUNTED, Review
from pillars.models import ActivityType
from pillars.people.services.beneficiaries import move_beneficiary
from pillars.services import verify_activity
from pillars.services.attendances import add_people
from pillars.services.workflow import send_activity
from reports.figures import people as figures
from reports.figures.dashboards import Dashboard
from reports.figures.links import Viewer
from reports.figures.people import People
from reports.figures.public import open_rows
from reports.figures.tallies import Selection
from villages.models import AreaGroup

TODAY = datetime.date(2026, 9, 30)
YEAR = {"year": "2026"}


@pytest.fixture(autouse=True)
def today(it_is):
    it_is(TODAY)


@pytest.fixture
def attended(saved, officer):
    """Sends an activity of March 2026 that some people attended by name."""

    def make(people, village="tunggangri", by=officer, **fields):
        activity = saved(by=by, villages={village: ()}, **fields)
        places = {place.code: place for place in activity.villages.all()}
        add_people(activity=activity, people=people, by=by, village=next(iter(places.values())))
        return send_activity(activity=activity, by=by, confirmed=True)

    return make


@pytest.fixture
def pilot(places):
    """A group of the two regencies, in two provinces."""
    group = AreaGroup.objects.create(slug="percontohan", name="Percontohan", name_en="Pilot")
    group.areas.add(places["betak"].regency, places["far"].regency)
    return group


def nation(states=COUNTED, through=TODAY):
    return Selection.nation(2026, through, states)


def recounted(selection):
    """The same figures straight from the rows, one query per figure."""
    rows = figures.attendances_of(selection)
    return {
        number: People(
            *(
                rows.filter(beneficiary__sex=sex, **({"activity__pillar__number": number} if number else {}))
                .values("beneficiary")
                .distinct()
                .count()
                for sex in figures.SEXES
            )
        )
        for number in range(5)
    }


def test_case_o16_on_every_page(client, reviewer, case_o16, places):
    case_o16(budget_year=2026)
    client.force_login(reviewer)
    pages = [reverse("reports:dashboard"), "/dasbor/provinsi/35/", "/dasbor/kabupaten/35.04/"]
    for url in pages:
        board = client.get(url, YEAR).context["board"]
        sums = board.total.sums
        assert (board.people.total, sums.head_count) == (4, 9), url
        assert (board.people.male, board.people.female) == (1, 3)
        assert (sums.activities, sums.actual) == (3, 47_000_000)
    rows = client.get("/dasbor/kabupaten/35.04/", YEAR).context["board"].rows
    in_villages = {row.area.code: row.people.total for row in rows}
    assert in_villages == {"35.04.14.2011": 2, "35.04.14.2016": 1, "35.04.14.2017": 1}


def test_case_o16_in_the_workbook(client, reviewer, case_o16):
    case_o16(budget_year=2026)
    client.force_login(reviewer)
    answer = client.get(reverse("reports:dashboard-export", args=["xlsx"]), YEAR)
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as book:
        cells = book.read("xl/worksheets/sheet1.xml").decode()
    for number in (4, 9, 47_000_000, 3):
        assert f"<v>{number}</v>" in cells


def test_case_o16_in_csv(client, reviewer, case_o16):
    case_o16(budget_year=2026)
    client.force_login(reviewer)
    answer = client.get(reverse("reports:dashboard-export", args=["csv"]), YEAR)
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    row = next(row for row in csv.DictReader(io.StringIO(text)) if row["Area code"] == "35.04")
    columns = ("Different people", "Attendances", "Actual spending (Rp)", "Activities completed")
    assert [int(row[column]) for column in columns] == [4, 9, 47_000_000, 3]


def test_case_o16_in_the_list_of_activities(client, reviewer, case_o16):
    case_o16()
    client.force_login(reviewer)
    answer = client.get(reverse("pillars:activity-list"), {"state": "counted"})
    totals = answer.context["totals"]
    assert (answer.context["people"], totals["head_count"], totals["actual"]) == (4, 9, 47_000_000)
    assert "4 different people are recorded by name" in answer.content.decode()
    text = b"".join(client.get(reverse("pillars:activity-export", args=["csv"])).streaming_content)
    rows = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))
    columns = ("People by name", "Attendances, total", "Actual spending (Rp)")
    assert [sum(int(row[column]) for row in rows) for column in columns] == [9, 9, 47_000_000]
    book = client.get(reverse("pillars:activity-export", args=["xlsx"]))
    with zipfile.ZipFile(io.BytesIO(b"".join(book.streaming_content))) as parts:
        about = parts.read("xl/worksheets/sheet2.xml").decode()
    assert re.search(r"Different people by name</t>.*?<t>4</t>", about)


def test_same_people_on_every_page(client, reviewer, case_o16, pillars):
    """Dashboard, pillar list, pillar page, village page, ranking and officer's home say one number."""
    case_o16(budget_year=2026)
    client.force_login(reviewer)
    board = client.get(reverse("reports:dashboard"), YEAR).context["board"]
    by_pillar = {row.pillar.number: row.people.total for row in board.pillars}
    assert by_pillar == {1: 3, 2: 3, 3: 3, 4: 0}
    for number, total in by_pillar.items():
        page = client.get(pillars[number].get_absolute_url(), YEAR).context["page"]
        assert page.row.people.total == total
        assert sum(row.people.total for row in page.types) == total
    listed = client.get(reverse("reports:pillar-list"), YEAR).context["board"]
    assert {row.pillar.number: row.people.total for row in listed.pillars} == by_pillar
    assert [row.people.total for row in board.rows] == [4, 0]
    assert [row.people.total for row in board.provinces] == [4, 0]
    village = client.get("/desa/35.04.14.2011/", YEAR).context["board"]
    assert village.people.total == 2


def test_home_of_the_officer(client, officer, case_o16):
    case_o16(budget_year=2026)
    client.force_login(officer)
    regency = client.get("/").context["regencies"][0]
    assert (regency.people.total, regency.sums.head_count) == (4, 9)


@pytest.mark.parametrize("states", [COUNTED, (Review.VERIFIED,)])
def test_stored_people_are_those_of_the_rows(states, case_o16, reviewer, places):
    made, _people = case_o16(budget_year=2026)
    verify_activity(activity=made["K-02"], by=reviewer)
    village = places["tunggangri"]
    for selection in (
        nation(states),
        nation(states, datetime.date(2024, 3, 31)),
        *(
            Selection.area(area, 2026, TODAY, states)
            for area in (village.province, village.regency, village.area)
        ),
    ):
        found = figures.people_by_pillar(selection)
        wanted = {number: people for number, people in recounted(selection).items() if people.total}
        assert found == wanted


def test_a_group_counts_who_moved_between_its_regencies_once(
    attended, registered, stranger, admin, places, pilot
):
    mover, other = registered("SULASTRI", sex="female"), registered("BAMBANG", sex="male")
    attended([mover, other])
    move_beneficiary(beneficiary=mover, village=places["far"], moved_on=datetime.date(2026, 4, 1), by=admin)
    attended([mover], "far", by=stranger, start_on=datetime.date(2026, 5, 4))
    board = Dashboard(Selection.group(pilot, 2026, TODAY))
    assert {row.area.code: row.people.total for row in board.rows} == {"35.04": 2, "52.03": 1}
    assert {row.area.code: row.people.total for row in board.provinces} == {"35": 2, "52": 1}
    assert board.people == People(male=1, female=1) == Dashboard(nation()).people
    assert board.pillars[0].people.total == 2


def test_somebody_in_two_pillars_is_one_person(attended, registered):
    somebody = registered("WIJI", sex="female")
    attended([somebody], pillar=1)
    attended([somebody], pillar=2)
    board = Dashboard(nation())
    assert [row.people.total for row in board.pillars] == [1, 1, 0, 0]
    assert (board.people.total, board.total.sums.head_count) == (1, 2)


def test_typed_head_counts_never_enter_people(sent):
    sent(villages={"tunggangri": (4, 6)})
    board = Dashboard(nation())
    assert (board.people.total, board.total.sums.head_count) == (0, 10)


def test_an_empty_group_has_nobody(places):
    empty = AreaGroup.objects.create(slug="kosong", name="Kosong", name_en="Empty")
    assert Dashboard(Selection.group(empty, 2026, TODAY)).people == People()


def test_people_take_two_queries_at_most(case_o16, pilot, django_assert_num_queries):
    case_o16(budget_year=2026)
    for selection, queries in ((nation(), 1), (Selection.group(pilot, 2026, TODAY), 2)):
        with django_assert_num_queries(queries):
            figures.people_by_pillar(selection)


def test_ranking_by_people(client, reviewer, attended, registered, stranger):
    attended([registered("A B"), registered("C D")])
    attended([registered("E F", "far", by=stranger)], "far", by=stranger)
    client.force_login(reviewer)
    answer = client.get(reverse("reports:dashboard"), {**YEAR, "sort": "people"})
    assert [row.people.total for row in answer.context["ranking"].rows] == [1, 2]
    assert "Sorted by people, lowest first" in answer.content.decode()


def test_public_people_are_masked(client, case_o16):
    case_o16(budget_year=2026)
    assert "&lt;5" in client.get("/").content.decode()
    row = next(row for row in open_rows(2026, TODAY) if row.pillar.number == 1)
    assert [formatting.number(count) for count in (row.people, *row.people_sexes)] == ["<5"] * 4
    text = client.get(reverse("reports:open-data")).content.decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text)))
    assert {line["orang_unik"] for line in lines} == {"<5", "0"}


@pytest.mark.parametrize("states", [COUNTED, (Review.VERIFIED,)])
def test_the_list_behind_a_figure_holds_its_people(
    states, client, reviewer, attended, registered, stranger, admin, places, pilot, pillars
):
    """Each where the person lived then: a mover is in both lists, and once in that of the group."""
    mover, other = registered("SULASTRI", sex="female"), registered("BAMBANG", sex="male")
    verify_activity(activity=attended([mover, other]), by=reviewer)
    move_beneficiary(beneficiary=mover, village=places["far"], moved_on=datetime.date(2026, 4, 1), by=admin)
    attended([mover], "far", by=stranger, pillar=2, start_on=datetime.date(2026, 5, 4))
    attended([other], pillar=2, start_on=datetime.date(2026, 12, 1), status="planned", actual=None, result="")
    attended([other], budget_year=2025)
    client.force_login(reviewer)
    viewer = Viewer.of(reviewer)
    village = places["tunggangri"]
    group = Selection.group(pilot, 2026, TODAY, states)
    narrowed = Selection.group(pilot, 2026, TODAY, states, province=village.province)
    areas = [village.province, village.regency, village.area, places["far"].area]
    selections = [
        nation(states),
        group,
        group.part(village.province),
        narrowed,
        *(Selection.area(area, 2026, TODAY, states) for area in areas),
    ]
    # What a list shows of an area, and of the states asked for, are two words of its address.
    for selection in selections if states == COUNTED else [nation(states), selections[-1]]:
        by_pillar = figures.people_by_pillar(selection)
        for number in (0, 1, 2):
            url = viewer.people_url(selection, pillar=pillars.get(number))
            listed = client.get(url).context["page"].paginator.count
            assert listed == by_pillar.get(number, People()).total, url
        for kind, people in figures.people_by_type([selection], pillars[2])[0].items():
            url = viewer.people_url(selection, pillar=pillars[2], type=ActivityType.objects.get(pk=kind))
            assert client.get(url).context["page"].paginator.count == people.total, url


def test_figures_are_links_for_those_who_see_the_people(
    client, officer, stranger, reviewer, pillar_lead, case_o16
):
    case_o16(budget_year=2026)
    country = "/penerima/?reached=any&amp;year=2026&amp;through=2026-09-30&amp;basis=counted"
    regency = f"{country}&amp;regency=35.04"
    for user, page, link, seen in (
        (reviewer, "/dasbor/", country, True),
        (pillar_lead, "/dasbor/", country, False),
        (stranger, "/dasbor/", regency, False),
        (officer, "/dasbor/", country, False),
        (officer, "/dasbor/", regency, True),
        (officer, "/dasbor/kabupaten/35.04/", regency, True),
    ):
        client.force_login(user)
        assert (f'href="{link}"' in client.get(page, YEAR).content.decode()) is seen, (user.role, page)
