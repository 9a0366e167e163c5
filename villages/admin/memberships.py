"""Memberships in the admin, and the check values of villages formed."""

from django import forms
from django.contrib import admin

from desmigratif.accounts.admin.read_only import NeverDeleted

from ..models import FormedCheck, Membership
from ..services import ChangeRefused, add_membership, change_membership
from ..services.memberships import check_membership

MEMBERSHIP_FIELDS = ("programme", "status", "batch_year", "decree", "source", "valid_from", "valid_to")


class MembershipForm(forms.ModelForm):
    class Meta:
        model = Membership
        fields = MEMBERSHIP_FIELDS

    def clean(self):
        data = super().clean()
        if not self.errors:
            try:
                check_membership(
                    Membership(pk=self.instance.pk, village=self.instance.village, **self._own(data))
                )
            except ChangeRefused as refusal:
                self.add_error(refusal.field, refusal.message)
        return data

    def save_by(self, user):
        """Stores the line through the services."""
        values = self._own(self.cleaned_data)
        if self.instance.pk:
            return change_membership(membership=self.instance, by=user, **values)
        return add_membership(village=self.instance.village, by=user, **values)

    def _own(self, data):
        return {name: data[name] for name in MEMBERSHIP_FIELDS}


class MembershipInline(NeverDeleted, admin.StackedInline):
    """The standing of a village in the programmes; ended by a date, never deleted."""

    model = Membership
    form = MembershipForm
    extra = 0


@admin.register(FormedCheck)
class FormedCheckAdmin(NeverDeleted, admin.ModelAdmin):
    list_display = ["year", "villages", "source"]
