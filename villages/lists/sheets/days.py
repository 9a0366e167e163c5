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
#: Place, weekday and date together; a longer text is none.
LONGEST = 100
#: Marks and words for nothing known, and the days that programs write for it.
NOTHING = re.compile(
    r"[\-–—._\s?*xX0:]*|[\W_]*(tidak|tdk|tak|belum|blm|lupa|kosong|nihil|null|none|unknown|n/?a|nan)\b[^\d]*|"
    r"0?0[-/. ]0?[0-9][-/. ](0000|1900)|(0000|0001|1900)[-/. ]0?[01][-/. ]0?0|0001-01-01|"
    r"0?1[-/. ]0?1[-/. ]0001|(30|31)[-/. ]12[-/. ]1899|1899-12-3[01]",
    re.I,
)
CLOCK = re.compile(r"[T ]\d{1,2}[:.]\d{2}([:.]\d{2}(\.\d+)?)?( ?[ap]m)?(Z|[+-]\d{2}:?\d{2})?$", re.I)
#: `Senin, 6 Oktober 2025 pukul 09.00 WIB`
AT = re.compile(
    r"[\s,]+(?:pukul|jam|pkl)\b.*$|,\s*\d{1,2}[.:]\d{2}\s*(?:-\s*\d{1,2}[.:]\d{2}\s*)?(?:wib)?$", re.I | re.S
)
WEEKDAY = re.compile(
    r"\b(senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad|legi|pahing|pon|wage|kliwon|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b[\s,.]*",
    re.I,
)
#: A year that is only about right, or stands for a day that nobody knows.
ABOUT = re.compile(
    r"(?:±|\+/?-|~|sekitar|kira-?kira|kurang lebih|lk|th?n?|tahun|circa|ca)[\s.]*|[-\s?]*(?:an)?$", re.I
)
YEAR_ONLY = re.compile(r"(?:00?[-/. ]00?[-/. ])?(\d{4})(?:[-/. ]00?[-/. ]00?)?")
MONTH_ONLY = re.compile(r"(?:([^\W\d_]{3,12})|\d{1,2})[-/. ,]{1,3}(\d{4})")
NOTE = re.compile(r"(?<=\d) *\([^()\d]*\)$")
AGE = re.compile(r"(?:umur|usia)?\W*\d{1,3} ?(?:th?n?|tahun|yo|years?)\b.*", re.I)
MONTH = r"([^\W\d_]{3,12}|\d{1,2})"
#: `3-4 Februari 2026`, `28 Februari s.d. 2 Maret 2026`: several days in one cell.
SPAN = re.compile(
    rf"(\d{{1,2}})(?:[ /.\-]{MONTH}(?:[ /.\-](\d{{4}}))?)?"
    r"\s*(?:[\-–—&,]|s\.? ?[/.]? ?d\b\.?|sampai(?: dengan)?|hingga|dan)\s*"
    rf"(\d{{1,2}})[ /.\-]{MONTH}[ /.\-](\d{{4}}|\d{{2}})",
    re.I,
)
#: What stands before several days: `tgl`, `Senin s.d. Rabu,`.
BEFORE_DAYS = re.compile(
    r"^\W*(?:tanggal|tgl)\b\W*|^\W*[^\W\d_]{4,6}['’]?[^\W\d_]*\s*(?:-|–|s\.? ?[/.]? ?d\b\.?|sampai|dan|&)\s*"
    r"[^\W\d_]{4,6}['’]?[^\W\d_]*\s*[,/]\s*(?=\d)",
    re.I,
)
#: `12, 13 & 14 Mei 2025`: each of the days.
SINGLY = re.compile(r"(\d{1,2}(?:\s*(?:,|&|dan)\s*\d{1,2}){2,})\s+([^\W\d_]{3,12}\s+\d{4})", re.I)
ISO = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b")
PLAIN = re.compile(r"\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d{2}-\d{2}|\d{1,2}[-.]\d{1,2}[-.]\d{4}")


def read_day(cell, nik=""):
    """The day (or None), the year where only that is known, and a `Remark` (or None) for a cell.

    `nik` settles what a year of two digits means when its own date agrees.
    """
    if len(cell.text) > LONGEST:
        return None, None, _invalid(cell)
    if NOTHING.fullmatch(cell.text):
        return None, None, None
    if cell.kind == "date":
        return _from_date(cell)
    text = NOTE.sub("", CLOCK.sub("", AT.sub("", parsing.visible(cell.text))))
    if AGE.fullmatch(text):
        return None, None, _only(cell, _("“%s” is an age, not a date: the day remains unknown."))
    if found := YEAR_ONLY.fullmatch(ABOUT.sub("", text)):
        return _from_year(cell, int(found[1]))
    if re.fullmatch(r"\d{4,5}", text) and int(text) in SERIALS:
        return _from_serial(cell, int(text))
    if cell.kind == "number" and re.fullmatch(r"\d{7}", text):
        text = f"0{text}"
    return _from_text(cell, text, nik)


