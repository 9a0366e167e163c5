"""Measures pages and a save against a page that only renders the base template, and an import of people
against bare parsing and inserting; each against its floor in the same run."""

import io
import statistics
import time
import uuid

import python_calamine
import xlsxwriter
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.shortcuts import render
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import clear_url_caches, include, path, reverse

from desmigratif.accounts.models import User
from desmigratif.accounts.roles import Role
from desmigratif.ui import clock
from pillars.choices import COUNTED, Progress
from pillars.imports.services import KINDS, run_step
from pillars.imports.workers import without_collector
from pillars.models import Activity, ActivityVillage, FundingLine, HeadCount
from pillars.services import ActivityData, FundingData, VillageCounts, save_activity, send_activity, tallies
from villages.lists.services import imports
from villages.lists.sheets.schema import suggest_mapping
from villages.models import Beneficiary, Village

PEOPLE = KINDS["beneficiaries"]
#: Measurements of an import; the middle one counts.
ROUNDS = 3
PAGES, IMPORT = PARTS = ("pages", "import")
FIRST_NAMES = ("SITI", "AHMAD", "SRI", "BUDI", "DEWI", "JOKO", "RINI", "AGUS", "WATI", "HADI", "NUR")


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
                self.measure_import(writer, rows)
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

    def measure_import(self, writer, rows):
        content = people_list(Village.objects.editable_by(writer), rows)
        spans = [time_both(content, writer, rows) for _round in range(ROUNDS)]
        floor, check, store = (statistics.median(part) for part in zip(*spans, strict=True))
        self.stdout.write(
            f"\nImport of {rows} people, {connection.vendor}, median of {ROUNDS}\n"
            f"{'':24}{'s':>9}{'x floor':>9}"
        )
        for name, seconds in (
            ("parse and insert", floor),
            ("check", check),
            ("store", store),
            ("check and store", check + store),
        ):
            self.stdout.write(f"{name:24}{seconds:9.2f}{seconds / floor:9.1f}")

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


def people_list(villages, rows):
    """A workbook with that many invented people, as an office would send it."""
    file, codes = io.BytesIO(), list(villages.values_list("area", flat=True))
    book = xlsxwriter.Workbook(file, {"constant_memory": True})
    sheet = book.add_worksheet("Data")
    titles = ("NIK", "Nama Lengkap", "Jenis Kelamin", "Tanggal Lahir", "Kode Desa", "No HP", "Status")
    sheet.write_row(0, 0, titles)
    for number in range(rows):
        day, month, year = number % 28 + 1, number // 28 % 12 + 1, 60 + number // 336 % 40
        male = number % 2
        nik = f"350414{day + (0 if male else 40):02}{month:02}{year:02}{number // 13_440 + 1:04}"
        name = f"{FIRST_NAMES[number % len(FIRST_NAMES)]} {FIRST_NAMES[number // 7 % len(FIRST_NAMES)]}"
        born = f"{day:02}/{month:02}/19{year}"
        sex, code = "L" if male else "P", codes[number % len(codes)]
        sheet.write_row(number + 1, 0, (nik, name, sex, born, code, f"0812{number:08}", "PMI"))
    book.close()
    return file.getvalue()


def time_both(content, writer, rows):
    """Seconds of the floor, of checking and of storing, side by side; nothing stays."""
    floor = time_floor(content, writer)
    with transaction.atomic():
        check, store, stored = time_import(content, writer)
        transaction.set_rollback(True)
    if stored != rows:
        raise CommandError(f"Of {rows} rows {stored} were stored: the measurement is worth nothing.")
    return floor, check, store


def time_floor(content, writer):
    """Seconds of reading the cells and inserting one plain record each: nothing checked, sealed or traced."""
    village = Village.objects.editable_by(writer).first()
    start = time.perf_counter()
    with transaction.atomic():
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        lines = book.get_sheet_by_index(0).to_python()[1:]
        Beneficiary.objects.bulk_create(
            Beneficiary(
                village=village,
                full_name=line[1],
                name_key=line[1],
                sex="male" if line[2] == "L" else "female",
                phone_raw=line[5],
                created_by=writer,
            )
            for line in lines
        )
        seconds = time.perf_counter() - start
        transaction.set_rollback(True)
    return seconds


def time_import(content, writer):
    """Seconds of checking and of storing, and how many people were stored."""
    batch = imports.open_batch(content=content, name="pengukuran.xlsx", by=writer, kind=PEOPLE)
    stored_file = batch.file.name
    before = Beneficiary.objects.count()
    try:
        table = imports.workbook_of(batch).table(batch.sheet)
        batch = imports.choose_columns(
            batch=batch,
            sheet=batch.sheet,
            columns=table.titles,
            mapping=suggest_mapping(table, PEOPLE.schema).columns,
            by=writer,
            holds_on=clock.today(),
            reason="pengukuran",
        )
        start = time.perf_counter()
        with without_collector():
            run_step(batch)
        checked = time.perf_counter()
        batch.refresh_from_db()
        with without_collector():
            run_step(imports.start_storing(batch=batch, choice="good", by=writer))
        return checked - start, time.perf_counter() - checked, Beneficiary.objects.count() - before
    finally:
        batch.file.storage.delete(stored_file)


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
