"""Pages of the groups: the list, one of them with meetings, its members, and their forms."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from desmigratif.accounts.downloads import Download
from desmigratif.ui import clock
from desmigratif.ui.components import Crumb
from desmigratif.ui.forms import begun_with, change, create, form_page, press, step
from desmigratif.ui.lists import ListPage
from villages.models import Village
from villages.people.small_counts import told

from ...models import Activity
from ...people.forms.joining import EndDayForm, RemoveForm
from ...people.forms.named_people import person_asked_for
from ...people.named import show_people
from ...people.views.beneficiaries import note_search
from ...views.registers import form_page_of, placed, who_leaves
from ...views.rights import own_row
from .. import services
from ..choices import GroupRole
from ..exports import GroupExport
from ..figures import came, members_by_role, quarters_of, told_counts
from ..filters import GroupFilter, GroupMemberFilter
from ..forms import GroupMemberForm, ParentingGroupForm, SessionForm
from ..models import GroupMember, GroupSession, ParentingGroup

#: So many meetings stand on the page of a group, the newest first.
SESSIONS_SHOWN = 10


@permission_required("pillars.view_parenting", raise_exception=True)
def group_list(request):
    chosen, today = _chosen(request), clock.today()
    listed = ListPage(request, chosen, chosen.matching.for_list(), export="pillars:parenting-group-export")
    people = members_by_role(listed.page, today)
    for group in listed.page:
        group.people = _told(people.get(group.pk, {}), request.user)
    villages = Village.objects.filter(parenting_groups__in=chosen.matching.order_by().values("pk"))
    own = None if request.user.has_perm("villages.view_beneficiary") else villages.none()
    context = {**listed.context, "counted": told_counts(villages.distinct(), own, today)}
    return render(request, "pillars/parenting/list.html", context)


@require_safe
@permission_required("pillars.view_parenting", raise_exception=True)
def group_export(request, file_format):
    chosen = _chosen(request)
    return Download(
        request,
        "pengasuhan",
        GroupExport(chosen.matching),
        what=_("Parenting groups and learning houses of the villages that you may see, one row each."),
        rows=(_("Parenting groups"), chosen.matching.count()),
        filters=chosen.in_words,
    ).answer(file_format, back=reverse("pillars:parenting-group-list"))


@permission_required("pillars.record_parenting", raise_exception=True)
def group_create(request):
    form = ParentingGroupForm(request.POST or None, user=request.user, initial=begun_with(request, "village"))
    answer = create(
        request,
        form,
        lambda: services.record_group(data=form.data_of_group(), by=request.user),
        message=_("The group is recorded. Record its children, carers and meetings below."),
    )
    return answer or form_page(
        request,
        form,
        title=_("Record a group"),
        lead=_("A parenting group or learning house for the children and families of migrant workers."),
        submit=_("Record the group"),
        cancel=reverse("pillars:parenting-group-list"),
        crumbs=_crumbs(_("Record a group")),
    )


@permission_required("pillars.view_parenting", raise_exception=True)
def group_detail(request, pk):
    group, today = _group(request, pk), clock.today()
    sessions = list(group.sessions.select_related("activity")[:SESSIONS_SHOWN])
    people = came(sessions)
    seen = set(
        Activity.objects.visible_to(request.user)
        .filter(pk__in=[session.activity_id for session in sessions])
        .values_list("pk", flat=True)
    )
    for session in sessions:
        session.came = _told_one(people.get(session.pk, 0), request.user)
        session.is_seen = session.activity_id in seen
    context = {
        "group": group,
        "people": _told(members_by_role([group], today).get(group.pk, {}), request.user),
        "sessions": sessions,
        "quarters": quarters_of(group, today),
        "may_change": ParentingGroup.objects.editable_by(request.user).filter(pk=pk).exists(),
        "changes": group.history.select_related("history_user"),
        "crumbs": _crumbs(group.name),
    }
    return render(request, "pillars/parenting/detail.html", context)


@permission_required("pillars.record_parenting", raise_exception=True)
def group_edit(request, pk):
    group = _own(request, ParentingGroup, pk)
    form = ParentingGroupForm(request.POST or None, user=request.user, group=group)
    answer = change(
        request,
        form,
        lambda: services.change_group(group=group, data=form.data_of_group(), by=request.user),
        row=group,
        hold=lambda: services.hold_villages(
            {group.village_id, form.data_of_group().village.pk}, request.user
        ),
        message=_("The group is corrected."),
        to=group,
    )
    return answer or _form_page(
        request,
        group,
        form,
        title=_("Change the group"),
        lead=_("What it said before stays in its history."),
        submit=_("Save the change"),
    )


@permission_required("pillars.record_parenting", raise_exception=True)
def group_remove(request, pk):
    group = _own(request, ParentingGroup, pk)
    form = RemoveForm(request.POST or None)
    answer = step(
        request,
        form,
        lambda: services.remove_group(group=group, by=request.user, **form.cleaned_data),
        message=_("The group is removed."),
        to=reverse("pillars:parenting-group-list"),
    )
    only = _("Only for one that was recorded by mistake. One that ended gets its last day instead.")
    return answer or _form_page(
        request,
        group,
        form,
        title=_("Remove the group"),
        lead=f"{placed(group)} {only}",
        submit=_("Remove the group"),
    )


@permission_required("villages.view_beneficiary", raise_exception=True)
def member_list(request, pk):
    """Who is in a group; its children only for those who keep them."""
    group = _group(request, pk)
    rows = group.members.visible_to(request.user)
    chosen = GroupMemberFilter(request.GET, queryset=rows, request=request)
    listed = ListPage(request, chosen, chosen.matching)
    note_search(request, chosen.form.cleaned_data.get("q", ""), listed.page.paginator.count)
    show_people(listed.page, request.user)
    request.shown_people |= {
        member.shown.number for member in listed.page if member.role == GroupRole.CHILD and member.shown
    }
    context = {
        **listed.context,
        "group": group,
        "may_change": ParentingGroup.objects.editable_by(request.user).filter(pk=pk).exists(),
        "crumbs": _crumbs(Crumb(group.name, group.get_absolute_url()), _("Members")),
    }
    return render(request, "pillars/parenting/members.html", context)


@permission_required("pillars.record_parenting", raise_exception=True)
def member_create(request, pk):
    group = _own(request, ParentingGroup, pk)
    initial = {"joined_on": clock.today(), **begun_with(request, "role")}
    if person := person_asked_for(request):
        initial |= {"member": person.full_name, "person": str(person.number)}
    form = GroupMemberForm(request.POST or None, user=request.user, village=group.village, initial=initial)

    def store():
        said = {name: form.cleaned_data[name] for name in ("role", "joined_on")}
        return services.add_member(group=group, person=form.cleaned_data["found"], by=request.user, **said)

    answer = create(
        request,
        form,
        store,
        message=_("The member is recorded."),
        to=reverse("pillars:parenting-members", args=[pk]),
    )
    return answer or _form_page(
        request,
        group,
        form,
        title=_("Record a member"),
        lead=placed(group),
        submit=_("Record the member"),
    )


@permission_required("pillars.record_parenting", raise_exception=True)
def member_leave(request, pk):
    member = _own(request, GroupMember, pk)
    form = EndDayForm(request.POST or None, model=GroupMember, name="left_on")
    answer = step(
        request,
        form,
        lambda: services.end_membership(member=member, by=request.user, **form.cleaned_data),
        message=_("The end of the membership is recorded."),
        to=reverse("pillars:parenting-members", args=[member.group_id]),
    )
    return answer or _form_page(
        request,
        member.group,
        form,
        title=_("Record the end of a membership"),
        lead=who_leaves(request, member, member.group),
        submit=_("Record the end"),
    )


@require_POST
@permission_required("pillars.record_parenting", raise_exception=True)
def member_remove(request, pk):
    member = _own(request, GroupMember, pk)
    return press(
        request,
        lambda: services.remove_member(member=member, by=request.user),
        message=_("The membership is removed."),
        to=reverse("pillars:parenting-members", args=[member.group_id]),
    )


@permission_required("pillars.record_parenting", raise_exception=True)
def session_create(request, pk):
    group = _own(request, ParentingGroup, pk)
    form = SessionForm(request.POST or None, user=request.user, group=group)
    answer = create(
        request,
        form,
        lambda: services.link_session(group=group, activity=form.chosen(), by=request.user),
        message=_("The activity is a meeting of the group now."),
        to=group,
    )
    how = _("A meeting is an activity of pillar III: record the activity with its attendance first.")
    return answer or _form_page(
        request,
        group,
        form,
        title=_("Name a meeting of the group"),
        lead=f"{placed(group)} {how}",
        submit=_("Name the meeting"),
    )


@require_POST
@permission_required("pillars.record_parenting", raise_exception=True)
def session_remove(request, pk):
    session = _own(request, GroupSession, pk)
    return press(
        request,
        lambda: services.remove_session(session=session, by=request.user),
        message=_("The activity is no longer a meeting of the group."),
        to=session.group,
    )


def _chosen(request):
    rows = ParentingGroup.objects.visible_to(request.user)
    return GroupFilter(request.GET, queryset=rows, request=request)


def _group(request, pk):
    return get_object_or_404(ParentingGroup.objects.visible_to(request.user).for_list(), pk=pk)


def _own(request, model, pk):
    rows = model.objects.visible_to(request.user)
    return own_row(
        rows.for_list().select_related(*(() if model is ParentingGroup else ["group"])), request.user, pk=pk
    )


def _told(people, user):
    """`{role: people}` of a group as the reader is told of them."""
    return {role.value: _told_one(people.get(role.value, 0), user) for role in GroupRole}


def _told_one(number, user):
    return number if user.has_perm("villages.view_beneficiary") else told(number)


def _form_page(request, group, form, **words):
    return form_page_of(request, group, form, _root(), **words)


def _crumbs(*steps):
    return [_root(), *(one if isinstance(one, Crumb) else Crumb(one) for one in steps)]


def _root():
    return Crumb(_("Community parenting"), reverse("pillars:parenting-group-list"))
