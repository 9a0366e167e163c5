"""Corrects all stored sums by a recount of the activities."""

from django.core.management.base import BaseCommand

from pillars.models import HeadTally, Tally
from pillars.services import tallies


class Command(BaseCommand):
    help = "Correct the stored sums by a recount of the activities, a budget year or a month at a time."

    def handle(self, **options):
        tallies.rebuild(say=self.stdout.write)
        self.stdout.write(f"{Tally.objects.count()} tallies, {HeadTally.objects.count()} head tallies.")
