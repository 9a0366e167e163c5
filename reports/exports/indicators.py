"""Indicators of a selection and of its areas as a workbook and as CSV, with the words of the pages."""

import csv
import io
from decimal import Decimal

import xlsxwriter
from django.http import HttpResponse
from django.utils.translation import gettext as _

from pillars.exports import BYTE_ORDER_MARK, csv_cell

from .dashboards import CONTENT_TYPE


def indicator_workbook(figures):
    """One line per indicator and area, the selection before its areas; scope and period above the head."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"constant_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(_("Indicators"))
        bold = book.add_format({"bold": True})
        about = list(_about(figures))
        for number, line in enumerate(about):
            sheet.write_string(number, 0, line)
        start = len(about) + 1
        for column, head in enumerate(_heads()):
            sheet.write_string(start, column, head, bold)
        for number, cells in enumerate(_lines(figures), start + 1):
            for column, value in enumerate(cells):
                if isinstance(value, str):
                    sheet.write_string(number, column, value)
                elif value is not None:
                    sheet.write_number(number, column, value)
    return _named(HttpResponse(stream.getvalue(), content_type=CONTENT_TYPE), figures, "xlsx")


def indicator_csv(figures):
    """The same lines below their heads alone, for programs that read the file."""
    response = HttpResponse(BYTE_ORDER_MARK, content_type="text/csv; charset=utf-8")
    writer = csv.writer(response)
    writer.writerow(_heads())
    for cells in _lines(figures):
        writer.writerow([csv_cell(value) for value in cells])
    return _named(response, figures, "csv")


def _named(response, figures, file_format):
    selection = figures.selection
    name = f"indikator-{selection.budget_year}-{selection.through:%Y%m%d}.{file_format}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _about(figures):
    selection = figures.selection
    words = {"year": selection.budget_year, "through": f"{selection.as_of:%d/%m/%Y}"}
    yield _("Indicators, Desmigratif portal")
    yield _("Scope: %s") % selection.label
    yield _("Budget year %(year)s, cumulative to %(through)s") % words
    yield _("No target, no percentage; not reported is not 0; above 100 % as it is.")


def _heads():
    return [
        _("Indicator code"),
        _("Pillar"),
        _("Indicator"),
        _("Unit"),
        _("Direction"),
        _("Area code"),
        _("Area"),
        _("Baseline"),
        _("Target"),
        _("Actual"),
        _("Part"),
        _("Of all"),
        _("Male"),
        _("Female"),
        _("Unknown"),
        _("Achievement (%)"),
        _("Note"),
        _("Should stand at"),
        _("Status"),
        _("Achievement scale"),
        _("Areas that reported"),
        _("Areas that owe a report"),
    ]


def _lines(figures):
    for row in figures.rows:
        yield _cells(row, figures.selection)
        for area_row in figures.rows_of(row.version):
            yield _cells(area_row, figures.selection)


def _cells(row, selection):
    """Numbers as Decimal or int, what does not exist empty, and in `Note` the word for why."""
    version, amount, people = row.version, row.amount, row.amount.people
    pillar = version.indicator.pillar
    return [
        version.indicator.code,
        pillar.code if pillar else _("Whole programme"),
        str(version),
        version.unit_text,
        str(version.get_direction_display()),
        row.area.code if row.area else ", ".join(selection.areas),
        row.area.label if row.area else selection.label,
        row.baseline,
        row.target,
        _rounded(row.actual),
        amount.numerator,
        amount.denominator,
        people and people.male,
        people and people.female,
        people and people.unknown,
        _rounded(row.achievement),
        str(row.why_no_percentage),
        _rounded(row.should),
        str(row.standing.label),
        str(row.band) if row.band else "",
        amount.reported,
        amount.due,
    ]


def _rounded(number):
    """At most two decimals, and none where they say nothing."""
    if number is None:
        return None
    rounded = Decimal(number).quantize(Decimal("0.01"))
    return rounded.to_integral_value() if rounded == rounded.to_integral_value() else rounded
