"""Quarters as they are loaded and closed, and what their figures say."""

import datetime

from django.core.files.uploadedfile import SimpleUploadedFile

from pillars.choices import AttachmentKind
from pillars.models import (
    Activity,
    ActivityVillage,
    Attachment,
    Attendance,
    FundingLine,
    HeadCount,
    HeadTally,
    IndicatorValue,
    NilReport,
    Reach,
    ReportingPeriod,
    Tally,
)
from pillars.services import tallies
from pillars.services.files import check_file
from pillars.services.periods import close_period
from tests.pillars.registers import DECLARED
from tests.sheets import CASES

MARCH = datetime.date(2026, 3, 5)
MAY = datetime.date(2026, 5, 5)
NIK = {"ana": "3504145703859801", "cora": "3504144605839330", "dodi": "3504140807919331"}


def quarter(number, year=2026):
    """A quarter as it is loaded, due ten days after its end."""
    starts_on = datetime.date(year, 3 * number - 2, 1)
    after = datetime.date(year + number // 4, 3 * number % 12 + 1, 1)
    ends_on = after - datetime.timedelta(days=1)
    return ReportingPeriod.objects.create(
        year=year,
        quarter=number,
        starts_on=starts_on,
        ends_on=ends_on,
        due_on=ends_on + datetime.timedelta(days=10),
    )


def pdf(name="daftar-hadir.pdf"):
    upload = SimpleUploadedFile(name, (CASES / "O24_pdf_benar.pdf").read_bytes())
    return check_file(upload, AttachmentKind.DOCUMENT)


def close(w):
    w.first = close_period(period=w.first, by=w.reviewer)


def figures():
    """Everything that counts, stored sums and rows, as one value to compare."""
    trials = [declared.TRIALS for declared in DECLARED.values() if declared.TRIALS]
    of_registers = {model: names for trial in trials for model, names in trial.FIGURES.items()}
    columns = {
        Activity: ("pk", "pillar", "regency", "budget_year", "start_on", "end_on", "status", "state"),
        ActivityVillage: ("activity", "village", "is_nil", "is_confirmed"),
        HeadCount: ("activity_village", "category", "male", "female", "unknown"),
        FundingLine: ("activity", "source", "village", "plan", "actual"),
        Attendance: ("activity", "activity_village", "beneficiary", "home", "category", "beneficiary__sex"),
        Attachment: ("activity", "original_name", "size"),
        IndicatorValue: ("indicator", "area", "year", "quarter", "value", "evidence"),
        **of_registers,
        NilReport: ("period", "village", "pillar", "withdrawn_at"),
        **{model: (*tallies.KEYS[model], *tallies.SUMS[model]) for model in (Tally, HeadTally, Reach)},
    }
    return {
        model.__name__: sorted(map(str, model.objects.order_by().values_list(*names)))
        for model, names in columns.items()
    }
