"""Where the demo's database lies, which version of the portal made it, and how it is put there whole."""

import datetime
import hashlib
import json
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.conf import settings

from desmigratif.ui import clock

#: What the demo is made from: code, data, styles and pictures.
SOURCES = ("desmigratif", "villages", "pillars", "reports", "static")


def version():
    """Short hash over everything the demo is made from, and the day until which it tells."""
    told = hashlib.sha256(str(clock.today()).encode())
    for folder in SOURCES:
        for path in sorted((settings.BASE_DIR / folder).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                told.update(path.name.encode() + path.read_bytes())
    return told.hexdigest()[:16]


def migrations():
    """`{app and name of a migration: short hash of its text}`, of all apps."""
    return {
        f"{config.label} {path.stem}": hashlib.sha256(path.read_bytes()).hexdigest()[:16]
        for config in apps.get_app_configs()
        for path in sorted(Path(config.path).glob("migrations/*.py"))
    }


class DemoFile:
    """The file of the demo's database, with what is known of its making beside it."""

    def __init__(self, path):
        self.path = Path(path)
        self.note = self.path.with_suffix(".json")
        self.part = self.path.with_suffix(".part")

    def _read_note(self):
        try:
            return json.loads(self.note.read_text())
        except (OSError, ValueError):
            return {"version": "", "migrations": None}

    def is_current(self, version):
        """Whether this very version made it, today."""
        return self.path.exists() and self._read_note()["version"] == version

    def can_grow(self, migrations):
        """Whether later migrations carry its tables on: those that made them are there, and say the same."""
        made_by = self._read_note()["migrations"]
        return made_by is not None and made_by.items() <= migrations.items()

    def set_aside(self):
        """Keeps a database whose tables cannot be carried on under another name; returns that name."""
        stamp = datetime.datetime.fromtimestamp(self.path.stat().st_mtime)
        kept = self.path.with_name(f"{self.path.stem}-{stamp:%Y%m%d-%H%M%S}{self.path.suffix}")
        self._move(self.path, kept)
        return kept

    @contextmanager
    def built(self):
        """Where to make the database; it is moved to its place when the block ends without error."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._drop_part()
        try:
            yield self.part
            self._move(self.part, self.path)
        finally:
            self._drop_part()

    def write_down(self, version, migrations):
        self.note.write_text(json.dumps({"version": version, "migrations": migrations}))

    def _drop_part(self):
        for path in self.path.parent.glob(f"{self.part.name}*"):
            path.unlink()

    def _move(self, source, target):
        """With the files that SQLite may have left beside it."""
        for ending in ("-wal", "-shm", ""):
            path = source.with_name(source.name + ending)
            if path.exists():
                path.rename(target.with_name(target.name + ending))
