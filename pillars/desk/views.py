"""Pages of the service desk: the list of visits, one visit with its case, and empty months."""

import datetime

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from desmigratif.accounts.adapter import client_address
from desmigratif.accounts.downloads import Download
from desmigratif.ui import clock
from desmigratif.ui.components import Crumb
from desmigratif.ui.formatting import long_date, month_year
from desmigratif.ui.forms import begun_with, change, create, press, step
from desmigratif.ui.lists import ListPage
from villages.models import Village

from ..people.forms.joining import RemoveForm
from ..people.forms.named_people import person_asked_for
from ..people.named import show_people, show_person
from ..people.views.beneficiaries import note_search
from ..views.registers import form_page_of
from ..views.rights import own_row
from .exports import DeskVisitExport
from .figures import counted, silent_villages
from .filters import DeskVisitFilter, SilentVillageFilter
from .forms import StepForm, VisitForm
from .models import DeskNil, DeskVisit
from .services import (
    change_visit,
    hold_for_change,
    record_visit,
    remove_visit,
    state_nil_month,
    take_step,
    take_step_back,
    withdraw_nil_month,
)


@permission_required("pillars.view_desk_visit", raise_exception=True)
def visit_list(request):
    chosen = _chosen(request)
    listed = ListPage(
        request, chosen, chosen.matching.for_list().with_last_step(), export="pillars:desk-visit-export"
    )
    note_search(request, chosen.form.cleaned_data.get("q", ""), listed.page.paginator.count)
    show_people(listed.page, request.user)
    context = {**listed.context, "counted": counted(chosen.matching, clock.today())}
    return render(request, "pillars/desk/list.html", context)


@require_safe
@permission_required("pillars.view_desk_visit", raise_exception=True)
def visit_export(request, file_format):
    chosen, today = _chosen(request), clock.today()
    return Download(
        request,
        "meja-layanan",
        DeskVisitExport(chosen.matching, user=request.user, today=today),
        what=_(
            "Visits to the service desks of villages that you may see, one row each. Keep this file safe."
        ),
        rows=(_("Visits"), chosen.matching.count()),
        filters=chosen.in_words,
        about=[(_("Days open"), _("From the visit to the last step, or to %s.") % long_date(today))],
        names_people=True,
    ).answer(file_format, back=reverse("pillars:desk-visit-list"))


@permission_required("pillars.record_desk_visit", raise_exception=True)
def visit_create(request):
    form = VisitForm(
        request.POST or None,
        user=request.user,
        address=client_address(request),
        initial=_asked_for(request),
    )
    answer = create(
        request,
        form,
        lambda: record_visit(data=form.data_of_visit(), by=request.user),
        message=_("The visit is recorded."),
    )
    if answer:
        return answer
    context = {
        "form": form,
        "crumbs": _crumbs(_("Record a visit")),
        "cancel": reverse("pillars:desk-visit-list"),
    }
    return render(request, "pillars/desk/create.html", context)


@permission_required("pillars.view_desk_visit", raise_exception=True)
def visit_detail(request, pk):
    visit = _visit(request, pk)
    show_person(request, visit)
    context = {
        "visit": visit,
        "steps": visit.steps.select_related("recorded_by").order_by("-on", "-pk"),
        "may_change": DeskVisit.objects.editable_by(request.user).filter(pk=visit.pk).exists(),
        "days": visit.age_on(clock.today()),
        "changes": visit.history.select_related("history_user"),
        "crumbs": _crumbs(str(visit)),
    }
    return render(request, "pillars/desk/detail.html", context)


@permission_required("pillars.record_desk_visit", raise_exception=True)
def visit_edit(request, pk):
    visit = _own(request, pk)
    show_person(request, visit)
    form = VisitForm(request.POST or None, user=request.user, address=client_address(request), visit=visit)
    answer = change(
        request,
        form,
        lambda: change_visit(visit=visit, data=form.data_of_visit(), by=request.user),
        row=visit,
        hold=lambda: hold_for_change(visit, form.data_of_visit(), request.user),
        message=_("The visit is corrected."),
        to=visit,
    )
    return answer or _form_page(
        request,
        visit,
        form,
        title=_("Correct the visit"),
        lead=_("What it said before stays in its history."),
        submit=_("Save the correction"),
    )


