"""Changes of accounts that speak with weight wait for a second pair of eyes."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

#: So long the others can stop the change before one administrator alone completes it.
WAITING = timedelta(days=3)


class WaitingChangeQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(done_at__isnull=True, stopped_at__isnull=True)


class WaitingChange(models.Model):
    """What one administrator asked for; it holds only once the change is `done_at`."""

    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("Asked by")
    )
    asked_at = models.DateTimeField(_("Asked at"), auto_now_add=True)
    done_at = models.DateTimeField(_("Done at"), null=True)
    stopped_at = models.DateTimeField(_("Stopped at"), null=True)

    objects = WaitingChangeQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(done_at__isnull=True, stopped_at__isnull=True),
                name="%(class)s_one_waits",
            )
        ]

    @property
    def ripe_at(self):
        """From when on whoever asked may complete it without a second administrator."""
        return self.asked_at + WAITING

    @property
    def is_ripe(self):
        return timezone.now() >= self.ripe_at
