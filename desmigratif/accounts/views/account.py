"""The page of the own account: who the portal takes me for, my password, devices, language and time zone."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desmigratif.ui.forms import press
from desmigratif.ui.kept import waiting_forms

from ..adapter import client_address
from ..forms.account import OwnAccountForm
from ..models import AccessEvent, Session
from ..services import stop_email_change

EVENTS_SHOWN = 20


def own_account(request):
    form = OwnAccountForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.instance.save(update_fields=["language", "time_zone"])
        translation.activate(form.cleaned_data["language"])
        messages.success(request, _("Your settings are saved."))
        answer = redirect("account")
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            form.cleaned_data["language"],
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
            samesite=settings.LANGUAGE_COOKIE_SAMESITE,
        )
        return answer
    here = request.session.session_key
    sessions = Session.objects.of(request.user).order_by("-expire_date")
    context = {
        "form": form,
        "sessions": [(session.signed_in, session.pk == here) for session in sessions],
        "events": AccessEvent.objects.of_account(request.user).select_related("user")[:EVENTS_SHOWN],
        "change": request.user.email_changes.waiting().first(),
        "kept_forms": waiting_forms(request.user),
    }
    return render(request, "accounts/account.html", context)


@require_POST
def end_sessions(request):
    """Signs the person out everywhere but here."""
    others = Session.objects.of(request.user).exclude(pk=request.session.session_key)
    ended, _rows = others.delete()
    AccessEvent.objects.create(
        kind=AccessEvent.Kind.SESSIONS_ENDED,
        user=request.user,
        rows=ended,
        address=client_address(request),
    )
    messages.success(request, _("You are signed out on all other devices."))
    return redirect("account")


@require_POST
def keep_email(request):
    """Stops a change of the own e-mail address that waits."""
    return press(
        request,
        lambda: stop_email_change(user=request.user, by=request.user),
        message=_("Your e-mail address stays as it is."),
        to="account",
    )
