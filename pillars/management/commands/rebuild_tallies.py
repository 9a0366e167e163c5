"""Writes all stored sums anew from the activities."""

from django.core.management.base import BaseCommand

from pillars.models import HeadTally, Tally
from pillars.services import tallies


class Command(BaseCommand):
    help = "Rebuild the stored sums (Tally, HeadTally) from the activities; writers wait until it is done."

    def handle(self, **options):
        tallies.rebuild()
        self.stdout.write(f"{Tally.objects.count()} tallies, {HeadTally.objects.count()} head tallies.")
