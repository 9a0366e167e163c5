"""Fixed lists in the words of offices: sex, stage, education and so on (case O05).

A known word is mapped and shown; an unknown one is refused with the words that are known, never guessed.
"""

import functools
import re

from ...choices import Education, EndKind, Placement, ReturnReason, Route, Sex, StageKind
from ...lists.sheets.judging import ACCEPT, ACCEPT_CORRECTED, REFUSE, REVIEW
from ...lists.sheets.readers import WordList, plain_word
from .. import countries

#: A relative of a migrant worker: belongs to the programme, and stands at no stage of migration.
FAMILY = "family"
YES, NO = "yes", "no"
#: The level before a school or a subject, and nothing of another level behind it.
LEVEL = re.compile(r"[^\W\d_]+[- ]?\d?(?=\s+[^/]*$)")
#: `Istri PMI`, `Orang tua dari purna PMI`
OF_FAMILY = re.compile(
    r"(?:anggota )?(?:suami|istri|isteri|pasangan|anak|orang ?tua|ortu|ibu|bapak|ayah|adik|kakak|saudara|"
    r"kel(?:uarga)?|klg)\b\.? (?:dari )?(?:(?:calon|purna|eks|ex|mantan)\b[- .]*)?"
    r"(?:c?pmi|c?tki|tkw|bmi|pekerja migran(?: indonesia)?)?",
    re.I,
)
BRACKETS = re.compile(r"\([^()]{0,100}\)")
NOTHING = re.compile(r"[\-–—._\s]*")
#: Value -> words that need no remark, words that are mapped, words that are held until somebody says yes.
WORDS = {
    "sex": {
        Sex.MALE: (
            "L",
            "1 lk lki laki laki-laki lakilaki laki2 lk2 lelaki pria cowok putra m male man l/laki-laki",
            "",
        ),
        Sex.FEMALE: ("P", "2 pr prp prmpn perempuan wanita wnt cewek putri f female woman w p/perempuan", ""),
        Sex.UNKNOWN: ("", "tidak_diketahui", ""),
    },
    "stage": {
        StageKind.PROSPECTIVE: (
            "CPMI",
            "calon_pmi ctki ctkw calon_tki calon_tkw calon_bmi calon_pekerja_migran "
            "calon_pekerja_migran_indonesia calon_tenaga_kerja_indonesia pra_penempatan",
            "calon belum_berangkat akan_berangkat proses_berangkat dalam_proses proses",
        ),
        StageKind.ABROAD: (
            "PMI",
            "tki tkw bmi pekerja_migran pekerja_migran_indonesia pmi_aktif tki_aktif tkw_aktif bmi_aktif "
            "pmi_ln bekerja_di_luar_negeri masih_di_luar_negeri di_luar_negeri sedang_bekerja_di_luar_negeri "
            "masih_bekerja_di_luar_negeri pmi_di_luar_negeri bekerja_di_ln masih_di_ln "
            "di_ln penempatan ditempatkan",
            "aktif aktif_bekerja masih_aktif masih_bekerja luar_negeri sedang_bekerja masih_kerja "
            "sudah_berangkat berangkat",
        ),
        StageKind.RETURNED: (
            "Purna_PMI PMI_Purna",
            "purna eks_tki eks_tkw eks_pmi ex_tki ex_tkw ex_pmi mantan_pmi mantan_tki mantan_tkw "
            "purna_tki purna_tkw purna_pekerja_migran purna_pekerja_migran_indonesia eks_bmi ex_bmi "
            "mantan_bmi mantan_pekerja_migran tki_purna tkw_purna",
            "",
        ),
        FAMILY: (
            "Keluarga Keluarga_PMI",
            "klg keluarga_tki klg_pmi kel_pmi anggota_keluarga anggota_keluarga_pmi family",
            "",
        ),
    },
    "education": {
        Education.NONE: (
            "",
            "tidak_sekolah tidak_belum_sekolah belum_sekolah tidak_tamat_sd belum_tamat_sd "
            "belum_tamat_sd_sederajat tidak_tamat_sd_sederajat tk paud ttsd tdk_sekolah tidak_tamat "
            "tdk_tamat_sd blm_sekolah tidak_pernah_sekolah buta_huruf tidak_berpendidikan",
            "",
        ),
        Education.PRIMARY: (
            "SD",
            "mi sd_mi sd_sederajat tamat_sd tamat_sd_sederajat paket_a sekolah_dasar sdn min sr",
            "",
        ),
        Education.LOWER_SECONDARY: (
            "SMP",
            "sltp mts smp_mts smp_sederajat sltp_sederajat tamat_smp paket_b smpn mtsn "
            "sekolah_menengah_pertama",
            "",
        ),
        Education.UPPER_SECONDARY: (
            "SMA SMK SMA/SMK",
            "slta ma smu stm smea sma_ma sma_smk_ma sma_sederajat slta_sederajat tamat_sma tamat_smk paket_c "
            "man sman smkn smk_sederajat tamat_slta sekolah_menengah_atas sekolah_menengah_kejuruan aliyah",
            "",
        ),
        Education.DIPLOMA: (
            "D1 D2 D3",
            "di dii diii diploma diploma_i_ii diploma_i diploma_ii diploma_iii diploma_1 diploma_2 diploma_3 "
            "akademi",
            "",
        ),
        Education.BACHELOR: (
            "S1",
            "d4 s2 s3 sarjana strata_i strata_1 strata_ii strata_iii diploma_iv diploma_iv_strata_i "
            "magister s1_d4 d4_s1 diploma_4",
            "",
        ),
        Education.UNKNOWN: ("", "tidak_diketahui", ""),
    },
    "route": {
        Route.PROCEDURAL: ("", "prosedural legal resmi sesuai_prosedur prosedur", ""),
        Route.NON_PROCEDURAL: (
            "",
            "nonprosedural non_prosedural unprosedural tidak_prosedural ilegal tidak_resmi non_procedural "
            "non_resmi nonresmi non_prosedur tanpa_prosedur",
            "",
        ),
        Route.UNKNOWN: ("", "tidak_diketahui", ""),
    },
    "placement": {
        Placement.GOVERNMENT: ("", "g_to_g g2g gtog pemerintah bp2mi program_pemerintah kp2mi", ""),
        Placement.P3MI: ("P3MI", "pptkis pjtki swasta p_to_p ptop p2p pt swasta_p3mi", ""),
        Placement.OWN_COMPANY: ("UKPS", "uukps perusahaan_sendiri", ""),
        Placement.INDIVIDUAL: ("", "perseorangan mandiri perorangan individu pmi_mandiri", ""),
        Placement.UNKNOWN: ("", "tidak_diketahui", ""),
    },
    "return_reason": {
        ReturnReason.CONTRACT_ENDED: (
            "",
            "habis_kontrak selesai_kontrak kontrak_habis kontrak_selesai finish_kontrak habis_masa_kontrak "
            "kontrak_berakhir masa_kontrak_habis finish kontrak_kerja_habis",
            "",
        ),
        ReturnReason.ILLNESS: ("", "sakit sakit_sakitan sakit_berobat gangguan_kesehatan berobat", ""),
        ReturnReason.DISMISSED: (
            "",
            "phk diberhentikan di_phk phk_sepihak diputus_kontrak pemutusan_kontrak dipecat",
            "",
        ),
        ReturnReason.DEPORTED: ("", "deportasi dideportasi deportan repatriasi", ""),
        ReturnReason.LEAVE: ("", "cuti", ""),
        ReturnReason.FAMILY: (
            "",
            "keluarga alasan_keluarga urusan_keluarga permintaan_keluarga orang_tua_sakit menikah "
            "merawat_orang_tua keperluan_keluarga",
            "",
        ),
        ReturnReason.OTHER: ("", "lain lainnya lain_lain", ""),
        ReturnReason.UNKNOWN: ("", "tidak_diketahui", ""),
    },
    "is_insured": {
        YES: ("Ya", "y yes ada aktif sudah terdaftar v", ""),
        NO: ("Tidak", "t no n belum tidak_ada tidak_aktif", ""),
    },
    "end": {
        EndKind.DIED: ("Meninggal", "meninggal_dunia wafat almarhum almarhumah alm almh", ""),
        EndKind.LEFT_COUNTRY: ("", "pindah_ln pindah_luar_negeri pindah_ke_luar_negeri", ""),
        EndKind.LEFT_AREA: ("", "pindah pindah_domisili", ""),
        EndKind.LEFT_PROGRAMME: ("", "keluar_program keluar_dari_program", ""),
    },
    "is_family": {
        YES: ("Ya ya yes", "y v", ""),
        NO: ("Tidak tidak no", "t n bukan", ""),
    },
}
#: Lists whose labels on screen are accepted too, because the template and the exports write them.
CHOICES = {
    "sex": Sex,
    "stage": StageKind,
    "end": EndKind,
    "education": Education,
    "route": Route,
    "placement": Placement,
    "return_reason": ReturnReason,
}


