"""Lists of participants: people are found in the register or entered there, and added by name."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from desmigratif.accounts.models import User
from desmigratif.ui import formatting
from desmigratif.ui.refusals import Refused
from villages.choices import Sex
from villages.lists.services import import_rows
from villages.lists.services.import_kinds import ListKind, StoredRow
from villages.lists.sheets.cells import Cell
from villages.lists.sheets.field_reader import FieldReader
from villages.lists.sheets.judging import REFUSE, REVIEW, Judged, Remark
from villages.lists.sheets.layout import Table
from villages.models import Beneficiary, ImportBatch, ImportRow, ListedPerson
from villages.people import nik
from villages.people.services.people_register import hold_those_elsewhere

from ..choices import Category
from ..models import Activity, ActivityVillage, Attendance
from ..people.services.import_people import forget_listed, used_people
from ..sheets import participants as sheet
from .activities import save_activity
from .activity_data import stored_data
from .attendances import Participant, add_people_to_each, remove_people
from .import_activities import lock_regencies
from .listed_people import people_of_list
from .named_activities import NamedActivities, activity_key, locked_reasons
from .participant_lists import Participants, identity

Outcome = ImportRow.Outcome


class ParticipantList(ListKind):
    """Who took part in which activity; one row is one attendance, kept as its id in `record`.

    A person is found by NIK, else by a name that the village has once; who is not there is registered with
    what the row says, and stays a `ListedPerson` of the row.
    """

    key = "participants"
    label = gettext_lazy("Participants by name")
    hint = gettext_lazy("One row per person and activity. Import the activities first, with their codes.")
    permission = "villages.change_beneficiary"
    for_all = ("list_code",)
    asked_about = "nik"
    schema = sheet.SCHEMA
    reader = sheet.ParticipantReader
    shown = ("full_name", "list_code", "village", "nik", "sex", "category")

    def said_above(self, table: Table, user: User) -> dict[str, str]:
        """Also the activity whose name stands in a title, where no code does."""
        said = super().said_above(table, user)
        code = said.get("list_code") or NamedActivities(user).named_above(table.surroundings)
        return said | ({"list_code": code} if code else {})

    def added(self, count: int) -> str:
        return ngettext("%s attendance added", "%s attendances added", count) % formatting.number(count)

    def details(self, batch: ImportBatch) -> list[tuple[str, int]]:
        return [(_("People registered"), ListedPerson.objects.filter(row__batch=batch).count())]

    def check(self, judged: Judged, cells: dict[str, Cell], reader: FieldReader) -> None:
        sheet.read_marked_sex(judged, cells, reader)

    def text_of(self, key: str, value: Any) -> str:
        if key == "nik" and value:
            return nik.in_words(True)
        if key in ("sex", "category") and value:
            return str((Sex if key == "sex" else Category)(value).label)
        return super().text_of(key, value)

    def ask_register(self, rows: list[Judged], batch: ImportBatch) -> None:
        hold_those_elsewhere(rows, batch)

    def mark_repeats(self, rows: list[Judged], reader: sheet.ParticipantReader) -> None:
        """One person twice at one activity counts once; one NIK under two names is never decided by order."""
        first_at, first_of = {}, {}
        for judged in rows:
            if judged.fate == REFUSE:
                continue
            who = identity(judged.values)
            at = (activity_key(judged.values), who)
            first = first_at.setdefault(at, judged)
            if first is not judged and first.values == judged.values:
                judged.count_once(first, "full_name")
            elif first is not judged:
                text = _(
                    "Row %s says something different about the same person. Accept only the correct one."
                )
                _ask_both(judged, first, "participant_twice_in_file", text)
            elif "nik" in judged.values:
                first = first_of.setdefault(who, judged)
                names = {one.values.get("full_name") for one in (first, judged)} - {None}
                if len(names) > 1:
                    text = _("Row %s has the same NIK with another name. Accept only the correct one.")
                    _ask_both(judged, first, "nik_duplicate_in_file", text)

    def records_of(self, rows: list[Judged], batch: ImportBatch) -> dict[int, str]:
        known = Participants(rows, batch.uploaded_by)
        for judged in rows:
            known.compare(judged)
        return {}

    def store(self, rows: list[ImportRow], values: dict[int, dict[str, Any]], batch: ImportBatch) -> None:
        activities = {values[row.pk]["activity"] for row in rows}
        lock_regencies(set(Activity.objects.filter(pk__in=activities).values_list("regency_id", flat=True)))
        super().store(rows, values, batch)

    def store_rows(
        self, rows: list[ImportRow], values: dict[int, dict[str, Any]], batch: ImportBatch
    ) -> Sequence[StoredRow | Refused]:
        """The first row of those about one person at one activity is stored."""
        first_of = {}
        for row in rows:
            said = values[row.pk]
            first_of.setdefault((said["activity"], said.get("person") or identity(said)), row)
        first = list(first_of.values())
        answers = dict(zip(first, super().store_rows(first, values, batch), strict=True))
        repeated = Refused(_("Another row of this list added the same person."))
        return [answers.get(row, repeated) for row in rows]

    def store_together(
        self, rows: list[ImportRow], values: dict[int, dict[str, Any]], batch: ImportBatch
    ) -> list[StoredRow]:
        said = {row: values[row.pk] for row in rows}
        activities = Activity.objects.in_bulk({one["activity"] for one in said.values()})
        places = _places_of(activities)
        for one in said.values():
            if one["activity"] not in activities:
                raise Refused(_("The activity has since been discarded."))
            if (one["activity"], one["place"]) not in places:
                raise Refused(
                    _("The villages of the activity have since been changed. Upload the row again.")
                )
        people = people_of_list(said, batch)
        added = [
            Participant(
                activities[one["activity"]],
                people[row],
                places[one["activity"], one["place"]].village,
                one.get("category", ""),
            )
            for row, one in said.items()
        ]
        before = _typed_counts(places[one["activity"], one["place"]] for one in said.values())
        made = {
            (attendance.activity_id, attendance.beneficiary_id): attendance
            for attendance in add_people_to_each(rows=added, by=batch.stored_by)
        }
        stored = []
        for row, one in said.items():
            attendance = made.get((one["activity"], people[row].pk))
            if attendance is None:
                raise Refused(_("Takes part already: somebody has since added this person."))
            # What was typed for the village comes back with the first of its rows.
            typed = before.pop(attendance.activity_village_id, None)
            stored.append(StoredRow(Outcome.CREATED, str(attendance.pk), before=typed))
        return stored

    def used(self, rows: list[ImportRow], batch: ImportBatch, by: User) -> dict[ImportRow, str]:
        activity_of = dict(Attendance.objects.filter(pk__in=_records(batch)).values_list("pk", "activity"))
        locked = locked_reasons(Activity.objects.filter(pk__in=set(activity_of.values())), by)
        reasons = {row: locked.get(activity_of.get(int(row.record)), ("", ""))[1] for row in rows}
        going = [int(row.record) for row in rows if not reasons[row]]
        used = used_people(rows, batch, Attendance.objects.exclude(pk__in=going), by)
        return {row: reasons[row] or used.get(row, "") for row in rows}

    def lock(self, batch: ImportBatch) -> None:
        """Activities first, then people, as whoever adds people does."""
        own = Attendance.objects.filter(pk__in=_records(batch))
        for model, pks in (
            (Activity, own.values("activity")),
            (Beneficiary, ListedPerson.objects.filter(row__batch=batch).values("person")),
        ):
            found = model.objects.select_for_update(of=("self",)).filter(pk__in=pks)
            list(found.order_by("pk").values_list("pk"))

    def undo(self, rows: list[ImportRow], batch: ImportBatch, by: User) -> None:
        """Takes the attendances away, then the people whom nobody knew before; typed counts come back."""
        own = Attendance.objects.filter(pk__in=[row.record for row in rows]).select_related("beneficiary")
        grouped = defaultdict(list)
        for attendance in own:
            grouped[attendance.activity_id].append(attendance.beneficiary)
        for activity in Activity.objects.filter(pk__in=grouped).order_by("pk"):
            remove_people(activity=activity, people=grouped[activity.pk], by=by)
        for row in rows:
            if before := import_rows.unsealed(row).get("before"):
                _restore_counts(before, by)
        forget_listed(rows)

    def links(self, rows: list[ImportRow], user: User) -> dict[str, str]:
        """The person, for those who see people; else the activity."""
        found = Attendance.objects.filter(pk__in=[row.record for row in rows if row.record])
        people = Beneficiary.objects.visible_to(user).listed().filter(attendances__in=found)
        people = {person.pk: person.get_absolute_url() for person in people}
        activities = Activity.objects.visible_to(user).filter(attendances__in=found).in_bulk()
        links = {}
        for attendance in found:
            activity = activities.get(attendance.activity_id)
            address = people.get(attendance.beneficiary_id) or (activity and activity.get_absolute_url())
            if address:
                links[str(attendance.pk)] = address
        return links


def _ask_both(judged, first, kind, text):
    for one, other in ((judged, first), (first, judged)):
        said = one.values.get("full_name", "")
        one.add("full_name", "", said, Remark(REVIEW, kind, text % other.number))


def _records(batch):
    return list(batch.rows.exclude(outcome="").values_list("record", flat=True))


def _places_of(activities):
    """`{(activity, code of the village): place}` of activities."""
    places = ActivityVillage.objects.filter(activity__in=activities).select_related("village__area")
    return {(place.activity_id, place.village.area_id): place for place in places.prefetch_related("counts")}


def _typed_counts(places):
    """`{place: head counts}` that were typed for villages and give way to names, to put them back by."""
    places = {place.pk: place for place in places}
    named = Attendance.objects.filter(activity_village__in=places).order_by()
    named = set(named.values_list("activity_village", flat=True).distinct())
    typed = {}
    for pk, place in places.items():
        counts = {row.category: (row.male, row.female, row.unknown) for row in place.counts.all()}
        if pk not in named and (counts or place.is_nil):
            typed[pk] = {
                "activity": place.activity_id,
                "village": place.village_id,
                "counts": counts,
                "is_nil": place.is_nil,
            }
    return typed


def _restore_counts(before, by):
    activity = Activity.objects.for_detail().filter(pk=before["activity"]).first()
    data = activity and stored_data(activity)
    rows = [row for row in data.villages if row.village.pk == before["village"]] if data else []
    for row in rows:
        if row.counts:
            # Somebody else added people there by name.
            continue
        row.counts = {category: tuple(said) for category, said in before["counts"].items()}
        row.is_nil = before["is_nil"]
        save_activity(data=data, by=by, activity=activity)
