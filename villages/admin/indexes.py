"""Index values of a village in the admin: the same services as on the pages."""

from django.contrib import admin

from desmigratif.accounts.admin.read_only import NeverDeletedLines

from ..models import VillageIndex
from ..services.indexes import FIELDS, check_index, correct_index, record_index
from .lines import LinesTogether, VillageLineForm


class VillageIndexLineForm(VillageLineForm):
    check = staticmethod(check_index)
    add = staticmethod(record_index)

    class Meta:
        model = VillageIndex
        fields = FIELDS

    @staticmethod
    def change(row, **values):
        return correct_index(row=row, **values)


class VillageIndexInline(NeverDeletedLines, admin.TabularInline):
    """Corrected where a value was typed wrong, never deleted."""

    model = VillageIndex
    form = VillageIndexLineForm
    formset = LinesTogether
    extra = 0
