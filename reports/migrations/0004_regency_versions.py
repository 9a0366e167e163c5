"""Counts what changes the figures of a regency, the end of a village among it (`reports.regency_versions`)."""

from django.db import migrations, models

from reports import regency_versions


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_role_changes"),
        ("villages", "0003_words"),
        ("pillars", "0005_recorded_by"),
        ("reports", "0003_words"),
    ]
    operations = [
        migrations.CreateModel(
            name="RegencyVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("regency", models.CharField(db_index=True, max_length=5)),
                ("number", models.BigIntegerField(default=0)),
            ],
            options={"verbose_name": "regency version", "verbose_name_plural": "regency versions"},
        ),
        migrations.RunPython(regency_versions.watch, regency_versions.unwatch),
    ]
