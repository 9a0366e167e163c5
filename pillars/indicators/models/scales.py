"""Where "on track" ends and what an achievement is called: thresholds are data, not code."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from desmigratif.ui import bounds

from ...models.pillars import TwoLanguageName

ONE_LOWEST = _("The scale has a lowest band already. Write from which percentage this one begins.")


class Scale(models.Model):
    """Thresholds of the status words, in percent of the path for the date; the newest row counts."""

    on_track_from = models.DecimalField(
        _("On track from (% of the path)"), max_digits=5, decimal_places=2, validators=bounds.PERCENT
    )
    attention_from = models.DecimalField(
        _("Needs attention from (% of the path)"),
        max_digits=5,
        decimal_places=2,
        validators=bounds.PERCENT,
    )
    note = models.CharField(_("Note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Status scale")
        verbose_name_plural = _("Status scales")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(on_track_from__gt=models.F("attention_from"), attention_from__gt=0),
                name="scale_thresholds_in_order",
                violation_error_message=_("“On track” begins above “needs attention”, and that above 0."),
            )
        ]

    def __str__(self):
        return f"{self.on_track_from} / {self.attention_from}"


class AchievementScale(TwoLanguageName):
    """Words for an achievement in percent of the target, by bands; which one counts, the indicator says."""

    source = models.CharField(_("Source"), max_length=300)
    is_verified = models.BooleanField(
        _("Checked against the source"),
        default=False,
        help_text=_("While it is not, pages say so beside the words."),
    )

    class Meta:
        verbose_name = _("Achievement scale")
        verbose_name_plural = _("Achievement scales")
        ordering = ["pk"]

    def word_for(self, percent):
        """The band of an unrounded percentage; None without one.

        Reads all bands, so that lists can load them at once (`scale__bands`).
        """
        if percent is None:
            return None
        return next((band for band in self.bands.all() if band.holds(percent)), None)


class AchievementBand(TwoLanguageName):
    """One word of a scale, from a percentage on (or above it); the lowest band has no bound."""

    scale = models.ForeignKey(
        AchievementScale, on_delete=models.CASCADE, related_name="bands", verbose_name=_("Scale")
    )
    from_percent = models.DecimalField(
        _("From (%)"),
        max_digits=6,
        decimal_places=2,
        validators=bounds.between(0, 1000),
        null=True,
        blank=True,
        help_text=_("Empty: everything below the other bands."),
    )
    is_above = models.BooleanField(_("Only above it, not at it"), default=False)

    class Meta:
        verbose_name = _("Band of an achievement scale")
        verbose_name_plural = _("Bands of achievement scales")
        ordering = ["scale", models.F("from_percent").desc(nulls_last=True)]
        constraints = [
            models.UniqueConstraint(fields=["scale", "from_percent"], name="achievementband_once_per_bound"),
            models.UniqueConstraint(
                fields=["scale"],
                condition=models.Q(from_percent__isnull=True),
                name="achievementband_one_lowest",
                violation_error_message=ONE_LOWEST,
            ),
        ]

    def holds(self, percent):
        if self.from_percent is None:
            return True
        return percent > self.from_percent if self.is_above else percent >= self.from_percent