def read_event(cell, today=None):
    """The same of something that happened in these years: `3-10-25` can only be 2025, and never 1925.

    `today` is the last day it may have been on, where it cannot lie ahead.
    """
    found, year, remark = read_day(cell)
    if remark is None or remark.kind != "date_two_digit_year":
        return found, year, remark
    day = _in_century(found, 2000)
    if day is None or (today and day > today):
        day = _in_century(found, 1900)
    return (day, None, _read_as(cell, day)) if day else (found, year, remark)


def _in_century(day, first):
    try:
        return day.replace(year=first + day.year % 100)
    except ValueError:
        return None


def _consecutive(text):
    """`12-14 Mei 2025` of `12, 13 & 14 Mei 2025`; the text itself where the days do not follow each other."""
    found = SINGLY.fullmatch(text)
    days = [int(day) for day in re.findall(r"\d+", found[1])] if found else []
    return f"{days[0]}-{days[-1]} {found[2]}" if days and days == [*range(days[0], days[-1] + 1)] else text


def read_span(cell):
    """The first and the last day that one cell names, and a `Remark` that says so; None for no such cell."""
    text = BEFORE_DAYS.sub("", AT.sub("", parsing.visible(cell.text[:LONGEST])))
    text = _consecutive(ISO.sub(r"\3/\2/\1", WEEKDAY.sub("", text)).replace(" '", " 20").strip(" ,.-–"))
    found = SPAN.fullmatch(text)
    if not found:
        return None
    day, month, year, *last = found.groups()
    # What lasts several days is of these years.
    last[-1] = last[-1] if len(last[-1]) > 2 else f"20{last[-1]}"
    ends = _parsed(" ".join(last))[0]
    begins = _parsed(" ".join((day, month or last[1], year or last[2])))[0]
    if begins is None or ends is None or begins > ends:
        return None
    text = _("“%(value)s” was read as %(begins)s to %(ends)s.")
    text %= {"value": shown(cell.text), "begins": f"{begins:%d/%m/%Y}", "ends": f"{ends:%d/%m/%Y}"}
    return begins, ends, Remark(ACCEPT_CORRECTED, "date_from_text", text)


def in_future(cell, fate):
    return Remark(
        fate,
        "date_in_future",
        _("“%s” is in the future. Check the year; write day, month and year.") % shown(cell.text),
    )


def _from_date(cell):
    if cell.value.year in YEARS:
        return cell.value, None, None
    return None, None, _invalid(cell)


def _from_year(cell, year):
    if year not in YEARS:
        return None, None, _invalid(cell)
    only = _("“%s” is only a year: the day remains unknown. Write it in full, for example 17/08/1990.")
    is_plain = cell.text == str(year) or not re.search(r"\d[-/. ]0|0[-/. ]\d", cell.text)
    return None, year, _only(cell, only, "date_incomplete" if is_plain else "date_invalid")


def _only(cell, text, kind="date_incomplete"):
    return Remark(INCOMPLETE, kind, text % shown(cell.text))


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
        for other in _other_readings(text):
            if found := YEAR_ONLY.fullmatch(other):
                return _from_year(cell, int(found[1]))
            if (found := MONTH_ONLY.fullmatch(other)) and (not found[1] or parsing.month_of(found[1])):
                only = _("“%s” is only month and year: the day remains unknown. Write day, month and year.")
                return None, int(found[2]), _only(cell, only)
            day, found_error = _parsed(other)
            # A word without a day leaves nothing to read.
            if day is not None or (found_error and found_error.kind != "date_invalid"):
                error = found_error
                break
    if day is not None:
        return day, None, None if PLAIN.fullmatch(cell.text) else _read_as(cell, day)
    if error.kind == "date_month_first":
        return error.value, None, Remark(REVIEW, error.kind, error.message)
    if error.kind == "date_two_digit_year":
        return _two_digits(error, nik)
    return None, None, Remark(REFUSE, error.kind, error.message)


def _parsed(text):
    try:
        return parsing.parse_date(text), None
    except parsing.DateError as error:
        return None, error


def _other_readings(text):
    """The text in one number with the year first, without weekday, without the place before it."""
    if found := re.fullmatch(r"(\d{4})(\d{2})(\d{2})", text):
        yield "-".join(found.groups())
    text = WEEKDAY.sub("", text).strip(" ,.")
    yield text
    # A place before the day: `Tulungagung, 17 Agustus 1990`; a month there is none.
    words = re.match(r"[^\d]+", text)
    if words and not any(parsing.month_of(word) for word in re.findall(r"[^\W\d_]+", words[0])[-1:]):
        yield text[words.end() :].strip(" ,.")
    elif words and (found := re.search(r"[,/] *(\D+\d.*)$", text)):
        yield found[1]


def _two_digits(error, nik):
    """A year of two figures is settled by the NIK, in both centuries; else it is asked."""
    day = error.value
    born = f"{day:%d%m%y}"
    agrees = len(nik) > 12 and born in (nik[6:12], f"{int(nik[6:8]) - 40:02}{nik[8:12]}")
    return day, None, Remark(ACCEPT_CORRECTED if agrees else REVIEW, error.kind, error.message)


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
        _("“%s” is not a plausible date. Write day, month and year, for example 17/08/1990.")
        % shown(cell.text),
    )
