"""Every file that leaves the portal is logged, says what it is, and stays in no browser."""

import ast
import io
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import get_resolver

from desmigratif.accounts.models import AccessEvent
from desmigratif.ui.spreadsheets import ExportColumn, ExportTable, csv_lines
from tests.sheets import read_rows

pytestmark = pytest.mark.django_db
#: What may hand out a file: the one way of lists, one attachment, and what everybody may read.
WAYS = {
    "desmigratif/accounts/downloads.py",
    "pillars/views/files.py",
}


def exports():
    """The addresses of all lists that can be had as a file, found in the sitemap."""
    found = []

    def walk(patterns, prefix):
        for pattern in patterns:
            route = prefix + str(pattern.pattern)
            if hasattr(pattern, "url_patterns"):
                walk(pattern.url_patterns, route)
            elif route.endswith(".<str:file_format>"):
                found.append("/" + route.removesuffix("<str:file_format>"))

    walk(get_resolver().url_patterns, "")
    return found


def taken_by(client, address, *people):
    """The first of the people who may take a list away, signed in."""
    for person in people:
        client.force_login(person)
        if client.get(f"{address}pdf").status_code != 403:
            return person
    raise AssertionError(address)


def test_every_list_leaves_by_the_one_way(client, admin, officer, pillars, places):
    assert len(exports()) >= 12
    for address in exports():
        by = taken_by(client, address, admin, officer)
        for file_format in ("csv", "xlsx"):
            before = AccessEvent.objects.count()
            response = client.get(f"{address}{file_format}")
            assert response.status_code == 200, address
            assert response["Cache-Control"] == "private, no-store", address
            assert response["Content-Disposition"].startswith("attachment"), address
            assert AccessEvent.objects.count() == before + 1, address
            event = AccessEvent.objects.first()
            assert (event.kind, event.user) == (AccessEvent.Kind.EXPORT, by), address
            assert event.rows is not None, address
            content = response.getvalue()
        said = {row["A"]: row["B"] for row in read_rows(io.BytesIO(content), sheet=2)}
        assert said["Downloaded by"] == by.full_name, address
        assert said["Downloaded at"].endswith("WIB"), address
        assert {"What", "Filters"} <= set(said), address
        assert client.get(f"{address}pdf").status_code == 404, address


def test_no_other_module_hands_out_files():
    root, names = Path(settings.BASE_DIR), {"FileResponse", "StreamingHttpResponse", "Content-Disposition"}
    found = set()
    for app in ("desmigratif", "villages", "pillars", "reports"):
        for path in (root / app).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                said = getattr(node, "id", None) or getattr(node, "value", None)
                if isinstance(said, str) and said in names:
                    found.add(str(path.relative_to(root)))
    assert found == WAYS


def test_times_bear_the_zone_of_the_reader_in_their_heading():
    import datetime

    from django.utils import timezone

    class Export:
        title = "Times"
        columns = [ExportColumn("Sent at", 17, "time"), ExportColumn("Day", 12, "date")]

        def rows(self):
            yield [datetime.datetime(2026, 1, 1, 2, 30, tzinfo=datetime.UTC), datetime.date(2026, 1, 1)]

    with timezone.override("Asia/Jayapura"):
        table = ExportTable(Export())
    assert "".join(csv_lines(table)) == "\ufeffSent at (WIT),Day\r\n2026-01-01 11:30:00,2026-01-01\r\n"
