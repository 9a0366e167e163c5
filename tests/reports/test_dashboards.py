"""Dashboards: the right numbers, for the right eyes, at the same cost for any number of villages."""

import datetime
import re
import zipfile
from dataclasses import replace
from html import unescape
from io import BytesIO
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from desmigratif.ui import clock
from desmigratif.ui.formatting import long_date, rupiah_short
from pillars.choices import Progress
from pillars.filters import ActivityFilter
from pillars.models import Activity, PillarLead
from reports.figures.dashboards import Dashboard
from reports.figures.links import Viewer, activity_list_url
from reports.figures.sentences import summary
from reports.figures.tallies import Selection, sums
from tests import factories
from tests.reports import made
from villages.models import AreaGroup, Membership

URL = "/dasbor/"
YEAR = {"year": 2025, "period": "3"}


@pytest.fixture
def members(places):
    for village in places.values():
        factories.MembershipFactory(village=village)
    return places


@pytest.fixture
def country(members, officer, stranger, reviewer, pillars):
    """2025: Tulungagung completes 2 of 3 by September (1 in October), Lombok Timur 1 of 4 planned."""
    tunggangri, betak, far = members["tunggangri"], members["betak"], members["far"]
    made.activity(officer, pillars[1], [tunggangri, betak], start="2025-07-02", verifier=reviewer)
    made.activity(officer, pillars[2], [tunggangri], start="2025-08-04", lines=[(300, 60)])
    made.activity(officer, pillars[1], [betak], start="2025-10-05")
    made.activity(stranger, pillars[1], [far], start="2025-03-01")
    for month in ("04", "05", "06"):
        made.activity(stranger, pillars[2], [far], start=f"2025-{month}-01", status=Progress.PLANNED)
    return members


def get(client, user, url=URL, **query):
    client.force_login(user)
    return client.get(url, query or YEAR)


def test_national_figures(client, reviewer, country):
    board = get(client, reviewer).context["board"]
    total = board.total.sums
    assert (total.done, total.planned_total) == (3, 7)
    assert (total.actual, total.plan) == (40 + 60 + 40, 100 + 300 + 100 + 100 + 300)
    assert total.head_count == 12 * 4
    assert [(row.sums.done, row.sums.planned_total) for row in board.pillars] == [
        (2, 3),
        (1, 4),
        (0, 0),
        (0, 0),
    ]
    assert [row.standing.tone for row in board.pillars] == ["warn", "bad", "none", "none"]


def test_ranking_adds_up_to_the_total(client, reviewer, country):
    board = get(client, reviewer).context["board"]
    assert [(row.area.code, row.sums.done) for row in board.rows] == [("35.04", 2), ("52.03", 1)]
    assert sum(row.sums.plan for row in board.rows) == board.total.sums.plan
    assert sum(row.sums.head_count for row in board.provinces) == board.total.sums.head_count


def test_reports_of_the_quarter(client, reviewer, country):
    board = get(client, reviewer).context["board"]
    assert {code: (row.reported, row.members) for code, row in board.reported.by_area.items()} == {
        "35.04": (2, 3),
        "52.03": (0, 1),
    }
    assert [str(village) for village in board.missing] == ["Pagersari", "Tanjung Luar"]


def test_summary_states_the_finding(client, reviewer, country):
    sentences = [sentence.text for sentence in summary(get(client, reviewer).context["board"])]
    assert sentences[0] == "0 of 4 pillars are on track."
    assert sentences[1].startswith("Pillar II Productive Enterprise is 50")
    assert sentences[2].startswith("2 of 4 villages have not reported for Quarter III 2025")


def test_summary_of_an_empty_year(client, reviewer, places):
    page = get(client, reviewer)
    assert page.status_code == 200
    assert "No activity of budget year" in page.content.decode()


def test_the_verified_share_is_of_what_can_be_verified(client, reviewer, country):
    """C6: 1 of the 3 completed; the three planned ones cannot be verified yet."""
    total = get(client, reviewer).context["board"].total.sums
    assert (total.verified, total.verifiable) == (1, 3)


