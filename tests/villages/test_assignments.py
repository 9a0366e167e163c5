"""Who serves which area when; an overlap is refused in words by the service and by the database itself."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from desmigratif.accounts.roles import Role
from desmigratif.ui.refusals import Refused
from tests import factories
from villages.models import Assignment, Village
from villages.services.assignments import assign_user, end_assignment, remove_assignment

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 3, 10)
ONE = datetime.timedelta(days=1)


@pytest.fixture
def newcomer(places):
    """A Disnaker officer without any area yet."""
    return factories.UserFactory(role=Role.OFFICER, full_name="Tri Wahyuni")


def test_an_assignment_opens_the_villages_of_its_area_and_no_other(newcomer, places, admin):
    assert not Village.objects.visible_to(newcomer)
    assignment = assign_user(user=newcomer, area=places["betak"].regency, valid_from=DAY, by=admin)
    assert set(Village.objects.visible_to(newcomer)) == {
        places[name] for name in ("tunggangri", "betak", "pagersari")
    }
    row = assignment.history.get()
    assert (row.history_user, row.history_change_reason) == (admin, "area assigned")


def test_the_last_day_counts_and_the_next_does_not(newcomer, places, admin):
    today = timezone.localdate()
    assignment = assign_user(user=newcomer, area=places["betak"].area, valid_from=DAY, by=admin)
    end_assignment(assignment=assignment, valid_to=today, by=admin)
    assert Village.objects.visible_to(newcomer).count() == 1
    end_assignment(assignment=assignment, valid_to=today - ONE, by=admin)
    assert not Village.objects.visible_to(newcomer)
    assert [row.history_user for row in assignment.history.all()] == [admin] * 3


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (DAY, None, "without end"),
        (DAY - 30 * ONE, DAY, "without end"),
        (DAY + 900 * ONE, None, "without end"),
    ],
)
def test_an_overlap_with_an_open_assignment_is_refused_in_words(newcomer, places, admin, start, end, words):
    regency = places["betak"].regency
    assign_user(user=newcomer, area=regency, valid_from=DAY, by=admin)
    with pytest.raises(Refused, match=words) as refusal:
        assign_user(user=newcomer, area=regency, valid_from=start, valid_to=end, by=admin)
    assert refusal.value.field == "valid_from"
    assert "Tri Wahyuni" in refusal.value.message
    assert "10 March 2026" in refusal.value.message


def test_an_overlap_with_an_ended_assignment_names_both_its_days(newcomer, places, admin):
    regency = places["betak"].regency
    assign_user(user=newcomer, area=regency, valid_from=DAY, valid_to=DAY + 9 * ONE, by=admin)
    with pytest.raises(Refused, match="from 10 March 2026 to 19 March 2026"):
        assign_user(user=newcomer, area=regency, valid_from=DAY + 9 * ONE, by=admin)
    later = assign_user(user=newcomer, area=regency, valid_from=DAY + 10 * ONE, by=admin)
    assert later.pk
    before = assign_user(user=newcomer, area=regency, valid_from=DAY - 5 * ONE, valid_to=DAY - ONE, by=admin)
    with pytest.raises(Refused, match="serves Kab. Tulungagung already"):
        end_assignment(assignment=before, valid_to=DAY, by=admin)


def test_two_people_may_serve_one_area_and_one_person_two(newcomer, officer, places, admin):
    assert assign_user(user=newcomer, area=places["betak"].regency, valid_from=DAY, by=admin)
    assert assign_user(user=newcomer, area=places["far"].regency, valid_from=DAY, by=admin)


def test_the_end_is_not_before_the_start(newcomer, places, admin):
    with pytest.raises(Refused, match="9 March 2026 is before the first day 10 March 2026"):
        assign_user(user=newcomer, area=places["betak"].regency, valid_from=DAY, valid_to=DAY - ONE, by=admin)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.create(
            user=newcomer, area=places["betak"].regency, valid_from=DAY, valid_to=DAY - ONE
        )


@pytest.mark.parametrize(
    ("role", "place", "allowed"),
    [
        (Role.OFFICER, "province", False),
        (Role.OFFICER, "regency", True),
        (Role.OFFICER, "area", True),
        (Role.VILLAGE_OFFICER, "regency", False),
        (Role.VILLAGE_OFFICER, "area", True),
        (Role.PROVINCE, "province", True),
        (Role.PROVINCE, "regency", False),
        (Role.REVIEWER, "regency", False),
        (Role.ADMIN, "province", False),
    ],
)
def test_each_role_is_given_areas_of_its_level(places, admin, role, place, allowed):
    user = factories.UserFactory(role=role)
    area = getattr(places["betak"], place)
    if allowed:
        assert assign_user(user=user, area=area, valid_from=DAY, by=admin)
    else:
        with pytest.raises(Refused):
            assign_user(user=user, area=area, valid_from=DAY, by=admin)


def test_an_area_that_no_longer_exists_is_not_given(newcomer, places, admin):
    area = places["betak"].area
    area.valid_to = DAY - ONE
    area.save()
    with pytest.raises(Refused, match="has not existed since 9 March 2026"):
        assign_user(user=newcomer, area=area, valid_from=DAY, by=admin)


def test_only_an_assignment_that_was_never_in_force_is_removed(newcomer, places, admin):
    today = timezone.localdate()
    old = assign_user(user=newcomer, area=places["betak"].area, valid_from=today - ONE, by=admin)
    with pytest.raises(Refused, match="End the assignment instead"):
        remove_assignment(assignment=old, by=admin)
    slip = assign_user(user=newcomer, area=places["far"].regency, valid_from=today, by=admin)
    pk = slip.pk
    remove_assignment(assignment=slip, by=admin)
    assert not Assignment.objects.filter(pk=pk).exists()
    trace = Assignment.history.filter(id=pk).first()
    assert (trace.history_type, trace.history_user) == ("-", admin)


def insert(user, area, start, end):
    """Straight past the services, as a hand in the database would."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO villages_assignment (user_id, area_id, valid_from, valid_to)"
            " VALUES (%s, %s, %s, %s)",
            [user.pk, area.pk, start, end],
        )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((DAY, None), (DAY, None)),
        ((DAY, None), (DAY + 400 * ONE, None)),
        ((DAY, DAY + 5 * ONE), (DAY + 5 * ONE, None)),
        ((DAY + 5 * ONE, None), (DAY, DAY + 5 * ONE)),
        ((DAY, DAY + 9 * ONE), (DAY + 2 * ONE, DAY + 3 * ONE)),
    ],
)
def test_the_database_itself_refuses_an_overlap(newcomer, places, first, second):
    regency = places["betak"].regency
    insert(newcomer, regency, *first)
    with pytest.raises(IntegrityError, match="assignment_no_overlap"), transaction.atomic():
        insert(newcomer, regency, *second)
    insert(newcomer, places["far"].regency, *second)


