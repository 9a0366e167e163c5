"""What a list of activities may say, under which headings."""

import re

from django.utils.translation import gettext_lazy as _

from desmigratif.accounts.models import Organisation
from villages.lists.sheets import holdings, readers
from villages.lists.sheets.amounts import amount
from villages.lists.sheets.schema import Field, Schema
from villages.lists.sheets.titles import listed
from villages.lists.sheets.village_fields import village_fields

from ..choices import FundingSource, Progress
from ..models import ActivityType, Pillar
from . import month_marks, pillar_words, sources, totals
from .progress import WORD_OF_STATUS, progress
from .yearly_money import year_in

LONGEST_TEXT = 5000
OTHER_QUESTIONS = frozenset(
    listed(
        "tanggal, waktu, tempat, lokasi, desa, hasil, kendala, hambatan, peserta, biaya, dana, anggaran, "
        "sumber, "
        "tindak, kode, jumlah, foto, dokumentasi, status, penyelenggara, pelaksana"
    )
)
#: Whom a list counts beside the participants.
OTHER_PEOPLE = listed(
    "narasumber, panitia, instruktur, fasilitator, pemateri, target, rencana, sasaran, undangan, kuota, anak"
)


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
            listed(
                "nama kegiatan, kegiatan, nama, judul, judul kegiatan, uraian kegiatan, "
                "pokok bahasan, topik, tema, nama sosialisasi, nama rapat, nama pertemuan, "
                "judul pelatihan, judul acara, "
                "uraian, rincian kegiatan, agenda, agenda kegiatan, acara, nama acara, "
                "uraian pekerjaan, aksi, rencana aksi, aktivitas, materi, materi kegiatan, "
                "nama pelatihan"
            ),
            True,
            keywords=(
                "nama kegiatan",
                "judul kegiatan",
                "uraian kegiatan",
                "kegiatan",
                "acara",
                "pelatihan",
                "agenda",
            ),
            # A question may speak of the activity and ask for something else.
            unless=OTHER_QUESTIONS,
            takes="type",
            read=readers.text(200),
            holds=holdings.are_phrases,
            is_guess=True,
        ),
        Field(
            "pillar",
            _("Pillar"),
            ("pilar", "no pilar", "nomor pilar", "pilar desmigratif", "kegiatan utama"),
            True,
            is_titled=re.compile(r"\W*pilar\b(?!.*[/&].*kegiatan).*", re.I).fullmatch,
            keywords=("pilar",),
            holds=pillar_words.are_pillars,
            is_distinct=True,
            said_in=pillar_words.in_title,
            heads=pillar_words.in_heading,
            within=("type", "title"),
            said_within=pillar_words.in_name,
            words=StoredNames(Pillar),
        ),
        Field(
            "type",
            _("Activity type"),
            ("jenis kegiatan", "tipe kegiatan", "jenis", "bentuk kegiatan"),
            # `Jenis: Layanan Migrasi` is the pillar.
            yields_to="pillar",
            words=StoredNames(ActivityType),
        ),
        Field(
            "start_on",
            _("Start date"),
            listed(
                "tanggal mulai, mulai, tgl mulai, tanggal, tgl, tanggal kegiatan, "
                "tanggal pelatihan, tanggal sosialisasi, tanggal pertemuan, waktu mulai, "
                "jadwal mulai, rencana mulai, rencana tanggal, rencana waktu, tanggal rencana, "
                "tanggal realisasi, tgl bln thn, tanggal bulan tahun, waktu realisasi, "
                "tanggal giat, "
                "tanggal pelaksanaan, waktu pelaksanaan, waktu, waktu kegiatan, "
                "hari tanggal, hari tanggal pelaksanaan, bulan, bulan pelaksanaan, "
                "waktu bulan, jadwal, jadwal pelaksanaan, tanggal awal, awal, dari, "
                "dari tanggal, tanggal acara, waktu acara, "
                "dilaksanakan tanggal, tanggal buka, tanggal pembukaan, hari pelaksanaan, "
                "tanggal dilaksanakan, tgl plks"
            ),
            True,
            ("budget_year",),
            keywords=listed(
                "tanggal mulai, tanggal acara, tanggal pelaksanaan, waktu pelaksanaan, tanggal dilaksanakan, "
                "tanggal kegiatan, waktu kegiatan, jadwal mulai, rencana mulai"
            ),
            holds=holdings.are_days,
            is_distinct=True,
            read=readers.day,
        ),
        Field(
            "end_on",
            _("End date"),
            listed(
                "tanggal selesai, selesai, tgl selesai, sampai, tanggal akhir, sampai tanggal, "
                "jadwal selesai, waktu selesai, rencana selesai, akhir kegiatan, hingga, "
                "hingga tanggal, "
                "s d, tanggal tutup, tanggal penutupan, sampai dengan, s d tanggal, akhir"
            ),
            keywords=listed("tanggal selesai, tanggal berakhir, sampai tanggal, selesai, berakhir, sampai"),
            fits=holdings.are_days,
            read=readers.day,
        ),
        Field(
            "budget_year",
            _("Budget year"),
            ("tahun anggaran", "tahun", "ta", "thn anggaran"),
            read=readers.year,
            said_in=year_in,
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
            vague=listed(
                "lokasi, lokasi kegiatan, tempat, tempat kegiatan, tempat pelaksanaan, lokasi acara, "
                "tempat acara, lokasi pelaksanaan, lokus, lokus kegiatan, lokasi fokus, tempat lokasi, "
                "tempat pelatihan, lokasi pelatihan, tempat penyelenggaraan, tempat sosialisasi, "
                "alamat kegiatan, wilayah, lokasi tempat"
            ),
        ),
        Field(
            "status",
            _("Progress"),
            listed(
                "status, progres, status kegiatan, status pelaksanaan, keterlaksanaan, "
                "sudah belum, sudah terlaksana, keterangan pelaksanaan, kondisi pelaksanaan, "
                "sudah dilaksanakan, "
                "progres %, terlaksana, terlaksana belum, perkembangan"
            ),
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
            listed(
                "penyelenggara, pelaksana, instansi pelaksana, pelaksana kegiatan, instansi, "
                "dilaksanakan oleh, diselenggarakan oleh, unit pelaksana, dinas pelaksana, "
                "pihak penyelenggara, "
                "opd, dinas instansi, leading sector, k l, lembaga penyelenggara, "
                "opd penanggung jawab, instansi penanggung jawab"
            ),
            keywords=("penyelenggara", "pelaksana"),
            words=StoredNames(Organisation),
        ),
        Field(
            "source",
            _("Funding source"),
            listed(
                "sumber dana, sumber, sumber anggaran, sumber pendanaan, "
                "sumber dana kegiatan, didanai oleh, dana bersumber, didanai dari, "
                "dibiayai oleh, dibiayai dari, "
                "sumber pembiayaan, asal dana, asal anggaran, sumber biaya, "
                "sumber keuangan, sumber belanja, sumber pembiayaan kegiatan, "
                "jenis anggaran, "
                "jenis dana, mata anggaran, pos anggaran, beban anggaran, pembebanan anggaran, "
                "dana dari, asal pembiayaan"
            ),
            keywords=("sumber dana", "sumber anggaran", "sumber pembiayaan", "sumber biaya"),
            vague=("keterangan", "pembiayaan", "pendanaan", "biaya", "anggaran", "dana"),
            fits=holdings.all_read_by(sources.source),
            holds=holdings.all_read_by(sources.source),
            read=sources.source,
            said_in=sources.in_title,
            words=FundingSource.labels,
        ),
        Field(
            "plan",
            _("Budget plan"),
            listed(
                "anggaran, pagu, pagu anggaran, rencana anggaran, anggaran kegiatan, "
                "nilai kegiatan, plafon, plafon anggaran, nilai pagu, plafond, "
                "biaya, nilai, rab, jumlah rp, total rp, dana, alokasi, "
                "alokasi anggaran, alokasi dana, jumlah anggaran, jumlah dana, "
                "jumlah biaya, total anggaran, besaran, nilai anggaran, "
                "kebutuhan anggaran, kebutuhan dana, kebutuhan biaya, total biaya, "
                "total dana, biaya kegiatan, "
                "dpa, pagu dpa"
            ),
            keywords=("anggaran", "pagu", "biaya", "dana"),
            unless=listed(
                "realisasi, terpakai, terserap, digunakan, serapan, dikeluarkan, habis, dihabiskan, dipakai, "
                "pemakaian, penggunaan, dibelanjakan, dibayar, dibayarkan, terealisasi, keluar, "
                "pengeluaran, spj"
            ),
            read=amount,
            is_money=True,
        ),
        Field(
            "actual",
            _("Actual spending"),
            listed(
                "realisasi, realisasi anggaran, realisasi keuangan, realisasi belanja, "
                "biaya riil, riil, dana riil, biaya nyata, biaya sebenarnya, "
                "belanja, terpakai, serapan, serapan anggaran, penyerapan, "
                "jumlah realisasi, realisasi dana, nilai realisasi, total realisasi, "
                "dana terserap, anggaran terserap, dana terpakai, anggaran terpakai, "
                "terserap, pengeluaran, spj, nilai spj, total pengeluaran, "
                "realisasi fisik keuangan"
            ),
            keywords=listed(
                "realisasi, pengeluaran, biaya dikeluarkan, dana dikeluarkan, anggaran dikeluarkan, "
                "terserap, terpakai, dana terserap, dana digunakan, biaya digunakan, anggaran digunakan, "
                "habis, dihabiskan, dipakai, pemakaian, dibelanjakan, terealisasi, penggunaan dana, "
                "penggunaan anggaran, dana keluar, biaya keluar"
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
            listed(
                "peserta l, l, laki laki, peserta laki laki, jumlah l, jumlah laki laki, "
                "kehadiran l, total l, total laki laki, jumlah kehadiran l, pst l, jumlah pst l, "
                "pria, jumlah peserta l, jumlah peserta laki laki, peserta pria, "
                "hadir l, hadir laki laki, jumlah hadir l"
            ),
            # `Anggota hadir (L)`, whoever came.
            keywords=("laki",),
            unless=("perempuan", *OTHER_PEOPLE),
            fits=holdings.all_read_by(readers.count),
            read=readers.count,
        ),
        Field(
            "female",
            _("Participants, female"),
            listed(
                "peserta p, p, perempuan, peserta perempuan, jumlah p, jumlah perempuan, "
                "kehadiran p, total p, total perempuan, jumlah kehadiran p, pst p, jumlah pst p, "
                "wanita, jumlah peserta p, jumlah peserta perempuan, peserta wanita, "
                "hadir p, hadir perempuan, jumlah hadir p"
            ),
            keywords=("perempuan",),
            unless=("laki", *OTHER_PEOPLE),
            fits=holdings.all_read_by(readers.count),
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
            listed(
                "jumlah peserta, peserta, total peserta, jumlah, total, peserta jumlah, "
                "jumlah pst, pst, banyak peserta, total kehadiran, jumlah hadirin, hadirin, "
                "yang ikut, jumlah yang ikut, jumlah kehadiran peserta, realisasi peserta, "
                "capaian peserta, total pst, peserta ikut, "
                "l p, jumlah hadir, hadir, kehadiran, total hadir, jumlah kehadiran, "
                "sasaran peserta, target peserta, peserta undangan, jumlah undangan, "
                "jumlah sasaran, volume peserta, rencana peserta, "
                "jumlah orang, peserta hadir, jumlah peserta hadir, jumlah yang hadir, "
                "yang hadir, orang, kuota, kuota peserta"
            ),
            vague=("sasaran", "undangan", "peserta", "volume"),
            fits=holdings.all_read_by(readers.count),
            # `Volume (org)` counts people, and so does any column of `20 orang`.
            is_titled=totals.COUNTS_PEOPLE.fullmatch,
            holds=holdings.mostly(totals.PEOPLE_COUNTED),
            is_distinct=True,
            read=readers.count,
        ),
        Field(
            "result",
            _("Short outcome"),
            listed(
                "hasil, hasil singkat, capaian, hasil kegiatan, output, keluaran, outcome, "
                "ringkasan hasil, hasil output, uraian hasil, "
                "hasil dicapai, hasil pelaksanaan, output kegiatan, dampak, manfaat"
            ),
            read=readers.text(LONGEST_TEXT),
        ),
        Field(
            "obstacle",
            _("Obstacles"),
            ("kendala", "hambatan", "masalah", "permasalahan"),
            keywords=("kendala", "hambatan", "permasalahan", "masalah"),
            read=readers.text(LONGEST_TEXT),
        ),
        Field(
            "follow_up",
            _("Follow-up"),
            listed("tindak lanjut, rencana tindak lanjut, rtl, solusi, saran, rekomendasi"),
            keywords=("tindak lanjut",),
            read=readers.text(LONGEST_TEXT),
        ),
    ),
    is_read=sources.is_of_one_source,
    turn=lambda table: month_marks.below_each_other(pillar_words.ticked(table)),
    asks=lambda table, columns: (
        sources.questions_of_source(table, columns) + pillar_words.questions_of_pillar(table, columns)
    ),
)
