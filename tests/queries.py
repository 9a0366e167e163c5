"""How many queries a page asks: few, and as many with thirty villages as with three.

`test_access` opens every page as every reader anyway, and counts.
"""

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


class Count:
    """A wrapper of queries that counts them."""

    def __init__(self):
        self.asked = 0

    def __call__(self, execute, sql, params, many, context):
        self.asked += 1
        return execute(sql, params, many, context)


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
