"""How many queries a page asks: few, and as many with thirty villages as with three."""

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.reports import made
from tests.test_access import TABLE

#: What a page may ask.
MOST = 25
#: Pages that still ask more, and how many; these numbers only ever go down.
MORE = {
    # What an office sees the rows of is asked for beside the whole.
    "reports:pillar-detail": 31,
}
#: Whoever sees the most on a page: their own work, or everything.
READERS = ("officer", "reviewer", "admin")


class Count:
    """A wrapper of queries that counts them."""

    asked = 0

    def __call__(self, execute, sql, params, many, context):
        self.asked += 1
        return execute(sql, params, many, context)


def asked(things, clients):
    """`{(address, reader): queries}` of every page of the access table."""
    found = {}
    for name, (method, key, expected) in TABLE.items():
        for person, client in clients.items():
            if method == "get" and expected[person] == "ok":
                count = Count()
                with connection.execute_wrapper(count):
                    answer = client.get(reverse(name, args=things[key]))
                if answer.status_code == 200:
                    found[name, person] = count.asked
    return found


@pytest.fixture
def clients(filled_in, request):
    found = {}
    for person in READERS:
        found[person] = Client()
        found[person].force_login(request.getfixturevalue(person))
    return found


def more_villages(officer, pillars, number):
    """Villages beside Betak that take part and have an activity each."""
    for code in range(2101, 2101 + number):
        village = factories.village(f"35.04.14.{code}", f"Desa {code}")
        factories.MembershipFactory(village=village)
        made.activity(officer, pillars[1], [village], start="2026-08-01")


def test_no_page_asks_much_or_more_of_more_villages(filled_in, clients, officer, pillars):
    for client in clients.values():
        client.get(reverse("reports:home"))  # asks what is asked once for all pages
    few = asked(filled_in, clients)
    assert len(few) > 200
    over = {page: number for page, number in few.items() if number > MORE.get(page[0], MOST)}
    assert over == {}
    more_villages(officer, pillars, 27)
    many = asked(filled_in, clients)
    # The first row of a kind brings what is shown of it along.
    grown = {page: (few[page], number) for page, number in many.items() if number > few[page] + 2}
    assert grown == {}
