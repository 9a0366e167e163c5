"""The service desks of the demo: who came in the last year, cases and how they ended, empty months."""

import datetime
import random

from desmigratif.ui import clock
from villages.choices import Route, Sex, StageKind
from villages.models import Beneficiary, End

from .choices import Outcome, Purpose, ReferredTo
from .models import DeskVisit
from .months import first_of_next, last_months
from .services import VisitData, record_visits, state_nil_month, take_step

#: What `make_demo` adds, and the yearly target of one regency by indicator.
ADDED = "visits to service desks"
AIMS = {"I-2": 40, "I-8": 80}
MONTHS = 6
#: What is said of a visit: purpose, outcome, office, words.
TOLD = (
    (Purpose.INFORMATION, Outcome.SERVED, "", "Menanyakan syarat dan biaya kerja ke luar negeri."),
    (Purpose.INFORMATION, Outcome.SERVED, "", "Menanyakan P3MI yang resmi."),
    (Purpose.DOCUMENTS, Outcome.SERVED, "", "Mengurus surat keterangan desa."),
    (Purpose.DOCUMENTS, Outcome.REFERRED, ReferredTo.DISNAKER, "Pendaftaran akun SIAPkerja."),
    (Purpose.FAMILY_LETTER, Outcome.SERVED, "", "Surat izin diketahui kepala desa."),
    (Purpose.COMPLAINT, Outcome.REFERRED, ReferredTo.BP3MI, "Gaji belum dibayar tiga bulan."),
    (Purpose.COMPLAINT, Outcome.PENDING, "", "Kontrak tidak sesuai dengan yang dijanjikan."),
    (Purpose.RETURN, Outcome.SERVED, "", "Menanyakan pelatihan usaha setelah pulang."),
)
ENDED = (
    "Berkas lengkap, selesai.",
    "Hak sudah diterima keluarga.",
    "Sudah dijelaskan, tidak ada tuntutan lagi.",
)


def make_demo(villages, officer):
    """Records the visits of villages of one office, unless there are some; returns how many were new."""
    if DeskVisit.objects.filter(village__in=villages).exists():
        return 0
    today, rows = clock.today(), []
    ended = End.objects.values("beneficiary")
    people = Beneficiary.objects.filter(village__in=villages, is_demo=True).exclude(pk__in=ended)
    at_home = {village.pk: [] for village in villages}
    for person in people.with_stage_on(today).order_by("number"):
        if person.stage != StageKind.ABROAD:
            at_home[person.village_id].append(person)
    for village in villages:
        rng = random.Random(f"desk {village.code}")
        for month in last_months(today, MONTHS):
            number = rng.choice([0, 1, 2, 3, 4])
            if not number and first_of_next(month) <= today and rng.randrange(3):
                state_nil_month(village=village, month=month, by=officer)
            last = min(first_of_next(month) - datetime.timedelta(days=1), today)
            rows += [_visit(rng, village, month, last, at_home[village.pk]) for _number in range(number)]
    visits = record_visits(rows=rows, by=officer)
    for visit in visits:
        if visit.is_case:
            _follow(random.Random(f"case {visit.visited_on} {visit.village_id}"), visit, officer, today)
    return len(visits)


def _visit(rng, village, first, last, people):
    purpose, outcome, office, note = rng.choice(TOLD)
    day = first + datetime.timedelta(days=rng.randrange((last - first).days + 1))
    person = rng.choice(people) if people and rng.randrange(3) else None
    route = rng.choice([Route.PROCEDURAL, Route.PROCEDURAL, Route.UNKNOWN, Route.NON_PROCEDURAL])
    return VisitData(
        village, day, purpose, outcome, person, rng.choice([Sex.MALE, Sex.FEMALE]), route, office, note=note
    )


def _follow(rng, visit, officer, today):
    """Most cases are taken up and end; the others wait."""
    day = visit.visited_on + datetime.timedelta(days=rng.randrange(2, 9))
    if day > today or not rng.randrange(5):
        return
    take_step(visit=visit, step="received", on=day, note="Diterima dan dipelajari.", by=officer)
    day += datetime.timedelta(days=rng.randrange(5, 40))
    if day <= today and rng.randrange(4):
        take_step(visit=visit, step="closed", on=day, note=rng.choice(ENDED), by=officer)
