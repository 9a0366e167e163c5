"""The list of activities and the page of one activity."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from pillars.choices import Category, Progress
from pillars.models import Activity, ReportingPeriod
from pillars.services import FundingData, return_activity, save_activity, send_activity, verify_activity
from tests import factories
from tests.factories import ActivityFactory, ActivityVillageFactory
from villages.models import AreaGroup, AreaName

LIST = reverse("pillars:activity-list")


@pytest.fixture
def read(client, officer):
    """Opens an address as a person and gives the text of the page."""

    def get(url, by=officer, status=200):
        client.force_login(by)
        response = client.get(url)
        assert response.status_code == status
        return response.content.decode()

    return get


@pytest.fixture
def found(client, officer):
    """Titles in the list for a query."""

    def get(query="", by=officer):
        client.force_login(by)
        response = client.get(f"{LIST}?{query}")
        assert response.status_code == 200
        return [activity.title for activity in response.context["page"]]

    return get


# The list


def test_list_shows_the_own_area_only(found, sent, stranger):
    sent(title="Pelatihan keripik")
    assert found() == ["Pelatihan keripik"]
    assert found(by=stranger) == []


def test_drafts_are_not_the_reviewers(found, saved, reviewer, colleague):
    saved(title="Draf")
    assert found(by=reviewer) == []
    assert found(by=colleague) == ["Draf"], "the whole office sees what is not sent yet"


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("pillar=II", ["Dua"]),
        ("pillar=I&pillar=II", ["Dua", "Satu"]),
        ("pillar=I,II", ["Dua", "Satu"]),
        ("state=draft", ["Dua"]),
        ("state=sent", ["Satu"]),
        ("state=counted", ["Satu"]),
        ("state=draft&state=sent", ["Dua", "Satu"]),
        ("status=done", ["Dua", "Satu"]),
        ("status=planned&status=running", []),
        ("year=2026", ["Dua", "Satu"]),
        ("year=2025", []),
        ("through=2026-03-31", ["Satu"]),
        ("from=2026-04-01", ["Dua"]),
        ("until=2026-03-05", ["Satu"]),
        ("from=2026-03-06&until=2026-03-31", ["Satu"]),
        ("village=35.04.14.2011", ["Dua", "Satu"]),
        ("village=35.04.14.2016", ["Dua"]),
        ("regency=35.04", ["Dua", "Satu"]),
        ("province=35", ["Dua", "Satu"]),
        ("group=percontohan", ["Dua", "Satu"]),
        ("period=2026-1", ["Satu"]),
        ("period=2026-2", ["Dua"]),
        ("q=DU", ["Dua"]),
        ("q=sat u", ["Satu"]),
        ("q=nothing", []),
        ("sort=date", ["Satu", "Dua"]),
        ("sort=-title", ["Satu", "Dua"]),
        ("sort=regency", ["Dua", "Satu"]),
    ],
)
def test_each_filter_of_the_address(query, titles, found, saved, sent, places):
    for quarter, (start, end) in enumerate((((1, 1), (3, 31)), ((4, 1), (6, 30))), start=1):
        ends_on = datetime.date(2026, *end)
        ReportingPeriod.objects.create(
            year=2026,
            quarter=quarter,
            starts_on=datetime.date(2026, *start),
            ends_on=ends_on,
            due_on=ends_on + datetime.timedelta(days=10),
        )
    group = AreaGroup.objects.create(slug="percontohan", name="Percontohan", name_en="Pilot")
    group.areas.add(places["betak"].regency)
    sent(title="Satu", start_on=datetime.date(2026, 3, 5), end_on=datetime.date(2026, 3, 7))
    saved(
        title="Dua",
        pillar=2,
        start_on=datetime.date(2026, 5, 5),
        villages={"tunggangri": (1, 2), "betak": (3, 4)},
    )
    assert found(query) == titles


def test_type_filter(found, saved):
    activity = saved(title="Satu")
    saved(title="Dua", pillar=2)
    assert found(f"type={activity.type_id}") == ["Satu"]


@pytest.mark.parametrize(
    "query",
    ["village=52.03.01.2001", "regency=52.03", "province=52", "pillar=V", "through=31-02", "year=1999"],
)
def test_a_value_that_cannot_be_finds_nothing_and_says_so(query, client, officer, saved, places):
    saved()
    client.force_login(officer)
    response = client.get(f"{LIST}?{query}")
    assert list(response.context["page"]) == []
    assert response.context["filter"].errors


def test_choices_hold_the_own_area_only(read, saved, officer, stranger, reviewer):
    assert "52.03.01.2001" not in read(LIST)
    assert "52.03.01.2001" in read(LIST, by=stranger)
    assert "52.03" in read(LIST, by=reviewer)


def test_totals_are_those_of_the_whole_filter(client, officer, saved):
    for number in range(27):
        saved(title=f"Kegiatan {number}", villages={"betak": (1, 2, 1)}, plan=1_000_000, actual=500_000)
    client.force_login(officer)
    response = client.get(LIST)
    assert len(response.context["page"]) == 25
    assert response.context["totals"] == {
        "male": 27,
        "female": 54,
        "unknown": 27,
        "head_count": 108,
        "plan": 27_000_000,
        "actual": 13_500_000,
    }
    text = response.content.decode()
    assert "Total of 27 activities" in text
    assert "Sex<br>unknown" in text


def test_unknown_is_no_column_while_it_is_zero(read, saved):
    saved()
    assert "Sex<br>unknown" not in read(LIST)


def test_with_a_village_its_share_alone_is_counted_as_its_tally_counts_it(client, officer, saved, places):
    saved(
        villages={"tunggangri": (4, 6), "betak": (1, 2)},
        lines=[
            FundingData(source="apbn", plan=900, actual=800),
            FundingData("csr", 100, 50, village=places["betak"]),
        ],
    )
    saved(villages={"betak": (10, 0)}, plan=70, actual=60)
    client.force_login(officer)
    response = client.get(f"{LIST}?village=35.04.14.2016")
    totals = response.context["totals"]
    assert (totals["male"], totals["female"]) == (11, 2)
    assert (totals["plan"], totals["actual"]) == (170, 110)
    rows = {activity.head_count: activity.plan for activity in response.context["page"]}
    assert rows == {3: 100, 10: 70}
    assert "those of Betak alone" in response.content.decode()


def test_chips_remove_one_filter_each(client, officer, saved):
    saved()
    client.force_login(officer)
    response = client.get(f"{LIST}?pillar=I&pillar=II&village=35.04.14.2011&through=2026-12-31&page=1")
    chips = {(str(chip.label), str(chip.value)): chip.url for chip in response.context["chips"]}
    assert chips["Pillar", "I Migration Services"] == "?pillar=II&village=35.04.14.2011&through=2026-12-31"
    assert chips["Village", "Tunggangri, Kec. Kalidawir"] == "?pillar=I&pillar=II&through=2026-12-31"
    assert ("Started until", "31 Dec 2026") in chips


def test_applying_other_filters_keeps_those_of_the_address(read, saved):
    saved()
    text = read(f"{LIST}?through=2026-12-31&from=2026-01-01&sort=title")
    for name, value in (("through", "2026-12-31"), ("from", "2026-01-01"), ("sort", "title")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in text


def test_notice_tells_what_waits(read, saved, sent, reviewer, officer):
    assert "for you" not in read(LIST)
    saved()
    return_activity(activity=sent(), by=reviewer, reason="Jumlah tidak cocok")
    sent()
    text = read(LIST)
    assert "2 things are waiting for you" in text
    assert "1 activity was returned" in text
    assert "1 draft is not sent yet" in text
    assert "1 activity is to be verified" in read(LIST, by=reviewer)


def test_notice_tells_the_deadline(read, saved):
    today = timezone.localdate()
    ReportingPeriod.objects.create(
        year=2020,
        quarter=1,
        starts_on=today - datetime.timedelta(days=92),
        ends_on=today - datetime.timedelta(days=1),
        due_on=today + datetime.timedelta(days=9),
    )
    assert "9 days left" in read(LIST)


def test_nothing_yet_offers_to_begin(read, officer, province_reader):
    assert "No activity has been recorded yet." in read(LIST)
    assert reverse("pillars:activity-create") in read(LIST)
    assert reverse("pillars:activity-create") not in read(LIST, by=province_reader)


def test_nothing_by_filter_offers_to_clear(read, saved):
    saved()
    assert "No activity matches these filters." in read(f"{LIST}?q=tidakada")


def test_numbers_in_addresses_are_never_grouped(read, pillars, places, officer):
    activity = ActivityFactory(pk=12345, regency=places["betak"].regency, created_by=officer)
    ActivityVillageFactory(activity=activity, village=places["betak"])
    for url in (LIST, f"{activity.get_absolute_url()}", f"{activity.get_absolute_url()}ubah/"):
        text = read(url)
        assert "12345" in text
        assert not {"12.345", "12,345", "2,026", "2.026"} & set(re.split(r'[\s/"<>=]', text))


@pytest.mark.parametrize("url", [LIST, reverse("pillars:activity-queue")])
def test_queries_do_not_grow_with_rows(url, client, sent, officer, reviewer):
    who = reviewer if "verifikasi" in url else officer
    client.force_login(who)

    def queries():
        with CaptureQueriesContext(connection) as caught:
            assert client.get(url).status_code == 200
        return len(caught)

    for _ in range(3):
        sent(villages={"betak": (1, 2), "tunggangri": (1, 2)})
    few = queries()
    for _ in range(27):
        sent(villages={"betak": (1, 2), "tunggangri": (1, 2)})
    assert queries() == few
    assert few <= 25


# One activity


def test_page_says_everything(read, saved, officer, places):
    activity = saved(
        title="Pelatihan keripik",
        villages={"tunggangri": (4, 6, 1), "betak": None},
        plan=10_000_000,
        actual=8_500_000,
        result="Tiga kelompok mulai berproduksi",
        obstacle="Hujan",
        follow_up="Pendampingan",
    )
    text = read(activity.get_absolute_url())
    for said in (
        "Pelatihan keripik",
        "Tunggangri, Kec. Kalidawir",
        "Betak, Kec. Kalidawir: nobody took part",
        "Returned migrant workers",
        "Rp\xa010,000,000",
        "85.0%",
        "Tiga kelompok mulai berproduksi",
        "Hujan",
        "Pendampingan",
        "Recorded",
        "Siti Aminah",
        "5 March 2026, 1 day",
        "Draft",
    ):
        assert said in text


def test_empty_cells_are_dashes_until_the_officer_confirmed_that_they_mean_zero(client, saved, officer):
    activity = saved(villages={"betak": (None, 3)})
    client.force_login(officer)
    cell = '<td class="n">–\n</td>'
    assert cell in client.get(activity.get_absolute_url()).content.decode()
    send_activity(activity=activity, by=officer, confirmed=True)
    assert cell not in client.get(activity.get_absolute_url()).content.decode()


def test_trail_tells_reason_and_changes_in_words(read, sent, entry, reviewer, officer):
    activity = return_activity(activity=sent(), by=reviewer, reason="Tanggal salah")
    save_activity(
        data=entry(start_on=datetime.date(2026, 3, 9), status=Progress.CANCELLED, obstacle="Banjir"),
        by=officer,
        activity=activity,
    )
    text = read(activity.get_absolute_url())
    assert "Tanggal salah" in text
    assert "start date: 5 Mar 2026" in text
    assert "9 Mar 2026" in text
    assert "Completed <span" in text


def test_stranger_finds_nothing(read, saved, sent, stranger):
    for activity in (saved(), sent()):
        read(activity.get_absolute_url(), by=stranger, status=404)


@pytest.mark.parametrize(
    ("who", "state", "shown"),
    [
        ("officer", "draft", {"ubah", "periksa", "buang", "salin"}),
        ("officer", "sent", {"tarik", "salin"}),
        ("officer", "returned", {"ubah", "periksa", "salin"}),
        ("officer", "verified", {"salin"}),
        ("colleague", "draft", {"ubah", "periksa", "buang", "salin"}),
        ("village_officer", "sent", {"tarik", "salin"}),
        ("reviewer", "sent", {"verifikasi", "kembalikan"}),
        ("reviewer", "returned", set()),
        ("reviewer", "verified", {"buka-kembali"}),
        ("province_reader", "sent", set()),
        ("pillar_lead", "sent", set()),
        ("contributor", "verified", set()),
        ("admin", "draft", {"ubah", "periksa", "buang", "salin"}),
        ("admin", "sent", {"tarik", "salin"}),
    ],
)
def test_buttons_follow_role_and_state(who, state, shown, request, read, saved, sent, reviewer):
    activity = saved() if state == "draft" else sent()
    if state == "returned":
        return_activity(activity=activity, by=reviewer, reason="Mohon perbaiki")
    if state == "verified":
        verify_activity(activity=activity, by=reviewer)
    text = read(activity.get_absolute_url(), by=request.getfixturevalue(who))
    verbs = ("ubah", "periksa", "buang", "tarik", "kembalikan", "verifikasi", "buka-kembali")
    found = {verb for verb in verbs if f"/kegiatan/{activity.pk}/{verb}/" in text}
    if f"salin={activity.pk}" in text:
        found.add("salin")
    assert found == shown


def test_officer_reads_why_it_came_back(read, sent, reviewer):
    activity = return_activity(activity=sent(), by=reviewer, reason="Jumlah tidak cocok")
    assert 'class="note warn"><b>Returned' in read(activity.get_absolute_url())


def test_village_officer_of_one_village_does_not_change_a_joint_activity(read, saved, village_officer):
    activity = saved(villages={"tunggangri": (1, 2), "betak": (1, 2)})
    text = read(activity.get_absolute_url(), by=village_officer)
    assert f"/kegiatan/{activity.pk}/ubah/" not in text


def test_text_of_users_never_becomes_markup(read, saved):
    text = read(
        saved(title="<script>alert(1)</script>", result='"><img src=x onerror=alert(1)>').get_absolute_url()
    )
    assert "<script>alert" not in text
    assert "<img src=x" not in text


def test_discard(client, officer, saved):
    activity = saved()
    client.force_login(officer)
    url = reverse("pillars:activity-discard", args=[activity.pk])
    assert client.get(url).status_code == 405
    assert client.post(url).status_code == 302
    assert not Activity.objects.exists()


def test_what_was_sent_is_not_discarded(client, officer, sent, reviewer):
    activity = return_activity(activity=sent(), by=reviewer, reason="Foto belum jelas.")
    client.force_login(officer)
    response = client.post(reverse("pillars:activity-discard", args=[activity.pk]), follow=True)
    assert "never sent" in response.content.decode()
    assert Activity.objects.exists()


def test_category_not_broken_down_is_kept(read, entry, officer):
    data = entry()
    data.villages[0].counts = {Category.UNDETAILED: (None, None, 40)}
    text = read(save_activity(data=data, by=officer).get_absolute_url())
    assert "Not broken down" in text
    assert "40" in text


def test_late_opens_what_is_past_its_last_day(client, saved, officer):
    late = saved(title="Lewat", status="planned", actual=None)
    saved(title="Selesai")
    saved(title="Nanti", status="planned", start_on=datetime.date.today() + datetime.timedelta(days=5))
    client.force_login(officer)

    response = client.get("/kegiatan/", {"status": "late"})
    both = client.get("/kegiatan/", {"status": "late,done", "sort": "title"})

    assert [row.title for row in response.context["page"].object_list] == [late.title]
    assert [row.title for row in both.context["page"].object_list] == ["Lewat", "Selesai"]


# Names over time (case O11)


@pytest.fixture
def renamed(places, sent):
    """Kalibatur was renamed Kali Batur in 2022; one activity before, with money of its own, one after."""
    place = places["kali_batur"] = factories.village("35.04.14.2001", "Kali Batur")
    AreaName.objects.create(area=place.area, name="Kalibatur", valid_to=datetime.date(2021, 12, 31))
    before, after = datetime.date(2021, 5, 10), datetime.date(2024, 1, 15)
    both = {"kali_batur": (10, 15), "betak": (1, 1)}
    lines = [FundingData(source="apbdes", plan=10, actual=10, village=place)]
    return [
        sent(start_on=day, budget_year=day.year, villages=both, lines=lines, title=f"Tahun {day.year}")
        for day in (before, after)
    ]


def test_an_activity_prints_the_name_of_its_village_on_its_day(renamed, read):
    before, after = (read(activity.get_absolute_url()) for activity in renamed)
    # Facts, head of the head counts, their total, and the funding line.
    assert (before.count("Kalibatur"), before.count("Kali Batur")) == (4, 0)
    assert (after.count("Kalibatur"), after.count("Kali Batur")) == (0, 4)


@pytest.mark.parametrize(("year", "name"), [(2021, "Kalibatur"), (2024, "Kali Batur")])
def test_the_list_prints_the_name_on_the_day_of_each_activity(renamed, read, year, name):
    [table] = re.findall("<tbody>.*</tbody>", read(f"{LIST}?year={year}"), re.DOTALL)
    assert f"Tahun {year}" in table
    assert set(re.findall("Kali ?[Bb]atur", table)) == {name}


def test_names_over_time_cost_no_query_per_row(renamed, client, officer, sent):
    def queries(url):
        client.force_login(officer)
        with CaptureQueriesContext(connection) as asked:
            client.get(url)
        return len(asked)

    few = queries(LIST)
    for day in (datetime.date(2021, 6, 1), datetime.date(2021, 7, 1)):
        sent(start_on=day, budget_year=2021, villages={"kali_batur": (1, 1), "tunggangri": (1, 1)})
    assert queries(LIST) == few
