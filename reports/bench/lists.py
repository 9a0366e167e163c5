"""Times lists of every kind: read and stored by the import, against bare inserts of the rows they became.

Traces are among these rows; the rows of the import itself and the stored sums are not.
"""

import datetime
import io
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice, product

import python_calamine
import xlsxwriter
from django.db import connection, transaction
from django.db.models import Count, Max, Model

from desmigratif.accounts.models import User
from desmigratif.ui import clock
from pillars.choices import ValueSource
from pillars.imports.services import KINDS, run_step
from pillars.imports.workers import without_collector
from pillars.models import (
    Activity,
    ActivityEvent,
    ActivityVillage,
    Attendance,
    FundingLine,
    HeadCount,
    Indicator,
    IndicatorValue,
    ReportingPeriod,
    Target,
)
from villages.choices import Level
from villages.lists.services import imports
from villages.lists.sheets.schema import suggest_mapping
from villages.models import (
    Area,
    Assignment,
    Beneficiary,
    Membership,
    ProfileFigure,
    RecordChange,
    Residence,
    Stage,
    Village,
)

FIRST_NAMES = ("SITI", "AHMAD", "SRI", "BUDI", "DEWI", "JOKO", "RINI", "AGUS", "WATI", "HADI", "NUR")
LAST_NAMES = ("AMINAH", "SUSANTO", "WAHYUNI", "PRASETYO", "LESTARI", "UTAMI", "HARTONO", "RAHAYU", "ASTUTI")
#: Rows of a list of participants that are about one activity.
AT_ONE = 50


@dataclass(frozen=True)
class Sample:
    """A list of one kind: its titles and rows, who brings it, and the tables that its rows fill."""

    kind: str
    titles: tuple[str, ...]
    rows: Callable[[int], Iterator[tuple]]
    by: User
    models: tuple[type[Model], ...]
    #: What is imported before it, outside the measurement.
    after: "Sample | None" = None


@dataclass(frozen=True)
class ListTimes:
    """Seconds of bare inserts, of checking and of storing; and how many rows were stored."""

    floor: float
    check: float
    store: float
    stored: int

    @property
    def multiple(self) -> float:
        """Checking and storing, in times of the floor."""
        return (self.check + self.store) / self.floor


def widen(officer: User, villages: int) -> None:
    """Gives the officer the regencies with the most villages, until there are so many."""
    own = Village.objects.editable_by(officer).values("regency")
    others = Village.objects.exclude(regency__in=own).values_list("regency")
    regencies = list(others.annotate(number=Count("pk")).order_by("-number"))
    for code, _number in regencies:
        if Village.objects.editable_by(User.objects.get(pk=officer.pk)).count() >= villages:
            return
        Assignment.objects.create(user=officer, area_id=code, valid_from=datetime.date(2019, 1, 1))


