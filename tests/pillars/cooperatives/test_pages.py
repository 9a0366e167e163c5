"""The pages of the co-operatives: who joins, accounts that are asked about, the way from home and village."""

import datetime

import pytest
from django.urls import reverse

from pillars.cooperatives.figures import counted_by_area
from pillars.cooperatives.models import Cooperative, CooperativeMember
from pillars.cooperatives.services import add_member, end_term, start_term
from villages.models import Area
from villages.people.services.beneficiaries import Person, register_beneficiary, restrict_beneficiary

TODAY = datetime.date(2026, 7, 15)
LIST = reverse("pillars:cooperative-list")


@pytest.fixture(autouse=True)
def _today(it_is):
    it_is(TODAY)


def page_of(client, address, **said):
    return client.get(address, said).content.decode()


def test_a_cooperative_is_recorded_and_its_accounts_are_asked_for(client, officer, places):
    client.force_login(officer)
    typed = {"village": "35.04.14.2011", "name": "Koperasi Maju", "kind": "cooperative"}
    page = client.post(reverse("pillars:cooperative-create"), typed, follow=True).content.decode()
    assert "The co-operative is recorded." in page
    stored = Cooperative.objects.get()
    home = page_of(client, "/")
    assert "Co-operatives: the accounts of 2025 of 1 are not stated" in home
    assert stored.get_absolute_url() in home
    assert "Koperasi Maju" in page_of(client, LIST, accounts="belum")
    assert "Koperasi Maju" in page_of(client, places["tunggangri"].get_absolute_url())


def test_accounts_that_can_hardly_be_are_asked_about_once(client, officer, cooperative):
    stored = cooperative()
    client.force_login(officer)
    address = reverse("pillars:cooperative-year", args=[stored.pk, 2025])
    typed = {"loans": "9.000.000", "assets": "5.000.000", "surplus": "-1.250.000", "source": "RAT"}
    page = client.post(address, typed).content.decode()
    assert "Loans of Rp9,000,000 are part of the assets" in page.replace("\xa0", "")
    assert 'value="-1.250.000"' in page
    assert not stored.years.exists()
    client.post(address, {**typed, "is_right": "on"})
    assert (stored.years.get().loans, stored.years.get().surplus) == (9_000_000, -1_250_000)
    assert "Rp9,000,000" in page_of(client, stored.get_absolute_url()).replace("\xa0", "")


def test_a_member_is_somebody_of_the_register(client, officer, cooperative, siti, places):
    stored = cooperative()
    other = register_beneficiary(person=Person("Siti Rohmah", places["betak"], sex="female"), by=officer)
    client.force_login(officer)
    address = reverse("pillars:cooperative-member-create", args=[stored.pk])
    typed = {"member": "Siti Rohmah", "person": "", "joined_on": "1/2/2024"}
    page = client.post(address, typed).content.decode()
    assert "Choose who joins." in page
    client.post(address, {**typed, "person": str(other.number)})
    assert CooperativeMember.objects.get().person == other
    page = client.post(address, {**typed, "member": "Orang Lain"}).content.decode()
    assert "Nobody with this name is in the register. Register the person first." in page
    assert "Member of Koperasi Maju Bersama" in page_of(client, other.get_absolute_url())


def test_members_are_told_to_those_who_deal_with_people(
    client, officer, reviewer, pillar_lead, cooperative, siti
):
    stored = cooperative()
    add_member(cooperative=stored, person=siti, joined_on=datetime.date(2024, 2, 1), by=officer)
    members = reverse("pillars:cooperative-members", args=[stored.pk])
    for person, sees in ((officer, True), (reviewer, True), (pillar_lead, False)):
        client.force_login(person)
        assert ("Siti Rohmah" in page_of(client, members)) == sees, person
        assert (members in page_of(client, stored.get_absolute_url())) == sees, person
    restrict_beneficiary(beneficiary=siti, is_restricted=True, reason="diminta sendiri", by=officer)
    client.force_login(officer)
    page = page_of(client, members)
    assert "Siti Rohmah" not in page
    assert "Name not shown" in page


