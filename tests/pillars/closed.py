"""A closed quarter with one of everything in it, and what its figures say."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pillars.choices import AttachmentKind, Status
from pillars.imports.services import run_step
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
from pillars.people.services.beneficiaries import ask_transfer, merge_beneficiaries
from pillars.services import send_activity, tallies, verify_activity
from pillars.services.attachments import add_attachment
from pillars.services.attendances import add_people
from pillars.services.files import check_file
from pillars.services.nil_reports import state_nil
from pillars.services.periods import close_period
from tests.importing import checked
from tests.test_access import CASES
from villages.lists.services import imports

PEOPLE = "NIK;Nama Lengkap;L/P;Kode Desa"
NAMES = "kode_kegiatan;nik;nama;jk;kode_desa_asal"
COUNTS = "kode kegiatan;kode desa;kategori;L;P;jumlah"
ACTIVITIES = "kode_kegiatan;nama;pilar;mulai;kode_desa"
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


class World:
    """Everything there is to be changed in a quarter; the names of its attributes say what it is."""


@pytest.fixture
def world(pillars, places, entry, saved, sent, registered, officer, reviewer, stranger, defined, reported):
    """Quarter I 2026 with activities in every state, people at them, and the quarter after it; all open."""
    w = World()
    w.officer, w.reviewer, w.places, w.pillars, w.entry = officer, reviewer, places, pillars, entry
    w.first, w.second = quarter(1), quarter(2)
    w.draft, w.done = saved(), sent()
    w.attachment = add_attachment(activity=w.draft, checked=pdf(), by=officer)
    w.verified = verify_activity(activity=sent(), by=reviewer)
    w.planned = _planned(saved, officer)
    w.later = _planned(saved, officer, start_on=MAY)

    def person(name, sex="female"):
        return registered(name.upper(), nik=NIK.get(name, ""), sex=sex)

    w.ana, w.budi = person("ana"), person("budi", "male")
    w.cora, w.dodi = person("cora", "unknown"), person("dodi", "unknown")
    w.twin, w.other, w.double, w.guest = (person(name) for name in ("ani", "eka", "eko", "fitri"))
    there = [w.ana, w.budi, w.cora, w.dodi, w.twin, w.other, w.double]
    add_people(activity=w.planned, people=there, by=officer, village=places["tunggangri"])
    w.attendance = w.planned.attendances.get(beneficiary=w.ana)
    w.merge = merge_beneficiaries(kept=w.other, dropped=w.double, by=officer)
    w.transfer = ask_transfer(digits=NIK["ana"], village=places["far"], reason="pindah", by=stranger)
    w.people = _checked(officer, "beneficiaries", f"{PEOPLE}\n{NIK['cora']};CORA;P;35.04.14.2011")
    w.people_stored = _stored(officer, "beneficiaries", f"{PEOPLE}\n{NIK['dodi']};DODI;L;35.04.14.2011")
    w.list = _checked(officer, "activities", f"{ACTIVITIES}\nK-1;Pelatihan batik;II;2026-03-09;35.04.14.2011")
    w.list_stored = _stored(officer, "activities", f"{ACTIVITIES}\nK-2;Bazar;II;2026-03-10;35.04.14.2011")
    for number in (3, 4, 5):
        line = f"K-{number};Bimtek {number};I;2026-03-2{number};35.04.14.2011"
        _stored(officer, "activities", f"{ACTIVITIES}\n{line}")
    w.names_stored = _stored(officer, "participants", f"{NAMES}\nK-3;{NIK['ana']};ANA;P;35.04.14.2011")
    w.names = _checked(officer, "participants", f"{NAMES}\nK-3;{NIK['dodi']};DODI;L;35.04.14.2011")
    w.counts_stored = _stored(officer, "head_counts", f"{COUNTS}\nK-4;35.04.14.2011;PMI Purna;3;7;10")
    w.counts = _checked(officer, "head_counts", f"{COUNTS}\nK-5;35.04.14.2011;PMI Purna;3;7;10")
    w.reported, w.indicator = reported, defined("I-1")
    reported(w.indicator, "betak", 2026, 1, 40)
    w.value = w.indicator.values.get()
    w.nil = state_nil(period=w.first, village=places["betak"], pillar=pillars[2], by=officer)
    return w


def close(w):
    w.first = close_period(period=w.first, by=w.reviewer)


def _planned(saved, officer, **fields):
    """A sent plan: it counts, and its officer may still change it."""
    activity = saved(status=Status.PLANNED, actual=None, villages={"tunggangri": ()}, result="", **fields)
    return send_activity(activity=activity, by=officer, confirmed=True)


def _checked(officer, kind, text):
    """A list whose one row is taken, whatever is asked about it."""
    batch = checked(kind, text, officer)
    imports.decide(batch=batch, decisions={row.number: "take" for row in batch.rows.all()})
    return batch


def _stored(officer, kind, text):
    batch = imports.start_storing(batch=_checked(officer, kind, text), choice="good", by=officer)
    run_step(batch)
    batch.refresh_from_db()
    return batch


def figures():
    """Everything that counts, stored sums and rows, as one value to compare."""
    columns = {
        Activity: ("pk", "pillar", "regency", "budget_year", "start_on", "end_on", "status", "state"),
        ActivityVillage: ("activity", "village", "is_nil", "is_confirmed"),
        HeadCount: ("activity_village", "category", "male", "female", "unknown"),
        FundingLine: ("activity", "source", "village", "plan", "actual"),
        Attendance: ("activity", "activity_village", "beneficiary", "home", "category", "beneficiary__sex"),
        Attachment: ("activity", "original_name", "size"),
        IndicatorValue: ("indicator", "area", "year", "quarter", "value", "evidence"),
        NilReport: ("period", "village", "pillar", "withdrawn_at"),
        **{model: (*tallies.KEYS[model], *tallies.SUMS[model]) for model in (Tally, HeadTally, Reach)},
    }
    return {
        model.__name__: sorted(map(str, model.objects.order_by().values_list(*names)))
        for model, names in columns.items()
    }
