"""The language switch of every page."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.views.i18n import set_language

from ..models import User


@login_not_required
def choose_language(request):
    """Django's own switch; what a signed-in person chose is kept with the account, for mails."""
    chosen = request.POST.get("language")
    if request.user.is_authenticated and chosen in dict(settings.LANGUAGES):
        User.objects.filter(pk=request.user.pk).update(language=chosen)
    return set_language(request)
