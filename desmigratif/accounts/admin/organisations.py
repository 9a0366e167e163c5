"""Organisations in the admin, and what became of them."""

from django.contrib import admin
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desmigratif.ui.search import SearchedAdmin

from ..models import Organisation, OrganisationChange
from .forms import AdminForm
from .read_only import NeverDeleted, NeverDeletedLines, TracedAdmin


class OrganisationChangeForm(AdminForm):
    class Meta:
        model = OrganisationChange
        fields = ["organisation", "kind", "effective_on", "successors", "source"]

    def clean(self):
        data = super().clean()
        organisation = data.get("organisation") or getattr(self.instance, "organisation", None)
        day = data.get("effective_on")
        if data.get("kind") != OrganisationChange.Kind.ENDED or not day or organisation is None:
            return data
        if organisation.valid_to != day:
            until = date_format(organisation.valid_to, "j F Y") if organisation.valid_to else _("no end")
            self.add_error(
                "effective_on",
                _(
                    "“Exists until” of %(organisation)s says %(until)s. Both mean the last day: make "
                    "them the same."
                )
                % {"organisation": organisation, "until": until},
            )
        return data


class OrganisationChangeInline(NeverDeletedLines, admin.StackedInline):
    model = OrganisationChange
    form = OrganisationChangeForm
    filter_horizontal = ["successors"]
    extra = 0


@admin.register(Organisation)
class OrganisationAdmin(SearchedAdmin, TracedAdmin):
    """Ministries, agencies and offices; ended by a date and followed by their successors."""

    list_display = ["name", "short_name", "kind", "is_contributor", "valid_from", "valid_to"]
    list_filter = ["kind", "is_contributor", ("valid_to", admin.EmptyFieldListFilter)]
    search_fields = ["search_key"]
    inlines = [OrganisationChangeInline]


@admin.register(OrganisationChange)
class OrganisationChangeAdmin(NeverDeleted, admin.ModelAdmin):
    form = OrganisationChangeForm
    list_display = ["organisation", "kind", "effective_on", "followed_by", "source"]
    list_filter = ["kind"]
    list_select_related = ["organisation"]
    filter_horizontal = ["successors"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("successors")

    @admin.display(description=gettext_lazy("Successors"))
    def followed_by(self, change):
        return ", ".join(str(organisation) for organisation in change.successors.all())
