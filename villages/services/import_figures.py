"""Lists of village figures: one row states figures of one village on one day."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from desmigratif.accounts.models import User
from desmigratif.ui import formatting
from desmigratif.ui.refusals import Refused

from ..choices import ProfileKey
from ..lists.services.import_kinds import ListKind, StoredRow
from ..lists.services.imports import CHUNK
from ..lists.sheets.cells import Cell
from ..lists.sheets.field_reader import FieldReader
from ..lists.sheets.judging import IGNORE, REFUSE, REVIEW, Judged, Remark
from ..lists.sheets.rows import NOTHING
from ..models import ImportBatch, ImportRow, ProfileFigure, Village
from ..sheets import figures_schema
from ..sheets.figures_schema import FEMALE, MALE, PARTS, TOTAL, UNKNOWN, column_key
from .figures import FiguresOfVillage, Stated, record_figures_of_each, remove_figures


class FiguresList(ListKind):
    """What villages state of themselves; a row becomes the figures in it, named by their keys in `record`.

    Men and women are compared with the written total (case O17). Empty is not 0: half a figure is held,
    and whoever takes it keeps the rest of the total as people whose sex is not known.
    """

    key = "village_figures"
    label = gettext_lazy("Village figures")
    hint = gettext_lazy("Population, migrant workers and their families per village, with men and women.")
    day_label = gettext_lazy("Figures as of")
    permission = "villages.record_figures"
    schema = figures_schema.SCHEMA
    shown = ("village", "stated_on", "source")
    titled = 1

    def added(self, count: int) -> str:
        return ngettext("Figures of %s row added", "Figures of %s rows added", count) % formatting.number(
            count
        )

    def check(self, judged: Judged, cells: dict[str, Cell], reader: FieldReader) -> None:
        said = False
        for key in ProfileKey:
            figure = _FigureCells(key, judged, cells, reader)
            said = said or figure.is_said
            if stated := figure.read():
                judged.values[key] = stated
        day = judged.values.get("stated_on")
        if day and day > reader.background.today:
            text = _("The date %s is in the future. Write the day on which the figure was stated.")
            remark = Remark(REFUSE, "date_in_future", text % formatting.long_date(day))
            reader.add(judged, "stated_on", cells["stated_on"], remark)
        place = reader.places.by_code.get(judged.values.get("village"))
        if place and (on := day or reader.background.holds_on):
            text = _("Correct the day, or name the village of that time.")
            mends = dict.fromkeys(("village_ended", "village_not_yet_existing"), text)
            reader.ask_of_days(judged, cells, place, on, on, mends)
        if not said:
            judged.add("", "", "", Remark(IGNORE, "nothing_stated", _("The row states no figure.")))

    def mark_repeats(self, rows: list[Judged], reader: FieldReader) -> None:
        """A figure of one village, day and source twice: the same is passed over, another is not decided."""
        first_of = {}
        for judged in rows:
            place = (
                judged.values.get("village"),
                judged.values.get("stated_on"),
                judged.values.get("source"),
            )
            keys = [key for key in ProfileKey if key in judged.values]
            if not place[0] or judged.fate == REFUSE:
                continue
            repeated = [(key, first_of[place, key]) for key in keys if (place, key) in first_of]
            first_of |= {(place, key): judged for key in keys if (place, key) not in first_of}
            differing = [(key, first) for key, first in repeated if first.values[key] != judged.values[key]]
            for key, first in differing:
                self._ask_which(key, first, judged)
            if repeated and len(repeated) == len(keys) and not differing:
                judged.count_once(repeated[0][1])

    def _ask_which(self, key, first, later):
        """Two rows state a figure otherwise: which of them is right is not decided by their order."""
        text = _(
            "Row %(row)s also gives “%(figure)s” for this village, with a different number. Keep the "
            "right one."
        )
        remark = Remark(REFUSE, "figure_twice_in_file", text % {"figure": key.label, "row": first.number})
        later.add(key, "", self.text_of(key, later.values[key]), remark)
        text = _(
            "Row %(row)s gives “%(figure)s” with a different number. Accept this row only if it is the "
            "right one."
        )
        remark = Remark(REVIEW, "figure_twice_in_file", text % {"figure": key.label, "row": later.number})
        first.add(key, "", self.text_of(key, first.values[key]), remark)

    def records_of(self, rows: list[Judged], batch: ImportBatch) -> dict[int, str]:
        known = _StoredFigures([judged.values for judged in rows], batch)
        for judged in rows:
            self._compare(judged, known.of(judged.values))
        return {}

    def _compare(self, judged, known):
        stated = stated_in(judged.values)
        for key, said in stated.items():
            if key in known and known[key] != said:
                text = _(
                    "%(figure)s: the portal has %(known)s from this source and day. Give a corrected figure "
                    "a day or source of its own."
                ) % {"figure": ProfileKey(key).label, "known": self.text_of(key, known[key])}
                judged.add(key, "", self.text_of(key, said), Remark(REVIEW, "figure_differs", text))
                judged.is_takeable = False
        if stated and all(known.get(key) == said for key, said in stated.items()):
            text = _("The portal has these figures already.")
            judged.add("", "", "", Remark(IGNORE, "known_already", text))

    def store(self, rows: list[ImportRow], values: dict[int, dict[str, Any]], batch: ImportBatch) -> None:
        """Holds the villages in one order, so that two imports of the same figures see each other's."""
        held = Village.objects.filter(area__in={said["village"] for said in values.values()})
        list(held.select_for_update(of=("self",), no_key=True).order_by("pk").values_list("pk"))
        super().store(rows, values, batch)

    def store_together(
        self, rows: list[ImportRow], values: dict[int, dict[str, Any]], batch: ImportBatch
    ) -> list[StoredRow]:
        said = [values[row.pk] for row in rows]
        own = Village.objects.editable_by(batch.stored_by).filter(area__in={one["village"] for one in said})
        villages, known = {village.area_id: village for village in own}, _StoredFigures(said, batch)
        stating = []
        for one in said:
            if one["village"] not in villages:
                raise Refused(_("You may enter only for the villages of your own area."))
            there = known.of(one)
            stated = {key: figure for key, figure in stated_in(one).items() if there.get(key) != figure}
            if not stated:
                raise Refused(_("The portal has these figures already."))
            source = one.get("source") or f"{batch.original_name}, {batch.number}"
            stating.append(FiguresOfVillage(villages[one["village"]], stated, day_of(one, batch), source))
        return [
            StoredRow(ImportRow.Outcome.CREATED, " ".join(str(figure.pk) for figure in figures))
            for figures in record_figures_of_each(rows=stating, by=batch.stored_by)
        ]

    def undo(self, rows: list[ImportRow], batch: ImportBatch, by: User) -> None:
        numbers = [number for row in rows for number in row.record.split()]
        for start in range(0, len(numbers), CHUNK):
            figures = ProfileFigure.objects.filter(pk__in=numbers[start : start + CHUNK])
            if figures.exclude(village__in=Village.objects.editable_by(by)).exists():
                raise Refused(_("Some villages of this import are now outside your area."))
            remove_figures(figures=figures, by=by)

    def links(self, rows: list[ImportRow], user: User) -> dict[str, str]:
        first_of = {row.record.split()[0]: row.record for row in rows if row.record}
        figures = ProfileFigure.objects.filter(
            pk__in=first_of, village__in=Village.objects.visible_to(user)
        ).select_related("village")
        return {first_of[str(figure.pk)]: figure.village.get_absolute_url() for figure in figures}

    def columns_of(self, batch: ImportBatch) -> list[tuple[str, str]]:
        """The village, and what the list has a column for."""
        figures = [
            (key, key.label)
            for key in ProfileKey
            if any(column_key(key, part) in batch.mapping for part in PARTS)
        ]
        village, *others = super().columns_of(batch)
        return [village, *figures, *[(key, label) for key, label in others if key in batch.mapping]]

    def text_of(self, key: str, value: Any) -> str:
        if key not in ProfileKey.values or value is None:
            return super().text_of(key, value)
        return figure_text(Stated(*value))


