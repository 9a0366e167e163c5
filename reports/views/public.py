"""Pages for everybody: what the programme is, sums, open data. No personal data, no sign-in."""

import csv

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from desmigratif.ui import clock
from desmigratif.ui.formatting import number
from desmigratif.ui.spreadsheets import BYTE_ORDER_MARK
from pillars.models import PillarLead

from ..figures.dashboards import Dashboard
from ..figures.public import formed_table, open_rows
from ..figures.small_counts import TOO_FEW, masked
from ..figures.tallies import Selection

#: Tells a spreadsheet that the file is UTF-8.
#: The same in both languages, so that a program that reads the file can rely on them.
COLUMNS = (
    "tahun_anggaran",
    "mulai_sampai",
    "kode_provinsi",
    "provinsi",
    "pilar",
    "nama_pilar",
    "kegiatan",
    "kegiatan_selesai",
    "orang_unik",
    "orang_unik_laki_laki",
    "orang_unik_perempuan",
    "orang_unik_tidak_diketahui",
    "kehadiran",
    "kehadiran_laki_laki",
    "kehadiran_perempuan",
    "kehadiran_tidak_diketahui",
    "pagu_rupiah",
    "realisasi_rupiah",
)


def landing(request):
    """What the programme is and what it adds up to this year; `/` of those who are not signed in."""
    today = clock.today()
    board = Dashboard(Selection.nation(today.year, today))
    leads = {row.pillar_id: row.organisation for row in PillarLead.objects.on(today)}
    context = {
        "year": today.year,
        "board": board,
        "sums": board.total.sums,
        "pillars": [(row, leads.get(row.pillar.pk)) for row in board.pillars],
        "people": _published(board.people.total),
        "attendances": _published(board.total.sums.head_count),
        "formed": formed_table(),
    }
    return render(request, "reports/public/landing.html", context)


def _published(count):
    shown = masked(count)
    return shown if shown == TOO_FEW else number(shown)


@login_not_required
@require_safe
def open_data(request):
    """Sums per province and pillar of the running year as CSV."""
    today = clock.today()
    response = HttpResponse(BYTE_ORDER_MARK, content_type="text/csv; charset=utf-8")
    name = f"desmigratif-{today.year}-provinsi-pilar.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    selection = Selection.nation(today.year, today)
    for row in open_rows(selection.budget_year, selection.through):
        writer.writerow(
            [
                selection.budget_year,
                selection.through.isoformat(),
                row.province.code,
                row.province.name,
                row.pillar.code,
                row.pillar.name,
                row.sums.activities,
                row.sums.done,
                row.people,
                *row.people_sexes,
                row.attendances,
                *row.sexes,
                row.sums.plan,
                row.sums.actual,
            ]
        )
    return response
