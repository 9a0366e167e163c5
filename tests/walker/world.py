"""One small country with data that came in by every way in, and markup in all of its texts."""

import datetime

from axes.models import AccessAttempt
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from desmigratif.accounts.models import User
from desmigratif.accounts.services.email_changes import ask_email_change
from desmigratif.accounts.services.role_changes import ask_role_change
from desmigratif.accounts.services.users import deactivate_user
from desmigratif.ui import clock
from pillars.imports.services import KINDS, undo_batch
from pillars.imports.tasks import run_import
from pillars.models import PeriodException, ReportingPeriod
from pillars.people.services.beneficiaries import (
    ask_transfer,
    decide_transfer,
    merge_beneficiaries,
    undo_merge,
)
from pillars.services import save_activity, send_activity, verify_activity
from pillars.services.activities import discard_activity
from pillars.services.attendances import add_people
from pillars.services.nil_reports import state_nil, withdraw_nil
from pillars.services.period_exceptions import ask_exception, decline_exception, open_exception
from pillars.services.periods import close_period
from pillars.services.workflow import return_activity
from reports.evaluation.services.criteria import answer_criterion
from reports.evaluation.services.digests import queue_digests
from reports.evaluation.services.problems import resolve_report, withdraw_report
from reports.evaluation.services.recommendations import set_deadline
from reports.models import Criterion, Recommendation
from tests import factories
from tests.importing import checked, stored
from tests.pillars.registers import called, joined
from tests.reports import mapped
from tests.sheets import CASES
from villages.choices import EndKind
from villages.lists.services.imports import discard
from villages.models import Area, Beneficiary, ImportBatch
from villages.people.services.beneficiaries import move_beneficiary, restrict_beneficiary, tell_apart
from villages.people.services.ends import record_end, resume, take_back_end
from villages.people.services.nik_questions import Way, ask_about_nik, ask_about_niks
from villages.people.services.stages import record_stage
from villages.services.area_lists import read_changes
from villages.services.areas import load_changes
from villages.services.assignments import assign_user
from villages.services.memberships import add_membership

from .administering import fill_in
from .marks import mark_all_texts

#: In the titles and names of the other province; whoever serves Jawa Timur never reads it.
FAR = "ZULJAUH"
EARLY, DAY = datetime.date(2026, 1, 12), datetime.date(2026, 3, 5)
NIKS = ("3504144605839330", "3504140807919331", "5203014101900007")
LISTS = {
    "beneficiaries": (
        "NIK;Nama Lengkap;L/P;Tanggal Lahir;Kode Desa;Status;Tanggal Status;Negara\n"
        f"{NIKS[0]};CORA;P;06/05/1983;35.04.14.2011;PMI;01/02/2026;Taiwan\n"
        f"{NIKS[1]};DODI;L;08/07/1991;35.04.14.2016;Purna;01/02/2026;\n"
        ";TANPA NIK;;31/02/1990;35.04.14.2011;;;\n"
    ),
    "activities": (
        "kode_kegiatan;nama;pilar;jenis;mulai;kode_desa;anggaran;sumber;status\n"
        "K-1;Pelatihan batik;II;;2026-03-09;35.04.14.2011;1000000;APBN;\n"
        "K-2;Bazar;II;;2026-03-10;35.04.14.2011|35.04.14.2016;;;\n"
        "K-3;Tanpa desa;II;;kemarin;35.04.99;;;\n"
        "K-4;Rapat persiapan;II;Jenis II;2026-03-12;35.04.14.2011;500000;APBN;rencana\n"
    ),
    "participants": f"kode_kegiatan;nik;nama;jk;kode_desa_asal\nK-1;{NIKS[0]};CORA;P;35.04.14.2011\n",
    "head_counts": "kode kegiatan;kode desa;kategori;L;P;jumlah\nK-2;35.04.14.2011;PMI Purna;3;7;10\n",
    "village_figures": "Kode Desa;CPMI L;CPMI P;CPMI Jumlah\n35.04.14.2011;3;7;10\n35.04.14.2016;1,5;2;4\n",
    "memberships": "Kode Desa;Status;Sejak\n35.04.14.2016;mandiri;01/01/2024\n35.04.14.2017;hebat;\n",
    "targets": "Kode;Wilayah;Tahun;Target\nI-1;35.04;2026;40\nI-1;35;2026;banyak\n",
    "indicator_values": (
        "Kode Indikator;Desa;Tahun;Triwulan;Nilai;Sumber\nI-1;Betak;2025;2;7;register\nI-1;Betak;2025;;1,5;\n"
    ),
    **joined("LISTS"),
}


