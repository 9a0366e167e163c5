"""What a page of figures may be asked: year, period, scope, province, verified only."""

import datetime
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from desmigratif.ui import clock
from desmigratif.ui.lists import AddressForm
from pillars.choices import COUNTED, Review
from villages.models import Area, AreaGroup, Village

from ..figures.links import ALL
from ..figures.programmes import MapChoice
from ..figures.ranking import ORDERS
from ..figures.tallies import Selection, group_name, years_with_figures

QUARTER_ENDS = {"1": (3, 31), "2": (6, 30), "3": (9, 30), "4": (12, 31)}


class PeriodForm(AddressForm):
    """Budget year, last day counted and the switch of counting rule 6; for the page of one area."""

    year = forms.TypedChoiceField(label=_("Budget year"), coerce=int)
    period = forms.ChoiceField(
        label=_("Period"),
        choices=[
            ("now", _("To date")),
            ("1", _("To Q I (31 Mar)")),
            ("2", _("To Q II (30 Jun)")),
            ("3", _("To Q III (30 Sep)")),
            ("4", _("To Q IV (31 Dec)")),
        ],
    )
    verified = forms.BooleanField(label=_("Verified only"), required=False)
    #: Chosen by the heads of the ranking, so it has no control in the bar.
    sort = forms.ChoiceField(
        label=_("Sort"),
        required=False,
        choices=[(order, order) for order in ORDERS],
        widget=forms.HiddenInput,
    )

    def __init__(self, data):
        super().__init__(data)
        years = sorted({clock.today().year, *years_with_figures()}, reverse=True)
        self.fields["year"].choices = [(year, str(year)) for year in years]

    def defaults(self):
        return {"year": clock.today().year, "period": "now"}

    @property
    def bar(self):
        """All that there is: the bar folds away as a whole."""
        return self.offered, []

    @property
    def through(self):
        if self.cleaned_data["period"] == "now":
            return clock.today()
        return datetime.date(self.cleaned_data["year"], *QUARTER_ENDS[self.cleaned_data["period"]])

    @property
    def states(self):
        return (Review.VERIFIED,) if self.cleaned_data["verified"] else COUNTED

    @property
    def period_query(self):
        """Year, period and switch as an address, for links to other pages of figures."""
        chosen = {name: self.cleaned_data[name] for name in ("year", "period")}
        return urlencode(chosen | ({"verified": 1} if self.cleaned_data["verified"] else {}))

    def selection_of(self, area):
        return Selection.area(area, self.cleaned_data["year"], self.through, self.states)


class ScopeForm(PeriodForm):
    """The national pages also choose a group of regencies and a province."""

    scope = forms.ChoiceField(label=_("Scope"))
    province = forms.ModelChoiceField(
        label=_("Province"),
        queryset=Area.objects.none(),
        required=False,
        empty_label=pgettext_lazy("province", "All provinces"),
    )

    field_order = ["year", "period", "scope", "province", "verified"]

    def __init__(self, data, *, user):
        self.groups = list(AreaGroup.objects.all())
        #: Areas whose sums the user opens; None: all (reports/README.md, "Who sees what").
        self.seen = None if user.is_national else Area.objects.visible_to(user)
        super().__init__(data)
        self.fields["scope"].choices = [
            *((group.slug, group_name(group)) for group in self.groups),
            (ALL, _("All Desmigratif villages")),
        ]
        provinces = Area.objects.filter(pk__in=Village.objects.order_by().values("province"))
        self.fields["province"].queryset = self._seen(provinces)

    def _seen(self, areas):
        return areas if self.seen is None else areas.filter(pk__in=self.seen)

    def defaults(self):
        group = next((group for group in self.groups if group.is_default), None)
        return {**super().defaults(), "scope": group.slug if group else ALL}

    def _group_of(self, scope):
        return next((group for group in self.groups if group.slug == scope), None)

    @property
    def selection(self):
        chosen = self.cleaned_data
        at = (chosen["year"], self.through, self.states)
        group = self._group_of(chosen["scope"])
        if group:
            return Selection.group(group, *at, province=chosen["province"])
        if chosen["province"]:
            return Selection.area(chosen["province"], *at)
        return Selection.nation(*at)


class PillarForm(ScopeForm):
    """The page of a pillar also chooses a regency within the scope and the province."""

    regency = forms.ModelChoiceField(
        label=_("Regency/city"),
        queryset=Area.objects.none(),
        required=False,
        empty_label=_("All regencies"),
        error_messages={"invalid_choice": _("“%(value)s” is not within the scope and the province.")},
    )

    field_order = ["year", "period", "scope", "province", "regency", "verified"]

    def __init__(self, data, *, user):
        super().__init__(data, user=user)
        group = self._group_of(self.data["scope"])
        regencies = (
            group.areas.all()
            if group
            else Area.objects.filter(pk__in=Village.objects.order_by().values("regency"))
        )
        if self.data.get("province"):
            regencies = regencies.filter(parent=self.data["province"])
        self.fields["regency"].queryset = self._seen(regencies)

    @property
    def selection(self):
        regency = self.cleaned_data.get("regency")
        return self.selection_of(regency) if regency else super().selection

    @property
    def map_choice(self):
        """Programmes against the problems: those of the year that reach the chosen province or regency."""
        area = self.cleaned_data.get("regency") or self.cleaned_data["province"]
        return MapChoice(self.cleaned_data["year"], area)


class IndicatorsForm(PillarForm):
    """The file of indicators is of all of them, of one pillar or of one code; of none that is not there."""

    code = forms.CharField(label=_("Indicator"), required=False)
    pillar = forms.CharField(label=_("Pillar"), required=False)
