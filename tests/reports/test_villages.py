"""The profile of a village: figures by source, quarters, history; who may open what."""

import datetime
import re

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pillars.models import Activity, NilReport, ReportingPeriod
from reports.figures.completeness import reported_villages
from reports.figures.villages import (
    area_history,
    latest_activities,
    quarters,
    record_changes,
    stated_figures,
)
from tests import factories
from tests.reports import made
from villages.choices import ProfileKey
from villages.models import AreaChange, AreaName, ProfileFigure, Village
from villages.services import add_membership, change_village

TODAY = datetime.date(2026, 9, 30)


@pytest.fixture(autouse=True)
def today(it_is):
    it_is(TODAY)


@pytest.fixture
def betak(places):
    return places["betak"]


def page_of(village):
    return reverse("reports:village-detail", args=[village.code])


def state(village, key, value, day, source, **sexes):
    return ProfileFigure.objects.create(
        village=village, key=key, value=value, stated_on=datetime.date(*day), source=source, **sexes
    )


def draft_of(user, village):
    draft = factories.ActivityFactory(
        created_by=user, regency=village.regency, start_on=datetime.date(2026, 8, 1), end_on=None
    )
    factories.ActivityVillageFactory(activity=draft, village=village)
    return draft


# --- figures -------------------------------------------------------------------------------------------


def test_the_newest_figure_stands_and_other_sources_stand_beside_it(betak):
    key = ProfileKey.MIGRANTS_ABROAD
    state(betak, key, 380, (2024, 1, 1), "Desa")
    newest = state(betak, key, 412, (2025, 2, 12), "Desa")
    state(betak, key, 300, (2023, 1, 1), "BP2MI")
    bp2mi = state(betak, key, 350, (2024, 6, 1), "BP2MI")
    # Says the same, so there is nothing to put beside it.
    state(betak, key, 412, (2024, 7, 1), "Dinas")
    found = stated_figures(betak)[key]
    assert found.newest == newest
    assert found.others == (bp2mi,)
    assert stated_figures(betak)[ProfileKey.POPULATION].newest is None


def test_a_village_reported_in_a_quarter_as_everywhere_else(client, places, pillars, officer):
    for year, quarter, start, end, due in (
        (2025, 4, (2025, 10, 1), (2025, 12, 31), (2026, 1, 10)),
        (2026, 1, (2026, 1, 1), (2026, 3, 31), (2026, 4, 10)),
        (2026, 2, (2026, 4, 1), (2026, 6, 30), (2026, 7, 10)),
        (2026, 3, (2026, 7, 1), (2026, 9, 30), (2026, 10, 10)),
        (2026, 4, (2026, 10, 1), (2026, 12, 31), (2027, 1, 10)),
    ):
        ReportingPeriod.objects.create(
            year=year,
            quarter=quarter,
            starts_on=datetime.date(*start),
            ends_on=datetime.date(*end),
            due_on=datetime.date(*due),
        )
    betak = places["betak"]
    made.activity(officer, pillars[1], [betak], start="2026-03-31", days=2)
    # A draft, and an activity of another village.
    draft_of(officer, betak)
    made.activity(officer, pillars[1], [places["tunggangri"]], start="2026-08-01")
    found = {quarter.key: quarter for quarter in quarters(betak, [2026, 2025])}
    assert list(found) == ["2026-1", "2026-2", "2026-3", "2026-4", "2025-4"]
    assert {key: quarter.standing.tone for key, quarter in found.items()} == {
        "2026-1": "ok",
        "2026-2": "ok",
        "2026-3": "info",
        "2026-4": "none",
        "2025-4": "warn",
    }
    for quarter in found.values():
        same = reported_villages(Village.objects.filter(pk=betak.pk), quarter.period).exists()
        assert quarter.reported == same
    # A quarter leads to the activities that it counts; one reported by nil alone has none to lead to.
    NilReport.objects.create(
        period=found["2026-3"].period,
        village=betak,
        pillar=pillars[1],
        stated_at=datetime.datetime(2026, 9, 30, tzinfo=datetime.UTC),
        stated_by=officer,
    )
    client.force_login(officer)
    page = client.get(page_of(betak)).content.decode()
    assert re.findall(r"village=35[\d.]+&amp;period=([\d-]+)&amp;state=counted", page) == ["2026-1", "2026-2"]


def test_activities_show_the_share_of_the_village_and_only_what_the_user_sees(
    places, pillars, officer, reviewer
):
    made.activity(
        officer, pillars[1], [places["betak"], places["tunggangri"]], start="2026-03-01", heads=(5, 7, 1)
    )
    draft = draft_of(officer, places["betak"])
    mine, in_all = latest_activities(places["betak"], officer)
    assert (mine[0], in_all) == (draft, 2)
    assert (mine[1].male, mine[1].female, mine[1].head_count) == (5, 7, 13)
    # Reviewers do not see drafts.
    assert latest_activities(places["betak"], reviewer)[1] == 1
    assert latest_activities(places["far"], reviewer) == ([], 0)


def test_area_history_knows_names_and_changes(places):
    area = places["betak"].area
    AreaName.objects.create(area=area, name="Betak Lama", valid_to=datetime.date(2019, 1, 1))
    AreaChange.objects.create(
        kind="split", effective_on=datetime.date(2020, 1, 1), old=area, new=places["pagersari"].area
    )
    found = area_history(area)
    assert [name.name for name in found.names] == ["Betak Lama"]
    assert len(found.changes) == 1
    assert not area_history(places["far"].area)


