"""One stage of a person in migration."""

from django import forms
from django.utils.translation import gettext_lazy as _

from desmigratif.ui import clock
from desmigratif.ui.fields import DayFirstDateField
from villages.choices import Placement, ReturnReason, Route, StageKind
from villages.people import countries
from villages.people.plausibility import Birth, doubts_of_life

from .beneficiaries import AskingForm

#: Ticks of the form that no stage keeps.
ASKED_ONLY = ("is_right", "mends")
INSURED = {"": None, "yes": True, "no": False}


class StageForm(AskingForm):
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
        label=_("Reason for return"),
        required=False,
        choices=[("", _("Only for a return")), *ReturnReason.choices],
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=300)
    mends = forms.BooleanField(label=_("It corrects the stage recorded on that day"), required=False)
    #: Another stage of the same day; the page asks whether this one mends it.
    same_day = None

    def __init__(self, *args, person, stage=None, **kwargs):
        self.person, self.stage = person, stage
        if stage is not None:
            names = [name for name in self.base_fields if name not in ASKED_ONLY]
            kwargs["initial"] = {name: getattr(stage, name) for name in names}
            insured = {value: name for name, value in INSURED.items()}
            kwargs["initial"]["is_insured"] = insured[stage.is_insured]
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [("", _("Not known")), *countries.choices()]

    def clean_reported_on(self):
        return self.cleaned_data["reported_on"] or clock.today()

    def clean_is_insured(self):
        return INSURED[self.cleaned_data["is_insured"]]

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            self._ask_about_the_day()
        if not self.errors:
            self.ask(self._doubts())
        return cleaned

    @property
    def corrects(self):
        """The stage that what is typed replaces; None for a new one."""
        return self.same_day or self.stage

    def stage_data(self):
        """What the services take."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ASKED_ONLY}

    def _others(self):
        others = self.person.stages.filter(replaced_at__isnull=True)
        return others.exclude(pk=self.stage.pk) if self.stage else others

    def _ask_about_the_day(self):
        """Two stages of one day: this one corrects the other, or it began on another day."""
        if self.stage is not None:
            return
        self.same_day = self._others().filter(event_on=self.cleaned_data["event_on"]).first()
        if self.same_day and not self.cleaned_data["mends"]:
            text = _(
                "On %(day)s “%(stage)s” is recorded. Tick that this corrects it, or write the day on which "
                "the new stage began."
            )
            said = {"day": f"{self.same_day.event_on:%d/%m/%Y}", "stage": self.same_day.get_kind_display()}
            self.add_error("event_on", text % said)

    def _doubts(self):
        """What this stage makes doubtful and was not doubtful before."""
        birth, today = Birth.of(self.person), clock.today()
        if self.cleaned_data["event_on"] > today:
            # Refused anyhow, whatever the age.
            return []
        others = self._others()
        if self.same_day:
            others = others.exclude(pk=self.same_day.pk)
        others = list(others.values_list("kind", "event_on"))
        known = doubts_of_life(birth, others, today=today)
        new = (self.cleaned_data["kind"], self.cleaned_data["event_on"])
        return [doubt for doubt in doubts_of_life(birth, [*others, new], today=today) if doubt not in known]
