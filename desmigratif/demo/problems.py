"""The problem map of the demo: what the offices report and what the ministries say they do about it.

Invented, through the services. The programmes of a year add up to Rp 52,400 million over the four pillars;
nobody works on the divorce rate, and two problems are reported where no programme reaches.
"""

import datetime
import random

from django.db.models import Exists, OuterRef

from desmigratif.accounts.models import Organisation
from desmigratif.accounts.roles import Role
from desmigratif.ui import clock
from pillars.choices import Progress
from pillars.models import FundingLine, Pillar
from reports.choices import ProgrammeStatus, Severity
from reports.evaluation.services.problems import report_problem, resolve_report, withdraw_report
from reports.evaluation.services.programmes import (
    ProgrammeData,
    link_activities,
    linkable_activities,
    save_programme,
    stop_programme,
)
from reports.models import Problem, ProblemProgramme, ProblemReport
from villages.models import Area, Village

from .people import PEOPLE

MILLION = 1_000_000
LINKED = 8
NATION = ("00",)
PERKO, PMK = (
    "Kementerian Koordinator Bidang Perekonomian",
    "Kementerian Koordinator Bidang Pembangunan Manusia dan Kebudayaan",
)
KEMNAKER, KEMLU, DAGRI = "Kementerian Ketenagakerjaan", "Kementerian Luar Negeri", "Kementerian Dalam Negeri"
BPJS, DESA, PPPA = "BPJS Ketenagakerjaan", "Kementerian Desa, PDT dan Transmigrasi", "Kementerian PPPA"
KKP, PORA, BPOM = "Kementerian Kelautan dan Perikanan", "Kementerian Pemuda dan Olahraga", "BPOM"
JATIM, TULUNGAGUNG = "Pemerintah Provinsi Jawa Timur", "Pemerintah Kabupaten Tulungagung"

#: How many of the demo's regencies report each problem, by its number.
REPORTING = {1: 14, 2: 13, 3: 15, 4: 11, 5: 16, 6: 17, 7: 7, 8: 18}

#: Problem, pillar, ministry, title, Rp million, source, places.
PROGRAMMES = (
    (1, 1, KEMLU, "Sosialisasi dan diseminasi migrasi aman", 2100, "apbn", NATION),
    (1, 1, DAGRI, "Bimtek layanan migrasi aman bagi petugas desa", 1450, "apbn", NATION),
    (1, 1, BPJS, "Sosialisasi jaminan sosial PMI di desa", 1000, "other", NATION),
    (1, 1, JATIM, "Kampanye berangkat prosedural Jawa Timur", 650, "apbd_province", ("35",)),
    (2, 1, KEMLU, "Pembekalan bahasa dan budaya negara penempatan", 1200, "apbn", NATION),
    (2, 1, JATIM, "Sosialisasi penempatan CPMI", 700, "apbd_province", ("35",)),
    (2, 2, PERKO, "Pelatihan usaha produktif PMI purna", 2200, "apbn", NATION),
    (2, 2, DESA, "Pelatihan keterampilan desa", 1300, "apbn", ("33", "35", "52")),
    (2, 2, KKP, "Pelatihan olah hasil perikanan", 800, "apbn", ("18", "32.12", "52")),
    (3, 3, PMK, "Modul community parenting dan pelatih desa", 3600, "apbn", NATION),
    (3, 3, PPPA, "Layanan pendampingan anak yang ditinggal bekerja", 2700, "apbn", NATION),
    (3, 3, PORA, "Kepemimpinan pemuda dalam rumah tangga", 1500, "apbn", ("32", "33", "35")),
    (3, 3, BPOM, "Kader keamanan pangan desa", 900, "apbn", NATION),
    (5, 2, BPJS, "Pendampingan perencanaan keuangan keluarga", 1100, "other", NATION),
    (5, 4, KEMNAKER, "Literasi keuangan anggota koperasi", 1800, "apbn", NATION),
    (5, 4, TULUNGAGUNG, "Kelas menabung remitan", 1100, "apbd_regency", ("35.04",)),
    (6, 2, PERKO, "Penumbuhan kewirausahaan PMI purna", 4100, "apbn", NATION),
    (6, 2, DESA, "Inkubasi usaha desa migran", 2400, "apbn", NATION),
    (6, 2, PORA, "Wirausaha muda keluarga PMI", 1500, "apbn", ("33", "35", "52")),
    (6, 2, KKP, "Usaha budidaya ikan skala rumah tangga", 1100, "apbn", ("18", "32", "52")),
    (6, 2, BPJS, "Modal usaha melalui program kemitraan", 700, "csr", NATION),
    (6, 4, KEMNAKER, "Pendampingan kewirausahaan melalui koperasi", 1400, "apbn", NATION),
    (7, 1, KEMLU, "Shelter pelayanan CPMI dan pengaduan", 1500, "apbn", ("32", "33", "35")),
    (7, 1, JATIM, "Forum layanan PMI kabupaten/kota", 1000, "apbd_province", ("35",)),
    (7, 3, PMK, "Internalisasi ke dokumen perencanaan daerah", 1600, "apbn", ("33", "35", "52")),
    (7, 3, PPPA, "Kelompok keluarga PMI", 900, "apbn", ("33", "35")),
    (7, 4, KEMNAKER, "Penguatan kelembagaan koperasi desmigratif", 1700, "apbn", ("32", "33", "35")),
    (7, 4, TULUNGAGUNG, "Badan hukum koperasi Kalidawir", 800, "apbd_regency", ("35.04",)),
    (8, 2, PERKO, "Bantuan sarana usaha dan pemasaran", 4200, "apbn", ("18", "32", "33", "35", "52")),
    (8, 2, DESA, "Padat karya desa migran", 2900, "apbn", ("33", "35", "52")),
    (8, 2, KKP, "Pasar hasil olahan desa migran", 1500, "apbn", ("18", "32", "52")),
    (8, 2, BPJS, "Pelatihan kerja peserta berhenti bekerja", 1000, "other", ("33", "35")),
)
#: Planned and then given up: it stays in the list of stopped programmes and leaves the map.
STOPPED = (4, 3, PPPA, "Konseling keluarga jarak jauh", 600, "apbn", NATION)

