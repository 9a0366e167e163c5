"""A complaint at the service desk from the visit to its end, and a month in which nobody came."""

import datetime

import pytest

from desmigratif.ui import clock
from pillars.desk.models import DeskNil, DeskVisit
from tests.browser.conftest import WAYS

pytestmark = pytest.mark.django_db(transaction=True)


@WAYS
def test_from_complaint_to_closed_case(visit, look, width, javascript, country, registered, officer):
    people = [registered("SITI AMINAH", village, sex="female") for village in ("tunggangri", "betak")]

    def send(page):
        page.click("main form[method=post] button.btn-go >> nth=-1")

    page = visit(officer, "/meja-layanan/", width=width, javascript=javascript)
    page.click("main a.btn-go[href$='/catat/'] >> nth=0")
    page.select_option("#id_village", "35.04.14.2016")
    page.fill("#id_visited_on", f"{clock.today():%d/%m/%Y}")
    page.fill("#id_visitor", "siti aminah")
    page.check("input[name=purpose][value=complaint]")
    page.check("input[name=outcome][value=referred]")
    page.select_option("#id_referred_to", "bp3mi")
    page.fill("#id_note", "Upah dua bulan belum dibayar.")
    send(page)
    # Two people have this name: the page asks, and keeps what was typed.
    look(page)
    assert not DeskVisit.objects.exists()
    assert page.input_value("#id_note") == "Upah dua bulan belum dibayar."
    page.check(f"input[name=person][value='{people[1].number}']")
    send(page)
    stored = DeskVisit.objects.get()
    assert (stored.person, stored.village, stored.is_open) == (people[1], country["betak"], True)

    page.goto(page.url.partition("/meja-layanan/")[0] + stored.get_absolute_url())
    page.click("main a[href$='/langkah/']")
    look(page)
    page.check("input[name=step][value=closed]")
    page.fill("#id_note", "Upah sudah dibayar.")
    send(page)
    look(page)
    assert not DeskVisit.objects.get().is_open
    page.click("main form[action$='/langkah/batal/'] button")
    assert DeskVisit.objects.get().is_open
    page.click("main a[href$='/ubah/']")
    look(page)
    page.select_option("#id_referred_to", "police")
    send(page)
    assert DeskVisit.objects.get().referred_to == "police"

    page.goto(page.url.partition("/meja-layanan/")[0] + "/meja-layanan/?case=open")
    page.click("main tbody th a")
    page.click("main a[href$='/hapus/']")
    look(page)
    page.fill("#id_reason", "Tercatat dua kali")
    send(page)
    assert not DeskVisit.objects.exists()


@WAYS
def test_a_month_in_which_nobody_came(visit, look, width, javascript, country, officer):
    month = clock.today().replace(day=1) - datetime.timedelta(days=1)
    page = visit(officer, f"/meja-layanan/bulan/{month:%Y-%m}/", width=width, javascript=javascript)
    look(page)
    page.click("form[action*='/nihil/35.04.14.2011/'] button")
    assert DeskNil.objects.standing().get().village == country["tunggangri"]
    page.goto(page.url.partition("/meja-layanan/")[0] + "/desa/35.04.14.2011/")
    look(page)
    page.click("form[action*='/nihil/'][action$='/tarik/'] button")
    assert not DeskNil.objects.standing().exists()
