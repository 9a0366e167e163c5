"""Pages of the businesses: the list, one of them with people, status, permits and years, and their forms."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from desmigratif.accounts.adapter import client_address
from desmigratif.accounts.downloads import Download
from desmigratif.ui import clock
from desmigratif.ui.components import Crumb
from desmigratif.ui.formatting import long_date
from desmigratif.ui.forms import begun_with, change, create, form_page, press, step
from desmigratif.ui.lists import ListPage

from ..models import Activity
from ..people.forms.joining import EndDayForm, RemoveForm
from ..people.forms.named_people import person_asked_for
from ..people.named import show_people
from ..views.registers import form_page_of, member_form, placed, who_leaves
from ..views.rights import own_row
from . import services
from .exports import BusinessExport
from .figures import HALF, WHOLE, counted, last_figures, last_full_year, trainings_before
from .filters import BusinessFilter
from .forms import BusinessForm, FiguresForm, PermitForm, StatusForm
from .models import Business, BusinessMember, BusinessPermit, BusinessYear
from .querysets import MONTH, day_number

#: So many years, members and trainings stand on the page of a business, the newest first.
YEARS_SHOWN, MEMBERS_SHOWN, TRAININGS_SHOWN = 5, 40, 5


@permission_required("pillars.view_business", raise_exception=True)
def business_list(request):
    chosen = _chosen(request)
    listed = ListPage(request, chosen, chosen.matching.for_list(), export="pillars:business-export")
    year = last_full_year(chosen.day)
    figures = last_figures(listed.page, year)
    for business in listed.page:
        business.figures = figures.get(business.pk)
    rows = Business.objects.filter(pk__in=chosen.matching.order_by().values("pk"))
    context = {
        **listed.context,
        "counted": counted(rows, chosen.day.year, chosen.day),
        "day": chosen.day,
        "is_past": chosen.day != clock.today(),
    }
    return render(request, "pillars/businesses/list.html", context)


@require_safe
@permission_required("pillars.view_business", raise_exception=True)
def business_export(request, file_format):
    chosen = _chosen(request)
    return Download(
        request,
        "usaha",
        BusinessExport(chosen.matching, user=request.user, day=chosen.day),
        what=_("Businesses of the villages that you may see, one row each. Keep this file safe."),
        rows=(_("Businesses"), chosen.matching.count()),
        filters=chosen.in_words,
        about=[
            (_("Money"), _("Whole rupiah. An empty cell is not known; it is not 0.")),
            (_("Status"), _("As it stood on %s.") % long_date(chosen.day)),
        ],
        names_people=True,
    ).answer(file_format, back=reverse("pillars:business-list"))


@permission_required("pillars.record_business", raise_exception=True)
def business_create(request):
    initial = begun_with(request, "village")
    if person := person_asked_for(request):
        initial |= {"member": person.full_name, "person": str(person.number), "village": person.village.code}
    asker = {"user": request.user, "address": client_address(request)}
    form = BusinessForm(request.POST or None, initial=initial, **asker)
    answer = create(
        request,
        form,
        lambda: services.record_business(
            data=form.data_of_business(), owner=form.cleaned_data["found"], by=request.user
        ),
        message=_("The business is recorded. Record its members, permits and yearly figures below."),
    )
    return answer or form_page(
        request,
        form,
        title=_("Record a business"),
        lead=_("The business of a returned migrant worker, of a family member, or of a group."),
        submit=_("Record the business"),
        cancel=reverse("pillars:business-list"),
        crumbs=[_root(), Crumb(_("Record a business"))],
    )


@permission_required("pillars.view_business", raise_exception=True)
def business_detail(request, pk):
    today = clock.today()
    rows = Business.objects.visible_to(request.user).for_list().with_status_on(today)
    business = get_object_or_404(rows.with_status_after(HALF, WHOLE), pk=pk)
    years = {row.year: row for row in business.years.all()}
    first = max(business.started_on.year if business.started_on else 0, services.FIRST_YEAR)
    shown = sorted({*range(max(first, today.year - YEARS_SHOWN + 1), today.year + 1), *years}, reverse=True)
    members = list(business.members.visible_to(request.user).on(today)[: MEMBERS_SHOWN + 1])
    show_people(members, request.user)
    request.shown_people.update(member.shown.number for member in members if member.shown)
    trainings = trainings_before(business).filter(
        pk__in=Activity.objects.visible_to(request.user).order_by().values("pk")
    )
    context = {
        "business": business,
        "years": [(year, years.get(year)) for year in shown],
        "last_year": last_full_year(today),
        "members": members[:MEMBERS_SHOWN],
        "more_members": len(members) > MEMBERS_SHOWN,
        "steps": list(business.steps.select_related("recorded_by")),
        "permits": business.permits.all(),
        "today": today,
        "lived": _lived(business, today),
        "trainings": trainings[:TRAININGS_SHOWN],
        "may_change": Business.objects.editable_by(request.user).filter(pk=pk).exists(),
        "changes": [] if business.is_withheld else business.history.select_related("history_user"),
        "crumbs": [_root(), Crumb(str(business))],
    }
    return render(request, "pillars/businesses/detail.html", context)


@permission_required("pillars.record_business", raise_exception=True)
def business_edit(request, pk):
    business = _own(request, Business, pk)
    asker = {"user": request.user, "address": client_address(request)}
    form = BusinessForm(request.POST or None, business=business, **asker)
    answer = change(
        request,
        form,
        lambda: services.change_business(business=business, data=form.data_of_business(), by=request.user),
        row=business,
        hold=lambda: services.hold_villages(
            {business.village_id, form.data_of_business().village.pk}, request.user
        ),
        message=_("The business is corrected."),
        to=business,
    )
    words = {"lead": _("What it said before stays in its history."), "submit": _("Save the change")}
    return answer or _form_page(request, business, form, title=_("Change the business"), **words)


@permission_required("pillars.record_business", raise_exception=True)
def business_remove(request, pk):
    business = _own(request, Business, pk)
    form = RemoveForm(request.POST or None)
    answer = step(
        request,
        form,
        lambda: services.remove_business(business=business, by=request.user, **form.cleaned_data),
        message=_("The business is removed."),
        to=reverse("pillars:business-list"),
    )
    only = _("Only for one that was recorded by mistake. Of one that closed, record its status.")
    words = {"lead": f"{placed(business)} {only}", "submit": _("Remove the business")}
    return answer or _form_page(request, business, form, title=_("Remove the business"), **words)


@permission_required("pillars.record_business", raise_exception=True)
def status_create(request, pk):
    business = _own(request, Business, pk)
    form = StatusForm(request.POST or None, initial={"on": clock.today()})
    answer = create(
        request,
        form,
        lambda: services.take_step(business=business, by=request.user, **form.cleaned_data),
        message=_("The status is recorded."),
        to=business,
    )
    words = {"lead": placed(business), "submit": _("Record the status")}
    return answer or _form_page(request, business, form, title=_("Record a change of the status"), **words)


@require_POST
@permission_required("pillars.record_business", raise_exception=True)
def status_take_back(request, pk):
    business = _own(request, Business, pk)
    return press(
        request,
        lambda: services.take_step_back(business=business, by=request.user),
        message=_("The last change of the status is taken back."),
        to=business,
        once=True,
    )


@permission_required("pillars.record_business", raise_exception=True)
def year_edit(request, pk, year):
    """States the figures of a year, or corrects them."""
    business = _own(request, Business, pk)
    stated = business.years.filter(year=year).first()
    form = FiguresForm(request.POST or None, stated=stated)

    def store():
        data = form.data_of_year()
        if stated:
            return services.correct_year(stated=stated, data=data, by=request.user)
        return services.state_year(business=business, year=year, data=data, by=request.user)

    answer = change(
        request,
        form,
        store,
        row=stated,
        hold=lambda: services.hold(business, request.user),
        message=_("The figures of %s are stored.") % year,
        to=business,
    )
    unknown = _("What nobody knows stays empty; empty is not 0.")
    words = {"lead": f"{placed(business)} {unknown}", "submit": _("Store the figures")}
    return answer or _form_page(request, business, form, title=_("Figures of %s") % year, **words)


@require_POST
@permission_required("pillars.record_business", raise_exception=True)
def year_withdraw(request, pk, year):
    business = _own(request, Business, pk)
    stated = get_object_or_404(BusinessYear.objects.select_related("business"), business=business, year=year)
    return press(
        request,
        lambda: services.withdraw_year(stated=stated, by=request.user),
        message=_("The figures of %s are removed.") % year,
        to=business,
    )


@permission_required("pillars.record_business", raise_exception=True)
def permit_create(request, pk):
    business = _own(request, Business, pk)
    form = PermitForm(request.POST or None)
    answer = create(
        request,
        form,
        lambda: services.record_permit(business=business, data=form.data_of_permit(), by=request.user),
        message=_("The permit is recorded."),
        to=business,
    )
    words = {"lead": placed(business), "submit": _("Record the permit")}
    return answer or _form_page(request, business, form, title=_("Record a permit"), **words)


@require_POST
@permission_required("pillars.record_business", raise_exception=True)
def permit_remove(request, pk):
    permit = _own(request, BusinessPermit, pk)
    return press(
        request,
        lambda: services.remove_permit(permit=permit, by=request.user),
        message=_("The permit is removed."),
        to=permit.business,
    )


@permission_required("pillars.record_business", raise_exception=True)
def member_create(request, pk):
    business = _own(request, Business, pk)
    form = member_form(request, business.village)
    answer = create(
        request,
        form,
        lambda: services.add_member(
            business=business,
            person=form.cleaned_data["found"],
            joined_on=form.cleaned_data["joined_on"],
            by=request.user,
        ),
        message=_("The owner or member is recorded."),
        to=business,
    )
    words = {"lead": placed(business), "submit": _("Record this person")}
    return answer or _form_page(request, business, form, title=_("Record an owner or member"), **words)


@permission_required("pillars.record_business", raise_exception=True)
def member_leave(request, pk):
    member = _own(request, BusinessMember, pk)
    form = EndDayForm(request.POST or None, model=BusinessMember, name="left_on")
    answer = step(
        request,
        form,
        lambda: services.end_membership(member=member, by=request.user, **form.cleaned_data),
        message=_("The end is recorded."),
        to=member.business,
    )
    words = {"lead": who_leaves(request, member, member.business), "submit": _("Record the end")}
    return answer or _form_page(request, member.business, form, title=_("Record who left"), **words)


@require_POST
@permission_required("pillars.record_business", raise_exception=True)
def member_remove(request, pk):
    member = _own(request, BusinessMember, pk)
    return press(
        request,
        lambda: services.remove_member(member=member, by=request.user),
        message=_("The entry is removed."),
        to=member.business,
    )


def _chosen(request):
    return BusinessFilter(request.GET, queryset=Business.objects.visible_to(request.user), request=request)


def _own(request, model, pk):
    rows = model.objects.visible_to(request.user)
    rows = rows.for_list() if model is Business else rows.select_related("business__village__area")
    return own_row(rows, request.user, pk=pk)


def _lived(business, today):
    """`[(months, status or None)]`: how it stood 6 and 12 months after its start, None before that day."""
    if business.started_on is None:
        return []
    number = day_number(today) - day_number(business.started_on)
    return [
        (months, getattr(business, f"status_{months}") if number >= months * MONTH else None)
        for months in (HALF, WHOLE)
    ]


def _form_page(request, business, form, **words):
    """The page of a form about one business."""
    return form_page_of(request, business, form, _root(), **words)


def _root():
    return Crumb(_("Businesses"), reverse("pillars:business-list"))
