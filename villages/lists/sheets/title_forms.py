"""The forms in which the title of a column is compared, from the whole of it to its words."""

import re
import unicodedata

from . import titles

#: A column of a group with groups in it says which of those it is.
MOST_OF_GROUP = 2


def plain(title):
    """A title without case, accents, spaces, underscores and punctuation."""
    text = unicodedata.normalize("NFKD", str(title).casefold().replace("%", "persen"))
    return re.sub(r"[\W_]+", "", "".join(mark for mark in text if not unicodedata.combining(mark)))


def whole(column):
    return plain(column.title)


def joined(column):
    return plain(" ".join(column.parts[-2:]))


def last(column):
    return plain(column.parts[-1]) if len(column.parts) > 1 else ""


def first(column):
    return plain(column.parts[0]) if len(column.parts) == MOST_OF_GROUP else ""


def before_slash(column):
    """The first of two things that a column tells: `Nama / Jabatan`."""
    first, slash, _other = column.parts[-1].partition("/") if column.parts else ("", "", "")
    return plain(first) if slash else ""


def unbracketed(column):
    """Without what stands in brackets or as a number before it: `402 Nama`, `NIK (16 digit)`.

    One sex in brackets is part of the title: `Purna (L)` are the men alone.
    """
    last = end(column)
    return plain(re.sub(rf"\((?!{titles.ONE_SEX}\)).*?\)|^\s*[\d.]+\w?\s+", " ", last))


def words(column):
    return titles.words_of(" ".join(column.parts[-2:]))


def last_words(column):
    return titles.words_of(end(column))


def end(column):
    """The last part of a path such as `grup_alamat/desa`."""
    return titles.last_part(column.parts[-1]) if column.parts else ""
