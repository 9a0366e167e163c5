"""Lists: chips of what is in force, words for what cannot be, pages."""

import pytest
from django.contrib.messages import get_messages

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
    assert f"Page “{page}” is not there" in message
    assert response.context["page"].number == 1
