"""Finds the table in a sheet that was made for print (case O06).

Every line of a sheet ends up exactly once: in the header, among the rows, or skipped with its reason.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from . import as_above, day_parts, label_lines
from .cells import EMPTY
from .headers import find_header, titles_of
from .sheetxml import MAX_CELLS, column_letter, too_wide
from .surroundings import Surroundings

TOTAL = re.compile(
    r"(sub ?)?(jumlah|jml|total|rata-rata|persentase|grand total)\b.{0,40}|indonesia|nasional|"
    r"kecamatan|kabupaten|kota|provinsi",
    re.I,
)
#: In a column of what is counted, `Jumlah penduduk` is one of its things and no total.
LABELS = re.compile(r"\b(uraian|data|indikator|rincian|komponen|variabel)\b", re.I)
BARE_TOTAL = re.compile(
    r"(sub ?|grand )?(jumlah|jml|total)( (total|semua|keseluruhan|seluruh\w*|pilar\b.*|"
    r"belanja|anggaran|biaya|pengeluaran|pembiayaan|[ivx]+|[a-z]))?\W*",
    re.I,
)
NOTE = re.compile(
    r"(catatan|keterangan|ket|sumber|note|nb|petunjuk)\b.*|\*.*"
    r"|(enumerator|surveyor|pewawancara|pendata|verifikator|penyusun|diisi|disusun|direkap|dicetak|diolah|"
    r"didata|update|diperbarui|legenda|singkatan)\b[^:]{0,40}:.*",
    re.I | re.S,
)
#: A heading of what an office plans by, where it stands in a column of codes or numbers.
PART_OF_PLAN = re.compile(
    r"(?:pilar|program|bidang|komponen|sasaran|tujuan|kelompok)\b.*[^\W\d]{2}.*", re.I | re.S
)
SIGNATURE = re.compile(
    r"(mengetahui|menyetujui|disetujui|kepala|plt|lurah|camat|bupati|wali ?kota|ketua|petugas|pendamping|"
    r"sekretaris|operator|dibuat oleh|hormat kami|ttd|tertanda|nip|a\.n)\b.*",
    re.I | re.S,
)
PLACE_AND_DAY = re.compile(r"[^\W\d][\w .'-]{2,40}, *(\d{1,2}|\.{2,}|_+)? *[^\W\d]{3,} *\d{4}", re.I)
FIGURE = re.compile(
    r"(?:rp\.?)?[\d.,%\s()\-]*(?:orang|org|jiwa|desa|kk|keluarga|kegiatan|peserta|paket)?\.?", re.I
)
END_MARK = re.compile(r"#{3,}")
#: Headings between rows: of an area that holds villages, or counted by letters where rows are by figures.
AREA = re.compile(r"(kec(amatan)?|kab(upaten)?|kota|prov(insi)?|wilayah)\b[.: ]*\D+", re.I)
#: A heading of the rows of one village, unless it stands in a column of villages.
VILLAGE = re.compile(r"(?:[a-z\divx]{1,4}[.)] *)?(desa|ds|kel(urahan)?|nagari|gampong)\b[.: ]*\D+", re.I)
#: Of the rows of one neighbourhood: `Dusun Krajan`, `RT 01 / RW 02`.
HAMLET = re.compile(
    r"(?:[a-z\divx]{1,4}[.)] *)?(?:(?:dusun|dsn|dukuh|lingkungan|kampung)\b[.: ]*\D+(?:r[tw]\b.*)?"
    r"|r\.?[tw]\b[.: ]*\d{1,3}\b.{0,20})",
    re.I,
)
#: `J U M L A H`
SPACED = re.compile(r"(?<=\b\w) (?=\w\b)")
LETTER = re.compile(r"\W*([a-z]|[ivx]+)\W*", re.I)
#: A long number in a cell names a person or a place, and its line is never print; that of an official is.
OFFICIAL = re.compile(r"nip\b", re.I)
#: Texts around a list that are looked at.
MAX_AROUND = 200
#: What stands below a table by itself fills only few cells.
FEW = 3


class SheetColumn(NamedTuple):
    """One column: `title` is all lines of its header, `parts` each of them."""

    index: int
    letter: str
    title: str
    parts: tuple[str, ...]
    is_hidden: bool = False


class SheetRow(NamedTuple):
    """One line of the list, `number` as the sheet (or the text file) counts it."""

    number: int
    cells: list
    is_hidden: bool = False
    #: The headings between the rows under which it stands: `KECAMATAN KALIDAWIR · DESA BETAK`.
    under: str = ""
    #: The cell that it was made of, `F5`, where the sheet has several things in one line.
    origin: str = ""
    #: `{column index: mark}` of cells that say “as above”, and hold what stands there.
    repeated: dict = {}


class Skipped(NamedTuple):
    """One line that is no row; `reason_kind` as in `skip_reason`, `text` is the beginning of the line."""

    number: int
    reason_kind: str
    text: str


@dataclass
class Table:
    """The list of one sheet; `header` holds the numbers of the lines its titles stand in."""

    columns: list[SheetColumn]
    rows: Iterable[SheetRow]
    skipped: list[Skipped]
    header: tuple = ()
    #: What stands above and below the list, and the names of its sheet and file.
    surroundings: Surroundings = Surroundings()

    @property
    def titles(self):
        return [column.title for column in self.columns]


def skip_reason(kind):
    """The sentence for a line that is no row."""
    return {
        "title": _("A title above the list."),
        "blank": _("Nothing is written in this line."),
        "numbered_blank": _("Only the running number is filled in."),
        "column_numbers": _("The line numbers the columns."),
        "total": _("A line of totals; it is not counted again."),
        "note": _("A note below or between the rows."),
        "signature": _("Place, date and signature below the list."),
        "end_mark": _("The mark ### ends the list; nothing after it is read."),
        "section": _("A heading between the rows."),
        "upright": _("A figure of the list, read as a column of it."),
        "header_repeat": _("The header again, as on a new page."),
    }[kind]


def table_of(lines, hidden=frozenset(), merges=(), hidden_columns=frozenset(), width=0, *, named=()):
    """The `Table` in `lines` (number, cells), given hidden line numbers, merged regions, hidden columns.

    `width`: columns of lines that a sample leaves out; `named` are the names of the sheet and of the file.
    """
    width = max([width, *(_width(cells) for _number, cells in lines)])
    lines = [(number, _padded(cells, width)) for number, cells in lines]
    first, last = find_header(lines, merges)
    if first == last and (forms := label_lines.forms_of(lines)):
        return _of_forms(lines, forms, named)
    _repeat_merged_down(lines[last:], merges)
    titles = titles_of([cells for _number, cells in lines[first:last]], width)
    columns = [
        SheetColumn(index, column_letter(index + 1), " / ".join(parts), parts, index in hidden_columns)
        for index, parts in enumerate(titles)
    ]
    sorter = _Sorter(columns, [cells for _number, cells in lines[first:last]])
    skipped = [
        Skipped(number, "title" if _filled(cells) else "blank", excerpt(cells))
        for number, cells in lines[:first]
    ]
    above = [cell.text for _number, cells in lines[:first] for cell in cells if cell.text]
    rows, around = [], [*above]
    for number, cells in lines[last:]:
        kind = sorter.skip(number, cells)
        if kind:
            if kind in ("note", "signature"):
                around += [cell.text for cell in cells if cell.text]
            skipped.append(Skipped(number, kind, excerpt(cells)))
        else:
            rows.append(SheetRow(number, cells, number in hidden, sorter.under))
    header = tuple(number for number, _cells in lines[first:last])
    year = day_parts.year_of(above) or day_parts.year_of(named)
    columns, rows = day_parts.join(columns, as_above.filled(rows), year)
    rows = day_parts.of_month(columns, rows, day_parts.month_of(above) or day_parts.month_of(named))
    return Table(columns, rows, skipped, header, Surroundings(tuple(around[:MAX_AROUND]), *named))


def _of_forms(lines, forms, named):
    """The `Table` of filled-in forms: a column for each label, a row for each form."""
    labels = list(dict.fromkeys(parts for form in forms for parts in form))
    at = {parts: next(form[parts] for form in forms if parts in form) for parts in labels}
    columns = [
        # Of one form the cell is known, of several the column.
        SheetColumn(
            index,
            column_letter(at[parts][1] + 1) + (str(at[parts][0]) if len(forms) == 1 else ""),
            " / ".join(parts),
            parts,
        )
        for index, parts in enumerate(labels)
    ]
    rows = [
        SheetRow(
            next(iter(form.values()))[0],
            [form[parts][2] if parts in form else EMPTY for parts in labels],
        )
        for form in forms
    ]
    said = {number for form in forms for number, _index, _cell in form.values()}
    first = rows[0].number
    skipped, around = [], []
    for number, cells in lines:
        if number in said:
            kind = "" if number in {row.number for row in rows} else "upright"
        else:
            around += [cell.text for cell in cells if cell.text]
            kind = "blank" if not _filled(cells) else "title" if number < first else "note"
        skipped += [Skipped(number, kind, excerpt(cells))] if kind else []
    return Table(columns, rows, skipped, (), Surroundings(tuple(around[:MAX_AROUND]), *named))


def excerpt(cells):
    """The beginning of a line, to recognise it by."""
    text = " · ".join(cell.text for cell in cells if cell.text)
    return text if len(text) <= 80 else f"{text[:80]}…"


def _width(cells):
    return max((index + 1 for index, cell in enumerate(cells) if cell.kind != "empty"), default=0)


def _padded(cells, width):
    return cells[:width] if len(cells) >= width else cells + [EMPTY] * (width - len(cells))


def _filled(cells):
    return [cell for cell in cells if cell.kind != "empty"]


def _repeat_merged_down(lines, merges):
    """A cell merged over several rows says the same for each of them."""
    at = dict(lines) if merges else {}
    left_to_fill = MAX_CELLS
    for top, left, bottom, _right in merges:
        cells = at.get(top)
        if cells is None or left > len(cells) or cells[left - 1].kind == "empty":
            continue
        for number in range(top + 1, min(bottom, top + len(lines)) + 1):
            left_to_fill -= 1
            if left_to_fill < 0:
                raise too_wide()
            if number in at and at[number][left - 1].kind == "empty":
                at[number][left - 1] = cells[left - 1]


class _Sorter:
    """Tells rows from print, line by line below the header."""

    def __init__(self, columns, header):
        self.header = [[cell.text.casefold() for cell in cells] for cells in header]
        self.number_column = next(
            (
                column.index
                for column in columns
                if re.sub(r"\W", "", column.title).casefold() in ("no", "nomor", "nourut", "nr")
            ),
            None,
        )
        self.titled = sum(bool(column.title) for column in columns)
        self.titles = [column.title for column in columns]
        self.of_villages = {
            column.index for column in columns if re.search(r"\b(desa|kel|kelurahan)\b", column.title, re.I)
        }
        self.of_codes = {
            column.index for column in columns if re.search(r"\b(no|nomor|kode)\b", column.title, re.I)
        }
        self.seen_rows = 0
        self.zone = ""
        self.headings = {}

    @property
    def under(self):
        return " · ".join(self.headings.values())

    def skip(self, number, cells):
        """Why a line is no row, or an empty text when it is one."""
        filled = _filled(cells)
        if not filled:
            return "blank"
        if self.zone == "end_mark":
            return "note"
        if END_MARK.fullmatch(filled[0].text):
            self.zone = "end_mark"
            return "end_mark"
        kind = self._print(cells, filled)
        if kind == "section":
            self._keep_heading(filled[-1].text)
        elif kind == "total" and (area := self._area_in(cells)):
            # What its villages come to stands above them.
            self._keep_heading(area)
        if kind:
            return kind
        self.zone = ""
        self.seen_rows += 1
        return ""

    def _print(self, cells, filled):
        if not self.seen_rows and _counts_columns(filled):
            return "column_numbers"
        if self.header and [cell.text.casefold() for cell in cells] in self.header:
            return "header_repeat"
        if any(as_above.IDENTITY.search(cell.text) and not OFFICIAL.match(cell.text) for cell in filled):
            return ""
        first = SPACED.sub("", filled[0].text)
        area = self._area_in(cells)
        others = [
            cell for cell in filled if not (area and (cell.text == area or LETTER.fullmatch(cell.text)))
        ]
        if (area or self._is_total(cells, first)) and all(map(_is_figure, others if area else filled[1:])):
            return "total"
        if self.titled > FEW:
            return self._below(cells, filled, first)
        return ""

    def _below(self, cells, filled, first):
        """Notes, signatures and headings, in a table wide enough to tell them from rows."""
        only = len(filled) == 1
        at_number = self.number_column is not None and cells[self.number_column].kind != "empty"
        if at_number and first.strip(".").isdigit():
            return "numbered_blank" if only else ""
        if len(filled) <= FEW:
            if any(SIGNATURE.fullmatch(cell.text) or PLACE_AND_DAY.fullmatch(cell.text) for cell in filled):
                self.zone = "signature"
            if self.zone == "signature":
                return "signature"
        if len(filled) <= 2 and NOTE.fullmatch(first):
            self.zone = "note"
            return "note"
        if self.zone == "note" and len(filled) <= 2:
            return "note"
        if only and at_number and any(mark.isalpha() for mark in first):
            return "section"
        if only and PART_OF_PLAN.fullmatch(first) and any(cells[at].text for at in self.of_codes):
            return "section"
        is_counted = at_number and LETTER.fullmatch(first) is not None
        if only and (AREA.fullmatch(first) or (VILLAGE.fullmatch(first) and not self._is_village(cells))):
            return "section"
        if only and HAMLET.fullmatch(first) and not self._is_village(cells):
            return "section"
        return "section" if len(filled) == 2 and is_counted else ""

    def _is_total(self, cells, first):
        at = next(index for index, cell in enumerate(cells) if cell.kind != "empty")
        return (BARE_TOTAL if LABELS.search(self.titles[at]) else TOTAL).fullmatch(first)

    def _area_in(self, cells):
        """`Kecamatan Kalidawir` in a column of villages: what its villages come to; else an empty text."""
        index = next((at for at in self.of_villages if cells[at].text), None)
        return cells[index].text if index is not None and AREA.fullmatch(cells[index].text) else ""

    def _is_village(self, cells):
        return any(cells[index].text for index in self.of_villages)

    def _keep_heading(self, text):
        """A heading holds until the next of its kind; that of an area ends those of what lies in it."""
        known = (("area", AREA), ("village", VILLAGE), ("hamlet", HAMLET))
        kind = next((name for name, words in known if words.fullmatch(text)), "other")
        kinds = ("area", "village", "hamlet", "other")
        for lower in kinds[kinds.index(kind) :]:
            self.headings.pop(lower, None)
        self.headings[kind] = text


def _counts_columns(filled):
    """1, 2, 3 … below the header, also as (1) (2) (3) or a formula that adds one."""
    numbers = [cell.text.strip("() .") for cell in filled]
    return len(numbers) > 2 and all(text == str(place) for place, text in enumerate(numbers, start=1))


def _is_figure(cell):
    return cell.kind in ("number", "error", "no_result") or FIGURE.fullmatch(cell.text)
