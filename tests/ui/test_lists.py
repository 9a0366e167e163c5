"""Lists: chips of what is in force, words for what cannot be, pages."""

import re
from html import unescape
from unittest import mock

import pytest
from django.contrib.messages import get_messages
from django.core.paginator import EmptyPage, InvalidPage
from django.db import connection
from django.db.models import Exists, OuterRef
from django.db.models.functions import Lower
from django.test.utils import CaptureQueriesContext

from desmigratif.ui import paging
from desmigratif.ui.lists import ListPage
from pillars.people.filters import SORTS as SORTS_OF_PEOPLE
from villages.models import Beneficiary, Village

pytestmark = pytest.mark.django_db
#: List -> a value that cannot be, and the words that say so.
LISTS = {
    "/kegiatan/": ("regency=99.99", "Regency/city"),
    "/penerima/": ("pillar=IX", "Reached by pillar"),
    "/desa/": ("province=0", "Province"),
    "/verifikasi/": ("province=0", "Province"),
    "/rekomendasi/": ("status=gone", "Status"),
    "/evaluasi/penilaian/": ("grade=x", "Score"),
    "/administrasi/pengguna/": ("role=king", "Role"),
    "/kesiapan/desa/": ("province=0", "Province"),
    "/kesiapan/desa-pasif/": ("sign=x", "Sign"),
}


@pytest.mark.parametrize("address", LISTS)
def test_a_value_that_cannot_be_is_said_and_matches_nothing(
    client, admin, reviewer, pillars, places, address
):
    client.force_login(reviewer if "verif" in address else admin)
    query, label = LISTS[address]
    response = client.get(f"{address}?{query}")
    listed = response.context["list"]
    assert response.status_code == 200
    assert [text for text in listed.refused if text.startswith(f"{label}: ")]
    assert listed.page.paginator.count == 0
    (chip,) = listed.chips
    assert chip.value == query.partition("=")[2]
    assert chip.url == "?"
    text = response.content.decode()
    assert "Clear all filters" in text, "nothing found is told from nothing yet"
    assert listed.refused[0].partition(": ")[2].split("’")[0][:30] in text.replace("&#x27;", "'")


@pytest.mark.parametrize("page", ["abc", "99", "0", "²"])
def test_a_page_that_is_not_there_is_said(client, admin, places, page):
    client.force_login(admin)
    response = client.get(f"/desa/?page={page}")
    (message,) = [str(message) for message in get_messages(response.wsgi_request)] or [
        str(message) for message in response.context["messages"]
    ]
    assert f"There is no page “{page}”" in message
    assert response.context["page"].number == 1


@pytest.fixture
def short(monkeypatch):
    """Lists are counted no further than two rows."""
    monkeypatch.setattr(paging, "MOST_COUNTED", 2)


def walked(rows, size=1):
    """What one reads who goes from page to page to the end, and what going back from there."""
    pages = paging.ListPaginator(rows, size)
    page = pages.page(1)
    there, back = list(page), []
    while page.has_next():
        number, row = page.next_page_number(), page.next_row
        page = pages.page(number) if row is None else pages.page_beside(str(number), str(row))
        there += page
    while True:
        back = [*page, *back]
        if not page.has_previous():
            return there, back
        number, row = page.previous_page_number(), page.previous_row
        page = pages.page(number) if row is None else pages.page_beside(number, row, before=True)
        assert page.has_next()


def test_a_long_list_is_counted_no_further_than_said_and_read_to_its_end(short, places):
    """Four villages, of which two are counted, one to a page; those behind have no number of their own."""
    rows = Village.objects.order_by("-area")
    assert len(rows) == 4
    pages = paging.ListPaginator(rows.select_related("area"), 1)
    assert (pages.count_in_words, pages.is_more, pages.page(1).has_next()) == ("more than 2", True, True)
    assert walked(rows) == (list(rows), list(rows))
    third = pages.page_beside(3, pages.page(2)[0].pk)
    assert (third.start_index(), third.end_index(), list(third.numbers)) == (3, 3, [1, 2, 3])
    assert pages.page_beside(4, third[0].pk).has_next() is False
    for number, row in ((2, third[0].pk), (4, 0), (4, "x"), (5, rows[3].pk), ("²", third[0].pk)):
        with pytest.raises(InvalidPage):
            pages.page_beside(number, row)
    with pytest.raises(EmptyPage):
        pages.page(3)


def test_pages_go_on_behind_a_row_in_every_order(short, places, admin):
    """Rows that stand equal or have no value, orders by names of other tables and by what is worked out."""
    born = [None, 1990, 1990, 2001]
    Beneficiary.objects.bulk_create(
        Beneficiary(village=village, birth_year=year, full_name="N", name_key=f"n {copy}", created_by=admin)
        for village, year in zip(places.values(), born, strict=True)
        for copy in range(2)
    )
    people = Beneficiary.objects.all()
    for order in [*SORTS_OF_PEOPLE.values(), (Lower("name_key").desc(), "-pk")]:
        rows = people.order_by(*order)
        for size in (1, 2):
            assert walked(rows, size) == (list(rows), list(rows)), order
    turns = [people.filter(birth_year=1990).order_by("name_key", "-pk"), people.filter(birth_year=2001)]
    turns[1] = turns[1].order_by("-pk")
    expected = [*turns[0], *turns[1]]
    assert walked(paging.InTurn(*turns)) == (expected, expected)


def test_the_links_of_a_long_list_lead_on(short, client, admin, places):
    """Through all villages from the first page on, by “Next” alone; a number that nobody counted is said."""
    villages, seen, address = list(Village.objects.order_by("-area")), [], "?sort=-code"
    client.force_login(admin)
    with mock.patch.object(ListPage.__init__, "__kwdefaults__", {"per_page": 1, "export": ""}):
        while address:
            response = client.get(f"/desa/{address}")
            seen += response.context["page"]
            found = re.search(r'href="([^"]*)" rel="next"', response.content.decode())
            address = found and unescape(found[1])
        text = client.get("/desa/?page=3").content.decode()
    assert seen == villages
    assert "There is no page “3” to choose: the list has pages 1 to 2, and “Next” leads on" in text


def test_queries_in_turn_read_on_where_the_one_before_ends(places):
    middle = "35.04.14.2016"
    first = Village.objects.filter(area__gte=middle).order_by("-area")
    second = Village.objects.filter(area__lt=middle).order_by("area")
    both, expected = paging.InTurn(first, second), [*first, *second]
    assert both.count(100) == len(expected) == 4
    for size in (1, 2, 3, 4):
        seen = []
        for start in range(0, 8, size):
            seen += both.rows(both.ids(start, start + size))
        assert seen == expected, size


def test_a_page_asks_nothing_of_the_rows_it_does_not_show(places):
    """The ids of a page come from a query without what is added to each row; sums of the page alone."""
    lived = Beneficiary.objects.filter(village=OuterRef("pk"))
    pages = paging.ListPaginator(Village.objects.annotate(is_lived_in=Exists(lived)).order_by("pk"), 2)
    with CaptureQueriesContext(connection) as asked:
        page = pages.page(1)
    assert [row.is_lived_in for row in page] == [False, False]
    counted, of_all, of_page = [query["sql"] for query in asked]
    assert "beneficiary" not in counted + of_all
    assert "beneficiary" in of_page
    assert " IN (" in of_page
