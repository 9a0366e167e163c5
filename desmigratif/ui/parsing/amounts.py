"""Amounts of rupiah."""

import re

from django.utils.translation import gettext as _

from .texts import ParseError, bounded, plain, shown
from .texts import whole as whole_number

#: Above this an amount is a slip of the finger, and would not fit its column.
MAX_RUPIAH = 999_999_999_999_999
RUPIAH_EXAMPLE = "17.850.000"
GROUPED = re.compile(r"[1-9][0-9]{0,2}(\.[0-9]{3})+|[1-9][0-9]{0,2}( [0-9]{3})+|[0-9]+")
#: What is written like one group of thousands, and like a fraction of three figures.
GROUP_OF_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
HALF_IN_CENTS = 50
FOREIGN_GROUPED = re.compile(r"[1-9][0-9]{0,2}(,[0-9]{3}){2,}|[1-9][0-9]{0,2}(,[0-9]{3})+(?=\.)")


class AmountError(ParseError):
    """An amount of rupiah that cannot be taken as it is written.

    `value`: what is probably meant, None where nobody can tell; `is_sure`: there is no other reading, so that
    an import, which shows what it read, may take it.
    """

    def __init__(self, kind, message, *, value=None, is_sure=False, **values):
        super().__init__(kind, message, **values)
        self.value, self.is_sure = value, is_sure


@bounded("amount_invalid", AmountError)
def parse_rupiah(text):
    """Whole rupiah as int. Indonesian reading first; 1,500,000.00 is read because its two marks settle it."""
    typed = shown(text)
    written = plain(text)
    if not written:
        return None
    if written == "-":
        raise AmountError(
            "amount_missing",
            _("“%(typed)s” is not an amount. Leave it empty, or write 0 if nothing was spent."),
            typed=typed,
        )
    amount = re.sub(r"^(rp\.?|idr) ?", "", written, flags=re.IGNORECASE)
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
            example=grouped(whole),
            value=whole + (int(cents.ljust(2, "0")) >= HALF_IN_CENTS),
            is_sure=True,
        )
    if whole > MAX_RUPIAH:
        raise AmountError(
            "amount_invalid",
            _("“%(typed)s” is too large. Check the number of zeros; the largest amount is %(example)s."),
            typed=typed,
            example=grouped(MAX_RUPIAH),
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
        value = whole_number(whole + fraction.ljust(zeros, "0"))
        return AmountError(
            "amount_ambiguous",
            _("“%(typed)s” is shortened. Write the amount in full, for example %(example)s."),
            typed=typed,
            example=grouped(value),
            value=value if value <= MAX_RUPIAH else None,
            # "5 M" may be five billion or five million: only words are sure.
            is_sure=value <= MAX_RUPIAH and len(shortened[2]) > 1,
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
    value = whole_number(figure + fraction.ljust(int(zeros), "0"))
    return value if len(fraction) <= int(zeros) and value <= MAX_RUPIAH else None


def _split_amount(typed, amount):
    """Whole rupiah as int and the cents as text, or the reason why that cannot be told."""
    # 17.850.000,00 and 17850000,5: points between thousands, a comma before the cents.
    before, comma, cents = amount.partition(",")
    if GROUPED.fullmatch(before) and (not comma or re.fullmatch(r"[0-9]{1,2}", cents)):
        return whole_number(before), cents
    # 1,500,000 and 1,500,000.00: two commas, or a comma and a point after it, leave one reading only.
    before, point, cents = amount.partition(".")
    foreign = FOREIGN_GROUPED.match(amount)
    if foreign and foreign.end() == len(before) and (not point or re.fullmatch(r"[0-9]{1,2}", cents)):
        return whole_number(before), cents
    # 1500000.00: so many figures before the point cannot be a group of thousands.
    if re.fullmatch(r"[0-9]{4,}", before) and re.fullmatch(r"[0-9]{1,2}", cents):
        return whole_number(before), cents
    if re.fullmatch(r"[0-9]{1,3}[.,][0-9]{1,3}", amount):
        raise AmountError(
            "amount_ambiguous",
            _("“%(typed)s” can be read in two ways. Write it with all zeros, for example %(example)s."),
            typed=typed,
            example="1.500",
            value=whole_number(amount) if GROUP_OF_THOUSANDS.fullmatch(amount) else None,
        )
    raise AmountError(
        "amount_invalid",
        _("“%(typed)s” has misplaced points or commas. Write groups of three, for example %(example)s."),
        typed=typed,
        example=RUPIAH_EXAMPLE,
    )


def grouped(value):
    """As people type it, with points, in either language: the fields read that form."""
    return f"{value:,}".replace(",", ".")
