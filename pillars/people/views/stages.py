"""Recording, correcting and removing stages of a person in migration."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desmigratif.ui.components import Crumb
from desmigratif.ui.forms import change, create, step
from villages.people.services.beneficiaries import locked
from villages.people.services.stages import correct_stage, record_stage, remove_stage

from ..forms.beneficiaries import RecordReasonForm
from ..forms.stages import StageForm
from .beneficiaries import crumbs, editable_of


@permission_required("villages.change_beneficiary", raise_exception=True)
def stage_create(request, number):
    person = editable_of(request, number)
    form = StageForm(request.POST or None, person=person)
    answer = create(
        request,
        form,
        lambda: (
            correct_stage(stage=form.corrects, by=request.user, **form.stage_data())
            if form.corrects
            else record_stage(beneficiary=person, by=request.user, **form.stage_data())
        ),
        message=_("The stage is recorded."),
        to=person,
    )
    if answer:
        return answer
    return render(request, "pillars/stages/form.html", _context(person, form, _("Record a stage")))


@permission_required("villages.change_beneficiary", raise_exception=True)
def stage_edit(request, number, pk):
    person = editable_of(request, number)
    stage = _stage(request, person, pk)
    form = StageForm(request.POST or None, person=person, stage=stage)
    answer = change(
        request,
        form,
        lambda: correct_stage(stage=stage, by=request.user, **form.stage_data()),
        row=stage,
        hold=lambda: locked(person, request.user),
        message=_("The stage is corrected. What it said before stays in the time line."),
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
    stage = _stage(request, person, pk)
    form = RecordReasonForm(request.POST, prefix="remove")
    answer = step(
        request,
        form,
        lambda: remove_stage(stage=stage, by=request.user, **form.cleaned_data),
        message=_("The stage is removed. It stays marked in the time line."),
        to=person,
    )
    if answer:
        return answer
    kept = StageForm(person=person, stage=stage)
    context = _context(person, kept, _("Correct a stage"), stage=stage, remove_form=form)
    return render(request, "pillars/stages/form.html", context)


def _stage(request, person, pk):
    """A stage that holds; one that was corrected is history and has no page.

    Whoever sends a page of it that was open meanwhile reads why, with what was typed.
    """
    stages = person.stages.all() if request.POST else person.stages.filter(replaced_at__isnull=True)
    return get_object_or_404(stages, pk=pk)


def _context(person, form, title, *, stage=None, remove_form=None):
    return {
        "person": person,
        "form": form,
        "title": title,
        "stage": stage,
        "remove_form": remove_form or RecordReasonForm(prefix="remove"),
        "has_errors": bool(remove_form),
        "crumbs": crumbs(Crumb(person.full_name, person.get_absolute_url()), title),
    }
