"""How rows of a list of people are shown: as the list says them; once they became records, as those do."""

import datetime
from typing import Any

from django.utils.translation import gettext as _

from desmigratif.accounts.models import User
from desmigratif.ui import clock, formatting
from villages.choices import Education, Placement, ReturnReason, Route, Sex, StageKind
from villages.lists.services.import_kinds import ShownRow
from villages.models import Area, Beneficiary, ImportBatch, ImportRow
from villages.people import countries, nik
from villages.people.services import people_lists
from villages.people.sheets.people_schema import SCHEMA

CHOICES = {
    "sex": Sex.choices,
    "education": Education.choices,
    "stage": StageKind.choices,
    "placement": Placement.choices,
    "route": Route.choices,
    "return_reason": ReturnReason.choices,
}


def shown_people(
    rows: list[ImportRow], values: dict[int, dict[str, Any]], batch: ImportBatch, user: User
) -> dict[ImportRow, ShownRow]:
    """`{row: ShownRow}`; only records that the user may see are shown and led to."""
    codes = {one["village"] for one in values.values() if one.get("village")}
    places = dict(Area.objects.filter(pk__in=codes).values_list("pk", "name"))
    ids = {row.record for row in rows if row.record}
    people = Beneficiary.objects.visible_to(user).listed().with_stage_on(clock.today()).filter(pk__in=ids)
    people = {str(person.pk): person for person in people_lists.known(people)}
    stages = people_lists.stages_of(people.values())
    return {row: _shown(row, values[row.pk], places, people, stages, batch) for row in rows}


def _shown(row, values, places, people, stages, batch):
    """The row as the list says it; once it became a record, as the record says it."""
    known = people.get(row.record)
    person = known if row.outcome else None
    existing = known if row.outcome != ImportRow.Outcome.CREATED else None
    if person:
        name, has_nik, sex, place = str(person), person.has_nik, person.sex, person.village.area.name
        born, stage = person.birth_date or person.birth_year, person.stage
    else:
        name, sex = values.get("full_name") or "", values.get("sex")
        has_nik = bool(values.get("nik")) or bool(existing and existing.has_nik)
        born = values.get("birth_date") or values.get("birth_year")
        place, stage = places.get(values.get("village"), values.get("village") or ""), values.get("stage")
    return ShownRow(
        [
            (_("Name"), name),
            ("NIK", nik.in_words(has_nik)),
            (_("Village"), place),
            (_("Sex"), Sex(sex or Sex.UNKNOWN).label),
            (_("Born"), formatting.short_date(born) if isinstance(born, datetime.date) else str(born or "")),
            (_("Stage"), StageKind(stage).label if stage else ""),
        ],
        differences=_named(existing, values, stages, batch) if existing and values else [],
        url=person.get_absolute_url() if person else "",
    )


def _named(existing, values, stages, batch):
    """The differences of an update with the names of fields and values as the reader knows them."""
    named = []
    for one in people_lists.differences(existing, values, stages.get(existing.pk, []), batch):
        label = SCHEMA.field(one.field).label
        named.append((label, _in_words(one.field, one.before), _in_words(one.field, one.after)))
    return named


def _in_words(key, value):
    if key == "country":
        return countries.name(value)
    if key in ("is_family", "is_insured"):
        return {"True": _("yes"), "False": _("no")}.get(value, value)
    return dict(CHOICES.get(key, ())).get(value, value)
