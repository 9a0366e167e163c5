"""The reviewer's queue: what waits for verification, oldest first, and the way through it."""

from dataclasses import dataclass

from django.contrib.auth.decorators import permission_required
from django.db.models import Q
from django.shortcuts import render
from django.urls import reverse

from desmigratif.ui import clock
from desmigratif.ui.lists import ListPage
from desmigratif.ui.paging import ONCE, InTurn

from ..filters import QueueFilter
from ..models import Activity
from ..services.completeness import aid_without_file

#: Marks the address of an activity that was opened from the queue.
MARK = "antrean"


@permission_required("pillars.verify_activity", raise_exception=True)
def activity_queue(request):
    chosen = _queue(request)
    shown = Activity.objects.with_totals().for_list().select_related("sent_by")
    listed = ListPage(request, chosen, InTurn(chosen.matching, shown=shown))
    today = clock.today()
    unproven = aid_without_file(listed.page)
    for activity in listed.page:
        activity.lacks_file = activity.pk in unproven
        activity.days_waiting = (today - clock.day_of(activity.sent_at)).days
    context = {**listed.context, "query": _query(request)}
    return render(request, "pillars/activities/queue.html", context)


@dataclass(frozen=True)
class QueuePlace:
    """Where one activity stands in the queue; addresses are empty at the ends."""

    number: int
    total: int
    back: str
    previous: str
    next: str
    query: str


def place_in_queue(request, activity):
    """The place of an activity that was opened from the queue; None where it was not."""
    if (
        MARK not in request.GET
        or not request.user.has_perm("pillars.verify_activity")
        or not activity.sent_at
    ):
        return None
    queue = _queue(request).matching
    at = activity.sent_at
    before = queue.filter(Q(sent_at__lt=at) | Q(sent_at=at, pk__lt=activity.pk))
    after = queue.filter(Q(sent_at__gt=at) | Q(sent_at=at, pk__gt=activity.pk))
    query = _query(request)
    earlier = before.count()
    return QueuePlace(
        number=earlier + 1,
        total=queue.count(),
        back=f"{reverse('pillars:activity-queue')}?{query}",
        previous=_address(before.reverse().first(), query),
        next=_address(after.first(), query),
        query=f"{MARK}=1&{query}".rstrip("&"),
    )


def _queue(request):
    waiting = Activity.objects.verifiable_by(request.user).order_by("sent_at", "pk")
    return QueueFilter(request.GET, queryset=waiting, request=request)


def _query(request):
    """The filters of the queue without page and mark."""
    query = request.GET.copy()
    for name in (*ONCE, MARK):
        query.pop(name, None)
    return query.urlencode()


def _address(activity, query):
    if activity is None:
        return ""
    return f"{activity.get_absolute_url()}?{MARK}=1&{query}".rstrip("&")
