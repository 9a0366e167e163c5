"""Entries of the access log."""

import re
from collections.abc import Iterable
from uuid import UUID

from ..models import AccessEvent, User

#: Digits enough to be a NIK, a KK or a phone number; what somebody searched for is noted without them.
DIGITS = re.compile(r"\d[\d .-]{5,}\d")


def log_export(*, user: User, what: str, rows: int, address: str | None) -> AccessEvent:
    """Notes that `user` took a list out of the portal: which, how many rows, to which network address."""
    return AccessEvent.objects.create(
        kind=AccessEvent.Kind.EXPORT, user=user, what=what[:300], rows=rows, address=address
    )


def log_opened(*, user: User, numbers: Iterable[UUID], address: str | None) -> None:
    """Notes that `user` looked at the records of the people of these numbers; they may ask for this list."""
    kind = AccessEvent.Kind.OPENED
    AccessEvent.objects.bulk_create(
        AccessEvent(kind=kind, user=user, what=str(number), about=number, address=address)
        for number in numbers
    )


def log_searched(*, user: User, words: str, rows: int, address: str | None) -> AccessEvent:
    """Notes that `user` searched for people with these words, and how many were shown as found."""
    words = DIGITS.sub("[...]", words)[:300]
    return AccessEvent.objects.create(
        kind=AccessEvent.Kind.SEARCHED, user=user, what=words, rows=rows, address=address
    )


def note_account(*, kind: AccessEvent.Kind, account: User, by: User, what: str = "") -> AccessEvent:
    """Notes in the log of an account what `by` did with it; its person reads it on the own page."""
    return AccessEvent.objects.create(kind=kind, user=by, account=account, what=what[:300])
