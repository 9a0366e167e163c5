"""The columns of a list of people that tell of migration: stage, journey, country, work."""

import functools

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from ...choices import Placement, ReturnReason, Route, StageKind
from ...lists.sheets.schema import Field
from ...lists.sheets.titles import listed
from ..fields import STAGE_DETAILS
from . import journeys, stage_marks, words

#: What is said of a migrant worker beside a relative is not said of the relative.
OF_MIGRANTS = frozenset(("journey", "departed_on", "returned_on", *STAGE_DETAILS))

MIGRATION_FIELDS = (
    Field(
        "stage",
        _("Stage"),
        listed(
            "status, status pmi, tahap, status migrasi, kategori, status cpmi pmi purna, "
            "status cpmi pmi, cpmi pmi purna, cpmi pmi, pmi cpmi, pmi purna, "
            "status pekerja migran, status penerima, status penerima manfaat, "
            "status peserta, jenis penerima manfaat, jenis pmi, kategori pmi, "
            "keterangan status, status migran, status sekarang, posisi pmi, "
            "status kepesertaan, klasifikasi, tahapan, status desmigratif, status ybs, "
            "status warga, status keberadaan, status terakhir, posisi status, kelompok pmi"
        ),
        words=StageKind.labels,
        holds=words.are_words_of_stage,
        is_distinct=True,
        is_by_content=True,
        # `Status: prosedural` is how somebody left.
        yields_to="route",
    ),
    *(
        Field(key, format_lazy(_("{stage} (mark)"), stage=stage.label), in_template=False)
        for key, stage in stage_marks.KEYS.items()
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
        listed(
            "tanggal status, tgl status, tanggal peristiwa, sejak, tanggal tahap, "
            "status sejak, tahap sejak, stage since"
        ),
    ),
    Field(
        "journey",
        _("Departure and return in one column"),
        ("masa penempatan", "periode penempatan", "periode kerja"),
        in_template=False,
        is_titled=journeys.names_journey,
    ),
    Field(
        "departed_on",
        _("Departure"),
        listed(
            "tanggal berangkat, tgl berangkat, tanggal keberangkatan, berangkat, "
            "berangkat sejak, tahun mulai, berangkat tahun, mulai bekerja tahun, "
            "di luar negeri sejak, "
            "tanggal penempatan, tanggal terbang, tmt berangkat, tahun berangkat, "
            "tahun penempatan, tahun terbang, bulan berangkat, mulai bekerja, "
            "tanggal mulai bekerja, bekerja sejak, tahun mulai bekerja, "
            "mulai kerja, tahun masuk, sejak tahun, tahun pergi, tahun mulai kerja, "
            "tanggal mulai kerja, bekerja sejak tahun, tahun mulai kerja di ln, "
            "tahun mulai bekerja di ln"
        ),
        keywords=("tanggal berangkat", "tahun berangkat"),
        # `Keberangkatan: prosedural` is how somebody left.
        yields_to="route",
    ),
    Field(
        "returned_on",
        _("Return"),
        listed(
            "tanggal pulang, tgl pulang, tanggal kepulangan, tanggal kembali, pulang, "
            "tanggal tiba di desa, tanggal kembali ke desa, tahun kembali ke desa, "
            "tahun kepulangan ke desa, kembali ke desa, tanggal tiba di rumah, "
            "tanggal sampai, "
            "tahun pulang, tahun kembali, bulan pulang, tanggal tiba, "
            "tanggal kedatangan, tanggal datang, tiba, tanggal tiba di indonesia, "
            "tiba di indonesia, tiba di tanah air, tahun tiba, tahun datang, "
            "kembali ke indonesia, tahun kembali ke indonesia, selesai bekerja, "
            "tahun selesai bekerja, berhenti bekerja, "
            "tahun purna, tahun selesai kontrak, purna sejak, pulang sejak, "
            "tanggal pulang ke desa"
        ),
        keywords=("tanggal pulang", "tahun pulang"),
    ),
    Field(
        "country",
        _("Country"),
        listed(
            "negara, negara tujuan, negara penempatan, tujuan, negara kerja, "
            "tujuan kerja, tujuan bekerja, negara tujuan kerja, "
            "negara bekerja, negara tujuan penempatan, tujuan penempatan, "
            "negara tempat bekerja, negara tempat kerja, negara pekerjaan, "
            "negara rencana, negara tujuan rencana, bekerja di negara, "
            "negara tempat penempatan"
        ),
        holds=words.are_countries,
        is_distinct=True,
        keywords=("negara",),
        unless=("pekerjaan", "jabatan", "gaji", "sektor", "alamat"),
    ),
    Field(
        "sector",
        _("Sector or job"),
        listed(
            "pekerjaan, sektor, jabatan, jenis pekerjaan, bidang pekerjaan, "
            "jenis kerja, bidang kerja, bekerja di sektor, "
            "pekerjaan waktu di luar negeri, sektor kerja, sektor bekerja, "
            "jenis pekerjaan di luar negeri, pekerjaan utama, posisi kerja, "
            "sektor pekerjaan, jabatan pekerjaan, profesi, bidang, sektor jabatan, "
            "pekerjaan di luar negeri, "
            "bekerja sebagai, kerja sebagai, jenis jabatan, posisi, job, posisi jabatan, "
            "pekerjaan selama di luar negeri, pekerjaan di negara tujuan, "
            "pekerjaan di negara penempatan, pekerjaan terakhir di luar negeri"
        ),
    ),
    Field(
        "placement",
        _("Placed by"),
        listed(
            "penempatan, skema penempatan, jenis penempatan, skema, program penempatan, "
            "penempatan melalui, melalui"
        ),
        words=Placement.labels,
    ),
    Field(
        "placed_by",
        _("Name of the P3MI"),
        listed(
            "p3mi, p3mi lpk, nama p3mi, pt, nama pt, pt p3mi, pt penempatan, "
            "pt pemberangkatan, lewat pt, melalui pt, pt yang menempatkan, "
            "p3mi yang menempatkan, pt yang mengirim, pt yang menyalurkan, "
            "nama pt penyalur, nama pt pengirim, p3mi pengirim, p3mi penempatan, "
            "nama perusahaan, perusahaan, pptkis, pjtki, perusahaan penempatan, "
            "nama perusahaan penempatan, "
            "penyalur, pt penyalur, pt pengirim, perusahaan penyalur, perusahaan pengirim, "
            "nama pt penempatan, pt yang memberangkatkan, diberangkatkan oleh, "
            "diberangkatkan oleh pt, nama pjtki, nama pptkis, agen p3mi, nama p3mi pt, pl pt"
        ),
    ),
    Field(
        "route",
        _("Route"),
        listed(
            "jalur, prosedural, jalur keberangkatan, prosedural nonprosedural, legal ilegal, "
            "resmi tidak resmi, status keberangkatan, cara berangkat, status prosedural"
        ),
        words=Route.labels,
        holds=functools.partial(words.are_words_of, "route"),
    ),
    Field(
        "is_insured",
        _("BPJS Ketenagakerjaan"),
        listed(
            "bpjs, bpjs tk, jaminan sosial, jamsos, kepesertaan bpjs, "
            "kepesertaan bpjs ketenagakerjaan, punya bpjs tk, peserta bpjs tk, "
            "jaminan sosial pmi, bpjs ketenagakerjaan"
        ),
    ),
    Field(
        "contract_ends_on",
        _("Contract ends"),
        listed(
            "kontrak berakhir, akhir kontrak, tanggal akhir kontrak, habis kontrak, "
            "tanggal kontrak berakhir, masa kontrak berakhir, tanggal habis kontrak, "
            "masa berlaku kontrak, kontrak s d, kontrak sampai, kontrak sampai dengan, "
            "tanggal selesai kontrak, selesai kontrak, kontrak habis"
        ),
    ),
    Field(
        "return_reason",
        _("Reason for return"),
        listed(
            "alasan pulang, alasan kepulangan, sebab pulang, penyebab pulang, "
            "penyebab kepulangan, sebab kepulangan, alasan kembali, alasan pemulangan, "
            "sebab pemulangan, keterangan pulang"
        ),
        words=ReturnReason.labels,
    ),
)
