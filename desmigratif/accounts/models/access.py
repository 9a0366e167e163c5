"""The append-only record of who came in and who took data out: UU 27/2022 asks for a record of processing."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from desmigratif.ui.identity_numbers import hide

#: How long an address from which somebody signed in counts as that person's own.
KNOWN_FOR = timedelta(days=90)


def typed_as(email):
    """How the log names what was typed as e-mail address: an account by its own, all else by a keyed hash.

    Somebody in a hurry types the password there, or the address of another service.
    """
    hashed = f"#{salted_hmac('desmigratif.typed', email, algorithm='sha256').hexdigest()[:16]}"
    return email if get_user_model().objects.filter(email=email).exists() else hashed


class AccessEventQuerySet(models.QuerySet):
    def of_account(self, user):
        """What `user` did, and what was done or tried with the account of `user`."""
        return self.filter(models.Q(user=user) | models.Q(account=user))

    def guesses_at(self, email, since):
        """Wrong passwords typed for one e-mail address, from wherever; those told to wait are not counted."""
        return self.filter(kind=self.model.Kind.REFUSED, what=typed_as(email), at__gte=since)

    def asked_by_list(self, number):
        """The questions about NIKs that the import of that number asked, in however many parts."""
        return self.filter(kind=self.model.Kind.ASKED, what=f"nik:list {number}")

    def knows(self, email, address):
        """Whether somebody came in with `email` from this address, by password or mailed link."""
        kinds = (self.model.Kind.SIGN_IN, self.model.Kind.PASSWORD_SET)
        known = self.filter(user__email=email, kind__in=kinds, at__gte=timezone.now() - KNOWN_FOR)
        return address is not None and known.filter(address=address).exists()


class AccessEvent(models.Model):
    """One sign-in, refused sign-in, export, search or look at a person; never changed, never deleted.

    `user` did it (nobody known, when a sign-in was refused); `account` is whose account it was about.
    Triggers in the database hold this too (accounts/migrations/0002_by_hand.py).
    """

    class Kind(models.TextChoices):
        SIGN_IN = "sign_in", _("Signed in")
        REFUSED = "refused", _("Sign-in refused: wrong password or no account")
        LOCKED = "locked", _("Sign-in locked after too many tries")
        SIGN_OUT = "sign_out", _("Signed out")
        SESSIONS_ENDED = "sessions_ended", _("Signed out on all other devices")
        PASSWORD_ASKED = "password_asked", _("Asked for a link to set a password")
        PASSWORD_SET = "password_set", _("Set a password with the mailed link")
        PASSWORD_CHANGED = "password_changed", _("Changed the password")
        PASSWORD_WRONG = "password_wrong", _("Current password wrong when changing it")
        ACCOUNT_MADE = "account_made", _("Account made")
        ACCOUNT_CHANGED = "account_changed", _("Account changed")
        ACCOUNT_CLOSED = "account_closed", _("Account closed")
        ACCOUNT_OPENED = "account_opened", _("Account opened again")
        EXPORT = "export", _("Exported a list")
        DOWNLOAD = "download", _("Downloaded an attachment")
        SEARCHED = "searched", _("Searched for people")
        OPENED = "opened", _("Opened a person's record")
        REVEALED = "revealed", _("Had a NIK shown")
        ASKED = "asked", _("Asked about a NIK")
        UNTOLD = "untold", _("Asked about too many similar NIKs: not answered")
        DISCARDED = "discarded", _("Discarded a list")

    kind = models.CharField(_("Kind"), max_length=20, choices=Kind.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="access_events",
        verbose_name=_("User"),
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="account_events",
        verbose_name=_("Account"),
    )
    at = models.DateTimeField(_("At"), auto_now_add=True)
    what = models.CharField(_("What"), max_length=300)
    #: The person it was about, by the number of the register; people have a right to this list (UU 27/2022).
    about = models.UUIDField(_("Person concerned"), null=True, blank=True, db_index=True)
    reason = models.CharField(_("Reason"), max_length=300, blank=True)
    rows = models.PositiveIntegerField(_("Rows"), null=True, blank=True)
    #: Of questions about NIKs (`rows` of them): how many were answered with yes.
    hits = models.PositiveIntegerField(_("Hits"), null=True, blank=True)
    address = models.GenericIPAddressField(_("Network address"), null=True, blank=True)

    objects = AccessEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("Access event")
        verbose_name_plural = _("Access log")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["kind", "what", "at"], name="accessevent_guesses")]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.user or '-'}: {self.get_kind_display()} {self.what}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise TypeError("An access event is never changed.")
        self.what, self.reason = hide(self.what), hide(self.reason)
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("An access event is never deleted.")
