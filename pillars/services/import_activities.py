"""Lists of activities: a row becomes a draft, or what it says otherwise about a stored one."""

import difflib
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from desmigratif.accounts.models import Organisation, User
from desmigratif.ui import formatting
from desmigratif.ui.refusals import Refused
from villages.codes import regency_of
from villages.lists.services.import_kinds import Background, ListKind, StoredRow
from villages.lists.sheets.cells import Cell
from villages.lists.sheets.judging import ACCEPT_CORRECTED, IGNORE, REFUSE, REVIEW, Judged, Remark
from villages.lists.sheets.readers import plain_word
from villages.models import Area, ImportBatch, ImportRow, Village

from ..choices import Progress, Review
from ..models import Activity, ActivityType, Attachment, Pillar
from ..sheets import activities as sheet
from ..sheets.activities_schema import SCHEMA
from .activities import discard_activity, save_activity, stored_data
from .activity_lists import (
    as_plain,
    cannot_merge,
    changed_data,
    counts_text,
    differences,
    from_plain,
    new_data,
)
from .completeness import Standings
from .periods import PeriodClosed, closed_reasons, refuse_closed
from .workflow import send_activity

Outcome = ImportRow.Outcome
#: Days apart within which an activity much alike is asked about.
NEAR_DAYS = timedelta(days=2)
NEAR_TITLE = 0.85
#: In these an activity may be taken back.
UNSENT = (Review.DRAFT, Review.RETURNED)


