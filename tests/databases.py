"""The databases of a test run: migrated once for each state of the migrations, then copied.

Running the migrations costs seconds and every worker would pay them; a copy costs a fraction of one.
"""

import fcntl
import hashlib
import sqlite3
import tempfile
from pathlib import Path
from unittest import mock

from django.apps import apps
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations
from django.test import TransactionTestCase
from django.test.utils import setup_databases


def state_of_migrations():
    """Short hash over the text of every migration of every installed app."""
    told = hashlib.sha256(connection.vendor.encode() + Path(__file__).read_bytes())
    for config in apps.get_app_configs():
        for path in sorted(Path(config.path).glob("migrations/*.py")):
            told.update(path.name.encode() + path.read_bytes())
    return told.hexdigest()[:16]


def make_databases(verbosity):
    """The test database of this worker, as `[(connection, old name, whether to destroy)]`."""
    name = f"desmigratif_template_{state_of_migrations()}"
    lock = Path(tempfile.gettempdir()) / f"{name}.lock"
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if connection.vendor == "sqlite":
            return _copied_sqlite(lock.with_suffix(".sqlite3"), verbosity)
        return _copied_postgresql(name, verbosity)


def _copied_sqlite(template, verbosity):
    if not template.exists():
        made = setup_databases(verbosity=verbosity, interactive=False)
        unfinished = template.with_suffix(".part")
        with sqlite3.connect(unfinished) as file:
            connection.connection.backup(file)
        file.close()
        unfinished.rename(template)
        return made
    old_name = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = connection.creation._get_test_db_name()
    connection.ensure_connection()
    with sqlite3.connect(template) as file:
        file.backup(connection.connection)
    file.close()
    return [(connection, old_name, True)]


def _copied_postgresql(name, verbosity):
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone() is None:
            _make_template(cursor, name, verbosity)
    connection.settings_dict["TEST"].update(TEMPLATE=name, MIGRATE=False)
    return setup_databases(verbosity=verbosity, interactive=False)


def _make_template(cursor, name, verbosity):
    [(made, old_name, _destroy)] = setup_databases(verbosity=verbosity, interactive=False)
    migrated = made.settings_dict["NAME"]
    with made.cursor() as within:
        # Tests roll back what they write: statistics taken meanwhile say that tables are empty, and plans
        # for empty tables take minutes once a test fills them.
        for table in made.introspection.table_names(within):
            within.execute(f'ALTER TABLE "{table}" SET (autovacuum_enabled = off)')
    made.close()
    cursor.execute(f'ALTER DATABASE "{migrated}" RENAME TO "{name}"')
    made.settings_dict["NAME"] = old_name


def empties_quickly():
    """After a test that commits, empties the few tables that hold something.

    TRUNCATE gives each of some hundred tables and indexes a new file, which takes PostgreSQL seconds.
    """
    every_table = TransactionTestCase._fixture_teardown

    def filled_tables(test):
        with mock.patch.object(DatabaseOperations, "sql_flush", _deletes):
            every_table(test)

    return mock.patch.object(TransactionTestCase, "_fixture_teardown", filled_tables)


def _deletes(operations, style, tables, **_how):
    quoted = {table: operations.quote_name(table) for table in tables}
    asked = [f"SELECT '{table}' WHERE EXISTS (SELECT FROM {name})" for table, name in quoted.items()]
    with operations.connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked))
        filled = [table for (table,) in cursor.fetchall()]
    # Neither foreign keys nor triggers, as with TRUNCATE.
    freely = ["SET LOCAL session_replication_role = replica"]
    return [*freely, *(f"DELETE FROM {quoted[table]}" for table in filled)]
