"""Downloads of the activity list (cases O04, O13, O23)."""

import csv
import datetime
import io
import json
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from desmigratif.accounts.models import AccessEvent
from desmigratif.ui.spreadsheets import csv_cell
from pillars.models import Activity
from pillars.services import FundingData
from tests import factories
from tests.sheets import formulas, read_rows
from villages.models import AreaName

CASES = Path(__file__).parent.parent / "cases"
CSV, XLSX = (reverse("pillars:activity-export", args=[kind]) for kind in ("csv", "xlsx"))
EXCEL_EPOCH = datetime.date(1899, 12, 30)


@pytest.fixture
def download(client, officer):
    """The bytes of a download as a person."""

    def get(url, by=officer):
        client.force_login(by)
        response = client.get(url)
        assert response.status_code == 200
        return b"".join(response.streaming_content)

    return get


@pytest.fixture
def csv_rows(download):
    def get(query="", **kwargs):
        text = download(f"{CSV}{query}", **kwargs).decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text)))

    return get


@pytest.fixture
def sheet_rows(download):
    def get(query="", sheet=1, **kwargs):
        heading, *rows = read_rows(io.BytesIO(download(f"{XLSX}{query}", **kwargs)), sheet)
        return [{heading[column]: value for column, value in row.items()} for row in rows]

    return get


def test_rows_are_those_of_the_list(csv_rows, sheet_rows, saved, sent, client, officer):
    sent(title="Satu")
    saved(title="Dua", pillar=2)
    for query in ("", "?pillar=II", "?state=counted", "?q=satu", "?sort=title", "?pillar=V"):
        client.force_login(officer)
        shown = [
            row.title for row in client.get(f"{reverse('pillars:activity-list')}{query}").context["page"]
        ]
        assert [row["Activity name"] for row in csv_rows(query)] == shown
        assert [row["Activity name"] for row in sheet_rows(query)] == shown


def test_rows_of_others_never_leave(csv_rows, sheet_rows, saved, sent, stranger, reviewer):
    saved(title="Draf")
    sent(title="Terkirim")
    assert csv_rows(by=stranger) == sheet_rows(by=stranger) == []
    assert [row["Activity name"] for row in csv_rows(by=reviewer)] == ["Terkirim"]


def test_everything_of_a_row(csv_rows, saved, places):
    saved(
        title="Pelatihan keripik",
        pillar=2,
        villages={"tunggangri": (4, 6, 1), "betak": (1, 2)},
        lines=[FundingData("apbn", 10_000_000, 8_500_000), FundingData("csr", 500, None)],
        result="Baris satu\nbaris dua",
    )
    (row,) = csv_rows()
    assert row["Pillar"] == "II"
    assert row["Regency code"] == "35.04"
    assert row["Village codes"] == "35.04.14.2011; 35.04.14.2016"
    assert row["Villages"] == "Tunggangri; Betak"
    assert (row["Start date"], row["End date"]) == ("2026-03-05", "2026-03-05")
    assert row["Budget year"] == "2026"
    heads = ("male", "female", "sex unknown", "total")
    assert [row[f"Attendances, {name}"] for name in heads] == ["5", "8", "1", "14"]
    assert (row["Budget plan (Rp)"], row["Actual spending (Rp)"]) == ("10000500", "8500000")
    assert row["Short outcome"] == "Baris satu\nbaris dua"
    assert row["Review"] == "Draft"
    assert row["Attendances and money of"] == "All villages of the activity"


def test_workbook_holds_real_numbers_and_dates(sheet_rows, sent):
    sent(plan=10_000_000, actual=9_000_000)
    (row,) = sheet_rows()
    assert row["Budget plan (Rp)"] == 10_000_000
    assert row["Budget year"] == 2026
    assert EXCEL_EPOCH + datetime.timedelta(days=row["Start date"]) == datetime.date(2026, 3, 5)
    assert isinstance(row["Sent at (WIB)"], float)
    assert isinstance(row["Village codes"], str)


def test_times_are_those_of_the_reader(csv_rows, sent, officer):
    """Case O04: half past midnight in Jakarta is that day, in the list and in the file."""
    activity = sent()
    moment = datetime.datetime(2025, 12, 31, 17, 30, tzinfo=datetime.UTC)
    Activity.objects.filter(pk=activity.pk).update(sent_at=moment)
    assert csv_rows()[0]["Sent at (WIB)"] == "2026-01-01 00:30:00"
    officer.time_zone = "Asia/Jayapura"
    officer.save()
    assert csv_rows()[0]["Sent at (WIT)"] == "2026-01-01 02:30:00"


