"""The money of activities, by source."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..choices import FundingSource
from ..querysets import FundingLineQuerySet
from .activities import Activity


class FundingLine(models.Model):
    """Money of one source for one activity, in whole rupiah: what was planned and what was spent.

    A line with a village is that village's share; one without belongs to the activity as a whole. `source`
    is empty where a list gives an amount and not where it comes from; before the activity is sent it is said.
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="funding_lines")
    source = models.CharField(_("Funding source"), max_length=20, choices=FundingSource.choices, blank=True)
    organisation = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        related_name="funding_lines",
        null=True,
        blank=True,
        verbose_name=_("Ministry, agency or government"),
    )
    village = models.ForeignKey(
        "villages.Village",
        on_delete=models.PROTECT,
        related_name="funding_lines",
        null=True,
        blank=True,
        verbose_name=_("Village"),
    )
    plan = models.BigIntegerField(_("Budget plan"), null=True, blank=True)
    actual = models.BigIntegerField(_("Actual spending"), null=True, blank=True)

    objects = FundingLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("Funding line")
        verbose_name_plural = _("Funding lines")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(plan__gte=0) | Q(plan__isnull=True), name="fundingline_plan_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(actual__gte=0) | Q(actual__isnull=True), name="fundingline_actual_not_negative"
            ),
            models.CheckConstraint(
                condition=~Q(source="") | Q(plan__isnull=False) | Q(actual__isnull=False),
                name="fundingline_says_something",
            ),
        ]

    def __str__(self):
        return f"{self.source_label} {self.plan}/{self.actual}"

    @property
    def source_label(self):
        return self.get_source_display() or _("source not given yet")
