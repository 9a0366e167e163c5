"""What a list of co-operatives may say, under which headings; accounts of one year stand in the same row."""

import re

from django.utils.translation import gettext_lazy as _

from villages.lists.sheets import holdings, readers, side_by_side
from villages.lists.sheets.schema import Field, Schema
from villages.lists.sheets.titles import listed
from villages.lists.sheets.village_fields import village_fields

from ..sheets.yearly_money import YearlyReader, money, year_in
from .choices import CooperativeKind

LONGEST_NAME = 120
NO_NUMBER = re.compile(
    r"(?:belum|blm|tidak|tdk|tanpa|non|nihil|(?:dalam |masih |sedang )*(?:proses|pengurusan))\b[^\d]*", re.I
)
#: By which words of a name its legal form is known; what is a village's own or red and white is so first.
NAMED = {
    CooperativeKind.COOPERATIVE: r"koperasi|kop\w*|ksp|ksu|kspps|kud|primkop\w*|bmt",
    CooperativeKind.BUMDES: r"bumdes\w*|bum ?desa|bumdesma|badan usaha milik desa",
    CooperativeKind.RED_WHITE: r"kdmp|kkmp|(?:ko?p\w*|koperasi)(?: (?:desa|kelurahan))? merah putih",
}
NAME_IN_TITLE = re.compile(
    r"\b((?:(?:ksp|ksu|kspps|kud|kopwan|kdmp|bumdes\w*|bum desa)|koperasi(?! (?:desmigratif|desa|di|se|"
    r"dan|per|tahun)\b))"
    r"(?: (?!desa\b|ds\b|kec|kab|tahun\b|th\b|per\b|di\b|dan\b|20\d\d)[\w'’.-]+){1,6})",
    re.I,
)
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
        "koperasi konsumen",
        "koperasi produsen",
        "koperasi jasa",
        "koperasi pemasaran",
        "konsumen",
        "produsen",
        "jasa",
        "simpan pinjam",
        "serba usaha",
        "kspps",
        "kud",
    ),
    CooperativeKind.BUMDES: ("bumdes", "bum desa", "badan usaha milik desa", "unit usaha bumdes"),
    CooperativeKind.RED_WHITE: (
        "kdmp",
        "kopdes merah putih",
        "koperasi desa merah putih",
        "koperasi merah putih",
        "koperasi kelurahan merah putih",
        "kopdes",
        "kopdes mp",
        "kdmp kkmp",
        "kkmp",
    ),
}


def kind_in_name(text):
    """The legal form that a name says, `KSP Maju Jaya`, `BUMDes Sumber Rejeki`; None where it says none."""
    found = {
        kind for kind, words in NAMED.items() if re.search(rf"\b(?:{words})\b", text[:LONGEST_NAME], re.I)
    }
    found -= {CooperativeKind.COOPERATIVE} if len(found) > 1 else set()
    return found.pop() if len(found) == 1 else None


def legal_number(cell):
    """The number of a decree or act; `belum berbadan hukum`, `proses` are none."""
    return (None, None) if NO_NUMBER.fullmatch(cell.text[:LONGEST_NAME].strip()) else readers.text(60)(cell)


def are_cooperatives(texts):
    """Whether most texts of a column say the legal form of a co-operative and a name."""
    named = [text for text in texts if kind_in_name(text) and " " in text.strip()]
    return len(named) >= holdings.MOST * len(texts)


def name_in(title):
    """The name of the co-operative that a title is about: `PERKEMBANGAN KSU MIGRAN MANDIRI DESA BETAK`."""
    found = NAME_IN_TITLE.search(title)
    return found[1].strip(" .,:-") if found else ""


