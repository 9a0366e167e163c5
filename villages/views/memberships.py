"""The standing of a village in the programmes: add, correct, end."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from desmigratif.ui.components import Crumb
from desmigratif.ui.refusals import Refused

from ..forms.memberships import MembershipChangeForm
from ..models import Village
from ..services import add_membership, change_membership
from .villages import village_crumbs


@permission_required("villages.manage_villages", raise_exception=True)
def membership_create(request, code):
    """Adds a membership: another programme, or the next status."""
    village = _village(request, code)
    form = MembershipChangeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            membership = add_membership(village=village, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            refusal.show_in(form)
        else:
            return _saved(request, village, membership)
    return _form(request, village, form)


@permission_required("villages.manage_villages", raise_exception=True)
def membership_edit(request, code, pk):
    """Corrects or ends a membership."""
    village = _village(request, code)
    membership = get_object_or_404(village.memberships, pk=pk)
    form = MembershipChangeForm(request.POST or None, initial=MembershipChangeForm.initial_of(membership))
    if request.method == "POST" and form.is_valid():
        try:
            change_membership(membership=membership, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            refusal.show_in(form)
        else:
            return _saved(request, village, membership)
    return _form(request, village, form, membership)


def _village(request, code):
    return get_object_or_404(Village.objects.visible_to(request.user).for_list(), area=code)


def _form(request, village, form, membership=None):
    context = {
        "village": village,
        "membership": membership,
        "form": form,
        "crumbs": village_crumbs(village, Crumb(_("Programme and status"))),
    }
    return render(request, "villages/memberships/form.html", context)


def _saved(request, village, membership):
    messages.success(
        request,
        _("The membership of %(village)s in %(programme)s is saved.")
        % {"village": village, "programme": membership.get_programme_display()},
    )
    return redirect("villages:village-edit", village.code)
