"""Programmes against the problems: the list behind a cell, one programme, mapping it, linking activities."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.db.models import Case, Exists, OuterRef, When
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from desmigratif.accounts.downloads import Download
from desmigratif.ui.components import Crumb
from desmigratif.ui.forms import begun_with, change, create, press, row_id, step
from desmigratif.ui.lists import ListPage
from desmigratif.ui.paging import page_of
from desmigratif.ui.search import holding
from pillars.choices import Progress
from pillars.models import FundingLine

from ...figures.programmes import MatrixCell, PeopleReached, listed_programmes
from ...models import ProblemProgramme
from ..exports.problems import ProgrammeExport
from ..forms.programmes import LinkForm, ProgrammeForm, ProgrammeListForm, StopForm
from ..services.programmes import (
    link_activities,
    linkable_activities,
    mappable_pillars,
    resume_programme,
    save_programme,
    stop_programme,
    unlink_activity,
)

ROWS_PER_PAGE = 20
ACTIVITIES_PER_PAGE = 15


@permission_required("reports.view_map", raise_exception=True)
def programme_list(request):
    form, programmes = _listed(request)
    rows = list(programmes)
    listed = ListPage(request, form, rows, per_page=ROWS_PER_PAGE, export="reports:programme-export")
    context = {
        **listed.context,
        "total": MatrixCell(rows, PeopleReached(rows, request.user).by().get(())),
        "crumbs": _crumbs(_("Programmes")),
    }
    return render(request, "reports/programmes/list.html", context)


@require_safe
@permission_required("reports.view_map", raise_exception=True)
def programme_export(request, file_format):
    """The programmes of the list as a file."""
    form, programmes = _listed(request)
    export = ProgrammeExport(programmes, request.user)
    return Download(
        request,
        f"program-{year}" if (year := form.cleaned_data.get("year")) else "program",
        export,
        what=_("Programmes against the reported problems, Desmigratif portal"),
        rows=(_("Programmes"), len(export.programmes)),
        filters=form.in_words,
    ).answer(file_format, back=reverse("reports:programme-list"))


@permission_required("reports.view_map", raise_exception=True)
def programme_detail(request, pk):
    return _detail(request, _programme(request, pk))


def _detail(request, programme, stop_form=None):
    """The page of one programme; `stop_form`: the reason for stopping it, where that was not in order."""
    links = programme.links.select_related("activity__regency").prefetch_related(
        "activity__villages__area__names"
    )
    context = {
        "programme": programme,
        "cell": MatrixCell([programme], PeopleReached([programme], request.user).by().get(())),
        "links": links,
        "uncounted": links.count() - links.counted().count(),
        "may_change": _may_change(request, programme),
        "stop_form": stop_form or StopForm(prefix="stop"),
        "has_errors": bool(stop_form),
        "changes": programme.history.select_related("history_user"),
        "crumbs": _crumbs(_list_crumb(), programme.title),
    }
    return render(request, "reports/programmes/detail.html", context)


@permission_required("reports.map_programme", raise_exception=True)
def programme_create(request):
    """A new programme; the address may name problem, pillar and year, from a cell or a gap of the map."""
    initial = begun_with(request, "problem", "pillar", budget_year="year")
    form = ProgrammeForm(request.POST or None, user=request.user, initial=initial)
    answer = create(
        request,
        form,
        lambda: save_programme(data=form.data_of(), by=request.user),
        message=lambda programme: _("The programme is mapped: %s.") % programme,
    )
    if answer:
        return answer
    context = {
        "form": form,
        "has_pillar": mappable_pillars(request.user).exists(),
        "crumbs": _crumbs(_list_crumb(), _("Map a programme")),
    }
    return render(request, "reports/programmes/form.html", context)


@permission_required("reports.map_programme", raise_exception=True)
def programme_edit(request, pk):
    programme = _changeable(request, pk)
    form = ProgrammeForm(request.POST or None, user=request.user, programme=programme)
    answer = change(
        request,
        form,
        lambda: save_programme(data=form.data_of(), by=request.user, programme=programme),
        row=programme,
        message=_("The programme is changed."),
        to=programme,
    )
    if answer:
        return answer
    crumbs = _crumbs(_list_crumb(), _own_crumb(programme), _("Change"))
    context = {"form": form, "programme": programme, "crumbs": crumbs}
    return render(request, "reports/programmes/form.html", context)


@require_POST
@permission_required("reports.map_programme", raise_exception=True)
def programme_stop(request, pk):
    """Stops a programme with a reason, or takes a stopped one up again."""
    programme = _changeable(request, pk)
    if "resume" in request.POST:
        return press(
            request,
            lambda: resume_programme(programme=programme, by=request.user),
            message=_("The programme is resumed, as planned."),
            to=programme,
        )
    form = StopForm(request.POST, prefix="stop")
    answer = step(
        request,
        form,
        lambda: stop_programme(programme=programme, by=request.user, **form.cleaned_data),
        message=_("The programme is stopped and left out of the problem map."),
        to=programme,
    )
    return answer or _detail(request, programme, stop_form=form)


@permission_required("reports.map_programme", raise_exception=True)
def programme_activities(request, pk):
    """The activities that may carry out the programme, to tick; those that do, to take out."""
    programme = _changeable(request, pk)
    if request.method == "POST":
        return _link(request, programme)
    form = LinkForm(request.GET)
    form.is_valid()
    lines = FundingLine.objects.filter(activity=OuterRef("pk"), organisation=programme.organisation_id)
    found = linkable_activities(programme, request.user).annotate(
        own=Exists(lines), is_open=Case(When(status=Progress.DONE, then=False), default=True)
    )
    if form.cleaned_data.get("money"):
        found = found.filter(own=True)
    found = found.filter(holding(form.cleaned_data.get("q", ""), "search_key"))
    found = found.with_totals().for_list().order_by("-own", "is_open", "-start_on", "-pk")
    context = {
        "programme": programme,
        "form": form,
        "page": page_of(request, found, ACTIVITIES_PER_PAGE),
        "crumbs": _crumbs(_list_crumb(), _own_crumb(programme), _("Link activities")),
    }
    return render(request, "reports/programmes/activities.html", context)


def _link(request, programme):
    """Links what was ticked, or takes out the one activity whose button was pressed."""
    if "unlink" in request.POST:
        activity = get_object_or_404(programme.activities, pk=row_id(request.POST["unlink"]))
        return press(
            request,
            lambda: unlink_activity(programme=programme, activity=activity, by=request.user),
            message=_("The activity no longer counts for this programme: %s.") % activity,
            to=programme,
        )
    ticked = [row_id(key) for key in request.POST.getlist("activity")]
    activities = list(linkable_activities(programme, request.user).filter(pk__in=ticked))
    if not activities:
        messages.warning(request, _("Tick at least one activity."))
        return redirect(request.get_full_path())
    return press(
        request,
        lambda: link_activities(programme=programme, activities=activities, by=request.user),
        message=_("Linked activities: %s.") % len(activities),
        to=programme,
    )


def _listed(request):
    form = ProgrammeListForm(request.GET, user=request.user)
    if not form.is_valid():
        return form, ProblemProgramme.objects.none()
    programmes = listed_programmes(form.choice, request.user, **form.narrowed)
    return form, programmes.with_spending().for_list()


def _programme(request, pk):
    visible = ProblemProgramme.objects.visible_to(request.user).with_spending().for_list()
    return get_object_or_404(visible.prefetch_related("funding"), pk=pk)


def _may_change(request, programme):
    return ProblemProgramme.objects.editable_by(request.user).filter(pk=programme.pk).exists()


def _changeable(request, pk):
    """A programme of the own organisation or pillar; of another, though it can be read, 403."""
    programme = _programme(request, pk)
    if not _may_change(request, programme):
        raise PermissionDenied
    return programme


def _list_crumb():
    return Crumb(_("Programmes"), reverse("reports:programme-list"))


def _own_crumb(programme):
    return Crumb(programme.title, programme.get_absolute_url())


def _crumbs(*steps):
    first = Crumb(_("Problem map"), reverse("reports:problem-map"))
    return [first, *(step if isinstance(step, Crumb) else Crumb(step) for step in steps)]
