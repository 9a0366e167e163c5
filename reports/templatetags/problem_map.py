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
def with_columns(row, matrix):
    """The cells of a row, each with its column."""
    return list(zip(row.cells, matrix.columns, strict=True))


@register.simple_tag
def column_name(matrix, column):
    """A column in few words, for the cards of a narrow screen."""
    return _("Pillar %s") % column.code if matrix.by == Columns.PILLAR else str(column)


@register.simple_tag
def map_text(matrix, cell):
    return matrix.text(cell)


@register.simple_tag
def map_bar(matrix, cell, column):
    """The bar of a cell on the one scale of the map; a pillar's in its colour."""
    return bar(matrix.share(cell), pillar=column if matrix.by == Columns.PILLAR else None, css="bar-s")


@register.simple_tag
def map_part(matrix, cell):
    """The share of a row in the whole, where parts add up."""
    part = matrix.part(cell)
    return format_html('<span class="pr">{}</span>', percent(part)) if part is not None else ""


@register.simple_tag
def map_scale(matrix):
    """What a full bar stands for."""
    measure = matrix.measure
    if measure.is_money:
        return _("Bars on one scale: full = Rp %s million") % number(
            matrix.scale / MILLION, 0 if matrix.scale >= MILLION else 3
        )
    return _("Bars on one scale: full = %s") % number(matrix.scale)


@register.simple_tag
def choice_chip(row, name):
    """A severity or status as word, shape and colour."""
    kind = CHIPS[type(row), name]
    value = kind(getattr(row, name))
    return status(value.tone, value.label)
