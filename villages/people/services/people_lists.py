"""What a line of a list of people says: what it would change in the register, made into records."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from desmigratif.accounts.models import User
from desmigratif.ui import clock

from ...choices import Education, Placement, ReturnReason, Route, Sex, StageKind
from ...models import Beneficiary, End, ImportBatch, Stage, Village
from .. import ends, names, nik, phones
from ..fields import STAGE_DETAILS
from ..sheets.people_rows import as_read
from .beneficiaries import Person

PERSON_FIELDS = tuple(field.name for field in fields(Person) if field.name != "village")
#: Values that stand for "not said": they never erase what the register knows.
SAYS_NOTHING = {
    "sex": Sex.UNKNOWN,
    "education": Education.UNKNOWN,
    "placement": Placement.UNKNOWN,
    "route": Route.UNKNOWN,
    "return_reason": ReturnReason.UNKNOWN,
}
#: Of these a comparison says only that they are there, or that the list has another one.
NUMBERS = {"nik", "household"}
RECORDED = set(PERSON_FIELDS) - NUMBERS


@dataclass(frozen=True)
class Difference:
    """One field in which the list and the register do not agree."""

    field: str
    before: str
    after: str


def stated_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values that say something: an empty cell erases nothing."""
    return {
        name: value
        for name, value in values.items()
        if value not in (None, "") and value != SAYS_NOTHING.get(name)
    }


def person_as_stored(beneficiary: Beneficiary) -> Person:
    """The record as it stands; NIK and household stay out, a change leaves them alone."""
    stored = {name: getattr(beneficiary, name) for name in PERSON_FIELDS if name not in NUMBERS}
    return Person(village=beneficiary.village, **stored)


def known(people: QuerySet[Beneficiary]) -> QuerySet[Beneficiary]:
    """People with all that a comparison with a list looks at."""
    people = people.with_is_relative(clock.today())
    people = people.select_related("village__area", "village__district", "village__regency", "household")
    return people.prefetch_related("ends")


def updated_person(beneficiary: Beneficiary, values: Mapping[str, Any]) -> Person:
    """The record with what the list says on top; the village does not change by a list.

    NIK and household are there only if the list says others. Takes people as `known` fetches them.
    """
    person = person_as_stored(beneficiary)
    for name, value in stated_values(values).items():
        if name in PERSON_FIELDS and not _says_the_same(beneficiary, name, value):
            setattr(person, name, value)
    if (
        "birth_year" in stated_values(values)
        and "birth_date" not in stated_values(values)
        and beneficiary.birth_date
    ):
        person.birth_year = beneficiary.birth_date.year
    return person


def _says_the_same(beneficiary, name, value):
    if name == "nik":
        return beneficiary.nik_index == nik.blind_index(value)
    if name == "household":
        return bool(beneficiary.household) and beneficiary.household.index == nik.blind_index(value)
    if name == "is_family" and value:
        return beneficiary.is_relative
    stored = getattr(beneficiary, name)
    return as_read(name, stored) == value if isinstance(stored, str) else stored == value


def differences(
    beneficiary: Beneficiary, values: Mapping[str, Any], stages: Sequence[Stage], batch: ImportBatch
) -> list[Difference]:
    """In which fields the list says something else than the register: what taking the row changes."""
    new = updated_person(beneficiary, values)
    old = person_as_stored(beneficiary)
    found = []
    if new.nik:
        found.append(Difference("nik", beneficiary.nik_in_words, _another(beneficiary.has_nik)))
    if new.household:
        has_card = beneficiary.household_id is not None
        found.append(Difference("household", nik.in_words(has_card), _another(has_card)))
    for name in PERSON_FIELDS:
        follows = name == "birth_year" and old.birth_date != new.birth_date
        if name in RECORDED and not follows and getattr(old, name) != getattr(new, name):
            found.append(Difference(name, _shown(getattr(old, name)), _shown(getattr(new, name))))
    return found + _stage_differences(values, stages, batch) + _end_differences(beneficiary, values, batch)


def _another(is_known):
    """What a list says of a number that the register has differently, or not at all."""
    return _("another number") if is_known else nik.in_words(True)


def _stage_differences(values, stages, batch):
    change = stage_change(values, stages, batch)
    if change is None:
        return []
    corrected, said_of_it = change
    if corrected is None:
        return [Difference("stage", stages[-1].kind if stages else "", said_of_it["kind"])]
    keys = {"kind": "stage", "event_on": "stage_on"}
    return [
        Difference(keys.get(name, name), _shown(getattr(corrected, name)), _shown(value))
        for name, value in said_of_it.items()
        if name != "reported_on"
    ]


def _shown(value):
    if isinstance(value, datetime.date):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else str(value)


def new_beneficiary(values: Mapping[str, Any], village: Village, by: User) -> Beneficiary:
    """An unsaved record of a row, as `register_beneficiary` would write it; the judge cleaned the values."""
    facts = {name: value for name, value in stated_values(values).items() if name in RECORDED}
    if facts.get("birth_date"):
        facts["birth_year"] = facts["birth_date"].year
    if digits := values.get("nik"):
        facts |= {"nik_sealed": nik.encrypt(digits), "nik_index": nik.blind_index(digits)}
    # By their ids, because that is quicker for thousands of people.
    return Beneficiary(
        village_id=village.pk,
        name_key=names.key(values["full_name"]),
        phone=phones.normalised(values.get("phone_raw", "")),
        created_by_id=by.pk,
        is_demo=by.is_demo,
        **facts,
    )


