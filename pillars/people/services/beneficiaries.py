"""Changes of people that move figures: the register's services, with the stored sums kept beside them.

All services lock in one order, so that nobody waits in a circle: a request (transfer, merge), then activities
by id, then people by id, then stored sums by key. Whoever adds people to an activity holds the activity first
and then the people (`attendances.add_people`); whoever changes people locks their activities first
(`locked_activities`).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from desmigratif.accounts.models import User
from desmigratif.ui import clock
from desmigratif.ui.reasons import is_reason
from desmigratif.ui.refusals import Refused
from desmigratif.ui.transactions import Overtaken, retried
from villages.choices import RecordStep
from villages.existence import refuse_gone
from villages.models import Beneficiary, End, FamilyTie, Merge, NotSame, Stage, Transfer, Village
from villages.people.ends import refuse_after_end
from villages.people.services import beneficiaries as register
from villages.people.services.nik_questions import Way, ask_about_nik
from villages.people.trail import line

from ...models import Activity, Attendance
from ...services import tallies
from ...services.attendances import refresh
from ...services.periods import closed_kept


@retried
def change_beneficiary(
    *, beneficiary: Beneficiary, person: register.Person, by: User, **how: Any
) -> Beneficiary:
    """Changes a record; a change of sex moves the head counts and the people reached with it."""
    with _keeping_sums({beneficiary.pk}):
        return register.change_beneficiary(beneficiary=beneficiary, person=person, by=by, **how)


@retried
def move_beneficiary(*, beneficiary: Beneficiary, village: Village, moved_on: date, by: User) -> Beneficiary:
    """Moves a person; attendances from that day on count in the new village, earlier ones stay."""
    with _keeping_sums({beneficiary.pk}):
        return register.move_beneficiary(beneficiary=beneficiary, village=village, moved_on=moved_on, by=by)


@retried
def merge_beneficiaries(*, kept: Beneficiary, dropped: Beneficiary, by: User) -> Merge:
    """Puts a second record of one person into the first; what goes over is written down, to undo it by.

    An activity that both attended counts the person once. The NIK of the dropped record goes over where
    the kept one has none; two different NIKs are two people.
    """
    if kept.pk == dropped.pk:
        raise Refused(_("Choose two different records."))
    with _keeping_sums({kept.pk, dropped.pk}):
        kept, dropped = register.all_locked([kept, dropped], by)
        if kept.has_nik and dropped.has_nik:
            raise Refused(_("Both records have a NIK, and they differ: these are two people."))
        moved = {
            "attendances": _hand_over_attendances(kept, dropped),
            "stages": _hand_over_stages(kept, dropped),
            "ends": _hand_over_ends(kept, dropped),
            "ties": _hand_over_ties(kept, dropped),
            "not_same": _hand_over_pairs(kept, dropped),
            "rows": _hand_over_rows(kept, dropped),
            "is_family": dropped.is_family and not kept.is_family,
            "nik": False,
        }
        if moved["is_family"]:
            _say_family(kept, True)
        if dropped.has_nik:
            moved["nik"] = True
            _pass_nik(dropped, kept)
        dropped.merged_into = kept
        dropped.save(update_fields=["merged_into"])
    register.note(kept, RecordStep.MERGED, by, [line("record", dropped, kept)])
    return Merge.objects.create(kept=kept, dropped=dropped, moved=moved, by=by)


@retried
def undo_merge(*, merge: Merge, by: User) -> None:
    """Gives everything back to the record that was dropped."""
    merge = Merge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    if merge.undone_at:
        raise Refused(_("This merge was undone already."))
    double = {fields["activity_id"] for fields in merge.moved["attendances"]["double"]}
    with _keeping_sums({merge.kept_id, merge.dropped_id}, also=double):
        kept = register.locked(merge.kept, by)
        dropped = Beneficiary.objects.get(pk=merge.dropped_id)
        for row in merge.moved["attendances"]["moved"]:
            Attendance.objects.filter(pk=row, beneficiary=kept).update(beneficiary=dropped)
        for fields in merge.moved["attendances"]["double"]:
            if Activity.objects.filter(pk=fields["activity_id"]).exists():
                Attendance.objects.create(beneficiary=dropped, **fields)
        Stage.objects.filter(pk__in=merge.moved["stages"]["moved"]).update(beneficiary=dropped)
        Stage.objects.filter(pk__in=merge.moved["stages"]["replaced"]).update(replaced_at=None)
        End.objects.filter(pk__in=merge.moved.get("ends", ())).update(beneficiary=dropped)
        for side in ("person", "relative"):
            FamilyTie.objects.filter(pk__in=merge.moved["ties"][side]).update(**{side: dropped})
        for model in register.following():
            rows = model.objects.filter(pk__in=merge.moved.get("rows", {}).get(model._meta.label_lower, ()))
            rows.filter(**{model.follows_person: kept}).update(**{model.follows_person: dropped})
        for pk in merge.moved.get("not_same", ()):
            for pair in NotSame.objects.of(kept).filter(pk=pk):
                _pair_with(pair, dropped, instead_of=kept)
        if merge.moved.get("is_family"):
            _say_family(kept, False)
        if merge.moved["nik"]:
            _pass_nik(kept, dropped)
        dropped.merged_into = None
        dropped.save(update_fields=["merged_into"])
        merge.undone_at, merge.undone_by = timezone.now(), by
        merge.save(update_fields=["undone_at", "undone_by"])
    register.note(kept, RecordStep.UNMERGED, by, [line("record", kept, dropped)])


class NothingToTransfer(Refused):
    """Whoever is asked for lives in the own area already (`person`), or is registered nowhere (None)."""

    def __init__(self, message: str, person: Beneficiary | None = None) -> None:
        super().__init__(message, "nik")
        self.person = person


def ask_transfer(
    *, digits: str, village: Village, reason: str, by: User, address: str | None = None
) -> Transfer:
    """Asks the office that has the person of a NIK for a transfer; the asker learns nothing of the person.

    The question about the NIK stays in the log also where nothing comes of it.
    """
    if not Village.objects.editable_by(by).filter(pk=village.pk).exists():
        raise Refused(_("You may ask only for the villages of your own area."), "village")
    refuse_gone(village, clock.today())
    if not is_reason(reason):
        raise Refused(_("Write why, for example: has lived here since 12/03/2026."), "reason")
    answer = ask_about_nik(digits=digits, by=by, way=Way.TRANSFER, reason=reason, address=address)
    if answer.person:
        text = _("%s lives in your area. Open the record and move the person there.")
        raise NothingToTransfer(text % answer.person, answer.person)
    if not answer.is_elsewhere:
        raise NothingToTransfer(_("Nobody has this NIK. Register the person."))
    transfer, _made = Transfer.objects.get_or_create(
        beneficiary=Beneficiary.objects.with_nik(digits).get(),
        to_village=village,
        state=Transfer.State.ASKED,
        defaults={"reason": reason.strip()[:300], "asked_by": by},
    )
    return transfer


@retried
def decide_transfer(*, transfer: Transfer, agree: bool, moved_on: date | None, by: User) -> Transfer:
    """The owner's office agrees, and the person moves on that day; or it refuses."""
    transfer = Transfer.objects.select_for_update(of=("self",)).get(pk=transfer.pk)
    if transfer.state != Transfer.State.ASKED:
        raise Refused(_("This request was decided already."))
    if agree:
        with _keeping_sums({transfer.beneficiary_id}):
            person = register.locked(transfer.beneficiary, by)
            if person.village_id == transfer.to_village_id:
                raise Refused(
                    _("%s now lives in that village, so nobody has to be moved. Refuse the request.") % person
                )
            register.move(person, transfer.to_village, moved_on, by)
    else:
        register.locked(transfer.beneficiary, by)
    transfer.state = Transfer.State.AGREED if agree else Transfer.State.REFUSED
    transfer.decided_at, transfer.decided_by = timezone.now(), by
    transfer.save(update_fields=["state", "decided_at", "decided_by"])
    return transfer


