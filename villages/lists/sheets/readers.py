"""How single cells are read: `reader(cell)` gives the value (None: nothing said) and a `Remark` or None."""

import functools
import re

from django.utils.translation import gettext as _
from django.utils.translation import override

from desmigratif.ui import formatting, parsing
from desmigratif.ui.spreadsheets import unguarded

from . import days, titles
from .judging import ACCEPT, ACCEPT_CORRECTED, COUNT_READ, INCOMPLETE, REFUSE, REVIEW, Remark, shown
from .rows import NOTHING

#: Without another word they say nothing of their own.
NEGATIONS = frozenset(("tidak", "tdk", "belum", "blm", "bukan", "non"))
LONGEST_WORD = 120


def text(longest):
    """Text as written, outer space aside; a longer one is refused, never cut."""

    def read(cell):
        if NOTHING.fullmatch(cell.text):
            return None, None
        value = parsing.visible(unguarded(cell.text))
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
    if re.sub(" +", " ", unguarded(cell.text)) == value:
        return None
    said = _("Invisible characters and line breaks were removed: “%s”.") % shown(value)
    return Remark(ACCEPT_CORRECTED, "text_cleaned", said)


def count(cell):
    """A whole number of people or things, 0 or more; a dash is nothing said and not 0."""
    if NOTHING.fullmatch(cell.text):
        return None, None
    try:
        value = parsing.parse_count(cell.text)
    except parsing.ParseError as error:
        return None, Remark(REFUSE, "not_a_whole_number", error.message)
    if value is not None and ("," in cell.text or not re.search(r"\d", cell.text)):
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
    found, _year, remark = days.read_event(cell)
    if remark is not None and remark.fate == INCOMPLETE:
        remark = remark._replace(fate=REFUSE)
    return found, remark


def day_or_nothing(cell):
    """The first day of a cell that only helps to find something; nothing where it says no whole day."""
    if span := days.read_span(cell):
        return span[0], None
    return days.read_event(cell)[0], None


class WordList:
    """The words of a fixed list, in both languages and as offices write them; reads a text by them.

    `choices` are (value, label). The others are `{value: (words, …)}`: `synonyms` are read with a remark,
    `doubtful` words wait until somebody says yes, `written` ones are how the portal writes a value in lists.
    """

    def __init__(self, choices, synonyms=None, *, doubtful=None, written=None):
        self.labels = dict(choices)
        self.synonyms, self.doubtful, self.written = synonyms or {}, doubtful or {}, written or {}
        self.as_written = {word: value for value, words in self.written.items() for word in words}

    @functools.cached_property
    def own(self):
        """`{word: value}` of the words of the portal's pages, templates and exports."""
        own = {plain_word(str(value)): value for value in self.labels}
        return own | {plain_word(text): value for value, text in self._label_texts()}

    @functools.cached_property
    def known(self):
        """`{word: (value, fate)}` of all words but values."""
        found = {}
        for words_of, fate in (
            (self.written, ACCEPT_CORRECTED),
            (self.synonyms, ACCEPT_CORRECTED),
            (self.doubtful, REVIEW),
        ):
            found |= {plain_word(one): (value, fate) for value in words_of for one in words_of[value]}
        return found | {plain_word(text): (value, ACCEPT_CORRECTED) for value, text in self._label_texts()}

    @functools.cached_property
    def in_other_order(self):
        """`{words: value}` of words that mean one value in whatever order they stand."""
        bags = {}
        named = [*((value, str(value)) for value in self.labels), *self._label_texts()]
        named += [(value, one) for value, words in self.synonyms.items() for one in words]
        for value, text in named:
            bags.setdefault(titles.words_of(text), set()).add(value)
        return {bag: values.pop() for bag, values in bags.items() if len(values) == 1 and bag - NEGATIONS}

    def _label_texts(self):
        for language in ("id", "en"):
            with override(language):
                yield from [(value, str(label)) for value, label in self.labels.items() if label]

    def find(self, text, *, is_own=True):
        """`(value, fate)`, without a value for an unknown word; `is_own`: own words need no remark."""
        word = plain_word(text)
        if text in self.as_written:
            return self.as_written[text], ACCEPT
        if is_own and word in self.own:
            return self.own[word], ACCEPT
        return self.known.get(word, ("", REFUSE))

    def read(self, cell):
        """A reader of cells, by any of the words, also in another order."""
        if NOTHING.fullmatch(cell.text):
            return None, None
        value, fate = self.find(cell.text)
        if not value and (meant := self.in_other_order.get(titles.words_of(cell.text[:LONGEST_WORD]))):
            value, fate = meant, ACCEPT_CORRECTED
        return value or None, self.remark(cell.text, value, fate)

    def remark(self, text, value, fate):
        """What is said of a text that was read as a value, or as none."""
        if fate == ACCEPT:
            return None
        words = ", ".join(map(self.word, self.labels))
        said = {"value": shown(text), "word": value and self.word(value), "words": words}
        if fate == ACCEPT_CORRECTED:
            return Remark(fate, "code_mapped", _("“%(value)s” was read as %(word)s.") % said)
        if fate == REVIEW:
            text = _(
                "“%(value)s” is not one of the words used here. Did you mean %(word)s? Known words: "
                "%(words)s."
            )
        else:
            text = _("“%(value)s” is not known. Write one of: %(words)s.")
        return Remark(fate, "code_unknown", text % said)

    def word(self, value):
        """How a value is written in a list."""
        return self.written[value][0] if self.written.get(value) else str(self.labels[value])


def plain_word(text):
    return re.sub(r"[\W_]+", "", text.casefold())
