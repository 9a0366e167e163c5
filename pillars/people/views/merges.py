"""Two records much alike: put together, or said to be two people; and taking either back."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desmigratif.ui.components import Crumb
from desmigratif.ui.refusals import Refused
from villages.models import Beneficiary, Merge
from villages.people.services.beneficiaries import doubt_again, tell_apart

from ..services.beneficiaries import merge_beneficiaries, undo_merge
from .beneficiaries import crumbs, editable_of


@permission_required("villages.change_beneficiary", raise_exception=True)
def merge_create(request, number, other):
    """Says what goes over before it does."""
    kept, dropped = editable_of(request, number), editable_of(request, other)
    if request.method == "POST":
        try:
            merge_beneficiaries(kept=kept, dropped=dropped, by=request.user)
        except Refused as refused:
            messages.warning(request, refused.message)
            return redirect(kept)
        messages.success(request, _("The two records are one now. You can undo this on this page."))
        return redirect(kept)
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
    try:
        undo_merge(merge=merge, by=request.user)
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, _("The merging is undone. There are two records again."))
    return redirect(merge.kept)


@require_POST
@permission_required("villages.change_beneficiary", raise_exception=True)
def merge_dismiss(request, number, other):
    """The other record is another person and is not offered again."""
    person, other = editable_of(request, number), editable_of(request, other)
    try:
        tell_apart(beneficiary=person, other=other, by=request.user)
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, _("%s is another person. You will not be asked again.") % other)
    return redirect(person)


@require_POST
@permission_required("villages.change_beneficiary", raise_exception=True)
def merge_reconsider(request, number, other):
    """The other record may be the same person after all."""
    person, other = editable_of(request, number), editable_of(request, other)
    doubt_again(beneficiary=person, other=other, by=request.user)
    messages.success(request, _("%s may be the same person. The two can be merged again.") % other)
    return redirect(person)
