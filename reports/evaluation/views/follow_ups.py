"""What the own organisation owes; answering, deadlines, and the reviewer's decisions."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from desmigratif.ui import clock
from desmigratif.ui.components import Crumb
from desmigratif.ui.forms import change, create, step
from pillars.forms.files import keep_files
from pillars.views.files import handed_out, thumbnail_of

from ...choices import RecommendationStep
from ...figures.recommendations import counts, judged
from ...models import FollowUpFile, Recommendation
from ..forms.recommendations import (
    CLOSE,
    GIVE_UP,
    SEND_BACK,
    DeadlineForm,
    FollowUpDecisionForm,
    FollowUpForm,
)
from ..services.recommendations import (
    answer_recommendation,
    close_recommendation,
    give_up_recommendation,
    reopen_recommendation,
    send_back,
    set_deadline,
)
from .recommendations import crumbs


@require_safe
@permission_required("reports.answer_recommendation", raise_exception=True)
def follow_up_list(request):
    """What the organisation of the user owns: the open ones by deadline, then the closed ones."""
    own = Recommendation.objects.owned_by(request.user)
    day = clock.today()
    context = {
        "day": day,
        "counts": counts(own, day),
        "open": judged(own.unfinished().for_list(), day),
        "closed": judged(own.filter(closed_on__isnull=False).for_list().order_by("-closed_on"), day),
        "sent_back": _sent_back(own),
        "answerable": set(own.unfinished().values_list("pk", flat=True)),
    }
    return render(request, "reports/follow_ups/list.html", context)


def _sent_back(own):
    """`[(recommendation, event)]` of those whose last step is that the reviewer sent them back."""
    found = []
    for row in own.owed().prefetch_related("events"):
        *_before, last = row.events.all()
        if last.step == RecommendationStep.SENT_BACK:
            found.append((row, last))
    return found


@permission_required("reports.answer_recommendation", raise_exception=True)
def recommendation_answer(request, number):
    recommendation = _row(Recommendation.objects.owned_by(request.user), number)
    if recommendation.is_closed:
        messages.warning(request, _("Recommendation %s is closed. A reviewer may reopen it.") % number)
        return redirect(recommendation)
    initial = {"percent": recommendation.percent, "done_on": clock.today()}
    form = FollowUpForm(request.POST or None, request.FILES or None, initial=initial, user=request.user)
    answer = create(
        request,
        form,
        lambda: answer_recommendation(
            recommendation=recommendation, data=form.answer_data(), by=request.user
        ),
        message=_("Your answer to %s is stored.") % number,
        to=recommendation,
    )
    return answer or _page(request, recommendation, form, _("Update"), submit=_("Send the answer"))


@permission_required("reports.make_recommendation", raise_exception=True)
def recommendation_deadline(request, number):
    recommendation = _row(Recommendation.objects.visible_to(request.user), number)
    form = DeadlineForm(request.POST or None, recommendation=recommendation)
    answer = change(
        request,
        form,
        lambda: set_deadline(recommendation=recommendation, by=request.user, **form.cleaned_data),
        row=recommendation,
        message=_("The deadline of %s is set.") % number,
        to=recommendation,
    )
    title = _("Set the deadline")
    return answer or _page(request, recommendation, form, title, submit=title)


@permission_required("reports.close_recommendation", raise_exception=True)
def recommendation_decide(request, number):
    recommendation = _row(Recommendation.objects.decidable_by(request.user), number)
    form = FollowUpDecisionForm(request.POST or None, recommendation=recommendation)
    answer = step(
        request,
        form,
        lambda: _decided(recommendation, form.cleaned_data, request.user),
        message=lambda sentence: sentence % number,
        to=recommendation,
    )
    return answer or _page(request, recommendation, form, _("Decide"), submit=_("Confirm the decision"))


def _decided(recommendation, data, user):
    """Carries the decision out and gives the sentence for it."""
    service, sentence = _decision(data["decision"])
    service(recommendation=recommendation, reason=data["reason"], by=user)
    return sentence


def _decision(decision):
    if decision == CLOSE:
        return close_recommendation, _("Recommendation %s is closed as carried out.")
    if decision == SEND_BACK:
        return send_back, _("Recommendation %s was sent back. Its owner sees the reason.")
    if decision == GIVE_UP:
        return give_up_recommendation, _("Recommendation %s is closed as not feasible.")
    return reopen_recommendation, _("Recommendation %s is open again.")


@require_safe
@permission_required("reports.view_meeting", raise_exception=True)
def follow_up_file(request, pk):
    file = _file(request, pk)
    return handed_out(request, file, about=f"recommendation {file.follow_up.recommendation.number}")


@require_safe
@permission_required("reports.view_meeting", raise_exception=True)
def follow_up_file_thumbnail(request, pk):
    return thumbnail_of(_file(request, pk))


def _file(request, pk):
    seen = Recommendation.objects.visible_to(request.user)
    files = FollowUpFile.objects.filter(follow_up__recommendation__in=seen.order_by())
    return get_object_or_404(files.select_related("follow_up__recommendation"), pk=pk)


def _page(request, recommendation, form, title, *, submit):
    keep_files(form, by=request.user)
    context = {
        "form": form,
        "title": title,
        "submit": submit,
        "recommendation": recommendation,
        "row": judged([recommendation], clock.today())[0],
        "last": recommendation.follow_ups.select_related("by").prefetch_related("files").last(),
        "crumbs": [
            *crumbs(recommendation)[:-1],
            Crumb(recommendation.number, recommendation.get_absolute_url()),
            Crumb(title),
        ],
    }
    return render(request, "reports/follow_ups/form.html", context)


def _row(rows, number):
    return get_object_or_404(rows.for_list(), number=number)
