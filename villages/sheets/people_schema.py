"""What a list of people may say, under which headings."""

from django.utils.translation import gettext_lazy as _

from .schema import Field, Schema

SCHEMA = Schema(
    "beneficiaries",
    _("People"),
    (
        Field(
            "nik", _("NIK"), ("no nik", "nomor nik", "no ktp", "nomor ktp", "nik ktp", "nik 16 digit"), True
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
        ),
        Field(
            "village_code",
            _("Village code"),
            ("kode desa", "kode kelurahan", "kode desa kelurahan", "kode wilayah", "kode desa asal"),
            True,
            ("village",),
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
            ),
        ),
        Field("district", _("District"), ("kecamatan", "nama kecamatan", "kec", "alamat kecamatan")),
        Field(
            "household",
            _("KK number"),
            ("no kk", "nokk", "nomor kk", "kk", "no kartu keluarga", "nomor kartu keluarga"),
        ),
        Field("hamlet", _("Hamlet (dusun)"), ("dusun", "nama dusun", "lingkungan", "alamat dusun")),
        Field("rt", _("RT"), ("alamat rt",)),
        Field("rw", _("RW"), ("alamat rw",)),
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
            ),
        ),
        Field(
            "stage_on",
            _("Date of the stage"),
            ("tanggal status", "tgl status", "tanggal peristiwa", "sejak", "tanggal tahap", "status sejak"),
        ),
        Field(
            "departed_on",
            _("Departure"),
            ("tanggal berangkat", "tgl berangkat", "tanggal keberangkatan", "berangkat"),
        ),
        Field(
            "returned_on",
            _("Return"),
            ("tanggal pulang", "tgl pulang", "tanggal kepulangan", "tanggal kembali", "pulang"),
        ),
        Field(
            "country",
            _("Country"),
            ("negara", "negara tujuan", "negara penempatan", "tujuan", "negara kerja"),
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
                "pekerjaan di luar negeri",
            ),
        ),
        Field("placement", _("Placed by"), ("penempatan", "skema penempatan", "jenis penempatan")),
        Field(
            "placed_by",
            _("Name of the P3MI"),
            ("p3mi", "nama p3mi", "pptkis", "pjtki", "perusahaan penempatan"),
        ),
        Field(
            "route", _("Route"), ("jalur", "prosedural", "jalur keberangkatan", "prosedural nonprosedural")
        ),
        Field("is_insured", _("BPJS Ketenagakerjaan"), ("bpjs", "bpjs tk", "jaminan sosial")),
        Field(
            "contract_ends_on",
            _("Contract ends"),
            ("kontrak berakhir", "akhir kontrak", "tanggal akhir kontrak", "habis kontrak"),
        ),
        Field("return_reason", _("Reason of return"), ("alasan pulang", "alasan kepulangan", "sebab pulang")),
        Field("consented_on", _("Consented on"), ("tanggal persetujuan", "persetujuan")),
        Field("note", _("Note"), ("keterangan", "ket", "catatan")),
    ),
)
