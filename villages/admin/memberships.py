"""Memberships in the admin, and the check values of villages formed."""

from django.contrib import admin

from desmigratif.accounts.admin.read_only import NeverDeleted, NeverDeletedLines

from ..models import FormedCheck, Membership
from ..services import add_membership, change_membership
from ..services.memberships import check_membership
from .lines import LinesTogether, VillageLineForm

MEMBERSHIP_FIELDS = ("programme", "status", "batch_year", "decree", "source", "valid_from", "valid_to")


class MembershipLineForm(VillageLineForm):
    check = staticmethod(check_membership)
    add = staticmethod(add_membership)

    class Meta:
        model = Membership
        fields = MEMBERSHIP_FIELDS

    @staticmethod
    def change(row, **values):
        return change_membership(membership=row, **values)


class MembershipInline(NeverDeletedLines, admin.StackedInline):
    """The standing of a village in the programmes; ended by a date, never deleted."""

    model = Membership
    form = MembershipLineForm
    formset = LinesTogether
    extra = 0


@admin.register(FormedCheck)
class FormedCheckAdmin(NeverDeleted, admin.ModelAdmin):
    list_display = ["year", "villages", "source"]
