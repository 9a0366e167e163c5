"""Entries of the access log."""

import re

from ..models import AccessEvent

#: Digits enough to be a NIK, a KK or a phone number; what somebody searched for is noted without them.
DIGITS = re.compile(r"\d[\d .-]{5,}\d")


def log_export(*, user, what, rows, address):
    """Notes that `user` took a list out of the portal: which, how many rows, to which network address."""
    return AccessEvent.objects.create(
        kind=AccessEvent.Kind.EXPORT, user=user, what=what[:300], rows=rows, address=address
    )


def log_opened(*, user, number, address):
    """Notes that `user` looked at the record of the person with that number; people may ask for this list."""
    return AccessEvent.objects.create(
        kind=AccessEvent.Kind.OPENED, user=user, what=str(number), about=number, address=address
    )


def log_searched(*, user, words, rows, address):
    """Notes that `user` searched for people with these words, and how many were shown as found."""
    words = DIGITS.sub("[...]", words)[:300]
    return AccessEvent.objects.create(
        kind=AccessEvent.Kind.SEARCHED, user=user, what=words, rows=rows, address=address
    )


def note_account(*, kind, account, by, what=""):
    """Notes in the log of an account what `by` did with it; its person reads it on the own page."""
    return AccessEvent.objects.create(kind=kind, user=by, account=account, what=what[:300])
