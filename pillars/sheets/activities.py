"""One row of a list of activities, cell by cell."""

import difflib
import functools
import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from desmigratif.ui import parsing
from desmigratif.ui.formatting import number, rupiah, short_date
from villages.codes import regency_of
from villages.lists.services.import_kinds import Background
from villages.lists.sheets import day_parts, days, readers
from villages.lists.sheets.amounts import amount
from villages.lists.sheets.cells import EMPTY, cell_of
from villages.lists.sheets.field_reader import FieldReader
from villages.lists.sheets.judging import (
    ACCEPT_CORRECTED,
    COUNT_READ,
    IGNORE,
    INCOMPLETE,
    REFUSE,
    REVIEW,
    Judged,
    Remark,
    shown,
)
from villages.lists.sheets.layout import excerpt
from villages.lists.sheets.places import NEAR, plain
from villages.lists.sheets.rows import NOTHING
from villages.lists.sheets.schema import YEAR
from villages.lists.sheets.titles import words_of

from ..choices import Progress
from . import pillar_words
from .activity_amounts import AmountUnits, SourceColumns, items_of
from .pillar_words import NUMBERS, NUMERALS
from .sources import says_apbd_alone
from .totals import SEXES, TOTAL, invited_in, read_in_one_cell, read_total

#: Between the villages of one cell; a comma only where whole codes or names stand around it.
BETWEEN = re.compile(r"\s*(?:[|;\n&]|\bdan\b)\s*")
#: The district beside a village in one cell: no village of its own.
#: `TW II 2026`, `Semester 1`, `Triwulan III s.d. IV`.
PART_OF_YEAR = re.compile(
    r"(?:tri ?wulan|tw|semester|smt|kuartal|q|caturwulan)\W*(?:ke\W*)?(?:i{1,3}|iv|[1-4])\b"
    r"(?:\W*(?:s\W?d|dan|-|–|/)\W*(?:tw|triwulan)?\W*(?:i{1,3}|iv|[1-4])\b)?\W*(?:tahun\W*)?(?:20\d\d)?",
    re.I,
)
DISTRICT = re.compile(r"kec(amatan)?\b", re.I)


@dataclass
class ActivityBackground(Background):
    """Also the pillars, types and organisations that a row may name."""

    pillars: list = field(default_factory=list)
    types: list = field(default_factory=list)
    organisations: list = field(default_factory=list)


