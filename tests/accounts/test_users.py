"""The pages of users: found, made, changed, closed; who may open them."""

import datetime

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from desmigratif.accounts.models import User
from desmigratif.accounts.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db

LIST = "accounts:user-list"


@pytest.fixture
def as_admin(client, admin):
    client.force_login(admin)
    return client


def form_of(user=None, **fields):
    values = {
        "full_name": "Wahyu Ningsih",
        "email": "wahyu@contoh.example",
        "role": Role.OFFICER,
        "organisation": "",
        "time_zone": "Asia/Makassar",
    }
    if user is not None:
        values = {name: getattr(user, name) for name in values} | {"organisation": user.organisation_id or ""}
    return {**values, **fields}


def names(response):
    return [user.full_name for user in response.context["page"]]


@pytest.mark.parametrize(
    "role", ["officer", "village_officer", "reviewer", "pillar_lead", "contributor", "province_reader"]
)
def test_only_administrators_look_after_users(client, request, role, admin):
    client.force_login(request.getfixturevalue(role))
    for name, args in [(LIST, []), ("accounts:user-create", []), ("accounts:user-edit", [admin.pk])]:
        assert client.get(reverse(name, args=args)).status_code == 403
    for verb in ("deactivate", "reactivate", "send-mail"):
        assert client.post(reverse(f"accounts:user-{verb}", args=[admin.pk])).status_code == 403
    admin.refresh_from_db()
    assert admin.is_active


def test_the_list_is_searched_and_filtered(as_admin, officer, stranger, reviewer):
    ministry = factories.OrganisationFactory(name="Kementerian Lama", valid_to=datetime.date(2024, 10, 20))
    User.objects.filter(pk=reviewer.pk).update(organisation=ministry)
    new = factories.UserFactory(full_name="Tanpa Wilayah")
    closed = factories.UserFactory(full_name="Sudah Pindah", is_active=False)
    User.objects.exclude(pk=new.pk).update(last_login=timezone.now())
    asked = {
        "q=siti+aminah": [officer.full_name],
        f"q={stranger.email}": [stranger.full_name],
        "role=reviewer": [reviewer.full_name],
        f"organisation={ministry.pk}": [reviewer.full_name],
        "status=closed": [closed.full_name],
        "status=never": [new.full_name],
        "status=no-area": [new.full_name],
        "status=ended": [reviewer.full_name],
        "role=nonsense": [],
    }
    for query, expected in asked.items():
        response = as_admin.get(f"{reverse(LIST)}?{query}")
        assert names(response) == expected, query
    page = as_admin.get(reverse(LIST)).content.decode()
    assert "Kab. Tulungagung" in page
    assert "No area" in page
    assert "Has ended" in page


def test_the_list_shows_25_a_page_and_costs_the_same_at_every_length(
    as_admin, officer, places, django_assert_max_num_queries
):
    with django_assert_max_num_queries(12) as few:
        as_admin.get(reverse(LIST))
    for _ in range(30):
        user = factories.UserFactory(organisation=factories.OrganisationFactory())
        factories.AssignmentFactory(user=user, area=places["betak"].regency)
    with django_assert_max_num_queries(12) as many:
        response = as_admin.get(reverse(LIST))
    assert len(response.context["page"]) == 25
    assert len(many) == len(few)


def test_a_new_user_gets_a_mail_to_set_a_password(as_admin, admin):
    organisation = factories.OrganisationFactory(name="Dinas Tenaga Kerja")
    response = as_admin.post(
        reverse("accounts:user-create"), form_of(organisation=organisation.pk), follow=True
    )
    user = User.objects.get(email="wahyu@contoh.example")
    assert response.redirect_chain[-1][0] == reverse("accounts:user-edit", args=[user.pk])
    assert (user.role, user.organisation, user.time_zone) == (Role.OFFICER, organisation, "Asia/Makassar")
    assert user.history.first().history_user == admin
    assert mail.outbox[0].to == [user.email]
    assert "/akun/kata-sandi/baru/" in mail.outbox[0].body
    page = response.content.decode()
    assert "wahyu@contoh.example" in page
    assert "Without an area the person sees no village" in page


def test_a_mail_server_that_is_down_loses_no_account(as_admin, monkeypatch):
    def down(*args, **kwargs):
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", down)
    response = as_admin.post(reverse("accounts:user-create"), form_of(), follow=True)
    assert "could not be sent yet" in response.content.decode()
    assert User.objects.filter(email="wahyu@contoh.example").exists()


def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(as_admin, officer):
    response = as_admin.post(
        reverse("accounts:user-create"), form_of(email=officer.email, full_name="Orang Lain")
    )
    assert f"“{officer.email}” is used by another account" in response.context["form"].errors["email"][0]
    assert 'value="Orang Lain"' in response.content.decode()
    response = as_admin.post(reverse("accounts:user-create"), form_of(email="tanpa-at", full_name=""))
    assert response.context["form"].errors == {
        "full_name": ["Fill in “Full name”."],
        "email": ["Write an e-mail address like siti.aminah@tulungagung.go.id."],
    }


def test_each_role_stands_with_what_it_may_do(as_admin):
    page = as_admin.get(reverse("accounts:user-create")).content.decode()
    assert "Enters activities and people of the assigned villages; cannot verify." in page
    assert page.count('type="radio"') == len(Role)


def test_a_user_is_changed_with_a_trace_on_the_page(as_admin, officer):
    url = reverse("accounts:user-edit", args=[officer.pk])
    response = as_admin.post(url, form_of(officer, full_name="Siti A. Rahma"), follow=True)
    page = response.content.decode()
    assert "Siti A. Rahma" in page
    assert "Account changed: full name" in page
    assert "Agus Salim" in page


def test_the_own_role_and_the_own_account_stay(as_admin, admin):
    url = reverse("accounts:user-edit", args=[admin.pk])
    response = as_admin.post(url, form_of(admin, role=Role.REVIEWER))
    assert "your own role" in response.context["form"].errors["role"][0]
    assert "Close the account" not in response.content.decode()
    response = as_admin.post(reverse("accounts:user-deactivate", args=[admin.pk]), follow=True)
    assert "cannot close your own account" in response.content.decode()


def test_an_account_is_closed_and_opened_by_post_only(as_admin, officer):
    for verb, is_active in (("deactivate", False), ("reactivate", True)):
        url = reverse(f"accounts:user-{verb}", args=[officer.pk])
        assert as_admin.get(url).status_code == 405
        as_admin.post(url)
        officer.refresh_from_db()
        assert officer.is_active is is_active


def test_a_closed_account_gets_no_mail(as_admin, officer):
    url = reverse("accounts:user-send-mail", args=[officer.pk])
    as_admin.post(url)
    assert len(mail.outbox) == 1
    User.objects.filter(pk=officer.pk).update(is_active=False)
    assert as_admin.post(url).status_code == 404
    assert len(mail.outbox) == 1


def test_an_organisation_that_has_ended_is_offered_only_to_its_own_people(as_admin, officer):
    ended = factories.OrganisationFactory(name="Badan Lama", valid_to=datetime.date(2024, 10, 20))
    assert "Badan Lama" not in as_admin.get(reverse("accounts:user-create")).content.decode()
    User.objects.filter(pk=officer.pk).update(organisation=ended)
    page = as_admin.get(reverse("accounts:user-edit", args=[officer.pk])).content.decode()
    assert "Badan Lama ended on 20 October 2024" in page


def test_an_unknown_user_is_not_found(as_admin):
    assert as_admin.get(reverse("accounts:user-edit", args=[999999])).status_code == 404
