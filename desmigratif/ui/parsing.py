"""Reads what people type: rupiah, dates, head counts. Pure functions, for forms and for imports of files.

Each returns None for nothing typed, the value, or raises ParseError with a sentence that holds what was
typed, what is wrong with it and how it is written. Nothing is guessed: what can be read in two ways is
asked back.
"""

import calendar
import datetime
import re
from decimal import Decimal

from django.utils.translation import gettext as _

from . import formatting

# Above this an amount or a head count is a slip of the finger, and would not fit its column.
MAX_RUPIAH = 999_999_999_999_999
MAX_COUNT = 999_999
YEARS = range(1900, 2101)

RUPIAH_EXAMPLE = "17.850.000"
DATE_EXAMPLE = "24/09/2024"

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari february pebruari feb peb",
            "maret march mar mrt",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "agustus august agu agt ags aug agst",
            "september sep sept",
            "oktober october okt oct",
            "november nopember nov nop",
            "desember december des dec",
        ),
        start=1,
    )
    for name in names.split()
}


class ParseError(ValueError):
    """What was typed cannot be taken; `kind` is the reason in one word, `message` the sentence to show."""

    def __init__(self, kind, message, **values):
        self.kind = kind
        self.message = message % values
        super().__init__(self.message)


class AmountError(ParseError):
    """An amount of rupiah that cannot be taken as it is written.

    `value`: what is probably meant, None where nobody can tell; `is_sure`: there is no other reading, so that
    an import, which shows what it read, may take it.
    """

    def __init__(self, kind, message, *, value=None, is_sure=False, **values):
        super().__init__(kind, message, **values)
        self.value, self.is_sure = value, is_sure


class DateError(ParseError):
    """A date that cannot be taken."""


class CountError(ParseError):
    """A head count that cannot be taken."""


class NumberError(ParseError):
    """A number that cannot be taken."""


def _plain(text):
    """Without outer space, and with every kind of space and minus sign as the plain one."""
    text = re.sub(r"[\s\u200b\ufeff]+", " ", str(text)).strip()
    return re.sub(r"[\u2010-\u2015\u2212]", "-", text)


def _shown(text):
    """What was typed, for the message; a pasted page is cut."""
    text = str(text).strip()
    return text if len(text) <= 60 else f"{text[:60]}…"


def _int(text):
    """The figures as a number; twenty of them are more than any limit here, and keep int() cheap."""
    return int(re.sub(r"[^0-9]", "", text).lstrip("0")[:20] or 0)


# Rupiah

GROUPED = re.compile(r"[1-9][0-9]{0,2}(\.[0-9]{3})+|[1-9][0-9]{0,2}( [0-9]{3})+|[0-9]+")
#: What is written like one group of thousands, and like a fraction of three figures.
GROUP_OF_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
HALF_IN_CENTS = 50
FOREIGN_GROUPED = re.compile(r"[1-9][0-9]{0,2}(,[0-9]{3}){2,}|[1-9][0-9]{0,2}(,[0-9]{3})+(?=\.)")


def parse_rupiah(text):
    """Whole rupiah as int. Indonesian reading first; 1,500,000.00 is read because its two marks settle it."""
    typed = _shown(text)
    plain = _plain(text)
    if not plain:
        return None
    if plain == "-":
        raise AmountError(
            "amount_missing",
            _("“%(typed)s” is not an amount. Leave it empty, or write 0 if nothing was spent."),
            typed=typed,
        )
    amount = re.sub(r"^(rp\.?|idr) ?", "", plain, flags=re.IGNORECASE)
    amount = re.sub(r"[.,]?[-=]+$", "", amount) if amount[:1].isdigit() else amount
    if re.match(r"\(.*\)$|-", amount):
        raise AmountError(
            "amount_invalid",
            _("“%(typed)s” is below zero. Write an amount of 0 or more, for example %(example)s."),
            typed=typed,
            example=RUPIAH_EXAMPLE,
        )
    if re.search(r"[^0-9., ]", amount) or not amount:
        raise _worded(typed, amount)
    whole, cents = _split_amount(typed, amount)
    if whole <= MAX_RUPIAH and int(cents or 0):
        raise AmountError(
            "amount_ambiguous",
            _("“%(typed)s” has a fraction of a rupiah. Round it to whole rupiah, for example %(example)s."),
            typed=typed,
            example=_grouped(whole),
            value=whole + (int(cents.ljust(2, "0")) >= HALF_IN_CENTS),
            is_sure=True,
        )
    if whole > MAX_RUPIAH:
        raise AmountError(
            "amount_invalid",
            _("“%(typed)s” is too large. Check the number of zeros; the largest amount is %(example)s."),
            typed=typed,
            example=_grouped(MAX_RUPIAH),
        )
    return whole