class ActivityReader(FieldReader):
    """Reads a row of a list of activities; a cell may name several villages.

    Amounts are read in the unit of the list (O27), and lines with the items of an activity are none (O28).
    """

    def look_up(self, rows):
        if "start_on" in self.mapping:
            # The days say it, whatever year the list is called by.
            self.said_for_all.pop("budget_year", None)
        self.units = AmountUnits(self, rows)
        self.items = items_of(self, rows)
        self.side_by_side = SourceColumns(self)

    def __call__(self, row):
        if row.number in self.items.numbers:
            judged = Judged(row.number)
            text = _("The line is an item of the activity above it, not an activity of its own.")
            judged.add("title", "", excerpt(row.cells), Remark(IGNORE, "item", text))
            return judged
        self.units.begin(row)
        judged = super().__call__(row)
        self.side_by_side.read(judged, row, self)
        self.items.check(judged, self)
        return judged

    def _read(self, judged, one, cell):
        if one.key == "start_on" and "end_on" not in self.mapping and (span := days.read_span(cell)):
            judged.values["start_on"], judged.values["end_on"], remark = span
            self.add(judged, one.key, cell, remark)
            return
        if one.key == "start_on" and self._is_month_alone(judged, cell):
            return
        if one.key == TOTAL and (
            read_in_one_cell(judged, cell, (*SEXES, TOTAL), self) or self._is_of_invited(judged, cell)
        ):
            return
        if one.key == "source" and says_apbd_alone(cell.text) and (answer := self.answers.get("apbd")):
            judged.values["source"] = answer
            return
        if one.read is not amount:
            super()._read(judged, one, cell)
            return
        value, remark = self.units.amount(one.key, cell)
        if value is not None:
            judged.values[one.key] = value
        self.add(judged, one.key, cell, remark)

    def _is_of_invited(self, judged, cell):
        """`Undangan 25 orang`: how many were to come, which is the number as long as it lies ahead."""
        said = invited_in(cell.text)
        if said is None:
            return False
        count, is_attended = said
        judged.values[TOTAL] = count
        start, status = judged.values.get("start_on"), judged.values.get("status")
        is_ahead = status == Progress.PLANNED or (start and start > self.background.today)
        text = _("“%(value)s” was read as %(count)s.")
        text %= {"value": shown(cell.text), "count": number(count)}
        if not is_attended and not is_ahead:
            mend = _("So many were invited. Correct it to those who came, or accept it as it is.")
            text = f"{text} {mend}"
        fate = ACCEPT_CORRECTED if is_attended or is_ahead else REVIEW
        self.add(judged, TOTAL, cell, Remark(fate, COUNT_READ, text))
        return True

    def _is_month_alone(self, judged, cell):
        """`April 2026`, `TW II` are no days, "
        "and say the budget year of a row that waits until it is taken."""
        text = cell.text[: days.LONGEST].strip()
        if PART_OF_YEAR.fullmatch(text) and (said := self._year_of(text)):
            day, year, remark = days.read_day(cell_of(said))
        elif any(map(parsing.month_of, re.findall(r"[^\W\d_]+", text))):
            day, year, remark = days.read_day(cell)
        else:
            return False
        if day or year is None or readers.year(cell_of(str(year)))[0] is None:
            return False
        judged.values["budget_year"] = year
        if self.row.origin and (title := judged.values.get("title")):
            # One line of a plan, held in several months: each is an activity of its own.
            judged.values["title"] = f"{title} ({cell.text})"
        mend = _("Accepted as it is, the activity has no day yet, and is of the budget year %s.") % year
        self.add(judged, "start_on", cell, remark._replace(fate=REVIEW, text=f"{remark.text} {mend}"))
        return True

    def _year_of(self, text):
        """The year that a part of it names, else that of the list; or an empty text."""
        said = YEAR.search(text)
        return said[0] if said else day_parts.year_of(self.surroundings.texts)

    def read_village(self, judged, cells):
        """Puts the codes of the villages into `villages`, and their names for the screen into `village`."""
        texts = {
            key: "" if NOTHING.fullmatch(cells[key].text) else cells[key].text
            for key in ("village_code", "village", "district")
            if key in cells
        }
        codes, names = (_several(texts.get(key, "")) for key in ("village_code", "village"))
        parts = [part.strip() for name in names for part in name.split("/")]
        is_pair = {"kecamatan", "desa"} <= words_of(self.column_of("village"))
        if (
            len(parts) > len(names)
            and not is_pair
            and all(plain(part) in self.places.by_name for part in parts)
        ):
            names = parts
        if max(len(codes), len(names)) < 2:
            super().read_village(judged, cells)
            found = [judged.values.pop("village", "")]
        else:
            found = self._find_several(judged, cells, codes, names, _several(texts.get("district", "")))
        found = list(dict.fromkeys(filter(None, found)))
        if not found:
            return
        judged.values["villages"] = found
        judged.values["village"] = ", ".join(self.places.by_code[code].name for code in found)
        if len({regency_of(code) for code in found}) > 1:
            text = _(
                "All villages of an activity must be in one regency. Record a joint activity once in "
                "each regency."
            )
            self.add(judged, *self.where(cells), Remark(REFUSE, "several_regencies", text))

    def _find_several(self, judged, cells, codes, names, districts):
        """One code after the other; names and districts stand beside them where there are as many."""
        count = len(codes) or len(names)
        codes, names, districts = (
            part if len(part) == count else part * count if len(part) == 1 else [""] * count
            for part in (codes, names, districts)
        )
        for asked in zip(codes, names, districts, strict=True):
            code, remark = self.places.find(*asked)
            self.add(judged, *self.where(cells), remark)
            yield code

    def where(self, cells):
        key = "village_code" if "village_code" in cells else "village"
        return key, cells[key]

    def read_pillar(self, judged, cell):
        """The pillar by numeral, number or name; without one there is no activity."""
        if NOTHING.fullmatch(cell.text) and self._is_by_name(judged):
            return
        said = re.sub(r"^(pilar|pillar)\b", "", cell.text.strip().replace("_", " "), flags=re.I).strip(" .:-")
        word = readers.plain_word(said)
        first = re.match(r"(?:iv|i{1,3}|[1-4])\b", said, re.I)
        number = NUMBERS.get(first[0].casefold(), first[0]) if first else None
        for pillar in self.background.pillars:
            names = {readers.plain_word(name) for name in (pillar.name, pillar.name_en)}
            if word in names or (number is not None and str(number) == str(pillar.number)):
                judged.values["pillar"] = pillar.number
                return
        if meant := pillar_words.number_in(said):
            judged.values["pillar"] = meant
            text = _("“%(value)s” was read as pillar %(pillar)s.")
            text %= {"value": shown(cell.text), "pillar": NUMERALS[meant]}
            self.add(judged, "pillar", cell, Remark(ACCEPT_CORRECTED, "code_mapped", text))
            return
        text = _("“%(value)s” is not a pillar. Write one of: %(words)s.") % {
            "value": shown(cell.text),
            "words": ", ".join(f"{pillar.code} ({pillar})" for pillar in self.background.pillars),
        }
        self.add(judged, "pillar", cell, Remark(REFUSE, "code_unknown", text))

    def _is_by_name(self, judged):
        """Whether what the activity is about tells its pillar, where the page was told that it may."""
        title = judged.values.get("title", "")
        if not self.answers.get("pillar_by_name"):
            return False
        if meant := pillar_words.by_subject(title) or self._pillar_of_title:
            judged.values["pillar"] = meant
            text = _("By its name the activity is of pillar %s.") % NUMERALS[meant]
            self.add(judged, "title", cell_of(title), Remark(ACCEPT_CORRECTED, "pillar_by_name", text))
        return meant is not None

    @functools.cached_property
    def _pillar_of_title(self):
        """The pillar that the titles above the list are about; None for none and several."""
        return self.surroundings.only_one_read(pillar_words.by_subject) or None

    def read_type(self, judged, cell):
        """The type by its name within the pillar; an unknown one stays open, to be chosen before sending."""
        if cell is None or NOTHING.fullmatch(cell.text) or "pillar" not in judged.values:
            return
        types = [one for one in self.background.types if one.pillar.number == judged.values["pillar"]]
        names = {readers.plain_word(name): one for one in types for name in (one.name, one.name_en)}
        word = readers.plain_word(cell.text)
        if word in names:
            judged.values["type"] = names[word].pk
        elif near := difflib.get_close_matches(word, names, n=1, cutoff=NEAR):
            judged.values["type"] = names[near[0]].pk
            text = _("“%(value)s” is not an activity type. Did you mean “%(type)s”?")
            text %= {"value": shown(cell.text), "type": names[near[0]]}
            self.add(judged, "type", cell, Remark(REVIEW, "type_similar", text))
        else:
            text = _(
                "“%(value)s” is not a type of this pillar; the type is left empty. Known types: %(list)s."
            )
            text %= {"value": shown(cell.text), "list": "; ".join(map(str, types))}
            self.add(judged, "type", cell, Remark(INCOMPLETE, "type_unknown", text))

    def read_organiser(self, judged, cell):
        if cell is None or NOTHING.fullmatch(cell.text):
            return
        word = readers.plain_word(cell.text)
        for organisation in self.background.organisations:
            if word in (readers.plain_word(organisation.name), readers.plain_word(organisation.short_name)):
                judged.values["organiser"] = organisation.pk
                return
        text = _("“%s” is not an organisation of the portal; the organiser is left empty.") % shown(cell.text)
        self.add(judged, "organiser", cell, Remark(INCOMPLETE, "organiser_unknown", text))


