"""Exceptions from a closed quarter: the office asks, the reviewer grants some days or declines."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from desmigratif.ui.formatting import long_date
from desmigratif.ui.forms import begun_with, create, form_page, step
from villages.models import Area, Village

from ..forms.period_exceptions import AskForm, DeclineForm, GrantForm, OpenForm
from ..models import PeriodException
from ..services.period_exceptions import ask_exception, decline_exception, grant_exception, open_exception
from ..services.periods import closed_fact
from .periods import crumbs, stored_period


@permission_required("pillars.add_activity", raise_exception=True)
def exception_ask(request, year, quarter):
    message = _("The request was sent. The reviewer's answer will appear here.")
    villages = Village.objects.editable_by(request.user)
    return _entered(request, stored_period(year, quarter), AskForm, ask_exception, villages, message)


@permission_required("pillars.close_period", raise_exception=True)
def exception_open(request, year, quarter):
    message = _("The office may make entries in the quarter until the day you chose.")
    villages = Village.objects.visible_to(request.user)
    return _entered(request, stored_period(year, quarter), OpenForm, open_exception, villages, message)


@permission_required("pillars.close_period", raise_exception=True)
def exception_decide(request, pk):
    """Both answers on one page; the button pressed says which form is meant."""
    row = get_object_or_404(
        PeriodException.objects.visible_to(request.user).select_related(
            "period", "regency__parent", "asked_by__organisation", "decided_by"
        ),
        pk=pk,
    )
    posted, declines = request.POST if request.method == "POST" else None, "decline" in request.POST
    # What was typed for the other answer stays, without being judged.
    typed = {name: request.POST.get(name, "") for name in ("until", "answer")}
    grant = GrantForm(None if declines else posted, initial=typed)
    decline = DeclineForm(posted if declines else None, initial=typed)
    form = decline if declines else grant
    service = decline_exception if declines else grant_exception
    message = (
        _("The request is declined; the office reads why.") if declines else _("The exception is granted.")
    )
    answer = step(
        request,
        form,
        lambda: service(request=row, by=request.user, **form.cleaned_data),
        message=message,
        to=row.period,
    )
    if answer:
        return answer
    context = {
        "row": row,
        "grant": grant,
        "decline": decline,
        "has_errors": bool(form.errors),
        "crumbs": crumbs(row.period, _("Request of %s") % row.regency.label),
    }
    return render(request, "pillars/period_exceptions/decide.html", context)


def _entered(request, period, form_class, service, villages, message):
    """The page that writes down a new exception, asked for or granted at once."""
    if not period.is_closed:
        messages.info(request, _("%s is open: enter the activity as usual.") % period)
        return redirect(period)
    regencies = Area.objects.filter(pk__in=villages.order_by().values("regency"))
    form = form_class(request.POST or None, regencies=regencies, initial=begun_with(request, "regency"))
    answer = create(
        request,
        form,
        lambda: service(period=period, by=request.user, **form.cleaned_data),
        message=message,
        to=period,
    )
    if answer:
        return answer
    if form_class is AskForm:
        title, heading = _("Ask for an exception"), _("Ask for an exception from %(period)s")
        submit = _("Send the request")
    else:
        title, heading = _("Grant an exception"), _("Grant an exception from %(period)s")
        submit = _("Grant the exception")
    closed = _("Closed on %(date)s by %(person)s.")
    closed %= {"date": long_date(period.closed_at), "person": period.closed_by}
    meaning = _(
        "An exception lets one office make entries in the quarter for some days. It says why, and stays on "
        "the page of the quarter."
    )
    return form_page(
        request,
        form,
        title=title,
        heading=heading % {"period": period},
        lead=f"{closed} {meaning}",
        submit=submit,
        cancel=period.get_absolute_url(),
        crumbs=crumbs(period, title),
    )


def with_way_to_ask(refused, regency):
    """What a closed quarter refused, with the link to ask for an exception for the office of a regency."""
    address = reverse("pillars:exception-ask", args=[refused.period.year, refused.period.quarter])
    return format_html(
        '{} <a href="{}?regency={}">{}</a>',
        closed_fact(refused.period),
        address,
        regency,
        _("Ask for an exception"),
    )
