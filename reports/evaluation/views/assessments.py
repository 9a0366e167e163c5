"""Assessments: the list and its files, one of them, beginning, writing, signing and comparing."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from desmigratif.accounts.downloads import Download
from desmigratif.ui.components import Crumb
from desmigratif.ui.forms import begun_with, change, create, form_page, press
from desmigratif.ui.lists import ListPage

from ...figures.assessments import compare, figures_of
from ...filters import AssessmentFilter
from ...models import Assessment, AssessmentGrade
from ..exports.assessments import AssessmentExport
from ..forms.assessments import AssessmentForm, CompareForm, NewAssessmentForm
from ..services.assessments import (
    discard_assessment,
    draft_assessment,
    refresh_figures,
    sign_assessment,
    write_assessment,
)


def crumbs(*rest):
    """The trail from the evaluation page through the list of assessments."""
    return [
        Crumb(_("Evaluation"), reverse("reports:meeting-list")),
        Crumb(_("Assessments"), reverse("reports:assessment-list")),
        *rest,
    ]


@require_safe
@permission_required("reports.view_assessment", raise_exception=True)
def assessment_list(request):
    chosen = _list_filter(request)
    listed = ListPage(request, chosen, chosen.matching.for_list(), export="reports:assessment-export")
    context = {
        **listed.context,
        "grades": AssessmentGrade.objects.filter(is_active=True),
        "crumbs": [*crumbs()[:1], Crumb(_("Assessments"))],
    }
    return render(request, "reports/assessments/list.html", context)


@require_safe
@permission_required("reports.view_assessment", raise_exception=True)
def assessment_export(request, file_format):
    """The assessments of the filter as a file."""
    chosen = _list_filter(request)
    return Download(
        request,
        "penilaian",
        AssessmentExport(chosen.matching),
        what=_("Assessments that you may read, one row each, with the figures frozen in them"),
        rows=(_("Assessments"), chosen.matching.count()),
        filters=chosen.in_words,
    ).answer(file_format, back=reverse("reports:assessment-list"))


@require_safe
@permission_required("reports.view_assessment", raise_exception=True)
def assessment_detail(request, pk):
    assessment = _visible(request, pk)
    today = figures_of(assessment.pillar, assessment.regency, assessment.period)
    pairs = compare(list(assessment.figures.all()), today)
    editable = Assessment.objects.editable_by(request.user).filter(pk=pk).exists()
    context = {
        "assessment": assessment,
        "pairs": pairs,
        "changed": sum(pair.is_different for pair in pairs),
        "now": timezone.now(),
        "may_write": editable,
        "crumbs": crumbs(Crumb(str(assessment))),
    }
    return render(request, "reports/assessments/detail.html", context)


@permission_required("reports.assess", raise_exception=True)
def assessment_create(request):
    """Chooses what is assessed; the figures are frozen when the draft begins."""
    begun = begun_with(request, "pillar", "regency", "period")
    form = NewAssessmentForm(request.POST or None, user=request.user, initial=begun)
    answer = create(
        request,
        form,
        lambda: draft_assessment(by=request.user, **form.cleaned_data),
        message=_("The draft is begun, with the figures as they stand now."),
        to=lambda made: reverse("reports:assessment-edit", args=[made.pk]),
    )
    return answer or form_page(
        request,
        form,
        title=_("New assessment"),
        lead=_(
            "The figures of the budget year to the end of the quarter are frozen as they stand now. While it "
            "is a draft they can be refreshed."
        ),
        submit=_("Begin the draft"),
        cancel=reverse("reports:assessment-list"),
        crumbs=crumbs(Crumb(_("New assessment"))),
    )


@permission_required("reports.assess", raise_exception=True)
def assessment_edit(request, pk):
    """Score and text beside the frozen figures; `sign` in the post also signs."""
    assessment = _visible(request, pk)
    if assessment.is_signed:
        messages.warning(request, _("This assessment is signed and stays as it is."))
        return redirect(assessment)
    form = AssessmentForm(request.POST or None, assessment=assessment)
    signs = "sign" in request.POST
    answer = change(
        request,
        form,
        lambda: _write(assessment, form.cleaned_data, request.user, signs=signs),
        row=assessment,
        message=_("The assessment is signed. It and its figures stay as they are.")
        if signs
        else _("The draft is saved."),
        to=assessment if signs else reverse("reports:assessment-edit", args=[pk]),
    )
    if answer:
        return answer
    context = {
        "assessment": assessment,
        "figures": compare(list(assessment.figures.all()), []),
        "form": form,
        "crumbs": crumbs(Crumb(str(assessment))),
    }
    return render(request, "reports/assessments/edit.html", context)


def _write(assessment, data, user, *, signs):
    """Stores what was typed, then signs if that was asked: both, or neither."""
    write_assessment(assessment=assessment, by=user, **data)
    if signs:
        sign_assessment(assessment=assessment, by=user)


@require_POST
@permission_required("reports.assess", raise_exception=True)
def assessment_refresh(request, pk):
    assessment = _visible(request, pk)
    return press(
        request,
        lambda: refresh_figures(assessment=assessment, by=request.user),
        message=_("The figures have been refreshed and are as of now."),
        to=reverse("reports:assessment-edit", args=[pk]),
        back=assessment,
    )


@require_POST
@permission_required("reports.assess", raise_exception=True)
def assessment_discard(request, pk):
    assessment = _visible(request, pk)
    return press(
        request,
        lambda: discard_assessment(assessment=assessment, by=request.user),
        message=_("The draft is discarded."),
        to=reverse("reports:assessment-list"),
        back=assessment,
    )


@require_safe
@permission_required("reports.view_assessment", raise_exception=True)
def assessment_compare(request):
    """Two regencies or two quarters side by side: what was frozen, or today's figures where nothing was."""
    form = CompareForm(request.GET, user=request.user)
    context = {"form": form, "crumbs": crumbs(Crumb(_("Compare")))}
    if form.is_valid():
        chosen = form.cleaned_data
        places = [
            (chosen["regency"], chosen["period"]),
            (chosen["other_regency"], chosen["other_period"]),
        ]
        written = _written(request.user, chosen["pillar"], places)
        sides = [
            _side(chosen["pillar"], regency, period, written.get((regency.pk, period.pk)))
            for regency, period in places
        ]
        for side in sides:
            same_place = chosen["regency"] == chosen["other_regency"]
            side["short"] = str(side["period"]) if same_place else side["regency"].label
        context |= {"sides": sides, "pairs": compare(sides[0]["figures"], sides[1]["figures"])}
    return render(request, "reports/assessments/compare.html", context)


def _written(user, pillar, places):
    """`{(regency code, period id): Assessment}` of some regencies and quarters, where there is one."""
    wanted = Q(*(Q(regency=regency, period=period) for regency, period in places), _connector=Q.OR)
    found = Assessment.objects.visible_to(user).for_list().filter(wanted, pillar=pillar)
    return {(row.regency_id, row.period_id): row for row in found}


def _side(pillar, regency, period, assessment):
    figures = list(assessment.figures.all()) if assessment else figures_of(pillar, regency, period)
    return {"regency": regency, "period": period, "assessment": assessment, "figures": figures}


def _list_filter(request):
    visible = Assessment.objects.visible_to(request.user)
    return AssessmentFilter(request.GET, queryset=visible, request=request)


def _visible(request, pk):
    return get_object_or_404(Assessment.objects.visible_to(request.user).for_list(), pk=pk)
