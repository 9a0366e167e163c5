"""Answering a criterion that data cannot answer, of a village or of a regency."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from desmigratif.ui.forms import create

from ..forms.criteria import AnswerForm


def answer_page(request, criterion, *, store, place, back, crumbs):
    """The page of one answer; `store(criterion=, by=, …)` is the service, `back` where to go afterwards."""
    form = AnswerForm(request.POST or None)
    answer = create(
        request,
        form,
        lambda: store(criterion=criterion, by=request.user, **form.cleaned_data),
        said=_("“%s” is answered. Earlier answers stay below.") % criterion,
        to=back,
    )
    if answer:
        return answer
    context = {"form": form, "criterion": criterion, "place": place, "cancel": back, "crumbs": crumbs}
    return render(request, "reports/criteria/answer.html", context)
