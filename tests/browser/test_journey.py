"""The main job in a real browser: an officer's entry, the reviewer's return and check, and the dashboards.

Once on a phone and once without JavaScript on a wide screen. What `test_pages` does not open is looked at
on the way.
"""

import datetime
import gzip
import re

import pytest
from django.conf import settings

from pillars.choices import Review
from pillars.models import Activity
from pillars.services import tallies
from tests.browser.conftest import WAYS
from tests.sheets import CASES

pytestmark = pytest.mark.django_db(transaction=True)
TITLE = "Sosialisasi Permenaker 4/2023"


@WAYS
def test_from_entry_to_dashboards(visit, look, width, javascript, country, officer, reviewer):
    page = visit(officer, "/kegiatan/catat/", width=width, javascript=javascript, signs_in=True)
    enter(page, country, javascript)
    page.click("button[name=save]:not(.visually-hidden)")
    draft = Activity.objects.get()
    assert (draft.state, draft.title) == (Review.DRAFT, TITLE)
    look(page)
    page.click("button[name=check]:not(.visually-hidden)")
    assert page.url.endswith("/periksa/")
    look(page)
    page.check("input[name=confirmed]")
    page.click("form[action$='/kirim/'] button")
    draft.refresh_from_db()
    assert draft.state == Review.SENT
    look(page)

    desk = visit(reviewer, "/verifikasi/", width=width, javascript=javascript)
    desk.click(f"a:has-text('{TITLE}')")
    look(desk)
    form = "form[action*='/kembalikan/'] "
    if not desk.is_visible(form + "textarea"):
        desk.click("details:has(form[action*='/kembalikan/']) > summary")
    desk.select_option(form + "select", "proof")
    desk.fill(form + "textarea", "Foto belum jelas.")
    desk.click(form + "button")
    draft.refresh_from_db()
    assert draft.state == Review.RETURNED

    page.goto(page.url.split("/kegiatan/")[0] + "/")
    assert "Foto belum jelas." in page.inner_text("main")
    page.click(f"a:has-text('{TITLE}')")
    if not page.url.endswith("/ubah/"):
        page.click("a[href$='/ubah/']")
    page.fill("#id_title", TITLE + " tentang Jamsos PMI")
    page.click("button[name=check]:not(.visually-hidden)")
    page.check("input[name=confirmed]")
    page.click("form[action$='/kirim/'] button")

    desk.goto(re.sub(r"/kegiatan.*|/verifikasi.*", "", desk.url) + draft.get_absolute_url())
    desk.click("form[action*='/verifikasi/'] button")
    draft.refresh_from_db()
    assert draft.state == Review.VERIFIED
    assert "Foto belum jelas." in desk.inner_text("main")
    look(desk)

    home = desk.url.split("/kegiatan/")[0].split("/verifikasi/")[0]
    # 4 + 6 in Tunggangri, 3 + 7 in Betak, 0 + 5 in Pagersari: 25 attendances; Rp9,000,000 of Rp10,000,000.
    for path in ("/dasbor/", "/dasbor/kabupaten/35.04/", "/pilar/layanan-migrasi/"):
        desk.goto(home + path)
        text = desk.inner_text("main")
        assert re.search(r"\b25\b", text), path
        assert "90,0%" in text, path
        desk.click("main dl.kpis a:text-is('25')")
        assert TITLE in desk.inner_text("main")
        assert re.search(r"\b25\b", desk.inner_text("tfoot") if width > 600 else desk.inner_text("main"))
    desk.goto(home + "/desa/35.04.14.2011/")
    assert TITLE in desk.inner_text("main")
    assert tallies.differences() == []


def enter(page, places, javascript):
    """Fills the form as mock-up 04 shows it."""
    names = ("tunggangri", "betak", "pagersari")
    counts = {"tunggangri": ("4", "6"), "betak": ("3", "7"), "pagersari": ("", "5")}
    today = datetime.date.today()
    for name in names:
        page.check(f"input[name=villages][value='{places[name].code}']")
    page.check("input[name=pillar][value=I]")
    page.select_option("#id_type", index=1)
    page.fill("#id_title", TITLE)
    page.fill("#id_start_on", f"{today:%d/%m/%Y}")
    page.fill("#id_end_on", f"{today:%d-%m-%Y}")
    for name in names:
        table = page.locator(f"details:has(input[name='v{places[name].pk}-cpmi_male'])")
        if not table.locator("input").first.is_visible():
            table.locator("summary").first.click()
        page.fill(f"input[name='v{places[name].pk}-cpmi_male']", counts[name][0])
        page.fill(f"input[name='v{places[name].pk}-cpmi_female']", counts[name][1])
    if javascript:
        total = page.locator(f"details:has(input[name='v{places['betak'].pk}-cpmi_male']) tfoot output").last
        assert total.inner_text() == "10"
    page.select_option("#id_dana-0-source", "apbn")
    page.fill("#id_dana-0-plan", "10.000.000")
    page.fill("#id_dana-0-actual", "Rp 9.000.000,00")
    page.fill("#id_result", "Peserta memahami jaminan sosial PMI.")
    page.fill("#id_obstacle", "Listrik padam satu jam.")
    page.fill("#id_follow_up", "Pendaftaran bersama pekan depan.")
    page.set_input_files("#id_photos", CASES / "O24_foto_gps.jpg")
    page.set_input_files("#id_documents", CASES / "O24_pdf_benar.pdf")


