"""Holds the rows of a list of people against the register: who is there already, and who may be."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from desmigratif.accounts.models import User

from ...lists.sheets.judging import IGNORE, REFUSE, REVIEW, Judged, Remark
from ...models import Beneficiary, ImportBatch
from .. import names, nik
from .nik_questions import ask_about_niks, untold_text
from .people_lists import against_end, differences, known, same_day, stages_of

#: Stands for the name of somebody whose record is restricted.
HIDDEN_NAME = "•••"
#: NIKs of a list that are asked about together.
ASKED_AT_ONCE = 5_000
#: People of much the same name who are listed.
NAMED = 5
#: Kinds of notes on a NIK of which nothing more is told: the register is not asked about the row.
CLOSED_NIK = ("nik_elsewhere", "nik_untold")


def shown_name(person: Beneficiary) -> str:
    """The name of somebody of the register, on pages about lists."""
    return HIDDEN_NAME if person.is_restricted else person.full_name


def hold_those_elsewhere(rows: Iterable[Judged], batch: ImportBatch) -> None:
    """Asks about the NIKs of a list, and holds the rows about people of another area, and those not answered.

    The questions are written down and bounded (`nik_questions`), for the reason said beside the columns.
    """
    asking = [row for row in rows if row.values.get("nik") and row.fate not in (REFUSE, IGNORE)]
    numbers, closed = sorted({row.values["nik"] for row in asking}), {}
    for start in range(0, len(numbers), ASKED_AT_ONCE):
        part = numbers[start : start + ASKED_AT_ONCE]
        answers = ask_about_niks(numbers=part, by=batch.uploaded_by, reason=batch.reason, what=batch.number)
        closed |= dict.fromkeys(answers.elsewhere, ("nik_elsewhere", elsewhere_text()))
        closed |= dict.fromkeys(answers.untold, ("nik_untold", untold_text()))
    for row in asking if closed else ():
        if said := closed.get(nik.blind_index(row.values["nik"])):
            row.hold("nik", *said)


def elsewhere_text() -> str:
    return _("This NIK is registered in another area. Ask for a transfer; the office there decides.")


class KnownPeople:
    """What the register knows about the people of some rows, asked for all of them at once."""

    def __init__(self, values: Collection[Mapping[str, Any]], by: User) -> None:
        indexes = {nik.blind_index(one["nik"]) for one in values if one.get("nik")}
        found = Beneficiary.objects.visible_to(by).filter(nik_index__in=indexes, merged_into__isnull=True)
        numbers = {one["register_number"] for one in values if one.get("register_number")}
        own = Beneficiary.objects.editable_by(by).filter(number__in=numbers)
        # Most rows are of new people, and ids alone are asked for quickly.
        ids = {*found.values_list("pk", flat=True), *own.values_list("pk", flat=True)}
        self.by_nik, self.by_number, self.stages = {}, {}, {}
        if ids:
            self._load(ids, numbers, by)
        self._near = self._nearby(values, by)

    def _load(self, ids, numbers, by):
        own = set(Beneficiary.objects.editable_by(by).filter(pk__in=ids).values_list("pk", flat=True))
        for person in known(Beneficiary.objects.filter(pk__in=ids)):
            self.by_nik[person.nik_index] = person
            if person.pk in own and str(person.number) in numbers:
                self.by_number[str(person.number)] = person
        self.stages = stages_of(ids)

    def _nearby(self, values, by):
        """People of the same villages with the same birth date or nearly the same name."""
        near = {}
        values = [one for one in values if not one.get("register_number")]
        keys = [names.key(one["full_name"]) for one in values if one.get("full_name")]
        dates = {one["birth_date"] for one in values if one.get("birth_date")}
        villages = {one["village"] for one in values if one.get("village")}
        people = Beneficiary.objects.visible_to(by).filter(
            Q(birth_date__in=dates) | Q(name_key__in=keys), village__area__in=villages
        )
        said = ("pk", "village__area", "birth_date", "birth_year", "full_name", "nik_index", "is_restricted")
        for person in people.values_list(*said, named=True):
            near.setdefault(person.village__area, []).append(person)
        return near

    def with_nik(self, digits: str | None) -> Beneficiary | None:
        return self.by_nik.get(nik.blind_index(digits)) if digits and self.by_nik else None

    def perhaps_same(self, values: Mapping[str, Any]) -> list[Any]:
        """People of the village each of whom may be the same person; two NIKs are two people."""
        born, year = values.get("birth_date"), values.get("birth_year")
        found = []
        for person in self._near.get(values.get("village"), ()):
            if person.nik_index and values.get("nik"):
                continue
            if born and person.birth_date and born != person.birth_date:
                continue
            if year and person.birth_year and abs(year - person.birth_year) > 1:
                continue
            if names.similarity(person.full_name, values["full_name"]) >= names.NEAR:
                found.append(person)
        return found


def compare(judged: Judged, register: KnownPeople, batch: ImportBatch) -> str:
    """Holds a row whose person the register has, or may have; nothing is decided by the order of a file.

    Returns the id of the person that an update would change, or an empty text.
    """
    values = judged.values
    if any(note.kind in CLOSED_NIK for note in judged.notes) or not values.get("full_name"):
        return ""
    if values.get("register_number"):
        return _compare_own(judged, register, batch)
    if person := register.with_nik(values.get("nik")):
        return _compare_with(person, judged, register, batch)
    if people := register.perhaps_same(values):
        said = ngettext(
            "“%s” lives in this village already and may be the same person. Skip the row, or accept it "
            "as another person.",
            "“%s” live in this village already, and one may be the same person. Skip the row, or accept "
            "it as another person.",
            len(people),
        )
        shown = [shown_name(person) for person in people[:NAMED]]
        _say(judged, REVIEW, "possible_same_person", "full_name", said % "”, “".join(shown))
    return ""


def _compare_own(judged, register, batch):
    """A row that names its person by number: only people of the own villages are found."""
    values = judged.values
    person = register.by_number.get(values["register_number"])
    other = register.with_nik(values.get("nik"))
    if person is None:
        text = _(
            "Nobody in your area has this person number. "
            "Download the list again, or clear the cell to register a new person."
        )
        _say(judged, REFUSE, "number_unknown", "register_number", text)
    elif _is_somebody_else(person, values):
        text = _(
            "Neither name nor birth are those of the person with this number. "
            "Were some columns sorted without the others? Download the list again."
        )
        _say(judged, REFUSE, "number_of_another", "full_name", text)
    elif other and other != person:
        text = _("Another person has this NIK. Find that record by NIK before you change this one.")
        _say(judged, REFUSE, "nik_of_another", "nik", text)
    else:
        return _compare_with(person, judged, register, batch)
    return ""


def _is_somebody_else(person, values):
    """Whether nothing that tells people apart fits: columns of a list were sorted without the others."""
    born, year = values.get("birth_date"), values.get("birth_year")
    is_same_birth = (born and born == person.birth_date) or (year and year == person.birth_year)
    is_near = names.similarity(person.full_name, values["full_name"]) >= names.NEAR
    says_birth = (born or year) and person.birth_year
    return bool(says_birth) and not is_near and not is_same_birth


def _compare_with(person, judged, register, batch):
    """Says what taking the row would change in the record; returns its id where that is anything."""
    values = judged.values
    key = "register_number" if values.get("register_number") else "nik"
    stages = register.stages.get(person.pk, [])
    unkept = [] if person.is_restricted else list(_unkept(person, values, stages))
    for name, text in unkept:
        _say(judged, REVIEW, "not_kept", name, text)
    if person.is_restricted:
        text = _("This record is restricted. A list does not change it; open the record.")
        judged.hold(key, "restricted", text)
    elif against := against_end(person, values, batch):
        judged.hold("stage" if values.get("stage") else "end", "ended", against)
    elif differences(person, values, stages, batch):
        if key == "nik":
            text = _(
                "This NIK is registered already. Accept the row to change the record where it differs, "
                "or skip it."
            )
        else:
            text = _(
                "This person is registered. Accept the row to change the record where it differs, or skip it."
            )
        _say(judged, REVIEW, "nik_exists" if key == "nik" else "differs", key, text)
        _ask_same_day(judged, stages, batch)
        return str(person.pk)
    elif unkept:
        judged.is_takeable = False
    else:
        # Nothing of the row is stored, so nothing about its cells matters.
        judged.notes = []
        _say(judged, IGNORE, "known_already", key, _("Registered already, with no differences."))
    return ""


def _ask_same_day(judged, stages, batch):
    """Nobody enters two stages on one day: is the recorded one wrong, or did the next begin later?"""
    if stage := same_day(judged.values, stages, batch):
        text = _(
            "On %(day)s “%(stage)s” is recorded. Accept the row if that was wrong: the stage of that day "
            "is replaced. If the next stage began on another day, skip the row and upload it with that "
            "day."
        )
        said = {"day": f"{stage.event_on:%d/%m/%Y}", "stage": stage.get_kind_display()}
        _say(judged, REVIEW, "stage_same_day", "stage", text % said)


def _unkept(person, values, stages):
    """`(field, sentence)` of what a list says and cannot change in the record."""
    if values.get("village", person.village.area_id) != person.village.area_id:
        text = _(
            "The register has this person in %s. A list never moves anybody; "
            "use “Move to another village” on the page of the person."
        )
        yield "village", text % person.village.label
    if values.get("register_number") and not values.get("stage") and not stages:
        text = _("No stage is recorded for this person. Write the stage as well, or record it on the page.")
        for name in ("stage_on", "country"):
            if values.get(name):
                yield name, text


def _say(judged, fate, kind, key, text):
    judged.add(key, "", judged.values[key], Remark(fate, kind, text))
