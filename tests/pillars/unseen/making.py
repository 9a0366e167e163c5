"""Lists as offices make them: sheets of plain values or lines of text, and what each row of them says."""

import datetime
import io
from dataclasses import dataclass, field

import xlsxwriter
from xlsxwriter.utility import xl_cell_to_rowcol

CASES = []


@dataclass
class Case:
    """One file; `rows` are `{sheet: {number: (fates, values)}}`, `needs` what the portal has before it."""

    name: str
    kind: str
    file: str
    content: bytes
    rows: dict
    needs: str = ""
    answers: dict = field(default_factory=dict)


def nik(born, serial, sex="L", area="350414"):
    d, m, y = map(int, born.split("/"))
    d += 40 if sex == "P" else 0
    return f"{area}{d:02}{m:02}{y % 100:02}{serial:04}"


def day(text):
    d, m, y = map(int, text.split("/"))
    return datetime.date(y, m, d)


def xlsx(_merges=(), **sheets):
    """A workbook; dates become date cells, `_merges` are regions of each of its sheets."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"strings_to_formulas": False, "strings_to_urls": False})
    date = book.add_format({"num_format": "dd/mm/yyyy"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, datetime.date):
                    sheet.write_datetime(at, column, datetime.datetime.combine(value, datetime.time()), date)
                elif value is not None and value != "":
                    sheet.write(at, column, value)
        for area in _merges:
            row, column = xl_cell_to_rowcol(area.split(":")[0])
            sheet.merge_range(area, rows[row][column])
    book.close()
    return target.getvalue()


def lines(*rows, sep=";", encoding="utf-8", end="\n"):
    """A file of text; a row is a line, or its cells."""
    texts = [row if isinstance(row, str) else sep.join(map(str, row)) for row in rows]
    return end.join(texts).encode(encoding)


#: fate words of an expectation.
FATES = {
    "ok": {"accept", "accept_corrected", "incomplete"},
    "held": {"review", "refuse"},
    "ask": {"accept", "accept_corrected", "incomplete", "review"},
}


def ok(**values):
    """Read without a question, with these values."""
    return FATES["ok"], values


def held(**values):
    """Held or refused: nothing is guessed."""
    return FATES["held"], values


def passed():
    """Says nothing that could be stored, and is passed over."""
    return {"ignore"}, {}


def ask(**values):
    """Read, shown and perhaps held for a person: the value is right in any case."""
    return FATES["ask"], values


def case(name, kind, file, content, rows, **more):
    """`rows`: {number: expectation} of a single sheet or {sheet: {number: expectation}}."""
    if rows and not isinstance(next(iter(rows.values())), dict):
        rows = {"": rows}
    CASES.append(Case(name, kind, file, content, rows, **more))
