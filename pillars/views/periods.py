"""Closing a quarter and opening it again: each on a page that says what it means."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from desmigratif.ui import clock
from desmigratif.ui.components import Crumb
from desmigratif.ui.forms import form_page, press, step

from ..choices import Progress, Review
from ..forms.periods import ReopenForm
from ..models import Activity, ReportingPeriod
from ..services.periods import close_period, reopen_period


@permission_required("pillars.close_period", raise_exception=True)
def period_close(request, year, quarter):
    period = stored_period(year, quarter)
    if request.method == "POST":
        return press(
            request,
            lambda: close_period(period=period, by=request.user),
            message=_("%s is closed. Its figures stay as they are now.") % period,
            to=period,
        )
    context = {
        "period": period,
        "left": _left_over(period),
        "may_close": not period.is_closed and period.ends_on < clock.today(),
        "crumbs": crumbs(period, _("Close the quarter")),
    }
    return render(request, "pillars/periods/close.html", context)


@permission_required("pillars.close_period", raise_exception=True)
def period_reopen(request, year, quarter):
    period = stored_period(year, quarter)
    form = ReopenForm(request.POST or None)
    answer = step(
        request,
        form,
        lambda: reopen_period(period=period, by=request.user, **form.cleaned_data),
        message=_("%s is open again.") % period,
        to=period,
    )
    return answer or form_page(
        request,
        form,
        title=_("Reopen %(period)s") % {"period": period},
        lead=_(
            "Every office may change the quarter again until it is closed again. For one office, grant an "
            "exception instead. The present figures are recorded, so that the page of the quarter shows what "
            "changed."
        ),
        submit=_("Reopen the quarter"),
        cancel=period.get_absolute_url(),
        crumbs=crumbs(period, _("Reopen the quarter")),
    )


def stored_period(year, quarter):
    return get_object_or_404(ReportingPeriod, year=year, quarter=quarter)


def crumbs(period, *here):
    return [
        Crumb(_("Reporting periods"), reverse("reports:period-list")),
        Crumb(str(period), period.get_absolute_url()),
        *map(Crumb, here),
    ]


def _left_over(period):
    """Activities of the quarter that closing would leave unsent, unverified, or going on after it."""
    touched = Activity.objects.running_between(period.starts_on, period.ends_on).exclude(
        state=Review.VERIFIED
    )
    counts = {
        state: touched.filter(state=state).count() for state in (Review.DRAFT, Review.RETURNED, Review.SENT)
    }
    going_on = touched.filter(end_on__gt=period.ends_on, status__in=[Progress.PLANNED, Progress.RUNNING])
    return {
        "unsent": counts[Review.DRAFT] + counts[Review.RETURNED],
        "unverified": counts[Review.SENT],
        "going_on": going_on.count(),
    }