def test_the_database_refuses_a_change_into_an_overlap_and_takes_any_other(newcomer, places):
    regency = places["betak"].regency
    insert(newcomer, regency, DAY, DAY + 5 * ONE)
    insert(newcomer, regency, DAY + 6 * ONE, None)
    early, late = Assignment.objects.order_by("valid_from")
    with pytest.raises(IntegrityError, match="assignment_no_overlap"), transaction.atomic():
        Assignment.objects.filter(pk=early.pk).update(valid_to=DAY + 6 * ONE)
    Assignment.objects.filter(pk=early.pk).update(valid_to=DAY + 3 * ONE)
    Assignment.objects.filter(pk=late.pk).update(valid_from=DAY + 4 * ONE)


# Pages


@pytest.fixture
def as_admin(client, admin):
    client.force_login(admin)
    return client


def test_an_area_is_found_by_name_or_code_and_assigned(as_admin, newcomer, places):
    url = reverse("villages:assignment-create", args=[newcomer.pk])
    by_name = as_admin.get(url, {"q": "tulungagung"})
    assert [area.pk for area in by_name.context["found"]] == ["35.04"]
    assert by_name.context["found"][0].above == "Jawa Timur"
    by_code = as_admin.get(url, {"q": "35.04.14"})
    assert [area.pk for area in by_code.context["found"]][0] == "35.04.14"
    assert "No current area matches “Atlantis”" in as_admin.get(url, {"q": "Atlantis"}).content.decode()
    assert as_admin.get(url, {"q": "jawa timur"}).context["found"] == []
    page = as_admin.get(url, {"area": "35.04"}).content.decode()
    assert "Assign Kab. Tulungagung to Tri Wahyuni" in page
    response = as_admin.post(url, {"area": "35.04", "valid_from": "10/03/2026", "valid_to": ""}, follow=True)
    assignment = newcomer.assignments.get()
    assert (assignment.area_id, assignment.valid_from, assignment.valid_to) == ("35.04", DAY, None)
    assert "In force" in response.content.decode()


