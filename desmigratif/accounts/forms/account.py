"""What everybody chooses for the own account."""

from django import forms
from django.utils.translation import gettext_lazy as _

from desmigratif.ui.fields import PlainErrors

from ..models import User


class OwnAccountForm(PlainErrors, forms.ModelForm):
    """Language and time zone; everything else about an account is an administrator's."""

    class Meta:
        model = User
        fields = ["language", "time_zone"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].help_text = _("Used for your e-mails, and for pages on every device.")
        self.fields["time_zone"].help_text = _("Pages show times in this time zone.")
