"""Who is signed in where."""

from importlib import import_module

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from ..browsers import browser_in_words


class SessionManager(BaseSessionManager):
    def of(self, user):
        """Sessions of `user` that have not run out."""
        return self.filter(user=user, expire_date__gt=timezone.now())


class Session(AbstractBaseSession):
    """One browser; `user` is who is signed in there, so that a person sees and ends the own sessions."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="sessions"
    )

    objects = SessionManager()

    @classmethod
    def get_session_store_class(cls):
        return import_module(settings.SESSION_ENGINE).SessionStore

    @property
    def signed_in(self):
        """`at`, `address` and `browser` (in words) of the sign-in that the adapter noted; else empty."""
        said = self.get_decoded().get("signed_in") or {}
        browser = browser_in_words(said.get("browser", ""))
        return {**said, "at": parse_datetime(said["at"]), "browser": browser} if said else {}
