"""What waits for an administrator, counted by hand; and at the same cost however much waits."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from desmigratif.accounts.models import OrganisationChange, User
from desmigratif.accounts.roles import Role
from pillars.models import PillarLead
from reports.figures import administration as figures
from tests import factories
from villages.models import AreaGroup

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 3, 10)
URL = "reports:administration"


def change(organisation, *successors, kind="function_moved", on=datetime.date(2024, 11, 4)):
    row = OrganisationChange.objects.create(
        organisation=organisation, kind=kind, effective_on=on, source="Perpres 139/2024"
    )
    row.successors.set(successors)
    return row


def test_a_lead_that_handed_its_function_on_waits_with_its_successors(pillars):
    old, new = factories.OrganisationFactory(), factories.OrganisationFactory(name="Kementerian Penerus")
    lead = PillarLead.objects.create(pillar=pillars[4], organisation=old, decree="x")
    assert figures.leads_to_replace(TODAY) == []
    change(old, new)
    (found,) = figures.leads_to_replace(TODAY)
    assert (found.lead, found.since, found.successors) == (lead, datetime.date(2024, 11, 4), (new,))
    assert figures.leads_to_replace(datetime.date(2024, 11, 4)) == []
    PillarLead.objects.create(
        pillar=pillars[4], organisation=new, valid_from=datetime.date(2024, 11, 5), decree="SK"
    )
    assert figures.leads_to_replace(TODAY) == []


def test_a_lead_appointed_after_the_function_moved_is_right(pillars):
    old = factories.OrganisationFactory()
    change(old, factories.OrganisationFactory())
    PillarLead.objects.create(
        pillar=pillars[1], organisation=old, valid_from=datetime.date(2025, 1, 1), decree="SK"
    )
    assert figures.leads_to_replace(TODAY) == []


def test_a_lead_whose_organisation_has_ended_waits_without_a_change_too(pillars):
    ended = factories.OrganisationFactory(valid_to=datetime.date(2024, 10, 20))
    PillarLead.objects.create(pillar=pillars[1], organisation=ended, decree="x")
    (found,) = figures.leads_to_replace(TODAY)
    assert (found.since, found.successors) == (datetime.date(2024, 10, 20), ())


def test_ended_organisations_wait_while_they_have_active_users():
    ended = factories.OrganisationFactory(valid_to=TODAY - datetime.timedelta(days=1))
    last_day = factories.OrganisationFactory(valid_to=TODAY)
    factories.UserFactory(organisation=ended)
    factories.UserFactory(organisation=ended, is_active=False)
    factories.UserFactory(organisation=last_day)
    assert [(row, row.active_users) for row in figures.ended_organisations_with_users(TODAY)] == [(ended, 1)]


def test_only_roles_of_an_area_wait_for_one(officer, reviewer, admin, places):
    assert not figures.users_without_area(TODAY)
    officer.assignments.update(valid_to=TODAY - datetime.timedelta(days=1))
    factories.UserFactory(is_active=False)
    assert list(figures.users_without_area(TODAY)) == [officer]
    factories.AssignmentFactory(user=officer, area=places["far"].area, valid_from=TODAY)
    assert not figures.users_without_area(TODAY)


def test_programme_villages_without_an_active_officer_are_counted_per_regency(
    places, village_officer, province_reader
):
    for place in places.values():
        factories.MembershipFactory(village=place)
    rows = [(area.pk, area.villages) for area in figures.villages_without_officer(TODAY)]
    # Tunggangri has its village officer; the province office enters nothing.
    assert rows == [("35.04", 2), ("52.03", 1)]
    officer = factories.UserFactory(role=Role.OFFICER)
    factories.AssignmentFactory(user=officer, area=places["betak"].regency)
    assert [area.pk for area in figures.villages_without_officer(TODAY)] == ["52.03"]
    User.objects.filter(pk=officer.pk).update(is_active=False)
    assert figures.villages_without_officer(TODAY)[0].villages == 2
    places["betak"].memberships.update(valid_to=datetime.date(2025, 12, 31))
    assert [area.villages for area in figures.villages_without_officer(TODAY)] == [1, 1]


def test_groups_without_a_regency_and_people_who_never_came_wait(places):
    empty = AreaGroup.objects.create(slug="kosong", name="Kosong", name_en="Empty")
    full = AreaGroup.objects.create(slug="isi", name="Isi", name_en="Full")
    full.areas.add(places["betak"].regency)
    assert list(figures.empty_groups()) == [empty]
    came = factories.UserFactory(last_login=timezone.now())
    new = factories.UserFactory()
    assert list(figures.users_never_signed_in()) == [new]
    assert came not in figures.users_never_signed_in()


def make_everything_wait(pillars, places):
    for number in (1, 2, 3, 4):
        old = factories.OrganisationFactory(valid_to=datetime.date(2024, 10, 20))
        change(old, factories.OrganisationFactory(), factories.OrganisationFactory(), kind="ended")
        factories.UserFactory(organisation=old)
        if not pillars[number].leads.exists():
            PillarLead.objects.create(pillar=pillars[number], organisation=old, decree="x")
    for place in places.values():
        if not place.memberships.exists():
            factories.MembershipFactory(village=place)
    number = AreaGroup.objects.count()
    AreaGroup.objects.create(slug=f"k{number}", name=f"K{number}", name_en=f"K{number}")


def test_the_page_says_what_waits_and_where_it_is_mended(client, admin, pillars, places):
    make_everything_wait(pillars, places)
    client.force_login(admin)
    page = client.get(reverse(URL)).content.decode()
    for heading in (
        "Pillar leads to replace",
        "Organisations that have ended and still have users",
        "Users without an area",
        "Programme villages without an officer",
        "Area groups without a regency",
        "Users who never signed in",
    ):
        assert heading in page
    for link in (
        f"{reverse('pillars:lead-create')}?pillar=IV",
        f"{reverse('accounts:user-list')}?status=no-area",
        f"{reverse('accounts:user-list')}?status=never",
        f"{reverse('villages:village-list')}?regency=35.04",
    ):
        assert link in page
    assert client.get(f"{reverse('accounts:user-list')}?status=no-area").context["total"] == 4


def test_the_page_costs_the_same_however_much_waits(
    client, admin, pillars, places, django_assert_max_num_queries
):
    client.force_login(admin)
    make_everything_wait(pillars, places)
    with django_assert_max_num_queries(20) as few:
        client.get(reverse(URL))
    for _ in range(10):
        make_everything_wait(pillars, places)
    with django_assert_max_num_queries(20) as many:
        client.get(reverse(URL))
    assert len(many) == len(few)


def test_when_nothing_waits_the_page_says_so(client, admin):
    client.force_login(admin)
    User.objects.update(last_login=timezone.now())
    assert "Nothing is waiting for you today." in client.get(reverse(URL)).content.decode()


def test_an_administrator_of_an_ended_organisation_reads_the_page_without_its_buttons(client, admin):
    admin.organisation = factories.OrganisationFactory(valid_to=datetime.date(2024, 10, 20))
    admin.save()
    client.force_login(admin)
    response = client.get(reverse(URL))
    assert response.status_code == 200
    assert reverse("accounts:user-list") not in response.content.decode()


@pytest.mark.parametrize("role", ["officer", "reviewer", "pillar_lead", "contributor", "province_reader"])
def test_nobody_else_opens_it(client, request, role):
    client.force_login(request.getfixturevalue(role))
    assert client.get(reverse(URL)).status_code == 403
