"""Holding villages while something of theirs is written."""

from collections.abc import Iterable

from desmigratif.accounts.models import User
from desmigratif.ui.refusals import Refused

from ..models import Village


def hold_villages(villages: Iterable[int], *, by: User, permission: str, refusal: str) -> None:
    """Locks villages in the one order of all services, before any of their rows.

    Refused in the words of `refusal` where one is not the user's own, or who writes lacks the permission.
    """
    own = Village.objects.editable_by(by).filter(pk__in=villages)
    held = set(own.select_for_update(of=("self",), no_key=True).order_by("pk").values_list("pk", flat=True))
    if not by.has_perm(permission) or held != set(villages):
        raise Refused(refusal, "village")
