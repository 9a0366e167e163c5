"""Writes people into the register and changes their records.

What also moves figures (sex, home, merging) is called through `pillars.services.beneficiaries`, which keeps
the stored sums in the same transaction.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Model, Q
from django.utils.translation import gettext as _

from desmigratif.accounts.models import AccessEvent, User
from desmigratif.accounts.services import withdraw_files
from desmigratif.ui import clock
from desmigratif.ui.reasons import is_reason
from desmigratif.ui.refusals import Refused
from desmigratif.ui.transactions import retried

from ...choices import Education, EndKind, RecordStep, Sex
from ...existence import refuse_any_gone, refuse_gone
from ...models import Beneficiary, End, Household, NotSame, RecordChange, Residence, Village
from .. import names, nik, phones
from ..ends import in_words
from ..trail import SECRET_FIELDS, line
from .nik_questions import hold_back_reveals

#: How far apart two birth dates may lie for the names to be compared all the same.
NEAR_IN_YEARS = 1


@dataclass
class Person:
    """What is entered about one person; `nik` and `household` as digits, empty for none."""

    full_name: str
    village: Village
    sex: str = Sex.UNKNOWN
    nik: str = ""
    household: str = ""
    birth_date: date | None = None
    birth_year: int | None = None
    hamlet: str = ""
    rt: str = ""
    rw: str = ""
    address: str = ""
    phone_raw: str = ""
    education: str = Education.UNKNOWN
    is_family: bool = False
    consented_on: date | None = None
    note: str = ""


#: Fields of the form that the trail keeps with their values.
TRACED = (
    "full_name",
    "sex",
    "birth_date",
    "birth_year",
    "hamlet",
    "rt",
    "rw",
    "address",
    "education",
    "is_family",
    "consented_on",
    "note",
)


class RegisteredElsewhere(Refused):
    """The NIK belongs to somebody in a village that the user does not see; nothing more is told."""


@retried
def register_beneficiary(
    *, person: Person, by: User, not_same: Iterable[Beneficiary] = (), list_number: str = ""
) -> Beneficiary:
    """Adds one person to the register; `not_same`: people much alike, none of whom it is as the user said.

    `list_number`: the import that brought the person.
    """
    [beneficiary] = register_beneficiaries(people=[person], by=by, list_number=list_number)
    for other in not_same:
        tell_apart(beneficiary=beneficiary, other=other, by=by)
    return beneficiary


@retried
def register_beneficiaries(*, people: Sequence[Person], by: User, list_number: str = "") -> list[Beneficiary]:
    """Adds people to the register, all of them or none; returned in the order given."""
    _check_villages({person.village.pk for person in people}, by)
    refuse_any_gone({person.village for person in people}, clock.today())
    _refuse_known_niks(people, by)
    rows = [Beneficiary(village=person.village, created_by=by, is_demo=by.is_demo) for person in people]
    for row, person in zip(rows, people, strict=True):
        _fill(row, person)
    try:
        with transaction.atomic():
            Beneficiary.objects.bulk_create(rows)
    except IntegrityError:
        # Somebody else registered the same NIK at the same moment.
        _refuse_known_niks(people, by)
        raise
    Residence.objects.bulk_create(
        Residence(beneficiary=row, village=row.village, recorded_by=by) for row in rows
    )
    lines = [line("import", after=list_number)] if list_number else []
    note_all([(row, lines) for row in rows], RecordStep.REGISTERED, by)
    return rows


@retried
def change_beneficiary(
    *, beneficiary: Beneficiary, person: Person, by: User, erases: bool = False
) -> Beneficiary:
    """Changes a record; an empty `nik` or `household` leaves what is stored (it is never shown in a form),
    unless the change `erases`."""
    beneficiary = locked(beneficiary, by)
    if person.nik and nik.blind_index(person.nik) != beneficiary.nik_index:
        refuse_known_nik(person.nik, by)
    before = _traced_values(beneficiary)
    _fill(beneficiary, person)
    if erases and not person.nik:
        beneficiary.nik_sealed, beneficiary.nik_index = "", None
    if erases and not person.household:
        beneficiary.household = None
    beneficiary.version += 1
    beneficiary.save()
    after = _traced_values(beneficiary)
    changes = [line(name, before[name], after[name]) for name in TRACED if before[name] != after[name]]
    changes += [line(name) for name in SECRET_FIELDS if before[name] != after[name]]
    if changes:
        note(beneficiary, RecordStep.CHANGED, by, changes)
    return beneficiary


@retried
def move_beneficiary(*, beneficiary: Beneficiary, village: Village, moved_on: date, by: User) -> Beneficiary:
    """The person lives in another village from a day on; what was counted before stays where it was."""
    beneficiary = locked(beneficiary, by)
    _check_villages({village.pk}, by)
    if moved_on > clock.today():
        raise Refused(
            _("The date %s is in the future. Write the day of the move.") % f"{moved_on:%d/%m/%Y}", "moved_on"
        )
    return move(beneficiary, village, moved_on, by)


def move(beneficiary: Beneficiary, village: Village, moved_on: date, by: User) -> Beneficiary:
    """Writes the residence, in the caller's transaction and after the caller's checks."""
    if village == beneficiary.village:
        raise Refused(_("%s lives there already.") % beneficiary, "village")
    refuse_gone(village, clock.today(), moved_on)
    later = beneficiary.residences.filter(valid_from__gte=moved_on).order_by("valid_from").first()
    if later:
        raise Refused(
            _("A later move on %s is recorded. The date of this one must be after it.")
            % f"{later.valid_from:%d/%m/%Y}",
            "moved_on",
        )
    end = End.objects.standing().filter(beneficiary=beneficiary, ended_on__lt=moved_on).first()
    if end is not None:
        come_back(end, moved_on, by, field="moved_on")
    Residence.objects.create(beneficiary=beneficiary, village=village, valid_from=moved_on, recorded_by=by)
    change = line("village", beneficiary.village, village)
    beneficiary.village = village
    beneficiary.version += 1
    beneficiary.save(update_fields=["village", "version"])
    note(beneficiary, RecordStep.MOVED, by, [change])
    return beneficiary


def come_back(end: End, day: date, by: User, field: str = "back_on") -> None:
    """From that day on the person is counted again; in the caller's transaction, the person being locked."""
    if end.kind == EndKind.DIED:
        text = _("%(person)s: %(end)s. If that was a mistake, take it back first.")
        raise Refused(text % {"person": end.beneficiary, "end": in_words(end.kind, end.ended_on)}, field)
    if day <= end.ended_on:
        raise Refused(_("%s. The return must be after that.") % in_words(end.kind, end.ended_on), field)
    end.back_on = day
    end.save(update_fields=["back_on"])
    note(end.beneficiary, RecordStep.RESUMED, by, [line("end", end, f"{day:%d/%m/%Y}")])


