"""The pages of the service desk: who sees whom, asking for the person, the way from home and village."""

import csv
import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from desmigratif.accounts.models import AccessEvent
from pillars.desk.models import DeskNil, DeskVisit
from pillars.desk.services import take_step
from tests import factories
from villages.people.services.beneficiaries import Person, register_beneficiary, restrict_beneficiary

LIST = reverse("pillars:desk-visit-list")
CREATE = reverse("pillars:desk-visit-create")
#: A case of which each text tells who it is about.
TELLING = {"outcome": "pending", "placement_number": "SPK-77", "note": "Suami dijemput di rumahnya"}


@pytest.fixture(autouse=True)
def _today(it_is):
    it_is(datetime.date(2026, 6, 15))


@pytest.fixture
def typed():
    def make(**said):
        return {
            "village": "35.04.14.2011",
            "visited_on": "10/3/2026",
            "visitor": "",
            "person": "",
            "sex": "unknown",
            "purpose": "information",
            "route": "procedural",
            "outcome": "served",
            **said,
        }

    return make


@pytest.fixture
def post(client, officer):
    def send(**data):
        client.force_login(officer)
        return client.post(CREATE, data, follow=True).content.decode()

    return send


def file_rows(client, **asked):
    """The rows of the CSV, by heading."""
    answer = client.get(reverse("pillars:desk-visit-export", args=["csv"]), asked)
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    return list(csv.DictReader(lines, dialect=csv.Sniffer().sniff(lines[0])))


def test_a_name_that_one_person_has_is_that_person(post, typed, siti):
    page = post(**typed(visitor="siti ROHMAH"))
    visit = DeskVisit.objects.get()
    assert (visit.person, visit.sex) == (siti, "")
    assert "The visit is recorded." in page
    assert siti.get_absolute_url() in page


def test_a_name_that_may_be_several_people_is_asked_about(post, typed, siti, places, officer):
    other = register_beneficiary(person=Person("Siti Rohmah", places["betak"], sex="female"), by=officer)
    page = post(**typed(visitor="Siti Rohmah"))
    assert "Choose who came." in page
    assert not DeskVisit.objects.exists()
    assert str(siti.number) in page
    assert str(other.number) in page
    post(**typed(visitor="Siti Rohmah", person=str(other.number)))
    assert DeskVisit.objects.get().person == other


def test_nobody_of_the_register_is_said_and_goes_on_without_a_name(post, typed):
    page = post(**typed(visitor="Sulastri"))
    assert "Nobody with this name is in the register." in page
    assert 'value="Sulastri"' in page
    post(**typed(visitor="Sulastri", person="nobody", sex="female"))
    assert (DeskVisit.objects.get().person, DeskVisit.objects.get().sex) == (None, "female")


def test_people_of_elsewhere_are_nobody_here(post, typed, places, stranger):
    person = register_beneficiary(person=Person("Lalu Putra", places["far"], sex="male"), by=stranger)
    post(**typed(visitor="Lalu Putra", person=str(person.number)))
    assert not DeskVisit.objects.exists()


def test_a_link_from_a_person_fills_in_who_came(client, officer, siti):
    client.force_login(officer)
    page = client.get(siti.get_absolute_url()).content.decode()
    assert f"{CREATE}?person={siti.number}" in page
    form = client.get(CREATE, {"person": str(siti.number)}).context["form"]
    assert form.initial["visitor"] == "Siti Rohmah"
    assert client.get(CREATE, {"person": "x"}).status_code == 200


def test_a_restricted_person_is_counted_and_not_named(client, officer, siti, visit):
    """Nor told by the number of the placement or by what was written: on no page and in no file."""
    stored = visit(person=siti, **TELLING)
    take_step(visit=stored, step="worked", on=stored.visited_on, note="Ditelepon istrinya", by=officer)
    restrict_beneficiary(beneficiary=siti, is_restricted=True, reason="diminta sendiri", by=officer)
    client.force_login(officer)
    for address in (LIST, stored.get_absolute_url(), f"{stored.get_absolute_url()}ubah/"):
        page = client.get(address).content.decode()
        assert ("Name not shown" in page) is not address.endswith("ubah/")
        assert not [word for word in ("Siti Rohmah", "SPK-77", "rumahnya", "istrinya") if word in page]
    [row] = file_rows(client)
    assert row["Who came"] == "Name not shown"
    assert not [word for word in ("SPK-77", "rumahnya") if word in str(row)]


def test_a_reviewer_reads_who_came_and_not_what_was_written_about_them(
    client, officer, reviewer, siti, visit
):
    named, unnamed = visit(person=siti, **TELLING), visit(**{**TELLING, "note": "Tanya syarat"})
    take_step(visit=named, step="worked", on=named.visited_on, note="Ditelepon istrinya", by=officer)
    for reader, reads in ((officer, True), (reviewer, False)):
        client.force_login(reader)
        page = client.get(named.get_absolute_url()).content.decode()
        assert "Siti Rohmah" in page
        assert {word in page for word in ("SPK-77", "rumahnya", "istrinya")} == {reads}
        assert "Tanya syarat" in client.get(unnamed.get_absolute_url()).content.decode()
        assert ("rumahnya" in str(file_rows(client))) is reads
        assert "Tanya syarat" in str(file_rows(client))


