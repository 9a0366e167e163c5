"""Dates as they come out of spreadsheets: day first, and never made up (case O04)."""

import datetime
import re

from django.utils.translation import gettext as _

from desmigratif.ui import parsing

from .judging import ACCEPT_CORRECTED, INCOMPLETE, REFUSE, REVIEW, Remark, shown

#: Day 0 of the count of days in spreadsheets, from 1 March 1900 on.
SERIAL_ORIGIN = datetime.date(1899, 12, 30)
SERIALS = range(3_000, 73_051)
YEARS = parsing.YEARS
ANCIENT = 1900
#: Place, weekday and date together; a longer text is none.
LONGEST = 100
#: Marks for nothing known.
NOTHING = re.compile(r"[\-–—._\s]*|tidak (tahu|diketahui)|n/?a", re.I)
CLOCK = re.compile(r"[T ]\d{1,2}[:.]\d{2}([:.]\d{2}(\.\d+)?)?Z?$")
PLACE = re.compile(r"[^\d,]{3,},\s*(?=\d)|[^\W\d][^\d,/]*?\s+(?=\d{1,2}[-/. ]+(\d|[^\W\d]))")
YEAR_ONLY = re.compile(r"(?:00?[-/. ]00?[-/. ])?(\d{4})(?:[-/. ]00?[-/. ]00?)?")
PLAIN = re.compile(r"\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d{2}-\d{2}|\d{1,2}[-.]\d{1,2}[-.]\d{4}")


def read_day(cell, nik=""):
    """The day (or None), the year where only that is known, and a `Remark` (or None) for a cell.

    `nik` settles what a year of two digits means when its own date agrees.
    """
    if NOTHING.fullmatch(cell.text):
        return None, None, None
    if cell.kind == "date":
        return _from_date(cell)
    if len(cell.text) > LONGEST:
        return None, None, _invalid(cell)
    text = CLOCK.sub("", cell.text)
    if found := YEAR_ONLY.fullmatch(text):
        return _from_year(cell, int(found[1]))
    if re.fullmatch(r"\d{4,5}", text) and int(text) in SERIALS:
        return _from_serial(cell, int(text))
    if cell.kind == "number" and re.fullmatch(r"\d{7}", text):
        text = f"0{text}"
    return _from_text(cell, text, nik)


def in_future(cell, fate):
    return Remark(
        fate,
        "date_in_future",
        _("“%s” lies ahead of today. Check the year; write day, month and year.") % shown(cell.text),
    )


def _from_date(cell):
    if cell.value.year in YEARS and cell.value.year > ANCIENT:
        return cell.value, None, None
    return None, None, _invalid(cell)


def _from_year(cell, year):
    if year not in YEARS:
        return None, None, _invalid(cell)
    kind = "date_incomplete" if cell.text == str(year) else "date_invalid"
    return (
        None,
        year,
        Remark(
            INCOMPLETE,
            kind,
            _("“%s” is only a year: the day stays unknown. Write it in full, for example 17/08/1990.")
            % shown(cell.text),
        ),
    )


def _from_serial(cell, number):
    day = SERIAL_ORIGIN + datetime.timedelta(days=number)
    return (
        day,
        None,
        Remark(
            ACCEPT_CORRECTED,
            "date_from_serial",
            _("“%(value)s” is a date as spreadsheets count it: %(day)s.")
            % {"value": shown(cell.text), "day": f"{day:%d/%m/%Y}"},
        ),
    )


def _from_text(cell, text, nik):
    day, error = _parsed(text)
    if day is None and error.kind == "date_invalid":
        day, error = _second_reading(text, error)
    if day is not None:
        return day, None, None if PLAIN.fullmatch(cell.text) else _read_as(cell, day)
    if error.kind == "date_month_first":
        return _month_first(cell, text, error)
    if error.kind == "date_two_digit_year":
        return _two_digits(cell, text, error, nik)
    return None, None, Remark(REFUSE, error.kind, error.message)


def _parsed(text):
    try:
        return parsing.parse_date(text), None
    except parsing.DateError as error:
        return None, error


def _second_reading(text, error):
    """The day behind a place (`Tulungagung, 17 Agustus 1990`), or in one number with the year first."""
    if found := re.fullmatch(r"(\d{4})(\d{2})(\d{2})", text):
        day, _error = _parsed("-".join(found.groups()))
        return day, error
    without_place = PLACE.sub("", text, count=1)
    if without_place == text:
        return None, error
    return _parsed(without_place)


def _month_first(cell, text, error):
    month, day, year = map(int, re.findall(r"\d+", text)[:3])
    return datetime.date(year, month, day), None, Remark(REVIEW, error.kind, error.message)


def _two_digits(cell, text, error, nik):
    day, month, short = map(int, re.findall(r"\d+", text)[:3])
    year = short + (2000 if short <= datetime.date.today().year % 100 else 1900)
    born = f"{day:02}{month:02}{short:02}"
    agrees = nik and born in (nik[6:12], f"{int(nik[6:8]) - 40:02}{nik[8:12]}")
    fate = ACCEPT_CORRECTED if agrees else REVIEW
    return datetime.date(year, month, day), None, Remark(fate, error.kind, error.message)


def _read_as(cell, day):
    return Remark(
        ACCEPT_CORRECTED,
        "date_from_text",
        _("“%(value)s” was read as %(day)s.") % {"value": shown(cell.text), "day": f"{day:%d/%m/%Y}"},
    )


def _invalid(cell):
    return Remark(
        REFUSE,
        "date_invalid",
        _("“%s” is no date of our time. Write day, month and year, for example 17/08/1990.")
        % shown(cell.text),
    )
