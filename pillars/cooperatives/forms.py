"""What is typed about a co-operative, its yearly accounts, its members and its board."""

from django import forms
from django.utils.translation import gettext_lazy

from desmigratif.ui import clock
from desmigratif.ui.fields import CountField, DayFirstDateField, RupiahField
from villages.people.plausibility import Doubt

from ..forms.villages import OwnVillageField
from ..people.forms.beneficiaries import PlainForm, TickLastForm
from ..people.forms.named_people import NamingForm, OfferedField, PersonField
from .choices import BoardOffice, CooperativeKind
from .models import CooperativeYear
from .services import CooperativeData, YearData, doubts_of

EXAMPLE = gettext_lazy("Example: 12/03/2026")


class CooperativeForm(PlainForm):
    """One co-operative."""

    village = OwnVillageField(label=gettext_lazy("Village"))
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=CooperativeKind.choices, widget=forms.RadioSelect
    )
    founded_on = DayFirstDateField(label=gettext_lazy("Founded on"), required=False, help_text=EXAMPLE)
    legal_number = forms.CharField(
        label=gettext_lazy("Number of the legal entity"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Leave it empty while it is no legal entity."),
    )
    legal_on = DayFirstDateField(label=gettext_lazy("Legal entity since"), required=False)
    units = forms.CharField(
        label=gettext_lazy("Units of business"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("For example: savings and loans, village shop."),
    )
    services = forms.CharField(label=gettext_lazy("Services to members"), required=False, max_length=300)
    ended_on = DayFirstDateField(
        label=gettext_lazy("Ended on"),
        required=False,
        help_text=gettext_lazy("Only when it no longer exists: the first day without it."),
    )
    ended_because = forms.CharField(label=gettext_lazy("Why it ended"), required=False, max_length=200)

    def __init__(self, *args, user, cooperative=None, **kwargs):
        if cooperative is not None:
            kwargs["initial"] = {name: getattr(cooperative, name) for name in self.base_fields}
            kwargs["initial"]["village"] = cooperative.village.code
        super().__init__(*args, **kwargs)
        self.fields["village"].offer(user, is_new=cooperative is None)
        if cooperative is None:
            del self.fields["ended_on"], self.fields["ended_because"]

    def data_of_cooperative(self):
        """What the services take."""
        village = self.fields["village"].villages[self.cleaned_data["village"]]
        return CooperativeData(**self.cleaned_data | {"village": village})


class SurplusField(RupiahField):
    """Whole rupiah; a loss with a minus before it."""

    inputmode = "text"

    def parse(self, text):
        is_loss = text.strip()[:1] in ("-", "\N{MINUS SIGN}", "\N{EN DASH}")
        amount = super().parse(text.strip()[1:] if is_loss else text)
        return -amount if is_loss and amount is not None else amount


class AccountsForm(TickLastForm):
    """The accounts of one year; what can hardly be is asked about."""

    members_male = CountField(label=gettext_lazy("Members, men"), required=False)
    members_female = CountField(label=gettext_lazy("Members, women"), required=False)
    savings_principal = RupiahField(label=gettext_lazy("Principal savings"), required=False)
    savings_mandatory = RupiahField(label=gettext_lazy("Mandatory savings"), required=False)
    savings_voluntary = RupiahField(label=gettext_lazy("Voluntary savings"), required=False)
    loans = RupiahField(label=gettext_lazy("Loans outstanding"), required=False)
    loans_overdue = RupiahField(label=gettext_lazy("Of these overdue"), required=False)
    assets = RupiahField(label=gettext_lazy("Assets"), required=False)
    surplus = SurplusField(
        label=gettext_lazy("Surplus (SHU)"),
        required=False,
        help_text=gettext_lazy("A loss with a minus before it."),
    )
    met_on = DayFirstDateField(
        label=gettext_lazy("Annual members' meeting (RAT) held on"),
        required=False,
        help_text=gettext_lazy("The meeting about this year; leave it empty while it was not held."),
    )
    source = forms.CharField(
        label=gettext_lazy("Source"),
        max_length=120,
        help_text=gettext_lazy("For example: report to the annual meeting."),
    )

    def __init__(self, *args, stated=None, **kwargs):
        kwargs["initial"] = {name: getattr(stated, name, None) for name in YearData.__dataclass_fields__}
        super().__init__(*args, **kwargs)

    def doubts_of_entries(self, cleaned):
        return [Doubt("balance", "assets", text) for text in doubts_of(self.data_of_year())]

    def data_of_year(self):
        """What the services take."""
        return YearData(**{name: self.cleaned_data[name] for name in YearData.__dataclass_fields__})


class MemberForm(NamingForm):
    """Somebody of the register who joins."""

    unknown = gettext_lazy("Nobody with this name is in the register. Register the person first.")
    which = gettext_lazy("Choose who joins.")
    reason = gettext_lazy("Member of a co-operative")

    member = PersonField(
        label=gettext_lazy("Name or NIK of somebody in the register"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    person = OfferedField(label=gettext_lazy("Who joins"), required=False, widget=forms.HiddenInput)
    joined_on = DayFirstDateField(label=gettext_lazy("Member since"), help_text=EXAMPLE)

    def __init__(self, *args, cooperative, **kwargs):
        super().__init__(*args, **kwargs)
        self.cooperative = cooperative

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            code = self.cooperative.village.code
            cleaned["found"] = self.person_named(cleaned["member"], code, cleaned["joined_on"])
        return cleaned


class TermForm(PlainForm):
    """Somebody takes an office."""

    office = forms.ChoiceField(label=gettext_lazy("Office"), choices=BoardOffice.choices)
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    started_on = DayFirstDateField(label=gettext_lazy("In office since"), help_text=EXAMPLE)


class EndDayForm(PlainForm):
    """The first day without a membership or an office, `name` of its model."""

    def __init__(self, *args, model, name, **kwargs):
        super().__init__(*args, initial={name: clock.today()}, **kwargs)
        label = model._meta.get_field(name).verbose_name
        self.fields[name] = DayFirstDateField(label=label, help_text=EXAMPLE)


class RemoveCooperativeForm(PlainForm):
    """Why a co-operative is taken out."""

    reason = forms.CharField(
        label=gettext_lazy("Why it is removed"),
        max_length=100,
        help_text=gettext_lazy("For example: recorded twice."),
    )


def year_labels():
    """`[(name, label)]` of the figures of a year, in their order."""
    names = [name for name in YearData.__dataclass_fields__ if name != "source"]
    return [(name, str(CooperativeYear._meta.get_field(name).verbose_name)) for name in names]
