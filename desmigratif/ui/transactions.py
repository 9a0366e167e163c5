"""Services run in one transaction, and once more when the database asks for it."""

import time
from functools import wraps

from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils.translation import gettext as _

from .refusals import Refused

#: What PostgreSQL calls a deadlock, a transaction that overtook another one, and a lock that was not given.
TRY_AGAIN = {"40P01", "40001", "55P03"}
#: First characters of what it says when the connection or the server goes away.
GONE = ("08", "57P")


#: Seconds; SQLite looks every tenth of a second at most whether it may write.
PAUSE = 0.12


class Overtaken(Exception):
    """What a service was about to lock grew while it waited; trying again sees all of it."""


def retried(service):
    """One transaction around a service; after a deadlock or a lost connection once more, then a sentence.

    Inside another transaction it is part of that one, and whoever opened it tries again.
    """

    @wraps(service)
    def run(*args, **kwargs):
        if connection.in_atomic_block:
            return _run(service, args, kwargs)
        try:
            return _run(service, args, kwargs)
        except (OperationalError, InterfaceError, Overtaken) as error:
            if not passes(error):
                raise
        connection.close_if_unusable_or_obsolete()
        try:
            return _run(service, args, kwargs)
        except (OperationalError, InterfaceError, Overtaken) as error:
            if not passes(error):
                raise
            text = _("Somebody else is changing the same records. Nothing was stored; try again in a minute.")
            raise Refused(text) from error

    return run


def _run(service, args, kwargs):
    with transaction.atomic():
        return service(*args, **kwargs)


def let_others_in():
    """Between two slices of long work: SQLite has no queue, and whoever waits looks again now and then only.

    One process that writes without a pause would keep the others out for seconds.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        time.sleep(PAUSE)


def passes(error):
    """Whether the same work may succeed a moment later."""
    if isinstance(error, Overtaken | InterfaceError):
        return True
    state = getattr(error.__cause__, "pgcode", None)
    if state is None:
        # SQLite says it in words; a connection that is lost has no state any more.
        return connection.vendor == "postgresql" or "locked" in str(error)
    return state in TRY_AGAIN or state.startswith(GONE)
