"""Invented follow-ups: late, on time, sent back, closed; with one meeting of the running year.

Everything goes through the services. A second run finds the meeting and adds nothing.
"""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from desmigratif.accounts.models import Organisation
from desmigratif.accounts.roles import Role
from desmigratif.ui import clock
from pillars.models import Pillar
from reports.evaluation.services.meetings import FindingData, MeetingData, add_finding, hold_meeting
from reports.evaluation.services.recommendations import (
    AnswerData,
    RecommendationData,
    answer_recommendation,
    close_recommendation,
    give_up_recommendation,
    make_recommendation,
    send_back,
    set_deadline,
)
from reports.models import EvaluationMeeting, FollowUp, MeetingKind, Recommendation, RecommendationEvent
from villages.models import Area

TITLE = "Rapat Evaluasi Tengah Tahun Desmigratif (contoh)"
#: How many days ago the meeting was held.
HELD = 150
PROOF = "https://contoh.example/bukti.pdf"
SETNEG = "Kementerian Sekretariat Negara"
EKON = "Kementerian Koordinator Bidang Perekonomian"
PMK = "Kementerian Koordinator Bidang Pembangunan Manusia dan Kebudayaan"
KEMNAKER = "Kementerian Ketenagakerjaan"
BPJS = "BPJS Ketenagakerjaan"
DISNAKER = "Dinas Tenaga Kerja dan Transmigrasi Kabupaten Tulungagung"
#: Who answers for each organisation.
SPEAKERS = {
    SETNEG: ("pic1@demo.example", "Ratna Dewi", Role.PILLAR_LEAD),
    EKON: ("pic@demo.example", "Bambang Hartono", Role.PILLAR_LEAD),
    PMK: ("pic3@demo.example", "Yuni Astuti", Role.PILLAR_LEAD),
    KEMNAKER: ("pic4@demo.example", "Hendra Saputra", Role.PILLAR_LEAD),
    BPJS: ("kontributor@demo.example", "Dewi Anggraini", Role.CONTRIBUTOR),
    DISNAKER: ("petugas@demo.example", "Siti Aminah", Role.OFFICER),
}


@dataclass(frozen=True)
class Told:
    """One invented recommendation: deadline in days from today, and how far its owner is.

    `end`: what came of it: closed, waiting for the reviewer, or sent back.
    """

    owner: str
    pillar: int | None
    title: str
    due: int | None
    percent: int = 0
    answer: str = ""
    end: str = ""
    moved_by: int = 0


RECOMMENDATIONS = (
    Told(
        SETNEG,
        1,
        "Edarkan alur layanan migrasi aman ke 18 Disnaker",
        -15,
        60,
        "Alur disetujui dan dikirim ke 11 Disnaker.",
    ),
    Told(
        SETNEG,
        1,
        "Tuntaskan transisi shelter pelayanan CPMI di 3 kabupaten",
        61,
        45,
        "Satu shelter beroperasi, dua masih didata.",
    ),
    Told(
        EKON,
        2,
        "Susun modul pendampingan wirausaha bersama K/L kontributor",
        -61,
        40,
        "Kerangka modul dibahas dalam dua pertemuan.",
        moved_by=30,
    ),
    Told(
        EKON,
        2,
        "Salurkan bantuan sarana produktif ke 12 desa",
        -46,
        100,
        "Bantuan diterima seluruh desa.",
        end="sent_back",
    ),
    Told(
        EKON, 2, "Satukan jadwal pelatihan dan pendampingan tahun depan", 31, 30, "Jadwal tiga K/L terkumpul."
    ),
    Told(
        PMK,
        3,
        "Latih ulang kader community parenting di 9 desa",
        -30,
        55,
        "Lima desa selesai dilatih ulang.",
    ),
    Told(
        PMK,
        3,
        "Masukkan pemberdayaan PMI purna ke RKPD Kabupaten Tulungagung",
        -55,
        100,
        "Tercantum dalam RKPD yang ditetapkan.",
        end="closed",
    ),
    Told(
        KEMNAKER,
        4,
        "Mutakhirkan data anggota koperasi per desa",
        -10,
        70,
        "Data 38 dari 54 desa sudah mutakhir.",
    ),
    Told(
        KEMNAKER,
        4,
        "Laksanakan bimbingan konsultasi di Tunggangri, Betak, dan Pagersari",
        -80,
        100,
        "Bimbingan dilaksanakan di ketiga desa.",
        end="closed",
    ),
    Told(
        BPJS,
        1,
        "Sosialisasikan jaminan sosial PMI kepada keluarga di desa percontohan",
        12,
        100,
        "Sosialisasi selesai di semua desa.",
        end="waiting",
    ),
    Told(DISNAKER, None, "Lengkapi data keluarga PMI di tiga desa percontohan", 5),
    Told(DISNAKER, 3, "Tunjuk penanggung jawab rumah belajar di setiap desa", None),
)