def stated_stage(values: Mapping[str, Any], batch: ImportBatch) -> dict[str, Any] | None:
    """Arguments of the stage of a row, or None: on its own day, else on the day for which the list holds."""
    event_on = values.get("stage_on") or batch.holds_on
    if values.get("end") and "stage_on" not in values and values.get("end_on"):
        # Of somebody who died or left before the day of the list, the stage held until then.
        event_on = min(filter(None, (event_on, values["end_on"])))
    if not values.get("stage") or event_on is None:
        return None
    said_of_it = stated_values({name: values[name] for name in STAGE_DETAILS if name in values})
    if values["stage"] != StageKind.RETURNED:
        said_of_it.pop("return_reason", None)
    reported_on = max(event_on, batch.uploaded_on)
    return {"kind": values["stage"], "event_on": event_on, "reported_on": reported_on, **said_of_it}


def stated_end(values: Mapping[str, Any], batch: ImportBatch) -> dict[str, Any] | None:
    """Arguments of the end of a row, or None: on its own day, else on the day for which the list holds."""
    ended_on = values.get("end_on") or batch.holds_on
    if not values.get("end") or ended_on is None:
        return None
    reported_on = max(ended_on, batch.uploaded_on)
    source = source_of_end(batch)
    return {"kind": values["end"], "ended_on": ended_on, "reported_on": reported_on, "source": source}


def source_of_end(batch: ImportBatch) -> str:
    """What stands as the source of an end that a list told; taking the list back finds it by this."""
    return f"{batch.number}: {batch.original_name}"[:300]


def standing_end(beneficiary: Beneficiary) -> End | None:
    """The end that stands for a person fetched by `known`, or None."""
    return next((end for end in beneficiary.ends.all() if end.is_standing), None)


def against_end(beneficiary: Beneficiary, values: Mapping[str, Any], batch: ImportBatch) -> str:
    """Why the end of a person keeps a row from being taken, or an empty text."""
    standing = standing_end(beneficiary)
    if values.get("end") and standing and standing.kind != values["end"]:
        text = _("The register says: %s. Correct that on the page of the person if it is wrong.")
        return text % ends.in_words(standing.kind, standing.ended_on)
    stage = stated_stage(values, batch)
    if stage and (end := beneficiary.end_on(stage["event_on"])):
        return ends.after_end(beneficiary, end.kind, end.ended_on, stage["event_on"])
    return ""


def _end_differences(beneficiary, values, batch):
    if not (said_of_it := stated_end(values, batch)) or standing_end(beneficiary):
        return []
    return [Difference("end", "", ends.in_words(said_of_it["kind"], said_of_it["ended_on"]))]


def stage_change(
    values: Mapping[str, Any], stages: Sequence[Stage], batch: ImportBatch
) -> tuple[Stage | None, dict[str, Any]] | None:
    """What a row does to the stages of a person of the register, the oldest first; None for nothing.

    `(stage, what is corrected in it)`, or `(None, arguments of a new stage)`. A row speaks of the stage that
    began on its day. One that bears the number of the person was downloaded: of a stage that is not there
    on another day, it means the one that stands.
    """
    is_own, current = bool(values.get("register_number")), stages[-1] if stages else None
    if is_own and current and not values.get("stage"):
        values = {**values, "stage": current.kind}
    new = stated_stage(values, batch)
    if new is None:
        return None
    corrected = next((one for one in stages if one.event_on == new["event_on"]), None)
    if corrected and "stage_on" not in values and corrected.kind == new["kind"]:
        # The day is that of the list: it says that the stage holds, not that it began then.
        corrected = None
    if corrected is None and current and new["kind"] == current.kind:
        if not is_own:
            return None
        corrected = current
        if "stage_on" not in values:
            del new["event_on"]
    if corrected is None:
        return None, new
    if new["kind"] != StageKind.RETURNED and corrected.return_reason:
        new["return_reason"] = ""
    reported_on = max(corrected.reported_on, new.get("event_on", corrected.event_on))
    said_of_it = {
        name: value
        for name, value in (new | {"reported_on": reported_on}).items()
        if not _says_the_same(corrected, name, value)
    }
    return (corrected, said_of_it) if said_of_it else None


def same_day(values: Mapping[str, Any], stages: Sequence[Stage], batch: ImportBatch) -> Stage | None:
    """The stage in place of which a row says another one of the same day, or None."""
    corrected, said_of_it = stage_change(values, stages, batch) or (None, {})
    is_other = corrected is not None and "kind" in said_of_it and "event_on" not in said_of_it
    return corrected if is_other else None


def stages_of(people: Iterable[Beneficiary | int]) -> dict[int, list[Stage]]:
    """`{person id: the stages that hold, the oldest first}`; people without any are missing."""
    found = {}
    for stage in Stage.objects.filter(beneficiary__in=people, replaced_at__isnull=True).order_by("event_on"):
        found.setdefault(stage.beneficiary_id, []).append(stage)
    return found
