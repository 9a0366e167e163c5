"""Which regencies the page of readiness shows."""

from django import forms
from django.utils.translation import gettext_lazy as _

from desmigratif.ui.lists import AddressForm
from villages.choices import Level
from villages.models import Area, AreaGroup

from ...figures.readiness import COPIES
from ...figures.tallies import group_name
from ...forms.dashboards import ALL


class GroupForm(AddressForm):
    """One area group, or all regencies with a village of the programme."""

    group = forms.ChoiceField(label=_("Scope"))

    def __init__(self, data):
        self.groups = {group.slug: group for group in AreaGroup.objects.all()}
        super().__init__(data)
        self.fields["group"].choices = [
            *((slug, group_name(group)) for slug, group in self.groups.items()),
            (ALL, _("All regencies with villages of the programme")),
        ]

    def defaults(self):
        return {"group": COPIES if COPIES in self.groups else ALL}

    @property
    def chosen(self):
        """The group; None for all regencies."""
        return self.groups.get(self.cleaned_data["group"])

    @property
    def regencies(self):
        regencies = Area.objects.filter(level=Level.REGENCY).select_related("parent").order_by("code")
        if self.chosen:
            return regencies.filter(groups=self.chosen)
        return regencies.filter(regency_villages__isnull=False).distinct()

    @property
    def label(self):
        return str(dict(self.fields["group"].choices)[self.cleaned_data["group"]])
