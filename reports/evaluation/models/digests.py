"""Which reminders went out."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DigestMail(models.Model):
    """One reminder that one person got on one day; the row is why nobody gets it twice."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digests", verbose_name=_("User")
    )
    day = models.DateField(_("Day"))
    overdue = models.PositiveSmallIntegerField(_("Overdue"))
    due_soon = models.PositiveSmallIntegerField(_("Due soon"))
    sent_at = models.DateTimeField(auto_now_add=True, verbose_name=_("Sent at"))

    class Meta:
        verbose_name = _("Reminder")
        verbose_name_plural = _("Reminders")
        ordering = ["-day", "user"]
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="digestmail_once_a_day")]

    def __str__(self):
        return f"{self.day} {self.user}"
