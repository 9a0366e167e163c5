"""A form posted after the session ended: kept through the sign-in, shown again to the same person only."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import QueryDict

SESSION_KEY = "kept_entry"
SALT = "pillars.kept"
#: Larger than any page of entry; nobody fills the session table through here.
MAX_LENGTH = 200_000
#: A page left open longer than this is not taken back.
MAX_AGE = 3 * 24 * 60 * 60


def stamp(user):
    """What the form carries, so that only what this user typed is kept, and for this user."""
    return signing.dumps(user.pk, salt=SALT)


def keeps_entries(view):
    """Asks for a sign-in like every other page, but keeps what was posted meanwhile."""

    @login_not_required
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.method == "POST":
            _keep(request)
        return redirect_to_login(request.get_full_path())

    return guarded


def _keep(request):
    try:
        user_pk = signing.loads(request.POST.get("who", ""), salt=SALT, max_age=MAX_AGE)
    except signing.BadSignature:
        return
    typed = request.POST.urlencode()
    if len(typed) <= MAX_LENGTH:
        request.session[SESSION_KEY] = {"who": user_pk, "path": request.path, "typed": typed}


def take_kept(request):
    """What this user posted to this address before signing in again, once; None if nothing."""
    kept = request.session.get(SESSION_KEY)
    if not kept or kept["path"] != request.path:
        return None
    del request.session[SESSION_KEY]
    return QueryDict(kept["typed"]) if kept["who"] == request.user.pk else None
