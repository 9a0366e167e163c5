"""New e-mail addresses of accounts that speak with weight."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .waiting_changes import WaitingChange


class EmailChange(WaitingChange):
    """One new address of one account."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="email_changes",
        verbose_name=_("User"),
    )
    email = models.EmailField(_("New e-mail address"))

    class Meta(WaitingChange.Meta):
        verbose_name = _("Change of an e-mail address")
        verbose_name_plural = _("Changes of e-mail addresses")

    def __str__(self):
        return f"{self.user}: {self.email}"
