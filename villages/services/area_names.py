"""Finds official villages by the names people write: one certain match, or the candidates."""

import difflib
import re
from dataclasses import dataclass, field

from desmigratif.ui.search import fold

from ..choices import Level
from ..models import Area

#: Words in front of a name that say what the area is.
PREFIX = re.compile(r"^(desa|kelurahan|kel|kecamatan|kec|kabupaten|kab|kota|provinsi|prov)\s+")
#: Similarity from which a name is offered as a near misspelling.
NEAR = 0.75


def folded(name: str) -> str:
    """A name for comparison: without case, marks, doubled spaces and the word for its kind."""
    return PREFIX.sub("", fold(name))


@dataclass(frozen=True)
class VillageMatch:
    """`area` when exactly one village fits; otherwise candidates or near spellings, none of them taken."""

    area: Area | None = None
    candidates: list[Area] = field(default_factory=list)
    near: list[Area] = field(default_factory=list)


def find_village(*, province: str, regency: str, district: str, name: str) -> VillageMatch:
    """The village of a name within regency and, where it is stated, district (case O10)."""
    regencies = [
        area
        for area in Area.objects.filter(level=Level.REGENCY, valid_to=None).select_related("parent")
        if folded(area.name) == folded(regency) and folded(area.parent.name) == folded(province)
    ]
    villages = Area.objects.official_villages().filter(parent__parent__in=regencies, valid_to__isnull=True)
    fitting = [
        area
        for area in villages.select_related("parent")
        if folded(area.name) == folded(name)
        and (not district or folded(area.parent.name) == folded(district))
    ]
    if len(fitting) == 1:
        return VillageMatch(fitting[0])
    near = [] if fitting else [area for place in regencies for area in near_misspellings(name, regency=place)]
    return VillageMatch(candidates=fitting, near=near)


def near_misspellings(name: str, *, regency: Area, limit: int = 8) -> list[Area]:
    """Villages of one regency whose names come near to a name, nearest first."""
    villages = list(
        Area.objects.official_villages()
        .filter(parent__parent=regency, valid_to__isnull=True)
        .select_related("parent__parent__parent")
    )
    names = [folded(area.name) for area in villages]
    near = difflib.get_close_matches(folded(name), dict.fromkeys(names), n=limit, cutoff=NEAR)
    return [area for word in near for area, own in zip(villages, names, strict=True) if own == word][:limit]
