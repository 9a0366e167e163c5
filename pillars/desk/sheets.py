"""What a list of visits to service desks may say, under which headings."""

import re

from django.utils.translation import gettext_lazy as _

from desmigratif.ui.parsing import visible
from villages.choices import Route, Sex
from villages.lists.sheets import holdings, readers, titles
from villages.lists.sheets.field_reader import FieldReader
from villages.lists.sheets.rows import NOTHING
from villages.lists.sheets.schema import Field, Schema
from villages.lists.sheets.titles import listed
from villages.lists.sheets.village_fields import village_fields
from villages.people.sheets import sexes

from ..sheets.own_words import LONGEST_WORDS, OWN_WORDS, in_own_words, meant_by
from ..sheets.participants import name, sex
from .choices import Outcome, Purpose, ReferredTo

PURPOSES = {
    Purpose.INFORMATION: ("informasi", "konsultasi", "tanya informasi", "info kerja", "informasi penempatan"),
    Purpose.DOCUMENTS: (
        "dokumen",
        "pengurusan dokumen",
        "surat keterangan",
        "berkas",
        "paspor",
        "rekomendasi",
    ),
    Purpose.FAMILY_LETTER: ("surat izin", "izin keluarga", "surat ijin keluarga", "ijin keluarga"),
    Purpose.COMPLAINT: ("pengaduan", "aduan", "laporan kasus", "kasus", "keluhan"),
    Purpose.RETURN: ("kepulangan", "purna", "pulang", "reintegrasi"),
    Purpose.OTHER: ("lainnya", "lain-lain", "keperluan lain"),
}
OUTCOMES = {
    Outcome.SERVED: ("selesai", "terlayani", "sudah dilayani", "tuntas"),
    Outcome.PENDING: ("proses", "dalam proses", "ditangani", "menunggu"),
    Outcome.REFERRED: ("rujuk", "dirujuk", "dilimpahkan", "diteruskan"),
    Outcome.DECLINED: ("ditolak", "tidak dapat dilayani", "tidak terlayani"),
}
ROUTES = {
    Route.PROCEDURAL: ("resmi", "legal", "sesuai prosedur"),
    Route.NON_PROCEDURAL: ("tidak resmi", "ilegal", "non prosedural", "unprosedural"),
}
OFFICES = {
    ReferredTo.DISNAKER: ("disnaker", "disnakertrans", "dinas tenaga kerja"),
    ReferredTo.BP3MI: ("bp3mi", "bp2mi", "upt bp2mi"),
    ReferredTo.LTSA: ("ltsa",),
    ReferredTo.HEALTH: ("puskesmas", "rumah sakit", "psikolog"),
    ReferredTo.POLICE: ("polisi", "polres", "polsek", "lbh"),
    ReferredTo.OTHER: ("lainnya",),
}
#: What guest books write in their own words. Who asks about papers has come for information.
LEADING = (
    (
        Purpose.INFORMATION,
        re.compile(
            r"\W*(?:minta )?(?:menanyakan|(?:ber|men)?(?:tanya|info|informasi|konsultasi|konsul|"
            r"konseling))\w*\b",
            re.I,
        ),
    ),
    # Who reports to be back has come back.
    (
        Purpose.RETURN,
        re.compile(r"\W*(?:me)?lapor\w*(?: diri)?\W+(?:(?:sudah|telah|baru) )?(?:ke)?pulang\w*", re.I),
    ),
    # So has who complains about them.
    (
        Purpose.COMPLAINT,
        re.compile(r"\W*(?:(?:meng|me|pe|peng)?(?:adu|lapor)(?:an|kan)?|kasus|keluhan)\b", re.I),
    ),
)
PURPOSE_PATTERNS = (
    (
        Purpose.INFORMATION,
        r"info|informasi|tanya|bertanya|menanyakan|konsultasi|konsul|konseling|lowongan|loker|penjelasan|"
        r"(?:pen)?daftar(?:an)?|mendaftar|(?:per)?syarat(?:an)?|prosedur|peluang kerja|magang|cek pt|"
        r"(?:ingin|mau|pengen|hendak) (?:tahu|tau|kerja|bekerja|berangkat|jadi|daftar)|minat|"
        r"(?:be)?kerja (?:di|ke) \w+",
    ),
    (
        Purpose.DOCUMENTS,
        r"dokumen|berkas|paspor|legalisir|rekom|rekomendasi|surat keterangan|skck|ak-?1|kartu kuning|"
        r"(?:surat )?pengantar|id pmi|domisili",
    ),
    (Purpose.FAMILY_LETTER, r"i[zj]in (?:dari )?(?:keluarga|suami|isteri|istri|orang ?tua|ortu|wali)"),
    (
        Purpose.COMPLAINT,
        r"pengaduan|aduan|adu|mengadu|kasus|keluhan|melapor|laporan masalah|penipuan|tppo|"
        r"gaji\b.{0,40}\b(?:tidak|tdk|belum|blm)|hilang kontak|(?:me|di)?lapor(?:kan)?|(?:di|ter)tipu|calo|"
        r"disiksa|disekap|(?:tidak|tdk|tak|belum|blm) ada kabar|(?:tidak|tdk|tak) (?:bisa|dapat) dihubungi|"
        r"ditahan|penahanan|jenazah|meninggal|klaim|potongan gaji|kekerasan|minta (?:di)?pulang(?:kan)?",
    ),
    (
        Purpose.RETURN,
        r"kepulangan|pemulangan|reintegrasi|(?:baru|sudah) pulang|pulang (?:sakit|karena|dari)|purna",
    ),
)
OUTCOME_PATTERNS = (
    (Outcome.REFERRED, r"dirujuk|rujuk|diteruskan|dilimpahkan|dilaporkan ke"),
    (Outcome.DECLINED, r"ditolak|(?:tidak|tdk) (?:memenuhi syarat|dapat dilayani|bisa dilayani)"),
    (
        Outcome.PENDING,
        r"belum (?:selesai|tuntas)|proses|menunggu|ditindak ?lanjuti|akan ditindak ?lanjuti|ditangani|"
        r"pending|"
        r"koordinasi|melengkapi|dilengkapi dulu",
    ),
    (
        Outcome.SERVED,
        r"(?<!belum )(?<!dapat )(?<!bisa )(?:selesai|tuntas|terlayani|dilayani)|"
        r"diberi(?:kan)? (?:penjelasan|info|informasi|brosur|arahan|surat|pengantar|contoh|nomor)|"
        r"berkas (?:sudah |telah )?(?:di)?lengkapi?|"
        r"dijelaskan|diarahkan|diterbitkan|terbit|dibuatkan|beres|diserahkan|ok|(?<!belum )jadi",
    ),
)
LONGEST_NOTE = 1000
OTHER_PURPOSE = _("Accepted as it is, the visit is about something else, and the text is kept.")
AS_SERVED = _("Accepted as it is, the visit counts as served, and the text is kept.")


