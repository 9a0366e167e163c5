"""Holds the rows of a list of activities against the portal, which is asked once for all of them."""

import difflib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from desmigratif.accounts.models import User
from desmigratif.ui import formatting
from villages.codes import regency_of
from villages.lists.sheets.judging import IGNORE, REVIEW, Judged, Remark
from villages.lists.sheets.readers import plain_word

from ..models import Activity, ActivityVillage, Attendance
from .activity_data import stored_data
from .activity_lists import Choices, cannot_merge, changed_data, differences
from .periods import closed_periods, closed_sentence

#: Days apart within which an activity much alike is asked about.
NEAR_DAYS = 2
NEAR_TITLE = 0.85


def line_of(values: Mapping[str, Any]) -> list[Any]:
    """Source, plan and spending of a row."""
    return [values.get(name) for name in ("source", "plan", "actual")]


class StoredActivities:
    """The stored activities that rows are about: by the code of the list, else by name, day and villages."""

    def __init__(self, values: Iterable[Mapping[str, Any]]) -> None:
        values = [said for said in values if said.get("villages")]
        self._named = {}
        if codes := {said["list_code"] for said in values if said.get("list_code")}:
            self._add(Activity.objects.with_list_codes(codes), _by_code)
        wanted = {_title_key(said) for said in values if not said.get("list_code") and said.get("start_on")}
        if wanted:
            regencies, days, _titles = (set(part) for part in zip(*wanted, strict=True))
            there = Activity.objects.filter(regency__in=regencies, start_on__in=days).order_by()
            rows = there.values_list("pk", "regency", "start_on", "title")
            named = [pk for pk, *place, title in rows if (*place, plain_word(title)) in wanted]
            self._add(Activity.objects.filter(pk__in=named), _by_name)

    def _add(self, activities, key):
        for activity in activities.with_data():
            self._named.setdefault(key(activity), activity)

    def of(self, values: Mapping[str, Any]) -> Activity | None:
        """The stored activity that a row is about, as it was when asked; None for a new one."""
        if not values.get("villages"):
            return None
        if code := values.get("list_code"):
            key = code.casefold(), regency_of(values["villages"][0]), values.get("budget_year")
        else:
            key = *_title_key(values), frozenset(values["villages"])
        return self._named.get(key)

    def __iter__(self) -> Iterator[Activity]:
        return iter(self._named.values())


def _by_code(activity):
    return activity.list_code.casefold(), activity.regency_id, activity.budget_year


def _by_name(activity):
    villages = frozenset(place.village.area_id for place in activity.activity_villages.all())
    return activity.regency_id, activity.start_on, plain_word(activity.title), villages


def _title_key(values):
    return regency_of(values["villages"][0]), values.get("start_on"), plain_word(values.get("title", ""))


class Comparison:
    """Rows of a list beside what is stored: closed quarters, the same activity, much alike ones."""

    def __init__(self, rows: Collection[Judged], by: User) -> None:
        values = [judged.values for judged in rows]
        self._choices, self._stored = Choices(values), StoredActivities(values)
        found = {activity.pk for activity in self._stored}
        self._visible, self._editable = (
            set(own.filter(pk__in=found).values_list("pk", flat=True))
            for own in (Activity.objects.visible_to(by), Activity.objects.editable_by(by))
        )
        places = Attendance.objects.filter(activity__in=found).order_by()
        self._with_names = set(places.values_list("activity_village", flat=True).distinct())
        self._closed = _closed(rows)
        self._near = _Near(values, by)

    def compare(self, judged: Judged) -> str:
        """Says what stands against a row; returns the record that it would change, or an empty text."""
        if not judged.values.get("villages"):
            return ""
        if judged.number in self._closed:
            judged.hold("start_on", "period_closed", self._closed[judged.number])
        stored = self._stored.of(judged.values)
        if stored is None:
            self._near.ask(judged)
            return ""
        if stored.pk not in self._visible:
            text = _("Another office of the regency uses this code. Give the activity another code.")
            judged.hold("list_code", "code_taken", text)
            return ""
        return self._compare_stored(judged, stored)

    def _compare_stored(self, judged, stored):
        """Holds a row that says something else than the stored activity; returns what it would change."""
        before = stored_data(stored)
        refusal = cannot_merge(stored, judged.values, self._with_names)
        found = differences(before, changed_data(before, judged.values, self._choices))
        if (not found and not refusal) or _is_stored_line(judged.values, before):
            text = _("Stored already as no. %s, with no differences.") % stored.pk
            judged.add("title", "", "", Remark(IGNORE, "known_already", text))
            return ""
        if stored.pk not in self._editable:
            text = _("Stored as no. %(number)s, which can no longer be changed: its status is “%(state)s”.")
            text %= {"number": stored.pk, "state": stored.get_state_display()}
            judged.hold("title", "activity_locked", text)
            return ""
        text = _("Stored already as no. %s. Accept the row to change it where it differs, or skip it.")
        judged.add("title", "", judged.values["title"], Remark(REVIEW, "activity_known", text % stored.pk))
        for label, old, new in found:
            text = _("%(field)s: the portal says “%(old)s”, the list “%(new)s”.")
            remark = Remark(REVIEW, "activity_differs", text % {"field": label, "old": old, "new": new})
            judged.add("title", "", "", remark)
        if refusal:
            judged.hold("title", "activity_differs", refusal)
        return str(stored.pk)


