"""The pages of the quarters: who reported what, when, by hand; what is missing; what changed since."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from pillars.models import ActivityEvent, NilReport, Pillar
from pillars.services import recall_activity, send_activity
from pillars.services.nil_reports import state_nil
from pillars.services.period_exceptions import ask_exception, open_exception
from pillars.services.periods import close_period, reopen_period
from reports.figures import periods as figures
from reports.figures.completeness import completeness, missing_villages, reported_villages
from reports.figures.villages import quarters
from tests import factories
from tests.pillars.closed import quarter
from tests.reports import made
from villages.models import Membership, Village

DETAIL = reverse("reports:period-detail", args=[2026, 1])
MISSING = reverse("reports:period-missing", args=[2026, 1])


def at(day, hour=9, minute=0):
    """A moment by the clock of Jakarta."""
    moment = datetime.datetime.combine(datetime.date.fromisoformat(day), datetime.time(hour, minute))
    return timezone.make_aware(moment)


def sent_on(activity, moment):
    """Puts the first sending of an activity on another day."""
    ActivityEvent.objects.filter(activity=activity, step="sent").update(at=moment)
    type(activity).objects.filter(pk=activity.pk).update(sent_at=moment)
    return activity


@pytest.fixture
def first(places):
    """Quarter I 2026, due 10 April; all four villages are in the programme."""
    for place in places.values():
        factories.MembershipFactory(village=place)
    return quarter(1)


@pytest.fixture
def reports(first, places, pillars, officer):
    """Betak: I on time, II late, III nil on time, IV nil late. Tunggangri: I on time. The others: nothing."""
    betak, tunggangri = places["betak"], places["tunggangri"]
    # The due day's last minute, and the first one after it.
    sent_on(
        made.activity(officer, pillars[1], [betak, tunggangri], start="2026-01-05"), at("2026-04-10", 23, 59)
    )
    sent_on(made.activity(officer, pillars[2], [betak], start="2026-03-31", days=3), at("2026-04-11", 0, 0))
    for number, moment in ((3, at("2026-04-10")), (4, at("2026-05-01"))):
        nil = state_nil(period=first, village=betak, pillar=pillars[number], by=officer)
        NilReport.objects.filter(pk=nil.pk).update(stated_at=moment)
    return first


def counted(parts):
    return parts.total, parts.reported, parts.nil, parts.late, parts.silent, parts.on_time


def test_parts_by_hand(reports, pillars):
    """16 parts: 5 reported, 2 of them nil, 2 late (one of them nil), 3 on time, 11 silent."""
    found = figures.offices(reports, Village.objects.all(), list(pillars.values()))
    assert [(office.regency.pk, office.members, office.is_silent) for office in found] == [
        ("35.04", 3, False),
        ("52.03", 1, True),
    ]
    here, far = found
    assert [counted(parts) for parts in here.parts.values()] == [
        (3, 2, 0, 0, 1, 2),
        (3, 1, 0, 1, 2, 0),
        (3, 1, 1, 0, 2, 1),
        (3, 1, 1, 1, 2, 0),
    ]
    assert counted(here.all) == (12, 5, 2, 2, 7, 3)
    assert counted(far.all) == (4, 0, 0, 0, 4, 0)
    short = figures.period_in_short(reports, Village.objects.all(), list(pillars.values()))
    assert (short.villages, short.reported) == (4, 2)
    assert counted(short.parts) == (16, 5, 2, 2, 11, 3)
    assert short.parts.on_time_share == 3 / 16


def test_nothing_to_report_is_no_share(places, pillars):
    short = figures.period_in_short(quarter(1), Village.objects.all(), list(pillars.values()))
    assert (short.villages, short.parts.on_time_share, short.reported_share) == (0, None, None)


def test_the_first_sending_counts(first, pillars, places, officer):
    """Taken back after the due day and sent again: it came on time all the same."""
    activity = sent_on(
        made.activity(officer, pillars[1], [places["betak"]], start="2026-01-05"), at("2026-04-01")
    )
    send_activity(activity=recall_activity(activity=activity, by=officer), by=officer, confirmed=True)
    short = figures.period_in_short(first, Village.objects.all(), list(pillars.values()))
    assert (short.parts.reported, short.parts.late) == (1, 0)


def test_what_was_taken_back_is_silent(first, pillars, places, officer):
    activity = made.activity(officer, pillars[1], [places["betak"]], start="2026-01-05")
    recall_activity(activity=activity, by=officer)
    short = figures.period_in_short(first, Village.objects.all(), list(pillars.values()))
    assert short.parts.reported == 0


def test_nil_is_a_report_everywhere(first, pillars, places, officer):
    """Counting rule 11 in one function: dashboards, missing villages, the village page and the quarter."""
    betak = places["betak"]
    villages = Village.objects.filter(regency="35.04")

    def said():
        return (
            reported_villages(villages, first).count(),
            completeness(villages, first).total.reported,
            3 - missing_villages(villages, first).count(),
            sum(row.reported for row in quarters(betak, [2026])),
            figures.period_in_short(first, villages, list(pillars.values())).reported,
        )

    assert said() == (0, 0, 0, 0, 0)
    nil = state_nil(period=first, village=betak, pillar=pillars[2], by=officer)
    assert said() == (1, 1, 1, 1, 1)
    NilReport.objects.filter(pk=nil.pk).update(withdrawn_at=timezone.now(), withdrawn_by=officer)
    assert said() == (0, 0, 0, 0, 0)


def test_gaps_by_hand(reports, pillars, places, officer, saved):
    saved(pillar=3, villages={"tunggangri": (1, 1)}, start_on=datetime.date(2026, 2, 2))
    owing = figures.owing(reports, Village.objects.filter(regency="35.04"), pillars.values())
    found = figures.gaps(reports, owing, pillars.values())
    assert [
        (village.area.name, [(gap.pillar.number, gap.unsent) for gap in parts]) for village, parts in found
    ] == [
        ("Tunggangri", [(2, 0), (3, 1), (4, 0)]),
        ("Pagersari", [(1, 0), (2, 0), (3, 0), (4, 0)]),
    ]


# Pages


@pytest.fixture
def page(client):
    def get(url, by):
        client.force_login(by)
        response = client.get(url)
        assert response.status_code == 200
        return response.content.decode()

    return get


def test_the_list_says_status_and_shares(reports, page, reviewer, officer):
    shown = page(f"{reverse('reports:period-list')}?year=2026", reviewer)
    assert "2 of 4" in shown
    assert "5 of 16" in shown
    assert "18.8%" in shown
    assert "Open, past its due date" in shown
    # An officer sees the own area.
    assert "2 of 3" in page(f"{reverse('reports:period-list')}?year=2026", officer)


def test_the_quarter_shows_offices_and_silence(reports, page, reviewer, officer):
    shown = page(DETAIL, reviewer)
    assert "5 of 16 parts are reported" in shown
    assert "1 office is silent" in shown
    assert "Kab. Lombok Timur" in shown
    assert "Silent" in shown
    narrowed = page(f"{DETAIL}?province=35", reviewer)
    assert "Kab. Lombok Timur" not in narrowed
    assert "5 of 12 parts" in narrowed
    assert "Kab. Lombok Timur" not in page(DETAIL, officer)
    # What is no province of the reader shows all.
    assert "5 of 16 parts" in page(f"{DETAIL}?province=x", reviewer)


def test_the_work_list_of_an_officer_leads_to_entering_and_nil(reports, page, officer, reviewer):
    shown = page(MISSING, officer)
    assert "7 parts are missing" in shown
    assert f"{reverse('pillars:activity-create')}?pillar=IV&amp;village=35.04.14.2011" in shown
    nil = reverse("pillars:nil-create", args=[2026, 1, "35.04.14.2011", "koperasi-desmigratif"])
    assert nil in shown
    looked_on = page(MISSING, reviewer)
    assert "1 office is silent" in looked_on
    assert nil not in looked_on
    # The villages of a silent office are not named one by one.
    assert "Pagersari" in looked_on
    assert "Tanjung Luar" not in looked_on


def test_nil_is_stated_from_the_list_and_from_the_home_page(first, pillars, client, officer, page):
    nil = reverse("pillars:nil-create", args=[2026, 1, "35.04.14.2011", "koperasi-desmigratif"])
    home = f"{reverse('reports:home')}?period=2026-1"
    assert nil in page(home, officer)
    client.post(nil)
    assert nil not in page(MISSING, officer)
    shown = page(home, officer)
    assert nil not in shown.replace(f"{nil}tarik/", "")
    assert f"{nil}tarik/" in shown
    response = client.post(f"{nil}tarik/", {"home": "1"})
    assert response["Location"] == f"{reverse('reports:home')}?period=2026-1#quarter"
    assert nil in page(home, officer)


def test_a_closed_quarter_offers_the_request_only(first, pillars, places, page, officer, reviewer):
    close_period(period=first, by=reviewer)
    shown = page(MISSING, officer)
    assert "Quarter I 2026 was closed on" in shown
    assert reverse("pillars:exception-ask", args=[2026, 1]) in shown
    assert "/nihil/" not in shown
    assert "/nihil/" not in page(f"{reverse('reports:home')}?period=2026-1", officer)
    regency = places["betak"].regency
    open_exception(period=first, regency=regency, reason="uji", until=timezone.localdate(), by=reviewer)
    shown = page(MISSING, officer)
    assert "Quarter I 2026 was closed on" not in shown
    assert "/nihil/" in shown


def test_requests_wait_for_reviewers(first, page, officer, reviewer, places):
    period = close_period(period=first, by=reviewer)
    ask_exception(period=period, regency=places["betak"].regency, reason="Berkas terlambat", by=officer)
    for url in (reverse("reports:period-list"), DETAIL, MISSING):
        assert "Berkas terlambat" in page(url, reviewer)


def test_before_and_after_stand_side_by_side(reports, page, reviewer, officer, entry, sent, pillars):
    period = close_period(period=reports, by=reviewer)
    period = reopen_period(period=period, by=reviewer, reason="Daftar hadir terlambat")
    sent(pillar=4, villages={"pagersari": (3, 4)})
    close_period(period=period, by=reviewer)
    events = list(period.events.all())
    found = {
        pillar: {row.label: row.values for row in rows}
        for pillar, rows in figures.comparison(period, events, list(pillars.values()))
    }
    assert found[None]["Activities"] == [2, 2, 3, 3]
    # Betak and Tunggangri 5 + 5, Betak 5; then 3 more.
    assert found[None]["Attendances, male"] == [15, 15, 18, 18]
    assert found[None]["Nil reports"] == [2, 2, 2, 2]
    assert set(found) == {None, Pillar.objects.get(number=4)}
    shown = page(DETAIL, reviewer)
    assert "Daftar hadir terlambat" in shown
    assert "changed" in shown
    assert "What counted then" not in page(DETAIL, officer)


@pytest.mark.parametrize("name", ["period-list", "period-detail", "period-missing"])
def test_pages_cost_the_same_at_three_and_at_thirty_villages(
    name, client, reports, places, pillars, officer, reviewer
):
    close_period(period=reports, by=reviewer)
    url = f"{reverse('reports:' + name, args=[] if name == 'period-list' else [2026, 1])}?year=2026"

    def queries(by):
        client.force_login(by)
        with CaptureQueriesContext(connection) as found:
            assert client.get(url).status_code == 200
        return len(found)

    before = queries(reviewer), queries(officer)
    for number in range(27):
        place = factories.village(f"35.{number + 10}.14.2{number:03}", f"Desa {number}")
        factories.MembershipFactory(village=place)
        factories.AssignmentFactory(user=officer, area=place.regency)
        made.activity(officer, pillars[number % 4 + 1], [place], start="2026-05-05")
    assert (queries(reviewer), queries(officer)) == before
    assert max(before) <= 25


def test_punctuality_is_a_share_of_what_is_due(reports, pillars):
    """C20: until the due day has passed nobody is late, and nothing is a share of nothing."""
    reports.due_on = timezone.localdate()
    short = figures.period_in_short(reports, Village.objects.all(), list(pillars.values()))
    assert short.parts.reported == 5
    assert short.parts.on_time_share is None


def test_who_takes_part_is_the_same_above_and_below(places, pillars, officer):
    """C1, C2: of four villages two take part; whoever left or is only proposed counts in neither number."""
    first = quarter(1)
    stood = {name: factories.MembershipFactory(village=village) for name, village in places.items()}
    for name in ("betak", "tunggangri", "pagersari"):
        made.activity(officer, pillars[1], [places[name]], start="2026-01-05")
    Membership.objects.filter(pk=stood["tunggangri"].pk).update(valid_to=datetime.date(2025, 12, 31))
    Membership.objects.filter(pk=stood["pagersari"].pk).update(status="proposed")
    for by in ("regency", "area"):
        total = completeness(Village.objects.all(), first, by=by).total
        assert (total.reported, total.members, total.missing) == (1, 2, 1), by
    short = figures.period_in_short(first, Village.objects.all(), list(pillars.values()))
    assert (short.reported, short.villages) == (1, 2)
