"""The append-only record of who came in and who took data out: UU 27/2022 asks for a record of processing."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AccessEvent(models.Model):
    """One sign-in, export, download or look at a person by one user; never changed, never deleted."""

    class Kind(models.TextChoices):
        SIGN_IN = "sign_in", _("Signed in")
        EXPORT = "export", _("Exported a list")
        DOWNLOAD = "download", _("Downloaded an attachment")
        OPENED = "opened", _("Opened a person's record")
        REVEALED = "revealed", _("Had a NIK shown")
        ASKED = "asked", _("Asked about a NIK")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="access_events",
        verbose_name=_("user"),
    )
    at = models.DateTimeField(_("at"), auto_now_add=True)
    what = models.CharField(_("what"), max_length=300)
    #: The person it was about, by the number of the register; people have a right to this list (UU 27/2022).
    about = models.UUIDField(_("about"), null=True, blank=True, db_index=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    rows = models.PositiveIntegerField(_("rows"), null=True, blank=True)
    #: Of questions about NIKs (`rows` of them): how many were answered with yes.
    hits = models.PositiveIntegerField(_("hits"), null=True, blank=True)
    address = models.GenericIPAddressField(_("network address"), null=True, blank=True)

    class Meta:
        verbose_name = _("access event")
        verbose_name_plural = _("access log")
        ordering = ["-at"]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.user}: {self.get_kind_display()} {self.what}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise TypeError("An access event is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("An access event is never deleted.")
