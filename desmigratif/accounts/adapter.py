"""How allauth behaves here: accounts are made by admins, nobody signs up, every sign-in leaves a trace."""

from allauth.account.adapter import DefaultAccountAdapter

from .models import AccessEvent


class ClosedSignUpAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    def post_login(self, request, user, **kwargs):
        AccessEvent.objects.create(
            kind=AccessEvent.Kind.SIGN_IN, user=user, what="", address=self.get_client_ip(request)
        )
        return super().post_login(request, user, **kwargs)
