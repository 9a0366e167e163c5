"""Public pages that a browser has already are not sent again while they say the same (ETag)."""

import hashlib
from functools import wraps

from django.contrib.messages import get_messages
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import get_language

from desmigratif.ui import clock, versions


def unchanged(view):
    """Answers 304 to visitors whose browser holds the page of this version of the data, day and language.

    The browser asks each time. The form of the language holds a token of the visitor's cookie, so the mark of
    a page is made of that, too; whoever signed in, or is told something once, always gets a page of now.
    """

    @wraps(view)
    def answer(request, *args, **kwargs):
        if request.user.is_authenticated or len(get_messages(request)):
            return view(request, *args, **kwargs)
        version = versions.current()
        if held := get_conditional_response(request, etag=_mark(request, version)):
            return held
        response = view(request, *args, **kwargs)
        # Drawing the page may have made the visitor's cookie.
        response.headers["ETag"] = _mark(request, version)
        patch_cache_control(response, no_cache=True)
        return response

    return answer


def _mark(request, version):
    told = (version, clock.today(), get_language(), request.get_full_path(), request.META.get("CSRF_COOKIE"))
    return f'"{hashlib.sha256(repr(told).encode()).hexdigest()[:32]}"'
