"""Who recorded, stated and withdrew what, each from one abstract model; no table changes."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('pillars', '0004_cooperatives'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='boardterm',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_recorded', to=settings.AUTH_USER_MODEL, verbose_name='Entered by'),
        ),
        migrations.AlterField(
            model_name='cooperative',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_recorded', to=settings.AUTH_USER_MODEL, verbose_name='Entered by'),
        ),
        migrations.AlterField(
            model_name='cooperativemember',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_recorded', to=settings.AUTH_USER_MODEL, verbose_name='Entered by'),
        ),
        migrations.AlterField(
            model_name='cooperativeyear',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_recorded', to=settings.AUTH_USER_MODEL, verbose_name='Entered by'),
        ),
        migrations.AlterField(
            model_name='deskstep',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_recorded', to=settings.AUTH_USER_MODEL, verbose_name='Entered by'),
        ),
        migrations.AlterField(
            model_name='deskvisit',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_recorded', to=settings.AUTH_USER_MODEL, verbose_name='Entered by'),
        ),
        migrations.AlterField(
            model_name='desknil',
            name='stated_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_stated', to=settings.AUTH_USER_MODEL, verbose_name='Stated by'),
        ),
        migrations.AlterField(
            model_name='desknil',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_withdrawn', to=settings.AUTH_USER_MODEL, verbose_name='Withdrawn by'),
        ),
        migrations.AlterField(
            model_name='nilreport',
            name='stated_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_stated', to=settings.AUTH_USER_MODEL, verbose_name='Stated by'),
        ),
        migrations.AlterField(
            model_name='nilreport',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_withdrawn', to=settings.AUTH_USER_MODEL, verbose_name='Withdrawn by'),
        ),
    ]
