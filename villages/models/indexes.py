"""What indexes of others say of a village, year by year."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from desmigratif.ui import bounds

from ..choices import IndexName, IndexStatus
from .villages import Village


class VillageIndex(models.Model):
    """One village in one year of one index: the score, the status word or both, as published.

    A status without its index and year says nothing, so no village has "the" status. Scales differ: IDM goes
    from 0 to 1, Indeks Desa from 0 to 100; scores of two indexes are never compared.
    """

    village = models.ForeignKey(
        Village, on_delete=models.CASCADE, related_name="indexes", verbose_name=_("Village")
    )
    name = models.CharField(_("Index"), max_length=20, choices=IndexName.choices)
    year = models.PositiveSmallIntegerField(_("Year"), validators=bounds.between(2010, 2100))
    score = models.DecimalField(
        _("Score"), max_digits=7, decimal_places=4, null=True, blank=True, validators=bounds.PERCENT
    )
    status = models.CharField(_("Status"), max_length=20, choices=IndexStatus.choices, blank=True)
    source = models.CharField(_("Source"), max_length=300)
    history = HistoricalRecords(app="villages")

    class Meta:
        verbose_name = _("Index value")
        verbose_name_plural = _("Index values")
        ordering = ["-year", "-name"]
        constraints = [
            models.UniqueConstraint(fields=["village", "name", "year"], name="villageindex_once_a_year"),
            models.CheckConstraint(
                condition=Q(score__isnull=False) | ~Q(status=""),
                name="villageindex_says_something",
                violation_error_message=_("Write the score, the status, or both."),
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True)
                | Q(score__gte=0, score__lte=1, name=IndexName.IDM)
                | (Q(score__gte=0, score__lte=100) & ~Q(name=IndexName.IDM)),
                name="villageindex_score_on_scale",
                violation_error_message=_(
                    "A score of IDM must be from 0 to 1, one of Indeks Desa from 0 to 100."
                ),
            ),
            models.CheckConstraint(
                condition=Q(year__gte=2010, year__lte=2100),
                name="villageindex_year",
                violation_error_message=_("The year must be from 2010 to 2100."),
            ),
        ]

    def __str__(self):
        return f"{self.get_name_display()} {self.year}"

    @property
    def decimals(self):
        """As many as the index is published with."""
        return 4 if self.name == IndexName.IDM else 2
