"""Recording businesses, who is in them, how they stand, their permits and what they earn in a year.

What is written is a register and no report of a quarter: a business of 2019 may be recorded today, and a
closed quarter is not asked. Villages are held before their rows, so that two people who record the same see
each other's.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from desmigratif.accounts.models import User
from desmigratif.ui import clock
from desmigratif.ui.formatting import long_date, rupiah
from desmigratif.ui.reasons import is_reason
from desmigratif.ui.refusals import Fault, Refused, in_future, refuse_faulty
from desmigratif.ui.search import fold
from villages.existence import refuse_gone
from villages.models import Beneficiary, Village
from villages.services import holding
from villages.services.traces import delete_traced, save_traced

from ..services import recorded
from .choices import BusinessKind, BusinessStatus
from .models import Business, BusinessMember, BusinessPermit, BusinessStep, BusinessYear

#: No figures are asked of years before the programme.
FIRST_YEAR = 2016


@dataclass(frozen=True)
class BusinessData:
    """What is said of one business."""

    village: Village
    name: str
    kind: str = BusinessKind.PERSON
    sector: str = ""
    product: str = ""
    market: str = ""
    channels: str = ""
    started_on: date | None = None


@dataclass(frozen=True)
class FiguresData:
    """The figures of one year; None is not known."""

    turnover: int | None = None
    profit: int | None = None
    workers_male: int | None = None
    workers_female: int | None = None
    source: str = ""


@dataclass(frozen=True)
class PermitData:
    kind: str
    number: str
    issued_on: date | None = None
    expires_on: date | None = None


@transaction.atomic
def record_business(
    *, data: BusinessData, by: User, owner: Beneficiary | None = None, permits: Sequence[PermitData] = ()
) -> Business:
    """Writes down a business of a village with its owner or first member, once by its name."""
    hold_villages({data.village.pk}, by)
    business = Business(recorded_by=by, is_demo=by.is_demo)
    _fill(business, data)
    save_traced(business, by=by, reason=gettext_noop("business recorded"))
    if owner:
        _join(business, owner, data.started_on or clock.today(), by)
    for said in permits:
        _add_permit(business, said, by)
    return business


@transaction.atomic
def change_business(*, business: Business, data: BusinessData, by: User) -> Business:
    """Corrects what is said of it; what it said before stays in its history."""
    hold_villages({business.village_id, data.village.pk}, by)
    business = hold(business, by)
    first = business.steps.last()
    if first and data.started_on and first.on <= data.started_on:
        text = _("Its status changed on %s. Write an earlier day.")
        raise Refused(text % long_date(first.on), "started_on")
    _fill(business, data)
    business.version += 1
    save_traced(business, by=by, reason=gettext_noop("business corrected"))
    return business


@transaction.atomic
def remove_business(*, business: Business, reason: str, by: User) -> None:
    """Takes one out that never was, with its owner and members; one of which more is known is closed."""
    business = hold(business, by)
    if business.years.exists() or business.steps.exists() or business.permits.exists():
        raise Refused(
            _("Figures, permits or a status are recorded for it. Record that it closed, or take these out.")
        )
    if not is_reason(reason):
        raise Refused(_("Write why it is removed, for example: recorded twice."), "reason")
    delete_traced(business.members.all(), by=by, reason=reason.strip()[:100])
    try:
        delete_traced([business], by=by, reason=reason.strip()[:100])
    except ProtectedError:
        text = _("Another register tells of it, such as aid that it received. Record that it closed.")
        raise Refused(text) from None


@transaction.atomic
def take_step(*, business: Business, status: str, on: date, why: str, by: User) -> BusinessStep:
    """From a day on it is paused, closed or running again; the days of its steps only grow."""
    business = hold(business, by)
    _refuse_before(business, on, "on")
    last = business.steps.first()
    if last and on <= last.on:
        text = _("Its status changed on %s. Write a later day, or take that step back first.")
        raise Refused(text % long_date(last.on), "on")
    if business.started_on and on == business.started_on:
        raise Refused(_("It started on %s. Write a later day.") % long_date(on), "on")
    if status == (last.status if last else BusinessStatus.RUNNING):
        text = _("It is “%s” already. Choose another status.")
        raise Refused(text % BusinessStatus(status).label, "status")
    if status != BusinessStatus.RUNNING and not is_reason(why):
        raise Refused(_("Write why, for example: no capital, the owner works abroad again."), "why")
    step = BusinessStep(business=business, status=status, on=on, why=why.strip(), recorded_by=by)
    save_traced(step, by=by, reason=gettext_noop("status recorded"))
    return step


@transaction.atomic
def take_step_back(*, business: Business, by: User) -> None:
    """Takes the last change of the status back, written by mistake."""
    last = hold(business, by).steps.first()
    if last is None:
        raise Refused(_("No change of the status is left to be taken back."))
    delete_traced([last], by=by, reason=recorded.MISTAKE)


@transaction.atomic
def state_year(*, business: Business, year: int, data: FiguresData, by: User) -> BusinessYear:
    """States the figures of a year of which nobody has stated any."""
    business = hold(business, by)
    _check_year(business, year, data)
    stated = BusinessYear(business=business, year=year, recorded_by=by, **vars(data))
    taken = _("Somebody else has stated the figures of %s since. Open them to compare.")
    recorded.state_first(stated, business.years, by=by, taken=taken, reason=gettext_noop("figures stated"))
    return stated


@transaction.atomic
def correct_year(*, stated: BusinessYear, data: FiguresData, by: User) -> BusinessYear:
    """Corrects the figures of a year; what they said before stays in their history."""
    stated = _held_below(stated, by)
    _check_year(stated.business, stated.year, data)
    recorded.correct(stated, vars(data), by=by, reason=gettext_noop("figures corrected"))
    return stated


@transaction.atomic
def withdraw_year(*, stated: BusinessYear, by: User) -> None:
    """Takes the figures of a year out, stated by mistake."""
    delete_traced([_held_below(stated, by)], by=by, reason=recorded.MISTAKE)


@transaction.atomic
def add_member(*, business: Business, person: Beneficiary, joined_on: date, by: User) -> BusinessMember:
    """Somebody of the register joins; the business of one person has one owner at a time."""
    business = hold(business, by)
    _refuse_before(business, joined_on, "joined_on")
    others = business.members.on(joined_on).exclude(person=person)
    if business.kind == BusinessKind.PERSON and others.exists():
        text = _("It is the business of one person, and has an owner. Record first when the owner left it.")
        raise Refused(text, "member")
    return _join(business, person, joined_on, by)


@transaction.atomic
def end_membership(*, member: BusinessMember, left_on: date, by: User) -> BusinessMember:
    """Somebody leaves; `left_on` is the first day without them."""
    member = _held_below(member, by)
    recorded.leave(member, left_on, by)
    return member


@transaction.atomic
def remove_member(*, member: BusinessMember, by: User) -> None:
    """Takes a membership out that was recorded by mistake."""
    delete_traced([_held_below(member, by)], by=by, reason=recorded.MISTAKE)


@transaction.atomic
def record_permit(*, business: Business, data: PermitData, by: User) -> BusinessPermit:
    """Writes a paper of a business down."""
    return _add_permit(hold(business, by), data, by)


@transaction.atomic
def remove_permit(*, permit: BusinessPermit, by: User) -> None:
    """Takes a permit out that was recorded by mistake."""
    delete_traced([_held_below(permit, by)], by=by, reason=recorded.MISTAKE)


def hold_villages(villages: Iterable[int], by: User) -> None:
    """Locks the villages of businesses; refused where one is not the user's own."""
    refusal = _("You may record businesses only for the villages of your own area.")
    holding.hold_villages(villages, by=by, permission="pillars.record_business", refusal=refusal)


