"""What a line of a list of people says: compared with the register, made into records."""

import datetime
from dataclasses import dataclass, fields

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import names, nik, phones
from ..choices import Education, Sex, StageKind
from ..models import Beneficiary, ImportRow, Stage
from .beneficiaries import Person
from .import_rows import add_note
from .stages import DETAILS

PERSON_FIELDS = tuple(field.name for field in fields(Person) if field.name != "village")
KEPT = {"village", "stage", "stage_on", *PERSON_FIELDS, *DETAILS}
#: Values that stand for "not said": they never erase what the register knows.
SAYS_NOTHING = {"sex": Sex.UNKNOWN, "education": Education.UNKNOWN}
#: What tells two people apart is never shown in a comparison.
UNSHOWN = {"nik", "household"}
#: Stands for the name of somebody whose record is restricted.
HIDDEN_NAME = "•••"
RECORDED = set(PERSON_FIELDS) - UNSHOWN


@dataclass(frozen=True)
class Difference:
    """One field in which the list and the register do not agree."""

    field: str
    before: str
    after: str


def values_of(judged):
    """What a judged row says of what the register keeps."""
    return {name: value for name, value in judged.values.items() if name in KEPT}


def said(values):
    """The values that say something: an empty cell erases nothing."""
    return {
        name: value
        for name, value in values.items()
        if value not in (None, "") and value != SAYS_NOTHING.get(name)
    }


def person_as_stored(beneficiary):
    """The record as it stands; NIK and household stay out, a change leaves them alone."""
    stored = {name: getattr(beneficiary, name) for name in PERSON_FIELDS if name not in UNSHOWN}
    return Person(village=beneficiary.village, **stored)


def updated_person(beneficiary, values):
    """The record with what the list says on top; the village does not change by a list."""
    person = person_as_stored(beneficiary)
    for name, value in said(values).items():
        if name in PERSON_FIELDS and name != "nik":
            setattr(person, name, value)
    if "birth_year" in said(values) and "birth_date" not in said(values) and beneficiary.birth_date:
        person.birth_year = beneficiary.birth_date.year
    return person


def differences(beneficiary, values, stage=None):
    """In which fields the list says something else than the register, NIK aside."""
    new = updated_person(beneficiary, values)
    old = person_as_stored(beneficiary)
    found = []
    for name in PERSON_FIELDS:
        if name == "household":
            if new.household and not _same_household(beneficiary, new.household):
                found.append(Difference(name, "", ""))
        elif name not in UNSHOWN and getattr(old, name) != getattr(new, name):
            found.append(Difference(name, _shown(getattr(old, name)), _shown(getattr(new, name))))
    if values.get("village") and values["village"] != beneficiary.village.area_id:
        found.append(Difference("village", beneficiary.village.area_id, values["village"]))
    if values.get("stage") and values["stage"] != (stage.kind if stage else ""):
        found.append(Difference("stage", stage.kind if stage else "", values["stage"]))
    return found


def _same_household(beneficiary, digits):
    return bool(beneficiary.household) and beneficiary.household.index == nik.blind_index(digits)


def _shown(value):
    return f"{value:%d/%m/%Y}" if isinstance(value, datetime.date) else str(value or "")


def new_beneficiary(row, values, village, by):
    """An unsaved record of a row, as `register_beneficiary` would write it; the judge cleaned the values."""
    facts = {name: value for name, value in said(values).items() if name in RECORDED}
    if facts.get("birth_date"):
        facts["birth_year"] = facts["birth_date"].year
    if digits := values.get("nik"):
        facts |= {
            "nik_sealed": nik.encrypt(digits),
            "nik_index": nik.blind_index(digits),
            "nik_first": digits[:4],
            "nik_last": digits[-4:],
        }
    return Beneficiary(
        number=row.person,
        village=village,
        name_key=names.key(values["full_name"]),
        phone=phones.normalised(values.get("phone_raw", "")),
        created_by=by,
        is_demo=by.is_demo,
        **facts,
    )


def stage_said(values, batch):
    """Arguments of the stage of a row, or None: on its own day, else on the day for which the list holds."""
    event_on = values.get("stage_on") or batch.holds_on
    if not values.get("stage") or event_on is None:
        return None
    said_of_it = {name: value for name, value in said(values).items() if name in DETAILS}
    if values["stage"] != StageKind.RETURNED:
        said_of_it.pop("return_reason", None)
    reported_on = max(event_on, timezone.localdate(batch.uploaded_at))
    return {"kind": values["stage"], "event_on": event_on, "reported_on": reported_on, **said_of_it}


