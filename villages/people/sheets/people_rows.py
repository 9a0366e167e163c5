"""One row of a list of people, cell by cell.

Values are ready to be stored: `nik` and `household` as digits, `village` as code, dates as `date`, fixed
lists as in `villages.choices`; a key is there only if the row says something. A relative of a migrant
worker has `is_family` and no `stage`.
"""

import functools
import re
import uuid

from django.utils.translation import gettext as _

from desmigratif.ui.parsing import visible
from desmigratif.ui.spreadsheets import unguarded

from ...choices import EndKind, Sex
from ...lists.sheets import days
from ...lists.sheets.cells import EMPTY
from ...lists.sheets.judging import ACCEPT_CORRECTED, INCOMPLETE, REFUSE, REVIEW, Judged, Remark, shown
from ...lists.sheets.readers import cleaned
from ...lists.sheets.rows import NOTHING, RowReader
from .. import countries, names, nik
from . import ends, identities, list_stages, neighbourhoods, sexes, words
from .people_schema import SCHEMA
from .stage_cells import StageCells

#: Longest text that the register keeps of a field.
LENGTHS = {"hamlet": 100, "address": 200, "phone_raw": 100, "sector": 120, "placed_by": 120}
LONGEST_NOTE = 2000
LONGEST_COUNTRY = 100
TEXTS = (*LENGTHS, "note")
LISTS = ("education", "placement", "route", "return_reason", "is_insured", "is_family")
YES_OR_NO = ("is_insured", "is_family")
RT_OR_RW = re.compile(r"^\s*r[tw][\s.:]*", re.I)
FIRST_BIRTH_YEAR = 1900


