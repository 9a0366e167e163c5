"""Co-operatives in the admin: read here, written on the pages."""

from django.contrib import admin

from desmigratif.accounts.admin.read_only import ReadOnly

from .models import BoardTerm, Cooperative, CooperativeYear


class CooperativeYearInline(ReadOnly, admin.TabularInline):
    model = CooperativeYear
    extra = 0


class BoardTermInline(ReadOnly, admin.TabularInline):
    model = BoardTerm
    extra = 0


@admin.register(Cooperative)
class CooperativeAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["name", "village", "kind", "legal_number", "ended_on"]
    list_filter = ["kind"]
    list_select_related = ["village__area"]
    inlines = [CooperativeYearInline, BoardTermInline]

    def view_on_site(self, cooperative):
        return cooperative.get_absolute_url()
