"""Figures that open the list they count, and areas that open their page, where the viewer may."""

from django import template
from django.urls import reverse
from django.utils.html import format_html

from desmigratif.ui.formatting import number
from villages.choices import Level
from villages.codes import level_of

from ..figures.links import place_parameters

register = template.Library()

AREA_PAGES = {
    Level.PROVINCE: "reports:province-detail",
    Level.REGENCY: "reports:regency-detail",
    Level.VILLAGE: "reports:village-detail",
}


@register.simple_tag(takes_context=True)
def figure(context, text, area=None, status="", **choice):
    """The text of a figure, linked to the rows behind it when the viewer sees all of them.

    `{% figure text pillar=row.pillar status="done" %}`; `area`: the row's area on a ranking.
    """
    selection = context["board"].selection
    if area is not None:
        selection = selection.for_area(area.code)
    url = context["viewer"].list_url(selection, status=status.split(), **choice)
    return format_html('<a href="{}">{}</a>', url, text) if url else text


@register.simple_tag(takes_context=True)
def people_figure(context, people, area=None, part=None, pillar=None, type=None):
    """A number of different people, linked to their list when the viewer may see all of them.

    `area`: the row's area on a ranking; `part`: a province, of which the selection may hold a part only.
    """
    selection = context["board"].selection
    if area is not None:
        selection = selection.for_area(area.code)
    if part is not None:
        selection = selection.part(part)
    url = context["viewer"].people_url(selection, pillar=pillar, type=type)
    text = number(people.total)
    return format_html('<a href="{}">{}</a>', url, text) if url else text


@register.simple_tag(takes_context=True)
def area_link(context, area, label=""):
    """The name of an area, or `label` in its place, linked to its page with year, period and switch kept."""
    if not context["viewer"].opens_area(area.code):
        return label or area.label
    url = reverse(AREA_PAGES[level_of(area.code)], args=[area.code])
    return format_html('<a href="{}?{}">{}</a>', url, context["form"].period_query, label or area.label)


@register.simple_tag(takes_context=True)
def place_query(context):
    """Year, period, switch and place of the page, as parameters of the page of a pillar."""
    return f"{context['form'].period_query}&{place_parameters(context['board'].selection)}"


@register.simple_tag(takes_context=True)
def part_link(context, province):
    """A province of a ranking: its own page, or of a group the dashboard of the group's part in it."""
    if not context["board"].is_group:
        return area_link(context, province, short_label(province))
    query = f"{context['form'].period_query}&{place_parameters(context['board'].selection.part(province))}"
    return format_html('<a href="{}?{}">{}</a>', reverse("reports:dashboard"), query, short_label(province))


@register.filter
def short_label(area):
    """Name of an area for a narrow column: the two long province names as everybody shortens them."""
    return {"52": "NTB", "53": "NTT"}.get(area.code, area.label)


@register.filter
def millions(rupiah):
    """Rupiah in a column whose head says Rp million: 17850000 -> 17.9."""
    return number(rupiah / 1_000_000, 1)


@register.inclusion_tag("reports/_sort_head.html", takes_context=True)
def sort_head(context, key, label, classes=""):
    """Head of a ranking column: a link that sorts by it, and the direction it is sorted in."""
    order = context["ranking"].order
    return {
        "request": context["request"],
        "label": label,
        "classes": classes,
        "aria_sort": order.aria_sort(key),
        "next": order.next_for(key),
    }
