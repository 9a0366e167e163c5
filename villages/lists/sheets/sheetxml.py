"""What the reader of workbooks does not tell: where cells lie, errors, formulas without result, hidden rows.

One pass over the XML of a sheet, before its values are read; it also bounds the grid, because a reader lays
out every cell between the first and the last one.
"""

import functools
import posixpath
import re
import xml.parsers.expat
from dataclasses import dataclass, field
from xml.etree import ElementTree

from django.utils.translation import gettext as _

from .packages import expands_too_much, has_document_type, unreadable
from .refusals import FileRefused

MAX_ROWS = 100_000
MAX_COLUMNS = 1_000
MAX_SHEETS = 50
MAX_GRID = 1_500_000
#: Filled cells: 50,000 rows of twenty columns.
MAX_CELLS = 1_000_000
#: Elements that have to be parsed one by one; plain cells are only searched for.
MAX_ELEMENTS = 2_500_000
MAX_MERGES = 20_000
#: Characters of all cells together; one text that many cells point at counts once for each.
MAX_TEXT = 30_000_000
#: More than this no spreadsheet program puts into one cell.
MAX_CELL_TEXT = 32_767
REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
#: Cells and rows that hold nothing but their style; some programs write them to the end of the sheet.
EMPTY_CELL = re.compile(rb'<c r="[A-Z]{1,3}[0-9]{1,7}"(?: [a-z]+="[0-9]*")* ?/>')
EMPTY_ROW = re.compile(rb'<row r="[0-9]{1,7}"[^<>]*?(?:/>|></row>)')
#: Cells as programs write nearly all of them: a place, perhaps a style, and a value without formula or error.
PLAIN_CELL = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]{1,7})"(?: s="[0-9]{1,6}")?'
    rb"(?:"
    rb'(?: t="([nsb])")?><v>([^<&]{0,40})</v></c>'
    rb"|"
    rb' t="inlineStr"><is><t(?: xml:space="preserve")?>([^<&]*)</t></is></c>'
    rb")"
)
#: Rows and cells that lie behind the one before, wherever that is.
WITHOUT_PLACE = re.compile(rb"<(?:row|c)(?=[\s/>])(?![^<>]*\sr=)")


@dataclass
class SheetFacts:
    """What one sheet holds; `special` are errors and formulas without result by row and column."""

    cells: int = 0
    last_row: int = 0
    last_column: int = 0
    filled_rows: int = 0
    special: dict = field(default_factory=dict)
    hidden: set = field(default_factory=set)
    #: Positions of hidden columns, from 0.
    hidden_columns: set = field(default_factory=set)
    #: Merged regions as first row, first column, last row, last column.
    merges: list = field(default_factory=list)


def without_empty(part):
    """The XML of a sheet without cells and rows that only have a style: they would cost time for nothing."""
    return EMPTY_ROW.sub(b"", EMPTY_CELL.sub(b"", part))


def facts_of(part, string_lengths):
    """`Facts` of the XML of one sheet; raises `FileRefused` for a sheet that would fill the memory."""
    reader = _SheetReader(string_lengths)
    # Searching for plain cells is many times quicker than parsing them, and leaves little to parse.
    _parse(part if WITHOUT_PLACE.search(part) else PLAIN_CELL.sub(reader.plain, part), reader)
    facts = reader.facts
    facts.filled_rows = len(reader.filled)
    if facts.last_row * facts.last_column > MAX_GRID:
        raise too_wide()
    return facts


def string_lengths_of(part):
    """Length of every shared string, in order."""
    if not part:
        return []
    reader = _StringsReader()
    _parse(part, reader)
    return reader.lengths


def _parse(part, reader):
    parser = xml.parsers.expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = _refuse_document_type
    try:
        parser.Parse(part, True)
    except xml.parsers.expat.ExpatError as error:
        raise unreadable() from error


def _refuse_document_type(*_about):
    raise has_document_type()


@functools.lru_cache(maxsize=MAX_COLUMNS)
def column_number(letters):
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letter(number):
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def sheet_parts(parts):
    """Name of the sheet -> name of its part, in the order of the workbook."""
    relations = {
        element.get("Id"): posixpath.normpath(posixpath.join("/xl", element.get("Target", ""))).lstrip("/")
        for element in _tree(parts, "xl/_rels/workbook.xml.rels").iter()
        if element.tag.endswith("}Relationship")
    }
    return {
        element.get("name", ""): relations.get(_relation_of(element), "")
        for element in _tree(parts, "xl/workbook.xml").iter()
        if element.tag.endswith("}sheet")
    }


def _relation_of(sheet):
    """The id of the relation; its namespace differs between the two forms of the standard."""
    return next((value for name, value in sheet.items() if name.endswith("}id")), None)


