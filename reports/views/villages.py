"""The profile of one village."""

from django.contrib.auth.decorators import permission_required
from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from desmigratif.ui import clock
from desmigratif.ui.components import Crumb
from pillars.registers import village_cards
from villages.models import Village

from ..figures import villages as figures
from ..figures.dashboards import Dashboard
from ..figures.links import Viewer
from ..figures.problems import village_problems
from ..forms.dashboards import PeriodForm


@permission_required("villages.view_village", raise_exception=True)
def village_detail(request, code):
    """Everything recorded about one programme village, with the source of each figure."""
    user, today = request.user, clock.today()
    own = Village.objects.editable_by(user).filter(pk=OuterRef("pk"))
    villages = Village.objects.visible_to(user).for_list().prefetch_related("area__names", "memberships")
    villages = villages.annotate(
        is_own=Exists(own), has_changes=Exists(figures.area_changes(OuterRef("area")))
    )
    village = get_object_or_404(villages, area=code)
    form = PeriodForm.read(request.GET)
    viewer = Viewer.of(user)
    board = Dashboard(form.selection_of(village.area))
    stated = figures.stated_figures(village)
    activities, activity_count = figures.latest_activities(village, user)
    year = board.selection.budget_year
    manages = user.has_perm("villages.manage_villages")
    context = {
        "village": village,
        "name": village.name_on(board.day),
        "form": form,
        "board": board,
        "viewer": viewer,
        "today": today,
        "strip": [stated[key] for key in figures.STRIP],
        "basics": [figure for key, figure in stated.items() if key not in figures.STRIP],
        "memberships": village.memberships.all(),
        "indexes": list(village.indexes.all()),
        "standing": village.membership_on(today),
        "activities": activities,
        "activity_count": activity_count,
        "quarters": figures.quarters(village, [year, year - 1]),
        "history": figures.area_history(village.area, has_changes=village.has_changes),
        "may_enter": village.is_own,
        "problems": village_problems(village, year, user),
        "may_report": village.is_own and user.has_perm("reports.report_problem"),
        "manages": manages,
        "cards": village_cards(village, user, today, village.is_own),
        "changes": figures.record_changes(village) if manages else [],
        "crumbs": _crumbs(village, form),
    }
    return render(request, "reports/villages/detail.html", context)


def _crumbs(village, form):
    """The pages above: of areas that hold a village that the user sees, so they are theirs to open."""
    pages = {"reports:province-detail": village.province, "reports:regency-detail": village.regency}
    above = [
        Crumb(area.label, f"{reverse(page, args=[area.code])}?{form.period_query}")
        for page, area in pages.items()
    ]
    return [Crumb(_("Villages"), reverse("villages:village-list")), *above, Crumb(village.area.name)]
