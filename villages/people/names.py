"""Names of people as they are written, and as they are compared.

One field holds the full name: one word is a whole name here, and titles stand before and after it.
"""

import difflib
import re
import unicodedata

from django.utils.translation import gettext as _

from desmigratif.ui.parsing import ParseError
from desmigratif.ui.search import fold

MAX_LENGTH = 200
#: Titles, second names and descent that are written or left out: they do not tell two people apart.
TITLES = re.compile(
    r"\b(h|hj|haji|hajah|drs|dra|dr|ir|prof|kh|ust|nyai|almarhum|alm)\.?(?=\s|$)|"
    r",.*$|\b(alias|als|bin|binti|bt|bte)\b.*$"
)
#: What people are called in front of a name in speech and on attendance lists; `.` may follow.
HONORIFICS = re.compile(
    r"^\s*(?:(?:bu|ibu|pak|bapak|bpk|sdr|sdri|saudara|saudari|mas|mbak|mbah|ny|nyonya|tn|tuan|nn|nona|kang|cak|"
    r"pakde|bude|paklik|bulik|om|tante|gus|ning|ustad|ustadz|ustadzah|ust|kyai|nyai|kh|hj|h|haji|hajah|"
    r"drs|dra|dr|drg|ir|prof|almarhum|almarhumah|alm)\.?\s+)+(?=\S)",
    re.IGNORECASE,
)
#: Degrees after a name, with or without points and comma: `S.Pd`, `SE`, `M. Si`, `A.Md.Keb`.
DEGREES = re.compile(
    r"(?:[\s,]+(?:[SMD]\.\s?[A-Z][A-Za-z]{0,4}\.?(?:[A-Z][a-z]{0,4}\.?)?|A\.?\s?Md\.?(?:\s?[A-Z][a-z]*\.?)?|"
    r"S(?:Pd|Pdi|PdI|Kom|Ag|Sos|KM|IP|Kep|Psi|Hum|Si|TP|Tr|H|E|Pt|STP)|M(?:Pd|Si|M|H|Kes|Ag|Kom|AP|Hum)))+\.?\s*$"
)
#: Spellings of one name: Moh., Muh., M. and so on.
SPELLINGS = {
    "moh": "muhammad",
    "muh": "muhammad",
    "muhamad": "muhammad",
    "mohamad": "muhammad",
    "mohammad": "muhammad",
    "mochamad": "muhammad",
    "mochammad": "muhammad",
    "moch": "muhammad",
    "m": "muhammad",
    "sitti": "siti",
    "st": "siti",
}
#: Similarity from which two names are offered as perhaps the same person.
NEAR = 0.85


class NameRefused(ParseError):
    """What was typed is no name."""


def clean(text):
    """The name as it is stored: faithful but for white space, invisible characters and curly marks."""
    visible = "".join(
        mark for mark in str(text) if mark.isspace() or unicodedata.category(mark) not in ("Cf", "Cc")
    )
    name = " ".join(visible.replace("\u2019", "'").replace("\u2018", "'").split())
    if not any(mark.isalpha() for mark in name):
        if not name:
            raise NameRefused("name_empty", _("The name is empty. Write the full name as on the KTP."))
        text = _("“%s” is not a name: it has no letters. Write the full name as on the KTP.")
        raise NameRefused("name_without_letters", text % name)
    if len(name) > MAX_LENGTH:
        raise NameRefused(
            "name_too_long",
            _("The name has %(count)s characters, at most %(limit)s fit. Is something else in this field?"),
            count=len(name),
            limit=MAX_LENGTH,
        )
    return unicodedata.normalize("NFC", name)


def key(name):
    """The name to search and sort by: no case, marks, accents, punctuation."""
    return " ".join(re.sub(r"[^\w\s]", " ", fold(name)).split())


def essence(name):
    """The name without titles, descent and ways of spelling, to tell whether two may be one person."""
    words = key(TITLES.sub(" ", name.casefold())).split()
    return " ".join(SPELLINGS.get(word, word) for word in words)


def bare(name):
    """The name without honorifics in front and degrees behind, as an attendance list may have it or not."""
    # Runs of spaces would make the patterns try every beginning of every run.
    name = " ".join(name.split())
    return HONORIFICS.sub("", DEGREES.sub("", name.split(",")[0] if "," in name else name)).strip() or name


def fits_short(short, full):
    """Whether a short form may stand for a full name: every word of it is one of the name, or begins one.

    `Bambang S.` for Bambang Sutrisno, `Aminah` for Siti Aminah; both by their essence.
    """
    words = full.split()
    for part in short.split():
        match = next((word for word in words if word == part), None) or next(
            (word for word in words if len(part) <= 2 and word.startswith(part)), None
        )
        if match is None:
            return False
        words.remove(match)
    return bool(short) and any(len(part) > 2 for part in short.split())


def similarity(one, other):
    """0 to 1: how near two names come to each other, by their essence."""
    return similarity_of(essence(one), essence(other))


def similarity_of(one, other):
    """The same of two essences; what cannot come near is not looked at closely."""
    matcher = difflib.SequenceMatcher(None, one, other)
    if matcher.real_quick_ratio() < NEAR or matcher.quick_ratio() < NEAR:
        return 0
    return matcher.ratio()
