"""Lists of visits to service desks: one row is one visit; who is named is looked for in the register."""

from collections import Counter
from typing import Any

from django.db import transaction
from django.db.models import BigIntegerField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, ngettext

from desmigratif.accounts.models import User
from desmigratif.ui import formatting
from desmigratif.ui.refusals import Refused
from villages.choices import Route, Sex
from villages.lists.services.import_kinds import ListKind, StoredRow
from villages.lists.sheets.cells import Cell
from villages.lists.sheets.judging import IGNORE, REFUSE, REVIEW, Judged, Remark
from villages.models import Beneficiary, ImportBatch, ImportRow, Village
from villages.people import names

from ..people.named import people_by_name, person_meant
from ..services.completeness import Standings
from .choices import Outcome, Purpose, ReferredTo
from .models import DeskVisit
from .services import VisitData, doubt_of_programme, faults_of, hold_villages, record_visits, remove_visit
from .sheets import SCHEMA, VisitReader

WORDS = {"sex": Sex, "purpose": Purpose, "route": Route, "outcome": Outcome, "referred_to": ReferredTo}


class DeskVisitList(ListKind):
    """Visits; a name that the village has once is that person, `person` in the values, any other is asked.

    Nobody is registered by such a list, and no NIK is read: a visitor whom the register does not have comes
    in without a name, once somebody says so.
    """

    key = "desk_visits"
    label = gettext_lazy("Visits to the service desk")
    hint = gettext_lazy("One row per visit: day, village, what for. Names are looked for in the register.")
    permission = "pillars.record_desk_visit"
    schema = SCHEMA
    reader = VisitReader
    shown = ("visited_on", "village", "full_name", "purpose", "outcome")

    def added(self, count: int) -> str:
        return ngettext("%s visit added", "%s visits added", count) % formatting.number(count)

    def text_of(self, key: str, value: Any) -> str:
        return str(WORDS[key](value).label) if key in WORDS and value else super().text_of(key, value)

    def check(self, judged: Judged, cells: dict[str, Cell], reader: VisitReader) -> None:
        reader.keep_own_words(judged, cells)
        values, day = judged.values, judged.values.get("visited_on")
        place = reader.places.by_code.get(values.get("village"))
        if place and day:
            mends = dict.fromkeys(
                ("village_ended", "village_not_yet_existing"),
                _("Correct the day, or name the village of that time."),
            )
            reader.ask_of_days(judged, cells, place, day, day, mends)
        reader.refuse(judged, cells, faults_of(values))

    def mark_repeats(self, rows: list[Judged], reader: VisitReader) -> None:
        """Somebody by name who came twice on one day for one matter is counted once; the unnamed are not."""
        seen: dict[tuple[Any, ...], Judged] = {}
        for judged in rows:
            if judged.fate == REFUSE or not judged.values.get("full_name"):
                continue
            first = seen.setdefault(_matter(judged.values, names.key(judged.values["full_name"])), judged)
            if first is not judged:
                judged.count_once(first, "full_name")

    def records_of(self, rows: list[Judged], batch: ImportBatch) -> dict[int, str]:
        people = people_by_name([judged.values for judged in rows], "full_name", batch.uploaded_by)
        _ask_outside(rows)
        stored, alike = _counted(_visits_of([judged.values for judged in rows]))
        for judged in rows:
            values = judged.values
            person = self._person(judged, people) if values.get("full_name") else None
            if person:
                values["person"] = person.pk
            self._compare(judged, stored, alike, person)
        return {}

    @staticmethod
    def _compare(judged, stored, alike, person):
        """Each stored visit answers for one row that says the same; another one of the day is asked about."""
        key = _visit_key(judged.values)
        if stored[key] > 0:
            # Of a person it is one visit, however often the list says it; others may be several people.
            stored[key] -= not person
            text = _("The portal has this visit already.")
            judged.add("", "", "", Remark(IGNORE, "known_already", text))
        elif not person and alike[_matter(judged.values, None)]:
            text = _(
                "The portal already has a visit without a name for that village, day and matter. Accept "
                "the row only if this is a different visit."
            )
            judged.add("", "", "", Remark(REVIEW, "maybe_known", text))

    @staticmethod
    def _person(judged, people):
        """The one person of the village with that name; else the row waits."""
        several = _(
            "Several people in this village have this name. Accepted as it is, the visit has no name."
        )
        nobody = _(
            "Nobody with this name is registered in the village. Register the person first and "
            "upload the row again; accepted as it is, the visit has no name."
        )
        return person_meant(judged, "full_name", people, several=several, nobody=nobody)

    def store_rows(
        self, rows: list[ImportRow], values: dict[int, dict[str, Any]], batch: ImportBatch
    ) -> list[StoredRow | Refused]:
        by, ordered = batch.stored_by, [values[row.pk] for row in rows]
        own = Village.objects.editable_by(by).filter(area__in={said["village"] for said in ordered})
        villages = {one.area_id: one for one in own.select_related("area")}
        people = Beneficiary.objects.visible_to(by).in_bulk(
            {said["person"] for said in ordered if said.get("person")}
        )
        with transaction.atomic():
            # Held from here on: two lists of the same visits at once see each other's.
            hold_villages({village.pk for village in villages.values()}, by)
            since = _recorded_since(ordered, batch)
            data = [_data(said, villages, people, since) for said in ordered]
            try:
                with transaction.atomic():
                    return [_answer(visit) for visit in record_visits(rows=_all_known(data), by=by)]
            except Refused:
                return [_stored_row(said, by) for said in data]

    def used(self, rows: list[ImportRow], batch: ImportBatch, by: User) -> dict[ImportRow, str]:
        visits = (
            DeskVisit.objects.editable_by(by)
            .prefetch_related("steps")
            .in_bulk([int(row.record) for row in rows])
        )
        reasons = {}
        for row in rows:
            visit = visits.get(int(row.record))
            if visit is None:
                reasons[row] = _("the visit is gone.")
            elif visit.version != row.result_version or visit.steps.all():
                reasons[row] = _("the visit has since been changed.")
        return reasons

    def undo_row(self, row: ImportRow, before: dict[str, Any] | None, by: User) -> None:
        visit = DeskVisit.objects.get(pk=row.record)
        remove_visit(visit=visit, reason=gettext_noop("list taken back"), by=by)

    def links(self, rows: list[ImportRow], user: User) -> dict[str, str]:
        visits = DeskVisit.objects.visible_to(user).filter(pk__in=[row.record for row in rows if row.record])
        return {str(visit.pk): visit.get_absolute_url() for visit in visits}