def _worded(typed, amount):
    """The error for an amount that is not all figures."""
    shortened = re.fullmatch(
        r"([0-9]+(?:,[0-9]{1,3})?) ?(rb|ribu|jt|juta|m|miliar|milyar|t|triliun)\.?", amount, re.I
    )
    if shortened:
        zeros = {"r": 3, "j": 6, "m": 9, "t": 12}[shortened[2][0].lower()]
        whole, _comma, fraction = shortened[1].partition(",")
        value = _int(whole + fraction.ljust(zeros, "0"))
        return AmountError(
            "amount_ambiguous",
            _("“%(typed)s” is shortened. Write the amount in full, for example %(example)s."),
            typed=typed,
            example=_grouped(value),
            value=value if value <= MAX_RUPIAH else None,
            is_sure=value <= MAX_RUPIAH,
        )
    if scientific := re.fullmatch(r"([0-9])(?:[.,]([0-9]{1,14}))?e\+?([0-9]{1,2})", amount, re.I):
        return AmountError(
            "amount_ambiguous",
            _("“%(typed)s” was shortened by a spreadsheet. Write it in full, for example %(example)s."),
            typed=typed,
            example=RUPIAH_EXAMPLE,
            value=_from_scientific(*scientific.groups(default="")),
        )
    return AmountError(
        "amount_invalid",
        _("“%(typed)s” is not an amount. Write it in figures, for example %(example)s."),
        typed=typed,
        example=RUPIAH_EXAMPLE,
    )


def _from_scientific(figure, fraction, zeros):
    """The amount of a number such as 1.2E+08; None where figures are gone or it is no whole one."""
    value = _int(figure + fraction.ljust(int(zeros), "0"))
    return value if len(fraction) <= int(zeros) and value <= MAX_RUPIAH else None


def _split_amount(typed, amount):
    """Whole rupiah as int and the cents as text, or the reason why that cannot be told."""
    # 17.850.000,00 and 17850000,5: points between thousands, a comma before the cents.
    before, comma, cents = amount.partition(",")
    if GROUPED.fullmatch(before) and (not comma or re.fullmatch(r"[0-9]{1,2}", cents)):
        return _int(before), cents
    # 1,500,000 and 1,500,000.00: two commas, or a comma and a point after it, leave one reading only.
    before, point, cents = amount.partition(".")
    foreign = FOREIGN_GROUPED.match(amount)
    if foreign and foreign.end() == len(before) and (not point or re.fullmatch(r"[0-9]{1,2}", cents)):
        return _int(before), cents
    # 1500000.00: so many figures before the point cannot be a group of thousands.
    if re.fullmatch(r"[0-9]{4,}", before) and re.fullmatch(r"[0-9]{1,2}", cents):
        return _int(before), cents
    if re.fullmatch(r"[0-9]{1,3}[.,][0-9]{1,3}", amount):
        raise AmountError(
            "amount_ambiguous",
            _("“%(typed)s” can be read in two ways. Write it with all zeros, for example %(example)s."),
            typed=typed,
            example="1.500",
            value=_int(amount) if GROUP_OF_THOUSANDS.fullmatch(amount) else None,
        )
    raise AmountError(
        "amount_invalid",
        _("“%(typed)s” has misplaced points or commas. Write groups of three, for example %(example)s."),
        typed=typed,
        example=RUPIAH_EXAMPLE,
    )


def _grouped(value):
    """As people type it, with points, in either language: the fields read that form."""
    return f"{value:,}".replace(",", ".")


# Numbers with decimals


def parse_number(text, decimals=0):
    """A number of 0 or more as Decimal: points between thousands, a comma before the decimals."""
    typed = _shown(text)
    plain = _plain(text)
    if not plain:
        return None
    if plain == "-":
        raise NumberError(
            "number_missing",
            _("“%(typed)s” is not a number. Leave it empty if it is not known, or write 0 if there is none."),
            typed=typed,
        )
    example = "1.250,5" if decimals else "1.250"
    whole, comma, fraction = plain.partition(",")
    if not GROUPED.fullmatch(whole) or (comma and not re.fullmatch(r"[0-9]+", fraction)):
        raise NumberError(
            "number_invalid",
            _("“%(typed)s” is not a number of 0 or more. Write it in figures, for example %(example)s."),
            typed=typed,
            example=example,
        )
    if len(fraction.rstrip("0")) > decimals:
        too_long = (
            _("“%(typed)s” has too many figures after the comma; at most %(decimals)s fit. Round it.")
            if decimals
            else _("“%(typed)s” is not a whole number. Round it, for example %(example)s.")
        )
        raise NumberError("number_fraction", too_long, typed=typed, decimals=decimals, example=example)
    if _int(whole) > MAX_RUPIAH:
        raise NumberError(
            "number_invalid", _("“%(typed)s” is too large. Check the number of zeros."), typed=typed
        )
    return Decimal(f"{_int(whole)}.{fraction.rstrip('0') or 0}")


