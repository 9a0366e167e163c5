"""Lists of villages in the programmes: one row is one standing of one official village."""

import re
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from desmigratif.accounts.models import User
from desmigratif.ui import clock, formatting
from desmigratif.ui.refusals import Refused

from ..choices import MembershipStatus, Programme
from ..lists.services.import_kinds import Background, ListKind, StoredRow, times_written
from ..lists.sheets.cells import Cell
from ..lists.sheets.field_reader import FieldReader
from ..lists.sheets.judging import IGNORE, REFUSE, REVIEW, Judged, Remark, shown
from ..lists.sheets.layout import SheetRow, Table
from ..lists.sheets.places import DOTTED, dotted
from ..lists.sheets.rows import LONGEST, NOTHING
from ..lists.sheets.surroundings import only_one
from ..models import Area, ImportBatch, ImportRow, Membership, Village
from ..sheets import memberships_schema
from .memberships import check_membership, overlap, remove_memberships
from .official_villages import OfficialVillages
from .villages import (
    OfficialVillageData,
    check_area,
    entries_about,
    entries_text,
    remove_villages,
    take_villages_into_programmes,
)

#: Areas that headings and titles name: `Kecamatan Kalidawir`, `KABUPATEN TULUNGAGUNG TAHUN 2020`.
NAME_OF_AREA = (
    r"[\s.:]+([^\W\d][^,;:·()\d]*?)"
    r"(?=\W*(?:[,;:·()\d]|\b(?:kec|kab|kota|prov|prop|tahun|thn|th|per|periode|dan)|$))"
)
DISTRICT = re.compile(rf"\bkec(?:amatan)?\b{NAME_OF_AREA}", re.I)
REGENCY = re.compile(rf"\b(?:kab(?:upaten)?|kota)\b{NAME_OF_AREA}", re.I)
#: Ends the record of a row that took its village in.
NEW = "+"
#: What a row may say of a standing, besides the village.
SAID = ("programme", "status", "batch_year", "decree", "source", "valid_from", "valid_to")


class MembershipReader(FieldReader):
    """Reads rows whose village may be any official one; a name needs its district or regency beside it."""

    def look_up(self, rows: list[SheetRow]) -> None:
        cells = [
            ({key: row.cells[index] for key, index in self.mapping.items() if index < len(row.cells)}, row)
            for row in rows
        ]
        self.official = OfficialVillages([self._place_named_in(one, row.under) for one, row in cells])

    def read_village(self, judged: Judged, cells: dict[str, Cell]) -> None:
        code, district, regency = self._place_named_in(cells, self.under)
        known, _kind = dotted(code)
        if DOTTED.fullmatch(known) and known[9] in "123" and not self.official.has(known):
            text = _("“%s” is not a code in the official list of villages. Check the code.") % shown(code)
            self.add(judged, "village_code", cells["village_code"], Remark(REFUSE, "village_unknown", text))
            return
        named = "village" in cells and not NOTHING.fullmatch(cells["village"].text)
        if named and not (code or district or regency):
            text = _("“%s”: many villages share a name. Write the village code, or the district beside it.")
            remark = Remark(REFUSE, "village_ambiguous", text % shown(cells["village"].text))
            self.add(judged, "village", cells["village"], remark)
            return
        self.places = self.official.near(code, district, regency)
        super().read_village(judged, cells)

    def _place_named_in(self, cells, under):
        """Code, district and regency of a row; headings above it, else titles, where it names neither."""
        keys = ("village_code", "district", "regency")
        texts = [cells[key].text if key in cells else "" for key in keys]
        code, district, regency = ("" if NOTHING.fullmatch(text) else text for text in texts)
        if not (code or district):
            around = [under, *self.surroundings.texts]
            district = next(filter(None, (_named(DISTRICT, text) for text in around)), "")
            regency = regency or next(filter(None, (_named(REGENCY, text) for text in around)), "")
        return code, district, regency


def _named(area, text):
    """The one area of a kind that a text names, or an empty text."""
    return only_one(found.strip() for found in area.findall(text[:LONGEST]))