def test_the_day_said_lies_in_the_year_and_not_ahead(client, reviewer, country):
    """C6: a year that is over ends on its last day, a running month today."""
    for query, said in [({}, "31 December 2025"), ({"period": "2"}, "30 June 2025")]:
        assert f"cumulative to {said}" in get(client, reviewer, year=2025, **query).content.decode()
    page = get(client, reviewer, year=clock.today().year).content.decode()
    assert f"cumulative to {long_date(clock.today())}" in unescape(page)


def test_what_a_scope_shows_stays_in_the_scope(client, reviewer, country):
    """C4: dormant villages, pillar cards and provinces of a group; what is owed by ministries says so."""
    group = AreaGroup.objects.create(slug="satu", name="Satu", name_en="One")
    group.areas.add("35.04")
    Membership.objects.update(valid_from="2019-01-01")

    page = get(client, reviewer, scope="satu", year=2025)

    assert page.context["dormant"] == 3
    assert "In all areas" in page.text
    assert "In all areas" not in get(client, reviewer, scope="semua", year=2025).text
    assert "/kesiapan/desa-pasif/?group=satu" in page.content.decode()
    listed = client.get("/kesiapan/desa-pasif/?group=satu")
    assert listed.context["page"].paginator.count == 3
    assert get(client, reviewer, scope="semua", year=2025).context["dormant"] == 4
    group.areas.add("52.03")
    assert (
        "/dasbor/?year=2025&amp;period=now&amp;scope=satu&amp;province=35"
        in get(client, reviewer, scope="satu", year=2025).content.decode()
    )
    card = "/pilar/layanan-migrasi/?year=2025&amp;period=now&amp;"
    assert f"{card}scope=satu" in page.content.decode()
    regency = get(client, reviewer, "/dasbor/kabupaten/35.04/", year=2025).content.decode()
    assert f"{card}scope=semua&amp;regency=35.04&amp;province=35" in regency


def test_sums_of_another_office_are_closed_on_every_page(client, officer, reviewer, country):
    """D14: one rule of what sums are open; the page of the regency is 404 as well."""
    client.force_login(officer)
    assert client.get("/dasbor/kabupaten/52.03/").status_code == 404
    addresses = [
        "/dasbor/?scope=semua&",
        "/pilar/?scope=semua&",
        "/pilar/layanan-migrasi/?scope=semua&",
        "/dasbor/peringkat.csv?",
    ]
    for address in addresses:
        assert client.get(f"{address}province=52").status_code == 404, address
        assert client.get(f"{address}province=35").status_code == 200, address
    client.force_login(reviewer)
    for address in addresses:
        assert client.get(f"{address}province=52").status_code == 200, address


def test_verified_only_counts_verified_work_against_the_same_plan(client, reviewer, country):
    total = get(client, reviewer, **YEAR, verified="1").context["board"].total.sums
    assert (total.done, total.planned_total) == (1, 7)


def test_the_default_group_opens_first(client, reviewer, country):
    group = AreaGroup.objects.create(slug="percontohan", name="Percontohan", name_en="Pilot", is_default=True)
    group.areas.add(country["betak"].regency)
    assert get(client, reviewer).context["board"].total.sums.planned_total == 3
    everything = get(client, reviewer, **YEAR, scope="semua")
    assert everything.context["board"].total.sums.planned_total == 7
    nowhere = get(client, reviewer, **YEAR, scope="percontohan", province="52")
    assert nowhere.context["board"].total.sums.planned_total == 0


def test_a_province_narrows_the_country(client, reviewer, country):
    board = get(client, reviewer, **YEAR, province="52").context["board"]
    assert board.total.sums.planned_total == 4
    assert [row.area.code for row in board.rows] == ["52.03"]


def test_an_unknown_choice_is_named_and_gives_way(client, reviewer, country):
    for name, value in {
        "year": "1999",
        "period": "9",
        "scope": "x",
        "province": "99",
        "sort": "--name",
    }.items():
        page = get(client, reviewer, **{name: value})
        assert page.status_code == 200, name
        assert value in page.content.decode(), name
        assert page.context["form"].given_way, name


