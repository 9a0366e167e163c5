"""Times the files of long lists, made as the worker makes them."""

import threading
import time
from dataclasses import dataclass

from django.apps import apps
from django.db import transaction
from django.urls import reverse

from desmigratif.accounts.models import PreparedFile, User
from desmigratif.accounts.preparing import make
from desmigratif.accounts.services import ask_for_file

from .machine import memory

#: Lists that grow with the portal, with their models, and the kinds of file that each can be.
LISTS = {
    "activity": "pillars.Activity",
    "beneficiary": "villages.Beneficiary",
    "desk-visit": "pillars.DeskVisit",
    "cooperative": "pillars.Cooperative",
}
FORMATS = ("csv", "xlsx")
#: Seconds between two looks at the memory.
PAUSE = 0.05


@dataclass(frozen=True)
class FileTimes:
    """Seconds on the clock and of the own processor time, rows, bytes, and bytes of memory over the start."""

    seconds: float
    cpu: float
    rows: int
    size: int
    memory: int


def measure(name: str, file_format: str, by: User) -> FileTimes:
    """What the file of a whole list costs; nothing stays."""
    with transaction.atomic():
        address = reverse(f"pillars:{name}-export", args=[file_format])
        rows = apps.get_model(LISTS[name]).objects.count()
        said = {"name": f"{name}.{file_format}", "what": name, "rows": rows, "names_people": False}
        file, _is_new = ask_for_file(user=by, address=address, **said)
        before, start, cpu = memory(), time.perf_counter(), time.process_time()
        with _Peak() as peak:
            make(file)
        seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
        file.refresh_from_db()
        try:
            if file.state != PreparedFile.State.MADE:
                raise ValueError(f"{address} could not be made for {by}.")
            return FileTimes(seconds, cpu, rows, file.file.size, peak.bytes - before)
        finally:
            if file.file:
                file.file.delete(save=False)
            transaction.set_rollback(True)


class _Peak(threading.Thread):
    """The most memory that the process had while something was done."""

    def __init__(self):
        super().__init__(daemon=True)
        self.bytes, self._is_over = memory(), threading.Event()

    def run(self):
        while not self._is_over.wait(PAUSE):
            self.bytes = max(self.bytes, memory())

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *raised):
        self._is_over.set()
        self.join()
