"""Programmes against the problems in the admin: found and read; mapped on the pages only."""

from django.contrib import admin

from desmigratif.accounts.admin.read_only import ReadOnly
from desmigratif.ui.search import SearchedAdmin

from ...models import ProblemProgramme, ProgrammeActivity, ProgrammeFunding


class ProgrammeFundingInline(ReadOnly, admin.TabularInline):
    model = ProgrammeFunding
    fields = ["source", "ceiling"]


class ProgrammeActivityInline(ReadOnly, admin.TabularInline):
    model = ProgrammeActivity
    fields = ["activity", "linked_at", "linked_by"]


@admin.register(ProblemProgramme)
class ProblemProgrammeAdmin(SearchedAdmin, ReadOnly, admin.ModelAdmin):
    list_display = ["title", "problem", "pillar", "organisation", "budget_year", "ceiling", "status"]
    list_filter = ["pillar", "budget_year", "status"]
    list_select_related = ["problem", "pillar", "organisation"]
    search_fields = ["search_key"]
    inlines = [ProgrammeFundingInline, ProgrammeActivityInline]

    def view_on_site(self, programme):
        return programme.get_absolute_url()
