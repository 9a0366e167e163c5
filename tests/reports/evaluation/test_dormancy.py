"""Dormant villages: which signs, since when, for whose eyes."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from pillars.choices import Progress
from pillars.models import Activity, NilReport, ReportingPeriod
from reports.figures.dormancy import Dormancy, dormancy_months
from reports.models import DormancyRule
from tests import factories
from tests.reports import made
from villages.models import Village

TODAY = datetime.date(2026, 9, 30)
LIST = "/kesiapan/desa-pasif/"


@pytest.fixture(autouse=True)
def today(it_is):
    it_is(TODAY)


@pytest.fixture
def members(places):
    for village in places.values():
        factories.MembershipFactory(village=village)
    return places


def sent_on(activity, day):
    moment = datetime.datetime.combine(day, datetime.time(12), tzinfo=datetime.UTC)
    Activity.objects.filter(pk=activity.pk).update(sent_at=moment)


def signs():
    dormancy = Dormancy(Village.objects.all())
    rows = dormancy.rows(dormancy.villages.for_list().order_by("area"))
    return {row.village.area.name: [sign.value for sign in row.signs] for row in rows}


def test_without_activity_officer_or_report(members, officer):
    silent = ["no_activity", "no_report"]
    assert signs() == {
        "Tunggangri": silent,
        "Betak": silent,
        "Pagersari": silent,
        "Tanjung Luar": ["no_activity", "no_officer", "no_report"],
    }


def test_the_day_on_which_it_begins(members, officer, pillars):
    # Six months before 30 September is 30 March: that day still counts.
    sent_on(made.activity(officer, pillars[1], [members["tunggangri"]], start="2026-03-30"), TODAY)
    sent_on(made.activity(officer, pillars[1], [members["betak"]], start="2026-03-29"), TODAY)
    old = made.activity(officer, pillars[1], [members["pagersari"]], start="2026-05-01")
    sent_on(old, datetime.date(2026, 3, 29))

    found = signs()

    assert "Tunggangri" not in found
    assert found["Betak"] == ["no_activity"]
    assert found["Pagersari"] == ["no_report"]


def test_a_plan_is_a_report_but_no_activity(members, officer, pillars):
    plan = made.activity(officer, pillars[1], [members["betak"]], start="2026-09-10", status=Progress.PLANNED)
    sent_on(plan, TODAY)
    assert signs()["Betak"] == ["no_activity"]


def test_nothing_to_report_is_a_report(members, officer, pillars):
    period = ReportingPeriod.objects.create(
        year=2026,
        quarter=2,
        starts_on=datetime.date(2026, 4, 1),
        ends_on=datetime.date(2026, 6, 30),
        due_on=datetime.date(2026, 7, 10),
    )
    nil = NilReport.objects.create(
        period=period,
        village=members["betak"],
        pillar=pillars[1],
        stated_at=datetime.datetime(2026, 7, 1, tzinfo=datetime.UTC),
        stated_by=officer,
    )
    assert signs()["Betak"] == ["no_activity"]
    NilReport.objects.filter(pk=nil.pk).update(withdrawn_at=timezone.now(), withdrawn_by=officer)
    assert signs()["Betak"] == ["no_activity", "no_report"]


def test_an_officer_of_part_of_the_months_was_there(members, officer):
    officer.assignments.update(valid_to=datetime.date(2026, 4, 1))
    assert "no_officer" not in signs()["Betak"]
    officer.assignments.update(valid_to=datetime.date(2026, 3, 29))
    assert "no_officer" in signs()["Betak"]


def test_new_and_former_members_are_not_dormant(places, officer):
    factories.MembershipFactory(village=places["betak"], valid_from=datetime.date(2026, 4, 1))
    factories.MembershipFactory(village=places["pagersari"], valid_to=datetime.date(2026, 1, 1))
    factories.MembershipFactory(village=places["tunggangri"], valid_from=None)
    assert list(signs()) == ["Tunggangri"]


def test_the_number_of_months_is_data(members, officer, pillars):
    sent_on(made.activity(officer, pillars[1], [members["betak"]], start="2026-07-01"), TODAY)
    assert dormancy_months() == 6
    assert "Betak" not in signs()
    DormancyRule.objects.create(months=12)
    DormancyRule.objects.create(months=2)
    assert dormancy_months() == 2
    assert signs()["Betak"] == ["no_activity"]
    with pytest.raises(IntegrityError, match="dormancyrule_in_range"), transaction.atomic():
        DormancyRule.objects.create(months=0)


def test_last_activity_and_report(members, officer, pillars):
    sent_on(
        made.activity(officer, pillars[1], [members["betak"]], start="2026-01-05"), datetime.date(2026, 1, 9)
    )
    dormancy = Dormancy(Village.objects.filter(pk=members["betak"].pk))
    row = dormancy.rows(dormancy.villages)[0]
    assert (row.last_activity, row.last_report) == (datetime.date(2026, 1, 5), datetime.date(2026, 1, 9))


def test_list_file_and_filter_hold_the_readers_villages(client, members, officer, stranger, reviewer):
    for user, count in ((officer, 3), (stranger, 1), (reviewer, 4)):
        client.force_login(user)
        assert client.get(LIST).context["page"].paginator.count == count
        lines = b"".join(client.get(f"{LIST}daftar.csv").streaming_content).decode().splitlines()
        assert len(lines) == 1 + count
    for query, count in (
        ({"sign": "no_officer"}, 0),
        ({"sign": "no_report"}, 4),
        ({"regency": "35.04"}, 3),
        ({"province": "99"}, 0),
    ):
        assert client.get(LIST, query).context["page"].paginator.count == count, query
    assert client.get(f"{LIST}daftar.xlsx").status_code == 200


def test_home_and_dashboard_say_so_in_a_line(client, members, officer, reviewer, pillar_lead, pillars):
    client.force_login(officer)
    page = client.get("/").content.decode()
    assert "3 villages have had no activity, no officer or no report" in page
    client.force_login(reviewer)
    assert "4 villages have had no activity" in client.get("/dasbor/").content.decode()
    client.force_login(pillar_lead)
    assert "villages have had no activity" not in client.get("/dasbor/").content.decode()


def test_no_line_where_nobody_is_silent(client, places, officer, pillars):
    client.force_login(officer)
    assert "no officer or no report" not in client.get("/").content.decode()


def test_thirty_villages_cost_as_many_queries_as_three(
    client, members, reviewer, officer, django_assert_max_num_queries
):
    client.force_login(reviewer)
    client.get(LIST)
    with django_assert_max_num_queries(20) as few:
        client.get(LIST)
    for number in range(20):
        factories.MembershipFactory(village=factories.village(f"35.04.14.2{number + 100}", f"Desa {number}"))
    with django_assert_max_num_queries(len(few)):
        client.get(LIST)
