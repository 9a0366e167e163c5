"""Two records much alike: put together, or said to be two people; and taking either back."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desmigratif.ui.components import Crumb
from desmigratif.ui.forms import press
from villages.models import Beneficiary, Merge
from villages.people.services.beneficiaries import doubt_again, tell_apart

from ..services.beneficiaries import merge_beneficiaries, undo_merge
from .beneficiaries import crumbs, editable_of


@permission_required("villages.change_beneficiary", raise_exception=True)
def merge_create(request, number, other):
    """Says what goes over before it does."""
    kept, dropped = editable_of(request, number), editable_of(request, other)
    if request.method == "POST":
        return press(
            request,
            lambda: merge_beneficiaries(kept=kept, dropped=dropped, by=request.user),
            message=_("The two records are one now. You can undo this on this page."),
            to=kept,
        )
    there = kept.attendances.values("activity")
    context = {
        "kept": kept,
        "dropped": dropped,
        "attendances": dropped.attendances.exclude(activity__in=there).count(),
        "double": dropped.attendances.filter(activity__in=there).count(),
        "stages": dropped.stages.filter(replaced_at__isnull=True).count(),
        "ties": dropped.ties.count(),
        "crumbs": crumbs(Crumb(kept.full_name, kept.get_absolute_url()), _("Merge")),
    }
    return render(request, "pillars/merges/create.html", context)


@require_POST
@permission_required("villages.change_beneficiary", raise_exception=True)
def merge_undo(request, pk):
    people = Beneficiary.objects.editable_by(request.user)
    merge = get_object_or_404(Merge.objects.filter(kept__in=people), pk=pk)
    return press(
        request,
        lambda: undo_merge(merge=merge, by=request.user),
        message=_("The merging is undone. There are two records again."),
        to=merge.kept,
    )


@require_POST
@permission_required("villages.change_beneficiary", raise_exception=True)
def merge_dismiss(request, number, other):
    """The other record is another person and is not offered again."""
    person, other = editable_of(request, number), editable_of(request, other)
    return press(
        request,
        lambda: tell_apart(beneficiary=person, other=other, by=request.user),
        message=_("%s is another person. You will not be asked again.") % other,
        to=person,
    )


@require_POST
@permission_required("villages.change_beneficiary", raise_exception=True)
def merge_reconsider(request, number, other):
    """The other record may be the same person after all."""
    person, other = editable_of(request, number), editable_of(request, other)
    return press(
        request,
        lambda: doubt_again(beneficiary=person, other=other, by=request.user),
        message=_("%s may be the same person. The two can be merged again.") % other,
        to=person,
    )
