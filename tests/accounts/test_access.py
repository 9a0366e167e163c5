"""The access log: what leaves a line, and that no line is ever changed or removed."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from desmigratif.accounts.models import AccessEvent
from desmigratif.accounts.services import log_export, log_searched
from tests import factories
from tests.factories import PASSWORD

Kind = AccessEvent.Kind


def kinds(**about):
    return list(AccessEvent.objects.filter(**about).order_by("pk").values_list("kind", flat=True))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sentence", ["UPDATE accounts_accessevent SET what = 'x'", "DELETE FROM accounts_accessevent"]
)
def test_the_database_itself_refuses_to_change_or_remove_a_line(officer, sentence):
    log_export(user=officer, what="kegiatan", rows=1, address=None)
    with (
        pytest.raises(DatabaseError, match="only_added"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sentence)
    with pytest.raises(DatabaseError, match="only_added"), transaction.atomic():
        AccessEvent.objects.all().delete()
    with pytest.raises(DatabaseError, match="only_added"), transaction.atomic():
        AccessEvent.objects.update(user=None)
    assert AccessEvent.objects.get().what == "kegiatan"


@pytest.mark.django_db(transaction=True)
def test_emptying_the_whole_database_leaves_the_guard_standing():
    log_export(user=factories.UserFactory(), what="kegiatan", rows=1, address=None)
    call_command("flush", verbosity=0, interactive=False)
    assert not AccessEvent.objects.exists()
    log_export(user=factories.UserFactory(), what="kegiatan", rows=1, address=None)
    with pytest.raises(DatabaseError, match="only_added"), transaction.atomic():
        AccessEvent.objects.all().delete()


@pytest.mark.django_db
def test_every_way_in_and_out_leaves_a_line(client, officer):
    sign_in = reverse("account_login")
    for password in ("salah-sekali", PASSWORD):
        client.post(sign_in, {"login": officer.email, "password": password})
    new = "sawah-hijau-di-kaki-gunung"
    form = {"oldpassword": "salah-sekali", "password1": new, "password2": new}
    client.post(reverse("account_change_password"), form)
    client.post(reverse("account_change_password"), form | {"oldpassword": PASSWORD})
    client.post(reverse("account_logout"))
    client.post(reverse("account_reset_password"), {"email": officer.email})
    assert kinds() == [
        Kind.REFUSED,
        Kind.SIGN_IN,
        Kind.PASSWORD_WRONG,
        Kind.PASSWORD_CHANGED,
        Kind.SIGN_OUT,
        Kind.PASSWORD_ASKED,
    ]
    assert {row.address for row in AccessEvent.objects.all()} == {"127.0.0.1"}
    # What a stranger did with an account is in the log of that account; who it was nobody knows.
    assert AccessEvent.objects.of_account(officer).count() == 6
    assert AccessEvent.objects.get(kind=Kind.REFUSED).user is None


@pytest.mark.django_db
def test_a_refused_sign_in_is_noted_without_an_account_too(client):
    client.post(reverse("account_login"), {"login": "Tidak-Ada@contoh.example", "password": "salah-sekali"})
    assert [(row.account, row.what) for row in AccessEvent.objects.all()] == [
        (None, "tidak-ada@contoh.example")
    ]


@pytest.mark.django_db
def test_words_that_were_searched_are_noted_without_numbers(officer):
    event = log_searched(user=officer, words="sulastri 3504145703859801 betak 12", rows=2, address=None)
    assert event.what == "sulastri [...] betak 12"


@pytest.mark.django_db
def test_nothing_from_behind_the_sign_in_may_be_stored(officer, admin):
    """One place answers for every page: downloads, refusals, errors and open pages too."""
    visitor = Client().get("/")
    assert "no-store" not in visitor.headers.get("Cache-Control", "")
    for person in (officer, admin):
        client = Client()
        client.force_login(person)
        for path in (
            "/",
            "/desa/",
            "/kegiatan/unduh/csv/",
            "/tidak-ada/",
            "/admin/",
            "/administrasi/",
            "/akun/masuk/",
        ):
            assert client.get(path)["Cache-Control"] == "private, no-store", path
