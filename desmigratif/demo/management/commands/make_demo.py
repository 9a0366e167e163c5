"""Everything between an empty folder and the first page of the demo, step by step."""

import time
from io import StringIO

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from desmigratif.demo import people, place, seed

#: What is said of a step, and the command that takes it.
STEPS = (
    ("styles and pictures", ("collectstatic", "--noinput")),
    ("tables", ("migrate",)),
    ("83,762 official villages and the areas above them", ("load_areas",)),
    ("pillars, quarters, indicators, villages of the programme", ("load_programme",)),
    ("the evaluation of November 2023", ("load_evaluation",)),
)


class Command(BaseCommand):
    help = "Make the demo or bring it up to date; what is there already stays."

    def handle(self, **options):
        if not settings.DEMO_MODE:
            raise CommandError("Demo data is invented. Set DEMO_MODE=1, and never beside real people.")
        try:
            if connection.vendor == "sqlite":
                self._make_file(place.DemoFile(connection.settings_dict["NAME"]))
            else:
                self._take_steps()
        except KeyboardInterrupt:
            self._say("")
            raise CommandError("Stopped. Nothing is left half-made; `make demo` starts again.") from None
        call_command("clearsessions")
        self.stdout.write("Sign in as:")
        for row in people.sign_ins():
            self.stdout.write(f"  {row['role']!s:28} {row['email']:28} {row['password']}")

    def _make_file(self, where):
        version, migrations = place.version(), place.migrations()
        if where.is_current(version):
            self.stdout.write("The demo is there already.")
            return
        if where.path.exists() and not where.can_grow(migrations):
            self.stdout.write(
                f"The demo here was made by a version whose tables cannot be carried on. It is kept as "
                f"{where.set_aside()}, and a new one is made."
            )
        if where.path.exists():
            self._take_steps()
        else:
            with where.built() as path:
                connection.settings_dict["NAME"] = path
                try:
                    self._take_steps()
                finally:
                    connection.close()
                    connection.settings_dict["NAME"] = where.path
        where.write_down(version, migrations)

    def _take_steps(self):
        last = len(STEPS) + 1
        for number, (said, command) in enumerate(STEPS, start=1):
            self._say(f"{number}/{last} {said} ...", ending="")
            started = time.monotonic()
            call_command(*command, verbosity=0, stdout=StringIO())
            self._say(f" {time.monotonic() - started:.0f} s")
        self._say(f"{last}/{last} the invented country ...")
        seed.seed(say=lambda text: self._say(f"    {text}"))

    def _say(self, text, ending="\n"):
        self.stdout.write(text, ending=ending)
        self.stdout.flush()
