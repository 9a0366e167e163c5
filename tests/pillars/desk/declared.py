"""The service desk, for the tests of the whole portal (`tests/pillars/registers.py`)."""

import datetime

from desmigratif.ui import clock
from pillars.desk.models import DeskVisit
from pillars.desk.months import last_full_month
from pillars.desk.services import VisitData, record_visit, state_nil_month, take_step
from tests.access import ENTERING, ENTERING_HERE, PEOPLE_HERE, PEOPLE_READERS
from tests.pillars.desk import trials

TRIALS = trials
ACCESS = {
    "pillars:desk-visit-list": ("get", None, PEOPLE_READERS),
    "pillars:desk-visit-export": ("get", "format", PEOPLE_READERS),
    "pillars:desk-visit-create": ("get", None, ENTERING),
    "pillars:desk-month": ("get", "month", ENTERING),
    "pillars:desk-visit-detail": ("get", "desk_visit", PEOPLE_HERE),
    "pillars:desk-visit-edit": ("get", "desk_visit", ENTERING_HERE),
    "pillars:desk-visit-remove": ("get", "desk_visit", ENTERING_HERE),
    "pillars:desk-step-create": ("post", "desk_visit", ENTERING_HERE),
    "pillars:desk-step-take-back": ("post", "desk_visit", ENTERING_HERE),
    "pillars:desk-nil-create": ("post", "desk_month", ENTERING_HERE),
    "pillars:desk-nil-withdraw": ("post", "desk_month", ENTERING_HERE),
}
PROTECTED = {"Beneficiary": {"DeskVisit.person": "nor for somebody who came to a service desk"}}
HELD = {"DeskVisit.person": lambda w: w.listed(_visit_of)}
DELETES = {
    "pillars.desk.services.remove_visit": ["DeskVisit"],
    "pillars.desk.services.take_step_back": ["DeskStep"],
}
ONCE = {"pillars_desknil": "one standing row per village and month"}
SAMPLES = {
    "desk_visits": (
        "Tanggal;Nama;L/P;Kode Desa;Keperluan;Hasil;Dirujuk ke",
        (
            "05/02/2026;;P;35.04.14.2011;Informasi;Dilayani;",
            "05/02/2026;;P;35.04.14.2011;Informasi;Dilayani;",
            "09/02/2026;;L;35.04.14.2016;Pengaduan;Dirujuk;BP3MI",
        ),
        ("09/02/2026;;L;35.04.14.2016;Pengaduan;Dirujuk;", "31/02/2026;;L;35.04.14.2016;Dokumen;;"),
        DeskVisit,
    ),
}
LISTS = {
    "desk_visits": (
        "Tgl Kunjungan;Nama Pengunjung;L/P;Desa;Jenis Layanan;Jalur;Status Layanan;Rujukan\n"
        "10/03/2026;CORA;P;Tunggangri;Konsultasi;Resmi;Selesai;\n"
        "11/03/2026;TAK TERDAFTAR;P;Betak;Aduan;Ilegal;Dilimpahkan;BP2MI\n"
        "31/02/2026;;L;Betak;Paspor;;;\n"
    ),
}
FOUND_ON = {}
ANSWERS = {}


def things(places, register, officer):
    """A complaint, which is followed, and a month."""
    return {
        "desk_visit": [_complaint(places, officer).pk],
        "desk_month": ["35.04.14.2011", "2025-11"],
        "month": ["2025-11"],
    }


def more(places, officer, things):
    """A case with a step, and a month in which nobody came."""
    visit = _complaint(places, officer)
    take_step(visit=visit, step="worked", on=visit.visited_on, note="diperiksa", by=officer)
    state_nil_month(village=places["tunggangri"], month=last_full_month(clock.today()), by=officer)
    return {"pillars:desk-step-take-back": [visit.pk]}


def named(person, things, officer):
    """Somebody came."""
    data = VisitData(person.village, datetime.date(2025, 10, 8), "information", "served", person=person)
    record_visit(data=data, by=officer)


def pages(things):
    return {
        "pillars:desk-step-create": [f"/meja-layanan/{things['desk_visit'][0]}/langkah/"],
        **{f"pillars:desk-nil-{step}": ["/desa/35.04.14.2011/"] for step in ("create", "withdraw")},
    }


def _complaint(places, officer):
    day = datetime.date(2025, 10, 7)
    data = VisitData(places["tunggangri"], day, "complaint", "pending", sex="female")
    return record_visit(data=data, by=officer)


def _visit_of(w):
    data = VisitData(w.places["tunggangri"], w.day, "information", "served", person=w.person)
    return record_visit(data=data, by=w.officer)
