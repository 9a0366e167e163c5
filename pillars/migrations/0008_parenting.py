"""Groups of community parenting and what is recorded of children; pages of figures read these tables."""

import desmigratif.ui.search
import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from desmigratif.ui import versions

COUNTED = ("ParentingGroup", "GroupMember", "GroupSession", "SchoolStatus", "ModuleStep", "Referral")


class Migration(migrations.Migration):

    dependencies = [
        ('pillars', '0007_lists'),
        ('villages', '0004_lists'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='historicalindicatorversion',
            name='measure',
            field=models.CharField(blank=True, choices=[('activities_done', 'Completed activities'), ('people_reached', 'Different people who took part'), ('women_share', 'Share of women among the different people'), ('attendances', 'Attendances'), ('budget_absorption', 'Share of the budget plan that was spent'), ('villages_active', 'Share of villages with a completed activity'), ('prospective_recorded', 'Prospective migrant workers recorded by name'), ('returned_recorded', 'Returned migrant workers recorded by name'), ('departures_procedural', 'Share of departures by the procedural route'), ('departures_non_procedural', 'Departures by a non-procedural route'), ('departures_insured', 'Share of departures insured by BPJS Ketenagakerjaan'), ('returned_leaving', 'Returned migrant workers who left again'), ('desk_visits', 'Visits to the service desks of villages'), ('complaints_closed', 'Share of the complaints at service desks that are closed'), ('businesses_started', 'Businesses that started'), ('businesses_alive', 'Share of the businesses that run after 12 months'), ('businesses_nib', 'Businesses with a NIB'), ('children_in_groups', 'Children of migrant workers in groups'), ('children_out_of_school', 'Children of migrant workers who dropped out of school'), ('carers_active', 'Carers who came to a meeting in the quarter'), ('cooperative_members', 'Members of co-operatives'), ('cooperatives_legal', 'Co-operatives that are legal entities'), ('cooperatives_met', 'Share of the co-operatives that held the annual meeting'), ('cooperative_savings', 'Savings in co-operatives')], max_length=30, verbose_name='What is counted'),
        ),
        migrations.AlterField(
            model_name='indicatorversion',
            name='measure',
            field=models.CharField(blank=True, choices=[('activities_done', 'Completed activities'), ('people_reached', 'Different people who took part'), ('women_share', 'Share of women among the different people'), ('attendances', 'Attendances'), ('budget_absorption', 'Share of the budget plan that was spent'), ('villages_active', 'Share of villages with a completed activity'), ('prospective_recorded', 'Prospective migrant workers recorded by name'), ('returned_recorded', 'Returned migrant workers recorded by name'), ('departures_procedural', 'Share of departures by the procedural route'), ('departures_non_procedural', 'Departures by a non-procedural route'), ('departures_insured', 'Share of departures insured by BPJS Ketenagakerjaan'), ('returned_leaving', 'Returned migrant workers who left again'), ('desk_visits', 'Visits to the service desks of villages'), ('complaints_closed', 'Share of the complaints at service desks that are closed'), ('businesses_started', 'Businesses that started'), ('businesses_alive', 'Share of the businesses that run after 12 months'), ('businesses_nib', 'Businesses with a NIB'), ('children_in_groups', 'Children of migrant workers in groups'), ('children_out_of_school', 'Children of migrant workers who dropped out of school'), ('carers_active', 'Carers who came to a meeting in the quarter'), ('cooperative_members', 'Members of co-operatives'), ('cooperatives_legal', 'Co-operatives that are legal entities'), ('cooperatives_met', 'Share of the co-operatives that held the annual meeting'), ('cooperative_savings', 'Savings in co-operatives')], max_length=30, verbose_name='What is counted'),
        ),
        migrations.CreateModel(
            name='HistoricalModuleStep',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='Recorded at')),
                ('on', models.DateField(verbose_name='Day')),
                ('module', models.CharField(choices=[('1', 'Guide book 1'), ('2', 'Guide book 2'), ('3', 'Guide book 3'), ('4', 'Guide book 4')], max_length=1, verbose_name='Module')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='villages.beneficiary', verbose_name='Child')),
                ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Entered by')),
            ],
            options={
                'verbose_name': 'historical Module of a child',
                'verbose_name_plural': 'historical Modules of children',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalParentingGroup',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='Recorded at')),
                ('name', models.CharField(max_length=120, verbose_name='Name')),
                ('name_key', desmigratif.ui.search.SearchKeyField('name')),
                ('kind', models.CharField(choices=[('group', 'Parenting group'), ('house', 'Learning house (rumah belajar)')], max_length=5, verbose_name='Kind')),
                ('place', models.CharField(blank=True, max_length=120, verbose_name='Meeting place')),
                ('rhythm', models.CharField(blank=True, choices=[('weekly', 'Every week'), ('fortnight', 'Every two weeks'), ('monthly', 'Every month'), ('quarterly', 'Every three months'), ('irregular', 'Without a fixed day')], max_length=10, verbose_name='Meets')),
                ('founded_on', models.DateField(blank=True, null=True, verbose_name='Founded on')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='Ended on')),
                ('ended_because', models.CharField(blank=True, max_length=200, verbose_name='Why it ended')),
                ('version', models.PositiveIntegerField(default=1, verbose_name='Version')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='Demo data')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Entered by')),
                ('village', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='villages.village', verbose_name='Village')),
            ],
            options={
                'verbose_name': 'historical Parenting group or learning house',
                'verbose_name_plural': 'historical Parenting groups and learning houses',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalReferral',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='Recorded at')),
                ('on', models.DateField(verbose_name='Day')),
                ('kind', models.CharField(choices=[('health', 'Health'), ('psychosoc', 'Psychosocial help'), ('legal', 'Legal help')], max_length=9, verbose_name='Kind of help')),
                ('referred_to', models.CharField(max_length=120, verbose_name='Referred to')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='Closed on')),
                ('outcome', models.CharField(blank=True, max_length=300, verbose_name='Outcome')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='villages.beneficiary', verbose_name='Child')),
                ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Entered by')),
            ],
            options={
                'verbose_name': 'historical Referral of a child',
                'verbose_name_plural': 'historical Referrals of children',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalSchoolStatus',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='Recorded at')),
                ('on', models.DateField(verbose_name='Day')),
                ('state', models.CharField(choices=[('in', 'At school'), ('notyet', 'Not at school yet'), ('out', 'Dropped out'), ('done', 'Finished school')], max_length=6, verbose_name='School status')),
                ('level', models.CharField(blank=True, choices=[('paud', 'Preschool (PAUD/TK)'), ('sd', 'Primary school (SD)'), ('smp', 'Lower secondary school (SMP)'), ('sma', 'Upper secondary school (SMA/SMK)'), ('paket', 'Equivalence programme (Paket A/B/C)')], max_length=5, verbose_name='Level')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='villages.beneficiary', verbose_name='Child')),
                ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Entered by')),
            ],
            options={
                'verbose_name': 'historical School status of a child',
                'verbose_name_plural': 'historical School statuses of children',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='ModuleStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='Recorded at')),
                ('on', models.DateField(verbose_name='Day')),
                ('module', models.CharField(choices=[('1', 'Guide book 1'), ('2', 'Guide book 2'), ('3', 'Guide book 3'), ('4', 'Guide book 4')], max_length=1, verbose_name='Module')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_rows', to='villages.beneficiary', verbose_name='Child')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_recorded', to=settings.AUTH_USER_MODEL, verbose_name='Entered by')),
            ],
            options={
                'verbose_name': 'Module of a child',
                'verbose_name_plural': 'Modules of children',
                'ordering': ['-on', '-pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ParentingGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='Recorded at')),
                ('name', models.CharField(max_length=120, verbose_name='Name')),
                ('name_key', desmigratif.ui.search.SearchKeyField('name')),
                ('kind', models.CharField(choices=[('group', 'Parenting group'), ('house', 'Learning house (rumah belajar)')], max_length=5, verbose_name='Kind')),
                ('place', models.CharField(blank=True, max_length=120, verbose_name='Meeting place')),
                ('rhythm', models.CharField(blank=True, choices=[('weekly', 'Every week'), ('fortnight', 'Every two weeks'), ('monthly', 'Every month'), ('quarterly', 'Every three months'), ('irregular', 'Without a fixed day')], max_length=10, verbose_name='Meets')),
                ('founded_on', models.DateField(blank=True, null=True, verbose_name='Founded on')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='Ended on')),
                ('ended_because', models.CharField(blank=True, max_length=200, verbose_name='Why it ended')),
                ('version', models.PositiveIntegerField(default=1, verbose_name='Version')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='Demo data')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_recorded', to=settings.AUTH_USER_MODEL, verbose_name='Entered by')),
                ('village', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parenting_groups', to='villages.village', verbose_name='Village')),
            ],
            options={
                'verbose_name': 'Parenting group or learning house',
                'verbose_name_plural': 'Parenting groups and learning houses',
                'ordering': ['name_key', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='HistoricalGroupSession',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='Recorded at')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('activity', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pillars.activity')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Entered by')),
                ('group', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pillars.parentinggroup')),
            ],
            options={
                'verbose_name': 'historical Meeting of a parenting group',
                'verbose_name_plural': 'historical Meetings of parenting groups',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalGroupMember',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='Recorded at')),
                ('joined_on', models.DateField(verbose_name='Member since')),
                ('left_on', models.DateField(blank=True, null=True, verbose_name='Left on')),
                ('role', models.CharField(choices=[('child', 'Child'), ('carer', 'Carer'), ('facil', 'Facilitator')], max_length=5, verbose_name='Role')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='villages.beneficiary', verbose_name='Person')),
                ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Entered by')),
                ('group', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pillars.parentinggroup')),
            ],
            options={
                'verbose_name': 'historical Member of a parenting group',
                'verbose_name_plural': 'historical Members of parenting groups',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='GroupSession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='Recorded at')),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parenting_sessions', to='pillars.activity')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_recorded', to=settings.AUTH_USER_MODEL, verbose_name='Entered by')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='pillars.parentinggroup')),
            ],
            options={
                'verbose_name': 'Meeting of a parenting group',
                'verbose_name_plural': 'Meetings of parenting groups',
                'ordering': ['-activity__start_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='GroupMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='Recorded at')),
                ('joined_on', models.DateField(verbose_name='Member since')),
                ('left_on', models.DateField(blank=True, null=True, verbose_name='Left on')),
                ('role', models.CharField(choices=[('child', 'Child'), ('carer', 'Carer'), ('facil', 'Facilitator')], max_length=5, verbose_name='Role')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_rows', to='villages.beneficiary', verbose_name='Person')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_recorded', to=settings.AUTH_USER_MODEL, verbose_name='Entered by')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='pillars.parentinggroup')),
            ],
            options={
                'verbose_name': 'Member of a parenting group',
                'verbose_name_plural': 'Members of parenting groups',
                'ordering': ['-joined_on', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Referral',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='Recorded at')),
                ('on', models.DateField(verbose_name='Day')),
                ('kind', models.CharField(choices=[('health', 'Health'), ('psychosoc', 'Psychosocial help'), ('legal', 'Legal help')], max_length=9, verbose_name='Kind of help')),
                ('referred_to', models.CharField(max_length=120, verbose_name='Referred to')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='Closed on')),
                ('outcome', models.CharField(blank=True, max_length=300, verbose_name='Outcome')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_rows', to='villages.beneficiary', verbose_name='Child')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_recorded', to=settings.AUTH_USER_MODEL, verbose_name='Entered by')),
            ],
            options={
                'verbose_name': 'Referral of a child',
                'verbose_name_plural': 'Referrals of children',
                'ordering': ['-on', '-pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SchoolStatus',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='Recorded at')),
                ('on', models.DateField(verbose_name='Day')),
                ('state', models.CharField(choices=[('in', 'At school'), ('notyet', 'Not at school yet'), ('out', 'Dropped out'), ('done', 'Finished school')], max_length=6, verbose_name='School status')),
                ('level', models.CharField(blank=True, choices=[('paud', 'Preschool (PAUD/TK)'), ('sd', 'Primary school (SD)'), ('smp', 'Lower secondary school (SMP)'), ('sma', 'Upper secondary school (SMA/SMK)'), ('paket', 'Equivalence programme (Paket A/B/C)')], max_length=5, verbose_name='Level')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_rows', to='villages.beneficiary', verbose_name='Child')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_recorded', to=settings.AUTH_USER_MODEL, verbose_name='Entered by')),
            ],
            options={
                'verbose_name': 'School status of a child',
                'verbose_name_plural': 'School statuses of children',
                'ordering': ['-on', '-pk'],
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='parentinggroup',
            constraint=models.UniqueConstraint(fields=('village', 'name_key'), name='parentinggroup_once_in_a_village'),
        ),
        migrations.AddConstraint(
            model_name='parentinggroup',
            constraint=models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('founded_on__isnull', True), ('ended_on__gte', models.F('founded_on')), _connector='OR'), name='parentinggroup_ended_after_founded'),
        ),
        migrations.AddConstraint(
            model_name='parentinggroup',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_because', ''), ('ended_on__isnull', True)), models.Q(('ended_on__isnull', False), models.Q(('ended_because', ''), _negated=True)), _connector='OR'), name='parentinggroup_end_says_why'),
        ),
        migrations.AddConstraint(
            model_name='groupsession',
            constraint=models.UniqueConstraint(fields=('group', 'activity'), name='groupsession_once'),
        ),
        migrations.AddConstraint(
            model_name='groupmember',
            constraint=models.CheckConstraint(condition=models.Q(('left_on__isnull', True), ('left_on__gte', models.F('joined_on')), _connector='OR'), name='groupmember_left_after_joined'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_on__isnull', True), ('outcome', '')), models.Q(('closed_on__gte', models.F('on')), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='referral_closed_says_outcome'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(('referred_to', ''), _negated=True), name='referral_says_where'),
        ),
        migrations.AddIndex(
            model_name='schoolstatus',
            index=models.Index(fields=['person', '-on'], name='schoolstatus_last'),
        ),
        migrations.AddConstraint(
            model_name='schoolstatus',
            constraint=models.CheckConstraint(condition=models.Q(('level', ''), models.Q(('state', 'notyet'), _negated=True), _connector='OR'), name='schoolstatus_level_of_school'),
        ),
        migrations.RunPython(
            lambda apps, editor: versions.watch(apps, editor, "pillars", *COUNTED),
            lambda apps, editor: versions.unwatch(apps, editor, "pillars", *COUNTED),
        ),
    ]