def samples(officer: User, admin: User) -> dict[str, Sample]:
    """A list of every kind that the two may bring, by its key."""
    codes = list(Village.objects.editable_by(officer).order_by("area").values_list("area", flat=True))
    activities = Sample(
        "activities",
        (
            "Kode",
            "Nama Kegiatan",
            "Pilar",
            "Tanggal",
            "Kode Desa",
            "Sumber Dana",
            "Pagu",
            "Realisasi",
            "L",
            "P",
        ),
        lambda number: (_activity(at, codes) for at in range(number)),
        officer,
        (Activity, ActivityVillage, HeadCount, FundingLine, ActivityEvent),
    )
    few = Sample(activities.kind, activities.titles, lambda n: activities.rows(-(-n // AT_ONE)), officer, ())
    bare = Sample(
        activities.kind,
        activities.titles[:-2],
        lambda n: (row[:-2] for row in activities.rows(-(-n // 3))),
        officer,
        (),
    )
    return {
        sample.kind: sample
        for sample in (
            Sample(
                "beneficiaries",
                ("NIK", "Nama Lengkap", "Jenis Kelamin", "Tanggal Lahir", "Kode Desa", "No HP", "Status"),
                lambda number: (_person(at, codes) for at in range(number)),
                officer,
                (Beneficiary, Residence, Stage, RecordChange),
            ),
            activities,
            Sample(
                "participants",
                ("Kode Kegiatan", "NIK", "Nama", "JK", "Kode Desa"),
                lambda number: (_participant(at, codes) for at in range(number)),
                officer,
                (Beneficiary, Residence, RecordChange, Attendance),
                few,
            ),
            Sample(
                "head_counts",
                ("Kode Kegiatan", "Kode Desa", "Kategori", "L", "P"),
                lambda number: (_heads(at, codes) for at in range(number)),
                officer,
                (HeadCount,),
                bare,
            ),
            Sample(
                "village_figures",
                ("Kode Desa", "Per Tanggal", "PMI L", "PMI P", "PMI Jumlah"),
                lambda number: (_figures(at, codes) for at in range(number)),
                officer,
                (ProfileFigure, Village.history.model),
            ),
            Sample(
                "memberships",
                ("Kode Desa", "Program", "Status", "Tahun", "SK", "Sejak"),
                _standings,
                admin,
                (Village, Village.history.model, Membership, Membership.history.model),
            ),
            Sample(
                "targets",
                ("Kode", "Wilayah", "Tahun", "Target", "Baseline"),
                lambda number: islice(_targets(codes), number),
                admin,
                (Target, Target.history.model),
            ),
            Sample(
                "indicator_values",
                ("Kode Indikator", "Desa", "Tahun", "Triwulan", "Nilai", "Sumber"),
                lambda number: islice(_values(codes), number),
                officer,
                (IndicatorValue, IndicatorValue.history.model),
            ),
        )
    }


def measure(sample: Sample, number: int) -> ListTimes:
    """Seconds of a list of so many rows; nothing stays."""
    with transaction.atomic():
        if sample.after:
            _import(sample.after, number)
        last = {model: model.objects.aggregate(last=Max("pk"))["last"] or 0 for model in sample.models}
        content = workbook(sample, number)
        check, store, stored = _import(sample, number, content)
        made = {model: list(model.objects.filter(pk__gt=last[model])) for model in sample.models}
        for model in reversed(made):
            model.objects.filter(pk__gt=last[model])._raw_delete(connection.alias)
        floor = _floor(content, made)
        transaction.set_rollback(True)
    return ListTimes(floor, check, store, stored)


def workbook(sample: Sample, number: int) -> bytes:
    """The list as an office would send it."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"constant_memory": True})
    sheet = book.add_worksheet("Data")
    for at, row in enumerate((sample.titles, *sample.rows(number))):
        sheet.write_row(at, 0, row)
    book.close()
    return file.getvalue()


def _import(sample, number, content=None):
    """Seconds of checking and of storing, and how many rows were stored."""
    kind = KINDS[sample.kind]
    batch = imports.open_batch(
        content=content or workbook(sample, number), name="pengukuran.xlsx", by=sample.by, kind=kind
    )
    stored_file = batch.file.name
    try:
        table = imports.workbook_of(batch).table(batch.sheet)
        batch = imports.choose_columns(
            batch=batch,
            sheet=batch.sheet,
            columns=table.titles,
            mapping=suggest_mapping(table, kind.schema).columns,
            by=sample.by,
            holds_on=clock.today() if kind.day_label else None,
            reason="pengukuran daftar",
        )
        start = time.perf_counter()
        with without_collector():
            run_step(batch)
        checked = time.perf_counter()
        batch.refresh_from_db()
        with without_collector():
            run_step(imports.start_storing(batch=batch, choice="good", by=sample.by))
        seconds = checked - start, time.perf_counter() - checked
        return *seconds, batch.rows.exclude(outcome="").count()
    finally:
        batch.file.storage.delete(stored_file)


def _floor(content, made):
    """Seconds of reading the cells and inserting the rows: nothing checked, sealed, traced or added up."""
    start = time.perf_counter()
    python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    for model, rows in made.items():
        model.objects.bulk_create(rows)
    return time.perf_counter() - start


def _person(at, codes):
    day, month, year = at % 28 + 1, at // 28 % 12 + 1, 60 + at // 336 % 40
    nik = f"350414{day + (40 if at % 2 else 0):02}{month:02}{year:02}{at // 13_440 + 1:04}"
    name = f"{FIRST_NAMES[at % len(FIRST_NAMES)]} {FIRST_NAMES[at // 7 % len(FIRST_NAMES)]}"
    born = f"{day:02}/{month:02}/19{year}"
    return nik, name, "P" if at % 2 else "L", born, codes[at % len(codes)], f"0812{at:08}", "PMI"


def _activity(at, codes):
    day = _open_day(at)
    title = f"Pengukuran {at} {FIRST_NAMES[at % 11]} {LAST_NAMES[at % 9]}"
    return (
        f"UKUR-{at}",
        title,
        ("I", "II", "III", "IV")[at % 4],
        f"{day:%d/%m/%Y}",
        codes[at % len(codes)],
        "APBN",
        5_000_000 + at,
        4_000_000 + at,
        at % 20,
        at % 30,
    )


def _open_day(at):
    """A day of the quarter that runs, which nobody has closed."""
    today = clock.today()
    return today - datetime.timedelta(at % min(50, today.timetuple().tm_yday))


def _participant(at, codes):
    nik, name, sex, *_rest = _person(at, codes)
    activity = at // AT_ONE
    return f"UKUR-{activity}", nik, name, sex, codes[activity % len(codes)]


def _heads(at, codes):
    activity = at // 3
    category = ("PMI", "PMI Purna", "Keluarga PMI")[at % 3]
    return f"UKUR-{activity}", codes[activity % len(codes)], category, at % 9 + 1, at % 7 + 1


def _figures(at, codes):
    day = datetime.date(2020, 1, 1) + datetime.timedelta(at // len(codes))
    return codes[at % len(codes)], f"{day:%d/%m/%Y}", at % 50, at % 70, at % 50 + at % 70


def _standings(number):
    free = (
        Area.objects.official_villages().filter(village__isnull=True, valid_to__isnull=True).order_by("code")
    )
    for code in free.values_list("code", flat=True)[:number]:
        yield code, "Desmigratif", "difasilitasi", 2019, "SK 12/2019", "01/05/2019"


def _indicators(level):
    year = clock.today().year
    for indicator in Indicator.objects.prefetch_related("versions"):
        version = indicator.version_in(year)
        if version and version.source == ValueSource.REPORTED and version.reported_for == level:
            yield indicator.code, version


def _targets(codes):
    codes = list(
        Area.objects.official_villages().filter(valid_to__isnull=True).values_list("code", flat=True)[:3000]
    )
    for year, (indicator, _version), code in product((2025, 2026), list(_indicators(Level.VILLAGE)), codes):
        yield indicator, code, year, 12, 3


def _values(codes):
    plain = [
        code for code, one in _indicators(Level.VILLAGE) if not (one.is_ratio or one.by_sex or one.is_yearly)
    ]
    today = clock.today()
    quarter = (today.month + 2) // 3
    periods = ReportingPeriod.objects.filter(closed_at=None, year=today.year, quarter__lte=quarter)
    for period, indicator, code in product(periods, plain, codes):
        yield indicator, code, period.year, period.quarter, 7, "register desa"
