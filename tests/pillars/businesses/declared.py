"""The businesses, for the tests of the whole portal (`tests/pillars/registers.py`)."""

import datetime

from pillars.businesses.models import Business
from pillars.businesses.services import (
    BusinessData,
    FiguresData,
    PermitData,
    add_member,
    record_business,
    record_permit,
    remove_business,
    state_year,
    take_step,
)
from tests.access import ENTERING, ENTERING_HERE, PEOPLE_HERE, PEOPLE_READERS
from villages.models import Beneficiary

#: Nothing here touches a closed quarter: businesses are a register of what there is, and no report.
TRIALS = None
ACCESS = {
    "pillars:business-list": ("get", None, PEOPLE_READERS),
    "pillars:business-export": ("get", "format", PEOPLE_READERS),
    "pillars:business-create": ("get", None, ENTERING),
    "pillars:business-detail": ("get", "business", PEOPLE_HERE),
    "pillars:business-edit": ("get", "business", ENTERING_HERE),
    "pillars:business-remove": ("get", "empty_business", ENTERING_HERE),
    "pillars:business-status-create": ("get", "business", ENTERING_HERE),
    "pillars:business-status-take-back": ("post", "business", ENTERING_HERE),
    "pillars:business-year": ("get", "business_year", ENTERING_HERE),
    "pillars:business-year-withdraw": ("post", "business_year", ENTERING_HERE),
    "pillars:business-permit-create": ("get", "business", ENTERING_HERE),
    "pillars:business-permit-remove": ("post", "business_permit", ENTERING_HERE),
    "pillars:business-member-create": ("get", "business_group", ENTERING_HERE),
    "pillars:business-member-leave": ("get", "business_member", ENTERING_HERE),
    "pillars:business-member-remove": ("post", "business_member", ENTERING_HERE),
}
PROTECTED = {
    "Beneficiary": {"BusinessMember.person": "nor for the owner of a business"},
    "Business": {
        "BusinessYear.business": "one with figures is not removed but closed",
        "BusinessStep.business": "nor one that closed",
        "BusinessPermit.business": "nor one with a permit",
        "BusinessMember.business": "owners are taken out with it",
    },
}
HELD = {
    "BusinessMember.person": lambda w: w.listed(_owned),
    "BusinessYear.business": lambda w: _held(
        w, lambda one: state_year(business=one, year=2025, data=FiguresData(turnover=5), by=w.officer)
    ),
    "BusinessStep.business": lambda w: _held(
        w, lambda one: take_step(business=one, status="closed", on=w.day, why="modal habis", by=w.officer)
    ),
    "BusinessPermit.business": lambda w: _held(
        w, lambda one: record_permit(business=one, data=PermitData("nib", "912"), by=w.officer)
    ),
    "BusinessMember.business": lambda w: _held(
        w, lambda one: add_member(business=one, person=w.person, joined_on=w.day, by=w.officer)
    ),
}
DELETES = {
    "pillars.businesses.services.remove_business": ["Business", "BusinessMember"],
    "pillars.businesses.services.remove_member": ["BusinessMember"],
    "pillars.businesses.services.remove_permit": ["BusinessPermit"],
    "pillars.businesses.services.take_step_back": ["BusinessStep"],
    "pillars.businesses.services.withdraw_year": ["BusinessYear"],
}
ONCE = {
    "pillars_businessyear": "one row per business and year",
    "pillars_businessstep": "one row per business and day",
}
SAMPLES = {
    "businesses": (
        "Kode Desa;Nama Usaha;Bentuk Usaha;Jenis Produk;Sektor;Mulai Usaha;Tahun;Omzet;TK L;TK P",
        (
            "35.04.14.2011;Keripik Maju;Perorangan;keripik;Kuliner;10/03/2024;2025;24.000.000;1;2",
            "35.04.14.2016;Jahit Betak;Kelompok;seragam;Jasa;;2025;;0;4",
            "35.04.14.2017;Warung Pagersari;;sembako;Warung;;;;;",
        ),
        ("35.04.14.2017;Warung Baru;;;;;2025;;1,5;", "35.04.14.2017;;;;;;2025;5.000.000;;"),
        Business,
    ),
}
LISTS = {
    "businesses": (
        "Nama Usaha;Pemilik;Desa;Jenis Usaha;Sektor;Status Usaha;Tgl Tutup;NIB;PIRT;Tahun;Omzet per Bulan\n"
        "Keripik Daftar;CORA;Tunggangri;keripik;Kuliner;Aktif;;9120001234567;belum;2025;2.500.000\n"
        "Jahit Daftar;TAK TERDAFTAR;Betak;seragam;Jasa;Tutup;05/02/2026;;;;\n"
        "Warung Ganjil;;Betak;sembako;Warung;Tutup;;ada;;;\n"
    ),
}
FOUND_ON = dict.fromkeys(
    (
        "pillars:business-status-take-back",
        "pillars:business-permit-remove",
        "pillars:business-member-remove",
        "pillars:business-year-withdraw",
    ),
    "pillars:business-detail",
)
ANSWERS = {
    "pillars:business-member-create": {"member": ["3504144605839330"]},
    "pillars:business-remove": {"reason": ["tercatat dua kali"]},
}


