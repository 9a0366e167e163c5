"""Names of people as they are written, and as they are compared.

One field holds the full name: one word is a whole name here, and titles stand before and after it.
"""

import difflib
import re
import unicodedata

from django.utils.translation import gettext as _

from desmigratif.ui.search import fold

MAX_LENGTH = 200
#: Titles, second names and descent that are written or left out: they do not tell two people apart.
TITLES = re.compile(
    r"\b(h|hj|haji|hajah|drs|dra|dr|ir|prof|kh|ust|nyai|almarhum|alm)\.?(?=\s|$)|"
    r",.*$|\b(alias|als|bin|binti|bt|bte)\b.*$"
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


class NameRefused(ValueError):
    """What was typed is no name; the message says why."""

    def __init__(self, message):
        super().__init__(message)
        self.message = message


def clean(text):
    """The name as it is stored: faithful but for white space, invisible characters and curly marks."""
    visible = "".join(
        mark for mark in str(text) if mark.isspace() or unicodedata.category(mark) not in ("Cf", "Cc")
    )
    name = " ".join(visible.replace("\u2019", "'").replace("\u2018", "'").split())
    if not any(mark.isalpha() for mark in name):
        raise NameRefused(
            _("“%s” is no name: it holds no letter. Write the full name as on the KTP.") % name
            if name
            else _("The name is empty. Write the full name as on the KTP.")
        )
    if len(name) > MAX_LENGTH:
        raise NameRefused(
            _("The name has %(count)s characters, at most %(limit)s fit. Is something else in this field?")
            % {"count": len(name), "limit": MAX_LENGTH}
        )
    return unicodedata.normalize("NFC", name)


def key(name):
    """The name to search and sort by: no case, marks, accents, punctuation."""
    return " ".join(re.sub(r"[^\w\s]", " ", fold(name)).split())


def essence(name):
    """The name without titles, descent and ways of spelling, to tell whether two may be one person."""
    words = key(TITLES.sub(" ", name.casefold())).split()
    return " ".join(SPELLINGS.get(word, word) for word in words)


def similarity(one, other):
    """0 to 1: how near two names come to each other, by their essence."""
    return difflib.SequenceMatcher(None, essence(one), essence(other)).ratio()