#: How days that the register has no field for are kept in the note.
TRAVEL = {"departed_on": "Berangkat", "returned_on": "Pulang"}


@functools.cache
def list_of(key):
    """The `WordList` of one of `WORDS`."""
    labels = dict(CHOICES[key].choices) if key in CHOICES else {}
    exact, mapped, held = (
        {value: [one.replace("_", " ") for one in said[place].split()] for value, said in WORDS[key].items()}
        for place in range(3)
    )
    return WordList(
        [(value, labels.get(value, "")) for value in WORDS[key]], mapped, doubtful=held, written=exact
    )


def read_word(key, text, *, is_own=False):
    """The value (or an empty text) and a `Remark` (or None) for what was written under a fixed list.

    `is_own`: under a title of the portal's template its own words need no remark.
    """
    if NOTHING.fullmatch(text):
        return "", None
    words = list_of(key)
    value, fate = words.find(text, is_own=is_own)
    # `PMI/purna` names two stages, and nobody says which one holds.
    if fate != ACCEPT and key == "stage" and "/" in text:
        return "", words.remark(text, "", REFUSE)
    if not value and BRACKETS.search(text):
        # `PMI (sedang bekerja di luar negeri)`: the word is explained, and asked about.
        parts = map(plain_word, (BRACKETS.sub("", text), " ".join(BRACKETS.findall(text))))
        said = [words.known[part] for part in parts if part in words.known]
        value = said[0][0] if said else ""
        is_sure = len({one for one, _fate in said}) == 1 and all(one != REVIEW for _value, one in said)
        fate = ACCEPT_CORRECTED if is_sure and key != "stage" else REVIEW if said else REFUSE
    if key == "education" and not value and (level := LEVEL.match(text.strip())):
        # `SMK Otomotif`, `D3 Keperawatan`
        value, fate = words.known.get(plain_word(level[0]), ("", REFUSE))
    if key == "stage" and OF_FAMILY.fullmatch(text.strip()[:LONGEST_STAGE]):
        value, fate = FAMILY, ACCEPT_CORRECTED
    elif key == "stage" and fate in (REVIEW, REFUSE) and (meant := certain_stage(text)):
        value, fate = meant, ACCEPT_CORRECTED
    elif key == "stage" and not value and (NAMES_MIGRANTS.search(text) or AFFIRMED.match(text)):
        # `Sudah purna`, `PMI di Taiwan`, `Ya, sudah pulang`: a stage among other words.
        value = stage_in(text)[0]
        fate = REVIEW if value else REFUSE
    return value, words.remark(text, value, fate)


