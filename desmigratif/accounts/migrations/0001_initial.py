import datetime
import desmigratif.accounts.models.prepared_files
import desmigratif.ui.search
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import simple_history.models
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='Email address')),
                ('full_name', models.CharField(max_length=120, verbose_name='Full name')),
                ('search_key', desmigratif.ui.search.SearchKeyField('full_name', 'email')),
                ('role', models.CharField(choices=[('officer', 'Disnaker officer'), ('village_officer', 'Village officer'), ('reviewer', 'Reviewer'), ('pillar_lead', 'Pillar lead (PIC)'), ('contributor', 'Contributing agency'), ('province', 'Province office'), ('admin', 'Administrator')], max_length=20, verbose_name='Role')),
                ('time_zone', models.CharField(choices=[('Asia/Jakarta', 'WIB'), ('Asia/Makassar', 'WITA'), ('Asia/Jayapura', 'WIT')], default='Asia/Jakarta', max_length=20, verbose_name='Time zone')),
                ('language', models.CharField(choices=[('id', 'Indonesian'), ('en', 'English')], default='id', max_length=5, verbose_name='Language')),
                ('oversees_access', models.BooleanField(default=False, verbose_name="Sees who opened people's records")),
                ('is_active', models.BooleanField(default=True, verbose_name='Active')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='Demo data')),
                ('date_joined', models.DateTimeField(auto_now_add=True, verbose_name='Joined')),
            ],
            options={
                'verbose_name': 'User',
                'verbose_name_plural': 'Users',
                'ordering': ['full_name'],
                'constraints': [models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower('email'))), name='user_email_lower_case')],
            },
        ),
        migrations.CreateModel(
            name='WorkerPulse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('worker', models.CharField(max_length=64, unique=True)),
                ('at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'Sign of life of a worker',
                'verbose_name_plural': 'Signs of life of workers',
            },
        ),
        migrations.CreateModel(
            name='HistoricalOrganisation',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('name', models.CharField(db_index=True, max_length=200, verbose_name='Name')),
                ('short_name', models.CharField(blank=True, max_length=60, verbose_name='Short name')),
                ('kind', models.CharField(choices=[('ministry', 'Ministry or agency'), ('province', 'Provincial government'), ('regency', 'Regency or city government'), ('village', 'Village government'), ('other', 'Other')], default='ministry', max_length=20, verbose_name='Kind')),
                ('is_contributor', models.BooleanField(default=False, verbose_name='Contributes to the programme')),
                ('valid_from', models.DateField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1)), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31))], verbose_name='Exists from')),
                ('valid_to', models.DateField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1)), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31))], verbose_name='Exists until')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='Demo data')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical Organisation',
                'verbose_name_plural': 'historical Organisations',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Mail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('to', models.EmailField(max_length=254, verbose_name='Addressee')),
                ('subject', models.CharField(max_length=200, verbose_name='Subject')),
                ('body', models.TextField(verbose_name='Text')),
                ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='Written')),
                ('sent_at', models.DateTimeField(null=True, verbose_name='Sent at')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='Tries')),
                ('next_try_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now, null=True, verbose_name='Next try')),
                ('error', models.CharField(blank=True, max_length=300, verbose_name='Why it was not sent')),
                ('link_for', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='password_mails', to=settings.AUTH_USER_MODEL, verbose_name='Password link for')),
            ],
            options={
                'verbose_name': 'Mail',
                'verbose_name_plural': 'Mails',
                'ordering': ['-made_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, unique=True, verbose_name='Name')),
                ('short_name', models.CharField(blank=True, max_length=60, verbose_name='Short name')),
                ('search_key', desmigratif.ui.search.SearchKeyField('name', 'short_name')),
                ('kind', models.CharField(choices=[('ministry', 'Ministry or agency'), ('province', 'Provincial government'), ('regency', 'Regency or city government'), ('village', 'Village government'), ('other', 'Other')], default='ministry', max_length=20, verbose_name='Kind')),
                ('is_contributor', models.BooleanField(default=False, verbose_name='Contributes to the programme')),
                ('valid_from', models.DateField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1)), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31))], verbose_name='Exists from')),
                ('valid_to', models.DateField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1)), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31))], verbose_name='Exists until')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='Demo data')),
            ],
            options={
                'verbose_name': 'Organisation',
                'verbose_name_plural': 'Organisations',
                'ordering': ['name'],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to__gte', models.F('valid_from')), ('valid_from__isnull', True), ('valid_to__isnull', True), _connector='OR'), name='organisation_ends_after_start', violation_error_message='The last day lies before the first. Check the dates.')],
            },
        ),
        migrations.CreateModel(
            name='HistoricalUser',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('email', models.EmailField(db_index=True, max_length=254, verbose_name='Email address')),
                ('full_name', models.CharField(max_length=120, verbose_name='Full name')),
                ('role', models.CharField(choices=[('officer', 'Disnaker officer'), ('village_officer', 'Village officer'), ('reviewer', 'Reviewer'), ('pillar_lead', 'Pillar lead (PIC)'), ('contributor', 'Contributing agency'), ('province', 'Province office'), ('admin', 'Administrator')], max_length=20, verbose_name='Role')),
                ('time_zone', models.CharField(choices=[('Asia/Jakarta', 'WIB'), ('Asia/Makassar', 'WITA'), ('Asia/Jayapura', 'WIT')], default='Asia/Jakarta', max_length=20, verbose_name='Time zone')),
                ('oversees_access', models.BooleanField(default=False, verbose_name="Sees who opened people's records")),
                ('is_active', models.BooleanField(default=True, verbose_name='Active')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='Demo data')),
                ('date_joined', models.DateTimeField(blank=True, editable=False, verbose_name='Joined')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='accounts.organisation', verbose_name='Organisation')),
            ],
            options={
                'verbose_name': 'historical User',
                'verbose_name_plural': 'historical Users',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name='user',
            name='organisation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='users', to='accounts.organisation', verbose_name='Organisation'),
        ),
        migrations.CreateModel(
            name='OrganisationChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('ended', 'Ended'), ('function_moved', 'Function handed on')], max_length=20, verbose_name='Kind')),
                ('effective_on', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1)), django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31))], verbose_name='Last day')),
                ('source', models.CharField(max_length=300, verbose_name='Source')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='accounts.organisation', verbose_name='Organisation')),
                ('successors', models.ManyToManyField(blank=True, related_name='predecessor_changes', to='accounts.organisation', verbose_name='Successors')),
            ],
            options={
                'verbose_name': 'Organisation change',
                'verbose_name_plural': 'Organisation changes',
                'ordering': ['-effective_on'],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'kind'), name='organisationchange_once_per_kind')],
            },
        ),
        migrations.CreateModel(
            name='PreparedFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('address', models.TextField()),
                ('language', models.CharField(choices=[('id', 'Indonesian'), ('en', 'English')], max_length=5)),
                ('rights', models.CharField(max_length=64)),
                ('state', models.CharField(choices=[('waiting', 'Being made'), ('made', 'Ready'), ('failed', 'Could not be made')], default='waiting', max_length=10)),
                ('name', models.CharField(max_length=200)),
                ('what', models.TextField()),
                ('rows', models.PositiveIntegerField()),
                ('progress', models.PositiveIntegerField(default=0)),
                ('content_type', models.CharField(blank=True, max_length=100)),
                ('file', models.FileField(blank=True, storage=desmigratif.accounts.models.prepared_files.private_storage, upload_to=desmigratif.accounts.models.prepared_files.stored_name)),
                ('asked_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ('touched_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='prepared_files', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'Prepared file',
                'verbose_name_plural': 'Prepared files',
                'ordering': ['-asked_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('session_key', models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name='session key')),
                ('session_data', models.TextField(verbose_name='session data')),
                ('expire_date', models.DateTimeField(db_index=True, verbose_name='expire date')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'session',
                'verbose_name_plural': 'sessions',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AccessEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('sign_in', 'Signed in'), ('refused', 'Sign-in refused: wrong password or no account'), ('locked', 'Sign-in locked after too many tries'), ('sign_out', 'Signed out'), ('sessions_ended', 'Signed out on all other devices'), ('password_asked', 'Asked for a link to set a password'), ('password_set', 'Set a password with the mailed link'), ('password_changed', 'Changed the password'), ('password_wrong', 'Current password wrong when changing it'), ('account_made', 'Account made'), ('account_changed', 'Account changed'), ('account_closed', 'Account closed'), ('account_opened', 'Account opened again'), ('export', 'Exported a list'), ('download', 'Downloaded an attachment'), ('searched', 'Searched for people'), ('opened', "Opened a person's record"), ('revealed', 'Had a NIK shown'), ('asked', 'Asked about a NIK'), ('untold', 'Asked about too many NIKs alike: not answered'), ('discarded', 'Discarded a list')], max_length=20, verbose_name='Kind')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='At')),
                ('what', models.CharField(max_length=300, verbose_name='What')),
                ('about', models.UUIDField(blank=True, db_index=True, null=True, verbose_name='Person concerned')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='Reason')),
                ('rows', models.PositiveIntegerField(blank=True, null=True, verbose_name='Rows')),
                ('hits', models.PositiveIntegerField(blank=True, null=True, verbose_name='Hits')),
                ('address', models.GenericIPAddressField(blank=True, null=True, verbose_name='Network address')),
                ('account', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='account_events', to=settings.AUTH_USER_MODEL, verbose_name='Account')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='access_events', to=settings.AUTH_USER_MODEL, verbose_name='User')),
            ],
            options={
                'verbose_name': 'Access event',
                'verbose_name_plural': 'Access log',
                'ordering': ['-at', '-pk'],
                'indexes': [models.Index(fields=['kind', 'what', 'at'], name='accessevent_guesses')],
            },
        ),
        migrations.CreateModel(
            name='EmailChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254, verbose_name='New e-mail address')),
                ('asked_at', models.DateTimeField(auto_now_add=True, verbose_name='Asked at')),
                ('done_at', models.DateTimeField(null=True, verbose_name='Done at')),
                ('stopped_at', models.DateTimeField(null=True, verbose_name='Stopped at')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Asked by')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='email_changes', to=settings.AUTH_USER_MODEL, verbose_name='User')),
            ],
            options={
                'verbose_name': 'Change of an e-mail address',
                'verbose_name_plural': 'Changes of e-mail addresses',
                'ordering': ['-asked_at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('done_at__isnull', True), ('stopped_at__isnull', True)), fields=('user',), name='emailchange_one_waits')],
            },
        ),
    ]
