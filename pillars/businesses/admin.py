"""Businesses in the admin: read here, written on the pages."""

from django.contrib import admin

from desmigratif.accounts.admin.read_only import ReadOnly

from .models import Business, BusinessPermit, BusinessStep, BusinessYear


class BusinessStepInline(ReadOnly, admin.TabularInline):
    model = BusinessStep
    extra = 0


class BusinessYearInline(ReadOnly, admin.TabularInline):
    model = BusinessYear
    extra = 0


class PermitInline(ReadOnly, admin.TabularInline):
    model = BusinessPermit
    extra = 0


@admin.register(Business)
class BusinessAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["name", "village", "kind", "sector", "started_on"]
    list_filter = ["kind", "sector", "market"]
    list_select_related = ["village__area"]
    inlines = [BusinessStepInline, BusinessYearInline, PermitInline]

    def view_on_site(self, business):
        return business.get_absolute_url()
