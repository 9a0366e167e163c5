"""Asking for an exception from a closed quarter, and deciding on it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from desmigratif.ui.fields import DayFirstDateField

from ..people.forms.beneficiaries import PlainForm


class ServedRegencyField(forms.ModelChoiceField):
    """Regencies that have programme villages, with their province as names repeat."""

    def label_from_instance(self, regency):
        return f"{regency.label}, {regency.parent.label}"


class AskForm(PlainForm):
    """Which office asks, and why."""

    regency = ServedRegencyField(queryset=None, label=_("Regency/city"), empty_label=_("Choose a regency"))
    reason = forms.CharField(
        label=_("What has to be changed, and why now"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "The reviewer reads this. Example: the attendance list of the training of 14/08 came on 20/10."
        ),
    )

    def __init__(self, *args, regencies, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["regency"]
        field.queryset = regencies.select_related("parent")
        if len(regencies) == 1:
            field.initial, field.empty_label = regencies[0], None


class OpenForm(AskForm):
    """The same for a reviewer who was not asked, with the last day of the exception."""

    until = DayFirstDateField(
        label=_("Until"), help_text=_("Last day on which the office may make entries. Example: 24/11/2025")
    )


class GrantForm(PlainForm):
    """The last day of the exception."""

    until = DayFirstDateField(
        label=_("Until"), help_text=_("Last day on which the office may make entries. Example: 24/11/2025")
    )


class DeclineForm(PlainForm):
    """Why the quarter stays closed to the office."""

    answer = forms.CharField(
        label=_("Why not"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The office reads this."),
    )
