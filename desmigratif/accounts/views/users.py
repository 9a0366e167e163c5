"""Who may sign in: the list of users and the page of each."""

from functools import partial
from itertools import pairwise

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desmigratif.ui import clock
from desmigratif.ui.components import Crumb
from desmigratif.ui.formatting import within
from desmigratif.ui.forms import change, create, form_page, press
from desmigratif.ui.lists import ListPage

from ..filters import UserFilter
from ..forms.users import UserForm
from ..models import Mail, User
from ..services import (
    change_user,
    complete_email_change,
    complete_role_change,
    create_user,
    deactivate_user,
    reactivate_user,
    send_password_mail,
    stop_email_change,
    stop_role_change,
)

TRAIL_SHOWN = 10


@permission_required("accounts.manage_users", raise_exception=True)
def user_list(request):
    chosen = UserFilter(request.GET, queryset=User.objects.all(), request=request)
    users = chosen.matching.select_related("organisation").prefetch_related("assignments__area")
    listed = ListPage(request, chosen, users)
    today = clock.today()
    for user in listed.page:
        user.areas_today = [row.area.label for row in user.assignments.all() if _in_force(row, today)]
        user.organisation_ended = bool(user.organisation and user.organisation.has_ended(today))
    context = {**listed.context, "crumbs": _crumbs()}
    return render(request, "accounts/users/list.html", context)


@permission_required("accounts.manage_users", raise_exception=True)
def user_create(request):
    form = UserForm(request.POST or None)
    answer = create(
        request,
        form,
        lambda: create_user(by=request.user, **form.cleaned_data),
        message=lambda user: _("The account of %s is made.") % user,
        to=lambda user: _mailed(request, user),
    )
    return answer or form_page(
        request,
        form,
        title=_("Add a user"),
        lead=_("The person gets a mail with a link to set a password. Areas are assigned on the next page."),
        submit=_("Add the user and send the mail"),
        cancel=reverse("accounts:user-list"),
        crumbs=_crumbs(_("Add a user")),
    )


@permission_required("accounts.manage_users", raise_exception=True)
def user_edit(request, pk):
    user = get_object_or_404(User.objects.select_related("organisation"), pk=pk)
    form = UserForm(request.POST or None, user=user)
    answer = change(
        request,
        form,
        lambda: change_user(user=user, by=request.user, **form.cleaned_data),
        row=user,
        message=_changed,
        to=_address(user),
    )
    return answer or render(request, "accounts/users/edit.html", _edit_context(user, form))


def _changed(user):
    if user.email_changes.waiting().exists():
        return (
            _("The account of %s is changed; the new e-mail address is still to be confirmed, see below.")
            % user
        )
    if user.role_changes.waiting().exists():
        return _("The account of %s is changed; the new role is still to be confirmed, see below.") % user
    return _("The account of %s is changed.") % user


def _opened(user):
    if user.role_changes.waiting().exists():
        return _("The account of %s is open again; its role is still to be confirmed, see below.") % user
    return _("The account of %s is open again.") % user


@require_POST
@permission_required("accounts.manage_users", raise_exception=True)
def user_deactivate(request, pk):
    message = _("The account of %s is closed. What this person entered is kept.")
    return _step(request, pk, deactivate_user, message)


@require_POST
@permission_required("accounts.manage_users", raise_exception=True)
def user_reactivate(request, pk):
    return _step(request, pk, reactivate_user, _opened)


@require_POST
@permission_required("accounts.manage_users", raise_exception=True)
def user_complete_email(request, pk):
    complete = partial(complete_email_change, email=request.POST.get("email", ""))
    return _step(request, pk, complete, _("The e-mail address of %s is changed."))


@require_POST
@permission_required("accounts.manage_users", raise_exception=True)
def user_stop_email(request, pk):
    return _step(request, pk, stop_email_change, _("The e-mail address of %s stays as it is."))


@require_POST
@permission_required("accounts.manage_users", raise_exception=True)
def user_complete_role(request, pk):
    complete = partial(complete_role_change, role=request.POST.get("role", ""))
    return _step(request, pk, complete, _("The role of %s is changed."))


@require_POST
@permission_required("accounts.manage_users", raise_exception=True)
def user_stop_role(request, pk):
    return _step(request, pk, stop_role_change, _("The role of %s stays as it is."))


@require_POST
@permission_required("accounts.manage_users", raise_exception=True)
def user_send_mail(request, pk):
    user = get_object_or_404(User.objects.active(), pk=pk)
    _mail_password(request, user)
    return redirect("accounts:user-edit", pk=user.pk)


def _step(request, pk, service, message):
    user = get_object_or_404(User, pk=pk)
    if not callable(message):
        message = message % user
    return press(request, lambda: service(user=user, by=request.user), message=message, to=_address(user))


def _address(user):
    return reverse("accounts:user-edit", args=[user.pk])


def _mailed(request, user):
    """The page of a new user, who gets a mail on the way."""
    _mail_password(request, user)
    return _address(user)


def _mail_password(request, user):
    send_password_mail(user=user)
    messages.success(request, _("A mail with a link to set a password is on its way to %s.") % user.email)


def _edit_context(user, form):
    today = clock.today()
    assignments = list(user.assignments.select_related("area__parent"))
    for row in assignments:
        row.in_force = _in_force(row, today)
        row.is_over = bool(row.valid_to and row.valid_to < today)
        # Not in force before today: a slip, to be taken back at once.
        row.is_fresh = row.valid_from >= today
    return {
        "person": user,
        "form": form,
        "assignments": assignments,
        "lacks_area": not user.is_national and not any(row.in_force for row in assignments),
        "organisation_ended": bool(user.organisation and user.organisation.has_ended(today)),
        "unsent": Mail.objects.waiting().filter(link_for=user, tries__gt=0).first(),
        "trail": _trail(user),
        "role_change": user.role_changes.waiting().select_related("asked_by").first(),
        "change": user.email_changes.waiting().select_related("asked_by").first(),
        "crumbs": _crumbs(user.full_name),
    }


def _crumbs(*here):
    users = Crumb(_("Users"), reverse("accounts:user-list"))
    return [Crumb(_("Administration"), reverse("reports:administration")), users, *map(Crumb, here)]


def _in_force(assignment, today):
    return assignment.valid_from <= today and (assignment.valid_to is None or assignment.valid_to >= today)


def _trail(user):
    """The newest changes of an account, each with the names of the fields that changed."""
    records = list(user.history.select_related("history_user")[: TRAIL_SHOWN + 1])
    for record, before in pairwise([*records, None]):
        record.changed_fields = (
            [
                within(user._meta.get_field(name).verbose_name)
                for name in record.diff_against(before).changed_fields
            ]
            if before
            else []
        )
    return records[:TRAIL_SHOWN]
