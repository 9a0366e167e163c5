"""Which user serves which area, and when."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from ..querysets import AssignmentQuerySet
from .areas import Area


class Assignment(models.Model):
    """One user serves one area, at any level, from a day to a day (both inclusive; open end: empty).

    The database refuses two overlapping rows of one user and area (migration `0002_no_overlap`).
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assignments", verbose_name=_("User")
    )
    area = models.ForeignKey(
        Area, on_delete=models.PROTECT, related_name="assignments", verbose_name=_("Area")
    )
    valid_from = models.DateField(_("From"))
    valid_to = models.DateField(_("Until"), null=True, blank=True)
    history = HistoricalRecords(app="villages")

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("Assignment")
        verbose_name_plural = _("Assignments")
        ordering = ["-valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to__gte=models.F("valid_from")) | models.Q(valid_to__isnull=True),
                name="assignment_ends_after_start",
            )
        ]

    def __str__(self):
        return f"{self.user}: {self.area}"
