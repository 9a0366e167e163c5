"""The access log: what leaves a line, and that no line is ever changed or removed."""

import pytest
from axes.models import AccessAttempt
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from desmigratif.accounts.backends import GUESSES
from desmigratif.accounts.models import AccessEvent, User
from desmigratif.accounts.roles import Role
from desmigratif.accounts.services import (
    change_user,
    create_user,
    deactivate_user,
    log_export,
    log_searched,
    reactivate_user,
    stop_role_change,
)
from desmigratif.ui import clock
from tests import factories
from tests.factories import PASSWORD
from villages.services.assignments import assign_user, end_assignment, remove_assignment

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
def test_what_is_no_account_is_noted_by_a_hash_only(client, caplog):
    """The box of the e-mail address takes passwords and other people's addresses as well."""
    typed = "Kucing-Hitam-77@rumah.example"
    for _time in range(6):
        client.post(reverse("account_login"), {"login": typed, "password": "salah-sekali"})
    client.post(reverse("account_reset_password"), {"email": typed})
    assert AccessEvent.objects.count() == 8
    assert {row.account for row in AccessEvent.objects.all()} == {None}
    # The same hash each time, so that the brake still counts; the mail to the address has to know it.
    assert len(set(AccessEvent.objects.values_list("what", flat=True))) == 1
    held = [list(model.objects.values()) for model in apps.get_models() if model._meta.managed]
    held = [rows for rows in held if rows and "to" not in rows[0]]
    assert "kucing" not in f"{held}{caplog.text}".casefold()
    assert AccessAttempt.objects.exists()


@pytest.mark.django_db
def test_guesses_at_an_account_that_is_none_are_counted_too(client, settings):
    settings.AXES_ENABLED = False
    answers = [
        client.post(reverse("account_login"), {"login": "tidak@ada.example", "password": "salah"}).status_code
        for _time in range(GUESSES + 1)
    ]
    assert set(answers[:-1]) == {200}
    assert AccessEvent.objects.filter(kind=Kind.REFUSED).count() == GUESSES


@pytest.mark.django_db
def test_the_log_of_an_account_tells_what_was_done_with_it(admin, officer, places, client):
    """Made, another role, office or right, closed, opened again, another area; by whom, on the own page."""
    made = create_user(email="baru@contoh.example", full_name="Baru", role=Role.OFFICER, by=admin)
    area = places["far"].regency
    today = clock.today()
    assignment = assign_user(user=officer, area=area, valid_from=today, by=admin)
    end_assignment(assignment=assignment, valid_to=today, by=admin)
    remove_assignment(assignment=assignment, by=admin)
    officer.assignments.update(valid_to=today)
    said = {"email": officer.email, "full_name": officer.full_name, "time_zone": officer.time_zone}
    office = factories.OrganisationFactory(name="Disnaker Tulungagung")
    for role, organisation, oversees in (
        (Role.OFFICER, office, False),
        (Role.REVIEWER, office, True),
        (Role.OFFICER, office, True),
    ):
        change_user(
            user=officer, role=role, organisation=organisation, oversees_access=oversees, by=admin, **said
        )
    stop_role_change(user=officer, by=admin)
    for service in (deactivate_user, deactivate_user, reactivate_user, reactivate_user):
        service(user=officer, by=admin)
    lines = AccessEvent.objects.filter(account=officer, user=admin).order_by("pk")
    with translation.override(officer.language):
        none, day = str(_("none")), date_format(today, "j F Y")
    assert [row.kind for row in lines] == [Kind.ACCOUNT_CHANGED] * 7 + [
        Kind.ACCOUNT_CLOSED,
        Kind.ACCOUNT_OPENED,
    ]
    texts = [row.what.partition(": ")[2] for row in lines]
    assert texts[3] == f"{none} > Disnaker Tulungagung"
    assert texts[5] == "Petugas Disnaker > Peninjau: diminta"
    assert texts[6] == "Petugas Disnaker > Peninjau: tidak jadi diubah"
    assert area.label in texts[0]
    assert day in texts[1]
    assert [row.kind for row in AccessEvent.objects.filter(account=made)] == [Kind.ACCOUNT_MADE]
    client.force_login(User.objects.get(pk=officer.pk))
    page = client.get(reverse("account")).content.decode()
    assert "Petugas Disnaker &gt; Peninjau" in page
    assert admin.full_name in page


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
