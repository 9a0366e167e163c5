"""Several activities of the queue on one page: each is shown whole, none is decided unseen."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from desmigratif.ui.components import Crumb
from desmigratif.ui.formatting import number
from desmigratif.ui.forms import press, row_id

from ..models import Activity
from ..services import verify_activities
from ..services.completeness import aid_without_file
from .activities import content

#: More are not read on one page.
MOST = 10


@permission_required("pillars.verify_activity", raise_exception=True)
def activities_together(request):
    """The chosen activities one below the other; those that are ticked are verified by one press."""
    if request.method == "POST":
        return _verified(request)
    ticked = request.GET.getlist("activity")
    waiting = _waiting(request.user, ticked)
    chosen = waiting[:MOST]
    if not chosen:
        if not ticked:
            messages.warning(request, _("Nothing was ticked. Tick the activities that you want to read."))
        return redirect("pillars:activity-queue")
    unproven = aid_without_file(chosen)
    context = {
        "later": waiting.count() - len(chosen),
        "shown": [
            content(activity, request.user) | {"lacks_file": activity.pk in unproven} for activity in chosen
        ],
        "crumbs": [Crumb(_("Verification"), reverse("pillars:activity-queue")), Crumb(_("Read together"))],
    }
    return render(request, "pillars/activities/together.html", context)


def _verified(request):
    pks = [row_id(pk) for pk in request.POST.getlist("activity")[:MOST]]
    # Also what waits no more, so that the service says why.
    chosen = list(Activity.objects.visible_to(request.user).filter(pk__in=pks).order_by("pk"))
    versions = {activity.pk: row_id(request.POST.get(f"version-{activity.pk}")) for activity in chosen}
    back = QueryDict(mutable=True)
    back.setlist("activity", request.POST.getlist("shown")[:MOST])
    address = f"{reverse('pillars:activities-together')}?{back.urlencode()}"
    if not chosen:
        messages.warning(request, _("Nothing was ticked, so nothing was verified."))
        return redirect(address)
    return press(
        request,
        lambda: verify_activities(activities=chosen, by=request.user, versions=versions),
        message=lambda done: (
            ngettext("%s activity is verified.", "%s activities are verified.", len(done)) % number(len(done))
        ),
        # What was not ticked stays to be read; without any, the way leads on to the queue.
        to=lambda _done: address,
        back=address,
    )


def _waiting(user, pks):
    waiting = Activity.objects.verifiable_by(user).filter(pk__in=[row_id(pk) for pk in pks])
    return waiting.for_detail().order_by("sent_at", "pk")
