"""Programme villages in the admin: the same services as on the pages, nothing deleted."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from desmigratif.accounts.admin.forms import AdminForm
from desmigratif.accounts.admin.read_only import NeverDeletedLines, TracedAdmin
from desmigratif.ui.refusals import Refused

from ..models import ProfileFigure, Village
from ..services import change_village, record_figure
from ..services.figures import check_figure
from .indexes import VillageIndexInline
from .lines import LinesTogether
from .memberships import MembershipInline

FIGURE_FIELDS = ("key", "value", "male", "female", "stated_on", "source")


class ProfileFigureLineForm(AdminForm):
    class Meta:
        model = ProfileFigure
        fields = FIGURE_FIELDS

    def clean(self):
        data = super().clean()
        if not self.errors:
            try:
                check_figure(ProfileFigure(village=self.instance.village, **self._own(data)))
            except Refused as refusal:
                refusal.show_in(self)
        return data

    def save_by(self, user):
        """Stores the line through the service."""
        return record_figure(village=self.instance.village, by=user, **self._own(self.cleaned_data))

    def _own(self, data):
        return {name: data[name] for name in FIGURE_FIELDS}


class ProfileFigureInline(NeverDeletedLines, admin.TabularInline):
    """Figures are added, never changed: a better one has its own source and day."""

    model = ProfileFigure
    form = ProfileFigureLineForm
    formset = LinesTogether
    extra = 0

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(Village)
class VillageAdmin(TracedAdmin):
    """Villages are taken in at /desa/tambah/, where the programme and its source are asked for too."""

    list_display = ["area_code", "area", "district", "regency", "province"]
    # Otherwise the filter offers all 84,000 areas.
    list_filter = [("province", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["area", "district", "regency", "province"]
    # Shows the search box; get_search_results does the searching.
    search_fields = ["area__code"]
    fields = ["area", "district", "regency", "province", "note"]
    readonly_fields = ["area", "district", "regency", "province"]
    inlines = [MembershipInline, ProfileFigureInline, VillageIndexInline]

    @admin.display(description=_("Code"), ordering="area")
    def area_code(self, village):
        return village.code

    def get_queryset(self, request):
        return super().get_queryset(request) & Village.objects.visible_to(request.user)

    def get_search_results(self, request, queryset, search_term):
        return queryset.search(search_term), False

    def has_add_permission(self, request):
        return False

    def save_model(self, request, obj, form, change):
        if "note" in form.changed_data:
            change_village(village=obj, note=obj.note, by=request.user)

    def save_formset(self, request, form, formset, change):
        """Memberships and figures go through the services, one by one."""
        formset.new_objects, formset.changed_objects, formset.deleted_objects = [], [], []
        for line in formset.to_store():
            line.save_by(request.user)

    def get_formset_kwargs(self, request, obj, inline, prefix):
        return {**super().get_formset_kwargs(request, obj, inline, prefix), "user": request.user}
