"""The co-operatives, for the tests of the whole portal (`tests/pillars/registers.py`)."""

import datetime

from pillars.cooperatives.models import Cooperative
from pillars.cooperatives.services import (
    CooperativeData,
    YearData,
    add_member,
    record_cooperative,
    remove_cooperative,
    start_term,
    state_year,
)
from tests.access import ENTERING, ENTERING_HERE, IN_AREA, PEOPLE_HERE, signed_in
from villages.models import Beneficiary

#: Nothing here touches a closed quarter: co-operatives are a register of what there is, and no report.
TRIALS = None
ACCESS = {
    "pillars:cooperative-list": ("get", None, signed_in()),
    "pillars:cooperative-export": ("get", "format", signed_in()),
    "pillars:cooperative-create": ("get", None, ENTERING),
    "pillars:cooperative-detail": ("get", "cooperative", IN_AREA),
    "pillars:cooperative-edit": ("get", "cooperative", ENTERING_HERE),
    "pillars:cooperative-remove": ("get", "empty_cooperative", ENTERING_HERE),
    "pillars:cooperative-year": ("get", "cooperative_year", ENTERING_HERE),
    "pillars:cooperative-year-withdraw": ("post", "cooperative_year", ENTERING_HERE),
    "pillars:cooperative-members": ("get", "cooperative", PEOPLE_HERE),
    "pillars:cooperative-member-create": ("get", "empty_cooperative", ENTERING_HERE),
    "pillars:cooperative-member-leave": ("get", "cooperative_member", ENTERING_HERE),
    "pillars:cooperative-member-remove": ("post", "cooperative_member", ENTERING_HERE),
    "pillars:cooperative-term-create": ("get", "cooperative", ENTERING_HERE),
    "pillars:cooperative-term-end": ("get", "board_term", ENTERING_HERE),
    "pillars:cooperative-term-remove": ("post", "board_term", ENTERING_HERE),
}
PROTECTED = {
    "Beneficiary": {"CooperativeMember.person": "nor for a member of a co-operative"},
    "Cooperative": {
        "CooperativeYear.cooperative": "one with accounts is not removed but ended",
        "CooperativeMember.cooperative": "nor one with members",
        "BoardTerm.cooperative": "nor one with a board",
    },
}
HELD = {
    "CooperativeMember.person": lambda w: w.listed(_member),
    "CooperativeYear.cooperative": lambda w: _held(
        w, lambda one: state_year(cooperative=one, year=2024, data=YearData(assets=5), by=w.officer)
    ),
    "CooperativeMember.cooperative": lambda w: _held(w, lambda one: _member(w, one)),
    "BoardTerm.cooperative": lambda w: _held(
        w,
        lambda one: start_term(cooperative=one, office="chair", name="Ani", started_on=w.day, by=w.officer),
    ),
}
DELETES = {
    "pillars.cooperatives.services.remove_cooperative": ["Cooperative"],
    "pillars.cooperatives.services.remove_member": ["CooperativeMember"],
    "pillars.cooperatives.services.remove_term": ["BoardTerm"],
    "pillars.cooperatives.services.withdraw_year": ["CooperativeYear"],
}
ONCE = {"pillars_cooperativeyear": "one row per co-operative and year"}
SAMPLES = {
    "cooperatives": (
        "Kode Desa;Nama Koperasi;Jenis;Tahun;Anggota L;Anggota P;Simpanan Pokok;Aset",
        (
            "35.04.14.2011;Koperasi Maju;Koperasi;2024;10;12;2.200.000;15.000.000",
            "35.04.14.2016;BUMDes Betak;BUMDes;2024;;;;40.000.000",
            "35.04.14.2017;KDMP Pagersari;KDMP;;;;;",
        ),
        ("35.04.14.2017;Koperasi Baru;;2024;1,5;;;", "35.04.14.2017;;Koperasi;2024;;;;"),
        Cooperative,
    ),
}
LISTS = {
    "cooperatives": (
        "Nama Koperasi;Desa;Jenis;No Badan Hukum;Tahun Buku;Anggota L;Anggota P;Pinjaman;Tunggakan;Tgl RAT\n"
        "KSP Daftar;Betak;KSP;518/BH/2019;2024;10;15;4.000.000;250.000;20/02/2025\n"
        "KDMP Daftar;Pagersari;Kopdes Merah Putih;AHU-9;;;;;;\n"
        "KSP Ganjil;Betak;KSP;;2024;1;1;1.000.000;2.000.000;\n"
    ),
}
FOUND_ON = {
    "pillars:cooperative-member-remove": "pillars:cooperative-members",
    "pillars:cooperative-term-remove": "pillars:cooperative-detail",
}
ANSWERS = {
    "pillars:cooperative-member-create": {"member": ["3504144605839330"]},
    "pillars:cooperative-remove": {"reason": ["tercatat dua kali"]},
}


