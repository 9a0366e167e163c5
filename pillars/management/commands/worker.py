"""Does what is too long for a request, beside the web process, for as long as the machine runs."""

import logging
import threading
import time

from django.core.management.base import BaseCommand
from django.db import DatabaseError, InterfaceError, close_old_connections, connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from desmigratif.accounts.services import forget_old_files
from desmigratif.accounts.tasks import take_up_files
from desmigratif.accounts.workers import PULSE, beat
from pillars.imports.workers import take_up_imports, without_collector

logger = logging.getLogger(__name__)


class ListWorker(Worker):
    """Takes tasks one after the other; a database that is away is waited for."""

    #: Seconds between two attempts to reach the database.
    wait = 5

    def run_task(self, db_task_result):
        with without_collector():
            super().run_task(db_task_result)

    def run(self):
        while self.running:
            try:
                super().run()
            except (DatabaseError, InterfaceError):
                if self.batch:
                    raise
                logger.exception("The database is away; trying again in %s seconds.", self.wait)
                close_old_connections()
                time.sleep(self.wait)
            else:
                return


class Command(BaseCommand):
    help = "Work on large lists and files for ever; outlasts a restart of the database, resumes what stopped."

    def add_arguments(self, parser):
        parser.add_argument("--batch", action="store_true", help="End once nothing is left to do.")

    def handle(self, *, batch, **options):
        name = get_random_string(32)
        worker = ListWorker(
            queue_names=["default"],
            interval=0 if batch else 1,
            batch=batch,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=name,
            excluded_queue_names=[],
        )
        if batch:
            take_care(name)
        else:
            worker.configure_signals()
            threading.Thread(target=_keep_beating, args=[name], daemon=True).start()
        worker.run()


def _keep_beating(name):
    """Signs of life also while a long list is worked on, from a thread with its own connection."""
    while True:
        take_care(name)
        connections.close_all()
        time.sleep(PULSE)


def take_care(name):
    try:
        beat(name)
        take_up_imports()
        take_up_files()
        forget_old_files()
    except (DatabaseError, InterfaceError):
        logger.warning("It could not be noted that the worker is alive: the database is away or busy.")
