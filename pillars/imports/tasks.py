"""Work outside the request: run by `manage.py worker`, or at once where no worker is set up."""

from django.conf import settings
from django_tasks import task

from desmigratif.accounts.workers import without_worker
from desmigratif.ui.refusals import Refused
from villages.lists.services.imports import LARGE
from villages.models import ImportBatch

from .services import run_step


@task()
def run_import(number):
    """Goes on with an import; a batch that was discarded meanwhile is left alone."""
    batch = ImportBatch.objects.filter(number=number).first()
    if batch is not None:
        run_step(batch)


def refuse_without_worker(rows):
    """Raises `Refused` for a list that only a worker may work on, where none is set up."""
    if rows > LARGE and not settings.IMPORT_WORKER:
        raise Refused(without_worker(rows, LARGE))


def proceed(batch):
    """Runs the next step of an import: a small one within the request, a large one by the worker."""
    if batch.total > LARGE:
        run_import.enqueue(batch.number)
    else:
        run_step(batch)
