"""The access log as a page: who saw a person, what a user saw; every page of a person leaves its line."""

import datetime

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.urls.converters import UUIDConverter

from desmigratif.accounts.models import AccessEvent, User
from desmigratif.accounts.roles import Role
from tests import factories
from tests.pillars.registers import DECLARED
from tests.test_access import TABLE
from villages.people.services.stages import record_stage, tie_family

pytestmark = pytest.mark.django_db

PAGE = "/administrasi/akses/"
SHOWN = {AccessEvent.Kind.OPENED, AccessEvent.Kind.REVEALED}


def addresses_of_people():
    """Names of all addresses that hold the number of a person."""
    found = []

    def walk(patterns, namespace=""):
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                if isinstance(pattern.pattern.converters.get("number"), UUIDConverter):
                    found.append((f"{namespace}{pattern.name}", tuple(pattern.pattern.converters)))
            elif pattern.namespace != "admin":
                walk(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else namespace)

    walk(get_resolver().url_patterns)
    return found


def test_every_page_that_shows_a_person_leaves_one_line(registered, officer, client):
    """Also a form that is refused; an answer that leads elsewhere leaves none."""
    person, other = registered("SULASTRI", nik="3504145703859801"), registered("DEWI")
    day = datetime.date(2025, 3, 1)
    stage = record_stage(beneficiary=person, by=officer, kind="pmi", event_on=day, reported_on=day)
    tie_family(person=person, relative=other, kind="child", by=officer)
    pks = {"stage": stage.pk, "tie": person.ties.get().pk, "merge": 0}
    client.force_login(officer)
    shown = set()
    for name, parts in addresses_of_people():
        kind = name.removeprefix("pillars:").partition("-")[0]
        values = {"number": person.number, "other": other.number, "pk": pks.get(kind, 0)}
        url = reverse(name, kwargs={part: values[part] for part in parts})
        for send in (client.get, client.post):
            with transaction.atomic():
                before = AccessEvent.objects.filter(about=person.number, kind__in=SHOWN).count()
                response = send(url)
                lines = AccessEvent.objects.filter(about=person.number, kind__in=SHOWN).count() - before
                assert lines == (response.status_code == 200), (name, send.__name__)
                if lines:
                    shown.add((name, send.__name__))
                transaction.set_rollback(True)
    assert len(shown) >= 8
    assert ("pillars:beneficiary-edit", "get") in shown
    assert ("pillars:beneficiary-reveal", "post") in shown


def test_a_search_leaves_a_line(registered, officer, client):
    registered("SULASTRI")
    client.force_login(officer)
    client.get(reverse("pillars:beneficiary-list"), {"q": "sulastri"})
    event = AccessEvent.objects.get(kind=AccessEvent.Kind.SEARCHED)
    assert (event.user, event.what, event.rows) == (officer, "sulastri", 1)
    client.get(reverse("pillars:beneficiary-list"))
    assert AccessEvent.objects.filter(kind=AccessEvent.Kind.SEARCHED).count() == 1


def test_every_page_that_finds_people_by_words_leaves_a_line(things, registered, officer, client):
    """Found in the table of access: whatever shows somebody for the words that were asked, registers too."""
    xenophon = registered("XENOPHON")
    for declared in DECLARED.values():
        declared.named(xenophon, things, officer)
    client.force_login(officer)
    finding = set()
    for name, (method, key, expected) in TABLE.items():
        if method != "get" or expected["officer"] != "ok":
            continue
        for key_of_thing in {key, "draft"} if key == "sent" else {key}:
            url = reverse(name, args=things[key_of_thing])
            with transaction.atomic():
                shown = client.get(url, {"q": "xenophon"})
                is_page = shown.status_code == 200 and "text/html" in shown["Content-Type"]
                if (
                    is_page
                    and "XENOPHON" in shown.text
                    and "XENOPHON" not in client.get(url, {"q": "yy"}).text
                ):
                    searched = AccessEvent.objects.filter(kind=AccessEvent.Kind.SEARCHED, what="xenophon")
                    assert searched.count() == 1, name
                    finding.add(name)
                transaction.set_rollback(True)
    assert finding >= {
        *("pillars:beneficiary-list", "pillars:attendance-list", "pillars:tie-create"),
        *("pillars:desk-visit-list", "pillars:cooperative-members"),
    }

    # What is pasted is a search for as many.
    address = reverse("pillars:attendance-match", args=things["draft"])
    assert "XENOPHON" in client.post(address, {"people": "Xenophon\nSiapa Saja"}).text
    event = AccessEvent.objects.filter(kind=AccessEvent.Kind.SEARCHED).latest("pk")
    assert (event.what, event.rows) == ("Xenophon, Siapa Saja", 1)


