"""Co-operatives of villages; their tables count as data that pages of figures read."""

import desmigratif.ui.search
import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from desmigratif.ui import versions

COUNTED = ("Cooperative", "CooperativeYear", "CooperativeMember", "BoardTerm")


class Migration(migrations.Migration):

    dependencies = [
        ('pillars', '0003_words'),
        ('villages', '0002_by_hand'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='historicalindicatorversion',
            name='measure',
            field=models.CharField(blank=True, choices=[('activities_done', 'Completed activities'), ('people_reached', 'Different people who took part'), ('women_share', 'Share of women among the different people'), ('attendances', 'Attendances'), ('budget_absorption', 'Share of the budget plan that was spent'), ('villages_active', 'Share of villages with a completed activity'), ('prospective_recorded', 'Prospective migrant workers recorded by name'), ('returned_recorded', 'Returned migrant workers recorded by name'), ('departures_procedural', 'Share of departures by the procedural route'), ('departures_non_procedural', 'Departures by a non-procedural route'), ('departures_insured', 'Share of departures insured by BPJS Ketenagakerjaan'), ('returned_leaving', 'Returned migrant workers who left again'), ('desk_visits', 'Visits to the service desks of villages'), ('complaints_closed', 'Share of the complaints at service desks that are closed'), ('cooperative_members', 'Members of co-operatives'), ('cooperatives_legal', 'Co-operatives that are legal entities'), ('cooperatives_met', 'Share of the co-operatives that held the annual meeting'), ('cooperative_savings', 'Savings in co-operatives')], max_length=30, verbose_name='What is counted'),
        ),
        migrations.AlterField(
            model_name='indicatorversion',
            name='measure',
            field=models.CharField(blank=True, choices=[('activities_done', 'Completed activities'), ('people_reached', 'Different people who took part'), ('women_share', 'Share of women among the different people'), ('attendances', 'Attendances'), ('budget_absorption', 'Share of the budget plan that was spent'), ('villages_active', 'Share of villages with a completed activity'), ('prospective_recorded', 'Prospective migrant workers recorded by name'), ('returned_recorded', 'Returned migrant workers recorded by name'), ('departures_procedural', 'Share of departures by the procedural route'), ('departures_non_procedural', 'Departures by a non-procedural route'), ('departures_insured', 'Share of departures insured by BPJS Ketenagakerjaan'), ('returned_leaving', 'Returned migrant workers who left again'), ('desk_visits', 'Visits to the service desks of villages'), ('complaints_closed', 'Share of the complaints at service desks that are closed'), ('cooperative_members', 'Members of co-operatives'), ('cooperatives_legal', 'Co-operatives that are legal entities'), ('cooperatives_met', 'Share of the co-operatives that held the annual meeting'), ('cooperative_savings', 'Savings in co-operatives')], max_length=30, verbose_name='What is counted'),
        ),
        migrations.CreateModel(
            name='Cooperative',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='Name')),
                ('name_key', desmigratif.ui.search.SearchKeyField('name')),
                ('kind', models.CharField(choices=[('cooperative', 'Co-operative'), ('bumdes', 'Unit of a BUMDes'), ('red_white', 'Red-White village co-operative')], max_length=15, verbose_name='Kind')),
                ('legal_number', models.CharField(blank=True, max_length=60, verbose_name='Number of the legal entity')),
                ('legal_on', models.DateField(blank=True, null=True, verbose_name='Legal entity since')),
                ('founded_on', models.DateField(blank=True, null=True, verbose_name='Founded on')),
                ('units', models.CharField(blank=True, max_length=300, verbose_name='Units of business')),
                ('services', models.CharField(blank=True, max_length=300, verbose_name='Services to members')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='Ended on')),
                ('ended_because', models.CharField(blank=True, max_length=200, verbose_name='Why it ended')),
                ('version', models.PositiveIntegerField(default=1, verbose_name='Version')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='Demo data')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='Recorded at')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cooperatives_recorded', to=settings.AUTH_USER_MODEL, verbose_name='Entered by')),
                ('village', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cooperatives', to='villages.village', verbose_name='Village')),
            ],
            options={
                'verbose_name': 'Co-operative',
                'verbose_name_plural': 'Co-operatives',
                'ordering': ['name_key', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='BoardTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('office', models.CharField(choices=[('chair', 'Chair'), ('secretary', 'Secretary'), ('treasurer', 'Treasurer'), ('supervisor', 'Supervisor'), ('manager', 'Manager')], max_length=10, verbose_name='Office')),
                ('name', models.CharField(max_length=120, verbose_name='Name')),
                ('started_on', models.DateField(verbose_name='In office since')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='Until')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='Recorded at')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='board_terms_recorded', to=settings.AUTH_USER_MODEL, verbose_name='Entered by')),
                ('cooperative', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='board', to='pillars.cooperative')),
            ],
            options={
                'verbose_name': 'Term of office',
                'verbose_name_plural': 'Terms of office',
                'ordering': ['office', '-started_on'],
            },
        ),
        migrations.CreateModel(
            name='CooperativeMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('joined_on', models.DateField(verbose_name='Member since')),
                ('left_on', models.DateField(blank=True, null=True, verbose_name='Left on')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='Recorded at')),
                ('cooperative', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='pillars.cooperative')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cooperative_memberships', to='villages.beneficiary', verbose_name='Person')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cooperative_members_recorded', to=settings.AUTH_USER_MODEL, verbose_name='Entered by')),
            ],
            options={
                'verbose_name': 'Member of a co-operative',
                'verbose_name_plural': 'Members of co-operatives',
                'ordering': ['-joined_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='CooperativeYear',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='Year')),
                ('members_male', models.PositiveIntegerField(blank=True, null=True, verbose_name='Members, men')),
                ('members_female', models.PositiveIntegerField(blank=True, null=True, verbose_name='Members, women')),
                ('savings_principal', models.BigIntegerField(blank=True, null=True, verbose_name='Principal savings')),
                ('savings_mandatory', models.BigIntegerField(blank=True, null=True, verbose_name='Mandatory savings')),
                ('savings_voluntary', models.BigIntegerField(blank=True, null=True, verbose_name='Voluntary savings')),
                ('loans', models.BigIntegerField(blank=True, null=True, verbose_name='Loans outstanding')),
                ('loans_overdue', models.BigIntegerField(blank=True, null=True, verbose_name='Of these overdue')),
                ('assets', models.BigIntegerField(blank=True, null=True, verbose_name='Assets')),
                ('surplus', models.BigIntegerField(blank=True, null=True, verbose_name='Surplus (SHU)')),
                ('met_on', models.DateField(blank=True, null=True, verbose_name="Annual members' meeting (RAT) held on")),
                ('source', models.CharField(max_length=120, verbose_name='Source')),
                ('version', models.PositiveIntegerField(default=1, verbose_name='Version')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='Recorded at')),
                ('cooperative', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='years', to='pillars.cooperative')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cooperative_years_recorded', to=settings.AUTH_USER_MODEL, verbose_name='Entered by')),
            ],
            options={
                'verbose_name': 'Accounts of a co-operative',
                'verbose_name_plural': 'Accounts of co-operatives',
                'ordering': ['-year'],
            },
        ),
        migrations.CreateModel(
            name='HistoricalBoardTerm',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('office', models.CharField(choices=[('chair', 'Chair'), ('secretary', 'Secretary'), ('treasurer', 'Treasurer'), ('supervisor', 'Supervisor'), ('manager', 'Manager')], max_length=10, verbose_name='Office')),
                ('name', models.CharField(max_length=120, verbose_name='Name')),
                ('started_on', models.DateField(verbose_name='In office since')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='Until')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='Recorded at')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('cooperative', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pillars.cooperative')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Entered by')),
            ],
            options={
                'verbose_name': 'historical Term of office',
                'verbose_name_plural': 'historical Terms of office',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalCooperative',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='Name')),
                ('name_key', desmigratif.ui.search.SearchKeyField('name')),
                ('kind', models.CharField(choices=[('cooperative', 'Co-operative'), ('bumdes', 'Unit of a BUMDes'), ('red_white', 'Red-White village co-operative')], max_length=15, verbose_name='Kind')),
                ('legal_number', models.CharField(blank=True, max_length=60, verbose_name='Number of the legal entity')),
                ('legal_on', models.DateField(blank=True, null=True, verbose_name='Legal entity since')),
                ('founded_on', models.DateField(blank=True, null=True, verbose_name='Founded on')),
                ('units', models.CharField(blank=True, max_length=300, verbose_name='Units of business')),
                ('services', models.CharField(blank=True, max_length=300, verbose_name='Services to members')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='Ended on')),
                ('ended_because', models.CharField(blank=True, max_length=200, verbose_name='Why it ended')),
                ('version', models.PositiveIntegerField(default=1, verbose_name='Version')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='Demo data')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='Recorded at')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Entered by')),
                ('village', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='villages.village', verbose_name='Village')),
            ],
            options={
                'verbose_name': 'historical Co-operative',
                'verbose_name_plural': 'historical Co-operatives',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalCooperativeMember',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('joined_on', models.DateField(verbose_name='Member since')),
                ('left_on', models.DateField(blank=True, null=True, verbose_name='Left on')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='Recorded at')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('cooperative', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pillars.cooperative')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='villages.beneficiary', verbose_name='Person')),
                ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Entered by')),
            ],
            options={
                'verbose_name': 'historical Member of a co-operative',
                'verbose_name_plural': 'historical Members of co-operatives',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalCooperativeYear',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='Year')),
                ('members_male', models.PositiveIntegerField(blank=True, null=True, verbose_name='Members, men')),
                ('members_female', models.PositiveIntegerField(blank=True, null=True, verbose_name='Members, women')),
                ('savings_principal', models.BigIntegerField(blank=True, null=True, verbose_name='Principal savings')),
                ('savings_mandatory', models.BigIntegerField(blank=True, null=True, verbose_name='Mandatory savings')),
                ('savings_voluntary', models.BigIntegerField(blank=True, null=True, verbose_name='Voluntary savings')),
                ('loans', models.BigIntegerField(blank=True, null=True, verbose_name='Loans outstanding')),
                ('loans_overdue', models.BigIntegerField(blank=True, null=True, verbose_name='Of these overdue')),
                ('assets', models.BigIntegerField(blank=True, null=True, verbose_name='Assets')),
                ('surplus', models.BigIntegerField(blank=True, null=True, verbose_name='Surplus (SHU)')),
                ('met_on', models.DateField(blank=True, null=True, verbose_name="Annual members' meeting (RAT) held on")),
                ('source', models.CharField(max_length=120, verbose_name='Source')),
                ('version', models.PositiveIntegerField(default=1, verbose_name='Version')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='Recorded at')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('cooperative', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pillars.cooperative')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Entered by')),
            ],
            options={
                'verbose_name': 'historical Accounts of a co-operative',
                'verbose_name_plural': 'historical Accounts of co-operatives',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddConstraint(
            model_name='cooperative',
            constraint=models.UniqueConstraint(fields=('village', 'name_key'), name='cooperative_once_in_a_village'),
        ),
        migrations.AddConstraint(
            model_name='cooperative',
            constraint=models.CheckConstraint(condition=models.Q(('legal_on__isnull', True), models.Q(('legal_number', ''), _negated=True), _connector='OR'), name='cooperative_legal_by_number'),
        ),
        migrations.AddConstraint(
            model_name='cooperative',
            constraint=models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('founded_on__isnull', True), ('ended_on__gte', models.F('founded_on')), _connector='OR'), name='cooperative_ended_after_founded'),
        ),
        migrations.AddConstraint(
            model_name='cooperative',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_because', ''), ('ended_on__isnull', True)), models.Q(('ended_on__isnull', False), models.Q(('ended_because', ''), _negated=True)), _connector='OR'), name='cooperative_end_says_why'),
        ),
        migrations.AddConstraint(
            model_name='boardterm',
            constraint=models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gte', models.F('started_on')), _connector='OR'), name='boardterm_ended_after_started'),
        ),
        migrations.AddConstraint(
            model_name='cooperativemember',
            constraint=models.CheckConstraint(condition=models.Q(('left_on__isnull', True), ('left_on__gte', models.F('joined_on')), _connector='OR'), name='cooperativemember_left_after_joined'),
        ),
        migrations.AddConstraint(
            model_name='cooperativeyear',
            constraint=models.UniqueConstraint(fields=('cooperative', 'year'), name='cooperativeyear_once'),
        ),
        migrations.AddConstraint(
            model_name='cooperativeyear',
            constraint=models.CheckConstraint(condition=models.Q(('loans_overdue__isnull', True), models.Q(('loans__isnull', False), ('loans_overdue__lte', models.F('loans'))), _connector='OR'), name='cooperativeyear_overdue_within_loans'),
        ),
        migrations.AddConstraint(
            model_name='cooperativeyear',
            constraint=models.CheckConstraint(condition=models.Q(('savings_principal__isnull', True), ('savings_principal__gte', 0), _connector='OR'), name='cooperativeyear_savings_principal_not_below_0'),
        ),
        migrations.AddConstraint(
            model_name='cooperativeyear',
            constraint=models.CheckConstraint(condition=models.Q(('savings_mandatory__isnull', True), ('savings_mandatory__gte', 0), _connector='OR'), name='cooperativeyear_savings_mandatory_not_below_0'),
        ),
        migrations.AddConstraint(
            model_name='cooperativeyear',
            constraint=models.CheckConstraint(condition=models.Q(('savings_voluntary__isnull', True), ('savings_voluntary__gte', 0), _connector='OR'), name='cooperativeyear_savings_voluntary_not_below_0'),
        ),
        migrations.AddConstraint(
            model_name='cooperativeyear',
            constraint=models.CheckConstraint(condition=models.Q(('loans__isnull', True), ('loans__gte', 0), _connector='OR'), name='cooperativeyear_loans_not_below_0'),
        ),
        migrations.AddConstraint(
            model_name='cooperativeyear',
            constraint=models.CheckConstraint(condition=models.Q(('loans_overdue__isnull', True), ('loans_overdue__gte', 0), _connector='OR'), name='cooperativeyear_loans_overdue_not_below_0'),
        ),
        migrations.AddConstraint(
            model_name='cooperativeyear',
            constraint=models.CheckConstraint(condition=models.Q(('assets__isnull', True), ('assets__gte', 0), _connector='OR'), name='cooperativeyear_assets_not_below_0'),
        ),
        migrations.RunPython(
            lambda apps, editor: versions.watch(apps, editor, "pillars", *COUNTED),
            lambda apps, editor: versions.unwatch(apps, editor, "pillars", *COUNTED),
        ),
    ]
