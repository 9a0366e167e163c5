"""A long list leaves the portal by the worker: the same file, for its asker alone, gone after a day."""

import datetime
import io
from pathlib import Path

import pytest
import time_machine
from django.conf import settings as django_settings
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from desmigratif.accounts import downloads, preparing, workers
from desmigratif.accounts.models import AccessEvent, PreparedFile
from desmigratif.accounts.roles import Role
from desmigratif.accounts.services import forget_old_files
from desmigratif.accounts.tasks import prepare, take_up_files
from desmigratif.ui import seals
from tests.accounts.test_downloads import exports, taken_by
from tests.sheets import read_rows
from villages.models import Assignment, Beneficiary
from villages.people.services.beneficiaries import restrict_beneficiary

pytestmark = pytest.mark.django_db
PAGE = "/akun/berkas/"
LIST = "/penerima/unduh.csv"


@pytest.fixture
def long(settings, monkeypatch):
    """Every list is a long one, and a worker is there; what it is given it does at once."""
    settings.IMPORT_WORKER = True
    monkeypatch.setattr(downloads, "AT_ONCE", -1)


@pytest.fixture
def queued(long, settings):
    """The worker is a process of its own."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def people(registered):
    registered("SITI AMINAH", sex="female")
    return reverse("pillars:beneficiary-export", args=["csv"])


def lines(response):
    return response.getvalue().decode().splitlines()


def test_every_long_list_is_made_by_the_worker_and_says_the_same(
    client, admin, officer, pillars, places, people, settings, monkeypatch
):
    for address in exports():
        by = taken_by(client, address, admin, officer)
        for file_format in ("csv", "xlsx"):
            asked = f"{address}{file_format}?q=siti"
            at_once = client.get(asked)
            name = at_once["Content-Disposition"]
            at_once = at_once.getvalue()
            with monkeypatch.context() as patched:
                patched.setattr(downloads, "AT_ONCE", -1)
                settings.IMPORT_WORKER = True
                before = AccessEvent.objects.count()
                answer = client.get(asked)
                settings.IMPORT_WORKER = False
            assert (answer.status_code, answer["Location"]) == (302, PAGE), asked
            file = PreparedFile.objects.first()
            assert file.state == "made", asked
            assert AccessEvent.objects.count() == before, asked
            given = client.get(file.get_absolute_url())
            assert given["Content-Disposition"] == name, asked
            assert given["Cache-Control"] == "private, no-store", asked
            assert given["Content-Type"] == file.content_type, asked
            content = given.getvalue()
            event = AccessEvent.objects.first()
            assert AccessEvent.objects.count() == before + 1, asked
            assert (event.kind, event.user, event.rows) == (AccessEvent.Kind.EXPORT, by, file.rows), asked
            if file_format == "csv":
                assert content == at_once, asked
            else:
                same, other = (list(read_rows(io.BytesIO(one), sheet=1)) for one in (at_once, content))
                assert same == other, asked


def test_a_short_list_comes_at_once(client, officer, people, settings):
    settings.IMPORT_WORKER = True
    client.force_login(officer)
    assert lines(client.get(people))[1].split(",")[1] == "SITI AMINAH"
    assert not PreparedFile.objects.exists()


def test_the_page_says_how_far_the_file_is_and_whether_anybody_makes_it(client, officer, people, queued):
    client.force_login(officer)
    client.get(people)
    client.get(people)
    file = PreparedFile.objects.get()
    assert DBTaskResult.objects.count() == 1
    assert client.get(file.get_absolute_url()).status_code == 404
    PreparedFile.objects.update(progress=1, rows=3)
    page = client.get(PAGE)
    assert page["Refresh"] == "10"
    assert "1 of 3 rows are written" in page.text
    assert "is not running" in page.text

    workers.beat("one")
    assert "is not running" not in client.get(PAGE).text
    prepare.call(str(file.number))
    page = client.get(PAGE)
    assert "Refresh" not in page
    assert file.get_absolute_url() in page.text
    assert lines(client.get(file.get_absolute_url()))[1].split(",")[1] == "SITI AMINAH"


def test_rows_that_are_written_are_told(client, officer, people, long, monkeypatch):
    told = []
    monkeypatch.setattr("desmigratif.ui.spreadsheets.CHUNK", 1)
    kept = preparing._request

    def request(file):
        found = kept(file)
        found.told = told.append
        return found

    monkeypatch.setattr(preparing, "_request", request)
    client.force_login(officer)
    client.get(people)
    assert told == [1]


def test_nobody_else_gets_the_file(client, officer, colleague, admin, people, long):
    client.force_login(officer)
    client.get(people)
    address = PreparedFile.objects.get().get_absolute_url()
    for other in (colleague, admin):
        client.force_login(other)
        assert client.get(address).status_code == 404
        assert address not in client.get(PAGE).text


@pytest.mark.parametrize("lost", ["area", "role"])
def test_whoever_lost_the_right_meanwhile_does_not_get_it(client, officer, places, people, queued, lost):
    client.force_login(officer)
    client.get(people)
    client.get(people + "?q=siti")
    first, second = PreparedFile.objects.all()
    prepare.call(str(first.number))
    assert client.get(first.get_absolute_url()).status_code == 200
    if lost == "area":
        Assignment.objects.filter(user=officer).update(valid_to=timezone.now() - datetime.timedelta(days=1))
    else:
        officer.role = Role.CONTRIBUTOR
        officer.save()
    assert client.get(first.get_absolute_url()).status_code == 404
    # What was not made yet is not made any more.
    prepare.call(str(second.number))
    second.refresh_from_db()
    assert (second.state, bool(second.file)) == ("failed", False)
    assert "Could not be made" in client.get(PAGE).text


def test_whoever_was_restricted_meanwhile_is_in_no_file(client, officer, people, queued):
    client.force_login(officer)
    client.get(people)
    client.get(people + "?q=siti")
    made, waiting = PreparedFile.objects.order_by("pk")
    prepare.call(str(made.number))
    assert client.get(made.get_absolute_url()).status_code == 200
    # The worker has begun with the second when the person is restricted.
    held = PreparedFile.objects.select_related("user__organisation").get(pk=waiting.pk)
    person = Beneficiary.objects.get()
    restrict_beneficiary(beneficiary=person, is_restricted=True, reason="Diminta orangnya", by=officer)
    preparing.make(held)
    for file in (made, waiting):
        assert client.get(file.get_absolute_url()).status_code == 404
    assert client.get(PAGE).text.count("the new one leaves that person out") == 2
    client.get(people)
    again = PreparedFile.objects.waiting().get()
    prepare.call(str(again.number))
    assert "SITI" not in client.get(again.get_absolute_url()).getvalue().decode()


def test_a_restriction_takes_the_files_that_may_hold_the_person_and_no_others(
    client, officer, stranger, reviewer, things, long
):
    """Every file of the portal, of three askers: what named the person goes, that of others stays."""
    name = Beneficiary.objects.get(number=things["beneficiary"][0]).full_name
    named = set()
    for user in (officer, stranger, reviewer):
        client.force_login(user)
        for address in exports():
            client.get(f"{address}csv")
        for file in PreparedFile.objects.of(user).made():
            if name in client.get(file.get_absolute_url()).getvalue().decode():
                named.add(file)
    assert officer in {file.user for file in named}
    person = Beneficiary.objects.get(number=things["beneficiary"][0])
    restrict_beneficiary(beneficiary=person, is_restricted=True, reason="Diminta orangnya", by=officer)
    gone = set(PreparedFile.objects.filter(rights=""))
    assert named <= gone
    assert {file.user for file in gone} == {officer, reviewer}
    assert all(file.names_people for file in gone)
    assert PreparedFile.objects.of(stranger).made().filter(names_people=True).exists()


def test_without_a_worker_a_long_list_is_refused_in_words(client, officer, people, monkeypatch, settings):
    monkeypatch.setattr(downloads, "AT_ONCE", 0)
    settings.IMPORT_WORKER = False
    client.force_login(officer)
    answer = client.get(people, follow=True)
    assert "1 rows are too many without the worker" in answer.text
    assert not PreparedFile.objects.exists()


def test_on_the_disk_nobody_reads_it_and_after_a_day_it_is_gone(client, officer, people, long):
    client.force_login(officer)
    client.get(people)
    file = PreparedFile.objects.get()
    path = Path(file.file.path)
    assert b"SITI" not in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0
    with time_machine.travel(timezone.now() + datetime.timedelta(days=1, minutes=1)):
        client.force_login(officer)
        assert client.get(file.get_absolute_url()).status_code == 404
        assert forget_old_files() == 1
    assert not path.exists()
    assert not PreparedFile.objects.exists()


def test_a_file_that_the_disk_lost_is_not_there(client, officer, people, long):
    client.force_login(officer)
    client.get(people)
    file = PreparedFile.objects.get()
    Path(file.file.path).unlink()
    assert client.get(file.get_absolute_url()).status_code == 404
    assert not AccessEvent.objects.filter(kind=AccessEvent.Kind.EXPORT).exists()


def test_one_person_keeps_the_worker_from_nobody(client, officer, colleague, people, queued):
    client.force_login(officer)
    for word in ("a", "b", "c", "d", "e"):
        answer = client.get(f"{people}?q={word}", follow=True)
    assert "still being made" in answer.text
    assert DBTaskResult.objects.count() == PreparedFile.objects.count() == 3
    client.force_login(colleague)
    client.get(people)
    assert PreparedFile.objects.filter(user=colleague).count() == 1


def test_what_a_stopped_worker_left_is_made_after_all(client, officer, people, queued):
    client.force_login(officer)
    client.get(people)
    assert take_up_files() == []
    DBTaskResult.objects.get().claim("gone")
    long_ago = timezone.now() - datetime.timedelta(minutes=10)
    DBTaskResult.objects.update(started_at=long_ago)
    PreparedFile.objects.update(touched_at=long_ago)
    assert take_up_files() == [str(PreparedFile.objects.get().number)]
    assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == ["FAILED", "READY"]


def test_a_file_that_breaks_says_so(client, officer, people, long, monkeypatch):
    def broken(_table):
        raise ValueError("broken")

    monkeypatch.setattr(downloads, "csv_lines", broken)
    client.force_login(officer)
    client.get(people)
    assert PreparedFile.objects.get().state == "failed"
    assert "Could not be made" in client.get(PAGE).text


def test_waiting_files_are_sealed_anew_under_a_new_key(client, officer, people, long, monkeypatch):
    client.force_login(officer)
    client.get(people)
    file = PreparedFile.objects.get()
    monkeypatch.setattr(django_settings, "NIK_KEYS", {"neu": b"n" * 32, **django_settings.NIK_KEYS})
    call_command("rotate_nik_keys")
    monkeypatch.setattr(django_settings, "NIK_KEYS", {"neu": b"n" * 32})
    assert Path(file.file.path).read_bytes().startswith(b"neu\n")
    assert "SITI AMINAH" in client.get(file.get_absolute_url()).getvalue().decode()
    monkeypatch.setattr(django_settings, "NIK_KEYS", {"other": b"o" * 32})
    assert client.get(file.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("size", [0, 1, 7, 8, 9, 24, 25])
def test_a_sealed_file_is_read_whole_or_not_at_all(size, monkeypatch):
    monkeypatch.setattr(seals, "BLOCK", 8)
    content = bytes(range(size))
    kept = b"".join(seals.sealed(iter([content[at : at + 8] for at in range(0, size, 8)])))
    assert b"".join(seals.unsealed(io.BytesIO(kept), "x")) == content
    spoilt = [kept[:-1], kept[: -seals.TAG_BYTES - 8], kept + b"x", b"none\n" + kept, b""]
    if size > 8:
        head = kept.index(b"\n") + 1 + seals.NONCE_BYTES - 4
        piece = 8 + seals.TAG_BYTES
        spoilt.append(kept[:head] + kept[head + piece :])
    for broken in spoilt:
        with pytest.raises(FileNotFoundError):
            list(seals.unsealed(io.BytesIO(broken), "x"))
