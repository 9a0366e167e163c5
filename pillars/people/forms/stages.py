"""One stage of a person in migration."""

from django import forms
from django.utils.translation import gettext_lazy as _

from desmigratif.ui import clock
from desmigratif.ui.fields import DayFirstDateField
from villages.choices import Placement, ReturnReason, Route, StageKind
from villages.people import countries

from .beneficiaries import PlainForm

INSURED = {"": None, "yes": True, "no": False}


class StageForm(PlainForm):
    """One stage; whether it fits beside the others, the service decides."""

    kind = forms.ChoiceField(label=_("Stage"), choices=StageKind.choices, widget=forms.RadioSelect)
    event_on = DayFirstDateField(
        label=_("Date of the event"),
        help_text=_("Registered, departed or came home on. Example: 12/03/2025"),
    )
    reported_on = DayFirstDateField(
        label=_("Reported on"),
        required=False,
        help_text=_("The day on which your office heard of it. Empty: today."),
    )
    country = forms.ChoiceField(label=_("Country"), required=False)
    sector = forms.CharField(label=_("Sector or job"), required=False, max_length=120)
    placement = forms.ChoiceField(label=_("Placed by"), choices=Placement.choices, initial=Placement.UNKNOWN)
    placed_by = forms.CharField(label=_("Name of the P3MI"), required=False, max_length=120)
    route = forms.ChoiceField(label=_("Route"), choices=Route.choices, initial=Route.UNKNOWN)
    is_insured = forms.ChoiceField(
        label=_("BPJS Ketenagakerjaan"),
        required=False,
        choices=[("", _("Not known")), ("yes", _("Insured")), ("no", _("Not insured"))],
    )
    contract_ends_on = DayFirstDateField(label=_("Contract ends on"), required=False)
    return_reason = forms.ChoiceField(
        label=_("Reason of return"),
        required=False,
        choices=[("", _("Only for a return")), *ReturnReason.choices],
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=300)

    def __init__(self, *args, stage=None, **kwargs):
        if stage is not None:
            kwargs["initial"] = {name: getattr(stage, name) for name in self.base_fields}
            insured = {value: name for name, value in INSURED.items()}
            kwargs["initial"]["is_insured"] = insured[stage.is_insured]
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [("", _("Not known")), *countries.choices()]

    def clean_reported_on(self):
        return self.cleaned_data["reported_on"] or clock.today()

    def clean_is_insured(self):
        return INSURED[self.cleaned_data["is_insured"]]