@retried
def restrict_beneficiary(
    *, beneficiary: Beneficiary, is_restricted: bool, reason: str, by: User
) -> Beneficiary:
    """Hides a person from lists and exports, or shows the person again; counts stay (UU 27/2022)."""
    beneficiary = locked(beneficiary, by)
    if not is_reason(reason):
        raise Refused(_("Write the reason, for example: asked for by the person on 12/03/2026."), "reason")
    beneficiary.is_restricted = is_restricted
    beneficiary.version += 1
    beneficiary.save(update_fields=["is_restricted", "version"])
    changes = [line("is_restricted", not is_restricted, is_restricted), line("reason", after=reason.strip())]
    note(beneficiary, RecordStep.RESTRICTED, by, changes)
    if is_restricted:
        withdraw_files(lambda user: _may_name(user, beneficiary))
    return beneficiary


def _may_name(user, beneficiary):
    """Whether lists of the user may name somebody, who lives or lived there or stands in a register."""
    lived = beneficiary.residences.order_by().values("village")
    homes = Village.objects.filter(Q(pk=beneficiary.village_id) | Q(pk__in=lived))
    if homes.visible_to(user).exists():
        return True
    return any(
        model.objects.visible_to(user).filter(**{model.follows_person: beneficiary}).exists()
        for model in following()
    )