class _FigureCells:
    """The cells of one figure in one row: men, women, sex unknown and total, as far as the list has them."""

    def __init__(self, key, judged, cells, reader):
        self.key, self.judged, self.reader = key, judged, reader
        self.cells = {part: cells[column_key(key, part)] for part in PARTS if column_key(key, part) in cells}
        self.numbers = {part: judged.values.pop(column_key(key, part), None) for part in PARTS}

    @property
    def is_faulty(self):
        """Whether a cell could not be read; what is missing then has been said already."""
        keys = {column_key(self.key, part) for part in PARTS}
        return self.judged.is_faulty(keys)

    @property
    def is_said(self):
        return self.is_faulty or any(not NOTHING.fullmatch(cell.text) for cell in self.cells.values())

    def read(self):
        """`Stated`, or None where nothing is said or it cannot be taken; the remarks are with the row."""
        male, female, unknown, total = (self.numbers[part] for part in PARTS)
        by_sex = (male or 0) + (female or 0) + (unknown or 0)
        if self.is_faulty or not self.is_said:
            return None
        if total is None:
            if self._refuse_incomplete():
                return None
            return Stated(by_sex, male, female)
        if by_sex > total:
            self._add(TOTAL, REFUSE, "sum_mismatch", _("Correct the wrong number."))
            return None
        halves = [part for part in (MALE, FEMALE) if part in self.cells and self.numbers[part] is None]
        if len(halves) == 1:
            self._add_missing(halves[0])
        elif (male is not None or unknown is not None) and by_sex != total:
            self._add(TOTAL, REVIEW, "sum_mismatch", self._if_taken(total - by_sex))
        return Stated(total, male, female)

    def _refuse_incomplete(self):
        """Without total both men and women are needed."""
        missing = [part for part in (MALE, FEMALE) if self.numbers[part] is None]
        for part in missing:
            text = _("“%(column)s” is not given, so there is no total. Write it, or the total.")
            self._note(part, Remark(REFUSE, "value_missing", text % {"column": self._label(part)}))
        return bool(missing)

    def _add_missing(self, part):
        text = _(
            "“%(column)s” is empty, and empty is not 0. Fill in the cell. Accepted as it is, the rest of "
            "the total is kept as people whose sex is not known."
        )
        self._note(part, Remark(REVIEW, "value_missing", text % {"column": self._label(part)}))

    def _if_taken(self, rest):
        return ngettext(
            "Correct the wrong number. Accepted as it is, %s person is recorded whose sex is not known.",
            "Correct the wrong number. Accepted as it is, %s people are recorded whose sex is not known.",
            rest,
        ) % formatting.number(rest)

    def _add(self, part, fate, kind, mend):
        parts = [self.numbers[one] for one in (MALE, FEMALE, UNKNOWN) if self.numbers[one] is not None]
        said = {
            "figure": self.key.label,
            "sum": " + ".join(formatting.number(number) for number in parts),
            "found": formatting.number(sum(parts)),
            "written": formatting.number(self.numbers[TOTAL]),
        }
        text = _("%(figure)s: %(sum)s = %(found)s, but the total says %(written)s.") % said
        self._note(part, Remark(fate, kind, f"{text} {mend}"))

    def _label(self, part):
        return self.reader.schema.field(column_key(self.key, part)).label

    def _note(self, part, remark):
        key, cell = column_key(self.key, part), self.cells.get(part)
        if cell is None:
            self.judged.add(key, "", "", remark)
        else:
            self.reader.add(self.judged, key, cell, remark)