OVERDUE = ("tunggakan", "macet", "bermasalah", "menunggak", "npl")
MONEY = (
    money("savings_principal", _("Principal savings"), "simpanan pokok, simp pokok, simpok"),
    money("savings_mandatory", _("Mandatory savings"), "simpanan wajib, simp wajib, simwa"),
    money(
        "savings_voluntary",
        _("Voluntary savings"),
        "simpanan sukarela, simp sukarela, tabungan, manasuka, simpanan manasuka",
    ),
    money(
        "loans",
        _("Loans outstanding"),
        "pinjaman, piutang, saldo pinjaman, pinjaman beredar, sisa pinjaman, kredit diberikan, outstanding",
        OVERDUE,
    ),
    money(
        "loans_overdue",
        _("Of these overdue"),
        "tunggakan, pinjaman macet, kredit macet, npl, pinjaman bermasalah, kredit bermasalah, "
        "piutang macet, pinjaman menunggak",
    ),
    money(
        "assets",
        _("Assets"),
        "aset, asset, total aset, jumlah aset, kekayaan, aktiva, total aktiva, jumlah aktiva, harta",
    ),
    money(
        "surplus",
        _("Surplus (SHU)"),
        "shu, sisa hasil usaha, laba, surplus, shu tahun berjalan, keuntungan",
    ),
)

SCHEMA = Schema(
    "cooperatives",
    _("Co-operatives"),
    (
        *village_fields(),
        Field(
            "name",
            _("Name of the co-operative"),
            listed(
                "nama koperasi, koperasi, nama lembaga, lembaga, nama bumdes, "
                "nama kopdes, nama koperasi bumdes, nama ksp, nama ksu, nama kud, "
                "nama usaha, nama, "
                "lembaga ekonomi, nama kelembagaan"
            ),
            True,
            keywords=("nama koperasi", "nama bumdes", "nama lembaga", "koperasi", "nama"),
            said_in=name_in,
            holds=are_cooperatives,
            is_distinct=True,
            read=readers.text(LONGEST_NAME),
        ),
        Field(
            "kind",
            _("Kind"),
            listed(
                "jenis, bentuk, jenis koperasi, bentuk lembaga, jenis lembaga, bentuk usaha, tipe, kategori"
            ),
            read=readers.WordList(CooperativeKind.choices, KINDS).read,
            words=CooperativeKind.labels,
        ),
        Field(
            "legal_number",
            _("Number of the legal entity"),
            listed(
                "badan hukum, no badan hukum, nomor badan hukum, no bh, nomor bh, "
                "nomor ahu, no akta, sk badan hukum, "
                "sk kemenkumham, no sk, nomor sk, legalitas"
            ),
            keywords=("nomor badan hukum", "nomor ahu", "nomor akta", "badan hukum"),
            read=legal_number,
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
            listed(
                "tanggal berdiri, tgl berdiri, berdiri, tanggal pendirian, didirikan, "
                "tanggal pembentukan, tanggal dibentuk, dibentuk"
            ),
            read=readers.day,
        ),
        Field(
            "units",
            _("Units of business"),
            listed(
                "unit usaha, jenis usaha, usaha, bidang usaha, kegiatan usaha, usaha utama, "
                "unit usaha dijalankan, unit usaha aktif"
            ),
            read=readers.text(300),
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
            listed("tahun, tahun buku, tahun laporan, per tahun, tahun data, tb, tutup buku"),
            read=readers.year,
            said_in=year_in,
        ),
        Field(
            "members_male",
            _("Members, men"),
            listed(
                "anggota l, anggota laki laki, anggota pria, jumlah anggota l, anggota lk, l, "
                "laki laki, jumlah anggota laki laki"
            ),
            read=readers.count,
        ),
        Field(
            "members_female",
            _("Members, women"),
            listed(
                "anggota p, anggota perempuan, anggota wanita, jumlah anggota p, anggota pr, p, "
                "perempuan, jumlah anggota p, jumlah anggota perempuan"
            ),
            read=readers.count,
        ),
        *MONEY,
        Field(
            "met_on",
            _("Annual members' meeting (RAT) held on"),
            listed(
                "tanggal rat, tgl rat, rat, rat terakhir, pelaksanaan rat, "
                "rapat anggota tahunan, tanggal pelaksanaan rat, tanggal rapat anggota tahunan, "
                "tanggal musdes, musdes"
            ),
            read=readers.day,
        ),
        Field("source", _("Source"), ("sumber", "sumber data"), read=readers.text(120)),
    ),
    turn=lambda table: side_by_side.by_year(table, "Tahun buku"),
)
#: What a row says of the accounts of its year; whatever else it says is about the co-operative.
ACCOUNTS = ("members_male", "members_female", *(one.key for one in MONEY), "met_on")


class CooperativeReader(YearlyReader):
    """Of the amounts only the surplus may be a loss."""

    losses = ("surplus",)