def _programme_of_list(surroundings):
    """The programme that titles, sheet or file name; Desmigratif where they name none."""
    said = " ".join([*surroundings.texts, *surroundings.names])
    is_emas, is_first = (
        re.search(word, said, re.I) for word in (r"\bmigran emas\b", r"\bdesmigratif\b|produktif")
    )
    return Programme.DESA_MIGRAN_EMAS if is_emas and not is_first else Programme.DESMIGRATIF


class MembershipList(ListKind):
    """Standings of villages; a village that is new to the portal is taken in, and `record` says so.

    `record` is the number of the membership, followed by `+` where the row took the village in.
    """

    key = "memberships"
    label = gettext_lazy("Villages and programmes")
    hint = gettext_lazy(
        "Which village is in which programme since when. Without a column for the programme: Desmigratif."
    )
    permission = "villages.manage_villages"
    schema = memberships_schema.SCHEMA
    shown = ("village", *SAID)
    reader = MembershipReader
    for_all = ("status", "batch_year", "decree")
    is_about_own_villages = False

    def added(self, count: int) -> str:
        return ngettext("%s membership added", "%s memberships added", count) % formatting.number(count)

    def background(self, batch: ImportBatch) -> Background:
        return Background(villages=[], today=clock.today(), for_all=batch.for_all)

    def said_above(self, table: Table, user: User) -> dict[str, str]:
        """Also that villages with a decree or its year are designated, where nothing else is said."""
        said = super().said_above(table, user)
        if any(map(memberships_schema.tells_of_designation, table.titles)):
            said = {"status": str(MembershipStatus.DESIGNATED.label)} | said
        return said

    def check(self, judged: Judged, cells: dict[str, Cell], reader: MembershipReader) -> None:
        if "programme" not in judged.values and not any(note.key == "programme" for note in judged.notes):
            judged.values["programme"] = _programme_of_list(reader.surroundings)
        place = reader.places.by_code.get(judged.values.get("village"))
        if place is None:
            return
        first = judged.values.get("valid_from")
        last = judged.values.get("valid_to") or reader.background.today
        mends = {
            "village_ended": _(
                "End the membership on that day, and write a row for the village that followed."
            ),
            "village_not_yet_existing": _(
                "Begin the membership on that day, or name the village of that time."
            ),
        }
        if reader.ask_of_days(judged, cells, place, first, last, mends):
            judged.is_takeable = False

    def mark_repeats(self, rows: list[Judged], reader: MembershipReader) -> None:
        """Two rows about one village and programme: the same is passed over, another time is none of it."""
        earlier = {}
        for judged in rows:
            if judged.fate == REFUSE or "village" not in judged.values:
                continue
            known = earlier.setdefault((judged.values["village"], judged.values["programme"]), [])
            same = next((one for one in known if one.values == judged.values), None)
            if same:
                judged.count_once(same)
                continue
            for one in known:
                if overlap(*_period(one), *_period(judged)):
                    _ask_which(one, judged)
            known.append(judged)

    def records_of(self, rows: list[Judged], batch: ImportBatch) -> dict[int, str]:
        areas, villages = _areas_of(rows)
        for judged in rows:
            self._compare(judged, areas[judged.values["village"]], villages)
        return {}

    def _compare(self, judged, area, villages):
        said = {key: judged.values[key] for key in SAID if key in judged.values}
        village = villages.get(area.pk)
        others = list(village.memberships.all()) if village else []
        if any(all(getattr(other, key) == value for key, value in said.items()) for other in others):
            text = _("The portal has this membership already.")
            judged.add("", "", "", Remark(IGNORE, "known_already", text))
            return
        if not judged.is_takeable:
            return
        try:
            check_area(area, until=judged.values.get("valid_to"))
            check_membership(Membership(village=village or Village(area=area), **said), others)
        except Refused as refused:
            judged.hold("", "membership_refused", refused.message)

    def store_rows(self, rows: list[ImportRow], values: dict[int, dict], batch: ImportBatch) -> list:
        codes = {values[row.pk]["village"] for row in rows}
        areas = Area.objects.select_related("parent__parent__parent").in_bulk(codes)
        standings = [_standing(values[row.pk], areas, batch) for row in rows]
        found = take_villages_into_programmes(standings=standings, by=batch.stored_by)
        return [taken.refused or _stored(taken) for taken in found]

    def used(self, rows: list[ImportRow], batch: ImportBatch, by: User) -> dict[ImportRow, str]:
        memberships = _memberships(rows)
        written = times_written(Membership, memberships)
        entries = _entries(rows, memberships)
        found = {}
        for row in rows:
            membership = memberships.get(_number(row))
            if membership is None:
                found[row] = _("the membership is gone.")
            elif written[membership.pk] > 1:
                found[row] = _("the membership of %s has since been changed.") % membership.village.label
            elif membership.village_id in entries and row.record.endswith(NEW):
                found[row] = entries_text(membership.village, entries[membership.village_id])
        return found

    def undo(self, rows: list[ImportRow], batch: ImportBatch, by: User) -> None:
        memberships = _memberships(rows)
        remove_memberships(memberships=memberships.values(), by=by)
        taken_in = {row.record for row in rows if row.record.endswith(NEW)}
        villages = {one.village for pk, one in memberships.items() if f"{pk}{NEW}" in taken_in}
        remove_villages(villages=sorted(villages, key=lambda village: village.pk), by=by)

    def links(self, rows: list[ImportRow], user: User) -> dict[str, str]:
        by_pk = {row.record.removesuffix(NEW): row.record for row in rows if row.record}
        memberships = Membership.objects.filter(
            pk__in=by_pk, village__in=Village.objects.visible_to(user)
        ).select_related("village")
        return {by_pk[str(one.pk)]: one.village.get_absolute_url() for one in memberships}

    def text_of(self, key: str, value: Any) -> str:
        choices = {"programme": Programme, "status": MembershipStatus}
        return str(choices[key](value).label) if key in choices and value else super().text_of(key, value)


