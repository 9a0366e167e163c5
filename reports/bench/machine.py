"""What a measurement was made on: a figure without its machine and sizes says nothing."""

import os
import platform
from pathlib import Path

from django.db import connection

from pillars.models import Activity, Attendance, HeadCount
from villages.models import Beneficiary, Village


def described():
    """Lines `(what, text)`: processors, memory, load, database, and how much is in it."""
    counted = (Village, Activity, Beneficiary, Attendance, HeadCount)
    sizes = [f"{model.objects.count():,} {model._meta.verbose_name_plural}" for model in counted]
    load = ", ".join(f"{part:.1f}" for part in os.getloadavg())
    return [
        ("processors", f"{os.cpu_count()}, {_first_of('/proc/cpuinfo', 'model name') or platform.machine()}"),
        ("memory", _first_of("/proc/meminfo", "MemTotal") or "unknown"),
        ("load of the last 1, 5, 15 minutes", load),
        ("Python", platform.python_version()),
        ("database", f"{connection.vendor} {'.'.join(map(str, connection.get_database_version()))}"),
        ("rows", "; ".join(sizes)),
    ]


def memory():
    """Bytes of memory that this process has now; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def _first_of(path, name):
    """What a file of the system says under a name."""
    try:
        lines = Path(path).read_text().splitlines()
    except OSError:
        return ""
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(name)), "")
