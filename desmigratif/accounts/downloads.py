"""The one way of a file out of the portal: written into the access log, kept by no browser or proxy."""

from django.contrib import messages
from django.http import FileResponse, Http404, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from desmigratif.ui import clock
from desmigratif.ui.formatting import time_stamp
from desmigratif.ui.spreadsheets import MAX_SHEET_ROWS, Table, csv_lines, workbook

from .adapter import client_address
from .services import log_export

CSV, XLSX = "csv", "xlsx"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def check_format(file_format):
    """404 for an address that asks for another kind of file than there is."""
    if file_format not in (CSV, XLSX):
        raise Http404


class Download:
    """A list as a file: the rows of `export` under the name of the file, with what they are.

    `what` says what one row is, `rows` what they are called and how many there are, `filters` those in force
    in words; `about`: further lines `(what, text)` of the second sheet.
    """

    def __init__(self, request, name, export, *, what, rows, filters=(), about=()):
        self.request = request
        self.name = f"{name}-{clock.today():%Y-%m-%d}"
        self.export = export
        self.what = what
        self.noun, self.count = rows
        self.about = about
        self.filters = "; ".join(filters)

    def answer(self, file_format, *, back):
        """The response; to the list at `back` with a sentence, where the rows do not fit on a worksheet."""
        check_format(file_format)
        if file_format == XLSX and self.count > MAX_SHEET_ROWS:
            text = _("A worksheet holds at most 1,048,575 rows. Filter more, or take the CSV.")
            messages.warning(self.request, text)
            return redirect(f"{back}?{self.request.GET.urlencode()}")
        table = Table(self.export)
        name = f"{self.name}.{file_format}"
        log_download(self.request, f"{name}: {self.filters or '-'}", rows=self.count)
        if file_format == CSV:
            response = StreamingHttpResponse(csv_lines(table), content_type="text/csv; charset=utf-8")
            response["Content-Disposition"] = f'attachment; filename="{name}"'
            return _unkept(response)
        return _unkept(
            FileResponse(
                workbook(table, self._lines()), as_attachment=True, filename=name, content_type=XLSX_TYPE
            )
        )

    def _lines(self):
        """Every figure has scope and date, also on paper."""
        return [
            (_("What"), self.what),
            (_("Filters"), self.filters or _("none")),
            (self.noun, str(self.count)),
            *self.about,
            (_("Downloaded by"), self.request.user.full_name),
            (_("Downloaded at"), time_stamp(timezone.now())),
        ]


def workbook_answer(request, file, name, *, what, rows=None):
    """A workbook that is no list of the portal: a template to fill in, or rows of an import."""
    log_download(request, f"{name}: {what}", rows=rows)
    return _unkept(FileResponse(file, as_attachment=True, filename=name, content_type=XLSX_TYPE))


def log_download(request, what, *, rows=None):
    log_export(user=request.user, what=what, rows=rows, address=client_address(request))


def _unkept(response):
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
