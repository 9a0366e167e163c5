"""The day for which a list is correct, as its titles, its names or the place over its signature say."""

import calendar
import datetime
import re

from desmigratif.ui import parsing

MONTH = r"[^\W\d_]{3,12}"
DAY = rf"(\d{{1,2}}[ /.\-]{{1,3}}(?:{MONTH}|\d{{1,2}})[ /.\-]{{1,3}}\d{{4}})(?!\d)"
#: `Keadaan s.d. 30 Juni 2025`, `Posisi data: Desember 2025`, `Data per 31/12/2025`.
STATED = re.compile(
    r"(?<!\w)(?:per|posisi|keadaan|kondisi|situasi|update|pembaruan|pemutakhiran|sampai|hingga|s\.? ?/?d\.?|"
    r"as of)"
    rf"(?!\w)[^\d]{{0,30}}?(?:{DAY}|({MONTH})\s+(\d{{4}})(?!\d))",
    re.I,
)
#: `Tulungagung, 30 Juni 2025`
SIGNED = re.compile(rf"[^\W\d_][^\d,:]{{2,40}},\s*(?:tanggal |tgl\.? )?{DAY}\s*", re.I)


def day_of_list(surroundings, today):
    """The one day that a list says it is of, or None; a day ahead of `today` is none.

    A month alone stands for its last day. What is said of the whole list comes before the signature.
    """
    day = surroundings.only_one_read(_stated) or surroundings.only_one_read(_signed)
    return day if day and day <= today else None


def _stated(text):
    found = STATED.search(text)
    if found is None:
        return None
    day, month, year = found.groups()
    return _parsed(day) if day else _last_of(month, int(year))


def _signed(text):
    found = SIGNED.fullmatch(text)
    return _parsed(found[1]) if found else None


def _parsed(text):
    try:
        return parsing.parse_date(text)
    except parsing.DateError:
        return None


def _last_of(month, year):
    number = parsing.month_of(month)
    return datetime.date(year, number, calendar.monthrange(year, number)[1]) if number and year else None
