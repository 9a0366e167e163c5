"""Entries of the access log."""

from ..models import AccessEvent


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
