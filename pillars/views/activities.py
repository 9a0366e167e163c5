"""The list of activities and the page of one activity."""

from django.contrib.auth.decorators import permission_required
from django.db.models import Count
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desmigratif.ui import clock
from desmigratif.ui.forms import press
from desmigratif.ui.lists import ListPage
from villages.choices import Sex
from villages.models import Area, Village

from ..choices import Review
from ..filters import DEFAULT_SORT, ActivityFilter
from ..forms.reasons import ReasonForm
from ..models import Activity, ReportingPeriod
from ..services import discard_activity
from ..services.completeness import aid_without_file
from .events import trail
from .queue import place_in_queue
from .rights import Rights


@permission_required("pillars.view_activity", raise_exception=True)
def activity_list(request):
    found = ActivityFilter(request.GET, queryset=Activity.objects.visible_to(request.user), request=request)
    activities = found.found
    listed = ListPage(request, found, activities.with_totals(found.counted_for).for_list())
    context = {
        **listed.context,
        "totals": activities.totals(found.counted_for),
        "people": activities.people(found.counted_for),
        "sort": found.data.get("sort") or DEFAULT_SORT,
        "todo": _todo(request.user),
        "places": places(request.user),
    }
    return render(request, "pillars/activities/list.html", context)


@permission_required("pillars.view_activity", raise_exception=True)
def activity_detail(request, pk):
    activity = get_object_or_404(Activity.objects.visible_to(request.user).for_detail(), pk=pk)
    return render(request, "pillars/activities/detail.html", detail_context(request, activity))


def detail_context(request, activity, **forms):
    """Everything the page of one activity shows; `forms` are reason forms that were not in order."""
    steps = trail(activity)
    return {
        **content(activity, request.user),
        "trail": steps,
        "last_reason": last_reason(activity, steps),
        "rights": Rights.of(request.user, activity),
        "is_late": activity.is_late_on(clock.today()),
        "queue": place_in_queue(request, activity),
        "return_form": forms.get("return_form") or ReasonForm(prefix="return"),
        "reopen_form": forms.get("reopen_form") or ReasonForm(prefix="reopen"),
        "has_errors": bool(forms),
    }


def content(activity, user):
    """What was entered, with everything added up that is never typed; for the page and for the check."""
    places = list(activity.activity_villages.all())
    own = set(Village.objects.visible_to(user).filter(activities=activity).values_list("pk", flat=True))
    named = dict(activity.attendances.order_by().values_list("activity_village").annotate(Count("pk")))
    for place in places:
        place.people = named.get(place.pk, 0)
        place.has_page = place.village_id in own
    lines = list(activity.funding_lines.all())
    heads = {sex: sum(getattr(place, sex) for place in places) for sex in Sex.values}
    return {
        "activity": activity,
        "places": places,
        "lines": lines,
        "plan": _sum(line.plan for line in lines),
        "actual": _sum(line.actual for line in lines),
        "heads": heads | {"all": sum(heads.values())},
        "people": sum(named.values()),
        "lacks_file": activity.pk in aid_without_file([activity]),
    }


def _sum(amounts):
    """The sum of what is stated; None, a dash on screen, where nothing is."""
    stated = [amount for amount in amounts if amount is not None]
    return sum(stated) if stated else None


def last_reason(activity, steps=None):
    """The line of the trail with the reviewer's words that the officer has to act on now; None without."""
    if activity.state != Review.RETURNED:
        return None
    steps = trail(activity) if steps is None else steps
    return next((line for line in steps if line.event.reason), None)


@require_POST
@permission_required("pillars.change_activity", raise_exception=True)
def activity_discard(request, pk):
    activity = get_object_or_404(Activity.objects.visible_to(request.user), pk=pk)
    return press(
        request,
        lambda: discard_activity(
            activity=activity, by=request.user, with_people="with_people" in request.POST
        ),
        said=_("The draft “%s” was discarded.") % activity.title,
        to=reverse("pillars:activity-list"),
        back=activity,
    )


def _todo(user):
    """What waits for the user: returned and unsent activities, or the reviewer's queue; and the deadline."""
    mine = Activity.objects.waiting_for(user)
    counts = {
        "returned": mine.filter(state=Review.RETURNED).count(),
        "drafts": mine.filter(state=Review.DRAFT).count(),
        "late": mine.filter(state=Review.SENT).count(),
        "queue": Activity.objects.verifiable_by(user).count(),
    }
    today = clock.today()
    due = None
    if user.has_perm("pillars.send_activity"):
        due = ReportingPeriod.objects.filter(ends_on__lt=today, due_on__gte=today).first()
    return {
        **counts,
        "total": sum(counts.values()),
        "due": due,
        "days": (due.due_on - today).days if due else 0,
    }


def places(user):
    """Where the user works, in words: the assigned areas and how many villages they hold."""
    if user.is_national:
        return {"areas": [], "villages": 0}
    areas = Area.objects.filter(assignments__in=user.assignments.active_on(clock.today()))
    return {
        "areas": list(areas.select_related("parent")),
        "villages": Village.objects.visible_to(user).count(),
    }