# Dates


def parse_date(text):
    """A day, day first always: 24/09/2024, 24-9-2024, 24.9.2024, 24092024, 2024-09-24, 3 Nop 1988."""
    typed = _shown(text)
    plain = _plain(text)
    if not plain:
        return None
    if re.fullmatch(r"[0-9]{4}", plain):
        raise DateError(
            "date_incomplete",
            _("“%(typed)s” is only a year. Write day, month and year, for example %(example)s."),
            typed=typed,
            example=DATE_EXAMPLE,
        )
    day, month, year = _date_parts(typed, plain)
    if year not in YEARS:
        raise DateError(
            "date_invalid",
            _("“%(typed)s” lies in the year %(year)s. Check the year; write the date like %(example)s."),
            typed=typed,
            year=year,
            example=DATE_EXAMPLE,
        )
    if month > 12 and _exists(month, day, year):
        raise DateError(
            "date_month_first",
            _("“%(typed)s” has no month %(month)s. Is %(example)s meant? Write the day first."),
            typed=typed,
            month=month,
            example=f"{month:02}/{day:02}/{year}",
        )
    if not 1 <= month <= 12:
        raise DateError(
            "date_invalid",
            _("“%(typed)s” has no month %(month)s. Months go from 1 to 12; write the date like %(example)s."),
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
    return datetime.date(year, month, day)


def _exists(day, month, year):
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def _date_parts(typed, plain):
    """Day, month and year as numbers, not yet checked against the calendar."""
    if found := re.fullmatch(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})", plain):
        year, month, day = found.groups()
        return int(day), int(month), int(year)
    # Eight figures alone: the number pad of an iPhone has no other sign.
    found = re.fullmatch(r"([0-9]{1,2}) ?[-/. ] ?([0-9]{1,2}) ?[-/. ] ?([0-9]{4})", plain) or re.fullmatch(
        r"([0-9]{2})([0-9]{2})([0-9]{4})", plain
    )
    if found:
        day, month, year = found.groups()
        return int(day), int(month), int(year)
    if found := re.fullmatch(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{2})", plain):
        day, month, short = map(int, found.groups())
        year = short + (2000 if short <= datetime.date.today().year % 100 else 1900)
        # A day that no calendar has is not offered; the caller says why there is none.
        if not _exists(day, month, year):
            return day, month, year
        raise DateError(
            "date_two_digit_year",
            _("“%(typed)s” has a year of two figures. Is %(example)s meant? Then write all four."),
            typed=typed,
            example=f"{day:02}/{month:02}/{year}",
        )
    found = re.fullmatch(r"([0-9]{1,2})[-/. ]*([^\W\d_]+)\.?[-/, ]*([0-9]{4})", plain)
    if found and found[2].lower() in MONTHS:
        return int(found[1]), MONTHS[found[2].lower()], int(found[3])
    raise DateError(
        "date_invalid",
        _("“%(typed)s” is not a date. Write day, month and year, for example %(example)s."),
        typed=typed,
        example=DATE_EXAMPLE,
    )


# Head counts


def parse_count(text):
    """A number of people: whole, 0 or more; 1.200 is twelve hundred, 1.2 is no number of people."""
    typed = _shown(text)
    plain = _plain(text)
    if not plain:
        return None
    if re.fullmatch(r"-[0-9., ]+", plain):
        raise CountError(
            "count_invalid",
            _("“%(typed)s” is below zero. Write 0 or more, for example %(example)s."),
            typed=typed,
            example=22,
        )
    if not GROUPED.fullmatch(plain):
        if re.fullmatch(r"[0-9]+[.,][0-9]+", plain):
            raise CountError(
                "count_invalid",
                _("“%(typed)s” is not a whole number of people. Write for example %(example)s."),
                typed=typed,
                example=22,
            )
        raise CountError(
            "count_invalid",
            _("“%(typed)s” is not a number. Write only figures, for example %(example)s."),
            typed=typed,
            example=22,
        )
    value = _int(plain)
    if value > MAX_COUNT:
        raise CountError(
            "count_invalid",
            _("“%(typed)s” is too large. Check it; the largest number is %(example)s."),
            typed=typed,
            example=_grouped(MAX_COUNT),
        )
    return value
