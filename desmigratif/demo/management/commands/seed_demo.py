"""Fills the database with the demo country."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from desmigratif.demo import people, seed


class Command(BaseCommand):
    help = "Add invented demo data (54 villages, 18 regencies, 8 quarters); a second run adds nothing."

    def add_arguments(self, parser):
        parser.add_argument("--show-sign-ins", action="store_true", help="only print the sign-ins")
        parser.add_argument("--scale", type=int, default=1, help="multiply the activities, for measurements")

    def handle(self, show_sign_ins, scale, **options):
        if not (settings.DEMO_MODE or settings.DEBUG):
            raise CommandError("Demo data is invented. Set DEMO_MODE=1, and never beside real people.")
        if show_sign_ins:
            for row in people.sign_ins():
                self.stdout.write(f"{str(row['role']):28} {row['email']:28} {row['password']}")
            return
        seed.seed(scale=scale, say=self.stdout.write)
