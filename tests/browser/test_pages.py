"""Every main page as each role on a wide screen, a phone and a small phone: one pass in the browser.

axe finds nothing, no page scrolls sideways, no chosen filter is cut, no wide bar has its button alone,
drawings keep their words apart. Records carry words that no page can break.
"""

import pytest

from desmigratif.ui import clock
from pillars.desk.services import VisitData, record_visit
from pillars.models import Activity
from pillars.services import verify_activity
from tests import factories
from tests.browser.conftest import LAYOUT
from tests.browser.drawings import complaints_about_drawings
from tests.reports import mapped

pytestmark = pytest.mark.django_db(transaction=True)
LONG = "Pemberdayaan" * 9
PAGES = {
    "anonymous": ["/", "/akun/masuk/", "/akun/kata-sandi/lupa/", "/cara-menghitung/"],
    "officer": [
        "/",
        "/kegiatan/",
        "/kegiatan/catat/",
        "/penerima/",
        "/penerima/catat/",
        "/penerima/permintaan/",
        "/impor/",
        "/indikator/isi/",
        "/meja-layanan/",
        "/meja-layanan/catat/",
        "/koperasi/",
        "/koperasi/catat/",
        "/pengasuhan/",
        "/pengasuhan/anak/",
        "/desa/",
        "/dasbor/",
        "/akun/kata-sandi/ubah/",
    ],
    "village_officer": ["/"],
    "reviewer": [
        "/dasbor/",
        "/dasbor/provinsi/35/",
        "/dasbor/kabupaten/35.04/",
        "/verifikasi/",
        "/kegiatan/",
        "/desa/",
        "/desa/35.04.14.2011/",
        "/pilar/",
        "/pilar/layanan-migrasi/",
        "/pilar/usaha-produktif/",
        "/kesiapan/",
        "/kesiapan/desa/",
        "/periode/",
        "/pemetaan/",
        "/pemetaan/masalah/",
        "/pemetaan/program/",
        "/rekomendasi/",
        "/evaluasi/",
        "/evaluasi/penilaian/",
        "/evaluasi/rapat/tambah/",
        "/tidak-ada/",
    ],
    "pillar_lead": ["/", "/administrasi/pic/"],
    "contributor": ["/"],
    "province_reader": ["/"],
    "admin": [
        "/administrasi/",
        "/administrasi/pengguna/",
        "/administrasi/pengguna/tambah/",
        "/administrasi/pic/",
        "/administrasi/pic/tambah/",
        "/administrasi/akses/",
        "/indikator/target/",
        "/desa/tambah/?q=tanjung",
        "/desa/35.04.14.2011/ubah/",
        "/desa/35.04.14.2011/keanggotaan/tambah/",
    ],
}
#: What is not right: a chosen text that its select cuts, a button that nothing stands beside, filters on two
#: lines of a wide screen, fields side by side that are not in line, a mark over the
#: edge of its card, links that run together, a scroller that cannot be focused.
FILTERS = """
() => {
  const wrong = [];
  const pen = document.createElement('canvas').getContext('2d');
  document.querySelectorAll('.filters select').forEach((select) => {
    const chosen = select.options[select.selectedIndex];
    if (!chosen || !select.offsetWidth) { return; }
    const style = getComputedStyle(select);
    pen.font = style.font;
    const room = select.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const most = Math.min(pen.measureText(chosen.text.trim()).width, innerWidth < 390 ? 205 : 230);
    if (most > room + 2) { wrong.push(`${select.name} cuts "${chosen.text.trim()}"`); }
  });
  document.querySelectorAll('.filters').forEach((bar) => {
    const button = bar.querySelector('button');
    const place = button.getBoundingClientRect();
    const beside = [...bar.querySelectorAll('.fg')].some((field) => {
      const box = field.getBoundingClientRect();
      return box.width && box.bottom > place.top && box.top < place.bottom;
    });
    if (innerWidth > 600 && place.width && !beside) { wrong.push(`"${button.textContent}" stands alone`); }
    const lines = new Set([...bar.querySelectorAll(':scope > .fg, :scope > .fgo > *')]
      .filter((part) => part.offsetWidth).map((part) => Math.round(part.getBoundingClientRect().bottom)));
    if (innerWidth >= 1280 && lines.size > 1) { wrong.push(`the bar of filters takes ${lines.size} lines`); }
  });
  document.querySelectorAll('form .row').forEach((row) => {
    const boxes = [...row.querySelectorAll(':scope > * > .fgrp > :is(input, select, textarea, .input-group)')]
      .map((box) => box.getBoundingClientRect()).filter((box) => box.width);
    boxes.slice(0, -1).forEach((box, at) => {
      const next = boxes[at + 1];
      const together = next.left >= box.right && next.top < box.bottom && box.top < next.bottom;
      if (together && Math.abs(next.bottom - box.bottom) > 2) { wrong.push('fields are not in line'); }
    });
  });
  document.querySelectorAll('main form:not(.filters) select').forEach((select) => {
    const chosen = select.options[select.selectedIndex];
    if (!chosen || !select.offsetWidth || innerWidth < 1280) { return; }
    const style = getComputedStyle(select);
    pen.font = style.font;
    const room = select.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const most = pen.measureText(chosen.text.trim()).width;
    if (most > room + 2) { wrong.push(`${select.name} cuts "${chosen.text}"`); }
  });
  document.querySelectorAll('main .st, main .chip, main .btn').forEach((mark) => {
    const card = mark.closest('.card-x, .sec, .kpis > div');
    if (card && mark.getBoundingClientRect().right > card.getBoundingClientRect().right + 1) {
      wrong.push(`"${mark.textContent.trim()}" stands over the edge of its card`);
    }
  });
  document.querySelectorAll('main .odl li > a:last-child, main .ch > a').forEach((link) => {
    const lines = link.getBoundingClientRect().height / parseFloat(getComputedStyle(link).lineHeight);
    if (innerWidth >= 1280 && lines > 2.5) { wrong.push(`"${link.textContent.trim()}" is in pieces`); }
  });
  document.querySelectorAll('.head .actions').forEach((row) => {
    const sizes = new Set([...row.querySelectorAll('.btn')].map((button) => button.offsetHeight));
    if (innerWidth >= 1280 && sizes.size > 1) { wrong.push(`buttons of ${[...sizes]} pixels in one row`); }
  });
  document.querySelectorAll('.kpis .v').forEach((figure) => {
    const said = figure.textContent.trim();
    const words = document.createRange();
    words.selectNodeContents(figure);
    const heights = words.getBoundingClientRect().height / parseFloat(getComputedStyle(figure).lineHeight);
    if (!said.includes(' ') && heights > 1.5) { wrong.push(`"${said}" is broken`); }
  });
  const ends = [...document.querySelectorAll('main a, main button, .barlab span')];
  const shown = ends.filter((end) => end.getClientRects().length && end.checkVisibility());
  shown.slice(0, -1).forEach((end, at) => {
    const next = shown[at + 1];
    const left = [...end.getClientRects()].pop(), right = next.getClientRects()[0];
    const gap = right.left - left.right;
    if (Math.abs(left.top - right.top) < 4 && gap < 3 && gap > -50) {
      wrong.push(`"${end.textContent.trim()}" runs into "${next.textContent.trim()}"`);
    }
  });
  document.querySelectorAll('main *').forEach((part) => {
    const style = getComputedStyle(part);
    const scrolls = ['auto', 'scroll'].includes(style.overflowX) && part.scrollWidth > part.clientWidth + 1;
    if (scrolls && part.tabIndex < 0) { wrong.push(`${part.className} scrolls and cannot be focused`); }
  });
  return wrong;
}
"""


