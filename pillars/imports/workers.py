"""Who works on large lists outside the requests: signs of life, and what a stopped worker left behind."""

import gc
from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from villages.models import ImportBatch, WorkerPulse

from .services import STUCK_AFTER
from .tasks import run_import

#: Seconds between two signs of life.
PULSE = 20
ALIVE_FOR = timedelta(seconds=5 * PULSE)


def beat(worker):
    """Writes down that this worker lives; those that have long been silent are forgotten."""
    now = timezone.now()
    WorkerPulse.objects.update_or_create(worker=worker, defaults={"at": now})
    WorkerPulse.objects.filter(at__lt=now - timedelta(days=1)).delete()


def is_missing():
    """Whether large lists wait for a worker and none has given a sign of life lately."""
    if not settings.IMPORT_WORKER:
        return False
    return not WorkerPulse.objects.filter(at__gt=timezone.now() - ALIVE_FOR).exists()


def take_up():
    """Ends tasks that nobody works on, and queues imports whose step broke off; returns the imports."""
    silent = timezone.now() - STUCK_AFTER
    running = ImportBatch.objects.running()
    moving = set(running.filter(touched_at__gte=silent).values_list("number", flat=True))
    tasks = DBTaskResult.objects.filter(task_path=run_import.module_path)
    for task in tasks.running().filter(started_at__lt=silent):
        if _number(task) not in moving:
            task.set_failed(TimeoutError("The worker stopped."))
    waiting = moving | {_number(task) for task in tasks.ready()}
    broken = [batch for batch in running if batch.number not in waiting]
    for batch in broken:
        run_import.enqueue(batch.number)
    return broken


def _number(task):
    return next(iter(task.args_kwargs["args"]), "")


@contextmanager
def without_collector():
    """A list makes many objects and hardly a cycle: looking for cycles took a fifth of the time.

    Only for a process that does nothing else meanwhile.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
        gc.collect()
