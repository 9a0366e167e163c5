"""NIK and KK as they come out of spreadsheets (cases O01, O03).

What loses nothing is tidied up and shown; digits that may be gone are never made up.
"""

import re

from django.utils.translation import gettext as _

from ...lists.sheets.cells import EXACT_BELOW
from ...lists.sheets.judging import ACCEPT_CORRECTED, INCOMPLETE, REFUSE, REVIEW, Remark, shown
from .. import nik

SCIENTIFIC = re.compile(r"([\d.,]+)[eE]\+?(\d+)")
#: `="3504..."` and quotation marks, by which offices keep a spreadsheet from counting with the number.
WRAPPED = re.compile(r"=?\s*[\"“”'‘’](.*?)[\"“”'‘’]?")
MISSING = re.compile(r"[0\s.\-–—_/]*|n/?a|nihil|kosong|tidak (ada|punya)|belum (ada|punya)", re.I)
#: A NIK that was made unreadable, as offices do it and as the portal once did: `3504••••••••0012`.
MASKED = re.compile(r"\d{0,6}[•*xX.]{4,16}\d{0,4}")
#: What the portal writes into the column of its own downloads (in either language) where a NIK is on file.
ON_FILE = re.compile(r"ada|on file", re.I)


def read_nik(cell):
    """The digits (or an empty text) and a `Remark` (or None) for a cell of the NIK column."""
    if MISSING.fullmatch(cell.text):
        return "", Remark(
            INCOMPLETE,
            "nik_missing",
            _("There is no NIK: the row becomes a record of its own without NIK. Add the NIK once known."),
        )
    if says_on_file(cell):
        return "", _masked(cell)
    digits, remark = _from_number(cell) if cell.kind == "number" else _from_text(cell)
    return digits, (digits and _impossible(digits)) or remark


def says_on_file(cell):
    """Whether the cell says of a known person only that the NIK is there, as the portal's downloads do."""
    return bool(ON_FILE.fullmatch(cell.text) or MASKED.fullmatch(cell.text))


def read_household(cell):
    """The digits of a KK number; one that cannot be read is held, because the person does not hang on it."""
    if MISSING.fullmatch(cell.text):
        return "", None
    digits, remark = _from_number(cell) if cell.kind == "number" else _from_text(cell)
    if remark is None or remark.fate == ACCEPT_CORRECTED:
        return digits, None
    return "", Remark(
        REVIEW,
        "kk_unreadable",
        _("“%s” is no KK number of 16 digits. Mend it, or take the row without KK.") % shown(cell.text),
    )


def fits(digits, birth_date, sex):
    """Whether a number can be the NIK of somebody of this birth date and sex."""
    return not list(nik.doubts(digits, birth_date=birth_date, sex=sex))


def _from_number(cell):
    digits = cell.text
    if not digits.isdigit():
        return "", _not_digits(cell)
    if len(digits) != nik.LENGTH:
        return "", _wrong_length(cell, digits)
    if digits.endswith("0000"):
        return "", _truncated(cell)
    if digits.endswith("0") or cell.value >= EXACT_BELOW:
        return digits, Remark(
            REVIEW,
            "nik_maybe_truncated",
            _("“%s” is stored as a number; the last digit may be lost. Compare it with the KTP.")
            % shown(digits),
        )
    return digits, Remark(
        ACCEPT_CORRECTED,
        "nik_was_number",
        _("“%s” is stored as a number; all 16 digits are there. Better keep the column as text.")
        % shown(digits),
    )


def _from_text(cell):
    text = cell.text
    if wrapped := WRAPPED.fullmatch(text):
        text = wrapped[1].strip()
    if found := SCIENTIFIC.fullmatch(text):
        return _from_scientific(cell, found)
    text = re.sub(r"(?<=\d{16})[.,]0+$", "", text)
    digits = nik.HARMLESS.sub("", text)
    if not digits.isascii() or not digits.isdigit():
        return "", _not_digits(cell)
    if len(digits) != nik.LENGTH:
        return "", _wrong_length(cell, digits)
    if digits.endswith("0000"):
        return "", _truncated(cell)
    if digits != str(cell.value):
        return digits, Remark(
            ACCEPT_CORRECTED,
            "nik_cleaned",
            _("“%s”: marks and spaces were taken out, all 16 digits are there.") % shown(cell.text),
        )
    return digits, None


def _from_scientific(cell, found):
    digits = re.sub(r"\D", "", found[1])
    if len(digits) == nik.LENGTH and int(found[2]) == nik.LENGTH - 1 and not digits.endswith("0"):
        return digits, Remark(
            REVIEW,
            "nik_scientific",
            _("“%s” was rewritten by a spreadsheet. Take it only if the KTP says the same.")
            % shown(cell.text),
        )
    return "", Remark(
        REFUSE,
        "nik_scientific",
        _("“%s” was shortened by a spreadsheet and digits are gone. Type all 16 digits from the KTP.")
        % shown(cell.text),
    )


def _masked(cell):
    return Remark(
        REFUSE,
        "nik_masked",
        _("“%s” is no number. Keep the column with the person number beside it, or type all 16 digits.")
        % shown(cell.text),
    )


def _not_digits(cell):
    return Remark(
        REFUSE,
        "nik_not_digits",
        _("“%s” holds something other than digits. Type the 16 digits from the KTP.") % shown(cell.text),
    )


def _wrong_length(cell, digits):
    return Remark(
        REFUSE,
        "nik_length",
        _("“%(value)s” has %(count)s digits; a NIK has 16. Compare it with the KTP.")
        % {"value": shown(cell.text), "count": len(digits)},
    )


def _truncated(cell):
    return Remark(
        REFUSE,
        "nik_truncated",
        _("“%s” ends with 0000: a spreadsheet has lost digits. Type all 16 digits from the KTP.")
        % shown(cell.text),
    )


def _impossible(digits):
    """A `Remark` on a number that nobody can have: no such province, no such day."""
    no_province = int(digits[:2]) not in nik.PROVINCES
    day, month = int(digits[6:8]) % 40, int(digits[8:10])
    no_day = not (1 <= day <= 31 and 1 <= month <= 12 and int(digits[6:8]) <= 71)
    if not no_province and not no_day:
        return None
    return Remark(
        REFUSE if no_province and no_day else REVIEW,
        "nik_impossible",
        _("“%s” can be no NIK: its first digits name no province, or digits 7-12 no day. Look at the KTP.")
        % shown(digits),
    )
