"""Judges the rows of a list of people: what each would say in the register, and what stands against it.

Values are ready to be stored: `nik` and `household` as digits, `village` as code, dates as `date`, fixed
lists as in `villages.choices`; a key is there only if the row says something. A relative of a migrant
worker has `is_family` and no `stage`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from ...lists.sheets.judging import IGNORE, REFUSE, REVIEW, Remark
from .. import nik
from .people_rows import RowJudge
from .people_schema import SCHEMA as SCHEMA
from .repeats import mark_repeats

#: NIKs asked for at once.
LOOKED_UP = 500


@dataclass
class Context:
    """What the judge knows of the world around the list.

    `villages` have `code`, `name` and `district`; `known` tells for blind indexes of NIKs which of them the
    register has, with any value; `village` is the code for lists that name none; `for_all` are answers
    about the whole list.
    """

    villages: list
    known: Callable
    today: date
    office_regency: str = ""
    village: str = ""
    for_all: dict = field(default_factory=dict)


def judge(table, mapping, context):
    """A `Judged` for every row of the table, in its order; needs all of them first, to see repeats."""
    judge_row = RowJudge(table.columns, mapping.columns, context)
    lines = list(table.rows)
    judge_row.look_up(lines)
    rows = [judge_row(row) for row in lines]
    mark_repeats(rows, judge_row.column_of)
    _mark_known(rows, context.known, judge_row.column_of)
    yield from rows


def _mark_known(rows, known, column_of):
    """Rows about people of the register are held: what differs is shown before anything changes."""
    waiting = {
        nik.blind_index(judged.values["nik"]): judged
        for judged in rows
        if judged.values.get("nik") and judged.fate not in (REFUSE, IGNORE)
    }
    indexes = list(waiting)
    for start in range(0, len(indexes), LOOKED_UP):
        for index in known(indexes[start : start + LOOKED_UP]):
            text = _("This NIK is registered already. What differs is shown; empty cells erase nothing.")
            digits = waiting[index].values["nik"]
            waiting[index].add("nik", column_of("nik"), digits, Remark(REVIEW, "nik_exists", text))
