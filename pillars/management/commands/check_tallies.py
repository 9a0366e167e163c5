"""Recounts and prints every stored sum that is wrong."""

from django.core.management.base import BaseCommand, CommandError

from pillars.services import tallies


class Command(BaseCommand):
    help = (
        "Compare the stored sums with a recount; print every difference, end with an error if there is one."
    )

    def handle(self, **options):
        found = tallies.differences(say=self.stdout.write)
        for model, key, column, stored, counted in found:
            where = ", ".join(map(str, key))
            self.stdout.write(f"{model.__name__} {where}: {column} stored {stored}, counted {counted}")
        if found:
            raise CommandError(f"{len(found)} differences. Correct them with: manage.py rebuild_tallies")
        self.stdout.write("No differences.")