def following() -> list[type[Model]]:
    """The models of registers whose rows are about a person and go along when two records become one."""
    related = (relation.related_model for relation in Beneficiary._meta.related_objects)
    return [model for model in related if hasattr(model, "follows_person")]


@retried
def reveal_nik(*, beneficiary: Beneficiary, reason: str, by: User, address: str | None = None) -> str:
    """The NIK in full, for a reason that is kept with the name of the reader."""
    if not by.has_perm("villages.reveal_nik"):
        raise Refused(_("Your role may not see a NIK in full."))
    if not Beneficiary.objects.visible_to(by).filter(pk=beneficiary.pk).exists():
        raise Refused(_("This person is outside your area."))
    if not is_reason(reason):
        raise Refused(_("Write why you need the NIK, for example: registration at BPJS."), "reason")
    if (
        beneficiary.is_restricted
        and not Beneficiary.objects.editable_by(by).filter(pk=beneficiary.pk).exists()
    ):
        raise Refused(_("The record of this person is restricted. Only the office that keeps it sees more."))
    hold_back_reveals(by)
    AccessEvent.objects.create(
        kind=AccessEvent.Kind.REVEALED,
        user=by,
        what="NIK",
        about=beneficiary.number,
        reason=reason.strip()[:300],
        address=address,
    )
    return nik.decrypt(beneficiary.nik_sealed)


def refuse_known_nik(digits: str, by: User) -> None:
    """Stops a second record of one NIK; of a person elsewhere it tells nothing but that."""
    if not digits:
        return
    known = Beneficiary.objects.with_nik(digits).first()
    if known is None:
        return
    if Beneficiary.objects.visible_to(by).filter(pk=known.pk).exists():
        raise Refused(
            _("This NIK is registered already: %(name)s, %(village)s. Open that record instead.")
            % {"name": known.full_name, "village": known.village},
            "nik",
        )
    raise RegisteredElsewhere(
        _("This NIK is registered in another area. Ask for a transfer; the office there decides."), "nik"
    )


def _refuse_known_niks(people, by):
    digits = {nik.blind_index(person.nik): person.nik for person in people if person.nik}
    for index in Beneficiary.objects.filter(nik_index__in=digits).values_list("nik_index", flat=True)[:1]:
        refuse_known_nik(digits[index], by)


@retried
def tell_apart(*, beneficiary: Beneficiary, other: Beneficiary, by: User) -> None:
    """Keeps that two records much alike are two people, so that nobody is asked about them again."""
    pair = _two(beneficiary, other, by)
    if pair[0] == pair[1]:
        raise Refused(_("Choose two different records."))
    _pair, made = NotSame.objects.get_or_create(one=pair[0], other=pair[1], defaults={"by": by})
    if made:
        for person in pair:
            note(person, RecordStep.TOLD_APART, by)


@retried
def doubt_again(*, beneficiary: Beneficiary, other: Beneficiary, by: User) -> None:
    """Takes back that two records are two people; they are offered as duplicates again."""
    pair = _two(beneficiary, other, by)
    removed, _models = NotSame.objects.filter(one=pair[0], other=pair[1]).delete()
    if removed:
        for person in pair:
            note(person, RecordStep.DOUBTED_AGAIN, by)


