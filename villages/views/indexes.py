"""What IDM and Indeks Desa say of a village: adding a value and correcting one."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from desmigratif.ui.components import Crumb
from desmigratif.ui.refusals import Refused

from ..forms.indexes import VillageIndexForm
from ..models import Village
from ..services.indexes import FIELDS, correct_index, record_index
from .villages import village_crumbs


@permission_required("villages.manage_villages", raise_exception=True)
def index_create(request, code):
    village = _visible(request, code)
    form = VillageIndexForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        stored = _stored(form, lambda values: record_index(village=village, by=request.user, **values))
        if stored:
            messages.success(
                request, _("%(index)s of %(village)s is recorded.") % {"index": stored, "village": village}
            )
            return redirect("villages:village-edit", code)
    return _page(request, village, form, _("Add an index value"))


@permission_required("villages.manage_villages", raise_exception=True)
def index_edit(request, code, pk):
    village = _visible(request, code)
    row = get_object_or_404(village.indexes.all(), pk=pk)
    form = VillageIndexForm(request.POST or None, initial={name: getattr(row, name) for name in FIELDS})
    if request.method == "POST" and form.is_valid():
        stored = _stored(form, lambda values: correct_index(row=row, by=request.user, **values))
        if stored:
            messages.success(
                request, _("%(index)s of %(village)s is corrected.") % {"index": stored, "village": village}
            )
            return redirect("villages:village-edit", code)
    return _page(request, village, form, _("Correct %s") % row)


def _stored(form, write):
    """The stored row; None where the form now says what the service refused."""
    try:
        return write(form.cleaned_data)
    except Refused as refusal:
        refusal.show_in(form)
        return None


def _page(request, village, form, title):
    context = {
        "village": village,
        "form": form,
        "title": title,
        "crumbs": village_crumbs(village, Crumb(title)),
    }
    return render(request, "villages/indexes/form.html", context)


def _visible(request, code):
    return get_object_or_404(Village.objects.visible_to(request.user).for_list(), area=code)
