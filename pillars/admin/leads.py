"""Pillar leads in the admin: the same services as on the pages, which also remove one."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from desmigratif.accounts.admin.forms import AdminForm
from desmigratif.accounts.admin.read_only import TracedAdmin
from desmigratif.ui.refusals import Refused

from ..models import PillarLead
from ..services.leads import appoint_lead, change_lead, check_lead

FIELDS = ("organisation", "valid_from", "decree")


class PillarLeadForm(AdminForm):
    class Meta:
        model = PillarLead
        fields = ["pillar", *FIELDS]

    def clean(self):
        data = super().clean()
        if not self.errors:
            pillar = data.get("pillar") or self.instance.pillar
            values = {name: data[name] for name in FIELDS}
            try:
                check_lead(PillarLead(pk=self.instance.pk, pillar=pillar, **values))
            except Refused as refused:
                refused.show_in(self)
        return data


@admin.register(PillarLead)
class PillarLeadAdmin(TracedAdmin):
    form = PillarLeadForm
    list_display = ["pillar", "organisation", "valid_from", "last_day", "decree"]
    list_filter = ["pillar"]
    list_select_related = ["pillar", "organisation"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("pillar__leads")

    def get_readonly_fields(self, request, obj=None):
        return ["pillar"] if obj else []

    @admin.display(description=_("Last day"))
    def last_day(self, lead):
        return lead.valid_to

    def save_model(self, request, obj, form, change):
        values = {name: form.cleaned_data[name] for name in FIELDS}
        if change:
            change_lead(lead=obj, by=request.user, **values)
        else:
            obj.pk = appoint_lead(pillar=obj.pillar, by=request.user, **values).pk
