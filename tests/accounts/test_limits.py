"""One person cannot slow the others, and no query goes on for ever (found.md A12)."""

import pytest
from django.contrib.admin import ModelAdmin, site
from django.db import OperationalError, connection, transaction

from desmigratif.accounts.middleware import QueryLimitMiddleware
from desmigratif.ui.transactions import passes

pytestmark = pytest.mark.django_db


def test_a_page_that_took_its_share_of_the_minute_waits_for_this_person_alone(
    client, officer, colleague, settings
):
    settings.SECONDS_OF_A_MINUTE = 1e-9
    client.force_login(officer)
    assert client.get("/desa/").status_code == 200
    held = client.get("/desa/")
    assert (held.status_code, held["Retry-After"]) == (429, "60")
    assert "Wait one minute" in held.content.decode()
    assert client.get("/akun/").status_code == 200
    client.force_login(colleague)
    assert client.get("/desa/").status_code == 200


@pytest.fixture
def broken_off():
    """What the database says of a query that took too long."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite breaks no query off")
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = '20ms'; SELECT pg_sleep(5)")
    except OperationalError as error:
        return error
    pytest.fail("the database waited")


def test_a_query_that_is_broken_off_is_said_and_not_tried_again(broken_off, rf, officer):
    request = rf.get("/kegiatan/")
    request.user = officer
    answer = QueryLimitMiddleware(None).process_exception(request, broken_off)
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "ask for less" in answer.content.decode()
    assert not passes(broken_off)


def test_other_errors_are_no_matter_of_time(rf):
    assert QueryLimitMiddleware(None).process_exception(rf.get("/"), OperationalError("disk full")) is None


def test_every_list_of_the_admin_is_searched_with_a_bound():
    unbounded = [
        type(page).__name__
        for page in site._registry.values()
        if page.search_fields and type(page).get_search_results is ModelAdmin.get_search_results
    ]
    assert unbounded == []
