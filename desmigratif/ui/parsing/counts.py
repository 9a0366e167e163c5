"""Head counts, and numbers with decimals."""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from .amounts import GROUPED, MAX_RUPIAH, grouped
from .texts import ParseError, bounded, plain, shown
from .texts import whole as whole_number

#: Above this a head count is a slip of the finger, and would not fit its column.
MAX_COUNT = 999_999
#: What is counted, behind the number: `2.550 jiwa`.
COUNTED = re.compile(r"(?<=[0-9]) ?(jiwa|orang|org|peserta|anak|siswa|ibu|warga|desa|kk|keluarga)\.?$", re.I)
#: What is measured, behind a number with decimals too: `75 %`, `12 kelompok`.
MEASURED = re.compile(
    r"(?<=[0-9]) ?(%|persen|jiwa|orang|org|desa|kk|keluarga|kelompok|klp|kegiatan|keg|unit|paket|kali|"
    r"dokumen|anak)\.?$",
    re.I,
)
#: Nobody, in words.
NIL = re.compile(r"nihil|tidak ada|tdk ada|nol", re.I)
FOREIGN = re.compile(r"[1-9][0-9]{0,2}(,[0-9]{3})+")


class CountError(ParseError):
    """A head count that cannot be taken."""


class NumberError(ParseError):
    """A number that cannot be taken."""


@bounded("count_invalid", CountError)
def parse_count(text):
    """A number of people: whole, 0 or more; 1.200 and 1,200 are twelve hundred, 1.2 is no people."""
    typed = shown(text)
    written = plain(text)
    if NIL.fullmatch(written):
        return 0
    written = COUNTED.sub("", written)
    if FOREIGN.fullmatch(written):
        # People come in no thousandths: the comma parts thousands, as English settings write them.
        written = written.replace(",", "")
    if not written:
        return None
    if re.fullmatch(r"-[0-9., ]+", written):
        raise CountError(
            "count_invalid",
            _("“%(typed)s” is below zero. Write 0 or more, for example %(example)s."),
            typed=typed,
            example=22,
        )
    if not GROUPED.fullmatch(written):
        if re.fullmatch(r"[0-9]+[.,][0-9]+", written):
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
    value = whole_number(written)
    if value > MAX_COUNT:
        raise CountError(
            "count_invalid",
            _("“%(typed)s” is too large. Check it; the largest number is %(example)s."),
            typed=typed,
            example=grouped(MAX_COUNT),
        )
    return value


@bounded("number_invalid", NumberError)
def parse_number(text, decimals=0):
    """A number of 0 or more as Decimal: points between thousands, a comma before the decimals."""
    typed = shown(text)
    written = plain(text)
    if not written:
        return None
    if written == "-":
        raise NumberError(
            "number_missing",
            _("“%(typed)s” is not a number. Leave it empty if it is not known, or write 0 if there is none."),
            typed=typed,
        )
    if NIL.fullmatch(written):
        return Decimal(0)
    written = MEASURED.sub("", written)
    example = "1.250,5" if decimals else "1.250"
    whole, comma, fraction = written.partition(",")
    if not GROUPED.fullmatch(whole) or (comma and not re.fullmatch(r"[0-9]+", fraction)):
        raise NumberError(
            "number_invalid",
            _("“%(typed)s” is not a number of 0 or more. Write it in figures, for example %(example)s."),
            typed=typed,
            example=example,
        )
    if len(fraction.rstrip("0")) > decimals:
        too_long = (
            _("“%(typed)s” has too many decimals; at most %(decimals)s fit. Round it.")
            if decimals
            else _("“%(typed)s” is not a whole number. Round it, for example %(example)s.")
        )
        raise NumberError("number_fraction", too_long, typed=typed, decimals=decimals, example=example)
    if whole_number(whole) > MAX_RUPIAH:
        raise NumberError(
            "number_invalid", _("“%(typed)s” is too large. Check the number of zeros."), typed=typed
        )
    return Decimal(f"{whole_number(whole)}.{fraction.rstrip('0') or 0}")
