"""What a list of villages in the programmes may say, under which headings."""

import re

from django.utils.translation import gettext_lazy as _

from ..choices import MembershipStatus, Programme
from ..lists.sheets import holdings, readers, side_by_side, titles
from ..lists.sheets.schema import YEAR, Field, Schema
from ..lists.sheets.surroundings import only_one
from ..lists.sheets.village_fields import village_fields

PROGRAMMES = {
    Programme.DESMIGRATIF: ("desmigratif", "desa migran produktif"),
    Programme.DESA_MIGRAN_EMAS: ("dme", "emas", "desa emas"),
}
STATUSES = {
    MembershipStatus.PROPOSED: ("usulan", "calon", "diusulkan"),
    MembershipStatus.VERIFIED: ("survei", "verifikasi", "terverifikasi"),
    MembershipStatus.DESIGNATED: ("penetapan", "sk"),
    MembershipStatus.FACILITATED: (
        "fasilitasi",
        "aktif",
        "terbentuk",
        "masih aktif",
        "masih berjalan",
        "sudah terbentuk",
    ),
    MembershipStatus.INDEPENDENT: ("desmigratif mandiri",),
    MembershipStatus.INACTIVE: (
        "nonaktif",
        "non aktif",
        "berhenti",
        "sudah tidak aktif",
        "tidak berjalan",
        "vakum",
    ),
    MembershipStatus.TRANSFERRED: ("pindah", "pindah program", "beralih"),
}

WORD_OF_STATUS = readers.WordList(MembershipStatus.choices, STATUSES).read
#: Also `SK PENETAPAN DESMIGRATIF 2017`; the year of other data is not that of the villages.
YEAR_OF_TITLE = re.compile(
    r"\b(?:tahun(?: anggaran)?|thn|th|ta|angkatan)\W*(20[1-4]\d)\b"
    r"|\b(?:penetapan|keputusan|pembentukan)\b\D*(20[1-4]\d)$",
    re.I,
)
DECREE = re.compile(r"\b(?:nomor|no)\b[.: ]*([\w./-]*\d[\w./-]*/[\w./-]+(?: tahun 20\d\d)?)", re.I)


def status_in(title):
    """What a title says of all its villages: those of a decree are designated."""
    if re.search(r"\b(penetapan|ditetapkan|lampiran (?:surat )?keputusan|sk penetapan)\b", title, re.I):
        return str(MembershipStatus.DESIGNATED.label)
    if re.search(r"\b(usulan|pengusulan|diusulkan|calon (?:lokasi|desa))\b", title, re.I):
        return str(MembershipStatus.PROPOSED.label)
    return ""


def tells_of_designation(title):
    """Whether a column can only be filled in for designated villages: their decree, or the year of it."""
    words = titles.words_of(title)
    return bool(words & {"sk", "kepmen", "keputusan"}) or bool(
        words & {"tahun", "tanggal"} and words & {"penetapan", "ditetapkan", "pembentukan", "dibentuk"}
    )


def year_in(title):
    return only_one(year for pair in YEAR_OF_TITLE.findall(title.strip()) for year in pair if year)


def decree_in(title):
    """The number of a decree in a title: `NOMOR : 3/250/PK.02/IV/2019`."""
    found = DECREE.search(title)
    return found[1] if found else ""


def years_ticked(table):
    """The table with one column of years, where there is one to tick for each: `Tahun Penetapan / 2018`."""
    found = {
        column.index: column.parts[-1]
        for column in table.columns
        if len(column.parts) > 1
        and YEAR.fullmatch(column.parts[-1])
        and "tahun" in titles.words_of(column.parts[0])
        and side_by_side.are_ticks(table, column.index)
    }
    if len(found) < 2:
        return table
    return side_by_side.ticked(table, table.columns[min(found)].parts[0], found)


SCHEMA = Schema(
    "memberships",
    _("Villages and programmes"),
    (
        *village_fields(codes=("kode",)),
        Field(
            "regency",
            _("Regency/city"),
            ("kabupaten", "kab kota", "kabupaten kota", "nama kabupaten", "nama kabupaten kota", "kota"),
        ),
        Field(
            "programme",
            _("Programme"),
            ("program", "nama program"),
            read=readers.WordList(Programme.choices, PROGRAMMES).read,
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
                "status desmigratif",
                "status desa desmigratif",
                "status penetapan",
            ),
            True,
            vague=("keterangan",),
            fits=holdings.all_read_by(WORD_OF_STATUS),
            # `Kondisi: aktif`, whatever its title is.
            holds=holdings.all_read_by(WORD_OF_STATUS),
            is_distinct=True,
            read=WORD_OF_STATUS,
            said_in=status_in,
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
                "tahun desmigratif",
                "tahun masuk program",
                "tahun masuk",
                "tahun program",
                "tahun fasilitasi",
                "mulai tahun",
                "tahun mulai",
                "tahun ikut program",
                "tahun ditetapkan",
                "tahun dibentuk",
            ),
            keywords=(
                "tahun penetapan",
                "tahun ditetapkan",
                "tahun pembentukan",
                "tahun dibentuk",
                "angkatan",
            ),
            read=readers.year,
            said_in=year_in,
        ),
        Field(
            "decree",
            _("Decree"),
            (
                "sk",
                "no sk",
                "nomor sk",
                "sk penetapan",
                *titles.listed(
                    "nomor sk penetapan, nomor sk menteri, sk bupati, sk menteri, nomor sk bupati, "
                    "sk dirjen, nomor sk dirjen, nomor dan tanggal sk, nomor tanggal sk, dasar sk, "
                    "nomor keputusan dirjen, nomor keputusan menteri, surat keputusan"
                ),
                "dasar hukum",
                "dasar penetapan",
                "nomor keputusan",
                "kepmen",
            ),
            read=readers.text(200),
            said_in=decree_in,
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
    turn=years_ticked,
)
