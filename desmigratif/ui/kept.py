"""Forms that outlive their session: what was typed is shown again, to the same person only.

A form posted after the session ended, from a page that was opened before a sign-in in another tab, or open
while the language is switched: its entries go into the session, sealed, and are drawn into the form when this
person comes to its address again. Files cannot be kept; they are named.
"""

import base64
import hashlib
import json
import time

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from .fields import names_of

SESSION_KEY = "kept_entries"
SALT = "desmigratif.kept"
#: Larger than any page of entry; nobody fills the session table through here.
MAX_LENGTH = 200_000
#: Forms of one session that wait to be shown again; the oldest goes first.
MAX_FORMS = 4
#: A page left open longer than this is not taken back, in seconds.
MAX_AGE = 3 * 24 * 60 * 60
#: Why the entries were not stored.
SIGNED_OUT, ELSEWHERE, LANGUAGE = "signed_out", "elsewhere", "language"


def stamp(user):
    """What a form carries, so that only what this user typed is kept, and for this user."""
    return signing.dumps(user.pk, salt=SALT)


def keep(request, *, why, path=None, posted=None, files=None):
    """Keeps what was posted to an address; False where the form was opened by nobody or by somebody else.

    `files`: names of the files that were chosen; those of the request where nothing is said.
    """
    posted = request.POST if posted is None else posted
    try:
        user_pk = signing.loads(posted.get("who", ""), salt=SALT, max_age=MAX_AGE)
    except signing.BadSignature:
        return False
    typed = posted.urlencode()
    if len(typed) > MAX_LENGTH or (request.user.is_authenticated and request.user.pk != user_pk):
        return False
    path = path or request.path
    if files is None:
        files = names_of(request.FILES)
    entry = {
        "who": user_pk,
        "path": path,
        "why": why,
        "typed": typed,
        "files": files,
        "at": time.time(),
    }
    others = [other for other in _entries(request) if other["path"] != path]
    request.session[SESSION_KEY] = _sealed([*others, entry][-MAX_FORMS:])
    return True


class SignInMiddleware(LoginRequiredMiddleware):
    """Asks for a sign-in on every page, and keeps what was posted meanwhile."""

    def handle_no_permission(self, request, view_func):
        if request.method == "POST" and keep(request, why=SIGNED_OUT):
            return redirect_to_login(request.get_full_path())
        return super().handle_no_permission(request, view_func)


class KeptEntriesMiddleware:
    """Draws the page of a form with the entries that were kept of it, once."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        entry = _take(request) if request.method == "GET" and request.user.is_authenticated else None
        if entry is None:
            return self.get_response(request)
        # Views bind their forms to what was posted and store on a POST only: so this shows and never stores.
        request._files = MultiValueDict()
        request._post = QueryDict(entry["typed"])
        response = self.get_response(request)
        if response.status_code == 405:
            return _send_again(request, entry)
        return response


def csrf_failure(request, reason=""):
    """The page was opened before a sign-in in another tab: it comes again, with what was typed."""
    if keep(request, why=ELSEWHERE if request.user.is_authenticated else SIGNED_OUT):
        if request.user.is_authenticated:
            return redirect(request.get_full_path())
        return redirect_to_login(request.get_full_path())
    return render(request, "403_csrf.html", {"reason": reason}, status=403)


def _take(request):
    """What this user posted to this address, once; whatever is somebody else's goes unread."""
    if SESSION_KEY not in request.session:
        return None
    own = [entry for entry in _entries(request) if entry["who"] == request.user.pk]
    here = [entry for entry in own if entry["path"] == request.path]
    left = [entry for entry in own if entry["path"] != request.path]
    if left:
        request.session[SESSION_KEY] = _sealed(left)
    else:
        del request.session[SESSION_KEY]
    if not here:
        return None
    _tell(request, here[-1])
    return here[-1]


def _tell(request, entry):
    here = _("Your entries are all here, but not stored yet: press the button to store them.")
    messages.info(request, f"{_reason(entry['why'])} {here}")
    if entry["files"]:
        messages.warning(
            request,
            _("Files cannot be kept. Choose them again: %s.") % ", ".join(entry["files"]),
        )


def _reason(why):
    return {
        SIGNED_OUT: _("You were signed out in the meantime."),
        ELSEWHERE: _("You signed in again in another window in the meantime."),
        LANGUAGE: _("The language was switched."),
    }[why]


def _send_again(request, entry):
    """An address that only takes a press: the entries on a page of their own, with the button."""
    posted = [
        (name, value)
        for name, values in QueryDict(entry["typed"]).lists()
        for value in values
        if name not in ("csrfmiddlewaretoken", "who")
    ]
    return render(request, "ui/send_again.html", {"posted": posted})


# In the session they are sealed: what is typed about people is no more open there than in its own table.


def _entries(request):
    try:
        text = _seal().decrypt(request.session.get(SESSION_KEY, "").encode(), ttl=MAX_AGE)
    except InvalidToken:
        return []
    return json.loads(text)


def _sealed(entries):
    return _seal().encrypt(json.dumps(entries).encode()).decode()


def _seal():
    key = hashlib.sha256(f"{SALT}:{settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
