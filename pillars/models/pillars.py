"""The four pillars, who leads them when, who contributes, and what kinds of activity belong to each."""

from datetime import timedelta

from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from desmigratif.ui import bounds

from ..querysets import PillarLeadQuerySet, PillarQuerySet


class TwoLanguageName(models.Model):
    """A name kept in Indonesian and English, because the rows are data and not in the catalogue."""

    name = models.CharField(_("Name"), max_length=200)
    name_en = models.CharField(_("Name in English"), max_length=200)

    class Meta:
        abstract = True

    def __str__(self):
        return self.name_en if get_language() == "en" else self.name


class Pillar(TwoLanguageName):
    """One of the four pillars of the programme (I-IV)."""

    code = models.CharField(_("Numeral"), max_length=4, unique=True)
    number = models.PositiveSmallIntegerField(_("Number"), unique=True, validators=bounds.between(1, 4))
    slug = models.SlugField(_("Name in addresses"), unique=True)

    objects = PillarQuerySet.as_manager()

    class Meta:
        verbose_name = _("Pillar")
        verbose_name_plural = _("Pillars")
        ordering = ["number"]

    def get_absolute_url(self):
        return reverse("reports:pillar-detail", args=[self.slug])

    def leads_between(self, start, end):
        """Lead rows of the span, oldest first: two with dates when the period spans a change.

        Costs no query where the pillars were asked for `with_leads`.
        """
        models.prefetch_related_objects([self], "leads__organisation")
        return [row for row in self.leads.all() if row.holds_between(start, end)]


class PillarLead(models.Model):
    """One organisation leads one pillar (its PIC) from a day on, until the next row of that pillar begins.

    Only the start is stored, once per pillar and day: so two leads on one day, or a day with none between
    two leads, cannot be written down at all. An unknown start (one row per pillar) is empty.
    """

    pillar = models.ForeignKey(
        Pillar, on_delete=models.PROTECT, related_name="leads", verbose_name=_("Pillar")
    )
    organisation = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        related_name="leads",
        verbose_name=_("Organisation"),
    )
    valid_from = models.DateField(_("Leads from"), null=True, blank=True, validators=bounds.DAY)
    decree = models.CharField(_("Decree or source"), max_length=300)
    history = HistoricalRecords(app="pillars")

    objects = PillarLeadQuerySet.as_manager()

    class Meta:
        verbose_name = _("Pillar lead")
        verbose_name_plural = _("Pillar leads")
        ordering = ["pillar", models.F("valid_from").asc(nulls_first=True)]
        constraints = [
            models.UniqueConstraint(fields=["pillar", "valid_from"], name="pillarlead_one_per_day"),
            models.UniqueConstraint(
                fields=["pillar"],
                condition=models.Q(valid_from__isnull=True),
                name="pillarlead_one_unknown_start",
                violation_error_message=_(
                    "The pillar has a lead without a first day already. Write from which day this one leads."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.pillar.code}: {self.organisation}"

    @property
    def valid_to(self):
        """Last day of this lead, the day before the next one begins; None while nobody follows.

        For several rows, prefetch `leads` of their pillars: then it costs no query.
        """
        starts = [row.valid_from for row in self.pillar.leads.all() if row.valid_from]
        later = [start for start in starts if self.valid_from is None or start > self.valid_from]
        return min(later) - timedelta(days=1) if later else None

    def holds_between(self, start, end):
        valid_to = self.valid_to
        return (self.valid_from is None or self.valid_from <= end) and (valid_to is None or valid_to >= start)


class PillarContributor(models.Model):
    """One ministry, agency or government contributes to one pillar; pillar empty: to the whole programme."""

    pillar = models.ForeignKey(
        Pillar,
        on_delete=models.CASCADE,
        related_name="contributors",
        null=True,
        blank=True,
        verbose_name=_("Pillar"),
    )
    organisation = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        related_name="contributions",
        verbose_name=_("Organisation"),
    )
    source = models.CharField(_("Source"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Contributor")
        verbose_name_plural = _("Contributors")
        ordering = ["pillar", "organisation__name"]
        constraints = [
            models.UniqueConstraint(fields=["pillar", "organisation"], name="pillarcontributor_once"),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=models.Q(pillar__isnull=True),
                name="pillarcontributor_programme_once",
                violation_error_message=_("This organisation contributes to the whole programme already."),
            ),
        ]

    def __str__(self):
        return f"{self.organisation} ({self.pillar.code if self.pillar else 'I-IV'})"


class ActivityType(TwoLanguageName):
    """A kind of activity within a pillar."""

    pillar = models.ForeignKey(
        Pillar, on_delete=models.PROTECT, related_name="types", verbose_name=_("Pillar")
    )
    position = models.PositiveSmallIntegerField(_("Position"), default=0, validators=bounds.POSITION)
    is_active = models.BooleanField(_("Offered in forms"), default=True)
    #: Goods or money are handed over; who attended by name received it.
    is_aid = models.BooleanField(_("Hands over aid"), default=False)

    class Meta:
        verbose_name = _("Activity type")
        verbose_name_plural = _("Activity types")
        ordering = ["pillar", "position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["pillar", "name"], name="activitytype_once_per_pillar")
        ]
