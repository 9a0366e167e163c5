"""Who works outside the requests: signs of life, and what a stopped worker left behind."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from desmigratif.ui import formatting

from .models import WorkerPulse

#: Seconds between two signs of life.
PULSE = 20
ALIVE_FOR = timedelta(seconds=5 * PULSE)
#: Work that gave no sign of life for so long has broken off.
STUCK_AFTER = timedelta(minutes=2)


def beat(worker):
    """Writes down that this worker lives; those that have long been silent are forgotten."""
    now = timezone.now()
    WorkerPulse.objects.update_or_create(worker=worker, defaults={"at": now})
    WorkerPulse.objects.filter(at__lt=now - timedelta(days=1)).delete()


def is_missing():
    """Whether long work waits for a worker and none has given a sign of life lately."""
    return settings.IMPORT_WORKER and not _is_alive()


def _is_alive():
    return WorkerPulse.objects.filter(at__gt=timezone.now() - ALIVE_FOR).exists()


def state():
    """In a word for a monitor: `ok`, `missing`, or `none` where no worker is set up; asks the database."""
    is_alive = _is_alive()
    if not settings.IMPORT_WORKER:
        return "none"
    return "ok" if is_alive else "missing"


def without_worker(rows, most):
    """Why so many rows are neither read nor written where no worker is set up."""
    return _(
        "%(rows)s rows are too many without the worker for long lists: at most %(most)s at a time. "
        "Choose fewer rows, or ask the administrator to start the worker."
    ) % {"rows": formatting.number(rows), "most": formatting.number(most)}


def take_up(task, unfinished):
    """Ends runs of `task` on which nobody works, and queues what broke off; returns its numbers.

    `unfinished`: `{number: last sign of life}` of all that is begun and not done; the number is what the
    task is told.
    """
    silent = timezone.now() - STUCK_AFTER
    moving = {number for number, at in unfinished.items() if at >= silent}
    runs = DBTaskResult.objects.filter(task_path=task.module_path)
    for run in runs.running().filter(started_at__lt=silent):
        if _number(run) not in moving:
            run.set_failed(TimeoutError("The worker stopped."))
    waiting = moving | {_number(run) for run in runs.ready()}
    broken = [number for number in unfinished if number not in waiting]
    for number in broken:
        task.enqueue(number)
    return broken


def _number(run):
    return next(iter(run.args_kwargs["args"]), "")
