"""Lists of people: where they touch figures, by updates of known people and by taking a list back."""

from collections import Counter

from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from desmigratif.ui import clock, formatting
from desmigratif.ui.refusals import Refused
from villages.choices import RecordStep, Sex
from villages.lists.services import import_rows
from villages.lists.services.import_kinds import ListKind, places_of
from villages.models import Beneficiary, FamilyTie, Household, ImportRow, Merge, Stage, Transfer
from villages.people import nik
from villages.people.services import people_lists, people_register
from villages.people.services.beneficiaries import Person, note
from villages.people.services.people_storing import IN_ONE_QUERY, store_people
from villages.people.services.stages import FIELDS as STAGE_FIELDS
from villages.people.services.stages import correct_stage, record_stage, remove_stage
from villages.people.sheets import people
from villages.people.trail import line

from ...models import Attendance
from .beneficiaries import change_beneficiary, hold

Outcome = ImportRow.Outcome


class PeopleList(ListKind):
    """People for the register; known people are compared first, and changed only where somebody says so."""

    key = "beneficiaries"
    label = gettext_lazy("Beneficiaries")
    hint = gettext_lazy("Prospective migrants, migrants abroad, returned migrants and their families.")
    day_label = gettext_lazy("Stages hold on")
    permission = "villages.change_beneficiary"
    schema = people.SCHEMA

    def added(self, count):
        return ngettext("%s person registered", "%s people registered", count) % formatting.number(count)

    def details(self, batch):
        """The new people by sex."""
        created = batch.rows.filter(outcome=Outcome.CREATED)
        counts = Counter(created.order_by().values_list("result__sex", flat=True))
        return [(label, counts[sex]) for sex, label in Sex.choices if counts[sex]]

    def judge(self, table, mapping, batch):
        context = people.Context(
            villages=places_of(batch.uploaded_by),
            # Known people are compared below, with what differs.
            known=lambda indexes: (),
            today=clock.today(),
            village=batch.village.area_id if batch.village else "",
            for_all=batch.for_all,
        )
        return people.judge(table, mapping, context)

    def compared(self, chunk, batch):
        values = [people_lists.values_of(judged) for judged in chunk]
        register = people_register.Register(values, batch.uploaded_by)
        for judged, one in zip(chunk, values, strict=True):
            row = import_rows.row_of(batch, judged)
            people_register.compare(row, one, register, batch)
            yield row, one

    def store(self, rows, values, batch):
        hold({row.existing_id for row in rows if row.existing_id})
        store_people(rows, values, batch, update_person)

    def standing_against(self, batch):
        return used_people(batch, Attendance.objects.all())

    def lock(self, batch):
        hold(set(batch.rows.filter(result__isnull=False).values_list("result", flat=True)))

    def undo(self, batch, by):
        """New people go, changed records say what they said before."""
        people = batch.rows.filter(result__isnull=False).values("result")
        stored = Beneficiary.objects.filter(pk__in=people).count()
        if Beneficiary.objects.editable_by(by).filter(pk__in=people).count() != stored:
            raise Refused(_("Some people of this import live outside your area by now."))
        for row in batch.rows.filter(outcome=Outcome.UPDATED).select_related("result", "stage"):
            _restore(row, by, batch)
        created = Beneficiary.objects.filter(
            pk__in=batch.rows.filter(outcome=Outcome.CREATED).values_list("result", flat=True)
        )
        households = list(created.exclude(household=None).values_list("household", flat=True).distinct())
        created.delete()
        for start in range(0, len(households), IN_ONE_QUERY):
            part = households[start : start + IN_ONE_QUERY]
            Household.objects.filter(pk__in=part, members__isnull=True).delete()


def used_people(batch, attendances):
    """Sentences about what was done with people of an import since; `attendances` are those of others."""
    created = batch.rows.filter(outcome=Outcome.CREATED, result__isnull=False).values("result")
    touched = batch.rows.filter(result__isnull=False).values("result")
    edited = batch.rows.filter(result__isnull=False).exclude(result__version=F("result_version")).count()
    own = batch.rows.filter(stage__isnull=False).values("stage")
    stages = Stage.objects.filter(beneficiary__in=touched, recorded_at__gt=batch.checked_at)
    stages = stages.exclude(pk__in=own)
    found = [
        (
            attendances.filter(beneficiary__in=created).values("beneficiary").distinct().count(),
            lambda n: ngettext(
                "%s person took part in an activity.", "%s people took part in activities.", n
            ),
        ),
        (
            stages.values("beneficiary").distinct().count(),
            lambda n: ngettext("%s person has a later stage.", "%s people have later stages.", n),
        ),
        (
            edited,
            lambda n: ngettext("%s record was changed since.", "%s records were changed since.", n),
        ),
        (
            Merge.objects.filter(Q(kept__in=touched) | Q(dropped__in=touched)).count(),
            lambda n: ngettext("%s record was merged.", "%s records were merged.", n),
        ),
        (
            FamilyTie.objects.filter(Q(person__in=created) | Q(relative__in=created)).count(),
            lambda n: ngettext("%s family tie was entered.", "%s family ties were entered.", n),
        ),
        (
            Transfer.objects.filter(beneficiary__in=created).count(),
            lambda n: ngettext("%s transfer was asked for.", "%s transfers were asked for.", n),
        ),
        (
            batch.rows.filter(outcome=Outcome.UPDATED, sealed="").count(),
            lambda n: ngettext(
                "What %s record said before is no longer kept.",
                "What %s records said before is no longer kept.",
                n,
            ),
        ),
    ]
    return [sentence(count) % count for count, sentence in found if count]


def update_person(*, row, values, batch, by):
    """Changes a record where the list says something else; returns what it said, the record, a new stage."""
    beneficiary = people_lists.known(Beneficiary.objects.filter(pk=row.existing_id)).get()
    stages = people_lists.stages_of([beneficiary]).get(beneficiary.pk, [])
    before = _as_it_was(beneficiary)
    beneficiary = change_beneficiary(
        beneficiary=beneficiary, person=people_lists.updated_person(beneficiary, values), by=by
    )
    change = people_lists.stage_change(values, stages, batch)
    note(beneficiary, RecordStep.LISTED, by, [line("import", after=batch.number)])
    if change is None:
        return before, beneficiary, None
    corrected, said = change
    if corrected is None:
        return before, beneficiary, record_stage(beneficiary=beneficiary, by=by, **said)
    return before | {"stage": corrected.pk}, beneficiary, correct_stage(stage=corrected, by=by, **said)


def _as_it_was(beneficiary):
    """All that a change by a list may replace, to put it back by."""
    household = beneficiary.household
    return vars(people_lists.person_as_stored(beneficiary)) | {
        "village": beneficiary.village.area_id,
        "nik": nik.decrypt(beneficiary.nik_sealed) if beneficiary.has_nik else "",
        "household": nik.decrypt(household.sealed) if household else "",
    }


def _restore(row, by, batch):
    before = import_rows.unsealed(row)["before"]
    corrected = Stage.objects.filter(pk=before.pop("stage", None)).first()
    person = Person(**(before | {"village": row.result.village}))
    if row.stage and row.stage.replaced_at is None:
        if corrected:
            said = {name: getattr(corrected, name) for name in STAGE_FIELDS}
            correct_stage(stage=row.stage, by=by, **said)
        else:
            remove_stage(stage=row.stage, by=by, reason=_("Import %s undone") % batch.number)
    # Lists stored by an earlier release did not write down the numbers.
    change_beneficiary(beneficiary=row.result, person=person, by=by, erases="nik" in before)
