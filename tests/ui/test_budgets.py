"""How many bytes a page takes the first time, as it travels: the page, its styles and its scripts (ux 10)."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.ui.test_middleware import COMPRESSED

LINKED = re.compile(rf'<(?:link|script|img)\b[^>]*\b(?:href|src)="{re.escape(settings.STATIC_URL)}([^"]+)"')


def cold(client, address):
    """Compressed kilobytes of a page with all that it links to, and of the page alone."""
    answer = client.get(address, headers=COMPRESSED)
    assert answer.status_code == 200, address
    page = gzip.decompress(answer.content).decode()
    files = {Path(settings.BASE_DIR, "static", name) for name in LINKED.findall(page)}
    assert len(files) > 3, "the styles are not among what was found"
    linked = sum(len(gzip.compress(file.read_bytes(), 9)) for file in files)
    return (len(answer.content) + linked) / 1024, len(answer.content) / 1024


ADDRESSES = {"officer": ["/kegiatan/catat/", "/indikator/isi/35.04/2026-3/"], "reviewer": ["/dasbor/"]}


@pytest.mark.parametrize("role", ADDRESSES)
def test_first_visits_stay_within_their_budget(client, request, pillars, places, defined, sent, role):
    defined("II-3", pillar=2)
    sent()
    client.force_login(request.getfixturevalue(role))
    for address in ADDRESSES[role]:
        everything, page = cold(client, address)
        assert everything <= 80, address
        assert page <= 25, address
