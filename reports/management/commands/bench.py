"""Prints what the portal costs as one table: pages and a save, lists to import, files of long lists."""

import logging

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.test import Client, override_settings
from django.urls import clear_url_caches

from desmigratif.accounts.models import User
from desmigratif.accounts.roles import Role
from desmigratif.ui import clock
from pillars.choices import Progress
from pillars.models import Activity
from reports.bench import files, lists, machine, pages
from villages.models import Assignment

#: Villages of the officer whose lists are measured.
VILLAGES = 1_000
#: In this order: what an import leaves behind in the process would hide what a file takes.
PARTS = ("files", "pages", "import")


class Command(BaseCommand):
    help = "Measure pages, imports and files at the size of the data (seed_scale makes it); changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("parts", nargs="*", default=PARTS, help="files, pages, import; nothing for all")
        parser.add_argument("--rows", type=int, default=10_000, help="rows of an imported list")
        parser.add_argument("--runs", type=int, default=5, help="requests per page; the least counts")

    def handle(self, parts, rows, runs, **options):
        if unknown := set(parts) - set(PARTS):
            raise CommandError(f"{', '.join(unknown)}: choose among {', '.join(PARTS)}.")
        self.reader = User.objects.filter(role=Role.REVIEWER, is_active=True).first()
        assigned = Assignment.objects.values("user")
        self.writer = User.objects.filter(role=Role.OFFICER, is_active=True, pk__in=assigned).first()
        self.admin = User.objects.filter(role=Role.ADMIN, is_active=True).first()
        done = Activity.objects.counted().filter(status=Progress.DONE, start_on__lte=clock.today())
        done = done.visible_to(self.writer) if self.writer else done
        # In the quarter that runs, so that one more like it can be recorded.
        self.activity = done.order_by("-start_on", "pk").first()
        if not (self.reader and self.writer and self.admin and self.activity):
            raise CommandError("Nothing to measure: make a demo first (manage.py make_demo).")
        # Who may not open a page is passed over, and not worth a line of the log.
        logging.disable(logging.WARNING)
        for what, text in machine.described():
            self.stdout.write(f"{what}: {text}")
        with transaction.atomic(), override_settings(ROOT_URLCONF=pages.WithEmptyPage, ALLOWED_HOSTS=["*"]):
            clear_url_caches()
            for part in PARTS:
                if part in parts:
                    getattr(self, f"measure_{part}")(rows if part == "import" else runs)
            transaction.set_rollback(True)
        clear_url_caches()
        logging.disable(logging.NOTSET)

    def measure_pages(self, runs):
        self.head("page", "ms", "x base", "database", "queries", "rows", "KB")
        for user in (self.reader, self.writer):
            client = Client()
            client.force_login(user)
            base = pages.measure(client, pages.EMPTY, runs)
            self.page(f"base template, {user.get_role_display()}", base, base)
            for address in pages.addresses(self.activity):
                if times := pages.measure(client, address, runs):
                    self.page(address, times, base)
        self.page("save and send", pages.measure_save(self.writer, self.activity, runs), base)

    def page(self, name, times, base):
        self.row(
            name,
            f"{times.milliseconds:.1f}",
            f"{times.milliseconds / base.milliseconds:.1f}",
            f"{times.database:.1f}",
            times.queries,
            times.rows,
            f"{times.size / 1024:.0f}",
        )

    def measure_import(self, rows):
        lists.widen(self.writer, VILLAGES)
        writer = User.objects.get(pk=self.writer.pk)
        self.head(f"list of {rows} rows", "bare s", "check", "store", "x bare", "stored")
        for kind, sample in lists.samples(writer, self.admin).items():
            times = lists.measure(sample, rows)
            seconds = (f"{part:.2f}" for part in (times.floor, times.check, times.store))
            self.row(kind, *seconds, f"{times.multiple:.1f}", times.stored)

    def measure_files(self, _runs):
        self.head("file", "s", "CPU s", "rows", "MB", "MB over")
        for name in files.LISTS:
            for file_format in files.FORMATS:
                times = files.measure(name, file_format, self.admin)
                megabytes = (f"{part / 1_000_000:.1f}" for part in (times.size, times.memory))
                self.row(
                    f"{name}.{file_format}",
                    f"{times.seconds:.1f}",
                    f"{times.cpu:.1f}",
                    times.rows,
                    *megabytes,
                )

    def head(self, *titles):
        self.stdout.write("")
        self.row(*titles)

    def row(self, name, *cells):
        self.stdout.write(f"{name:44}" + "".join(f"{cell:>10}" for cell in cells))
        self.stdout.flush()
