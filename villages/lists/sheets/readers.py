"""How single cells are read: `reader(cell)` gives the value (None: nothing said) and a `Remark` or None."""

import functools
import re

from django.utils.translation import gettext as _
from django.utils.translation import override

from desmigratif.ui import formatting, parsing

from . import days, titles
from .judging import ACCEPT_CORRECTED, COUNT_READ, INCOMPLETE, REFUSE, REVIEW, Remark, shown
from .rows import NOTHING

#: Without another word they say nothing of their own.
NEGATIONS = frozenset(("tidak", "tdk", "belum", "blm", "bukan", "non"))
LONGEST_WORD = 120
#: The mark by which exports of text keep a spreadsheet from counting with what follows.
GUARDED = re.compile(r"^'(?='*(\s*[=+\-@]|[\t\r]))")


def text(longest):
    """Text as written, outer space aside; a longer one is refused, never cut."""

    def read(cell):
        if NOTHING.fullmatch(cell.text):
            return None, None
        value = parsing.visible(GUARDED.sub("", cell.text))
        if not value:
            return None, None
        if len(value) <= longest:
            return value, cleaned(cell, value)
        said = _("The text has %(count)s characters, at most %(longest)s fit. Shorten it.")
        said %= {"count": len(value), "longest": longest}
        return None, Remark(REFUSE, "text_too_long", said)

    return read


def cleaned(cell, value):
    """A `Remark` where characters were taken out that nobody sees, or that are no plain space; else None."""
    if re.sub(" +", " ", GUARDED.sub("", cell.text)) == value:
        return None
    said = _("Invisible characters and line breaks were taken out: “%s”.") % shown(value)
    return Remark(ACCEPT_CORRECTED, "text_cleaned", said)


def count(cell):
    """A whole number of people or things, 0 or more; a dash is nothing said and not 0."""
    if NOTHING.fullmatch(cell.text):
        return None, None
    try:
        value = parsing.parse_count(cell.text)
    except parsing.ParseError as error:
        return None, Remark(REFUSE, "not_a_whole_number", error.message)
    if value is not None and "," in cell.text:
        said = _("“%(value)s” was read as %(count)s.")
        said %= {"value": shown(cell.text), "count": formatting.number(value)}
        return value, Remark(ACCEPT_CORRECTED, COUNT_READ, said)
    return value, None


def number(cell):
    """A number of 0 or more with at most two decimals, exactly as written; a dash is nothing said, not 0."""
    if NOTHING.fullmatch(cell.text):
        return None, None
    # A cell of a workbook that holds a number has its decimals after a point.
    text = cell.text.replace(".", ",") if cell.kind == "number" else cell.text
    try:
        return parsing.parse_number(text, decimals=2), None
    except parsing.ParseError as error:
        return None, Remark(REFUSE, error.kind, error.message)


def year(cell):
    """A year of the programme."""
    if NOTHING.fullmatch(cell.text):
        return None, None
    if re.fullmatch(r"20[1-9]\d", cell.text) and cell.text >= "2016":
        return int(cell.text), None
    said = _("“%s” is not a year of the programme. Write four figures, for example 2026.") % shown(cell.text)
    return None, Remark(REFUSE, "year_invalid", said)


def day(cell):
    """A whole day, past or ahead; a year alone or a date that can be read in two ways is refused."""
    found, _year, remark = days.read_day(cell)
    if remark is not None and remark.fate == INCOMPLETE:
        remark = remark._replace(fate=REFUSE)
    return found, remark


def day_or_nothing(cell):
    """The first day of a cell that only helps to find something; nothing where it says no whole day."""
    if span := days.read_span(cell):
        return span[0], None
    return days.read_day(cell)[0], None


def word(choices, synonyms=None):
    """One of `choices` (value, label) by value or label in both languages; by `{value: (words, …)}` with a
    remark that says how the word was read.
    """
    synonyms = synonyms or {}

    @functools.cache
    def known():
        """`{word: value}` of own words and of those that are mapped, and `{words: value}` of both."""
        own, mapped, bags = {}, {}, {}
        for value, label in choices:
            names = [str(value)]
            for language in ("id", "en"):
                with override(language):
                    names.append(str(label))
            own |= {plain_word(name): value for name in names}
            mapped |= {plain_word(name): value for name in synonyms.get(value, ())}
            for name in (*names, *synonyms.get(value, ())):
                bags.setdefault(titles.words_of(name), set()).add(value)
        sure = {bag: values.pop() for bag, values in bags.items() if len(values) == 1 and bag - NEGATIONS}
        return own, mapped, sure

    def read(cell):
        if NOTHING.fullmatch(cell.text):
            return None, None
        own, mapped, bags = known()
        word = plain_word(cell.text)
        if word in own:
            return own[word], None
        labels = {one: str(label) for one, label in choices}
        meant = mapped.get(word) or bags.get(titles.words_of(cell.text[:LONGEST_WORD]))
        if meant is None:
            said = _("“%(value)s” is not known. Write one of: %(words)s.")
            said %= {"value": shown(cell.text), "words": ", ".join(labels.values())}
            return None, Remark(REFUSE, "code_unknown", said)
        said = {"value": shown(cell.text), "word": labels[meant]}
        said = _("“%(value)s” was read as %(word)s.") % said
        return meant, Remark(ACCEPT_CORRECTED, "code_mapped", said)

    return read


def plain_word(text):
    return re.sub(r"[\W_]+", "", text.casefold())


def sum_of(judged, parts, total):
    """A `Remark` where a written total is not the sum of its parts (case O17), else None.

    `parts` and `total` are keys of values. Parts that are not said leave the total without comparison.
    """
    values = [judged.values.get(key) for key in parts]
    written = judged.values.get(total)
    if written is None or None in values or sum(values) == written:
        return None
    said = _("%(sum)s add up to %(found)s, but the total says %(written)s. Correct the wrong one of them.")
    said %= {"sum": " + ".join(map(str, values)), "found": sum(values), "written": written}
    return Remark(REVIEW, "sum_mismatch", said)
