"""What a list of people may say, under which headings."""

import functools

from django.utils.translation import gettext_lazy as _

from ...choices import Education, EndKind, Sex
from ...lists.sheets import holdings, titles
from ...lists.sheets.schema import Field, Schema
from ...lists.sheets.titles import listed
from ...lists.sheets.village_fields import village_fields
from . import identities, neighbourhoods, sexes, stage_marks, words
from .migration_fields import MIGRATION_FIELDS, OF_MIGRANTS
from .people_questions import questions_of_people

SCHEMA = Schema(
    "beneficiaries",
    _("People"),
    (
        Field(
            "register_number",
            _("Person number"),
            ("nomor register", "no register", "nomor orang", "nomor penerima manfaat"),
            in_template=False,
        ),
        Field(
            "nik",
            _("NIK"),
            listed(
                "no nik, nomor nik, no ktp, nomor ktp, nik ktp, nik 16 digit, no identitas, "
                "nomor identitas, nomor identitas kependudukan, no identitas ktp"
            ),
            holds=identities.are_niks,
            is_distinct=True,
            keywords=("nik",),
            fits=identities.are_numbers,
        ),
        Field(
            "full_name",
            _("Full name"),
            listed(
                "nama, nama lengkap, name, nama pmi, nama cpmi, nama purna, "
                "nama penerima, nama penerima manfaat, nama peserta, nama tki, "
                "nama warga, nama anggota keluarga, nama keluarga pmi, "
                "nama anggota rt, nama anggota rumah tangga, nama art, nama anggota, "
                "nama peserta pelatihan, nama peserta kegiatan, nama calon peserta, nama penduduk"
            ),
            True,
            holds=holdings.are_names,
            is_guess=True,
        ),
        Field(
            "sex",
            _("Sex"),
            listed("jenis kelamin, jk, l/p, lp, l p, kelamin, jns kelamin, jenis kelamin l/p, gender"),
            words=Sex.labels,
            holds=sexes.are_sexes,
            is_distinct=True,
            unless=titles.OTHERS,
            is_titled=sexes.names_sexes,
            keywords=("jenis kelamin", "kelamin"),
        ),
        Field(
            "sex_male",
            _("Male (mark)"),
            ("jenis kelamin l", "l", "laki-laki", "jenis kelamin laki-laki", "lp l", "jk l", "pria"),
            in_template=False,
        ),
        Field(
            "sex_female",
            _("Female (mark)"),
            ("jenis kelamin p", "p", "perempuan", "jenis kelamin perempuan", "lp p", "jk p", "wanita"),
            in_template=False,
        ),
        Field(
            "birth_date",
            _("Birth date"),
            listed(
                "tanggal lahir, tgl lahir, tgllahir, ttl, tempat tanggal lahir, "
                "tempat tgl lahir, tempat tanggal lahir tanggal, "
                "tempat tanggal lahir tanggal lahir, tempat dan tanggal lahir, "
                "tempat tgl lahir tanggal, date of birth, "
                "lahir, kelahiran, dob, tgl bln thn lahir, tanggal bulan tahun lahir, "
                "tanggal bulan dan tahun lahir"
            ),
            holds=holdings.mostly(holdings.BORN),
            keywords=("tanggal lahir",),
        ),
        Field(
            "parent_birth_date",
            _("Birth date of father or mother (compared, not kept)"),
            in_template=False,
        ),
        Field(
            "age", _("Age (no birth date)"), ("umur", "usia", "umur tahun", "usia tahun"), in_template=False
        ),
        Field(
            "birth_year", _("Birth year"), ("tahun lahir", "thn lahir", "tahun kelahiran"), in_template=False
        ),
        *village_fields(
            codes=("kode desa asal", "nomor kelurahan", "nomor desa"),
            names=("desa asal", "alamat desa", "desa tinggal", "asal", "domisili desa"),
            districts=("alamat kecamatan",),
            holds=holdings.mostly(holdings.CODE),
            is_distinct=True,
        ),
        Field(
            "household",
            _("KK number"),
            ("no kk", "nokk", "nomor kk", "kk", "no kartu keluarga", "nomor kartu keluarga"),
        ),
        Field("hamlet", _("Hamlet (dusun)"), ("dusun", "hamlet", "nama dusun", "lingkungan", "alamat dusun")),
        Field("rt", _("RT"), ("alamat rt", "no rt", "nomor rt")),
        Field("rw", _("RW"), ("alamat rw", "no rw", "nomor rw")),
        Field(
            "rt_rw",
            _("RT/RW in one column"),
            listed(
                "rt rw, rt/rw, rtrw, alamat rt rw, rt dan rw, "
                "rukun tetangga rukun warga, dusun rt rw, alamat dusun rt rw"
            ),
            in_template=False,
        ),
        Field(
            "address",
            _("Address"),
            listed(
                "alamat, alamat lengkap, alamat rumah, alamat ktp, alamat sekarang, "
                "tempat tinggal, domisili, alamat asal, alamat domisili"
            ),
            holds=neighbourhoods.are_addresses,
        ),
        Field(
            "phone_raw",
            _("Phone"),
            listed(
                "no hp, nomor hp, hp, telepon, no telepon, no telp, telp, no wa, "
                "no hp wa, whatsapp, kontak, "
                "contact person, cp, narahubung"
            ),
            keywords=("nomor telepon",),
            holds=holdings.mostly(holdings.PHONE),
            is_distinct=True,
            unless=titles.OTHERS,
        ),
        Field(
            "education",
            _("Education"),
            listed(
                "pendidikan, pendidikan terakhir, tingkat pendidikan, pend terakhir, lulusan, "
                "ijazah, ijazah terakhir"
            ),
            words=Education.labels,
            keywords=("pendidikan",),
            holds=functools.partial(words.are_words_of, "education"),
            fits=functools.partial(words.are_words_of, "education"),
        ),
        *MIGRATION_FIELDS,
        Field("end", _("Died or moved away"), words=EndKind.labels, in_template=False),
        Field("end_on", _("Died or moved away on"), in_template=False),
        Field(
            "consented_on",
            _("Consented on"),
            listed("tanggal persetujuan, persetujuan, tanggal persetujuan data"),
        ),
        Field(
            "note",
            _("Note"),
            listed(
                "keterangan, ket, catatan, keterangan lain, lain lain, keterangan lainnya, "
                "catatan petugas, catatan lain, keterangan tambahan"
            ),
        ),
    ),
    names_people=True,
    of_migrants=OF_MIGRANTS,
    of_groups=stage_marks.columns_of,
    asks=questions_of_people,
)