def _matter(said, person):
    """What a row has to share with another to be the same visit; `person`: who came, None without a name."""
    return said.get("village"), said.get("visited_on"), said.get("purpose"), person


def _visit_key(said):
    """All by which the visit of a row is known again: of a person the matter, of nobody the details too."""
    matter = _matter(said, said.get("person"))
    if said.get("person"):
        return matter
    outcome, route = said.get("outcome") or Outcome.SERVED, said.get("route") or Route.UNKNOWN
    return *matter, str(outcome), str(route), said.get("sex") or str(Sex.UNKNOWN), said.get("note") or ""


def _ask_outside(rows):
    """The question of the form about visits in villages that were outside the programme that day."""
    codes = {judged.values["village"] for judged in rows if judged.values.get("village")}
    standings, villages = Standings(codes), {}
    for judged in rows:
        code, day = judged.values.get("village"), judged.values.get("visited_on")
        if not standings.is_outside(code, day, day):
            continue
        villages = villages or {one.code: one for one in Village.objects.filter(area__in=codes).for_list()}
        text = doubt_of_programme(villages[code], day, standings)
        judged.add("village", "", str(villages[code]), Remark(REVIEW, "outside_programme", text))


def _visits_of(values):
    """The stored visits of the days of some rows."""
    return DeskVisit.objects.filter(visited_on__in={said.get("visited_on") for said in values} - {None})


def _counted(visits):
    """How many visits say the same (`_visit_key`), and how many are about the same matter."""
    stored, alike = Counter(), Counter()
    columns = ("visited_on", "purpose", "person", "outcome", "route", "sex", "note")
    for said in visits.values("village__area", *columns):
        said["village"] = said.pop("village__area")
        stored[_visit_key(said)] += 1
        alike[_matter(said, said["person"])] += 1
    return stored, alike


def _recorded_since(values, batch):
    """How often others recorded each visit of some rows since the list was checked."""
    own = batch.rows.stored().annotate(visit=Cast("record", BigIntegerField())).values("visit")
    visits = _visits_of(values).filter(recorded_at__gt=batch.checked_at).exclude(pk__in=own)
    return _counted(visits)[0]


def _data(said, villages, people, since):
    """`VisitData` of a row, or the `Refused` of one whose village or person is no longer there."""
    village, person = villages.get(said["village"]), people.get(said.get("person"))
    if village is None:
        return Refused(_("This village is no longer in your area."))
    if said.get("person") and person is None:
        return Refused(_("The record of this person is no longer there. Upload the row again."))
    if since[_visit_key(said)] > 0:
        since[_visit_key(said)] -= 1
        return Refused(_("Somebody else has recorded this visit since. Upload the row again to compare."))
    return VisitData(
        village=village,
        visited_on=said["visited_on"],
        purpose=said["purpose"],
        outcome=said.get("outcome") or Outcome.SERVED,
        person=person,
        sex=said.get("sex") or Sex.UNKNOWN,
        route=said.get("route") or Route.UNKNOWN,
        referred_to=said.get("referred_to", ""),
        placement_number=said.get("placement_number", ""),
        note=said.get("note", ""),
    )


def _all_known(data):
    for said in data:
        if isinstance(said, Refused):
            raise said
    return data


def _stored_row(said, by):
    if isinstance(said, Refused):
        return said
    try:
        with transaction.atomic():
            return _answer(record_visits(rows=[said], by=by)[0])
    except Refused as refused:
        return refused


def _answer(visit):
    return StoredRow(ImportRow.Outcome.CREATED, str(visit.pk), visit.version)
