"""What a list of co-operatives may say, under which headings; accounts of one year stand in the same row."""

from django.utils.translation import gettext_lazy as _

from villages.lists.sheets import holdings, readers
from villages.lists.sheets.schema import Field, Schema
from villages.lists.sheets.village_fields import village_fields

from ..sheets.yearly_money import YearlyReader, money, year_in
from .choices import CooperativeKind

KINDS = {
    CooperativeKind.COOPERATIVE: (
        "koperasi",
        "koperasi desmigratif",
        "koperasi simpan pinjam",
        "ksp",
        "koperasi serba usaha",
        "ksu",
        "koperasi wanita",
        "kopwan",
    ),
    CooperativeKind.BUMDES: ("bumdes", "bum desa", "badan usaha milik desa", "unit usaha bumdes"),
    CooperativeKind.RED_WHITE: (
        "kdmp",
        "kopdes merah putih",
        "koperasi desa merah putih",
        "koperasi merah putih",
        "koperasi kelurahan merah putih",
        "kopdes",
    ),
}


MONEY = (
    money("savings_principal", _("Principal savings"), "simpanan pokok", "simp pokok"),
    money("savings_mandatory", _("Mandatory savings"), "simpanan wajib", "simp wajib"),
    money("savings_voluntary", _("Voluntary savings"), "simpanan sukarela", "simp sukarela", "tabungan"),
    money("loans", _("Loans outstanding"), "pinjaman", "piutang", "saldo pinjaman", "pinjaman beredar"),
    money("loans_overdue", _("Of these overdue"), "tunggakan", "pinjaman macet", "kredit macet", "npl"),
    money("assets", _("Assets"), "aset", "asset", "total aset", "jumlah aset", "kekayaan"),
    money("surplus", _("Surplus (SHU)"), "shu", "sisa hasil usaha", "laba", "surplus"),
)

SCHEMA = Schema(
    "cooperatives",
    _("Co-operatives"),
    (
        *village_fields(),
        Field(
            "name",
            _("Name of the co-operative"),
            (
                "nama koperasi",
                "koperasi",
                "nama lembaga",
                "lembaga",
                "nama bumdes",
                "nama kopdes",
                "nama koperasi bumdes",
                "nama ksp",
                "nama ksu",
                "nama kud",
                "nama usaha",
                "nama",
            ),
            True,
            keywords=("nama koperasi", "nama bumdes", "nama lembaga", "koperasi", "nama"),
            read=readers.text(120),
        ),
        Field(
            "kind",
            _("Kind"),
            ("jenis", "bentuk", "jenis koperasi", "bentuk lembaga", "jenis lembaga", "bentuk usaha"),
            read=readers.WordList(CooperativeKind.choices, KINDS).read,
            words=CooperativeKind.labels,
        ),
        Field(
            "legal_number",
            _("Number of the legal entity"),
            (
                "badan hukum",
                "no badan hukum",
                "nomor badan hukum",
                "no bh",
                "nomor bh",
                "nomor ahu",
                "no akta",
                "sk badan hukum",
            ),
            keywords=("nomor badan hukum", "nomor ahu", "nomor akta", "badan hukum"),
            read=readers.text(60),
        ),
        Field(
            "legal_on",
            _("Legal entity since"),
            ("tanggal badan hukum", "tgl badan hukum", "tgl bh", "tanggal bh", "tanggal akta", "tgl akta"),
            keywords=("tanggal ahu", "tanggal pengesahan", "tanggal badan hukum"),
            fits=holdings.are_days,
            read=readers.day,
        ),
        Field(
            "founded_on",
            _("Founded on"),
            ("tanggal berdiri", "tgl berdiri", "berdiri", "tanggal pendirian", "didirikan"),
            read=readers.day,
        ),
        Field(
            "units", _("Units of business"), ("unit usaha", "jenis usaha", "usaha"), read=readers.text(300)
        ),
        Field(
            "services",
            _("Services to members"),
            ("layanan", "layanan anggota", "pelayanan"),
            read=readers.text(300),
        ),
        Field(
            "year",
            _("Year of the accounts"),
            ("tahun", "tahun buku", "tahun laporan", "per tahun", "tahun data"),
            read=readers.year,
            said_in=year_in,
        ),
        Field(
            "members_male",
            _("Members, men"),
            ("anggota l", "anggota laki laki", "anggota pria", "jumlah anggota l", "anggota lk"),
            read=readers.count,
        ),
        Field(
            "members_female",
            _("Members, women"),
            ("anggota p", "anggota perempuan", "anggota wanita", "jumlah anggota p", "anggota pr"),
            read=readers.count,
        ),
        *MONEY,
        Field(
            "met_on",
            _("Annual members' meeting (RAT) held on"),
            ("tanggal rat", "tgl rat", "rat", "rat terakhir", "pelaksanaan rat", "rapat anggota tahunan"),
            read=readers.day,
        ),
        Field("source", _("Source"), ("sumber", "sumber data"), read=readers.text(120)),
    ),
)
#: What a row says of the accounts of its year; whatever else it says is about the co-operative.
ACCOUNTS = ("members_male", "members_female", *(one.key for one in MONEY), "met_on")


class CooperativeReader(YearlyReader):
    """Of the amounts only the surplus may be a loss."""

    losses = ("surplus",)