#: What notes say about a migration, and the stage that follows.
SAID_OF_STAGE = (
    (
        StageKind.RETURNED,
        r"purna([- ]*(pmi|tki|tkw|bmi))?|(eks|ex|mantan)[- ]*(pmi|tki|tkw|bmi)|"
        r"((pmi|tki|tkw|bmi)( yg| yang)? )?(sudah|sdh|telah|udah) (pulang|kembali)|pmi purna|"
        r"(?<!belum )(?<!blm )(?<!tidak )(?<!tdk )(?<!akan )(?<!mau )pulang",
    ),
    (
        StageKind.PROSPECTIVE,
        r"cpmi|ctki|calon (pmi|tki|tkw|pekerja migran( indonesia)?)|(akan|mau) berangkat|proses berangkat|"
        r"minat kerja|(masih|msh|sedang|dalam|tahap|baru) proses|proses (di )?(pt|p3mi|blk|lpk|dokumen|visa)|"
        r"(belum|blm) berangkat|(masih )?di (penampungan|blk|bkk)|"
        r"(menunggu|tunggu|nunggu) (job|visa|terbang|panggilan|penempatan|berangkat|keberangkatan)",
    ),
    (
        StageKind.ABROAD,
        r"pmi|tki|tkw|bmi|pekerja migran|(kerja|bekerja|masih) di (luar negeri|ln)|di luar negeri|"
        r"(masih|msh|sedang|sdg|aktif) (be)?kerja|masih (aktif|kontrak|di sana|disana)|"
        r"(belum|blm) pulang",
    ),
)
#: With these a stage is denied, hoped for, or that of somebody else.
UNCERTAIN = re.compile(
    r"/|\?|\b(?:tidak|tdk|belum|blm|bukan|gagal|batal|cuti|ingin|minat|rencana|keluarga|kel|anak|istri|isteri|suami|"
    r"ibu|bapak|ayah|orang tua|ortu|pernah|atau)\b",
    re.I,
)
LONGEST_NOTE = 200
#: A stage and perhaps a word in brackets; more is a sentence.
LONGEST_STAGE = 50


