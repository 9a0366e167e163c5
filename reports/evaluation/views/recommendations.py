"""Recommendations: the list and its files, one of them with its history, making and correcting them."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from desmigratif.accounts.downloads import Download
from desmigratif.ui import clock
from desmigratif.ui.components import Crumb
from desmigratif.ui.formatting import long_date
from desmigratif.ui.forms import change, create
from desmigratif.ui.lists import ListPage

from ...figures.recommendations import counts, judged
from ...filters import RecommendationFilter
from ...models import Recommendation
from ...views.trails import recommendation_trail
from ..exports.recommendations import RecommendationExport
from ..forms.recommendations import ChangeRecommendationForm, NewRecommendationForm, OccasionForm
from ..services.recommendations import change_recommendation, make_recommendation

#: A row is a card of six lines on a phone.
ROWS_PER_PAGE = 18


@require_safe
@permission_required("reports.view_meeting", raise_exception=True)
def recommendation_list(request):
    chosen = _list_filter(request)
    day = clock.today()
    listed = ListPage(
        request,
        chosen,
        chosen.matching.for_list(),
        per_page=ROWS_PER_PAGE,
        export="reports:recommendation-export",
    )
    context = {
        **listed.context,
        "day": day,
        "counts": counts(chosen.matching, day),
        "rows": judged(listed.page, day),
        "crumbs": [
            Crumb(_("Evaluation"), reverse("reports:meeting-list")),
            Crumb(_("Recommendations")),
        ],
    }
    return render(request, "reports/recommendations/list.html", context)


@require_safe
@permission_required("reports.view_meeting", raise_exception=True)
def recommendation_export(request, file_format):
    """The rows of the filter as a file, with how late each one is on the day of the download."""
    chosen, day = _list_filter(request), clock.today()
    return Download(
        request,
        "rekomendasi",
        RecommendationExport(chosen.matching, day),
        what=_("Recommendations of the Desmigratif portal that you may see, one row each"),
        rows=(_("Recommendations"), chosen.matching.count()),
        filters=chosen.in_words,
        about=[(_("Days late as of"), long_date(day))],
    ).answer(file_format, back=reverse("reports:recommendation-list"))


@require_safe
@permission_required("reports.view_meeting", raise_exception=True)
def recommendation_detail(request, number):
    recommendation = _visible(request, number)
    day = clock.today()
    user = request.user
    context = {
        "row": judged([recommendation], day)[0],
        "recommendation": recommendation,
        "answers": recommendation.follow_ups.select_related("by__organisation")
        .prefetch_related("files")
        .order_by("-at", "-pk"),
        "trail": recommendation_trail(recommendation),
        "may_answer": Recommendation.objects.answerable_by(user).filter(pk=recommendation.pk).exists(),
        "owner_ended": recommendation.owner.has_ended(day) and not recommendation.is_closed,
        "crumbs": crumbs(recommendation),
    }
    return render(request, "reports/recommendations/detail.html", context)


@permission_required("reports.make_recommendation", raise_exception=True)
def recommendation_new(request):
    """From a meeting, a finding, a pillar or a gap of the problem map: the address says which."""
    asked = OccasionForm.read(request.GET, user=request.user)
    meeting, finding = asked.of_meeting, asked.cleaned_data["finding"]
    form = NewRecommendationForm(request.POST or None, day=asked.day, initial=asked.begins_with())
    form.given_way = asked.given_way
    answer = create(
        request,
        form,
        lambda: make_recommendation(
            data=form.recommendation_data(),
            due_on=form.cleaned_data["due_on"],
            meeting=meeting,
            finding=finding,
            by=request.user,
        ),
        message=lambda made: _("Recommendation %s is made. Its owner sees it now.") % made.number,
    )
    if answer:
        return answer
    title = _("New recommendation")
    context = {
        "form": form,
        "title": title,
        "meeting": meeting,
        "finding": finding,
        "cancel": meeting.get_absolute_url() if meeting else reverse("reports:recommendation-list"),
        "crumbs": [*crumbs(), Crumb(title)],
    }
    return render(request, "reports/recommendations/form.html", context)


@permission_required("reports.make_recommendation", raise_exception=True)
def recommendation_edit(request, number):
    recommendation = _visible(request, number)
    form = ChangeRecommendationForm(
        request.POST or None, day=recommendation.given_on, recommendation=recommendation
    )
    answer = change(
        request,
        form,
        lambda: change_recommendation(
            recommendation=recommendation,
            data=form.recommendation_data(),
            reason=form.cleaned_data["reason"],
            by=request.user,
        ),
        row=recommendation,
        message=_("Recommendation %s is corrected.") % recommendation.number,
        to=recommendation,
    )
    if answer:
        return answer
    title = _("Correct or hand over")
    context = {
        "form": form,
        "title": title,
        "recommendation": recommendation,
        "meeting": recommendation.meeting,
        "cancel": recommendation.get_absolute_url(),
        "crumbs": [
            *crumbs(recommendation)[:-1],
            Crumb(recommendation.number, recommendation.get_absolute_url()),
        ]
        + [Crumb(title)],
    }
    return render(request, "reports/recommendations/form.html", context)


def _list_filter(request):
    seen = Recommendation.objects.visible_to(request.user)
    return RecommendationFilter(request.GET, queryset=seen.open_first(), request=request)


def _visible(request, number):
    seen = Recommendation.objects.visible_to(request.user).for_list().select_related("finding", "closed_by")
    return get_object_or_404(seen, number=number)


def crumbs(recommendation=None):
    """The trail above a page about recommendations, through the meeting where there was one."""
    found = [Crumb(_("Evaluation"), reverse("reports:meeting-list"))]
    if recommendation is not None and recommendation.meeting:
        found.append(Crumb(recommendation.meeting.title, recommendation.meeting.get_absolute_url()))
    else:
        found.append(Crumb(_("Recommendations"), reverse("reports:recommendation-list")))
    return [*found, Crumb(recommendation.number)] if recommendation is not None else found
