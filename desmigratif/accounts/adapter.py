"""How allauth and axes behave here: admins make accounts, nobody signs up, every sign-in leaves a trace."""

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .models import AccessEvent, User
from .models.access import typed_as
from .services.mails import queue_mail


class ClosedSignUpAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "E-mail address and password do not match. Check both, or choose “Forgotten password”."
        ),
        "enter_current_password": _(
            "“Current password” is not right. Write the one you signed in with, "
            "or sign out and choose “Forgotten password”."
        ),
    }

    def is_open_for_signup(self, request):
        return False

    def authentication_failed(self, request, **credentials):
        """A try that was not looked at; a wrong password leaves its line in backends.py."""
        if getattr(request, "axes_locked_out", False):
            email = typed_email(request, credentials)
            account = User.objects.filter(email=email).first()
            _note(request, AccessEvent.Kind.LOCKED, account=account, what=typed_as(email))

    def post_login(self, request, user, **kwargs):
        _note(request, AccessEvent.Kind.SIGN_IN, user=user)
        request.session["signed_in"] = {
            "at": timezone.now().isoformat(),
            "address": client_address(request),
            "browser": request.headers.get("User-Agent", "")[:300],
        }
        return super().post_login(request, user, **kwargs)

    def logout(self, request):
        _note(request, AccessEvent.Kind.SIGN_OUT, user=request.user)
        super().logout(request)

    def send_mail(self, template_prefix, email, context):
        """Whatever mail allauth wants to send goes through the queue like every other."""
        message = self.render_mail(template_prefix, email, context)
        queue_mail(to=email, subject=message.subject, body=message.body)


def _note(request, kind, **fields):
    AccessEvent.objects.create(kind=kind, address=client_address(request), **fields)


def client_address(request):
    """The network address a request comes from, as the locks and the access log know it.

    None when it comes over no network, as over the socket of a proxy that PROXY_COUNT does not name.
    """
    try:
        return get_adapter().get_client_ip(request)
    except PermissionDenied:
        return None


def typed_account(request, credentials):
    """The same as the lock of axes writes it down, which stores it as well."""
    return typed_as(typed_email(request, credentials))


def typed_email(request, credentials):
    """The account that a sign-in names: five tries for it, not five for each way to write it."""
    typed = (credentials or {}).get("email") or request.POST.get("login", "")
    return typed.strip().lower()[:254]
