"""What villages state of themselves, as a file."""

from django.contrib.auth.decorators import permission_required
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from desmigratif.ui import clock
from desmigratif.ui.formatting import time_stamp
from pillars.views.exports import CSV, XLSX, download, log
from villages.filters import VillageFilter
from villages.models import Village

from ..exports.stated_figures import StatedFigureExport


@require_safe
@permission_required("villages.view_village", raise_exception=True)
def stated_figure_export(request, file_format):
    """The figures that the villages of the filter state, as the import takes them back."""
    if file_format not in (CSV, XLSX):
        raise Http404
    visible = Village.objects.visible_to(request.user)
    found = VillageFilter(request.GET, queryset=visible, request=request).found
    export = StatedFigureExport(found)
    rows = export.count
    name = f"angka-desa-{clock.today():%Y-%m-%d}.{file_format}"
    log(request, name, [], rows)
    about = [
        (_("What"), _("Figures that villages state, one row per village, day and source")),
        (_("Villages"), str(found.count())),
        (_("Sex unknown"), _("What the total holds beside the men and women that were stated")),
        (_("Downloaded by"), request.user.full_name),
        (_("Downloaded at"), time_stamp(timezone.now())),
    ]
    return download(export, file_format, name, about)
