"""For the monitor of whoever runs the portal: does it answer, and does somebody work on large lists?"""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, InterfaceError
from django.http import JsonResponse
from django.views.decorators.http import require_safe

from desmigratif.accounts import workers


@login_not_required
@require_safe
def health(request):
    """200 while the database answers and the worker is alive, or none is set up; else 503. Says no more."""
    try:
        said = {"database": "ok", "worker": workers.state()}
    except (DatabaseError, InterfaceError):
        said = {"database": "away", "worker": "unknown"}
    is_well = said["database"] == "ok" and said["worker"] != "missing"
    return JsonResponse(said, status=200 if is_well else 503, headers={"Cache-Control": "no-store"})
