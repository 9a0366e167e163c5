"""Loads the programme itself from a file: pillars, leads, contributors, activity types, periods, scale.

What is missing is added; what is stored already stays as administrators left it.
"""

import datetime
import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from desmigratif.accounts.models import Organisation, OrganisationChange

from ..models import ActivityType, Pillar, PillarContributor, PillarLead, ReportingPeriod, Scale

PROGRAMME = Path(__file__).resolve().parent.parent / "data" / "programme.json"
#: First year with reporting periods: the year of the meeting whose leads are loaded.
FIRST_YEAR = 2023
DAYS_TO_REPORT = 10


def read_programme(path: Path | str = PROGRAMME) -> dict[str, Any]:
    return json.loads(Path(path).read_text(encoding="utf-8"))


@transaction.atomic
def load_programme(programme: Mapping[str, Any], *, today: datetime.date) -> Counter[str]:
    """Adds what is missing of the programme; returns how many rows of each kind were added."""
    added = Counter()
    organisations = _load_organisations(programme, added)
    for number, entry in enumerate(programme["pillars"], start=1):
        pillar = _get_or_add(
            added,
            Pillar,
            number=number,
            defaults={
                "code": entry["code"],
                "slug": entry["slug"],
                "name": entry["id"],
                "name_en": entry["en"],
            },
        )
        for position, (name, name_en) in enumerate(entry["activity_types"], start=1):
            _get_or_add(
                added,
                ActivityType,
                pillar=pillar,
                name=name,
                defaults={
                    "name_en": name_en,
                    "position": position,
                    "is_aid": name in programme["aid_types"],
                },
            )
        _get_or_add(
            added,
            PillarLead,
            pillar=pillar,
            valid_from=None,
            defaults={
                "organisation": organisations[entry["lead_on_2023_11_10"]],
                "decree": programme["source"],
            },
        )
    for name in programme["contributors"]:
        _get_or_add(
            added,
            PillarContributor,
            pillar=None,
            organisation=organisations[name],
            defaults={"source": programme["source"]},
        )
    _load_periods(range(FIRST_YEAR, today.year + 2), added)
    if not Scale.objects.exists():
        Scale.objects.create(**programme["scale"])
        added["Scale"] += 1
    return added


def _get_or_add(added, model, **lookup):
    row, made = model.objects.get_or_create(**lookup)
    added[model.__name__] += made
    return row


def _load_organisations(programme, added):
    """Organisations by name, with the changes that are known."""
    ends = {
        change["organisation"]: change["effective_on"]
        for change in programme["organisation_changes"]
        if change["kind"] == OrganisationChange.Kind.ENDED
    }
    organisations = {}
    for entry in programme["organisations"]:
        name = entry["name"]
        organisations[name] = _get_or_add(
            added,
            Organisation,
            name=name,
            defaults={
                "short_name": entry["short_name"],
                "kind": entry["kind"],
                "is_contributor": name in programme["contributors"],
                "valid_to": ends.get(name),
            },
        )
    for change in programme["organisation_changes"]:
        row = _get_or_add(
            added,
            OrganisationChange,
            organisation=organisations[change["organisation"]],
            kind=change["kind"],
            defaults={"effective_on": change["effective_on"], "source": change["source"]},
        )
        row.successors.add(*(organisations[name] for name in change["successors"]))
    return organisations


def _load_periods(years, added):
    for year in years:
        for quarter in range(1, 5):
            starts_on = datetime.date(year, 3 * quarter - 2, 1)
            next_start = datetime.date(year + quarter // 4, 3 * quarter % 12 + 1, 1)
            ends_on = next_start - datetime.timedelta(days=1)
            _get_or_add(
                added,
                ReportingPeriod,
                year=year,
                quarter=quarter,
                defaults={
                    "starts_on": starts_on,
                    "ends_on": ends_on,
                    "due_on": ends_on + datetime.timedelta(days=DAYS_TO_REPORT),
                },
            )
