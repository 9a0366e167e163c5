"""The pages of the businesses: whose it is, figures that are asked about, the way from home and village."""

import datetime

import pytest
from django.urls import reverse

from pillars.businesses.models import Business, BusinessMember
from pillars.businesses.services import PermitData, take_step
from villages.people.services.beneficiaries import restrict_beneficiary

LIST = reverse("pillars:business-list")


@pytest.fixture(autouse=True)
def _today(it_is):
    it_is(datetime.date(2026, 6, 15))


def page_of(client, address, **said):
    return client.get(address, said).content.decode()


def test_a_business_is_recorded_with_its_owner(client, officer, places, person):
    siti, other = person("Siti Rohmah"), person("Siti Rohmah", "betak")
    client.force_login(officer)
    typed = {"village": "35.04.14.2011", "name": "Keripik Barokah", "kind": "person", "member": "Siti Rohmah"}
    typed |= {"person": "", "started_on": "10/3/2025"}
    page = client.post(reverse("pillars:business-create"), typed).content.decode()
    assert "Choose whose business it is." in page
    typed["person"] = str(siti.number)
    page = client.post(reverse("pillars:business-create"), typed, follow=True).content.decode()
    assert "The business is recorded." in page
    stored = Business.objects.get()
    assert (stored.members.get().person, stored.members.get().joined_on) == (siti, stored.started_on)
    assert "In the business Keripik Barokah" in page_of(client, siti.get_absolute_url())
    assert "Keripik Barokah" not in page_of(client, other.get_absolute_url())
    assert "Keripik Barokah" in page_of(client, places["tunggangri"].get_absolute_url())
    assert "Running since its start on 10 March 2025." in page_of(client, stored.get_absolute_url())


def test_a_permit_that_runs_out_stands_on_the_home_page(client, officer, business):
    stored = business(permits=[PermitData("pirt", "P-1", None, datetime.date(2026, 7, 1))])
    client.force_login(officer)
    home = page_of(client, "/")
    assert "Businesses: a permit of 1 runs out within 60 days or has run out" in home
    assert stored.get_absolute_url() in home
    assert "Keripik Barokah" in page_of(client, LIST, permit="habis")
    day = datetime.date(2026, 5, 1)
    take_step(business=stored, status="closed", on=day, why="modal habis", by=officer)
    assert "Businesses: a permit" not in page_of(client, "/")


def test_figures_that_can_hardly_be_are_asked_about_once(client, officer, business):
    stored = business()
    client.force_login(officer)
    address = reverse("pillars:business-year", args=[stored.pk, 2025])
    typed = {"turnover": "9.000.000", "profit": "10.000.000", "source": "kas"}
    page = client.post(address, typed).content.decode().replace("\xa0", "")
    assert "The profit of Rp10,000,000 is more than the turnover of Rp9,000,000." in page
    assert not stored.years.exists()
    client.post(address, {**typed, "is_right": "on"})
    assert stored.years.get().profit == 10_000_000


def test_somebody_restricted_is_named_nowhere(client, officer, reviewer, business, person):
    siti = person("Siti Rohmah")
    stored = business(name="Keripik Bu Siti Rohmah", owner=siti)
    restrict_beneficiary(beneficiary=siti, is_restricted=True, reason="diminta sendiri", by=officer)
    export = reverse("pillars:business-export", args=["csv"])
    for reader in (officer, reviewer):
        client.force_login(reader)
        village, address = stored.village.get_absolute_url(), stored.get_absolute_url()
        for page in (page_of(client, LIST), page_of(client, village), page_of(client, address)):
            assert "Siti Rohmah" not in page
            assert "Name not shown" in page
        assert "No business matches" in page_of(client, LIST, q="rohmah")
        content = b"".join(client.get(export).streaming_content).decode("utf-8-sig")
        assert "Rohmah" not in content
    assert client.get(reverse("pillars:business-edit", args=[stored.pk])).status_code == 403
    member = BusinessMember.objects.get()
    assert client.get(reverse("pillars:business-member-leave", args=[member.pk])).status_code == 403


def test_a_past_day_can_be_asked(client, officer, business):
    paused, closed = business(), business(name="Jahit", started_on=datetime.date(2024, 1, 1))
    take_step(business=paused, status="paused", on=datetime.date(2026, 1, 1), why="musim hujan", by=officer)
    take_step(business=closed, status="closed", on=datetime.date(2026, 2, 1), why="modal habis", by=officer)
    client.force_login(officer)
    assert "1 business" in page_of(client, LIST)
    assert "Jahit" in page_of(client, LIST, status="closed")
    past = page_of(client, LIST, on="31/12/2025")
    assert "2 businesses" in past
    assert "2 are running, 0 paused" in past
    assert "As it stood on 31 December 2025." in past
    assert "1 business" in page_of(client, LIST, on="31/12/2024")


def test_the_page_of_pillar_ii_adds_the_businesses_up(
    client, reviewer, officer, pillar_lead, stranger, business, pillars
):
    for number in range(6):
        business(name=f"Usaha {number}", started_on=datetime.date(2026, 2, 1))
    for reader, told in ((reviewer, "6"), (pillar_lead, "6"), (officer, "6+"), (stranger, "5+")):
        client.force_login(reader)
        address = reverse("reports:pillar-detail", args=["usaha-produktif"])
        page = page_of(client, address, year=2026)
        assert f'<dt>Businesses not closed</dt><dd><span class="v">{told}</span>' in page, reader
        assert (LIST in page) == (reader != pillar_lead)


def test_lists_narrow_and_questions_stay_few(client, officer, business, django_assert_max_num_queries):
    for number in range(30):
        business(name=f"Usaha {number}", sector="A" if number < 3 else "C")
    client.force_login(officer)
    assert "3 businesses" in page_of(client, LIST, sector="A")
    with django_assert_max_num_queries(25):
        client.get(LIST)
    page = page_of(client, Business.objects.first().village.get_absolute_url())
    assert page.count("/usaha/") < 9
    assert "All businesses of the village" in page
