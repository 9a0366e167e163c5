"""Forms that outlive their session: what was typed is shown again, to the same person only.

A form posted after the session ended, from a page that was opened before a sign-in in another tab, or open
while the language is switched: its entries go into the session, sealed, and are drawn into the form when this
person comes to its address again. Files cannot be kept; they are named.

What may be stored on another day only (`Refused.may_pass`) waits in the database instead, until this person
takes it up again.
"""

import base64
import hashlib
import json
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.html import format_html
from django.utils.translation import gettext as _

from .fields import names_of
from .formatting import long_date
from .models import KeptForm

SESSION_KEY = "kept_entries"
SALT = "desmigratif.kept"
#: Larger than any page of entry; nobody fills the session table through here.
MAX_LENGTH = 200_000
#: Forms of one session that wait to be shown again; the oldest goes first.
MAX_FORMS = 4
#: A page left open longer than this is not taken back, in seconds.
MAX_AGE = 3 * 24 * 60 * 60
#: How long a form waits that may be stored on another day only, and how many of them one person can leave.
KEPT_FOR = timedelta(days=90)
MAX_WAITING = 20
#: The fields by whose entry such a form is called.
NAMING = ("title", "name", "full_name")
#: The parameter of an address that takes up such a form.
TAKEN_UP = "kept"
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
            return _to_sign_in(request)
        return super().handle_no_permission(request, view_func)


class KeptEntriesMiddleware:
    """Draws the page of a form with the entries that were kept of it, once."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        typed = _shown(request) if request.method == "GET" and request.user.is_authenticated else None
        if typed is None:
            return self.get_response(request)
        # Views bind their forms to what was posted and store on a POST only: so this shows and never stores.
        request._files = MultiValueDict()
        request._post = QueryDict(typed)
        response = self.get_response(request)
        if response.status_code == 405:
            return _send_again(request, typed)
        return response


@dataclass(frozen=True)
class Waiting:
    """A form that waits: what it is called, as far as it has a name, since when, and where it is taken up."""

    name: str
    at: datetime
    address: str


def keep_for_later(request, token):
    """Keeps what was posted until it may be stored, and says where. `token`: that of the page."""
    typed = request.POST.urlencode()
    if token is None or len(typed) > MAX_LENGTH:
        return
    KeptForm.objects.filter(at__lt=timezone.now() - KEPT_FOR).delete()
    row, _is_new = KeptForm.objects.update_or_create(
        user=request.user,
        token=token,
        defaults={"path": request.path, "typed": _seal().encrypt(typed.encode()).decode()},
    )
    own = KeptForm.objects.filter(user=request.user).values_list("pk", flat=True)
    KeptForm.objects.filter(pk__in=list(own[MAX_WAITING:])).delete()
    text = _(
        "What you typed is kept until {day}. Once it can be stored, <a href='{address}'>take it up "
        "again</a>; your account page has the link too."
    )
    messages.info(request, format_html(text, day=long_date(row.at + KEPT_FOR), address=_address(row)))


def forget(user, token):
    """What was kept of a page is stored now."""
    if token is not None:
        KeptForm.objects.filter(user=user, token=token).delete()


def waiting_forms(user):
    """The forms of a user that wait to be stored, newest first."""
    found = []
    for row in KeptForm.objects.filter(user=user, at__gte=timezone.now() - KEPT_FOR):
        typed = QueryDict(_unsealed(row.typed))
        name = next((typed[field] for field in NAMING if typed.get(field)), "")
        found.append(Waiting(name, row.at, _address(row)))
    return found


def _address(row):
    return f"{row.path}?{urlencode({TAKEN_UP: row.pk})}"


def csrf_failure(request, reason=""):
    """The page was opened before a sign-in in another tab: it comes again, with what was typed."""
    if keep(request, why=ELSEWHERE if request.user.is_authenticated else SIGNED_OUT):
        if request.user.is_authenticated:
            return redirect(request.get_full_path())
        return _to_sign_in(request)
    return render(request, "403_csrf.html", {"reason": reason}, status=403)


def _to_sign_in(request):
    """The page of the sign-in says that nothing is lost: it comes where somebody pressed a button to save."""
    messages.info(request, _("You are signed out. Sign in: what you typed is kept and can be saved then."))
    return redirect_to_login(request.get_full_path())


def _shown(request):
    """The entries that this page shows: taken up again, or left when the session ended; None without any."""
    if TAKEN_UP not in request.GET:
        entry = _take(request)
        return entry["typed"] if entry else None
    number = request.GET[TAKEN_UP]
    number = int(number) if number.isascii() and number.isdecimal() and len(number) < 19 else 0
    row = KeptForm.objects.filter(user=request.user, pk=number, path=request.path).first()
    return _unsealed(row.typed) if row else None


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


def _send_again(request, typed):
    """An address that only takes a press: the entries on a page of their own, with the button."""
    posted = [
        (name, value)
        for name, values in QueryDict(typed).lists()
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


def _unsealed(text):
    """The entries that wait; none where the secret of the portal is another one since."""
    try:
        return _seal().decrypt(text.encode()).decode()
    except InvalidToken:
        return ""


def _sealed(entries):
    return _seal().encrypt(json.dumps(entries).encode()).decode()


def _seal():
    key = hashlib.sha256(f"{SALT}:{settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
