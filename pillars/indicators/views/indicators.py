"""The indicators of the programme: read by everybody, defined by administrators."""

from itertools import groupby

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desmigratif.ui import clock
from desmigratif.ui.components import Crumb
from desmigratif.ui.forms import change, create, form_page

from ...models import Indicator, IndicatorVersion
from ..forms.indicators import DefinitionForm, NewIndicatorForm, PositionForm
from ..services.indicators import add_indicator, define_indicator, place_indicator


@permission_required("reports.view_dashboard", raise_exception=True)
def indicator_list(request):
    """The definitions of this budget year by pillar, the programme as a whole at the end."""
    year = clock.today().year
    versions = IndicatorVersion.objects.in_year(year)
    groups = [
        (pillar, list(rows)) for pillar, rows in groupby(versions, key=lambda row: row.indicator.pillar)
    ]
    ended = Indicator.objects.filter(ended_from__lte=year).with_versions()
    context = {"groups": groups, "ended": ended, "year": year}
    return render(request, "pillars/indicators/list.html", context)


@permission_required("pillars.manage_indicators", raise_exception=True)
def indicator_create(request):
    form = NewIndicatorForm(request.POST or None)
    answer = create(
        request,
        form,
        lambda: _added(form, request.user),
        message=lambda indicator: _("Indicator %s is added.") % indicator.code,
    )
    return answer or form_page(
        request,
        form,
        title=_("Add an indicator"),
        lead=_(
            "It is asked for from its budget year on. Its code stays; its definition can change with a later "
            "year."
        ),
        submit=_("Add the indicator"),
        cancel=reverse("pillars:indicator-list"),
        crumbs=crumbs(Crumb(_("Add an indicator"))),
    )


@permission_required("pillars.manage_indicators", raise_exception=True)
def indicator_edit(request, code):
    """A new definition from a later budget year, or the wording of the one in force."""
    indicator = get_object_or_404(Indicator.objects.with_versions(), code=code)
    version = max(indicator.versions.all(), key=lambda row: row.valid_from)
    initial = {name: getattr(version, name) for name in DefinitionForm.Meta.fields}
    form = DefinitionForm(request.POST or None, initial=initial)
    message = _("The definition of %(code)s from budget year %(year)s on is stored.")
    answer = change(
        request,
        form,
        lambda: define_indicator(indicator=indicator, by=request.user, **form.definition),
        row=version,
        message=lambda stored: message % {"code": code, "year": stored.valid_from},
        to=indicator,
    )
    if answer:
        return answer
    context = _edit_context(indicator, form, _place_form(indicator))
    return render(request, "pillars/indicators/edit.html", context)


@require_POST
@permission_required("pillars.manage_indicators", raise_exception=True)
def indicator_place(request, code):
    """Where it stands in lists, and from when on it is not asked for any more."""
    indicator = get_object_or_404(Indicator.objects.with_versions(), code=code)
    form = _place_form(indicator, request.POST)
    answer = change(
        request,
        form,
        lambda: place_indicator(indicator=indicator, by=request.user, **form.cleaned_data),
        row=indicator,
        message=_("Indicator %s is changed.") % code,
        to=indicator,
    )
    if answer:
        return answer
    version = max(indicator.versions.all(), key=lambda row: row.valid_from)
    initial = {name: getattr(version, name) for name in DefinitionForm.Meta.fields}
    return render(
        request,
        "pillars/indicators/edit.html",
        _edit_context(indicator, DefinitionForm(initial=initial), form),
    )


def _added(form, user):
    """The new indicator, the last one of its pillar."""
    pillar = form.cleaned_data["pillar"]
    last = Indicator.objects.filter(pillar=pillar).order_by("-position").first()
    position = last.position + 1 if last else 1
    return add_indicator(
        code=form.cleaned_data["code"], pillar=pillar, position=position, by=user, **form.definition
    )


def _place_form(indicator, posted=None):
    return PositionForm(posted, initial={name: getattr(indicator, name) for name in PositionForm.Meta.fields})


def crumbs(*here):
    return [Crumb(_("Indicators"), reverse("pillars:indicator-list")), *here]


def _edit_context(indicator, form, place):
    trail = IndicatorVersion.history.filter(indicator=indicator).select_related("history_user")
    return {
        "indicator": indicator,
        "form": form,
        "place": place,
        "trail": trail.order_by("-history_date", "-history_id"),
        "crumbs": crumbs(Crumb(indicator.code, indicator.get_absolute_url()), Crumb(_("Change"))),
    }
