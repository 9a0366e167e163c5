"""Where the money of an activity comes from, in the words of offices: in a cell, in the title of a column."""

import re

from django.utils.translation import gettext
from django.utils.translation import gettext as _

from villages.lists.sheets import holdings, readers
from villages.lists.sheets.judging import ACCEPT_CORRECTED, REVIEW, Remark, shown
from villages.lists.sheets.questions import Question

from ..choices import FundingSource

LONGEST_SOURCE = 200
#: A regional budget, of which level nobody says.
BARE = ("apbd", "danaapbd", "apbdmurni", "apbdperubahan", "papbd")
SOURCE_WORDS = {
    FundingSource.APBN: ("apbn", "apbn pusat", "dipa", "dekonsentrasi", "dak"),
    FundingSource.APBD_PROVINCE: (
        "apbd provinsi",
        "apbd prov",
        "apbd i",
        "apbd 1",
        "apbd tk i",
        "apbd tingkat i",
        "apbd jatim",
    ),
    FundingSource.APBD_REGENCY: (
        "apbd kabupaten",
        "apbd kab",
        "apbd kota",
        "apbd kabupaten kota",
        "apbd ii",
        "apbd 2",
        "apbd tk ii",
        "apbd tingkat ii",
    ),
    FundingSource.VILLAGE_FUND: ("dana desa", "dd", "dds", "apbdes", "apb desa"),
    FundingSource.CSR: ("csr", "csr perusahaan", "tjsl", "pkbl"),
    FundingSource.SELF_HELP: ("swadaya", "swadaya masyarakat"),
    FundingSource.OTHER: (
        "lain",
        "lainnya",
        "lain lain",
        "sumber lain",
        "pad",
        "pades",
        "pad desa",
        "pbh",
        "dll",
    ),
}


#: Money that the regency gives a village (PP 43/2014, Pasal 96), however much it is called like Dana Desa.
ALLOCATION = re.compile(r"\badd\b|\balokasi dana desa\b", re.I)
#: What a cell says in full, and in a title would be an office or anybody.
CELL_WORDS = {
    FundingSource.APBN: ("kemnaker", "kementerian", "kementerian ketenagakerjaan", "pusat"),
    FundingSource.APBD_PROVINCE: ("provinsi", "pemprov"),
    FundingSource.APBD_REGENCY: ("kabupaten", "pemkab", "apbd pemkab"),
    FundingSource.SELF_HELP: (
        "iuran",
        "iuran peserta",
        "iuran anggota",
        "kas kelompok",
        "mandiri",
        "swadaya peserta",
        "gotong royong",
        "pribadi",
    ),
}
#: `APBD Jawa Timur`, `APBD Tulungagung`: whose budget, by its name.
NAME_OF_REGION = re.compile(
    r"\bapbd\s+(?!prov|kab|kota|i\b|ii\b|tk|tingkat|murni|perubahan|p\b)(?:(jatim|jateng|jabar|jawa \w+|"
    r"ntb|ntt|lampung|banten|bali)\b"
    r"|[^\W\d_]{4,})(?!\w)",
    re.I,
)
LEVELS = {True: "provinsi", False: "kabupaten"}
NO_SOURCE = re.compile(r"(tidak ada|tanpa|nihil|non|nir)\b[\w -]{0,20}", re.I)
WORD_OF_SOURCE = readers.WordList(
    FundingSource.choices,
    {one: (*words, *CELL_WORDS.get(one, ())) for one, words in SOURCE_WORDS.items()},
    doubtful={FundingSource.APBD_REGENCY: (*BARE, "dbhcht", "dbh cht"), FundingSource.CSR: ("bank jatim",)},
).read


def source(cell):
    """A funding source by its word; also where a name stands beside it (`CSR Bank Jatim`, `DIPA/APBN`)."""
    if NO_SOURCE.fullmatch(cell.text[:LONGEST_SOURCE].strip()):
        return None, None
    if ALLOCATION.search(cell.text[:LONGEST_SOURCE]):
        text = _(
            "“%s” comes from the budget of the regency and is not Dana Desa. Accepted as it is, it is "
            "recorded as another source."
        )
        return FundingSource.OTHER.value, Remark(REVIEW, "code_mapped", text % shown(cell.text))
    value, remark = WORD_OF_SOURCE(cell)
    if remark is None or remark.kind != "code_unknown":
        return value, remark
    found = sources_in(
        NAME_OF_REGION.sub(lambda named: f"apbd {LEVELS[bool(named[1])]}", cell.text[:LONGEST_SOURCE])
    )
    if len(found) != 1:
        return None, remark
    said = _("“%(value)s” was read as %(word)s.")
    said %= {"value": shown(cell.text), "word": found[0].label}
    return found[0].value, Remark(ACCEPT_CORRECTED, "code_mapped", said)


def sources_in(text):
    """The funding sources that a text names, the longest words first."""
    text, found = re.sub(r"[\W_]+", " ", text[:LONGEST_SOURCE].casefold()), []
    words = [
        (word, one) for one, words in SOURCE_WORDS.items() for word in words if one != FundingSource.OTHER
    ]
    for word, one in sorted(words, key=lambda pair: -len(pair[0])):
        text, count = re.subn(rf"\b{re.escape(word)}\b", "|", text)
        if count and one not in found:
            found.append(one)
    # A word that may be of several levels leaves the source open.
    return [] if re.search(r"\bapbd\b", text) else found


def source_of_column(title):
    """Source and side of the money (`plan`, `actual`) of a column such as `APBD Kab. (Rp)`, or None."""
    found = sources_in(title)
    if len(found) != 1 or re.search(r"\b(sumber|jenis|nama|uraian|ket)", title, re.I):
        return None
    return found[0].value, "actual" if re.search(r"realisasi|belanja|serap|terpakai", title, re.I) else "plan"


def is_of_one_source(column, columns):
    """Whether a column holds the money of one source, in a list that has no column for the source."""
    return source_of_column(column.title) is not None and not any(
        re.search(r"\bsumber|\basal dana", one.title, re.I) for one in columns
    )


def says_apbd_alone(text):
    """Whether a cell says APBD and not whose: of the province or of the regency."""
    return readers.plain_word(text[:LONGEST_SOURCE]) in BARE


def questions_of_source(table, columns):
    """Whose budget a bare APBD is, asked once for a list that says it."""
    index = columns.get("source")
    if index is None or not any(map(says_apbd_alone, holdings.texts_of(table, index))):
        return []
    own = FundingSource.APBD_REGENCY, FundingSource.APBD_PROVINCE
    choices = (("", gettext("Ask for each row")), *((one.value, one.label) for one in own))
    label = gettext("The list says APBD. Whose budget is it?")
    return [Question("apbd", label, choices)]


def in_title(text):
    """The one source that a title above a list says of its money: `KEGIATAN DANA DESA TAHUN 2025`."""
    if not re.search(
        r"\b(kegiatan|realisasi|anggaran|sumber|dana|laporan)\b", text, re.I
    ) or ALLOCATION.search(text):
        return ""
    found = sources_in(text)
    return str(found[0].label) if len(found) == 1 else ""
