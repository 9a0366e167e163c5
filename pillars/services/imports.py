"""Imports of people where they touch figures: updates of known people, and taking a batch back."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from villages.models import Beneficiary, FamilyTie, Household, ImportBatch, ImportRow, Merge, Stage, Transfer
from villages.services import import_rows, imports
from villages.services.beneficiaries import Person
from villages.services.errors import ChangeRefused
from villages.services.import_storing import IN_ONE_QUERY, store_rows
from villages.services.stages import record_stage, remove_stage

from ..models import Attendance
from .beneficiaries import change_beneficiary

State, Outcome = ImportBatch.State, ImportRow.Outcome
#: A step that gave no sign of life for so long has broken off; anybody of the office may go on with it.
STUCK_AFTER = timedelta(minutes=2)


def is_stuck(batch):
    return batch.is_running and batch.touched_at < timezone.now() - STUCK_AFTER


def run_step(batch):
    """Goes on with whatever the batch waits for; called again after a break it loses and doubles nothing."""
    if batch.state == State.CHECKING:
        imports.check_rows(batch)
    elif batch.state == State.STORING:
        store_rows(batch, update=update_person)


def update_person(*, row, values, batch, by):
    """Changes a record where the list says something else; returns what it said, the record, a new stage."""
    beneficiary = Beneficiary.objects.select_related("village__area", "household").get(pk=row.existing_id)
    before = vars(import_rows.person_as_stored(beneficiary)) | {"village": beneficiary.village.area_id}
    current = beneficiary.stages.filter(replaced_at__isnull=True).order_by("-event_on").first()
    beneficiary = change_beneficiary(
        beneficiary=beneficiary, person=import_rows.updated_person(beneficiary, values), by=by
    )
    stage = None
    said = import_rows.stage_said(values, batch)
    if said and (current is None or said["kind"] != current.kind):
        stage = record_stage(beneficiary=beneficiary, by=by, **said)
    return before, beneficiary, stage


def standing_against(batch):
    """Sentences about what was done with people of the batch since; empty when it can be undone."""
    created = batch.rows.filter(outcome=Outcome.CREATED, result__isnull=False).values("result")
    touched = batch.rows.filter(result__isnull=False).values("result")
    edited = batch.rows.filter(result__isnull=False).exclude(result__version=F("result_version")).count()
    own = batch.rows.filter(stage__isnull=False).values("stage")
    stages = Stage.objects.filter(beneficiary__in=touched, recorded_at__gt=batch.checked_at)
    stages = stages.exclude(pk__in=own)
    found = [
        (
            Attendance.objects.filter(beneficiary__in=created).values("beneficiary").distinct().count(),
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


@transaction.atomic
def undo_batch(*, batch, by):
    """Takes back everything that a batch stored: new people go, changed records say what they said before."""
    batch = imports.locked(batch, [State.STORED])
    people = batch.rows.filter(result__isnull=False).values("result")
    held = Beneficiary.objects.select_for_update(of=("self",)).filter(pk__in=people).order_by("pk")
    stored = len(held.values_list("pk"))
    if against := standing_against(batch):
        raise ChangeRefused(_("This import can no longer be undone.") + " " + " ".join(against))
    editable = Beneficiary.objects.editable_by(by).filter(pk__in=people).count()
    if editable != stored:
        raise ChangeRefused(_("Some people of this import live outside your area by now."))
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
    batch.state, batch.undone_at, batch.undone_by = State.UNDONE, timezone.now(), by
    batch.save(update_fields=["state", "undone_at", "undone_by"])
    return batch


def _restore(row, by, batch):
    before = import_rows.unsealed(row)["before"]
    person = Person(**(before | {"village": row.result.village}))
    if row.stage and row.stage.replaced_at is None:
        remove_stage(stage=row.stage, by=by, reason=_("Import %s undone") % batch.number)
    change_beneficiary(beneficiary=row.result, person=person, by=by)
