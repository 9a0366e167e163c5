"""Reporting periods in the admin."""

from django.contrib import admin

from desmigratif.accounts.admin.read_only import NeverDeleted

from ..models import ReportingPeriod


@admin.register(ReportingPeriod)
class ReportingPeriodAdmin(NeverDeleted, admin.ModelAdmin):
    list_display = ["__str__", "starts_on", "ends_on", "due_on"]
    list_filter = ["year"]
