"""Sheets that go to the office: the empty template, and rows that come back to be corrected."""

import tempfile
from itertools import zip_longest

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from villages.lists.services import import_rows, imports
from villages.models import ImportRow, Village

#: Text cells, so that a spreadsheet keeps every digit and every leading zero.
AS_TEXT = {"num_format": "@"}
HEADING = {"bold": True, "text_wrap": True, "valign": "top"}
WIDTH = 22
#: Name of the second sheet of a template.
WORDS = gettext_lazy("Words to use")
#: What spreadsheet programs allow.
LONGEST_SHEET_NAME = 31


def template(user, kind):
    """An open temporary file: headers of the list, and on a second sheet what may be written in it."""
    file, book = _workbook()
    heading, text = book.add_format(HEADING), book.add_format(AS_TEXT)
    sheet = book.add_worksheet(str(kind.label)[:LONGEST_SHEET_NAME])
    sheet.freeze_panes(1, 0)
    fields = [field for field in kind.schema.fields if field.in_template]
    for column, field in enumerate(fields):
        sheet.set_column(column, column, WIDTH, text)
        sheet.write_string(0, column, str(field.label), heading)
    _write_words(book.add_worksheet(str(WORDS)), heading, text, user, fields)
    return _closed(file, book)


def is_words_sheet(name):
    """Whether a sheet is the second one of a template, in either language: it holds no list."""
    names = []
    for language in ("id", "en"):
        with override(language):
            names.append(str(WORDS))
    return name in names


def _write_words(sheet, heading, text, user, fields):
    """The villages of the office with their codes, and the words that the lists of choices know."""
    lists = [field for field in fields if field.words]
    titles = [_("Village code"), _("Village"), _("District"), *(str(field.label) for field in lists)]
    sheet.set_column(0, len(titles), WIDTH, text)
    for column, title in enumerate(titles):
        sheet.write_string(0, column, title, heading)
    villages = Village.objects.editable_by(user).for_list().order_by("area")
    columns = [
        [village.area_id for village in villages],
        [village.area.name for village in villages],
        [village.district.name for village in villages],
        *(map(str, field.words) for field in lists),
    ]
    # Line by line, because a line once passed can no longer be written.
    for line, values in enumerate(zip_longest(*columns, fillvalue=""), start=1):
        for column, value in enumerate(values):
            sheet.write_string(line, column, value)


def faults(batch):
    """An open temporary file: the rows that were not stored, as they were, with the reason beside each."""
    file, book = _workbook()
    heading, text = book.add_format(HEADING), book.add_format(AS_TEXT)
    sheet = book.add_worksheet(_("To be corrected"))
    sheet.freeze_panes(1, 0)
    titles = [*batch.columns, *imports.fault_titles()]
    for column, title in enumerate(titles):
        sheet.set_column(column, column, WIDTH, text)
        sheet.write_string(0, column, title, heading)
    for line, row in enumerate(batch.rows.open_faults().iterator(), start=1):
        cells = import_rows.unsealed(row).get("cells", [])[: len(batch.columns)]
        for column, value in enumerate(cells):
            sheet.write_string(line, column, value, text)
        sheet.write_string(line, len(batch.columns), str(row.number), text)
        sheet.write_string(line, len(batch.columns) + 1, reasons(row), text)
    return _closed(file, book)


def reasons(row: ImportRow):
    """Why a row was not stored and how to correct it, cell by cell."""
    return "\n".join(
        f"{note['column']}: {note['text']}" if note["column"] else note["text"]
        for note in import_rows.faults_of(row)
    )


def _workbook():
    file = tempfile.TemporaryFile()  # noqa: SIM115 -- the response closes it
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    return file, xlsxwriter.Workbook(file, options)


def _closed(file, book):
    book.close()
    file.seek(0)
    return file
