"""Recording co-operatives, their yearly accounts, their members and their boards.

What is written is a register and no report of a quarter: a co-operative of 2019 may be recorded today, and a
closed quarter is not asked. Figures that were signed stay as they were in their assessment. Villages are held
before their rows, so that two people who record the same see each other's.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db import transaction
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
from .choices import CooperativeKind
from .models import BoardTerm, Cooperative, CooperativeMember, CooperativeYear

#: No accounts are asked of years before the programme.
FIRST_YEAR = 2016


@dataclass(frozen=True)
class CooperativeData:
    """What is said of one co-operative."""

    village: Village
    name: str
    kind: str = CooperativeKind.COOPERATIVE
    legal_number: str = ""
    legal_on: date | None = None
    founded_on: date | None = None
    units: str = ""
    services: str = ""
    ended_on: date | None = None
    ended_because: str = ""


@dataclass(frozen=True)
class YearData:
    """The accounts of one year; None is not known."""

    members_male: int | None = None
    members_female: int | None = None
    savings_principal: int | None = None
    savings_mandatory: int | None = None
    savings_voluntary: int | None = None
    loans: int | None = None
    loans_overdue: int | None = None
    assets: int | None = None
    surplus: int | None = None
    met_on: date | None = None
    source: str = ""


@transaction.atomic
def record_cooperative(*, data: CooperativeData, by: User) -> Cooperative:
    """Writes down a co-operative of a village; one of that name is recorded once."""
    hold_villages({data.village.pk}, by)
    cooperative = Cooperative(recorded_by=by, is_demo=by.is_demo)
    _fill(cooperative, data)
    save_traced(cooperative, by=by, reason=gettext_noop("co-operative recorded"))
    return cooperative


@transaction.atomic
def change_cooperative(*, cooperative: Cooperative, data: CooperativeData, by: User) -> Cooperative:
    """Corrects what is said of it, or says that it ended; what it said before stays in its history."""
    hold_villages({cooperative.village_id, data.village.pk}, by)
    cooperative = hold(cooperative, by)
    _fill(cooperative, data)
    cooperative.version += 1
    save_traced(cooperative, by=by, reason=gettext_noop("co-operative corrected"))
    return cooperative


@transaction.atomic
def remove_cooperative(*, cooperative: Cooperative, reason: str, by: User) -> None:
    """Takes one out that never was; one with accounts, members or a board is to be ended instead."""
    cooperative = hold(cooperative, by)
    if cooperative.years.exists() or cooperative.members.exists() or cooperative.board.exists():
        raise Refused(
            _(
                "Accounts, members or a board are recorded for it. Write the day on which it ended, or "
                "take these entries out first."
            )
        )
    if not is_reason(reason):
        raise Refused(_("Write why it is removed, for example: recorded twice."), "reason")
    delete_traced([cooperative], by=by, reason=reason.strip()[:100])


@transaction.atomic
def state_year(*, cooperative: Cooperative, year: int, data: YearData, by: User) -> CooperativeYear:
    """States the accounts of a year of which nobody has stated any."""
    cooperative = hold(cooperative, by)
    _check_year(cooperative, year, data)
    stated = CooperativeYear(cooperative=cooperative, year=year, recorded_by=by, **vars(data))
    taken = _("Somebody else has stated the accounts of %s since. Open them to compare.")
    recorded.state_first(
        stated, cooperative.years, by=by, taken=taken, reason=gettext_noop("accounts stated")
    )
    return stated


@transaction.atomic
def correct_year(*, stated: CooperativeYear, data: YearData, by: User) -> CooperativeYear:
    """Corrects the accounts of a year; what they said before stays in their history."""
    stated = _held_below(stated, by)
    _check_year(stated.cooperative, stated.year, data)
    recorded.correct(stated, vars(data), by=by, reason=gettext_noop("accounts corrected"))
    return stated


@transaction.atomic
def withdraw_year(*, stated: CooperativeYear, by: User) -> None:
    """Takes the accounts of a year out, stated by mistake; the last words stay in the history."""
    cooperative = hold(stated.cooperative, by)
    delete_traced(cooperative.years.filter(pk=stated.pk), by=by, reason=gettext_noop("accounts withdrawn"))


@transaction.atomic
def add_member(
    *, cooperative: Cooperative, person: Beneficiary, joined_on: date, by: User
) -> CooperativeMember:
    """Somebody of the register joins."""
    cooperative = hold(cooperative, by)
    _refuse_outside(cooperative, joined_on, "joined_on")
    member = CooperativeMember(cooperative=cooperative, person=person, joined_on=joined_on, recorded_by=by)
    return recorded.join(member, cooperative.members, by)


@transaction.atomic
def end_membership(*, member: CooperativeMember, left_on: date, by: User) -> CooperativeMember:
    """Somebody leaves; `left_on` is the first day without the membership."""
    member = _held_below(member, by)
    recorded.leave(member, left_on, by)
    return member


@transaction.atomic
def remove_member(*, member: CooperativeMember, by: User) -> None:
    """Takes a membership out that was recorded by mistake."""
    delete_traced([_held_below(member, by)], by=by, reason=recorded.MISTAKE)


@transaction.atomic
def start_term(*, cooperative: Cooperative, office: str, name: str, started_on: date, by: User) -> BoardTerm:
    """Somebody takes an office of the co-operative."""
    cooperative = hold(cooperative, by)
    _refuse_outside(cooperative, started_on, "started_on")
    term = BoardTerm(cooperative=cooperative, office=office, name=name, started_on=started_on, recorded_by=by)
    save_traced(term, by=by, reason=gettext_noop("term began"))
    return term


@transaction.atomic
def end_term(*, term: BoardTerm, ended_on: date, by: User) -> BoardTerm:
    """The term ends; `ended_on` is the first day without the office."""
    words = {
        "already": _("This term ended on %s already."),
        "early": _("The term began on %s. Write that day or a later one."),
        "reason": gettext_noop("term ended"),
    }
    term = _held_below(term, by)
    recorded.end(term, "started_on", "ended_on", ended_on, by=by, **words)
    return term


@transaction.atomic
def remove_term(*, term: BoardTerm, by: User) -> None:
    """Takes a term out that was recorded by mistake."""
    delete_traced([_held_below(term, by)], by=by, reason=recorded.MISTAKE)


def hold_villages(villages: Iterable[int], by: User) -> None:
    """Locks the villages of co-operatives; refused where one is not the user's own."""
    refusal = _("You may record co-operatives only for the villages of your own area.")
    holding.hold_villages(villages, by=by, permission="pillars.record_cooperative", refusal=refusal)


