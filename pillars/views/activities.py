"""The list of activities and the page of one activity."""

from django.contrib.auth.decorators import permission_required
from django.db.models import Count
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desmigratif.ui import clock
from desmigratif.ui.components import Crumb
from desmigratif.ui.forms import press
from desmigratif.ui.lists import ListPage
from desmigratif.ui.paging import InTurn, how_many
from villages.choices import Sex
from villages.lists.services.import_storing import being_stored
from villages.models import Area, Village

from ..choices import Review
from ..filters import DEFAULT_SORT, ActivityFilter
from ..forms.reasons import ReturnReasonForm
from ..models import Activity
from ..reference import quarters
from ..services import discard_activity
from ..services.completeness import aid_without_file
from .events import trail
from .queue import place_in_queue
from .rights import Rights

#: Lists up to so many activities are added up unasked, longer ones on request, and none beyond the second.
SUMMED_UNASKED, MOST_SUMMED = 1000, 250_000
#: So many activities that wait are counted above the list.
MOST_WAITING = 1000


@permission_required("pillars.view_activity", raise_exception=True)
def activity_list(request):
    chosen = ActivityFilter(request.GET, queryset=Activity.objects.visible_to(request.user), request=request)
    activities = chosen.matching
    export = "pillars:activity-export" if request.user.has_perm("pillars.export_activity") else ""
    shown = Activity.objects.with_totals(chosen.counted_for).for_list()
    listed = ListPage(request, chosen, InTurn(activities, shown=shown), export=export)
    context = {
        **listed.context,
        **_added_up(request, activities, listed, chosen.counted_for),
        "sort": chosen.data.get("sort") or DEFAULT_SORT,
        "todo": _todo(request.user),
        "places": places(request.user),
        "being_stored": being_stored(request.user, "activities", "participants", "head_counts"),
    }
    return render(request, "pillars/activities/list.html", context)


def _added_up(request, activities, listed, village):
    """Sums and different people of all that the list holds, or that they can be asked for."""
    has_unknown = any(activity.unknown for activity in listed.page)
    if listed.page.paginator.count > SUMMED_UNASKED:
        if "sums" not in request.GET:
            return {"may_sum": True, "has_unknown": has_unknown}
        if activities.order_by()[: MOST_SUMMED + 1].count() > MOST_SUMMED:
            return {"most_summed": MOST_SUMMED, "has_unknown": has_unknown}
    else:
        # By their ids: a database that knows how few they are does not read all head counts.
        few = activities.order_by().values_list("pk", flat=True)[:SUMMED_UNASKED]
        activities = Activity.objects.filter(pk__among=list(few))
    totals, paginator = activities.totals(village), listed.page.paginator
    return {
        "totals": totals,
        "people": activities.people(village),
        "has_unknown": bool(totals["unknown"]),
        "number": activities.order_by().count() if paginator.is_more else paginator.count,
    }


@permission_required("pillars.view_activity", raise_exception=True)
def activity_detail(request, pk):
    activity = get_object_or_404(Activity.objects.visible_to(request.user).for_detail(), pk=pk)
    return render(request, "pillars/activities/detail.html", detail_context(request, activity))


def detail_context(request, activity, **forms):
    """Everything the page of one activity shows; `forms` are reason forms that were not in order."""
    steps = trail(activity)
    queue = place_in_queue(request, activity)
    here = Crumb(_("No. %(number)s") % {"number": activity.pk})
    return {
        **content(activity, request.user),
        "trail": steps,
        "last_reason": last_reason(activity, steps),
        "rights": Rights.of(request.user, activity),
        "is_late": activity.is_late_on(clock.today()),
        "queue": queue,
        "crumbs": [Crumb(_("Verification"), queue.back), here] if queue else crumbs(here),
        "return_form": forms.get("return_form") or ReturnReasonForm(prefix="return"),
        "reopen_form": forms.get("reopen_form") or ReturnReasonForm(prefix="reopen"),
        "has_errors": bool(forms),
    }


def crumbs(*here):
    """The trail of pages below the list of activities."""
    return [Crumb(_("Activities"), reverse("pillars:activity-list")), *here]


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
        message=_("The draft “%s” was discarded.") % activity.title,
        to=reverse("pillars:activity-list"),
        back=activity,
    )


def _todo(user):
    """What waits for the user: returned and unsent activities, or the reviewer's queue; and the deadline."""
    by_state, queue = {}, 0
    if user.has_perm("pillars.change_activity"):
        mine = Activity.objects.waiting_for(user).order_by().values_list("state")
        by_state = dict(mine.annotate(number=Count("pk")).values_list("state", "number"))
    if user.has_perm("pillars.verify_activity"):
        queue = InTurn(Activity.objects.verifiable_by(user)).count(MOST_WAITING)
    counts = {
        "returned": by_state.get(Review.RETURNED, 0),
        "drafts": by_state.get(Review.DRAFT, 0),
        "late": by_state.get(Review.SENT, 0),
        "queue": queue,
    }
    today = clock.today()
    due = None
    if user.has_perm("pillars.send_activity"):
        due = next((row for row in quarters() if row.ends_on < today <= row.due_on), None)
    return {
        **counts,
        "queue_said": how_many(counts["queue"], MOST_WAITING),
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
