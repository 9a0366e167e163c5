"""The page of one indicator, and the figures of all of them as a file."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from desmigratif.accounts.downloads import Download
from desmigratif.ui.components import Crumb
from desmigratif.ui.paging import page_of
from pillars.models import Indicator, IndicatorValue, IndicatorVersion
from villages.models import Area

from ..exports.dashboards import selection_in_words
from ..exports.indicators import IndicatorExport
from ..figures.dashboards import Dashboard
from ..figures.indicators import IndicatorFigures
from ..figures.links import Viewer
from ..figures.reported_values import within
from ..forms.dashboards import IndicatorsForm, PillarForm
from .scopes import read_scope

ROWS_PER_PAGE = 60
VALUES_SHOWN = 20


@permission_required("reports.view_dashboard", raise_exception=True)
def indicator_detail(request, code):
    """What an indicator means, where each area stands, and what offices reported."""
    indicator = get_object_or_404(Indicator.objects.with_versions(), code=code)
    form = read_scope(request, PillarForm)
    selection = form.selection
    version = indicator.version_in(selection.budget_year)
    context = {
        "indicator": indicator,
        "version": version,
        # Where this year has no definition, its name is that of the newest one.
        "named": version or max(indicator.versions.all(), key=lambda row: row.valid_from),
        "versions": sorted(indicator.versions.all(), key=lambda row: -row.valid_from),
        "form": form,
        "selection": selection,
        "viewer": Viewer.of(request.user),
        "crumbs": [
            Crumb(_("Indicators"), reverse("pillars:indicator-list")),
            Crumb(indicator.code),
        ],
    }
    if version is not None:
        figures = IndicatorFigures(Dashboard(selection, viewer=context["viewer"]), [version])
        rows = figures.rows_of(version)
        context |= {
            "figures": figures,
            "row": figures.rows[0],
            "rows": page_of(request, rows, ROWS_PER_PAGE),
        }
        if not version.is_measured:
            values = _values(indicator, selection, request.user)
            context |= {"values": values[:VALUES_SHOWN], "values_count": values.count()}
    return render(request, "reports/indicators/detail.html", context)


@permission_required("reports.view_dashboard", raise_exception=True)
def indicator_export(request, file_format):
    """All indicators of the selection, or those of one pillar or one code, as a file."""
    form = read_scope(request, IndicatorsForm)
    selection = form.selection
    versions = IndicatorVersion.objects.in_year(selection.budget_year)
    filters = selection_in_words(selection)
    if code := form.cleaned_data["code"]:
        versions = versions.filter(indicator__code=code)
        filters.append(": ".join([_("Indicator"), code]))
    if pillar := form.cleaned_data["pillar"]:
        versions = versions.filter(indicator__pillar__slug=pillar)
        filters.append(": ".join([_("Pillar"), pillar]))
    figures = IndicatorFigures(Dashboard(selection, viewer=Viewer.of(request.user)), versions)
    return Download(
        request,
        f"indikator-{selection.budget_year}-{selection.through:%Y%m%d}",
        lambda: IndicatorExport(figures),
        what=_("Indicators, one row per indicator and area, Desmigratif portal"),
        rows=(_("Rows"), len(figures.versions) * (1 + len(figures.areas))),
        filters=filters,
        about=[(_("Rules"), _("No target, no percentage; not reported is not 0; above 100 % as it is."))],
    ).answer(file_format, back=reverse("pillars:indicator-list"))


def _values(indicator, selection, user):
    """What was reported, with its source, of areas the user sees; the newest first."""
    rows = IndicatorValue.objects.filter(
        within(selection.areas),
        indicator=indicator,
        year=selection.budget_year,
        area__in=Area.objects.visible_to(user),
    )
    return rows.select_related("area__parent", "reported_by").order_by("-reported_at", "-pk")
