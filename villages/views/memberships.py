"""The standing of a village in the programmes: add, correct, end."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from desmigratif.ui.components import Crumb
from desmigratif.ui.forms import change, create, form_page

from ..forms.memberships import MembershipChangeForm
from ..models import Village
from ..services import add_membership, change_membership
from ..services.memberships import hold_village
from .villages import village_crumbs


@permission_required("villages.manage_villages", raise_exception=True)
def membership_create(request, code):
    """Adds a membership: another programme, or the next status."""
    village = _village(request, code)
    form = MembershipChangeForm(request.POST or None)
    answer = create(
        request,
        form,
        lambda: add_membership(village=village, by=request.user, **form.cleaned_data),
        message=_saved_message,
        to=_edit_address(code),
    )
    return answer or _form(request, village, form)


@permission_required("villages.manage_villages", raise_exception=True)
def membership_edit(request, code, pk):
    """Corrects or ends a membership."""
    village = _village(request, code)
    membership = get_object_or_404(village.memberships, pk=pk)
    form = MembershipChangeForm(request.POST or None, initial=MembershipChangeForm.initial_of(membership))
    answer = change(
        request,
        form,
        lambda: change_membership(membership=membership, by=request.user, **form.cleaned_data),
        row=membership,
        hold=lambda: hold_village(membership),
        message=_saved_message,
        to=_edit_address(code),
    )
    return answer or _form(request, village, form, membership)


def _village(request, code):
    return get_object_or_404(Village.objects.visible_to(request.user).for_list(), area=code)


def _form(request, village, form, membership=None):
    if membership:
        lead = _("To end it, fill in “Until”. When the status changes, end this one and add the next.")
    else:
        lead = _("A village has one status in a programme at a time. End the current one first.")
    return form_page(
        request,
        form,
        title=_("Programme and status of %(village)s") % {"village": village},
        lead=lead,
        submit=_("Save"),
        cancel=_edit_address(village.code),
        crumbs=village_crumbs(village, Crumb(_("Programme and status"))),
    )


def _saved_message(membership):
    text = _("The membership of %(village)s in %(programme)s is saved.")
    return text % {"village": membership.village, "programme": membership.get_programme_display()}


def _edit_address(code):
    return reverse("villages:village-edit", args=[code])
