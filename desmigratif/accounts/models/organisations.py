"""Whom people work for: ministries, agencies, offices; and what became of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from desmigratif.ui import bounds
from desmigratif.ui.search import SearchKeyField


class OrganisationQuerySet(models.QuerySet):
    def current_on(self, date):
        """Organisations that exist on `date`."""
        return self.filter(
            models.Q(valid_from__isnull=True) | models.Q(valid_from__lte=date),
            models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=date),
        )


class Organisation(models.Model):
    """One ministry, agency or office under one name, with the days it exists (both inclusive)."""

    class Kind(models.TextChoices):
        MINISTRY = "ministry", _("Ministry or agency")
        PROVINCE = "province", _("Provincial government")
        REGENCY = "regency", _("Regency or city government")
        VILLAGE = "village", _("Village government")
        OTHER = "other", _("Other")

    name = models.CharField(_("Name"), max_length=200, unique=True)
    short_name = models.CharField(_("Short name"), max_length=60, blank=True)
    search_key = SearchKeyField("name", "short_name")
    kind = models.CharField(_("Kind"), max_length=20, choices=Kind.choices, default=Kind.MINISTRY)
    is_contributor = models.BooleanField(_("Contributes to the programme"), default=False)
    valid_from = models.DateField(_("Exists from"), null=True, blank=True, validators=bounds.DAY)
    valid_to = models.DateField(_("Exists until"), null=True, blank=True, validators=bounds.DAY)
    is_demo = models.BooleanField(_("Demo data"), default=False, editable=False)
    history = HistoricalRecords(app="accounts", excluded_fields=["search_key"])

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("Organisation")
        verbose_name_plural = _("Organisations")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to__gte=models.F("valid_from"))
                | models.Q(valid_from__isnull=True)
                | models.Q(valid_to__isnull=True),
                name="organisation_ends_after_start",
                violation_error_message=_("The last day is before the first. Check the dates."),
            )
        ]

    def __str__(self):
        return self.short_name or self.name

    def has_ended(self, date):
        """Whether the organisation no longer exists on `date`."""
        return bool(self.valid_to and self.valid_to < date)


class OrganisationChange(models.Model):
    """One organisation ended, or handed a function on, on one day; with its successors and the source."""

    class Kind(models.TextChoices):
        ENDED = "ended", _("Ended")
        FUNCTION_MOVED = "function_moved", _("Function handed on")

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="changes", verbose_name=_("Organisation")
    )
    kind = models.CharField(_("Kind"), max_length=20, choices=Kind.choices)
    effective_on = models.DateField(_("Last day"), validators=bounds.DAY)
    successors = models.ManyToManyField(
        Organisation, related_name="predecessor_changes", blank=True, verbose_name=_("Successors")
    )
    source = models.CharField(_("Source"), max_length=300)

    class Meta:
        verbose_name = _("Organisation change")
        verbose_name_plural = _("Organisation changes")
        ordering = ["-effective_on"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind"], name="organisationchange_once_per_kind")
        ]

    def __str__(self):
        return f"{self.organisation}: {self.get_kind_display()} {self.effective_on}"