@pytest.fixture
def office(officer, colleague):
    """The office of Tulungagung, with a head."""
    organisation = factories.OrganisationFactory(name="Disnaker Tulungagung")
    User.objects.filter(pk__in=[officer.pk, colleague.pk]).update(organisation=organisation)
    User.objects.filter(pk=colleague.pk).update(oversees_access=True)
    return User.objects.get(pk=colleague.pk)


def looked_at(person, *readers):
    for reader in readers:
        client = Client()
        client.force_login(reader)
        assert client.get(person.get_absolute_url()).status_code == 200


def test_a_head_sees_who_saw_the_people_of_the_area_and_what_the_own_users_did(
    registered, office, officer, reviewer, stranger, client
):
    person = registered("SULASTRI")
    looked_at(person, officer, reviewer)
    far = Client()
    far.force_login(stranger)
    far.get(reverse("pillars:beneficiary-list"), {"q": "rahasia"})
    client.force_login(office)
    page = client.get(PAGE, {"person": person.number})
    assert {event.user.full_name for event, _name in page.context["rows"]} == {
        "Siti Aminah",
        "Rina Wulandari",
    }
    assert "SULASTRI" in page.text
    page = client.get(PAGE, {"user": stranger.pk})
    assert page.context["rows"] == []
    assert "rahasia" not in client.get(PAGE).text
    # Of the reviewer a head sees only what concerns the own people.
    Client().post(reverse("account_login"), {"login": reviewer.email, "password": "salah"})
    kinds = {event.kind for event, _name in client.get(PAGE, {"user": reviewer.pk}).context["rows"]}
    assert kinds == {AccessEvent.Kind.OPENED}


def test_an_administrator_sees_everything_and_others_nothing(
    registered, officer, admin, reviewer, stranger, client
):
    person = registered("SULASTRI")
    looked_at(person, officer)
    client.force_login(admin)
    page = client.get(PAGE, {"q": "siti", "kind": "opened"})
    assert [event.user for event, _name in page.context["rows"]] == [officer]
    for reader in (officer, reviewer, stranger):
        client.force_login(reader)
        assert client.get(PAGE).status_code == 403
    User.objects.filter(pk=reviewer.pk).update(oversees_access=True)
    client.force_login(reviewer)
    assert client.get(PAGE, {"person": person.number}).context["rows"]


@pytest.mark.parametrize(
    "query", ["person=x", "user=%00", "user=9" * 40, "user=1.5", "since=kemarin", "kind=²", "page=²", "q=%00"]
)
def test_values_that_cannot_be_are_said(admin, client, query):
    client.force_login(admin)
    assert client.get(f"{PAGE}?{query}").status_code == 200


def test_who_may_not_see_people_reads_nothing_about_them(registered, officer, province_reader, client):
    person = registered("SULASTRI")
    looked_at(person, officer)
    User.objects.filter(pk=province_reader.pk).update(oversees_access=True)
    client.force_login(province_reader)
    assert client.get(PAGE, {"person": person.number}).context["rows"] == []


def test_the_right_comes_with_the_account_and_only_an_administrator_gives_it(admin, officer, client):
    client.force_login(admin)
    form = {"full_name": officer.full_name, "email": officer.email, "role": Role.OFFICER, "organisation": ""}
    client.post(
        reverse("accounts:user-edit", args=[officer.pk]),
        {**form, "time_zone": "Asia/Jakarta", "oversees_access": "on"},
    )
    assert User.objects.get(pk=officer.pk).has_perm("accounts.view_access_log")


def test_a_trail_of_one_step_is_not_drawn(client, admin):
    """It leads nowhere; the log leads back to the administration whoever may open that."""
    client.force_login(admin)
    page = client.get(reverse("reports:access-list")).content.decode()
    assert f'href="{reverse("reports:administration")}">Administration</a></li>' in page
    for address in (reverse("account"), reverse("reports:home")):
        assert 'class="crumb' not in client.get(address).content.decode(), address
