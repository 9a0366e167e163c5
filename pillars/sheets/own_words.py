"""Reads what offices write in words of their own: by a list of words, else by patterns that a text holds."""

import re

from django.utils.translation import gettext as _

from villages.lists.sheets.judging import ACCEPT_CORRECTED, REVIEW, Remark, shown

LONGEST_WORDS = 200
#: The kind of remark on a text that is none of the words of a list.
OWN_WORDS = "own_words"


def in_own_words(words, *tiers, leading=(), gives_way=None, otherwise=None, mend=""):
    """A reader by the words of a list, else by the only one of the patterns that a text holds.

    `tiers` of patterns are asked one after the other; `leading` ones win where a text begins so, and
    what `gives_way` is none where a text holds another one too. `otherwise` is taken of a held row whose text
    says nothing that is known, and `mend` says so; without it such a text stays unknown.
    """

    def read(cell):
        value, remark = words.read(cell)
        if remark is None or remark.kind != "code_unknown" or value:
            return value, remark
        text = cell.text[:LONGEST_WORDS]
        found = next(filter(None, (meant_by(text, patterns) for patterns in tiers)), set())
        if len(found) > 1:
            found -= {gives_way}
        for meant, begins in leading:
            found = {meant} if meant in found and begins.match(text) else found
        if len(found) == 1:
            meant = found.pop()
            said = _("“%(value)s” was read as %(word)s.") % {"value": shown(cell.text), "word": meant.label}
            return meant.value, Remark(ACCEPT_CORRECTED, OWN_WORDS, said)
        if otherwise is None:
            return value, remark
        return otherwise.value, Remark(REVIEW, OWN_WORDS, f"{remark.text} {mend}")

    return read


def meant_by(text, patterns):
    """What of `(meaning, pattern)` pairs a text holds as a word."""
    return {meant for meant, said in patterns if re.search(rf"\b(?:{said})\b", text, re.I)}