def make_meetings(reviewer, make_user):
    """One meeting with its recommendations, and what became of those of 2023; returns how many were new."""
    if EvaluationMeeting.objects.filter(title=TITLE).exists():
        return 0
    speakers = {
        name: make_user(email, full_name, role, name) for name, (email, full_name, role) in SPEAKERS.items()
    }
    today = clock.today()
    _finish_first_meeting(speakers, reviewer)
    meeting = _hold(speakers, reviewer, today - datetime.timedelta(days=HELD))
    for told in RECOMMENDATIONS:
        _recommend(told, meeting, speakers[told.owner], reviewer, today)
    return len(RECOMMENDATIONS)


def _hold(speakers, reviewer, day):
    kind, _made = MeetingKind.objects.get_or_create(
        name="Rapat evaluasi", defaults={"name_en": "Evaluation meeting"}
    )
    meeting = hold_meeting(
        by=reviewer,
        data=MeetingData(
            kind=kind,
            title=TITLE,
            held_on=day,
            place="Jakarta",
            agenda="Capaian setiap pilar dan tindak lanjut yang tertunda. Rapat ini data contoh.",
            organisations=list(Organisation.objects.filter(name__in=SPEAKERS)),
            directions=[
                "Setiap PIC menyelesaikan tindak lanjut yang lewat tenggat.",
                "Bukti dilampirkan pada setiap laporan.",
            ],
        ),
    )
    area = Area.objects.filter(pk="35.04").first()
    text = "Pendampingan tidak mengikuti jadwal pelatihan sehingga bantuan sarana tertahan."
    pillar = Pillar.objects.get(number=2)
    add_finding(meeting=meeting, data=FindingData(text=text, pillar=pillar, area=area), by=reviewer)
    return meeting


def _recommend(told, meeting, speaker, reviewer, today):
    due_on = today + datetime.timedelta(days=told.due) if told.due is not None else None
    first = due_on - datetime.timedelta(days=told.moved_by) if due_on else None
    row = make_recommendation(
        data=RecommendationData(
            title=told.title,
            owner=speaker.organisation,
            budget_year=today.year,
            pillar=Pillar.objects.filter(number=told.pillar).first(),
            area=Area.objects.filter(pk="35.04").first() if told.owner == DISNAKER else None,
        ),
        due_on=first,
        meeting=meeting,
        by=reviewer,
    )
    if told.moved_by:
        reason = "Anggaran kementerian baru cair pada triwulan berikutnya."
        set_deadline(recommendation=row, due_on=due_on, reason=reason, by=reviewer)
    if told.percent:
        day = min(today, due_on or today) - datetime.timedelta(days=3)
        _answer(row, speaker, told.percent, told.answer, day, is_end=bool(told.end))
    if told.end == "sent_back":
        send_back(recommendation=row, reason="Bukti hanya memuat delapan desa. Lengkapi.", by=reviewer)
    if told.end == "closed":
        close_recommendation(recommendation=row, by=reviewer)
    _date_back(row, meeting.held_on, today)


def _finish_first_meeting(speakers, reviewer):
    """What came of the four recommendations of 10 November 2023, where they are loaded."""
    due_on, done_on = datetime.date(2024, 6, 30), datetime.date(2024, 6, 24)
    rows = Recommendation.objects.filter(number__startswith="R-2023-", due_on=None).unfinished()
    for row in rows.select_related("owner").order_by("number"):
        set_deadline(recommendation=row, due_on=due_on, by=reviewer)
        if row.owner.name in speakers:
            said = "Peta program disampaikan dan masuk anggaran 2024. Jawaban ini data contoh."
            _answer(row, speakers[row.owner.name], 100, said, done_on, is_end=True)
            close_recommendation(recommendation=row, by=reviewer)
        else:
            reason = "Lembaganya berakhir; penggantinya menerima rekomendasi baru. Data contoh."
            give_up_recommendation(recommendation=row, reason=reason, by=reviewer)
        _date_back(row, row.given_on, due_on)


def _answer(row, speaker, percent, text, day, *, is_end):
    status = "done" if is_end else "running"
    link = PROOF if is_end else ""
    data = AnswerData(done_on=day, text=text, percent=percent, status=status, link=link)
    answer_recommendation(recommendation=row, data=data, by=speaker)


def _date_back(row, held_on, today):
    """Puts the steps on the days on which people would have taken them, not all on today."""
    noon = datetime.time(10, 15)
    for number, event in enumerate(row.events.all()):
        day = min(held_on + datetime.timedelta(days=25 * number), today - datetime.timedelta(days=1))
        at = timezone.make_aware(datetime.datetime.combine(day, noon))
        RecommendationEvent.objects.filter(pk=event.pk).update(at=at)
        FollowUp.objects.filter(pk=event.follow_up_id).update(at=at)
