"""The list of the four pillars and the page of each."""

from django.contrib.auth.decorators import permission_required
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from desmigratif.accounts.remembered import remembered
from desmigratif.ui import clock
from desmigratif.ui.components import Crumb
from pillars.models import IndicatorVersion
from pillars.reference import all_pillars
from pillars.registers import pillar_cards

from ..evaluation.services.programmes import mappable_pillars
from ..figures.dashboards import Dashboard
from ..figures.drawings import trend_chart
from ..figures.indicators import IndicatorFigures
from ..figures.links import Viewer
from ..figures.pillars import PillarPage
from ..figures.problems import pillar_map
from ..figures.recommendations import judged
from ..forms.dashboards import PillarForm, ScopeForm
from ..models import Recommendation
from .scopes import read_scope

#: The open ones with the earliest deadlines; the list has the rest.
RECOMMENDATIONS_SHOWN = 6


@permission_required("reports.view_dashboard", raise_exception=True)
@remembered
def pillar_list(request):
    form = read_scope(request, ScopeForm)
    board = Dashboard(form.selection, viewer=Viewer.of(request.user))
    whole = IndicatorVersion.objects.in_year(board.selection.budget_year).filter(indicator__pillar=None)
    context = {
        "form": form,
        "board": board,
        "viewer": board.viewer,
        "indicators": IndicatorFigures(board, whole),
    }
    return render(request, "reports/pillars/list.html", context)


@permission_required("reports.view_dashboard", raise_exception=True)
@remembered
def pillar_detail(request, slug):
    pillar = next((pillar for pillar in all_pillars() if pillar.slug == slug), None)
    if pillar is None:
        raise Http404
    form = read_scope(request, PillarForm)
    board = Dashboard(form.selection, viewer=Viewer.of(request.user))
    page = PillarPage(board, pillar)
    owed = Recommendation.objects.visible_to(request.user).filter(pillar=pillar).unfinished()
    context = {
        "form": form,
        "board": board,
        "viewer": board.viewer,
        "page": page,
        "pillar": pillar,
        "cards": pillar_cards(
            pillar, board.villages, board.own_villages, board.selection.budget_year, board.day
        ),
        "chart": trend_chart(board, [page.row]),
        "crumbs": [
            Crumb(_("Dashboard"), f"{reverse('reports:dashboard')}?{form.period_query}"),
            Crumb(_("Pillars"), f"{reverse('reports:pillar-list')}?{form.period_query}"),
            Crumb(str(pillar)),
        ],
        "recommendations": judged(owed.for_list()[:RECOMMENDATIONS_SHOWN], clock.today()),
        "late_count": page.late(request.user).count(),
        "mapped": pillar_map(pillar, form.map_choice, request.user),
        "may_map": mappable_pillars(request.user).filter(pk=pillar.pk).exists(),
    }
    return render(request, "reports/pillars/detail.html", context)
