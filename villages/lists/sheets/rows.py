"""What every judge of rows does: names columns, passes over cells that hold no value, finds the village."""

import functools
import re

from django.utils.translation import gettext as _

from desmigratif.ui.parsing import visible

from .cells import EMPTY
from .judging import ACCEPT, ACCEPT_CORRECTED, IGNORE, REFUSE, REVIEW, Remark, shown
from .places import VillageFinder, doubt_of_days, label
from .surroundings import Surroundings, village_at_end, village_in, village_of_address
from .titles import words_of

#: What the portal calls a village by code, dotted or not.
CODE = re.compile(r"\d{2}\.?\d{2}\.?\d{2}\.?\d{4}")
LONGEST = 300
#: What stands before the four digits of a village: province, regency, district.
CODE_PARTS = ("province", "regency", "district")
#: Where a village meets: no name of another village.
VENUE = re.compile(
    r"(ruang |gedung |aula |halaman )*(balai|kantor|rumah|gedung|aula|pendopo|masjid|mushol+a|madrasah|"
    r"sekolah|sd|smp|"
    r"lapangan|posyandu|paud|tk|kebun|lahan|ruang|pos|warung|sekretariat|kediaman|taman|halaman|bumdes|koperasi)\b",
    re.I,
)
#: What only an address says: a neighbourhood, a hamlet, a street.
ADDRESS = re.compile(r"\b(?:r\.?[tw]\b|rt\d|dusun|dsn|dukuh|jl|jalan)|\d\s*/\s*\d", re.I)
#: Marks for nothing said.
NOTHING = re.compile(r"[-–—]*")


