"""What IDM and Indeks Desa say of a village: adding a value and correcting one."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from desmigratif.ui.components import Crumb
from desmigratif.ui.forms import change, create, form_page

from ..forms.indexes import VillageIndexForm
from ..models import Village
from ..services.indexes import FIELDS, correct_index, record_index
from .villages import village_crumbs


@permission_required("villages.manage_villages", raise_exception=True)
def index_create(request, code):
    village = _visible(request, code)
    form = VillageIndexForm(request.POST or None)
    answer = create(
        request,
        form,
        lambda: record_index(village=village, by=request.user, **form.cleaned_data),
        message=lambda row: _("%(index)s of %(village)s is recorded.") % {"index": row, "village": village},
        to=reverse("villages:village-edit", args=[code]),
    )
    return answer or _page(request, village, form, _("Add an index value"))


@permission_required("villages.manage_villages", raise_exception=True)
def index_edit(request, code, pk):
    village = _visible(request, code)
    row = get_object_or_404(village.indexes.all(), pk=pk)
    form = VillageIndexForm(request.POST or None, initial={name: getattr(row, name) for name in FIELDS})
    answer = change(
        request,
        form,
        lambda: correct_index(row=row, by=request.user, **form.cleaned_data),
        row=row,
        message=lambda row: _("%(index)s of %(village)s is corrected.") % {"index": row, "village": village},
        to=reverse("villages:village-edit", args=[code]),
    )
    return answer or _page(request, village, form, _("Correct %s") % row)


def _page(request, village, form, title):
    return form_page(
        request,
        form,
        title=f"{title}: {village}",
        lead=_("One value per index and year; other years and indexes stay beside it."),
        submit=_("Save the index value"),
        cancel=reverse("villages:village-edit", args=[village.code]),
        crumbs=village_crumbs(village, Crumb(title)),
    )


def _visible(request, code):
    return get_object_or_404(Village.objects.visible_to(request.user).for_list(), area=code)
