"""Where a person stands in migration, over time; and whom the person belongs to."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ...choices import Placement, ReturnReason, Route, StageKind, TieKind
from ...querysets import StageQuerySet
from .beneficiaries import Beneficiary


class Stage(models.Model):
    """One stage of one person from the day of the event on, until the next one begins (case O20).

    Figures go by `event_on`; `reported_on` tells how late it became known. A correction is a new row
    that replaces this one from `replaced_at` on, so that what was known on a past day can be asked again.
    """

    beneficiary = models.ForeignKey(Beneficiary, on_delete=models.CASCADE, related_name="stages")
    kind = models.CharField(_("Stage"), max_length=8, choices=StageKind.choices)
    event_on = models.DateField(_("Date of the event"))
    reported_on = models.DateField(_("Reported on"))
    country = models.CharField(_("Country"), max_length=2, blank=True)
    sector = models.CharField(_("Sector or job"), max_length=120, blank=True)
    placement = models.CharField(
        _("Placed by"), max_length=12, choices=Placement.choices, default=Placement.UNKNOWN
    )
    placed_by = models.CharField(_("Name of the P3MI"), max_length=120, blank=True)
    route = models.CharField(_("Route"), max_length=16, choices=Route.choices, default=Route.UNKNOWN)
    is_insured = models.BooleanField(_("BPJS Ketenagakerjaan"), null=True, blank=True)
    contract_ends_on = models.DateField(_("Contract ends"), null=True, blank=True)
    return_reason = models.CharField(
        _("Reason for return"), max_length=12, choices=ReturnReason.choices, blank=True
    )
    note = models.CharField(_("Note"), max_length=300, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="stages_recorded"
    )
    replaced_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = StageQuerySet.as_manager()

    class Meta:
        verbose_name = _("Stage")
        verbose_name_plural = _("Stages")
        ordering = ["event_on", "pk"]
        indexes = [models.Index(fields=["event_on"], name="stage_by_event")]
        constraints = [
            models.UniqueConstraint(
                fields=["beneficiary", "event_on"],
                condition=Q(replaced_at__isnull=True),
                name="stage_one_per_person_and_day",
            ),
            models.CheckConstraint(
                condition=Q(reported_on__gte=models.F("event_on")), name="stage_reported_after_event"
            ),
            models.CheckConstraint(
                condition=Q(return_reason="") | Q(kind=StageKind.RETURNED), name="stage_reason_only_of_return"
            ),
        ]

    def __str__(self):
        return f"{self.beneficiary}: {self.get_kind_display()} {self.event_on}"


class FamilyTie(models.Model):
    """One relative of one person, both in the register; children are data of a specific kind (UU 27/2022)."""

    person = models.ForeignKey(Beneficiary, on_delete=models.CASCADE, related_name="ties")
    relative = models.ForeignKey(Beneficiary, on_delete=models.CASCADE, related_name="ties_from")
    kind = models.CharField(_("Relation"), max_length=8, choices=TieKind.choices)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="ties_recorded"
    )

    class Meta:
        verbose_name = _("Family tie")
        verbose_name_plural = _("Family ties")
        ordering = ["kind", "relative__name_key"]
        constraints = [
            models.UniqueConstraint(fields=["person", "relative", "kind"], name="familytie_once"),
            models.CheckConstraint(
                condition=~Q(person=models.F("relative")), name="familytie_between_two_people"
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.get_kind_display()} {self.relative}"
