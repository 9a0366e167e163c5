"""Makes the file of a long list outside the request, by the very page that people ask for it.

So that the rows, the rights and the second sheet are those of a short list, and no page has a second way.
"""

import logging
from zoneinfo import ZoneInfo

from django.contrib.messages.storage.cookie import CookieStorage
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, QueryDict
from django.urls import resolve
from django.utils import timezone, translation

from desmigratif.ui.seals import Pieces

from .models import PreparedFile
from .services import rights_of

State = PreparedFile.State
logger = logging.getLogger(__name__)


def make(file):
    """Stores what the page answers; where it refuses by now, or breaks, the file says that it failed."""
    try:
        is_made = rights_of(file.user) == file.rights and _stored(file)
    except (Http404, PermissionDenied):
        is_made = False
    except Exception:
        logger.exception("The file %s could not be made", file.number)
        is_made = False
    file.touched_at = timezone.now()
    file.save(update_fields=["file", "content_type", "progress", "touched_at"])
    # Withdrawn while it was made, it has other rights by now, and stays withdrawn.
    same = PreparedFile.objects.filter(pk=file.pk, rights=file.rights)
    same.update(state=State.MADE if is_made else State.FAILED)


def _stored(file):
    """Whether the page answered with a file, which then is on the disk."""
    with translation.override(file.language), timezone.override(ZoneInfo(file.user.time_zone)):
        request = _request(file)
        page = resolve(request.path)
        response = page.func(request, *page.args, **page.kwargs)
        if not response.streaming:
            return False
        file.content_type = response["Content-Type"]
        file.file.save("", Pieces(response.streaming_content), save=False)
    file.progress = file.rows
    return True


def _request(file):
    """What the person would ask for in a browser; `told` writes down how many rows there are by now."""

    def told(rows):
        PreparedFile.objects.filter(pk=file.pk).update(progress=rows, touched_at=timezone.now())

    path, _mark, query = file.address.partition("?")
    request = HttpRequest()
    request.method, request.path, request.path_info = "GET", path, path
    request.META = {"QUERY_STRING": query}
    request.GET = QueryDict(query)
    request.user, request.told = file.user, told
    request.shown_people = set()
    request._messages = CookieStorage(request)
    return request
