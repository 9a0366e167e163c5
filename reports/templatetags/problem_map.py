"""How the cells of the problem map read. `{% load problem_map %}`."""

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _

from desmigratif.ui.formatting import number, percent
from desmigratif.ui.templatetags.ui import bar, status

from ..choices import ProgrammeStatus, ReportStatus, Severity
from ..figures.problems import MILLION, Columns
from ..models import ProblemProgramme, ProblemReport

register = template.Library()

CHIPS = {
    (ProblemReport, "severity"): Severity,
    (ProblemReport, "status"): ReportStatus,
    (ProblemProgramme, "status"): ProgrammeStatus,
}


@register.filter
def with_columns(row, found):
    """The cells of a row, each with its column."""
    return list(zip(row.cells, found.columns, strict=True))


@register.simple_tag
def column_name(found, column):
    """A column in few words, for the cards of a narrow screen."""
    return _("Pillar %s") % column.code if found.by == Columns.PILLAR else str(column)


@register.simple_tag
def map_text(found, cell):
    return found.text(cell)


@register.simple_tag
def map_bar(found, cell, column):
    """The bar of a cell on the one scale of the map; a pillar's in its colour."""
    return bar(found.share(cell), pillar=column if found.by == Columns.PILLAR else None, css="bar-s")


@register.simple_tag
def map_part(found, cell):
    """The share of a row in the whole, where parts add up."""
    part = found.part(cell)
    return format_html('<span class="pr">{}</span>', percent(part)) if part is not None else ""


@register.simple_tag
def map_scale(found):
    """What a full bar stands for."""
    measure = found.measure
    if measure.is_money:
        return _("Bars on one scale: full = Rp %s million") % number(
            found.scale / MILLION, 0 if found.scale >= MILLION else 3
        )
    return _("Bars on one scale: full = %s") % number(found.scale)


@register.simple_tag
def choice_chip(row, name):
    """A severity or status as word, shape and colour."""
    kind = CHIPS[type(row), name]
    value = kind(getattr(row, name))
    return status(value.tone, value.label)
