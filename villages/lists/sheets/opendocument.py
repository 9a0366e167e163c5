"""Sheets of OpenDocument (ODS), read from their XML in one pass that bounds what repeats stand for.

A cell or row may say that it is repeated a million times; only what is followed by something is laid out.
"""

import datetime
import functools
import xml.parsers.expat
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from desmigratif.ui import formatting

from .cells import EMPTY, NO_RESULT, Cell, cell_of
from .packages import expands_too_much, has_document_type, protected, unreadable
from .refusals import FileRefused
from .sheetxml import (
    MAX_CELL_TEXT,
    MAX_COLUMNS,
    MAX_ELEMENTS,
    MAX_GRID,
    MAX_MERGES,
    MAX_ROWS,
    MAX_SHEETS,
    MAX_TEXT,
    too_wide,
)

MANIFEST = "META-INF/manifest.xml"
#: 50,000 people of ten columns take 4 seconds of a page, twice as long as in a workbook of Excel.
MAX_OPEN_CELLS = 600_000
NUMBERS = ("float", "percentage", "currency")
#: How programs write the result of a formula that failed.
FAILED = ("#", "Err:")
HIDDEN = ("collapse", "filter")


@dataclass
class OpenSheet:
    """One sheet: `rows` hold cells, by their number from 1; the others as `SheetFacts` has them."""

    name: str
    is_hidden: bool = False
    rows: dict = field(default_factory=dict)
    hidden: set = field(default_factory=set)
    hidden_columns: set = field(default_factory=set)
    merges: list = field(default_factory=list)
    width: int = 0


def sheets_of(parts):
    """The `OpenSheet`s of a package, in their order; raises `FileRefused`."""
    if b"encryption-data" in parts.get(MANIFEST, b""):
        raise protected()
    reader = _Reader()
    parser = xml.parsers.expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = _refuse_document_type
    try:
        parser.Parse(parts["content.xml"], True)
    except xml.parsers.expat.ExpatError as error:
        raise unreadable() from error
    return reader.sheets


def _refuse_document_type(*_about):
    raise has_document_type()


@functools.lru_cache(maxsize=512)
def _local(name):
    return name[name.rfind(" ") + 1 :]


def _times(attributes, name):
    """How often something is repeated, or over how many rows or columns it reaches."""
    text = attributes.get(name)
    if text is None:
        return 1
    if not (text.isascii() and text.isdigit() and len(text) < 8):
        raise unreadable()
    return max(1, int(text))


def _too_long():
    text = _(
        "An OpenDocument spreadsheet of more than %(cells)s filled cells takes too long to read. Save it as "
        "an Excel workbook (.xlsx) and send that."
    )
    return FileRefused("file_far_cells", text % {"cells": formatting.number(MAX_OPEN_CELLS)})


