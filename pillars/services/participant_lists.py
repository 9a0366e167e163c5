"""Who the people in a list of participants are: known to the register, perhaps known, or new."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _

from desmigratif.accounts.models import User
from villages.lists.sheets.judging import ACCEPT_CORRECTED, IGNORE, INCOMPLETE, REFUSE, REVIEW, Judged, Remark
from villages.models import Beneficiary
from villages.people import names, nik
from villages.people.ends import after_end
from villages.people.services.people_register import CLOSED_NIK, shown_name

from ..models import Attendance
from .named_activities import NamedActivities


def identity(values: Mapping[str, Any]) -> str | tuple[str | None, str]:
    """What makes two rows about one person: the NIK, else name and village."""
    return values.get("nik") or (values.get("village"), names.key(values.get("full_name", "")))


class Participants:
    """What the portal knows of the activities and people of some rows, asked for all of them at once."""

    def __init__(self, rows: Collection[Judged], by: User) -> None:
        values = [judged.values for judged in rows]
        self.activities = NamedActivities(by)
        indexes = {nik.blind_index(one["nik"]) for one in values if one.get("nik")}
        found = Beneficiary.objects.editable_by(by).filter(nik_index__in=indexes, merged_into__isnull=True)
        self.by_nik = {
            person.nik_index: person
            for person in found.select_related("village__district").prefetch_related("ends")
        }
        codes = {one["village"] for one in values if one.get("village")}
        self.by_name, self.alike = defaultdict(list), defaultdict(list)
        own = Beneficiary.objects.editable_by(by)
        there = own.filter(village__area__in=codes).select_related("village__area")
        for person in there.prefetch_related("ends"):
            self.by_name[person.village.area_id, names.key(person.full_name)].append(person)
            self.alike[self._block(person.village.area_id, person.full_name)].append(person)
        self._people, self._places = {}, {}
        self._see(self.activities.look_up(rows))

    def _see(self, activities):
        """Who takes part in activities by name already, and in which of their places anybody does."""
        for activity in activities:
            self._people[activity.pk], self._places[activity.pk] = set(), set()
        rows = Attendance.objects.filter(activity__in=[activity.pk for activity in activities]).order_by()
        for pk, person, place in rows.values_list("activity", "beneficiary", "activity_village"):
            self._people[pk].add(person)
            self._places[pk].add(place)

    @staticmethod
    def _block(village, full_name):
        """Who is compared with whom: the same village and the same first letters of the name."""
        return village, names.essence(full_name)[:2]

    def compare(self, judged: Judged) -> None:
        """Finds activity, place and person of a row, and says what does not fit or is there already."""
        activity = self.activities.find(judged)
        if activity is None:
            return
        if activity.pk not in self._people:
            self._see([activity])
        judged.values["activity"] = activity.pk
        if any(note.kind in CLOSED_NIK for note in judged.notes):
            return
        person = self._person(judged)
        if judged.fate == REFUSE:
            return
        if person and person.pk in self._people[activity.pk]:
            text = _("Takes part in “%s” already.") % activity
            judged.add("full_name", "", "", Remark(IGNORE, "known_already", text))
            return
        if person and (ended := person.end_on(activity.start_on)):
            text = after_end(shown_name(person), ended.kind, ended.ended_on, activity.start_on)
            judged.hold("full_name", "ended", text)
            return
        self._place(judged, activity, person)

    def _person(self, judged):
        """The person of the register, or None for somebody new or a row that has to be corrected."""
        values = judged.values
        if values.get("nik"):
            known = self.by_nik.get(nik.blind_index(values["nik"]))
            if known:
                return self._known(judged, known)
            if not (values.get("full_name") and values.get("village")):
                return self._unknown(judged)
            return self._new(judged)
        same = self.by_name[values["village"], names.key(values["full_name"])]
        if len(same) > 1:
            text = _("Several people in this village have this name. Add the NIK.")
            judged.hold("full_name", "person_ambiguous", text)
            return None
        if same and values.get("sex") in (None, same[0].sex) and not same[0].is_restricted:
            values["person"] = same[0].pk
            return same[0]
        return self._new(judged)

    def _known(self, judged, known):
        values = judged.values
        if known.is_restricted:
            text = _("This record is restricted. A list does not change it; open the record.")
            judged.hold("nik", "restricted", text)
            return None
        values["person"] = known.pk
        values.setdefault("full_name", known.full_name)
        values.setdefault("village", known.village.area_id)
        if names.similarity(known.full_name, values["full_name"]) < names.NEAR:
            text = _("The NIK is registered for “%s”. Accept the row only if that is the person meant.")
            remark = Remark(REVIEW, "nik_of_another_name", text % known.full_name)
            judged.add("full_name", "", values["full_name"], remark)
        if known.village.area_id != values["village"]:
            text = _("In the register this person lives in %s; that is where the person counts.")
            remark = Remark(ACCEPT_CORRECTED, "home_differs", text % known.village.label)
            judged.add("village", "", values["village"], remark)
        return known

    @staticmethod
    def _unknown(judged):
        text = _(
            "Nobody with this NIK is registered. "
            "Add name and village to the row, so that a record can be made."
        )
        judged.add("nik", "", judged.values["nik"], Remark(REFUSE, "person_unknown", text))

    def _new(self, judged):
        """Somebody the register does not have; who is much alike is asked about first."""
        values = judged.values
        near = [
            person
            for person in self.alike[self._block(values["village"], values["full_name"])]
            if not (person.nik_index and values.get("nik"))
            and names.similarity(person.full_name, values["full_name"]) >= names.NEAR
        ]
        if near:
            text = _(
                "“%s” lives in this village already and may be the same person. Skip the row, or accept "
                "it as another person."
            )
            shown = ", ".join(shown_name(one) for one in near[:5])
            judged.add(
                "full_name", "", values["full_name"], Remark(REVIEW, "possible_same_person", text % shown)
            )
            values["is_another"] = True
        if not values.get("nik"):
            text = _("Nobody is registered under this name: a new record without NIK is made.")
            judged.add("nik", "", "", Remark(INCOMPLETE, "nik_missing", text))
            return
        for doubt in nik.doubts(values["nik"], sex=values.get("sex")):
            text = _("%s The KTP decides; a NIK is kept even when a birth date is corrected.") % doubt.text
            judged.add("nik", "", values["nik"], Remark(REVIEW, "nik_sex_mismatch", text))

    def _place(self, judged, activity, person):
        """In which village of the activity somebody took part."""
        values = judged.values
        places = {place.village.area_id: place for place in activity.activity_villages.all()}
        homes = [values["village"], *([person.village.area_id] if person else [])]
        if code := values.get("place"):
            if code not in places:
                text = _("%(place)s is not a village of this activity; it has %(villages)s.")
                said = {"place": code, "villages": ", ".join(sorted(places))}
                judged.hold("place", "place_not_of_activity", text % said)
                return
        elif at_home := [code for code in homes if code in places]:
            values["place"] = at_home[0]
        elif len(places) == 1:
            values["place"], place = next(iter(places.items()))
            text = _("Lives outside the village of the activity; counted in %s, where it took place.")
            remark = Remark(ACCEPT_CORRECTED, "place_of_activity", text % place.village)
            judged.add("village", "", values["village"], remark)
        else:
            text = _(
                "Lives in none of the villages of the activity. Write in which of them the person took part, "
                "in a column “Village of the activity”: %s."
            )
            judged.hold("place", "place_missing", text % ", ".join(sorted(places)))
            return
        place = places[values["place"]]
        if place.head_count and place.pk not in self._places[activity.pk]:
            text = _("The %(count)s head counts typed for %(village)s are replaced by the people by name.")
            said = {"count": place.head_count, "village": place.village}
            judged.add("place", "", "", Remark(ACCEPT_CORRECTED, "counts_replaced", text % said))
