"""Recording visits to the service desk, following cases to their end, and months in which nobody came.

A visit belongs to the quarter of its day and a step to the quarter of its own: what would move a figure of a
closed quarter is refused. Villages are held before their rows, so that a visit and a nil month of one village
never pass each other.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from desmigratif.accounts.models import User
from desmigratif.ui import clock
from desmigratif.ui.formatting import long_date, month_year
from desmigratif.ui.reasons import is_reason
from desmigratif.ui.refusals import Fault, Refused, in_future, refuse_faulty
from villages.choices import Route
from villages.existence import refuse_gone
from villages.models import Beneficiary, Village
from villages.people.ends import refuse_after_end
from villages.services import holding
from villages.services.traces import create_traced, delete_traced, save_traced

from ..services.completeness import Standings
from ..services.periods import REGENCY_CODE, refuse_closed_quarter
from .choices import CaseStep, Outcome, Purpose
from .models import DeskNil, DeskStep, DeskVisit
from .months import first_of_next


@dataclass(frozen=True)
class VisitData:
    """What is said of one visit; `person` None: nobody by name, and `sex` says what is known."""

    village: Village
    visited_on: date
    purpose: str
    outcome: str
    person: Beneficiary | None = None
    sex: str = ""
    route: str = Route.UNKNOWN
    referred_to: str = ""
    placement_number: str = ""
    note: str = ""


def doubt_of_programme(village: Village, day: date, standings: Standings) -> str:
    """What is asked of a visit in a village that was outside the programme that day; empty where all fits.

    The same as of an activity (case O48).
    """
    if not standings.is_outside(village.code, day, day):
        return ""
    said = _("%(village)s was not in the programme on %(day)s. Are the village and the day right?")
    return said % {"village": village, "day": f"{day:%d/%m/%Y}"}


@transaction.atomic
def record_visit(*, data: VisitData, by: User) -> DeskVisit:
    """Writes down one visit."""
    return record_visits(rows=[data], by=by)[0]


@transaction.atomic
def record_visits(*, rows: Sequence[VisitData], by: User) -> list[DeskVisit]:
    """The same for several; refused as a whole. They withdraw what was said of empty months."""
    hold_villages({data.village.pk for data in rows}, by)
    holding.hold_people({data.person.pk for data in rows if data.person}, field="visitor")
    _check(rows)
    visits = [_filled(DeskVisit(recorded_by=by, is_demo=by.is_demo), data) for data in rows]
    create_traced(visits, by=by, reason=gettext_noop("visit recorded"))
    _withdraw_nils(rows, by)
    return visits


@transaction.atomic
def change_visit(*, visit: DeskVisit, data: VisitData, by: User) -> DeskVisit:
    """Corrects what was written; what it said before stays in its history, and a case keeps its steps."""
    hold_for_change(visit, data, by)
    visit = _held(visit, by)
    _check([data])
    was_case = visit.is_case
    _filled(visit, data)
    if was_case and not visit.is_case and visit.steps.exists():
        raise Refused(
            _("This visit has had further steps, so it remains a case: take the steps back first."),
            "outcome",
        )
    if (first := visit.steps.first()) and first.on < visit.visited_on:
        raise Refused(
            _("The case has a step of %(step)s. Write that day or an earlier one as the day of the visit.")
            % {"step": long_date(first.on)},
            "visited_on",
        )
    if not visit.is_case:
        visit.closed_on = None
    visit.version += 1
    save_traced(visit, by=by, reason=gettext_noop("visit corrected"))
    _withdraw_nils([data], by)
    return visit


@transaction.atomic
def remove_visit(*, visit: DeskVisit, reason: str, by: User) -> None:
    """Takes a visit out that never was; its last words stay in the history, with the reason."""
    visit = _held(visit, by)
    if not is_reason(reason):
        raise Refused(_("Write why the visit is removed, for example: recorded twice."), "reason")
    delete_traced([visit], by=by, reason=reason.strip()[:100])


@transaction.atomic
def take_step(*, visit: DeskVisit, step: str, on: date, note: str, office: str = "", by: User) -> DeskStep:
    """Writes what happened to a case; its last step closes it on that day."""
    visit = _held(visit, by)
    if not visit.is_case:
        raise Refused(_("This visit was served on its day, so there is nothing to follow."))
    if visit.closed_on:
        raise Refused(
            _("This case was closed on %(day)s. Take its last step back to go on with it.")
            % {"day": long_date(visit.closed_on)}
        )
    refuse_faulty(in_future({"on": on}, "on"))
    last = visit.steps.last()
    since = max(visit.visited_on, last.on) if last else visit.visited_on
    if on < since:
        raise Refused(
            _("%(day)s is before the visit or the step of %(since)s. Write that day or a later one.")
            % {"day": long_date(on), "since": long_date(since)},
            "on",
        )
    _refuse_closed(on, visit.village.area_id)
    if step == CaseStep.REFERRED and not office:
        raise Refused(_("Choose the office to which the case was referred."), "office")
    if not note.strip():
        raise Refused(_("Write what was done."), "note")
    taken = DeskStep.objects.create(
        visit=visit, step=step, on=on, office=office, note=note.strip(), recorded_by=by
    )
    if step == CaseStep.CLOSED:
        visit.closed_on = on
        visit.version += 1
        save_traced(visit, by=by, reason=gettext_noop("case closed"))
    return taken


@transaction.atomic
def take_step_back(*, visit: DeskVisit, by: User) -> None:
    """Takes the last step of a case back, written by mistake; a case that it closed is open again."""
    visit = _held(visit, by)
    last = visit.steps.last()
    if last is None:
        raise Refused(_("No step of this case is left to be taken back."))
    _refuse_closed(last.on, visit.village.area_id)
    last.delete()
    if visit.closed_on:
        visit.closed_on = None
        visit.version += 1
    save_traced(visit, by=by, reason=gettext_noop("last step taken back"))


@transaction.atomic
def state_nil_month(*, village: Village, month: date, by: User) -> DeskNil:
    """Nobody came to the desk of a village in a month that is over; stated twice, the first one stands.

    `month`: any day of it.
    """
    month = month.replace(day=1)
    hold_villages({village.pk}, by)
    after = first_of_next(month)
    if after > clock.today():
        raise Refused(_("%s is not over yet. Report it when the month has ended.") % month_year(month))
    refuse_gone(village, month)
    _refuse_closed(month, village.area_id)
    if DeskVisit.objects.filter(village=village, visited_on__gte=month, visited_on__lt=after).exists():
        raise Refused(_("Visits are recorded for %s, so this month is not empty.") % month_year(month))
    nil, _made = DeskNil.objects.standing().get_or_create(
        village=village, month=month, defaults={"stated_by": by}
    )
    return nil


@transaction.atomic
def withdraw_nil_month(*, nil: DeskNil, by: User) -> DeskNil:
    """Takes the statement back: nothing is said of that month until a visit is recorded."""
    nil = DeskNil.objects.editable_by(by).select_for_update(of=("self",)).filter(pk=nil.pk).first()
    if nil is None:
        raise Refused(_("You may enter visits only for the villages of your own area."))
    _refuse_closed(nil.month, nil.village.area_id)
    if nil.withdrawn_at is None:
        DeskNil.objects.filter(pk=nil.pk).withdraw(by)
    return nil


def hold_villages(villages: Iterable[int], by: User) -> None:
    """Locks the villages of visits; refused where one is not the user's own."""
    refusal = _("You may enter visits only for the villages of your own area.")
    holding.hold_villages(villages, by=by, permission="pillars.record_desk_visit", refusal=refusal)