def locked_activities(people: Collection[int], also: Iterable[int] = ()) -> list[Activity]:
    """Locks what a change of people (ids) moves, in the one order of all services; returns the activities.

    `also`: ids of activities that the change will add people to.
    """
    attended = Attendance.objects.filter(beneficiary__in=people).order_by().values_list("activity", flat=True)
    ids = {*attended, *also}
    activities = list(Activity.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk"))
    rows = Beneficiary.objects.select_for_update(of=("self",)).filter(pk__in=people)
    list(rows.order_by("pk").values_list("pk"))
    if not ids.issuperset(attended.all()):
        raise Overtaken
    return activities


@contextmanager
def _keeping_sums(people, also=()):
    """Keeps all sums right around a change of people: of every activity they attended, and their reach.

    `also`: ids of activities that the change will add them to. Raises `PeriodClosed` where sums of a closed
    quarter would move.
    """
    activities = locked_activities(people, also)
    counted = Activity.objects.counted().filter(pk__in=[activity.pk for activity in activities])
    before = tallies.recount(counted)
    with closed_kept(activities, people), tallies.kept_people(people):
        yield
        refresh(activities)
        tallies.move(before, tallies.recount(counted))


def _hand_over_attendances(kept, dropped):
    there = set(kept.attendances.values_list("activity_id", flat=True))
    moved, double = [], []
    for row in dropped.attendances.all():
        if row.activity_id in there:
            double.append(
                {
                    "activity_id": row.activity_id,
                    "activity_village_id": row.activity_village_id,
                    "home_id": row.home_id,
                    "category": row.category,
                    "added_by_id": row.added_by_id,
                }
            )
            row.delete()
        else:
            moved.append(row.pk)
            row.beneficiary = kept
            row.save(update_fields=["beneficiary"])
    return {"moved": moved, "double": double}


def _hand_over_stages(kept, dropped):
    days = set(kept.stages.filter(replaced_at__isnull=True).values_list("event_on", flat=True))
    moved, replaced = [], []
    for stage in dropped.stages.filter(replaced_at__isnull=True):
        if stage.event_on in days:
            replaced.append(stage.pk)
            stage.replaced_at = timezone.now()
            stage.save(update_fields=["replaced_at"])
        else:
            moved.append(stage.pk)
            stage.beneficiary = kept
            stage.save(update_fields=["beneficiary"])
    return {"moved": moved, "replaced": replaced}


def _hand_over_ends(kept, dropped):
    """Ends go over unless the kept record has one; refused where a stage of either is later than the end."""
    moved = []
    if not kept.ends.standing().exists():
        for end in dropped.ends.filter(taken_back_at__isnull=True):
            moved.append(end.pk)
            end.beneficiary = kept
            end.save(update_fields=["beneficiary"])
    days = kept.stages.filter(replaced_at__isnull=True).values_list("event_on", flat=True)
    refuse_after_end((kept.pk, day) for day in days)
    return moved


def _hand_over_ties(kept, dropped):
    moved = defaultdict(list)
    for side, other in (("person", "relative"), ("relative", "person")):
        for tie in FamilyTie.objects.filter(**{side: dropped}).exclude(**{other: kept}):
            same = {side: kept, other: getattr(tie, other), "kind": tie.kind}
            if not FamilyTie.objects.filter(**same).exists():
                moved[side].append(tie.pk)
                setattr(tie, side, kept)
                tie.save(update_fields=[side])
    return {"person": moved["person"], "relative": moved["relative"]}


def _hand_over_pairs(kept, dropped):
    """Whoever is not the dropped person is not the kept one either."""
    apart = NotSame.objects.apart_from(kept) | {kept.pk}
    moved = []
    for pair in NotSame.objects.of(dropped):
        if _partner(pair, dropped) not in apart:
            _pair_with(pair, kept, instead_of=dropped)
            moved.append(pair.pk)
    return moved


def _hand_over_rows(kept, dropped):
    """Rows of registers (`register.following`); returns `{model: ids}` of those that moved."""
    moved = {}
    for model in register.following():
        rows = model.objects.filter(**{model.follows_person: dropped})
        moved[model._meta.label_lower] = list(rows.values_list("pk", flat=True))
        rows.update(**{model.follows_person: kept})
    return moved


def _pair_with(pair, person, *, instead_of):
    pair.one_id, pair.other_id = sorted([person.pk, _partner(pair, instead_of)])
    pair.save(update_fields=["one", "other"])


def _partner(pair, person):
    return pair.other_id if pair.one_id == person.pk else pair.one_id


def _say_family(person, is_family):
    person.is_family = is_family
    person.save(update_fields=["is_family"])


def _pass_nik(giver, taker):
    fields = ("nik_sealed", "nik_index")
    values = {name: getattr(giver, name) for name in fields}
    empty = {"nik_sealed": "", "nik_index": None}
    for person, said in ((giver, empty), (taker, values)):
        for name, value in said.items():
            setattr(person, name, value)
        person.save(update_fields=fields)
