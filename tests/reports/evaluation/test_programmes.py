"""Programmes against the problems: who maps what, what is spent and who is reached, the pages."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from desmigratif.ui.refusals import Refused
from pillars.models import PillarLead
from pillars.services import FundingData, return_activity, save_activity, send_activity
from pillars.services.attendances import add_people
from reports.choices import ProgrammeStatus
from reports.evaluation.services.programmes import (
    link_activities,
    linkable_activities,
    resume_programme,
    stop_programme,
    unlink_activity,
)
from reports.figures.problems import ProblemMap
from reports.figures.programmes import MapChoice, MatrixMeasure, PeopleReached
from reports.models import ProblemProgramme, ProgrammeActivity, ProgrammeFunding
from tests import factories
from tests.reports import mapped
from villages.models import Area

YEAR = 2026


@pytest.fixture
def problem(db):
    return mapped.problems(2)[1]


@pytest.fixture
def nation(places):
    return Area.objects.get(pk="00")


@pytest.fixture
def pic(pillar_lead, pillars):
    """PIC of pillar II."""
    return mapped.leading(pillar_lead, pillars[2])


@pytest.fixture
def ministry(contributor):
    """A ministry that contributes to all pillars."""
    return mapped.contributing(contributor)


@pytest.fixture
def paid_by(entry, officer):
    """Sends an activity of 2026, paid by some organisations: `paid_by({organisation: rupiah}, pillar=2)`."""

    def make(money, **fields):
        lines = [
            FundingData("apbn", plan=actual, actual=actual, organisation=row)
            for row, actual in (money or {None: 1}).items()
        ]
        saved = save_activity(data=entry(lines=lines, **{"pillar": 2, **fields}), by=officer)
        return send_activity(activity=saved, by=officer, confirmed=True)

    return make


def programme(by, problem, pillar, areas, **fields):
    return mapped.programme(by, problem, pillar, areas, **{"budget_year": YEAR, **fields})


def read(row):
    return ProblemProgramme.objects.with_spending().get(pk=row.pk)


# Who maps what


def test_pic_maps_the_own_pillar_alone(pic, problem, pillars, nation):
    programme(pic, problem, pillars[2], [nation])

    with pytest.raises(Refused, match="neither leads pillar III") as refused:
        programme(pic, problem, pillars[3], [nation])
    assert refused.value.field == "pillar"


def test_pic_maps_for_contributors_of_its_pillar_and_changes_theirs(pic, ministry, problem, pillars, nation):
    theirs = programme(pic, problem, pillars[2], [nation], organisation=ministry.organisation)
    own = programme(ministry, problem, pillars[3], [nation])

    seen = ProblemProgramme.objects.editable_by(pic)

    assert list(seen) == [theirs]
    with pytest.raises(Refused, match="only your organisation"):
        stop_programme(programme=own, reason="uji", by=pic)


def test_contributor_maps_for_itself_alone(pic, ministry, problem, pillars, nation):
    own = programme(ministry, problem, pillars[4], [nation])
    programme(pic, problem, pillars[2], [nation])

    assert list(ProblemProgramme.objects.editable_by(ministry)) == [own]
    with pytest.raises(Refused, match="for your own organisation"):
        programme(ministry, problem, pillars[2], [nation], organisation=pic.organisation)


def test_a_contributor_to_one_pillar_maps_there_alone(contributor, problem, pillars, nation):
    by = mapped.contributing(contributor, pillars[4])

    programme(by, problem, pillars[4], [nation])
    with pytest.raises(Refused, match="neither leads"):
        programme(by, problem, pillars[1], [nation])


def test_whoever_led_the_pillar_that_year_may_be_mapped_for(pic, problem, pillars, nation):
    successor = factories.OrganisationFactory()
    PillarLead.objects.create(
        pillar=pillars[2], organisation=successor, valid_from=datetime.date(2025, 7, 1), decree="uji"
    )

    programme(pic, problem, pillars[2], [nation], budget_year=2025)
    with pytest.raises(Refused, match="neither leads pillar II in 2026"):
        programme(pic, problem, pillars[2], [nation], budget_year=2026)


def test_not_for_an_organisation_that_has_ended(pic, problem, pillars, nation):
    ended = factories.OrganisationFactory(valid_to=datetime.date(2025, 10, 21), name="Kementerian Lama")
    mapped.PillarContributor.objects.create(pillar=pillars[2], organisation=ended)

    with pytest.raises(Refused, match="Kementerian Lama ended before the budget year 2026"):
        programme(pic, problem, pillars[2], [nation], organisation=ended)
    programme(pic, problem, pillars[2], [nation], organisation=ended, budget_year=2025)


@pytest.mark.parametrize("role", ["officer", "reviewer", "province_reader", "admin"])
def test_other_roles_map_nothing(request, role, problem, pillars, nation):
    user = request.getfixturevalue(role)
    user.organisation = factories.OrganisationFactory()
    mapped.contributing(user)

    with pytest.raises(Refused, match="Your role"):
        programme(user, problem, pillars[1], [nation])


def test_a_programme_keeps_its_organisation(pic, ministry, problem, pillars, nation):
    own = programme(pic, problem, pillars[2], [nation])

    with pytest.raises(Refused, match="belongs to"):
        programme(pic, problem, pillars[2], [nation], organisation=ministry.organisation, stored=own)


# Where


def test_somewhere_and_no_place_twice(pic, problem, pillars, nation, places):
    java, regency = places["betak"].province, places["betak"].regency

    with pytest.raises(Refused, match="Choose where"):
        programme(pic, problem, pillars[2], [])
    with pytest.raises(Refused, match="Kab. Tulungagung is in Jawa Timur"):
        programme(pic, problem, pillars[2], [java, regency])
    with pytest.raises(Refused, match="Jawa Timur is in Indonesia"):
        programme(pic, problem, pillars[2], [nation, java])


def test_out_of_area_is_not_found_and_wrong_pillar_is_forbidden(
    pic, ministry, problem, pillars, places, stranger, client
):
    mine = programme(ministry, problem, pillars[3], [places["betak"].area])

    client.force_login(stranger)
    assert client.get(mine.get_absolute_url()).status_code == 404
    client.force_login(pic)
    assert client.get(mine.get_absolute_url()).status_code == 200
    for name in ("programme-edit", "programme-activities"):
        assert client.get(reverse(f"reports:{name}", args=[mine.pk])).status_code == 403
    assert client.post(reverse("reports:programme-stop", args=[mine.pk])).status_code == 403


# Money


def test_ceiling_is_the_sum_of_its_sources(pic, problem, pillars, nation):
    row = programme(pic, problem, pillars[2], [nation], funding={"apbn": 300, "csr": 45})

    assert row.ceiling == 345
    changed = programme(pic, problem, pillars[2], [nation], funding={"csr": 45}, title=row.title, stored=row)
    assert (changed.ceiling, changed.funding.count()) == (45, 1)
    assert programme(pic, problem, pillars[2], [nation], title="Tanpa pagu").ceiling is None


def test_spending_is_typed_until_linked_activities_hold_some(pic, problem, pillars, nation, paid_by):
    typed = {"actual": 70, "actual_on": datetime.date(2026, 6, 30)}
    row = programme(pic, problem, pillars[2], [nation], **typed)
    assert (read(row).spent, read(row).from_activities) == (70, None)

    other = factories.OrganisationFactory()
    link_activities(programme=row, activities=[paid_by({other: 25})], by=pic)
    assert read(row).spent == 70

    activity = paid_by({pic.organisation: 40, other: 25})
    link_activities(programme=row, activities=[activity], by=pic)
    assert (read(row).spent, read(row).from_activities) == (40, 40)

    unlink_activity(programme=row, activity=activity, by=pic)
    assert read(row).spent == 70


def test_spending_without_its_day_or_of_a_day_to_come_is_refused(pic, problem, pillars, nation):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)

    with pytest.raises(Refused, match="both the spending and the day"):
        programme(pic, problem, pillars[2], [nation], actual=70)
    with pytest.raises(Refused, match="is in the future"):
        programme(pic, problem, pillars[2], [nation], actual=70, actual_on=tomorrow)


def test_one_activity_paid_by_two_counts_for_each_its_own_money(
    pic, ministry, problem, pillars, nation, paid_by
):
    activity = paid_by({pic.organisation: 40, ministry.organisation: 25})
    first = programme(pic, problem, pillars[2], [nation])
    second = programme(ministry, problem, pillars[2], [nation])
    link_activities(programme=first, activities=[activity], by=pic)
    link_activities(programme=second, activities=[activity], by=ministry)

    assert (read(first).spent, read(second).spent) == (40, 25)


# Links and people


def test_what_may_be_linked(pic, ministry, problem, pillars, places, paid_by, saved):
    row = programme(pic, problem, pillars[2], [places["betak"].area])
    here = paid_by({}, villages={"betak": (1, 1)})
    wrong = [
        paid_by({}, villages={"tunggangri": (1, 1)}),
        paid_by({}, villages={"betak": (1, 1)}, pillar=3),
        paid_by({}, villages={"betak": (1, 1)}, budget_year=2025),
        saved(villages={"betak": (1, 1)}, pillar=2),
    ]

    assert list(linkable_activities(row, pic)) == [here]
    for activity in wrong:
        with pytest.raises(Refused, match="cannot be linked"):
            link_activities(programme=row, activities=[activity], by=pic)
    link_activities(programme=row, activities=[here], by=pic)
    second = programme(pic, problem, pillars[2], [places["betak"].area], title="Lain")
    with pytest.raises(Refused, match="cannot be linked"):
        link_activities(programme=second, activities=[here], by=pic)


def test_people_count_once_in_every_cell_and_total(
    pic, ministry, problem, pillars, nation, reviewer, officer, saved, registered
):
    """Ani and Budi come to the PIC's activity, Budi and Citra to the ministry's of the same cell, Budi alone
    to the ministry's against problem 2: 3 people in cell 1/II, 1 in 2/II, 3 in all, 5 attendances."""
    ani, budi, citra = (registered(name) for name in ("ANI", "BUDI", "CITRA"))
    second = mapped.problems(2)[2]
    rows = [
        programme(pic, problem, pillars[2], [nation]),
        programme(ministry, problem, pillars[2], [nation]),
        programme(ministry, second, pillars[2], [nation]),
    ]
    for row, people in zip(rows, [[ani, budi], [budi, citra], [budi]], strict=True):
        activity = saved(pillar=2, villages={"tunggangri": ()})
        add_people(activity=activity, people=people, by=officer, village=activity.villages.get())
        send_activity(activity=activity, by=officer, confirmed=True)
        by = pic if row.organisation == pic.organisation else ministry
        link_activities(programme=row, activities=[activity], by=by)

    found = ProblemMap(MapChoice(YEAR), reviewer, measure=MatrixMeasure.PEOPLE)

    assert [[cell.value(MatrixMeasure.PEOPLE) for cell in [*row.cells, row.total]] for row in found.rows] == [
        [None, 3, None, None, 3],
        [None, 1, None, None, 1],
    ]
    assert found.total.reached.people == found.totals[1].reached.people == 3
    assert found.total.reached.attendances == 5
    assert found.part(found.rows[0].total) is None


