"""Invented assessments, answers of assessors and index values of the demo: the pilot ahead, uneven else."""

import datetime
import random
from decimal import Decimal

from desmigratif.ui import clock
from pillars.models import Pillar, ReportingPeriod
from reports.choices import Fulfilment
from reports.evaluation.services.assessments import draft_assessment, sign_assessment, write_assessment
from reports.evaluation.services.criteria import answer_criterion
from reports.figures.assessments import figures_of
from reports.figures.status import path
from reports.models import Assessment, AssessmentGrade, Criterion
from villages.choices import IndexName, IndexStatus
from villages.models import Area
from villages.services.indexes import record_index

PILOT = "35.04"
SOURCE = "Data contoh"
#: Regencies whose pillars are assessed, besides the pilot.
ASSESSED = ("33.24", "52.03")
#: What assessors found, None where nobody has looked yet; then how often, in the pilot and elsewhere.
LEVELS = (Fulfilment.MET, Fulfilment.PARTLY, Fulfilment.NOT, None)
PILOT_CHANCES, CHANCES = (0.8, 0.2, 0.0, 0.0), (0.25, 0.25, 0.2, 0.3)
EVIDENCE = {
    Fulfilment.MET: "Data contoh: dokumen dan foto dilihat saat kunjungan lapangan.",
    Fulfilment.PARTLY: "Data contoh: masih rancangan, menurut wawancara dengan Disnaker.",
    Fulfilment.NOT: "Data contoh: belum ada, menurut wawancara dengan pemerintah setempat.",
}
NARRATIVES = {
    4: "Kegiatan selesai sesuai jalur dan hasilnya diterapkan di desa. Pertahankan pendampingan bulanan.",
    3: "Sebagian besar kegiatan selesai; yang tertunda dijadwalkan ulang. Dokumentasi perlu dirapikan.",
    2: "Beberapa kegiatan tertinggal karena anggaran terlambat. PIC dan Disnaker perlu jadwal bersama.",
    1: "Kegiatan jauh di bawah jalur. Diperlukan tindakan PIC: pendampingan dan kepastian anggaran.",
}


def make_assessments(reviewer, served_villages, codes):
    """Adds what is missing for the regencies of `codes`; returns how many rows were added."""
    today = clock.today()
    added = 0
    for code in codes:
        regency = Area.objects.get(pk=code)
        chances = PILOT_CHANCES if code == PILOT else CHANCES
        added += _answer(regency, chances, reviewer, today)
        for village in served_villages(code):
            added += _answer(village.area, chances, reviewer, today)
            added += _index(village, today)
        if code == PILOT or code in ASSESSED:
            added += _assess(regency, reviewer, today)
    return added


def _answer(area, chances, reviewer, today):
    """Answers what no data answer about a village or a regency; what is answered already stays."""
    added = 0
    for criterion in Criterion.objects.in_force(area.level).filter(measure=""):
        rng = random.Random(f"{area.pk} {criterion.code}")
        level = rng.choices(LEVELS, weights=chances)[0]
        if level and not criterion.answers.filter(area=area).exists():
            answer_criterion(
                criterion=criterion,
                area=area,
                level=level,
                evidence=EVIDENCE[level],
                answered_on=_day(rng, today),
                by=reviewer,
            )
            added += 1
    return added


def _day(rng, today):
    return today - datetime.timedelta(days=rng.randrange(20, 200))


def _index(village, today):
    """IDM of two years, and one Indeks Desa, as invented as everything else here."""
    if village.indexes.exists():
        return 0
    rng = random.Random(f"index {village.code}")
    score = Decimal(rng.randrange(6000, 8300)) / 10_000
    status = IndexStatus.DEVELOPING if score < Decimal("0.7") else IndexStatus.ADVANCED
    rows = [
        (IndexName.IDM, today.year - 3, score),
        (IndexName.IDM, today.year - 2, score + Decimal("0.0120")),
        (IndexName.INDEKS_DESA, today.year - 1, round(score * 100, 2)),
    ]
    for name, year, value in rows:
        record_index(
            village=village, by=None, name=name, year=year, score=value, status=status, source=SOURCE
        )
    return len(rows)


def _assess(regency, reviewer, today):
    """The last two quarters that are over, signed, each pillar."""
    added = 0
    over = ReportingPeriod.objects.filter(ends_on__lt=today).order_by("-ends_on")[:2]
    for period in over:
        for pillar in Pillar.objects.all():
            if Assessment.objects.filter(pillar=pillar, regency=regency, period=period).exists():
                continue
            grade = _grade(pillar, regency, period)
            if grade is None:
                continue
            draft = draft_assessment(pillar=pillar, regency=regency, period=period, by=reviewer)
            write_assessment(
                assessment=draft, grade=grade, narrative=f"{NARRATIVES[grade.value]} ({SOURCE})", by=reviewer
            )
            sign_assessment(assessment=draft, by=reviewer)
            added += 1
    return added


def _grade(pillar, regency, period):
    """By how far completion lies from the path, as a reviewer would; None while no grade is stored."""
    completion = next(row.value for row in figures_of(pillar, regency, period) if row.key == "completion")
    share = float(completion or 0) / path(period.year, period.ends_on)
    value = 4 if share >= 1 else 3 if share >= 0.9 else 2 if share >= 0.7 else 1
    return AssessmentGrade.objects.filter(value=value, is_active=True).first()
