"""Stored sums, so that a dashboard costs the same at every size (architecture 6).

Kept by `pillars.services.tallies` in the transaction that changes an activity; never written elsewhere.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..choices import Category, Review
from .pillars import Pillar


class Slotted(models.Model):
    """A stored sum of which there may be several rows: who reads it adds them up.

    All offices write to the sums of the country and of their province. Each connection has a slot of its own
    there, so that one does not wait until another has stored (docs/decisions/0016).
    """

    slot = models.PositiveSmallIntegerField(_("Slot"), default=0, db_default=0)

    class Meta:
        abstract = True


class TallyKey(Slotted):
    """Area (country, province, regency or village) x pillar x budget year x month of the start x state."""

    area = models.ForeignKey("villages.Area", on_delete=models.CASCADE, related_name="+")
    pillar = models.ForeignKey(Pillar, on_delete=models.CASCADE, related_name="+")
    budget_year = models.PositiveSmallIntegerField(_("Budget year"))
    month = models.DateField(_("First day of the month in which the activity starts"))
    state = models.CharField(_("Review"), max_length=10, choices=Review.choices)

    class Meta:
        abstract = True


class Tally(TallyKey):
    """Sums of the counted activities of one key; money in rupiah.

    Money counts in a village only where it was entered for it, or the activity served no other village.
    """

    activities = models.IntegerField(default=0)
    done = models.IntegerField(default=0)
    cancelled = models.IntegerField(default=0)
    plan = models.BigIntegerField(default=0)
    actual = models.BigIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("Tally")
        verbose_name_plural = _("Tallies")
        constraints = [
            models.UniqueConstraint(
                fields=["area", "budget_year", "pillar", "month", "state", "slot"], name="tally_once_per_key"
            ),
        ]

    def __str__(self):
        return f"{self.area_id} {self.pillar_id} {self.month} {self.state}"


class HeadTally(TallyKey):
    """Attendances of one key and one category by sex."""

    category = models.CharField(_("Category"), max_length=12, choices=Category.choices)
    male = models.IntegerField(default=0)
    female = models.IntegerField(default=0)
    unknown = models.IntegerField(default=0)

    class Meta:
        verbose_name = _("Head tally")
        verbose_name_plural = _("Head tallies")
        constraints = [
            models.UniqueConstraint(
                fields=["area", "budget_year", "pillar", "month", "state", "category", "slot"],
                name="headtally_once_per_key",
            ),
        ]

    def __str__(self):
        return f"{self.area_id} {self.pillar_id} {self.month} {self.state} {self.category}"


class Reach(Slotted):
    """Different people of one area, by the month in which they were first reached in the budget year.

    `pillar_number` 0 counts each person once over all pillars. Adding the months up to a day gives the
    people reached until then; adding areas or pillars may count a person twice. `basis` tells which
    activities are looked at: sent and verified, or verified alone.
    """

    class Basis(models.TextChoices):
        COUNTED = "counted", _("Sent and verified")
        VERIFIED = "verified", _("Verified")

    area = models.ForeignKey("villages.Area", on_delete=models.CASCADE, related_name="+")
    pillar_number = models.PositiveSmallIntegerField(_("Pillar"))
    budget_year = models.PositiveSmallIntegerField(_("Budget year"))
    month = models.DateField(_("First day of the month in which the person was first reached"))
    basis = models.CharField(_("Basis"), max_length=10, choices=Basis.choices)
    male = models.IntegerField(default=0)
    female = models.IntegerField(default=0)
    unknown = models.IntegerField(default=0)

    class Meta:
        verbose_name = _("Reach")
        verbose_name_plural = _("Reach")
        constraints = [
            models.UniqueConstraint(
                fields=["area", "budget_year", "pillar_number", "month", "basis", "slot"],
                name="reach_once_per_key",
            ),
        ]

    def __str__(self):
        return f"{self.area_id} {self.pillar_number} {self.month} {self.basis}"