def faults_of(said: Mapping[str, Any]) -> Iterator[Fault]:
    """What no co-operative may say, by form or by list; `said` by the names of `CooperativeData`."""
    yield from in_future(said, "legal_on", "founded_on", "ended_on")
    if said.get("legal_on") and not (said.get("legal_number") or "").strip():
        text = _("Write the number of the legal entity beside its day.")
        yield Fault("value_missing", "legal_number", text)


def faults_of_year(said: Mapping[str, Any], year: int) -> Iterator[Fault]:
    """What no accounts of a year may say; `said` by the names of `YearData`."""
    loans, overdue = said.get("loans"), said.get("loans_overdue")
    if overdue is not None and (loans is None or overdue > loans):
        text = _("What is overdue is part of the loans outstanding. Correct one of the two.")
        yield Fault("more_than_whole", "loans_overdue", text)
    yield from in_future(said, "met_on")
    if said.get("met_on") and said["met_on"].year <= year:
        text = _("The meeting about %(year)s is held after its end, in %(next)s or later.")
        yield Fault("date_before_start", "met_on", text % {"year": year, "next": year + 1})


def doubts_of(data: YearData) -> list[str]:
    """What of the accounts can hardly be, in sentences: to be corrected or confirmed."""
    said = []
    savings = [data.savings_principal, data.savings_mandatory, data.savings_voluntary]
    known = sum(part for part in savings if part)
    if data.assets is not None:
        if data.loans is not None and data.loans > data.assets:
            text = _("Loans of %(loans)s are part of the assets, and the assets are %(assets)s.")
            said.append(text % {"loans": rupiah(data.loans), "assets": rupiah(data.assets)})
        if known > data.assets:
            text = _("Savings of %(savings)s are more than the assets of %(assets)s.")
            said.append(text % {"savings": rupiah(known), "assets": rupiah(data.assets)})
        if data.surplus is not None and data.surplus > data.assets:
            text = _("The surplus of %(surplus)s is more than the assets of %(assets)s.")
            said.append(text % {"surplus": rupiah(data.surplus), "assets": rupiah(data.assets)})
    return said


