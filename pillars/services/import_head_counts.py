"""Lists of head counts: men, women and people of unknown sex by activity, village and category."""

from collections import defaultdict
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from desmigratif.accounts.models import User
from desmigratif.ui import formatting
from desmigratif.ui.refusals import Refused
from villages.lists.services import import_rows
from villages.lists.services.import_kinds import ListKind, StoredRow
from villages.lists.sheets.cells import Cell
from villages.lists.sheets.field_reader import FieldReader
from villages.lists.sheets.judging import IGNORE, REFUSE, REVIEW, Judged, Remark
from villages.lists.sheets.layout import Table
from villages.models import ImportBatch, ImportRow

from ..choices import Category
from ..models import Activity, Attendance
from ..sheets import head_counts as sheet
from .activities import change_activities
from .activity_data import stored_data
from .activity_lists import counts_text
from .import_activities import lock_regencies
from .named_activities import NamedActivities, activity_key
from .periods import closed_reasons

Outcome = ImportRow.Outcome


class HeadCountList(ListKind):
    """How many took part; `record` is the activity, whose version tells whether it was changed since.

    Where people are recorded by name the counts follow from the names, and no list changes them.
    """

    key = "head_counts"
    label = gettext_lazy("Head counts")
    hint = gettext_lazy(
        "Men and women per activity and village. Import the activities first, with their codes."
    )
    permission = "pillars.change_activity"
    for_all = ("list_code",)
    schema = sheet.SCHEMA
    reader = sheet.HeadCountReader
    shown = ("list_code", "village")

    def columns_of(self, batch: ImportBatch) -> list[tuple[str, str]]:
        return [*super().columns_of(batch), ("counts", _("Head counts"))]

    def said_above(self, table: Table, user: User) -> dict[str, str]:
        """Also the activity whose name stands in a title, where no code does."""
        said = super().said_above(table, user)
        code = said.get("list_code") or NamedActivities(user).named_above(table.surroundings)
        return said | ({"list_code": code} if code else {})

    def added(self, count: int) -> str:
        said = ngettext("Head counts of %s row added", "Head counts of %s rows added", count)
        return said % formatting.number(count)

    def text_of(self, key: str, value: Any) -> str:
        if key == "counts" and value:
            return "; ".join(_counts_text(category, said) for category, said in value.items())
        return super().text_of(key, value)

    def check(self, judged: Judged, cells: dict[str, Cell], reader: FieldReader) -> None:
        sheet.check_row(judged, cells, reader)

    def mark_repeats(self, rows: list[Judged], reader: FieldReader) -> None:
        """The same category of one village twice: said the same it counts once, else both are asked about."""
        first_of = {}
        for judged in rows:
            if judged.fate == REFUSE:
                continue
            values = judged.values
            place = activity_key(values), values["village"]
            firsts = {
                category: first_of.setdefault((*place, category), judged) for category in values["counts"]
            }
            repeated = {category: first for category, first in firsts.items() if first is not judged}
            differing = [
                first
                for category, first in repeated.items()
                if first.values["counts"][category] != values["counts"][category]
            ]
            if differing:
                text = _(
                    "Row %s has different head counts for the same village. Accept only the correct one."
                )
                for one, other in ((judged, differing[0]), (differing[0], judged)):
                    remark = Remark(REVIEW, "counts_twice_in_file", text % other.number)
                    one.add("list_code", "", one.values.get("list_code", ""), remark)
            elif repeated and len(repeated) == len(firsts):
                judged.count_once(next(iter(repeated.values())), "list_code")

    def records_of(self, rows: list[Judged], batch: ImportBatch) -> dict[int, str]:
        activities = NamedActivities(batch.uploaded_by)
        with_names = _with_names(activities.look_up(rows))
        for judged in rows:
            _compare(judged, activities, with_names)
        return {}

    def store(self, rows: list[ImportRow], values: dict[int, dict[str, Any]], batch: ImportBatch) -> None:
        activities = {values[row.pk]["activity"] for row in rows}
        lock_regencies(set(Activity.objects.filter(pk__in=activities).values_list("regency_id", flat=True)))
        super().store(rows, values, batch)

    def store_together(
        self, rows: list[ImportRow], values: dict[int, dict[str, Any]], batch: ImportBatch
    ) -> list[StoredRow]:
        """All rows about one activity are one change of it."""
        grouped = defaultdict(list)
        for row in rows:
            grouped[values[row.pk]["activity"]].append(row)
        stored = Activity.objects.with_data().in_bulk(grouped)
        if len(stored) < len(grouped):
            raise Refused(_("The activity has since been discarded."))
        with_names, answers, changes = _with_names(stored.values()), {}, []
        for pk, group in grouped.items():
            data = stored_data(stored[pk])
            named = {
                one.village.area_id for one in stored[pk].activity_villages.all() if one.pk in with_names
            }
            answers |= _laid_over(data, group, values, named)
            changes.append((stored[pk], data))
        changed = change_activities(rows=changes, by=batch.stored_by)
        versions = {activity.pk: activity.version for activity in changed}
        return [answers[row]._replace(version=versions[values[row.pk]["activity"]]) for row in rows]

    def lock(self, batch: ImportBatch) -> None:
        found = Activity.objects.select_for_update(of=("self",)).filter(pk__in=_versions(batch))
        list(found.order_by("pk").values_list("pk"))

    def used(self, rows: list[ImportRow], batch: ImportBatch, by: User) -> dict[ImportRow, str]:
        versions, reasons = _versions(batch), {}
        activities = Activity.objects.in_bulk(int(pk) for pk in versions)
        closed = closed_reasons(activities.values())
        for row in rows:
            activity = activities.get(int(row.record))
            if activity and activity.pk in closed:
                reasons[row] = closed[activity.pk]
            elif activity and activity.version != versions[row.record]:
                reasons[row] = _("“%s” has since been changed or sent.") % activity.title
            elif not row.sealed:
                reasons[row] = _("what the activity said before is no longer kept.")
        return reasons

    def undo(self, rows: list[ImportRow], batch: ImportBatch, by: User) -> None:
        grouped = defaultdict(list)
        for row in reversed(rows):
            grouped[row.record].append(import_rows.unsealed(row))
        changes = []
        for activity in Activity.objects.with_data().filter(pk__in=grouped).order_by("pk"):
            data = stored_data(activity)
            places = {row.village.area_id: row for row in data.villages}
            for kept in grouped[str(activity.pk)]:
                place = places[kept["values"]["village"]]
                place.counts = {name: tuple(said) for name, said in kept["before"]["counts"].items()}
                place.is_nil = kept["before"]["is_nil"]
            changes.append((activity, data))
        change_activities(rows=changes, by=by)

    def links(self, rows: list[ImportRow], user: User) -> dict[str, str]:
        found = Activity.objects.visible_to(user).filter(pk__in=[row.record for row in rows if row.record])
        return {str(activity.pk): activity.get_absolute_url() for activity in found}


