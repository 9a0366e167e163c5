"""Pages of the co-operatives: the list, one of them with accounts, members and board, and their forms."""

from django.contrib.auth.decorators import permission_required
from django.db.models import F
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from desmigratif.accounts.downloads import Download
from desmigratif.ui import clock
from desmigratif.ui.components import Crumb
from desmigratif.ui.formatting import long_date
from desmigratif.ui.forms import begun_with, change, create, form_page, press, step
from desmigratif.ui.lists import ListPage

from ..people.forms.joining import EndDayForm, RemoveForm
from ..people.named import show_people
from ..people.views.beneficiaries import note_search
from ..views.registers import form_page_of, member_form, placed, who_leaves
from ..views.rights import own_row
from . import services
from .exports import CooperativeExport
from .figures import counted, last_accounts, last_full_year, meeting_due
from .filters import CooperativeFilter, MemberFilter
from .forms import AccountsForm, CooperativeForm, TermForm
from .models import BoardTerm, Cooperative, CooperativeMember, CooperativeYear
from .querysets import owing_for

#: So many years stand on the page of a co-operative, the running one first.
YEARS_SHOWN = 5


@permission_required("pillars.view_cooperative", raise_exception=True)
def cooperative_list(request):
    chosen, today = _chosen(request), clock.today()
    listed = ListPage(request, chosen, chosen.matching.for_list(), export="pillars:cooperative-export")
    year = last_full_year(today)
    accounts = last_accounts(listed.page, year)
    for cooperative in listed.page:
        cooperative.accounts = accounts.get(cooperative.pk)
    context = {**listed.context, "counted": counted(chosen.matching, today), "year": year}
    return render(request, "pillars/cooperatives/list.html", context)


@require_safe
@permission_required("pillars.view_cooperative", raise_exception=True)
def cooperative_export(request, file_format):
    chosen, year = _chosen(request), last_full_year(clock.today())
    return Download(
        request,
        "koperasi",
        CooperativeExport(chosen.matching, until=year),
        what=_("Co-operatives of the villages that you may see, one row each, with their last accounts."),
        rows=(_("Co-operatives"), chosen.matching.count()),
        filters=chosen.in_words,
        about=[(_("Money"), _("Whole rupiah. An empty cell is not known; it is not 0."))],
    ).answer(file_format, back=reverse("pillars:cooperative-list"))


@permission_required("pillars.record_cooperative", raise_exception=True)
def cooperative_create(request):
    form = CooperativeForm(request.POST or None, user=request.user, initial=begun_with(request, "village"))
    answer = create(
        request,
        form,
        lambda: services.record_cooperative(data=form.data_of_cooperative(), by=request.user),
        message=_("The co-operative is recorded. State its accounts, members and board below."),
    )
    return answer or form_page(
        request,
        form,
        title=_("Record a co-operative"),
        lead=_(
            "A co-operative, unit of a BUMDes or Red-White village co-operative that serves the migrants of "
            "a village."
        ),
        submit=_("Record the co-operative"),
        cancel=reverse("pillars:cooperative-list"),
        crumbs=_crumbs(_("Record a co-operative")),
    )


@permission_required("pillars.view_cooperative", raise_exception=True)
def cooperative_detail(request, pk):
    cooperative, today = _cooperative(request, pk), clock.today()
    years = {row.year: row for row in cooperative.years.all()}
    newest = min(today.year, cooperative.ended_on.year if cooperative.ended_on else today.year)
    first = max(cooperative.founded_on.year if cooperative.founded_on else 0, services.FIRST_YEAR)
    shown = sorted({*range(max(first, newest - YEARS_SHOWN + 1), newest + 1), *years}, reverse=True)
    members = cooperative.members.visible_to(request.user)
    context = {
        "cooperative": cooperative,
        "years": [(year, years.get(year)) for year in shown],
        "last_year": last_full_year(today),
        "is_late": _is_late(cooperative, years.get(last_full_year(today)), today),
        "board": cooperative.board.order_by(F("ended_on").desc(nulls_first=True), "office", "-started_on"),
        "members_today": members.on(today).count(),
        "may_change": Cooperative.objects.editable_by(request.user).filter(pk=pk).exists(),
        "changes": cooperative.history.select_related("history_user"),
        "crumbs": _crumbs(cooperative.name),
    }
    return render(request, "pillars/cooperatives/detail.html", context)


