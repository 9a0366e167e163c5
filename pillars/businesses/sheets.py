"""What a list of businesses may say, under which headings; figures of one year stand in the same row."""

import re

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from villages.lists.sheets import holdings, readers, side_by_side
from villages.lists.sheets.judging import REVIEW, Remark, shown
from villages.lists.sheets.rows import NOTHING
from villages.lists.sheets.schema import Field, Schema
from villages.lists.sheets.village_fields import village_fields

from ..sheets.participants import name
from ..sheets.yearly_money import YearlyReader, money, year_in
from .choices import BusinessKind, BusinessStatus, Market, PermitKind, Sector

KINDS = {
    BusinessKind.PERSON: ("perorangan", "perseorangan", "pribadi", "individu", "usaha perorangan", "mandiri"),
    BusinessKind.GROUP: ("kelompok", "kelompok usaha", "kube", "kub", "poklahsar", "kwt"),
}
STATUSES = {
    BusinessStatus.RUNNING: ("aktif", "jalan", "masih berjalan", "beroperasi", "lancar", "masih aktif"),
    BusinessStatus.PAUSED: ("tidak aktif sementara", "vakum", "berhenti sementara", "libur", "jeda"),
    BusinessStatus.CLOSED: (
        "tutup",
        "tidak aktif",
        "berhenti",
        "gulung tikar",
        "bubar",
        "non aktif",
        "bangkrut",
    ),
}
MARKETS = {
    Market.VILLAGE: ("desa", "lokal", "lokal desa", "sekitar desa", "tetangga"),
    Market.REGENCY: ("kabupaten", "kecamatan", "kota", "dalam kabupaten", "pasar kecamatan"),
    Market.COUNTRY: ("luar kabupaten", "luar kota", "provinsi", "nasional", "luar daerah", "antar kota"),
    Market.ABROAD: ("ekspor", "luar negeri", "internasional"),
}
SECTORS = {
    Sector.A: ("pertanian", "peternakan", "perikanan", "perkebunan", "budidaya", "ternak"),
    Sector.C: ("industri", "pengolahan", "industri pengolahan", "kerajinan", "konveksi", "olahan pangan"),
    Sector.G: ("perdagangan", "dagang", "toko", "warung", "kelontong"),
    Sector.H: ("transportasi", "angkutan"),
    Sector.I: ("kuliner", "makanan", "minuman", "makanan minuman", "katering", "rumah makan", "penginapan"),
    Sector.N: ("persewaan", "penyewaan", "sewa alat", "wisata"),
    Sector.S: ("jasa", "jasa lainnya", "salon", "penjahit", "bengkel", "laundry"),
}
#: Such a cell says that there is a paper, and not its number; or that there is none.
THERE_IS = re.compile(r"\W*(?:ada|ya|iya|sudah|punya|sdh|v|x|\N{CHECK MARK})(?: ada| punya)?\W*", re.I)
THERE_IS_NOT = re.compile(r"\W*(?:belum|blm|tidak|tdk|proses|dalam proses|sedang diurus)\b.*", re.I)
YEAR_ALONE = re.compile(r"(?:th|thn|tahun)?\.?\s*(?:19|20)\d\d", re.I)
PERMITS = tuple(kind.value for kind in PermitKind)


def start(cell):
    """The day of the start; a year alone, which lists often give, leaves it unknown once somebody says so."""
    if not YEAR_ALONE.fullmatch(cell.text):
        return readers.day(cell)
    text = gettext("“%s” is a year and no day. Accepted as it is, the day of the start is not known.")
    return None, Remark(REVIEW, "date_incomplete", text % shown(cell.text))


def permit(cell):
    """The number of a permit."""
    if NOTHING.fullmatch(cell.text) or THERE_IS_NOT.fullmatch(cell.text):
        return None, None
    if THERE_IS.fullmatch(cell.text):
        text = gettext(
            "“%s” is not a number of a permit. Write the number; accepted as it is, none is recorded."
        )
        return None, Remark(REVIEW, "value_missing", text % shown(cell.text))
    return readers.text(60)(cell)


def a_month(words):
    """Tells a title of what is earned in a month: `Omzet (Rp/bulan)`."""
    return re.compile(rf"(?=.*\b(?:{words}))(?=.*\b(?:per|/)?\s*(?:bulan|bln|bulanan)\b)", re.I).match


def owner(cell):
    return (None, None) if NOTHING.fullmatch(cell.text) else name(cell)


