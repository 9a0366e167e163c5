"""Days, as people write them."""

import calendar
import datetime
import difflib
import functools
import re
import unicodedata

from django.utils.translation import gettext as _

from .. import clock, formatting
from .texts import ParseError, bounded, plain, shown

#: In 1900 and before nobody of the register was born; programs write such days for none.
YEARS = range(1901, 2101)
DATE_EXAMPLE = "24/09/2024"
#: Names of the months in Indonesian and English, and short forms that are no beginning of a name.
MONTHS = (
    "januari january",
    "februari february",
    "maret march mrt mar",
    "april",
    "mei may",
    "juni june",
    "juli july",
    "agustus august agt ags agst agsts",
    "september sept",
    "oktober october",
    "november nov",
    "desember december",
)
#: How a sound was written before 1972, or is by ear: Djuli, Pebruari, Nopember, Oktoober.
SPELLINGS = (("dj", "j"), ("tj", "c"), ("oe", "u"), ("peb", "feb"), ("nop", "nov"), ("ph", "f"))
SHORTEST_MISSPELT = 5
#: From so much likeness on a misspelt name of a month is known, where it is like no other.
NEAR = 0.8
BETWEEN = r" ?[-/.,_ ] ?"
YEAR = r"([0-9]{4}|'?[0-9]{2})"
#: Day, month, year in figures; year first; all in one number.
FIGURES = re.compile(rf"([0-9]{{1,2}}){BETWEEN}([0-9]{{1,2}}){BETWEEN}{YEAR}")
YEAR_FIRST = re.compile(rf"([0-9]{{4}}){BETWEEN}([0-9]{{1,2}}){BETWEEN}([0-9]{{1,2}})")
# Eight figures alone: the number pad of an iPhone has no other sign.
TOGETHER = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4}|[0-9]{2})")
WORD = r"([^\W\d_]{3,12}|[IVX]{1,4})"
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
NAMED = re.compile(rf"([0-9]{{1,2}})[-/.,_ ]*{WORD}[-/.,_ ]*{YEAR}")
NAMED_FIRST = re.compile(rf"{WORD}[-/. ]*([0-9]{{1,2}})(?:st|nd|rd|th)?[-/., ]+([0-9]{{4}})")
NAMED_YEAR_FIRST = re.compile(rf"([0-9]{{4}})[-/. ]+{WORD}[-/. ]+([0-9]{{1,2}})")


class DateError(ParseError):
    """A date that cannot be taken as it is written; `value` is the day that is probably meant, or None."""

    def __init__(self, kind, message, *, value=None, **values):
        super().__init__(kind, message, **values)
        self.value = value


@functools.lru_cache(maxsize=512)
def month_of(word):
    """1 to 12 for the name of a month: whole, shortened, in old spelling, misspelt or Roman; 0 for others."""
    if word in ROMAN:
        return ROMAN.index(word) + 1
    word = unicodedata.normalize("NFKD", word.casefold()).strip(".")[:20]
    for old, new in SPELLINGS:
        word = word.replace(old, new)
    names = [(name, number) for number, named in enumerate(MONTHS, start=1) for name in named.split()]
    found = {number for name, number in names if len(word) > 2 and name.startswith(word)}
    if not found and len(word) >= SHORTEST_MISSPELT:
        found = {
            number
            for name, number in names
            if len(name) >= SHORTEST_MISSPELT and difflib.SequenceMatcher(None, name, word).ratio() >= NEAR
        }
    return found.pop() if len(found) == 1 else 0


@bounded("date_invalid", DateError)
def parse_date(text):
    """A day, day first always: 24/09/2024, 24-9-2024, 24.9.2024, 24092024, 2024-09-24, 3 Nop 1988."""
    typed = shown(text)
    written = plain(text)
    if not written:
        return None
    if re.fullmatch(r"[0-9]{4}", written):
        raise DateError(
            "date_incomplete",
            _("“%(typed)s” is only a year. Write day, month and year, for example %(example)s."),
            typed=typed,
            example=DATE_EXAMPLE,
        )
    day, month, year, is_short = _date_parts(typed, written)
    if year not in YEARS:
        raise DateError(
            "date_invalid",
            _("“%(typed)s” is in the year %(year)s. Check the year; write the date like %(example)s."),
            typed=typed,
            year=year,
            example=DATE_EXAMPLE,
        )
    if month > 12 and _exists(month, day, year):
        raise DateError(
            "date_month_first",
            _("“%(typed)s”: there is no month %(month)s. Did you mean %(example)s? Write the day first."),
            typed=typed,
            month=month,
            example=f"{month:02}/{day:02}/{year}",
            value=datetime.date(year, day, month),
        )
    if not 1 <= month <= 12:
        raise DateError(
            "date_invalid",
            _(
                "“%(typed)s”: there is no month %(month)s. Months go from 1 to 12; write the date like "
                "%(example)s."
            ),
            typed=typed,
            month=month,
            example=DATE_EXAMPLE,
        )
    if not _exists(day, month, year):
        raise DateError(
            "date_invalid",
            _("“%(typed)s” does not exist: %(month)s %(year)s has %(last)s days. Example: %(example)s."),
            typed=typed,
            month=formatting.month_name(month),
            year=year,
            last=calendar.monthrange(year, month)[1],
            example=DATE_EXAMPLE,
        )
    if is_short:
        raise DateError(
            "date_two_digit_year",
            _("“%(typed)s” has a year of two digits. Did you mean %(example)s? Then write all four."),
            typed=typed,
            example=f"{day:02}/{month:02}/{year}",
            value=datetime.date(year, month, day),
        )
    return datetime.date(year, month, day)


def _exists(day, month, year):
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def _date_parts(typed, written):
    """Day, month and year as numbers, not yet checked against the calendar, and whether the year is short."""
    if found := YEAR_FIRST.fullmatch(written):
        year, month, day = map(int, found.groups())
        return day, month, year, False
    if found := FIGURES.fullmatch(written) or TOGETHER.fullmatch(written):
        return int(found[1]), int(found[2]), *_full_year(found[3])
    for pattern, (day, month, year) in (
        (NAMED, (1, 2, 3)),
        (NAMED_FIRST, (2, 1, 3)),
        (NAMED_YEAR_FIRST, (3, 2, 1)),
    ):
        if (found := pattern.fullmatch(written)) and (number := month_of(found[month])):
            return int(found[day]), number, *_full_year(found[year])
    raise DateError(
        "date_invalid",
        _("“%(typed)s” is not a date. Write day, month and year, for example %(example)s."),
        typed=typed,
        example=DATE_EXAMPLE,
    )


def _full_year(text):
    """The year in four figures, and whether it was written with two: those of today's century first."""
    year = int(text.strip("'"))
    if len(text.strip("'")) > 2:
        return year, False
    return year + (2000 if year <= clock.today().year % 100 else 1900), True
