"""`/` by role, and the officer's page: what waits, and which parts of the quarter are complete."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from desmigratif.accounts.roles import Role
from desmigratif.ui import formatting
from pillars.choices import Progress
from pillars.models import Pillar, PillarLead, ReportingPeriod
from pillars.people.services.beneficiaries import ask_transfer
from pillars.services import ActivityData, VillageCounts, return_activity, save_activity
from reports.figures import home
from tests import factories
from tests.reports import made

TODAY = datetime.date(2026, 9, 30)
QUARTERS = {
    1: ((1, 1), (3, 31), (4, 10)),
    2: ((4, 1), (6, 30), (7, 10)),
    3: ((7, 1), (9, 30), (10, 10)),
    4: ((10, 1), (12, 31), (1, 10)),
}


@pytest.fixture(autouse=True)
def today(it_is):
    """It is 30 September 2026; a test may say another day."""
    it_is(TODAY)
    return it_is


@pytest.fixture(autouse=True)
def periods(db):
    """The four quarters of 2026, each due ten days after its end."""
    made_here = {}
    for number, (start, end, due) in QUARTERS.items():
        made_here[number] = ReportingPeriod.objects.create(
            year=2026,
            quarter=number,
            starts_on=datetime.date(2026, *start),
            ends_on=datetime.date(2026, *end),
            due_on=datetime.date(2026 + (number == 4), *due),
        )
    return made_here


@pytest.fixture
def members(places):
    """All four villages are in the programme."""
    for place in places.values():
        factories.MembershipFactory(village=place)
    return places


def draft(by, pillar, villages):
    return save_activity(
        by=by,
        data=ActivityData(
            pillar=pillar,
            title="Draf kegiatan",
            budget_year=2026,
            start_on=datetime.date(2026, 9, 1),
            end_on=datetime.date(2026, 9, 1),
            villages=[VillageCounts(village) for village in villages],
        ),
    )


# --- the quarter ---------------------------------------------------------------------------------------


def test_the_report_that_falls_due_next_comes_first(periods, today):
    assert home.period_to_report(TODAY) == periods[3]
    # Quarter IV has begun, but the report of quarter III is still open.
    assert home.period_to_report(datetime.date(2026, 10, 10)) == periods[3]
    assert home.period_to_report(datetime.date(2026, 10, 11)) == periods[4]


def test_parts_of_a_quarter_by_hand(members, pillars, officer, reviewer, periods):
    tunggangri, betak = members["tunggangri"], members["betak"]
    made.activity(officer, pillars[1], [tunggangri, betak], start="2026-07-01")
    made.activity(officer, pillars[2], [tunggangri], start="2026-09-30")
    draft(officer, pillars[2], [tunggangri])
    sent_back = made.activity(officer, pillars[3], [betak], start="2026-08-15")
    return_activity(activity=sent_back, reason="Daftar hadir tidak terbaca.", by=reviewer)
    made.activity(officer, pillars[4], [betak], start="2026-06-30")

    report, _before = home.quarter_reports(officer, [periods[3], periods[2]], list(Pillar.objects.all()))
    words = {
        (village.area.name, part.pillar.code): part.standing.label
        for village, parts in report.rows
        for part in parts
    }
    assert words[("Tunggangri", "I")] == words[("Betak", "I")] == "Complete"
    assert words[("Tunggangri", "II")] == "1 draft"
    assert words[("Betak", "III")] == "1 to correct"
    # It ended the day before the quarter began.
    assert words[("Betak", "IV")] == "No activity yet"
    assert (report.complete, report.total, report.missing) == (2, 12, 10)


def test_only_member_villages_are_asked_to_report(places, pillars, officer, periods):
    factories.MembershipFactory(village=places["betak"])
    factories.MembershipFactory(village=places["tunggangri"], valid_to=datetime.date(2026, 8, 31))
    report, before = home.quarter_reports(officer, [periods[3], periods[2]], list(Pillar.objects.all()))
    assert before.total == 2 * report.total == 8
    assert [village for village, parts in report.rows] == [places["betak"]]


def test_an_activity_across_two_quarters_counts_in_both(members, pillars, officer, periods):
    made.activity(officer, pillars[1], [members["betak"]], start="2026-06-30", days=2)
    for report in home.quarter_reports(officer, [periods[2], periods[3]], list(Pillar.objects.all())):
        assert dict(report.rows)[members["betak"]][0].is_complete


# --- what waits ----------------------------------------------------------------------------------------


def test_waiting_in_order_with_the_words_of_the_reviewer(members, pillars, officer, reviewer):
    betak = [members["betak"]]
    mine = draft(officer, pillars[1], betak)
    late = made.activity(officer, pillars[1], betak, start="2026-09-10", status=Progress.PLANNED)
    made.activity(officer, pillars[1], betak, start="2026-10-10", status=Progress.PLANNED)
    made.activity(officer, pillars[1], betak, start="2026-09-11")
    back = made.activity(officer, pillars[1], betak, start="2026-09-12")
    return_activity(activity=back, reason="Foto kurang jelas.", by=reviewer)

    found = list(home.waiting_activities(officer))
    assert [activity.pk for activity in found] == [back.pk, late.pk, mine.pk]
    assert found[0].return_reason == "Foto kurang jelas."
    assert found[0].returned_at is not None


def test_nothing_of_another_regency_waits(members, pillars, officer, stranger, village_officer):
    draft(officer, pillars[1], [members["betak"]])
    assert not home.waiting_activities(stranger)
    # The village officer cannot move on what is not the own village's.
    assert not home.waiting_activities(village_officer)


def test_own_regency_in_short(members, pillars, officer, village_officer):
    made.activity(officer, pillars[1], [members["betak"]], start="2026-03-01", heads=(5, 7, 0))
    made.activity(officer, pillars[1], [members["betak"]], start="2026-11-01", status=Progress.PLANNED)
    # The officer of one village does not see the twelve of another.
    for user, heads in ((officer, "12"), (village_officer, "10+")):
        [row] = home.own_regencies(user, 2026, TODAY)
        assert row.area.code == "35.04"
        assert (row.sums.completion, formatting.number(row.sums.head_count), row.path) == (0.5, heads, 0.75)


# --- the page ------------------------------------------------------------------------------------------

HOME = "/"


def page_of(client, user, **query):
    client.force_login(user)
    return client.get(HOME, query)


@pytest.mark.parametrize(
    ("role", "place"),
    [
        ("reviewer", "/dasbor/"),
        ("contributor", "/dasbor/"),
        ("pillar_lead", "/tindak-lanjut/"),
        ("province_reader", "/dasbor/provinsi/35/"),
        ("admin", "/administrasi/"),
    ],
)
def test_each_role_is_led_to_its_own_page(client, request, role, place):
    response = page_of(client, request.getfixturevalue(role))
    assert (response.status_code, response.headers.get("Location")) == (302, place)


def test_the_lead_of_a_pillar_lands_on_it_while_it_leads(client, pillars, pillar_lead, today):
    mine, next_one = factories.OrganisationFactory(), factories.OrganisationFactory()
    pillar_lead.organisation = mine
    pillar_lead.save()
    PillarLead.objects.create(pillar=pillars[2], organisation=mine, decree="uji")
    PillarLead.objects.create(
        pillar=pillars[2], organisation=next_one, decree="uji", valid_from=datetime.date(2026, 10, 1)
    )
    assert page_of(client, pillar_lead).headers["Location"] == "/pilar/usaha-produktif/"
    today(datetime.date(2026, 10, 1))
    assert page_of(client, pillar_lead).headers["Location"] == "/tindak-lanjut/"


def test_the_officer_reads_deadline_words_and_parts(client, members, pillars, officer, reviewer):
    back = made.activity(officer, pillars[1], [members["betak"]], start="2026-09-12", title="Sosialisasi")
    return_activity(activity=back, reason="Foto kurang jelas.", by=reviewer)
    page = page_of(client, officer).content.decode()
    assert "The report for Quarter III 2026 is due on 10 October 2026, in 10 days." in page
    assert "0 of 12 parts are complete." in page
    assert "Waiting for you (1)" in page
    assert "Foto kurang jelas." in page
    assert "1 to correct" in page
    assert "Tanjung Luar" not in page


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (datetime.date(2026, 10, 9), "in 1 day."),
        (datetime.date(2026, 10, 10), "The report for Quarter III 2026 is due today."),
    ],
)
def test_days_left(client, members, pillars, officer, today, day, words):
    today(day)
    assert words in page_of(client, officer).content.decode()


def test_a_part_opens_the_list_it_counts_or_the_form(client, members, pillars, officer):
    betak = members["betak"]
    made.activity(officer, pillars[1], [betak, members["pagersari"]], start="2026-08-01")
    draft(officer, pillars[2], [betak])
    draft(officer, pillars[2], [members["tunggangri"]])
    report = page_of(client, officer).context["report"]
    parts = {part.pillar.code: part for part in dict(report.rows)[betak]}
    for code, number in (("I", parts["I"].counted), ("II", parts["II"].drafts)):
        listed = client.get(parts[code].url)
        assert listed.context["filter"].matching.count() == number == 1
    assert parts["III"].url.endswith(f"?pillar=III&village={betak.code}")
    assert client.get(parts["III"].url).status_code == 200


def test_an_earlier_quarter_can_be_opened_and_is_named_while_parts_are_missing(
    client, members, pillars, officer
):
    page = page_of(client, officer).content.decode()
    assert "12 parts are still missing from Quarter II 2026" in page
    response = page_of(client, officer, period="2026-2")
    assert response.context["report"].period.quarter == 2
    assert "was due on 10 July 2026" in response.content.decode()
    # What the address cannot mean gives way to the usual quarter.
    assert page_of(client, officer, period="x").context["report"].period.quarter == 3


def test_nothing_to_do_is_said(client, members, pillars, officer):
    for pillar in pillars.values():
        for name in ("tunggangri", "betak", "pagersari"):
            made.activity(officer, pillar, [members[name]], start="2026-08-01")
    page = page_of(client, officer).content.decode()
    assert "Nothing is waiting for you" in page
    assert "12 of 12 parts are complete." in page


def test_without_an_assignment_the_page_says_what_to_do(client, places, pillars):
    words = {
        Role.OFFICER: "No village is assigned to you yet.",
        Role.PROVINCE: "No area is assigned to you yet.",
    }
    for role, sentence in words.items():
        response = page_of(client, factories.UserFactory(role=role))
        assert response.status_code == 200
        assert sentence in response.content.decode()


def test_when_the_organisation_has_ended_the_officer_can_only_read(client, members, officer):
    officer.organisation = factories.OrganisationFactory(
        name="Dinas Lama", valid_to=datetime.date(2026, 6, 30)
    )
    officer.save()
    page = page_of(client, officer).content.decode()
    assert "Dinas Lama ended on 30 June 2026." in page
    assert "Record an activity" not in page


def test_more_than_eight_villages_stand_below_each_other_on_pages(client, places, pillars, officer):
    for number in range(30):
        village = factories.village(f"35.04.14.3{number:03}", f"Desa {number}")
        factories.MembershipFactory(village=village)
    response = page_of(client, officer)
    assert response.context["by_village"]
    assert len(response.context["rows"]) == 8
    assert "0 of 120 parts are complete." in response.content.decode()
    assert len(page_of(client, officer, page=4).context["rows"]) == 6


def test_the_page_costs_the_same_at_three_and_at_thirty_villages(client, members, pillars, officer, reviewer):
    def queries():
        client.force_login(officer)
        with CaptureQueriesContext(connection) as found:
            assert client.get(HOME).status_code == 200
        return len(found)

    def fill(village):
        made.activity(officer, pillars[1], [village], start="2026-08-01")
        draft(officer, pillars[2], [village])
        back = made.activity(officer, pillars[3], [village], start="2026-08-01")
        return_activity(activity=back, reason="uji", by=reviewer)

    for name in ("tunggangri", "betak", "pagersari"):
        fill(members[name])
    before = queries()
    for number in range(27):
        village = factories.village(f"35.04.14.3{number:03}", f"Desa {number}")
        factories.MembershipFactory(village=village)
        fill(village)
    assert queries() == before <= 34


def test_requests_for_people_wait_on_the_home_page(client, officer, stranger, registered, places, pillars):
    registered("SULASTRI", nik="3504145703859801")
    client.force_login(officer)
    assert "for a person in your area" not in client.get("/").content.decode()

    ask_transfer(digits="3504145703859801", village=places["far"], reason="pindah", by=stranger)

    page = client.get("/").content.decode()
    assert "1 request for a person in your area" in page
    assert "SULASTRI" not in page
