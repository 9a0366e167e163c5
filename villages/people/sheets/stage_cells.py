"""What the cells of a row, or the list as a whole, say of stages: stage, days, ends, and ages by them."""

import functools
import re

from django.utils.translation import gettext as _

from desmigratif.ui.parsing import visible

from ...choices import StageKind
from ...lists.sheets import days, relatives, titles
from ...lists.sheets.cells import EMPTY
from ...lists.sheets.judging import ACCEPT, ACCEPT_CORRECTED, INCOMPLETE, REVIEW, Remark, shown
from ...lists.sheets.rows import NOTHING
from ..plausibility import Birth, doubts_of_journey, doubts_of_life, doubts_of_parent
from . import ends, journeys, list_stages, stage_marks, words
from .migration_fields import OF_MIGRANTS

EVENTS = ("end_on", "stage_on", "departed_on", "returned_on", "contract_ends_on", "consented_on")
#: Days that may lie ahead.
MAY_LIE_AHEAD = {"contract_ends_on"}
TRAVEL = ("departed_on", "returned_on")
#: Columns that only lists of children have.
OF_CHILDREN = frozenset(("orangtua", "ayah", "ibu", "pengasuh", "diasuh", "kelas", "wali"))
LEGEND = re.compile(r"\b(\w{1,3})\s*[=:]\s*([^,;/()=:]+)")
LONGEST_LEGEND = 300
LONGEST_NOTE = 2000