def hostile_texts():
    rows = json.loads((CASES / "O23_teks_berbahaya.expect.json").read_text())["rows"]
    cells = read_rows(CASES / "O23_teks_berbahaya.xlsx")
    return [cells[row["row"] - 1]["H"] for row in rows]


def test_the_case_holds_what_it_should():
    assert "\t=1+1" in hostile_texts()


@pytest.mark.parametrize("text", hostile_texts())
def test_text_stays_text(text, download, csv_rows, sheet_rows, saved):
    saved(result=text, title=text.strip())
    file = io.BytesIO(download(XLSX))
    assert formulas(file) == 0
    (row,) = sheet_rows()
    assert row["Short outcome"] == text, "the workbook gives back what was typed"
    (row,) = csv_rows()
    assert row["Short outcome"].removeprefix("'") == text
    assert not row["Short outcome"].startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", " =", "\n="])
def test_csv_guard(start):
    assert csv_cell(f"{start}1+1").startswith("'")


def test_csv_leaves_numbers_and_plain_text_alone():
    assert csv_cell(-5) == -5
    assert csv_cell("Pelatihan - tahap 2") == "Pelatihan - tahap 2"
    assert csv_cell(None) == ""


def test_csv_tells_spreadsheets_that_it_is_utf8(download, saved):
    assert download(CSV).startswith(b"\xef\xbb\xbf")


def test_share_of_one_village(csv_rows, saved, places):
    saved(
        villages={"tunggangri": (4, 6), "betak": (1, 2)},
        lines=[FundingData("apbn", 900, 800), FundingData("csr", 100, 50, village=places["betak"])],
    )
    (row,) = csv_rows("?village=35.04.14.2016")
    assert (row["Attendances, total"], row["Budget plan (Rp)"]) == ("3", "100")
    assert row["Attendances and money of"] == "Betak"


def test_second_sheet_says_what_the_file_is(download, saved, officer):
    saved()
    cells = read_rows(io.BytesIO(download(f"{XLSX}?pillar=I&q=migrasi")), sheet=2)
    said = {row["A"]: row["B"] for row in cells}
    assert said["Filters"] == "Pillar: I Migration Services; Search activity name: migrasi"
    assert said["Downloaded by"] == officer.full_name
    assert said["Activities"] == "1"


@pytest.mark.parametrize("url", [CSV, XLSX])
def test_download_is_logged_and_named(url, client, officer, saved):
    saved()
    saved()
    client.force_login(officer)
    response = client.get(f"{url}?pillar=I")
    b"".join(response.streaming_content)
    kind = url.rpartition(".")[2]
    assert f'filename="kegiatan-{timezone.localdate():%Y-%m-%d}.{kind}"' in response["Content-Disposition"]
    event = AccessEvent.objects.get()
    assert (event.kind, event.user, event.rows) == (AccessEvent.Kind.EXPORT, officer, 2)
    assert event.what == f"kegiatan-{timezone.localdate()}.{kind}: Pillar: I Migration Services"


def test_villages_bear_the_name_of_the_day(csv_rows, saved, officer, places):
    """Case O11."""
    places["kali_batur"] = factories.village("35.04.14.2001", "Kali Batur")
    AreaName.objects.create(
        area=places["kali_batur"].area, name="Kalibatur", valid_to=datetime.date(2021, 12, 31)
    )
    saved(start_on=datetime.date(2021, 5, 10), villages={"kali_batur": (1, 1)})
    assert [row["Villages"] for row in csv_rows()] == ["Kalibatur"]


def test_other_formats_do_not_exist(client, officer):
    client.force_login(officer)
    assert client.get(reverse("pillars:activity-export", args=["pdf"])).status_code == 404


def test_queries_do_not_grow_with_rows(download, saved, django_assert_max_num_queries):
    saved()
    with django_assert_max_num_queries(40) as few:
        download(CSV)
    for _ in range(20):
        saved(villages={"betak": (1, 2), "tunggangri": (1, 2)})
    with django_assert_max_num_queries(len(few)):
        download(CSV)


def test_language_of_the_reader_reaches_the_streamed_lines(client, officer, saved):
    saved(pillar=2)
    client.force_login(officer)
    client.cookies["django_language"] = "id"
    response = client.get(CSV)
    with translation.override("en"):
        text = b"".join(response.streaming_content).decode("utf-8-sig")
    assert "Usaha Produktif" in text