def test_errors_say_how_to_mend_and_keep_what_was_typed(visit, check_page, country, officer):
    page = visit(officer, "/kegiatan/catat/")
    page.check("input[name=villages] >> nth=0")
    page.check("input[name=pillar][value=I]")
    page.fill("#id_title", TITLE)
    page.fill("#id_start_on", "08/17/2026")
    page.fill("#id_dana-0-plan", "1,500")
    page.click("button[name=check]:not(.visually-hidden)")

    check_page(page)
    summary = page.inner_text(".errsum")
    assert "17/08/2026" in summary
    assert "1,500" in summary
    assert page.evaluate("document.activeElement.className").find("errsum") >= 0
    assert page.input_value("#id_start_on") == "08/17/2026"
    assert page.input_value("#id_title") == TITLE
    # What can be read is kept as a draft; what cannot is kept on the page, and nowhere guessed.
    draft = Activity.objects.get()
    assert (draft.state, draft.title, draft.start_on) == (Review.DRAFT, TITLE, None)


REPORTS = [
    "/dasbor/",
    "/dasbor/provinsi/35/",
    "/dasbor/kabupaten/35.04/",
    "/pilar/layanan-migrasi/",
    "/desa/35.04.14.2011/",
]
#: The width between the margins of a sheet of A4.
SHEET = 688


def test_reports_are_printed_by_a_button_and_fit_the_sheet(visit, country, sent, reviewer):
    sent()
    page = visit(reviewer, "/", width=SHEET)
    home = re.match(r"https?://[^/]+", page.url).group()
    for path in REPORTS:
        page.goto(home + path)
        page.evaluate("window.print = () => { window.printed = true }")
        page.locator("[data-print]").click()
        assert page.evaluate("window.printed")
        page.emulate_media(media="print")
        assert not page.locator(".mainnav, .filters, .outbtn, [data-print]").locator("visible=true").count()
        too_wide = page.evaluate(
            """[...document.querySelectorAll(".card-x table")].filter(table =>
                table.getBoundingClientRect().right > table.closest(".card-x").getBoundingClientRect().right
            ).map(table => table.caption.textContent)"""
        )
        assert too_wide == [], path
        page.emulate_media(media="screen")


def test_without_javascript_no_button_promises_to_print(visit, country, reviewer):
    page = visit(reviewer, "/dasbor/", javascript=False)
    assert page.locator("[data-print]").count() == 1
    assert page.locator("[data-print]").is_hidden()


def test_language_switch_keeps_page_and_filters(visit, country, officer):
    page = visit(officer, "/kegiatan/?pillar=II&state=draft")
    page.click("button[name=to_language][value=en]")
    assert page.url.endswith("/kegiatan/?pillar=II&state=draft")
    assert page.get_attribute("html", "lang") == "en"
    page.click("button[name=to_language][value=id]")
    assert page.get_attribute("html", "lang") == "id"


@pytest.mark.parametrize("javascript", [True, False])
def test_the_language_is_switched_in_the_middle_of_a_form(javascript, visit, country, officer):
    """What is typed comes along; Enter saves as before."""
    page = visit(officer, "/penerima/catat/", javascript=javascript)
    page.fill("#id_full_name", "Sulastri")
    page.click('.lang button[value="en"]')
    assert "Register a person" in page.inner_text("h1")
    assert page.input_value("#id_full_name") == "Sulastri"
    page.press("#id_full_name", "Enter")
    page.wait_for_load_state()
    assert "Type the NIK, or tick that the person has none." in page.inner_text("main")
    page.click('.lang button[value="id"]')
    assert page.input_value("#id_full_name") == "Sulastri"


def test_first_visit_is_light(country, officer, client):
    """ux.md 10: at most 80 KB and 5 requests on the wire for a first visit of the entry form."""
    client.force_login(officer)
    body = client.get("/kegiatan/catat/").content
    files = [settings.BASE_DIR / "static" / name for name in STATIC]
    sizes = {"html": len(gzip.compress(body)), **{f.name: len(gzip.compress(f.read_bytes())) for f in files}}
    assert sum(sizes.values()) <= 80 * 1024, sizes
    assert sizes["html"] <= 12 * 1024, sizes
    assert sizes["app.css"] <= 10 * 1024, sizes
    assert sizes["app.js"] <= 6 * 1024, sizes


STATIC = ("vendor/bootstrap.min.css", "css/app.css", "js/app.js", "img/favicon.svg")
