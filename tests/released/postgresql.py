"""A released database, which is kept as SQLite, copied into the tables of that release on PostgreSQL."""

import os
import sqlite3
import subprocess
import sys
import uuid
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg2
from django.db import connection
from psycopg2.extras import execute_values

ROOT = Path(__file__).resolve().parent.parent.parent
MIGRATE = """
import os, sys, django
from django.core.management import call_command

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "desmigratif.settings")
django.setup()
for target in sys.argv[1:]:
    call_command("migrate", *target.split(), verbosity=0)
"""
#: Written by `migrate` itself.
MADE = ("django_migrations", "django_content_type", "auth_permission")


@contextmanager
def empty_database():
    """The address of a database of its own, gone afterwards."""
    settings = connection.settings_dict
    at = {"host": settings["HOST"], "port": settings["PORT"] or 5432}
    who = {"user": settings["USER"], "password": settings["PASSWORD"]}
    name = f"released_{uuid.uuid4().hex[:12]}"
    with closing(psycopg2.connect(dbname="postgres", **at, **who)) as server, server.cursor() as cursor:
        server.autocommit = True
        cursor.execute(f"CREATE DATABASE {name}")
        try:
            yield f"postgres://{who['user']}:{who['password']}@{at['host']}:{at['port']}/{name}"
        finally:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def run(address, *arguments):
    """What a command of the portal on that database prints, in a process of its own."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, "DEMO_MODE": "1", "DATABASE_URL": address},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def migrate(address, last):
    """Each app to its `last` migration, in one process."""
    run(address, "-c", MIGRATE, *(f"{app} {name}" for app, name in last))


def copy(source, address):
    """Every row of the SQLite file `source`, as it stands: no trigger fires. Returns rows by table."""
    with closing(sqlite3.connect(source)) as old, closing(psycopg2.connect(address)) as new:
        with new, new.cursor() as cursor:
            # The times of SQLite are in UTC without saying so. Foreign keys are asked at the commit.
            cursor.execute("SET timezone = 'UTC'")
            tables = _tables(cursor)
            for table in tables:
                cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
                cursor.execute(f'DELETE FROM "{table}"')
        with new, new.cursor() as cursor:
            copied = {table: _copy(old, cursor, table, kinds) for table, kinds in tables.items()}
        with new, new.cursor() as cursor:
            for table in tables:
                cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')
            _count_on(cursor)
    return copied


def _tables(cursor):
    """Each table -> its columns -> their types."""
    cursor.execute(
        "SELECT table_name, column_name, udt_name FROM information_schema.columns"
        " WHERE table_schema = 'public'"
    )
    tables = {}
    for table, column, kind in cursor:
        if table not in MADE:
            tables.setdefault(table, {})[column] = kind
    return tables


def _copy(old, cursor, table, kinds):
    found = old.execute(f'SELECT * FROM "{table}"')
    columns = [column[0] for column in found.description]
    assert set(columns) == set(kinds), table
    into = ", ".join(f'"{column}"' for column in columns)
    casts = ["%s" if kinds[column] == "bytea" else f"%s::text::{kinds[column]}" for column in columns]
    lines = [tuple(_sent(value) for value in line) for line in found]
    execute_values(cursor, f'INSERT INTO "{table}" ({into}) VALUES %s', lines, f"({', '.join(casts)})")
    return len(lines)


def _count_on(cursor):
    """New rows get the numbers after those that came along."""
    cursor.execute(
        "SELECT table_name, column_name FROM information_schema.columns"
        " WHERE table_schema = 'public' AND is_identity = 'YES'"
    )
    for table, column in cursor.fetchall():
        last = f'(SELECT max("{column}") FROM "{table}")'
        cursor.execute(f"SELECT setval(pg_get_serial_sequence('\"{table}\"', '{column}'), {last})")


def _sent(value):
    return value if value is None or isinstance(value, bytes) else str(value)
