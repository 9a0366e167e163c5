"""The quarters for which villages report."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext as gettext
from django.utils.translation import gettext_lazy as _

ROMAN = ("I", "II", "III", "IV")


class PeriodQuerySet(models.QuerySet):
    def on(self, date):
        """The period a day belongs to."""
        return self.filter(starts_on__lte=date, ends_on__gte=date)


class ReportingPeriod(models.Model):
    """One quarter for which villages report, with the last day to do so."""

    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(2016), MaxValueValidator(2100)]
    )
    quarter = models.PositiveSmallIntegerField(
        _("quarter"), validators=[MinValueValidator(1), MaxValueValidator(4)]
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    due_on = models.DateField(_("report due"))

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("reporting period")
        verbose_name_plural = _("reporting periods")
        ordering = ["year", "quarter"]
        constraints = [
            models.UniqueConstraint(fields=["year", "quarter"], name="reportingperiod_once"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gt=models.F("starts_on")), name="reportingperiod_ends_after_start"
            ),
            models.CheckConstraint(
                condition=models.Q(due_on__gt=models.F("ends_on")), name="reportingperiod_due_after_end"
            ),
        ]

    def __str__(self):
        return gettext("Quarter %(quarter)s %(year)s") % {
            "quarter": ROMAN[self.quarter - 1],
            "year": self.year,
        }