def hold(cooperative: Cooperative, by: User) -> Cooperative:
    """The stored one, locked after its village and before its rows; refused where it is another's."""
    hold_villages({cooperative.village_id}, by)
    own = Cooperative.objects.editable_by(by).select_for_update(of=("self",))
    stored = own.filter(pk=cooperative.pk).first()
    if stored is None:
        raise Refused(_("This co-operative has since been removed."))
    return stored


def _held_below(row, by):
    """The stored row of a co-operative, both locked."""
    hold(row.cooperative, by)
    return recorded.stored(row, "cooperative")


def _fill(cooperative, data):
    """Puts in what is said, once it can be."""
    if twin := _of_name(data, cooperative):
        raise Refused(_("The village has a co-operative with this name already: %s.") % twin.name, "name")
    refuse_faulty(faults_of(vars(data)))
    if data.founded_on:
        refuse_gone(data.village, data.founded_on)
    elif cooperative.village_id != data.village.pk:
        # One that was recorded before its village ended can still be corrected, and ended.
        refuse_gone(data.village, clock.today())
    if data.ended_on and data.founded_on and data.ended_on < data.founded_on:
        raise Refused(_("It was founded on %s. Write a later day.") % long_date(data.founded_on), "ended_on")
    if data.ended_on and not is_reason(data.ended_because):
        raise Refused(_("Write why it ended, for example: merged with another one."), "ended_because")
    for part in fields(data):
        setattr(cooperative, part.name, getattr(data, part.name))
    cooperative.ended_because = data.ended_because if data.ended_on else ""


def _of_name(data, cooperative):
    """Another co-operative of the village with the same name, or None."""
    others = Cooperative.objects.filter(village=data.village, name_key=fold(data.name))
    return others.exclude(pk=cooperative.pk).first()


def _check_year(cooperative, year, data):
    today = clock.today()
    if not FIRST_YEAR <= year <= today.year:
        raise Refused(
            _("Accounts can be stated for the years %(first)s to %(last)s.")
            % {"first": FIRST_YEAR, "last": today.year}
        )
    if cooperative.founded_on and year < cooperative.founded_on.year:
        raise Refused(_("It was founded on %s.") % long_date(cooperative.founded_on))
    if cooperative.ended_on and year > cooperative.ended_on.year:
        raise Refused(_("It ended on %s.") % long_date(cooperative.ended_on))
    refuse_faulty(faults_of_year(vars(data), year))
    if all(getattr(data, part.name) is None for part in fields(data) if part.name != "source"):
        raise Refused(_("Fill in at least one figure of the year."))


def _refuse_outside(cooperative, day, field):
    """A day in the future, before the founding or after the end."""
    words = {"founded_text": _("It was founded on %s."), "ended_text": _("It ended on %s.")}
    lasted = {"founded": cooperative.founded_on, "ended": cooperative.ended_on}
    recorded.refuse_outside(day, field, **lasted, **words)
