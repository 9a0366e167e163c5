"""What a column holds, where its title says nothing: known by most of its values, never by one alone."""

import re

from . import days
from .cells import cell_of

LOOKED_AT = 300
#: So many of the filled cells have to be of the kind.
MOST = 0.8
#: Days take longer to read than other things.
DAYS_LOOKED_AT = 40
CODE = re.compile(r"\d{2}\.\d{2}\.\d{2}\.\d{4}")
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


def keys_of(table, free, schema, columns, barred=frozenset()):
    """`{field key: index}` of columns that no title names; some also where a title is not known.

    `barred` are keys that the list cannot say.
    """
    found = {}
    wanted = [one for one in schema.fields if one.holds and one.key not in {*columns, *barred}]
    wanted = [one for one in wanted if not any(other in columns for other in one.instead)]
    for column in free:
        texts = texts_of(table, column.index) if wanted else []
        for one in wanted:
            is_offered = one.key not in found and (one.is_distinct or not column.title)
            if texts and is_offered and one.holds(texts):
                found[one.key] = column.index
                break
    return found