class PeopleReader(StageCells, RowReader):
    """One row after the other, each cell by the rule of its field and those that belong together at once."""

    def __init__(self, columns, mapping, background, *_schema_and_check):
        super().__init__(columns, mapping, background)
        self.own_titles = {one.key: one.titles[:2] for one in SCHEMA.fields}
        if "register_number" in mapping:
            # What the portal itself wrote is text, whatever it begins with.
            self.names = ()

    def look_up(self, rows):
        """What only whole columns tell: the letters for men and women, whether the notes are the stages."""
        self.letters = sexes.SexLetters()
        if "sex" in self.mapping:
            index = self.mapping["sex"]
            texts = [row.cells[index].text for row in rows if index < len(row.cells)]
            title = self.titles[index].title if index in self.titles else ""
            self.letters = sexes.letters_of(
                title,
                [text for text in texts if text],
                self.answers.get("sex_p", ""),
                self.surroundings.texts,
            )
            self.letters.is_own = self.has_own_title("sex")
        self.look_up_stages(rows)

    def __call__(self, row):
        judged = Judged(row.number)
        self.kept = []
        cells = self.cells_of(judged, row)
        self._register_number(judged, cells)
        self._name(judged, cells)
        self._sex(judged, cells)
        self._numbers(judged, cells)
        self._birth(judged, cells)
        self._check_numbers(judged, cells)
        self.read_village(judged, cells)
        self.read_stage(judged, cells)
        self.check_home(judged, cells, judged.values.get("stage_on"))
        self._neighbourhood(judged, cells)
        self._rest(judged, cells)
        self.keep_rest(judged, row)
        self.note_hidden(judged, row)
        return judged

    def add(self, judged, key, cell, remark):
        """Of people of the register the list need not say all, and only what differs is looked at."""
        is_known = "register_number" in judged.values
        if not (is_known and remark is not None and remark.fate in (ACCEPT_CORRECTED, INCOMPLETE)):
            super().add(judged, key, cell, remark)

    def _register_number(self, judged, cells):
        cell = cells.get("register_number")
        if cell is None or NOTHING.fullmatch(cell.text):
            return
        try:
            judged.values["register_number"] = str(uuid.UUID(cell.text))
        except ValueError:
            text = _(
                "“%s” is not a person number of the portal. Copy it from the download, or clear the "
                "cell to register a new person."
            ) % shown(cell.text)
            self.add(judged, "register_number", cell, Remark(REFUSE, "number_unreadable", text))

    def _name(self, judged, cells):
        cell = cells.get("full_name")
        if cell is None:
            return
        try:
            name = names.clean(unguarded(cell.text))
        except names.NameRefused as refused:
            remark = Remark(REFUSE, "name_invalid", shown(refused.message))
            self.add(judged, "full_name", cell, remark)
            return
        living = ends.out_of_name(name)
        if living != name:
            self.read_end(judged, "full_name", cell, EndKind.DIED)
            name = living
        judged.values["full_name"] = name
        if name != str(cell.value):
            text = _("Spaces and invisible characters were removed: “%s”.") % shown(name)
            self.add(judged, "full_name", cell, Remark(ACCEPT_CORRECTED, "name_cleaned", text))
        if any(mark.isdigit() for mark in name):
            text = _("“%s” contains a digit, which names rarely do. Is it the whole name and nothing else?")
            self.add(judged, "full_name", cell, Remark(REVIEW, "name_unusual", text % shown(name)))

    def _sex(self, judged, cells):
        if "sex_male" in cells and "sex_female" in cells:
            sex, remark = sexes.by_mark(cells["sex_male"], cells["sex_female"])
            judged.values["sex"] = sex or Sex.UNKNOWN.value
            self.add(judged, "sex_male", cells["sex_male"], remark or (None if sex else self._no_sex()))
        elif "sex" in cells:
            cell = cells["sex"]
            sex, remark = sexes.read(cell.text, self.letters) if cell.text else ("", None)
            judged.values["sex"] = sex or Sex.UNKNOWN.value
            self.add(judged, "sex", cell, remark or (None if sex else self._no_sex()))

    @staticmethod
    def _no_sex():
        text = _("The sex is not given and remains unknown. Write L or P.")
        return Remark(INCOMPLETE, "code_unknown", text)

    def _numbers(self, judged, cells):
        is_known = "register_number" in judged.values and "nik" in cells
        if is_known and identities.says_on_file(cells["nik"]):
            del cells["nik"]
        for key, read in (("nik", identities.read_nik), ("household", identities.read_household)):
            if key in cells:
                digits, remark = read(cells[key])
                if digits:
                    judged.values[key] = digits
                self.add(judged, key, cells[key], remark)
        if "nik" in cells:
            self.add(judged, "nik", cells["nik"], identities.beyond_doubt(cells["nik"]))

    def _birth(self, judged, cells):
        if "birth_date" in cells:
            self._birth_date(judged, cells["birth_date"])
        elif "age" in cells and not NOTHING.fullmatch(cells["age"].text):
            text = _("“%s” is an age: the birth date is not given and remains unknown.") % shown(
                cells["age"].text
            )
            self.add(judged, "age", cells["age"], Remark(INCOMPLETE, "date_missing", text))
        if "birth_year" in cells and not NOTHING.fullmatch(cells["birth_year"].text):
            self._birth_year(judged, cells["birth_year"])

    def _birth_date(self, judged, cell):
        day, year, remark = days.read_day(cell, judged.values.get("nik", ""))
        if day and day > self.background.today:
            day, remark = None, days.in_future(cell, REFUSE)
        if day is None and year is None and remark is None:
            text = _("The birth date is not given and remains unknown.")
            remark = Remark(INCOMPLETE, "date_missing", text)
        if day:
            judged.values["birth_date"] = day
        if day or year:
            judged.values["birth_year"] = day.year if day else year
        self.add(judged, "birth_date", cell, remark)

    def _birth_year(self, judged, cell):
        this_year, born = self.background.today.year, judged.values.get("birth_date")
        if not re.fullmatch(r"[0-9]{4}", cell.text) or not FIRST_BIRTH_YEAR <= int(cell.text) <= this_year:
            text = _("“%(typed)s” is not a year from 1900 to %(year)s. Example: 1985")
            text %= {"typed": shown(cell.text), "year": this_year}
            self.add(judged, "birth_year", cell, Remark(REFUSE, "date_invalid", text))
        elif born and born.year != int(cell.text):
            text = _("The birth date says %(date)s, the birth year %(year)s. The date is used.")
            text %= {"date": born.year, "year": cell.text}
            self.add(judged, "birth_year", cell, Remark(REVIEW, "year_mismatch", text))
        else:
            judged.values["birth_year"] = int(cell.text)

    def _check_numbers(self, judged, cells):
        """NIK against KK, birth date and sex: places may have been changed; a mismatch is only shown."""
        values = judged.values
        digits, household = values.get("nik"), values.get("household")
        born, sex = values.get("birth_date"), values.get("sex")
        if not digits:
            return
        if digits == household:
            text = _("NIK and KK number are the same. Write the NIK of the person from the KTP.")
            self.add(judged, "nik", cells["nik"], Remark(REFUSE, "nik_equals_kk", text))
            return
        if any(note.kind == "nik_impossible" for note in judged.notes):
            return
        doubts = list(nik.doubts(digits, birth_date=born, sex=sex))
        if doubts and household and born and identities.fits(household, born, sex):
            values["nik"], values["household"] = household, digits
            text = _(
                "KK number and NIK have changed places: the KK number fits birth date and sex. Swap them?"
            )
            self.add(judged, "nik", cells["nik"], Remark(REVIEW, "kk_nik_swapped", text))
            return
        for doubt in doubts:
            kind = "nik_sex_mismatch" if doubt.kind == "sex" else "nik_birthdate_mismatch"
            text = _("%s The KTP decides; a NIK is kept even when a birth date is corrected.") % doubt.text
            self.add(judged, "nik", cells["nik"], Remark(REVIEW, kind, text))

    def _neighbourhood(self, judged, cells):
        judged.values |= neighbourhoods.in_heading(self.under, {*self.mapping}) if self.under else {}
        for key in ("rt_rw", "rt", "rw"):
            if key not in cells:
                continue
            found = neighbourhoods.read(cells[key], key)
            for name, value in (("rt", found.rt), ("rw", found.rw)):
                if value:
                    judged.values.setdefault(name, value)
            if found.rest:
                self._keep_beside(judged, cells, found.rest)
            self.add(judged, key, cells[key], found.remark)
        in_address = neighbourhoods.in_address(cells["address"].text) if "address" in cells else None
        if in_address and not {"rt_rw", "rt", "rw"} & cells.keys():
            judged.values["rt"], judged.values["rw"] = in_address

    @staticmethod
    def _keep_beside(judged, cells, rest):
        """What stood beside RT and RW, in the first field of the address that says nothing."""
        filled = {key for key in ("hamlet", "address", "note") if cells.get(key, EMPTY).text}
        key = next((key for key in ("hamlet", "address", "note") if key not in filled), None)
        if key:
            judged.values[key] = rest

    def _rest(self, judged, cells):
        for key in LISTS:
            if key in cells:
                value, remark = words.read_word(key, cells[key].text, is_own=self.has_own_title(key))
                if value:
                    # Whoever is family by the word of the stage is so, whatever this column says.
                    judged.values.setdefault(key, value == words.YES if key in YES_OR_NO else str(value))
                if remark is not None and remark.fate == REFUSE:
                    # A person is not left out for the name of a school; taken, the word goes to the note.
                    self.kept.append((key, cells[key].text))
                    remark = remark._replace(fate=REVIEW)
                self.add(judged, key, cells[key], remark)
        if "country" in cells:
            self._country(judged, cells["country"])
        elif "country" not in self.mapping and not self.lists_relatives and judged.values.get("stage"):
            self._country_beside(judged)
        if "placed_by" in cells and "placement" not in cells:
            self._placement(judged, cells)
        for key in TEXTS:
            if key in cells and not NOTHING.fullmatch(cells[key].text):
                self._text(judged, key, cells[key])

    def _country(self, judged, cell):
        try:
            code = countries.read(cell.text[:LONGEST_COUNTRY])
        except countries.CountryUnknown as unknown:
            self.add(judged, "country", cell, Remark(REVIEW, "country_unknown", str(unknown)))
            return
        if code:
            judged.values["country"] = code

    def _country_beside(self, judged):
        """The country that a heading above the row or the titles of the list say."""
        under = filter(None, map(list_stages.country_in, reversed(self.under.split(" · "))))
        if code := next(under, "") or self._country_of_list:
            judged.values["country"] = code
            text = _("By the title of the list or the heading above the row the country is %s.")
            remark = Remark(ACCEPT_CORRECTED, "country_of_list", text % countries.name(code))
            self.add(judged, "full_name", EMPTY, remark)

    @functools.cached_property
    def _country_of_list(self):
        return list_stages.country_of_list(self.surroundings)

    def _placement(self, judged, cells):
        """`G to G` or `mandiri` in a column of companies says who placed somebody, and names no company."""
        cell = cells["placed_by"]
        value, _fate = words.list_of("placement").find(cell.text)
        if value:
            judged.values["placement"] = str(value)
            text = _("“%(value)s” was read as %(word)s.")
            text %= {"value": shown(cell.text), "word": words.word("placement", value)}
            self.add(judged, "placed_by", cell, Remark(ACCEPT_CORRECTED, "code_mapped", text))
            del cells["placed_by"]

    def _text(self, judged, key, cell):
        text, longest = as_read(key, cell.text), LENGTHS.get(key, LONGEST_NOTE)
        if len(text) > longest:
            said = _("The text has %(count)s characters, at most %(longest)s fit. Shorten it.")
            said %= {"count": len(text), "longest": longest}
            self.add(judged, key, cell, Remark(REFUSE, "text_too_long", said))
        elif text:
            judged.values[key] = text
            self.add(judged, key, cell, cleaned(cell, text))
            if key == "note":
                self.read_end(judged, key, cell, ends.in_note(text))


def as_read(key, text):
    """What a text of the register becomes on its way through a file and back."""
    around = " \t\r\n'’`" if key == "phone_raw" else None
    text = visible(unguarded(text.strip(around)))
    return RT_OR_RW.sub("", text) if key in ("rt", "rw") else text
