"""One small country with data that came in by every way in, and markup in all of its texts."""

import datetime

import pytest
from django.apps import apps
from django.db import DatabaseError, models, transaction
from django.db.models import Value
from django.db.models.functions import Concat, Length

from pillars.imports.services import undo_batch
from pillars.models import ReportingPeriod
from pillars.people.services.beneficiaries import (
    ask_transfer,
    decide_transfer,
    merge_beneficiaries,
    undo_merge,
)
from pillars.services import save_activity, send_activity, verify_activity
from pillars.services.activities import discard_activity
from pillars.services.attendances import add_people
from pillars.services.nil_reports import state_nil
from tests import factories
from tests.importing import checked, stored
from tests.reports import mapped
from tests.test_access import CASES
from villages.lists.services.imports import discard
from villages.people.services.beneficiaries import move_beneficiary, restrict_beneficiary
from villages.people.services.stages import record_stage
from villages.services.area_lists import read_changes
from villages.services.areas import load_changes
from villages.services.memberships import add_membership

from .entries import MARK

#: In the titles and names of the other province; whoever serves Jawa Timur never reads it.
FAR = "ZULJAUH"
DAY = datetime.date(2026, 3, 5)
NIKS = ("3504144605839330", "3504140807919331", "5203014101900007")
LISTS = {
    "beneficiaries": (
        "NIK;Nama Lengkap;L/P;Tanggal Lahir;Kode Desa;Status;Tanggal Status;Negara\n"
        f"{NIKS[0]};CORA;P;06/05/1983;35.04.14.2011;PMI;01/02/2026;Taiwan\n"
        f"{NIKS[1]};DODI;L;08/07/1991;35.04.14.2016;Purna;01/02/2026;\n"
        ";TANPA NIK;;31/02/1990;35.04.14.2011;;;\n"
    ),
    "activities": (
        "kode_kegiatan;nama;pilar;mulai;kode_desa;anggaran;sumber\n"
        "K-1;Pelatihan batik;II;2026-03-09;35.04.14.2011;1000000;APBN\n"
        "K-2;Bazar;II;2026-03-10;35.04.14.2011|35.04.14.2016;;\n"
        "K-3;Tanpa desa;II;kemarin;35.04.99;;\n"
    ),
    "participants": f"kode_kegiatan;nik;nama;jk;kode_desa_asal\nK-1;{NIKS[0]};CORA;P;35.04.14.2011\n",
    "head_counts": "kode kegiatan;kode desa;kategori;L;P;jumlah\nK-2;35.04.14.2011;PMI Purna;3;7;10\n",
    "village_figures": "Kode Desa;CPMI L;CPMI P;CPMI Jumlah\n35.04.14.2011;3;7;10\n35.04.14.2016;1,5;2;4\n",
    "memberships": "Kode Desa;Status;Sejak\n35.04.14.2016;mandiri;01/01/2024\n35.04.14.2017;hebat;\n",
    "targets": "Kode;Wilayah;Tahun;Target\nI-1;35.04;2026;40\nI-1;35;2026;banyak\n",
}
#: Texts that are no free text: they are checked by their form, looked up, or read by machines.
STRICT = {
    "about",
    "area",
    "code",
    "colour",
    "decree",
    "digest",
    "email",
    "file",
    "fingerprint",
    "icon",
    "key",
    "kind",
    "language",
    "link",
    "location",
    "measure",
    "number",
    "password",
    "record",
    "search_key",
    "sealed",
    "session_key",
    "sheet",
    "slug",
    "state",
    "status",
    "time_zone",
    "token",
    "way",
}


@pytest.fixture
def country(things, places, pillars, entry, registered, officer, reviewer, admin, stranger, defined):
    """What `things` has, and the rest of what may happen to a row. Returns the addresses' arguments."""
    _far_rows(places, pillars, entry, registered, stranger)
    _people(places, registered, officer, stranger)
    _lists(defined, officer, admin)
    _activities(places, pillars, entry, registered, officer, reviewer)
    _places(places, admin)
    _mark_all_texts()
    return things


def _far_rows(places, pillars, entry, registered, stranger):
    far = registered(FAR, "far", by=stranger, nik=NIKS[2])
    record_stage(beneficiary=far, by=stranger, kind="pmi", event_on=DAY, reported_on=DAY, country="MY")
    data = entry(title=FAR, villages={"far": (2, 2)}, result=FAR)
    send_activity(activity=save_activity(data=data, by=stranger), by=stranger, confirmed=True)
    mapped.report(stranger, mapped.problems(1)[1], places["far"])