def test_ranking_in_the_order_asked_for(client, reviewer, country):
    by_name, by_completion = ["35.04", "52.03"], ["52.03", "35.04"]
    for sort, codes in {"": by_name, "completion": by_completion, "-name": by_name}.items():
        page = get(client, reviewer, **YEAR, sort=sort)
        assert [row.area.code for row in page.context["rows"]] == codes, sort
        assert "aria-sort" in page.content.decode()


def test_every_figure_opens_the_list_it_counts(client, rf, reviewer, country):
    page = get(client, reviewer).content.decode()
    links = re.findall(r'<a href="/kegiatan/\?([^"]+)">([\d,.]+)</a>', page)
    assert len(links) >= 12
    numbers = set()
    for query, number in links:
        request = rf.get("/kegiatan/", QueryDict(unescape(query)))
        request.user = reviewer
        visible = Activity.objects.visible_to(reviewer)
        found = ActivityFilter(request.GET, queryset=visible, request=request).matching
        totals = {found.count(), found.totals()["head_count"]}
        assert int(number.replace(",", "")) in totals, query
        numbers.add(number)
    assert {"1", "3", "4", "48"} <= numbers


def test_money_opens_the_list_that_adds_up_to_it(client, rf, reviewer, country):
    page = get(client, reviewer).content.decode()
    links = re.findall(r'<a href="/kegiatan/\?([^"]+)">(Rp[^<]+)</a>', page)
    assert len(links) >= 4
    for query, shown in links:
        request = rf.get("/kegiatan/", QueryDict(unescape(query)))
        request.user = reviewer
        visible = Activity.objects.visible_to(reviewer)
        totals = ActivityFilter(request.GET, queryset=visible, request=request).matching.totals()
        key = "actual" if "through" in query else "plan"
        assert rupiah_short(totals[key]) == unescape(shown), query


def test_links_only_for_those_who_see_all_rows(officer, village_officer, reviewer, country):
    regency = Selection.area(country["betak"].regency, 2025, datetime.date(2025, 9, 30))
    nation = Selection.nation(2025, datetime.date(2025, 9, 30))
    assert Viewer.of(reviewer).list_url(nation) == activity_list_url(nation)
    assert Viewer.of(officer).list_url(regency)
    assert not Viewer.of(officer).list_url(nation)
    assert not Viewer.of(officer).list_url(regency.for_area("35"))
    assert not Viewer.of(village_officer).list_url(regency)
    assert Viewer.of(village_officer).list_url(regency.for_area("35.04.14.2011"))


def test_an_officer_reads_the_country_without_its_rows(client, officer, country):
    page = get(client, officer)
    html = page.content.decode()
    assert page.context["board"].total.sums.planned_total == 7
    assert "/dasbor/kabupaten/35.04/" in html
    assert "/dasbor/kabupaten/52.03/" not in html
    assert "Kab. Lombok Timur" in html
    assert [row.activity for row in page.context["late"]] == []


def test_late_activities_longest_first(client, stranger, reviewer, country):
    late = get(client, reviewer).context["late"]
    assert [row.activity.end_on.month for row in late] == [4, 5, 6]
    assert len(get(client, stranger).context["late"]) == 3


AREA_PAGES = {
    "/dasbor/provinsi/35/": {"officer": 200, "province_reader": 200, "stranger": 404, "reviewer": 200},
    "/dasbor/kabupaten/35.04/": {"officer": 200, "village_officer": 200, "stranger": 404, "reviewer": 200},
    "/dasbor/kabupaten/35/": {"reviewer": 404},
    "/dasbor/provinsi/35.04/": {"reviewer": 404},
    "/dasbor/kabupaten/99.99/": {"reviewer": 404},
}


def test_area_pages_open_within_the_own_area(client, request, country):
    found = {
        url: {who: get(client, request.getfixturevalue(who), url).status_code for who in answers}
        for url, answers in AREA_PAGES.items()
    }
    assert found == AREA_PAGES