class _Reader:
    """Takes the events of the parser; names come with their namespace before a space."""

    def __init__(self):
        self.sheets, self.hidden_styles = [], set()
        self.elements = self.characters = self.cells = self.grid = 0
        self.sheet = self.said = self.style = None
        self.row = self.column = self.skipped = 0
        self.in_row, self.pieces, self.in_note, self.in_text = [], None, 0, 0
        #: Characters of the cell that is open.
        self.length = 0

    def start(self, name, attributes):
        self.elements += 1
        if self.elements > MAX_ELEMENTS:
            raise too_wide()
        tag, said = _local(name), {_local(key): value for key, value in attributes.items()}
        if tag == "style" and said.get("family") == "table":
            self.style = said.get("name")
        elif tag == "table-properties" and said.get("display") == "false":
            self.hidden_styles.add(self.style)
        elif tag == "table" and self.sheet is None:
            if len(self.sheets) >= MAX_SHEETS:
                raise unreadable()
            self.sheet = OpenSheet(said.get("name", ""), said.get("style-name") in self.hidden_styles)
            self.row = self.column = 0
        elif self.sheet is not None:
            self._inside(tag, said)

    def _inside(self, tag, said):
        if self.pieces is not None:
            self.in_note += tag == "annotation"
            self.in_text += tag == "p"
            if tag == "p" and self.pieces:
                self.pieces.append("\n")
            elif tag in ("s", "tab", "line-break"):
                self.pieces.append(" ")
        elif tag == "table-column":
            times = _times(said, "number-columns-repeated")
            if said.get("visibility") in HIDDEN:
                self.sheet.hidden_columns.update(range(self.column, min(self.column + times, MAX_COLUMNS)))
            self.column += times
        elif tag == "table-row":
            self.said, self.in_row, self.column, self.skipped = said, [], 0, 0
        elif tag in ("table-cell", "covered-table-cell") and self.said is not None:
            self.cell = (
                said
                if tag == "table-cell"
                else {"number-columns-repeated": said.get("number-columns-repeated", "1")}
            )
            self.pieces, self.length = [], 0

    def end(self, name):
        tag = _local(name)
        if tag == "annotation":
            self.in_note -= self.pieces is not None
        elif tag == "p":
            self.in_text -= self.pieces is not None
        elif tag in ("table-cell", "covered-table-cell") and self.pieces is not None:
            self._close_cell()
        elif tag == "table-row" and self.said is not None:
            self._close_row()
        elif tag == "table" and self.sheet is not None and self.said is None:
            self.sheets.append(self.sheet)
            self.sheet = None

    def text(self, text):
        if self.pieces is not None and self.in_text and not self.in_note:
            self.pieces.append(text)
            self.length += len(text)
            if self.length > MAX_CELL_TEXT:
                raise expands_too_much()

    def _close_cell(self):
        cell, times = _cell(self.cell, "".join(self.pieces)), _times(self.cell, "number-columns-repeated")
        self.pieces, self.in_note, self.in_text = None, 0, 0
        self._merge()
        if cell is EMPTY:
            self.skipped += times
            return
        self.characters += len(cell.text) * times
        if len(cell.text) > MAX_CELL_TEXT:
            raise expands_too_much()
        if len(self.in_row) + self.skipped + times > MAX_COLUMNS:
            raise too_wide()
        self.in_row += [EMPTY] * self.skipped + [cell] * times
        self.skipped = 0

    def _merge(self):
        down = _times(self.cell, "number-rows-spanned")
        right = _times(self.cell, "number-columns-spanned")
        if down * right > 1:
            if len(self.sheet.merges) >= MAX_MERGES:
                raise too_wide()
            row, column = self.row + 1, len(self.in_row) + self.skipped + 1
            self.sheet.merges.append((row, column, row + down - 1, column + right - 1))

    def _close_row(self):
        sheet, times = self.sheet, _times(self.said, "number-rows-repeated")
        is_hidden, self.said = self.said.get("visibility") in HIDDEN, None
        if self.in_row:
            self.cells += len(self.in_row) * times
            if self.row + times > MAX_ROWS or self.characters * times > MAX_TEXT:
                raise too_wide()
            if self.cells > MAX_OPEN_CELLS:
                raise _too_long()
            for number in range(self.row + 1, self.row + times + 1):
                sheet.rows[number] = list(self.in_row)
                if is_hidden:
                    sheet.hidden.add(number)
            sheet.width = max(sheet.width, len(self.in_row))
            if (self.row + times) * sheet.width > MAX_GRID:
                raise too_wide()
        self.row += times


def _cell(said, text):
    kind, text = said.get("value-type"), text.strip()
    try:
        if text.startswith(FAILED) and kind in (None, "string", "float"):
            return Cell("error", text, text)
        if kind in NUMBERS:
            return cell_of(float(said["value"]))
        if kind == "date":
            return cell_of(datetime.datetime.fromisoformat(said["date-value"]))
    except (KeyError, ValueError) as error:
        raise unreadable() from error
    if not text and said.get("formula"):
        return NO_RESULT
    return cell_of(said.get("string-value") or text)