def test_record_changes_say_who_and_what(betak, admin):
    change_village(village=betak, note="Dekat pasar", by=admin)
    add_membership(
        village=betak, programme="desmigratif", status="facilitated", batch_year=2019, source="SK", by=admin
    )
    membership, village, _created = record_changes(betak)
    assert membership.by == village.by == admin
    assert (membership.subject, membership.action) == ("membership", "added")
    [note] = village.fields
    assert (note.label, note.before, note.after) == ("note", "–", "Dekat pasar")


def test_the_reason_of_a_change_is_said_in_the_language_of_the_reader(places, client, admin):
    add_membership(
        village=places["betak"], programme="desmigratif", status="facilitated", source="SK", by=admin
    )
    client.force_login(admin)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "id"
    text = client.get(page_of(places["betak"])).text
    assert "keikutsertaan ditambahkan" in text
    assert "membership added" not in text


# --- the page ------------------------------------------------------------------------------------------


@pytest.fixture
def full(places, pillars, officer, admin):
    """Betak with figures, a membership, four activities and a change of the record."""
    betak = places["betak"]
    factories.MembershipFactory(village=betak)
    state(betak, ProfileKey.MIGRANTS_ABROAD, 412, (2025, 2, 12), "Pendataan desa", male=131, female=281)
    state(betak, ProfileKey.MIGRANTS_ABROAD, 377, (2024, 2, 12), "Catatan dinas")
    made.activity(officer, pillars[1], [betak], start="2026-03-01", heads=(5, 7, 0))
    made.activity(officer, pillars[1], [betak, places["tunggangri"]], start="2026-03-02", heads=(3, 2, 0))
    change_village(village=betak, note="Dekat pasar", by=admin)
    return betak


def test_the_page_shows_the_figures_of_the_village(full, client, officer):
    client.force_login(officer)
    page = client.get(page_of(full)).content.decode()
    assert "Betak" in page
    assert "Kec. Kalidawir" in page
    assert "35.04.14.2016" in page
    assert "412" in page
    assert "Pendataan desa" in page
    assert "377" in page
    # 12 + 5 attendances; of two activities one has its budget only with the other village.
    assert ">17<" in page
    assert f"?village={full.code}" in page


def test_all_activities_opens_exactly_as_many(full, client, officer):
    client.force_login(officer)
    page = client.get(page_of(full))
    number = page.context["activity_count"]
    assert number == Activity.objects.visible_to(officer).in_area(full.area).count() == 2
    listed = client.get(reverse("pillars:activity-list"), {"village": full.code})
    assert listed.context["filter"].matching.count() == number


def test_out_of_area_is_404(full, client, stranger, village_officer, province_reader, reviewer):
    answers = {stranger: 404, village_officer: 404, province_reader: 200, reviewer: 200}
    for user, status in answers.items():
        client.force_login(user)
        assert client.get(page_of(full)).status_code == status
    client.force_login(reviewer)
    assert client.get(reverse("reports:village-detail", args=["99.99.99.9999"])).status_code == 404


def test_buttons_and_history_by_role(full, client, officer, reviewer, admin):
    record, change = "Record an activity", "Change village data"
    for user, has_record, has_change in (
        (officer, True, False),
        (reviewer, False, False),
        (admin, True, True),
    ):
        client.force_login(user)
        page = client.get(page_of(full)).content.decode()
        assert (record in page) == has_record
        assert (change in page) == has_change
        assert ("note: – → Dekat pasar" in page) == has_change
        assert ("Change history" in page) == has_change


def test_year_and_period_of_the_address_are_kept(full, client, officer):
    client.force_login(officer)
    response = client.get(page_of(full), {"year": 2026, "period": 1})
    assert response.context["board"].selection.through == datetime.date(2026, 3, 31)


def test_the_profile_of_a_past_year_bears_the_name_of_that_year(places, pillars, officer, client):
    """Case O11: what is printed of 2021 says Kalibatur, of today Kali Batur."""
    village = factories.village("35.04.14.2001", "Kali Batur")
    AreaName.objects.create(area=village.area, name="Kalibatur", valid_to=datetime.date(2021, 12, 31))
    made.activity(officer, pillars[1], [village], start="2021-05-10")
    made.activity(officer, pillars[1], [village], start="2024-01-15")
    client.force_login(officer)
    past = client.get(page_of(village), {"year": 2021}).text
    assert "<h1>Desa Kalibatur</h1>" in past
    assert "Its name today is Kali Batur." in past
    today = client.get(page_of(village)).text
    assert "<h1>Desa Kali Batur</h1>" in today
    assert "Its name today" not in today
    assert today.count("then called Kalibatur") == 1


def test_the_page_costs_the_same_at_every_size(full, places, pillars, client, admin, officer):
    def queries(user):
        client.force_login(user)
        with CaptureQueriesContext(connection) as found:
            assert client.get(page_of(full)).status_code == 200
        return len(found)

    before = [queries(user) for user in (officer, admin)]
    for number in range(30):
        place = factories.village(f"35.04.14.3{number:03}", f"Desa {number}")
        made.activity(officer, pillars[2], [full, place], start="2026-04-01")
        state(full, ProfileKey.RETURNED, number, (2025, 1, 1), f"Sumber {number}")
        change_village(village=full, note=f"Catatan {number}", by=admin)
    assert [queries(user) for user in (officer, admin)] == before
    assert max(before) <= 30