def latest_stages(people):
    """`{person id: the stage that began last}`."""
    stages = Stage.objects.filter(beneficiary__in=people, replaced_at__isnull=True).order_by("event_on")
    return {stage.beneficiary_id: stage for stage in stages}


class Register:
    """What the register knows about the people of some rows, asked for all of them at once."""

    def __init__(self, values, by, *, with_near=True):
        indexes = {nik.blind_index(one["nik"]) for one in values if one.get("nik")}
        found = Beneficiary.objects.filter(nik_index__in=indexes, merged_into__isnull=True)
        self.by_nik = {
            person.nik_index: person for person in found.select_related("village__area", "household")
        }
        self.stages = {}
        if self.by_nik:
            ids = [person.pk for person in self.by_nik.values()]
            seen = Beneficiary.objects.visible_to(by).filter(pk__in=ids)
            self._seen = set(seen.values_list("pk", flat=True))
            self.stages = latest_stages(ids)
        self._near = self._nearby(values, by) if with_near else {}

    def _nearby(self, values, by):
        """People of the same villages with the same birth date or nearly the same name."""
        near = {}
        keys = [names.key(one["full_name"]) for one in values if one.get("full_name")]
        dates = {one["birth_date"] for one in values if one.get("birth_date")}
        villages = {one["village"] for one in values if one.get("village")}
        people = Beneficiary.objects.visible_to(by).filter(
            Q(birth_date__in=dates) | Q(name_key__in=keys), village__area__in=villages
        )
        for person in people.values_list(
            "village__area", "birth_date", "birth_year", "full_name", "nik_index", "is_restricted", named=True
        ):
            near.setdefault(person.village__area, []).append(person)
        return near

    def is_seen(self, person):
        """Whether the user may know more of a person than that the NIK is taken."""
        return person.pk in self._seen

    def with_nik(self, digits):
        return self.by_nik.get(nik.blind_index(digits)) if digits else None

    def perhaps_same(self, values):
        """Somebody in the village who may be the same person, as named on screen; two NIKs are two people."""
        born, year = values.get("birth_date"), values.get("birth_year")
        for person in self._near.get(values.get("village"), ()):
            if person.nik_index and values.get("nik"):
                continue
            if born and person.birth_date and born != person.birth_date:
                continue
            if year and person.birth_year and abs(year - person.birth_year) > 1:
                continue
            if names.similarity(person.full_name, values["full_name"]) >= names.NEAR:
                return HIDDEN_NAME if person.is_restricted else person.full_name
        return None


def compare(row, values, register):
    """Holds a row whose person the register has, or may have; nothing is decided by the order of a file.

    Sets fate, notes and the person that an update would change.
    """
    if row.fate in (ImportRow.Fate.REFUSE, ImportRow.Fate.IGNORE) or not values.get("full_name"):
        return
    known = register.with_nik(values.get("nik"))
    if known is None:
        if name := register.perhaps_same(values):
            row.fate = ImportRow.Fate.REVIEW
            add_note(
                row,
                "possible_same_person",
                "full_name",
                values["full_name"],
                _("“%s” lives in this village already and may be the same person. Skip, or take as another.")
                % name,
            )
        return
    if not register.is_seen(known):
        hold_elsewhere(row, values)
        return
    if known.is_restricted:
        row.fate, row.is_takeable = ImportRow.Fate.REVIEW, False
        add_note(
            row,
            "restricted",
            "nik",
            values["nik"],
            _("The record with this NIK is restricted. A list does not change it; open the record."),
        )
        return
    found = differences(known, values, register.stages.get(known.pk))
    row.notes = [note for note in row.notes if note["kind"] != "nik_exists"]
    if not found:
        row.fate = ImportRow.Fate.IGNORE
        add_note(
            row, "already_registered", "nik", values["nik"], _("Registered already, and nothing differs.")
        )
        return
    row.fate, row.existing = ImportRow.Fate.REVIEW, known
    add_note(
        row,
        "nik_exists",
        "nik",
        values["nik"],
        _("This NIK is registered already. Take the row to change the record where it differs, or skip it."),
    )


def hold_elsewhere(row, values):
    """Somebody outside the area has the NIK: the row waits, and tells nothing more than that."""
    row.fate, row.is_takeable, row.decision = ImportRow.Fate.REVIEW, False, ""
    row.notes = [note for note in row.notes if note["kind"] != "nik_exists"]
    add_note(
        row,
        "nik_elsewhere",
        "nik",
        values["nik"],
        _("This NIK is registered in another area. Ask for a transfer; the office there decides."),
    )