class ActivityList(ListKind):
    """Activities of an office; each is a draft until somebody sends it.

    The code of the list names one activity of its regency and budget year; without a code it is the one of
    this name in these villages on this day. What differs is changed only where somebody takes the row.
    """

    key = "activities"
    label = gettext_lazy("Activities")
    hint = gettext_lazy("One row per activity, with its villages, days, budget and head counts.")
    permission = "pillars.add_activity"
    schema = SCHEMA
    reader = sheet.ActivityReader
    for_all = ("pillar", "source")
    shown = ("title", "village", "start_on", "list_code", "pillar", "status", "plan")

    def columns_of(self, batch: ImportBatch) -> list[tuple[str, str]]:
        return [*super().columns_of(batch), ("heads", _("Participants"))]

    def added(self, count: int) -> str:
        return ngettext("%s draft added", "%s drafts added", count) % formatting.number(count)

    def background(self, batch: ImportBatch) -> Background:
        return sheet.ActivityBackground(
            **vars(super().background(batch)),
            pillars=list(Pillar.objects.all()),
            types=list(ActivityType.objects.select_related("pillar")),
            organisations=list(Organisation.objects.all()),
        )

    def check(self, judged: Judged, cells: dict[str, Cell], reader: sheet.ActivityReader) -> None:
        sheet.check_row(judged, cells, reader)

    def mark_repeats(self, rows: list[Judged], reader: sheet.ActivityReader) -> None:
        """One activity twice in a list: another source of money is one line more, the same line counts once;
        said otherwise both are asked about.
        """
        first_of = {}
        for judged in rows:
            key = _identity(judged.values)
            if judged.fate in (REFUSE, IGNORE) or key is None:
                continue
            first = first_of.setdefault(key, judged)
            if first is judged:
                continue
            lines = first.values.setdefault("lines", [_line(first.values)])
            if _without_money(first.values) != _without_money(judged.values):
                _ask_twice(first, judged)
            elif _line(judged.values) in lines:
                judged.count_once(first, "title")
            elif judged.values.get("source") and judged.values["source"] not in [line[0] for line in lines]:
                lines.append(_line(judged.values))
                judged.values["joins"] = first.number
                text = _("A further funding source for the activity of row %s.") % first.number
                judged.add("source", "", "", Remark(ACCEPT_CORRECTED, "funding_line", text))
            else:
                _ask_twice(first, judged)

    def records_of(self, rows: list[Judged], batch: ImportBatch) -> dict[int, str]:
        codes = {code for judged in rows for code in judged.values.get("villages", ())}
        villages = {village.area_id: village for village in Village.objects.filter(area__in=codes).for_list()}
        standings = Standings(codes)
        for judged in rows:
            _ask_outside(judged, villages, standings)
        return super().records_of([judged for judged in rows if judged.fate != IGNORE], batch)

    def compare(self, judged: Judged, batch: ImportBatch) -> str:
        values, by = judged.values, batch.uploaded_by
        regency = regency_of(values["villages"][0]) if values.get("villages") else None
        if regency is None:
            return ""
        _hold_closed(judged, regency)
        stored = stored_activity(values, regency)
        if stored is None:
            _ask_similar(judged, by)
            return ""
        if not Activity.objects.visible_to(by).filter(pk=stored.pk).exists():
            text = _("Another office of the regency uses this code. Give the activity another code.")
            judged.hold("list_code", "code_taken", text)
            return ""
        return _compare_stored(judged, stored, by)

    def lock(self, batch: ImportBatch) -> None:
        """Also keeps two imports of one regency from storing the same activity at once."""
        list(Activity.objects.select_for_update(of=("self",)).filter(pk__in=_records(batch)).order_by("pk"))

    def store(self, rows: list[ImportRow], values: dict[int, dict[str, Any]], batch: ImportBatch) -> None:
        regencies = {regency_of(code) for one in values.values() for code in one["villages"]}
        lock_regencies(regencies)
        super().store(rows, values, batch)

    def store_row(self, values: dict[str, Any], record: str, batch: ImportBatch) -> StoredRow:
        by = batch.stored_by
        if values.get("joins") and (stored := stored_activity(values, regency_of(values["villages"][0]))):
            # Stored with the row that it joins, with the lines of both.
            return StoredRow(Outcome.UPDATED, str(stored.pk), stored.version, as_plain(stored_data(stored)))
        if not record:
            if stored_activity(values, regency_of(values["villages"][0])):
                raise Refused(_("This activity has since been stored. Upload the row again to compare it."))
            try:
                with transaction.atomic():
                    made = save_activity(data=new_data(values), by=by, list_code=values.get("list_code", ""))
            except IntegrityError as error:
                raise Refused(_("This activity has since been stored.")) from error
            return StoredRow(Outcome.CREATED, str(made.pk), made.version)
        stored = Activity.objects.for_detail().filter(pk=record).first()
        if stored is None:
            raise Refused(_("The activity has since been discarded. Upload the row again to add it."))
        before = stored_data(stored)
        changed = save_activity(data=changed_data(before, values), by=by, activity=stored)
        return StoredRow(Outcome.UPDATED, record, changed.version, as_plain(before))

    def used(self, rows: list[ImportRow], batch: ImportBatch, by: User) -> dict[ImportRow, str]:
        activities = Activity.objects.in_bulk(int(row.record) for row in rows)
        closed = closed_reasons(activities.values())
        attached = set(Attachment.objects.filter(activity__in=activities).values_list("activity", flat=True))
        reasons = {}
        for row in rows:
            activity = activities.get(int(row.record))
            if activity is None:
                continue
            if activity.pk in closed:
                reasons[row] = closed[activity.pk]
            elif activity.version != row.result_version or activity.state not in UNSENT:
                reasons[row] = _("“%s” has since been changed or sent.") % activity.title
            elif row.outcome == Outcome.CREATED and activity.pk in attached:
                reasons[row] = _("“%s” now has attachments.") % activity.title
        return reasons

    def undo_row(self, row: ImportRow, before: dict[str, Any] | None, by: User) -> None:
        activity = Activity.objects.filter(pk=row.record).first()
        if activity is None:
            return
        if row.outcome == Outcome.CREATED:
            discard_activity(activity=activity, by=by)
        else:
            save_activity(data=from_plain(before), by=by, activity=activity)

    def links(self, rows: list[ImportRow], user: User) -> dict[str, str]:
        found = Activity.objects.visible_to(user).filter(pk__in=[row.record for row in rows if row.record])
        return {str(activity.pk): activity.get_absolute_url() for activity in found}

    def text_of(self, key: str, value: Any) -> str:
        if key == "plan" and value is not None:
            return formatting.rupiah(value)
        if key == "status" and value:
            return str(Progress(value).label)
        if key == "pillar" and value:
            return sheet.NUMERALS[value]
        if key == "heads" and value:
            return counts_text(value)
        return super().text_of(key, value)


def lock_regencies(codes: Iterable[str]) -> None:
    """Keeps two imports of one regency from storing the same thing at once, until the transaction ends."""
    list(Area.objects.select_for_update(no_key=True).filter(pk__in=codes).order_by("pk").values_list("pk"))


def _records(batch):
    return [record for record in batch.rows.exclude(outcome="").values_list("record", flat=True) if record]


def drafts_of(batch: ImportBatch, by: User) -> QuerySet[Activity]:
    """The drafts of an imported list that the user may send."""
    return Activity.objects.editable_by(by).filter(pk__in=_records(batch), state=Review.DRAFT).order_by("pk")


def send_drafts(
    *, activities: Iterable[Activity], by: User, confirmed: bool
) -> tuple[int, list[tuple[Activity, str]]]:
    """Sends each of the drafts that can be sent; returns how many, and `[(activity, why not)]`.

    `confirmed`: the user said that empty cells mean 0, for all of them.
    """
    sent, refused = 0, []
    for activity in activities:
        try:
            send_activity(activity=activity, by=by, confirmed=confirmed)
        except Refused as why:
            refused.append((activity, why.message))
        else:
            sent += 1
    return sent, refused


