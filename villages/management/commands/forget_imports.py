"""Deletes uploaded lists that are no longer needed."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from ...lists.services.imports import forget_old


class Command(BaseCommand):
    help = "Delete lists that nobody stored within 7 days, and sealed rows after 30; run every night."

    def handle(self, **options):
        batches, rows = forget_old(timezone.now())
        self.stdout.write(f"{batches} lists deleted, {rows} rows emptied.")
