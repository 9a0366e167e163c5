"""Amounts of rupiah as they come out of spreadsheets (case O13): whole, and never guessed in silence."""

import re

from django.utils.translation import gettext as _

from desmigratif.ui import formatting, parsing

from .judging import ACCEPT_CORRECTED, INCOMPLETE, REFUSE, REVIEW, Remark, shown
from .rows import NOTHING

#: Written so that nothing had to be read into it.
PLAIN = re.compile(r"\d+|\d{1,3}(\.\d{3})+")
#: `1.500` may have lost its zeros, or stand for thousands; `750.000` is said as clearly as can be.
SMALL = re.compile(r"\d\.\d{3}")


def amount(cell):
    """Whole rupiah as int; nothing said leaves the row incomplete, because nothing is not 0."""
    if NOTHING.fullmatch(cell.text):
        text = _("The amount is not said and stays open. Write 0 if there was no cost.")
        return None, Remark(INCOMPLETE, "amount_missing", text)
    text = f"{cell.value:.2f}" if _is_fraction(cell) else cell.text
    try:
        value = parsing.parse_rupiah(text)
    except parsing.AmountError as error:
        return _asked(cell, error)
    if cell.kind == "text" and SMALL.fullmatch(text):
        text = _(
            "“%(value)s” is little money. Take the row only if %(amount)s is meant, else write all zeros."
        )
        return value, Remark(REVIEW, "amount_ambiguous", text % _said(cell, value))
    return value, None if PLAIN.fullmatch(text) else _read_as(cell, value)


def _is_fraction(cell):
    return cell.kind == "number" and not float(cell.value).is_integer()


def _asked(cell, error):
    """What the form asks back is taken where only one reading is left, else held with what may be meant."""
    if error.value is None:
        return None, Remark(REFUSE, error.kind, error.message)
    # A number that a spreadsheet worked out to a fraction was meant to be another one.
    if error.is_sure and cell.kind != "number":
        return error.value, _read_as(cell, error.value)
    meant = _("Take the row only if %s is meant.") % formatting.rupiah(error.value)
    return error.value, Remark(REVIEW, error.kind, f"{error.message} {meant}")


def _read_as(cell, value):
    text = _("“%(value)s” was read as %(amount)s.") % _said(cell, value)
    return Remark(ACCEPT_CORRECTED, "amount_read_as", text)


def _said(cell, value):
    return {"value": shown(cell.text), "amount": formatting.rupiah(value)}