def things(places, register, officer):
    """A business with an owner, figures, a permit and a pause, one with nothing, and a group."""
    village, since = places["tunggangri"], datetime.date(2024, 2, 1)
    person = Beneficiary.objects.get(number=register["beneficiary"][0])
    stored = _business(village, officer, "Keripik Sumber Rejeki", owner=person, started_on=since)
    state_year(business=stored, year=2025, data=FiguresData(24_000_000, 6_000_000, 1, 2, "kas"), by=officer)
    permit = record_permit(business=stored, data=PermitData("nib", "9120001234567"), by=officer)
    day = datetime.date(2025, 9, 1)
    take_step(business=stored, status="paused", on=day, why="musim hujan", by=officer)
    group = _business(village, officer, "Kelompok Anyaman", kind="group", started_on=since)
    return {
        "empty_business": [_business(village, officer, "Usaha Kosong").pk],
        "business": [stored.pk],
        "business_group": [group.pk],
        "business_year": [stored.pk, 2025],
        "business_permit": [permit.pk],
        "business_member": [stored.members.get().pk],
    }


def more(places, officer, things):
    """One recorded by mistake, one that closed, and one whose village ended since."""
    mistaken = _business(places["betak"], officer, "Usaha Uji")
    closed = _business(places["pagersari"], officer, "Usaha Lama")
    day = datetime.date(2026, 3, 5)
    take_step(business=closed, status="closed", on=day, why="modal habis", by=officer)
    left = _business(places["gone"], officer, "Usaha Dulu", started_on=datetime.date(2019, 5, 1))
    Business.objects.filter(pk=left.pk).update(started_on=None)
    return {"pillars:business-remove": [mistaken.pk], "pillars:business-edit": [left.pk]}


def named(person, things, officer):
    """Somebody belongs to a group."""
    group = Business.objects.get(pk=things["business_group"][0])
    add_member(business=group, person=person, joined_on=datetime.date(2025, 2, 1), by=officer)


def pages(things):
    """Somebody joins from the page of a person."""
    group, person = things["business_group"][0], things["beneficiary"][0]
    return {"pillars:business-member-create": [f"/usaha/{group}/anggota/?person={person}"]}


def _business(village, officer, name, owner=None, **said):
    return record_business(data=BusinessData(village, name, **said), owner=owner, by=officer)


def _held(w, write):
    """A business with something recorded of it, and its removal."""
    stored = _business(w.places["betak"], w.officer, "Usaha Uji")
    write(stored)
    return stored, lambda: remove_business(business=stored, reason="tercatat dua kali", by=w.officer)


def _owned(w):
    stored = _business(w.places["betak"], w.officer, "Usaha Uji", kind="group")
    return add_member(business=stored, person=w.person, joined_on=w.day, by=w.officer)
