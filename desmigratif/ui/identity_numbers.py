"""NIK and KK numbers in what people type as text: noticed, hidden, refused.

Sixteen digits of either kind: area (6), a day (6: of birth, + 40 for women, or of issue), serial (4).
They are kept sealed in columns of their own; in a note, a reason, a title or a file name they would stand
open.
"""

import re

from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

LENGTH = 16
#: Stands for one digit that is not shown.
DOT = "•"
#: First two digits of every province there is or was (Kepmendagri 300.2.2-2138/2025 and before).
PROVINCES = {
    *range(11, 22),
    *range(31, 37),
    *range(51, 55),
    *range(61, 66),
    *range(71, 77),
    *range(81, 83),
    *range(91, 98),
}
#: What people put between the digits of one number, and what keyboards and spreadsheets leave there unseen.
MARKS = r"\s.,'’‘`´_/\\|:;*·+#\-‐-―\u00ad\u200b-\u200f\u2060\ufeff"
#: Digits with at most three marks between two of them; `Rp` before it says that it is money.
RUN = re.compile(rf"(?P<money>\bRp\.?\s?)?(?P<digits>\d(?:[{MARKS}]{{0,3}}\d)*)", re.IGNORECASE)
GROUP = re.compile(r"\d+")
#: The portal's own number of a record (a random UUID): sixteen of its marks are digits alone now and then.
RECORD_NUMBER = re.compile(
    r"(?<![0-9a-z])[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}(?![0-9a-z])",
    re.IGNORECASE,
)
#: 1.500.000 or 1,500,000: money, as it is written.
THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+|\d{1,3}(?:,\d{3})+")


def is_plausible(digits):
    """Whether sixteen digits can be a NIK or KK: area and day are there, and a serial, which 0000 is not."""
    return begins_as_one(digits) and not digits.endswith("0000")


def begins_as_one(digits):
    """Whether a number of sixteen digits has a province and a day where a NIK or KK has them."""
    if len(digits) != LENGTH or int(digits[:2]) not in PROVINCES:
        return False
    day, month = int(digits[6:8]), int(digits[8:10])
    return 1 <= day % 40 <= 31 and 1 <= month <= 12 and day <= 71


def spans(text):
    """`(start, end)` of everything in the text that is, or very likely is, a NIK or KK.

    Sixteen digits in one piece always are, unless they end with 0000 (no serial does) or are called `Rp`.
    In pieces they are if they can be one, and if the pieces are parted alike (`3504 1412 0388 9012`) or where
    the parts of a NIK meet (`35.04.14 120388 9012`): a date beside a time is no NIK, nor is the number of a
    record.
    """
    text = RECORD_NUMBER.sub(lambda number: "x" * len(number[0]), text)
    return [span for run in RUN.finditer(text) for span in _within(text, run)]


def holds_number(text):
    return bool(spans(text))


def hide(text):
    """The text with every digit of a NIK or KK as a dot."""
    for start, end in reversed(spans(text)):
        text = text[:start] + re.sub(r"\d", DOT, text[start:end]) + text[end:]
    return text


def mark_of(text):
    """A mark of the numbers in the text, the same as long as these stay; empty for a text without any."""
    numbers = [re.sub(r"\D", "", text[start:end]) for start, end in spans(text)]
    return salted_hmac("desmigratif.no_nik", " ".join(numbers)).hexdigest()[:16] if numbers else ""


def refuse_identity_number(text):
    """Validator of every text that is typed freely."""
    if isinstance(text, str) and holds_number(text):
        raise ValidationError(
            _(
                "This text contains 16 digits, like a NIK or KK number, and everybody who reads the page "
                "would see it. Remove the number; a NIK belongs in the record of the person, which keeps "
                "it sealed."
            ),
            code="identity_number",
        )


def _within(text, run):
    start, stop = run.span("digits")
    groups = [match.span() for match in GROUP.finditer(text, start, stop)]
    # Once for the whole run: a text may be all digits and marks, and each of them begin a number.
    digits = "".join(str(int(mark)) for begin, end in groups for mark in text[begin:end])
    first, length, seen, after = 0, 0, 0, 0
    for last, (begin, end) in enumerate(groups):
        length, seen = length + end - begin, seen + end - begin
        while length > LENGTH:
            length -= groups[first][1] - groups[first][0]
            first += 1
        if length != LENGTH or groups[first][0] < after:
            continue
        number = digits[seen - LENGTH : seen]
        if first == last:
            is_number = is_plausible(number) or not (run["money"] or number.endswith("0000"))
        else:
            is_number = is_plausible(number) and _are_parts(text, groups[first : last + 1])
        if is_number:
            after = end
            yield groups[first][0], end


def _are_parts(text, parts):
    """Whether pieces are parted alike, or where the parts of a NIK meet."""
    marks = {text[end:start] for (_start, end), (start, _end) in zip(parts, parts[1:], strict=False)}
    ends, total = set(), 0
    for start, end in parts:
        total += end - start
        ends.add(total)
    return len(marks) == 1 or {6, 12} <= ends
