"""Asking another office for a person, and answering."""

from django import forms
from django.utils.translation import gettext_lazy as _

from desmigratif.ui.fields import DayFirstDateField
from villages.people import nik

from .beneficiaries import DigitsField, PlainForm, VillageField


class TransferForm(PlainForm):
    """Who is asked for, and for which village of the user."""

    nik = DigitsField(label="NIK", is_asked_for=True, help_text=_("16 digits, as on the KTP."))
    village = VillageField(label=_("Lives now in"))
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("The other office reads this. Example: has lived here since 12/03/2026."),
    )

    def __init__(self, *args, villages, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["village"].show(villages)

    def clean_nik(self):
        try:
            return nik.read(self.cleaned_data["nik"])
        except nik.NikRefused as refused:
            raise forms.ValidationError(refused.message) from refused


class TransferDecisionForm(PlainForm):
    """From when on the person lives in the other village."""

    moved_on = DayFirstDateField(label=_("Lives there since"), help_text=_("Example: 24/09/2025"))