def _people(places, registered, officer, stranger):
    moved, hidden, twin, double = (registered(name) for name in ("MUTIARA", "RATNA", "EKA", "EKO"))
    move_beneficiary(beneficiary=moved, village=places["betak"], moved_on=DAY, by=officer)
    restrict_beneficiary(beneficiary=hidden, is_restricted=True, reason="diminta sendiri", by=officer)
    undo_merge(merge=merge_beneficiaries(kept=twin, dropped=double, by=officer), by=officer)
    for agree in (True, False):
        person = registered("LESTARI", nik=f"350414570385980{2 + agree}")
        transfer = ask_transfer(
            digits=f"350414570385980{2 + agree}", village=places["far"], reason="pindah", by=stranger
        )
        decide_transfer(transfer=transfer, agree=agree, moved_on=DAY, by=officer)
        assert person.pk


def _lists(defined, officer, admin):
    defined("I-1")
    for kind, text in LISTS.items():
        by = admin if kind in ("memberships", "targets") else officer
        stored(checked(kind, text, by, name=f"{kind}.csv"), by)
    undone = "NIK;Nama Lengkap;L/P;Kode Desa\n;DIURUNGKAN;P;35.04.14.2011\n"
    undo_batch(batch=stored(checked("beneficiaries", undone, officer), officer), by=officer)
    discard(batch=checked("beneficiaries", undone.replace("URUNG", "BUANG"), officer), by=officer)
    checked("beneficiaries", undone.replace("DIURUNGKAN", "MENUNGGU"), officer)
    checked("activities", LISTS["activities"].replace("K-", "T-"), officer, name="menunggu.csv")


def _activities(places, pillars, entry, registered, officer, reviewer):
    spring = {"starts_on": datetime.date(2026, 1, 1), "ends_on": datetime.date(2026, 3, 31)}
    period = ReportingPeriod.objects.create(year=2026, quarter=1, due_on=datetime.date(2026, 4, 10), **spring)
    state_nil(period=period, village=places["pagersari"], pillar=pillars[4], by=officer)
    discard_activity(activity=save_activity(data=entry(), by=officer), by=officer)
    named = save_activity(data=entry(villages={"tunggangri": (), "betak": None}), by=officer)
    people = [registered(name) for name in ("FITRI", "GITA")]
    add_people(activity=named, people=people, by=officer, village=places["tunggangri"])
    planned = entry(status="planned", actual=None, villages={"tunggangri": ()}, result="")
    send_activity(activity=save_activity(data=planned, by=officer), by=officer, confirmed=True)
    done = send_activity(activity=save_activity(data=entry(pillar=3), by=officer), by=officer, confirmed=True)
    verify_activity(activity=done, by=reviewer)


def _places(places, admin):
    """A village that left the programme, and one that was split."""
    add_membership(
        village=places["pagersari"],
        programme="desmigratif",
        status="facilitated",
        source="uji",
        valid_from=datetime.date(2019, 1, 1),
        valid_to=datetime.date(2025, 12, 31),
        by=admin,
    )
    factories.area("35.04.14.2001", "Kalibatur")
    load_changes(read_changes(CASES / "O11_pemekaran_desa.csv"))


def _mark_all_texts():
    """Writes markup behind every free text there is, past the services."""
    for model in apps.get_models():
        if model._meta.app_label not in ("accounts", "villages", "pillars", "reports"):
            continue
        for field in model._meta.concrete_fields:
            if _is_free_text(field):
                _mark(model, field)


def _is_free_text(field):
    return (
        isinstance(field, models.CharField | models.TextField)
        and not field.choices
        and not field.unique
        and not field.primary_key
        and field.name not in STRICT
        and not field.name.endswith(("_sealed", "_index", "_key", "_hash", "_code"))
    )


def _mark(model, field):
    rows = model._base_manager.annotate(length=Length(field.name)).filter(length__gt=0)
    if field.max_length:
        rows = rows.filter(length__lte=field.max_length - len(MARK))
    try:
        with transaction.atomic():
            rows.update(**{field.name: Concat(field.name, Value(MARK))})
    except DatabaseError:
        # Signed or append-only: the database lets nobody write it again.
        return
