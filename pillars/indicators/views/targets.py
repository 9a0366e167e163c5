"""Targets by area and budget year; set by administrators, read on the pages of the indicators."""

from django.contrib.auth.decorators import permission_required
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from desmigratif.ui.components import Crumb
from desmigratif.ui.forms import change
from desmigratif.ui.refusals import Refused
from villages.choices import Level
from villages.codes import NATION_CODE
from villages.models import Area

from ...models import IndicatorVersion, Target
from ..forms.targets import TargetsForm, TargetSheet, budget_years
from ..services.targets import LEVELS, remove_target, set_target
from .indicators import crumbs


@permission_required("pillars.manage_targets", raise_exception=True)
def target_list(request):
    """The country, provinces and regencies, or one regency and its villages; how many targets each has."""
    form = TargetsForm.read(request.GET)
    year, regency = form.cleaned_data["year"], form.cleaned_data["regency"]
    if regency:
        areas = Area.objects.filter(Q(pk=regency.pk) | Q(village__regency=regency))
    else:
        served = Q(level=Level.REGENCY, regency_villages__isnull=False)
        provinces = Q(level=Level.PROVINCE, province_villages__isnull=False)
        areas = Area.objects.filter(Q(pk=NATION_CODE) | provinces | served)
    targets = Count("targets", filter=Q(targets__year=year, targets__quarter__isnull=True), distinct=True)
    context = {
        "areas": areas.annotate(set=targets).select_related("parent").order_by("code"),
        "asked": IndicatorVersion.objects.in_year(year).count(),
        "form": form,
        "regency": regency,
        "year": year,
        "years": budget_years(),
        "crumbs": crumbs(Crumb(_("Targets"))),
    }
    return render(request, "pillars/targets/list.html", context)


@permission_required("pillars.manage_targets", raise_exception=True)
def target_edit(request, code, year):
    """The targets of one area and budget year."""
    if year not in budget_years():
        raise Http404
    area = get_object_or_404(Area.objects.filter(level__in=LEVELS).select_related("parent"), pk=code)
    versions = IndicatorVersion.objects.in_year(year).prefetch_related("indicator__versions")
    versions = [row for row in versions if row.reported_for is None or area.level <= row.reported_for]
    rows = Target.objects.filter(area=area, year=year)
    form = TargetSheet(
        request.POST or None,
        versions=versions,
        area=area,
        year=year,
        stored={(row.indicator_id, row.quarter): row for row in rows},
    )
    answer = change(
        request,
        form,
        lambda: _write(form, request.user),
        row=area,
        message=_("The targets of %(area)s for %(year)s are stored.") % {"area": area.label, "year": year},
        to=reverse("pillars:target-edit", kwargs={"code": code, "year": year}),
    )
    if answer:
        return answer
    trail = Target.history.filter(area=area, year=year).select_related("indicator", "history_user")
    context = {
        "form": form,
        "area": area,
        "year": year,
        "trail": trail.order_by("-history_date", "-history_id")[:20],
        "crumbs": crumbs(
            Crumb(_("Targets"), f"{reverse('pillars:target-list')}?year={year}"),
            Crumb(f"{area.label}, {year}"),
        ),
    }
    return render(request, "pillars/targets/edit.html", context)


def _write(form, user):
    """All of the page or nothing; what is refused stands at its cell."""
    for row in form.removed:
        remove_target(target=row, by=user)
    for target in form.targets:
        try:
            set_target(area=form.area, year=form.year, by=user, **target)
        except Refused as refused:
            raise Refused(refused.message, form.cell_of(target, refused)) from refused
