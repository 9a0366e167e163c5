"""Indexes that lists read alone: by day, by name, what waits, what was not sent; no rows change."""

import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0005_files_that_name_people'),
        ('pillars', '0006_businesses'),
        ('villages', '0004_lists'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='activity',
            name='activity_queue',
        ),
        migrations.RemoveIndex(
            model_name='activity',
            name='activity_newest_first',
        ),
        migrations.AddIndex(
            model_name='activity',
            index=models.Index(condition=models.Q(('state', 'sent')), fields=['sent_at', 'id', 'status', 'sent_by', 'created_by', 'start_on', 'end_on', 'regency'], name='activity_waiting'),
        ),
        migrations.AddIndex(
            model_name='activity',
            index=models.Index(condition=models.Q(('state__in', ['draft', 'returned'])), fields=['regency', 'state', 'start_on', 'end_on', 'id'], name='activity_unsent'),
        ),
        migrations.AddIndex(
            model_name='activity',
            index=models.Index(fields=['-start_on', '-id', 'state'], name='activity_newest'),
        ),
        migrations.AddIndex(
            model_name='activity',
            index=models.Index(django.db.models.functions.text.Lower('title'), models.OrderBy(models.F('id'), descending=True), models.F('state'), name='activity_by_title'),
        ),
    ]
