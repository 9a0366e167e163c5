"""The NIK (national identity number): how it is read, checked, stored and shown.

Sixteen digits: area of first issue (6), day and month and year of birth (6, day + 40 for women), serial (4).
It is kept for life, even when a person moves or the birth date in it is wrong (PP 40/2019, Pasal 30), so a
mismatch is a warning and never a refusal. It is stored sealed (`desmigratif/ui/seals.py`) and found
through a keyed hash. No digit of it is stored or shown open: whoever knows village, sex and birth date knows
the first twelve, and the serial is the secret. Pages say that it is on file, or that there is none.
"""

import hashlib
import hmac
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from desmigratif.ui.identity_numbers import DOT, PROVINCES
from desmigratif.ui.parsing import ParseError
from desmigratif.ui.seals import decrypt as decrypt
from desmigratif.ui.seals import encrypt as encrypt
from desmigratif.ui.seals import key_id as key_id

from .nik_text import given


class NikRefused(ParseError):
    """What was typed is not a NIK."""


@dataclass(frozen=True)
class NikDoubt:
    """One way in which a NIK does not fit what is said about the person: `area`, `date` or `sex`."""

    kind: str
    text: str


def read(text):
    """The sixteen digits of what was typed, without marks that lose nothing.

    Raises `NikRefused` for anything else, also for what stands for "none"; see `nik_text`.
    """
    found = given(text)
    if found.digits and found.kind in ("", "nik_cleaned"):
        return found.digits
    raise NikRefused(found.kind, found.text)


def doubts(nik, *, birth_date=None, sex=None):
    """Everything about the NIK that does not fit the person: to be shown, never to refuse by.

    Of the area only the province is looked at: a NIK keeps codes of districts and regencies that are gone.
    """
    if int(nik[:2]) not in PROVINCES:
        yield NikDoubt("area", _("The first digits of the NIK do not stand for any province."))
    day, month, year = int(nik[6:8]), int(nik[8:10]), int(nik[10:12])
    says_female = day > 40
    day -= 40 if says_female else 0
    if not (1 <= day <= 31 and 1 <= month <= 12):
        yield NikDoubt("date", _("Digits 7-12 of the NIK are not a birth date."))
    elif birth_date and (birth_date.day, birth_date.month, birth_date.year % 100) != (day, month, year):
        yield NikDoubt(
            "date",
            _("The NIK says born %(nik)s, but %(entered)s was entered.")
            % {"nik": f"{day:02}/{month:02}/{year:02}", "entered": f"{birth_date:%d/%m/%Y}"},
        )
    if sex == "male" and says_female:
        yield NikDoubt("sex", _("The NIK is that of a woman (day + 40), but male was entered."))
    if sex == "female" and not says_female:
        yield NikDoubt("sex", _("The NIK is that of a man, but female was entered."))


def in_words(is_known):
    """What every page and file says of a NIK or KK number instead of its digits."""
    return _("on file") if is_known else ""


def dots(digits):
    """As many dots as there are digits, for messages about a number that was typed or read."""
    return DOT * len(digits)


def blind_index(nik):
    """Keyed hash by which a NIK is found and held unique without being readable."""
    return hmac.new(settings.NIK_INDEX_KEY, nik.encode(), hashlib.sha256).hexdigest()
