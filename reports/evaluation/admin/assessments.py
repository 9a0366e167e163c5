"""Assessments in the admin: read here, written on their pages; the grades are kept here."""

from django.contrib import admin

from desmigratif.accounts.admin.read_only import NeverDeleted, ReadOnly

from ...models import Assessment, AssessmentFigure, AssessmentGrade


@admin.register(AssessmentGrade)
class AssessmentGradeAdmin(NeverDeleted, admin.ModelAdmin):
    """Assessments keep the words they were given: new words are a new row, the old one is switched off."""

    list_display = ["value", "name", "name_en", "is_active"]

    def get_readonly_fields(self, request, obj=None):
        return [] if obj is None else ["value", "name", "name_en", "meaning", "meaning_en"]


class AssessmentFigureInline(ReadOnly, admin.TabularInline):
    model = AssessmentFigure
    fields = ["key", "label", "value", "text", "source", "data_as_of"]


@admin.register(Assessment)
class AssessmentAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["pillar", "regency", "period", "grade", "signed_on", "signed_by"]
    list_filter = ["pillar", "period"]
    list_select_related = ["pillar", "regency", "period", "grade", "signed_by"]
    inlines = [AssessmentFigureInline]

    def get_queryset(self, request):
        # Drafts are their assessors' alone, here as on the pages.
        return super().get_queryset(request) & Assessment.objects.visible_to(request.user)
