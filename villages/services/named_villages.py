"""Takes the villages that public sources name into the programmes; what is not certain is told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from desmigratif.ui.refusals import Refused

from ..choices import Level, MembershipStatus, Programme
from ..models import Area, AreaGroup, FormedCheck, Membership
from .area_names import find_village, folded
from .villages import take_village_into_programme


@dataclass
class NamedVillages:
    """How many villages of a list were taken in, how many were there already, and what stays open."""

    added: int = 0
    already: int = 0
    notices: list[str] = field(default_factory=list)

    def take(self, area: Area, programme: str, **fields: Any) -> None:
        """Takes one area into the programme unless an earlier run or a person has done so."""
        if Membership.objects.filter(village__area=area, programme=programme).exists():
            self.already += 1
            return
        try:
            take_village_into_programme(area=area, programme=programme, by=None, **fields)
        except Refused as refusal:
            self.notices.append(f"{area.pk} {area.name}: {refusal.message}")
        else:
            self.added += 1


@transaction.atomic
def load_desmigratif_villages(
    rows: Iterable[Mapping[str, str]], codes: Iterable[Mapping[str, str]]
) -> NamedVillages:
    """The villages named as Desmigratif; `codes` says which official code each name was matched to."""
    load = NamedVillages()
    matched = {_key(line["regency_in_source"], line["district_in_source"], line["village_in_source"]): line
               for line in codes}  # fmt: skip
    for row in rows:
        named = _named(row)
        code = matched.get(_key(row["regency"], row["district"], row["village"]), {})
        if not code.get("kemendagri_code"):
            load.notices.append(f"{named}: no official code is certain. {code.get('match_note', '')}".strip())
            continue
        area = _stored_village(code["kemendagri_code"])
        if area is None:
            load.notices.append(
                f"{named}: code {code['kemendagri_code']} is not a stored area; run load_areas."
            )
            continue
        load.take(
            area,
            Programme.DESMIGRATIF,
            status=MembershipStatus.FACILITATED,
            batch_year=int(row["year"]) if row["year"] else None,
            source=row["source_url"],
            note=_spelling_note(row, area),
        )
    return load


@transaction.atomic
def load_emas_villages(rows: Iterable[Mapping[str, str]]) -> NamedVillages:
    """The villages named as Desa Migran EMAS, where exactly one official village bears the name."""
    load = NamedVillages()
    for row in rows:
        match = find_village(
            province=row["province"], regency=row["regency"], district=row["district"], name=row["village"]
        )
        if match.area is None:
            load.notices.append(f"{_named(row)}: {_why_open(match)}")
            continue
        load.take(
            match.area,
            Programme.DESA_MIGRAN_EMAS,
            status=MembershipStatus.DESIGNATED,
            source=row["source_url"],
            note=_spelling_note(row, match.area),
        )
    return load


@transaction.atomic
def load_area_groups(entries: Iterable[Mapping[str, Any]]) -> list[str]:
    """Adds the named sets of regencies that are missing; a set that exists stays as the admins filled it."""
    notices = []
    for entry in entries:
        if AreaGroup.objects.filter(slug=entry["slug"]).exists():
            continue
        areas = Area.objects.filter(pk__in=entry["areas"], level=Level.REGENCY)
        if len(areas) < len(entry["areas"]):
            notices.append(
                f"Area group {entry['name']}: {', '.join(entry['areas'])} not stored; run load_areas."
            )
            continue
        group = AreaGroup.objects.create(
            slug=entry["slug"],
            name=entry["name"],
            name_en=entry["name_en"],
            note=entry["note"],
            is_default=entry["is_default"] and not AreaGroup.objects.filter(is_default=True).exists(),
        )
        group.areas.set(areas)
    return notices


def load_formed_checks(entries: Iterable[Mapping[str, Any]]) -> None:
    """How many villages were formed in each year by public sources."""
    for entry in entries:
        FormedCheck.objects.update_or_create(
            year=entry["year"], defaults={"villages": entry["villages"], "source": entry["source"]}
        )


def _stored_village(code):
    return Area.objects.official_villages().select_related("parent__parent__parent").filter(pk=code).first()


def _key(regency, district, village):
    return folded(regency), folded(district), folded(village)


def _named(row):
    places = [row["village"], row["district"], row["regency"], row["province"]]
    return ", ".join(place for place in places if place)


def _why_open(match):
    def listed(areas):
        return ", ".join(f"{area.pk} {area.name}" for area in areas)

    if match.candidates:
        return f"fits more than one village: {listed(match.candidates)}."
    return f"no official village of this name; near to it: {listed(match.near) or 'none'}."


def _spelling_note(row, area):
    """Keeps the spelling of the source where it differs from the official one."""
    pairs = [(row["village"], area), (row["district"], area.parent), (row["regency"], area.parent.parent)]
    if all(not written or folded(written) == folded(place.name) for written, place in pairs):
        return ""
    return f"Ditulis di sumber: {_named(row)}."
