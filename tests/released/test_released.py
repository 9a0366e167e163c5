"""What was released goes on: every version's database with its demo data migrates to the tables of today."""

import json
import re
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection

from pillars.models import HeadTally, Reach, Tally
from pillars.services import tallies
from tests.released import dump, pages, postgresql

ROOT = Path(__file__).resolve().parent.parent.parent
OWN_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"


def rows(database, sql):
    with closing(sqlite3.connect(database)) as file:
        return file.execute(sql).fetchall()


def activities(database):
    return rows(database, "SELECT count(*) FROM pillars_activity")[0][0]


def counts(database):
    """How many rows each table holds, and the sums of the stored sums."""
    tables = [name for (name,) in rows(database, OWN_TABLES)]
    tables = [table for table in tables if table not in postgresql.MADE]
    found = {table: rows(database, f'SELECT count(*) FROM "{table}"')[0][0] for table in tables}
    for model in (Tally, HeadTally, Reach):
        for column in tallies.SUMS[model]:
            table = model._meta.db_table
            found[f"{table}.{column}"] = rows(database, f'SELECT sum("{column}") FROM "{table}"')[0][0]
    return found


def opened(printed):
    """What `tests.released.pages` printed: everybody of the demo opened several pages, and none failed."""
    answers = json.loads(printed)
    assert {status for _person, _address, status in answers} <= {200, 302}, answers
    seen = Counter(person for person, _address, status in answers if status == 200)
    assert set(seen) == set(pages.SIGN_INS)
    assert min(seen.values()) > 5


def test_every_release_has_its_dump():
    """A heading of the changelog without "unreleased" is a release."""
    changelog = (ROOT / "CHANGELOG.md").read_text()
    released = re.findall(r"^## (\d+\.\d+\.\d+)(?! \(unreleased\))", changelog, re.MULTILINE)
    kept = {path.name.removesuffix(dump.ENDING) for path in dump.dumps()}
    assert set(released) <= kept, "run make fixture on the release"


def test_released_databases_migrate(tmp_path):
    for path in dump.dumps():
        assert path.stat().st_size < 1_000_000
        database = tmp_path / f"{path.name}.sqlite3"
        dump.load(path, database)
        before = counts(database)

        address = f"sqlite:///{database}"
        postgresql.run(address, "manage.py", "migrate", "--verbosity=0")
        for model in apps.get_models():
            if model._meta.managed and not model._meta.proxy:
                stored = {row[1] for row in rows(database, f'PRAGMA table_info("{model._meta.db_table}")')}
                assert {field.column for field in model._meta.local_concrete_fields} == stored, model
        after = counts(database)
        assert {name: after[name] for name in before} == before
        assert before["pillars_activity"] > 0
        opened(postgresql.run(address, "-m", "tests.released.pages"))


@pytest.mark.skipif(connection.vendor != "postgresql", reason="copied into PostgreSQL")
def test_released_rows_migrate_on_postgresql(tmp_path):
    """The tables of the release are made on PostgreSQL, take its rows, and go on as those of SQLite do."""
    for path in dump.dumps():
        source = tmp_path / f"{path.name}.sqlite3"
        dump.load(path, source)
        with postgresql.empty_database() as address:
            last = rows(source, "SELECT app, max(name) FROM django_migrations GROUP BY app")
            postgresql.migrate(address, last)
            copied = postgresql.copy(source, address)
            assert copied["pillars_activity"] == activities(source) > 0
            postgresql.run(address, "manage.py", "migrate", "--verbosity=0")
            opened(postgresql.run(address, "-m", "tests.released.pages"))


@pytest.fixture
def small(tmp_path):
    """Areas of which one village is used, a session, and a trigger that keeps what is signed."""
    path = tmp_path / "small.sqlite3"
    with closing(sqlite3.connect(path)) as file:
        file.executescript(
            """
            CREATE TABLE villages_area (
                code TEXT PRIMARY KEY, name TEXT, parent_id TEXT REFERENCES villages_area (code));
            CREATE TABLE villages_village (
                id INTEGER PRIMARY KEY, area_id TEXT REFERENCES villages_area (code));
            CREATE TABLE django_session (session_key TEXT);
            INSERT INTO villages_area VALUES ('35', 'Jawa Timur', NULL), ('35.04', 'Kab. Tulungagung', '35'),
                ('35.04.1', 'Betak; "atas"', '35.04'), ('35.04.2', 'Pagersari', '35.04'), ('33', 'x', NULL);
            INSERT INTO villages_village VALUES (1, '35.04.1');
            INSERT INTO django_session VALUES ('secret');
            CREATE TRIGGER stays BEFORE DELETE ON villages_village BEGIN SELECT RAISE(ABORT, 'stays'); END;
            """
        )
    return path


def test_a_dump_holds_what_is_used_and_its_triggers(small, tmp_path):
    database = tmp_path / "loaded.sqlite3"
    dump.load(dump.write(small, "9.9.9", tmp_path), database)

    with closing(sqlite3.connect(database)) as loaded:
        assert loaded.execute("SELECT code, name FROM villages_area ORDER BY code").fetchall() == [
            ("35", "Jawa Timur"),
            ("35.04", "Kab. Tulungagung"),
            ("35.04.1", 'Betak; "atas"'),
        ]
        assert loaded.execute("SELECT count(*) FROM django_session").fetchone() == (0,)
        with pytest.raises(sqlite3.IntegrityError, match="stays"):
            loaded.execute("DELETE FROM villages_village")
