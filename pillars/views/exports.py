"""Downloads of the lists, each written into the access log."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import FileResponse, Http404, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from desmigratif.accounts.adapter import client_address
from desmigratif.accounts.services import log_export
from desmigratif.ui import clock
from desmigratif.ui.formatting import long_date, time_stamp
from villages.models import Beneficiary

from ..exports import MAX_SHEET_ROWS, ActivityExport, BeneficiaryExport, csv_lines, workbook
from ..filters import ActivityFilter, BeneficiaryFilter
from ..models import Activity

CSV, XLSX = "csv", "xlsx"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@permission_required("pillars.export_activity", raise_exception=True)
def activity_export(request, file_format):
    if file_format not in (CSV, XLSX):
        raise Http404
    found = ActivityFilter(request.GET, queryset=Activity.objects.visible_to(request.user), request=request)
    rows = found.found.count()
    if file_format == XLSX and rows > MAX_SHEET_ROWS:
        return _too_many(request, "pillars:activity-list")
    said = [f"{chip.label}: {chip.value}" for chip in found.chips()]
    name = f"kegiatan-{clock.today():%Y-%m-%d}.{file_format}"
    log(request, name, said, rows)
    export = ActivityExport(found.found, counted_for=found.counted_for)
    return download(export, file_format, name, _about(request, found, said, rows))


@require_safe
@permission_required("villages.export_beneficiary", raise_exception=True)
def beneficiary_export(request, file_format):
    if file_format not in (CSV, XLSX):
        raise Http404
    people = Beneficiary.objects.visible_to(request.user).listed()
    found = BeneficiaryFilter(request.GET, queryset=people, request=request)
    rows = found.found.count()
    if file_format == XLSX and rows > MAX_SHEET_ROWS:
        return _too_many(request, "pillars:beneficiary-list")
    said = [f"{chip.label}: {chip.value}" for chip in found.chips()]
    name = f"penerima-{found.today:%Y-%m-%d}.{file_format}"
    log(request, name, said, rows)
    export = BeneficiaryExport(found.found, user=request.user, today=found.today)
    return download(export, file_format, name, _about_people(request, found, said, rows))


def _too_many(request, list_name):
    messages.warning(request, _("A worksheet holds at most 1,048,575 rows. Filter more, or take the CSV."))
    return redirect(f"{reverse(list_name)}?{request.GET.urlencode()}")


def log(request, name, said, rows):
    """Notes the download in the access log: the file, the filters in words, how many rows."""
    log_export(
        user=request.user,
        what=f"{name}: {'; '.join(said) or '-'}",
        rows=rows,
        address=client_address(request),
    )


def download(export, file_format, name, about):
    """The response with an export as CSV or workbook; `about`: the lines of the second sheet."""
    if file_format == CSV:
        response = StreamingHttpResponse(csv_lines(export), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    else:
        response = FileResponse(
            workbook(export, about), as_attachment=True, filename=name, content_type=XLSX_TYPE
        )
    response["Cache-Control"] = "private, no-store"
    return response


def _about(request, found, said, rows):
    """What the second sheet says: what was filtered, by whom and when (every figure has scope and date)."""
    return [
        (_("What"), _("Activities of the Desmigratif portal that you may see, one row each")),
        (_("Filters"), "; ".join(said) or _("none")),
        (_("Activities"), str(rows)),
        (_("Different people by name"), str(found.found.people(found.counted_for))),
        (_("Downloaded by"), request.user.full_name),
        (_("Downloaded at"), time_stamp(timezone.now())),
        (_("Attendances"), _("Head counts as entered. One person at two activities counts twice.")),
    ]


def _about_people(request, found, said, rows):
    return [
        (_("What"), _("People of the register that you may see, one row each. Keep this file safe.")),
        (_("Filters"), "; ".join(said) or _("none")),
        (_("People"), str(rows)),
        (_("Stages as of"), long_date(found.day)),
        (_("Downloaded by"), request.user.full_name),
        (_("Downloaded at"), time_stamp(timezone.now())),
        (_("NIK"), _("Masked. People who asked to be restricted are left out.")),
    ]
