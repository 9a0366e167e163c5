"""Pages of figures shown again say what a page made now would say, to everybody to whom they are shown."""

import re

import pytest
from django.apps import apps
from django.core.cache import caches
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver, reverse

from desmigratif.accounts import remembered
from desmigratif.accounts.models import AccessEvent, User
from desmigratif.accounts.roles import Role
from desmigratif.ui import versions
from pillars.models import Activity, ReportingPeriod
from pillars.services import save_activity, send_activity
from tests import factories

#: Who asks, and the versions themselves.
READ_BESIDE = {"accounts_session", "ui_dataversion", "reports_regencyversion"}
#: Drawn anew for every answer.
TOKEN = re.compile(r'<input type="hidden"[^>]*>')
#: Arguments of the addresses that have any.
ARGUMENTS = {
    "province-detail": ["35"],
    "regency-detail": ["35.04"],
    "pillar-detail": ["layanan-migrasi"],
    "period-detail": [2026, 3],
    "period-missing": [2026, 3],
}
#: Table and event of every trigger that counts.
TRIGGERS = {
    "postgresql": (
        "SELECT event_object_table, event_manipulation FROM information_schema.triggers "
        "WHERE trigger_name = 'data_changed'"
    ),
    "sqlite": (
        "SELECT tbl_name, UPPER(REPLACE(name, 'data_changed_' || tbl_name || '_', '')) FROM sqlite_master "
        "WHERE type = 'trigger' AND name LIKE 'data_changed_%'"
    ),
}


def remembered_views():
    """Every address whose page is shown again, found in the sitemap."""

    def walk(patterns, namespace=""):
        for pattern in patterns:
            if not isinstance(pattern, URLPattern):
                yield from walk(pattern.url_patterns, pattern.namespace or namespace)
            elif getattr(pattern.callback, "is_remembered", False):
                yield f"{namespace}:{pattern.name}", ARGUMENTS.get(pattern.name, [])

    return [reverse(name, args=arguments) for name, arguments in walk(get_resolver().url_patterns)]


def quarter_three():
    days = {"starts_on": "2026-07-01", "ends_on": "2026-09-30", "due_on": "2026-10-10"}
    ReportingPeriod.objects.create(year=2026, quarter=3, **days)


def shown(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return told(answer)


def told(answer):
    """What a page says: without what is drawn anew, and however it is broken into lines."""
    return " ".join(TOKEN.sub("", answer.text).split())


def main(html):
    return remembered.PARTS.search(html)["main"]


@pytest.fixture
def watched_page(monkeypatch):
    """The addresses whose page was made, in turn, not shown again."""
    made, parts = [], remembered._parts

    def noted(request, response):
        made.append(request.path)
        return parts(request, response)

    monkeypatch.setattr(remembered, "_parts", noted)
    return made


@pytest.mark.django_db(transaction=True)
def test_page_is_shown_again_until_something_is_stored(
    client, reviewer, officer, entry, pillars, places, watched_page
):
    for village in places.values():
        factories.MembershipFactory(village=village)
    quarter_three()
    save_activity(data=entry(), by=officer)
    addresses = remembered_views()
    assert len(addresses) > 8
    for person in (reviewer, officer):
        client.force_login(person)
        for address in addresses:
            with CaptureQueriesContext(connection) as asked:
                fresh = client.get(address)
            read = set().union(*(versions.tables_of(query["sql"]) for query in asked))
            assert read - versions.watched_tables() <= READ_BESIDE, address
            if fresh.status_code == 403:
                continue
            made = len(watched_page)
            assert shown(client, address) == told(fresh), address
            assert (len(watched_page) == made) == ("csrfmiddlewaretoken" not in main(fresh.text)), address

    client.force_login(reviewer)
    for change in (
        lambda: send_activity(activity=Activity.objects.get(), by=officer, confirmed=True),
        lambda: Activity.objects.update(end_on="2026-09-29"),
        places["betak"].area.save,
    ):
        version = versions.current()
        change()
        assert versions.current() > version
        for address in addresses:
            again = shown(client, address)
            caches["pages"].clear()
            # From what is kept of each regency, and from nothing at all.
            assert again == shown(client, address), address
            for kept in ("pages", "counts"):
                caches[kept].clear()
            assert again == shown(client, address), address


@pytest.mark.django_db(transaction=True)
def test_readers_of_one_role_and_area_read_the_same(
    client, officer, colleague, reviewer, entry, stranger, places
):
    other = factories.UserFactory(role=Role.REVIEWER, organisation=reviewer.organisation)
    send_activity(activity=save_activity(data=entry(), by=officer), by=officer, confirmed=True)
    User.objects.filter(pk=colleague.pk).update(organisation=officer.organisation)
    quarter_three()
    for one, two in ((officer, colleague), (reviewer, other)):
        for address in remembered_views():
            pages = []
            for person in (one, two):
                caches["pages"].clear()
                client.force_login(person)
                answer = client.get(address)
                pages.append(main(answer.text) if answer.status_code == 200 else answer.status_code)
            if not isinstance(pages[0], str) or "csrfmiddlewaretoken" not in pages[0]:
                assert pages[0] == pages[1], address
    client.force_login(officer)
    own = main(client.get(reverse("reports:dashboard")).text)
    client.force_login(stranger)
    assert main(client.get(reverse("reports:dashboard")).text) != own


@pytest.mark.django_db
def test_every_table_of_figures_is_counted():
    models, tables = apps.get_models(include_auto_created=True), versions.watched_tables()
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS[connection.vendor])
        counted = set(cursor.fetchall())
    assert counted == {(table, event) for table in tables for event in ("INSERT", "UPDATE", "DELETE")}
    assert {model._meta.db_table for model in models} >= versions.UNWATCHED


@pytest.mark.django_db(transaction=True)
def test_version_counts_what_is_stored_and_nothing_else(officer, places):
    def moves(work):
        before = versions.current()
        work()
        return versions.current() != before

    def undone():
        with transaction.atomic():
            places["betak"].save()
            transaction.set_rollback(True)

    def partly_undone():
        with transaction.atomic():
            try:
                with transaction.atomic():
                    places["betak"].save()
                    raise ValueError
            except ValueError:
                places["far"].save()

    assert moves(places["betak"].save)
    assert moves(partly_undone)
    assert moves(lambda: Activity.objects.filter(pk=0).update(title="")) == (
        connection.vendor == "postgresql"
    )
    assert not moves(undone)
    assert not moves(lambda: officer.save(update_fields=["last_login"]))
    assert not moves(lambda: list(Activity.objects.all()))


@pytest.mark.django_db(transaction=True)
def test_list_is_counted_again_when_it_grew(officer, entry, django_assert_num_queries):
    rows = Activity.objects.order_by().values("pk")[:10]
    assert versions.counted_once(rows) == 0
    save_activity(data=entry(), by=officer)
    assert versions.counted_once(rows) == 1
    with django_assert_num_queries(1):
        assert versions.counted_once(rows) == 1
    # Changes of the log are not counted, so its lines are, each time.
    with django_assert_num_queries(1):
        versions.counted_once(AccessEvent.objects.values("pk"))
