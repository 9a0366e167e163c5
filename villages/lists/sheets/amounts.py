"""Amounts of rupiah as they come out of spreadsheets (case O13): whole, and never guessed in silence."""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from desmigratif.ui import formatting, parsing

from .judging import ACCEPT_CORRECTED, FATES, INCOMPLETE, REFUSE, REVIEW, Remark, shown
from .rows import NOTHING
from .units import Unit

#: Words for no money, which may be no cost or no figure.
NO_AMOUNT = re.compile(r"(tidak|tdk|belum|blm|tanpa|non|nihil)\b[a-z ]{0,30}", re.I)
#: Written so that nothing had to be read into it.
#: In words behind the figures, or the source of the money: `Rp 5.000.000 (lima juta rupiah)`.
NOTE = re.compile(r"(?<=[\d,=-])\s*\([^()\d]{2,60}\)\s*$")
PLAIN = re.compile(r"\d+|\d{1,3}(\.\d{3})+")
#: `1.500` may have lost its zeros, or stand for thousands; `750.000` is said as clearly as can be.
SMALL = re.compile(r"\d\.\d{3}")


GROUP = re.compile(r"\d{1,3}\.\d{3}")
NUMBER = re.compile(r"(?:rp\.? ?)?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?|\d+\.\d{1,2}", re.I)
ONE = Unit(1)
#: An activity of a village hardly costs less than this, or more than that.
LEAST, MOST = 100_000, 5_000_000_000
#: `Rp 9.400.000` and `9.100.000`: written out in full.
IN_FULL = re.compile(r"(?:rp\.?\s*)?\d{1,3}(?:[.,]\d{3}){2,}(?:,\d\d?)?", re.I)


def amount(cell, unit=None):
    """Whole rupiah as int; nothing said leaves the row incomplete, because nothing is not 0.

    `unit` is that of the column or list, None where none is said: then small amounts are asked about.
    """
    if NOTHING.fullmatch(cell.text) or NO_AMOUNT.fullmatch(cell.text.strip()[:80]):
        text = _("The amount is not given and is left empty. Write 0 if there was no cost.")
        return None, Remark(INCOMPLETE, "amount_missing", text)
    if unit is not None and unit.factor > 1:
        return _in_unit(cell, unit)
    text = f"{cell.value:.2f}" if _is_fraction(cell) else NOTE.sub("", cell.text)
    try:
        value = parsing.parse_rupiah(text)
    except parsing.AmountError as error:
        return _asked(cell, error)
    if cell.kind == "text" and SMALL.fullmatch(text):
        text = _(
            "“%(value)s” is a small amount. Accept the row only if %(amount)s is meant; otherwise write "
            "all the zeros."
        )
        return value, Remark(REVIEW, "amount_ambiguous", text % _value_and_amount(cell, value))
    if value is None:
        return None, Remark(INCOMPLETE, "amount_missing", _("The amount is not given and is left empty."))
    if unit is None and 0 < value < LEAST:
        return value, _small(cell)
    return value, None if PLAIN.fullmatch(text) else _read_as(cell, value)


def _small(cell):
    text = _(
        "“%s” is a small amount for an activity. Which unit does the list use: rupiah, thousands or "
        "millions? Choose it above the columns; accepted as it is, it counts as rupiah."
    )
    return Remark(REVIEW, "amount_unit", text % shown(cell.text))


def _in_unit(cell, unit):
    """An amount in thousands, millions or billions; what does not look like one is asked about."""
    number = _number(cell)
    if number is None:
        value, remark = amount(cell, ONE)
        return value, remark and remark._replace(
            fate=max(remark.fate, REVIEW, key=FATES.index), kind="amount_unit"
        )
    value = number * unit.factor
    said = {"value": shown(cell.text), "unit": unit.label, "amount": formatting.rupiah(int(value))}
    is_grouped = cell.kind == "text" and GROUP.fullmatch(cell.text.strip())
    if value != int(value) or value > parsing.MAX_RUPIAH:
        text = _("“%(value)s” in %(unit)s is not an amount of whole rupiah. Correct the amount or the unit.")
        return None, Remark(REFUSE, "amount_unit", text % said)
    if value and (value > MOST or IN_FULL.fullmatch(cell.text) or (is_grouped and unit.factor >= 10**6)):
        text = _("“%(value)s” in %(unit)s would be %(amount)s. Is that right, or is another unit meant?")
        return int(value), Remark(REVIEW, "amount_unit", text % said)
    text = _("“%(value)s” in %(unit)s = %(amount)s.")
    return int(value), Remark(ACCEPT_CORRECTED, "amount_unit", text % said)


def _number(cell):
    """The number of a cell as Decimal, read the Indonesian way; None for words and doubtful marks."""
    if cell.kind == "number":
        return Decimal(str(cell.value))
    text = parsing.visible(cell.text)
    if not NUMBER.fullmatch(text) or len(text) > parsing.LONGEST:
        return None
    text = re.sub(r"^rp\.? ?", "", text, flags=re.I)
    # A point before one or two figures at the end stands before a fraction, all others part thousands.
    if re.fullmatch(r"\d+\.\d{1,2}", text):
        return Decimal(text)
    return Decimal(text.replace(".", "").replace(",", "."))


def _is_fraction(cell):
    return cell.kind == "number" and not float(cell.value).is_integer()


def _asked(cell, error):
    """What the form asks back is taken where only one reading is left, else held with what may be meant."""
    if error.value is None:
        return None, Remark(REFUSE, error.kind, error.message)
    # A number that a spreadsheet worked out to a fraction was meant to be another one.
    if error.is_sure and cell.kind != "number":
        return error.value, _read_as(cell, error.value)
    meant = _("Accept the row only if %s is meant.") % formatting.rupiah(error.value)
    return error.value, Remark(REVIEW, error.kind, f"{error.message} {meant}")


def _read_as(cell, value):
    text = _("“%(value)s” was read as %(amount)s.") % _value_and_amount(cell, value)
    return Remark(ACCEPT_CORRECTED, "amount_read_as", text)


def _value_and_amount(cell, value):
    return {"value": shown(cell.text), "amount": formatting.rupiah(value)}
