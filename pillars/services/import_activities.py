"""Lists of activities: a row becomes a draft, or what it says otherwise about a stored one."""

from collections.abc import Iterable
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
from .activities import change_activities, create_listed, discard_activity, save_activity
from .activity_data import stored_data
from .activity_lists import Choices, as_plain, changed_data, counts_text, from_plain, new_data
from .completeness import Standings
from .periods import closed_reasons
from .stored_activities import Comparison, StoredActivities, line_of
from .workflow import send_activity

Outcome = ImportRow.Outcome
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
    for_all = ("pillar", "source", "budget_year")
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
            lines = first.values.setdefault("lines", [line_of(first.values)])
            if _without_money(first.values) != _without_money(judged.values):
                _ask_twice(first, judged)
            elif line_of(judged.values) in lines:
                judged.count_once(first, "title")
            elif judged.values.get("source") and judged.values["source"] not in [line[0] for line in lines]:
                lines.append(line_of(judged.values))
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
        rows = [judged for judged in rows if judged.fate != IGNORE]
        stored = Comparison(rows, batch.uploaded_by)
        return {judged.number: stored.compare(judged) for judged in rows}

    def lock(self, batch: ImportBatch) -> None:
        """Also keeps two imports of one regency from storing the same activity at once."""
        list(Activity.objects.select_for_update(of=("self",)).filter(pk__in=_records(batch)).order_by("pk"))

    def store(self, rows: list[ImportRow], values: dict[int, dict[str, Any]], batch: ImportBatch) -> None:
        regencies = {regency_of(code) for one in values.values() for code in one["villages"]}
        lock_regencies(regencies)
        super().store(rows, values, batch)

    def store_together(
        self, rows: list[ImportRow], values: dict[int, dict[str, Any]], batch: ImportBatch
    ) -> list[StoredRow]:
        """New activities, then changed ones, then the rows that only tell of further money of these."""
        said = {row: values[row.pk] for row in rows}
        choices = Choices(said.values())
        joining = [row for row in rows if said[row].get("joins")]
        answers = _store([row for row in rows if row not in joining], said, choices, batch)
        # Stored with the row that they join, with the lines of both; unless that was refused.
        stored = StoredActivities(said[row] for row in joining)
        for row in joining:
            if activity := stored.of(said[row]):
                before = as_plain(stored_data(activity))
                answers[row] = StoredRow(Outcome.UPDATED, str(activity.pk), activity.version, before)
        answers |= _store([row for row in joining if row not in answers], said, choices, batch)
        return [answers[row] for row in rows]

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


def _store(rows, said, choices, batch):
    """`{row: StoredRow}` of rows each of which is an activity, new or known."""
    new = _create([row for row in rows if not row.record], said, choices, batch)
    return new | _change([row for row in rows if row.record], said, choices, batch)


def _create(rows, said, choices, batch):
    stored = StoredActivities(said[row] for row in rows)
    for row in rows:
        if stored.of(said[row]):
            raise Refused(_("This activity has since been stored. Upload the row again to compare it."))
    drafts = [(said[row].get("list_code", ""), new_data(said[row], choices)) for row in rows]
    try:
        with transaction.atomic():
            made = create_listed(rows=drafts, by=batch.stored_by)
    except IntegrityError as error:
        raise Refused(_("This activity has since been stored.")) from error
    return {
        row: StoredRow(Outcome.CREATED, str(activity.pk), activity.version)
        for row, activity in zip(rows, made, strict=True)
    }


def _change(rows, said, choices, batch):
    """Two rows about one activity are laid over it one after the other."""
    answers = {}
    while rows:
        first_of = {row.record: row for row in reversed(rows)}
        stored = Activity.objects.with_data().in_bulk([int(record) for record in first_of])
        if len(stored) < len(first_of):
            raise Refused(_("The activity has since been discarded. Upload the row again to add it."))
        before = {row: stored_data(stored[int(record)]) for record, row in first_of.items()}
        changes = [
            (stored[int(row.record)], changed_data(data, said[row], choices)) for row, data in before.items()
        ]
        for row, changed in zip(before, change_activities(rows=changes, by=batch.stored_by), strict=True):
            answers[row] = StoredRow(Outcome.UPDATED, row.record, changed.version, as_plain(before[row]))
        rows = [row for row in rows if row not in before]
    return answers


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


def _without_money(values):
    return {key: value for key, value in values.items() if key not in ("source", "plan", "actual", "lines")}


def _ask_twice(first, judged):
    for one, other in ((judged, first), (first, judged)):
        text = _("Row %s says something different about the same activity. Accept only the correct one.")
        remark = Remark(REVIEW, "activity_twice_in_file", text % other.number)
        one.add("title", "", one.values.get("list_code") or one.values["title"], remark)


def _ask_outside(judged, villages, standings):
    """The question of the form before an activity is sent (case O48)."""
    first, last = judged.values.get("start_on"), judged.values.get("end_on")
    for code in judged.values.get("villages", ()):
        if text := standings.question(villages[code], first, last):
            judged.add("village", "", str(villages[code]), Remark(REVIEW, "outside_programme", text))
