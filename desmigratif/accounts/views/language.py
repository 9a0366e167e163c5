"""The language switch of every page."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import QueryDict
from django.views.i18n import set_language

from desmigratif.ui.kept import LANGUAGE, keep

from ..models import User

#: What the switch posts beside the entries of the page.
OWN = ("to_language", "next", "typed")
#: In `typed`, the name of a file that was chosen.
FILE = "chosen-file"


@login_not_required
def choose_language(request):
    """Django's own switch; what a signed-in person chose is kept with the account, for mails.

    What is being typed on the page comes along, to be drawn in the other language: as the entries of the form
    that the button belongs to, or as `typed`, once for each form that was changed (static/js/app.js).
    """
    chosen = request.POST.get("to_language")
    target = request.POST.get("next") or request.GET.get("next", "")
    if request.user.is_authenticated and chosen in dict(settings.LANGUAGES):
        User.objects.filter(pk=request.user.pk).update(language=chosen)
        for entries, files in _typed(request):
            keep(request, why=LANGUAGE, path=urlsplit(target).path, posted=entries, files=files)
    request.POST = QueryDict(mutable=True)
    request.POST.update({"language": chosen or "", "next": target})
    return set_language(request)


def _typed(request):
    """`(entries, names of the files chosen)` of what was typed on the page that the button was pressed on."""
    if "who" in request.POST:
        return [_parted(request.POST.copy(), request.GET.getlist("file"))]
    return [_parted(QueryDict(typed, mutable=True), [FILE]) for typed in request.POST.getlist("typed")]


def _parted(entries, fields):
    """The entries without what the switch says itself, and the names that stand in the fields of files."""
    files = [name for field in fields for name in entries.getlist(field) if name]
    for name in (*OWN, *fields):
        entries.pop(name, None)
    return entries, files
