"""Evaluation meetings: the list with the state of all recommendations, one meeting, writing it down."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db.models import F
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from desmigratif.ui import clock
from desmigratif.ui.components import Crumb
from desmigratif.ui.forms import change, create, form_page, press
from desmigratif.ui.paging import page_of
from desmigratif.ui.refusals import Refused
from pillars.forms.files import keep_files, take_files
from pillars.views.files import handed_out, thumbnail_of

from ...figures.recommendations import counts, counts_by_owner, judged, longest_overdue
from ...filters import RecommendationFilter
from ...models import EvaluationMeeting, Finding, MeetingFile, Recommendation
from ..forms.meetings import FindingForm, MeetingForm, OverdueForm
from ..services.meetings import (
    add_finding,
    add_meeting_file,
    change_finding,
    change_meeting,
    hold_meeting,
    locked_meeting,
    remove_finding,
    remove_meeting_file,
)

PER_PAGE = 20
OVERDUE_SHOWN = 5


@require_safe
@permission_required("reports.view_meeting", raise_exception=True)
def meeting_list(request):
    """All meetings, and below one filter how far their recommendations are, owner by owner."""
    seen = Recommendation.objects.visible_to(request.user)
    chosen = RecommendationFilter(request.GET, queryset=seen, request=request)
    day = clock.today()
    meetings = EvaluationMeeting.objects.visible_to(request.user).for_list().with_counts(day)
    context = {
        "filter": chosen,
        "chips": chosen.chips,
        "day": day,
        "counts": counts(chosen.matching, day),
        "owners": counts_by_owner(chosen.matching, day),
        "overdue": longest_overdue(chosen.matching, day, OVERDUE_SHOWN),
        "query": _query(request.GET),
        "kept": _query(request.GET, "owner"),
        "page": page_of(request, meetings, PER_PAGE),
    }
    return render(request, "reports/meetings/list.html", context)


def _query(choice, *without):
    """The filters in force without status and page, to be carried on: `pillar=II&`."""
    kept = choice.copy()
    for name in ("status", "page", *without):
        kept.pop(name, None)
    return f"{kept.urlencode()}&" if kept else ""


@dataclass
class OwnerCard:
    """What one meeting recommended to one organisation under one pillar."""

    owner: object
    pillar: object
    rows: list = field(default_factory=list)

    @property
    def done(self):
        return sum(row.standing.tone == "ok" for row in self.rows)

    @property
    def overdue(self):
        return sum(row.late > 0 for row in self.rows)


@require_safe
@permission_required("reports.view_meeting", raise_exception=True)
def meeting_detail(request, pk):
    meetings = EvaluationMeeting.objects.visible_to(request.user).for_list()
    meeting = get_object_or_404(meetings.prefetch_related("directions", "organisations", "files"), pk=pk)
    day = clock.today()
    recommendations = meeting.recommendations.for_list()
    rows = judged(
        recommendations.order_by(F("pillar__number").asc(nulls_last=True), "owner__name", "number"), day
    )
    form = OverdueForm.read(request.GET)
    overdue_only = form.is_chosen
    context = {
        "form": form,
        "meeting": meeting,
        "day": day,
        "counts": counts(recommendations, day),
        "query": f"meeting={meeting.pk}&",
        "longest": max(rows, key=lambda row: row.late, default=None),
        "cards": _cards(row for row in rows if row.late or not overdue_only),
        "overdue_only": overdue_only,
        "findings": meeting.findings.select_related("problem", "pillar", "area", "stated_by"),
        "answerable": set(Recommendation.objects.answerable_by(request.user).values_list("pk", flat=True)),
        "crumbs": [Crumb(_("Evaluation"), reverse("reports:meeting-list")), Crumb(meeting.title)],
    }
    return render(request, "reports/meetings/detail.html", context)


def _cards(rows):
    cards = {}
    for row in rows:
        one = row.recommendation
        card = cards.setdefault((one.pillar_id, one.owner_id), OwnerCard(one.owner, one.pillar))
        card.rows.append(row)
    return list(cards.values())


@permission_required("reports.hold_meeting", raise_exception=True)
def meeting_create(request):
    form = MeetingForm(request.POST or None, request.FILES or None, user=request.user)
    answer = create(
        request,
        form,
        lambda: hold_meeting(data=form.meeting_data(), by=request.user),
        message=lambda meeting: _("“%s” is recorded.") % meeting.title,
        to=lambda meeting: _with_files(request, meeting, form),
    )
    return answer or _meeting_page(request, form, _("Record a meeting"), reverse("reports:meeting-list"))


@permission_required("reports.hold_meeting", raise_exception=True)
def meeting_edit(request, pk):
    meeting = _meeting(request, pk)
    form = MeetingForm(request.POST or None, request.FILES or None, meeting=meeting, user=request.user)
    answer = change(
        request,
        form,
        lambda: change_meeting(meeting=meeting, data=form.meeting_data(), by=request.user),
        row=meeting,
        message=lambda meeting: _("“%s” is corrected.") % meeting.title,
        to=lambda meeting: _with_files(request, meeting, form),
    )
    return answer or _meeting_page(
        request, form, _("Correct the meeting"), meeting.get_absolute_url(), meeting
    )


def _meeting_page(request, form, title, cancel, meeting=None):
    keep_files(form, by=request.user)
    return form_page(
        request,
        form,
        title=title,
        lead=meeting.title if meeting else "",
        submit=_("Save the correction") if meeting else _("Save the meeting"),
        cancel=cancel,
        crumbs=_crumbs(meeting, title),
    )


def _with_files(request, meeting, form):
    """The meeting, with the files that came with the form."""
    for checked in take_files(form):
        try:
            add_meeting_file(meeting=meeting, checked=checked, by=request.user)
        except Refused as refused:
            messages.warning(request, refused.message)
    return meeting


@require_safe
@permission_required("reports.view_meeting", raise_exception=True)
def meeting_file(request, pk):
    file = _file(pk, EvaluationMeeting.objects.visible_to(request.user))
    return handed_out(request, file, about=f"meeting {file.meeting_id}")


@require_safe
@permission_required("reports.view_meeting", raise_exception=True)
def meeting_file_thumbnail(request, pk):
    return thumbnail_of(_file(pk, EvaluationMeeting.objects.visible_to(request.user)))


@require_http_methods(["GET", "POST"])
@permission_required("reports.hold_meeting", raise_exception=True)
def meeting_file_remove(request, pk):
    """Asks first: a removed file does not come back."""
    file = _file(pk, EvaluationMeeting.objects.editable_by(request.user))
    meeting = file.meeting
    if request.method != "POST":
        context = {
            "file": file,
            "back": meeting.get_absolute_url(),
            "crumbs": _crumbs(meeting, _("Remove a file")),
        }
        return render(request, "pillars/files/remove.html", context)
    return press(
        request,
        lambda: remove_meeting_file(file=file, by=request.user),
        message=_("“%s” was removed.") % file.original_name,
        to=meeting,
    )


@permission_required("reports.hold_meeting", raise_exception=True)
def finding_create(request, pk):
    meeting = _meeting(request, pk)
    form = FindingForm(request.POST or None, initial={"area": meeting.area})
    answer = create(
        request,
        form,
        lambda: add_finding(meeting=meeting, data=form.finding_data(), by=request.user),
        message=_("The finding is added."),
        to=meeting,
    )
    return answer or _finding_page(request, form, _("Add a finding"), meeting)


@permission_required("reports.hold_meeting", raise_exception=True)
def finding_edit(request, pk):
    finding = _finding(request, pk)
    form = FindingForm(request.POST or None, finding=finding)
    answer = change(
        request,
        form,
        lambda: change_finding(finding=finding, data=form.finding_data(), by=request.user),
        row=finding,
        hold=lambda: locked_meeting(finding.meeting, request.user),
        message=_("The finding is corrected."),
        to=finding.meeting,
    )
    return answer or _finding_page(request, form, _("Correct the finding"), finding.meeting, finding)


def _finding_page(request, form, title, meeting, finding=None):
    context = {
        "form": form,
        "title": title,
        "meeting": meeting,
        "finding": finding,
        "crumbs": _crumbs(meeting, title),
    }
    return render(request, "reports/meetings/finding.html", context)


@require_POST
@permission_required("reports.hold_meeting", raise_exception=True)
def finding_remove(request, pk):
    finding = _finding(request, pk)
    meeting = finding.meeting
    return press(
        request,
        lambda: remove_finding(finding=finding, by=request.user),
        message=_("The finding was removed."),
        to=meeting,
    )


def _file(pk, meetings):
    return get_object_or_404(MeetingFile.objects.filter(meeting__in=meetings), pk=pk)


def _meeting(request, pk):
    return get_object_or_404(EvaluationMeeting.objects.editable_by(request.user).for_list(), pk=pk)


def _finding(request, pk):
    meetings = EvaluationMeeting.objects.editable_by(request.user)
    return get_object_or_404(Finding.objects.filter(meeting__in=meetings).select_related("meeting"), pk=pk)


def _crumbs(meeting, here):
    crumbs = [Crumb(_("Evaluation"), reverse("reports:meeting-list"))]
    if meeting is not None:
        crumbs.append(Crumb(meeting.title, meeting.get_absolute_url()))
    return [*crumbs, Crumb(here)]
