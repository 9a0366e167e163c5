"""What a list of visits to service desks may say, under which headings."""

from django.utils.translation import gettext_lazy as _

from villages.choices import Route, Sex
from villages.lists.sheets import readers
from villages.lists.sheets.rows import NOTHING
from villages.lists.sheets.schema import Field, Schema
from villages.lists.sheets.village_fields import village_fields
from villages.people.sheets import sexes

from ..sheets.participants import name, sex
from .choices import Outcome, Purpose, ReferredTo

PURPOSES = {
    Purpose.INFORMATION: ("informasi", "konsultasi", "tanya informasi", "info kerja", "informasi penempatan"),
    Purpose.DOCUMENTS: (
        "dokumen",
        "pengurusan dokumen",
        "surat keterangan",
        "berkas",
        "paspor",
        "rekomendasi",
    ),
    Purpose.FAMILY_LETTER: ("surat izin", "izin keluarga", "surat ijin keluarga", "ijin keluarga"),
    Purpose.COMPLAINT: ("pengaduan", "aduan", "laporan kasus", "kasus", "keluhan"),
    Purpose.RETURN: ("kepulangan", "purna", "pulang", "reintegrasi"),
    Purpose.OTHER: ("lainnya", "lain-lain", "keperluan lain"),
}
OUTCOMES = {
    Outcome.SERVED: ("selesai", "terlayani", "sudah dilayani", "tuntas"),
    Outcome.PENDING: ("proses", "dalam proses", "ditangani", "menunggu"),
    Outcome.REFERRED: ("rujuk", "dirujuk", "dilimpahkan", "diteruskan"),
    Outcome.DECLINED: ("ditolak", "tidak dapat dilayani", "tidak terlayani"),
}
ROUTES = {
    Route.PROCEDURAL: ("resmi", "legal", "sesuai prosedur"),
    Route.NON_PROCEDURAL: ("tidak resmi", "ilegal", "non prosedural", "unprosedural"),
}
OFFICES = {
    ReferredTo.DISNAKER: ("disnaker", "disnakertrans", "dinas tenaga kerja"),
    ReferredTo.BP3MI: ("bp3mi", "bp2mi", "upt bp2mi"),
    ReferredTo.LTSA: ("ltsa",),
    ReferredTo.HEALTH: ("puskesmas", "rumah sakit", "psikolog"),
    ReferredTo.POLICE: ("polisi", "polres", "polsek", "lbh"),
    ReferredTo.OTHER: ("lainnya",),
}


def name_or_nothing(cell):
    """The name of a visitor; nothing where the row gives none."""
    return (None, None) if NOTHING.fullmatch(cell.text) else name(cell)


SCHEMA = Schema(
    "desk_visits",
    _("Visits to the service desk"),
    (
        *village_fields(),
        Field(
            "visited_on",
            _("Day of the visit"),
            ("tanggal", "tgl", "tanggal kunjungan", "tgl kunjungan", "tanggal layanan", "hari tanggal"),
            True,
            read=readers.day,
        ),
        Field(
            "full_name",
            _("Full name"),
            ("nama", "nama pengunjung", "nama pemohon", "nama tamu", "pengunjung", "pemohon"),
            read=name_or_nothing,
        ),
        Field(
            "sex",
            _("Sex"),
            ("jenis kelamin", "jk", "l/p", "lp", "kelamin"),
            read=sex,
            words=Sex.labels,
            is_titled=sexes.names_sexes,
        ),
        Field(
            "purpose",
            _("What for"),
            ("keperluan", "jenis layanan", "layanan", "tujuan kunjungan", "maksud", "jenis keperluan"),
            True,
            read=readers.WordList(Purpose.choices, PURPOSES).read,
            words=Purpose.labels,
        ),
        Field(
            "route",
            _("Route abroad"),
            ("jalur", "prosedur", "jalur keberangkatan"),
            read=readers.WordList(Route.choices, ROUTES).read,
            words=Route.labels,
        ),
        Field(
            "outcome",
            _("Outcome"),
            ("hasil", "hasil layanan", "status", "tindak lanjut", "status layanan"),
            read=readers.WordList(Outcome.choices, OUTCOMES).read,
            words=Outcome.labels,
        ),
        Field(
            "referred_to",
            _("Referred to"),
            ("dirujuk ke", "rujukan", "instansi rujukan"),
            read=readers.WordList(ReferredTo.choices, OFFICES).read,
            words=ReferredTo.labels,
        ),
        Field(
            "placement_number",
            _("Number in SIAPkerja or SISKOP2MI"),
            ("nomor siapkerja", "id siapkerja", "nomor siskop2mi", "id pmi"),
            read=readers.text(40),
        ),
        Field(
            "note",
            _("What it was about"),
            ("uraian", "keterangan", "ket", "catatan", "uraian keperluan"),
            read=readers.text(1000),
        ),
    ),
)