EVIDENCE = {
    1: "Laporan petugas Desmigratif: warga mendaftar lewat calo; {n} aduan masuk tahun ini.",
    2: "Hasil uji kompetensi BLK: {n} calon PMI belum lulus bahasa negara tujuan.",
    3: "Data PKK dan posyandu: {n} anak diasuh kakek-nenek tanpa pendampingan.",
    4: "Pengadilan Agama mencatat {n} perkara cerai dari keluarga PMI.",
    5: "Rembuk desa: remitan habis untuk konsumsi pada {n} dari keluarga yang ditanya.",
    6: "Pendataan PMI purna: {n} orang ingin berusaha, belum pernah dilatih.",
    7: "Belum ada paguyuban atau koperasi; {n} keluarga PMI tidak punya tempat mengadu.",
    8: "Pencari kerja terdaftar naik; {n} PMI purna belum bekerja.",
}


def make_map(officers, user_of):
    """Reports and programmes of this year and the last; returns how many were new, none without problems.

    `officers`: the officer of each regency code. `user_of(email, name, role, organisation)` makes a user.
    """
    problems = {problem.number: problem for problem in Problem.objects.filter(number__in=EVIDENCE)}
    if not problems:
        return 0
    today = clock.today()
    made = sum(_report(problem, officers, today) for problem in problems.values())
    writers = _writers(user_of)
    for year, factor in ((today.year - 1, 4), (today.year, 5)):
        for row in PROGRAMMES:
            made += _map(row, problems, writers, year, factor, today)
    made += _stop(problems, writers, today)
    return made


def _writers(user_of):
    """A user for every ministry that maps; the sign-ins of the demo write for theirs."""
    known = {
        person.organisation: person
        for person in PEOPLE
        if person.role in (Role.PILLAR_LEAD, Role.CONTRIBUTOR)
    }
    writers = {}
    for number, name in enumerate(dict.fromkeys(row[2] for row in (*PROGRAMMES, STOPPED)), start=1):
        organisation = Organisation.objects.get(name=name)
        role = Role.PILLAR_LEAD if organisation.leads.exists() else Role.CONTRIBUTOR
        person = known.get(name)
        email = person.email if person else f"program{number}@demo.example"
        writers[name] = user_of(email, f"Perencana {organisation}", role, name)
    return writers


