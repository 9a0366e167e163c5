"""Setting one's password: the forms of allauth with sentences that name the field."""

from datetime import timedelta

from allauth.account import forms as allauth_forms
from allauth.account.fields import PasswordField, SetPasswordField
from allauth.core import context
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from desmigratif.ui.fields import PlainErrors

from ..adapter import client_address
from ..models import AccessEvent
from ..services import ask_password_mail

#: Wrong "current passwords" of one account, and in how many minutes, before the form waits.
GUESSES, MINUTES = 5, 15


class NewPassword(PlainErrors, forms.Form):
    """The new password, twice."""

    password1 = SetPasswordField(label=_("New password"))
    password2 = PasswordField(label=_("New password again"), autocomplete="new-password")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # It would only repeat the label.
            del field.widget.attrs["placeholder"]

    def clean(self):
        # Instead of allauth's own, which says neither which field nor what to do.
        first, second = (self.cleaned_data.get(name) for name in ("password1", "password2"))
        if first and second and first != second:
            self.add_error("password2", _("The two new passwords differ. Write the same one in both fields."))
        return self.cleaned_data


class AskPasswordForm(allauth_forms.ResetPasswordForm):
    """For who forgot it: the same for every address, known or not."""

    def clean_email(self):
        return self.cleaned_data["email"].strip().lower()

    def save(self, request, **kwargs):
        ask_password_mail(email=self.cleaned_data["email"], address=client_address(request))
        return self.cleaned_data["email"]


class ChangePasswordForm(NewPassword, allauth_forms.ChangePasswordForm):
    """For who knows the current one; whoever found a computer signed in guesses it five times at most."""

    oldpassword = PasswordField(
        label=_("Current password"), autocomplete="current-password", show_reset_help=True
    )
    field_order = ["oldpassword"]

    def clean_oldpassword(self):
        events = AccessEvent.objects.filter(user=self.user, kind=AccessEvent.Kind.PASSWORD_WRONG)
        since = timezone.now() - timedelta(minutes=MINUTES)
        if events.filter(at__gte=since).count() >= GUESSES:
            raise ValidationError(
                _(
                    "“Current password” was wrong %(times)s times. Wait %(minutes)s minutes, or sign out and "
                    "choose “Forgotten password”."
                )
                % {"times": GUESSES, "minutes": MINUTES}
            )
        try:
            return super().clean_oldpassword()
        except ValidationError:
            self._note(AccessEvent.Kind.PASSWORD_WRONG)
            raise

    def save(self):
        super().save()
        self._note(AccessEvent.Kind.PASSWORD_CHANGED)

    def _note(self, kind):
        AccessEvent.objects.create(kind=kind, user=self.user, address=client_address(context.request))


class SetPasswordForm(NewPassword, allauth_forms.SetPasswordForm):
    """For an account that has none yet."""


class ResetPasswordKeyForm(NewPassword, allauth_forms.ResetPasswordKeyForm):
    """For who came by the link of the mail."""

    def save(self):
        super().save()
        AccessEvent.objects.create(
            kind=AccessEvent.Kind.PASSWORD_SET, user=self.user, address=client_address(context.request)
        )
