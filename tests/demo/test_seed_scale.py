"""A database of any size in bulk; and no page asks or loads more when ten times as much is there."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models.sql.compiler import SQLCompiler
from django.test.utils import CaptureQueriesContext

from desmigratif.accounts.models import User
from pillars.models import Activity, Attendance, HeadCount
from pillars.services import tallies
from pillars.views import activities
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
    assert tallies.differences() == []


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
