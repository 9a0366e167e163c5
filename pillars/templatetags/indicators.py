"""Cells of the sheets on which values and targets are typed, and how an indicator is defined in words."""

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _

from desmigratif.ui.formatting import number

register = template.Library()


@register.simple_tag
def sheet_cell(cell):
    """The input of a cell, named for screen readers, with what it held when the page opened."""
    attrs = {"class": "form-control num", "aria-label": cell.label, "maxlength": "24"}
    if cell.errors:
        attrs["class"] += " is-invalid"
        attrs["aria-invalid"] = "true"
        attrs["aria-describedby"] = f"{cell.auto_id}_error"
    return format_html("{}{}", cell.as_widget(attrs=attrs), cell.as_hidden(only_initial=True))


@register.simple_tag
def value_text(row):
    """A reported value as it was typed: a number, two numbers of a ratio, or men and women."""
    if row.numerator is not None:
        said = {"part": _plain(row.numerator), "whole": _plain(row.denominator)}
        return _("%(part)s of %(whole)s") % said
    if row.male is not None:
        said = {"male": number(row.male), "female": number(row.female), "unknown": number(row.unknown)}
        text = _("%(male)s male, %(female)s female, %(unknown)s unknown")
        return (text if row.unknown else _("%(male)s male, %(female)s female")) % said
    return _plain(row.value)


def _plain(value):
    value = value.normalize()
    return number(value, max(0, -value.as_tuple().exponent))


@register.simple_tag
def how_values_come(version):
    """Where values come from and how often, in one phrase."""
    if version.is_measured:
        return _("Counted by the portal: %(measure)s") % {"measure": version.get_measure_display()}
    if version.is_yearly:
        return _("Reported once a year, per %(level)s") % {
            "level": version.get_reported_for_display().lower()
        }
    return _("Reported every quarter, per %(level)s") % {"level": version.get_reported_for_display().lower()}


@register.simple_tag
def how_values_add_up(version):
    """What happens to the values of several quarters and areas, in one sentence."""
    if version.aggregation == "last":
        if version.areas_add_up:
            return _("The last value of each area counts, never added over time; areas are added up.")
        return _("The last value of each area counts, never added over time; areas are averaged.")
    return {
        "sum": _("Quarters and areas are added up."),
        "average": _("The mean of all values reported, each counted once."),
        "ratio": _("Sum of the parts divided by the sum of the wholes, never the mean of percentages."),
        "people": _("Different people, each counted once in the selection shown; areas may add up to more."),
    }[version.aggregation]
