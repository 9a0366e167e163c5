"""Recording, correcting and removing stages of a person in migration."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desmigratif.ui.components import Crumb
from desmigratif.ui.forms import change, create, step
from villages.people.services.stages import correct_stage, record_stage, remove_stage

from ..forms.beneficiaries import ReasonForm
from ..forms.stages import StageForm
from .beneficiaries import crumbs, editable_of


@permission_required("villages.change_beneficiary", raise_exception=True)
def stage_create(request, number):
    person = editable_of(request, number)
    form = StageForm(request.POST or None)
    answer = create(
        request,
        form,
        lambda: record_stage(beneficiary=person, by=request.user, **form.cleaned_data),
        said=_("The stage is recorded."),
        to=person,
    )
    if answer:
        return answer
    return render(request, "pillars/stages/form.html", _context(person, form, _("Record a stage")))


@permission_required("villages.change_beneficiary", raise_exception=True)
def stage_edit(request, number, pk):
    person = editable_of(request, number)
    stage = _stage(person, pk)
    form = StageForm(request.POST or None, stage=stage)
    answer = change(
        request,
        form,
        lambda: correct_stage(stage=stage, by=request.user, **form.cleaned_data),
        row=stage,
        said=_("The stage is corrected. What it said before stays in the time line."),
        to=person,
    )
    if answer:
        return answer
    context = _context(person, form, _("Correct a stage"), stage=stage)
    return render(request, "pillars/stages/form.html", context)


@require_POST
@permission_required("villages.change_beneficiary", raise_exception=True)
def stage_remove(request, number, pk):
    person = editable_of(request, number)
    stage = _stage(person, pk)
    form = ReasonForm(request.POST, prefix="remove")
    answer = step(
        request,
        form,
        lambda: remove_stage(stage=stage, by=request.user, **form.cleaned_data),
        said=_("The stage is removed. It stays marked in the time line."),
        to=person,
    )
    if answer:
        return answer
    context = _context(person, StageForm(stage=stage), _("Correct a stage"), stage=stage, remove_form=form)
    return render(request, "pillars/stages/form.html", context)


def _stage(person, pk):
    """A stage that holds; one that was corrected is history and changes no more."""
    return get_object_or_404(person.stages.filter(replaced_at__isnull=True), pk=pk)


def _context(person, form, title, *, stage=None, remove_form=None):
    return {
        "person": person,
        "form": form,
        "title": title,
        "stage": stage,
        "remove_form": remove_form or ReasonForm(prefix="remove"),
        "has_errors": bool(remove_form),
        "crumbs": crumbs(Crumb(person.full_name, person.get_absolute_url()), title),
    }
