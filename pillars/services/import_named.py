"""Lists of things that villages have, each known by its name, with figures of one year in the same row."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Exists, Model, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from desmigratif.accounts.models import User
from desmigratif.ui.refusals import Fault, Refused
from desmigratif.ui.search import fold
from villages.lists.services import import_rows
from villages.lists.services.import_kinds import ListKind, StoredRow
from villages.lists.sheets.cells import Cell
from villages.lists.sheets.field_reader import FieldReader
from villages.lists.sheets.judging import IGNORE, REFUSE, REVIEW, Judged, Remark
from villages.lists.sheets.layout import Table
from villages.models import ImportBatch, ImportRow, Village

from ..sheets.yearly_money import year_of_titles


class NamedList(ListKind):
    """A thing is known by village and name. What the portal has stays: other facts are asked about.

    `record` is its number; figures that a row brings are those of `year` in its values. `model` has `years`
    of `year_model`, which point back by `owner`; `facts` are keys of the values compared with a thing that is
    known, `figures` those of a year, and `needed` what a new thing has to say.
    """

    model: type[Model]
    year_model: type[Model]
    owner = ""
    facts: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    for_all = ("year",)
    titled = 2

    # What a kind says of its things.

    def faults(self, values: dict[str, Any]) -> Iterator[Fault]:
        """What no thing may say."""
        raise NotImplementedError

    def faults_of_year(self, values: dict[str, Any], year: int) -> Iterator[Fault]:
        """What no figures of a year may say."""
        raise NotImplementedError

    def doubts(self, values: dict[str, Any]) -> list[tuple[str, str]]:
        """`(key, sentence)` of what of the figures can hardly be."""
        raise NotImplementedError

    def hold(self, village: Village, by: User) -> None:
        """Locks the village."""
        raise NotImplementedError

    def add(self, village: Village, values: dict[str, Any], batch: ImportBatch) -> Any:
        """Stores a new thing with what the row says of it."""
        raise NotImplementedError

    def state(self, thing: Any, values: dict[str, Any], batch: ImportBatch) -> None:
        """Stores the figures of the row's year."""
        raise NotImplementedError

    def withdraw(self, stated: Any, by: User) -> None:
        """Takes the figures of a year out."""
        raise NotImplementedError

    def remove(self, thing: Any, reason: str, by: User) -> None:
        """Takes a thing out, and what its row brought besides figures."""
        raise NotImplementedError

    def rows_known(self, things: Any) -> Any:
        """The things with what `known` and `went_on` ask of them."""
        return things

    def known(self, thing: Any, key: str) -> Any:
        """What the portal has for a key of `facts`."""
        return getattr(thing, key)

    def went_on(self, thing: Any, values: dict[str, Any], is_new: bool) -> str:
        """Why a thing can no longer be taken back, or an empty text; `is_new`: the row made it."""
        return ""

    def is_guessed(self, judged: Judged, key: str) -> bool:
        """Whether the row does not say this fact itself, so that the portal may know better."""
        return False

    # What all of them do.

    def said_above(self, table: Table, user: User) -> dict[str, str]:
        """Also the year in the titles of the figures: `Aset 2024`."""
        year = year_of_titles(table.titles)
        return ({"year": year} if year else {}) | super().said_above(table, user)

    def check(self, judged: Judged, cells: dict[str, Cell], reader: FieldReader) -> None:
        values = judged.values
        reader.refuse(judged, cells, self.faults(values))
        if not self.has_figures(values):
            return
        if not values.get("year"):
            text = _("The row states figures and not their year. Fill in “%s”.")
            text %= self.schema.field("year").label
            judged.add("year", "", "", Remark(REFUSE, "value_missing", text))
            return
        reader.refuse(judged, cells, self.faults_of_year(values, values["year"]))
        for key, text in self.doubts(values):
            judged.add(key, "", "", Remark(REVIEW, "balance_doubtful", text))

    def mark_repeats(self, rows: list[Judged], reader: FieldReader) -> None:
        """One thing and year twice: the same is counted once, another is not decided by its order.

        Of several years one row makes a new thing, and the others join it.
        """
        seen: dict[tuple[Any, ...], Judged] = {}
        years: dict[tuple[Any, ...], list[Judged]] = {}
        for judged in rows:
            if judged.fate == REFUSE or not {"village", "name"} <= judged.values.keys():
                continue
            key = judged.values["village"], fold(judged.values["name"]), judged.values.get("year")
            first = seen.setdefault(key, judged)
            if first is judged:
                years.setdefault(key[:2], []).append(judged)
                continue
            if first.values == judged.values:
                judged.count_once(first, "name")
                continue
            text = _("Row %s gives this name too, with different data. Keep the right one.") % first.number
            judged.add("name", "", judged.values["name"], Remark(REFUSE, "twice_in_file", text))
        for judged in (one for several in years.values() if len(several) > 1 for one in several):
            judged.values["has_other_years"] = True

    def records_of(self, rows: list[Judged], batch: ImportBatch) -> dict[int, str]:
        known, years = self._stored([judged.values for judged in rows], batch.uploaded_by)
        records = {}
        for judged in rows:
            values = judged.values
            thing = known.get((values.get("village"), fold(values.get("name", ""))))
            if thing:
                self._compare(judged, thing, years.get((thing.pk, values.get("year"))))
                records[judged.number] = str(thing.pk)
                continue
            for key in self.needed:
                if not values.get(key):
                    text = _("The portal has none with this name in the village. Fill in “%s”.")
                    text %= self.schema.field(key).label
                    judged.add(key, "", "", Remark(REFUSE, "value_missing", text))
        return records

    def _stored(self, values, user):
        """`({(village code, folded name): thing}, {(thing id, year): figures})` of the rows."""
        villages = {said["village"] for said in values if said.get("village")}
        things = self.model.objects.visible_to(user).filter(village__area__in=villages)
        things = self.rows_known(things.select_related("village"))
        known = {(thing.village.area_id, thing.name_key): thing for thing in things}
        ids = [thing.pk for thing in known.values()]
        stated = self.year_model.objects.filter(**{f"{self.owner}__in": ids})
        return known, {(getattr(row, f"{self.owner}_id"), row.year): row for row in stated}

    def _compare(self, judged, thing, stated):
        """What the portal has stays as it is; a row with nothing new is passed over."""
        for key, said, known in self._differing(judged.values, thing, stated):
            if self.is_guessed(judged, key):
                continue
            text = _("The portal has “%(known)s”. Change it there, on its page, if the list is right.")
            text %= {"known": self.text_of(key, known) or "–"}
            judged.add(key, "", self.text_of(key, said), Remark(REVIEW, "differs", text))
            judged.is_takeable = False
        if judged.is_takeable and (stated or not self.has_figures(judged.values)):
            text = _("The portal has what this row says already.")
            judged.add("", "", "", Remark(IGNORE, "known_already", text))

    def _differing(self, values, thing, stated):
        """`(key, what the row says, what the portal has)` of all in which they differ."""
        pairs = [(key, self.known(thing, key)) for key in self.facts]
        pairs += [(key, getattr(stated, key)) for key in self.figures] if stated else []
        for key, known in pairs:
            said = values.get(key)
            if said not in (None, "") and said != known:
                yield key, said, known

    def _may_join(self, values, thing):
        """Whether a row tells of another year of a thing that a row beside it made."""
        if not values.get("has_other_years") or thing.years.filter(year=values.get("year")).exists():
            return False
        known = self.rows_known(self.model.objects.filter(pk=thing.pk)).get()
        return not list(self._differing(values, known, None))

    def has_figures(self, values: dict[str, Any]) -> bool:
        return any(values.get(key) is not None for key in self.figures)

    def store(self, rows: list[ImportRow], values: dict[int, dict[str, Any]], batch: ImportBatch) -> None:
        """Holds the villages in one order, so that two lists of the same ones wait for each other."""
        held = Village.objects.filter(area__in={said["village"] for said in values.values()})
        list(held.select_for_update(of=("self",), no_key=True).order_by("pk").values_list("pk"))
        super().store(rows, values, batch)

    def store_row(self, values: dict[str, Any], record: str, batch: ImportBatch) -> StoredRow:
        """Adds the thing or, where the portal has it, the figures of the row's year."""
        by = batch.stored_by
        village = Village.objects.editable_by(by).filter(area=values["village"]).first()
        if village is None:
            raise Refused(_("This village is no longer in your area."))
        self.hold(village, by)
        stored = self.model.objects.filter(village=village, name_key=fold(values["name"])).first()
        is_joined = stored is not None and not record and self._may_join(values, stored)
        if (stored is None) == bool(record) and not is_joined:
            raise Refused(_("The portal is no longer as the list found it. Upload the row again."))
        outcome, before = ImportRow.Outcome.UPDATED, {"year": values.get("year")}
        if stored is None:
            stored = self.add(village, values, batch)
            outcome, before = ImportRow.Outcome.CREATED, None
        if self.has_figures(values):
            self.state(stored, values | {"source": values.get("source") or f"{batch.number}"}, batch)
        return StoredRow(outcome, str(stored.pk), stored.version, before)

    def used(self, rows: list[ImportRow], batch: ImportBatch, by: User) -> dict[ImportRow, str]:
        own = {self.owner: OuterRef("pk"), "version__gt": 1}
        things = self.model.objects.editable_by(by).annotate(
            has_corrections=Exists(self.year_model.objects.filter(**own)),
            years_stated=Count("years", distinct=True),
        )
        things = self.rows_known(things).in_bulk([int(row.record) for row in rows])
        values = {row: import_rows.unsealed(row).get("values", {}) if row.sealed else None for row in rows}
        # Of a row whose values are no longer kept it is assumed that it brought figures.
        brought = Counter(row.record for row in rows if values[row] is None or self.has_figures(values[row]))
        reasons = {}
        for row in rows:
            thing = things.get(int(row.record))
            reasons[row] = self._why_not_taken_back(row, thing, values[row] or {}, brought[row.record])
        return {row: reason for row, reason in reasons.items() if reason}

    def _why_not_taken_back(self, row, thing, values, brought):
        is_new = row.outcome == ImportRow.Outcome.CREATED
        if thing is None:
            return _("it has been removed.")
        if thing.version != row.result_version:
            return _("it has since been changed.")
        if reason := self.went_on(thing, values, is_new):
            return reason
        # A thing that a row made goes with its figures, and has none of others then.
        is_corrected = thing.has_corrections or (is_new and thing.years_stated > brought)
        return _("its figures have since been corrected.") if is_corrected else ""

    def undo_row(self, row: ImportRow, before: dict[str, Any] | None, by: User) -> None:
        thing = self.model.objects.filter(pk=row.record).first()
        if thing is None:
            # Gone with the row of this list that made it.
            return
        years = thing.years.all() if before is None else thing.years.filter(year=before["year"])
        for stated in years:
            self.withdraw(stated, by)
        if before is None:
            self.remove(thing, gettext_noop("list taken back"), by)

    def links(self, rows: list[ImportRow], user: User) -> dict[str, str]:
        ids = [row.record for row in rows if row.record]
        things = self.model.objects.visible_to(user).filter(pk__in=ids)
        return {str(thing.pk): thing.get_absolute_url() for thing in things}
