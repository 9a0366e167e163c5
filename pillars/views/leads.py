"""Who led each pillar when: read by everybody who reads reports, written by administrators."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desmigratif.ui.components import Crumb
from desmigratif.ui.forms import begun_with, change, create, form_page, press

from ..forms.leads import LeadForm, NewLeadForm
from ..models import Pillar, PillarLead
from ..services.leads import appoint_lead, change_lead, hold_pillar, remove_lead

TRAIL_SHOWN = 20
LIST = "pillars:lead-list"


@permission_required("reports.view_dashboard", raise_exception=True)
def lead_list(request):
    context = {"pillars": Pillar.objects.with_leads(), "crumbs": _crumbs(request)}
    if request.user.has_perm("pillars.manage_leads"):
        trail = PillarLead.history.select_related("pillar", "organisation", "history_user")
        context["trail"] = trail.order_by("-history_date", "-history_id")[:TRAIL_SHOWN]
    return render(request, "pillars/leads/list.html", context)


@permission_required("pillars.manage_leads", raise_exception=True)
def lead_create(request):
    form = NewLeadForm(request.POST or None, initial=begun_with(request, "pillar"))
    answer = create(
        request,
        form,
        lambda: appoint_lead(by=request.user, **form.cleaned_data),
        message=lambda lead: _("The new lead is recorded: %s.") % lead,
        to=LIST,
    )
    return answer or form_page(
        request,
        form,
        title=_("Add a new lead"),
        lead=_("From this day on the pillar has the new lead. Reports of earlier days keep the old one."),
        submit=_("Add the lead"),
        cancel=reverse(LIST),
        crumbs=_crumbs(request, _("Add a new lead")),
    )


@permission_required("pillars.manage_leads", raise_exception=True)
def lead_edit(request, pk):
    lead = _lead(pk)
    form = LeadForm(request.POST or None, lead=lead)
    answer = change(
        request,
        form,
        lambda: change_lead(lead=lead, by=request.user, **form.cleaned_data),
        row=lead,
        hold=lambda: hold_pillar(lead),
        message=lambda lead: _("The lead is corrected: %s.") % lead,
        to=LIST,
    )
    if answer:
        return answer
    context = {"lead": _lead(pk), "form": form, "crumbs": _crumbs(request, _("Correct a lead"))}
    return render(request, "pillars/leads/edit.html", context)


@require_POST
@permission_required("pillars.manage_leads", raise_exception=True)
def lead_remove(request, pk):
    lead = _lead(pk)
    message = _("The lead is removed: %s.") % lead
    back = reverse("pillars:lead-edit", args=[pk])
    return press(
        request, lambda: remove_lead(lead=lead, by=request.user), message=message, to=LIST, back=back
    )


def _lead(pk):
    return get_object_or_404(PillarLead.objects.select_related("pillar", "organisation"), pk=pk)


def _crumbs(request, *here):
    """Administrators come from their page, everybody else from the pillars."""
    if request.user.has_perm("reports.view_administration"):
        first = Crumb(_("Administration"), reverse("reports:administration"))
    else:
        first = Crumb(_("Pillars"), reverse("reports:pillar-list"))
    return [first, Crumb(_("Pillar leads"), reverse("pillars:lead-list")), *map(Crumb, here)]
