"""Numbers, dates, states and drawings in both languages; drawings never carry localised attributes."""

import datetime
import re
from types import SimpleNamespace

import pytest
from django import forms
from django.template import engines
from django.test import RequestFactory
from django.utils import timezone, translation

from desmigratif.ui.charts import LineChart, Series
from desmigratif.ui.lists import Chosen
from desmigratif.ui.maps import DotMap, DotPoint, project
from desmigratif.ui.paging import ListPaginator

PILLAR = SimpleNamespace(number=2, code="II")
MONTHS = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"]


def render(source, query="", **context):
    template = engines["django"].from_string("{% load ui %}" + source)
    return template.render(context, RequestFactory().get(f"/kegiatan/{query}"))


@pytest.mark.parametrize(
    ("expression", "indonesian", "english"),
    [
        ("17850000|rupiah", "Rp\u00a017.850.000", "Rp\u00a017,850,000"),
        ("0|rupiah", "Rp\u00a00", "Rp\u00a00"),
        ("none|rupiah", "–", "–"),
        ("12100000000|rupiah_short", "Rp\u00a012,1\u00a0miliar", "Rp\u00a012.1\u00a0billion"),
        ("428000000|rupiah_short", "Rp\u00a0428\u00a0juta", "Rp\u00a0428\u00a0million"),
        ("850000|rupiah_short", "Rp\u00a0850\u00a0ribu", "Rp\u00a0850\u00a0thousand"),
        ("9000000|rupiah_short", "Rp\u00a09\u00a0juta", "Rp\u00a09\u00a0million"),
        ("999960000|rupiah_short", "Rp\u00a01\u00a0miliar", "Rp\u00a01\u00a0billion"),
        ("500|rupiah_short", "Rp\u00a0500", "Rp\u00a0500"),
        ("none|rupiah_short", "–", "–"),
        ("0.584|percent", "58,4%", "58.4%"),
        ("1.12|percent", "112,0%", "112.0%"),
        ("0|percent", "0,0%", "0.0%"),
        ("none|percent", "–", "–"),
        ("14902|number", "14.902", "14,902"),
        ("1234.5|number:1", "1.234,5", "1,234.5"),
        ("none|number", "–", "–"),
        ("day|short_date", "24 Agu 2024", "24 Aug 2024"),
        ("day|long_date", "24 Agustus 2024", "24 August 2024"),
        ("none|short_date", "–", "–"),
        ("moment|time_stamp", "30 September 2024, 14.32\u00a0WIB", "30 September 2024, 14:32\u00a0WIB"),
    ],
)
def test_numbers_and_dates_follow_the_language_without_a_catalogue(settings, expression, indonesian, english):
    settings.LOCALE_PATHS = []
    context = {
        "none": None,
        "day": datetime.date(2024, 8, 24),
        "moment": datetime.datetime(2024, 9, 30, 7, 32, tzinfo=datetime.UTC),
    }
    for code, expected in (("id", indonesian), ("en", english)):
        with translation.override(code), timezone.override("Asia/Jakarta"):
            assert render("{{ " + expression + " }}", **context) == expected


@pytest.mark.parametrize(
    ("zone", "shown"), [("Asia/Jakarta", "01.30"), ("Asia/Makassar", "02.30"), ("Asia/Jayapura", "03.30")]
)
def test_time_and_day_are_those_of_the_reader(zone, shown):
    moment = datetime.datetime(2024, 9, 30, 18, 30, tzinfo=datetime.UTC)
    with translation.override("id"), timezone.override(zone):
        assert render("{{ m|time_stamp }}", m=moment).startswith(f"1 Oktober 2024, {shown}")
        assert render("{{ m|short_date }}", m=moment) == "1 Okt 2024"


def test_a_state_is_word_shape_and_colour_and_escapes():
    html = render('{% status "ok" text %}{% status_icon "warn" "Late" %}', text="<b>")
    assert 'class="st st-ok"' in html
    assert 'href="#i-ok"' in html
    assert "&lt;b&gt;" in html
    assert '<span class="visually-hidden">Late</span>' in html


def test_a_bar_has_plain_numbers_in_indonesian():
    with translation.override("id"):
        html = render('{% bar 0.584 target=0.75 pillar=p %}{% bar 1.3 css="bar-s" %}{% bar None %}', p=PILLAR)
    assert 'class="f2" width="58.4%"' in html
    assert 'x1="75.0%"' in html
    assert 'class="f-none" width="100.0%"' in html
    assert no_comma_in_attributes(html)


def no_comma_in_attributes(html):
    numeric = r'\s(?:x|y|x1|x2|y1|y2|width|height|d|transform|viewBox|cx|cy|r)="([^"]*)"'
    return not [value for value in re.findall(numeric, html) if "," in value]


def test_sort_header_toggles_and_keeps_the_other_parameters():
    html = render('{% sort_header "date" "Date" %}', "?sort=date&pilar=2&page=3")
    assert 'aria-sort="ascending"' in html
    assert 'href="?sort=-date&amp;pilar=2"' in html
    html = render('{% sort_header "date" "Date" numeric=True default="-date" %}')
    assert 'class="n" aria-sort="descending"' in html
    assert 'href="?sort=date"' in html
    assert "aria-sort" not in render('{% sort_header "name" "Name" %}', "?sort=date")


class FilterForm(Chosen, forms.Form):
    """Filters of a list."""

    q = forms.CharField(label="Search", required=False)
    pillar = forms.MultipleChoiceField(label="Pillar", required=False, choices=[("1", "I"), ("2", "II")])


