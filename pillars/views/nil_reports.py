"""Stating that a village had nothing to report of a pillar, and taking it back."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desmigratif.ui.forms import press
from villages.models import Village

from ..models import NilReport, Pillar
from ..services.nil_reports import state_nil, withdraw_nil
from .periods import stored_period


@require_POST
@permission_required("pillars.add_activity", raise_exception=True)
def nil_create(request, year, quarter, code, slug):
    period, village, pillar = _part(request, year, quarter, code, slug)
    text = _("%(village)s, pillar %(pillar)s: nil report for %(period)s is recorded.")
    return press(
        request,
        lambda: state_nil(
            period=period,
            village=village,
            pillar=pillar,
            by=request.user,
            nothing_follows="nothing_follows" in request.POST,
        ),
        message=text % {"village": village, "pillar": pillar.code, "period": period},
        to=_back(request, period),
    )


@require_POST
@permission_required("pillars.add_activity", raise_exception=True)
def nil_withdraw(request, year, quarter, code, slug):
    period, village, pillar = _part(request, year, quarter, code, slug)
    nil = NilReport.objects.standing().filter(period=period, village=village, pillar=pillar).first()
    text = _("%(village)s, pillar %(pillar)s: the nil report for %(period)s is taken back.")
    return press(
        request,
        lambda: nil and withdraw_nil(nil=nil, by=request.user),
        message=text % {"village": village, "pillar": pillar.code, "period": period},
        to=_back(request, period),
    )


def _part(request, year, quarter, code, slug):
    village = get_object_or_404(Village.objects.visible_to(request.user), area=code)
    return stored_period(year, quarter), village, get_object_or_404(Pillar, slug=slug)


def _back(request, period):
    """To the grid of the home page or to the list of what is missing, whichever the button stood on."""
    if "home" in request.POST:
        return f"{reverse('reports:home')}?period={period.key}#quarter"
    return reverse("reports:period-missing", args=[period.year, period.quarter])
