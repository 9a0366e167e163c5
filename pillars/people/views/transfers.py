"""Asking another office for a person, and answering; the asking office reads nothing of the person."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desmigratif.accounts.adapter import client_address
from desmigratif.ui import clock
from desmigratif.ui.forms import carry_out, step
from villages.models import Beneficiary, Transfer, Village

from ..forms.transfers import TransferDecisionForm, TransferForm
from ..services.beneficiaries import NothingToTransfer, ask_transfer, decide_transfer
from ..services.transfers import pending_transfers
from .beneficiaries import crumbs

ASKED_SHOWN = 50


@permission_required("villages.change_beneficiary", raise_exception=True)
def transfer_list(request):
    return render(request, "pillars/transfers/list.html", _context(request))


@permission_required("villages.change_beneficiary", raise_exception=True)
def transfer_create(request):
    """Also takes a form of registration whose NIK is known elsewhere, so that nothing is typed twice."""
    villages = Village.objects.editable_by(request.user)
    asked = "ask" in request.POST
    given = {name: request.POST.get(name, "") for name in ("nik", "village", "reason")}
    form = TransferForm(request.POST if asked else None, villages=villages, initial=given)
    if request.method == "POST" and asked and form.is_valid():
        data = form.cleaned_data
        transfer = carry_out(
            form,
            lambda: ask_transfer(
                digits=data["nik"],
                village=data["village"],
                reason=data["reason"],
                by=request.user,
                address=client_address(request),
            ),
        )
        if transfer:
            messages.success(
                request, _("The office that has the person was asked. Its answer will appear here.")
            )
            return redirect("pillars:transfer-list")
    refused = getattr(form, "refused", None)
    nothing = refused if isinstance(refused, NothingToTransfer) else None
    context = {"form": form, "nothing": nothing, "crumbs": crumbs(_("Ask for a transfer"))}
    return render(request, "pillars/transfers/create.html", context)


@require_POST
@permission_required("villages.change_beneficiary", raise_exception=True)
def transfer_decide(request, pk):
    people = Beneficiary.objects.editable_by(request.user)
    transfer = get_object_or_404(Transfer.objects.filter(beneficiary__in=people), pk=pk)
    agree = "agree" in request.POST
    form = TransferDecisionForm(request.POST, prefix=f"t{transfer.pk}")
    form.fields["moved_on"].required = agree
    if form.is_valid() and not agree and "refuse" not in request.POST:
        form.add_error(None, _("Nothing is decided yet. Press “Hand over” or “Refuse”."))
    answer = step(
        request,
        form,
        lambda: decide_transfer(
            transfer=transfer,
            agree=agree,
            moved_on=form.cleaned_data["moved_on"] or clock.today(),
            by=request.user,
        ),
        message=_("The person lives in the other village now.") if agree else _("The request is refused."),
        to=reverse("pillars:transfer-list"),
    )
    return answer or render(request, "pillars/transfers/list.html", _context(request, {transfer.pk: form}))


def _context(request, forms=None):
    forms = forms or {}
    waiting = pending_transfers(request.user).select_related(
        "beneficiary__village__area",
        "beneficiary__village__district",
        "to_village__area",
        "to_village__regency",
        "asked_by__organisation",
    )
    own = Transfer.objects.filter(to_village__in=Village.objects.editable_by(request.user))
    return {
        "waiting": [(row, forms.get(row.pk) or TransferDecisionForm(prefix=f"t{row.pk}")) for row in waiting],
        "asked": own.select_related("to_village__area", "asked_by")[:ASKED_SHOWN],
        "forms": list(forms.values()),
        "has_errors": bool(forms),
        "crumbs": crumbs(_("Requests for transfer")),
    }
