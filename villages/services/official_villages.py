"""Official villages as lists name them, programme villages or not: only what a list names is looked up."""

from collections.abc import Collection
from itertools import groupby

from ..choices import Level
from ..codes import regency_of
from ..lists.services.known_places import VillageChanges
from ..lists.sheets.places import VillageFinder, dotted, plain
from ..models import Area
from .area_names import folded

#: Areas asked for at once.
IN_ONE_QUERY = 500


class OfficialVillages:
    """The few of 83,000 villages that the rows of a list can mean.

    `questions`: what each row says of its village, `(code, district, regency)` as written. Villages that are
    named by a code need nothing else; the others are those of their district, or of their regency.
    """

    def __init__(self, questions: Collection[tuple[str, str, str]]) -> None:
        self._codes = {level: _codes_by_name(level) for level in (Level.DISTRICT, Level.REGENCY)}
        codes = {dotted(code)[0] for code, _district, _regency in questions} - {""}
        self._changes = VillageChanges()
        codes |= {self._changes.today(code) for code in codes}
        self._by_code = {place.code: place for place in self._places("pk", codes)}
        near = {
            self._key(district, regency)
            for code, district, regency in questions
            if dotted(code)[0] not in self._by_code
        }
        around = {key: self._around(key) for key in near}
        self._within = {
            level: self._by_area(
                level, {code for at, codes in around.values() if at == level for code in codes}
            )
            for level in self._codes
        }
        self._near = {
            key: [place for code in codes for place in self._within[level].get(code, ())]
            for key, (level, codes) in around.items()
        }

    def has(self, code: str) -> bool:
        return code in self._by_code

    def near(self, code: str, district: str, regency: str) -> VillageFinder:
        """The `Places` that a row may name: the village of its code, or those of its district or regency."""
        known, _kind = dotted(code)
        if known in self._by_code:
            return VillageFinder([self._by_code[self._changes.today(known)]])
        near = self._near.get(self._key(district, regency), ())
        return VillageFinder(near, office_regency=regency_of(known))

    def _key(self, district, regency):
        return plain(district), folded(regency)

    def _around(self, key):
        """Level and codes of the areas in which a name is looked for; none where no name is known."""
        district, regency = key
        regencies = self._codes[Level.REGENCY].get(regency, []) if regency else []
        districts = self._codes[Level.DISTRICT].get(district, []) if district else []
        if regencies:
            districts = [code for code in districts if regency_of(code) in regencies]
        return (Level.DISTRICT, districts) if districts else (Level.REGENCY, regencies)

    def _by_area(self, level, codes):
        """`{code: villages of today}` of districts or regencies."""
        field, length = ("parent", 8) if level == Level.DISTRICT else ("parent__parent", 5)
        places = self._places(field, codes, valid_to__isnull=True)
        return {code: list(group) for code, group in groupby(places, key=lambda place: place.code[:length])}

    def _places(self, field, codes, **which):
        """Villages as lists name them, in the order of their codes."""
        ordered = sorted(codes)
        for start in range(0, len(ordered), IN_ONE_QUERY):
            part = {f"{field}__in": ordered[start : start + IN_ONE_QUERY]}
            areas = Area.objects.official_villages().filter(**part, **which)
            for area in areas.select_related("parent").order_by("pk"):
                yield self._changes.place(area, area.parent.name)


def _codes_by_name(level):
    """`{name: codes}` of all districts or regencies of today."""
    form = folded if level == Level.REGENCY else plain
    codes = {}
    for code, name in Area.objects.filter(level=level, valid_to__isnull=True).values_list("pk", "name"):
        codes.setdefault(form(name), []).append(code)
    return codes
