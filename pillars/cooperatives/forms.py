"""What is typed about a co-operative, its yearly accounts, its members and its board."""

from django import forms
from django.utils.translation import gettext_lazy

from desmigratif.ui.fields import BalanceField, CountField, DayFirstDateField, RupiahField
from villages.people.plausibility import Doubt

from ..forms.villages import OwnVillageField
from ..people.forms.beneficiaries import PlainForm, TickLastForm
from ..people.forms.joining import EXAMPLE
from .choices import BoardOffice, CooperativeKind
from .models import CooperativeYear
from .services import CooperativeData, YearData, doubts_of


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
    surplus = BalanceField(
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


class TermForm(PlainForm):
    """Somebody takes an office."""

    office = forms.ChoiceField(
        label=gettext_lazy("Office"), choices=[("", gettext_lazy("Choose an office")), *BoardOffice.choices]
    )
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    started_on = DayFirstDateField(label=gettext_lazy("In office since"), help_text=EXAMPLE)


def year_labels():
    """`[(name, label)]` of the figures of a year, in their order."""
    names = [name for name in YearData.__dataclass_fields__ if name != "source"]
    return [(name, str(CooperativeYear._meta.get_field(name).verbose_name)) for name in names]
