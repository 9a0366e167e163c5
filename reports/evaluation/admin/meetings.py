"""Kinds of meetings in the admin; meetings and findings are read here and written down on the pages."""

from django.contrib import admin

from desmigratif.accounts.admin.read_only import NeverDeleted, ReadOnly
from desmigratif.ui.search import SearchedAdmin

from ...models import EvaluationMeeting, Finding, MeetingKind


@admin.register(MeetingKind)
class MeetingKindAdmin(NeverDeleted, admin.ModelAdmin):
    """A kind that is no longer used is not offered any more; its meetings keep it."""

    list_display = ["name", "name_en", "position", "is_active"]


@admin.register(EvaluationMeeting)
class EvaluationMeetingAdmin(SearchedAdmin, ReadOnly, admin.ModelAdmin):
    list_display = ["title", "kind", "held_on", "place", "area", "source"]
    list_filter = ["kind", "held_on"]
    list_select_related = ["kind", "area"]
    search_fields = ["search_key"]

    def view_on_site(self, meeting):
        return meeting.get_absolute_url()


@admin.register(Finding)
class FindingAdmin(SearchedAdmin, ReadOnly, admin.ModelAdmin):
    list_display = ["text", "meeting", "problem", "pillar", "evidence_value"]
    list_filter = ["problem", "pillar"]
    list_select_related = ["meeting", "problem", "pillar"]
    search_fields = ["search_key"]
