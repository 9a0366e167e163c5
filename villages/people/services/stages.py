"""Writes stages of migration and family ties of people."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from desmigratif.accounts.models import User
from desmigratif.ui import clock
from desmigratif.ui.reasons import is_reason
from desmigratif.ui.refusals import Refused
from desmigratif.ui.transactions import retried

from ...choices import RecordStep, StageKind, TieKind
from ...models import Beneficiary, FamilyTie, Stage
from ..ends import refuse_after_end
from ..fields import STAGE_DETAILS
from ..trail import line
from .beneficiaries import all_locked, locked, note, note_all

FIELDS = ("kind", "event_on", "reported_on", *STAGE_DETAILS, "note")
#: A tie seen from the other side.
MIRROR = {
    TieKind.SPOUSE: TieKind.SPOUSE,
    TieKind.CHILD: TieKind.PARENT,
    TieKind.PARENT: TieKind.CHILD,
}


@retried
def record_stage(*, beneficiary: Beneficiary, by: User, **said: Any) -> Stage:
    """The person enters a stage on a day (`kind`, `event_on`, `reported_on`, ...)."""
    return record_stages(rows=[(beneficiary, said)], by=by)[0]


@retried
def record_stages(*, rows: Sequence[tuple[Beneficiary, Mapping[str, Any]]], by: User) -> list[Stage]:
    """The same for several, `(person, what is said)` of each; all of them or none."""
    people = all_locked([person for person, _said in rows], by)
    stages = [
        Stage(beneficiary=person, recorded_by=by, **said)
        for person, (_person, said) in zip(people, rows, strict=True)
    ]
    standing = _standing(people)
    for stage in stages:
        _check(stage, standing[stage.beneficiary_id])
        standing[stage.beneficiary_id].add(stage.event_on)
    refuse_after_end([(stage.beneficiary_id, stage.event_on) for stage in stages], "event_on")
    Stage.objects.bulk_create(stages)
    lines = [(stage.beneficiary, [line("stage", after=_text(stage))]) for stage in stages]
    note_all(lines, RecordStep.STAGE, by)
    return stages


@retried
def correct_stage(*, stage: Stage, by: User, **said: Any) -> Stage:
    """Replaces a stage by what it should have said; the old row stays, as known until now (case O20)."""
    beneficiary = locked(stage.beneficiary, by)
    stage = _open_row(stage)
    corrected = Stage(
        beneficiary=beneficiary,
        recorded_by=by,
        **{**{name: getattr(stage, name) for name in FIELDS}, **said},
    )
    stage.replaced_at = timezone.now()
    stage.save(update_fields=["replaced_at"])
    _check(corrected, _standing([beneficiary])[beneficiary.pk])
    refuse_after_end([(beneficiary.pk, corrected.event_on)], "event_on")
    corrected.save()
    note(beneficiary, RecordStep.STAGE, by, [line("stage", _text(stage), _text(corrected))])
    return corrected


@retried
def remove_stage(*, stage: Stage, by: User, reason: str) -> None:
    """Takes back a stage that never was; the row stays, as known until now."""
    beneficiary = locked(stage.beneficiary, by)
    stage = _open_row(stage)
    if not is_reason(reason):
        raise Refused(_("Write why the stage is removed."), "reason")
    stage.replaced_at = timezone.now()
    stage.save(update_fields=["replaced_at"])
    note(
        beneficiary, RecordStep.STAGE, by, [line("stage", _text(stage)), line("reason", after=reason.strip())]
    )


@retried
def tie_family(*, person: Beneficiary, relative: Beneficiary, kind: str, by: User) -> None:
    """Writes down that `relative` is the `kind` of `person`, and the same seen from the other side."""
    tie_families(rows=[(person, relative, kind)], by=by)


@retried
def tie_families(*, rows: Sequence[tuple[Beneficiary, Beneficiary, str]], by: User) -> None:
    """The same for several, `(person, relative, kind)` of each; a tie that is there already stays."""
    stored = {row.pk: row for row in all_locked([one for row in rows for one in row[:2]], by)}
    wanted = {}
    for person, relative, kind in rows:
        if person == relative:
            raise Refused(_("A person is not their own relative. Choose somebody else."), "relative")
        wanted[person.pk, relative.pk, TieKind(kind)] = None
        if mirror := MIRROR.get(TieKind(kind)):
            wanted[relative.pk, person.pk, mirror] = None
    there = FamilyTie.objects.filter(person__in=stored, relative__in=stored)
    for tie in there.values_list("person_id", "relative_id", "kind"):
        wanted.pop(tie, None)
    FamilyTie.objects.bulk_create(
        FamilyTie(person_id=person, relative_id=relative, kind=kind, recorded_by=by)
        for person, relative, kind in wanted
    )
    lines = [
        (stored[person], [line(kind, after=stored[relative].full_name)]) for person, relative, kind in wanted
    ]
    note_all(lines, RecordStep.TIE, by)


@retried
def untie_family(*, tie: FamilyTie, by: User) -> None:
    person, relative = all_locked([tie.person, tie.relative], by)
    FamilyTie.objects.filter(person=person, relative=relative, kind=tie.kind).delete()
    if mirror := MIRROR.get(TieKind(tie.kind)):
        FamilyTie.objects.filter(person=relative, relative=person, kind=mirror).delete()
    note(person, RecordStep.TIE, by, [line(tie.kind, relative.full_name)])


def _open_row(stage):
    stage = Stage.objects.select_for_update(of=("self",)).get(pk=stage.pk)
    if stage.replaced_at:
        raise Refused(_("This stage was corrected already. Open the page again."))
    return stage


def _standing(people):
    """The days on which a stage of each person is recorded, `{person id: days}`."""
    days = defaultdict(set)
    rows = Stage.objects.filter(beneficiary__in=people, replaced_at__isnull=True)
    for person, day in rows.values_list("beneficiary_id", "event_on"):
        days[person].add(day)
    return days


def _check(stage, others):
    """`others`: the days of the person's other stages."""
    today = clock.today()
    if stage.event_on > today:
        raise Refused(
            _("The date %s is in the future. A stage is recorded once it has begun.")
            % f"{stage.event_on:%d/%m/%Y}",
            "event_on",
        )
    if stage.reported_on < stage.event_on:
        raise Refused(
            _("The report (%(reported)s) is before the event (%(event)s). Correct one of the two.")
            % {"reported": f"{stage.reported_on:%d/%m/%Y}", "event": f"{stage.event_on:%d/%m/%Y}"},
            "reported_on",
        )
    if stage.return_reason and stage.kind != StageKind.RETURNED:
        raise Refused(
            _("A reason for return belongs to a return only. Clear it, or choose the stage."), "kind"
        )
    if stage.event_on in others:
        raise Refused(
            _("On %s another stage is recorded. Correct that one instead.") % f"{stage.event_on:%d/%m/%Y}",
            "event_on",
        )


def _text(stage):
    return f"{stage.get_kind_display()} {stage.event_on:%d/%m/%Y}"
