"""What a list of activities may say, under which headings."""

import re

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from desmigratif.accounts.models import Organisation
from villages.lists.sheets import holdings, readers
from villages.lists.sheets.amounts import amount
from villages.lists.sheets.judging import ACCEPT_CORRECTED, Remark, shown
from villages.lists.sheets.schema import Field, Schema
from villages.lists.sheets.village_fields import village_fields

from ..choices import FundingSource, Progress
from ..models import ActivityType, Pillar
from . import month_marks, pillar_words, sources

LONGEST_TEXT = 5000
WHOLE, LONGEST_PERCENT = 100, 20
STATUS_WORDS = {
    Progress.DONE: (
        "selesai",
        "terlaksana",
        "telah terlaksana",
        "sudah terlaksana",
        "sudah",
        "dilaksanakan",
        "sudah dilaksanakan",
        "telah dilaksanakan",
        "sudah selesai",
        "tuntas",
        "done",
        "finished",
    ),
    Progress.RUNNING: (
        "berjalan",
        "sedang berjalan",
        "berlangsung",
        "proses",
        "dalam proses",
        "ongoing",
        "on going",
        "on progress",
    ),
    Progress.PLANNED: (
        "rencana",
        "direncanakan",
        "belum",
        "belum dilaksanakan",
        "belum terlaksana",
        "akan dilaksanakan",
    ),
    Progress.CANCELLED: ("batal", "dibatalkan", "tidak jadi", "tidak terlaksana"),
}

PERCENT = re.compile(r"(\d{1,3})(?:[.,]\d+)? ?%")
WORD_OF_STATUS = readers.WordList(Progress.choices, STATUS_WORDS).read


def progress(cell):
    """How far an activity is, by a word or in percent: `100%` is done, `0%` not begun."""
    found = PERCENT.fullmatch(cell.text.strip()[:LONGEST_PERCENT])
    if not found or int(found[1]) > WHOLE:
        return WORD_OF_STATUS(cell)
    is_begun = re.search(r"[1-9]", cell.text)
    meant = Progress.DONE if int(found[1]) == WHOLE else Progress.RUNNING if is_begun else Progress.PLANNED
    said = gettext("“%(value)s” was read as %(word)s.") % {"value": shown(cell.text), "word": meant.label}
    return meant.value, Remark(ACCEPT_CORRECTED, "code_mapped", said)


class StoredNames:
    """Names of stored rows, read anew each time: the words of a template."""

    def __init__(self, model):
        self.model = model

    def __iter__(self):
        return iter([str(row) for row in self.model.objects.all()])


