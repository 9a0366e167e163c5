"""After how long without a sign of life a village counts as dormant."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from desmigratif.ui import bounds


class DormancyRule(models.Model):
    """The number of months without activity, officer or report; the newest row counts."""

    months = models.PositiveSmallIntegerField(_("Months"), validators=bounds.between(1, 60))
    note = models.CharField(_("Note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Rule for dormant villages")
        verbose_name_plural = _("Rules for dormant villages")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(months__gte=1, months__lte=60),
                name="dormancyrule_in_range",
                violation_error_message=_("The months must be from 1 to 60."),
            )
        ]

    def __str__(self):
        return str(self.months)
