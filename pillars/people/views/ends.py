"""Recording that a person is no longer counted, taking that back, and coming back."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desmigratif.ui.components import Crumb
from desmigratif.ui.forms import create, step
from villages.people.services.ends import record_end, resume, take_back_end

from ..forms.beneficiaries import RecordReasonForm
from ..forms.ends import EndForm, ResumeForm
from .beneficiaries import crumbs, detail_context, editable_of, person_of


@permission_required("villages.change_beneficiary", raise_exception=True)
def end_create(request, number):
    person = editable_of(request, number)
    form = EndForm(request.POST or None, person=person)
    answer = create(
        request,
        form,
        lambda: record_end(beneficiary=person, by=request.user, **form.end_data()),
        message=_("%s is counted until that day. What was counted before stays.") % person,
        to=person,
    )
    if answer:
        return answer
    title = _("Death or moving away")
    context = {
        "person": person,
        "form": form,
        "title": title,
        "crumbs": crumbs(Crumb(person.full_name, person.get_absolute_url()), title),
    }
    return render(request, "pillars/ends/form.html", context)


@require_POST
@permission_required("villages.change_beneficiary", raise_exception=True)
def end_take_back(request, number, pk):
    form = RecordReasonForm(request.POST, prefix="take-back")
    message = _("%s is counted again, as if nothing had been recorded. The time line keeps both.")
    return _on_page(request, number, pk, take_back_end, form, "take_back_form", message)


@require_POST
@permission_required("villages.change_beneficiary", raise_exception=True)
def end_resume(request, number, pk):
    form = ResumeForm(request.POST, prefix="resume")
    message = _("%s is counted again from that day on.")
    return _on_page(request, number, pk, resume, form, "resume_form", message)


def _on_page(request, number, pk, service, form, name, message):
    """Calls a service with what a short form holds; the page of the person again when it refuses."""
    person = editable_of(request, number)
    end = get_object_or_404(person.ends.all(), pk=pk)
    answer = step(
        request,
        form,
        lambda: service(end=end, by=request.user, **form.cleaned_data),
        message=message % person,
        to=person,
    )
    if answer:
        return answer
    context = detail_context(request, person_of(request, number), **{name: form})
    return render(request, "pillars/beneficiaries/detail.html", context)
