"""How offices name the four pillars: in a cell, in a heading between the rows, in a title above the list."""

import re

from django.utils.translation import gettext

from villages.lists.sheets import holdings, side_by_side
from villages.lists.sheets.questions import Question

NUMERALS = {1: "I", 2: "II", 3: "III", 4: "IV"}
NUMBERS = {numeral.casefold(): number for number, numeral in NUMERALS.items()}
#: Words by which offices name the pillars (Permenaker 2/2019), where they say more than the portal or less.
WORDS = (
    (1, r"(pusat )?layanan migrasi|migrasi aman"),
    (2, r"usaha (ekonomi )?produktif|wirausaha|kewirausahaan"),
    (3, r"(community )?parenting|pengasuhan|tumbuh kembang anak"),
    (4, r"koperasi"),
)
#: How offices write them short, in capitals before or behind the name of an activity: `[UP] Pelatihan batik`.
SHORT = {"LM": 1, "PLM": 1, "UP": 2, "CP": 3, "KD": 4}
#: What stands between a pillar and the name of an activity in one cell.
BETWEEN = re.compile(r"[\[\]()|/:;]+|\s[-–—]+\s|^\W+|\W+$")
#: A whole part of such a cell: the pillar and no more.
WHOLE = [
    (number, re.compile(rf"(?:pill?ar|program|bidang)?\W*(?:{words})(?: desmigratif)?", re.I))
    for number, words in WORDS
]
#: What activities of a pillar are about, where a list says it by their names alone (Permenaker 2/2019).
ABOUT = (
    (
        1,
        r"migrasi|penempatan|pe(?:r)?lindungan|c(?:pmi|tki)|calon (?:pmi|tki|pekerja migran)|bursa kerja|"
        r"job ?fair|lowongan|pro?sedur(?:al)?|tppo|calo|paspor|dokumen|"
        r"(?:kerja|bekerja) (?:di|ke) (?:luar negeri|ln)|"
        r"bahasa (?:korea|jepang|mandarin|inggris|arab|taiwan)",
    ),
    (
        2,
        r"\w*usaha\w*|umkm|produk\w*|pemasaran|(?:ke|pe)ngemasan|kemasan|olahan|pengolahan|kue|roti|keripik|\w*jahit|"
        r"batik|\w*ternak\w*|budi ?daya|kerajinan|anyaman|rajut|las|bengkel|salon|tata (?:rias|boga|busana)|"
        r"barista|sablon|"
        r"(?:bantuan|hibah|penyerahan)(?! (?:hukum|anak))|hidroponik|digital marketing|memasak",
    ),
    (
        3,
        r"parenting|pengasuhan|anak|remaja|(?:bimbingan|kelas|kelompok|rumah) belajar|bimbel|paud|"
        r"konseling keluarga",
    ),
    (4, r"koperasi|simpan pinjam|rapat anggota|rat|literasi keuangan"),
)
LONGEST_NAME = 200
NAMED = re.compile(r"\bpill?ar\b\W*(?:ke\b\W*)?(iv|i{1,3}|[1-4])\b", re.I)


def number_in(text):
    """The number of the pillar that words of a text mean, or None where they mean none or several."""
    meant = [number for number, words in WORDS if re.search(rf"\b({words})\b", text, re.I)]
    # `Koperasi usaha produktif` is the name of the fourth.
    return meant[-1] if len(meant) == 1 or meant == [2, 4] else None


def are_pillars(texts):
    """Whether each text of a column is a pillar, or begins with its number: `Pilar 2 - Usaha Produktif`."""
    return all(NAMED.match(text) or _whole(text.strip()) for text in texts)


def in_name(text):
    """The numeral of the pillar that a cell says beside the name of an activity; empty where it says none.

    `Layanan Migrasi - Sosialisasi`, `Pilar 2: Pelatihan batik`, `[UP] Pelatihan`, `Kelas ibu (parenting)`.
    """
    text = text[:LONGEST_NAME]
    found = {NUMBERS.get(one.casefold()) or int(one) for one in NAMED.findall(text)}
    found = found or {_whole(part.strip()) for part in BETWEEN.split(text)} - {None}
    return NUMERALS[found.pop()] if len(found) == 1 else ""


def by_subject(text):
    """The number of the pillar that an activity is of by what its name is about, or None."""
    text = text[:LONGEST_NAME]
    found = {number for number, words in ABOUT if re.search(rf"\b(?:{words})\b", text, re.I)}
    # The business of a co-operative is of the co-operative.
    found -= {2} if 4 in found else set()
    return found.pop() if len(found) == 1 else None


def questions_of_pillar(table, columns):
    """Whether the names of the activities may say their pillars, asked where nothing else of a list does."""
    said = [columns[key] for key in ("title", "type") if key in columns]
    names = [text for index in said for text in holdings.texts_of(table, index)]
    is_said = "pillar" in columns or table.surroundings.only_one_read(in_title) or any(map(in_name, names))
    is_said = is_said or any(in_heading(row.under) for row in table.rows if row.under)
    if is_said or not any(map(by_subject, names)):
        return []
    label = gettext("The list does not say the pillars. May they follow from the names of the activities?")
    choices = (
        ("names", gettext("Yes, as each name says it")),
        ("", gettext("No, all rows are of one pillar")),
    )
    return [Question("pillar_by_name", label, choices, "names", instead_of="pillar")]


def _whole(text):
    """The number of the pillar that a text is and says no more than; or None."""
    return SHORT.get(text) or next((number for number, words in WHOLE if words.fullmatch(text)), None)


def in_heading(text):
    """The numeral of the pillar of a heading such as `II. USAHA PRODUKTIF`; empty where it names none."""
    if found := NAMED.search(text):
        return NUMERALS[NUMBERS.get(found[1].casefold()) or int(found[1])]
    number = number_in(text)
    return NUMERALS[number] if number else ""


def in_title(text):
    """The same of a title above the list, in which `Dinas Koperasi` is an office and no pillar."""
    if NAMED.search(text) or re.search(r"\bpill?ar\b", text, re.I):
        return in_heading(text)
    return "" if re.search(r"\b(koperasi|dinas|bidang|seksi)\b", text, re.I) else in_heading(text)


def ticked(table):
    """The table with one column of pillars, where there is one to tick for each: `Pilar / I`, `Pilar 2`."""
    found = {}
    for column in table.columns:
        named = NAMED.fullmatch(" ".join(column.parts[-2:]))
        if named and side_by_side.are_ticks(table, column.index):
            found[column.index] = in_heading(named[0])
    return side_by_side.ticked(table, "Pilar", found) if len(found) > 1 else table
