"""Rows as CSV and as a workbook, from the same columns.

Text stays text in both (case O23): the workbook stores strings that no program evaluates, and the CSV puts an
apostrophe before a cell that a spreadsheet would take for a formula. An export has a `title`, `columns` and
`rows()`, and a `count` where it knows best how many these are; whatever depends on the reader's language and
clock is read when it is made, because a streamed file is written when these are gone.
"""

import csv
import datetime
import re
import tempfile
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _

from .formatting import AtLeast, zone_name

#: Rows that an export reads from the database at a time.
CHUNK = 500
#: What a worksheet holds besides its heading.
MAX_SHEET_ROWS = 1_048_575
#: Text that a spreadsheet takes for a formula; or that, read again, would lose an apostrophe of its own.
FORMULA = re.compile(r"'*(\s*[=+\-@]|[\t\r])")
#: The apostrophe that `csv_cell` puts before such a text.
GUARD = re.compile(f"^'(?={FORMULA.pattern})")
#: Tells a spreadsheet that the CSV is UTF-8.
BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True)
class ExportColumn:
    """One column: its heading, its width in the workbook and what kind of value stands in it."""

    heading: str
    width: int
    #: text, number, money, share (0 to 1), date, or time: in one zone, which the heading names.
    kind: str = "text"
    #: The personal field that it shows, where not every reader of the list may read it.
    field: str = ""


def chunks(rows):
    """The rows of a query in lists of `CHUNK`, so that a file asks once for what all of a list need."""
    rows = rows.iterator(chunk_size=CHUNK)
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


class ExportTable:
    """An export with its times in the zone of the reader; `told` hears how many rows are read by now."""

    def __init__(self, export, told=None):
        self.told = told
        self.title = export.title
        self.zone = timezone.get_current_timezone()
        zone = zone_name(timezone.now())
        self.columns = [
            replace(column, heading=f"{column.heading} ({zone})") if column.kind == "time" else column
            for column in export.columns
        ]
        self._rows = export.rows

    def rows(self):
        for number, row in enumerate(self._rows(), start=1):
            if self.told and number % CHUNK == 0:
                self.told(number)
            yield [self._written(value) for value in row]

    def _written(self, value):
        if isinstance(value, datetime.datetime):
            return value.astimezone(self.zone).replace(tzinfo=None, microsecond=0)
        return value.cell if isinstance(value, AtLeast) else value


class _Line:
    """A file for the csv writer that hands each line straight on."""

    def write(self, line):
        return line


def csv_lines(table):
    """The table as lines of UTF-8 CSV, one at a time."""
    writer = csv.writer(_Line())
    yield BYTE_ORDER_MARK + writer.writerow([csv_cell(column.heading) for column in table.columns])
    for row in table.rows():
        yield writer.writerow([csv_cell(value) for value in row])


def csv_cell(value):
    """Dates in ISO form, numbers bare, and text that cannot start a formula."""
    if value is None:
        return ""
    if isinstance(value, datetime.date | datetime.datetime):
        return value.isoformat(*([" "] if isinstance(value, datetime.datetime) else []))
    if isinstance(value, str) and FORMULA.match(value):
        return f"'{value}"
    return value


def unguarded(text):
    """A text as it was before `csv_cell` wrote it."""
    return GUARD.sub("", text)


def workbook(table, about):
    """An open temporary file with the table as XLSX, written row by row in constant memory.

    `about`: lines `(what, text)` of the second sheet, saying what was filtered, when and by whom.
    """
    file = tempfile.TemporaryFile()  # noqa: SIM115 -- the response closes it
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(file, options)
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    formats = {
        "text": None,
        "number": book.add_format({"num_format": "0"}),
        "decimal": book.add_format({"num_format": "0.##"}),
        "money": book.add_format({"num_format": "#,##0"}),
        "share": book.add_format({"num_format": "0.0%"}),
        "date": book.add_format({"num_format": "dd/mm/yyyy"}),
        "time": book.add_format({"num_format": "dd/mm/yyyy hh:mm"}),
    }
    sheet = book.add_worksheet(table.title)
    sheet.freeze_panes(1, 0)
    for number, column in enumerate(table.columns):
        sheet.set_column(number, number, column.width, formats[column.kind])
        sheet.write_string(0, number, column.heading, heading)
    for line, row in enumerate(table.rows(), start=1):
        for number, (column, value) in enumerate(zip(table.columns, row, strict=True)):
            _write_cell(sheet, line, number, value, formats[column.kind])
    notes = book.add_worksheet(_("About"))
    notes.set_column(0, 0, 28)
    notes.set_column(1, 1, 90)
    for line, (what, text) in enumerate(about):
        notes.write_string(line, 0, what, heading)
        notes.write_string(line, 1, text)
    book.close()
    file.seek(0)
    return file


def _write_cell(sheet, line, number, value, cell_format):
    if value is None or value == "":
        return
    if isinstance(value, str):
        sheet.write_string(line, number, value, cell_format)
    elif isinstance(value, datetime.date):
        sheet.write_datetime(line, number, value, cell_format)
    elif isinstance(value, Decimal | int | float):
        sheet.write_number(line, number, value, cell_format)
