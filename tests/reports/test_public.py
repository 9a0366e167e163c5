"""What everybody may know: sums, masked, without a person in them."""

import csv
import datetime
import io

import pytest
from django.urls import reverse

from desmigratif.accounts.models import Organisation
from desmigratif.ui import formatting
from pillars.models import PillarLead
from pillars.services import save_activity, send_activity
from reports.figures.public import formed_table, open_rows
from tests import factories
from tests.reports import made
from villages.models import FormedCheck

TODAY = datetime.date(2026, 9, 30)


@pytest.fixture(autouse=True)
def today(it_is):
    it_is(TODAY)


def test_villages_formed_against_those_recorded(places):
    for year, villages in ((2017, 120), (2018, 130)):
        FormedCheck.objects.create(year=year, villages=villages, source="uji")
    day = datetime.date(2019, 12, 31)
    factories.MembershipFactory(village=places["betak"], batch_year=2017, valid_to=day)
    # Its second standing is of the same village: it counts once, in the first year.
    factories.MembershipFactory(
        village=places["betak"], batch_year=2018, valid_from=datetime.date(2020, 1, 1)
    )
    factories.MembershipFactory(village=places["tunggangri"], batch_year=2018)
    factories.MembershipFactory(village=places["pagersari"], batch_year=None)
    # A candidate, and a village of another programme.
    factories.MembershipFactory(village=places["far"], batch_year=2018, status="proposed")
    factories.MembershipFactory(village=places["far"], batch_year=2018, programme="dme")

    table = formed_table()
    assert [(row.year, row.formed, row.recorded) for row in table.rows] == [(2017, 120, 1), (2018, 130, 1)]
    assert (table.formed, table.recorded, table.other) == (250, 3, 1)


@pytest.fixture
def counted(places, pillars, officer, stranger):
    """Jawa Timur: 40 people in pillar I, 3 in II. NTB: 2 men and 30 women in pillar I."""
    made.activity(officer, pillars[1], [places["betak"]], start="2026-03-01", heads=(15, 25, 0))
    made.activity(officer, pillars[2], [places["betak"]], start="2026-03-02", heads=(1, 2, 0))
    made.activity(stranger, pillars[1], [places["far"]], start="2026-03-03", heads=(2, 30, 0))
    # Of another year.
    made.activity(stranger, pillars[1], [places["far"]], start="2025-03-03", heads=(50, 50, 0))


def test_open_rows_by_hand(counted):
    rows = {(row.province.code, row.pillar.code): row for row in open_rows(2026, TODAY)}
    assert len(rows) == 2 * 4
    shown = {
        key: [formatting.number(count) for count in (row.attendances, *row.sexes)]
        for key, row in rows.items()
        if row.sums.activities
    }
    assert shown == {
        ("35", "I"): ["40+", "15+", "25+", "<5"],
        ("35", "II"): ["<5", "<5", "<5", "<5"],
        ("52", "I"): ["30+", "<5", "30+", "<5"],
    }
    # Nothing was held there, and that is no secret.
    assert (rows["52", "IV"].attendances, rows["52", "IV"].sexes) == (0, [0, 0, 0])
    assert rows["35", "I"].sums.activities == 1


def test_no_office_works_out_another_one_of_its_province(counted, places, pillars):
    """Blitar beside Tulungagung: what each counts is rounded, so the 40 of one say nothing of the other."""
    blitar = factories.village("35.05.01.2001", "Lain")
    officer = factories.UserFactory()
    factories.AssignmentFactory(user=officer, area=blitar.regency)
    made.activity(officer, pillars[1], [blitar], start="2026-03-01", heads=(1, 1, 0))
    rows = {(row.province.code, row.pillar.code): row for row in open_rows(2026, TODAY)}
    shown = [formatting.number(count) for count in (rows["35", "I"].attendances, *rows["35", "I"].sexes)]
    assert shown == ["40+", "15+", "25+", "<10"]
    made.activity(officer, pillars[3], [blitar], start="2026-03-01", heads=(7, 2, 0))
    made.activity(
        factories.UserFactory(role="admin"),
        pillars[3],
        [places["betak"]],
        start="2026-03-01",
        heads=(9, 9, 0),
    )
    rows = {(row.province.code, row.pillar.code): row for row in open_rows(2026, TODAY)}
    # 9 and 18: 7 and 9 men, 2 and 9 women.
    shown = [formatting.number(count) for count in (rows["35", "III"].attendances, *rows["35", "III"].sexes)]
    assert shown == ["20+", "10+", "5+", "<10"]


