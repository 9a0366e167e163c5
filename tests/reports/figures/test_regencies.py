"""What is kept of a regency is what would be counted now, and only what changed is counted again."""

import datetime

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from desmigratif.accounts.models import User
from desmigratif.ui import versions
from pillars.models import Activity, ActivityEvent, FundingLine, NilReport, ReportingPeriod
from pillars.services import return_activity, send_activity, verify_activity
from reports import regency_versions
from reports.evaluation.services.first_criteria import load_criteria, read_criteria
from reports.figures import completeness, dormancy, periods, readiness
from reports.figures.regencies import EVERY_REGENCY, InRegencies, PerRegency, both, whole_regencies
from reports.models import Criterion, CriterionAnswer
from tests import factories
from tests.reports import made
from villages.models import Area, Assignment, Membership, ProfileFigure, Village

TODAY = datetime.date(2026, 11, 28)
TRIGGERS = {
    "postgresql": (
        "SELECT DISTINCT event_object_table, trigger_name FROM information_schema.triggers "
        "WHERE trigger_name LIKE 'regency_changed%' OR trigger_name LIKE 'country_changed%'"
    ),
    "sqlite": (
        "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger' "
        "AND (name LIKE 'regency_changed%' OR name LIKE 'country_changed%')"
    ),
}
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def members(places, pillars, it_is):
    it_is(TODAY)
    for village in places.values():
        factories.MembershipFactory(village=village)
    load_criteria(read_criteria())
    return places


@pytest.fixture
def asked(pillars):
    """What each of them is asked about, a line for every one there is."""
    days = {"starts_on": TODAY.replace(month=7, day=1), "ends_on": TODAY.replace(month=9, day=30)}
    quarter = ReportingPeriod.objects.create(
        year=2026, quarter=3, due_on=TODAY.replace(month=10, day=10), **days
    )
    ids = tuple(pillar.pk for pillar in pillars.values())
    lines = {
        completeness.members_and_reported: (quarter, quarter.ends_on),
        periods.parts_per_regency: (quarter, quarter.ends_on),
        periods.owing_per_regency: (quarter, quarter.ends_on, ids),
        dormancy.dormant_per_regency: (TODAY, 6, None),
        readiness.members_per_regency: (TODAY,),
    }
    assert set(lines) == set(PerRegency.every)
    return lines


@pytest.fixture
def counted(monkeypatch):
    """The regencies that were counted, all of what is counted together."""
    seen = set()
    for each in PerRegency.every:

        def count(villages, *about, before=each.count):
            seen.update(villages.order_by().values_list("regency", flat=True))
            return before(villages, *about)

        monkeypatch.setattr(each, "count", count)
    return seen


def kept(asked):
    nowhere = Village.objects.none()
    return [each(nowhere, *about, regencies=EVERY_REGENCY) for each, about in asked.items()]


def fresh(asked):
    return [dict(sorted(each.count(Village.objects.all(), *about).items())) for each, about in asked.items()]


