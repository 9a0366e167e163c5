"""The access log is only added to, by whatever way it is written; and the table of the shared cache.

A later migration that rebuilds the log's table on SQLite drops its triggers: tests/accounts/test_access.py
would fail. `manage.py flush` (accounts/management/commands) still empties it, for tests.
"""

from django.core.management import call_command
from django.db import migrations

from desmigratif.ui import versions

POSTGRESQL = """
CREATE FUNCTION accessevent_only_added() RETURNS trigger AS $$
BEGIN
    RAISE EXCEPTION 'accessevent_only_added' USING ERRCODE = 'check_violation';
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER accessevent_only_added BEFORE UPDATE OR DELETE ON accounts_accessevent
FOR EACH ROW EXECUTE FUNCTION accessevent_only_added();
"""
POSTGRESQL_BACK = """
DROP TRIGGER accessevent_only_added ON accounts_accessevent;
DROP FUNCTION accessevent_only_added();
"""
SQLITE = """
CREATE TRIGGER accessevent_only_added_{event} BEFORE {event} ON accounts_accessevent
BEGIN
    SELECT RAISE(ABORT, 'accessevent_only_added');
END;
"""
SQLITE_EVENTS = ("update", "delete")


def guard_log(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)
        return
    for event in SQLITE_EVENTS:
        schema_editor.execute(SQLITE.format(event=event))


def unguard_log(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL_BACK)
        return
    for event in SQLITE_EVENTS:
        schema_editor.execute(f"DROP TRIGGER accessevent_only_added_{event}")


def make_cache_table(apps, schema_editor):
    """Makes the tables that setting CACHES names, where they are missing; none for a cache elsewhere."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("ui", "0002_by_hand")]
    operations = [
        migrations.RunPython(guard_log, unguard_log),
        migrations.RunPython(make_cache_table, migrations.RunPython.noop),
        migrations.RunPython(
            lambda apps, editor: versions.watch(apps, editor, "accounts"),
            lambda apps, editor: versions.unwatch(apps, editor, "accounts"),
        ),
    ]
