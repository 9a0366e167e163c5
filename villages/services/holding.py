"""Holding villages and people while something of theirs is written: villages first."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext as _

from desmigratif.accounts.models import User
from desmigratif.ui.refusals import Refused

from ..models import Beneficiary, Village


def hold_villages(villages: Iterable[int], *, by: User, permission: str, refusal: str) -> None:
    """Locks villages in the one order of all services, before any of their rows.

    Refused in the words of `refusal` where one is not the user's own, or who writes lacks the permission.
    """
    own = Village.objects.editable_by(by).filter(pk__in=villages)
    held = set(own.select_for_update(of=("self",), no_key=True).order_by("pk").values_list("pk", flat=True))
    if not by.has_perm(permission) or held != set(villages):
        raise Refused(refusal, "village")


def hold_people(people: Collection[int], *, field: str = "") -> None:
    """Locks people (ids) before the rows that a register writes about them, so that no merge passes by.

    Refused at `field` where a record is no longer there.
    """
    there = Beneficiary.objects.filter(pk__in=people, merged_into__isnull=True).order_by("pk")
    held = there.select_for_update(of=("self",), no_key=True).values_list("pk", flat=True)
    if len(held) != len(people):
        raise Refused(_("The record of this person is no longer there."), field)
