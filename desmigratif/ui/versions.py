"""The version of the data: a number that is another one after everything that was stored.

Triggers of the database count, so that no way of writing is forgotten: services, the admin, `update()`, plain
SQL. One transaction counts once, into a row that no other transaction holds, so that writers never wait for
each other here. A reader adds the rows up: what was stored and its count become visible together.
"""

import hashlib
import re
from functools import cache

from django.apps import apps
from django.core.cache import caches
from django.core.exceptions import EmptyResultSet
from django.db import connection

from .asked_once import asked_once

#: The apps that have their tables watched.
APPS = ("accounts", "villages", "pillars", "reports")
#: What no page of figures reads: sealed logs, mails, sessions, lists on their way in, histories.
UNWATCHED = {
    "accounts_accessevent",
    "accounts_emailchange",
    "accounts_mail",
    "accounts_preparedfile",
    "accounts_session",
    "accounts_workerpulse",
    "reports_digestmail",
    "reports_regencyversion",
    "ui_keptform",
    "ui_sentform",
    "ui_dataversion",
    "villages_importbatch",
    "villages_importmapping",
    "villages_importrow",
    "villages_recordchange",
    "pillars_waitingfile",
}
#: Changes with every sign-in, and stands on no page of figures.
UNWATCHED_COLUMNS = {"accounts_user": {"last_login", "password"}}
#: On PostgreSQL: another count than those whose transactions are under way, or a new one.
FUNCTION = """
CREATE FUNCTION data_changed() RETURNS trigger AS $$
DECLARE
    free bigint;
BEGIN
    IF current_setting('portal.counted', true) = pg_current_xact_id()::text THEN RETURN NULL; END IF;
    SELECT id INTO free FROM ui_dataversion LIMIT 1 FOR UPDATE SKIP LOCKED;
    IF free IS NULL THEN
        INSERT INTO ui_dataversion (number) VALUES (1);
    ELSE
        UPDATE ui_dataversion SET number = number + 1 WHERE id = free;
    END IF;
    PERFORM set_config('portal.counted', pg_current_xact_id()::text, true);
    RETURN NULL;
END;
$$ LANGUAGE plpgsql;
"""
POSTGRESQL = """
CREATE TRIGGER data_changed AFTER INSERT OR DELETE OR TRUNCATE OR {update} ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION data_changed()
"""
#: SQLite has one writer at a time: one count is enough.
SQLITE = """
CREATE TRIGGER data_changed_{table}_{event} AFTER {when} ON {table}
BEGIN
    INSERT INTO ui_dataversion (number) SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM ui_dataversion);
    UPDATE ui_dataversion SET number = number + 1;
END
"""


@asked_once
def current():
    """The version of what this connection sees."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(SUM(number), 0) FROM ui_dataversion")
        return int(cursor.fetchone()[0])


def counted_once(query):
    """How many rows a query has; not counted again while the data have the same version.

    Whoever goes from page to page of a list asks the same each time. The query is its own name: it holds the
    reader's areas, the day and every choice.
    """
    try:
        sql, values = query.query.sql_with_params()
    except EmptyResultSet:
        return 0
    if connection.in_atomic_block or not tables_of(sql) <= watched_tables():
        return query.count()
    key = hashlib.sha256(repr((current(), sql, values)).encode()).hexdigest()
    return caches["counts"].get_or_set(key, query.count)


def tables_of(sql):
    """The tables that a query reads."""
    return set(re.findall(r'(?:FROM|JOIN) "(\w+)"', sql))


@cache
def watched_tables():
    """The tables whose changes count, as the hand-written migrations made it."""
    models = apps.get_models(include_auto_created=True)
    return {model._meta.db_table for model in watched(models) if model._meta.app_label in APPS}


def watched(models):
    """Those of the models whose tables pages of figures may read."""
    return [
        model
        for model in models
        if model._meta.managed
        and model._meta.db_table not in UNWATCHED
        and not model._meta.model_name.startswith("historical")
    ]


def watch(apps, schema_editor, label, *names):
    """Has everything counted that changes a table of one app, or the tables of the models `names` alone.

    For the migrations that make these tables.
    """
    for model in _watched_of(apps, label, names):
        table, update = model._meta.db_table, _update(model)
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(POSTGRESQL.format(update=update, table=table))
            continue
        for event, when in {"insert": "INSERT", "update": update, "delete": "DELETE"}.items():
            schema_editor.execute(SQLITE.format(event=event, when=when, table=table))


def unwatch(apps, schema_editor, label, *names):
    for model in _watched_of(apps, label, names):
        table = model._meta.db_table
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER data_changed ON {table}")
            continue
        for event in ("insert", "update", "delete"):
            schema_editor.execute(f"DROP TRIGGER data_changed_{table}_{event}")


def _watched_of(apps, label, names):
    models = watched(apps.get_app_config(label).get_models(include_auto_created=True))
    wanted = {name.lower() for name in names}
    return [model for model in models if not wanted or model._meta.model_name in wanted]


def _update(model):
    """The event of an update that matters."""
    left_out = UNWATCHED_COLUMNS.get(model._meta.db_table)
    columns = [field.column for field in model._meta.concrete_fields if field.column not in (left_out or ())]
    return f"UPDATE OF {', '.join(columns)}" if left_out else "UPDATE"
