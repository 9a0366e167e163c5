"""Why and from when on somebody is no longer counted."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ...choices import EndKind
from ...querysets import EndQuerySet
from .beneficiaries import Beneficiary


class End(models.Model):
    """One person died, moved away for good or left the programme; the day is the last one that counts.

    `back_on`: from that day on the person is counted again. An end that was a mistake is taken back: the row
    stays, marked, and counts nowhere. What was counted until the day stays where it was (case O42).
    """

    beneficiary = models.ForeignKey(Beneficiary, on_delete=models.CASCADE, related_name="ends")
    kind = models.CharField(_("What happened"), max_length=8, choices=EndKind.choices)
    ended_on = models.DateField(_("Date of the event"))
    reported_on = models.DateField(_("Reported on"))
    source = models.CharField(_("Source"), max_length=300)
    back_on = models.DateField(_("Back since"), null=True, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="ends_recorded"
    )
    taken_back_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = EndQuerySet.as_manager()

    class Meta:
        verbose_name = _("Death or moving away")
        verbose_name_plural = _("Deaths and moves away")
        ordering = ["ended_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["beneficiary"],
                condition=Q(taken_back_at__isnull=True, back_on__isnull=True),
                name="end_one_standing_per_person",
            ),
            models.CheckConstraint(
                condition=Q(reported_on__gte=F("ended_on")), name="end_reported_after_event"
            ),
            models.CheckConstraint(
                condition=Q(back_on__isnull=True) | Q(back_on__gt=F("ended_on")) & ~Q(kind=EndKind.DIED),
                name="end_back_after_it_and_alive",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="end_has_a_source"),
        ]

    @property
    def is_standing(self):
        """Whether it was neither taken back nor followed by a return; as `EndQuerySet.standing`."""
        return self.taken_back_at is None and self.back_on is None

    def holds_on(self, day):
        """Whether the person is not counted on a day; as `EndQuerySet.holding_on`."""
        is_back = self.back_on is not None and self.back_on <= day
        return self.taken_back_at is None and self.ended_on < day and not is_back

    def __str__(self):
        return f"{self.get_kind_display()} {self.ended_on:%d/%m/%Y}"
