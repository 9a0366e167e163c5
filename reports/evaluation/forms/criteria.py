"""What an assessor says about one criterion."""

from django import forms
from django.utils.translation import gettext_lazy as _

from desmigratif.ui import clock
from desmigratif.ui.fields import DayFirstDateField
from pillars.forms.activities import LongTextField
from pillars.people.forms.beneficiaries import PlainForm

from ...choices import Fulfilment


class CriterionAnswerForm(PlainForm):
    level = forms.ChoiceField(label=_("The answer"), choices=Fulfilment.choices, widget=forms.RadioSelect)
    evidence = LongTextField(
        label=_("Evidence"),
        help_text=_("What shows it, for example number and date of a rule, or who saw it when."),
    )
    answered_on = DayFirstDateField(
        label=_("Found on"), help_text=_("The day on which this was the case, for example 24/09/2026.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answered_on"].initial = clock.today()