def test_asking_for_a_visitor_is_a_search_or_a_question_about_a_nik(
    post, typed, siti, places, officer, settings
):
    """D8, D15: each leaves its line, and NIKs are not tried here without the brake of “Find by NIK”."""
    register_beneficiary(person=Person("Siti Rohmah", places["betak"], sex="female"), by=officer)
    post(**typed(visitor="Siti Rohmah"))
    event = AccessEvent.objects.get(kind=AccessEvent.Kind.SEARCHED)
    assert (event.user, event.what, event.rows) == (officer, "Siti Rohmah", 2)
    assert event.address
    settings.NIK_SEARCHES_PER_HOUR = 2
    for serial in (1, 2, 3):
        page = post(**typed(visitor=f"350414570385980{serial}"))
    assert AccessEvent.objects.filter(kind=AccessEvent.Kind.ASKED).count() == 2
    assert "which is the limit" in page
    assert not DeskVisit.objects.exists()


def test_a_correction_names_no_restricted_person_and_keeps_who_came(client, officer, siti, visit, typed):
    stored = visit(person=siti)
    restrict_beneficiary(beneficiary=siti, is_restricted=True, reason="diminta sendiri", by=officer)
    client.force_login(officer)
    edit = reverse("pillars:desk-visit-edit", args=[stored.pk])
    page = client.get(edit)
    assert "Siti Rohmah" not in page.content.decode()
    version = re.search(r'name="version" value="([^"]+)"', page.content.decode())[1]
    client.post(edit, typed(purpose="documents", visitor="Orang Lain", person="nobody", version=version))
    stored.refresh_from_db()
    assert (stored.person, stored.purpose, stored.sex) == (siti, "documents", "")


def test_whoever_is_named_on_the_page_of_a_visit_was_looked_at(client, officer, siti, visit):
    stored = visit(person=siti)
    client.force_login(officer)
    for address in (
        stored.get_absolute_url(),
        reverse("pillars:desk-visit-edit", args=[stored.pk]),
        f"{CREATE}?person={siti.number}",
    ):
        before = AccessEvent.objects.filter(about=siti.number).count()
        assert "Siti Rohmah" in client.get(address).content.decode()
        assert AccessEvent.objects.filter(about=siti.number).count() == before + 1, address


def test_the_list_narrows_and_the_file_holds_what_it_shows(client, officer, visit, siti):
    visit(person=siti, purpose="documents")
    visit(purpose="complaint", village="betak")
    client.force_login(officer)
    page = client.get(LIST, {"case": "open"}).content.decode()
    assert "1 visit" in page
    assert "Betak" in page
    assert "Open, 97 days" in page
    [row] = file_rows(client, q="siti")
    assert (row["What for"], row["Who came"], row["Days open"]) == ("Documents", "Siti Rohmah", "")


def test_home_leads_to_the_village_that_said_nothing(client, officer, places, visit):
    for name in ("tunggangri", "betak"):
        factories.MembershipFactory(village=places[name])
    client.force_login(officer)
    page = client.get("/").content.decode()
    month = reverse("pillars:desk-month", args=["2026-05"])
    assert "no entry for May 2026 in 2 villages" in page
    assert month in page
    visit(village="betak", visited_on=datetime.date(2026, 5, 4))
    assert places["tunggangri"].get_absolute_url() in client.get("/").content.decode()
    assert "Tunggangri" in client.get(month).content.decode()
    client.post(reverse("pillars:desk-nil-create", args=["35.04.14.2011", "2026-05"]))
    assert DeskNil.objects.standing().count() == 1
    assert "nothing is said about" not in client.get("/").content.decode()
    assert "Nobody came" in client.get(places["tunggangri"].get_absolute_url()).content.decode()


def test_the_page_of_pillar_i_adds_the_desks_up(client, reviewer, visit, siti, pillars):
    visit(person=siti, route="non_procedural")
    visit(purpose="complaint", village="betak")
    client.force_login(reviewer)
    page = client.get(reverse("reports:pillar-detail", args=["layanan-migrasi"]), {"year": 2026})
    counts = page.context["cards"][0].context["counts"]
    assert (counts.visits, counts.people, counts.open_complaints, counts.non_procedural) == (2, 1, 1, 1)
    other = client.get(reverse("reports:pillar-detail", args=["usaha-produktif"]))
    assert "pillars/desk/_pillar.html" not in [card.template for card in other.context["cards"]]


def test_the_list_asks_as_often_for_thirty_visits_as_for_three(client, officer, visit, siti):
    client.force_login(officer)
    client.get(LIST)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        return len(queries)

    for _number in range(3):
        visit(person=siti)
    few = asked()
    for _number in range(27):
        visit(person=siti)
    assert asked() == few <= 25


def test_a_village_outside_the_programme_that_day_is_asked_about(post, typed, places):
    """Case O48, as of activities: recorded once somebody says that it is right."""
    left = datetime.date(2026, 3, 10)
    factories.MembershipFactory(
        village=places["tunggangri"], valid_from=datetime.date(2019, 1, 1), valid_to=left
    )
    question = "Tunggangri was not in the programme on 11/03/2026."
    page = post(**typed(visited_on="11/3/2026"))
    assert question in page
    assert 'name="is_right"' in page
    assert not DeskVisit.objects.exists()
    assert question not in post(**typed(visited_on="11/3/2026", is_right="on"))
    post(**typed(visited_on="10/3/2026"))
    assert DeskVisit.objects.count() == 2
