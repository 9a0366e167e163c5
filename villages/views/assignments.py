"""Gives users areas and takes them back: the pages behind the page of a user."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desmigratif.accounts.models import User
from desmigratif.ui import clock
from desmigratif.ui.components import Crumb
from desmigratif.ui.formatting import long_date
from desmigratif.ui.forms import begun_with, change, create, form_page, press

from ..choices import Level
from ..forms.assignments import FOUND_SHOWN, AreaSearchForm, AssignmentEndForm, AssignmentForm
from ..models import Area, Assignment
from ..services.assignments import assign_user, end_assignment, levels_for, remove_assignment


@permission_required("villages.manage_assignments", raise_exception=True)
def assignment_create(request, pk):
    """First the area is looked for, then the days are written down; each step has an address."""
    user = get_object_or_404(User, pk=pk)
    code = request.POST.get("area") or begun_with(request, "area").get("area", "")
    code = code.replace("\x00", "")
    if not code:
        return _search_area(request, user)
    area = _with_above(get_object_or_404(Area.objects.select_related("parent__parent__parent"), pk=code))
    form = AssignmentForm(request.POST or None, initial={"valid_from": clock.today()})
    answer = create(
        request,
        form,
        lambda: assign_user(user=user, area=area, by=request.user, **form.cleaned_data),
        message=_("%(name)s serves %(area)s.") % {"name": user, "area": area},
        to=reverse("accounts:user-edit", args=[user.pk]),
    )
    if answer:
        return answer
    context = {"person": user, "area": area, "form": form, "crumbs": _crumbs(user, _("Assign an area"))}
    return render(request, "villages/assignments/create.html", context)


def _search_area(request, user):
    form = AreaSearchForm(request.GET, user=user)
    found = form.first_matching(clock.today())
    context = {
        "person": user,
        "form": form,
        "found": [_with_above(area) for area in found[:FOUND_SHOWN]],
        "more": len(found) > FOUND_SHOWN,
        "shown": FOUND_SHOWN,
        "asked": bool((form["q"].value() or "").strip()),
        "levels": [str(Level(level).label) for level in levels_for(user.role)],
        "crumbs": _crumbs(user, _("Assign an area")),
    }
    return render(request, "villages/assignments/search.html", context)


@permission_required("villages.manage_assignments", raise_exception=True)
def assignment_end(request, pk):
    assignment = get_object_or_404(Assignment.objects.select_related("user", "area"), pk=pk)
    initial = {"valid_to": assignment.valid_to or clock.today()}
    form = AssignmentEndForm(request.POST or None, initial=initial)
    answer = change(
        request,
        form,
        lambda: end_assignment(assignment=assignment, by=request.user, **form.cleaned_data),
        row=assignment,
        message=lambda ended: _("The end is recorded: %s.") % ended,
        to=reverse("accounts:user-edit", args=[assignment.user_id]),
    )
    said = {"person": assignment.user, "area": assignment.area.label}
    return answer or form_page(
        request,
        form,
        title=_("End of an assignment"),
        heading=_("Until when does %(person)s serve %(area)s?") % said,
        lead=_("Since %(date)s. What was entered stays.") % {"date": long_date(assignment.valid_from)},
        submit=_("Save the last day"),
        cancel=reverse("accounts:user-edit", args=[assignment.user_id]),
        crumbs=_crumbs(assignment.user, _("End of an assignment")),
    )


@require_POST
@permission_required("villages.manage_assignments", raise_exception=True)
def assignment_remove(request, pk):
    assignment = get_object_or_404(Assignment.objects.select_related("user", "area"), pk=pk)
    return press(
        request,
        lambda: remove_assignment(assignment=assignment, by=request.user),
        message=_("The assignment is removed: %s.") % assignment,
        to=reverse("accounts:user-edit", args=[assignment.user_id]),
    )


def _with_above(area):
    """The area with the names of the areas it is part of, since names repeat."""
    names, parent = [], area.parent
    while parent is not None and parent.level > Level.NATION:
        names.append(parent.label)
        parent = parent.parent
    area.above = ", ".join(names)
    return area


def _crumbs(user, here):
    return [
        Crumb(_("Administration"), reverse("reports:administration")),
        Crumb(_("Users"), reverse("accounts:user-list")),
        Crumb(user.full_name, reverse("accounts:user-edit", args=[user.pk])),
        Crumb(here),
    ]
