"""The own files that a worker makes: how far they are, and the files themselves."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from desmigratif.ui.components import Crumb

from .. import workers
from ..downloads import prepared_answer
from ..models import PreparedFile
from ..services import rights_of

#: Seconds after which the page is asked for again while a file is being made.
REFRESH = 10


@require_safe
def prepared_file_list(request):
    files = list(PreparedFile.objects.of(request.user))
    is_waiting = any(file.is_waiting for file in files)
    context = {
        "files": files,
        "is_waiting": is_waiting,
        "no_worker": is_waiting and workers.is_missing(),
        "crumbs": [Crumb(_("My account"), reverse("account")), Crumb(_("My files"))],
    }
    response = render(request, "accounts/prepared_files.html", context)
    if is_waiting:
        # A header and not an element: the reader may stop it, and the page itself stays still.
        response["Refresh"] = str(REFRESH)
    return response


@require_safe
def prepared_file(request, number):
    """The file, to its asker alone, and only while role and areas are those with which it was asked for."""
    file = get_object_or_404(PreparedFile.objects.of(request.user).made(), number=number)
    if file.rights != rights_of(request.user):
        raise Http404
    return prepared_answer(request, file)