def test_a_late_meeting_is_said(client, officer, cooperative, stated):
    stored = cooperative(founded_on=datetime.date(2024, 5, 1))
    stated(stored, 2024, assets=1, met_on=datetime.date(2025, 3, 1))
    client.force_login(officer)
    assert "meeting is recorded about 2025." in page_of(client, stored.get_absolute_url())
    stated(stored, 2025, met_on=datetime.date(2026, 7, 1))
    assert "meeting is recorded about" not in page_of(client, stored.get_absolute_url())


@pytest.mark.parametrize(
    ("left", "ended", "owes"),
    [
        (None, None, True),
        # By the last day of the year: who leaves after it still owes that year.
        (datetime.date(2026, 3, 1), None, True),
        (datetime.date(2025, 12, 31), None, True),
        (datetime.date(2025, 12, 30), None, False),
        (None, datetime.date(2025, 12, 31), True),
        # A village that ended owes nothing, although nobody has ended its standing.
        (None, datetime.date(2025, 12, 30), False),
    ],
)
def test_accounts_are_owed_by_villages_of_the_programme(
    client, officer, cooperative, places, stated, left, ended, owes
):
    """The home page, the list, the page of one, the indicator and its sums say the same."""
    stored = cooperative(founded_on=datetime.date(2020, 1, 1))
    cooperative(village="betak", name="Koperasi Betak")
    stated(stored, 2024, assets=1)
    places["tunggangri"].memberships.update(valid_to=left)
    Area.objects.filter(pk="35.04.14.2011").update(valid_to=ended)
    client.force_login(officer)
    assert f"the accounts of 2025 of {1 + owes} are not stated" in page_of(client, "/")
    assert ("Koperasi Maju" in page_of(client, LIST, accounts="belum")) == owes
    assert f"Accounts of 2025: 0 of {1 + owes}" in page_of(client, LIST)
    assert ("meeting is recorded about 2025." in page_of(client, stored.get_absolute_url())) == owes
    counts = counted_by_area(Cooperative.objects.all(), TODAY, 0)[""]
    assert (counts.institutions, counts.due, counts.accounts) == (2, 1 + owes, 0)
    # Of those that owe, as many as stated: never one that owes nothing.
    stated(stored, 2025, assets=1, met_on=datetime.date(2026, 7, 1))
    counts = counted_by_area(Cooperative.objects.all(), TODAY, 0)[""]
    assert (counts.due, counts.accounts, counts.met) == (1 + owes, int(owes), int(owes))


def test_the_page_of_pillar_iv_adds_the_cooperatives_up(client, reviewer, cooperative, stated, pillars):
    stored = cooperative(legal_number="AHU-1")
    stated(stored, 2025, members_male=10, members_female=12, savings_principal=2_500_000)
    client.force_login(reviewer)
    page = client.get(reverse("reports:pillar-detail", args=["koperasi-desmigratif"]), {"year": 2026})
    counts = page.context["cards"][0].context["counts"]
    assert (counts.institutions, counts.legal, counts.members, counts.savings) == (1, 1, 22, 2_500_000)
    assert "10 men, 12 women; 0 by name in the register" in page.content.decode()


def test_lists_narrow_and_questions_stay_few(client, officer, cooperative, django_assert_max_num_queries):
    for number in range(30):
        cooperative(name=f"Koperasi {number}", legal_number="AHU" if number < 3 else "")
    client.force_login(officer)
    assert "3 co-operatives" in page_of(client, LIST, legal="ya")
    assert "27 co-operatives" in page_of(client, LIST, legal="tidak")
    with django_assert_max_num_queries(25):
        client.get(LIST)
    village = page_of(client, reverse("reports:village-detail", args=["35.04.14.2011"]))
    assert "All 30 co-operatives</a>" in village
    assert [number for number in range(30) if f">Koperasi {number}<" in village] == [27, 28, 29]


def test_who_holds_an_office_stands_before_those_who_held_it(client, officer, cooperative):
    stored = cooperative()
    for year, name in ((2020, "Rukmini"), (2022, "Wagiman"), (2024, "Sri Utami")):
        term = start_term(
            cooperative=stored, office="chair", name=name, started_on=datetime.date(year, 1, 1), by=officer
        )
        if year < 2024:
            end_term(term=term, ended_on=datetime.date(year + 2, 1, 1), by=officer)
    client.force_login(officer)
    board = client.get(stored.get_absolute_url()).context["board"]
    assert [term.name for term in board] == ["Sri Utami", "Wagiman", "Rukmini"]