def test_open_data_is_a_csv_without_a_small_number_of_people(counted, client):
    response = client.get(reverse("reports:open-data"))
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in response["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert len(rows) == 8
    first = rows[0]
    assert (first["tahun_anggaran"], first["kode_provinsi"], first["provinsi"]) == (
        "2026",
        "35",
        "Jawa Timur",
    )
    assert (first["pilar"], first["kegiatan"], first["kehadiran"]) == ("I", "1", "40")
    people = [value for row in rows for name, value in row.items() if name.startswith("kehadiran")]
    assert not {"1", "2", "3", "4"} & set(people)


def test_anonymous_visitors_see_the_public_page(counted, client, pillars, officer):
    organisation = Organisation.objects.create(name="Kementerian Uji")
    PillarLead.objects.create(pillar=pillars[2], organisation=organisation, decree="uji")
    later = Organisation.objects.create(name="Kementerian Nanti")
    PillarLead.objects.create(
        pillar=pillars[2], organisation=later, decree="uji", valid_from=datetime.date(2026, 10, 1)
    )
    FormedCheck.objects.create(year=2017, villages=503, source="uji")
    page = client.get("/").content.decode()
    assert "Kementerian Uji" in page
    assert "Kementerian Nanti" not in page
    assert "503" in page
    # 43 and 32 attendances in 3 activities of two regencies.
    assert "70+ attendances" in page
    assert reverse("reports:open-data") in page


def test_the_public_pages_name_nobody(counted, client, officer, stranger, reviewer):
    for name in ("reports:home", "reports:open-data", "reports:counting"):
        page = client.get(reverse(name)).content.decode()
        for word in (
            officer.full_name,
            stranger.full_name,
            reviewer.full_name,
            officer.email,
            "Kegiatan 2026",
        ):
            assert word not in page


def test_a_national_sum_under_five_people_is_masked(places, pillars, officer, client):
    made.activity(officer, pillars[1], [places["betak"]], start="2026-03-01", heads=(1, 2, 0))
    page = client.get("/").content.decode()
    assert "&lt;5" in page


def test_the_public_pages_cost_the_same_at_every_size(
    places, pillars, officer, client, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries(name):
        with CaptureQueriesContext(connection) as found:
            client.get(reverse(name))
        return len(found)

    names = ("reports:home", "reports:open-data", "reports:counting")
    made.activity(officer, pillars[1], [places["betak"]], start="2026-03-01")
    before = [queries(name) for name in names]
    for number in range(30):
        place = factories.village(f"35.04.14.3{number:03}", f"Desa {number}")
        factories.MembershipFactory(village=place, batch_year=2017)
        made.activity(officer, pillars[2], [place], start="2026-04-01")
    assert [queries(name) for name in names] == before
    assert max(before) <= 12


def test_counting_rules_are_public(client, db):
    page = client.get(reverse("reports:counting")).content.decode()
    assert "Attendances" in page
    assert "95" in page


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("address", ["/", "/cara-menghitung/", "/data/pilar-provinsi.csv"])
def test_a_public_page_is_not_sent_again_until_it_says_something_else(client, officer, entry, address, it_is):
    address = reverse("reports:open-data") if address.endswith(".csv") else address
    first = client.get(address)
    held = {"if-none-match": first.headers["ETag"]}
    assert first.headers["Cache-Control"] == "no-cache"
    again = client.get(address, headers=held)
    assert (again.status_code, again.content) == (304, b"")

    # Another language, day, visitor and the data each make another page.
    client.cookies["django_language"] = "id"
    assert client.get(address, headers=held).status_code == 200
    del client.cookies["django_language"]
    it_is(TODAY + datetime.timedelta(days=1))
    assert client.get(address, headers=held).status_code == 200
    it_is(TODAY)
    assert client.get(address, headers=held).status_code == 304
    send_activity(activity=save_activity(data=entry(), by=officer), by=officer, confirmed=True)
    assert client.get(address, headers=held).status_code == 200
    client.force_login(officer)
    assert "ETag" not in client.get(address).headers
