"""Handing files out: a download for whoever may see what the file belongs to, a small picture in lists."""

import contextlib

from django.http import FileResponse, HttpResponse, HttpResponseNotFound
from django.shortcuts import render

from desmigratif.accounts.adapter import client_address
from desmigratif.accounts.models import AccessEvent
from desmigratif.ui.pictures import thumbnail
from desmigratif.ui.refusals import Refused

#: Nothing that a file holds runs in the portal's name, whatever a browser takes it for.
SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cache-Control": "private, no-store",
}


def handed_out(request, file, *, about):
    """The download of one `StoredFile`, written into the access log; what it is `about` stands there too."""
    try:
        content = file.file.open()
    except OSError:
        return render(request, "pillars/files/lost.html", {"file": file}, status=404)
    AccessEvent.objects.create(
        kind=AccessEvent.Kind.DOWNLOAD,
        user=request.user,
        what=f"{file.original_name} ({about})",
        address=client_address(request),
    )
    return FileResponse(
        content,
        as_attachment=True,
        filename=file.original_name,
        content_type=file.content_type,
        headers=SAFE,
    )


def thumbnail_of(file):
    """The small picture of one `StoredFile` that is a picture; 404 where there is none to show."""
    with contextlib.suppress(OSError, Refused):
        content = file.file.open().read() if file.is_picture else b""
        return HttpResponse(
            thumbnail(content, file.extension),
            content_type="image/jpeg",
            headers=SAFE,
        )
    return HttpResponseNotFound()