def faults_of(said: Mapping[str, Any]) -> Iterator[Fault]:
    """What no visit may say, by form or by list; `said` by the names of `VisitData`."""
    yield from in_future(said, "visited_on")
    if said.get("outcome") == Outcome.REFERRED and not said.get("referred_to"):
        yield Fault("value_missing", "referred_to", _("Name the office to which the visit was referred."))
    if said.get("purpose") == Purpose.OTHER and not (said.get("note") or "").strip():
        yield Fault("value_missing", "note", _("Write what the visit was about."))


def hold_for_change(visit: DeskVisit, data: VisitData, by: User) -> None:
    """Locks what comes before a visit that is changed: its village, that of the data, and who came."""
    hold_villages({visit.village_id, data.village.pk}, by)
    holding.hold_people({data.person.pk} if data.person else (), field="visitor")


def _held(visit, by):
    """The stored visit, its village locked first; refused where it is another's or its quarter is closed."""
    hold_villages({visit.village_id}, by)
    stored = DeskVisit.objects.editable_by(by).select_for_update(of=("self",)).filter(pk=visit.pk).first()
    if stored is None:
        raise Refused(_("This visit has since been removed."))
    _refuse_closed(stored.visited_on, stored.village.area_id)
    return stored


def _check(rows):
    """What no visit may say, whichever way it comes in; villages and quarters are asked about once."""
    days, quarters = defaultdict(set), {}
    for data in rows:
        refuse_faulty(faults_of(vars(data)))
        days[data.village].add(data.visited_on)
        regency = data.village.area_id[:REGENCY_CODE]
        quarters[regency, data.visited_on.year, clock.quarter_number(data.visited_on)] = data
    for village, visited in days.items():
        refuse_gone(village, *sorted(visited))
    for data in quarters.values():
        _refuse_closed(data.visited_on, data.village.area_id)
    refuse_after_end(((data.person.pk, data.visited_on) for data in rows if data.person), "visited_on")


def _filled(visit, data):
    visit.village, visit.visited_on = data.village, data.visited_on
    visit.purpose, visit.outcome, visit.route = data.purpose, data.outcome, data.route
    visit.person, visit.sex = data.person, "" if data.person else data.sex
    visit.referred_to = data.referred_to if data.outcome == Outcome.REFERRED else ""
    visit.placement_number, visit.note = data.placement_number, data.note
    return visit


def _refuse_closed(day, area):
    refuse_closed_quarter(year=day.year, quarter=clock.quarter_number(day), area=area)


def _withdraw_nils(rows, by):
    """Visits of a month withdraw what was said of its being empty."""
    months = {(data.village.pk, data.visited_on.replace(day=1)) for data in rows}
    standing = DeskNil.objects.standing().filter(
        village__in={village for village, _month in months}, month__in={month for _village, month in months}
    )
    contradicted = [nil.pk for nil in standing if (nil.village_id, nil.month) in months]
    if contradicted:
        DeskNil.objects.filter(pk__in=contradicted).withdraw(by)
