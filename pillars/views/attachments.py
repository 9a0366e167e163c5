"""The files of an activity: handed out to those who see it, removed by those who may change it."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from desmigratif.ui.components import Crumb
from desmigratif.ui.forms import press

from ..models import Activity, Attachment
from ..services.attachments import remove_attachment
from .files import handed_out, thumbnail_of


@require_safe
@permission_required("pillars.view_activity", raise_exception=True)
def attachment_download(request, pk):
    attachment = _visible(request, pk)
    return handed_out(request, attachment, about=f"activity {attachment.activity_id}")


@require_safe
@permission_required("pillars.view_activity", raise_exception=True)
def attachment_thumbnail(request, pk):
    return thumbnail_of(_visible(request, pk))


@require_http_methods(["GET", "POST"])
@permission_required("pillars.change_activity", raise_exception=True)
def attachment_remove(request, pk):
    """Asks first: a removed file does not come back."""
    attachment = _visible(request, pk)
    activity = attachment.activity
    if request.method != "POST":
        context = {
            "file": attachment,
            "back": activity.get_absolute_url(),
            "crumbs": [Crumb(activity.title, activity.get_absolute_url()), Crumb(_("Remove a file"))],
        }
        return render(request, "pillars/files/remove.html", context)
    return press(
        request,
        lambda: remove_attachment(attachment=attachment, by=request.user),
        message=_("“%s” was removed.") % attachment.original_name,
        to=activity,
    )


def _visible(request, pk):
    activities = Activity.objects.visible_to(request.user)
    return get_object_or_404(Attachment.objects.filter(activity__in=activities), pk=pk)
