"""Pages of the groups and of the children: who reads what, the log, the way from home, village and pillar."""

import datetime

import pytest
from django.urls import reverse

from desmigratif.accounts.models import AccessEvent
from pillars.parenting.models import GroupMember, ParentingGroup, Referral
from tests.reports import made
from villages.people.services.beneficiaries import restrict_beneficiary

LIST, CHILDREN = reverse("pillars:parenting-group-list"), reverse("pillars:parenting-child-list")
ABROAD = datetime.date(2024, 3, 1)


@pytest.fixture(autouse=True)
def _today(it_is):
    it_is(datetime.date(2026, 6, 15))


def page_of(client, address, **said):
    return client.get(address, said).content.decode()


def test_a_group_is_recorded_and_found_again(client, officer, places, pillars):
    client.force_login(officer)
    typed = {"village": "35.04.14.2011", "name": "Rumah Belajar Pelita", "kind": "house", "rhythm": "weekly"}
    page = client.post(reverse("pillars:parenting-group-create"), typed, follow=True).content.decode()
    assert "The group is recorded." in page
    stored = ParentingGroup.objects.get()
    assert "Rumah Belajar Pelita" in page_of(client, LIST, kind="house")
    assert "No group matches" in page_of(client, LIST, kind="group")
    assert "Rumah Belajar Pelita" in page_of(client, places["tunggangri"].get_absolute_url())
    again = client.post(reverse("pillars:parenting-group-create"), {**typed, "name": "rumah belajar pelita"})
    assert "The village has a group with this name already." in again.content.decode()
    activity = made.activity(
        officer, pillars[3], [places["tunggangri"]], start="2026-05-12", title="Kelas ibu"
    )
    address = reverse("pillars:parenting-session-create", args=[stored.pk])
    page = client.post(address, {"activity": str(activity.pk)}, follow=True).content.decode()
    assert "Quarter 2 of 2026: 1 meeting" in page
    assert activity.get_absolute_url() in page


def test_a_child_joins_and_an_adult_does_not(client, officer, admin, group, child):
    stored, ani = group(), child("Ani")
    child("Tuti", born=datetime.date(1980, 1, 1))
    address = reverse("pillars:parenting-member-create", args=[stored.pk])
    typed = {"person": "", "joined_on": "1/2/2025", "role": "child"}
    client.force_login(officer)
    assert (
        "By the register Tuti is no child"
        in client.post(address, {**typed, "member": "Tuti"}).content.decode()
    )
    client.force_login(admin)
    assert 'value="child"' not in page_of(client, address)
    client.post(address, {**typed, "member": "Ani"})
    assert not GroupMember.objects.exists()
    client.force_login(officer)
    client.post(address, {**typed, "member": "Ani"})
    assert GroupMember.objects.get().person == ani
    assert "Child in Rumah Belajar Pelita" in page_of(client, ani.get_absolute_url())


def test_names_of_children_are_for_the_officers_of_their_area(
    client, officer, reviewer, admin, stranger, pillar_lead, group, child, joined, school
):
    stored, ani = group(), child("Anisa Kecil", parent=ABROAD)
    joined(stored, ani)
    school(ani, "out")
    members, detail = (
        reverse("pillars:parenting-members", args=[stored.pk]),
        reverse("pillars:parenting-child-detail", args=[ani.number]),
    )
    client.force_login(officer)
    for address in (members, CHILDREN, detail):
        AccessEvent.objects.all()
        before = AccessEvent.objects.filter(kind="opened", about=ani.number, user=officer).count()
        assert "Anisa Kecil" in page_of(client, address)
        after = AccessEvent.objects.filter(kind="opened", about=ani.number, user=officer).count()
        assert after == before + 1, address
    for person in (reviewer, admin, stranger, pillar_lead):
        client.force_login(person)
        for address in (members, CHILDREN, detail, stored.get_absolute_url(), LIST):
            assert "Anisa Kecil" not in page_of(client, address), (person, address)
    client.force_login(reviewer)
    assert "School: " not in page_of(client, ani.get_absolute_url())
    client.force_login(officer)
    assert "School: Dropped out" in page_of(client, ani.get_absolute_url())
    restrict_beneficiary(beneficiary=ani, is_restricted=True, reason="diminta wali", by=officer)
    for address in (members, CHILDREN):
        assert "Anisa Kecil" not in page_of(client, address)
    assert client.get(detail).status_code == 404


def test_what_is_recorded_of_a_child_stands_on_its_page(client, officer, child):
    ani = child("Ani", parent=ABROAD)
    client.force_login(officer)
    home = page_of(client, "/")
    assert "Community parenting: the school status of 1 child is not updated for 12 months" in home
    assert "1 child" in page_of(client, CHILDREN, school="lama")
    say = {"on": "1/3/2026", "state": "in", "level": "sd"}
    address = reverse("pillars:parenting-school-create", args=[ani.number])
    client.post(address, say)
    assert (
        "A school status is recorded for 1 March 2026 already" in client.post(address, say).content.decode()
    )
    assert "school status of" not in page_of(client, "/")
    client.post(
        reverse("pillars:parenting-module-create", args=[ani.number]), {"on": "1/3/2026", "module": "2"}
    )
    referral = {"on": "1/3/2026", "kind": "psychosoc", "referred_to": "UPTD PPA"}
    client.post(reverse("pillars:parenting-referral-create", args=[ani.number]), referral)
    close = reverse("pillars:parenting-referral-close", args=[Referral.objects.get().pk])
    early = client.post(close, {"closed_on": "1/2/2026", "outcome": "sudah didampingi"}).content.decode()
    assert "The referral is of 1 March 2026." in early
    client.post(close, {"closed_on": "1/4/2026", "outcome": "sudah didampingi"})
    page = page_of(client, reverse("pillars:parenting-child-detail", args=[ani.number]))
    for said in (
        "At school",
        "Guide book 2",
        "UPTD PPA",
        "sudah didampingi",
        "Ibu Ani</a>, Migrant worker abroad",
    ):
        assert said in page
    assert "1 child" in page_of(client, CHILDREN, school="in")
    assert "No child matches" in page_of(client, CHILDREN, school="out")


def test_counts_of_children_are_told_in_fives_to_others(
    client, officer, pillar_lead, reviewer, province_reader, group, child, joined, pillars, places
):
    stored = group()
    for number in range(3):
        joined(stored, child(f"Anak {number}", parent=ABROAD))
    village = places["tunggangri"].get_absolute_url()
    pillar = reverse("reports:pillar-detail", args=["community-parenting"])
    for person, told in ((officer, "3"), (reviewer, "3"), (pillar_lead, "&lt;5"), (province_reader, "&lt;5")):
        client.force_login(person)
        assert f"{told} in a group" in page_of(client, village), person
        assert f"<dd>{told}</dd>" in page_of(client, stored.get_absolute_url())
        steps = client.get(pillar, {"year": 2026}).context["cards"][0].context["steps"]
        if person in (officer, reviewer):
            assert [step[1] for step in steps] == [3, 3, 0]
        assert (CHILDREN in page_of(client, pillar, year=2026)) == (person == officer)


def test_lists_narrow_and_questions_stay_few(
    client, officer, group, child, joined, django_assert_max_num_queries
):
    stored = group()
    for number in range(20):
        one = child(f"Anak {number}", parent=ABROAD)
        if number < 3:
            joined(stored, one)
    client.force_login(officer)
    assert "3 children" in page_of(client, CHILDREN, group="ya")
    assert "17 children" in page_of(client, CHILDREN, group="tidak")
    with django_assert_max_num_queries(25):
        client.get(CHILDREN)
