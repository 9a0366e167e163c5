"""Recommendations and the mails about them in the admin: read here, written on the pages."""

from django.contrib import admin

from desmigratif.accounts.admin.read_only import ReadOnly
from desmigratif.ui.search import SearchedAdmin

from ...models import DigestMail, Recommendation


@admin.register(Recommendation)
class RecommendationAdmin(SearchedAdmin, ReadOnly, admin.ModelAdmin):
    list_display = ["number", "title", "owner", "due_on", "status", "percent"]
    list_filter = ["status", "pillar", "budget_year"]
    list_select_related = ["owner"]
    search_fields = ["search_key"]

    def view_on_site(self, recommendation):
        return recommendation.get_absolute_url()


@admin.register(DigestMail)
class DigestMailAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["day", "user", "overdue", "due_soon", "sent_at"]
    list_filter = ["day"]
    list_select_related = ["user"]
