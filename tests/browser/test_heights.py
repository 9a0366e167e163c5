"""No page is longer than a few turns of the thumb, or heavy: at 390 and at 320 pixels, with full lists."""

import gzip

import pytest
from django.core.cache import cache

from pillars.indicators.services.first_indicators import load_indicators, read_indicators
from pillars.models import ReportingPeriod
from tests import factories
from tests.browser import crowd
from tests.reports import mapped

pytestmark = pytest.mark.django_db(transaction=True)
MOST = 5000
#: Kilobytes of a page as it travels (ux 10); what a first visit takes besides is asked by `ui/test_budgets`.
HEAVIEST = 25
PAGES = {
    "officer": [
        "/",
        "/kegiatan/",
        "/penerima/",
        "/impor/",
        "/indikator/isi/",
        "/indikator/isi/35.04/{period.year}-{period.quarter}/",
        "/indikator/isi/35.04/{period.year}-{period.quarter}/III/",
        "/desa/",
        "/desa/35.04.14.2011/",
        "/meja-layanan/",
        "/meja-layanan/catat/",
        "/meja-layanan/{visit.pk}/",
        "/koperasi/{cooperative.pk}/",
        "/kegiatan/{activity.pk}/",
        "/kegiatan/{activity.pk}/peserta/",
        "/kegiatan/{draft.pk}/peserta/",
        "/kegiatan/{draft.pk}/periksa/",
        "/penerima/{person.number}/",
    ],
    "reviewer": [
        "/dasbor/",
        "/dasbor/provinsi/35/",
        "/dasbor/kabupaten/35.04/",
        "/verifikasi/",
        "/kegiatan/",
        "/desa/",
        "/pilar/",
        "/pilar/layanan-migrasi/",
        "/pilar/usaha-produktif/",
        "/indikator/",
        "/indikator/K-1/",
        "/kesiapan/",
        "/kesiapan/desa/",
        "/kesiapan/desa-pasif/",
        "/periode/",
        "/periode/{period.year}/{period.quarter}/",
        "/koperasi/",
        "/pemetaan/",
        "/pemetaan/masalah/",
        "/pemetaan/program/",
        "/rekomendasi/",
        "/evaluasi/",
        "/evaluasi/penilaian/",
        "/pemetaan/masalah/{report.pk}/",
        "/pemetaan/program/{programme.pk}/",
        "/evaluasi/rapat/{meeting.pk}/",
        "/rekomendasi/{recommendation.number}/",
        "/kesiapan/35.04/",
        "/periode/{period.year}/{period.quarter}/kurang/",
        "/cara-menghitung/",
    ],
    # Who may map programmes has a line more on the page of a pillar than reviewers have.
    "pillar_lead": ["/pilar/layanan-migrasi/", "/pilar/usaha-produktif/"],
    "contributor": ["/pilar/layanan-migrasi/", "/pilar/usaha-produktif/"],
    "admin": ["/administrasi/", "/administrasi/pengguna/", "/administrasi/akses/", "/indikator/target/"],
}


@pytest.fixture
def full(country, officer, reviewer, pillar_lead, pillars, registered):
    """More of everything than one page shows, and of each kind the row on which the most hangs."""
    load_indicators(read_indicators())
    place = country["tunggangri"]
    regencies, villages = crowd.regencies()
    activities = crowd.activities(place, villages, pillars, officer)
    mapped.leading(pillar_lead, pillars[2])
    person, visit = crowd.people(activities, place, registered, officer)
    programme, report = crowd.problems(regencies, place, activities, pillars, pillar_lead, officer)
    meeting, recommendation = crowd.evaluation(reviewer, pillar_lead)
    for number in range(crowd.MANY):
        factories.UserFactory(full_name=f"Petugas dengan nama panjang {number}")
    cache.clear()
    return {
        "activity": activities[1],
        "draft": activities[0],
        "cooperative": crowd.village(place, officer),
        "meeting": meeting,
        "period": ReportingPeriod.objects.latest("due_on"),
        "person": person,
        "programme": programme,
        "recommendation": recommendation,
        "report": report,
        "visit": visit,
    }


#: Tables whose last columns stand beyond the edge of the page, where nobody looks for them.
CUT = """() => [...document.querySelectorAll('main .scroll')].filter((part) => part.checkVisibility()
  && getComputedStyle(part).overflowX === 'auto' && part.scrollWidth > part.clientWidth + 1)
  .map((part) => part.innerText.slice(0, 60))"""


def test_no_page_is_longer_than_a_few_screens_of_a_phone(request, visit, full):
    heights, cut, weights = {}, {}, {}
    for role, addresses in PAGES.items():
        page = visit(request.getfixturevalue(role), "/cara-menghitung/", width=390)
        root = page.url.removesuffix("/cara-menghitung/")
        for address in addresses:
            address = address.format(**full)
            page.set_viewport_size({"width": 390, "height": 900})
            answer = page.goto(root + address)
            assert answer.status == 200, address
            weights[role, address] = len(gzip.compress(answer.body())) / 1024
            for width in (390, 320):
                page.set_viewport_size({"width": width, "height": 900})
                heights[role, address, width] = page.evaluate("document.documentElement.scrollHeight")
                cut[role, address, width] = page.evaluate(CUT)
    assert {place: height for place, height in heights.items() if height > MOST} == {}, heights
    assert {place: tables for place, tables in cut.items() if tables} == {}
    assert {place: weight for place, weight in weights.items() if weight > HEAVIEST} == {}, weights
