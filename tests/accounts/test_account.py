"""The page of the own account, and new e-mail addresses, of which the owner hears in time."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from desmigratif.accounts.browsers import browser_in_words
from desmigratif.accounts.models import AccessEvent, EmailChange, RoleChange, Session, User
from desmigratif.accounts.roles import Role
from tests import factories
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

OWN = "/akun/"
LINUX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/142.0.0.0 Mobile Safari/537.36"
)


def signed_in(person, browser="Firefox"):
    client = Client(headers={"user-agent": browser})
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    return client


def test_everybody_reaches_password_devices_language_and_time_zone_from_every_page(officer):
    client = signed_in(officer, LINUX)
    assert f'href="{OWN}"' in client.get("/desa/").text
    page = client.get(OWN).text
    for shown in (
        officer.email,
        reverse("account_change_password"),
        "Firefox, Linux",
        "this device",
        "127.0.0.1",
    ):
        assert shown in page
    client.post(OWN, {"language": "id", "time_zone": "Asia/Jayapura"})
    officer.refresh_from_db()
    assert (officer.language, officer.time_zone) == ("id", "Asia/Jayapura")
    assert client.cookies["django_language"].value == "id"


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        (LINUX.replace("X11; Linux x86_64", "Windows NT 10.0; Win64; x64"), "Firefox, Windows"),
        (PHONE + " EdgA/142.0", "Edge, Android"),
        (PHONE.replace("Chrome", "SamsungBrowser/28.0 Chrome"), "Samsung Internet, Android"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Safari/604.1",
            "Safari, iPhone",
        ),
        ("curl/8.5.0", "Another browser"),
        ("", "Another browser"),
    ],
)
def test_a_browser_is_called_what_people_call_it(agent, said):
    assert browser_in_words(agent) == said


def test_nothing_else_of_the_own_account_can_be_posted(officer):
    client = signed_in(officer)
    posted = {
        "role": "admin",
        "oversees_access": "on",
        "email": "x@contoh.example",
        "is_active": "on",
        "full_name": "X",
    }
    client.post(OWN, {"language": "en", "time_zone": "Asia/Jakarta", **posted})
    stored = User.objects.get(pk=officer.pk)
    assert (stored.role, stored.oversees_access, stored.email) == (Role.OFFICER, False, officer.email)
    assert client.post(OWN, {"language": "xx", "time_zone": "Mars"}).context["form"].errors.keys() == {
        "language",
        "time_zone",
    }


def test_signing_out_elsewhere_ends_the_other_sessions_of_this_person_only(officer, colleague):
    here, lost, other = signed_in(officer), signed_in(officer, PHONE), signed_in(colleague)
    assert "Chrome, Android" in here.get(OWN).text
    assert "Chrome, Android" not in other.get(OWN).text
    here.post(reverse("account_end_sessions"))
    assert "Chrome, Android" not in here.get(OWN).text
    assert lost.get(OWN).status_code == 302
    assert other.get(OWN).status_code == 200
    assert Session.objects.of(officer).count() == 1


def test_the_own_log_shows_what_others_tried_with_the_account(officer, colleague):
    Client().post(
        reverse("account_login"), {"login": officer.email, "password": "salah"}, REMOTE_ADDR="198.51.100.7"
    )
    assert "198.51.100.7" in signed_in(officer).get(OWN).text
    assert "198.51.100.7" not in signed_in(colleague).get(OWN).text


def form_of(user, **fields):
    values = {name: getattr(user, name) for name in ("full_name", "email", "role", "time_zone")}
    return {**values, "organisation": user.organisation_id or "", **fields}


@pytest.fixture
def second_admin(admin):
    second = factories.UserFactory(role=Role.ADMIN, full_name="Admin Kedua")
    second.history.update(history_date=timezone.now() - timedelta(days=4))
    return second


def complete(client, user, email):
    """Presses the button below the address that the page showed."""
    return client.post(reverse("accounts:user-complete-email", args=[user.pk]), {"email": email}, follow=True)


def told():
    return sorted(message.to[0] for message in mail.outbox)


def test_a_new_address_of_an_officer_is_told_at_both(admin, officer):
    client, old = signed_in(admin), officer.email
    client.post(
        reverse("accounts:user-edit", args=[officer.pk]), form_of(officer, email="baru@contoh.example")
    )
    officer.refresh_from_db()
    assert officer.email == "baru@contoh.example"
    assert told() == sorted([old, "baru@contoh.example"])
    event = AccessEvent.objects.get(kind=AccessEvent.Kind.ACCOUNT_CHANGED)
    assert (event.user, event.account) == (admin, officer)
    assert old in event.what
    # Back again, and both hear of it again.
    client.post(reverse("accounts:user-edit", args=[officer.pk]), form_of(officer, email=old))
    assert len(mail.outbox) == 4


def test_a_reviewer_keeps_the_address_until_a_second_administrator_agrees(admin, reviewer, second_admin):
    client, old = signed_in(admin), reviewer.email
    page = client.post(
        reverse("accounts:user-edit", args=[reviewer.pk]),
        form_of(reviewer, email="penipu@contoh.example"),
        follow=True,
    )
    assert "A new e-mail address is waiting" in page.text
    assert told() == sorted([old, "penipu@contoh.example", second_admin.email])
    assert reverse("accounts:user-edit", args=[reviewer.pk]) in mail.outbox[-1].body
    mail.outbox.clear()
    # Links to set a password go to the old address, whoever asks for one.
    client.post(reverse("accounts:user-send-mail", args=[reviewer.pk]))
    Client().post(reverse("account_reset_password"), {"email": old})
    Client().post(reverse("account_reset_password"), {"email": "penipu@contoh.example"})
    with_link = [message.to[0] for message in mail.outbox if "/akun/kata-sandi/baru/" in message.body]
    assert with_link == [old, old]
    page = complete(client, reviewer, "penipu@contoh.example")
    assert "In the first three days only another administrator" in page.text
    assert User.objects.get(pk=reviewer.pk).email == old
    complete(signed_in(second_admin), reviewer, "penipu@contoh.example")
    assert User.objects.get(pk=reviewer.pk).email == "penipu@contoh.example"


def test_one_administrator_alone_waits_three_days_and_makes_no_second_one_meanwhile(admin, reviewer):
    client, edit = signed_in(admin), reverse("accounts:user-edit", args=[reviewer.pk])
    prepared = factories.UserFactory(role=Role.ADMIN)
    prepared.history.update(history_date=timezone.now() - timedelta(days=2))
    client.post(edit, form_of(reviewer, email="baru@contoh.example"))
    for second in (prepared, factories.UserFactory(role=Role.ADMIN)):
        complete(signed_in(second), reviewer, "baru@contoh.example")
        assert User.objects.get(pk=reviewer.pk).email == reviewer.email
    EmailChange.objects.update(asked_at=timezone.now() - timedelta(days=3, minutes=1))
    complete(client, reviewer, "baru@contoh.example")
    assert User.objects.get(pk=reviewer.pk).email == "baru@contoh.example"


def test_the_owner_stops_a_new_address(admin, reviewer):
    edit = reverse("accounts:user-edit", args=[reviewer.pk])
    signed_in(admin).post(edit, form_of(reviewer, email="penipu@contoh.example"))
    owner = signed_in(reviewer)
    assert "penipu@contoh.example" in owner.get(OWN).text
    owner.post(reverse("account_keep_email"))
    EmailChange.objects.update(asked_at=timezone.now() - timedelta(days=30))
    complete(signed_in(admin), reviewer, "penipu@contoh.example")
    assert User.objects.get(pk=reviewer.pk).email == reviewer.email


def test_the_wait_is_not_passed_by_taking_the_role_away_or_closing_the_account(admin, reviewer):
    client, edit = signed_in(admin), reverse("accounts:user-edit", args=[reviewer.pk])
    client.post(edit, form_of(reviewer, role=Role.OFFICER, email="satu@contoh.example"))
    client.post(edit, form_of(reviewer, role=Role.OFFICER, email="dua@contoh.example"))
    client.post(reverse("accounts:user-deactivate", args=[reviewer.pk]))
    client.post(edit, form_of(reviewer, role=Role.OFFICER, email="tiga@contoh.example"))
    client.post(reverse("accounts:user-reactivate", args=[reviewer.pk]))
    stored = User.objects.get(pk=reviewer.pk)
    assert (stored.role, stored.email) == (Role.OFFICER, reviewer.email)
    assert EmailChange.objects.waiting().get().email == "tiga@contoh.example"


def press(client, step, user, **entries):
    return client.post(reverse(f"accounts:user-{step}", args=[user.pk]), entries, follow=True)


def test_a_weighty_role_is_given_by_two_administrators_and_everybody_of_weight_hears_of_it(
    admin, second_admin, reviewer, officer
):
    """D12: of an officer nobody hears; a reviewer of one administrator's making has no rights yet."""
    client, made = signed_in(admin), "baru@contoh.example"
    create = reverse("accounts:user-create")
    client.post(create, form_of(officer, role=Role.OFFICER, email="a@contoh.example"))
    assert told() == ["a@contoh.example"]
    mail.outbox.clear()
    page = client.post(create, form_of(officer, role=Role.REVIEWER, email=made), follow=True)
    assert "A new role is waiting" in page.text
    # The person, who gets the link to set a password as well, and who may complete or stop it.
    assert told() == sorted([second_admin.email, made, made])
    user = User.objects.get(email=made)
    assert user.role == Role.PROVINCE
    for who in (admin, factories.UserFactory(role=Role.ADMIN)):
        assert "In the first three days" in press(signed_in(who), "complete-role", user, role="reviewer").text
    mail.outbox.clear()
    press(signed_in(second_admin), "complete-role", user, role="reviewer")
    assert User.objects.get(pk=user.pk).has_perm("pillars.verify_activity")
    assert {admin.email, reviewer.email, made} <= set(told())
    lines = AccessEvent.objects.filter(account=user, kind=AccessEvent.Kind.ACCOUNT_CHANGED).order_by("pk")
    assert [(row.user, row.what.rpartition(": ")[2]) for row in lines] == [
        (admin, "diminta"),
        (second_admin, "diubah"),
    ]


