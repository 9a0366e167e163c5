"""Two assignments of one user to one area must not overlap, on both databases; names are found by an index.

PostgreSQL has exclusion constraints for this; SQLite gets two triggers with the same name. A later
migration that rebuilds the table on SQLite drops them: tests/villages/test_assignments.py would fail.
"""

from django.db import migrations

from desmigratif.ui import trigrams, versions

NAMES = ("villages_beneficiary", "name_key")
POSTGRESQL = """
CREATE EXTENSION IF NOT EXISTS btree_gist;
ALTER TABLE villages_assignment ADD CONSTRAINT assignment_no_overlap
EXCLUDE USING gist (user_id WITH =, area_id WITH =, daterange(valid_from, valid_to, '[]') WITH &&);
"""

SQLITE = """
CREATE TRIGGER assignment_no_overlap_{when} BEFORE {event} ON villages_assignment
WHEN EXISTS (
    SELECT 1 FROM villages_assignment AS other
    WHERE other.user_id = NEW.user_id AND other.area_id = NEW.area_id AND other.id IS NOT NEW.id
      AND other.valid_from <= COALESCE(NEW.valid_to, '9999-12-31')
      AND NEW.valid_from <= COALESCE(other.valid_to, '9999-12-31')
)
BEGIN
    SELECT RAISE(ABORT, 'assignment_no_overlap');
END;
"""


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)
    else:
        schema_editor.execute(SQLITE.format(when="insert", event="INSERT"))
        schema_editor.execute(SQLITE.format(when="update", event="UPDATE"))


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE villages_assignment DROP CONSTRAINT assignment_no_overlap")
    else:
        schema_editor.execute("DROP TRIGGER assignment_no_overlap_insert")
        schema_editor.execute("DROP TRIGGER assignment_no_overlap_update")


class Migration(migrations.Migration):
    dependencies = [("villages", "0001_initial"), ("ui", "0002_by_hand")]
    operations = [
        migrations.RunPython(forwards, backwards),
        migrations.RunPython(
            lambda apps, editor: trigrams.add_index(editor, *NAMES),
            lambda apps, editor: trigrams.remove_index(editor, *NAMES),
        ),
        migrations.RunPython(
            lambda apps, editor: versions.watch(apps, editor, "villages"),
            lambda apps, editor: versions.unwatch(apps, editor, "villages"),
        ),
    ]