def populate(
    things, places, pillars, entry, registered, defined, officer, reviewer, admin, stranger, tmp_path
):
    """What `things` has, and the rest of what may happen to a row.

    Returns the arguments of the addresses, by key, or by name where an address needs a row of its own.
    """
    far = _far_rows(places, entry, registered, stranger)
    own = _people(places, registered, officer, stranger)
    _ended_people(registered, officer)
    own |= _lists(defined, officer, admin)
    own |= _activities(things, places, pillars, entry, registered, officer, reviewer)
    _old_villages(places, entry, officer, admin, tmp_path)
    own |= called("more", places, officer, things)
    own |= _quarters(places, pillars, officer, reviewer)
    _evaluation(things, places, reviewer, officer)
    own |= _accounts(things, officer, reviewer, admin, stranger)
    fill_in(admin)
    mark_all_texts()
    return {**things, **own, "pages": _pages(things), "far": far}


def _pages(things):
    """Pages on which something was looked for, by the address that their form is sent to."""
    person, waiting = things["beneficiary"][0], things["sent"][0]
    return {
        "pillars:tie-create": [f"/penerima/{person}/keluarga/catat/?q=DEWI"],
        "pillars:activities-together": [f"/verifikasi/bersama/?activity={waiting}"],
        "pillars:nil-create": ["/", "/periode/2026/1/kurang/"],
        "pillars:nil-withdraw": ["/"],
        **called("pages", things),
        "villages:village-create": ["/desa/tambah/?code=35.04.14.2018"],
        "villages:assignment-create": [
            f"/administrasi/pengguna/{things['user'][0]}/wilayah/tambah/?area=52.03"
        ],
    }


def _far_rows(places, entry, registered, stranger):
    """What lies in the other province, by the keys of the addresses."""
    far = registered(FAR, "far", by=stranger, nik=NIKS[2])
    record_stage(beneficiary=far, by=stranger, kind="pmi", event_on=DAY, reported_on=DAY, country="MY")
    data = entry(title=FAR, villages={"far": (2, 2)}, result=FAR)
    sent = send_activity(activity=save_activity(data=data, by=stranger), by=stranger, confirmed=True)
    draft = save_activity(data=data, by=stranger)
    return {
        "province": ["52"],
        "regency": ["52.03"],
        "village": ["52.03.01.2001"],
        "beneficiary": [far.number],
        "sent": [sent.pk],
        "draft": [draft.pk],
        "problem_report": [mapped.report(stranger, mapped.problems(1)[1], places["far"]).pk],
        "membership": ["52.03.01.2001", factories.MembershipFactory(village=places["far"]).pk],
    }


def _people(places, registered, officer, stranger):
    moved, hidden, twin, double = (registered(name) for name in ("MUTIARA", "RATNA", "EKA", "EKO"))
    move_beneficiary(beneficiary=moved, village=places["betak"], moved_on=DAY, by=officer)
    restrict_beneficiary(beneficiary=hidden, is_restricted=True, reason="diminta sendiri", by=officer)
    undo_merge(merge=merge_beneficiaries(kept=twin, dropped=double, by=officer), by=officer)
    tell_apart(beneficiary=twin, other=double, by=officer)
    for agree in (True, False, None):
        digits = f"350414570385980{3 if agree is None else 4 + agree}"
        registered("LESTARI", nik=digits)
        transfer = ask_transfer(digits=digits, village=places["far"], reason="sudah pindah", by=stranger)
        if agree is not None:
            decide_transfer(transfer=transfer, agree=agree, moved_on=DAY, by=officer)
    return {"pillars:merge-reconsider": [twin.number, double.number]}


def _ended_people(registered, officer):
    """Died, moved away and left; one end was a mistake, one person came back."""
    for number, kind in enumerate(EndKind):
        person = registered(f"USAI {kind}", nik=f"350414470385980{number + 1}")
        record_stage(beneficiary=person, by=officer, kind="pmi", event_on=EARLY, reported_on=DAY)
        record_end(beneficiary=person, by=officer, kind=kind, ended_on=DAY, source="surat desa")
    mistaken, back = registered("KELIRU"), registered("KEMBALI")
    end = record_end(beneficiary=mistaken, by=officer, kind="died", ended_on=DAY, source="kabar")
    take_back_end(end=end, by=officer, reason="orang lain yang dimaksud")
    end = record_end(beneficiary=back, by=officer, kind="moved", ended_on=DAY, source="surat pindah")
    resume(end=end, by=officer, back_on=datetime.date(2026, 5, 2))


