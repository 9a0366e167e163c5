"""What a column holds, where its title says nothing: known by most of its values, never by one alone."""

import re

from . import days, titles
from .cells import cell_of

LOOKED_AT = 300
#: So many of the filled cells have to be of the kind.
MOST = 0.8
#: Days take longer to read than other things.
DAYS_LOOKED_AT = 40
CODE = re.compile(r"\d{2}\.\d{2}\.\d{2}\.\d{4}")
PHONE = re.compile(r"'?(?:\+?62|0)[\s.-]?8\d(?:[\s.-]?\d){6,11}")
NAME = re.compile(r"[^\W\d_][^\d/:;]{2,79}")
LONGEST_NAME = 80
PHRASE = re.compile(r"(?!(?:desa|ds|kel|balai|kec)\b)\W*[^\W\d]{3,}\W+[^\W\d]{3,}", re.I)
BORN = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.](19[3-9]\d|20[0-2]\d)")


def texts_of(table, index):
    """The filled cells of a column among the first rows, as texts."""
    cells = (row.cells[index] for row in table.rows[:LOOKED_AT] if index < len(row.cells))
    return [cell.text for cell in cells if cell.text]


def mostly(pattern):
    """For `Field.holds`: whether most of the texts are of a pattern."""
    return lambda texts: sum(bool(pattern.fullmatch(text.strip())) for text in texts) >= MOST * len(texts)


def all_read_by(read):
    """For `Field.fits`: whether a column holds nothing but what a reader of cells knows."""
    return lambda texts: bool(texts) and all(read(cell_of(text))[0] is not None for text in texts)


def are_days(texts):
    """Whether most of the texts name a whole day or several, and none is a mere number."""
    cells = [cell_of(text) for text in texts[:DAYS_LOOKED_AT]]
    named = [cell for cell in cells if not re.fullmatch(r"[\d.,]+", cell.text)]
    found = [cell for cell in named if days.read_span(cell) or days.read_day(cell)[0]]
    return bool(found) and len(found) >= MOST * len(cells)


def are_names(texts):
    """Whether a column may hold the names of people: words without a figure, most of them several."""
    named = [text for text in texts if NAME.fullmatch(text.strip()[:LONGEST_NAME])]
    several = sum(bool(re.search(r"\w\s+\w", text)) for text in named)
    return len(named) >= MOST * len(texts) and 2 * several >= len(texts) and 2 * len(set(texts)) > len(texts)


def are_phrases(texts):
    """Whether most texts of a column are of several words, as the names of activities are."""
    return sum(bool(PHRASE.match(text)) for text in texts) >= MOST * len(texts)


def better(table, free, schema, columns):
    """`{field key: index}` of columns that hold what another does not, whose title says it as well."""
    found = {}
    for one in schema.fields:
        if not one.is_by_content or one.key not in columns:
            continue
        texts = texts_of(table, columns[one.key])
        holding = [column.index for column in free if one.holds(texts_of(table, column.index) or ["-"])]
        if texts and not one.holds(texts) and len(holding) == 1:
            found[one.key] = holding[0]
    return found


def guessed(table, free, schema, columns):
    """`{field key: index}` of what a list needs and no title names: the only column that may hold it.

    Better than nothing to begin with, and no proof that the list is one of the kind.
    """
    found = {}
    for one in schema.fields:
        is_there = {one.key, *one.instead} & {*columns, *found}
        if is_there or not (one.required and one.is_guess):
            continue
        fitting = [
            column.index
            for column in free
            if column.title
            and column.index not in found.values()
            and titles.words_of(column.title).isdisjoint(titles.OTHER_THINGS | {*one.unless})
            and (texts := texts_of(table, column.index))
            and one.holds(texts)
        ]
        if len(fitting) == 1:
            found[one.key] = fitting[0]
    return found


def _may_be(one, column):
    """Whether a column whose title is not known may be a field that is known by what it holds."""
    return one.is_distinct and titles.words_of(column.title).isdisjoint(one.unless)


def keys_of(table, free, schema, columns, barred=frozenset()):
    """`{field key: index}` of columns that no title names; some also where a title is not known.

    `barred` are keys that the list cannot say.
    """
    found = {}
    wanted = [one for one in schema.fields if one.holds and one.key not in {*columns, *barred}]
    wanted = [one for one in wanted if not any(other in columns for other in one.instead)]
    has_header = any(column.title for column in table.columns)
    for is_guess in (False, True) if not has_header else (False,):
        for column in free if wanted else ():
            offered = [one for one in wanted if one.key not in found and one.is_guess == is_guess]
            offered = [one for one in offered if not column.title or _may_be(one, column)]
            texts = texts_of(table, column.index) if offered and column.index not in found.values() else []
            key = next((one.key for one in offered if texts and one.holds(texts)), None)
            found |= {key: column.index} if key else {}
    return found
