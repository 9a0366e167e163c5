"""Dormant villages: the list and its files."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from desmigratif.accounts.downloads import Download
from desmigratif.accounts.remembered import remembered
from desmigratif.ui.components import Crumb
from desmigratif.ui.formatting import long_date
from desmigratif.ui.lists import ListPage

from ..exports.dormancy import DormancyExport
from ..figures.dormancy import Dormancy
from ..forms.places import DormancyForm


@require_safe
@permission_required("reports.view_assessment", raise_exception=True)
@remembered
def dormant_list(request):
    form = DormancyForm(request.GET, user=request.user)
    dormancy = Dormancy(form.villages, regencies=form.regencies)
    listed = ListPage(request, form, dormancy.in_turn(form.sign_chosen), export="reports:dormant-export")
    context = {
        **listed.context,
        "dormancy": dormancy,
        "rows": dormancy.rows(listed.page),
        "crumbs": [Crumb(_("Readiness"), reverse("reports:readiness-list")), Crumb(_("Dormant villages"))],
    }
    return render(request, "reports/dormancy/list.html", context)


@require_safe
@permission_required("reports.view_assessment", raise_exception=True)
def dormant_export(request, file_format):
    form = DormancyForm(request.GET, user=request.user)
    dormancy = Dormancy(form.villages)
    villages = dormancy.with_sign(form.sign_chosen).for_list().order_by("area")
    return Download(
        request,
        "desa-pasif",
        lambda: DormancyExport(dormancy.rows(villages)),
        what=_("Villages in the programme without activity, officer or report since a given day"),
        rows=(_("Villages"), villages.count()),
        filters=form.in_words,
        about=[(_("Since"), long_date(dormancy.since))],
    ).answer(file_format, back=reverse("reports:dormant-list"))
