"""The beginning and the end of a long sheet: enough to know its columns, and quick to lay out.

What stands in the lines between is read when the list is checked, outside the request.
"""

from .cells import cell_of

#: Lines with something in them, from the first; far more than headings and samples look at.
HEAD = 2_000
#: Notes and signatures stand below the list.
TAIL = 200


def sample_of(rows, hidden):
    """The lines to lay out, as (number, values); hidden ones are all among them: they are counted."""
    head, filled = [], 0
    for at, (_number, values) in enumerate(rows):
        filled += any(not is_empty(value) for value in values)
        if filled > HEAD:
            head, between = rows[:at], rows[at:]
            break
    else:
        return rows
    tail = between[-TAIL:]
    return [*head, *(row for row in between[:-TAIL] if row[0] in hidden), *tail]


def width_of(rows):
    """Columns up to the last one in which anything stands, in any line."""
    width = 0
    for _number, values in rows:
        for index in range(len(values) - 1, width - 1, -1):
            if not is_empty(values[index]):
                width = index + 1
                break
    return width


def is_empty(value):
    return cell_of(value).kind == "empty"
