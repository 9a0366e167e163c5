"""Groups of community parenting in the admin: read here, written on the pages; of children nothing."""

from django.contrib import admin

from desmigratif.accounts.admin.read_only import ReadOnly

from .models import ParentingGroup


@admin.register(ParentingGroup)
class ParentingGroupAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["name", "village", "kind", "founded_on", "ended_on"]
    list_filter = ["kind"]
    list_select_related = ["village__area"]

    def view_on_site(self, group):
        return group.get_absolute_url()