def test_a_weighty_role_of_one_administrator_waits_three_days(admin, second_admin, officer):
    """Also for somebody who is there already, and whatever is done with the account meanwhile."""
    client, edit = signed_in(admin), reverse("accounts:user-edit", args=[officer.pk])
    officer.assignments.all().delete()
    # Stopped, taken back by the form, or changed to another one after the page was read: it is not given.
    client.post(edit, form_of(officer, role=Role.REVIEWER))
    press(signed_in(second_admin), "stop-role", officer)
    assert "not waiting" in press(client, "complete-role", officer, role="reviewer").text
    client.post(edit, form_of(officer, role=Role.REVIEWER))
    client.post(edit, form_of(officer, role=Role.ADMIN))
    page = press(signed_in(second_admin), "complete-role", officer, role="reviewer")
    assert "The role was changed again: “Administrator”" in page.text
    client.post(reverse("accounts:user-deactivate", args=[officer.pk]))
    client.post(reverse("accounts:user-reactivate", args=[officer.pk]))
    press(client, "complete-role", officer, role="admin")
    assert User.objects.get(pk=officer.pk).role == Role.OFFICER
    RoleChange.objects.update(asked_at=timezone.now() - timedelta(days=3, minutes=1))
    press(client, "complete-role", officer, role="admin")
    assert User.objects.get(pk=officer.pk).role == Role.ADMIN


