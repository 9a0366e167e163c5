"""What somebody wrote where a NIK is asked: one rule for forms, lists, attendance and pasted names.

What loses nothing is tidied up; words and numbers that stand for "none" are none; digits that may be gone
are never made up.
"""

import re
import unicodedata
from typing import NamedTuple

from django.utils.translation import gettext as _

from desmigratif.ui.identity_numbers import LENGTH
from desmigratif.ui.parsing import visible

#: Longer texts hold more than a number.
LONGEST = 100
#: Words of texts without any digit that say that there is no number, or none at hand.
NONE_WORDS = re.compile(
    r"\b(belum|blm|blum|tidak|tdk|tak|tanpa|tnp|bukan|proses|diproses|pros|rekam|perekaman|hilang|rusak|kosong|"
    r"nihil|menyusul|susulan|lupa|nanti|null|none|nan|nil|n/?a|urus|diurus|pengurusan|pembuatan|dibuat|cetak|"
    r"dicetak|tercetak|ketinggalan|tertinggal|ditahan|dibawa|suket|balita|bayi|unknown|missing|empty)\b"
)
NO_MARK = re.compile(r"[0\s.\-–—_/?*,:;]*")
#: What stands before or around a number and loses nothing: `NIK: `, `No. KTP.`, `="..."`, quotation marks.
BEFORE = re.compile(r"(?:\b(?:nomor|nmr|no|nik|e-?ktp|ktp|kk|kartu keluarga|id)\b[\s.:=/\-]*)+", re.I)
AROUND = "=\"'`´‘’‚“”„«»"
HARMLESS = re.compile(r"[\s.'’‘`´_\-–—]")
#: What may also stand between parts, where exactly sixteen digits are left.
BETWEEN = re.compile(r"[/,;|:]")
AFTER = re.compile(r"\s*\([^()0-9]*\)$")
#: Zeros behind a whole number, as spreadsheets add them.
DECIMALS = re.compile(r"(?<=\d{16})[.,]0+$")
SCIENTIFIC = re.compile(r"([\d.,]+)[eE]\+?(\d+)")
CROSSES = re.compile(r"\d{0,12}[xX*#?]{3,}")
#: As the portal shows a number of the register, or once showed it.
MASKED = re.compile(r"(\d{4})[•*xX.]{8}(\d{4})")


class Given(NamedTuple):
    """What a text says: the sixteen digits (or an empty text), the kind of reason, a sentence for a reader.

    `kind` is empty where the number was written plainly, `nik_cleaned` where marks were taken off,
    `nik_note` where words stood behind it, `nik_missing` and `nik_placeholder` where there is none;
    all others name what is wrong with it.
    """

    digits: str
    kind: str = ""
    text: str = ""


def given(text, shown=None):
    """`Given` for what was written; `shown` is how messages cite it."""
    raw = str(text)
    shown = visible(raw[:LONGEST]) if shown is None else shown
    if len(raw) > LONGEST:
        return Given("", "nik_not_digits", _not_digits(shown))
    typed = unicodedata.normalize("NFKC", visible(raw)).strip()
    if NO_MARK.fullmatch(typed) or _is_word_for_none(typed):
        return Given("", "nik_missing", _("There is no NIK: the record is kept without one."))
    bare = BEFORE.sub("", typed.strip(AROUND), count=1).strip(AROUND + " ")
    if found := SCIENTIFIC.fullmatch(bare):
        return _scientific(found, shown)
    if MASKED.fullmatch(bare):
        text = _("“%s” is masked. Type all 16 digits.")
        return Given("", "nik_masked", text % shown)
    if CROSSES.fullmatch(bare.replace(" ", "")):
        return _placeholder(shown)
    without_note = AFTER.sub("", bare)
    digits = HARMLESS.sub("", DECIMALS.sub("", without_note))
    if len(re.sub(r"\D", "", digits)) == LENGTH:
        digits = BETWEEN.sub("", digits)
    if not digits.isdecimal():
        return Given("", "nik_not_digits", _not_digits(shown))
    digits = "".join(str(unicodedata.decimal(mark)) for mark in digits)
    return _of_digits(digits, raw, shown, has_note=without_note != bare)


def is_placeholder(digits):
    """Whether sixteen digits stand for none: one pattern again and again, counted up, no day of birth."""
    steps = {(int(after) - int(before)) % 10 for before, after in zip(digits, digits[1:], strict=False)}
    repeats = any(digits == digits[:size] * (LENGTH // size) for size in (1, 2, 4, 8))
    return repeats or steps in ({1}, {9}) or digits[6:12] in ("000000", "999999")


def _of_digits(digits, raw, shown, *, has_note):
    if len(digits) != LENGTH:
        text = _("“%(typed)s” has %(count)s digits; a NIK has 16. Compare it with the KTP.")
        return Given("", "nik_length", text % {"typed": shown, "count": len(digits)})
    if is_placeholder(digits):
        return _placeholder(shown)
    if digits.endswith("0000"):
        text = _("“%s” ends with 0000: a spreadsheet has lost digits. Type all 16 digits from the KTP.")
        return Given("", "nik_truncated", text % shown)
    if digits.endswith("000"):
        text = _(
            "“%s” ends with 000, like numbers that a spreadsheet has cut off. Type all 16 digits from "
            "the KTP, or keep the record without NIK."
        )
        return Given("", "nik_maybe_truncated", text % shown)
    if has_note:
        return Given(
            digits, "nik_note", _("“%s” contains words besides the NIK. Is the number right?") % shown
        )
    if digits != raw:
        text = _("“%s”: marks and spaces were removed, all 16 digits are there.")
        return Given(digits, "nik_cleaned", text % shown)
    return Given(digits)


def _is_word_for_none(typed):
    return not any(mark.isdigit() for mark in typed) and bool(NONE_WORDS.search(typed.casefold()))


def _placeholder(shown):
    text = _("“%s” is a placeholder, not a NIK: the record is kept without NIK. Add the NIK once known.")
    return Given("", "nik_placeholder", text % shown)


def _scientific(found, shown):
    digits = re.sub(r"\D", "", found[1])
    if len(digits) == LENGTH and int(found[2][:4]) == LENGTH - 1 and not digits.endswith("0"):
        text = _("“%s” was rewritten by a spreadsheet. Accept it only if the KTP says the same.")
        return Given(digits, "nik_scientific", text % shown)
    text = _("“%s” was shortened by a spreadsheet and digits are gone. Type all 16 digits from the KTP.")
    return Given("", "nik_scientific", text % shown)


def _not_digits(shown):
    return _("“%s” contains something other than digits. Type the 16 digits from the KTP.") % shown