def _several(text):
    """The villages of one cell."""
    parts = [part for part in BETWEEN.split(text) if part]
    whole = []
    for part in parts:
        pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
        # `35,04,14,2011` is one code with commas for points.
        whole += pieces if all(_is_whole(piece) for piece in pieces) else [part]
    return whole


def _is_whole(piece):
    if DISTRICT.match(piece):
        return False
    return any(mark.isalpha() for mark in piece) or len(re.sub(r"\D", "", piece)) >= len("3504142011")


def check_row(judged, cells, reader):
    """Everything of a row that needs more than one cell, and what follows where the list says nothing."""
    reader.read_pillar(judged, cells.get("pillar", EMPTY))
    reader.read_type(judged, cells.get("type"))
    reader.read_organiser(judged, cells.get("organiser"))
    _check_days(judged, cells, reader)
    _check_spending(judged, cells, reader)
    _check_village_days(judged, cells, reader)
    _read_counts(judged, cells, reader)


def _check_days(judged, cells, reader):
    values, assumed = judged.values, []
    start, end = values.get("start_on"), values.get("end_on")
    if start and end is None and "end_on" not in reader.mapping:
        # A list with one column for the day tells of activities of one day.
        values["end_on"] = end = start
        assumed.append("end_on")
    if start and end and end < start:
        text = _("The end date %(end)s is before the start date %(start)s. Correct one of the two.")
        text %= {"end": short_date(end), "start": short_date(start)}
        reader.add(judged, "end_on", cells["end_on"], Remark(REFUSE, "ends_before_start", text))
    if start and "budget_year" not in values and not _is_faulty(judged, "budget_year"):
        values["budget_year"] = start.year
        assumed.append("budget_year")
    if start and "status" not in values and not _is_faulty(judged, "status"):
        values["status"] = _status_on(reader.background.today, start, end or start)
        assumed.append("status")
    if not start and "budget_year" in reader.said_for_all and not _is_faulty(judged, "start_on"):
        text = _("Accepted as it is, the activity has no day yet, and is of the budget year %s.")
        text %= values.get("budget_year", "–")
        reader.add(judged, "start_on", EMPTY, Remark(REVIEW, "date_incomplete", text))
    values["assumed"] = assumed