def test_a_closed_account_of_weight_is_opened_by_two_administrators(admin, second_admin, reviewer):
    """Or after three days: until then it is open without rights, and nobody's oversight is lost."""
    client = signed_in(admin)
    press(client, "deactivate", reviewer)
    mail.outbox.clear()
    for _time in range(2):
        page = press(client, "reactivate", reviewer)
    assert "A new role is waiting" in page.text
    assert told() == sorted([reviewer.email, second_admin.email])
    stored = User.objects.get(pk=reviewer.pk)
    assert (stored.is_active, stored.has_perm("pillars.verify_activity")) == (True, False)
    assert signed_in(stored).get("/verifikasi/").status_code in (403, 404)
    assert "In the first three days" in press(client, "complete-role", reviewer, role="reviewer").text
    # Closed and opened once more, it waits from then on, and a role that was given while closed waits too.
    RoleChange.objects.update(asked_at=timezone.now() - timedelta(days=3, minutes=1))
    press(client, "deactivate", reviewer)
    press(client, "complete-role", reviewer, role="reviewer")
    press(client, "reactivate", reviewer)
    assert not User.objects.get(pk=reviewer.pk).has_perm("pillars.verify_activity")
    press(client, "complete-role", reviewer, role="reviewer")
    assert not User.objects.get(pk=reviewer.pk).has_perm("pillars.verify_activity")
    press(signed_in(second_admin), "complete-role", reviewer, role="reviewer")
    assert User.objects.get(pk=reviewer.pk).has_perm("pillars.verify_activity")


def test_nobody_completes_a_new_address_of_the_own_account(admin, second_admin):
    edit = reverse("accounts:user-edit", args=[admin.pk])
    signed_in(second_admin).post(edit, form_of(admin, email="baru@contoh.example"))
    page = complete(signed_in(admin), admin, "baru@contoh.example")
    assert "Another administrator has to complete" in page.text
    assert User.objects.get(pk=admin.pk).email == admin.email


def test_nobody_agrees_to_another_address_than_the_one_on_the_page(admin, second_admin, reviewer):
    """The first administrator puts another address below the button while the second one reads."""
    client, edit = signed_in(admin), reverse("accounts:user-edit", args=[reviewer.pk])
    client.post(edit, form_of(reviewer, email="benar@kemenko.example"))
    assert 'name="email" value="benar@kemenko.example"' in signed_in(second_admin).get(edit).text
    client.post(edit, form_of(reviewer, email="penipu@contoh.example"))
    page = complete(signed_in(second_admin), reviewer, "benar@kemenko.example")
    assert "The address was changed again: penipu@contoh.example" in page.text
    # A new request waits anew, however old the first one is.
    EmailChange.objects.filter(email="benar@kemenko.example").update(
        asked_at=timezone.now() - timedelta(days=9)
    )
    complete(client, reviewer, "penipu@contoh.example")
    assert User.objects.get(pk=reviewer.pk).email == reviewer.email


def test_an_account_that_gets_weight_meanwhile_waits_from_then_on(admin, second_admin, officer):
    """A role given between two changes: what is asked after it waits, also when the role is taken away."""
    client, edit = signed_in(admin), reverse("accounts:user-edit", args=[officer.pk])
    officer.assignments.all().delete()
    client.post(edit, form_of(officer, role=Role.REVIEWER))
    press(signed_in(second_admin), "complete-role", officer, role="reviewer")
    client.post(edit, form_of(officer, role=Role.REVIEWER, email="baru@contoh.example"))
    client.post(edit, form_of(officer, role=Role.OFFICER, email="baru@contoh.example"))
    assert User.objects.get(pk=officer.pk).email == officer.email
    assert EmailChange.objects.waiting().get().email == "baru@contoh.example"
