"""The dashboards of the country or a group, of one province and of one regency."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from desmigratif.accounts.downloads import Download
from desmigratif.accounts.remembered import remembered
from desmigratif.ui import clock
from desmigratif.ui.components import Crumb
from desmigratif.ui.paging import page_of
from villages.choices import Level
from villages.models import Area, Village

from ..exports.dashboards import RankingExport, selection_in_words
from ..figures.dashboards import Dashboard
from ..figures.dormancy import Dormancy
from ..figures.drawings import province_map, trend_chart
from ..figures.links import Viewer
from ..figures.ranking import Ranking
from ..figures.recommendations import counts, longest_overdue
from ..figures.regencies import both, whole_regencies
from ..figures.rows import longest_late
from ..figures.sentences import overdue_sentence, summary
from ..forms.dashboards import PeriodForm, ScopeForm
from ..models import Recommendation
from .scopes import read_scope

LATE_SHOWN = 5
ROWS_PER_PAGE = 60


@permission_required("reports.view_dashboard", raise_exception=True)
@remembered
def dashboard(request):
    """The whole programme or one group of regencies."""
    form = read_scope(request, ScopeForm)
    context = _page(request, form, form.selection) | _overdue(request.user)
    context |= _dormant(request.user, context["board"])
    context["beyond_scope"] = context["board"].selection.level != Level.NATION
    if sentence := overdue_sentence(
        context["recommendation_counts"], clock.today(), beyond_scope=context["beyond_scope"]
    ):
        context["summary"].append(sentence)
    return render(request, "reports/dashboards/dashboard.html", context)


@permission_required("reports.view_dashboard", raise_exception=True)
@remembered
def province_detail(request, code):
    return _area_page(request, code, Level.PROVINCE)


@permission_required("reports.view_dashboard", raise_exception=True)
@remembered
def regency_detail(request, code):
    return _area_page(request, code, Level.REGENCY)


@permission_required("reports.view_dashboard", raise_exception=True)
def dashboard_export(request, file_format):
    """The ranking of the chosen scope as a file."""
    form = read_scope(request, ScopeForm)
    board = Dashboard(form.selection, viewer=Viewer.of(request.user))
    export = RankingExport(board, Ranking(board.rows, form.cleaned_data["sort"]).rows)
    selection = board.selection
    return Download(
        request,
        f"peringkat-{selection.budget_year}-{selection.through:%Y%m%d}",
        export,
        what=_("Ranking of regencies and cities, Desmigratif portal"),
        rows=(_("Regencies"), export.count),
        filters=selection_in_words(selection),
        about=export.about,
    ).answer(file_format, back=reverse("reports:dashboard"))


def _area_page(request, code, level):
    areas = Area.objects.visible_to(request.user).select_related("parent")
    area = get_object_or_404(areas, code=code, level=level)
    form = PeriodForm.read(request.GET)
    page = _page(request, form, form.selection_of(area))
    context = {**page, "area": area, "crumbs": _crumbs(area, form)}
    return render(request, "reports/dashboards/dashboard.html", context)


def _overdue(user):
    """The recommendations that are overdue for longest, whatever the scope: they are owed by ministries."""
    seen, day = Recommendation.objects.visible_to(user), clock.today()
    counted = counts(seen, day)
    return {
        "overdue": longest_overdue(seen, day, LATE_SHOWN),
        "overdue_count": counted.overdue,
        "recommendation_counts": counted,
        "total": counted.total,
    }


def _dormant(user, board):
    """How many villages of the scope give no sign of life; for those who follow them up."""
    if not user.has_perm("reports.assess"):
        return {}
    seen = Village.objects.visible_to(user).filter(pk__in=board.villages.order_by().values("pk"))
    dormancy = Dormancy(seen, regencies=both(whole_regencies(user), board.regencies))
    return {
        "dormant": sum(dormancy.numbers().values()),
        "dormant_query": urlencode(board.selection.filters),
    }


def _crumbs(area, form):
    crumbs = [Crumb(_("Dashboard"), f"{reverse('reports:dashboard')}?{form.period_query}")]
    if area.level == Level.REGENCY:
        province = reverse("reports:province-detail", args=[area.parent_id])
        crumbs.append(Crumb(area.parent.label, f"{province}?{form.period_query}"))
    return [*crumbs, Crumb(area.label)]


def _page(request, form, selection):
    board = Dashboard(selection, viewer=Viewer.of(request.user))
    ranking = Ranking(board.rows, form.cleaned_data["sort"])
    late, late_count = longest_late(board.late(request.user), LATE_SHOWN)
    return {
        "form": form,
        "board": board,
        "viewer": board.viewer,
        "summary": summary(board),
        "chart": trend_chart(board, board.pillars),
        "map": province_map(board) if board.unit == "regency" else None,
        "ranking": ranking,
        "rows": page_of(request, ranking.rows, ROWS_PER_PAGE),
        "late": late,
        "late_count": late_count,
    }