def test_an_activity_of_two_programmes_of_one_cell_counts_once(
    pic, ministry, problem, pillars, nation, paid_by
):
    activity = paid_by({}, villages={"betak": (2, 3)})
    rows = [programme(by, problem, pillars[2], [nation]) for by in (pic, ministry)]
    for row, by in zip(rows, (pic, ministry), strict=True):
        link_activities(programme=row, activities=[activity], by=by)

    assert PeopleReached(rows, pic).by()[()].attendances == 5
    assert [value.attendances for value in PeopleReached(rows, pic).by("pk").values()] == [5, 5]


def test_a_returned_activity_counts_no_more(pic, problem, pillars, nation, paid_by, reviewer):
    activity = paid_by({pic.organisation: 40})
    row = programme(pic, problem, pillars[2], [nation])
    link_activities(programme=row, activities=[activity], by=pic)
    return_activity(activity=activity, by=reviewer, reason="uji")

    assert read(row).spent is None
    assert PeopleReached([row], reviewer).by() == {}


# Stopping


def test_stop_says_why_and_can_be_taken_back(pic, problem, pillars, nation):
    row = programme(pic, problem, pillars[2], [nation])
    row = stop_programme(programme=row, reason="Anggaran dialihkan.", by=pic)
    assert (row.status, row.stop_reason) == (ProgrammeStatus.STOPPED, "Anggaran dialihkan.")

    with pytest.raises(Refused, match="Resume it before"):
        programme(pic, problem, pillars[2], [nation], stored=row, title="Lain")
    with pytest.raises(Refused, match="stopped already"):
        stop_programme(programme=row, reason="lagi", by=pic)
    row = resume_programme(programme=row, by=pic)
    assert (row.status, row.stopped_on) == (ProgrammeStatus.PLANNED, None)
    assert row.history.count() == 3