def things(places, register, officer):
    """A co-operative with accounts, a member and a chair, and one with nothing."""
    village, since = places["tunggangri"], datetime.date(2024, 2, 1)
    stored = _cooperative(village, officer, "Koperasi Sumber Rejeki", legal_number="AHU-1")
    accounts = YearData(10, 15, 250000, 1000000, 0, assets=3000000, source="RAT")
    state_year(cooperative=stored, year=2024, data=accounts, by=officer)
    person = Beneficiary.objects.get(number=register["beneficiary"][0])
    member = add_member(cooperative=stored, person=person, joined_on=since, by=officer)
    term = start_term(cooperative=stored, office="chair", name="Rukmini", started_on=since, by=officer)
    return {
        "empty_cooperative": [_cooperative(village, officer, "Koperasi Tanpa Anggota").pk],
        "cooperative": [stored.pk],
        "cooperative_year": [stored.pk, 2024],
        "cooperative_member": [member.pk],
        "board_term": [term.pk],
    }


def more(places, officer, things):
    """One recorded by mistake, with nothing in it, one that ended, and one whose village ended since."""
    mistaken = _cooperative(places["betak"], officer, "Koperasi Uji", legal_number="AHU-2")
    end = {"ended_on": datetime.date(2026, 3, 5), "ended_because": "bergabung"}
    _cooperative(places["pagersari"], officer, "Koperasi Lama", **end)
    left = _cooperative(places["gone"], officer, "Koperasi Desa Dulu", founded_on=datetime.date(2019, 5, 1))
    Cooperative.objects.filter(pk=left.pk).update(founded_on=None)
    return {"pillars:cooperative-remove": [mistaken.pk], "pillars:cooperative-edit": [left.pk]}


def named(person, things, officer):
    """Somebody is a member."""
    stored = Cooperative.objects.get(pk=things["cooperative"][0])
    add_member(cooperative=stored, person=person, joined_on=datetime.date(2025, 2, 1), by=officer)


def pages(things):
    """Somebody joins from the page of a person."""
    empty, person = things["empty_cooperative"][0], things["beneficiary"][0]
    return {"pillars:cooperative-member-create": [f"/koperasi/{empty}/anggota/catat/?person={person}"]}


def _cooperative(village, officer, name, **said):
    return record_cooperative(data=CooperativeData(village, name, **said), by=officer)


def _held(w, write):
    """A co-operative with something recorded in it, and its removal."""
    stored = record_cooperative(data=CooperativeData(w.places["betak"], "Koperasi Uji"), by=w.officer)
    write(stored)
    return stored, lambda: remove_cooperative(cooperative=stored, reason="tercatat dua kali", by=w.officer)


def _member(w, cooperative=None):
    stored = cooperative or record_cooperative(
        data=CooperativeData(w.places["betak"], "Koperasi Uji"), by=w.officer
    )
    return add_member(cooperative=stored, person=w.person, joined_on=w.day, by=w.officer)