def stated_in(values: Mapping[str, Any]) -> dict[str, Stated]:
    """`{key: Stated}` of the values of a row, fresh or as they were kept."""
    return {key: Stated(*values[key]) for key in ProfileKey.values if values.get(key)}


def day_of(values: Mapping[str, Any], batch: ImportBatch) -> date | None:
    return values.get("stated_on") or batch.holds_on


class _StoredFigures:
    """What the portal has of the villages and days of some rows; one question for all of them.

    A row that names no source is from the file, whichever import brought it.
    """

    def __init__(self, values, batch):
        self.batch = batch
        self.figures = {}
        codes = {said.get("village") for said in values}
        days = {day_of(said, batch) for said in values}
        found = ProfileFigure.objects.filter(village__area__in=codes - {None}, stated_on__in=days)
        for figure in found.select_related("village"):
            self.figures.setdefault((figure.village.area_id, figure.stated_on), []).append(figure)

    def of(self, values):
        """`{key: Stated}` of the village of a row, from its source and day."""
        return {
            figure.key: Stated(figure.value, figure.male, figure.female)
            for figure in self.figures.get((values.get("village"), day_of(values, self.batch)), ())
            if self._is_source(figure.source, values.get("source"))
        }

    def _is_source(self, source, said):
        return source == said if said else source.startswith(f"{self.batch.original_name}, IMP-")


def figure_text(stated: Stated) -> str:
    """`10 (L 3, P 7)`: the total, and by sex as far as that is said; the three add up."""
    if stated.male is None and stated.female is None:
        return formatting.number(stated.value)
    rest = stated.value - (stated.male or 0) - (stated.female or 0)
    said = {
        "total": formatting.number(stated.value),
        "male": formatting.number(stated.male),
        "female": formatting.number(stated.female),
        "unknown": formatting.number(rest),
    }
    if rest:
        return _("%(total)s (male %(male)s, female %(female)s, unknown %(unknown)s)") % said
    return _("%(total)s (male %(male)s, female %(female)s)") % said
