"""Writes stages of migration and family ties of people."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from desmigratif.ui import clock
from desmigratif.ui.refusals import Refused

from ...choices import StageKind, TieKind
from ...models import FamilyTie, Stage
from .beneficiaries import locked, note

#: What is said about a stage besides what it is and when.
DETAILS = (
    "country",
    "sector",
    "placement",
    "placed_by",
    "route",
    "is_insured",
    "contract_ends_on",
    "return_reason",
)
FIELDS = ("kind", "event_on", "reported_on", *DETAILS, "note")
#: A tie seen from the other side.
MIRROR = {
    TieKind.SPOUSE: TieKind.SPOUSE,
    TieKind.CHILD: TieKind.PARENT,
    TieKind.PARENT: TieKind.CHILD,
}


@transaction.atomic
def record_stage(*, beneficiary, by, **said):
    """The person enters a stage on a day (`kind`, `event_on`, `reported_on`, ...)."""
    beneficiary = locked(beneficiary, by)
    stage = Stage(beneficiary=beneficiary, recorded_by=by, **said)
    _check(stage)
    stage.save()
    note(beneficiary, "stage", by, [{"field": "stage", "before": "", "after": _text(stage)}])
    return stage


@transaction.atomic
def correct_stage(*, stage, by, **said):
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
    _check(corrected)
    corrected.save()
    note(beneficiary, "stage", by, [{"field": "stage", "before": _text(stage), "after": _text(corrected)}])
    return corrected


@transaction.atomic
def remove_stage(*, stage, by, reason):
    """Takes back a stage that never was; the row stays, as known until now."""
    beneficiary = locked(stage.beneficiary, by)
    stage = _open_row(stage)
    if not reason.strip():
        raise Refused(_("Write why the stage is removed."), "reason")
    stage.replaced_at = timezone.now()
    stage.save(update_fields=["replaced_at"])
    note(beneficiary, "stage", by, [{"field": "stage", "before": _text(stage), "after": reason.strip()}])


@transaction.atomic
def tie_family(*, person, relative, kind, by):
    """Writes down that `relative` is the `kind` of `person`, and the same seen from the other side."""
    person = locked(person, by)
    relative = locked(relative, by)
    if person == relative:
        raise Refused(_("A person is not their own relative. Choose somebody else."), "relative")
    pairs = [(person, relative, TieKind(kind))]
    if mirror := MIRROR.get(TieKind(kind)):
        pairs.append((relative, person, mirror))
    for one, other, relation in pairs:
        _tie, made = FamilyTie.objects.get_or_create(
            person=one, relative=other, kind=relation, defaults={"recorded_by": by}
        )
        if made:
            note(one, "tie", by, [{"field": relation, "before": "", "after": other.full_name}])


@transaction.atomic
def untie_family(*, tie, by):
    person = locked(tie.person, by)
    relative = locked(tie.relative, by)
    FamilyTie.objects.filter(person=person, relative=relative, kind=tie.kind).delete()
    if mirror := MIRROR.get(TieKind(tie.kind)):
        FamilyTie.objects.filter(person=relative, relative=person, kind=mirror).delete()
    note(person, "tie", by, [{"field": tie.kind, "before": relative.full_name, "after": ""}])


def _open_row(stage):
    stage = Stage.objects.select_for_update(of=("self",)).get(pk=stage.pk)
    if stage.replaced_at:
        raise Refused(_("This stage was corrected already. Open the page again."))
    return stage


def _check(stage):
    today = clock.today()
    if stage.event_on > today:
        raise Refused(
            _("The date %s lies ahead. A stage is recorded once it has begun.")
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
        raise Refused(_("A reason of return belongs to a return. Clear it, or choose the stage."), "kind")
    others = Stage.objects.filter(beneficiary=stage.beneficiary, replaced_at__isnull=True).exclude(
        pk=stage.pk
    )
    if others.filter(event_on=stage.event_on).exists():
        raise Refused(
            _("On %s another stage is recorded. Correct that one instead.") % f"{stage.event_on:%d/%m/%Y}",
            "event_on",
        )


def _text(stage):
    return f"{stage.get_kind_display()} {stage.event_on:%d/%m/%Y}"
