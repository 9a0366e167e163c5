"""Areas in the admin: the official list is read here and changed by load_areas only."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from desmigratif.accounts.admin.read_only import ReadOnly

from ..choices import Level
from ..models import Area, AreaChange, AreaGroup, AreaName


class AreaNameInline(ReadOnly, admin.TabularInline):
    model = AreaName


class AreaChangeInline(ReadOnly, admin.TabularInline):
    model = AreaChange
    fk_name = "old"
    verbose_name_plural = _("continued in")


@admin.register(Area)
class AreaAdmin(ReadOnly, admin.ModelAdmin):
    """The official areas. They are public, so every administrator reads them all."""

    list_display = ["code", "named", "kind", "part_of", "valid_from", "valid_to"]
    list_filter = ["level", "kind", ("valid_to", admin.EmptyFieldListFilter)]
    list_select_related = ["parent"]
    # Shows the search box; get_search_results does the searching.
    search_fields = ["code", "name"]
    search_help_text = _("Code or name, for example 35.04 or Tunggangri")
    inlines = [AreaNameInline, AreaChangeInline]

    @admin.display(description=_("Name"))
    def named(self, area):
        return area.label

    @admin.display(description=_("Part of"))
    def part_of(self, area):
        return area.parent.label if area.parent else ""

    def get_search_results(self, request, queryset, search_term):
        return (queryset.search(search_term) if search_term.strip() else queryset), False


# What is removed with a group, said on the page that asks.
AreaGroup.areas.through._meta.verbose_name = _("Area")
AreaGroup.areas.through._meta.verbose_name_plural = _("Areas")
AreaGroup.areas.through.__str__ = lambda line: line.area.label


@admin.register(AreaGroup)
class AreaGroupAdmin(admin.ModelAdmin):
    list_display = ["name", "regencies", "is_default"]
    prepopulated_fields = {"slug": ["name"]}
    # Not autocomplete: it asks the server by script, which the Content-Security-Policy does not allow.
    filter_horizontal = ["areas"]

    @admin.display(description=_("Regencies and cities"))
    def regencies(self, group):
        return group.areas.count()

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "areas":
            kwargs["queryset"] = Area.objects.filter(level=Level.REGENCY)
        return super().formfield_for_manytomany(db_field, request, **kwargs)