def near_duplicates(
    *,
    full_name: str,
    village: Village,
    birth_date: date | None = None,
    birth_year: int | None = None,
    exclude: Beneficiary | None = None,
) -> list[Beneficiary]:
    """People of the village with nearly this name and no other birth: offered, never merged by itself.

    `exclude`: the person who is looked at; whoever was told apart from it is not offered either.
    """
    found = Beneficiary.objects.filter(village=village, merged_into__isnull=True)
    if exclude is not None:
        pairs = NotSame.objects.order_by()
        found = found.exclude(pk=exclude.pk).exclude(pk__in=pairs.filter(one=exclude).values("other"))
        found = found.exclude(pk__in=pairs.filter(other=exclude).values("one"))
    year = birth_date.year if birth_date else birth_year
    if year:
        years = range(year - NEAR_IN_YEARS, year + NEAR_IN_YEARS + 1)
        found = found.filter(
            Q(birth_date__year__in=years)
            | Q(birth_date__isnull=True, birth_year__in=years)
            | Q(birth_date__isnull=True, birth_year__isnull=True)
        )
    return [person for person in found if names.similarity(person.full_name, full_name) >= names.NEAR]


def _two(one, other, by):
    """The two records, locked, the one that was registered first in front."""
    return sorted(all_locked([one, other], by), key=lambda person: person.pk)


def locked(beneficiary: Beneficiary, by: User) -> Beneficiary:
    """The stored row, locked, if `by` may change it."""
    return all_locked([beneficiary], by)[0]


def all_locked(beneficiaries: Collection[Beneficiary], by: User) -> list[Beneficiary]:
    """The same for several, locked in one order; returned in the order given."""
    pks = {beneficiary.pk for beneficiary in beneficiaries}
    own = Beneficiary.objects.editable_by(by).filter(pk__in=pks)
    rows = {row.pk: row for row in own.select_for_update(of=("self",)).order_by("pk")}
    if len(rows) != len(pks):
        raise Refused(_("You may change only people of your own area."))
    return [rows[beneficiary.pk] for beneficiary in beneficiaries]


def note(beneficiary: Beneficiary, what: str, by: User, changes: Iterable[dict[str, str]] = ()) -> None:
    """One step in the trail of a person; `changes` are lines made by `trail.line`."""
    note_all([(beneficiary, changes)], what, by)


def note_all(
    lines: Iterable[tuple[Beneficiary, Iterable[dict[str, str]]]], what: str, by: User
) -> list[RecordChange]:
    """One line each, `(person, changes)`."""
    return RecordChange.objects.bulk_create(
        RecordChange(beneficiary=person, what=RecordStep(what), changes=list(changes), by=by)
        for person, changes in lines
    )


def _check_villages(pks, by):
    if Village.objects.editable_by(by).filter(pk__in=pks).count() != len(pks):
        raise Refused(_("You may enter people only for the villages of your own area."), "village")


def _fill(beneficiary, person):
    beneficiary.full_name = names.clean(person.full_name)
    beneficiary.name_key = names.key(beneficiary.full_name)
    for name in TRACED[1:]:
        setattr(beneficiary, name, getattr(person, name))
    if person.birth_date:
        beneficiary.birth_year = person.birth_date.year
    beneficiary.phone_raw = person.phone_raw
    beneficiary.phone = phones.normalised(person.phone_raw)
    if person.nik:
        beneficiary.nik_sealed = nik.encrypt(person.nik)
        beneficiary.nik_index = nik.blind_index(person.nik)
    if person.household:
        beneficiary.household = household_of(person.household)


def household_of(digits: str) -> Household:
    """The household of a KK number, made when it is new."""
    household, _made = Household.objects.get_or_create(
        index=nik.blind_index(digits), defaults={"sealed": nik.encrypt(digits)}
    )
    return household


def _traced_values(beneficiary):
    in_words = {name: str(getattr(beneficiary, name) or "") for name in TRACED}
    in_words["nik"] = beneficiary.nik_index
    in_words["household"] = beneficiary.household_id
    in_words["phone_raw"] = beneficiary.phone_raw
    return in_words
