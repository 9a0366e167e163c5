"""Numbers, money and dates as text of the active language.

The marks and words stand here and not in the translation catalogue: a missing catalogue must never turn
17.850.000 into 17,850,000. Nothing here is for SVG attributes, addresses or files; those stay unlocalised.
"""

import datetime
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone
from django.utils.translation import get_language

NBSP = "\u00a0"
NOTHING = "–"


@dataclass(frozen=True)
class Language:
    """The marks and words of one language."""

    thousand: str
    decimal: str
    clock: str
    scales: tuple[tuple[int, str], ...]
    months: tuple[str, ...]
    months_short: tuple[str, ...]


INDONESIAN = Language(
    thousand=".",
    decimal=",",
    clock=".",
    scales=((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (10**3, "ribu")),
    months=(
        "Januari",
        "Februari",
        "Maret",
        "April",
        "Mei",
        "Juni",
        "Juli",
        "Agustus",
        "September",
        "Oktober",
        "November",
        "Desember",
    ),
    months_short=("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"),
)
ENGLISH = Language(
    thousand=",",
    decimal=".",
    clock=":",
    scales=((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (10**3, "thousand")),
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    months_short=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
ZONES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


def language():
    """Indonesian unless the reader switched to English."""
    return ENGLISH if (get_language() or "id").startswith("en") else INDONESIAN


def _rounded(value, decimals):
    """The value as a Decimal with that many decimals, halves away from zero as people round."""
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


class AtLeast(int):
    """A count that was rounded down: `120+`; or `<5`, where even `fewer_than` is not reached."""

    fewer_than: int | None

    def __new__(cls, least, fewer_than=None):
        self = super().__new__(cls, least)
        self.fewer_than = fewer_than
        return self

    @property
    def words(self):
        """As a page says it."""
        return f"<{self.fewer_than}" if self.fewer_than else f"{number(int(self))}+"

    @property
    def cell(self):
        """As a file says it: a number to count with, where there is one."""
        return self.words if self.fewer_than else int(self)


def number(value, decimals=0):
    """1234.5 with one decimal -> 1.234,5; no value -> a dash, which is not a zero."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, AtLeast):
        return value.words
    rounded = value if decimals == 0 and isinstance(value, int) else _rounded(value, decimals)
    text = f"{abs(rounded):,f}" if isinstance(rounded, Decimal) else f"{abs(rounded):,}"
    if len(text) > 3 or decimals:
        marks = language()
        text = text.replace(",", " ").replace(".", marks.decimal).replace(" ", marks.thousand)
    return f"−{text}" if rounded < 0 else text


def percent(ratio, decimals=1):
    """0.584 -> 58,4%; above one is shown as it is; no ratio (no target, no ceiling) -> a dash."""
    if ratio is None or ratio == "":
        return NOTHING
    return f"{number(Decimal(str(ratio)) * 100, decimals)}%"


def rupiah(value):
    """17850000 -> Rp 17.850.000, which never breaks over a line."""
    if value is None or value == "":
        return NOTHING
    return f"Rp{NBSP}{number(value)}"


def rupiah_short(value):
    """12100000000 -> Rp 12,1 miliar: at most one decimal, none from a hundred on."""
    if value is None or value == "":
        return NOTHING
    if abs(Decimal(str(value))) < 1000:
        return rupiah(value)
    # Compared after rounding, so that 999.960.000 is 1 miliar and not 1.000 juta.
    fitting = (row for row in reversed(language().scales) if _short(value, row[0])[0] < 1000)
    scale, word = next(fitting, language().scales[0])
    amount, decimals = _short(value, scale)
    sign = "−" if Decimal(str(value)) < 0 else ""
    return f"Rp{NBSP}{sign}{number(amount, decimals)}{NBSP}{word}"


def _short(value, scale):
    """The amount in that unit and its number of decimals: 12,1 and 428 but 9, not 9,0."""
    amount = abs(Decimal(str(value))) / scale
    decimals = 1 if _rounded(amount, 1) < 100 else 0
    amount = _rounded(amount, decimals)
    return amount, 0 if amount == amount.to_integral_value() else decimals


def _day(value):
    """The calendar day in the reader's zone."""
    if isinstance(value, datetime.datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


def month_name(month):
    """1 -> Januari."""
    return language().months[month - 1]


def month_year(day):
    """The month of a day: `Maret 2026`."""
    return f"{month_name(day.month)} {day.year}"


def short_date(value):
    """24 Sep 2024, for tables."""
    if not value:
        return NOTHING
    day = _day(value)
    return f"{day.day} {language().months_short[day.month - 1]} {day.year}"


def long_date(value):
    """30 September 2024, for text."""
    if not value:
        return NOTHING
    day = _day(value)
    return f"{day.day} {month_name(day.month)} {day.year}"


def time_stamp(value):
    """30 September 2024, 14.32 WIB, in the reader's zone."""
    if not value:
        return NOTHING
    moment = timezone.localtime(value)
    return f"{long_date(moment)}, {moment:%H}{language().clock}{moment:%M}{NBSP}{zone_name(moment)}"


def zone_name(moment):
    """WIB, WITA or WIT: what the reader's zone is called at that moment."""
    return ZONES.get(timezone.get_current_timezone_name(), timezone.localtime(moment).tzname())


def within(name: object) -> str:
    """A name as it reads within a sentence: "NIK" stays, "Full name" becomes "full name"."""
    text = str(name)
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
