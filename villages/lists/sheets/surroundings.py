"""What a list says of all its rows outside its columns: titles, headings between rows, names of its sheet.

`DAFTAR PURNA PMI DESA TUNGGANGRI` says the village of everybody below it, a sheet called `Ds. Betak` too.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from . import titles
from .judging import ACCEPT_CORRECTED
from .places import district_of, plain

VILLAGE = re.compile(
    r"\b(?:desa(?:\s+(?:desmigratif|binaan|percontohan|migran\s+(?:produktif|emas)))*(?!\s+(?:migran|"
    r"emas|adat\b))|ds|kelurahan|kel|nagari|gampong)\b"
    r"(?![\s.:_/-]*(?:dan\s+)?(?:kecamatan|kec|kabupaten|kab)\b)[\s.:_-]*",
    re.I,
)
DISTRICT = re.compile(r"\b(?:kecamatan|kec)\b[\s.:_-]*", re.I)
#: Words beside the village in the name of a sheet or file.
BESIDE = re.compile(
    r"c?(pmi|tki|tkw)|bmi|purna|aktif|calon|mantan|eks|keluarga|data|daftar|rekap|lampiran|form|list|nama|"
    r"laporan|tahun|thn|th|bulan|final|fix|rev|revisi|baru|lama|salinan|copy|of|desa|ds|kelurahan|kel|\d+",
    re.I,
)
#: The name of no village has more words.
MOST_WORDS = 4
LONGEST = 300
#: What follows the village in a short address.
NEIGHBOURHOOD = re.compile(r"[\s,]+(?:rt\b|rw\b|\d{1,3}\s*/\s*\d{1,3}).*$", re.I | re.S)
#: No address has more parts between its commas.
MOST_PARTS = 8
#: A reader may ask the database about each text.
MOST_READ = 40


def only_one(found):
    """What is found, where it is one thing, however often; an empty text for none and for several."""
    found = set(found)
    return found.pop() if len(found) == 1 else ""


@dataclass(frozen=True)
class Surroundings:
    """`texts` stand above and below the list; `sheet` and `file` are names, empty where there is none."""

    texts: tuple = ()
    sheet: str = ""
    file: str = ""

    @property
    def names(self):
        """Names of sheet and file, as words."""
        stem = re.sub(r"\.[a-z]{3,4}$", "", self.file, flags=re.I)
        return [re.sub(r"[_\-.()]+", " ", name) for name in (self.sheet, stem) if name]

    def village(self, places):
        """The code of the one village that all rows are of, or an empty text; what stands nearest decides."""
        district = self.district(places)
        named = {village_in(text, places, district) for text in self.texts} - {""}
        if named:
            return only_one(named)
        said = (village_in(name, places, district) or _alone(name, places, district) for name in self.names)
        return next(filter(None, said), "")

    def district(self, places):
        """The one district that titles or names say, or an empty text."""
        districts = {plain(district_of(village)): district_of(village) for village in places.by_code.values()}
        for texts in (self.texts, self.names):
            found = {name for text in texts for name in _after(DISTRICT, text, districts)}
            if found:
                return districts.get(only_one(found), "")
        return ""

    def labelled(self, names):
        """The value beside one of these titles above the list: `Kode Kegiatan : K-02`, in one cell or two."""
        known = {titles.words_of(name) for name in names}
        for text in self.texts:
            label, colon, value = text[:LONGEST].partition(":")
            if colon and value.strip() and titles.words_of(label) in known:
                return value.strip()
        for label, value in pairwise(self.texts):
            # `TAHUN BUKU 2024` says it all itself, and what follows is another title.
            is_label = not any(mark.isdigit() for mark in label)
            if is_label and titles.words_of(label[:LONGEST].strip(" :")) in known and value.strip(" :"):
                return value[:LONGEST].strip(" :")
        return ""

    def only_one_read(self, read):
        """The one thing that `read(text)` finds in the titles, else the name of sheet or file; or nothing."""
        for texts in (self.texts[:MOST_READ], *([name] for name in self.names)):
            found = {said for text in texts if (said := read(text[:LONGEST]))}
            if found:
                return only_one(found)
        return ""


def village_in(text, places, district=""):
    """The code of the village that a text names after a word such as Desa, or an empty text."""
    for name in _after(VILLAGE, text, places.by_name):
        if code := _only(places.by_name[name], district):
            return code
    return ""


def village_at_end(text, places, district=""):
    """The code of the village whose name ends a text: `Rumah Ibu Kades Betak`, or an empty text."""
    words = re.findall(r"[\w'’-]+", text[:LONGEST])
    for count in range(min(MOST_WORDS, len(words) - 1), 0, -1):
        if code := _only(places.by_name.get(plain(" ".join(words[-count:])), []), district):
            return code
    return ""


def village_of_address(text, places, district=""):
    """The village that an address names, or that it is: `Rejosari - Gondang`, `Tunggangri RT 01/02`.

    Else what stands between its commas, the smallest place first: `Dusun Krajan RT 3, Tunggangri, Kalidawir`.
    """
    text = text[:LONGEST]
    district = Surroundings((text,)).district(places) or district
    if code := village_in(text, places, district):
        return code
    parts = [part.strip() for part in text.split(",", MOST_PARTS)]
    pairs = [", ".join(parts[at : at + 2]) for at in range(len(parts) - 1)]
    for said in (NEIGHBOURHOOD.sub("", text), *pairs, *parts[1:]):
        code, remark = places.find("", said) if said else ("", None)
        if code and (remark is None or remark.fate == ACCEPT_CORRECTED):
            return code
    return ""


def _after(word, text, known):
    """Of `known` names the longest behind each such word in a text."""
    text = text[:LONGEST]
    for found in word.finditer(text):
        words = re.findall(r"[\w'’-]+", text[found.end() :])[:MOST_WORDS]
        for count in range(len(words), 0, -1):
            if (name := plain(" ".join(words[:count]))) in known:
                yield name
                break


def _alone(name, places, district):
    """The village whose name a sheet or file bears, unless a district is called so too."""
    words = [word for word in name.split() if not BESIDE.fullmatch(word)]
    name = plain(" ".join(words))
    if any(plain(district_of(village)) == name for village in places.by_code.values()):
        return ""
    return _only(places.by_name.get(name, []), district)


def _only(villages, district):
    if len(villages) > 1 and district:
        villages = [village for village in villages if plain(district_of(village)) == plain(district)]
    return villages[0].code if len(villages) == 1 else ""
