"""Whatever takes the focus shows it: measured on what Chromium computes, not on the style sheet."""

import pytest

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = ["/", "/kegiatan/", "/kegiatan/catat/", "/penerima/catat/", "/desa/"]
#: Width and style of the ring of every element that the keyboard reaches, one after the other.
WALK = """
() => {
  const style = getComputedStyle(document.activeElement);
  const box = document.activeElement.getBoundingClientRect();
  return {
    what: document.activeElement.outerHTML.slice(0, 120),
    ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    seen: box.width > 0 && box.height > 0,
    end: document.activeElement === document.body,
  };
}
"""
MOST_TABS = 60


def test_focus_is_seen_on_every_control(visit, pillars, places, officer):
    page = visit(officer, PAGES[0])
    root = page.url.rstrip("/")
    for address in PAGES:
        page.goto(root + address)
        blind, seen = [], 0
        for _ in range(MOST_TABS):
            page.keyboard.press("Tab")
            found = page.evaluate(WALK)
            if found["end"]:
                break
            seen += found["seen"]
            if found["seen"] and not found["ring"]:
                blind.append(found["what"])
        assert seen > 5, address
        assert not blind, (address, blind)
