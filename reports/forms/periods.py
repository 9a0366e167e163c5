"""Which part of the country the pages of a quarter show."""

from django import forms
from django.utils.translation import gettext_lazy as _

from villages.models import Area, Village


class ProvinceForm(forms.Form):
    """One province of those the reader sees, or all; what cannot be read shows all."""

    province = forms.ModelChoiceField(
        label=_("Province"), queryset=Area.objects.none(), required=False, empty_label=_("All provinces")
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.seen = Village.objects.visible_to(user)
        self.fields["province"].queryset = Area.objects.filter(pk__in=self.seen.order_by().values("province"))

    @property
    def chosen(self):
        return self.cleaned_data.get("province") if self.is_valid() else None

    @property
    def villages(self):
        """The programme villages meant."""
        return self.seen.filter(province=self.chosen) if self.chosen else self.seen