def stage_in(text):
    """The stage that a note speaks of, or an empty text, and whether it says nothing else."""
    text = text.strip()[:LONGEST_NOTE]
    if not text:
        return "", False
    value, fate = list_of("stage").known.get(plain_word(text), ("", REFUSE))
    if value and fate != REVIEW:
        return value, True
    for stage, pattern in SAID_OF_STAGE:
        if re.search(rf"\b(?:{pattern})\b", text, re.I):
            return stage.value, False
    return "", False


def certain_stage(text):
    """The only stage that a short text names, among words that cast no doubt on it; or an empty text.

    `Calon PMI (sedang proses)`, `Sudah pulang (purna PMI)`, `PMI di Taiwan`.
    """
    if len(text) > LONGEST_STAGE or UNCERTAIN.search(text) or not NAMES_MIGRANTS.search(text):
        return ""
    found = set()
    for stage, pattern in SAID_OF_STAGE:
        text, count = re.subn(rf"\b(?:{pattern})\b", " ", text, flags=re.I)
        found |= {stage.value} if count else set()
    return found.pop() if len(found) == 1 else ""


def are_stages(texts):
    """Whether at least half of the notes of a column say a stage, and some say nothing else.

    Or each says one, and not all the same: `masih kerja`, `sdh pulang th 2023`.
    """
    texts = [text for text in texts if re.search(r"\w", text[:LONGEST_NOTE])]
    found = [(stage, is_all) for stage, is_all in map(stage_in, texts) if stage]
    is_told = any(is_all for _stage, is_all in found) and 2 * len(found) >= len(texts)
    return is_told or (len(found) == len(texts) and len({stage for stage, _is_all in found}) > 1)


#: Words such as `aktif` are of many things; a column of stages names migrant workers too.
OF_MIGRATION = re.compile(r"pmi|tki|tkw|bmi|purna|migran|luar negeri|\bln\b|sudah pulang", re.I)
NAMES_MIGRANTS = re.compile(r"\b(?:c?pmi|c?tki|c?tkw|bmi|purna|pekerja migran|luar negeri|ln)\b", re.I)
#: The answer to a question such as `Pernah bekerja di luar negeri?`
AFFIRMED = re.compile(r"\W*(?:ya|iya|pernah)\b", re.I)
MOST = 0.8


def are_words_of_stage(texts):
    """Whether a column whose title says nothing holds stages: nearly all say one, and of migration."""
    texts = [text[:LONGEST_NOTE] for text in texts if not NOTHING.fullmatch(text[:LONGEST_NOTE])]
    found = [text for text in texts if stage_in(text)[0]]
    short = [text for text in found if len(text) <= LONGEST_STAGE]
    return len(short) >= max(MOST * len(texts), 1) and 2 * sum(map(_is_of_migration, short)) >= len(short)


def are_words_of(key, texts):
    """Whether most texts of a column are words of a fixed list."""
    return sum(plain_word(text[:LONGEST_NOTE]) in list_of(key).known for text in texts) >= MOST * len(texts)


def _is_of_migration(text):
    return bool(OF_MIGRATION.search(text))


#: Two letters may be a school (SD) or anything else; the country of the office is a nationality.
SHORTEST_NAME = 4


def are_countries(texts):
    """Whether most texts of a column name foreign countries."""
    known = 0
    for text in texts:
        try:
            known += len(text.strip()) >= SHORTEST_NAME and countries.read(text[:LONGEST_STAGE]) not in (
                "",
                "ID",
                None,
            )
        except countries.CountryUnknown:
            continue
    return known >= MOST * len(texts)


def word(key, value):
    """How a value is written in a list."""
    return list_of(key).word(value)
