"""A database of any size in bulk; and no page asks or loads more when ten times as much is there."""

import datetime
from collections import Counter

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models.sql.compiler import SQLCompiler
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from desmigratif.accounts.models import User
from pillars.desk.models import DeskVisit
from pillars.models import (
    Activity,
    ActivityVillage,
    Attendance,
    HeadCount,
    NilReport,
    ReportingPeriod,
)
from pillars.services import tallies
from pillars.services.nil_reports import contradicted
from pillars.views import activities
from tests import factories
from villages.models import Beneficiary, Residence, Stage, Village

pytestmark = pytest.mark.django_db
PAGES = {
    "reviewer": (
        "/kegiatan/",
        "/kegiatan/?page=2",
        "/kegiatan/?q=pelatihan",
        "/penerima/",
        "/penerima/?page=2",
        "/penerima/?q=siti",
        "/verifikasi/",
        "/dasbor/",
        "/pilar/",
        "/kesiapan/",
        "/kesiapan/desa/",
        "/kesiapan/desa-pasif/",
        "/periode/",
        "/desa/",
    ),
    "officer": ("/", "/kegiatan/", "/kegiatan/?sort=regency", "/penerima/", "/penerima/?sort=-age"),
}


@pytest.fixture
def country(settings, places, pillars, officer, reviewer):
    """Four villages, an officer and a reviewer of a demo."""
    settings.DEMO_MODE = True
    User.objects.filter(pk__in=[officer.pk, reviewer.pk]).update(is_demo=True)
    return {"officer": officer, "reviewer": reviewer}


def seed(activities, people):
    call_command(
        "seed_scale",
        villages=Village.objects.count(),
        activities=activities,
        people=people,
        attendances=2 * people,
    )


@pytest.fixture
def loaded(monkeypatch):
    """How many rows the queries gave, in a list of one number."""
    rows, original = [0], SQLCompiler.results_iter

    def counted(self, *args, **kwargs):
        for row in original(self, *args, **kwargs):
            rows[0] += 1
            yield row

    monkeypatch.setattr(SQLCompiler, "results_iter", counted)
    return rows


def test_fills_what_was_asked_for_and_no_sum_is_wrong(country):
    seed(activities=40, people=60)
    assert (Activity.objects.count(), Beneficiary.objects.count(), Residence.objects.count()) == (40, 60, 60)
    assert 0 < Attendance.objects.count() <= 120
    assert HeadCount.objects.exists()
    assert Stage.objects.exists()
    assert not Activity.objects.filter(is_demo=False).exists()
    # One person is at most of them, one has everybody.
    attended = Counter(Attendance.objects.values_list("beneficiary", flat=True))
    crowds = Counter(Attendance.objects.values_list("activity", flat=True))
    assert max(attended.values()) > 10 > 2 * sorted(attended.values())[-2]
    assert max(crowds.values()) == 60 > 2 * sorted(crowds.values())[-2]
    assert tallies.differences() == []


def test_further_villages_are_told_of_like_those_of_the_demo(country, places, pillars):
    """Rows that follow another one follow its copy; the number of a recommendation is its own."""
    officer, betak = country["officer"], places["betak"]
    for code in ("35.04.14.2021", "35.04.15.2001", "52.03.01.2009"):
        factories.area(code[:8], f"Kecamatan {code[:8]}")
        factories.area(code, f"Desa {code}")
    day = datetime.date(2025, 10, 1)
    period = ReportingPeriod.objects.create(
        year=2025,
        quarter=4,
        starts_on=day,
        ends_on=datetime.date(2025, 12, 31),
        due_on=datetime.date(2026, 1, 10),
    )
    betak.figures.create(key="population", value=900, stated_on=day, source="contoh")
    said = {"stated_at": timezone.now(), "stated_by": officer}
    NilReport.objects.create(period=period, village=betak, pillar=pillars[3], **said)
    for sex in ("female", "male"):
        visit = DeskVisit.objects.create(
            village=betak, visited_on=day, purpose="complaint", sex=sex, outcome="served", recorded_by=officer
        )
        visit.steps.create(step="worked", on=day, note=f"Langkah {sex}", recorded_by=officer)
    call_command("seed_scale", villages=Village.objects.count() + 3, activities=5, people=5, attendances=5)
    for village in Village.objects.filter(area__name__startswith="Desa 35"):
        assert [figure.value for figure in village.figures.all()] == [900]
        assert {visit.sex: visit.steps.get().note for visit in DeskVisit.objects.filter(village=village)} == {
            "female": "Langkah female",
            "male": "Langkah male",
        }
    assert Village.objects.filter(figures__value=900).count() == 4
    assert not contradicted(ActivityVillage.objects.all()).exists()


def test_real_people_are_never_mixed_with_invented_ones(country, registered):
    registered("SITI")
    with pytest.raises(CommandError, match="real people"):
        seed(activities=1, people=1)
    assert Beneficiary.objects.count() == 1


def test_no_page_asks_or_loads_more_when_there_is_ten_times_as_much(country, client, loaded, monkeypatch):
    """From 60 activities and people to 600; more than a page of each is there before."""
    monkeypatch.setattr(activities, "SUMMED_UNASKED", 20)  # its bound would hide what grows below it

    def costs():
        found = {}
        for role, addresses in PAGES.items():
            client.force_login(country[role])
            for address in addresses:
                client.get(address)
                loaded[0] = 0
                with CaptureQueriesContext(connection) as queries:
                    assert client.get(address).status_code == 200
                found[role, address] = (len(queries), loaded[0])
        return found

    seed(activities=60, people=60)
    before = costs()
    seed(activities=540, people=540)
    after = costs()
    grown = {
        page: (before[page], after[page])
        for page in before
        # A page more of rows shown, with their villages and names, is not growth.
        if after[page][0] > before[page][0] + 1 or after[page][1] > before[page][1] * 1.5 + 100
    }
    assert grown == {}
