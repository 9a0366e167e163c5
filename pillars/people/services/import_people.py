"""Lists of people: where they touch figures, by updates of known people and by taking a list back."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from desmigratif.accounts.models import User
from desmigratif.ui import formatting
from villages.choices import RecordStep, Sex
from villages.lists.services import import_rows
from villages.lists.services.import_kinds import ListKind, ShownRow
from villages.lists.sheets.judging import Judged
from villages.models import (
    Beneficiary,
    End,
    FamilyTie,
    Household,
    ImportBatch,
    ImportRow,
    ListedPerson,
    Merge,
    Stage,
    Transfer,
)
from villages.people import nik
from villages.people.services import people_lists, people_register
from villages.people.services.beneficiaries import Person, following, note
from villages.people.services.ends import record_end, take_back_end
from villages.people.services.people_register import shown_name
from villages.people.services.people_storing import IN_ONE_QUERY, store_people
from villages.people.services.stages import FIELDS as STAGE_FIELDS
from villages.people.services.stages import correct_stage, record_stage, remove_stage
from villages.people.sheets.people_rows import PeopleReader
from villages.people.sheets.people_schema import SCHEMA
from villages.people.sheets.repeats import mark_repeats
from villages.people.trail import line

from ...models import Attendance
from .beneficiaries import change_beneficiary, locked_activities
from .people_previews import shown_people

Outcome = ImportRow.Outcome


class PeopleList(ListKind):
    """People for the register; known people are compared first, and changed only where somebody says so."""

    key = "beneficiaries"
    label = gettext_lazy("Beneficiaries")
    hint = gettext_lazy("Prospective migrants, migrants abroad, returned migrants and their families.")
    day_label = gettext_lazy("Stages as of")
    permission = "villages.change_beneficiary"
    asked_about = "nik"
    schema = SCHEMA
    reader = PeopleReader

    def added(self, count: int) -> str:
        return ngettext("%s person registered", "%s people registered", count) % formatting.number(count)

    def details(self, batch: ImportBatch) -> list[tuple[str, int]]:
        """The new people by sex."""
        created = batch.rows.filter(outcome=Outcome.CREATED)
        counts = Counter(created.order_by().values_list("listed_person__person__sex", flat=True))
        return [(label, counts[sex]) for sex, label in Sex.choices if counts[sex]]

    def mark_repeats(self, rows: list[Judged], reader: PeopleReader) -> None:
        mark_repeats(rows, reader.column_of)

    def ask_register(self, rows: list[Judged], batch: ImportBatch) -> None:
        people_register.hold_those_elsewhere(rows, batch)

    def records_of(self, rows: list[Judged], batch: ImportBatch) -> dict[int, str]:
        known = people_register.KnownPeople([judged.values for judged in rows], batch.uploaded_by)
        return {judged.number: people_register.compare(judged, known, batch) for judged in rows}

    def shown_rows(
        self, rows: list[ImportRow], values: dict[int, dict[str, Any]], batch: ImportBatch, user: User
    ) -> dict[ImportRow, ShownRow]:
        return shown_people(rows, values, batch, user)

    def store(self, rows: list[ImportRow], values: dict[int, dict[str, Any]], batch: ImportBatch) -> None:
        locked_activities({int(row.record) for row in rows if row.record})
        store_people(rows, values, batch, update_person)

    def finish(self, batch: ImportBatch) -> None:
        """New people are in the register, and nothing of their rows is kept beside it."""
        batch.rows.filter(outcome=Outcome.CREATED).update(sealed="")

    def used(self, rows: list[ImportRow], batch: ImportBatch, by: User) -> dict[ImportRow, str]:
        return used_people(rows, batch, Attendance.objects.all(), by)

    def lock(self, batch: ImportBatch) -> None:
        locked_activities(set(ListedPerson.objects.filter(row__batch=batch).values_list("person", flat=True)))

    def undo(self, rows: list[ImportRow], batch: ImportBatch, by: User) -> None:
        """New people go, changed records say what they said before."""
        listed = ListedPerson.objects.filter(row__batch=batch, row__outcome=Outcome.UPDATED)
        changed = {one.row_id: one for one in listed.select_related("person__village", "stage")}
        for row in reversed(rows):
            if row.pk in changed:
                _restore(row, changed[row.pk], by, batch)
        forget_listed(rows)


def forget_listed(rows: list[ImportRow]) -> None:
    """Takes the people whom rows registered out of the register, and forgets what the rows did to others."""
    for start in range(0, len(rows), IN_ONE_QUERY):
        listed = ListedPerson.objects.filter(row__in=rows[start : start + IN_ONE_QUERY])
        created = listed.filter(row__outcome=Outcome.CREATED).values_list("person", flat=True)
        people = Beneficiary.objects.filter(pk__in=list(created))
        households = set(people.exclude(household=None).values_list("household", flat=True))
        people.delete()
        Household.objects.filter(pk__in=households, members__isnull=True).delete()
        listed.delete()


def used_people(
    rows: list[ImportRow], batch: ImportBatch, attendances: QuerySet[Attendance], by: User
) -> dict[ImportRow, str]:
    """`{row: why its person can no longer be taken back}`; `attendances` are those of others."""
    listed = ListedPerson.objects.filter(row__batch=batch)
    created = listed.filter(row__outcome=Outcome.CREATED).values("person")
    touched = listed.values("person")
    own_stages = listed.filter(stage__isnull=False).values("stage")
    stages = Stage.objects.filter(beneficiary__in=touched, recorded_at__gt=batch.checked_at)
    ends = End.objects.filter(beneficiary__in=touched, recorded_at__gt=batch.checked_at)
    ends = ends.exclude(source=people_lists.source_of_end(batch))
    edited = listed.exclude(person__version=F("version"))
    elsewhere = Beneficiary.objects.filter(pk__in=touched).exclude(
        pk__in=Beneficiary.objects.editable_by(by).values("pk")
    )
    merged = Merge.objects.filter(Q(kept__in=touched) | Q(dropped__in=touched))
    tied = FamilyTie.objects.filter(Q(person__in=created) | Q(relative__in=created))
    transfers = Transfer.objects.filter(beneficiary__in=created)
    found = {}
    for ids, reason in (
        (_ids(merged, "kept", "dropped"), _("the record of %s was merged.")),
        (_ids(elsewhere, "pk"), _("%s now lives outside your area.")),
        (_ids(attendances.filter(beneficiary__in=created), "beneficiary"), _("%s took part in an activity.")),
        (_ids(stages.exclude(pk__in=own_stages), "beneficiary"), _("%s has a later stage.")),
        (_ids(ends, "beneficiary"), _("the death or move of %s was recorded.")),
        (_ids(tied, "person", "relative"), _("a family tie of %s was entered.")),
        (_ids(transfers, "beneficiary"), _("a transfer of %s was asked for.")),
        *((_about(model, created), _("something else is recorded about %s.")) for model in following()),
        (_ids(edited, "person"), _("the record of %s has since been changed.")),
    ):
        for pk in ids:
            found.setdefault(pk, reason)
    names = {pk: shown_name(person) for pk, person in Beneficiary.objects.in_bulk(found).items()}
    person_of = dict(listed.values_list("row", "person"))
    used = [(row, person_of[row.pk]) for row in rows if person_of.get(row.pk) in found]
    return {row: found[pk] % names[pk] for row, pk in used}


def _about(model, people):
    """Ids of those of the people about whom a register holds a row."""
    return _ids(model.objects.filter(**{f"{model.follows_person}__in": people}), model.follows_person)


def _ids(found, *fields):
    return {pk for row in found.order_by().values_list(*fields) for pk in row}


def update_person(
    *, row: ImportRow, values: Mapping[str, Any], batch: ImportBatch, by: User
) -> tuple[dict[str, Any], Beneficiary, Stage | None]:
    """Changes a record where the list says something else; returns what it said, the record, a new stage."""
    beneficiary = people_lists.known(Beneficiary.objects.filter(pk=row.record)).get()
    stages = people_lists.stages_of([beneficiary]).get(beneficiary.pk, [])
    before = _as_it_was(beneficiary)
    beneficiary = change_beneficiary(
        beneficiary=beneficiary, person=people_lists.updated_person(beneficiary, values), by=by
    )
    change = people_lists.stage_change(values, stages, batch)
    note(beneficiary, RecordStep.LISTED, by, [line("import", after=batch.number)])
    stage = None
    if change is not None:
        corrected, said = change
        if corrected is None:
            stage = record_stage(beneficiary=beneficiary, by=by, **said)
        else:
            before |= {"stage": corrected.pk}
            stage = correct_stage(stage=corrected, by=by, **said)
    end = people_lists.stated_end(values, batch)
    if end and not beneficiary.ends.standing().exists():
        record_end(beneficiary=beneficiary, by=by, **end)
    return before, beneficiary, stage


def _as_it_was(beneficiary):
    """All that a change by a list may replace, to put it back by."""
    household = beneficiary.household
    return vars(people_lists.person_as_stored(beneficiary)) | {
        "village": beneficiary.village.area_id,
        "nik": nik.decrypt(beneficiary.nik_sealed) if beneficiary.has_nik else "",
        "household": nik.decrypt(household.sealed) if household else "",
    }


def _restore(row, listed, by, batch):
    before = import_rows.unsealed(row)["before"]
    corrected = Stage.objects.filter(pk=before.pop("stage", None)).first()
    person = Person(**(before | {"village": listed.person.village}))
    if listed.stage and listed.stage.replaced_at is None:
        if corrected:
            said = {name: getattr(corrected, name) for name in STAGE_FIELDS}
            correct_stage(stage=listed.stage, by=by, **said)
        else:
            remove_stage(stage=listed.stage, by=by, reason=_("Import %s undone") % batch.number)
    told = listed.person.ends.standing().filter(source=people_lists.source_of_end(batch)).first()
    if told:
        take_back_end(end=told, by=by, reason=_("Import %s undone") % batch.number)
    # Lists stored by an earlier release did not write down the numbers.
    change_beneficiary(beneficiary=listed.person, person=person, by=by, erases="nik" in before)
