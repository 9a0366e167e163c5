"""The steps of an activity: each its own address that takes only a POST and, repeated, does no harm."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desmigratif.ui.forms import press
from desmigratif.ui.refusals import Refused

from ..forms.reasons import ReturnReasonForm
from ..models import Activity
from ..services import recall_activity, reopen_activity, return_activity, send_activity, verify_activity
from .activities import detail_context
from .entries import check_context
from .queue import place_in_queue
from .rights import Rights


@require_POST
@permission_required("pillars.send_activity", raise_exception=True)
def activity_send(request, pk):
    activity = _visible(request, pk)
    answers = set(request.POST.getlist("answer"))
    try:
        send_activity(
            activity=activity, by=request.user, confirmed="confirmed" in request.POST, answers=answers
        )
    except Refused as refused:
        return _not_sent(request, activity, refused.message, answers)
    messages.success(
        request,
        _("“%(title)s” (no. %(number)s) was sent for verification. What happens next will appear here.")
        % {"title": activity.title, "number": activity.pk},
    )
    return redirect(activity)


def _not_sent(request, activity, message, answers):
    """The check page again with the reason; or the activity itself, when it was sent before."""
    if not Rights.of(request.user, activity).send:
        messages.warning(request, message)
        return redirect(activity)
    context = check_context(request, activity, refused=message, answers=answers)
    return render(request, "pillars/activities/check.html", context)


@require_POST
@permission_required("pillars.send_activity", raise_exception=True)
def activity_recall(request, pk):
    activity = _visible(request, pk)
    return _step(
        request, activity, recall_activity, _("“%s” was taken back. It is a draft again.") % activity.title
    )


@require_POST
@permission_required("pillars.verify_activity", raise_exception=True)
def activity_verify(request, pk):
    activity = _visible(request, pk)
    return _step(request, activity, verify_activity, _("“%s” is verified.") % activity.title)


@require_POST
@permission_required("pillars.verify_activity", raise_exception=True)
def activity_return(request, pk):
    message = _("“%s” was returned. The officer sees the reason.")
    return _step_with_reason(request, pk, return_activity, "return", message)


@require_POST
@permission_required("pillars.reopen_activity", raise_exception=True)
def activity_reopen(request, pk):
    message = _("“%s” is open again. The officer sees the reason.")
    return _step_with_reason(request, pk, reopen_activity, "reopen", message)


def _step_with_reason(request, pk, service, name, message):
    activity = _visible(request, pk)
    form = ReturnReasonForm(request.POST, prefix=name)
    if not form.is_valid():
        context = detail_context(request, activity, **{f"{name}_form": form})
        return render(request, "pillars/activities/detail.html", context)
    return _step(request, activity, service, message % activity.title, reason=form.sentence)


def _step(request, activity, service, message, **details):
    """Calls the service, says what happened, and goes on in the queue if the reviewer came from there."""
    return press(
        request,
        lambda: service(activity=activity, by=request.user, **details),
        message=message,
        to=lambda _activity: _next(request, activity),
        back=activity,
    )


def _next(request, activity):
    place = place_in_queue(request, activity)
    return (place.next or place.back) if place else activity


def _visible(request, pk):
    return get_object_or_404(Activity.objects.visible_to(request.user).for_detail(), pk=pk)