@pytest.fixture
def records(country, officer, reviewer, pillars, sent):
    """A little of each kind, named without a place to break, beside an activity as it is usually sent."""
    verify_activity(activity=sent(), by=reviewer)
    sent()
    place = country["tunggangri"]
    mapped.report(officer, mapped.problems(2)[1], place)
    case = VisitData(
        place, clock.today(), "complaint", "referred", sex="female", referred_to="bp3mi", note=LONG
    )
    record_visit(data=case, by=officer)
    activity = factories.ActivityFactory(
        pillar=pillars[2], regency=place.regency, title=LONG, created_by=officer
    )
    factories.ActivityVillageFactory(activity=activity, village=place)
    return activity


@pytest.mark.parametrize("role", PAGES)
def test_main_pages_are_right_at_every_width(request, visit, check_page, records, role):
    assert Activity.objects.exists()
    page = visit(None if role == "anonymous" else request.getfixturevalue(role), PAGES[role][0])
    root = "/".join(page.url.split("/")[:3])
    for address in PAGES[role]:
        answer = page.goto(root + address)
        assert answer.status == (404 if address == "/tidak-ada/" else 200), address
        for width in (1280, 390, 320):
            page.set_viewport_size({"width": width, "height": 900})
            check_page(page, **({"rules": LAYOUT} if width == 320 else {}))
            assert page.evaluate(FILTERS) == [], (address, width)
            assert complaints_about_drawings(page)["complaints"] == [], (address, width)
