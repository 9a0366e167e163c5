"""The lists of activities and of people as files."""

from django.contrib.auth.decorators import permission_required
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from desmigratif.accounts.downloads import Download
from desmigratif.ui.formatting import long_date
from villages.models import Beneficiary

from ..exports import ActivityExport, BeneficiaryExport
from ..filters import ActivityFilter, BeneficiaryFilter
from ..models import Activity


@require_safe
@permission_required("pillars.export_activity", raise_exception=True)
def activity_export(request, file_format):
    chosen = ActivityFilter(request.GET, queryset=Activity.objects.visible_to(request.user), request=request)
    return Download(
        request,
        "kegiatan",
        ActivityExport(chosen.matching, counted_for=chosen.counted_for),
        what=_("Activities of the Desmigratif portal that you may see, one row each"),
        rows=(_("Activities"), chosen.matching.count()),
        filters=chosen.in_words,
        about=lambda: [
            (_("Different people by name"), str(chosen.matching.people(chosen.counted_for))),
            (_("Attendances"), _("Head counts as entered. One person at two activities counts twice.")),
        ],
    ).answer(file_format, back=reverse("pillars:activity-list"))


@require_safe
@permission_required("villages.export_beneficiary", raise_exception=True)
def beneficiary_export(request, file_format):
    people = Beneficiary.objects.visible_to(request.user).listed()
    chosen = BeneficiaryFilter(request.GET, queryset=people, request=request)
    return Download(
        request,
        "penerima",
        BeneficiaryExport(chosen.shown(chosen.matching), user=request.user, today=chosen.today),
        what=_("People of the register that you may see, one row each. Keep this file safe."),
        rows=(_("People"), chosen.matching.count()),
        filters=chosen.in_words,
        about=[
            (_("Stages as of"), long_date(chosen.day)),
            (_("NIK"), _("Masked. People who asked to be restricted are left out.")),
        ],
        names_people=True,
    ).answer(file_format, back=reverse("pillars:beneficiary-list"))
