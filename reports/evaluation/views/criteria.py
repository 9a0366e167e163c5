"""The answers to the criteria of one village or regency: what was said earlier, and the page of a new one."""

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from desmigratif.ui.components import Crumb
from desmigratif.ui.forms import create

from ...models import Criterion
from ..forms.criteria import CriterionAnswerForm
from ..services.criteria import answer_criterion


def answers_of(request, area):
    """What the page of one area draws beside its result: every answer of an assessor, newest first."""
    answers = area.criterion_answers.select_related("criterion", "by__organisation")
    return {
        "earlier": answers.order_by("-at", "-pk"),
        "may_assess": request.user.has_perm("reports.assess"),
    }


def answer_page(request, area, code, *, place, back, crumbs):
    """The page of one answer; `place` names the area, `back` is where to go afterwards."""
    asked = Criterion.objects.in_force(area.level).filter(measure="")
    criterion = get_object_or_404(asked, code=code)
    form = CriterionAnswerForm(request.POST or None)
    answer = create(
        request,
        form,
        lambda: answer_criterion(criterion=criterion, area=area, by=request.user, **form.cleaned_data),
        message=_("“%s” is answered. Earlier answers stay below.") % criterion,
        to=back,
    )
    if answer:
        return answer
    context = {
        "form": form,
        "criterion": criterion,
        "place": place,
        "cancel": back,
        "crumbs": [*crumbs, Crumb(str(criterion))],
    }
    return render(request, "reports/criteria/answer.html", context)