@permission_required("pillars.record_cooperative", raise_exception=True)
def cooperative_edit(request, pk):
    cooperative = _own(request, Cooperative, pk)
    form = CooperativeForm(request.POST or None, user=request.user, cooperative=cooperative)
    answer = change(
        request,
        form,
        lambda: services.change_cooperative(
            cooperative=cooperative, data=form.data_of_cooperative(), by=request.user
        ),
        row=cooperative,
        hold=lambda: services.hold_villages(
            {cooperative.village_id, form.data_of_cooperative().village.pk}, request.user
        ),
        message=_("The co-operative is corrected."),
        to=cooperative,
    )
    return answer or _form_page(
        request,
        cooperative,
        form,
        title=_("Change the co-operative"),
        lead=_("What it said before stays in its history."),
        submit=_("Save the change"),
    )


@permission_required("pillars.record_cooperative", raise_exception=True)
def cooperative_remove(request, pk):
    cooperative = _own(request, Cooperative, pk)
    form = RemoveForm(request.POST or None)
    answer = step(
        request,
        form,
        lambda: services.remove_cooperative(cooperative=cooperative, by=request.user, **form.cleaned_data),
        message=_("The co-operative is removed."),
        to=reverse("pillars:cooperative-list"),
    )
    only = _("Only for one that was recorded by mistake. One that ended gets its last day instead.")
    return answer or _form_page(
        request,
        cooperative,
        form,
        title=_("Remove the co-operative"),
        lead=f"{placed(cooperative)} {only}",
        submit=_("Remove the co-operative"),
    )


@permission_required("pillars.record_cooperative", raise_exception=True)
def year_edit(request, pk, year):
    """States the accounts of a year, or corrects them."""
    cooperative = _own(request, Cooperative, pk)
    stated = cooperative.years.filter(year=year).first()
    form = AccountsForm(request.POST or None, stated=stated)

    def store():
        data = form.data_of_year()
        if stated:
            return services.correct_year(stated=stated, data=data, by=request.user)
        return services.state_year(cooperative=cooperative, year=year, data=data, by=request.user)

    answer = change(
        request,
        form,
        store,
        row=stated,
        hold=lambda: services.hold(cooperative, request.user),
        message=_("The accounts of %s are stored.") % year,
        to=cooperative,
    )
    context = {"cooperative": cooperative, "form": form, "year": year, "stated": stated}
    context |= _below(cooperative, _("Accounts of %s") % year)
    return answer or render(request, "pillars/cooperatives/year.html", context)


@require_POST
@permission_required("pillars.record_cooperative", raise_exception=True)
def year_withdraw(request, pk, year):
    cooperative = _own(request, Cooperative, pk)
    stated = get_object_or_404(CooperativeYear, cooperative=cooperative, year=year)
    return press(
        request,
        lambda: services.withdraw_year(stated=stated, by=request.user),
        message=_("The accounts of %s are removed.") % year,
        to=cooperative,
    )


@require_safe
@permission_required("villages.view_beneficiary", raise_exception=True)
def member_list(request, pk):
    """The members by name, for those who deal with people."""
    cooperative = _cooperative(request, pk)
    chosen = MemberFilter(request.GET, queryset=cooperative.members.visible_to(request.user), request=request)
    listed = ListPage(request, chosen, chosen.matching)
    note_search(request, chosen.form.cleaned_data.get("q", ""), listed.page.paginator.count)
    show_people(listed.page, request.user)
    context = {
        **listed.context,
        "cooperative": cooperative,
        "may_change": Cooperative.objects.editable_by(request.user).filter(pk=pk).exists(),
        "crumbs": _crumbs(Crumb(cooperative.name, cooperative.get_absolute_url()), _("Members")),
    }
    return render(request, "pillars/cooperatives/members.html", context)


@permission_required("pillars.record_cooperative", raise_exception=True)
def member_create(request, pk):
    cooperative = _own(request, Cooperative, pk)
    form = member_form(request, cooperative.village)
    answer = create(
        request,
        form,
        lambda: services.add_member(
            cooperative=cooperative,
            person=form.cleaned_data["found"],
            joined_on=form.cleaned_data["joined_on"],
            by=request.user,
        ),
        message=_("The member is recorded."),
        to=reverse("pillars:cooperative-members", args=[pk]),
    )
    return answer or _form_page(
        request,
        cooperative,
        form,
        title=_("Record a member"),
        lead=placed(cooperative),
        submit=_("Record the member"),
    )


