"""The pages of the aid: a total that is asked about, who is told whose it is, what was not checked."""

import datetime

import pytest
from django.urls import reverse

from pillars.aid.models import AidPackage
from villages.people.services.beneficiaries import restrict_beneficiary

LIST = reverse("pillars:aid-list")
TYPED = {
    "village": "35.04.14.2011",
    "item": "Kambing",
    "volume": "8",
    "unit": "ekor",
    "unit_value": "70.000",
    "total": "280.000",
    "source": "apbn",
    "handed_on": "10/3/2025",
    "received_by": "village",
}


@pytest.fixture(autouse=True)
def _today(it_is):
    it_is(datetime.date(2026, 6, 15))


def page_of(client, address, **said):
    return client.get(address, said).content.decode()


def test_a_total_that_is_no_product_is_asked_about_once(client, officer, places):
    client.force_login(officer)
    address = reverse("pillars:aid-create")
    page = client.post(address, TYPED).content.decode().replace("\xa0", "")
    assert "8 x Rp70,000 is Rp560,000, and the total says Rp280,000." in page
    assert not AidPackage.objects.exists()
    client.post(address, {**TYPED, "is_right": "on"})
    stored = AidPackage.objects.get()
    assert (stored.total, stored.person, stored.business) == (280_000, None, None)
    page = page_of(client, stored.get_absolute_url())
    assert "Confirmed as written, although volume times value is another sum." in page
    assert "Nobody checked it since 10 March 2025, so its condition is unknown." in page
    assert "Kambing" in page_of(client, places["tunggangri"].get_absolute_url())


def test_a_recipient_is_somebody_or_some_business_of_the_register(client, officer, siti, business_of):
    jahit = business_of("tunggangri")
    client.force_login(officer)
    address = reverse("pillars:aid-create")
    for typed, words in (
        ({"received_by": "person"}, "Write who received it, or choose the village."),
        ({"received_by": "person", "recipient": "Orang Lain"}, "Nobody with this name is in the register."),
        ({"received_by": "business", "recipient": "Siti Rohmah"}, "no business with this name"),
    ):
        assert words in client.post(address, {**TYPED, "total": "", **typed}).content.decode()
    client.post(address, {**TYPED, "total": "", "received_by": "person", "recipient": "Siti Rohmah"})
    client.post(address, {**TYPED, "total": "", "received_by": "business", "recipient": "JAHIT barokah"})
    for_business, for_siti = AidPackage.objects.all()
    assert (for_siti.person, for_siti.total, for_business.business) == (siti, 560_000, jahit)
    assert "Aid received: Kambing" in page_of(client, siti.get_absolute_url())
    edit = client.get(reverse("pillars:aid-edit", args=[for_business.pk])).context["form"].initial
    assert (edit["received_by"], edit["recipient"]) == ("business", "Jahit Barokah")


def test_who_received_it_is_told_to_those_who_deal_with_people(
    client, officer, reviewer, pillar_lead, aid, siti, business_of
):
    stored, other = aid(person=siti), aid(item="Oven", business=business_of("tunggangri"))
    export = reverse("pillars:aid-export", args=["csv"])
    for reader, sees in ((officer, True), (reviewer, True), (pillar_lead, False)):
        client.force_login(reader)
        pages = [page_of(client, LIST), b"".join(client.get(export).streaming_content).decode("utf-8-sig")]
        pages.append(page_of(client, stored.get_absolute_url()) + page_of(client, other.get_absolute_url()))
        for page in pages:
            assert ("Siti Rohmah" in page) == ("Jahit Barokah" in page) == sees, reader
            assert ("Name not shown" in page) != sees
    restrict_beneficiary(beneficiary=siti, is_restricted=True, reason="diminta sendiri", by=officer)
    client.force_login(officer)
    assert "Siti Rohmah" not in page_of(client, LIST) + page_of(client, stored.get_absolute_url())
    typed = {**TYPED, "total": "", "version": ""}
    edit = reverse("pillars:aid-edit", args=[stored.pk])
    page = client.get(edit)
    assert "recipient" not in page.context["form"].fields
    typed["version"] = page.content.decode().split('name="version" value="')[1].split('"')[0]
    client.post(edit, typed)
    stored.refresh_from_db()
    assert (stored.person, stored.total) == (siti, 560_000)


def test_what_was_not_checked_stands_on_the_home_page(client, officer, reviewer, aid, checked_on, pillars):
    packages = [aid(item=f"Barang {number}") for number in range(3)]
    checked_on(packages[0], datetime.date(2026, 6, 1))
    client.force_login(officer)
    assert "Aid: 2 packages have not been checked for 12 months" in page_of(client, "/")
    page = page_of(client, LIST, check="belum")
    assert "2 packages" in page
    assert "Barang 0" not in page
    assert "2 were not checked for 12 months" in page_of(client, LIST)
    assert "1 package" in page_of(client, LIST, condition="good")
    assert "0 packages" in page_of(client, LIST, condition="good", on="31/12/2025")
    assert "3 packages" in page_of(client, LIST, report="terlambat")
    client.force_login(reviewer)
    page = page_of(client, reverse("reports:pillar-detail", args=["usaha-produktif"]), year=2026)
    assert '<dt>Condition unknown</dt><dd><span class="v">2</span>' in page


def test_lists_narrow_and_questions_stay_few(client, officer, aid, django_assert_max_num_queries):
    for number in range(30):
        aid(item=f"Barang {number}", source="csr" if number < 3 else "apbn")
    client.force_login(officer)
    assert "3 packages" in page_of(client, LIST, source="csr")
    with django_assert_max_num_queries(25):
        client.get(LIST)
    page = page_of(client, AidPackage.objects.first().village.get_absolute_url())
    assert "All 30 packages of the village" in page
    assert page.count("/bantuan/") < 9
