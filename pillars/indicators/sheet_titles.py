"""What a title above a list of indicators says of all its rows: indicator, area, year, quarter."""

import re

from villages.choices import Level
from villages.lists.sheets import readers
from villages.lists.sheets.surroundings import only_one
from villages.models import Area
from villages.services.area_names import folded

from ..models import Indicator, IndicatorVersion

#: `TAHUN 2026`, `TA 2026`, and the year of a quarter or of targets; in the name of a file any year.
YEAR_OF_TITLE = re.compile(
    r"\b(?:tahun(?: anggaran)?|thn|th|ta|t\.a\.?|(?:triwulan|tw|semester)\W*\w{1,4})\W*(20[1-4]\d)\b"
    r"|^\D*(20[1-4]\d)\D*$",
    re.I,
)
QUARTER_OF_TITLE = re.compile(r"\b(?:tri ?wulan|tw|kuartal|q)\W*(?:ke\b\W*)?(IV|I{1,3}|[1-4])\b", re.I)
CODE_OF_TITLE = re.compile(r"\b[A-Z]{1,4}[-. ]?\d{1,3}\b")
#: A shorter name may stand in a title by chance.
SHORTEST_NAME = 10
AREA_OF_TITLE = re.compile(r"\b(kab(?:upaten)?|kota|prov(?:insi)?)\b[.: ]*((?:[^\W\d_]+[ ]?){1,4})", re.I)


def year_in(title):
    return only_one(year for pair in YEAR_OF_TITLE.findall(title) for year in pair if year)


def quarter_in(title):
    return only_one(said.upper() for said in QUARTER_OF_TITLE.findall(title))


def area_in(title):
    """The province or regency that a title names: `TARGET KINERJA DINAS TENAGA KERJA KAB. TULUNGAGUNG`."""
    for kind, text in AREA_OF_TITLE.findall(title):
        words = text.split()
        level = Level.PROVINCE if kind.casefold().startswith("prov") else Level.REGENCY
        for count in range(len(words), 0, -1):
            name = " ".join(words[:count])
            found = [area for area in _named_areas(name) if area.level == level]
            if level == Level.REGENCY and len(found) > 1:
                is_city = kind.casefold() == "kota"
                found = [area for area in found if area.name.casefold().startswith("kota") == is_city]
            if len(found) == 1:
                return found[0].pk
    return ""


def _named_areas(name):
    areas = Area.objects.filter(level__in=(Level.PROVINCE, Level.REGENCY), valid_to__isnull=True)
    return [area for area in areas.filter(name__iendswith=name) if folded(area.name) == folded(name)]


def indicator_in(title):
    """The code of the one indicator whose code a title holds, else of the one whose name it does."""
    codes = {readers.plain_word(code): code for code in Indicator.objects.values_list("code", flat=True)}
    words = map(readers.plain_word, CODE_OF_TITLE.findall(title))
    found = {codes[word] for word in words if word in codes}
    text = readers.plain_word(title)
    if not found:
        versions = IndicatorVersion.objects.values_list("name", "indicator__code")
        named = {readers.plain_word(name): code for name, code in versions}
        within = {name for name in named if len(name) >= SHORTEST_NAME and name in text}
        found = {
            named[name] for name in within if not any(name != other and name in other for other in within)
        }
    return only_one(found)