def test_filter_chips_remove_one_filter_each():
    query = "?q=a%26b&pillar=1&pillar=2&page=4&sort=-x"
    form = FilterForm(RequestFactory().get(f"/{query}").GET)
    draw = '{% include "components/filter_chips.html" with summary="34 activities." %}'
    html = render(draw, query, chips=form.chips)
    assert "34 activities." in html
    assert 'href="?q=a%26b&amp;pillar=2&amp;sort=-x"' in html
    assert 'href="?pillar=1&amp;pillar=2&amp;sort=-x"' in html
    assert "Pillar: II" in html
    assert 'href="/kegiatan/"' in html


def test_pagination_keeps_the_query_and_groups_no_address():
    page = ListPaginator(range(30000), 10).page(1200)
    with translation.override("id"):
        html = render('{% include "components/pagination.html" %}', "?pilar=2", page=page)
    assert "11.991–12.000" in html
    assert 'href="?pilar=2&amp;page=1201"' in html
    assert 'aria-current="page"' in html


def chart(values=None, labels=MONTHS, **kwargs):
    series = [
        Series("Usaha Produktif", 2, values or [0.02, 0.068, None, 0.184, None, None, 0.42, 0.5, 0.584])
    ]
    path = [(month + 1) / 12 for month in range(12)]
    return LineChart("Achievement", "Pillar II reached 58.4%.", "%", labels, series, path, **kwargs)


@pytest.mark.parametrize("code", ["id", "en"])
def test_line_chart_breaks_at_gaps_and_has_plain_attributes(code):
    with translation.override(code):
        html = render("{% line_chart chart %}", chart=chart())
    line = re.search(r'class="ln k2" d="([^"]+)"', html)[1]
    assert line.count("M") == 3
    assert no_comma_in_attributes(html)
    assert {"id": "II Usaha Produktif 58,4%", "en": "II Usaha Produktif 58.4%"}[code] in html
    assert 'role="img"' in html
    assert html.count("Pillar II reached 58.4%.") == 2
    assert len(set(re.findall(r'id="([^"]+)"', html))) == 2


def test_percent_axis_goes_to_100_and_on_in_25s():
    assert [step["text"] for step in chart().wide["steps"]][-1] == "100%"
    assert [step["text"] for step in chart(values=[0.5, 1.13]).wide["steps"]][-1] == "125%"
    assert chart(values=[0.0]).wide["steps"][0]["text"] == "0%"


def test_other_axes_have_round_steps_from_zero():
    counted = LineChart("People", "1.290 people", "people", MONTHS, [Series("x", 1, [3, 700, 1290])])
    assert [step["text"] for step in counted.wide["steps"]] == ["0", "500", "1,000", "1,500"]


def test_labels_at_the_line_ends_do_not_touch():
    series = [Series(f"Pillar {n}", n, [0.1, 0.6 + n / 1000]) for n in (1, 2, 3, 4)]
    drawing = LineChart("t", "f", "%", MONTHS, series).wide
    heights = sorted(float(line["text_y"]) for line in drawing["lines"])
    assert all(below - above >= 14.9 for above, below in zip(heights, heights[1:], strict=False))


def test_a_chart_without_data_says_so():
    assert "No data yet." in render("{% line_chart chart %}", chart=chart(values=[None, None]))


def test_dot_map_places_and_lists_every_point():
    points = [
        DotPoint("Jawa Timur", 112.7, -7.7, 12, "ok", "75,4%", "/dasbor/provinsi/35/"),
        DotPoint("Jawa Tengah", 110.2, -7.25, 9, "bad", "72,3%"),
    ]
    with translation.override("id"):
        html = render("{% dot_map map %}", map=DotMap("Two provinces.", points))
    assert no_comma_in_attributes(html)
    assert 'href="/dasbor/provinsi/35/"' in html
    assert html.count('class="mlab"') == 2
    assert len(re.findall(r'class="halo f-ok"', html)) == 2
    x, y = project(112.7, -7.7)
    assert 0 < x < 940
    assert 0 < y < 360


def test_what_is_beyond_the_first_ten_is_folded_away():
    rows = "<ol>{% for row in shown %}<li>{{ row }}</li>{% endfor %}</ol>"
    source = "{% folded rows as shown %}" + rows + "{% endfolded %}"
    assert render(source, rows=[]) == "<ol></ol>"
    # One alone is not hidden behind a line as long as itself.
    for count, folded in ((10, 0), (11, 0), (12, 2), (40, 30)):
        first, _details, rest = render(source, rows=range(count)).partition("<details")
        assert (first.count("<li>"), rest.count("<li>")) == (count - folded, folded), count
        assert (f">Show {folded} more</summary>" in rest) == bool(folded), count


COMPONENTS = [
    ("empty_state", {"text": "Nothing.", "action_label": "Record", "action_url": "/x"}),
    ("steps", {"steps": ["Upload", "Check"], "current": 2}),
    ("filter_bar", {"form": FilterForm(), "label": "Filter activities"}),
]


@pytest.mark.parametrize(("name", "context"), COMPONENTS, ids=[name for name, _context in COMPONENTS])
def test_components_keep_the_strict_policy(name, context):
    html = render('{% include "components/' + name + '.html" %}', **context)
    assert html.strip()
    assert not re.search(r"\sstyle=|\son\w+=|<script|<style", html)
