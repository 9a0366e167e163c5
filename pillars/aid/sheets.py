"""What a list of aid may say, under which headings: one row is one package."""

import re

from django.utils.translation import gettext_lazy as _

from villages.lists.sheets import holdings, readers
from villages.lists.sheets.schema import Field, Schema
from villages.lists.sheets.titles import listed
from villages.lists.sheets.village_fields import village_fields

from ..choices import FundingSource
from ..sheets.sources import source
from ..sheets.yearly_money import YearlyReader, money
from .choices import Condition

CONDITIONS = {
    Condition.GOOD: ("baik", "bagus", "layak", "layak pakai", "berfungsi", "dipakai", "dimanfaatkan"),
    Condition.DAMAGED: ("rusak", "rusak ringan", "rusak berat", "tidak layak", "tidak berfungsi"),
    Condition.UNUSED: ("tidak dipakai", "tidak terpakai", "mangkrak", "belum dimanfaatkan", "menganggur"),
    Condition.LOST: ("hilang", "tidak ada", "dicuri"),
    Condition.SOLD: ("dijual", "terjual", "sudah dijual"),
}
#: Such a cell names the village itself, or nobody else.
VILLAGE = re.compile(
    r"\W*(?:(?:pemerintah |kantor |balai )?(?:desa|kelurahan)(?: \w+)?|pemdes|the village)\W*", re.I
)

SCHEMA = Schema(
    "aid",
    _("Aid packages"),
    (
        *village_fields(),
        Field(
            "item",
            _("What was handed over"),
            listed(
                "nama barang, barang, jenis barang, jenis bantuan, bantuan, nama bantuan, uraian barang, "
                "peralatan, sarana, jenis sarana, nama alat"
            ),
            True,
            keywords=("barang", "bantuan", "peralatan", "sarana"),
            unless=("nilai", "sumber", "tanggal", "kondisi", "penerima"),
            read=readers.text(120),
        ),
        Field(
            "volume",
            _("Volume"),
            listed("vol, jumlah barang, jumlah, banyaknya, kuantitas, qty, jml"),
            True,
            read=readers.number,
        ),
        Field("unit", _("Unit"), listed("satuan, sat"), read=readers.text(30)),
        money(
            "unit_value",
            _("Value of one unit"),
            "harga satuan, nilai satuan, harga per unit, harga per satuan",
        ),
        money(
            "total",
            _("Total value"),
            "jumlah harga, total harga, nilai bantuan, nilai, jumlah nilai, total, nilai total, "
            "nilai perolehan",
            unless=("satuan",),
        ),
        Field(
            "source",
            _("Source of funds"),
            listed("sumber dana, sumber anggaran, sumber, sumber bantuan, anggaran, pendanaan"),
            True,
            keywords=("sumber dana", "sumber anggaran"),
            read=source,
            words=FundingSource.labels,
        ),
        Field(
            "giver",
            _("Given by"),
            listed("pemberi, pemberi bantuan, instansi pemberi, dari, instansi, asal bantuan"),
            keywords=("pemberi",),
            read=readers.text(120),
        ),
        Field(
            "handed_on",
            _("Handed over on"),
            listed(
                "tanggal bast, tgl bast, tanggal serah terima, tgl serah terima, tanggal penyerahan, "
                "tgl penyerahan, tanggal, tgl, tanggal terima"
            ),
            True,
            keywords=("tanggal bast", "serah terima", "penyerahan"),
            fits=holdings.are_days,
            read=readers.day,
        ),
        Field(
            "bast_number",
            _("Number of the handover record (BAST)"),
            listed("no bast, nomor bast, bast, no berita acara, nomor berita acara"),
            keywords=("nomor bast", "no bast"),
            read=readers.text(60),
        ),
        Field(
            "recipient",
            _("Received by"),
            listed(
                "penerima, nama penerima, penerima bantuan, kelompok penerima, nama kelompok, diterima oleh"
            ),
            keywords=("penerima",),
            read=readers.text(120),
        ),
        Field(
            "condition",
            _("Condition"),
            listed("kondisi, kondisi barang, keadaan, keadaan barang, kondisi saat ini"),
            keywords=("kondisi", "keadaan"),
            read=readers.WordList(Condition.choices, CONDITIONS).read,
            words=Condition.labels,
        ),
        Field(
            "checked_on",
            _("Checked on"),
            listed("tanggal periksa, tgl periksa, tanggal pemeriksaan, tanggal cek, tgl cek, tanggal monev"),
            fits=holdings.are_days,
            read=readers.day,
        ),
        Field(
            "report_on",
            _("Accountability report (LPJ) received on"),
            listed("tanggal lpj, tgl lpj, lpj, tanggal laporan pertanggungjawaban"),
            fits=holdings.are_days,
            read=readers.day,
        ),
    ),
)


class AidReader(YearlyReader):
    """No amount may be a loss."""
