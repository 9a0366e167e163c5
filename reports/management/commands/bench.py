"""Measures pages and a save against a page that only renders the base template, and imports against bare
parsing and inserting; each against its floor in the same run."""

import statistics
import time
import uuid

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.shortcuts import render
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import clear_url_caches, include, path, reverse

from desmigratif.accounts.models import User
from desmigratif.accounts.roles import Role
from pillars.choices import COUNTED, Progress
from pillars.models import Activity, ActivityVillage, FundingLine, HeadCount
from pillars.services import ActivityData, FundingData, VillageCounts, save_activity, send_activity, tallies
from reports.bench import lists
from villages.models import Village

#: Villages of the officer whose lists are measured.
VILLAGES = 1_000
PAGES, IMPORT = PARTS = ("pages", "import")


class WithEmptyPage:
    """The sitemap with one page more, that has nothing but the frame."""

    urlpatterns = [
        path("bench-kosong/", lambda request: render(request, "base.html")),
        path("", include("desmigratif.urls")),
    ]


class Command(BaseCommand):
    help = "Time pages and a save, at the size of the data and at --times that size; changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("parts", nargs="*", default=PARTS, help="pages, import, or nothing for both")
        parser.add_argument("--rows", type=int, default=10_000, help="rows of the imported list")
        parser.add_argument("--runs", type=int, default=20, help="requests per page")
        parser.add_argument("--times", type=int, default=10, help="second size, as a multiple of the first")

    def handle(self, parts, rows, runs, times, **options):
        if unknown := set(parts) - set(PARTS):
            raise CommandError(f"{', '.join(unknown)}: choose among {', '.join(PARTS)}.")
        reader = User.objects.filter(role=Role.REVIEWER, is_active=True).first()
        writer = User.objects.filter(role=Role.OFFICER, is_active=True, assignments__isnull=False).first()
        activity = Activity.objects.counted().filter(status=Progress.DONE).first()
        if not (reader and writer and activity):
            raise CommandError("Nothing to measure: seed the demo first (manage.py seed_demo).")
        with transaction.atomic(), override_settings(ROOT_URLCONF=WithEmptyPage, ALLOWED_HOSTS=["*"]):
            clear_url_caches()
            if IMPORT in parts:
                self.measure_lists(writer, rows)
            if PAGES in parts:
                self.measure(runs, reader, writer, activity)
            if PAGES in parts and times > 1:
                multiply(times)
                self.measure(runs, reader, writer, activity)
            transaction.set_rollback(True)

    def measure(self, runs, reader, writer, activity):
        self.stdout.write(
            f"\n{Activity.objects.count()} activities, {connection.vendor}; median of {runs}\n"
            f"{'':24}{'ms':>9}{'x base':>9}{'queries':>9}{'KB':>8}"
        )
        client = Client()
        client.force_login(reader)
        pages = {
            "base template": "/bench-kosong/",
            "national dashboard": reverse("reports:dashboard") + "?scope=semua",
            "regency page": reverse("reports:regency-detail", args=[activity.regency_id]),
            "activity list": reverse("pillars:activity-list"),
        }
        base = None
        for name, address in pages.items():
            milliseconds, queries, size = time_page(client, address, runs)
            base = base or milliseconds
            self.report(name, milliseconds, base, queries, size)
        village = Village.objects.editable_by(writer).first()
        milliseconds, queries = time_save(writer, village, activity, runs)
        self.report("save and send", milliseconds, base, queries, 0)

    def measure_lists(self, writer, rows):
        lists.widen(writer, VILLAGES)
        admin = User.objects.filter(role=Role.ADMIN, is_active=True).first()
        self.stdout.write(
            f"\nImport of {rows} rows, {connection.vendor}\n"
            f"{'':24}{'floor s':>9}{'check':>9}{'store':>9}{'x floor':>9}"
        )
        for kind, sample in lists.samples(writer, admin).items():
            times = lists.measure(sample, rows)
            if times.stored != rows:
                raise CommandError(
                    f"Of {rows} {kind} {times.stored} were stored: the figure is worth nothing."
                )
            self.stdout.write(
                f"{kind:24}{times.floor:9.2f}{times.check:9.2f}{times.store:9.2f}{times.multiple:9.1f}"
            )

    def report(self, name, milliseconds, base, queries, size):
        self.stdout.write(
            f"{name:24}{milliseconds:9.1f}{milliseconds / base:9.1f}{queries:9}{size / 1024:8.1f}"
        )


def time_page(client, address, runs):
    """Median milliseconds, queries and bytes of one page."""
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    asked = len(queries)
    if response.status_code != 200:
        raise CommandError(f"{address} answered {response.status_code}.")
    spans = []
    for _run in range(runs):
        start = time.perf_counter()
        client.get(address)
        spans.append((time.perf_counter() - start) * 1000)
    return statistics.median(spans), asked, len(response.content)


def time_save(writer, village, pattern, runs):
    """Median milliseconds and queries of recording one activity and sending it."""

    def once():
        data = ActivityData(
            pillar=pattern.pillar,
            type=pattern.type,
            title="Pengukuran",
            budget_year=pattern.budget_year,
            start_on=pattern.start_on,
            end_on=pattern.start_on,
            status=Progress.DONE,
            result="Pengukuran",
            villages=[VillageCounts(village, counts={"cpmi": (3, 4, None), "family": (1, 9, None)})],
            lines=[FundingData("apbn", plan=1_000_000, actual=900_000)],
        )
        send_activity(activity=save_activity(data=data, by=writer), by=writer, confirmed=True)

    with CaptureQueriesContext(connection) as queries:
        once()
    asked = len(queries)
    spans = []
    for _run in range(runs):
        start = time.perf_counter()
        once()
        spans.append((time.perf_counter() - start) * 1000)
    return statistics.median(spans), asked


def multiply(times):
    """Copies every counted activity with what hangs on it, then rebuilds the sums."""
    for activity in Activity.objects.filter(state__in=COUNTED).prefetch_related(
        "activity_villages__counts", "funding_lines"
    ):
        places, lines = list(activity.activity_villages.all()), list(activity.funding_lines.all())
        copies = Activity.objects.bulk_create(_copy(activity, token=uuid.uuid4()) for _n in range(times - 1))
        for place in places:
            counts = list(place.counts.all())
            made = ActivityVillage.objects.bulk_create(_copy(place, activity=copy) for copy in copies)
            HeadCount.objects.bulk_create(
                _copy(count, activity_village=new) for new in made for count in counts
            )
        FundingLine.objects.bulk_create(_copy(line, activity=copy) for copy in copies for line in lines)
    tallies.rebuild()
    # As autovacuum would have done long since; without it PostgreSQL plans for the small size.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _copy(row, **changes):
    fields = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    fields.pop(row._meta.pk.attname)
    copy = type(row)(**fields)
    for name, value in changes.items():
        setattr(copy, name, value)
    return copy
