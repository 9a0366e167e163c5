"""Dormant villages: the list and its files."""

from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from desmigratif.ui.components import Crumb
from desmigratif.ui.formatting import long_date, time_stamp
from pillars.views.exports import CSV, XLSX, download, log

from ..exports.dormancy import DormancyExport
from ..figures.dormancy import Dormancy
from ..forms.places import DormancyForm

PER_PAGE = 25


@require_safe
@permission_required("reports.view_assessment", raise_exception=True)
def dormant_list(request):
    form = DormancyForm(request.GET, user=request.user)
    dormancy = Dormancy(form.villages)
    page = Paginator(_villages(dormancy, form), PER_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "dormancy": dormancy,
        "page": page,
        "rows": dormancy.rows(page),
        "query": query.urlencode(),
        "crumbs": [Crumb(_("Readiness"), reverse("reports:readiness-list")), Crumb(_("Dormant villages"))],
    }
    return render(request, "reports/dormancy/list.html", context)


@require_safe
@permission_required("reports.view_assessment", raise_exception=True)
def dormant_export(request, file_format):
    if file_format not in (CSV, XLSX):
        raise Http404
    form = DormancyForm(request.GET, user=request.user)
    dormancy = Dormancy(form.villages)
    rows = dormancy.rows(_villages(dormancy, form))
    said = form.said if form.is_valid() else []
    name = f"desa-pasif-{dormancy.today:%Y-%m-%d}.{file_format}"
    log(request, name, said, len(rows))
    about = [
        (_("What"), _("Villages in the programme without activity, officer or report since a day")),
        (_("Since"), long_date(dormancy.since)),
        (_("Filters"), "; ".join(said) or _("none")),
        (_("Villages"), str(len(rows))),
        (_("Downloaded by"), request.user.full_name),
        (_("Downloaded at"), time_stamp(timezone.now())),
    ]
    return download(DormancyExport(rows), file_format, name, about)


def _villages(dormancy, form):
    return dormancy.with_sign(form.sign_chosen).for_list().order_by("area")
