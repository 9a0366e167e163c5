"""What tests of activities share: a form filled in, a regency, a quarter with one of everything."""

import csv
import functools
import uuid
from contextlib import contextmanager

import pytest
from django.db import transaction

from desmigratif.accounts.roles import Role
from pillars.choices import Progress
from pillars.imports.services import run_step
from pillars.models import ActivityType
from pillars.people.services.beneficiaries import ask_transfer, merge_beneficiaries
from pillars.services import send_activity, verify_activity
from pillars.services.attachments import add_attachment
from pillars.services.attendances import add_people
from pillars.services.nil_reports import state_nil
from tests import factories
from tests.importing import checked
from tests.pillars.closed import MAY, NIK, pdf, quarter
from tests.pillars.trials import REGISTERS
from tests.sheets import CASES
from villages.choices import AreaKind, Level
from villages.lists.services import imports
from villages.models import Area, Village

PEOPLE = "NIK;Nama Lengkap;L/P;Kode Desa"
NAMES = "kode_kegiatan;nik;nama;jk;kode_desa_asal"
COUNTS = "kode kegiatan;kode desa;kategori;L;P;jumlah"
ACTIVITIES = "kode_kegiatan;nama;pilar;mulai;kode_desa"
COMPLETE = """nama;pilar;jenis kegiatan;tanggal;kode desa;sumber dana;anggaran;realisasi;L;P;hasil
Kelas;III;Jenis III;05/03/2026;35.04.14.2011;APBN;1.000.000;900.000;2;3;Baik"""


@pytest.fixture
def typed(pillars, places):
    """What the browser posts for a complete activity; `typed(title="", **{"dana-0-plan": "abc"})`."""

    def make(**changes):
        data = {
            "token": str(uuid.uuid4()),
            "villages": ["35.04.14.2016"],
            "pillar": "II",
            "type": ActivityType.objects.get(pillar=pillars[2]).pk,
            "title": "Pelatihan olahan pangan",
            "start_on": "5/3/2026",
            "end_on": "2026-03-06",
            "status": "done",
            "budget_year": "2026",
            "organiser": "",
            "result": "Tiga kelompok\r\nmulai berproduksi",
            "obstacle": "",
            "follow_up": "",
            "over_plan_reason": "",
            f"v{places['betak'].pk}-returned_male": "4",
            f"v{places['betak'].pk}-returned_female": "1.022",
            f"v{places['betak'].pk}-family_unknown": "3",
            "dana-TOTAL_FORMS": "2",
            "dana-INITIAL_FORMS": "0",
            "dana-0-source": "apbn",
            "dana-0-plan": "18.000.000",
            "dana-0-actual": "Rp 17850000",
            "dana-1-source": "",
            "save": "1",
        }
        return {name: value for name, value in {**data, **changes}.items() if value is not None}

    return make


@pytest.fixture
def apart(db, subtests):
    """Tries one of several from the same rows, and takes back what it stored: `with apart(kind=kind):`."""

    @contextmanager
    def trial(**which):
        with subtests.test(**which), transaction.atomic():
            yield
            transaction.set_rollback(True)

    return trial


@functools.cache
def villages_of_tulungagung():
    with open(CASES / "real" / "kemendagri_kab_tulungagung_desa.csv", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def tulungagung(db, pillars):
    """The officer of a regency of which every village is in the programme."""
    regency = factories.area("35.04", "Kabupaten Tulungagung")
    rows = villages_of_tulungagung()
    districts = {row["kode_kecamatan"]: row["nama_kecamatan"] for row in rows}
    for code, name in districts.items():
        factories.area(code, name)
    Area.objects.bulk_create(
        Area(
            code=row["kode"],
            name=row["nama"],
            level=Level.VILLAGE,
            kind=AreaKind.DESA,
            parent_id=row["kode_kecamatan"],
        )
        for row in rows
    )
    Village.objects.bulk_create(
        Village(area_id=row["kode"], district_id=row["kode"][:8], regency=regency, province_id="35")
        for row in rows
    )
    officer = factories.UserFactory(role=Role.OFFICER)
    factories.AssignmentFactory(user=officer, area=regency)
    return officer


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
    w.drafts_stored = _stored(officer, "activities", COMPLETE)
    w.names_stored = _stored(officer, "participants", f"{NAMES}\nK-3;{NIK['ana']};ANA;P;35.04.14.2011")
    w.names = _checked(officer, "participants", f"{NAMES}\nK-3;{NIK['dodi']};DODI;L;35.04.14.2011")
    w.counts_stored = _stored(officer, "head_counts", f"{COUNTS}\nK-4;35.04.14.2011;PMI Purna;3;7;10")
    w.counts = _checked(officer, "head_counts", f"{COUNTS}\nK-5;35.04.14.2011;PMI Purna;3;7;10")
    w.reported, w.indicator = reported, defined("I-1")
    reported(w.indicator, "betak", 2026, 1, 40)
    w.value = w.indicator.values.get()
    w.nil = state_nil(period=w.first, village=places["betak"], pillar=pillars[2], by=officer)
    for register in REGISTERS:
        register.prepare(w)
    return w


def _planned(saved, officer, **fields):
    """A sent plan: it counts, and its officer may still change it."""
    activity = saved(status=Progress.PLANNED, actual=None, villages={"tunggangri": ()}, result="", **fields)
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