def hold(business: Business, by: User) -> Business:
    """The stored one, locked after its village and before its rows; refused where it is another's."""
    hold_villages({business.village_id}, by)
    own = Business.objects.editable_by(by).select_for_update(of=("self",))
    stored = own.filter(pk=business.pk).first()
    if stored is None:
        raise Refused(_("This business has since been removed."))
    return stored


def faults_of(said: Mapping[str, Any]) -> Iterator[Fault]:
    """What no business may say, by form or by list; `said` by the names of `BusinessData`."""
    yield from in_future(said, "started_on")


def faults_of_permit(said: Mapping[str, Any]) -> Iterator[Fault]:
    """What no permit may say; `said` by the names of `PermitData`."""
    yield from in_future(said, "issued_on")
    issued, expires = said.get("issued_on"), said.get("expires_on")
    if issued and expires and expires < issued:
        text = _("It was issued on %s. Write a later day.") % long_date(issued)
        yield Fault("date_before_start", "expires_on", text)


def doubts_of(data: FiguresData) -> list[str]:
    """What of the figures can hardly be, in sentences: to be corrected or confirmed."""
    if data.turnover is not None and data.profit is not None and data.profit > data.turnover:
        text = _("The profit of %(profit)s is more than the turnover of %(turnover)s.")
        return [text % {"profit": rupiah(data.profit), "turnover": rupiah(data.turnover)}]
    return []


