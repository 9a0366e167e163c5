"""The worker of large lists: signs of life, what a stopped one left, a database that goes away."""

import datetime

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from desmigratif.accounts import workers
from desmigratif.accounts.models import WorkerPulse
from pillars.imports.tasks import run_import
from pillars.imports.workers import take_up_imports
from pillars.management.commands.worker import ListWorker
from tests.importing import checked
from tests.villages.lists.test_imports import GOOD, OTHER, listed
from villages.lists.services import imports
from villages.models import Beneficiary, ImportBatch

LONG_AGO = datetime.timedelta(minutes=10)


@pytest.fixture
def beside(settings):
    """The portal as it runs with a worker beside it."""
    settings.IMPORT_WORKER = True
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def broken_off(beside, officer, places):
    """A list whose storing a worker began and never ended."""
    batch = checked("beneficiaries", listed(GOOD, OTHER), officer)
    batch = imports.start_storing(batch=batch, choice="good", by=officer)
    run_import.enqueue(batch.number)
    task = DBTaskResult.objects.get()
    task.claim("gone")
    DBTaskResult.objects.update(started_at=timezone.now() - LONG_AGO)
    ImportBatch.objects.update(touched_at=timezone.now() - LONG_AGO)
    return batch


def test_a_monitor_and_the_home_page_hear_of_a_missing_worker(client, officer, places, settings):
    alone = client.get(reverse("pillars:health"))
    assert (alone.status_code, alone.json()) == (200, {"database": "ok", "worker": "none"})
    settings.IMPORT_WORKER = True
    sick = client.get(reverse("pillars:health"))
    assert (sick.status_code, sick.json()["worker"]) == (503, "missing")
    client.force_login(officer)
    assert "Large lists are waiting" in client.get(reverse("reports:home")).content.decode()

    workers.beat("one")
    assert client.get(reverse("pillars:health")).json() == {"database": "ok", "worker": "ok"}
    assert "Large lists are waiting" not in client.get(reverse("reports:home")).content.decode()
    WorkerPulse.objects.update(at=timezone.now() - LONG_AGO)
    assert client.get(reverse("pillars:health")).status_code == 503


def test_a_database_that_is_away_is_said_to_the_monitor(client, settings, monkeypatch):
    def away():
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(workers, "_is_alive", away)
    answer = client.get(reverse("pillars:health"))
    assert (answer.status_code, answer.json()["database"]) == (503, "away")


@pytest.mark.django_db(transaction=True)
def test_what_a_stopped_worker_left_is_ended_and_gone_on_with(broken_off):
    call_command("worker", batch=True)
    broken_off.refresh_from_db()
    assert broken_off.state == "stored"
    assert Beneficiary.objects.count() == 2
    assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == ["FAILED", "SUCCESSFUL"]
    assert take_up_imports() == []


def test_a_list_that_moves_or_waits_is_left_alone(broken_off):
    ImportBatch.objects.update(touched_at=timezone.now())
    assert take_up_imports() == []
    ImportBatch.objects.update(touched_at=timezone.now() - LONG_AGO)
    assert take_up_imports() == [broken_off.number]
    assert take_up_imports() == []


@pytest.mark.django_db(transaction=True)
def test_the_worker_waits_for_the_database(monkeypatch):
    tried = []

    def run(self):
        tried.append(1)
        if len(tried) < 3:
            raise OperationalError("terminating connection due to administrator command")

    monkeypatch.setattr(db_worker.Worker, "run", run)
    monkeypatch.setattr(ListWorker, "wait", 0)
    worker = ListWorker(
        queue_names=["default"],
        interval=0,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="x",
        excluded_queue_names=[],
    )
    worker.run()
    assert len(tried) == 3


def test_going_on_with_a_large_list_is_left_to_the_worker(client, broken_off, officer, monkeypatch):
    monkeypatch.setattr("pillars.imports.tasks.LARGE", 1)
    client.force_login(officer)
    client.post(reverse("pillars:import-resume", args=[broken_off.number]))
    broken_off.refresh_from_db()
    assert broken_off.state == "storing"
    assert DBTaskResult.objects.ready().count() == 1
