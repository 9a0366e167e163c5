"""How allauth and axes behave here: admins make accounts, nobody signs up, every sign-in leaves a trace."""

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from .models import AccessEvent


class ClosedSignUpAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "E-mail address and password do not belong together. Check both, or choose “Forgotten password”."
        ),
        "enter_current_password": _(
            "“Current password” is not right. Write the one you signed in with, "
            "or sign out and choose “Forgotten password”."
        ),
    }

    def is_open_for_signup(self, request):
        return False

    def post_login(self, request, user, **kwargs):
        AccessEvent.objects.create(
            kind=AccessEvent.Kind.SIGN_IN, user=user, what="", address=client_address(request)
        )
        return super().post_login(request, user, **kwargs)


def client_address(request):
    """The network address a request comes from, as the locks and the access log know it.

    None when it comes over no network, as over the socket of a proxy that PROXY_COUNT does not name.
    """
    try:
        return get_adapter().get_client_ip(request)
    except PermissionDenied:
        return None


def typed_email(request, credentials):
    """The account that a sign-in names: five tries for it, not five for each way to write it."""
    typed = (credentials or {}).get("email") or request.POST.get("login", "")
    return typed.strip().lower()
