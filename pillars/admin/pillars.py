"""Pillars, contributors and activity types in the admin."""

from django.contrib import admin

from desmigratif.accounts.admin.read_only import NeverDeleted
from desmigratif.ui.search import SearchedAdmin

from ..models import ActivityType, Pillar, PillarContributor


@admin.register(Pillar)
class PillarAdmin(NeverDeleted, admin.ModelAdmin):
    """There are four; only their names may be worded anew."""

    list_display = ["code", "name", "name_en"]
    fields = ["code", "number", "slug", "name", "name_en"]
    readonly_fields = ["code", "number", "slug"]

    def has_add_permission(self, request):
        return False


@admin.register(PillarContributor)
class PillarContributorAdmin(admin.ModelAdmin):
    list_display = ["organisation", "pillar", "source"]
    list_filter = ["pillar"]
    list_select_related = ["organisation", "pillar"]


@admin.register(ActivityType)
class ActivityTypeAdmin(SearchedAdmin, NeverDeleted, admin.ModelAdmin):
    """A type that is no longer wanted is not offered any more; its activities keep it."""

    list_display = ["name", "name_en", "pillar", "position", "is_active", "is_aid"]
    list_filter = ["pillar", "is_active", "is_aid"]
    list_select_related = ["pillar"]
    search_fields = ["name", "name_en"]
    search_lookup = "icontains"

    def get_readonly_fields(self, request, obj=None):
        # Another pillar would take its activities along, past their tallies.
        return ["pillar"] if obj else []
