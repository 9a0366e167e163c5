from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("villages", "0005_import_row_person")]

    operations = [
        migrations.RenameField("importbatch", "stages_on", "holds_on"),
        migrations.AlterField(
            "importbatch",
            "holds_on",
            models.DateField(blank=True, null=True, verbose_name="as of"),
        ),
        migrations.AlterField("importbatch", "kind", models.CharField(max_length=20, verbose_name="kind")),
        # Until now every list was one of people.
        migrations.AddField(
            "importmapping",
            "kind",
            models.CharField(default="beneficiaries", max_length=20),
            preserve_default=False,
        ),
        migrations.RemoveConstraint("importmapping", "importmapping_once_per_office"),
        migrations.AddConstraint(
            "importmapping",
            models.UniqueConstraint(
                fields=("office", "kind", "fingerprint"), name="importmapping_once_per_office"
            ),
        ),
        migrations.AddField("importrow", "record", models.CharField(blank=True, max_length=64)),
        migrations.AlterField(
            "importrow",
            "outcome",
            models.CharField(
                blank=True, choices=[("created", "Added"), ("updated", "Updated")], max_length=8
            ),
        ),
    ]
