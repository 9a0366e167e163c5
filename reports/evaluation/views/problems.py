"""The problem map, and the reports of problems behind its rows."""

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from desmigratif.accounts.downloads import Download
from desmigratif.accounts.remembered import remembered
from desmigratif.ui.components import Crumb
from desmigratif.ui.formatting import long_date
from desmigratif.ui.forms import begun_with, change, create, form_page, step
from desmigratif.ui.lists import ListPage

from ...choices import ReportStatus
from ...figures.problem_sentences import summary
from ...figures.problems import ProblemMap
from ...models import ProblemReport
from ..exports.problems import MapExport
from ..forms.problems import RESOLVED, CloseForm, MapForm, NewReportForm, ReportForm, ReportListForm
from ..services.problems import change_report, report_problem, resolve_report, withdraw_report

ROWS_PER_PAGE = 25


@permission_required("reports.view_map", raise_exception=True)
@remembered
def problem_map(request):
    """Reported problems against the programmes of each pillar or ministry."""
    form, found = _map(request)
    context = {"form": form, "map": found, "choice": found.choice, "summary": summary(found)}
    return render(request, "reports/problems/map.html", context)


@require_safe
@permission_required("reports.view_map", raise_exception=True)
def problem_map_export(request, file_format):
    """The matrix of the chosen map as a file."""
    _form, found = _map(request)
    choice = found.choice
    chosen = {
        _("Budget year"): choice.budget_year,
        _("Province or regency"): choice.area.label if choice.area else _("All"),
        _("Ministry/agency"): choice.organisation.name if choice.organisation else _("All"),
    }
    return Download(
        request,
        f"pemetaan-{choice.budget_year}",
        MapExport(found),
        what=_("Reported problems and the programmes against them, Desmigratif portal"),
        rows=(_("Problems"), len(found.rows)),
        filters=[f"{label}: {text}" for label, text in chosen.items()],
        about=[
            (_("Reports and leads as of"), long_date(choice.day)),
            (_("Different people"), _("Each once in every cell: they do not add up over rows and columns.")),
        ],
    ).answer(file_format, back=reverse("reports:problem-map"))


@permission_required("reports.view_map", raise_exception=True)
def problem_report_list(request):
    form = ReportListForm(request.GET, user=request.user)
    reports = form.rows_of(ProblemReport.objects.visible_to(request.user)).for_list()
    context = {
        **ListPage(request, form, reports, per_page=ROWS_PER_PAGE).context,
        "regency_count": reports.order_by().values("regency").distinct().count(),
        "crumbs": _crumbs(),
    }
    return render(request, "reports/problems/list.html", context)


@permission_required("reports.report_problem", raise_exception=True)
def problem_report_create(request):
    form = NewReportForm(
        request.POST or None,
        user=request.user,
        initial=begun_with(request, "problem", "place"),
    )
    answer = create(
        request,
        form,
        lambda: report_problem(by=request.user, **form.report()),
        message=lambda report: _("The problem is reported: %s.") % report,
    )
    return answer or form_page(
        request,
        form,
        title=_("Report a problem"),
        lead=_(
            "A report says that there is a problem in your regency or in one of its villages. It counts "
            "until you close it."
        ),
        submit=_("Report the problem"),
        cancel=reverse("reports:problem-report-list"),
        crumbs=_crumbs(_("Report a problem")),
    )


@permission_required("reports.view_map", raise_exception=True)
def problem_report_detail(request, pk):
    report = _report(request, pk)
    context = {
        "report": report,
        "may_change": _may_change(request, report),
        "changes": report.history.select_related("history_user"),
        "crumbs": _crumbs(str(report)),
    }
    return render(request, "reports/problems/detail.html", context)


@permission_required("reports.report_problem", raise_exception=True)
def problem_report_edit(request, pk):
    report = _changeable(request, pk)
    form = ReportForm(request.POST or None, report=report)
    answer = change(
        request,
        form,
        lambda: change_report(report=report, by=request.user, **form.cleaned_data),
        row=report,
        message=_("The report is corrected."),
        to=report,
    )
    return answer or _form_page(
        request,
        report,
        form,
        title=_("Correct the report"),
        lead=_("What it said before stays in its history."),
        submit=_("Save the correction"),
    )


@permission_required("reports.report_problem", raise_exception=True)
def problem_report_close(request, pk):
    report = _changeable(request, pk)
    form = CloseForm(request.POST or None)
    answer = step(
        request,
        form,
        lambda: _close(report, form.cleaned_data, request.user),
        message=_("The report is closed."),
        to=report,
    )
    return answer or _form_page(
        request,
        report,
        form,
        title=_("Close the report"),
        lead=_("A closed report can still be read, but no longer counts from that day on."),
        submit=_("Close the report"),
    )


def _form_page(request, report, form, *, title, **words):
    """The page of a form about one report."""
    address = report.get_absolute_url()
    return form_page(
        request,
        form,
        title=title,
        heading=f"{title}: {report}",
        cancel=address,
        crumbs=_crumbs(Crumb(str(report), address), title),
        **words,
    )


def _map(request):
    form = MapForm.read(request.GET, user=request.user)
    chosen = form.cleaned_data
    return form, ProblemMap(form.choice, request.user, columns=chosen["columns"], measure=chosen["show"])


def _report(request, pk):
    return get_object_or_404(ProblemReport.objects.visible_to(request.user).for_list(), pk=pk)


def _may_change(request, report):
    return ProblemReport.objects.editable_by(request.user).filter(pk=report.pk).exists()


def _changeable(request, pk):
    """A report of the own places; one that is closed is read, and says so."""
    report = _report(request, pk)
    if report.status == ReportStatus.OPEN and not _may_change(request, report):
        raise PermissionDenied
    return report


def _close(report, data, by):
    if data["how"] == RESOLVED:
        return resolve_report(report=report, closed_on=data["closed_on"], reason=data["reason"], by=by)
    return withdraw_report(report=report, reason=data["reason"], by=by)


def _crumbs(*steps):
    """From the map to the list of reports and on."""
    return [
        Crumb(_("Problem map"), reverse("reports:problem-map")),
        Crumb(_("Reports of problems"), reverse("reports:problem-report-list")),
        *(step if isinstance(step, Crumb) else Crumb(step) for step in steps),
    ]
