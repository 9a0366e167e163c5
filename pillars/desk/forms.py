"""What is typed about a visit to the service desk, and about what happened to a case since."""

from django import forms
from django.utils.translation import gettext_lazy

from desmigratif.ui.fields import DayFirstDateField
from villages.choices import Route, Sex
from villages.people.plausibility import Doubt

from ..forms.villages import OwnVillageField
from ..people.forms.beneficiaries import PlainForm, TickLastForm
from ..people.forms.named_people import NamingForm, OfferedField, PersonField
from ..services.completeness import Standings
from .choices import CaseStep, Outcome, Purpose, ReferredTo
from .services import VisitData, doubt_of_programme

#: What tells of who came.
WORDS = ("placement_number", "note")
AN_OFFICE = [("", gettext_lazy("Choose the office")), *ReferredTo.choices]


class VisitForm(NamingForm, TickLastForm):
    """One visit. A name is looked for in the register; where it is not one person's alone, the page asks."""

    nobody = gettext_lazy("Nobody in the register: record the visit without a name")
    unknown = gettext_lazy(
        "Nobody with this name is in the register. Register the person first, or go on without a name."
    )
    which = gettext_lazy("Choose who came.")

    village = OwnVillageField(label=gettext_lazy("Village"))
    visited_on = DayFirstDateField(
        label=gettext_lazy("Day of the visit"), help_text=gettext_lazy("Example: 12/03/2026")
    )
    visitor = PersonField(
        label=gettext_lazy("Name or NIK of somebody in the register"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Leave it empty for a visitor without a name."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    person = OfferedField(label=gettext_lazy("Who came"), required=False, widget=forms.HiddenInput)
    sex = forms.ChoiceField(
        label=gettext_lazy("Sex of a visitor without a name"),
        choices=Sex.choices,
        initial=Sex.UNKNOWN,
    )
    purpose = forms.ChoiceField(
        label=gettext_lazy("What for"), choices=Purpose.choices, widget=forms.RadioSelect
    )
    route = forms.ChoiceField(
        label=gettext_lazy("Route abroad"),
        choices=Route.choices,
        initial=Route.UNKNOWN,
        help_text=gettext_lazy("The route that the visitor intends to take, or took."),
    )
    outcome = forms.ChoiceField(
        label=gettext_lazy("Outcome"), choices=Outcome.choices, widget=forms.RadioSelect
    )
    referred_to = forms.ChoiceField(label=gettext_lazy("Referred to"), required=False, choices=AN_OFFICE)
    placement_number = forms.CharField(
        label=gettext_lazy("Number in SIAPkerja or SISKOP2MI"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("Where the placement is kept; the portal keeps none."),
    )
    note = forms.CharField(
        label=gettext_lazy("What it was about"),
        required=False,
        max_length=1000,
        help_text=gettext_lazy("Without names or numbers of people."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, user, visit=None, **kwargs):
        if visit is not None:
            kwargs["initial"] = stored_entries(visit)
        super().__init__(*args, user=user, **kwargs)
        #: Who came, where the reader may not be told: it stays as it is, and what tells of that person.
        self.untold = visit.person if visit is not None and visit.shown is None else None
        if self.untold:
            for name in ("visitor", "person", "sex", *WORDS):
                del self.fields[name]
            self.kept = {name: getattr(visit, name) for name in WORDS}
        self.fields["village"].offer(user, is_new=visit is None)

    def clean(self):
        cleaned = super().clean()
        if self.untold:
            cleaned |= {"found": self.untold, "sex": "", **self.kept}
        elif not self.errors:
            cleaned["found"] = self.person_named(
                cleaned["visitor"], cleaned["village"], cleaned["visited_on"]
            )
        return cleaned

    def doubts_of_entries(self, cleaned):
        village = self.fields["village"].villages[cleaned["village"]]
        text = doubt_of_programme(village, cleaned["visited_on"], Standings({village.code}))
        return [Doubt("outside_programme", "village", text)] if text else []

    def data_of_visit(self):
        """What the services take."""
        said = self.cleaned_data
        kept = ("visited_on", "purpose", "outcome", "sex", "route", "referred_to", "placement_number", "note")
        return VisitData(
            village=self.fields["village"].villages[said["village"]],
            person=said["found"],
            **{name: said[name] for name in kept},
        )


def stored_entries(visit):
    """The entries of the form for what is stored; `visit.shown` is who came, if the reader may see that."""
    entries = {name: getattr(visit, name) for name in VisitForm.base_fields if hasattr(visit, name)}
    entries |= {"village": visit.village.code, "sex": visit.sex or Sex.UNKNOWN, "visitor": "", "person": ""}
    if visit.shown:
        entries |= {"visitor": visit.shown.full_name, "person": str(visit.shown.number)}
    return entries


class StepForm(PlainForm):
    """What happened to a case."""

    step = forms.ChoiceField(
        label=gettext_lazy("What happened"), choices=CaseStep.choices, widget=forms.RadioSelect
    )
    on = DayFirstDateField(label=gettext_lazy("Day"), help_text=gettext_lazy("Example: 12/03/2026"))
    office = forms.ChoiceField(
        label=gettext_lazy("Office that deals with it"), required=False, choices=AN_OFFICE
    )
    note = forms.CharField(
        label=gettext_lazy("What was done"),
        max_length=1000,
        help_text=gettext_lazy("Without names or numbers of people."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