def _is_stored_line(values, before):
    """Whether a row that only tells of one source of money says a line that is stored."""
    return bool(values.get("joins")) and line_of(values) in [
        [line.source, line.plan, line.actual] for line in before.lines
    ]


def _closed(rows):
    """`{number of the row: why}` of those whose days lie in a closed quarter: they wait for an exception."""
    stated = [
        Activity(
            pk=judged.number,
            regency_id=regency_of(judged.values["villages"][0]),
            start_on=judged.values.get("start_on"),
            end_on=judged.values.get("end_on"),
        )
        for judged in rows
        if judged.values.get("villages")
    ]
    return {activity.pk: closed_sentence(period) for activity, period in closed_periods(stated)}


class _Near:
    """Activities of the same villages about the same days, that may be those of a list."""

    def __init__(self, values, by):
        days = {
            said["start_on"] + timedelta(apart)
            for said in values
            if said.get("start_on")
            for apart in range(-NEAR_DAYS, NEAR_DAYS + 1)
        }
        codes = {code for said in values for code in said.get("villages", ())}
        rows = ActivityVillage.objects.filter(
            village__area__in=codes,
            activity__start_on__in=days,
            activity__in=Activity.objects.visible_to(by).order_by(),
        )
        names = ("start_on", "id", "title", "type", "list_code")
        self._of_village = defaultdict(list)
        for code, *activity in rows.order_by().values_list(
            "village__area", *(f"activity__{name}" for name in names)
        ):
            self._of_village[code].append(tuple(activity))

    def ask(self, judged):
        """Something much alike is stored: perhaps the same, entered by hand or from a list without codes."""
        start, title = judged.values.get("start_on"), judged.values.get("title")
        if not start or not title:
            return
        matcher = difflib.SequenceMatcher(None)
        matcher.set_seq2(plain_word(title))
        near = {one for code in judged.values["villages"] for one in self._of_village[code]}
        for day, pk, stored, type_id, list_code in sorted(near, key=lambda one: one[:2], reverse=True):
            if abs(day - start) > timedelta(NEAR_DAYS) or (list_code and judged.values.get("list_code")):
                continue
            if _is_alike(matcher, stored) or (type_id and type_id == judged.values.get("type")):
                text = _(
                    "Very similar to “%(title)s” (no. %(number)s, %(day)s), which is stored already. Skip "
                    "the row, or accept it as another activity."
                ) % {"title": stored, "number": pk, "day": formatting.short_date(day)}
                judged.add("title", "", title, Remark(REVIEW, "activity_similar", text))
                return


def _is_alike(matcher, title):
    """Whether titles are nearly the same; what is quick to tell is asked first."""
    matcher.set_seq1(plain_word(title))
    return all(
        ratio() >= NEAR_TITLE for ratio in (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)
    )