def _stored(taken):
    mark = NEW if taken.is_new_village else ""
    return StoredRow(ImportRow.Outcome.CREATED, f"{taken.membership.pk}{mark}")


def _standing(values, areas, batch):
    said = {key: values[key] for key in SAID if values.get(key) is not None}
    return OfficialVillageData(
        areas[values["village"]], **{"source": f"{batch.original_name}, {batch.number}", **said}
    )


def _period(judged):
    return judged.values.get("valid_from"), judged.values.get("valid_to")


def _ask_which(first, later):
    text = _(
        "Row %s says something different about this village and programme at the same time. Keep the "
        "right one."
    )
    later.add("programme", "", "", Remark(REFUSE, "membership_twice_in_file", text % first.number))
    text = _(
        "Row %s says something different about the same time. Accept this row only if it is the right one."
    )
    first.add("programme", "", "", Remark(REVIEW, "membership_twice_in_file", text % later.number))


def _areas_of(rows):
    """Areas of the rows by code, and the programme villages among them with their standings."""
    codes = {judged.values["village"] for judged in rows}
    areas = Area.objects.select_related("parent__parent__parent").in_bulk(codes)
    villages = Village.objects.filter(area__in=codes).select_related("area").prefetch_related("memberships")
    return areas, {village.area_id: village for village in villages}


def _number(row):
    return int(row.record.removesuffix(NEW))


def _memberships(rows):
    """`{number: membership}` of what the rows added and is still there."""
    found = Membership.objects.filter(pk__in=[_number(row) for row in rows])
    return found.select_related("village__area", "village__district").in_bulk()


def _entries(rows, memberships):
    """What is recorded about the villages that the rows took in, other standings included."""
    taken_in = [_number(row) for row in rows if row.record.endswith(NEW)]
    villages = {memberships[pk].village for pk in taken_in if pk in memberships}
    entries = entries_about(villages, besides=(Membership,))
    others = Membership.objects.filter(village__in=villages).exclude(pk__in=memberships).order_by()
    for pk in others.values_list("village", flat=True).distinct():
        entries.setdefault(pk, []).append(formatting.within(Membership._meta.verbose_name_plural))
    return entries