SCHEMA = Schema(
    "businesses",
    _("Businesses"),
    (
        *village_fields(),
        Field(
            "name",
            _("Name of the business"),
            (
                "nama usaha",
                "nama kelompok",
                "nama ukm",
                "nama umkm",
                "nama kube",
                "nama kelompok usaha",
                "merek usaha",
            ),
            keywords=("nama usaha", "nama kelompok", "nama umkm"),
            read=readers.text(120),
        ),
        Field(
            "kind",
            _("Kind"),
            ("bentuk usaha", "perorangan kelompok", "perseorangan kelompok", "jenis kepemilikan", "skala"),
            read=readers.WordList(BusinessKind.choices, KINDS).read,
            words=BusinessKind.labels,
        ),
        Field(
            "owner",
            _("Owner of the business"),
            (
                "pemilik",
                "nama pemilik",
                "nama pelaku usaha",
                "pelaku usaha",
                "nama pengusaha",
                "ketua kelompok",
                "nama ketua",
                "nama",
                "nama lengkap",
                "penerima manfaat",
            ),
            keywords=("pemilik", "pelaku usaha", "ketua"),
            read=owner,
        ),
        Field(
            "product",
            _("Main product"),
            ("produk", "jenis produk", "produk utama", "jenis usaha", "usaha", "komoditas", "hasil produksi"),
            keywords=("produk", "jenis usaha", "komoditas"),
            read=readers.text(200),
        ),
        Field(
            "sector",
            _("Sector (KBLI)"),
            ("sektor", "sektor usaha", "bidang usaha", "kategori kbli", "bidang", "kbli"),
            keywords=("sektor", "bidang"),
            read=readers.WordList(Sector.choices, SECTORS).read,
            words=Sector.labels,
        ),
        Field(
            "started_on",
            _("Started on"),
            (
                "mulai usaha",
                "tanggal mulai",
                "tgl mulai",
                "tanggal berdiri",
                "berdiri",
                "tahun berdiri",
                "mulai",
            ),
            keywords=("mulai usaha", "berdiri"),
            read=start,
        ),
        Field(
            "market",
            _("Sells"),
            ("wilayah pemasaran", "jangkauan pemasaran", "jangkauan", "daerah pemasaran", "pasar"),
            keywords=("wilayah pemasaran", "jangkauan"),
            read=readers.WordList(Market.choices, MARKETS).read,
            words=Market.labels,
        ),
        Field(
            "channels",
            _("Sales channels"),
            ("pemasaran", "saluran pemasaran", "cara pemasaran", "tempat penjualan", "media pemasaran"),
            keywords=("saluran", "pemasaran"),
            read=readers.text(200),
        ),
        Field(
            "status",
            _("Status"),
            ("status usaha", "kondisi usaha", "keadaan usaha", "aktif tidak", "aktif tidak aktif"),
            keywords=("status usaha", "kondisi usaha", "keadaan usaha"),
            read=readers.WordList(BusinessStatus.choices, STATUSES).read,
            words=BusinessStatus.labels,
        ),
        Field(
            "status_on",
            _("Status since"),
            ("tanggal tutup", "tgl tutup", "tutup sejak", "berhenti sejak", "tanggal berhenti"),
            fits=holdings.are_days,
            read=readers.day,
        ),
        Field(
            "why",
            _("Why"),
            ("alasan tutup", "sebab tutup", "alasan", "alasan berhenti"),
            read=readers.text(200),
        ),
        Field("nib", PermitKind.NIB.label, ("nib", "nomor nib", "no nib"), keywords=("nib",), read=permit),
        Field(
            "pirt",
            PermitKind.PIRT.label,
            ("pirt", "p irt", "no pirt", "nomor pirt", "izin pirt", "spp irt"),
            keywords=("pirt",),
            read=permit,
        ),
        Field(
            "halal",
            PermitKind.HALAL.label,
            ("halal", "sertifikat halal", "no halal", "nomor sertifikat halal"),
            keywords=("halal",),
            read=permit,
        ),
        Field(
            "brand",
            PermitKind.BRAND.label,
            ("merek", "merk", "haki", "sertifikat merek", "no merek", "hki"),
            keywords=("merek", "merk", "haki", "hki"),
            read=permit,
        ),
        Field(
            "year",
            _("Year of the figures"),
            ("tahun", "tahun data", "tahun omzet", "tahun laporan"),
            read=readers.year,
            said_in=year_in,
        ),
        money(
            "turnover",
            _("Turnover of the year"),
            "omzet, omset, omzet per tahun, omset per tahun, omzet tahunan, omset tahunan, "
            "penjualan per tahun",
            unless=("bulan", "bln"),
        ),
        money(
            "profit",
            _("Profit of the year"),
            "laba, keuntungan, laba bersih, laba per tahun, laba tahunan, keuntungan per tahun",
            unless=("bulan", "bln"),
        ),
        money(
            "monthly_turnover",
            _("Turnover a month"),
            "omzet per bulan, omset per bulan, omzet bulanan, omset bulanan",
            is_titled=a_month("om[sz]et|penjualan|pendapatan"),
        ),
        money(
            "monthly_profit",
            _("Profit a month"),
            "laba per bulan, keuntungan per bulan, laba bulanan",
            is_titled=a_month("laba|keuntungan|untung"),
        ),
        Field(
            "workers_male",
            _("Workers, men"),
            (
                "tenaga kerja l",
                "tenaga kerja laki laki",
                "tk l",
                "karyawan l",
                "pekerja l",
                "pekerja laki laki",
            ),
            read=readers.count,
        ),
        Field(
            "workers_female",
            _("Workers, women"),
            (
                "tenaga kerja p",
                "tenaga kerja perempuan",
                "tk p",
                "karyawan p",
                "pekerja p",
                "pekerja perempuan",
            ),
            read=readers.count,
        ),
        Field("source", _("Source"), ("sumber", "sumber data"), read=readers.text(120)),
    ),
    one_of=("name", "owner", "product"),
    turn=lambda table: side_by_side.by_year(table, "Tahun data"),
)
#: What a row says of the figures of its year; whatever else it says is about the business.
FIGURES = ("turnover", "profit", "workers_male", "workers_female")


class BusinessReader(YearlyReader):
    """Of the amounts only the profit may be a loss."""

    losses = ("profit", "monthly_profit")
