"""What lists of villages may be asked: province, regency and what each list adds."""

from django import forms
from django.utils.translation import gettext_lazy as _

from desmigratif.ui.lists import AddressForm
from villages.choices import Level
from villages.models import Area, AreaGroup, Village

from ..choices import DormancySign, Fulfilment
from ..figures.regencies import both, regencies_within, whole_regencies
from ..models import Criterion


class AreaChoiceField(forms.ModelChoiceField):
    def label_from_instance(self, area):
        return area.label


class PlaceForm(AddressForm):
    """Province and regency; only those in which the user sees a village."""

    province = AreaChoiceField(
        label=_("Province"), queryset=Area.objects.none(), required=False, empty_label=_("All provinces")
    )
    regency = AreaChoiceField(
        label=_("Regency/city"), queryset=Area.objects.none(), required=False, empty_label=_("All regencies")
    )

    def __init__(self, data, *, user):
        super().__init__(data)
        self.user = user
        areas = Area.objects.order_by("code")
        self.fields["province"].queryset = areas.visible_to(user, Level.PROVINCE)
        regencies = areas.visible_to(user, Level.REGENCY)
        if data.get("province"):
            regencies = regencies.filter(parent=data["province"])
        self.fields["regency"].queryset = regencies

    @property
    def villages(self):
        """The villages that the user sees in the chosen place; none where the address holds a wrong value."""
        if not self.is_valid():
            return Village.objects.none()
        found = Village.objects.visible_to(self.user)
        for name in ("province", "regency"):
            if self.cleaned_data[name]:
                found = found.in_area(self.cleaned_data[name])
        return found

    @property
    def regencies(self):
        """The regencies that these villages fill; None where they fill none, see `PerRegency`."""
        if not self.is_valid():
            return frozenset()
        found = whole_regencies(self.user)
        for name in ("province", "regency"):
            if area := self.cleaned_data[name]:
                found = both(found, regencies_within([area.pk]))
        return found


class MaturityForm(PlaceForm):
    """Also one criterion and how far it is met."""

    criterion = forms.ModelChoiceField(
        label=_("Criterion"),
        queryset=Criterion.objects.in_force(Level.VILLAGE),
        to_field_name="code",
        required=False,
        empty_label=_("All criteria"),
    )
    level = forms.ChoiceField(
        label=_("The answer"), choices=[("", _("Any answer")), *Fulfilment.choices], required=False
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("level") and not cleaned.get("criterion") and "criterion" not in self.errors:
            self.add_error("criterion", _("Choose the criterion to which the answer belongs."))
        return cleaned

    @property
    def keeps_all(self):
        """Whether no answer is chosen, so that the results need not be known to list the villages."""
        return self.is_valid() and not (self.cleaned_data["criterion"] and self.cleaned_data["level"])

    def keeps(self, result):
        """Whether the result of a village has the chosen answer."""
        if not self.is_valid():
            return False
        criterion, level = self.cleaned_data["criterion"], self.cleaned_data["level"]
        return not (criterion and level) or result.of(criterion).level == level


class DormancyForm(PlaceForm):
    """Also the sign by which a village counts as dormant."""

    group = forms.ModelChoiceField(
        label=_("Scope"),
        queryset=AreaGroup.objects.all(),
        to_field_name="slug",
        required=False,
        empty_label=_("All Desmigratif villages"),
    )
    sign = forms.ChoiceField(
        label=_("Sign"), choices=[("", _("Any sign")), *DormancySign.choices], required=False
    )
    field_order = ["group", "province", "regency", "sign"]

    @property
    def villages(self):
        found = super().villages
        return found.in_group(self.cleaned_data["group"]) if self.cleaned_data.get("group") else found

    @property
    def regencies(self):
        found, group = super().regencies, self.cleaned_data.get("group")
        return both(found, frozenset(group.areas.values_list("pk", flat=True))) if group else found

    @property
    def sign_chosen(self):
        return self.cleaned_data["sign"] if self.is_valid() else ""
