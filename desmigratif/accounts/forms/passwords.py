"""Setting one's password: the forms of allauth with sentences that name the field."""

from allauth.account import forms as allauth_forms
from allauth.account.fields import PasswordField, SetPasswordField
from django import forms
from django.utils.translation import gettext_lazy as _

from desmigratif.ui.fields import PlainErrors


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


class ChangePasswordForm(NewPassword, allauth_forms.ChangePasswordForm):
    """For who knows the current one."""

    oldpassword = PasswordField(
        label=_("Current password"), autocomplete="current-password", show_reset_help=True
    )
    field_order = ["oldpassword"]


class SetPasswordForm(NewPassword, allauth_forms.SetPasswordForm):
    """For an account that has none yet."""


class ResetPasswordKeyForm(NewPassword, allauth_forms.ResetPasswordKeyForm):
    """For who came by the link of the mail."""