def test_regency_page_ranks_its_villages_and_says_why_they_add_up_to_more(client, officer, country):
    page = get(client, officer, "/dasbor/kabupaten/35.04/")
    board = page.context["board"]
    assert {row.area.name: row.sums.activities for row in board.rows} == {
        "Tunggangri": 2,
        "Betak": 1,
        "Pagersari": 0,
    }
    assert board.total.sums.activities == 2
    assert "counts in each of them and once in the regency" in page.content.decode()


def test_same_number_on_every_page(client, reviewer, country):
    national = get(client, reviewer).context["board"]
    province = get(client, reviewer, "/dasbor/provinsi/35/").context["board"]
    regency = get(client, reviewer, "/dasbor/kabupaten/35.04/").context["board"]
    found = [national.rows[0].sums, province.rows[0].sums, province.total.sums, regency.total.sums]
    found.append(sums(regency.selection))
    assert len({repr(replace(total, changed_at=None)) for total in found}) == 1


def test_a_past_year_prints_the_leads_of_that_year(client, reviewer, country, pillars):
    before, after = (factories.OrganisationFactory(name=name) for name in ("Setneg", "Kementerian P2MI"))
    for organisation, start in [(before, None), (after, datetime.date(2025, 8, 1))]:
        PillarLead.objects.create(
            pillar=pillars[1], organisation=organisation, valid_from=start, decree="uji"
        )
    first_half = get(client, reviewer, year=2025, period="2").content.decode()
    assert "Setneg" in first_half
    assert "Kementerian P2MI" not in first_half
    whole = get(client, reviewer, year=2025, period="now").context["board"].pillars[0]
    assert [lead.organisation.name for lead in whole.leads] == ["Setneg", "Kementerian P2MI"]


def test_trend_is_cumulative_and_ends_at_the_period(reviewer, country):
    board = Dashboard(Selection.nation(2025, datetime.date(2025, 9, 30)))
    first, second, third, _ = (board.months_of(row) for row in board.pillars)
    assert first == [0, 0] + [1 / 3] * 4 + [2 / 3] * 3
    assert second == [0] * 7 + [1 / 4] * 2
    assert third == [None] * 9


def test_export_holds_the_ranking(client, reviewer, country):
    answer = get(client, reviewer, reverse("reports:dashboard-export", args=["xlsx"]))
    with zipfile.ZipFile(BytesIO(answer.getvalue())) as book:
        sheet, about = (book.read(f"xl/worksheets/sheet{number}.xml").decode() for number in (1, 2))
    assert sheet.index("35.04") < sheet.index("52.03")
    assert "<v>0.6666666666666666</v>" in sheet
    assert "Budget year 2025, cumulative to 30/09/2025" in about


#: The page of a pillar holds most: indicators, programmes, recommendations beside its sums.
MOST_QUERIES = {
    "/dasbor/": 29,
    "/dasbor/provinsi/36/": 29,
    "/dasbor/kabupaten/36.01/": 29,
    "/pilar/": 29,
    "/pilar/usaha-produktif/": 40,
    "/pilar/usaha-produktif/?regency=36.01": 40,
}


def test_queries_do_not_grow_with_the_villages(client, admin, reviewer, pillars, country):
    client.force_login(reviewer)
    asked = []
    for first, last in [(0, 3), (3, 30)]:
        for number in range(first, last):
            village = factories.village(f"36.{number % 5 + 1:02}.01.2{number:03}", f"Desa {number}")
            factories.MembershipFactory(village=village)
            made.activity(
                admin, pillars[number % 4 + 1], [village], start="2025-08-01", status=Progress.RUNNING
            )
        asked.append({})
        for url in MOST_QUERIES:
            address = f"{url}{'&' if '?' in url else '?'}{urlencode(YEAR)}"
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            asked[-1][url] = len(queries)
    assert asked[0] == asked[1]
    assert {url: most for url, most in asked[1].items() if most > MOST_QUERIES[url]} == {}
