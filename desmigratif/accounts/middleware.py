"""What is read of a request; whom its answer shows, and that no browser keeps it; times in the own clock."""

import io
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.shortcuts import render
from django.utils import timezone

from .adapter import client_address
from .services import log_opened


class NoStoreMiddleware:
    """Nothing from behind the sign-in stays in a browser, because offices share computers.

    Back after signing out shows nothing either: the browser drops such pages when the session ends.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        # Whoever has no session, or one that ran out, gets what every visitor gets.
        if request.user.is_authenticated:
            response.headers["Cache-Control"] = "private, no-store"
        return response


class ShownPeopleMiddleware:
    """Leaves one line for each person whose record a page showed, whichever page that was.

    Views do not write it: whatever fetches one person for a page adds the number to `request.shown_people`.
    An answer that leads elsewhere, or refuses, shows nobody.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.shown_people = set()
        response = self.get_response(request)
        if response.status_code == 200:
            for number in request.shown_people:
                log_opened(user=request.user, number=number, address=client_address(request))
        return response


class TimeZoneMiddleware:
    """WIB, WITA or WIT, as the person who reads has it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        zone = request.user.time_zone if request.user.is_authenticated else None
        with timezone.override(ZoneInfo(zone) if zone else timezone.get_default_timezone()):
            return self.get_response(request)


class BodyLimitMiddleware:
    """Refuses what is too large by what it declares, and writes no file of somebody who is not signed in.

    No more than declared is ever read, and without a declared length nothing is. What was typed is read all
    the same: a form that is sent after its session ended is shown again.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if _declared(request) > settings.MAX_BODY_BYTES:
            limit = settings.MAX_BODY_BYTES // 1024 // 1024
            return render(request, "413.html", {"limit": limit}, status=413)
        if request.content_type == "multipart/form-data" and not request.user.is_authenticated:
            request.upload_handlers = [NamesOnly(request)]
        return self.get_response(request)


def _declared(request):
    """Bytes of the body; a length that is no number is read as none."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length[:20]) if length.isdecimal() else 0


class NamesOnly(FileUploadHandler):
    """Keeps of every file what it is called, so that a page can say which to choose again."""

    def receive_data_chunk(self, raw_data, start):
        return None

    def file_complete(self, file_size):
        return InMemoryUploadedFile(io.BytesIO(), self.field_name, self.file_name, self.content_type, 0, None)