def test_kept_is_what_would_be_counted_after_every_kind_of_change(
    members, pillars, officer, stranger, reviewer, asked, counted
):
    quarter, betak, far = ReportingPeriod.objects.get(), members["betak"], members["far"]
    done = made.activity(officer, pillars[1], [betak], start="2026-08-01")
    other = made.activity(stranger, pillars[2], [far], start="2026-06-29", days=4)
    criterion = Criterion.objects.in_force(4).filter(measure="").first()
    nil = {"period": quarter, "village": far, "pillar": pillars[3], "stated_by": stranger}
    day = {"stated_on": TODAY, "source": "uji"}

    def answered():
        CriterionAnswer.objects.create(
            criterion=criterion, area=betak.area, level="met", evidence="ada", answered_on=TODAY, by=reviewer
        )

    def undone():
        with transaction.atomic():
            Activity.objects.filter(pk=done.pk).update(state="draft")
            transaction.set_rollback(True)

    def partly_undone():
        with transaction.atomic():
            with transaction.atomic():
                Activity.objects.filter(pk=done.pk).update(start_on="2026-04-01", end_on="2026-04-02")
                transaction.set_rollback(True)
            Activity.objects.filter(pk=other.pk).update(end_on="2026-06-30")

    here, there, both = {"35.04"}, {"52.03"}, {"35.04", "52.03"}
    steps = [
        (lambda: return_activity(activity=fetched(done), by=reviewer, reason="Periksa kembali"), here),
        (lambda: send_activity(activity=fetched(done), by=officer, confirmed=True), here),
        (lambda: verify_activity(activity=fetched(other), by=reviewer), there),
        (lambda: Activity.objects.filter(pk=done.pk).update(sent_at="2026-10-01T00:00:00Z"), here),
        (lambda: ActivityEvent.objects.filter(activity=done).delete(), here),
        (lambda: FundingLine.objects.filter(activity=done).update(source="village", actual=7), here),
        (
            lambda: NilReport.objects.create(**nil, stated_at="2026-10-20T00:00Z"),
            there,
        ),
        (lambda: NilReport.objects.update(withdrawn_at="2026-10-21T00:00Z", withdrawn_by=stranger), there),
        (lambda: ProfileFigure.objects.create(village=betak, key="officers", value=2, **day), here),
        (lambda: Membership.objects.filter(village=betak).update(decree="12/2026", valid_to=TODAY), here),
        (answered, here),
        (lambda: Area.objects.filter(pk=far.area_id).update(valid_to="2026-08-31"), there),
        (undone, set()),
        (partly_undone, there),
        (lambda: Assignment.objects.filter(user=stranger).update(valid_to="2026-02-01"), both),
        (lambda: User.objects.filter(pk=officer.pk).update(is_active=False), both),
        (lambda: Criterion.objects.filter(pk=criterion.pk).update(weight=9), both),
        (lambda: ReportingPeriod.objects.update(due_on="2026-10-25"), both),
        (lambda: Village.objects.filter(pk=betak.pk).update(regency="52.03", province="52"), both),
        (lambda: Activity.objects.filter(pk=done.pk).update(status="cancelled"), there),
        (lambda: User.objects.filter(pk=officer.pk).update(last_login="2026-11-28T01:00Z"), set()),
    ]
    assert kept(asked) == fresh(asked)
    for number, (step, expected) in enumerate(steps):
        step()
        counted.clear()
        found = kept(asked)
        assert counted == expected, number
        assert found == fresh(asked), number
    # A day later nothing of today is shown.
    later = {dormancy.dormant_per_regency: (TODAY + datetime.timedelta(days=200), 6, None)}
    assert kept(later) == fresh(later) != kept({dormancy.dormant_per_regency: (TODAY, 6, None)})


def fetched(activity):
    return Activity.objects.get(pk=activity.pk)


def test_everything_that_is_read_is_watched(members, asked):
    with CaptureQueriesContext(connection) as queries:
        fresh(asked)
    read = set().union(*(versions.tables_of(query["sql"]) for query in queries))
    assert read <= regency_versions.watched_tables()
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS[connection.vendor])
        there = set(cursor.fetchall())
    assert there == {(table, name) for table, name, _sql in regency_versions.triggers(connection.vendor)}


def test_within_a_transaction_nothing_is_kept(members, officer, pillars, asked, counted):
    with transaction.atomic():
        each, about = next(iter(asked.items()))
        before = each(Village.objects.all(), *about, regencies=EVERY_REGENCY)
        made.activity(officer, pillars[1], [members["betak"]], start="2026-08-01")
        after = each(Village.objects.all(), *about, regencies=EVERY_REGENCY)
        assert before["35.04"].reported + 1 == after["35.04"].reported
        transaction.set_rollback(True)


def test_which_regencies_a_reader_sees_whole(members, officer, reviewer, village_officer, province_reader):
    assert whole_regencies(reviewer) == EVERY_REGENCY
    assert whole_regencies(officer) == whole_regencies(province_reader) == {"35.04"}
    assert whole_regencies(village_officer) is None


def test_what_lies_in_both_of_two_places():
    here, there = frozenset({"35.04", "35.05"}), frozenset({"35.05", "52.03"})
    assert both(here, there) == {"35.05"}
    assert both(here, EVERY_REGENCY) == both(EVERY_REGENCY, here) == here
    assert both(here, None) is both(None, EVERY_REGENCY) is None


def test_pages_of_a_list_lie_in_the_regencies_that_hold_them(members):
    rows = InRegencies(Village.objects.all(), lambda some: some, {"35.04": 3, "35.05": 0, "52.03": 1})
    codes = [village.area_id for village in Village.objects.order_by("regency", "area")]
    for start in range(5):
        for stop in range(start + 1, 6):
            ids = rows.ids(start, stop)
            assert [rows.rows([pk])[0].area_id for pk in ids] == codes[start:stop]
    assert (rows.count(10), rows.count(2)) == (4, 3)
    third = Village.objects.get(area=codes[2]).pk
    assert [rows.rows([pk])[0].area_id for pk in rows.beside(third, 5)] == codes[3:]
    assert [rows.rows([pk])[0].area_id for pk in rows.beside(third, 5, before=True)] == codes[:2]
