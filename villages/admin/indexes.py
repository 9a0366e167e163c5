"""Index values of a village in the admin: the same services as on the pages."""

from django import forms
from django.contrib import admin

from desmigratif.accounts.admin.read_only import NeverDeleted

from ..models import VillageIndex
from ..services import ChangeRefused
from ..services.indexes import FIELDS, check_index, correct_index, record_index


class VillageIndexForm(forms.ModelForm):
    class Meta:
        model = VillageIndex
        fields = FIELDS

    def clean(self):
        data = super().clean()
        if not self.errors:
            try:
                check_index(
                    VillageIndex(pk=self.instance.pk, village=self.instance.village, **self._own(data))
                )
            except ChangeRefused as refusal:
                self.add_error(refusal.field, refusal.message)
        return data

    def save_by(self, user):
        """Stores the line through the services."""
        values = self._own(self.cleaned_data)
        if self.instance.pk:
            return correct_index(row=self.instance, by=user, **values)
        return record_index(village=self.instance.village, by=user, **values)

    def _own(self, data):
        return {name: data[name] for name in FIELDS}


class VillageIndexInline(NeverDeleted, admin.TabularInline):
    """Corrected where a value was typed wrong, never deleted."""

    model = VillageIndex
    form = VillageIndexForm
    extra = 0
