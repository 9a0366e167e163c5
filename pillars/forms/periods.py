"""Why a closed quarter is opened again."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..people.forms.beneficiaries import PlainForm


class ReopenForm(PlainForm):
    """The reason, which is kept with the name and the sums of that moment."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept permanently. Example: decision of the meeting of 12/03/2025, agenda 4."),
    )
