"""The maturity of villages: the list and its files, one village, and answering a criterion."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from desmigratif.accounts.downloads import Download
from desmigratif.accounts.remembered import remembered
from desmigratif.ui.components import Crumb
from desmigratif.ui.lists import ListPage
from villages.choices import Level
from villages.models import Village

from ...figures.criteria import rubric_of
from ...figures.maturity import maturity
from ...forms.places import MaturityForm
from ..exports.criteria import share_rule
from ..exports.maturity import MaturityExport
from .criteria import answer_page, answers_of


@require_safe
@permission_required("reports.view_assessment", raise_exception=True)
@remembered
def maturity_list(request):
    form = MaturityForm(request.GET, user=request.user)
    rows = _villages(form) if form.keeps_all else _rows(form)
    listed = ListPage(request, form, rows, export="reports:maturity-export")
    if form.keeps_all:
        listed.page.object_list = _with_results(listed.page.object_list)
    context = {
        **listed.context,
        "criteria": rubric_of(Level.VILLAGE),
        "crumbs": [
            Crumb(_("Readiness"), reverse("reports:readiness-list")),
            Crumb(_("Maturity of villages")),
        ],
    }
    return render(request, "reports/maturity/list.html", context)


@require_safe
@permission_required("reports.view_assessment", raise_exception=True)
def maturity_export(request, file_format):
    form = MaturityForm(request.GET, user=request.user)
    return Download(
        request,
        "kematangan",
        lambda: MaturityExport(_rows(form), rubric_of(Level.VILLAGE)),
        what=_("Maturity of the villages that you may see, by the rubric of the portal"),
        rows=(_("Villages"), _villages(form).count()),
        filters=form.in_words,
        about=[share_rule()],
    ).answer(file_format, back=reverse("reports:maturity-list"))


def _villages(form):
    return form.villages.for_list().order_by("area")


def _rows(form):
    """Pairs of a village and its result: all that the filter keeps, in the order of their codes."""
    return [(village, result) for village, result in _with_results(_villages(form)) if form.keeps(result)]


def _with_results(villages):
    villages = list(villages)
    results = maturity(villages)
    return [(village, results[village.pk]) for village in villages]


@require_safe
@permission_required("reports.view_assessment", raise_exception=True)
def maturity_detail(request, code):
    """The rubric for one village: rule, answer, data or evidence, and what is missing."""
    village = _visible(request, code)
    context = {
        "village": village,
        "result": maturity([village])[village.pk],
        **answers_of(request, village.area),
        "crumbs": _crumbs(village, Crumb(_("Maturity"))),
    }
    return render(request, "reports/maturity/detail.html", context)


@permission_required("reports.assess", raise_exception=True)
def maturity_answer(request, code, criterion):
    village = _visible(request, code)
    back = reverse("reports:maturity-detail", args=[village.code])
    crumbs = _crumbs(village, Crumb(_("Maturity"), back))
    return answer_page(request, village.area, criterion, place=village.label, back=back, crumbs=crumbs)


def _crumbs(village, *rest):
    return [
        Crumb(_("Maturity of villages"), reverse("reports:maturity-list")),
        Crumb(village.area.name, village.get_absolute_url()),
        *rest,
    ]


def _visible(request, code):
    return get_object_or_404(Village.objects.visible_to(request.user).for_list(), area=code)