def test_an_area_no_longer_there_is_not_offered(as_admin, newcomer, places):
    area = places["betak"].area
    area.valid_to = timezone.localdate() - ONE
    area.save()
    url = reverse("villages:assignment-create", args=[newcomer.pk])
    assert as_admin.get(url, {"q": area.pk}).context["found"] == []


def test_a_role_that_sees_everything_is_offered_no_area(as_admin, reviewer):
    url = reverse("villages:assignment-create", args=[reviewer.pk])
    assert "needs no assignment" in as_admin.get(url, {"q": "tulungagung"}).content.decode()
    response = as_admin.post(url, {"area": "35.04", "valid_from": "10/03/2026"})
    assert "needs no assignment" in response.content.decode()
    assert not reviewer.assignments.exists()


def test_what_was_typed_stays_when_an_overlap_is_refused(as_admin, officer):
    url = reverse("villages:assignment-create", args=[officer.pk])
    response = as_admin.post(url, {"area": "35.04", "valid_from": "10/03/2026", "valid_to": "12/03/2026"})
    assert "serves Kab. Tulungagung already" in response.context["form"].errors["valid_from"][0]
    assert 'value="12/03/2026"' in response.content.decode()
    response = as_admin.post(url, {"area": "35.04", "valid_from": "31/02/2026"})
    assert "“31/02/2026” does not exist" in response.context["form"].errors["valid_from"][0]


def test_an_assignment_is_ended_on_a_page_of_its_own(as_admin, officer):
    assignment = officer.assignments.get()
    url = reverse("villages:assignment-end", args=[assignment.pk])
    assert "Until when does Siti Aminah serve Kab. Tulungagung?" in as_admin.get(url).content.decode()
    response = as_admin.post(url, {"valid_to": "31/12/2019"})
    assert "is before the first day" in response.context["form"].errors["valid_to"][0]
    as_admin.post(url, {"valid_to": "31/12/2024"})
    assignment.refresh_from_db()
    assert assignment.valid_to == datetime.date(2024, 12, 31)


def test_an_assignment_made_by_mistake_is_removed_by_post_only(as_admin, newcomer, places):
    slip = factories.AssignmentFactory(
        user=newcomer, area=places["far"].regency, valid_from=timezone.localdate()
    )
    url = reverse("villages:assignment-remove", args=[slip.pk])
    assert as_admin.get(url).status_code == 405
    as_admin.post(url)
    assert not Assignment.objects.filter(pk=slip.pk).exists()


def test_only_administrators_assign(client, officer, colleague, reviewer):
    assignment = colleague.assignments.get()
    for person in (officer, reviewer):
        client.force_login(person)
        assert client.get(reverse("villages:assignment-create", args=[colleague.pk])).status_code == 403
        assert client.get(reverse("villages:assignment-end", args=[assignment.pk])).status_code == 403
        assert client.post(reverse("villages:assignment-remove", args=[assignment.pk])).status_code == 403