def tell_purposes(texts):
    """Whether most texts of a column tell what somebody came for."""
    words = readers.WordList(Purpose.choices, PURPOSES)
    told = [text for text in texts if words.find(text)[0] or meant_by(text[:LONGEST_WORDS], PURPOSE_PATTERNS)]
    return len(told) >= holdings.MOST * len(texts)


def tell_outcomes(texts):
    """Whether each text of a column tells what came of a visit, and of it alone."""
    words = readers.WordList(Outcome.choices, OUTCOMES)
    return bool(texts) and all(
        words.find(text)[0] or len(meant_by(text[:LONGEST_WORDS], OUTCOME_PATTERNS)) == 1 for text in texts
    )


def office_in(text):
    """The one office that a text names, or None: `Dirujuk ke Disnaker`."""
    found = {
        office
        for office, words in OFFICES.items()
        for word in words
        if re.search(rf"\b{re.escape(word)}\b", text[:LONGEST_WORDS], re.I)
    }
    return found.pop().value if len(found) == 1 else None


class VisitReader(FieldReader):
    """What a guest book says in its own words is kept as the note of a row that has no other."""

    def _read(self, judged, one, cell):
        super()._read(judged, one, cell)
        # `Dirujuk` with `ke BP3MI` beside it; a column for the office comes after the outcome.
        is_referred = judged.values.get("outcome") == Outcome.REFERRED and "referred_to" not in judged.values
        if one.key in ("outcome", "note") and is_referred and (office := office_in(cell.text)):
            judged.values["referred_to"] = office

    def keep_own_words(self, judged, cells):
        kept = [cells[note.key].text for note in judged.notes if note.kind == OWN_WORDS]
        if kept and "note" not in judged.values:
            judged.values["note"] = visible("; ".join(kept))[:LONGEST_NOTE]


def name_or_nothing(cell):
    """The name of a visitor; nothing where the row gives none."""
    return (None, None) if NOTHING.fullmatch(cell.text) else name(cell)


