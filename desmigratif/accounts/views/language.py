"""The language switch of every page."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import QueryDict
from django.views.i18n import set_language

from desmigratif.ui.kept import LANGUAGE, keep

from ..models import User


@login_not_required
def choose_language(request):
    """Django's own switch; what a signed-in person chose is kept with the account, for mails."""
    chosen = request.POST.get("language")
    if request.user.is_authenticated and chosen in dict(settings.LANGUAGES):
        User.objects.filter(pk=request.user.pk).update(language=chosen)
        # What is being typed on the page comes along (static/js/app.js), to be drawn in the other language.
        if typed := request.POST.get("typed"):
            path = urlsplit(request.POST.get("next", "")).path
            keep(request, why=LANGUAGE, path=path, posted=QueryDict(typed))
    return set_language(request)
