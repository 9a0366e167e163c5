"""Finds the activities that rows of lists name by the code of the office, or by the number of the portal."""

import re
from collections.abc import Collection

from django.utils.translation import gettext as _

from desmigratif.accounts.models import User
from villages.lists.sheets.judging import REFUSE, Judged, Remark, shown

from ..models import Activity
from .periods import closed_reasons

NUMBER = re.compile(r"(?:no\.?|nomor)?\s*(\d{1,9})", re.I)


class NamedActivities:
    """The activities of a user as lists name them; the same question is asked once."""

    def __init__(self, by: User) -> None:
        self.by = by
        self._found = {}
        self._refusals = {}

    def find(self, judged: Judged) -> Activity | None:
        """The activity of a row, or None; the row is refused or held where it cannot be changed."""
        code, year = judged.values.get("list_code", ""), judged.values.get("budget_year")
        found = self._all(code, year)
        if len(found) == 1:
            activity = found[0]
            if refusal := self._refusal(activity):
                judged.hold("list_code", *refusal)
                return None
            return activity
        if found:
            text = _("“%(code)s” is an activity of %(years)s. Add a column with the budget year.") % {
                "code": shown(code),
                "years": ", ".join(str(activity.budget_year) for activity in found),
            }
            remark = Remark(REFUSE, "activity_ambiguous", text)
        else:
            text = _(
                "No activity of your area has the code “%s”. Import the activities first, "
                "or correct the code."
            )
            remark = Remark(REFUSE, "activity_unknown", text % shown(code))
        judged.add("list_code", "", code, remark)
        return None

    def _all(self, code, year):
        if (code, year) not in self._found:
            self._found[code, year] = list(self._asked(code, year))
        return self._found[code, year]

    def _asked(self, code, year):
        seen = Activity.objects.visible_to(self.by).order_by("budget_year")
        seen = seen.prefetch_related("activity_villages__village__area", "activity_villages__counts")
        named = seen.filter(list_code__iexact=code)
        found = list(named.filter(budget_year=year) if year else named)
        number = NUMBER.fullmatch(code)
        if found or not number:
            return found
        return seen.filter(pk=number[1])

    def _refusal(self, activity):
        """`(kind, sentence)` why nobody of this office may change the activity now, or None."""
        if activity.pk not in self._refusals:
            self._refusals[activity.pk] = locked_reasons([activity], self.by).get(activity.pk)
        return self._refusals[activity.pk]


def locked_reasons(activities: Collection[Activity], by: User) -> dict[int, tuple[str, str]]:
    """`{id: (kind, sentence)}` of the activities that a user cannot change now, asked for all at once."""
    closed = closed_reasons(activities)
    own = Activity.objects.editable_by(by).filter(pk__in=[activity.pk for activity in activities])
    editable, reasons = set(own.values_list("pk", flat=True)), {}
    for activity in activities:
        if activity.pk in closed:
            reasons[activity.pk] = "period_closed", closed[activity.pk]
        elif activity.pk not in editable:
            text = _("“%(title)s” can no longer be changed: its status is “%(state)s”.")
            text %= {"title": activity, "state": activity.get_state_display()}
            reasons[activity.pk] = "activity_locked", text
    return reasons
