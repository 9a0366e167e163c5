"""The one way of a file out of the portal: written into the access log, kept by no browser or proxy.

A short list is made at once, a long one by the worker (`preparing.py`): its page says how far it is.
"""

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from desmigratif.ui import clock
from desmigratif.ui.formatting import time_stamp
from desmigratif.ui.refusals import Refused
from desmigratif.ui.spreadsheets import MAX_SHEET_ROWS, ExportTable, csv_lines, workbook

from .adapter import client_address
from .services import ask_for_file, log_export
from .tasks import prepare
from .workers import without_worker

CSV, XLSX = "csv", "xlsx"
#: A longer list would keep its reader, and a web process, for more than five seconds (docs/performance.md).
AT_ONCE = 5_000
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def check_format(file_format):
    """404 for an address that asks for another kind of file than there is."""
    if file_format not in (CSV, XLSX):
        raise Http404


class Download:
    """A list as a file: the rows of `export` under the name of the file, with what they are.

    `what` says what one row is, `rows` what they are called and how many there are, `filters` those in force
    in words; `about`: further lines `(what, text)` of the second sheet; `names_people`: people stand in it by
    name. Where making these is work in itself,
    `export` and `about` are functions that do it once the file is made, and `rows` what has to be looked at.
    """

    def __init__(self, request, name, export, *, what, rows, filters=(), about=(), names_people=False):
        self.request = request
        self.name = f"{name}-{clock.today():%Y-%m-%d}"
        self.export = export
        self.what = what
        self.noun, self.count = rows
        self.about = about
        self.filters = "; ".join(filters)
        self.names_people = names_people

    def answer(self, file_format, *, back):
        """The response; to the list at `back` with a sentence, where the rows do not fit on a worksheet."""
        check_format(file_format)
        if file_format == XLSX and self.count > MAX_SHEET_ROWS:
            text = _("A worksheet holds at most 1,048,575 rows. Narrow the filter, or download the CSV.")
            messages.warning(self.request, text)
            return redirect(f"{back}?{self.request.GET.urlencode()}")
        name = f"{self.name}.{file_format}"
        what = f"{name}: {self.filters or '-'}"
        # The worker asks with a way to tell how far it is; the file is logged when it leaves.
        told = getattr(self.request, "told", None)
        if told is None and self.count > AT_ONCE:
            if settings.IMPORT_WORKER:
                return self._by_worker(name, what)
            messages.warning(self.request, without_worker(self.count, AT_ONCE))
            return redirect(f"{back}?{self.request.GET.urlencode()}")
        export = self.export() if callable(self.export) else self.export
        self.count = getattr(export, "count", self.count)
        if told is None:
            log_download(self.request, what, rows=self.count)
        table = ExportTable(export, told)
        if file_format == CSV:
            lines = csv_lines(table)
            return _unkept(StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8"), name)
        file = workbook(table, self._lines())
        return _unkept(FileResponse(file, content_type=XLSX_TYPE), name)

    def _by_worker(self, name, what):
        """To the page of the own files, where this one will be found."""
        try:
            file, is_new = ask_for_file(
                user=self.request.user,
                address=self.request.get_full_path(),
                name=name,
                what=what,
                rows=self.count,
                names_people=self.names_people,
            )
        except Refused as refused:
            messages.warning(self.request, refused.message)
        else:
            if is_new:
                prepare.enqueue(str(file.number))
        return redirect("prepared-file-list")

    def _lines(self):
        """Every figure has scope and date, also on paper."""
        about = self.about() if callable(self.about) else self.about
        return [
            (_("What"), self.what),
            (_("Filters"), self.filters or _("none")),
            (self.noun, str(self.count)),
            *about,
            (_("Downloaded by"), self.request.user.full_name),
            (_("Downloaded at"), time_stamp(timezone.now())),
        ]


def prepared_answer(request, file):
    """A file that the worker made; 404 where the disk lost it."""
    try:
        opened = file.file.storage.open(file.file.name)
        # Damage shows with the first piece, before anything is answered.
        opened.file.peek()
    except FileNotFoundError as error:
        raise Http404 from error
    log_download(request, file.what, rows=file.rows)
    response = FileResponse(opened, content_type=file.content_type)
    return _unkept(response, file.name)


def workbook_answer(request, file, name, *, what, rows=None):
    """A workbook that is no list of the portal: a template to fill in, or rows of an import."""
    log_download(request, f"{name}: {what}", rows=rows)
    return _unkept(FileResponse(file, content_type=XLSX_TYPE), name)


def public_answer(export, name):
    """A CSV of public sums, for everybody: nobody is noted, and anybody may keep it."""
    lines = "".join(csv_lines(ExportTable(export)))
    response = HttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def log_download(request, what, *, rows=None):
    log_export(user=request.user, what=what, rows=rows, address=client_address(request))


def _unkept(response, name):
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
