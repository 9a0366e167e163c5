"""Large lists outside the requests: what a stopped worker left behind, and how their worker runs."""

import gc
from contextlib import contextmanager

from desmigratif.accounts import workers
from villages.models import ImportBatch

from .tasks import run_import


def take_up_imports():
    """Queues imports whose step broke off; returns their numbers."""
    running = ImportBatch.objects.running().values_list("number", "touched_at")
    return workers.take_up(run_import, dict(running))


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
