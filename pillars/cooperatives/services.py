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
from villages.people.ends import refuse_after_end
from villages.services import holding
from villages.services.traces import delete_traced, save_traced

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
    if cooperative.years.filter(year=year).exists():
        raise Refused(_("Somebody else has stated the accounts of %s since. Open them to compare.") % year)
    stated = CooperativeYear(cooperative=cooperative, year=year, recorded_by=by, **vars(data))
    save_traced(stated, by=by, reason=gettext_noop("accounts stated"))
    return stated


@transaction.atomic
def correct_year(*, stated: CooperativeYear, data: YearData, by: User) -> CooperativeYear:
    """Corrects the accounts of a year; what they said before stays in their history."""
    stated = _held_below(stated, by)
    _check_year(stated.cooperative, stated.year, data)
    if all(getattr(stated, name) == value for name, value in vars(data).items()):
        return stated
    for name, value in vars(data).items():
        setattr(stated, name, value)
    stated.version += 1
    save_traced(stated, by=by, reason=gettext_noop("accounts corrected"))
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
    holding.hold_people({person.pk}, field="member")
    if not Beneficiary.objects.visible_to(by).listed().filter(pk=person.pk).exists():
        raise Refused(_("The record of this person is no longer there."), "member")
    _refuse_outside(cooperative, joined_on, "joined_on")
    refuse_after_end([(person.pk, joined_on)], "joined_on")
    running = cooperative.members.filter(person=person).order_by("-joined_on").first()
    if running and (running.left_on is None or running.left_on > joined_on):
        raise Refused(
            _("This person has been a member since %s already.") % long_date(running.joined_on), "member"
        )
    member = CooperativeMember(cooperative=cooperative, person=person, joined_on=joined_on, recorded_by=by)
    save_traced(member, by=by, reason=gettext_noop("member joined"))
    return member


@transaction.atomic
def end_membership(*, member: CooperativeMember, left_on: date, by: User) -> CooperativeMember:
    """Somebody leaves; `left_on` is the first day without the membership."""
    refuse_faulty(in_future({"left_on": left_on}, "left_on"))
    words = {
        "already": _("This person left on %s already."),
        "early": _("The membership began on %s. Write that day or a later one."),
        "reason": gettext_noop("member left"),
    }
    return _end(member, "joined_on", "left_on", left_on, by, **words)


@transaction.atomic
def remove_member(*, member: CooperativeMember, by: User) -> None:
    """Takes a membership out that was recorded by mistake."""
    delete_traced([_held_below(member, by)], by=by, reason=gettext_noop("recorded by mistake"))


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
    return _end(term, "started_on", "ended_on", ended_on, by, **words)


@transaction.atomic
def remove_term(*, term: BoardTerm, by: User) -> None:
    """Takes a term out that was recorded by mistake."""
    delete_traced([_held_below(term, by)], by=by, reason=gettext_noop("recorded by mistake"))


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
    rows = type(row).objects.select_for_update(of=("self",)).select_related("cooperative")
    stored = rows.filter(pk=row.pk).first()
    if stored is None:
        raise Refused(_("This entry has since been removed."))
    return stored


def _end(row, begins, ends, day, by, *, already, early, reason):
    """Writes the first day without it, the field `ends`, into a row that began on its field `begins`."""
    row = _held_below(row, by)
    if getattr(row, ends):
        raise Refused(already % long_date(getattr(row, ends)))
    if day < getattr(row, begins):
        raise Refused(early % long_date(getattr(row, begins)), ends)
    setattr(row, ends, day)
    save_traced(row, by=by, reason=reason)
    return row


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
    refuse_faulty(in_future({field: day}, field))
    if cooperative.founded_on and day < cooperative.founded_on:
        raise Refused(_("It was founded on %s.") % long_date(cooperative.founded_on), field)
    if cooperative.ended_on and day >= cooperative.ended_on:
        raise Refused(_("It ended on %s.") % long_date(cooperative.ended_on), field)
