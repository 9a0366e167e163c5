"""Opens the file of a list: XLSX, XLS, ODS, a web page or text; anything else is refused with its reason."""

import contextlib
import functools
from dataclasses import dataclass

import python_calamine
from django.utils.translation import gettext as _

from . import delimited, layout, old_workbooks, opendocument, webpages
from .cells import EMPTY, NO_RESULT, Cell, cell_of
from .packages import OPEN_DOCUMENT, packed, parts_of, protected, unreadable
from .refusals import FileRefused
from .sampling import sample_of, width_of
from .sheetxml import MAX_SHEETS, facts_of, sheet_parts, string_lengths_of, without_empty

MAX_BYTES = 20 * 1024 * 1024
#: What the only "sheet" of a file of text is called.
TEXT = "CSV"
#: And that of a web page.
PAGE = "HTML"
PAGES = (b"<!doctype", b"<html", b"<table", b"<?xml", b"<meta", b"<head", b"<style", b"<center", b"<body")
OFFICE_XML = b"urn:schemas-microsoft-com:office:spreadsheet"
#: So much of a file is looked at to know what it is.
START = 4096
SHARED_STRINGS = "xl/sharedStrings.xml"
#: Parts of a workbook that the reader needs beside its sheets.
FRAME = (
    "[Content_Types].xml",
    "_rels/.rels",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")


@dataclass(frozen=True)
class SheetInfo:
    """One sheet to choose: `rows` counts the rows with something in them."""

    name: str
    rows: int
    hidden: bool


class Workbook:
    """The sheets of a file; `table` lays one of them out."""

    def __init__(self, sheets, lines_of, name=""):
        self.sheets = sheets
        self.name = name
        self._lines_of = lines_of

    def table(self, sheet_name):
        """The table of one sheet; KeyError if there is none of that name."""
        return self._table(sheet_name, is_sample=False)

    def sample(self, sheet_name):
        """The same with the first and last rows alone: its columns and what they hold at first sight."""
        return self._table(sheet_name, is_sample=True)

    def _table(self, sheet_name, *, is_sample):
        if sheet_name not in {sheet.name for sheet in self.sheets}:
            raise KeyError(sheet_name)
        named = ("" if sheet_name in (TEXT, PAGE) else sheet_name, self.name)
        return layout.table_of(*self._lines_of(sheet_name, is_sample), named=named)


def open_workbook(content, name):
    """A `Workbook` of an uploaded file; raises `FileRefused`."""
    if not content.strip(b"\x00 \t\r\n"):
        raise FileRefused("file_empty", _("The file is empty. Was it saved before it was sent?"))
    if len(content) > MAX_BYTES:
        raise FileRefused(
            "file_too_large",
            _("The file is larger than %s MB. Send the list in several files, without pictures.")
            % (MAX_BYTES // 1024 // 1024),
        )
    if content.startswith(b"PK"):
        return _xlsx(content, name)
    if _is_page(content) and len(content) <= webpages.MAX_BYTES and b"<table" in content.lower():
        return _page(content, name)
    if content.startswith(OLE) and (sheets := old_workbooks.sheets_of(content)):
        return _xls(sheets, name)
    _refuse_other_kinds(content)
    return _text(content, name)


def _xls(sheets, file_name):
    sheets = {sheet["name"]: sheet for sheet in sheets}
    infos = []
    for name, sheet in sheets.items():
        filled = sum(any(value not in (None, "") for value in row) for row in sheet["rows"])
        infos.append(SheetInfo(name, filled, sheet["is_hidden"]))
    return Workbook(infos, functools.partial(_xls_lines, sheets), file_name)


def _xls_lines(sheets, sheet_name, is_sample):
    sheet = sheets[sheet_name]
    hidden, rows = frozenset(sheet["hidden_rows"]), old_workbooks.lines_of(sheet)
    lines = _lines(sample_of(rows, hidden) if is_sample else rows)
    merges = tuple(map(tuple, sheet["merges"]))
    return lines, hidden, merges, frozenset(sheet["hidden_columns"]), width_of(rows)


def _is_page(content):
    start = content[:START].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith(PAGES) and OFFICE_XML not in start


def _page(content, name):
    lines, merges = webpages.lines_of(content)
    filled = sum(any(texts) for _number, texts in lines)
    return Workbook([SheetInfo(PAGE, filled, False)], functools.partial(_page_lines, lines, merges), name)


def _page_lines(lines, merges, _sheet_name, is_sample):
    kept = sample_of(lines, ()) if is_sample else lines
    return _lines(kept), frozenset(), merges, frozenset(), width_of(lines)


def _refuse_other_kinds(content):
    """Says what a file is that only bears the name of a workbook."""
    start = content[:START].lower()
    if content.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise protected()
        reason = _("This is a workbook in the old format (XLS). Open it, save it as XLSX and send that.")
    elif content.startswith(PICTURES):
        reason = _("This is a picture. Send the list itself as an XLSX workbook or a CSV file.")
    elif content.startswith(b"%PDF"):
        reason = _("This is a PDF. Send the list it was printed from, as an XLSX workbook or a CSV file.")
    elif content.startswith((b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!")):
        reason = _("This is a compressed file. Extract it and send the workbook inside.")
    elif OFFICE_XML in start:
        reason = _("This is an XML table of Excel 2003. Open it, save it as XLSX and send that.")
    elif _is_page(content):
        reason = _(
            "This is a web page with the file name of a workbook. Open it in your spreadsheet "
            "program, save it as XLSX and send that."
        )
    else:
        return
    raise FileRefused("file_wrong_type", reason)


def _text(content, name):
    # Programs that export text call it .xls; no other name of a workbook is borne by text.
    if name.lower().endswith((".xlsx", ".xlsm", ".ods")):
        raise FileRefused(
            "file_wrong_type",
            _(
                "The name says workbook, but the file contains plain text. Open it in your spreadsheet "
                "program and save it as XLSX, or give it a name that ends in .csv."
            ),
        )
    records = delimited.records_of(content)
    filled = sum(any(map(str.strip, fields)) for _number, fields in records)
    return Workbook([SheetInfo(TEXT, filled, False)], functools.partial(_text_lines, records), name)


def _text_lines(records, _sheet_name, is_sample):
    kept = sample_of(records, ()) if is_sample else records
    return _lines(kept), frozenset(), (), frozenset(), width_of(records)


def _lines(rows):
    return [(number, [cell_of(value) for value in values]) for number, values in rows]


def _xlsx(content, file_name):
    parts = parts_of(content)
    if OPEN_DOCUMENT in parts:
        return _ods(parts, file_name)
    named = sheet_parts(parts)
    if not named or len(named) > MAX_SHEETS:
        raise unreadable()
    strings = next((part for name, part in parts.items() if name.lower() == SHARED_STRINGS.lower()), b"")
    lengths = string_lengths_of(strings)
    # Only parts that were measured reach the reader.
    kept = {name: part for name, part in parts.items() if name in FRAME}
    facts = {}
    for name, part_name in named.items():
        if part_name in parts and part_name not in kept:
            kept[part_name] = without_empty(parts[part_name])
            facts[name] = facts_of(kept[part_name], lengths)
    if strings:
        kept[SHARED_STRINGS] = strings
    book = _opened(kept)
    hidden = {
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.visible != python_calamine.SheetVisibleEnum.Visible
    }
    infos = [SheetInfo(name, found.filled_rows, name in hidden) for name, found in facts.items()]
    return Workbook(infos, functools.partial(_xlsx_lines, book, facts), file_name)


def _ods(parts, file_name):
    sheets = {sheet.name: sheet for sheet in opendocument.sheets_of(parts)}
    if not sheets or len(sheets) > MAX_SHEETS:
        raise unreadable()
    infos = [SheetInfo(sheet.name, len(sheet.rows), sheet.is_hidden) for sheet in sheets.values()]
    return Workbook(infos, functools.partial(_ods_lines, sheets), file_name)


def _ods_lines(sheets, sheet_name, is_sample):
    sheet = sheets[sheet_name]
    last = max(sheet.rows, default=0)
    rows = [(number, sheet.rows.get(number, [])) for number in range(1, last + 1)]
    rows = _lines(sample_of(rows, sheet.hidden) if is_sample else rows)
    return rows, frozenset(sheet.hidden), tuple(sheet.merges), frozenset(sheet.hidden_columns), sheet.width


@contextlib.contextmanager
def _plain_refusal():
    """Whatever the reader trips over becomes a refusal; a panic of it is no `Exception`."""
    try:
        yield
    except BaseException as error:
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise unreadable() from error
        raise


def _opened(parts):
    with _plain_refusal():
        return python_calamine.CalamineWorkbook.from_filelike(packed(parts))


def _xlsx_lines(book, facts, sheet_name, is_sample):
    """Lines of one sheet with their numbers, hidden rows, merged regions, hidden columns and the width."""
    found = facts[sheet_name]
    with _plain_refusal():
        grid = book.get_sheet_by_name(sheet_name).to_python(skip_empty_area=False)
    last = max((row for row, _column in found.special), default=0)
    rows = list(enumerate(grid + [[]] * (last - len(grid)), start=1))
    lines = _lines(sample_of(rows, found.hidden) if is_sample else rows)
    width, at = width_of(rows), dict(lines)
    for (row, column), (kind, text) in found.special.items():
        width = max(width, column)
        if (cells := at.get(row)) is not None:
            cells.extend([EMPTY] * (column - len(cells)))
            cells[column - 1] = NO_RESULT if kind == "no_result" else Cell("error", text, text)
    return lines, frozenset(found.hidden), found.merges, frozenset(found.hidden_columns), width
