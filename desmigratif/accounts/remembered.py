"""Pages of figures, shown again as they were made until anything is stored (docs/decisions/0015)."""

import hashlib
import re
from functools import wraps

from django.contrib.messages import get_messages
from django.core.cache import caches
from django.db import connection
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from desmigratif.ui import clock, versions

from .assigned import assignments_today

#: What a page puts into the frame (templates/base.html): its title, its head, its crumbs and its main part.
PARTS = re.compile(
    r"<title>(?P<title>.*?) – [^–<]*</title>.*defer></script>\n(?P<head>.*)</head>.*"
    r'<div class="wrap page">\s*(?P<breadcrumbs>.*?)\s*<main id="main">\s*(?P<main>.*?)\s*</main>',
    re.DOTALL,
)


def remembered(view):
    """Shows the page again as it was made, to readers of the same role, office and areas, on the same day.

    Only while the data have the same version: the version is read before the page is made, so what stands
    under it is never older. The frame around it is made anew for each reader. Pages that name people whose
    opening leaves a trace, that say something once, or that hold a form to be sent are not kept.
    """

    @wraps(view)
    def answer(request, *args, **kwargs):
        # Within a transaction the version may be one that nobody else ever sees.
        if request.method != "GET" or connection.in_atomic_block or len(get_messages(request)):
            return view(request, *args, **kwargs)
        pages, key = caches["pages"], _key(request)
        if parts := pages.get(key):
            return render(request, "components/remembered.html", {"parts": parts})
        response = view(request, *args, **kwargs)
        if parts := _parts(request, response):
            pages.set(key, parts)
        return response

    answer.is_remembered = True
    return answer


def _key(request):
    """Everything but the data that decides what a page of figures says."""
    user = request.user
    told = (
        versions.current(),
        request.get_host(),
        request.get_full_path(),
        get_language(),
        timezone.get_current_timezone_name(),
        clock.today(),
        user.role,
        user.organisation_id,
        () if user.is_national else assignments_today(user),
    )
    return hashlib.sha256(repr(told).encode()).hexdigest()


def _parts(request, response):
    """The parts of a page that may be shown again; None where it may not."""
    if response.status_code != 200 or request.shown_people or get_messages(request).added_new:
        return None
    parts = PARTS.search(response.content.decode())
    if parts is None or "csrfmiddlewaretoken" in parts["main"]:
        return None
    # Written by templates a moment ago, and escaped by them.
    return {name: SafeString(text) for name, text in parts.groupdict().items()}
