"""The standing of a village in the programmes: add, correct, end."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from desmigratif.ui.components import Crumb
from desmigratif.ui.forms import change, create

from ..forms.memberships import MembershipChangeForm
from ..models import Village
from ..services import add_membership, change_membership
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
        message=_saved_message,
        to=_edit_address(code),
    )
    return answer or _form(request, village, form, membership)


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


def _saved_message(membership):
    text = _("The membership of %(village)s in %(programme)s is saved.")
    return text % {"village": membership.village, "programme": membership.get_programme_display()}


def _edit_address(code):
    return reverse("villages:village-edit", args=[code])
