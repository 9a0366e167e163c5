"""Programme villages: the list, taking a village in, its note and figures."""

from django.contrib.auth.decorators import permission_required
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from desmigratif.ui import clock
from desmigratif.ui.components import Crumb
from desmigratif.ui.forms import begun_with, change, create, form_page
from desmigratif.ui.lists import ListPage
from desmigratif.ui.paging import page_of

from ..filters import VillageFilter
from ..forms.memberships import MembershipForm
from ..forms.villages import ProfileFigureForm, VillageForm, VillageSearchForm
from ..models import Area, FormedCheck, Membership, Village
from ..services import change_village, near_misspellings, record_figure, take_village_into_programme

SHOWN_CHANGES = 10


def list_crumbs(*rest):
    """The trail from the village list down to the page."""
    return [Crumb(_("Villages"), reverse("villages:village-list")), *rest]


def village_crumbs(village, *rest):
    """The trail from the village list through one village to the page that changes it."""
    edit = reverse("villages:village-edit", args=[village.code])
    return list_crumbs(Crumb(village.area.name, village.get_absolute_url()), Crumb(_("Change"), edit), *rest)


@permission_required("villages.view_village", raise_exception=True)
def village_list(request):
    """The programme villages the user may see."""
    visible = Village.objects.visible_to(request.user)
    village_filter = VillageFilter(request.GET, queryset=visible, request=request)
    listed = ListPage(request, village_filter, village_filter.matching, export="reports:stated-figure-export")
    context = listed.context
    if not context["total"]:
        context["near"] = village_filter.near()
    if request.user.is_national:
        context["formed"] = _formed_per_year()
    return render(request, "villages/villages/list.html", context)


def _formed_per_year():
    """Villages formed by public sources beside villages recorded here, per batch year."""
    recorded = Membership.objects.formed_per_year()
    checks = list(FormedCheck.objects.all())
    return {
        "rows": [{"check": check, "recorded": recorded.get(check.year, 0)} for check in checks],
        "year_unknown": recorded.get(None, 0),
        "recorded": sum(recorded.values()),
        "formed": sum(check.villages for check in checks),
    }


@permission_required("villages.manage_villages", raise_exception=True)
def village_create(request):
    """Finds an official village (`?q=`), then takes it into a programme (`?code=`)."""
    if code := begun_with(request, "code").get("code"):
        return _village_join(request, code)
    form = VillageSearchForm(request.GET or None)
    context = {"form": form, "crumbs": list_crumbs(Crumb(_("Add a village")))}
    if form.is_valid() and (form.cleaned_data["q"] or form.cleaned_data["regency"]):
        context |= _search(request, **form.cleaned_data)
    return render(request, "villages/villages/search.html", context)


def _search(request, *, q, regency):
    """Official villages of today that fit; near misspellings of one regency when none does."""
    areas = _official_villages().current_on(clock.today()).order_by("code")
    if regency:
        areas = areas.filter(parent__parent=regency)
    found = areas.search(q) if q else areas
    page = page_of(request, found)
    near = []
    if regency and not page.paginator.count:
        codes = [area.pk for area in near_misspellings(q, regency=regency)]
        by_code = _official_villages().in_bulk(codes)
        near = [by_code[code] for code in codes]
    return {"page": page, "total": page.paginator.count, "near": near, "searched": True}


def _official_villages():
    current = Membership.objects.current_on(clock.today())
    return (
        Area.objects.official_villages()
        .select_related("parent__parent__parent", "village")
        .prefetch_related(Prefetch("village__memberships", current, to_attr="current_memberships"))
    )


def _village_join(request, code):
    area = get_object_or_404(_official_villages(), pk=code)
    form = MembershipForm(request.POST or None)
    answer = create(
        request,
        form,
        lambda: take_village_into_programme(area=area, by=request.user, **form.cleaned_data),
        message=lambda membership: (
            _("%(village)s is now in %(programme)s. Next: its profile figures.")
            % {"village": membership.village, "programme": membership.get_programme_display()}
        ),
        to=reverse("villages:village-edit", args=[area.pk]),
    )
    if answer:
        return answer
    crumbs = list_crumbs(Crumb(_("Add a village"), reverse("villages:village-create")), Crumb(area.label))
    return render(request, "villages/villages/create.html", {"area": area, "form": form, "crumbs": crumbs})


@permission_required("villages.manage_villages", raise_exception=True)
def village_edit(request, code):
    """Note, figures, memberships and change history of one programme village."""
    village = get_object_or_404(Village.objects.visible_to(request.user).for_list(), area=code)
    form = VillageForm(request.POST or None, initial={"note": village.note})
    answer = change(
        request,
        form,
        lambda: change_village(village=village, by=request.user, **form.cleaned_data),
        row=village,
        message=_("The note of %(village)s is saved.") % {"village": village},
        to=reverse("villages:village-edit", args=[code]),
    )
    if answer:
        return answer
    figures = list(village.figures.all())
    context = {
        "village": village,
        "crumbs": village_crumbs(village),
        "form": form,
        "memberships": village.memberships.all(),
        "figures": figures,
        "has_unknown": any(figure.unknown for figure in figures),
        "indexes": village.indexes.all(),
        "changes": _changes(village),
    }
    return render(request, "villages/villages/edit.html", context)


def _changes(village):
    """The last changes of the village and its memberships, newest first."""
    traces = [
        *village.history.select_related("history_user")[:SHOWN_CHANGES],
        *Membership.history.filter(village=village.pk).select_related("history_user")[:SHOWN_CHANGES],
    ]
    return sorted(traces, key=lambda trace: trace.history_date, reverse=True)[:SHOWN_CHANGES]


@permission_required("villages.record_figures", raise_exception=True)
def figure_create(request, code):
    """Adds one profile figure with its source and day."""
    village = get_object_or_404(Village.objects.editable_by(request.user).for_list(), area=code)
    manages = request.user.has_perm("villages.manage_villages")
    back = reverse("villages:village-edit", args=[code]) if manages else village.get_absolute_url()
    form = ProfileFigureForm(request.POST or None)
    answer = create(
        request,
        form,
        lambda: record_figure(village=village, by=request.user, **form.cleaned_data),
        message=lambda figure: (
            _("The figure “%(figure)s” is added to %(village)s.")
            % {"figure": figure.get_key_display(), "village": village}
        ),
        to=back,
    )
    return answer or form_page(
        request,
        form,
        title=_("Add a figure for %(village)s") % {"village": village},
        lead=_("Figures of other days and sources stay beside it."),
        submit=_("Add the figure"),
        cancel=back,
        crumbs=list_crumbs(Crumb(village.area.name, village.get_absolute_url()), Crumb(_("Add a figure"))),
    )
