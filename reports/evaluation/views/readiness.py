"""Readiness of regencies to copy the pilot: table and map, files, one regency, and answering a criterion."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from desmigratif.accounts.downloads import Download
from desmigratif.accounts.remembered import remembered
from desmigratif.ui.components import Crumb
from villages.choices import Level

from ...figures.criteria import assessed_areas
from ...figures.links import Viewer
from ...figures.readiness import Readiness
from ..exports.criteria import share_rule
from ..exports.readiness import ReadinessExport
from ..forms.readiness import GroupForm
from .criteria import answer_page, answers_of


@require_safe
@permission_required("reports.view_assessment", raise_exception=True)
@remembered
def readiness_list(request):
    """The regencies of one group, or all with a village; what stands behind each only on its own page."""
    form = GroupForm.read(request.GET)
    context = {
        "form": form,
        "readiness": Readiness(form.regencies),
        "viewer": Viewer.of(request.user),
        "query": request.GET.urlencode(),
    }
    return render(request, "reports/readiness/list.html", context)


@require_safe
@permission_required("reports.view_assessment", raise_exception=True)
def readiness_export(request, file_format):
    form = GroupForm.read(request.GET)
    readiness = Readiness(form.regencies)
    return Download(
        request,
        "kesiapan",
        ReadinessExport(readiness),
        what=_("Readiness of regencies and cities to copy the pilot, by the rubric of the portal"),
        rows=(_("Regencies"), len(readiness.rows)),
        filters=[": ".join([_("Scope"), str(form.label)])],
        about=[share_rule()],
    ).answer(file_format, back=reverse("reports:readiness-list"))


@require_safe
@permission_required("reports.view_assessment", raise_exception=True)
def readiness_detail(request, code):
    """The rubric for one regency: rule, answer, evidence, and the gap to the pilot."""
    regency = get_object_or_404(assessed_areas(Level.REGENCY, request.user), pk=code)
    readiness = Readiness([regency])
    context = {
        "regency": regency,
        "row": readiness.rows[0],
        "pilot": readiness.pilot,
        **answers_of(request, regency),
        "crumbs": _crumbs(Crumb(regency.label)),
    }
    return render(request, "reports/readiness/detail.html", context)


@permission_required("reports.assess", raise_exception=True)
def readiness_answer(request, code, criterion):
    regency = get_object_or_404(assessed_areas(Level.REGENCY, request.user), pk=code)
    back = reverse("reports:readiness-detail", args=[regency.code])
    return answer_page(
        request,
        regency,
        criterion,
        place=regency.label,
        back=back,
        crumbs=_crumbs(Crumb(regency.label, back)),
    )


def _crumbs(*rest):
    return [Crumb(_("Readiness"), reverse("reports:readiness-list")), *rest]
