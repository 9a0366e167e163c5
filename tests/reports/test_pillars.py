"""The pages of the pillars: the same numbers as the dashboard, broken down by type and by payer."""

import datetime

import pytest

from pillars.choices import Category
from pillars.models import ActivityType, PillarLead
from pillars.services import FundingData
from reports.figures.dashboards import Dashboard
from reports.figures.pillars import PillarPage
from reports.figures.tallies import Selection
from tests import factories
from tests.reports import made
from villages.models import AreaGroup

URL = "/pilar/usaha-produktif/"
YEAR = {"year": 2025, "period": "3"}


@pytest.fixture
def enterprise(places, officer, stranger, pillars):
    """Pillar II in 2025: a training and aid in Tulungagung, a training in Lombok Timur, one in October."""
    for village in places.values():
        factories.MembershipFactory(village=village)
    training = ActivityType.objects.get(pillar=pillars[2])
    aid = ActivityType.objects.create(pillar=pillars[2], name="Bantuan", name_en="Aid", position=2)
    ministry = factories.OrganisationFactory(name="Kementerian Uji", short_name="Kemuji")
    two = [places["tunggangri"], places["betak"]]
    made.activity(officer, pillars[2], two, start="2025-07-02", type=training, lines=[(100, 80)])
    paid = [FundingData("apbn", 50, 10, organisation=ministry), FundingData("csr", 5, 5)]
    made.activity(officer, pillars[2], two[:1], start="2025-08-02", type=aid, lines=paid)
    made.activity(stranger, pillars[2], [places["far"]], start="2025-02-02", type=training)
    made.activity(officer, pillars[2], two[1:], start="2025-10-02", type=training)
    made.activity(officer, pillars[1], two, start="2025-05-02")
    return places


def page_of(pillar, code="00"):
    return PillarPage(Dashboard(Selection((code,), 2025, datetime.date(2025, 9, 30))), pillar)


def test_types_add_up_to_the_pillar(enterprise, pillars):
    page = page_of(pillars[2])
    rows = {row.type.name_en: row.sums for row in page.types}
    assert {name: (row.done, row.planned_total) for name, row in rows.items()} == {
        "Type II": (2, 3),
        "Aid": (1, 1),
    }
    assert {name: (row.plan, row.actual) for name, row in rows.items()} == {
        "Type II": (300, 120),
        "Aid": (55, 15),
    }
    assert rows["Type II"].head_count == 12 * 3
    assert sum(row.head_count for row in rows.values()) == page.row.sums.head_count
    assert page.row.sums.done == 3


def test_payers_add_up_to_the_pillar(enterprise, pillars):
    page = page_of(pillars[2])
    assert [(name, sums.plan) for name, sums in page.organisations] == [("Kemuji", 50), (None, 305)]
    assert page.organisations_total.plan == page.row.sums.plan
    assert page.organisations_total.actual == page.row.sums.actual


def test_lowest_regencies_come_first(enterprise, pillars):
    lowest = page_of(pillars[2]).lowest
    assert [(row.area.code, cell.completion) for row, cell in lowest] == [("35.04", 2 / 3), ("52.03", 1)]


def test_missing_villages_are_named_by_regency(client, reviewer, enterprise):
    client.force_login(reviewer)
    html = client.get(URL, YEAR).content.decode()
    assert "2 of 4 villages have not reported for Quarter III 2025 yet" in " ".join(html.split())


def test_attendances_without_category_are_told(officer, places, pillars):
    made.activity(
        officer,
        pillars[2],
        [places["betak"]],
        start="2025-07-02",
        heads=(3, 4, 2),
        category=Category.UNDETAILED,
    )
    made.activity(officer, pillars[2], [places["betak"]], start="2025-07-09")
    assert page_of(pillars[2]).undetailed == 9


def test_page_names_the_lead_of_the_period(client, reviewer, admin, enterprise, pillars):
    organisation = factories.OrganisationFactory(name="Kemenko Perekonomian")
    PillarLead.objects.create(pillar=pillars[2], organisation=organisation, decree="uji")
    client.force_login(reviewer)
    assert "Lead (PIC):\nKemenko Perekonomian." in client.get(URL, YEAR).content.decode()
    html = client.get("/pilar/", YEAR).content.decode()
    assert "Kemenko Perekonomian" in html
    assert html.count('class="card-x pcard') == 4


def test_pillar_page_of_an_empty_portal(client, reviewer, places, pillars):
    client.force_login(reviewer)
    html = client.get(URL).content.decode()
    assert "No data yet" in html
    assert "no budget plan yet" in html
    assert "0.0%" not in html


def test_one_regency_is_chosen_within_scope_and_province(client, reviewer, enterprise):
    client.force_login(reviewer)
    page = client.get(URL, {**YEAR, "regency": "35.04"})
    assert page.context["board"].selection.areas == ("35.04",)
    assert page.context["page"].row.sums.done == 2
    assert "Scope: Kab. Tulungagung." in page.text
    assert [row.area.name for row, cell in page.context["page"].lowest] == ["Betak", "Tunggangri"]
    offered = [area.pk for area in page.context["form"].fields["regency"].queryset]
    assert offered == ["35.04", "52.03"]


def test_a_regency_outside_scope_or_province_gives_way_and_is_named(client, reviewer, enterprise):
    group = AreaGroup.objects.create(slug="percontohan", name="Percontohan", name_en="Pilot")
    group.areas.add("35.04")
    client.force_login(reviewer)
    for chosen in ({"scope": "percontohan"}, {"province": "35"}):
        page = client.get(URL, {**YEAR, **chosen, "regency": "52.03"})
        assert [area.pk for area in page.context["form"].fields["regency"].queryset] == ["35.04"]
        assert page.context["board"].selection.areas in (("35.04",), ("35",))
        assert "Regency/city: “52.03” is not within the scope and the province." in page.text


def test_unknown_pillar_is_not_found(client, reviewer, pillars):
    client.force_login(reviewer)
    assert client.get("/pilar/kelima/").status_code == 404