SCHEMA = Schema(
    "desk_visits",
    _("Visits to the service desk"),
    (
        *village_fields(),
        Field(
            "visited_on",
            _("Day of the visit"),
            listed(
                "tanggal, tgl, tanggal kunjungan, tgl kunjungan, tanggal layanan, "
                "tanggal bertamu, hari tanggal datang, tanggal permohonan, tanggal aduan, "
                "tanggal pengaduan, tanggal tamu datang, tanggal terima, tanggal diterima, "
                "tanggal kedatangan, tanggal pelaporan, tanggal laporan, tanggal daftar, "
                "hari tanggal kunjungan, "
                "hari tanggal, waktu, "
                "tanggal pelayanan, waktu kunjungan, tanggal datang, tanggal lapor, "
                "tanggal konsultasi, tanggal masuk"
            ),
            True,
            holds=holdings.are_days,
            is_distinct=True,
            read=readers.day,
        ),
        Field(
            "full_name",
            _("Full name"),
            listed(
                "nama, nama pengunjung, nama pemohon, nama tamu, nama pelapor, pengunjung, "
                "nama yang datang, nama pemohon layanan, nama penerima layanan, nama konsultan, "
                "nama pengguna layanan, nama masyarakat yang dilayani, nama yang dilayani, tamu, "
                "pelapor, nama konsulti, nama penanya, nama pencaker, nama pencari kerja, "
                "nama pengguna, nama terang, "
                "pemohon, nama klien, nama warga, nama masyarakat, yang dilayani, nama pengadu, "
                "pengadu, klien, nama pencari informasi, nama lengkap"
            ),
            read=name_or_nothing,
            holds=holdings.are_names,
            is_guess=True,
        ),
        Field(
            "sex",
            _("Sex"),
            ("jenis kelamin", "jk", "l/p", "lp", "kelamin"),
            read=sex,
            words=Sex.labels,
            holds=sexes.are_sexes,
            is_distinct=True,
            unless=titles.OTHERS,
            is_titled=sexes.names_sexes,
        ),
        Field(
            "purpose",
            _("What for"),
            listed(
                "keperluan, jenis layanan, layanan, tujuan kunjungan, maksud, jenis keperluan, "
                "yang ditanyakan, tujuan datang, permohonan, jenis permohonan, "
                "tujuan kedatangan, alasan datang, alasan kunjungan, bentuk layanan, "
                "isi konsultasi, materi konsultasi, hal yang ditanyakan, yang dikonsultasikan, "
                "jenis pengaduan, jenis aduan, "
                "tujuan, perihal, hal, urusan, jenis pelayanan, pelayanan, kepentingan, "
                "layanan diberikan, layanan diminta, permintaan, jenis konsultasi, "
                "maksud tujuan, kebutuhan layanan, bidang layanan, topik, pokok masalah"
            ),
            True,
            keywords=("keperluan", "jenis layanan", "maksud", "kebutuhan", "topik", "layanan", "pelayanan"),
            holds=tell_purposes,
            is_distinct=True,
            read=in_own_words(
                readers.WordList(Purpose.choices, PURPOSES),
                PURPOSE_PATTERNS,
                leading=LEADING,
                otherwise=Purpose.OTHER,
                mend=OTHER_PURPOSE,
            ),
            words=Purpose.labels,
        ),
        Field(
            "route",
            _("Route abroad"),
            listed(
                "jalur, prosedur, jalur keberangkatan, prosedural, prosedural non, prosedural non prosedural"
            ),
            read=readers.WordList(Route.choices, ROUTES).read,
            words=Route.labels,
        ),
        Field(
            "outcome",
            _("Outcome"),
            listed(
                "hasil, hasil layanan, status, tindak lanjut, status layanan, solusi, tindakan, "
                "jawaban petugas, yang dilakukan, tindakan diambil, diselesaikan, jawaban, "
                "tanggapan, respon, respon petugas, status penyelesaian, status pengaduan, "
                "status penanganan, upaya, "
                "tindakan petugas, penanganan"
            ),
            keywords=("hasil", "penanganan", "penyelesaian", "tindak lanjut", "solusi"),
            holds=tell_outcomes,
            read=in_own_words(
                readers.WordList(Outcome.choices, OUTCOMES),
                OUTCOME_PATTERNS,
                # Explained and then sent on: what is left to do counts.
                gives_way=Outcome.SERVED,
                otherwise=Outcome.SERVED,
                mend=AS_SERVED,
            ),
            words=Outcome.labels,
        ),
        Field(
            "referred_to",
            _("Referred to"),
            listed(
                "dirujuk ke, rujukan, instansi rujukan, diteruskan ke, dilimpahkan ke, tujuan rujukan, "
                "dilanjutkan ke, diserahkan ke, lembaga rujukan, dirujuk, rujuk ke"
            ),
            keywords=("dirujuk ke", "rujukan", "diteruskan ke"),
            read=readers.WordList(ReferredTo.choices, OFFICES).read,
            words=ReferredTo.labels,
        ),
        Field(
            "placement_number",
            _("Number in SIAPkerja or SISKOP2MI"),
            ("nomor siapkerja", "id siapkerja", "nomor siskop2mi", "id pmi"),
            read=readers.text(40),
        ),
        Field(
            "note",
            _("What it was about"),
            listed(
                "uraian, keterangan, ket, catatan, uraian keperluan, catatan petugas, "
                "isi pengaduan, rincian, uraian masalah, isi laporan"
            ),
            keywords=("uraian", "permasalahan", "masalah", "kronologi"),
            # `Keterangan: selesai` is what came of it.
            yields_to="outcome",
            read=readers.text(LONGEST_NOTE),
        ),
    ),
)