def faults_of_year(business: Business | None, year: int) -> Iterator[Fault]:
    """Of which years no figures are stated, of a business or of any."""
    last = clock.today().year
    if not FIRST_YEAR <= year <= last:
        text = _("Figures can be stated for the years %(first)s to %(last)s.")
        yield Fault("year_invalid", "year", text % {"first": FIRST_YEAR, "last": last})
    elif business and business.started_on and year < business.started_on.year:
        yield Fault("year_invalid", "year", _("It started on %s.") % long_date(business.started_on))


def _held_below(row, by):
    """The stored row of a business, both locked."""
    hold(row.business, by)
    return recorded.stored(row, "business")


def _fill(business, data):
    """Puts in what is said, once it can be."""
    twins = Business.objects.filter(village=data.village, name_key=fold(data.name)).exclude(pk=business.pk)
    if twins.exists():
        text = _(
            "The village has a business with this name already. If this is another one, add to its name."
        )
        raise Refused(text, "name")
    refuse_faulty(faults_of(vars(data)))
    if data.started_on:
        refuse_gone(data.village, data.started_on)
    elif business.village_id != data.village.pk:
        # One that was recorded before its village ended can still be corrected.
        refuse_gone(data.village, clock.today())
    for part in fields(data):
        setattr(business, part.name, getattr(data, part.name))


def _join(business, person, joined_on, by):
    member = BusinessMember(business=business, person=person, joined_on=joined_on, recorded_by=by)
    return recorded.join(member, business.members, by)


def _add_permit(business, data, by):
    refuse_faulty(faults_of_permit(vars(data)))
    if business.permits.filter(kind=data.kind, number=data.number).exists():
        raise Refused(_("This permit is recorded already."), "number")
    permit = BusinessPermit(business=business, recorded_by=by, **vars(data))
    save_traced(permit, by=by, reason=gettext_noop("permit recorded"))
    return permit


def _check_year(business, year, data):
    refuse_faulty(faults_of_year(business, year))
    if all(getattr(data, part.name) is None for part in fields(data) if part.name != "source"):
        raise Refused(_("Fill in at least one figure of the year."))


def _refuse_before(business, day, field):
    """A day in the future or before the start."""
    text = _("It started on %s. Write that day or a later one.")
    recorded.refuse_outside(
        day, field, founded=business.started_on, founded_text=text, ended=None, ended_text=""
    )
