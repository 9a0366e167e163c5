"""What villages state of themselves, as a file."""

from django.contrib.auth.decorators import permission_required
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from desmigratif.accounts.downloads import Download
from villages.filters import VillageFilter
from villages.models import Village

from ..exports.stated_figures import StatedFigureExport


@require_safe
@permission_required("villages.view_village", raise_exception=True)
def stated_figure_export(request, file_format):
    """The figures that the villages of the filter state, as the import takes them back."""
    visible = Village.objects.visible_to(request.user)
    chosen = VillageFilter(request.GET, queryset=visible, request=request)
    export = StatedFigureExport(chosen.matching)
    return Download(
        request,
        "angka-desa",
        export,
        what=_("Figures that villages state, one row per village, day and source"),
        rows=(_("Figures"), export.count),
        filters=chosen.in_words,
        about=[
            (_("Villages"), str(chosen.matching.count())),
            (_("Sex unknown"), _("What the total contains besides the men and women that were stated")),
        ],
    ).answer(file_format, back=reverse("villages:village-list"))
