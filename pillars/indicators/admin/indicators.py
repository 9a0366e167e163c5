"""Indicators, targets and reported values in the admin: found and read with what they said before.

They are written on the pages only, where the services see to it that a used definition stays.
"""

from django.contrib import admin

from desmigratif.accounts.admin.read_only import ReadOnly, TracedAdmin
from desmigratif.ui.search import SearchedAdmin

from ...models import Indicator, IndicatorValue, IndicatorVersion, Target


class IndicatorVersionInline(ReadOnly, admin.StackedInline):
    model = IndicatorVersion
    extra = 0


@admin.register(Indicator)
class IndicatorAdmin(SearchedAdmin, ReadOnly, TracedAdmin):
    list_display = ["code", "pillar", "position", "ended_from"]
    list_filter = ["pillar"]
    list_select_related = ["pillar"]
    search_fields = ["code", "versions__name"]
    search_lookup = "icontains"
    inlines = [IndicatorVersionInline]


@admin.register(Target)
class TargetAdmin(SearchedAdmin, ReadOnly, TracedAdmin):
    list_display = ["indicator", "area", "year", "quarter", "value", "baseline", "set_by"]
    list_filter = ["year"]
    list_select_related = ["indicator", "area", "set_by"]
    search_fields = ["indicator__code", "area__code", "area__name"]
    search_lookup = "icontains"


@admin.register(IndicatorValue)
class IndicatorValueAdmin(SearchedAdmin, ReadOnly, TracedAdmin):
    list_display = [
        "indicator",
        "area",
        "year",
        "quarter",
        "value",
        "numerator",
        "denominator",
        "reported_by",
    ]
    list_filter = ["year"]
    list_select_related = ["indicator", "area", "reported_by"]
    search_fields = ["indicator__code", "area__code", "area__name"]
    search_lookup = "icontains"