# What must hold in the database


@pytest.mark.parametrize(
    "wrong",
    [
        {"ceiling": -1},
        {"actual": 5},
        {"actual": -1, "actual_on": datetime.date(2026, 1, 1)},
        {"actual_on": datetime.date(2026, 1, 1)},
        {"people_target": -1},
        {"budget_year": 2015},
        {"status": "stopped"},
        {"stop_reason": "uji"},
        {"stopped_on": datetime.date(2026, 1, 1)},
    ],
)
def test_database_refuses_a_programme_that_cannot_be(pic, problem, pillars, nation, wrong):
    row = programme(pic, problem, pillars[2], [nation])

    with pytest.raises(IntegrityError), transaction.atomic():
        ProblemProgramme.objects.filter(pk=row.pk).update(**wrong)


def test_database_refuses_the_same_programme_source_or_link_twice(pic, problem, pillars, nation, paid_by):
    row = programme(pic, problem, pillars[2], [nation], funding={"apbn": 5}, title="Satu")
    activity = paid_by({})
    link_activities(programme=row, activities=[activity], by=pic)

    with pytest.raises(Refused, match="already") as refused:
        programme(pic, problem, pillars[2], [nation], title="Satu")
    assert refused.value.see == row
    with pytest.raises(IntegrityError), transaction.atomic():
        ProgrammeFunding.objects.create(programme=row, source="apbn", ceiling=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        ProgrammeFunding.objects.create(programme=row, source="csr", ceiling=-1)
    with pytest.raises(IntegrityError), transaction.atomic():
        ProgrammeActivity.objects.create(
            programme=row, activity=activity, organisation=pic.organisation, linked_by=pic
        )


# Pages


def form_of(**fields):
    return {
        "problem": "1",
        "pillar": "II",
        "budget_year": YEAR,
        "title": "Pelatihan usaha",
        "what": "Tiga angkatan",
        "status": "planned",
        "places": ["35.04"],
        "ceiling_apbn": "1.250.000.000",
        **fields,
    }


def test_pic_maps_from_a_gap(pic, problem, pillars, places, client):
    client.force_login(pic)
    address = f"{reverse('reports:programme-create')}?problem=1&year={YEAR}"
    form = client.get(address).context["form"]
    assert (form["problem"].value(), form["pillar"].value()) == ("1", "II")

    answer = client.post(address, form_of(organisation=pic.organisation_id, villages="52.03.01.2001"))

    row = ProblemProgramme.objects.get()
    assert answer["Location"] == row.get_absolute_url()
    assert (row.ceiling, row.created_by) == (1_250_000_000, pic)
    assert {area.pk for area in row.areas.all()} == {"35.04", "52.03.01.2001"}


def test_who_contributes_to_no_pillar_is_told_instead_of_asked(contributor, problem, pillars, client):
    client.force_login(contributor)
    address = reverse("reports:programme-create")
    for contributes in (False, True):
        if contributes:
            mapped.contributing(contributor)
        page = client.get(address).content.decode()
        assert ('name="pillar"' in page, "not recorded as a contributor" in page) == (
            contributes,
            not contributes,
        )


def test_what_was_typed_stays_and_the_fault_is_named(pic, problem, pillars, places, client):
    client.force_login(pic)
    sent = form_of(organisation=pic.organisation_id, villages="99.99.99.9999", ceiling_apbn="12,5 juta")

    page = client.post(reverse("reports:programme-create"), sent)

    said = page.content.decode()
    assert "No programme village has the code “99.99.99.9999”" in said
    assert "APBN (state budget): " in said
    assert "Pelatihan usaha" in said
    assert 'value="35.04" id="place-35.04" checked' in said
    assert not ProblemProgramme.objects.exists()


def test_without_a_place_the_form_says_so(pic, problem, pillars, places, client):
    client.force_login(pic)
    page = client.post(
        reverse("reports:programme-create"), form_of(organisation=pic.organisation_id, places=[])
    )

    assert "Choose where the programme operates" in page.content.decode()


def test_edit_shows_what_is_stored_and_stores_what_is_sent(pic, problem, pillars, places, client):
    row = programme(pic, problem, pillars[2], [places["betak"].area], funding={"apbn": 5}, title="Satu")
    client.force_login(pic)
    address = reverse("reports:programme-edit", args=[row.pk])
    shown = client.get(address).content.decode()
    assert "35.04.14.2016" in shown
    assert 'value="Satu"' in shown

    client.post(address, form_of(organisation=pic.organisation_id, title="Dua"))

    row.refresh_from_db()
    assert (row.title, row.ceiling) == ("Dua", 1_250_000_000)


def test_link_and_take_out_on_the_page(pic, problem, pillars, nation, paid_by, client):
    row = programme(pic, problem, pillars[2], [nation])
    activity = paid_by({pic.organisation: 40})
    client.force_login(pic)
    address = reverse("reports:programme-activities", args=[row.pk])
    assert activity in client.get(address).context["page"].object_list
    assert list(client.get(address, {"q": "tidak ada"}).context["page"].object_list) == []

    client.post(address, {"activity": [activity.pk]})
    assert list(row.activities.all()) == [activity]
    client.post(address, {"unlink": activity.pk})
    assert not row.activities.exists()


def test_list_leaves_out_stopped_ones_until_asked(pic, problem, pillars, nation, client):
    row = programme(pic, problem, pillars[2], [nation])
    gone = programme(pic, problem, pillars[2], [nation], title="Berhenti")
    stop_programme(programme=gone, reason="uji", by=pic)
    client.force_login(pic)
    address = f"{reverse('reports:programme-list')}?year={YEAR}"

    assert client.get(address).context["total"].programmes == [row]
    assert client.get(f"{address}&status=stopped").context["total"].programmes == [gone]


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_downloads_hold_what_the_list_holds(pic, problem, pillars, nation, client, file_format):
    programme(pic, problem, pillars[2], [nation], title="=Satu")
    client.force_login(pic)
    for name in ("programme-export", "problem-map-export"):
        answer = client.get(f"{reverse(f'reports:{name}', args=[file_format])}?year={YEAR}")
        body = b"".join(answer.streaming_content)
        assert body
        if name == "programme-export" and file_format == "csv":
            assert "'=Satu" in body.decode()
    assert pic.access_events.filter(kind="export").count() == 2


def test_contributor_lands_on_the_own_programmes(ministry, problem, pillars, nation, client):
    own = programme(ministry, problem, pillars[1], [nation])
    client.force_login(ministry)

    page = client.get("/", follow=True)

    assert page.context["total"].programmes == [own]


def test_village_page_says_who_works_on_each_problem(
    pic, ministry, problem, pillars, places, officer, client
):
    programme(pic, problem, pillars[2], [places["betak"].regency], title="Pelatihan")
    programme(ministry, problem, pillars[2], [places["far"].area], title="Jauh")
    mapped.report(officer, mapped.problems(2)[2], places["betak"])
    client.force_login(officer)

    page = client.get(f"{places['betak'].get_absolute_url()}?year={YEAR}")

    rows = page.context["problems"]
    assert [[row.title for row in found.programmes] for found in rows] == [["Pelatihan"], []]
    assert [found.is_gap for found in rows] == [False, True]
    assert "Nobody yet" in page.content.decode()


def test_queries_of_the_list_do_not_grow(pic, problem, pillars, places, client, paid_by):
    def count():
        with CaptureQueriesContext(connection) as captured:
            client.get(f"{reverse('reports:programme-list')}?year={YEAR}")
        return len(captured)

    def more(start, number):
        for n in range(start, number):
            village = factories.village(f"35.04.{n // 10 + 20}.{2001 + n % 10}", f"Desa {n}")
            row = programme(pic, problem, pillars[2], [village.area, places["far"].area], title=f"P {n}")
            places[f"v{n}"] = village
            link_activities(programme=row, activities=[paid_by({}, villages={f"v{n}": (1, 1)})], by=pic)

    client.force_login(pic)
    more(0, 3)
    count()
    few = count()
    more(3, 30)

    assert count() == few
