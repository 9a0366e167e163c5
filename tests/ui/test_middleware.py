"""Indonesian is the default, whatever language the browser asks for."""

import gzip
import re

import pytest
from django.db import connection


def no_nul(execute, sql, params, many, context):
    assert not any("\x00" in str(value) for value in params or ()), params
    return execute(sql, params, many, context)


@pytest.fixture
def _as_deployed(settings):
    settings.LANGUAGE_CODE = "id"


@pytest.mark.usefixtures("_as_deployed", "db")
@pytest.mark.parametrize(
    ("cookie", "language"), [(None, "id"), ("en", "en"), ("id", "id"), ("fr", "id"), ("../x", "id")]
)
def test_language_is_chosen_by_the_reader(client, cookie, language):
    if cookie:
        client.cookies["django_language"] = cookie

    response = client.get("/akun/masuk/", headers={"accept-language": "en-US,en;q=0.9"})

    assert response.headers["Content-Language"] == language
    assert f'<html lang="{language}">' in response.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/kegiatan/?regency=%00",
        "/kegiatan/?q=a%00b",
        "/penerima/?village=%00",
        "/desa/?province=%00&q=%00",
        "/dasbor/?scope=%00",
        "/rekomendasi/tambah/?area=%00&pillar=%00",
        "/indikator/target/?regency=%00",
        "/administrasi/pengguna/?q=%00",
        "/impor/?kind=%00",
    ],
)
def test_a_nul_in_a_filter_breaks_no_page(client, admin, pillars, places, address):
    """Case A9: PostgreSQL takes no NUL in any text; SQLite is asked with none either."""
    client.force_login(admin)
    with connection.execute_wrapper(no_nul):
        assert client.get(address).status_code in (200, 302, 403, 404)


@pytest.mark.parametrize("address", ["/desa/%00/ubah/", "/dasbor/provinsi/%00/", "/impor/%00/"])
def test_an_address_with_a_nul_is_not_there(client, admin, address):
    client.force_login(admin)
    with connection.execute_wrapper(no_nul):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("odd", ["²", "9" * 5000, "-1", "abc", "1e3"])
def test_odd_numbers_break_no_page(client, admin, pillars, places, odd):
    client.force_login(admin)
    for address in (
        f"/rekomendasi/tambah/?finding={odd}&meeting={odd}&problem={odd}&year={odd}",
        f"/indikator/target/?year={odd}",
        f"/periode/?year={odd}",
        f"/kegiatan/?page={odd}&year={odd}&type={odd}",
        f"/kegiatan/catat/?salin={odd}",
    ):
        assert client.get(address).status_code in (200, 302, 403, 404), address


def test_a_nul_in_a_form_breaks_no_page_and_is_seen(client, officer, pillars, places):
    client.force_login(officer)
    typed = {"regency": "\x00", "problem": "a\x00", "evidence": "Pelatihan\x00batik", "v\x00": "1"}
    assert client.post("/kegiatan/catat/", typed).status_code == 200
    shown = client.post("/pemetaan/masalah/tambah/", typed)
    assert shown.status_code == 200
    assert "Pelatihan\u2400batik" in shown.content.decode()


COMPRESSED = {"accept-encoding": "gzip"}


def test_pages_travel_compressed_and_their_token_differs_in_every_answer(client, reviewer, places):
    """Two answers to one question: the same page, another token, so that lengths tell nothing of it."""
    client.force_login(reviewer)
    answers = [client.get("/kegiatan/", headers=COMPRESSED) for _time in range(2)]
    assert [answer.headers["Content-Encoding"] for answer in answers] == ["gzip", "gzip"]
    assert all("Accept-Encoding" in answer.headers["Vary"] for answer in answers)
    pages = [gzip.decompress(answer.content).decode() for answer in answers]
    tokens = [set(re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page)) for page in pages]
    assert all(tokens)
    assert not tokens[0] & tokens[1]
    assert "Content-Encoding" not in client.get("/kegiatan/").headers


def test_files_keep_their_length(client, reviewer, places):
    client.force_login(reviewer)
    answer = client.get("/kegiatan/unduh.csv", headers=COMPRESSED)
    assert "Content-Encoding" not in answer.headers


@pytest.mark.parametrize(("address", "most"), [("/dasbor/", 25), ("/kegiatan/", 15), ("/penerima/", 15)])
def test_pages_are_light(client, reviewer, pillars, sent, address, most):
    """Compressed kilobytes of a page without its styles, with one activity."""
    sent()
    client.force_login(reviewer)
    assert len(client.get(address, headers=COMPRESSED).content) < most * 1024
