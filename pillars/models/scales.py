"""Where "on track" ends: thresholds are data, not code."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scale(models.Model):
    """Thresholds of the status words, in percent of the path for the date; the newest row counts."""

    on_track_from = models.DecimalField(_("on track from (% of the path)"), max_digits=5, decimal_places=2)
    attention_from = models.DecimalField(
        _("needs attention from (% of the path)"), max_digits=5, decimal_places=2
    )
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("status scale")
        verbose_name_plural = _("status scales")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(on_track_from__gt=models.F("attention_from"), attention_from__gt=0),
                name="scale_thresholds_in_order",
            )
        ]

    def __str__(self):
        return f"{self.on_track_from} / {self.attention_from}"
