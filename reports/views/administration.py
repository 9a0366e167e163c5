"""The administrator's page: what waits, and the way to everything that is looked after."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import render

from desmigratif.ui import clock
from villages.services.area_decisions import undecided

from ..figures import administration as figures

#: Longer lists are opened where they can be searched.
SHOWN = 5


@permission_required("reports.view_administration", raise_exception=True)
def administration(request):
    today = clock.today()
    context = {
        "leads": figures.leads_to_replace(today),
        "ended": _shortened(figures.ended_organisations_with_users(today)),
        "without_area": _shortened(figures.users_without_area(today)),
        "areas": _shortened(undecided(today)),
        "unserved": _shortened(figures.villages_without_officer(today)),
        "groups": _shortened(figures.empty_groups()),
        "never": _shortened(figures.users_never_signed_in()),
    }
    context["waiting"] = sum(bool(part) for part in context.values())
    return render(request, "reports/administration/index.html", {**context, "today": today})


def _shortened(rows):
    """The first rows and how many there are; None when nothing waits."""
    found = list(rows)
    return {"rows": found[:SHOWN], "total": len(found)} if found else None
