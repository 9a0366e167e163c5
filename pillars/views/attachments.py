"""Handing files out, always as a download and only to those who see the activity."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from desmigratif.accounts.adapter import client_address
from desmigratif.accounts.models import AccessEvent
from desmigratif.ui.refusals import Refused

from ..models import Activity, Attachment
from ..services.attachments import remove_attachment


@require_safe
@permission_required("pillars.view_activity", raise_exception=True)
def attachment_download(request, pk):
    attachment = _visible(request, pk)
    return handed_out(request, attachment, about=f"activity {attachment.activity_id}")


def handed_out(request, file, *, about):
    """The download of one `StoredFile`, written into the access log; what it is `about` stands there too."""
    AccessEvent.objects.create(
        kind=AccessEvent.Kind.DOWNLOAD,
        user=request.user,
        what=f"{file.original_name} ({about})",
        address=client_address(request),
    )
    response = FileResponse(
        file.file.open(),
        as_attachment=True,
        filename=file.original_name,
        content_type=file.content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
@permission_required("pillars.change_activity", raise_exception=True)
def attachment_remove(request, pk):
    attachment = _visible(request, pk)
    activity = attachment.activity
    try:
        remove_attachment(attachment=attachment, by=request.user)
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, _("“%s” was removed.") % attachment.original_name)
    return redirect(activity)


def _visible(request, pk):
    activities = Activity.objects.visible_to(request.user)
    return get_object_or_404(Attachment.objects.filter(activity__in=activities), pk=pk)
