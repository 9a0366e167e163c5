"""NIK and KK as they come out of spreadsheets (cases O01, O03, O31); what a text says tells `nik_text`."""

import re

from django.utils.translation import gettext as _

from ...lists.sheets import holdings
from ...lists.sheets.cells import EXACT_BELOW
from ...lists.sheets.judging import ACCEPT_CORRECTED, INCOMPLETE, REFUSE, REVIEW, Remark, shown
from .. import nik, nik_text

#: What becomes of a row by what its NIK says; all other kinds refuse it.
FATES = {
    "nik_missing": INCOMPLETE,
    "nik_placeholder": INCOMPLETE,
    "nik_cleaned": ACCEPT_CORRECTED,
    "nik_note": ACCEPT_CORRECTED,
    "nik_maybe_truncated": REVIEW,
}
#: A NIK that was made unreadable, as offices do it and as the portal once did: `3504••••••••0012`.
MASKED = re.compile(r"\d{0,6}[•*xX.]{4,16}\d{0,4}")
SIXTEEN = re.compile(r"'?\d{16}")
#: What the portal writes into the column of its own downloads (in either language) where a NIK is on file.
ON_FILE = re.compile(r"ada|on file", re.I)


def are_niks(texts):
    """Whether most texts of a column are numbers of sixteen digits."""
    return holdings.mostly(SIXTEEN)(texts)


def are_numbers(texts):
    """Whether a column may hold NIKs: `Kecamatan KTP` holds no numbers at all."""
    return not texts or any(re.search(r"(?:\d\D?){10}", text) for text in texts)


def read_nik(cell):
    """The digits (or an empty text) and a `Remark` (or None) for a cell of the NIK column."""
    if says_on_file(cell) and not nik_text.CROSSES.fullmatch(cell.text):
        return "", _masked(cell)
    digits, remark = _from_number(cell) if cell.kind == "number" else _from_text(cell)
    return digits, (digits and _impossible(digits)) or remark


def beyond_doubt(cell):
    """A second `Remark` on a placeholder in which not even a day of birth could stand (99), or None."""
    found = nik_text.given(cell.text)
    return _impossible(cell.text) if found.kind == "nik_placeholder" and cell.text[6:8] == "99" else None


def says_on_file(cell):
    """Whether the cell says of a known person only that the NIK is there, as the portal's downloads do."""
    return bool(ON_FILE.fullmatch(cell.text) or MASKED.fullmatch(cell.text))


def read_household(cell):
    """The digits of a KK number; one that cannot be read is held, because the person does not hang on it."""
    digits, remark = _from_number(cell) if cell.kind == "number" else _from_text(cell)
    if remark is None or remark.fate in (ACCEPT_CORRECTED, INCOMPLETE):
        return digits, None
    return "", Remark(
        REVIEW,
        "kk_unreadable",
        _("“%s” is not a KK number of 16 digits. Correct it, or accept the row without KK.")
        % shown(cell.text),
    )


def fits(digits, birth_date, sex):
    """Whether a number can be the NIK of somebody of this birth date and sex."""
    return not list(nik.doubts(digits, birth_date=birth_date, sex=sex))


def _from_number(cell):
    """A number cell keeps fifteen digits for sure; what it may have lost is never completed."""
    if cell.text in ("0", "0.0"):
        return _from_text(cell)
    digits = cell.text
    if not digits.isdigit() or len(digits) != nik_text.LENGTH or nik_text.is_placeholder(digits):
        return _from_text(cell)
    if digits.endswith("000"):
        text = _("“%s” is a number that ends with 000: digits are lost. Type all 16 digits from the KTP.")
        return "", Remark(REFUSE, "nik_truncated", text % shown(digits))
    if cell.value >= EXACT_BELOW:
        text = _("“%s” is stored as a number too large to keep its digits. Type all 16 from the KTP.")
        return "", Remark(REFUSE, "nik_maybe_truncated", text % shown(digits))
    if digits.endswith("0"):
        text = _("“%s” is stored as a number; the last digit may be lost. Compare it with the KTP.")
        return digits, Remark(REVIEW, "nik_maybe_truncated", text % shown(digits))
    text = _("“%s” is stored as a number; all 16 digits are there. Better keep the column as text.")
    return digits, Remark(ACCEPT_CORRECTED, "nik_was_number", text % shown(digits))


def _from_text(cell):
    found = nik_text.given(cell.value if cell.kind == "text" else cell.text, shown(cell.text))
    if not found.kind:
        return found.digits, None
    held = found.kind == "nik_scientific" and found.digits
    kind = "nik_cleaned" if found.kind == "nik_note" else found.kind
    return found.digits, Remark(REVIEW if held else FATES.get(found.kind, REFUSE), kind, found.text)


def _masked(cell):
    return Remark(
        REFUSE,
        "nik_masked",
        _("“%s” is not a number. Keep the column with the person number beside it, or type all 16 digits.")
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
        _(
            "“%s” cannot be a NIK: its first digits do not stand for a province, or digits 7-12 not "
            "for a day. Check the KTP."
        )
        % shown(digits),
    )