def _lists(defined, officer, admin):
    """Stores a list of each kind, and leaves others at every step."""
    defined("I-1")
    batches = {}
    assert set(LISTS) == set(KINDS), "a kind of list is not in the world of the walker"
    for kind, text in LISTS.items():
        by = admin if kind in ("memberships", "targets") else officer
        batches[kind] = stored(checked(kind, text, by, name=f"{kind}.csv"), by)
    undone = "NIK;Nama Lengkap;L/P;Kode Desa\n;DIURUNGKAN;P;35.04.14.2011\n"
    undo_batch(batch=stored(checked("beneficiaries", undone, officer), officer), by=officer)
    discard(batch=checked("beneficiaries", undone.replace("URUNG", "BUANG"), officer), by=officer)
    again = stored(checked("beneficiaries", undone.replace("DIURUNGKAN", "TERSIMPAN"), officer), officer)
    waiting = checked("beneficiaries", undone.replace("DIURUNGKAN", "MENUNGGU"), officer)
    broken_off = checked("beneficiaries", undone.replace("DIURUNGKAN", "TERHENTI"), officer)
    hour_ago = timezone.now() - datetime.timedelta(hours=1)
    ImportBatch.objects.filter(pk=broken_off.pk).update(state="checking", touched_at=hour_ago)
    checked("activities", LISTS["activities"].replace("K-", "T-"), officer, name="menunggu.csv")
    held = checked("beneficiaries", undone.replace("DIURUNGKAN", "SULASTRI"), officer)
    return {
        "pillars:import-send": [batches["activities"].number],
        "pillars:import-undo": [again.number],
        "pillars:import-store": [waiting.number],
        "pillars:import-discard": [waiting.number],
        "pillars:import-resume": [broken_off.number],
        "pillars:import-decide": [held.number],
    }


def _activities(things, places, pillars, entry, registered, officer, reviewer):
    """Discarded, with people by name, planned, verified, returned."""
    discard_activity(activity=save_activity(data=entry(), by=officer), by=officer)
    named = save_activity(data=entry(villages={"tunggangri": (), "betak": None}), by=officer)
    people = [registered(name) for name in ("FITRI", "GITA")]
    people.append(Beneficiary.objects.get(number=things["beneficiary"][0]))
    add_people(activity=named, people=people, by=officer, village=places["tunggangri"])
    planned = entry(status="planned", actual=None, villages={"tunggangri": ()}, result="")
    send_activity(activity=save_activity(data=planned, by=officer), by=officer, confirmed=True)
    done = send_activity(activity=save_activity(data=entry(pillar=3), by=officer), by=officer, confirmed=True)
    verify_activity(activity=done, by=reviewer)
    back = send_activity(activity=save_activity(data=entry(pillar=2), by=officer), by=officer, confirmed=True)
    return_activity(activity=back, by=reviewer, reason="Angka peserta tidak cocok")
    send_activity(activity=save_activity(data=entry(pillar=2), by=officer), by=officer, confirmed=True)
    own = {"pillars:attendance-remove": [named.pk], "pillars:attendance-change": [named.pk]}
    return own | {"pillars:attendance-add": [named.pk], "pillars:attendance-match": [named.pk]}


def _old_villages(places, entry, officer, admin, folder):
    """A village that left the programme, one that was split, and one that went on in another."""
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
    places["gone"] = factories.village("35.04.14.2003", "Karangtalun")
    factories.MembershipFactory(village=places["gone"])
    before = entry(villages={"gone": (1, 2)}, start_on=datetime.date(2023, 2, 1), budget_year=2023)
    save_activity(data=before, by=officer)
    load_changes(read_changes(CASES / "O11_pemekaran_desa.csv"))
    merged = folder / "gabung.csv"
    head = (CASES / "O11_pemekaran_desa.csv").read_text().splitlines()[0]
    merged.write_text(f"{head}\n2024-01-01;gabung;35.04.14.2003;Karangtalun;35.04.14.2016;Betak;rekaan\n")
    load_changes(read_changes(merged))
    Area.objects.filter(pk="35.04.14.2003").update(valid_to=datetime.date(2023, 12, 31))


