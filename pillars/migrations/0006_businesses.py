"""Businesses of villages; their tables count as data that pages of figures read."""

import desmigratif.ui.search
import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from desmigratif.ui import versions

COUNTED = ("Business", "BusinessMember", "BusinessPermit", "BusinessStep", "BusinessYear")


class Migration(migrations.Migration):

    dependencies = [
        ('pillars', '0005_recorded_by'),
        ('villages', '0003_words'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='cooperativemember',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_rows', to='villages.beneficiary', verbose_name='Person'),
        ),
        migrations.CreateModel(
            name='Business',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='Recorded at')),
                ('name', models.CharField(max_length=120, verbose_name='Name of the business')),
                ('name_key', desmigratif.ui.search.SearchKeyField('name')),
                ('kind', models.CharField(choices=[('person', 'Business of one person'), ('group', 'Business group (kelompok usaha)')], max_length=6, verbose_name='Kind')),
                ('sector', models.CharField(blank=True, choices=[('A', 'A. Agriculture, forestry and fishing'), ('B', 'B. Mining'), ('C', 'C. Manufacturing and processing'), ('D', 'D. Electricity and gas'), ('E', 'E. Water, waste and recycling'), ('F', 'F. Construction'), ('G', 'G. Trade and repair of vehicles'), ('H', 'H. Transport and storage'), ('I', 'I. Food, drink and lodging'), ('J', 'J. Information and communication'), ('K', 'K. Finance and insurance'), ('L', 'L. Real estate'), ('M', 'M. Professional and technical services'), ('N', 'N. Rental, travel and support services'), ('O', 'O. Public administration'), ('P', 'P. Education'), ('Q', 'Q. Health and social work'), ('R', 'R. Arts and recreation'), ('S', 'S. Other services'), ('T', 'T. Households as employers'), ('U', 'U. International bodies')], max_length=1, verbose_name='Sector (KBLI)')),
                ('product', models.CharField(blank=True, max_length=200, verbose_name='Main product')),
                ('market', models.CharField(blank=True, choices=[('village', 'In the village'), ('regency', 'In the regency'), ('country', 'In other regencies'), ('abroad', 'Abroad')], max_length=10, verbose_name='Sells')),
                ('channels', models.CharField(blank=True, max_length=200, verbose_name='Sales channels')),
                ('started_on', models.DateField(blank=True, null=True, verbose_name='Started on')),
                ('version', models.PositiveIntegerField(default=1, verbose_name='Version')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='Demo data')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_recorded', to=settings.AUTH_USER_MODEL, verbose_name='Entered by')),
                ('village', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='businesses', to='villages.village', verbose_name='Village')),
            ],
            options={
                'verbose_name': 'Business',
                'verbose_name_plural': 'Businesses',
                'ordering': ['name_key', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('village', 'name_key'), name='business_once_in_a_village')],
            },
        ),
        migrations.CreateModel(
            name='BusinessMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='Recorded at')),
                ('joined_on', models.DateField(verbose_name='Member since')),
                ('left_on', models.DateField(blank=True, null=True, verbose_name='Left on')),
                ('business', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='pillars.business')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_rows', to='villages.beneficiary', verbose_name='Person')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_recorded', to=settings.AUTH_USER_MODEL, verbose_name='Entered by')),
            ],
            options={
                'verbose_name': 'Owner or member of a business',
                'verbose_name_plural': 'Owners and members of businesses',
                'ordering': ['-joined_on', 'pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('left_on__isnull', True), ('left_on__gte', models.F('joined_on')), _connector='OR'), name='businessmember_left_after_joined')],
            },
        ),
        migrations.CreateModel(
            name='BusinessPermit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='Recorded at')),
                ('kind', models.CharField(choices=[('nib', 'NIB (business number)'), ('pirt', 'PIRT (home food industry)'), ('halal', 'Halal certificate'), ('brand', 'Registered brand (merek)')], max_length=5, verbose_name='Permit')),
                ('number', models.CharField(max_length=60, verbose_name='Number')),
                ('issued_on', models.DateField(blank=True, null=True, verbose_name='Issued on')),
                ('expires_on', models.DateField(blank=True, null=True, verbose_name='Valid until')),
                ('business', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='permits', to='pillars.business')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_recorded', to=settings.AUTH_USER_MODEL, verbose_name='Entered by')),
            ],
            options={
                'verbose_name': 'Permit of a business',
                'verbose_name_plural': 'Permits of businesses',
                'ordering': ['kind', '-issued_on', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('business', 'kind', 'number'), name='businesspermit_once'), models.CheckConstraint(condition=models.Q(('issued_on__isnull', True), ('expires_on__isnull', True), ('expires_on__gte', models.F('issued_on')), _connector='OR'), name='businesspermit_expires_after_issue')],
            },
        ),
        migrations.CreateModel(
            name='BusinessStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='Recorded at')),
                ('status', models.CharField(choices=[('running', 'Running'), ('paused', 'Paused'), ('closed', 'Closed down')], max_length=7, verbose_name='Status')),
                ('on', models.DateField(verbose_name='Since')),
                ('why', models.CharField(blank=True, max_length=200, verbose_name='Why')),
                ('business', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='pillars.business')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_recorded', to=settings.AUTH_USER_MODEL, verbose_name='Entered by')),
            ],
            options={
                'verbose_name': 'Status of a business',
                'verbose_name_plural': 'Statuses of businesses',
                'ordering': ['-on', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('business', 'on'), name='businessstep_once_a_day'), models.CheckConstraint(condition=models.Q(('status', 'running'), models.Q(('why', ''), _negated=True), _connector='OR'), name='businessstep_says_why')],
            },
        ),
        migrations.CreateModel(
            name='BusinessYear',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='Recorded at')),
                ('year', models.PositiveSmallIntegerField(verbose_name='Year')),
                ('turnover', models.BigIntegerField(blank=True, null=True, verbose_name='Turnover of the year')),
                ('profit', models.BigIntegerField(blank=True, null=True, verbose_name='Profit of the year')),
                ('workers_male', models.PositiveIntegerField(blank=True, null=True, verbose_name='Workers, men')),
                ('workers_female', models.PositiveIntegerField(blank=True, null=True, verbose_name='Workers, women')),
                ('source', models.CharField(max_length=120, verbose_name='Source')),
                ('version', models.PositiveIntegerField(default=1, verbose_name='Version')),
                ('business', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='years', to='pillars.business')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_recorded', to=settings.AUTH_USER_MODEL, verbose_name='Entered by')),
            ],
            options={
                'verbose_name': 'Year of a business',
                'verbose_name_plural': 'Years of businesses',
                'ordering': ['-year'],
                'constraints': [models.UniqueConstraint(fields=('business', 'year'), name='businessyear_once'), models.CheckConstraint(condition=models.Q(('turnover__isnull', True), ('turnover__gte', 0), _connector='OR'), name='businessyear_turnover_not_below_0'), models.CheckConstraint(condition=models.Q(('workers_male__isnull', True), ('workers_male__gte', 0), _connector='OR'), name='businessyear_workers_male_not_below_0'), models.CheckConstraint(condition=models.Q(('workers_female__isnull', True), ('workers_female__gte', 0), _connector='OR'), name='businessyear_workers_female_not_below_0')],
            },
        ),
        migrations.CreateModel(
            name='HistoricalBusiness',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='Recorded at')),
                ('name', models.CharField(max_length=120, verbose_name='Name of the business')),
                ('name_key', desmigratif.ui.search.SearchKeyField('name')),
                ('kind', models.CharField(choices=[('person', 'Business of one person'), ('group', 'Business group (kelompok usaha)')], max_length=6, verbose_name='Kind')),
                ('sector', models.CharField(blank=True, choices=[('A', 'A. Agriculture, forestry and fishing'), ('B', 'B. Mining'), ('C', 'C. Manufacturing and processing'), ('D', 'D. Electricity and gas'), ('E', 'E. Water, waste and recycling'), ('F', 'F. Construction'), ('G', 'G. Trade and repair of vehicles'), ('H', 'H. Transport and storage'), ('I', 'I. Food, drink and lodging'), ('J', 'J. Information and communication'), ('K', 'K. Finance and insurance'), ('L', 'L. Real estate'), ('M', 'M. Professional and technical services'), ('N', 'N. Rental, travel and support services'), ('O', 'O. Public administration'), ('P', 'P. Education'), ('Q', 'Q. Health and social work'), ('R', 'R. Arts and recreation'), ('S', 'S. Other services'), ('T', 'T. Households as employers'), ('U', 'U. International bodies')], max_length=1, verbose_name='Sector (KBLI)')),
                ('product', models.CharField(blank=True, max_length=200, verbose_name='Main product')),
                ('market', models.CharField(blank=True, choices=[('village', 'In the village'), ('regency', 'In the regency'), ('country', 'In other regencies'), ('abroad', 'Abroad')], max_length=10, verbose_name='Sells')),
                ('channels', models.CharField(blank=True, max_length=200, verbose_name='Sales channels')),
                ('started_on', models.DateField(blank=True, null=True, verbose_name='Started on')),
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
                'verbose_name': 'historical Business',
                'verbose_name_plural': 'historical Businesses',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalBusinessMember',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='Recorded at')),
                ('joined_on', models.DateField(verbose_name='Member since')),
                ('left_on', models.DateField(blank=True, null=True, verbose_name='Left on')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('business', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pillars.business')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='villages.beneficiary', verbose_name='Person')),
                ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Entered by')),
            ],
            options={
                'verbose_name': 'historical Owner or member of a business',
                'verbose_name_plural': 'historical Owners and members of businesses',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalBusinessPermit',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='Recorded at')),
                ('kind', models.CharField(choices=[('nib', 'NIB (business number)'), ('pirt', 'PIRT (home food industry)'), ('halal', 'Halal certificate'), ('brand', 'Registered brand (merek)')], max_length=5, verbose_name='Permit')),
                ('number', models.CharField(max_length=60, verbose_name='Number')),
                ('issued_on', models.DateField(blank=True, null=True, verbose_name='Issued on')),
                ('expires_on', models.DateField(blank=True, null=True, verbose_name='Valid until')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('business', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pillars.business')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Entered by')),
            ],
            options={
                'verbose_name': 'historical Permit of a business',
                'verbose_name_plural': 'historical Permits of businesses',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalBusinessStep',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='Recorded at')),
                ('status', models.CharField(choices=[('running', 'Running'), ('paused', 'Paused'), ('closed', 'Closed down')], max_length=7, verbose_name='Status')),
                ('on', models.DateField(verbose_name='Since')),
                ('why', models.CharField(blank=True, max_length=200, verbose_name='Why')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('business', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pillars.business')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Entered by')),
            ],
            options={
                'verbose_name': 'historical Status of a business',
                'verbose_name_plural': 'historical Statuses of businesses',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalBusinessYear',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='Recorded at')),
                ('year', models.PositiveSmallIntegerField(verbose_name='Year')),
                ('turnover', models.BigIntegerField(blank=True, null=True, verbose_name='Turnover of the year')),
                ('profit', models.BigIntegerField(blank=True, null=True, verbose_name='Profit of the year')),
                ('workers_male', models.PositiveIntegerField(blank=True, null=True, verbose_name='Workers, men')),
                ('workers_female', models.PositiveIntegerField(blank=True, null=True, verbose_name='Workers, women')),
                ('source', models.CharField(max_length=120, verbose_name='Source')),
                ('version', models.PositiveIntegerField(default=1, verbose_name='Version')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('business', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pillars.business')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Entered by')),
            ],
            options={
                'verbose_name': 'historical Year of a business',
                'verbose_name_plural': 'historical Years of businesses',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.RunPython(
            lambda apps, editor: versions.watch(apps, editor, "pillars", *COUNTED),
            lambda apps, editor: versions.unwatch(apps, editor, "pillars", *COUNTED),
        ),
    ]
