"""Workbooks of Excel 97 to 2003 (XLS), read by `old_reader` in a process that may end without harm."""

import datetime
import json
import subprocess
import sys
from pathlib import Path

from .packages import protected

READER = Path(__file__).with_name("old_reader.py")
#: No list of the format needs more: a sheet has 65,536 rows at most.
MAX_BYTES = 5 * 1024 * 1024
#: The process itself ends after its seconds of work; this is for a machine that gives it none.
SECONDS = 30


def sheets_of(content):
    """`[{name, is_hidden, rows, hidden_rows, hidden_columns, merges}]`, or None where it cannot be read.

    Raises `FileRefused` for a workbook with a password.
    """
    if len(content) > MAX_BYTES:
        return None
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(READER)],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
        said = json.loads(done.stdout) if done.returncode == 0 and done.stdout else {}
    except (subprocess.TimeoutExpired, OSError, ValueError):
        return None
    if said.get("refused"):
        raise protected()
    return said.get("sheets") or None


def lines_of(sheet):
    """`[(number, values)]` of one of these sheets, from its first row."""
    return [(number, list(map(_value, row))) for number, row in enumerate(sheet["rows"], start=1)]


def _value(value):
    return datetime.date.fromisoformat(value["day"]) if isinstance(value, dict) else value
