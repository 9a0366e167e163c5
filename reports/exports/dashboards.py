"""The ranking of a dashboard as a workbook and as CSV."""

import csv
import io

import xlsxwriter
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from desmigratif.ui.formatting import number
from pillars.exports import BYTE_ORDER_MARK, csv_cell

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def ranking_workbook(board, rows):
    """One line per regency: the figures of the ranking, with scope, period and source above the head."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"constant_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(_("Ranking"))
        bold, percent = book.add_format({"bold": True}), book.add_format({"num_format": "0.0%"})
        about = list(_about(board))
        for number, line in enumerate(about):
            sheet.write_string(number, 0, line)
        start = len(about) + 1
        for column, head in enumerate(_heads(board)):
            sheet.write_string(start, column, head, bold)
        for number, row in enumerate(rows, start + 1):
            for column, value in enumerate(_cells(row)):
                if isinstance(value, str):
                    sheet.write_string(number, column, value)
                elif value is not None:
                    sheet.write_number(number, column, value, percent if isinstance(value, float) else None)
    return _named(HttpResponse(stream.getvalue(), content_type=CONTENT_TYPE), board, "xlsx")


def ranking_csv(board, rows):
    """The same lines below their heads alone, for programs that read the file; shares as 0 to 1."""
    response = HttpResponse(BYTE_ORDER_MARK, content_type="text/csv; charset=utf-8")
    writer = csv.writer(response)
    writer.writerow(_heads(board))
    for row in rows:
        writer.writerow([csv_cell(value) for value in _cells(row)])
    return _named(response, board, "csv")


def _named(response, board, file_format):
    name = f"peringkat-{board.selection.budget_year}-{board.selection.through:%Y%m%d}.{file_format}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _about(board):
    selection = board.selection
    words = {"year": selection.budget_year, "through": f"{selection.as_of:%d/%m/%Y}"}
    yield _("Ranking of regencies and cities, Desmigratif portal")
    yield _("Scope: %s") % selection.label
    yield _("Budget year %(year)s, cumulative to %(through)s") % words
    yield _("Verified activities only.") if selection.verified_only else _("Sent and verified activities.")
    yield _("Different people: recorded by name, each once; rows may add up to more than the scope: %s.") % (
        number(board.people.total)
    )
    if changed_at := board.total.sums.changed_at:
        yield _("Data as of %s") % f"{timezone.localtime(changed_at):%d/%m/%Y %H:%M}"


def _heads(board):
    return [
        _("Area code"),
        _("Regency/city"),
        _("Province"),
        _("Completion"),
        _("Status"),
        *(_("Completion of pillar %s") % row.pillar.code for row in board.pillars),
        _("Activities planned"),
        _("Activities completed"),
        _("Budget plan (Rp)"),
        _("Actual spending (Rp)"),
        _("Budget absorption"),
        _("Different people"),
        _("Different people, male"),
        _("Different people, female"),
        _("Different people, sex unknown"),
        _("Attendances, male"),
        _("Attendances, female"),
        _("Attendances, sex unknown"),
        _("Attendances"),
        _("Villages"),
        _("Villages that reported, %s") % board.period,
    ]


def _cells(row):
    """Shares are floats, everything that is counted is an int, what does not exist stays empty."""
    sums = row.sums
    return [
        row.area.code,
        row.area.label,
        row.area.parent.label,
        sums.completion,
        str(row.standing.label),
        *(cell.completion for cell in row.pillars),
        sums.planned_total,
        sums.done,
        sums.plan,
        sums.actual,
        sums.absorption,
        row.people.total,
        row.people.male,
        row.people.female,
        row.people.unknown,
        sums.male,
        sums.female,
        sums.unknown,
        sums.head_count,
        row.reported.members,
        row.reported.reported,
    ]
