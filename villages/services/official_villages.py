"""Official villages as lists name them, programme villages or not: only what a list names is looked up."""

from ..choices import Level
from ..models import Area
from ..sheets.places import Places, dotted, plain
from .area_names import folded
from .import_kinds import Place


class OfficialVillages:
    """Finds the few of 83,000 villages that a row can mean; the database is asked the same thing once."""

    def __init__(self):
        self._districts = self._regencies = None
        self._near = {}

    def has(self, code):
        return Area.objects.official_villages().filter(pk=code).exists()

    def near(self, code, district, regency):
        """The `Places` that the row may name: the village of the code, those of its district or regency."""
        found = self._within(plain(district), folded(regency))
        code, _kind = dotted(code)
        if code and code not in {place.code for place in found}:
            found = [*_places(Area.objects.filter(pk=code)), *found]
        return Places(found, office_regency=code[:5])

    def _within(self, district, regency):
        """Villages of today in the areas of these names; none where neither is known."""
        if (district, regency) not in self._near:
            regencies = self._codes_of(Level.REGENCY, folded).get(regency, []) if regency else []
            districts = self._codes_of(Level.DISTRICT, plain).get(district, []) if district else []
            if regencies:
                districts = [code for code in districts if code[:5] in regencies]
            areas = Area.objects.filter(valid_to__isnull=True)
            if districts:
                areas = areas.filter(parent__in=districts)
            else:
                areas = areas.filter(parent__parent__in=regencies)
            self._near[district, regency] = _places(areas) if districts or regencies else []
        return self._near[district, regency]

    def _codes_of(self, level, form):
        """`{name: codes}` of all districts or regencies of today, read once."""
        name = "_regencies" if level == Level.REGENCY else "_districts"
        if getattr(self, name) is None:
            codes = {}
            areas = Area.objects.filter(level=level, valid_to__isnull=True)
            for code, called in areas.values_list("pk", "name"):
                codes.setdefault(form(called), []).append(code)
            setattr(self, name, codes)
        return getattr(self, name)


def _places(areas):
    villages = areas.official_villages().select_related("parent").prefetch_related("names")
    return [
        Place(
            area.pk,
            area.name,
            area.parent.name,
            former=tuple(earlier.name for earlier in area.names.all()),
            begins=area.valid_from,
            ends=area.valid_to,
        )
        for area in villages
    ]