def _report(problem, officers, today):
    """The first regencies of a shuffled list report the problem; some add one of their villages."""
    rng = random.Random(f"masalah {problem.number}")
    codes = sorted(officers)
    rng.shuffle(codes)
    made = 0
    for code in codes[: REPORTING.get(problem.number, 0)]:
        officer, days, severity, count = (
            officers[code],
            rng.randrange(40, 420),
            rng.choice(Severity.values),
            rng.randrange(8, 90),
        )
        village = (
            Village.objects.filter(regency=code).order_by("area").first() if rng.random() < 0.3 else None
        )
        for place in {None, village}:
            regency = Area.objects.get(pk=code)
            if ProblemReport.objects.filter(problem=problem, regency=regency, village=place).exists():
                continue
            report_problem(
                problem=problem,
                regency=regency,
                village=place,
                severity=severity,
                reported_on=today - datetime.timedelta(days=days),
                evidence=EVIDENCE[problem.number].format(n=count),
                by=officer,
            )
            made += 1
    return made + _closed(problem, officers, codes, today)


def _closed(problem, officers, codes, today):
    """The village of one regency that does not report any more: resolved, or reported by mistake."""
    code = codes[-1]
    village = Village.objects.filter(regency=code).order_by("area").last()
    if village is None or ProblemReport.objects.filter(problem=problem, village=village).exists():
        return 0
    officer, day = officers[code], today - datetime.timedelta(days=200)
    report = report_problem(
        problem=problem,
        regency=village.regency,
        village=village,
        severity=Severity.LIGHT,
        reported_on=day,
        evidence=EVIDENCE[problem.number].format(n=6),
        by=officer,
    )
    if problem.number % 2:
        resolved_on = day + datetime.timedelta(days=120)
        resolve_report(
            report=report, closed_on=resolved_on, reason="Selesai lewat musyawarah desa.", by=officer
        )
    else:
        withdraw_report(report=report, reason="Tercatat untuk desa yang salah.", by=officer)
    return 1


def _map(row, problems, writers, year, factor, today):
    """One programme of one year; `factor` fifths of the ceiling of the running year."""
    number, pillar_number, organisation, title, millions, source, places = row
    pillar = Pillar.objects.get(number=pillar_number)
    by = writers[organisation]
    there = ProblemProgramme.objects.filter(
        problem=problems[number], pillar=pillar, organisation=by.organisation, budget_year=year, title=title
    )
    if there.exists():
        return 0
    is_over = year < today.year
    ceiling = millions * factor * MILLION // 5
    rng = random.Random(f"{year} {title}")
    share = rng.uniform(0.86, 1) if is_over else today.timetuple().tm_yday / 366 * rng.uniform(0.55, 1.05)
    status = ProgrammeStatus.DONE if is_over else rng.choice(["running", "running", "running", "planned"])
    spends = status != ProgrammeStatus.PLANNED
    as_of = datetime.date(year, 12, 31) if is_over else today.replace(day=1)
    programme = save_programme(
        by=by,
        data=ProgrammeData(
            problem=problems[number],
            pillar=pillar,
            organisation=by.organisation,
            title=title,
            what=f"{title}: untuk keluarga PMI dan PMI purna di desa Desmigratif, bersama Disnaker.",
            budget_year=year,
            areas=list(Area.objects.filter(pk__in=places)),
            status=status,
            funding={source: ceiling},
            actual=round(ceiling * min(share, 1.04), -5) if spends else None,
            actual_on=as_of if spends else None,
            people_target=rng.randrange(4, 60) * 20,
        ),
    )
    _link(programme, by)
    return 1


def _link(programme, by):
    """A few finished activities carry it out, those that its ministry pays first."""
    own = FundingLine.objects.filter(activity=OuterRef("pk"), organisation=programme.organisation_id)
    found = linkable_activities(programme, by).filter(status=Progress.DONE).annotate(own=Exists(own))
    activities = list(found.order_by("-own", "start_on", "pk")[:LINKED])
    if activities:
        link_activities(programme=programme, activities=activities, by=by)


def _stop(problems, writers, today):
    if not _map(STOPPED, problems, writers, today.year, 5, today):
        return 0
    programme = ProblemProgramme.objects.get(title=STOPPED[3], budget_year=today.year)
    stop_programme(programme=programme, reason="Anggaran dialihkan dalam efisiensi.", by=writers[STOPPED[2]])
    return 1
