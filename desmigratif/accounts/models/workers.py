"""Processes that do what is too long for a request."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class WorkerPulse(models.Model):
    """The last sign of life of one of them."""

    worker = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("Heartbeat of a worker")
        verbose_name_plural = _("Heartbeats of workers")

    def __str__(self):
        return self.worker
