"""Invented people, whose password is published, have no place beside real ones."""

import logging

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from .models import User

log = logging.getLogger(__name__)


def refuse_demo_accounts():
    """Ends the start of a web process that finds open demo accounts in its database outside demo mode.

    A database that cannot be asked stops nothing: the sign-in refuses these accounts, too.
    """
    if settings.DEMO_MODE:
        return
    try:
        left = list(User.objects.active().filter(is_demo=True).values_list("email", flat=True)[:3])
    except DatabaseError as error:
        log.warning("Could not look for demo accounts: %s", error)
        return
    if left:
        raise ImproperlyConfigured(
            f"This database holds demo accounts ({', '.join(left)} ...), whose password is published. "
            "Give the portal a database of its own with DATABASE_URL, or set DEMO_MODE=1 if this is a demo."
        )
