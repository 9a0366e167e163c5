"""Aid that was handed over in the villages; its tables count as data that pages of figures read."""

import desmigratif.ui.search
import django.db.models.deletion
import django.utils.timezone
import pillars.models.files
import simple_history.models
import uuid
from django.conf import settings
from django.db import migrations, models

from desmigratif.ui import versions

COUNTED = ("AidPackage", "AidCheck", "AidFile")


class Migration(migrations.Migration):

    dependencies = [
        ('pillars', '0008_parenting'),
        ('villages', '0004_lists'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='historicalindicatorversion',
            name='measure',
            field=models.CharField(blank=True, choices=[('activities_done', 'Completed activities'), ('people_reached', 'Different people who took part'), ('women_share', 'Share of women among the different people'), ('attendances', 'Attendances'), ('budget_absorption', 'Share of the budget plan that was spent'), ('villages_active', 'Share of villages with a completed activity'), ('prospective_recorded', 'Prospective migrant workers recorded by name'), ('returned_recorded', 'Returned migrant workers recorded by name'), ('departures_procedural', 'Share of departures by the procedural route'), ('departures_non_procedural', 'Departures by a non-procedural route'), ('departures_insured', 'Share of departures insured by BPJS Ketenagakerjaan'), ('returned_leaving', 'Returned migrant workers who left again'), ('desk_visits', 'Visits to the service desks of villages'), ('complaints_closed', 'Share of the complaints at service desks that are closed'), ('businesses_started', 'Businesses that started'), ('businesses_alive', 'Share of the businesses that run after 12 months'), ('businesses_nib', 'Businesses with a NIB'), ('aid_usable', 'Share of the checked aid packages in good condition'), ('children_in_groups', 'Children of migrant workers in groups'), ('children_out_of_school', 'Children of migrant workers who dropped out of school'), ('carers_active', 'Carers who came to a meeting in the quarter'), ('cooperative_members', 'Members of co-operatives'), ('cooperatives_legal', 'Co-operatives that are legal entities'), ('cooperatives_met', 'Share of the co-operatives that held the annual meeting'), ('cooperative_savings', 'Savings in co-operatives')], max_length=30, verbose_name='What is counted'),
        ),
        migrations.AlterField(
            model_name='indicatorversion',
            name='measure',
            field=models.CharField(blank=True, choices=[('activities_done', 'Completed activities'), ('people_reached', 'Different people who took part'), ('women_share', 'Share of women among the different people'), ('attendances', 'Attendances'), ('budget_absorption', 'Share of the budget plan that was spent'), ('villages_active', 'Share of villages with a completed activity'), ('prospective_recorded', 'Prospective migrant workers recorded by name'), ('returned_recorded', 'Returned migrant workers recorded by name'), ('departures_procedural', 'Share of departures by the procedural route'), ('departures_non_procedural', 'Departures by a non-procedural route'), ('departures_insured', 'Share of departures insured by BPJS Ketenagakerjaan'), ('returned_leaving', 'Returned migrant workers who left again'), ('desk_visits', 'Visits to the service desks of villages'), ('complaints_closed', 'Share of the complaints at service desks that are closed'), ('businesses_started', 'Businesses that started'), ('businesses_alive', 'Share of the businesses that run after 12 months'), ('businesses_nib', 'Businesses with a NIB'), ('aid_usable', 'Share of the checked aid packages in good condition'), ('children_in_groups', 'Children of migrant workers in groups'), ('children_out_of_school', 'Children of migrant workers who dropped out of school'), ('carers_active', 'Carers who came to a meeting in the quarter'), ('cooperative_members', 'Members of co-operatives'), ('cooperatives_legal', 'Co-operatives that are legal entities'), ('cooperatives_met', 'Share of the co-operatives that held the annual meeting'), ('cooperative_savings', 'Savings in co-operatives')], max_length=30, verbose_name='What is counted'),
        ),
        migrations.CreateModel(
            name='AidCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='Recorded at')),
                ('on', models.DateField(verbose_name='Checked on')),
                ('condition', models.CharField(choices=[('good', 'In good condition'), ('damaged', 'Damaged'), ('unused', 'Not in use'), ('lost', 'Lost'), ('sold', 'Sold')], max_length=7, verbose_name='Condition')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='What was found')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_recorded', to=settings.AUTH_USER_MODEL, verbose_name='Entered by')),
            ],
            options={
                'verbose_name': 'Check of aid',
                'verbose_name_plural': 'Checks of aid',
                'ordering': ['-on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='AidPackage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='Recorded at')),
                ('item', models.CharField(max_length=120, verbose_name='What was handed over')),
                ('item_key', desmigratif.ui.search.SearchKeyField('item')),
                ('volume', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='Volume')),
                ('unit', models.CharField(max_length=30, verbose_name='Unit')),
                ('unit_value', models.BigIntegerField(blank=True, null=True, verbose_name='Value of one unit')),
                ('total', models.BigIntegerField(blank=True, null=True, verbose_name='Total value')),
                ('source', models.CharField(choices=[('apbn', 'APBN (state budget)'), ('apbd_province', 'APBD province'), ('apbd_regency', 'APBD regency/city'), ('dana_desa', 'Dana Desa (village fund)'), ('csr', 'CSR'), ('swadaya', 'Community contribution'), ('other', 'Other source')], max_length=15, verbose_name='Source of funds')),
                ('giver', models.CharField(blank=True, max_length=120, verbose_name='Given by')),
                ('handed_on', models.DateField(verbose_name='Handed over on')),
                ('bast_number', models.CharField(blank=True, max_length=60, verbose_name='Number of the handover record (BAST)')),
                ('report_due', models.DateField(blank=True, null=True, verbose_name='Accountability report (LPJ) due on')),
                ('report_on', models.DateField(blank=True, null=True, verbose_name='Accountability report (LPJ) received on')),
                ('version', models.PositiveIntegerField(default=1, verbose_name='Version')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='Demo data')),
                ('business', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='aid_packages', to='pillars.business', verbose_name='Business')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='aid_packages', to='villages.beneficiary', verbose_name='Person')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_recorded', to=settings.AUTH_USER_MODEL, verbose_name='Entered by')),
                ('village', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='aid_packages', to='villages.village', verbose_name='Village')),
            ],
            options={
                'verbose_name': 'Aid package',
                'verbose_name_plural': 'Aid packages',
                'ordering': ['-handed_on', '-pk'],
                'indexes': [models.Index(fields=['village', 'handed_on'], name='aidpackage_by_village_day')],
                'constraints': [models.CheckConstraint(condition=models.Q(('person__isnull', True), ('business__isnull', True), _connector='OR'), name='aidpackage_one_recipient'), models.CheckConstraint(condition=models.Q(('volume__gt', 0)), name='aidpackage_volume_above_0'), models.CheckConstraint(condition=models.Q(('unit_value__isnull', True), ('unit_value__gte', 0), _connector='OR'), name='aidpackage_unit_value_not_below_0'), models.CheckConstraint(condition=models.Q(('total__isnull', True), ('total__gte', 0), _connector='OR'), name='aidpackage_total_not_below_0'), models.CheckConstraint(condition=models.Q(('report_due__isnull', True), ('report_due__gte', models.F('handed_on')), _connector='OR'), name='aidpackage_report_due_after_handover'), models.CheckConstraint(condition=models.Q(('report_on__isnull', True), ('report_on__gte', models.F('handed_on')), _connector='OR'), name='aidpackage_report_after_handover')],
            },
        ),
        migrations.CreateModel(
            name='AidFile',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('extension', models.CharField(max_length=5)),
                ('content_type', models.CharField(max_length=100)),
                ('original_name', models.CharField(max_length=120, verbose_name='File name')),
                ('size', models.PositiveIntegerField(verbose_name='Size')),
                ('digest', models.CharField(max_length=64)),
                ('file', models.FileField(max_length=120, upload_to=pillars.models.files.stored_name)),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('kind', models.CharField(choices=[('handover', 'Handover record (BAST)'), ('report', 'Accountability report (LPJ)'), ('check', 'Photo of a check')], max_length=8, verbose_name='Kind')),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='aid_files', to=settings.AUTH_USER_MODEL)),
                ('check_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='photos', to='pillars.aidcheck')),
                ('package', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='pillars.aidpackage')),
            ],
            options={
                'verbose_name': 'File about aid',
                'verbose_name_plural': 'Files about aid',
                'ordering': ['added_at'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('check_of__isnull', False), ('kind', 'check')), models.Q(models.Q(('kind', 'check'), _negated=True), ('check_of__isnull', True)), _connector='OR'), name='aidfile_photo_of_a_check')],
            },
        ),
        migrations.AddField(
            model_name='aidcheck',
            name='package',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='checks', to='pillars.aidpackage'),
        ),
        migrations.CreateModel(
            name='HistoricalAidCheck',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='Recorded at')),
                ('on', models.DateField(verbose_name='Checked on')),
                ('condition', models.CharField(choices=[('good', 'In good condition'), ('damaged', 'Damaged'), ('unused', 'Not in use'), ('lost', 'Lost'), ('sold', 'Sold')], max_length=7, verbose_name='Condition')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='What was found')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('package', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pillars.aidpackage')),
                ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Entered by')),
            ],
            options={
                'verbose_name': 'historical Check of aid',
                'verbose_name_plural': 'historical Checks of aid',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalAidPackage',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='Recorded at')),
                ('item', models.CharField(max_length=120, verbose_name='What was handed over')),
                ('item_key', desmigratif.ui.search.SearchKeyField('item')),
                ('volume', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='Volume')),
                ('unit', models.CharField(max_length=30, verbose_name='Unit')),
                ('unit_value', models.BigIntegerField(blank=True, null=True, verbose_name='Value of one unit')),
                ('total', models.BigIntegerField(blank=True, null=True, verbose_name='Total value')),
                ('source', models.CharField(choices=[('apbn', 'APBN (state budget)'), ('apbd_province', 'APBD province'), ('apbd_regency', 'APBD regency/city'), ('dana_desa', 'Dana Desa (village fund)'), ('csr', 'CSR'), ('swadaya', 'Community contribution'), ('other', 'Other source')], max_length=15, verbose_name='Source of funds')),
                ('giver', models.CharField(blank=True, max_length=120, verbose_name='Given by')),
                ('handed_on', models.DateField(verbose_name='Handed over on')),
                ('bast_number', models.CharField(blank=True, max_length=60, verbose_name='Number of the handover record (BAST)')),
                ('report_due', models.DateField(blank=True, null=True, verbose_name='Accountability report (LPJ) due on')),
                ('report_on', models.DateField(blank=True, null=True, verbose_name='Accountability report (LPJ) received on')),
                ('version', models.PositiveIntegerField(default=1, verbose_name='Version')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='Demo data')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('business', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pillars.business', verbose_name='Business')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='villages.beneficiary', verbose_name='Person')),
                ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Entered by')),
                ('village', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='villages.village', verbose_name='Village')),
            ],
            options={
                'verbose_name': 'historical Aid package',
                'verbose_name_plural': 'historical Aid packages',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddConstraint(
            model_name='aidcheck',
            constraint=models.UniqueConstraint(fields=('package', 'on'), name='aidcheck_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='aidcheck',
            constraint=models.CheckConstraint(condition=models.Q(('condition', 'good'), models.Q(('note', ''), _negated=True), _connector='OR'), name='aidcheck_says_what'),
        ),
        migrations.RunPython(
            lambda apps, editor: versions.watch(apps, editor, "pillars", *COUNTED),
            lambda apps, editor: versions.unwatch(apps, editor, "pillars", *COUNTED),
        ),
    ]
