"""How many queries a page asks: few, and as many with thirty villages as with three.

`test_access` opens every page as every reader anyway, and counts; also the rows that the answers had, which
may not grow faster than what the page shows.
"""

import re
from contextlib import contextmanager

from django.db import connection
from django.db.models.sql.compiler import SQLCompiler

from tests import factories
from tests.reports import made

#: What a page may ask.
MOST = 25
#: Pages that still ask more, and how many; these numbers only ever go down.
MORE = {
    # What an office sees the rows of is asked for beside the whole.
    "reports:pillar-detail": 31,
    # Four registers have a card there, the history of the record is beside them for administrators.
    "reports:village-detail": 26,
}
#: Whoever sees the most on a page: their own work, or everything.
READERS = ("officer", "reviewer", "admin")


#: What a page or file shows, as far as it comes from rows: lines, items, choices, marks of a chart or a map.
SHOWN = re.compile(r"<(?:tr|li|option|dt|article|circle|path|rect)\b|\r\n")
#: Rows that may be loaded for each thing more that is shown; and besides, for 27 villages more of one's own.
ROWS_A_THING, ROWS_BESIDES = 6, 60
#: Pages that still read the villages that they add up; these numbers only ever go down.
MORE_ROWS = {
    "reports:readiness-list": 165,
    "reports:readiness-detail": 140,
    "reports:readiness-export": 140,
}


class Count:
    """How many queries were asked, how many rows came back."""

    def __init__(self):
        self.asked = self.rows = 0

    def __call__(self, execute, sql, params, many, context):
        self.asked += 1
        return execute(sql, params, many, context)


@contextmanager
def counted():
    """A `Count` of what is asked inside."""
    count, results = Count(), SQLCompiler.results_iter

    def counting(self, *args, **kwargs):
        for row in results(self, *args, **kwargs):
            count.rows += 1
            yield row

    SQLCompiler.results_iter = counting
    try:
        with connection.execute_wrapper(count):
            yield count
    finally:
        SQLCompiler.results_iter = results


def shown(text):
    """How many things a page shows."""
    return len(SHOWN.findall(text))


def loaded_beyond(few, many):
    """`{(address, reader): (before, after)}` where rows grew faster than what is shown.

    `few` and `many`: `{(address, reader): (rows loaded, things shown)}`.
    """
    found = {}
    for page, (rows, things) in many.items():
        more = ROWS_A_THING * max(things - few[page][1], 0)
        if rows - few[page][0] > more + MORE_ROWS.get(page[0], ROWS_BESIDES):
            found[page] = few[page], many[page]
    return found


def too_many(asked):
    """Of `{(address, reader): queries}` what is more than a page may ask."""
    return {page: number for page, number in asked.items() if number > MORE.get(page[0], MOST)}


def grown(few, many):
    """`{(address, reader): (with three villages, with thirty)}` where these differ."""
    # The first row of a kind brings what is shown of it along.
    return {page: (few[page], number) for page, number in many.items() if number > few[page] + 2}


def add_villages(officer, pillars, number=27):
    """Villages beside Betak that take part and have an activity each."""
    for code in range(2101, 2101 + number):
        village = factories.village(f"35.04.14.{code}", f"Desa {code}")
        factories.MembershipFactory(village=village)
        made.activity(officer, pillars[1], [village], start="2026-08-01")
