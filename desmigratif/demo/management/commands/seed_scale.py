"""Fills a demo to any size, to measure what a page costs there."""

import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from desmigratif.demo import scale
from pillars.models import Activity
from pillars.services import tallies
from villages.models import Beneficiary


class Command(BaseCommand):
    help = "Grow a demo in bulk to measure it; never where real people are."

    def add_arguments(self, parser):
        parser.add_argument("--villages", type=int, default=1000, help="programme villages in all")
        parser.add_argument("--activities", type=int, default=20_000, help="activities to add")
        parser.add_argument("--people", type=int, default=20_000, help="people to add")
        parser.add_argument("--attendances", type=int, default=40_000, help="about so many by name")

    def handle(self, villages, activities, people, attendances, **options):
        if not (settings.DEMO_MODE or settings.DEBUG):
            raise CommandError("Demo data is invented. Set DEMO_MODE=1, and never beside real people.")
        if any(model.objects.filter(is_demo=False).exists() for model in (Beneficiary, Activity)):
            raise CommandError("This database holds real people or activities: nothing was added.")
        start = time.monotonic()
        scale.grow(scale.Size(villages, activities, people, attendances), say=self._say)
        tallies.rebuild()
        self._say(f"Sums written. {time.monotonic() - start:.0f} s in all.")

    def _say(self, text):
        self.stdout.write(text)
        self.stdout.flush()
