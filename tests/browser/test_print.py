"""What paper gets: measured with the page laid out for print, A4 within its margins."""

import pytest

from tests.reports import mapped

pytestmark = pytest.mark.django_db(transaction=True)
#: A4 without 14 mm on either side.
PAPER = 688
EDGES = """
() => [...document.querySelectorAll('main *')]
  .filter((part) => {
    const box = part.getBoundingClientRect();
    const card = part.closest('.card-x, .kpis');
    const edge = card ? card.getBoundingClientRect().right : innerWidth;
    return box.width && !part.closest('svg') && !part.closest('.visually-hidden') && box.right > edge + 1;
  })
  .slice(0, 3).map((part) => part.outerHTML.slice(0, 90))
"""


def test_paper_says_what_it_lists_and_keeps_within_its_cards(visit, country, reviewer, officer):
    mapped.report(officer, mapped.problems(2)[1], country["tunggangri"])
    page = visit(reviewer, "/dasbor/")
    root = "/".join(page.url.split("/")[:3])
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER, "height": 1000})
    for address, said in (
        ("/dasbor/", ""),
        ("/kegiatan/?province=35", "Provinsi: Jawa Timur"),
        ("/pemetaan/masalah/?problem=1", "Masalah: Masalah 1"),
        ("/desa/?province=35", "Provinsi: Jawa Timur"),
        ("/kesiapan/", "Saringan: Cakupan"),
        ("/pemetaan/", ""),
        ("/periode/", ""),
    ):
        page.goto(root + address)
        assert page.evaluate(EDGES) == [], address
        words = page.inner_text("main")
        assert said in words, address
        if said:
            assert "Semua wilayah" not in words, address
        assert not page.locator(".filters, .mainnav, .btn").locator("visible=true").count(), address
        tables = page.evaluate(
            "[...document.querySelectorAll('tfoot')].map((foot) => getComputedStyle(foot).display)"
        )
        # As a footer group the sums would stand at the foot of every page.
        assert "table-footer-group" not in tables, address
        # A link beside the heading of a card leads nowhere on paper.
        assert not page.locator(".ch > a").locator("visible=true").count(), address
    folded = """() => { const fold = document.createElement('details'); fold.className = 'dt rest';
      fold.innerHTML = '<summary>Lagi</summary><p>Isi</p>'; document.querySelector('main').append(fold);
      return [...fold.children].map((part) => part.checkVisibility()); }"""
    assert page.evaluate(folded) == [False, True]