@permission_required("pillars.record_cooperative", raise_exception=True)
def member_leave(request, pk):
    member = _own(request, CooperativeMember, pk)
    form = EndDayForm(request.POST or None, model=CooperativeMember, name="left_on")
    answer = step(
        request,
        form,
        lambda: services.end_membership(member=member, by=request.user, **form.cleaned_data),
        message=_("The end of the membership is recorded."),
        to=reverse("pillars:cooperative-members", args=[member.cooperative_id]),
    )
    return answer or _form_page(
        request,
        member.cooperative,
        form,
        title=_("Record the end of a membership"),
        lead=who_leaves(request, member, member.cooperative),
        submit=_("Record the end"),
    )


@require_POST
@permission_required("pillars.record_cooperative", raise_exception=True)
def member_remove(request, pk):
    member = _own(request, CooperativeMember, pk)
    return press(
        request,
        lambda: services.remove_member(member=member, by=request.user),
        message=_("The membership is removed."),
        to=reverse("pillars:cooperative-members", args=[member.cooperative_id]),
    )


@permission_required("pillars.record_cooperative", raise_exception=True)
def term_create(request, pk):
    cooperative = _own(request, Cooperative, pk)
    form = TermForm(request.POST or None)
    answer = create(
        request,
        form,
        lambda: services.start_term(cooperative=cooperative, by=request.user, **form.cleaned_data),
        message=_("The term of office is recorded."),
        to=cooperative,
    )
    return answer or _form_page(
        request,
        cooperative,
        form,
        title=_("Record an office-holder"),
        lead=placed(cooperative),
        submit=_("Record the office-holder"),
    )


@permission_required("pillars.record_cooperative", raise_exception=True)
def term_end(request, pk):
    term = _own(request, BoardTerm, pk)
    form = EndDayForm(request.POST or None, model=BoardTerm, name="ended_on")
    answer = step(
        request,
        form,
        lambda: services.end_term(term=term, by=request.user, **form.cleaned_data),
        message=_("The end of the term is recorded."),
        to=term.cooperative,
    )
    since = _("In office since %(day)s.") % {"day": long_date(term.started_on)}
    return answer or _form_page(
        request,
        term.cooperative,
        form,
        title=_("Record the end of a term"),
        lead=f"{term}, {term.cooperative}. {since}",
        submit=_("Record the end"),
    )


@require_POST
@permission_required("pillars.record_cooperative", raise_exception=True)
def term_remove(request, pk):
    term = _own(request, BoardTerm, pk)
    return press(
        request,
        lambda: services.remove_term(term=term, by=request.user),
        message=_("The term of office is removed."),
        to=term.cooperative,
    )


def _chosen(request):
    rows = Cooperative.objects.visible_to(request.user)
    return CooperativeFilter(request.GET, queryset=rows, request=request)


def _cooperative(request, pk):
    return get_object_or_404(Cooperative.objects.visible_to(request.user).for_list(), pk=pk)


def _own(request, model, pk):
    rows = model.objects.visible_to(request.user)
    if model is not Cooperative:
        rows = rows.select_related("cooperative__village__area")
    return own_row(rows, request.user, pk=pk)


def _is_late(cooperative, accounts, today):
    """Whether it owes the meeting about the last full year and is late; `accounts`: those of that year."""
    year = last_full_year(today)
    if (accounts and accounts.met_on) or today <= meeting_due(year):
        return False
    owing = Cooperative.objects.existing_on(today).filter(owing_for(year))
    return owing.filter(pk=cooperative.pk).exists()


def _form_page(request, cooperative, form, **words):
    """The page of a form about one co-operative."""
    return form_page_of(request, cooperative, form, _crumbs()[0], **words)


def _below(cooperative, title):
    """Where a page below that of a co-operative stands, and where its form leaves to."""
    address = cooperative.get_absolute_url()
    return {"cancel": address, "crumbs": _crumbs(Crumb(cooperative.name, address), title)}


def _crumbs(*steps):
    return [
        Crumb(_("Co-operatives"), reverse("pillars:cooperative-list")),
        *(one if isinstance(one, Crumb) else Crumb(one) for one in steps),
    ]
