"""Activities in the admin: found and read across regencies; entered and changed on the pages only."""

from django.contrib import admin

from desmigratif.accounts.admin.read_only import ReadOnly
from desmigratif.ui.search import SearchedAdmin

from ..models import Activity, ActivityEvent, ActivityVillage, FundingLine


class ActivityVillageInline(ReadOnly, admin.TabularInline):
    model = ActivityVillage
    fields = ["village", "is_nil", "is_confirmed"]


class FundingLineInline(ReadOnly, admin.TabularInline):
    model = FundingLine
    fields = ["source", "organisation", "village", "plan", "actual"]


class ActivityEventInline(ReadOnly, admin.TabularInline):
    model = ActivityEvent
    fields = ["at", "step", "by", "reason"]


@admin.register(Activity)
class ActivityAdmin(SearchedAdmin, ReadOnly, admin.ModelAdmin):
    list_display = ["title", "pillar", "regency", "start_on", "budget_year", "status", "state"]
    list_filter = ["pillar", "state", "status", "budget_year"]
    list_select_related = ["pillar", "regency"]
    search_fields = ["search_key"]
    show_full_result_count = False
    inlines = [ActivityVillageInline, FundingLineInline, ActivityEventInline]

    def get_queryset(self, request):
        return Activity.objects.visible_to(request.user).order_by("-pk")

    def view_on_site(self, activity):
        return activity.get_absolute_url()
