"""Lists of children of groups: one row is one child, looked for in the register, with its school status."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from desmigratif.accounts.models import User
from desmigratif.ui import formatting
from desmigratif.ui.refusals import Refused, in_future
from desmigratif.ui.search import fold
from villages.lists.services import import_rows
from villages.lists.services.import_kinds import ListKind, StoredRow
from villages.lists.sheets.cells import Cell
from villages.lists.sheets.judging import IGNORE, REFUSE, REVIEW, Judged, Remark
from villages.models import Beneficiary, ImportBatch, ImportRow, Village
from villages.people import names

from ..people.named import people_by_name, person_meant
from .choices import GroupRole, SchoolLevel, SchoolState
from .models import GroupMember, ParentingGroup, SchoolStatus
from .querysets import KEEPS_CHILDREN
from .services import add_member, hold_villages, record_school, remove_member, remove_of_child
from .sheets import SCHEMA, SchoolReader

WORDS = {"school": SchoolState, "level": SchoolLevel}


class ChildList(ListKind):
    """A child is known by name in its village; nobody is registered by such a list, and no group made.

    `record` is the person; a row brings a membership, a school status or both: `person` and `group_id` in its
    values say of whom and where.
    """

    key = "parenting_children"
    label = gettext_lazy("Children of parenting groups")
    hint = gettext_lazy(
        "One row per child: village, name, group, school. Names are looked for in the register."
    )
    day_label = gettext_lazy("School status as of")
    permission = KEEPS_CHILDREN
    schema = SCHEMA
    reader = SchoolReader
    shown = ("village", "full_name", "group", "school", "level", "on")
    titled = 2
    for_all = ("group",)

    def added(self, count: int) -> str:
        return ngettext("%s child added", "%s children added", count) % formatting.number(count)

    def text_of(self, key: str, value: Any) -> str:
        return str(WORDS[key](value).label) if key in WORDS and value else super().text_of(key, value)

    def check(self, judged: Judged, cells: dict[str, Cell], reader: SchoolReader) -> None:
        values = judged.values
        if values.get("school"):
            values.setdefault("on", reader.background.holds_on or reader.background.today)
        elif not values.get("group"):
            text = _("The row names neither a group nor a school status. Fill in one of the two.")
            judged.add("group", "", "", Remark(REFUSE, "value_missing", text))
        if values.get("school") == SchoolState.NOT_YET:
            values.pop("level", None)
        reader.refuse(judged, cells, in_future(values, "joined_on", "on"))

    def mark_repeats(self, rows: list[Judged], reader: SchoolReader) -> None:
        """One child and group twice: the same is counted once, another is not decided by its order."""
        seen: dict[tuple[Any, ...], Judged] = {}
        for judged in rows:
            if judged.fate == REFUSE or not {"village", "full_name"} <= judged.values.keys():
                continue
            values = judged.values
            key = values["village"], names.key(values["full_name"]), fold(values.get("group", ""))
            first = seen.setdefault(key, judged)
            if first is not judged and first.values == values:
                judged.count_once(first, "full_name")
            elif first is not judged:
                text = (
                    _("Row %s gives this child too, with different data. Keep the right one.") % first.number
                )
                judged.add("full_name", "", values["full_name"], Remark(REFUSE, "twice_in_file", text))

    def records_of(self, rows: list[Judged], batch: ImportBatch) -> dict[int, str]:
        values = [judged.values for judged in rows]
        by = batch.uploaded_by
        people, groups = people_by_name(values, "full_name", by), _groups(values, by)
        known = _Known([one for same in people.values() for one in same])
        records = {}
        for judged in rows:
            person = self._person(judged, people)
            group = self._group(judged, groups)
            if person:
                judged.values["person"] = person.pk
                records[judged.number] = str(person.pk)
                self._compare(judged, known, group)
        return records

    @staticmethod
    def _person(judged, people):
        """The one person of the village with that name; else the row waits for the register."""
        several = _("Several people in this village have this name. Record it on the page of the child.")
        nobody = _(
            "Nobody with this name is registered in the village. Register the child first, then upload "
            "the row again."
        )
        person = person_meant(judged, "full_name", people, several=several, nobody=nobody)
        judged.is_takeable = judged.is_takeable and person is not None
        return person

    @staticmethod
    def _group(judged, groups):
        """The group that the row names, None for none."""
        name = judged.values.get("group")
        group = groups.get((judged.values.get("village"), fold(name))) if name else None
        if group:
            judged.values["group_id"] = group.pk
        elif name:
            text = _(
                "The village has no group with this name. Record the group first, then upload the row again."
            )
            judged.hold("group", "group_unknown", text)
        return group

    def _compare(self, judged, known, group):
        """What the portal has stays as it is; a row with nothing new is passed over."""
        values = judged.values
        member = group and known.members.get((values["person"], group.pk))
        is_new = bool(group) and member is None
        if member and values.get("joined_on") not in (None, member.joined_on):
            self._differ(judged, "joined_on", member.joined_on)
        status = known.statuses.get((values["person"], values.get("on")))
        if values.get("school") and status is None:
            is_new = True
        elif values.get("school"):
            for key, stored in (("school", status.state), ("level", status.level)):
                if values.get(key) not in (None, stored):
                    self._differ(judged, key, stored)
        if not is_new and judged.is_takeable:
            text = _("The portal has what this row says already.")
            judged.add("", "", "", Remark(IGNORE, "known_already", text))

    def _differ(self, judged, key, stored):
        text = _("The portal has “%(known)s”. Change it there, on its page, if the list is right.")
        text %= {"known": self.text_of(key, stored) or "–"}
        judged.add(key, "", self.text_of(key, judged.values[key]), Remark(REVIEW, "differs", text))
        judged.is_takeable = False

    def store_rows(
        self, rows: list[ImportRow], values: dict[int, dict[str, Any]], batch: ImportBatch
    ) -> list[StoredRow | Refused]:
        """Holds the villages of all rows first, in the one order of all services."""
        codes = {values[row.pk]["village"] for row in rows}
        own = Village.objects.editable_by(batch.stored_by).filter(area__in=codes)
        with transaction.atomic():
            hold_villages(set(own.values_list("pk", flat=True)), batch.stored_by, KEEPS_CHILDREN)
            return super().store_rows(rows, values, batch)

    def store_row(self, values: dict[str, Any], record: str, batch: ImportBatch) -> StoredRow:
        """Records the membership and the school status that the row brings, as far as they are new."""
        by, made = batch.stored_by, {}
        person = Beneficiary.objects.visible_to(by).filter(pk=values.get("person")).first()
        if person is None:
            raise Refused(_("The record of this person is no longer there. Upload the row again."))
        known = _Known([person])
        group = ParentingGroup.objects.editable_by(by).filter(pk=values.get("group_id")).first()
        if group is None and values.get("group_id"):
            raise Refused(_("This group has since been removed."))
        if group and (person.pk, group.pk) not in known.members:
            day = values.get("joined_on") or values.get("on") or batch.holds_on
            member = add_member(group=group, person=person, role=GroupRole.CHILD, joined_on=day, by=by)
            made["member"] = member.pk
        if values.get("school") and (person.pk, values["on"]) not in known.statuses:
            said = {"state": values["school"], "level": values.get("level", ""), "on": values["on"]}
            made["school"] = record_school(person=person, by=by, **said).pk
        if not made:
            raise Refused(_("Somebody else has recorded this since. Upload the row again to compare."))
        return StoredRow(ImportRow.Outcome.CREATED, str(person.pk), before=made)

    def used(self, rows: list[ImportRow], batch: ImportBatch, by: User) -> dict[ImportRow, str]:
        made = {row: import_rows.unsealed(row).get("before", {}) if row.sealed else None for row in rows}
        there = _made(said for said in made.values() if said)
        reasons = {}
        for row, said in made.items():
            if said is None:
                reasons[row] = _("what the row brought is no longer kept.")
            elif not set(said.items()) <= there.keys():
                reasons[row] = _("the group or the school status has since been changed.")
        return reasons

    def undo_row(self, row: ImportRow, before: dict[str, Any] | None, by: User) -> None:
        for stored in _made([before or {}]).values():
            if isinstance(stored, GroupMember):
                remove_member(member=stored, by=by)
            else:
                remove_of_child(row=stored, by=by)

    def links(self, rows: list[ImportRow], user: User) -> dict[str, str]:
        if not user.has_perm(KEEPS_CHILDREN):
            return {}
        people = (
            Beneficiary.objects.visible_to(user)
            .listed()
            .filter(pk__in=[row.record for row in rows if row.record])
        )
        return {str(person.pk): person.get_absolute_url() for person in people}


class _Known:
    """What the portal has of people: memberships that run, and school statuses by day."""

    def __init__(self, people):
        rows = GroupMember.objects.filter(person__in=people, role=GroupRole.CHILD, left_on__isnull=True)
        self.members = {(row.person_id, row.group_id): row for row in rows}
        statuses = SchoolStatus.objects.filter(person__in=people)
        self.statuses = {(row.person_id, row.on): row for row in statuses}


def _groups(values, user):
    """`{(village code, folded name): group}` of the rows."""
    villages = {said["village"] for said in values if said.get("village")}
    groups = ParentingGroup.objects.visible_to(user).filter(village__area__in=villages)
    return {(group.village.area_id, group.name_key): group for group in groups.select_related("village")}


def _made(made):
    """`{("member" or "school", id): row}` of what rows of a list brought, as far as it is there unchanged."""
    ids: dict[str, list[int]] = {"member": [], "school": []}
    for said in made:
        for kind, pk in said.items():
            ids[kind].append(pk)
    members = GroupMember.objects.filter(pk__in=ids["member"], left_on__isnull=True).select_related("group")
    statuses = SchoolStatus.objects.filter(pk__in=ids["school"]).select_related("person")
    return {
        **{("member", row.pk): row for row in members},
        **{("school", row.pk): row for row in statuses},
    }
