"""Which year, quarter and part of the country the pages of quarters show."""

from django import forms
from django.utils.translation import gettext_lazy as _

from desmigratif.ui import clock
from desmigratif.ui.lists import AddressForm
from pillars.models import ReportingPeriod
from villages.models import Area, Village

from ..figures.regencies import both, regencies_within, whole_regencies


class YearForm(AddressForm):
    """One of the years that have quarters: the running one, or the last there is."""

    year = forms.TypedChoiceField(label=_("Year"), coerce=int)

    def __init__(self, data, *, years):
        self.years = years or [clock.today().year]
        super().__init__(data)
        self.fields["year"].choices = [(year, str(year)) for year in self.years]

    def defaults(self):
        running = clock.today().year
        return {"year": running if running in self.years else max(self.years)}


class QuarterForm(AddressForm):
    """A quarter that has begun, by its key (`2026-3`); none where the address names none."""

    period = forms.ChoiceField(label=_("Period"), required=False)

    def __init__(self, data):
        super().__init__(data)
        begun = ReportingPeriod.objects.filter(starts_on__lte=clock.today())
        self.periods = {period.key: period for period in begun} if data.get("period") else {}
        self.fields["period"].choices = [(key, str(period)) for key, period in self.periods.items()]

    @property
    def chosen(self):
        return self.periods.get(self.cleaned_data["period"])


class ProvinceForm(AddressForm):
    """One province of those the reader sees, or all."""

    province = forms.ModelChoiceField(
        label=_("Province"), queryset=Area.objects.none(), required=False, empty_label=_("All provinces")
    )

    def __init__(self, data, *, user):
        super().__init__(data)
        self.user = user
        self.seen = Village.objects.visible_to(user)
        self.fields["province"].queryset = Area.objects.filter(pk__in=self.seen.order_by().values("province"))

    @property
    def chosen(self):
        return self.cleaned_data["province"]

    @property
    def villages(self):
        """The programme villages meant."""
        return self.seen.filter(province=self.chosen) if self.chosen else self.seen

    @property
    def regencies(self):
        """The regencies that these villages fill; None where they fill none, see `PerRegency`."""
        found = whole_regencies(self.user)
        return both(found, regencies_within([self.chosen.pk])) if self.chosen else found
