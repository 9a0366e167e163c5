"""Goes on with imports that a worker left behind when it was stopped."""

from django.core.management.base import BaseCommand

from pillars.imports.tasks import run_import
from villages.models import ImportBatch


class Command(BaseCommand):
    help = "Queue every import whose check or storing broke off; a running worker does so by itself."

    def handle(self, **options):
        batches = list(ImportBatch.objects.running())
        for batch in batches:
            run_import.enqueue(batch.number)
        self.stdout.write(f"{len(batches)} imports go on.")
