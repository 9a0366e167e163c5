"""Visits in the admin: read here, written on the pages."""

from django.contrib import admin

from desmigratif.accounts.admin.read_only import ReadOnly

from .models import DeskNil, DeskStep, DeskVisit


class DeskStepInline(ReadOnly, admin.TabularInline):
    model = DeskStep
    exclude = ["note"]
    extra = 0


@admin.register(DeskVisit)
class DeskVisitAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["visited_on", "village", "purpose", "outcome", "closed_on"]
    list_filter = ["purpose", "outcome", "route"]
    list_select_related = ["village__area"]
    # Who came, and what tells of that person, is shown by the page, which leaves a line in the access log.
    exclude = ["person", "placement_number", "note"]
    inlines = [DeskStepInline]

    def view_on_site(self, visit):
        return visit.get_absolute_url()


@admin.register(DeskNil)
class DeskNilAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["month", "village", "stated_at", "withdrawn_at"]
    list_select_related = ["village__area"]
