"""The stage of everybody in a list: by the title of its names, its titles, the name of its sheet or file.

`DAFTAR PURNA PMI DESA BETAK` says that all came back. PMI alone says little: by the law it is also whoever
prepares to leave and whoever came back (UU 18/2017, Pasal 1).
"""

import re

from ...choices import StageKind
from ...lists.sheets.surroundings import only_one
from .. import countries
from .words import FAMILY

LONGEST = 300
WORKER = r"(?:pmi|tki|tkw|bmi|(?:pekerja|buruh) migran(?: indonesia)?)"
#: Offices for migrant workers, and the programme, say nothing about the people of a list.
OTHERS = re.compile(
    r"(?:pe(?:r)?lindungan|badan|balai|kementerian|dinas|layanan|serikat)\b.{0,40}?"
    r"\b(?:pekerja migran(?: indonesia)?|pmi)\b"
    r"|\bdesa migran\b",
    re.I,
)
SAID = (
    (
        FAMILY,
        rf"\bkeluarga (?:dari )?{WORKER}\b|\banggota keluarga\b"
        rf"|\b(?:anak|suami|istri|isteri|orang ?tua|ortu) (?:dari )?{WORKER}\b",
    ),
    (
        StageKind.RETURNED.value,
        rf"\b(?:purna|eks|ex|mantan)\b[- ]*(?:{WORKER})?(?: *\bpurna\b)?|\b{WORKER}[- ]+purna\b"
        rf"|\b(?:kepulangan|pemulangan)(?: {WORKER}(?:[- ]b\b)?)?\b|\b{WORKER}(?: bermasalah|[- ]b\b)"
        rf"|\b{WORKER}(?: yang)? (?:dipulangkan|dideportasi|pulang|kembali)\b",
    ),
    (StageKind.PROSPECTIVE.value, rf"\bc(?:pmi|tki|tkw)\b|\bcalon {WORKER}\b|\bcalon pekerja migran\b"),
    (
        StageKind.ABROAD.value,
        rf"\b{WORKER}\b[- ]*(?:aktif|ln\b|(?:yang )?(?:sedang |masih )?(?:bekerja )?di luar negeri)"
        rf"|\bpenempatan {WORKER}\b|\bbekerja di luar negeri\b|\bsedang bekerja\b",
    ),
)
#: Names of countries have at most so many words, and no fewer letters.
MOST_WORDS, SHORTEST = 3, 4
PLACE_OF_WORK = re.compile(
    r"\b(?:di|ke|dari|pmi|tki|tkw|purna|g to g|magang|negara(?: (?:tujuan|penempatan))?|tujuan|penempatan)\b"
    r"(?=[\s:]*([^\W\d_]+(?: [^\W\d_]+){0,2}))",
    re.I,
)
ANY = re.compile(rf"\b{WORKER}\b", re.I)


def of_list(name_title, surroundings):
    """The stage that a list says of all its rows (or an empty text), and whether it speaks of PMI."""
    is_likely = False
    for texts in ([name_title], surroundings.texts, *([name] for name in surroundings.names)):
        said, spoken = set(), False
        for text in texts:
            found, is_spoken = of_text(text)
            said |= found
            spoken = spoken or is_spoken
        if len(said) == 1:
            return ("" if FAMILY in said else said.pop()), False
        if said:
            return "", False
        is_likely = is_likely or spoken
    return "", is_likely


def is_of_relatives(surroundings):
    """Whether titles, else the name of sheet or file, speak of relatives of migrant workers alone."""
    for texts in (surroundings.texts, *([name] for name in surroundings.names)):
        read = [of_text(text) for text in texts]
        if said := set().union(*(stages for stages, _is_spoken in read)):
            return said == {FAMILY} and not any(is_spoken for _stages, is_spoken in read)
    return False


def country_of_list(surroundings):
    """The code of the one country where everybody of a list works, as its titles or names say; or nothing."""
    return surroundings.only_one_read(country_in)


def country_in(text):
    """The code of the country that a title names as a place of work: `PMI DI TAIWAN`, a sheet `Malaysia`."""
    text = text[:LONGEST].replace("_", " ").strip()
    said = [_country(text, is_whole=True)]
    said += [_country(found[1]) for found in PLACE_OF_WORK.finditer(text)]
    return only_one(filter(None, said))


def _country(text, *, is_whole=False):
    """The code of the country whose name begins a text, or is all of it; or an empty text."""
    words = text.split()[: MOST_WORDS + is_whole]
    for count in range(len(words), 0, -1) if len(words) <= MOST_WORDS else ():
        name = " ".join(words[:count]).strip(" .,:()")
        try:
            code = countries.read(name) if len(name) >= SHORTEST else ""
        except countries.CountryUnknown:
            code = ""
        if code and code != "ID":
            return code
        if is_whole:
            break
    return ""


def of_text(text):
    """The stages that a text names, and whether it speaks of migrant workers without a stage."""
    text = OTHERS.sub(" ", text[:LONGEST].replace("_", " "))
    said = set()
    for stage, pattern in SAID:
        text, count = re.subn(pattern, " ", text, flags=re.I)
        if count:
            said.add(stage)
    is_spoken = bool(ANY.search(text))
    # `CPMI/PMI`: two stages, of which the second has its plain word.
    return (said | {StageKind.ABROAD.value} if said - {FAMILY} and is_spoken else said), is_spoken
