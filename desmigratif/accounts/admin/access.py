"""The access log in the admin: read, never written."""

from django.contrib import admin

from desmigratif.ui.search import SearchedAdmin

from ..models import AccessEvent
from .read_only import ReadOnly


@admin.register(AccessEvent)
class AccessEventAdmin(SearchedAdmin, ReadOnly, admin.ModelAdmin):
    list_display = ["at", "user", "kind", "what", "rows", "address"]
    list_filter = ["kind", "at"]
    list_select_related = ["user"]
    search_fields = ["user__search_key"]