def _quarters(places, pillars, officer, reviewer):
    """An open quarter with nil reports, one of them taken back; a closed one with every kind of answer."""
    days = {"starts_on": datetime.date(2026, 1, 1), "ends_on": datetime.date(2026, 3, 31)}
    spring = ReportingPeriod.objects.create(year=2026, quarter=1, due_on=datetime.date(2026, 4, 10), **days)
    for place in ("betak", "pagersari"):
        nil = state_nil(period=spring, village=places[place], pillar=pillars[4], by=officer)
    withdraw_nil(nil=nil, by=officer)
    last = _last_quarter()
    state_nil(period=last, village=places["tunggangri"], pillar=pillars[4], by=officer)
    closed = ReportingPeriod.objects.get(year=2024, quarter=4)
    asked = PeriodException.objects.get()
    decline_exception(request=asked, answer="Sudah lewat waktu", by=reviewer)
    regency, until = places["betak"].regency, clock.today() + datetime.timedelta(days=5)
    open_exception(period=closed, regency=regency, reason="laporan terlambat", until=until, by=reviewer)
    waiting = ask_exception(
        period=close_period(period=ReportingPeriod.objects.get(year=2023, quarter=1), by=reviewer),
        regency=regency,
        reason="masih ada yang tertinggal",
        by=officer,
    )
    return {
        "pillars:exception-decide": [waiting.pk],
        "pillars:period-close": [2026, 1],
        "part": [last.year, last.quarter, "35.04.14.2011", "koperasi-desmigratif"],
    }


def _last_quarter():
    """The quarter before today's, which is due and shown on the home page."""
    first = clock.today().replace(month=3 * ((clock.today().month - 1) // 3) + 1, day=1)
    ends_on = first - datetime.timedelta(days=1)
    return ReportingPeriod.objects.get_or_create(
        year=ends_on.year,
        quarter=ends_on.month // 3,
        defaults={
            "starts_on": ends_on.replace(month=ends_on.month - 2, day=1),
            "ends_on": ends_on,
            "due_on": clock.today() + datetime.timedelta(days=5),
        },
    )[0]


def _evaluation(things, places, reviewer, officer):
    """Answered criteria, a report that was closed and one that was withdrawn, digests that were mailed."""
    for criterion, area in (("tim-koordinasi", places["betak"].regency), ("perdes", places["betak"].area)):
        answer_criterion(
            criterion=Criterion.objects.get(code=criterion),
            area=area,
            level="met",
            evidence="surat keputusan",
            answered_on=DAY,
            by=reviewer,
        )
    problem = mapped.problems(2)[2]
    over, mistaken = (
        mapped.report(officer, problem, places[name], on=EARLY) for name in ("betak", "pagersari")
    )
    resolve_report(report=over, closed_on=DAY, reason="sudah selesai", by=officer)
    withdraw_report(report=mistaken, reason="salah desa", by=officer)
    soon = clock.today() + datetime.timedelta(days=3)
    given = Recommendation.objects.get(number=things["recommendation"][0])
    set_deadline(recommendation=given, due_on=soon, by=reviewer)
    queue_digests(day=clock.today(), days=7)


def _accounts(things, officer, reviewer, admin, stranger):
    """Questions about NIKs that hit and missed, e-mail changes under way, a sign-in held back, a task."""
    for digits in (NIKS[2], "3504144605839999"):
        ask_about_nik(digits=digits, by=officer, way=Way.REGISTRATION, reason="mendaftar di kantor kami")
    ask_about_niks(numbers=NIKS, by=stranger, reason="memeriksa daftar", what="IMP-2026-0001")
    second, gone = factories.UserFactory(role="admin"), factories.UserFactory(role="reviewer")
    for number, user in enumerate((reviewer, officer)):
        ask_email_change(user=user, email=f"baru{number}@contoh.example", by=second)
    ask_role_change(user=officer, role="reviewer", by=second)
    # Whoever completes it is an administrator for longer than it waits.
    admin.history.update(history_date=timezone.now() - datetime.timedelta(days=4))
    deactivate_user(user=gone, by=admin)
    area, colleague = Area.objects.get(pk="52.03.01.2001"), User.objects.get(pk=things["user"][0])
    later = clock.today() + datetime.timedelta(days=30)
    coming = assign_user(user=colleague, area=area, valid_from=later, by=admin)
    AccessAttempt.objects.create(
        username="lupa@contoh.example", ip_address="127.0.0.1", failures_since_start=5
    )
    DBTaskResult.objects.create(
        task_path=run_import.module_path,
        args_kwargs={"args": ["IMP-2020-0001"], "kwargs": {}},
        backend_name="default",
        run_after=timezone.now(),
    )
    return {
        "accounts:user-complete-role": [officer.pk],
        "accounts:user-stop-role": [officer.pk],
        "accounts:user-complete-email": [reviewer.pk],
        "accounts:user-stop-email": [reviewer.pk],
        "accounts:user-reactivate": [gone.pk],
        "villages:assignment-remove": [coming.pk],
    }
