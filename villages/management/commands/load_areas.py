"""Loads the official list of areas; every later list supersedes the earlier one."""

import datetime
import time

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from villages.services.area_lists import AREA_LIST, read_areas, read_changes
from villages.services.areas import load_areas, load_changes, villages_in_ended_areas
from villages.services.errors import ListRefused

#: Faults printed before the rest is only counted.
SHOWN_FAULTS = 50


class Command(BaseCommand):
    help = (
        "Load the official list of areas (kode,nama,kodepos; .csv or .csv.gz), by default the one that comes "
        "with the portal. With --changes and no file only the changes are stored."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", help="list of all areas")
        parser.add_argument(
            "--as-of", type=datetime.date.fromisoformat, help="day from which a later list holds, 2026-01-01"
        )
        parser.add_argument("--changes", help="list of renamed, split, merged and recoded areas")
        parser.add_argument(
            "--many-end", action="store_true", help="take a list that lacks more than a tenth of all areas"
        )

    def handle(self, *, file, as_of, changes, many_end, **options):
        try:
            with transaction.atomic():
                if file or not changes:
                    self._load_list(file or AREA_LIST, as_of, many_end)
                if changes:
                    self._load_changes(changes)
        except ListRefused as refusal:
            raise CommandError(self._faults(refusal.faults)) from refusal
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}.") from error
        for village in villages_in_ended_areas():
            self.stdout.write(
                f"Note: {village.code} {village.label} is in the programme, but its area ended on "
                f"{village.area.valid_to}."
            )

    def _load_list(self, path, as_of, many_end):
        started = time.monotonic()
        load = load_areas(read_areas(path), as_of=as_of, many_end=many_end)
        self.stdout.write(
            f"{load.read} areas read: {load.new} new, {load.renamed} renamed, {load.ended} ended, "
            f"{load.reopened} open again, {load.postal_codes} postal codes changed; "
            f"{load.total} changes in {time.monotonic() - started:.1f} s."
        )

    def _load_changes(self, path):
        load = load_changes(read_changes(path))
        self.stdout.write(
            f"{load.read} lines of changes read: {load.changes} links old to new, {load.new} new, "
            f"{load.renamed} renamed, {load.ended} ended, {load.moved} programme villages under a new code."
        )
        if load.moved:
            # What was summed up under the old codes counts under the new ones.
            call_command("rebuild_tallies", stdout=self.stdout)

    def _faults(self, faults):
        shown = faults[:SHOWN_FAULTS]
        rest = len(faults) - len(shown)
        lines = ["Nothing was loaded.", *shown]
        if rest:
            lines.append(f"... and {rest} more.")
        return "\n".join(lines)
