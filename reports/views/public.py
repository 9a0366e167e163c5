"""Pages for everybody: what the programme is, sums, open data. No personal data, no sign-in."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from desmigratif.accounts.downloads import public_answer
from desmigratif.ui import clock
from desmigratif.ui.formatting import number
from pillars.models import PillarLead

from ..exports.public import OpenDataExport
from ..figures.dashboards import Dashboard
from ..figures.public import formed_table, published_nation
from ..figures.tallies import Selection
from .unchanged import unchanged


@unchanged
def landing(request):
    """What the programme is and what it adds up to this year; `/` of those who are not signed in."""
    today = clock.today()
    board = Dashboard(Selection.nation(today.year, today))
    nation = published_nation(board)
    leads = {row.pillar_id: row.organisation for row in PillarLead.objects.on(today)}
    context = {
        "year": today.year,
        "board": board,
        "sums": board.total.sums,
        "pillars": [(row, leads.get(row.pillar.pk)) for row in board.pillars],
        "people": number(nation.people),
        "attendances": number(nation.attendances),
        "formed": formed_table(),
    }
    return render(request, "reports/public/landing.html", context)


@login_not_required
@require_safe
@unchanged
def open_data(request):
    """Sums per province and pillar of the running year as CSV."""
    today = clock.today()
    export = OpenDataExport(Selection.nation(today.year, today))
    return public_answer(export, f"desmigratif-{today.year}-provinsi-pilar")
