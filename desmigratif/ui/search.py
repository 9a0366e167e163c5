"""One way of comparing text for every search box.

Case, accents, quotes, kinds of dashes, soft hyphens, punctuation and white space do not matter; every word
has to be there, in any order; `%` and `_` are characters like others. What is searched stands folded in a
column of its own, so that every database compares alike and an index can serve it.
"""

import difflib
import re
import unicodedata

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .identity_numbers import holds_number

MOST_WORDS = 8
MOST_CHARACTERS = 100
#: Names offered when nothing is found, and how many are held against what was typed.
OFFERED, COMPARED = 5, 5000
#: Similarity from which a name is offered.
NEAR = 0.75
QUOTES = "'\"`´ʹʺʻʼʽˈ‘’‚‛“”„‟′″«»‹›＇＂"
#: Stand between words and say nothing.
STOPS = ".,;:!?()[]{}…·•"
MARKS = str.maketrans({**dict.fromkeys(QUOTES, ""), **dict.fromkeys(STOPS, " "), "\u2212": "-"})


def fold(text):
    """The text as it is compared: `“Kafé” 2023–2024` becomes `kafe 2023-2024`."""
    plain = unicodedata.normalize("NFKD", str(text).casefold().translate(MARKS))
    return " ".join("".join(_plain(mark) for mark in plain).translate(MARKS).split())


def _plain(mark):
    if mark.isascii() or mark.isalnum():
        return mark
    category = unicodedata.category(mark)
    if category == "Pd":
        return "-"
    if category in ("Mn", "Me", "Cf", "Cc") and not mark.isspace():
        return ""
    return mark


def words_of(text):
    """The words to look for; parts of a name joined by a dash are words, a dash alone is a character."""
    words = [word for word in re.split(r"[\s-]+", fold(text)) if word]
    return (words or fold(text).split())[:MOST_WORDS]


def holding(text, *columns, lookup="contains"):
    """The condition that every word of the text stands in one of the columns, which hold folded text.

    Columns of a small table that holds no folded text are looked at with `icontains`.
    """
    found = Q()
    for word in words_of(text):
        found &= Q(*[(f"{column}__{lookup}", word) for column in columns], _connector=Q.OR)
    return found


def near(text, rows, column):
    """Up to five values of a folded column that come near to what was typed, the nearest first."""
    wanted = fold(text)[:MOST_CHARACTERS]
    if len(wanted) < 3:
        return []
    alike = rows.filter(**{f"{column}__startswith": wanted[0]}).order_by().values_list(column, flat=True)
    return difflib.get_close_matches(wanted, set(alike.distinct()[:COMPARED]), OFFERED, NEAR)


class SearchKeyField(models.TextField):
    """What some fields of the row say, folded; written with every save of the row, never by hand."""

    def __init__(self, *sources, **kwargs):
        self.sources = sources
        kwargs |= {"editable": False, "default": "", "verbose_name": _("Search text")}
        super().__init__(**kwargs)

    def deconstruct(self):
        name, path, _args, kwargs = super().deconstruct()
        del kwargs["editable"], kwargs["default"], kwargs["verbose_name"]
        return name, path, self.sources, kwargs

    def pre_save(self, row, add):
        key = fold(" ".join(str(getattr(row, source) or "") for source in self.sources))
        setattr(row, self.attname, key)
        return key


class SearchedAdmin:
    """An admin list that is searched like every other; `search_fields` name folded columns."""

    search_lookup = "contains"

    def get_search_results(self, request, queryset, search_term):
        return queryset.filter(holding(search_term, *self.search_fields, lookup=self.search_lookup)), False


class WordsField(forms.CharField):
    """Words to search by, no more than anybody reads through; how many there may be is said."""

    def __init__(self, **kwargs):
        super().__init__(**{"max_length": MOST_CHARACTERS, **kwargs})

    def clean(self, value):
        value = super().clean(value)
        if holds_number(value):
            # What is searched stands in addresses and in logs.
            raise ValidationError(
                _("Write words here. A NIK is looked up with “Find by NIK” in the list of people.")
            )
        if len(re.split(r"[\s-]+", fold(value))) > MOST_WORDS:
            raise ValidationError(_("At most %s words are searched at once. Write fewer.") % MOST_WORDS)
        return value


class WordsFilter(django_filters.Filter):
    """The search box of a list."""

    field_class = WordsField
