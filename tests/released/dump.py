"""The database of a released version with its demo data, as a small file that later versions must migrate.

`make fixture` writes the one of the version of today; see CONTRIBUTING.md, "Migrations".
"""

import lzma
import sqlite3
import sys
import tomllib
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
ENDING = ".sql.xz"
#: Tables of one machine or one evening, which no later version needs.
LEFT_OUT = ("django_session", "accounts_session", "portal_cache", "ui_keptform", "ui_sentform")
AREAS = "villages_area"


def write(database, version, folder=FOLDER):
    """Dumps the SQLite file `database` as SQL text without the areas that nothing in it refers to."""
    copy = sqlite3.connect(":memory:")
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as source:
        source.backup(copy)
    source.close()
    tables = [row[0] for row in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for table in tables:
        if table in LEFT_OUT:
            copy.execute(f'DELETE FROM "{table}"')
    if AREAS in tables:
        _drop_unused_areas(copy, tables)
    copy.commit()
    path = folder / f"{version}{ENDING}"
    path.write_bytes(lzma.compress("\n".join(copy.iterdump()).encode(), preset=9 | lzma.PRESET_EXTREME))
    copy.close()
    return path


def _drop_unused_areas(copy, tables):
    """Keeps what rows of other tables refer to, and with an area those above it and after it."""
    ways, own = [], []
    for table in tables:
        for _id, _seq, other, column, *_rest in copy.execute(f'PRAGMA foreign_key_list("{table}")'):
            if other == AREAS:
                (own if table == AREAS else ways).append((table, column))
    used = " UNION ".join(f'SELECT "{column}" AS code FROM "{table}"' for table, column in ways)
    further = " UNION ".join(
        f'SELECT area."{column}" FROM "{AREAS}" AS area JOIN used ON area.code = used.code'
        for _table, column in own
    )
    every = f"{used} UNION {further}" if further else used
    copy.execute(
        f'DELETE FROM "{AREAS}" WHERE code NOT IN '
        f"(WITH RECURSIVE used(code) AS ({every}) SELECT code FROM used WHERE code IS NOT NULL)"
    )


def load(dump, database):
    """Makes the SQLite file `database` from a dump."""
    made = sqlite3.connect(database)
    made.executescript(lzma.decompress(Path(dump).read_bytes()).decode())
    made.close()


def dumps():
    """The dumps of released versions, oldest name first."""
    return sorted(FOLDER.glob(f"*{ENDING}"))


def current_version():
    with (FOLDER.parent.parent / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)["project"]["version"]


if __name__ == "__main__":
    written = write(sys.argv[1], current_version())
    print(f"{written.name}: {written.stat().st_size:,} bytes")
