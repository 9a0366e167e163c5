"""What is typed about a business: what it is and whose, how it stands, its permits and its years."""

from django import forms
from django.utils.translation import gettext_lazy

from desmigratif.ui import clock
from desmigratif.ui.fields import BalanceField, CountField, DayFirstDateField, RupiahField
from villages.people.plausibility import Doubt

from ..forms.villages import OwnVillageField
from ..people.forms.beneficiaries import PlainForm, TickLastForm
from ..people.forms.joining import EXAMPLE
from ..people.forms.named_people import NamingForm, OfferedField, PersonField
from .choices import BusinessKind, BusinessStatus, Market, PermitKind, Sector
from .models import BusinessYear
from .services import BusinessData, FiguresData, PermitData, doubts_of

NOT_KNOWN = ("", gettext_lazy("Not known"))


class BusinessForm(NamingForm):
    """One business; of a new one also whose it is, where the register has that person."""

    nobody = gettext_lazy("Nobody in the register: record the business without its owner")
    unknown = gettext_lazy(
        "Nobody with this name is in the register. Register the person first, or go on without a name."
    )
    which = gettext_lazy("Choose whose business it is.")

    village = OwnVillageField(label=gettext_lazy("Village"))
    name = forms.CharField(
        label=gettext_lazy("Name of the business"),
        max_length=120,
        help_text=gettext_lazy("As it is known, or what it makes. For example: Keripik Pisang Barokah."),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=BusinessKind.choices, widget=forms.RadioSelect
    )
    member = PersonField(
        label=gettext_lazy("Name or NIK of the owner, or of one member of the group"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Somebody in the register. More members are recorded on its page."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    person = OfferedField(label=gettext_lazy("Whose it is"), required=False, widget=forms.HiddenInput)
    product = forms.CharField(label=gettext_lazy("Main product"), required=False, max_length=200)
    sector = forms.ChoiceField(
        label=gettext_lazy("Sector (KBLI)"), required=False, choices=[NOT_KNOWN, *Sector.choices]
    )
    started_on = DayFirstDateField(
        label=gettext_lazy("Started on"),
        required=False,
        help_text=gettext_lazy("Example: 12/03/2026. Leave it empty where nobody knows the day."),
    )
    market = forms.ChoiceField(
        label=gettext_lazy("Sells"), required=False, choices=[NOT_KNOWN, *Market.choices]
    )
    channels = forms.CharField(
        label=gettext_lazy("Sales channels"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("For example: market, shop, WhatsApp, marketplace."),
    )

    def __init__(self, *args, user, business=None, **kwargs):
        if business is not None:
            own = [name for name in self.base_fields if name not in ("member", "person")]
            kwargs["initial"] = {name: getattr(business, name) for name in own}
            kwargs["initial"]["village"] = business.village.code
        super().__init__(*args, user=user, **kwargs)
        self.fields["village"].offer(user, is_new=business is None)
        if business is not None:
            del self.fields["member"], self.fields["person"]

    def clean(self):
        cleaned = super().clean()
        if not self.errors and "member" in self.fields:
            day = cleaned["started_on"] or clock.today()
            cleaned["found"] = self.person_named(cleaned["member"], cleaned["village"], day)
        return cleaned

    def data_of_business(self):
        """What the services take."""
        village = self.fields["village"].villages[self.cleaned_data["village"]]
        said = {name: self.cleaned_data[name] for name in BusinessData.__dataclass_fields__}
        return BusinessData(**said | {"village": village})


class FiguresForm(TickLastForm):
    """The figures of one year; what can hardly be is asked about."""

    turnover = RupiahField(label=gettext_lazy("Turnover of the year"), required=False)
    profit = BalanceField(
        label=gettext_lazy("Profit of the year"),
        required=False,
        help_text=gettext_lazy("A loss with a minus before it."),
    )
    workers_male = CountField(
        label=gettext_lazy("Workers, men"),
        required=False,
        help_text=gettext_lazy("At the end of the year, the owner among them."),
    )
    workers_female = CountField(label=gettext_lazy("Workers, women"), required=False)
    source = forms.CharField(
        label=gettext_lazy("Source"),
        max_length=120,
        help_text=gettext_lazy("For example: cash book, stated by the owner."),
    )

    def __init__(self, *args, stated=None, **kwargs):
        kwargs["initial"] = {name: getattr(stated, name, None) for name in FiguresData.__dataclass_fields__}
        super().__init__(*args, **kwargs)

    def doubts_of_entries(self, cleaned):
        return [Doubt("balance", "profit", text) for text in doubts_of(self.data_of_year())]

    def data_of_year(self):
        """What the services take."""
        return FiguresData(**{name: self.cleaned_data[name] for name in FiguresData.__dataclass_fields__})


class StatusForm(PlainForm):
    """How a business stands from a day on."""

    status = forms.ChoiceField(
        label=gettext_lazy("Status"), choices=BusinessStatus.choices, widget=forms.RadioSelect
    )
    on = DayFirstDateField(label=gettext_lazy("Since"), help_text=EXAMPLE)
    why = forms.CharField(
        label=gettext_lazy("Why"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Of a business that is paused or closed. Without names of people."),
    )


class PermitForm(PlainForm):
    """One paper of a business."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Permit"), choices=[("", gettext_lazy("Choose a permit")), *PermitKind.choices]
    )
    number = forms.CharField(label=gettext_lazy("Number"), max_length=60)
    issued_on = DayFirstDateField(label=gettext_lazy("Issued on"), required=False, help_text=EXAMPLE)
    expires_on = DayFirstDateField(
        label=gettext_lazy("Valid until"),
        required=False,
        help_text=gettext_lazy("Leave it empty where it has no end, as the NIB."),
    )

    def data_of_permit(self):
        """What the services take."""
        return PermitData(**self.cleaned_data)


def year_labels():
    """`[(name, label)]` of the figures of a year, in their order."""
    names = [name for name in FiguresData.__dataclass_fields__ if name != "source"]
    return [(name, str(BusinessYear._meta.get_field(name).verbose_name)) for name in names]
