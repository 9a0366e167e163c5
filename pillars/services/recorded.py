"""What the services of all registers do alike with rows that somebody recorded.

Whoever calls these holds what the row belongs to, and its village before that.
"""

from datetime import date
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from desmigratif.accounts.models import User
from desmigratif.ui.formatting import long_date
from desmigratif.ui.refusals import Refused, in_future, refuse_faulty
from villages.models import Beneficiary
from villages.people.ends import refuse_after_end
from villages.services import holding
from villages.services.traces import save_traced

from ..models.recorded import Joined, Recorded

#: Why a row is taken out that never was; its last words stay in the history.
MISTAKE = gettext_noop("recorded by mistake")


def stored(row: Any, *owners: str) -> Any:
    """The row as it is stored, locked; `owners` are read with it. Refused where it is gone."""
    rows = type(row).objects.select_for_update(of=("self",)).select_related(*owners)
    found = rows.filter(pk=row.pk).first()
    if found is None:
        raise Refused(_("This entry has since been removed."))
    return found


def refuse_outside(
    day: date, field: str, *, founded: date | None, founded_text: str, ended: date | None, ended_text: str
) -> None:
    """Refuses a day in the future, before the beginning or after the end; the texts name a day by `%s`."""
    refuse_faulty(in_future({field: day}, field))
    if founded and day < founded:
        raise Refused(founded_text % long_date(founded), field)
    if ended and day >= ended:
        raise Refused(ended_text % long_date(ended), field)


def end(
    row: Recorded, begins: str, ends: str, day: date, *, by: User, already: str, early: str, reason: str
) -> None:
    """Writes the first day without it, the field `ends`, into a row that began on its field `begins`."""
    if getattr(row, ends):
        raise Refused(already % long_date(getattr(row, ends)))
    if day < getattr(row, begins):
        raise Refused(early % long_date(getattr(row, begins)), ends)
    setattr(row, ends, day)
    save_traced(row, by=by, reason=reason)


def join(row: Joined, others: Any, by: User) -> Any:
    """Stores that somebody joins; `others` are the rows of what it joins. Once at a time."""
    person, day = row.person, row.joined_on
    holding.hold_people({person.pk}, field="member")
    if not Beneficiary.objects.visible_to(by).listed().filter(pk=person.pk).exists():
        raise Refused(_("The record of this person is no longer there."), "member")
    refuse_after_end([(person.pk, day)], "joined_on")
    running = others.filter(person=person).order_by("-joined_on").first()
    if running and (running.left_on is None or running.left_on > day):
        raise Refused(
            _("This person has been a member since %s already.") % long_date(running.joined_on), "member"
        )
    save_traced(row, by=by, reason=gettext_noop("member joined"))
    return row


def leave(row: Joined, left_on: date, by: User) -> None:
    """Somebody leaves; `left_on` is the first day without them."""
    refuse_faulty(in_future({"left_on": left_on}, "left_on"))
    words = {
        "already": _("This person left on %s already."),
        "early": _("The membership began on %s. Write that day or a later one."),
        "reason": gettext_noop("member left"),
    }
    end(row, "joined_on", "left_on", left_on, by=by, **words)


def state_first(row: Model, others: Any, *, by: User, taken: str, reason: str) -> None:
    """Stores what is said of a year of which nobody said anything; `taken` is the refusal where one did."""
    if others.filter(year=row.year).exists():
        raise Refused(taken % row.year)
    save_traced(row, by=by, reason=reason)


def correct(row: Any, said: dict[str, Any], *, by: User, reason: str) -> None:
    """Writes what is said into a row with a version, unless it says so already."""
    if all(getattr(row, name) == value for name, value in said.items()):
        return
    for name, value in said.items():
        setattr(row, name, value)
    row.version += 1
    save_traced(row, by=by, reason=reason)
