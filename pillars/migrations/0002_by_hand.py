"""Words within the titles of activities are found by an index, on PostgreSQL."""

from django.db import migrations

from desmigratif.ui import trigrams

TITLES = ("pillars_activity", "search_key")


class Migration(migrations.Migration):
    dependencies = [("pillars", "0001_initial")]
    operations = [
        migrations.RunPython(
            lambda apps, editor: trigrams.add_index(editor, *TITLES),
            lambda apps, editor: trigrams.remove_index(editor, *TITLES),
        )
    ]