def _identity(values):
    """What makes two rows about one activity; None where a row does not say enough."""
    villages, start = values.get("villages"), values.get("start_on")
    if not villages or not values.get("title"):
        return None
    if code := values.get("list_code"):
        return regency_of(villages[0]), values.get("budget_year"), code.casefold()
    return tuple(sorted(villages)), start, plain_word(values["title"])


def stored_activity(values: Mapping[str, Any], regency: str) -> Activity | None:
    """The stored activity that a row is about, or None."""
    code = values.get("list_code")
    if code and values.get("budget_year"):
        return Activity.objects.with_list_code(code, regency, values["budget_year"]).first()
    if code or not values.get("start_on"):
        return None
    found = Activity.objects.filter(regency=regency, start_on=values["start_on"])
    for activity in found.prefetch_related("villages"):
        villages = {village.area_id for village in activity.villages.all()}
        if villages == set(values["villages"]) and plain_word(activity.title) == plain_word(values["title"]):
            return activity
    return None


def _line(values):
    """Source, plan and spending of a row."""
    return [values.get(name) for name in ("source", "plan", "actual")]


def _without_money(values):
    return {key: value for key, value in values.items() if key not in ("source", "plan", "actual", "lines")}


def _ask_twice(first, judged):
    for one, other in ((judged, first), (first, judged)):
        text = _("Row %s says something different about the same activity. Accept only the correct one.")
        remark = Remark(REVIEW, "activity_twice_in_file", text % other.number)
        one.add("title", "", one.values.get("list_code") or one.values["title"], remark)


def _hold_closed(judged, regency):
    """A row whose days lie in a closed quarter waits until an exception is granted."""
    days = {name: judged.values.get(name) for name in ("start_on", "end_on")}
    try:
        refuse_closed(Activity(regency_id=regency, **days))
    except PeriodClosed as closed:
        judged.hold("start_on", "period_closed", closed.message)


def _ask_outside(judged, villages, standings):
    """The question of the form before an activity is sent (case O48)."""
    first, last = judged.values.get("start_on"), judged.values.get("end_on")
    for code in judged.values.get("villages", ()):
        if text := standings.question(villages[code], first, last):
            judged.add("village", "", str(villages[code]), Remark(REVIEW, "outside_programme", text))


def _ask_similar(judged, by):
    """Something much alike is stored: perhaps the same, entered by hand or from a list without codes."""
    start, title = judged.values.get("start_on"), judged.values.get("title")
    if not start or not title:
        return
    near = Activity.objects.visible_to(by).filter(
        villages__area__in=judged.values["villages"],
        start_on__range=(start - NEAR_DAYS, start + NEAR_DAYS),
    )
    if judged.values.get("list_code"):
        near = near.filter(list_code="")
    for activity in near.distinct():
        alike = difflib.SequenceMatcher(None, plain_word(activity.title), plain_word(title)).ratio()
        if alike >= NEAR_TITLE or (activity.type_id and activity.type_id == judged.values.get("type")):
            text = _(
                "Very similar to “%(title)s” (no. %(number)s, %(day)s), which is stored already. Skip "
                "the row, or accept it as another activity."
            ) % {
                "title": activity.title,
                "number": activity.pk,
                "day": formatting.short_date(activity.start_on),
            }
            judged.add("title", "", title, Remark(REVIEW, "activity_similar", text))
            return


def _is_stored_line(values, before):
    """Whether a row that only tells of one source of money says a line that is stored."""
    return bool(values.get("joins")) and _line(values) in [
        [line.source, line.plan, line.actual] for line in before.lines
    ]


def _compare_stored(judged, stored, by):
    """Holds a row that says something else than the stored activity; returns what it would change."""
    stored = Activity.objects.for_detail().get(pk=stored.pk)
    before = stored_data(stored)
    refusal = cannot_merge(stored, judged.values)
    found = differences(before, changed_data(before, judged.values))
    is_line = _is_stored_line(judged.values, before)
    if (not found and not refusal) or is_line:
        text = _("Stored already as no. %s, with no differences.") % stored.pk
        judged.add("title", "", "", Remark(IGNORE, "known_already", text))
        return ""
    if not Activity.objects.editable_by(by).filter(pk=stored.pk).exists():
        text = _("Stored as no. %(number)s, which can no longer be changed: its status is “%(state)s”.")
        text %= {"number": stored.pk, "state": stored.get_state_display()}
        judged.hold("title", "activity_locked", text)
        return ""
    text = (
        _("Stored already as no. %s. Accept the row to change it where it differs, or skip it.") % stored.pk
    )
    judged.add("title", "", judged.values["title"], Remark(REVIEW, "activity_known", text))
    for label, old, new in found:
        text = _("%(field)s: the portal says “%(old)s”, the list “%(new)s”.")
        remark = Remark(REVIEW, "activity_differs", text % {"field": label, "old": old, "new": new})
        judged.add("title", "", "", remark)
    if refusal:
        judged.hold("title", "activity_differs", refusal)
    return str(stored.pk)
