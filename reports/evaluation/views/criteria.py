"""Answering a criterion that data cannot answer, of a village or of a regency."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from desmigratif.ui.refusals import Refused

from ..forms.criteria import AnswerForm


def answer_page(request, criterion, *, store, place, back, crumbs):
    """The page of one answer; `store(criterion=, by=, …)` is the service, `back` where to go afterwards."""
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            store(criterion=criterion, by=request.user, **form.cleaned_data)
        except Refused as refused:
            refused.show_in(form)
        else:
            messages.success(request, _("“%s” is answered. Earlier answers stay below.") % criterion)
            return redirect(back)
    context = {"form": form, "criterion": criterion, "place": place, "cancel": back, "crumbs": crumbs}
    return render(request, "reports/criteria/answer.html", context)
