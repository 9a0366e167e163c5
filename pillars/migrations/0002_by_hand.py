"""Words within the titles of activities are found by an index, on PostgreSQL."""

from django.db import migrations

from desmigratif.ui import trigrams, versions

TITLES = ("pillars_activity", "search_key")


class Migration(migrations.Migration):
    dependencies = [("pillars", "0001_initial"), ("ui", "0002_by_hand")]
    operations = [
        migrations.RunPython(
            lambda apps, editor: trigrams.add_index(editor, *TITLES),
            lambda apps, editor: trigrams.remove_index(editor, *TITLES),
        ),
        migrations.RunPython(
            lambda apps, editor: versions.watch(apps, editor, "pillars"),
            lambda apps, editor: versions.unwatch(apps, editor, "pillars"),
        ),
    ]
