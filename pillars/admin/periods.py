"""Reporting periods in the admin; closing and everything that hangs on it is done on the pages."""

from django.contrib import admin

from desmigratif.accounts.admin.read_only import NeverDeleted, ReadOnly

from ..models import NilReport, PeriodEvent, PeriodException, ReportingPeriod


class PeriodEventInline(ReadOnly, admin.TabularInline):
    model = PeriodEvent
    fields = ["at", "step", "by", "reason"]


@admin.register(ReportingPeriod)
class ReportingPeriodAdmin(NeverDeleted, admin.ModelAdmin):
    """Days of a closed quarter are read-only too: otherwise moving its borders would open it."""

    list_display = ["__str__", "starts_on", "ends_on", "due_on", "closed_at"]
    list_filter = ["year"]
    inlines = [PeriodEventInline]

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not (obj and obj.is_closed)


@admin.register(PeriodException)
class PeriodExceptionAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["__str__", "state", "until", "asked_by", "decided_by"]
    list_filter = ["state"]
    list_select_related = ["period", "regency", "asked_by", "decided_by"]


@admin.register(NilReport)
class NilReportAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["__str__", "stated_at", "stated_by", "withdrawn_at"]
    list_filter = ["pillar"]
    list_select_related = ["period", "village__area", "pillar", "stated_by"]