class RowReader:
    """Reads the cells of one row after the other; `background` has `villages`, `office_regency`, `village`.

    `villages` have `code`, `name` and `district`; `village` is the code for lists that name none.
    """

    #: What the sheet says beside its rows.
    surroundings = Surroundings()
    #: The headings between the rows under which the present row stands.
    under = ""
    #: False where a title may name another village than that of the people below it.
    is_of_titled_village = True
    #: Fields in which a text that begins with `=` can only be a formula.
    names = ("full_name",)

    def __init__(self, columns, mapping, background):
        self.titles = {column.index: column for column in columns}
        self.mapping = mapping
        self.background = background
        self.places = VillageFinder(background.villages, background.office_regency)
        self.width = len(columns)
        self.own_titles = {}
        #: What the columns page asked about the whole list, and was answered; `{question: answer}`.
        self.answers = getattr(background, "for_all", {})

    def look_up(self, rows):
        """Sees all rows before the first is read, so that what they name can be asked for at once."""

    def column_of(self, key):
        """The column as messages name it: `B “NIK”`."""
        column = self.titles.get(self.mapping.get(key))
        if column is None:
            return ""
        return f"{column.letter} “{column.title}”" if column.title else column.letter

    def has_own_title(self, key):
        """Whether the column is headed as the portal's own template heads it."""
        column = self.titles.get(self.mapping.get(key))
        return column is not None and column.title in self.own_titles.get(key, ())

    def cells_of(self, judged, row):
        """`{field key: cell}` of the cells that can be read; the row is refused for the others."""
        self.under, self.row = row.under, row
        for key, index in self.mapping.items():
            if index in row.repeated:
                text = _("“%(mark)s” was read as “%(value)s”, as in the row above.")
                said = {"mark": shown(row.repeated[index]), "value": shown(row.cells[index].text)}
                self.add(judged, key, row.cells[index], Remark(ACCEPT_CORRECTED, "as_above", text % said))
        return {
            key: row.cells[index]
            for key, index in self.mapping.items()
            if index < len(row.cells) and self._is_readable(judged, key, row.cells[index])
        }

    def add(self, judged, key, cell, remark):
        if remark is not None:
            judged.add(key, self.column_of(key), cell.text, remark)

    def refuse(self, judged, cells, faults):
        """Refuses the row for each `Fault`, which the service would refuse too."""
        for fault in faults:
            remark = Remark(REFUSE, fault.kind, fault.text)
            self.add(judged, fault.field, cells.get(fault.field, EMPTY), remark)

    def note_origin(self, judged, row):
        """Where a row stands that was one of several things in a line."""
        if row.origin:
            text = _("The row was read from cell %s.") % row.origin
            judged.add("", "", "", Remark(ACCEPT, "row_of_cell", text))

    def note_hidden(self, judged, row):
        """A row that a filter hides in the sheet is no wish to leave it out: it is asked about (O38)."""
        if not row.is_hidden or self.answers.get("hidden_rows") == "take" or judged.fate == IGNORE:
            return
        if self.answers.get("hidden_rows") == "leave":
            text = _("The row is hidden in the sheet and was left out.")
            judged.add("", "", "", Remark(IGNORE, "hidden", text))
        else:
            text = _("The row is hidden in the sheet, perhaps by a filter. Include it, or leave it out?")
            judged.add("", "", "", Remark(REVIEW, "hidden", text))

    def _is_readable(self, judged, key, cell):
        """False for a cell that holds an error or a formula nobody worked out; the row is refused."""
        if cell.kind == "error":
            text = _("The formula of this cell fails with %s. Correct it, or write the value itself.")
            self.add(judged, key, cell, Remark(REFUSE, "cell_error", text % cell.text))
        elif cell.kind == "no_result" or (key in self.names and cell.text.startswith("=")):
            text = _(
                "The formula of this cell has no result. Open and save the file in a spreadsheet program."
            )
            self.add(judged, key, cell, Remark(REFUSE, "formula_without_value", text))
        else:
            return True
        return False

    def read_village(self, judged, cells):
        """Puts the code of the village into the values: by code, by name and district, or of the list."""
        said = {key: cells[key] for key in ("village_code", "village", "district") if key in cells}
        if not ("village_code" in self.mapping or "village" in self.mapping):
            self._village_beside(judged, cells)
            return
        texts = {
            key: visible(cell.text[:LONGEST])
            for key, cell in said.items()
            if not NOTHING.fullmatch(cell.text)
        }
        # A column of codes that is headed as names, or the other way round.
        if "village_code" not in texts and CODE.fullmatch(texts.get("village", "")):
            texts["village_code"] = texts.pop("village")
        elif "village" not in texts and texts.get("village_code", "0").replace(" ", "").isalpha():
            texts["village"] = texts.pop("village_code")
        if re.fullmatch(r"\d{1,4}", texts.get("village_code", "")):
            # One part of a code in columns of its own; without the others the name has to say it.
            whole = self._joined_code(texts["village_code"])
            if whole or "village" in texts:
                texts["village_code"] = whole
        texts = {key: text for key, text in texts.items() if text}
        key = "village_code" if "village_code" in said and "village_code" in texts else "village"
        key = key if key in said else "village_code"
        if "village_code" not in texts and "village" not in texts:
            self._no_village(judged, said, key)
            return
        texts |= self._district_and_village(texts)
        asked = texts.get("village_code", ""), texts.get("village", ""), texts.get("district", "")
        code, remark = self.places.find(*asked)
        if remark and remark.kind == "village_ambiguous" and self._district:
            # The district stands above the list or between its rows, and not in each of them.
            code, remark = self.places.find(*asked[:2], self._district)
        if remark and remark.kind in ("village_unknown", "village_similar") and "village_code" not in texts:
            code, remark = self._village_of_address(asked[1]) or (code, remark)
        if not code and remark.kind == "village_unknown" and self._is_of_places(key):
            code, remark = self._village_of_place(said[key].text) or (code, remark)
        if code:
            judged.values["village"] = code
        self.add(judged, key, said[key], remark)

    def _district_and_village(self, texts):
        """District and village of one cell, in the order of its title: `Kecamatan / Desa`."""
        title = self.column_of("village")
        parts = re.split(r"\s*[/–-]\s*", texts.get("village", ""))
        if "district" in texts or len(parts) != 2 or not {"kecamatan", "desa"} <= words_of(title):
            return {}
        at = [re.search(word, title, re.I) for word in (r"\bkec", r"\bdes|\bds\b|\bkel")]
        is_turned = None not in at and at[0].start() < at[1].start()
        district, village = parts if is_turned else reversed(parts)
        return {"district": district, "village": village}

    def _village_of_address(self, text):
        """Code and remark of the village of an address in a column of villages: `Desa Betak RT 1/2`."""
        code = village_of_address(text, self.places, self._district) if ADDRESS.search(text) else ""
        if not code:
            return None
        said = {"place": shown(text), "village": label(self.places.by_code[code])}
        remark = Remark(ACCEPT_CORRECTED, "village_of_list", _("“%(place)s” names %(village)s.") % said)
        return code, remark

    def _village_of_place(self, text):
        """Code and remark of the village in which a place is: it says so, or the title of the list does."""
        said = visible(text[:LONGEST])
        district = Surroundings((said,)).district(self.places) or self._district
        code = village_in(said, self.places, district)
        if code or (VENUE.match(said) and (code := village_at_end(said, self.places, district))):
            sentence, fate = _("“%(place)s” names %(village)s."), ACCEPT_CORRECTED
        elif code := self._village_of_list:
            sentence = _("“%(place)s” is not a village; the title or name of the list says %(village)s.")
            fate = ACCEPT_CORRECTED if VENUE.match(said) else REVIEW
        else:
            return None
        village = label(self.places.by_code[code])
        return code, Remark(fate, "village_of_list", sentence % {"place": shown(text), "village": village})

    def _is_of_places(self, key):
        """Whether a column tells where something was, and not the village: `Tempat`, `Lokasi Kegiatan`."""
        column = self.titles.get(self.mapping.get(key))
        return column is not None and bool(words_of(column.title) & {"tempat", "lokasi"})

    @functools.cached_property
    def _parts_of_code(self):
        """Indexes of the columns of province, regency and district codes, or nothing."""
        found = []
        for area in ("provinsi", "kabupaten", "kecamatan"):
            fitting = [
                index
                for index, column in self.titles.items()
                if words_of(column.title) - {"kota"} in ({"kode", area}, {"nomor", area})
            ]
            found += fitting[:1]
        return found if len(found) == len(CODE_PARTS) else []

    def _joined_code(self, village):
        """`35`, `4`, `14` and `2011` in four columns are 35.04.14.2011."""
        cells = [self.row.cells[index].text for index in self._parts_of_code if index < len(self.row.cells)]
        parts = [text.split(".")[-1] for text in cells]
        if len(parts) != len(CODE_PARTS) or not all(re.fullmatch(r"\d{1,2}", part) for part in parts):
            return ""
        return ".".join([*(part.zfill(2) for part in parts), village.zfill(4)])

    @property
    def _district(self):
        under = Surroundings((self.under,)).district(self.places) if self.under else ""
        return under or self._district_of_list

    @functools.cached_property
    def _district_of_list(self):
        return self.surroundings.district(self.places)

    @functools.cached_property
    def _village_of_list(self):
        return self.surroundings.village(self.places)

    def _village_beside(self, judged, cells):
        """The village of a row without a column for it: by the nearest of what else may say it."""
        address = cells.get("address")
        if code := village_in(self.under, self.places, self._district):
            text, fate, key = _("The heading above the row says %s."), ACCEPT, ""
        elif code := self.background.village:
            judged.values["village"] = code
            return
        elif code := self._village_of_list:
            text, key = _("The title or name of the list says %s."), ""
            fate = ACCEPT if self.is_of_titled_village else REVIEW
        elif address and (code := village_of_address(address.text, self.places, self._district)):
            text, fate, key = _("The address says %s."), ACCEPT_CORRECTED, "address"
        else:
            return
        judged.values["village"] = code
        remark = Remark(fate, "village_of_list", text % label(self.places.by_code[code]))
        judged.add(key, self.column_of(key), address.text if key else "", remark)

    def check_home(self, judged, cells, since=None):
        """People live in a village of today; `since` is the first day of which the row tells."""
        place = self.places.by_code.get(judged.values.get("village"))
        if place is None:
            return
        mends = {
            "village_ended": _("Write the village where the person lives today."),
            "village_not_yet_existing": _("The day of the row is earlier. Is it the right village?"),
        }
        kind = self.ask_of_days(judged, cells, place, since, self.background.today, mends)
        if kind == "village_ended":
            judged.is_takeable = False

    def ask_of_days(self, judged, cells, place, first, last, mends):
        """Holds a row about a village that did not exist on its days; returns the kind of doubt, or nothing.

        `corrects`: `{kind of doubt: how to correct it}`.
        """
        doubt = doubt_of_days(place, first, last)
        if doubt is None:
            return ""
        kind, text = doubt
        key = "village_code" if "village_code" in cells else "village"
        written = cells[key].text if key in cells else place.name
        judged.add(key, self.column_of(key), written, Remark(REVIEW, kind, f"{text} {mends[kind]}"))
        return kind

    def _no_village(self, judged, said, key):
        if self.background.village:
            judged.values["village"] = self.background.village
        elif key in said:
            text = _("The village is not given. Write the village code, or village and district.")
            self.add(judged, key, said[key], Remark(REFUSE, "village_missing", text))
