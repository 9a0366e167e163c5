"""The standing of villages in the programmes over time."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from desmigratif.ui import bounds

from ..choices import TAKING_PART, MembershipStatus, Programme
from ..querysets import MembershipQuerySet
from .villages import Village


class Membership(models.Model):
    """One standing of one village in one programme from a day on (unknown start: empty) to a day."""

    village = models.ForeignKey(
        Village, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("Village")
    )
    programme = models.CharField(
        _("Programme"), max_length=20, choices=Programme.choices, default=Programme.DESMIGRATIF
    )
    status = models.CharField(_("Status"), max_length=20, choices=MembershipStatus.choices)
    batch_year = models.PositiveSmallIntegerField(
        _("Batch year"), null=True, blank=True, validators=bounds.YEAR
    )
    decree = models.CharField(_("Decree"), max_length=200, blank=True)
    source = models.CharField(_("Source"), max_length=500)
    valid_from = models.DateField(_("From"), null=True, blank=True, validators=bounds.DAY)
    valid_to = models.DateField(_("Until"), null=True, blank=True, validators=bounds.DAY)
    history = HistoricalRecords(app="villages")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("Membership")
        verbose_name_plural = _("Memberships")
        ordering = [models.F("valid_from").desc(nulls_last=True), "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to__gte=models.F("valid_from"))
                | models.Q(valid_from__isnull=True)
                | models.Q(valid_to__isnull=True),
                name="membership_ends_after_start",
                violation_error_message=_("The last day is before the first. Check the dates."),
            ),
            models.UniqueConstraint(
                fields=["village", "programme"],
                condition=models.Q(valid_to__isnull=True),
                name="membership_one_open_per_programme",
                violation_error_message=_(
                    "The village has a membership of this programme without a last day. End that one first."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.village}: {self.get_programme_display()}, {self.get_status_display()}"

    def takes_part_on(self, date):
        """Whether the village takes part by this standing on a day, as `taking_part_on` asks of many."""
        return self.holds_on(date) and self.status in TAKING_PART

    def holds_on(self, date):
        """Whether it is the standing of a day, as `current_on` asks of many."""
        begun = self.valid_from is None or self.valid_from <= date
        return begun and (self.valid_to is None or self.valid_to >= date)


class FormedCheck(models.Model):
    """Desmigratif villages formed in one year, by public sources: check values that sum to 503."""

    year = models.PositiveSmallIntegerField(_("Year"), primary_key=True, validators=bounds.YEAR)
    villages = models.PositiveIntegerField(_("Villages formed"), validators=bounds.COUNT)
    source = models.CharField(_("Source"), max_length=300)

    class Meta:
        verbose_name = _("Villages formed per year")
        verbose_name_plural = _("Villages formed per year")
        ordering = ["year"]

    def __str__(self):
        return f"{self.year}: {self.villages}"