class StageCells:
    """The part of a reader of people that knows stages; `look_up_stages` sees all rows first."""

    def look_up_stages(self, rows):
        """What only whole columns tell: of whom the list is, whether its notes are stages, its own stage."""
        columns = list(self.titles.values())
        title = self.titles.get(self.mapping.get("full_name"))
        self.lists_relatives = relatives.are_listed(columns, self.mapping.get("full_name")) or (
            # `Nama Anggota Keluarga` alone names a household; under a title about relatives it is they.
            title is not None
            and relatives.is_name_of_relative(relatives.words_of(title))
            and list_stages.is_of_relatives(self.surroundings)
        )
        if not self.lists_relatives and self._are_children(columns):
            # `DATA ANAK PMI`, with a plain `Nama` beside the names of their parents.
            self.lists_relatives = True
            self.mapping = {key: index for key, index in self.mapping.items() if key not in OF_MIGRANTS}
        self.ties = relatives.tie_columns(columns) if self.lists_relatives else []
        has_stages = bool({"stage", *stage_marks.KEYS} & self.mapping.keys())
        self.notes_are_stages = not has_stages and self._notes_tell_stages(rows)
        self.stage_of_list, self.is_answered = "", False
        if not has_stages and not self.lists_relatives:
            answer = self.answers.get("stage_of_all", "")
            self.is_answered = answer in StageKind.values
            said, _is_likely = list_stages.of_list(title.title if title else "", self.surroundings)
            self.stage_of_list = answer if self.is_answered else said

    def _are_children(self, columns):
        """Whether the titles speak of relatives alone, "
        "and a column tells of parents or of who cares for them."""
        told = set().union(*(titles.words_of(column.title.replace("(", " ")) for column in columns))
        return bool(told & OF_CHILDREN) and list_stages.is_of_relatives(self.surroundings)

    def _notes_tell_stages(self, rows):
        if answer := self.answers.get("note_is_stage"):
            return answer == "yes"
        index = self.mapping.get("note", self.width)
        return words.are_stages([row.cells[index].text for row in rows if index < len(row.cells)])

    def read_stage(self, judged, cells):
        values = judged.values
        if "end" in cells:
            kind, remark = words.read_word("end", cells["end"].text, is_own=self.has_own_title("end"))
            self.add(judged, "end", cells["end"], remark)
            self.read_end(judged, "end", cells["end"], kind)
        if "stage" in cells and (kind := ends.in_status(cells["stage"].text)):
            self.read_end(judged, "stage", cells["stage"], kind)
            stage = words.stage_in(cells["stage"].text)[0]
            if stage in StageKind.values:
                values["stage"] = str(stage)
        elif "stage" in cells:
            self._stage_by_word(judged, cells["stage"])
        elif stage_marks.KEYS.keys() & cells.keys():
            self._stage_by_mark(judged, cells)
        elif under := self._stage_of_heading():
            values["stage"] = under
        elif self.stage_of_list:
            self._stage_by_title(judged, cells)
        elif self.notes_are_stages and "note" in cells:
            self._stage_by_note(judged, cells)
        if self.lists_relatives:
            values["is_family"] = True
            values.pop("stage", None)
        days_said = self._days(judged, cells)
        self._days_of_stage(judged, cells, days_said)

    def _stage_by_word(self, judged, cell):
        stage, remark = (self.stage_codes.get(cell.text.strip()) or "", None)
        if not stage:
            stage, remark = words.read_word("stage", cell.text, is_own=self.has_own_title("stage"))
        if stage == words.FAMILY:
            judged.values["is_family"] = True
        elif stage:
            judged.values["stage"] = str(stage)
        self.add(judged, "stage", cell, remark)

    def _stage_by_mark(self, judged, cells):
        stage, ticked = stage_marks.stage_of(cells)
        if stage:
            judged.values["stage"] = stage
        elif len(ticked) > 1:
            text = _("More than one stage is marked. Mark the one that applies today.")
            self.add(judged, ticked[0], cells[ticked[0]], Remark(REVIEW, "stage_same_day", text))

    @functools.cached_property
    def stage_codes(self):
        """`{code: stage}` by the title or a note: `Status (1=CPMI, 2=PMI, 3=Purna)`."""
        column = self.titles.get(self.mapping.get("stage"))
        for text in (column.title if column else "", *self.surroundings.texts):
            said = {code: words.stage_in(word)[0] for code, word in LEGEND.findall(text[:LONGEST_LEGEND])}
            if len(said) > 1 and all(said.values()):
                return said
        return {}

    def _stage_of_heading(self):
        """The stage that the heading between the rows names, as lists in parts have it."""
        said, _is_likely = list_stages.of_text(self.under) if self.under else (set(), False)
        if not said and self.under:
            said = {words.stage_in(text)[0] for text in self.under.split(" · ")} - {""}
        return said.pop() if len(said) == 1 and said <= set(StageKind.values) else ""

    def _days(self, judged, cells):
        """Reads the days of a row; returns `{key: cell}` of departure and return where they say anything."""
        self._split_journey(judged, cells)
        said = {}
        for key in EVENTS:
            if key in cells and self._event(judged, key, cells[key]) and key in TRAVEL:
                said[key] = cells[key]
        return said

    def _split_journey(self, judged, cells):
        cell = cells.get("journey")
        if cell is None or NOTHING.fullmatch(cell.text):
            return
        parts = journeys.parts_of(cell)
        if parts is None:
            self.keep_in_note(judged, "journey", cell.text)
            return
        for key, part in zip(TRAVEL, parts, strict=True):
            cells.setdefault(key, part)
        text = _("“%(value)s” was read as departure “%(departed)s” and return “%(returned)s”.")
        text %= {
            "value": shown(cell.text),
            "departed": shown(parts[0].text),
            "returned": shown(parts[1].text),
        }
        self.add(judged, "journey", cell, Remark(ACCEPT_CORRECTED, "text_split", text))

    def _days_of_stage(self, judged, cells, said):
        """The day of the stage, where departure or return is that day; a stage that only they tell."""
        values = judged.values
        if (
            not {"stage", *stage_marks.KEYS} & self.mapping.keys()
            and "stage" not in values
            and said
            and not values.get("is_family")
        ):
            returned = "returned_on" in said
            values["stage"] = (StageKind.RETURNED if returned else StageKind.ABROAD).value
            text = _("By the day of departure or return the stage is %s.")
            remark = Remark(ACCEPT, "stage_from_day", text % words.word("stage", StageKind(values["stage"])))
            self.add(judged, "returned_on" if returned else "departed_on", EMPTY, remark)
        own = {StageKind.ABROAD: "departed_on", StageKind.RETURNED: "returned_on"}.get(values.get("stage"))
        travel = {key: values.pop(key, None) for key in TRAVEL}
        self._check_ages(judged, cells, *travel.values())
        if values.get("end") and not own and "stage" not in values and "stage_on" in values:
            # The status is the end, and so is its day.
            values.setdefault("end_on", values.pop("stage_on"))
        if own and travel[own] and "stage_on" not in values:
            values["stage_on"] = travel[own]
        for key, cell in said.items():
            if travel[key] is None or travel[key] != values.get("stage_on"):
                self.kept.append((key, cell.text))

    def keep_rest(self, judged, row):
        """Keeps in the note what the register has no field for: other days, the tie of a relative."""
        for key, text in self.kept:
            self.keep_in_note(judged, key, text)
        self.kept = []
        for column in self.ties:
            cell = row.cells[column.index] if column.index < len(row.cells) else EMPTY
            if not NOTHING.fullmatch(cell.text):
                self._add_to_note(judged, column.parts[-1], cell.text)

    def keep_in_note(self, judged, key, text):
        column = self.titles.get(self.mapping.get(key, self.mapping.get("journey")))
        label = words.TRAVEL[key] if key in TRAVEL and key not in self.mapping else column.parts[-1]
        self._add_to_note(judged, label, text)

    @staticmethod
    def _add_to_note(judged, label, text):
        note = judged.values.get("note", "")
        added = visible(f"{label}: {text}")
        if len(note) + len(added) + 2 <= LONGEST_NOTE and added not in note:
            judged.values["note"] = f"{note}; {added}" if note else added

    def read_end(self, judged, key, cell, kind):
        """That the person died or moved away; taking the row records it (case O42)."""
        if kind and judged.values.setdefault("end", kind) == kind:
            day = ends.day_in(cell.text, self.background.today)
            if day:
                judged.values.setdefault("end_on", day)
            self.add(judged, key, cell, ends.question(cell, kind, day))

    def _stage_by_title(self, judged, cells):
        judged.values["stage"] = self.stage_of_list
        if self.is_answered:
            return
        text = _("By the title of the list or of its names everybody here is “%s”.")
        text %= words.word("stage", StageKind(self.stage_of_list))
        name = cells.get("full_name", EMPTY)
        self.add(judged, "full_name", name, Remark(ACCEPT_CORRECTED, "code_mapped", text))

    def _stage_by_note(self, judged, cells):
        cell = cells["note"]
        stage, is_all = words.stage_in(cell.text)
        if not stage:
            return
        if stage == words.FAMILY:
            judged.values["is_family"] = True
        else:
            judged.values["stage"] = str(stage)
        said = {"value": shown(cell.text), "stage": words.word("stage", stage)}
        if is_all:
            del cells["note"]
            is_answered = self.answers.get("note_is_stage") == "yes"
            text = _("“%(value)s” was read as the stage %(stage)s.")
            fate = ACCEPT_CORRECTED if is_answered else REVIEW
            self.add(judged, "note", cell, Remark(fate, "stage_from_note", text % said))
        else:
            text = _("“%(value)s” was read as the stage %(stage)s; the note is kept too. Is that right?")
            self.add(judged, "note", cell, Remark(REVIEW, "stage_from_note", text % said))

    def _check_ages(self, judged, cells, departed, returned):
        """Ages and the order of days, by the rules of the forms; taking the row says that it is right."""
        values, today = judged.values, self.background.today
        birth = Birth(values.get("birth_date"), values.get("birth_year"))
        kind = values.get("stage", "")
        since = values.get("stage_on") or (None if returned or kind == StageKind.RETURNED else today)
        known = {(StageKind.ABROAD, departed), (StageKind.RETURNED, returned)}
        if kind and not (kind == StageKind.ABROAD and departed):
            known.add((StageKind(kind), since))
        found = [*doubts_of_journey(departed, returned), *doubts_of_life(birth, known, today=today)]
        if "parent_birth_date" in cells:
            parent, year, _remark = days.read_day(cells["parent_birth_date"])
            found += doubts_of_parent(Birth(parent, year), birth)
        for kind, doubt in {doubt.kind: doubt for doubt in found}.items():
            key = "birth_date" if "birth_date" in cells else "birth_year"
            self.add(judged, key, cells.get(key, EMPTY), Remark(REVIEW, kind, doubt.text))

    def _event(self, judged, key, cell):
        """Reads one day; returns whether the cell says anything that can be read."""
        ends_at = None if key in MAY_LIE_AHEAD else self.background.today
        day, year, remark = days.read_event(cell, ends_at)
        if day and day > self.background.today and key not in MAY_LIE_AHEAD:
            day, remark = None, days.in_future(cell, REVIEW)
        if day:
            judged.values[key] = day
        elif remark is not None and self._asks_for_year(key) and key in TRAVEL:
            # A year is all that such a column asks for; it is kept in the note.
            year, remark = year or cell.text, None
        elif remark is not None and remark.fate == INCOMPLETE and year and key in (*TRAVEL, *MAY_LIE_AHEAD):
            # `Mei 2024` says no day; a journey and a contract are kept in the note as they are told.
            self.kept += [(key, cell.text)] if key in MAY_LIE_AHEAD else []
            remark = None
        elif remark is not None and remark.fate == INCOMPLETE:
            remark = remark._replace(fate=REVIEW)
        self.add(judged, key if key in self.mapping else "journey", cell, remark)
        return bool(day or year)

    def _asks_for_year(self, key):
        column = self.titles.get(self.mapping.get(key))
        return column is not None and bool(titles.words_of(column.title) & {"tahun", "bulan"})
