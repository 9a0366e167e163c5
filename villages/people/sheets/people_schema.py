"""What a list of people may say, under which headings."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ...choices import Education, EndKind, Placement, ReturnReason, Route, Sex, StageKind
from ...lists.sheets import holdings
from ...lists.sheets.questions import Question
from ...lists.sheets.schema import Field, Schema
from . import identities, sexes, words


def questions_of_people(table, columns):
    """What P means beside W, and whether the notes are the stages."""
    asked = []
    if "sex" in columns:
        column = table.columns[columns["sex"]]
        if sexes.is_question(column.title, holdings.texts_of(table, column.index)):
            label = gettext("What does P mean in the column %(column)s?")
            choices = (
                ("", gettext("Ask for each row")),
                ("male", gettext("P = pria, W = wanita")),
                ("female", gettext("P = perempuan")),
            )
            asked.append(Question("sex_p", label % {"column": f"{column.letter} “{column.title}”"}, choices))
    if "stage" not in columns and "note" in columns:
        column = table.columns[columns["note"]]
        if words.are_stages(holdings.texts_of(table, column.index)):
            label = gettext("The column %(column)s holds words such as CPMI and PMI. Is it the stage?")
            choices = (
                ("", gettext("Ask for each row")),
                ("yes", gettext("Yes, it is the stage")),
                ("no", gettext("No, keep it as a note")),
            )
            said = label % {"column": f"{column.letter} “{column.title}”"}
            asked.append(Question("note_is_stage", said, choices))
    return asked


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
            ("no nik", "nomor nik", "no ktp", "nomor ktp", "nik ktp", "nik 16 digit"),
            True,
            holds=identities.are_niks,
            is_distinct=True,
        ),
        Field(
            "full_name",
            _("Full name"),
            (
                "nama",
                "nama lengkap",
                "name",
                "nama pmi",
                "nama cpmi",
                "nama purna",
                "nama penerima",
                "nama penerima manfaat",
                "nama peserta",
                "nama tki",
                "nama warga",
                "nama anggota keluarga",
                "nama keluarga pmi",
            ),
            True,
        ),
        Field(
            "sex",
            _("Sex"),
            (
                "jenis kelamin",
                "jk",
                "l/p",
                "lp",
                "l p",
                "kelamin",
                "jns kelamin",
                "jenis kelamin l/p",
                "gender",
            ),
            words=Sex.labels,
            holds=sexes.are_sexes,
            is_titled=sexes.names_sexes,
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
            (
                "tanggal lahir",
                "tgl lahir",
                "tgllahir",
                "ttl",
                "tempat tanggal lahir",
                "tempat tgl lahir",
                "tempat tanggal lahir tanggal",
                "tempat tanggal lahir tanggal lahir",
                "tempat dan tanggal lahir",
                "tempat tgl lahir tanggal",
                "date of birth",
            ),
            holds=holdings.mostly(holdings.BORN),
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
        Field(
            "village_code",
            _("Village code"),
            (
                "kode desa",
                "kode kelurahan",
                "kode desa kelurahan",
                "kode wilayah",
                "kode kemendagri",
                "kode desa asal",
            ),
            True,
            ("village",),
            holds=holdings.mostly(holdings.CODE),
            is_distinct=True,
        ),
        Field(
            "village",
            _("Village"),
            (
                "desa",
                "nama desa",
                "kelurahan",
                "desa kelurahan",
                "nama desa kelurahan",
                "desa asal",
                "alamat desa",
                "desa tinggal",
                "asal",
            ),
        ),
        Field("district", _("District"), ("kecamatan", "nama kecamatan", "kec", "alamat kecamatan")),
        Field(
            "household",
            _("KK number"),
            ("no kk", "nokk", "nomor kk", "kk", "no kartu keluarga", "nomor kartu keluarga"),
        ),
        Field("hamlet", _("Hamlet (dusun)"), ("dusun", "hamlet", "nama dusun", "lingkungan", "alamat dusun")),
        Field("rt", _("RT"), ("alamat rt",)),
        Field("rw", _("RW"), ("alamat rw",)),
        Field(
            "rt_rw",
            _("RT/RW in one column"),
            ("rt rw", "rt/rw", "rtrw", "alamat rt rw", "rt dan rw", "rukun tetangga rukun warga"),
            in_template=False,
        ),
        Field(
            "address",
            _("Address"),
            ("alamat", "alamat lengkap", "alamat rumah", "alamat ktp", "alamat sekarang"),
        ),
        Field(
            "phone_raw",
            _("Phone"),
            (
                "no hp",
                "nomor hp",
                "hp",
                "telepon",
                "no telepon",
                "no telp",
                "telp",
                "no wa",
                "no hp wa",
                "whatsapp",
                "kontak",
            ),
        ),
        Field(
            "education",
            _("Education"),
            ("pendidikan", "pendidikan terakhir", "tingkat pendidikan", "pend terakhir"),
            words=Education.labels,
        ),
        Field(
            "stage",
            _("Stage"),
            (
                "status",
                "status pmi",
                "tahap",
                "status migrasi",
                "kategori",
                "status cpmi pmi purna",
                "status cpmi pmi",
                "cpmi pmi purna",
                "cpmi pmi",
                "pmi cpmi",
                "pmi purna",
                "status pekerja migran",
                "status penerima",
                "status penerima manfaat",
                "status peserta",
                "jenis penerima manfaat",
                "jenis pmi",
                "kategori pmi",
            ),
            words=StageKind.labels,
        ),
        Field(
            "is_family",
            _("Family of a migrant worker"),
            ("keluarga pmi ya tidak", "anggota keluarga pmi"),
            words=(_("yes"), _("no")),
        ),
        Field(
            "stage_on",
            _("Date of the stage"),
            (
                "tanggal status",
                "tgl status",
                "tanggal peristiwa",
                "sejak",
                "tanggal tahap",
                "status sejak",
                "tahap sejak",
                "stage since",
            ),
        ),
        Field(
            "departed_on",
            _("Departure"),
            (
                "tanggal berangkat",
                "tgl berangkat",
                "tanggal keberangkatan",
                "berangkat",
                "tanggal penempatan",
                "tanggal terbang",
                "tmt berangkat",
            ),
        ),
        Field(
            "returned_on",
            _("Return"),
            ("tanggal pulang", "tgl pulang", "tanggal kepulangan", "tanggal kembali", "pulang"),
        ),
        Field(
            "country",
            _("Country"),
            (
                "negara",
                "negara tujuan",
                "negara penempatan",
                "tujuan",
                "negara kerja",
                "negara bekerja",
                "negara tujuan penempatan",
                "tujuan penempatan",
            ),
        ),
        Field(
            "sector",
            _("Sector or job"),
            (
                "pekerjaan",
                "sektor",
                "jabatan",
                "jenis pekerjaan",
                "bidang pekerjaan",
                "sektor pekerjaan",
                "jabatan pekerjaan",
                "profesi",
                "bidang",
                "sektor jabatan",
                "pekerjaan di luar negeri",
            ),
        ),
        Field(
            "placement",
            _("Placed by"),
            ("penempatan", "skema penempatan", "jenis penempatan"),
            words=Placement.labels,
        ),
        Field(
            "placed_by",
            _("Name of the P3MI"),
            (
                "p3mi",
                "p3mi lpk",
                "nama p3mi",
                "pt",
                "nama pt",
                "pt p3mi",
                "pt penempatan",
                "nama perusahaan",
                "perusahaan",
                "pptkis",
                "pjtki",
                "perusahaan penempatan",
                "nama perusahaan penempatan",
            ),
        ),
        Field(
            "route",
            _("Route"),
            ("jalur", "prosedural", "jalur keberangkatan", "prosedural nonprosedural"),
            words=Route.labels,
        ),
        Field("is_insured", _("BPJS Ketenagakerjaan"), ("bpjs", "bpjs tk", "jaminan sosial")),
        Field(
            "contract_ends_on",
            _("Contract ends"),
            (
                "kontrak berakhir",
                "akhir kontrak",
                "tanggal akhir kontrak",
                "habis kontrak",
                "tanggal kontrak berakhir",
                "masa kontrak berakhir",
                "tanggal habis kontrak",
            ),
        ),
        Field(
            "return_reason",
            _("Reason of return"),
            ("alasan pulang", "alasan kepulangan", "sebab pulang"),
            words=ReturnReason.labels,
        ),
        Field("end", _("Died or moved away"), words=EndKind.labels, in_template=False),
        Field("end_on", _("Died or moved away on"), in_template=False),
        Field("consented_on", _("Consented on"), ("tanggal persetujuan", "persetujuan")),
        Field("note", _("Note"), ("keterangan", "ket", "catatan")),
    ),
    names_people=True,
    asks=questions_of_people,
)