@permission_required("pillars.record_desk_visit", raise_exception=True)
def visit_remove(request, pk):
    visit = _own(request, pk)
    form = RemoveForm(request.POST or None)
    answer = step(
        request,
        form,
        lambda: remove_visit(visit=visit, by=request.user, **form.cleaned_data),
        message=_("The visit is removed."),
        to=reverse("pillars:desk-visit-list"),
    )
    lead = _(
        "%(visit)s, %(village)s. It no longer counts; its last version and your reason stay in the history."
    )
    return answer or _form_page(
        request,
        visit,
        form,
        title=_("Remove the visit"),
        lead=lead % {"visit": visit, "village": visit.village.label},
        submit=_("Remove the visit"),
    )


@permission_required("pillars.record_desk_visit", raise_exception=True)
def step_create(request, pk):
    visit = _own(request, pk)
    form = StepForm(request.POST or None, initial={"on": clock.today()})
    answer = create(
        request,
        form,
        lambda: take_step(visit=visit, by=request.user, **form.cleaned_data),
        message=_("The step is recorded."),
        to=visit,
    )
    end = _("The step “Closed” ends the case.")
    return answer or _form_page(
        request,
        visit,
        form,
        title=_("Record the next step"),
        lead=f"{visit}, {visit.village.label}. {end}",
        submit=_("Record the step"),
    )


@require_POST
@permission_required("pillars.record_desk_visit", raise_exception=True)
def step_take_back(request, pk):
    visit = _own(request, pk)
    return press(
        request,
        lambda: take_step_back(visit=visit, by=request.user),
        message=_("The last step is taken back."),
        to=visit,
        once=True,
    )


@require_safe
@permission_required("pillars.record_desk_visit", raise_exception=True)
def month_detail(request, month):
    """The own villages that said nothing of a month, each with what to do about it."""
    day = _first_day(month)
    chosen = SilentVillageFilter(
        request.GET, queryset=silent_villages(request.user, day).for_list(), request=request
    )
    context = {
        **ListPage(request, chosen, chosen.matching).context,
        "month": month_year(day),
        "key": month,
        "crumbs": _crumbs(month_year(day)),
    }
    return render(request, "pillars/desk/month.html", context)


@require_POST
@permission_required("pillars.record_desk_visit", raise_exception=True)
def nil_create(request, code, month):
    village, day = _village(request, code), _first_day(month)
    return press(
        request,
        lambda: state_nil_month(village=village, month=day, by=request.user),
        message=_("%(village)s: nobody came to the service desk in %(month)s. This has been recorded.")
        % {"village": village, "month": month_year(day)},
        to=reverse("pillars:desk-month", args=[month]) if "month" in request.POST else village,
    )


@require_POST
@permission_required("pillars.record_desk_visit", raise_exception=True)
def nil_withdraw(request, code, month):
    village, day = _village(request, code), _first_day(month)
    nil = DeskNil.objects.standing().filter(village=village, month=day).first()
    return press(
        request,
        lambda: nil and withdraw_nil_month(nil=nil, by=request.user),
        message=_("%(village)s: the statement about %(month)s is taken back.")
        % {"village": village, "month": month_year(day)},
        to=village,
    )


def _chosen(request):
    return DeskVisitFilter(request.GET, queryset=DeskVisit.objects.visible_to(request.user), request=request)


def _visit(request, pk):
    return get_object_or_404(DeskVisit.objects.visible_to(request.user).for_list(), pk=pk)


def _own(request, pk):
    return own_row(DeskVisit.objects.visible_to(request.user).for_list(), request.user, pk=pk)


def _village(request, code):
    return get_object_or_404(Village.objects.visible_to(request.user), area=code)


def _first_day(month):
    year, number = map(int, month.split("-"))
    return datetime.date(year, number, 1)


def _asked_for(request):
    """What a link says of the visit: the village, and the person whose page it stands on."""
    initial = {"visited_on": clock.today(), **begun_with(request, "village")}
    if person := person_asked_for(request):
        initial |= {
            "visitor": person.full_name,
            "person": str(person.number),
            "village": person.village.code,
        }
    return initial


def _form_page(request, visit, form, **words):
    """The page of a form about one visit."""
    return form_page_of(request, visit, form, _crumbs()[0], **words)


def _crumbs(*steps):
    return [
        Crumb(_("Service desk"), reverse("pillars:desk-visit-list")),
        *(step if isinstance(step, Crumb) else Crumb(step) for step in steps),
    ]
