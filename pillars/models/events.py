"""The visible trail of an activity."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..choices import Step
from .activities import Activity


class ActivityEvent(models.Model):
    """One step of one activity: who did what when, and why; `changes` lists field, before and after."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="events")
    step = models.CharField(_("Step"), max_length=10, choices=Step.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="activity_events",
        verbose_name=_("By"),
    )
    at = models.DateTimeField(_("At"))
    reason = models.TextField(_("Reason"), blank=True)
    changes = models.JSONField(_("Changes"), default=list, blank=True)

    class Meta:
        verbose_name = _("Step of an activity")
        verbose_name_plural = _("Steps of activities")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(step__in=[Step.RETURNED, Step.REOPENED]) | ~models.Q(reason=""),
                name="activityevent_says_why",
            )
        ]

    def __str__(self):
        return f"{self.activity}: {self.get_step_display()}"
