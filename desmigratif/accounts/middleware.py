"""What is read of a request and how long it may take; whom its answer shows; times in the own clock."""

import io
import time
from collections import Counter
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.db import OperationalError
from django.shortcuts import render
from django.utils import timezone

from .adapter import client_address
from .services import log_opened

#: What PostgreSQL says of a query that took longer than `statement_timeout`.
BROKEN_OFF = "57014"


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
        if response.status_code == 200 and request.shown_people:
            log_opened(user=request.user, numbers=request.shown_people, address=client_address(request))
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


def _later(request, status):
    response = render(request, f"{status}.html", status=status)
    response["Retry-After"] = "60"
    return response


class FairShareMiddleware:
    """One page takes so many seconds of a minute for one person, in each web process; the rest is others'.

    What it took so far is known to this process alone: that costs no query, and this is the process which
    the others wait for.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.minute, self.taken = None, Counter()

    def __call__(self, request):
        began = time.monotonic()
        response = self.get_response(request)
        if request.user.is_authenticated and request.resolver_match:
            self._this_minute()[request.user.pk, request.resolver_match.view_name] += time.monotonic() - began
        return response

    def process_view(self, request, view, args, kwargs):
        if not request.user.is_authenticated:
            return None
        taken = self._this_minute()[request.user.pk, request.resolver_match.view_name]
        if taken < settings.SECONDS_OF_A_MINUTE:
            return None
        return _later(request, 429)

    def _this_minute(self):
        minute = int(time.monotonic() // 60)
        if minute != self.minute:
            self.minute, self.taken = minute, Counter()
        return self.taken


class QueryLimitMiddleware:
    """A page whose query the database broke off after its time says so, instead of breaking itself."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, error):
        if isinstance(error, OperationalError) and getattr(error.__cause__, "pgcode", None) == BROKEN_OFF:
            return _later(request, 503)
        return None
