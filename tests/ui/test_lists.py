"""Lists: chips of what is in force, words for what cannot be, pages."""

import pytest
from django.contrib.messages import get_messages
from django.core.paginator import EmptyPage
from django.db import connection
from django.db.models import Exists, OuterRef
from django.test.utils import CaptureQueriesContext

from desmigratif.ui import lists
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


def test_a_long_list_is_counted_no_further_than_said_and_read_to_its_end(monkeypatch, places):
    """Four villages, of which two are counted, one to a page: the fourth page is there, the fifth is not."""
    monkeypatch.setattr(lists, "MOST_COUNTED", 2)
    rows = Village.objects.order_by("-area")
    expected = list(rows)
    assert len(expected) == 4
    pages = lists.ListPaginator(rows.select_related("area"), 1)
    assert (pages.count_in_words, pages.is_more, pages.page(1).has_next()) == ("more than 2", True, True)
    assert [row for number in (1, 2, 3, 4) for row in pages.page(number)] == expected
    last = lists.ListPaginator(rows, 1).page("4")
    assert (last.start_index(), last.end_index(), last.has_next()) == (4, 4, False)
    with pytest.raises(EmptyPage):
        lists.ListPaginator(rows, 1).page(5)


def test_queries_in_turn_read_on_where_the_one_before_ends(places):
    middle = "35.04.14.2016"
    first = Village.objects.filter(area__gte=middle).order_by("-area")
    second = Village.objects.filter(area__lt=middle).order_by("area")
    both, expected = lists.InTurn(first, second), [*first, *second]
    assert both.count(100) == len(expected) == 4
    for size in (1, 2, 3, 4):
        seen = []
        for start in range(0, 8, size):
            seen += both.rows(both.ids(start, start + size))
        assert seen == expected, size


def test_a_page_asks_nothing_of_the_rows_it_does_not_show(places):
    """The ids of a page come from a query without what is added to each row; sums of the page alone."""
    lived = Beneficiary.objects.filter(village=OuterRef("pk"))
    pages = lists.ListPaginator(Village.objects.annotate(is_lived_in=Exists(lived)).order_by("pk"), 2)
    with CaptureQueriesContext(connection) as asked:
        page = pages.page(1)
    assert [row.is_lived_in for row in page] == [False, False]
    counted, of_all, of_page = [query["sql"] for query in asked]
    assert "beneficiary" not in counted + of_all
    assert "beneficiary" in of_page
    assert " IN (" in of_page
