"""Reporting periods: all quarters, one quarter office by office, and what is still missing of it."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from desmigratif.accounts.remembered import remembered
from desmigratif.ui import clock
from desmigratif.ui.components import Crumb
from desmigratif.ui.paging import page_of
from pillars.models import PeriodException, Pillar, ReportingPeriod
from pillars.services.periods import closed_fact
from villages.models import Village

from ..figures import periods as figures
from ..figures.regencies import whole_regencies
from ..forms.periods import ProvinceForm, YearForm

OFFICES_PER_PAGE = 25
VILLAGES_PER_PAGE = 10


@permission_required("reports.view_dashboard", raise_exception=True)
@remembered
def period_list(request):
    """The quarters of one year, and the requests of all quarters that wait for an answer."""
    today = clock.today()
    years = sorted(set(ReportingPeriod.objects.values_list("year", flat=True)), reverse=True)
    form = YearForm.read(request.GET, years=years)
    year = form.cleaned_data["year"]
    pillars, villages = list(Pillar.objects.all()), Village.objects.visible_to(request.user)
    regencies = whole_regencies(request.user)
    periods = ReportingPeriod.objects.filter(year=year).select_related("closed_by").order_by("-quarter")
    context = {
        "form": form,
        "year": year,
        "years": years,
        "rows": [
            (
                period,
                figures.period_in_short(period, villages, pillars, regencies)
                if period.starts_on <= today
                else None,
            )
            for period in periods
        ],
        "requests": _requests(request.user),
        "may_close": request.user.has_perm("pillars.close_period"),
        "today": today,
    }
    return render(request, "reports/periods/list.html", context)


@permission_required("reports.view_dashboard", raise_exception=True)
@remembered
def period_detail(request, year, quarter):
    """Who reported what in one quarter, the exceptions from it, and what stood in it when it was closed."""
    period, form, pillars = _asked(request, year, quarter)
    offices = figures.offices(period, form.villages, pillars, form.regencies)
    events = list(period.events.select_related("by__organisation"))
    user = request.user
    context = {
        "period": period,
        "form": form,
        "pillars": pillars,
        "page": page_of(request, offices, OFFICES_PER_PAGE),
        "silent": sum(office.is_silent for office in offices),
        "total": sum((office.all for office in offices), figures.Parts()),
        "exceptions": _exceptions(user).filter(period=period),
        "events": events,
        "comparison": figures.comparison(period, events, pillars) if events and user.is_national else [],
        "may_close": user.has_perm("pillars.close_period"),
        "may_ask": user.has_perm("pillars.add_activity") and period.is_closed,
        "today": clock.today(),
        "crumbs": [Crumb(_("Reporting periods"), reverse("reports:period-list")), Crumb(str(period))],
    }
    return render(request, "reports/periods/detail.html", context)


@permission_required("reports.view_dashboard", raise_exception=True)
@remembered
def period_missing(request, year, quarter):
    """The work list of a quarter: silent offices for those who look on, villages and pillars for all."""
    period, form, pillars = _asked(request, year, quarter)
    offices = figures.offices(period, form.villages, pillars, form.regencies)
    user = request.user
    enters = user.has_perm("pillars.add_activity")
    own = Village.objects.editable_by(user)
    if period.is_closed:
        held = PeriodException.objects.in_force(clock.today()).filter(period=period)
        own = own.filter(regency__in=held.values("regency"))
    own = set(own.values_list("pk", flat=True)) if enters else set()
    # Those who look on see silent offices first, and their villages not one by one.
    silent = [] if enters else [office for office in offices if office.is_silent]
    named = [office.regency.pk for office in silent]
    owing = figures.owing_in_turn(period, form.villages, pillars, form.regencies, without=named)
    page = page_of(request, owing, VILLAGES_PER_PAGE)
    page.object_list = figures.gaps(period, page.object_list, pillars)
    context = {
        "period": period,
        "today": clock.today(),
        "form": form,
        "own": own,
        "missing": sum(office.all.silent for office in offices),
        "page": page,
        "silent": silent,
        "enters": enters,
        "closed_note": closed_fact(period) if period.is_closed and not own else "",
        "may_ask": enters and period.is_closed,
        "requests": _requests(user).filter(period=period) if user.has_perm("pillars.close_period") else [],
        "crumbs": [
            Crumb(_("Reporting periods"), reverse("reports:period-list")),
            Crumb(str(period), period.get_absolute_url()),
            Crumb(_("Still missing")),
        ],
    }
    return render(request, "reports/periods/missing.html", context)


def _asked(request, year, quarter):
    period = get_object_or_404(
        ReportingPeriod.objects.select_related("closed_by"), year=year, quarter=quarter
    )
    return period, ProvinceForm.read(request.GET, user=request.user), list(Pillar.objects.all())


def _exceptions(user):
    return PeriodException.objects.visible_to(user).select_related(
        "period", "regency", "asked_by__organisation", "decided_by"
    )


def _requests(user):
    return _exceptions(user).waiting()