SCHEMA = Schema(
    "activities",
    _("Activities"),
    (
        Field(
            "list_code",
            _("Activity code"),
            ("kode kegiatan", "kode", "id kegiatan", "no kegiatan", "nomor kegiatan"),
            read=readers.text(40),
        ),
        Field(
            "title",
            _("Activity name"),
            (
                "nama kegiatan",
                "kegiatan",
                "nama",
                "judul",
                "judul kegiatan",
                "uraian kegiatan",
                "uraian",
                "rincian kegiatan",
                "agenda",
                "agenda kegiatan",
                "acara",
                "nama acara",
            ),
            True,
            keywords=("nama kegiatan", "uraian kegiatan", "kegiatan", "acara", "pelatihan", "agenda"),
            takes="type",
            read=readers.text(200),
        ),
        Field(
            "pillar",
            _("Pillar"),
            ("pilar", "no pilar", "nomor pilar", "pilar desmigratif", "kegiatan utama"),
            True,
            is_titled=re.compile(r"\W*pilar\b.*", re.I).fullmatch,
            keywords=("pilar",),
            holds=pillar_words.are_pillars,
            is_distinct=True,
            said_in=pillar_words.in_title,
            heads=pillar_words.in_heading,
            words=StoredNames(Pillar),
        ),
        Field(
            "type",
            _("Activity type"),
            ("jenis kegiatan", "tipe kegiatan", "jenis", "bentuk kegiatan"),
            words=StoredNames(ActivityType),
        ),
        Field(
            "start_on",
            _("Start date"),
            (
                "tanggal mulai",
                "mulai",
                "tgl mulai",
                "tanggal",
                "tgl",
                "tanggal kegiatan",
                "tanggal pelaksanaan",
                "waktu pelaksanaan",
                "waktu",
                "waktu kegiatan",
                "hari tanggal",
                "hari tanggal pelaksanaan",
                "bulan",
                "bulan pelaksanaan",
                "waktu bulan",
                "jadwal",
                "jadwal pelaksanaan",
                "tanggal acara",
                "waktu acara",
            ),
            True,
            ("budget_year",),
            keywords=("tanggal acara", "tanggal pelaksanaan", "waktu pelaksanaan"),
            holds=holdings.are_days,
            is_distinct=True,
            read=readers.day,
        ),
        Field(
            "end_on",
            _("End date"),
            ("tanggal selesai", "selesai", "tgl selesai", "sampai", "tanggal akhir", "sampai tanggal"),
            read=readers.day,
        ),
        Field(
            "budget_year",
            _("Budget year"),
            ("tahun anggaran", "tahun", "ta", "thn anggaran"),
            read=readers.year,
        ),
        *village_fields(
            codes=("kode desa lokasi",),
            names=(
                "desa lokasi",
                "lokasi desa",
                "desa pelaksana",
                "desa pelaksanaan",
                "desa tempat kegiatan",
            ),
            vague=(
                "lokasi",
                "lokasi kegiatan",
                "tempat",
                "tempat kegiatan",
                "tempat pelaksanaan",
                "lokasi acara",
                "tempat acara",
                "lokasi pelaksanaan",
            ),
        ),
        Field(
            "status",
            _("Progress"),
            ("status", "progres", "status kegiatan", "status pelaksanaan", "keterlaksanaan", "progres %"),
            # `Pelaksanaan` is how far it is, or when it was.
            yields_to="start_on",
            vague=("keterangan",),
            fits=holdings.all_read_by(WORD_OF_STATUS),
            read=progress,
            words=Progress.labels,
        ),
        Field(
            "organiser",
            _("Organiser"),
            ("penyelenggara", "pelaksana", "instansi pelaksana", "pelaksana kegiatan"),
            words=StoredNames(Organisation),
        ),
        Field(
            "source",
            _("Funding source"),
            (
                "sumber dana",
                "sumber",
                "sumber anggaran",
                "sumber pendanaan",
                "sumber pembiayaan",
                "asal dana",
                "asal anggaran",
                "sumber biaya",
                "sumber keuangan",
                "sumber belanja",
                "sumber pembiayaan kegiatan",
                "jenis anggaran",
            ),
            keywords=("sumber dana", "sumber anggaran", "sumber pembiayaan", "sumber biaya"),
            vague=("keterangan", "pembiayaan", "pendanaan", "biaya", "anggaran", "dana"),
            fits=holdings.all_read_by(sources.source),
            read=sources.source,
            said_in=sources.in_title,
            words=FundingSource.labels,
        ),
        Field(
            "plan",
            _("Budget plan"),
            (
                "anggaran",
                "pagu",
                "pagu anggaran",
                "rencana anggaran",
                "anggaran kegiatan",
                "biaya",
                "nilai",
                "rab",
                "jumlah rp",
                "total rp",
                "dana",
                "alokasi",
                "alokasi anggaran",
                "alokasi dana",
                "jumlah anggaran",
                "jumlah dana",
                "jumlah biaya",
                "total anggaran",
                "besaran",
                "nilai anggaran",
                "kebutuhan anggaran",
                "kebutuhan dana",
                "kebutuhan biaya",
                "total biaya",
                "total dana",
                "biaya kegiatan",
            ),
            keywords=("anggaran", "pagu", "biaya", "dana"),
            read=amount,
            is_money=True,
        ),
        Field(
            "actual",
            _("Actual spending"),
            (
                "realisasi",
                "realisasi anggaran",
                "realisasi keuangan",
                "realisasi belanja",
                "belanja",
                "terpakai",
                "serapan",
                "serapan anggaran",
                "penyerapan",
                "jumlah realisasi",
                "realisasi dana",
                "nilai realisasi",
                "total realisasi",
                "dana terserap",
                "anggaran terserap",
                "dana terpakai",
                "anggaran terpakai",
            ),
            keywords=(
                "realisasi",
                "dana terserap",
                "dana digunakan",
                "biaya digunakan",
                "anggaran digunakan",
            ),
            read=amount,
            is_money=True,
        ),
        Field(
            "unit",
            _("Unit of the amounts"),
            ("satuan", "satuan uang", "satuan anggaran", "satuan nilai", "satuan rp"),
            in_template=False,
        ),
        Field(
            "male",
            _("Participants, male"),
            (
                "peserta l",
                "l",
                "laki laki",
                "peserta laki laki",
                "jumlah l",
                "jumlah laki laki",
                "pria",
                "jumlah peserta l",
                "jumlah peserta laki laki",
                "peserta pria",
            ),
            read=readers.count,
        ),
        Field(
            "female",
            _("Participants, female"),
            (
                "peserta p",
                "p",
                "perempuan",
                "peserta perempuan",
                "jumlah p",
                "jumlah perempuan",
                "wanita",
                "jumlah peserta p",
                "jumlah peserta perempuan",
                "peserta wanita",
            ),
            read=readers.count,
        ),
        Field(
            "unknown",
            _("Participants, sex unknown"),
            ("peserta tidak diketahui", "tidak diketahui", "l p tidak diketahui"),
            read=readers.count,
        ),
        Field(
            "total",
            _("Participants, total"),
            (
                "jumlah peserta",
                "peserta",
                "total peserta",
                "jumlah",
                "total",
                "peserta jumlah",
                "l p",
                "jumlah hadir",
                "hadir",
                "kehadiran",
                "total hadir",
                "jumlah kehadiran",
                "sasaran peserta",
                "target peserta",
                "peserta undangan",
                "jumlah undangan",
                "jumlah sasaran",
                "volume peserta",
                "rencana peserta",
            ),
            vague=("sasaran", "undangan", "target", "volume", "peserta"),
            fits=holdings.all_read_by(readers.count),
            read=readers.count,
        ),
        Field(
            "result",
            _("Short outcome"),
            ("hasil", "hasil singkat", "capaian", "hasil kegiatan", "output"),
            read=readers.text(LONGEST_TEXT),
        ),
        Field(
            "obstacle",
            _("Obstacles"),
            ("kendala", "hambatan", "masalah", "permasalahan"),
            keywords=("kendala", "hambatan"),
            read=readers.text(LONGEST_TEXT),
        ),
        Field(
            "follow_up",
            _("Follow-up"),
            ("tindak lanjut", "rencana tindak lanjut", "rtl"),
            keywords=("tindak lanjut",),
            read=readers.text(LONGEST_TEXT),
        ),
    ),
    is_read=sources.is_of_one_source,
    turn=lambda table: month_marks.below_each_other(pillar_words.ticked(table)),
    asks=sources.questions_of_source,
)
