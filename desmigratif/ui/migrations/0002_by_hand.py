"""What the triggers of the other apps call on PostgreSQL to count changes of data (`desmigratif.ui.versions`)."""

from django.db import migrations

from desmigratif.ui import versions


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(versions.FUNCTION)


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION data_changed()")


class Migration(migrations.Migration):
    dependencies = [("ui", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
