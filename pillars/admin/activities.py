"""Activities in the admin: found and read across regencies; entered and changed on the pages only."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from desmigratif.accounts.admin.read_only import ReadOnly
from desmigratif.ui.search import SearchedAdmin

from ..filters.activities import budget_years
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


class BudgetYearFilter(admin.SimpleListFilter):
    """The years that the pages offer: those that are stored would be looked for in all activities."""

    title = _("Budget year")
    parameter_name = "budget_year"

    def lookups(self, request, model_admin):
        return budget_years()

    def queryset(self, request, activities):
        year = dict(budget_years()).get(self.value())
        return activities.filter(budget_year=year) if year else activities


@admin.register(Activity)
class ActivityAdmin(SearchedAdmin, ReadOnly, admin.ModelAdmin):
    list_display = ["title", "pillar", "regency", "start_on", "budget_year", "status", "state"]
    list_filter = ["pillar", "state", "status", BudgetYearFilter]
    list_select_related = ["pillar", "regency"]
    search_fields = ["search_key"]
    inlines = [ActivityVillageInline, FundingLineInline, ActivityEventInline]

    def get_queryset(self, request):
        return Activity.objects.visible_to(request.user).order_by("-pk")

    def view_on_site(self, activity):
        return activity.get_absolute_url()
