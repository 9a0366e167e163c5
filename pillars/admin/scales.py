"""Status scales in the admin: the newest counts, so a new one is added and old ones stay."""

from django.contrib import admin

from desmigratif.accounts.admin.read_only import NeverDeleted

from ..models import Scale


@admin.register(Scale)
class ScaleAdmin(NeverDeleted, admin.ModelAdmin):
    list_display = ["on_track_from", "attention_from", "note"]

    def has_change_permission(self, request, obj=None):
        return False
