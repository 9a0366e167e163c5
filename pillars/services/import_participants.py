"""Lists of participants: people are found in the register or entered there, and added by name."""

from collections import defaultdict
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from desmigratif.accounts.models import User
from desmigratif.ui import formatting
from desmigratif.ui.refusals import Refused
from villages.choices import Sex
from villages.lists.services import import_rows
from villages.lists.services.import_kinds import ListKind
from villages.lists.services.import_storing import write_down
from villages.lists.sheets.cells import Cell
from villages.lists.sheets.field_reader import FieldReader
from villages.lists.sheets.judging import REFUSE, REVIEW, Judged, Remark
from villages.lists.sheets.layout import Table
from villages.models import Beneficiary, ImportBatch, ImportRow, ListedPerson, Village
from villages.people import nik
from villages.people.services.beneficiaries import Person, register_beneficiary
from villages.people.services.people_register import hold_those_elsewhere

from ..choices import Category
from ..models import Activity, Attendance
from ..people.services.import_people import forget_listed, used_people
from ..sheets import participants as sheet
from .activities import save_activity
from .activity_data import stored_data
from .attendances import add_people, remove_people
from .import_activities import lock_regencies
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
        known = Participants([judged.values for judged in rows], batch.uploaded_by)
        for judged in rows:
            known.compare(judged)
        return {}

    def store(self, rows: list[ImportRow], values: dict[int, dict[str, Any]], batch: ImportBatch) -> None:
        """Adds the people activity by activity, so that its sums move once for all rows of a chunk."""
        grouped = defaultdict(list)
        for row in rows:
            grouped[values[row.pk]["activity"]].append(row)
        activities = Activity.objects.in_bulk(grouped)
        lock_regencies({activity.regency_id for activity in activities.values()})
        register = _PeopleOfList(values, batch)
        for pk, group in sorted(grouped.items()):
            activity = activities.get(pk)
            if activity is None:
                _hold(group, _("The activity has since been discarded."))
                continue
            made, registered = dict(register.made), dict(register.registered)
            try:
                with transaction.atomic():
                    _add(activity, group, values, register, batch.stored_by)
            except Refused as refused:
                register.made, register.registered = made, registered
                _hold(group, refused.message)
        write_down(rows)
        ListedPerson.objects.bulk_create(
            ListedPerson(row=row, person=person, version=person.version)
            for row, person in register.registered.items()
        )

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


class _PeopleOfList:
    """The people of a chunk of rows: found again, or registered once for all rows that are about them."""

    def __init__(self, values, batch):
        self.by, self.list_number = batch.stored_by, batch.number
        self.people = Beneficiary.objects.visible_to(self.by).in_bulk(
            {one["person"] for one in values.values() if one.get("person")}
        )
        self.villages = {
            village.area_id: village
            for village in Village.objects.editable_by(self.by).select_related("area")
        }
        #: The people whom this list registered, by what rows say of them; and by the row that did it.
        self.made, self.registered = {}, {}
        made = Beneficiary.objects.filter(listed_in__row__batch=batch, merged_into__isnull=True)
        for person in made.select_related("village"):
            self.made[person.nik_index or (person.village.area_id, person.name_key)] = person

    def person_of(self, values):
        """The person of a row, and whether this row registered it; raises `Refused`."""
        if pk := values.get("person"):
            if pk not in self.people:
                raise Refused(_("The record of this person is no longer there. Upload the row again."))
            return self.people[pk], False
        key = nik.blind_index(values["nik"]) if values.get("nik") else identity(values)
        if key in self.made:
            return self.made[key], False
        village = self.villages.get(values["village"])
        if village is None:
            raise Refused(_("This village is no longer in your area."))
        self._refuse_namesake(values, village)
        person = Person(
            full_name=values["full_name"],
            village=village,
            sex=values.get("sex") or Sex.UNKNOWN,
            nik=values.get("nik", ""),
        )
        self.made[key] = register_beneficiary(person=person, by=self.by, list_number=self.list_number)
        return self.made[key], True

    def _refuse_namesake(self, values, village):
        """Somebody of this name came into the register after the list was checked."""
        if values.get("nik") or values.get("is_another"):
            return
        same = Beneficiary.objects.filter(village=village, name_key=identity(values)[1])
        if same.filter(merged_into__isnull=True).exists():
            raise Refused(_("Somebody with this name has since been registered. Upload the row again."))


def _ask_both(judged, first, kind, text):
    for one, other in ((judged, first), (first, judged)):
        said = one.values.get("full_name", "")
        one.add("full_name", "", said, Remark(REVIEW, kind, text % other.number))


def _add(activity, group, values, register, by):
    """Adds the people of one activity, by the village in which they took part."""
    people, categories = {}, {}
    for row in group:
        try:
            with transaction.atomic():
                person, is_new = register.person_of(values[row.pk])
        except Refused as refused:
            import_rows.hold(row, "", "", refused.message)
            continue
        if is_new:
            register.registered[row] = person
        if person.pk in people:
            import_rows.hold(row, "", "", _("Another row of this list added the same person."))
            continue
        people[person.pk] = row, person
        if category := values[row.pk].get("category"):
            categories[person.pk] = category
    by_place = defaultdict(list)
    for row, person in people.values():
        by_place[values[row.pk]["place"]].append(person)
    for code, members in sorted(by_place.items()):
        place = activity.activity_villages.select_related("village").filter(village__area=code).first()
        if place is None:
            raise Refused(_("The villages of the activity have since been changed. Upload the row again."))
        before = _typed_counts(place)
        made = add_people(
            activity=activity, people=members, by=by, village=place.village, categories=categories
        )
        for attendance in made:
            row, _person = people.pop(attendance.beneficiary_id)
            row.outcome, row.record = Outcome.CREATED, str(attendance.pk)
            # What was typed for the village comes back with the first of its rows.
            row.sealed = import_rows.seal({"values": values[row.pk], "before": before})
            before = None
    for row, _person in people.values():
        import_rows.hold(row, "", "", _("Takes part already: somebody has since added this person."))


def _hold(group, sentence):
    for row in group:
        row.outcome, row.record = "", ""
        import_rows.hold(row, "", "", sentence)


def _records(batch):
    return list(batch.rows.exclude(outcome="").values_list("record", flat=True))


def _typed_counts(place):
    """Head counts that were typed for a village and give way to names, to put them back by."""
    if place.attendances.exists():
        return None
    counts = {row.category: (row.male, row.female, row.unknown) for row in place.counts.all()}
    if not counts and not place.is_nil:
        return None
    return {
        "activity": place.activity_id,
        "village": place.village_id,
        "counts": counts,
        "is_nil": place.is_nil,
    }


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
