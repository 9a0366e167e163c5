"""Signs people in for tests: `force_login` without the stamps that a sign-in through its page leaves.

Thousands of times in a run the last sign-in, the attempts before it and a key of its own were written anew.
"""

from importlib import import_module

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test.client import ClientMixin


def signed_in_at_once(client, user, backend):
    """A session of this person and its cookie."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = user._meta.pk.value_to_string(user)
    session[BACKEND_SESSION_KEY] = backend
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    client.cookies[settings.SESSION_COOKIE_NAME].update(
        {
            "path": "/",
            "domain": settings.SESSION_COOKIE_DOMAIN or "",
            "secure": settings.SESSION_COOKIE_SECURE or "",
        }
    )


@pytest.fixture(scope="session", autouse=True)
def _signs_in_at_once():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ClientMixin, "_login", signed_in_at_once)
        yield
