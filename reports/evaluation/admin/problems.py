"""Problems in the admin; what places report and ministries map is read here and written on the pages."""

from django.contrib import admin

from desmigratif.accounts.admin.read_only import ReadOnly, TracedAdmin
from desmigratif.ui.search import SearchedAdmin

from ...models import Problem, ProblemReport


@admin.register(Problem)
class ProblemAdmin(SearchedAdmin, TracedAdmin):
    """A problem that is no longer asked for is not offered any more; its reports and programmes keep it."""

    list_display = ["number", "name", "name_en", "is_active"]
    search_fields = ["name", "name_en"]
    search_lookup = "icontains"


@admin.register(ProblemReport)
class ProblemReportAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["problem", "regency", "village", "severity", "reported_on", "status"]
    list_filter = ["problem", "status", "severity"]
    list_select_related = ["problem", "regency", "village__area"]

    def view_on_site(self, report):
        return report.get_absolute_url()
