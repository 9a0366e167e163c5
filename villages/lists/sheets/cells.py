"""One cell of a sheet, whatever file it came from."""

import datetime
from typing import NamedTuple

#: What spreadsheet programs show in a cell whose formula failed.
ERRORS = {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}
#: From here on a spreadsheet no longer keeps every digit of a whole number.
EXACT_BELOW = 2**53


class Cell(NamedTuple):
    """`kind` is empty, text, number, date, error or no_result; `text` is what a person sees in the sheet."""

    kind: str
    value: object
    text: str


EMPTY = Cell("empty", None, "")
NO_RESULT = Cell("no_result", None, "")


def cell_of(value):
    """The cell of a value as the reader of workbooks or of text files gives it; that of a cell is itself."""
    if isinstance(value, str):
        text = value.strip()
        if not text:
            return EMPTY
        return Cell("error", text, text) if text in ERRORS else Cell("text", value, text)
    if isinstance(value, bool):
        return Cell("text", str(value).upper(), str(value).upper())
    if isinstance(value, int | float):
        return Cell("number", value, number_text(value))
    if isinstance(value, datetime.datetime):
        return Cell("date", value.date(), f"{value:%d/%m/%Y}")
    if isinstance(value, datetime.date):
        return Cell("date", value, f"{value:%d/%m/%Y}")
    if value is None or isinstance(value, Cell):
        return EMPTY if value is None else value
    return Cell("text", str(value), str(value))


def number_text(value):
    """A number without the `.0` and the exponent that programs add to whole numbers."""
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e18 else str(value)
