"""An index that the register of people reads alone; no rows change."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('villages', '0003_words'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='beneficiary',
            index=models.Index(condition=models.Q(('is_restricted', False), ('merged_into__isnull', True)), fields=['name_key', 'id', 'birth_date', 'birth_year'], name='beneficiary_by_name'),
        ),
    ]