def too_wide():
    return FileRefused(
        "file_far_cells",
        _(
            "A cell is far away from the list, or the sheet is too large: at most %(rows)s rows, "
            "%(columns)s columns and %(cells)s filled cells are read. Copy only the list into a new "
            "workbook, in several files if it is long."
        )
        % {
            "rows": f"{MAX_ROWS:,}".replace(",", "."),
            "columns": f"{MAX_COLUMNS:,}".replace(",", "."),
            "cells": f"{MAX_CELLS:,}".replace(",", "."),
        },
    )


def _tree(parts, name):
    try:
        return ElementTree.fromstring(parts[name])
    except (KeyError, ElementTree.ParseError) as error:
        raise unreadable() from error


class _StringsReader:
    """Measures the list of shared strings; names of elements come with their namespace before a space."""

    def __init__(self):
        self.lengths = []

    def start(self, name, _attributes):
        if name.endswith(" si") or name == "si":
            if len(self.lengths) >= MAX_CELLS:
                raise too_wide()
            self.lengths.append(0)

    def end(self, name):
        pass

    def text(self, text):
        if self.lengths:
            self.lengths[-1] += len(text)


class _SheetReader:
    """Takes the events of the parser for one sheet."""

    def __init__(self, string_lengths):
        self.facts = SheetFacts()
        self.string_lengths = string_lengths
        self.elements = self.characters = 0
        self.row = self.column = 0
        self.filled = set()
        self.in_cell = self.in_value = self.has_content = self.has_formula = False
        self.kind, self.value = "", ""

    def plain(self, found):
        """Counts a plain cell; nothing of it is left to be parsed."""
        letters, row, kind, value, text = found.groups()
        self.characters += len(text if value is None else value)
        self._count(int(row), column_number(letters.decode()), value if kind == b"s" else None)
        return b""

    def start(self, name, attributes):
        self.elements += 1
        if self.elements > MAX_ELEMENTS:
            raise too_wide()
        tag = name[name.rfind(" ") + 1 :]
        if tag == "c":
            self._cell(attributes)
        elif self.in_cell:
            if tag == "f":
                self.has_formula = True
            elif tag in ("v", "is", "t"):
                self.has_content = True
                self.in_value = tag != "is"
        elif tag == "row":
            self._row(attributes)
        elif tag == "col" and attributes.get("hidden") in ("1", "true"):
            self._hidden_columns(attributes)
        elif tag == "mergeCell":
            self._merge(attributes)

    def end(self, name):
        if self.in_cell:
            tag = name[name.rfind(" ") + 1 :]
            if tag == "c":
                self._close()
            elif tag in ("v", "t"):
                self.in_value = False

    def text(self, text):
        if self.in_value:
            self.characters += len(text)
            self.value = self.value or text

    def _row(self, attributes):
        number = attributes.get("r")
        if number is None:
            self.row += 1
        elif number.isascii() and number.isdigit() and len(number) < 8:
            self.row = int(number)
        else:
            raise unreadable()
        self.column = 0
        if attributes.get("hidden") in ("1", "true"):
            self.facts.hidden.add(self.row)

    def _hidden_columns(self, attributes):
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if first.isdecimal() and last.isdecimal():
            first, last = (min(int(number[:6]), MAX_COLUMNS) for number in (first, last))
            self.facts.hidden_columns.update(range(first - 1, last))

    def _cell(self, attributes):
        reference = attributes.get("r")
        if reference is None:
            self.column += 1
        else:
            self.row, self.column = _place(reference)
        self.in_cell, self.has_content, self.has_formula, self.value = True, False, False, ""
        self.kind = attributes.get("t", "n")

    def _merge(self, attributes):
        if len(self.facts.merges) >= MAX_MERGES:
            raise too_wide()
        first, _colon, last = attributes.get("ref", "").partition(":")
        self.facts.merges.append((*_place(first), *_place(last or first)))

    def _close(self):
        self.in_cell = self.in_value = False
        if not self.has_content and not self.has_formula:
            return
        self._count(self.row, self.column, self.value if self.kind == "s" else None)
        facts = self.facts
        if self.kind == "e":
            facts.special[self.row, self.column] = ("error", self.value)
        elif self.has_formula and not self.value and self.kind != "str":
            facts.special[self.row, self.column] = ("no_result", "")

    def _count(self, row, column, shared):
        """One cell more; `shared` is the number of its text where that is a shared one."""
        facts = self.facts
        facts.cells += 1
        if shared is not None:
            self.characters += self._shared_length(shared)
        if row > MAX_ROWS or column > MAX_COLUMNS or facts.cells > MAX_CELLS or self.characters > MAX_TEXT:
            raise too_wide()
        facts.last_row = max(facts.last_row, row)
        facts.last_column = max(facts.last_column, column)
        self.filled.add(row)

    def _shared_length(self, number):
        try:
            length = self.string_lengths[int(number)]
        except (ValueError, IndexError) as error:
            raise unreadable() from error
        if length > MAX_CELL_TEXT:
            raise expands_too_much()
        return length


def _place(reference):
    """Row and column of `C11`."""
    found = REFERENCE.fullmatch(reference)
    if not found:
        raise unreadable()
    return int(found[2]), column_number(found[1])
