"""Words of charts and maps never touch: measured on what Chromium draws, with data made to collide."""

import pytest
from django.template import Context, Template
from django.utils import translation

from desmigratif.ui.charts import LineChart, Series
from desmigratif.ui.maps import DotMap, DotPoint
from tests.browser.drawings import complaints_about_drawings

pytestmark = pytest.mark.django_db(transaction=True)
MONTHS = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"]
PILLARS = ("Layanan Migrasi", "Usaha Produktif", "Community Parenting", "Koperasi Desmigratif")
LONG = "Pemberdayaan Masyarakat Wilayah Kepulauan WWW dan Maluku Barat Daya"
WIDTHS = (1280, 1200, 1199, 992, 768, 719, 600, 390, 320)


def chart(key, values_of, *, names=PILLARS, unit="%", path=True):
    series = [Series(name, number, values_of(number)) for number, name in enumerate(names, 1)]
    return LineChart(
        title=key,
        finding=key,
        unit=unit,
        labels=MONTHS,
        series=series,
        path=[(month + 1) / 12 for month in range(12)] if path else [],
        key=key,
    )


def charts():
    yield chart("equal", lambda number: [0.1 * month for month in range(8)])
    yield chart("all-zero", lambda number: [0.0] * 12)
    yield chart("top", lambda number: [1.0] * 11)
    yield chart("first-month", lambda number: [0.5])
    yield chart("second-month", lambda number: [0.5, 0.5 + number / 1000])
    yield chart("far-beyond", lambda number: [10.5 * number] * 12)
    yield chart("long-names", lambda number: [0.2, 0.7] * 5, names=[LONG] * 4)
    yield chart(
        "people", lambda number: [1_234_567 + number] * 12, names=[LONG] * 4, unit="orang", path=False
    )


def maps():
    def near(number, name):
        tone = ("ok", "warn", "bad", "none")[number % 4]
        return DotPoint(
            name, 110.3 + (number % 6) * 0.12, -7.6 + (number // 6) * 0.12, number, tone, "100%", "", tone
        )

    yield DotMap("18 neighbours", [near(n, f"Kabupaten {n}") for n in range(18)], key="near", is_wide=True)
    yield DotMap("One place", [near(1, f"Kabupaten {n}") for n in range(18)], key="same", is_wide=True)
    yield DotMap("Long names", [near(n, f"{LONG} {n}") for n in range(18)], key="long", is_wide=True)
    corners = [(95.1, 5.6), (141.0, -9.0), (141.0, 5.9), (95.1, -11.2)]
    yield DotMap(
        "Corners",
        [DotPoint(LONG, lon, lat, 1, "bad", "46,3%", "", "Tertinggal") for lon, lat in corners],
        key="far",
    )
    yield DotMap("Nothing", [], key="nothing")


def drawn():
    beside = Template(
        '{% load ui %}<div class="g g-2 g-draw"><div class="card-x">{% line_chart one %}</div><p>x</p></div>'
    )
    halved = Template(
        '{% load ui %}<div class="g g-2 g-draw"><div class="card-x">{% dot_map one %}</div><p>x</p></div>'
    )
    alone = Template('{% load ui %}<section class="card-x mb-3">{% dot_map one %}</section>')
    with translation.override("id"):
        parts = [beside.render(Context({"one": one})) for one in charts()]
        parts += [(alone if one.is_wide else halved).render(Context({"one": one})) for one in maps()]
    return "".join(parts)


def test_words_of_drawings_never_touch_whatever_the_data(visit, pillars):
    page = visit(None, "/cara-menghitung/")
    page.evaluate("html => { document.querySelector('main').innerHTML = html; }", drawn())
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found = complaints_about_drawings(page)
        assert found["complaints"] == [], width
        assert found["drawings"] == len([*charts(), *maps()]), width
        assert found["words"] > 50, width


def test_every_one_of_18_neighbours_is_named_on_the_map():
    for one in list(maps())[:3]:
        for drawing in one.drawings[:2]:
            assert sum(dot["label"] is not None for dot in drawing.dots) == 18, (one.finding, drawing.size)
