"""No main page is longer than a few turns of the thumb: at 390 and at 320 pixels, with full lists."""

import datetime

import pytest
from django.core.cache import cache

from pillars.cooperatives.models import Cooperative
from pillars.desk.services import VisitData, record_visit
from pillars.indicators.services.first_indicators import load_indicators, read_indicators
from pillars.models import ReportingPeriod
from tests import factories
from tests.reports import mapped
from villages.models import Area, AreaGroup

pytestmark = pytest.mark.django_db(transaction=True)
MOST = 5000
LONG = "Pelatihan usaha produktif dan pemasaran hasil bagi kelompok PMI purna"
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
        "/cara-menghitung/",
    ],
    "admin": ["/administrasi/", "/administrasi/pengguna/", "/administrasi/akses/", "/indikator/target/"],
}


@pytest.fixture
def full(country, officer, reviewer, pillar_lead, pillars, registered):
    """Eighteen regencies in the group, and more of everything than one page shows."""
    load_indicators(read_indicators())
    group = AreaGroup.objects.get(is_default=True)
    regencies, elsewhere = [Area.objects.get(pk="35.04")], []
    for number in range(30, 47):
        code = f"35.{number}"
        regencies.append(factories.area(code, f"Kabupaten Nusa Timur Utara {number}"))
        factories.area(f"{code}.01", f"Kecamatan {number}")
        elsewhere.append(factories.village(f"{code}.01.2001", f"Desa Suka {number}"))
        factories.MembershipFactory(village=elsewhere[-1])
    group.areas.set(regencies)
    for pillar in pillars.values():
        for number in range(4):
            factories.ActivityTypeFactory(pillar=pillar, name=f"{LONG} {number}")
    place = country["tunggangri"]
    today, now = datetime.date.today(), datetime.datetime.now(datetime.UTC)
    for number in range(30):
        activity = factories.ActivityFactory(
            pillar=pillars[number % 4 + 1],
            regency=place.regency,
            title=f"{LONG} {number}",
            created_by=officer,
            state="sent" if number % 3 else "draft",
            sent_by=officer if number % 3 else None,
            sent_at=now if number % 3 else None,
            budget_year=today.year,
            start_on=datetime.date(today.year, 1, 2),
            end_on=datetime.date(today.year, 1, 2),
        )
        factories.ActivityVillageFactory(activity=activity, village=place)
        person = registered(f"SULASTRI WAHYUNINGSIH {number}", sex="female")
        data = VisitData(place, today, "complaint", "referred", person=person, referred_to="health")
        record_visit(data=data, by=officer)
        cooperative = Cooperative.objects.create(
            village=elsewhere[number % len(elsewhere)],
            name=f"Koperasi Desa Merah Putih {number}",
            kind="red_white",
            recorded_by=officer,
        )
        cooperative.years.create(
            year=today.year - 1, members_male=10, members_female=20, source="RAT", recorded_by=officer
        )
        factories.UserFactory(full_name=f"Petugas dengan nama panjang {number}")
    mapped.leading(pillar_lead, pillars[2])
    problems = mapped.problems()
    for number in range(30):
        problem, regency = problems[number % 8 + 1], regencies[number % 18]
        mapped.programme(
            pillar_lead, problem, pillars[2], [regency], 1_000_000 * number, title=f"{LONG} {number}"
        )
        if number < 8:
            mapped.report(officer, problem, place)
    cache.clear()


#: Tables whose last columns stand beyond the edge of the page, where nobody looks for them.
CUT = """() => [...document.querySelectorAll('main .scroll')].filter((part) => part.checkVisibility()
  && getComputedStyle(part).overflowX === 'auto' && part.scrollWidth > part.clientWidth + 1)
  .map((part) => part.innerText.slice(0, 60))"""


@pytest.mark.parametrize("role", PAGES)
def test_no_main_page_is_longer_than_a_few_screens_of_a_phone(request, visit, full, role):
    page = visit(request.getfixturevalue(role), PAGES[role][0], width=390)
    root = "/".join(page.url.split("/")[:3])
    heights, cut = {}, {}
    period = ReportingPeriod.objects.latest("due_on")
    for address in PAGES[role]:
        address = address.format(period=period)
        page.set_viewport_size({"width": 390, "height": 900})
        assert page.goto(root + address).status == 200, address
        for width in (390, 320):
            page.set_viewport_size({"width": width, "height": 900})
            heights[address, width] = page.evaluate("document.documentElement.scrollHeight")
            cut[address, width] = page.evaluate(CUT)
    # Who may map programmes has a line more on the page of a pillar than reviewers have.
    for other in ("pillar_lead", "contributor") if role == "reviewer" else ():
        page = visit(request.getfixturevalue(other), "/pilar/usaha-produktif/", width=390)
        for name in ("layanan-migrasi", "usaha-produktif"):
            page.goto(f"{root}/pilar/{name}/")
            heights[other, name] = page.evaluate("document.documentElement.scrollHeight")
    assert {place: height for place, height in heights.items() if height > MOST} == {}, heights
    assert {place: tables for place, tables in cut.items() if tables} == {}
