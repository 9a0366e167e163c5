"""Pages of the children, for those who keep them: the list, one child, and what is recorded of it.

Whoever is shown by name stands in the access log, on the list too.
"""

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from desmigratif.accounts.downloads import Download
from desmigratif.ui import clock
from desmigratif.ui.components import Crumb
from desmigratif.ui.forms import create, form_page, press, step
from desmigratif.ui.lists import ListPage
from villages.choices import TieKind
from villages.models import Beneficiary
from villages.people.children import age_on

from ...people.views.beneficiaries import note_search
from ...views.rights import own_row
from .. import services
from ..choices import GroupRole
from ..exports import ChildExport, groups_of
from ..figures import counted_children
from ..filters import ChildFilter
from ..forms import ModuleForm, OutcomeForm, ReferralForm, SchoolForm
from ..models import GroupMember, ModuleStep, Referral, SchoolStatus
from ..querysets import KEEPS_CHILDREN, children_on

KEEPING = permission_required(KEEPS_CHILDREN, raise_exception=True)


@KEEPING
def child_list(request):
    chosen, today = _chosen(request), clock.today()
    listed = ListPage(request, chosen, chosen.matching.for_list(), export="pillars:parenting-child-export")
    note_search(request, chosen.form.cleaned_data.get("q", ""), listed.page.paginator.count)
    groups = groups_of(listed.page, today)
    for child in listed.page:
        child.member, child.age = groups.get(child.pk), age_on(child, today)
        request.shown_people.add(child.number)
    context = {
        **listed.context,
        "counted": counted_children(chosen.matching),
        "crumbs": _crumbs(_("Children")),
    }
    return render(request, "pillars/parenting/children.html", context)


@require_safe
@KEEPING
def child_export(request, file_format):
    chosen = _chosen(request)
    return Download(
        request,
        "anak-pmi",
        ChildExport(chosen.matching),
        what=_("Children of migrant workers in your area, one row each. Keep this file safe."),
        rows=(_("Children"), chosen.matching.count()),
        filters=chosen.in_words,
        about=[(_("Restricted"), _("Children whose record is restricted are left out."))],
        names_people=True,
    ).answer(file_format, back=reverse("pillars:parenting-child-list"))


@KEEPING
def child_detail(request, number):
    child, today = _child(request, number), clock.today()
    parents = child.ties_from.filter(kind=TieKind.CHILD).values("person")
    carers = child.ties.filter(kind=TieKind.CARER).values("relative")
    people = Beneficiary.objects.visible_to(request.user).listed().with_stage_on(today)
    groups = GroupMember.objects.visible_to(request.user).filter(person=child, role=GroupRole.CHILD)
    context = {
        "child": child,
        "age": age_on(child, today),
        "parents": people.filter(pk__in=parents),
        "carers": people.filter(pk__in=carers),
        "groups": groups.select_related("group__village"),
        "statuses": SchoolStatus.objects.filter(person=child).select_related("recorded_by"),
        "modules": ModuleStep.objects.filter(person=child),
        "referrals": Referral.objects.filter(person=child),
        "may_change": Beneficiary.objects.editable_by(request.user).filter(pk=child.pk).exists(),
        "crumbs": _crumbs(_list_crumb(), child.full_name),
    }
    return render(request, "pillars/parenting/child.html", context)


@KEEPING
def school_create(request, number):
    return _record(
        request,
        number,
        SchoolForm,
        services.record_school,
        title=_("Record the school status"),
        message=_("The school status is recorded."),
        submit=_("Record the status"),
    )


@KEEPING
def module_create(request, number):
    return _record(
        request,
        number,
        ModuleForm,
        services.record_module,
        title=_("Record a module"),
        message=_("The module is recorded."),
        submit=_("Record the module"),
    )


@KEEPING
def referral_create(request, number):
    return _record(
        request,
        number,
        ReferralForm,
        services.record_referral,
        title=_("Record a referral"),
        message=_("The referral is recorded."),
        submit=_("Record the referral"),
    )


@KEEPING
def referral_close(request, pk):
    referral = _row(request, Referral, pk)
    form = OutcomeForm(request.POST or None)
    answer = step(
        request,
        form,
        lambda: services.close_referral(referral=referral, by=request.user, **form.cleaned_data),
        message=_("The outcome is recorded."),
        to=referral.get_absolute_url(),
    )
    return answer or _form_page(
        request,
        referral.person,
        form,
        title=_("Record the outcome of a referral"),
        lead=f"{referral.person}: {referral}, {referral.referred_to}.",
        submit=_("Record the outcome"),
    )


@require_POST
@KEEPING
def referral_remove(request, pk):
    return _remove(request, _row(request, Referral, pk), _("The referral is removed."))


@require_POST
@KEEPING
def school_remove(request, pk):
    return _remove(request, _row(request, SchoolStatus, pk), _("The school status is removed."))


@require_POST
@KEEPING
def module_remove(request, pk):
    return _remove(request, _row(request, ModuleStep, pk), _("The module is removed."))


def _chosen(request):
    children = children_on(Beneficiary.objects.visible_to(request.user).listed(), clock.today())
    return ChildFilter(request.GET, queryset=children, request=request)


def _child(request, number):
    """A child of today, or somebody who was one in a group; who is shown was looked at."""
    people = Beneficiary.objects.visible_to(request.user).listed()
    child = children_on(people, clock.today()).for_list().filter(number=number).first()
    if child is None:
        grown = GroupMember.objects.filter(role=GroupRole.CHILD).values("person")
        child = get_object_or_404(people.for_list(), number=number, pk__in=grown)
    request.shown_people.add(child.number)
    return child


def _row(request, model, pk):
    rows = model.objects.visible_to(request.user).filter(person__is_restricted=False)
    row = own_row(rows.select_related("person__village__area"), request.user, pk=pk)
    request.shown_people.add(row.person.number)
    return row


def _record(request, number, form_class, service, *, title, message, submit):
    """The page of a form that records something of one child, by a service that takes what it says."""
    child = _child(request, number)
    if not Beneficiary.objects.editable_by(request.user).filter(pk=child.pk).exists():
        raise PermissionDenied
    form = form_class(request.POST or None)
    answer = create(
        request,
        form,
        lambda: service(person=child, by=request.user, **form.cleaned_data),
        message=message,
        to=reverse("pillars:parenting-child-detail", args=[child.number]),
    )
    lead = f"{child}, {child.village.label}."
    return answer or _form_page(request, child, form, title=title, lead=lead, submit=submit)


def _remove(request, row, message):
    return press(
        request,
        lambda: services.remove_of_child(row=row, by=request.user),
        message=message,
        to=row.get_absolute_url(),
    )


def _form_page(request, child, form, *, title, **words):
    """The page of a form about one child."""
    address = reverse("pillars:parenting-child-detail", args=[child.number])
    words |= {"title": title, "cancel": address}
    return form_page(
        request, form, crumbs=_crumbs(_list_crumb(), Crumb(child.full_name, address), title), **words
    )


def _list_crumb():
    return Crumb(_("Children"), reverse("pillars:parenting-child-list"))


def _crumbs(*steps):
    return [
        Crumb(_("Community parenting"), reverse("pillars:parenting-group-list")),
        *(one if isinstance(one, Crumb) else Crumb(one) for one in steps),
    ]