def _check_spending(judged, cells, reader):
    plan, actual = judged.values.get("plan"), judged.values.get("actual")
    if plan and actual and actual > plan:
        text = _("%(actual)s of %(plan)s was spent, that is %(share)s. Is that right?")
        text %= {"actual": rupiah(actual), "plan": rupiah(plan), "share": f"{actual * 100 // plan} %"}
        reader.add(judged, "actual", cells["actual"], Remark(REVIEW, "spent_more_than_planned", text))


def _is_faulty(judged, key):
    return any(note.key == key for note in judged.notes)


def _status_on(today, start, end):
    if start > today:
        return Progress.PLANNED.value
    return Progress.DONE.value if end <= today else Progress.RUNNING.value


def _check_village_days(judged, cells, reader):
    """A village that did not exist on the days of the activity is asked about (cases O11, O29)."""
    start, end = judged.values.get("start_on"), judged.values.get("end_on")
    text = _("Correct the date, or name the village of that time; as it is, the draft cannot be sent.")
    mends = dict.fromkeys(("village_ended", "village_not_yet_existing"), text)
    for code in judged.values.get("villages", ()):
        reader.ask_of_days(judged, cells, reader.places.by_code[code], start, end or start, mends)


def _read_counts(judged, cells, reader):
    """The head counts of the one village; of several villages together they cannot be told apart."""
    read_total(judged, cells, reader)
    said = [sex for sex in SEXES if judged.values.get(sex) is not None]
    if said and len(judged.values.get("villages", ())) > 1:
        text = _(
            "The head counts are of several villages together. Accepted as it is, the row is stored "
            "without them; bring them by village with a list of head counts."
        )
        key = next((sex for sex in said if sex in cells), "total")
        reader.add(judged, key, cells[key], Remark(REVIEW, "counts_of_several_villages", text))
        for sex in said:
            del judged.values[sex]
    elif said:
        judged.values["heads"] = [judged.values.get(sex) for sex in SEXES]
