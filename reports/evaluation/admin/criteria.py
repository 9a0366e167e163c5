"""The rubrics of maturity and readiness in the admin, and the rules with a number in them."""

from django.contrib import admin

from desmigratif.accounts.admin.read_only import NeverDeleted, ReadOnly, TracedAdmin

from ...models import Criterion, CriterionAnswer, DormancyRule, ReadinessScale


@admin.register(Criterion)
class CriterionAdmin(TracedAdmin):
    """Taken out of force, never deleted: answers refer to it."""

    list_display = ["code", "area_level", "name", "measure", "threshold", "weight", "is_active", "status"]
    list_filter = ["area_level", "is_active", "status"]

    def get_readonly_fields(self, request, obj=None):
        return ["area_level", "code"] if obj else []


@admin.register(CriterionAnswer)
class CriterionAnswerAdmin(ReadOnly, admin.ModelAdmin):
    """What assessors found; written on the pages of villages and regencies."""

    list_display = ["criterion", "area", "level", "answered_on", "by"]
    list_filter = ["criterion__area_level", "level"]
    list_select_related = ["criterion", "area", "by"]

    def get_queryset(self, request):
        return super().get_queryset(request) & self.model.objects.visible_to(request.user)


@admin.register(DormancyRule, ReadinessScale)
class NewestCountsAdmin(NeverDeleted, admin.ModelAdmin):
    """The newest row counts: a new one is added, and old ones stay."""

    list_display = ["__str__", "note"]

    def has_change_permission(self, request, obj=None):
        return False