def _with_names(activities):
    """The places (ids) of the activities that have people by name."""
    rows = Attendance.objects.filter(activity__in=[activity.pk for activity in activities]).order_by()
    return set(rows.values_list("activity_village", flat=True).distinct())


def _compare(judged, activities, with_names):
    """Says what the portal has already of the village of a row."""
    activity = activities.find(judged)
    if activity is None:
        return
    values = judged.values
    values["activity"] = activity.pk
    places = {place.village.area_id: place for place in activity.activity_villages.all()}
    place = places.get(values["village"])
    if place is None:
        text = _("%(place)s is not a village of this activity; it has %(villages)s.")
        said = {"place": values["village"], "villages": ", ".join(sorted(places))}
        judged.hold("village", "place_not_of_activity", text % said)
        return
    if place.pk in with_names:
        text = _("Its head counts come from people recorded by name. Add or remove people there.")
        judged.hold("village", "counts_from_names", text)
        return
    stored = {row.category: (row.male, row.female, row.unknown) for row in place.counts.all()}
    _compare_counts(judged, stored)
    if place.is_nil and any(any(said) for said in values["counts"].values()):
        text = _("The portal says that nobody took part in %s.") % place.village
        judged.add("village", "", "", Remark(REVIEW, "said_nobody", text))


def _compare_counts(judged, stored):
    said = judged.values["counts"]
    if all(stored.get(category) == counts for category, counts in said.items()):
        judged.add(
            "list_code", "", "", Remark(IGNORE, "known_already", _("The portal says the same already."))
        )
        return
    for category, counts in said.items():
        if category in stored and stored[category] != counts:
            text = _("The portal has %(old)s, the list %(new)s.")
            text %= {"old": _counts_text(category, stored[category]), "new": _counts_text(category, counts)}
            judged.add("list_code", "", "", Remark(REVIEW, "counts_differ", text))
    whole = Category.UNDETAILED
    if whole in stored and whole not in said:
        text = _("%s in the portal are replaced by the counts by category.") % _counts_text(
            whole, stored[whole]
        )
        judged.add("list_code", "", "", Remark(REVIEW, "counts_broken_down", text))
    elif whole in said and stored.keys() - {whole}:
        text = _("The portal has the head counts of this village by category. Change them in the activity.")
        judged.hold("list_code", "counts_broken_down", text)


def _laid_over(data, group, values, named):
    """Lays the rows of one activity over its head counts; `{row: StoredRow}` without the version."""
    places, answers = {row.village.area_id: row for row in data.villages}, {}
    for row in group:
        said = values[row.pk]
        place = places.get(said["village"])
        if place is None or said["village"] in named:
            raise Refused(_("The activity has since been changed. Upload the row again."))
        before = {"counts": dict(place.counts), "is_nil": place.is_nil}
        counts = {category: tuple(numbers) for category, numbers in said["counts"].items()}
        if Category.UNDETAILED not in counts:
            place.counts.pop(Category.UNDETAILED, None)
        outcome = Outcome.UPDATED if counts.keys() & place.counts.keys() else Outcome.CREATED
        place.counts |= counts
        place.is_nil = place.is_nil and not any(any(numbers) for numbers in counts.values())
        answers[row] = StoredRow(outcome, str(said["activity"]), before=before)
    return answers


def _versions(batch):
    """`{activity: version}` as the last row of the batch left it."""
    rows = batch.rows.exclude(outcome="").order_by().values_list("record")
    return dict(rows.annotate(version=Max("result_version")))


def _counts_text(category, said):
    return f"{Category(category).label}: {counts_text(said)}"
