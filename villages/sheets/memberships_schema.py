"""What a list of villages in the programmes may say, under which headings."""

from django.utils.translation import gettext_lazy as _

from ..choices import MembershipStatus, Programme
from ..lists.sheets import readers
from ..lists.sheets.field_reader import VILLAGE_FIELDS
from ..lists.sheets.schema import Field, Schema

PROGRAMMES = {
    Programme.DESMIGRATIF: ("desmigratif", "desa migran produktif"),
    Programme.DESA_MIGRAN_EMAS: ("dme", "emas", "desa emas"),
}
STATUSES = {
    MembershipStatus.PROPOSED: ("usulan", "calon", "diusulkan"),
    MembershipStatus.VERIFIED: ("survei", "verifikasi", "terverifikasi"),
    MembershipStatus.DESIGNATED: ("penetapan", "sk"),
    MembershipStatus.FACILITATED: ("fasilitasi", "aktif", "terbentuk"),
    MembershipStatus.INDEPENDENT: ("desmigratif mandiri",),
    MembershipStatus.INACTIVE: ("nonaktif", "non aktif", "berhenti"),
    MembershipStatus.TRANSFERRED: ("pindah", "pindah program", "beralih"),
}

SCHEMA = Schema(
    "memberships",
    _("Villages and programmes"),
    (
        *VILLAGE_FIELDS,
        Field(
            "regency",
            _("Regency/city"),
            ("kabupaten", "kab kota", "kabupaten kota", "nama kabupaten", "nama kabupaten kota", "kota"),
        ),
        Field(
            "programme",
            _("Programme"),
            ("program", "nama program"),
            read=readers.word(Programme.choices, PROGRAMMES),
            words=Programme.labels,
        ),
        Field(
            "status",
            _("Membership status"),
            (
                "status",
                "status desa",
                "status program",
                "status keanggotaan",
                "keterangan status",
                "status penetapan",
            ),
            True,
            read=readers.word(MembershipStatus.choices, STATUSES),
            words=MembershipStatus.labels,
        ),
        Field(
            "batch_year",
            _("Batch year"),
            (
                "tahun",
                "angkatan",
                "tahun angkatan",
                "tahun pembentukan",
                "tahun terbentuk",
                "tahun penetapan",
                "tahun sk",
            ),
            read=readers.year,
        ),
        Field(
            "decree",
            _("Decree"),
            ("sk", "no sk", "nomor sk", "sk penetapan", "dasar hukum"),
            read=readers.text(200),
        ),
        Field("source", _("Source"), ("sumber", "sumber data"), read=readers.text(500)),
        Field(
            "valid_from",
            _("From"),
            ("sejak", "mulai", "berlaku sejak", "tanggal mulai", "tmt", "berlaku mulai", "mulai berlaku"),
            read=readers.day,
        ),
        Field(
            "valid_to",
            _("Until"),
            ("sampai", "berlaku sampai", "tanggal selesai", "berakhir", "s d", "sampai dengan"),
            read=readers.day,
        ),
    ),
)
