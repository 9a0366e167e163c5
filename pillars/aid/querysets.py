"""Which aid a person may see or write, in which condition it was on a day, and what is owed for it."""

import datetime

from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from ..querysets import OfVillagesQuerySet
from .choices import FINAL, UNKNOWN


def year_before(day):
    """The same day a year earlier; of the 29th of February the 28th. A check of that day is too old."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return datetime.date(day.year - 1, 2, 28)


def late_by(date):
    """Packages whose accountability report (LPJ) was due before a day and had not come by its end."""
    missing = Q(report_on__isnull=True) | Q(report_on__gt=date)
    due = Q(report_due__lt=date) | Q(report_due__isnull=True, handed_on__year__lt=date.year)
    return missing & due


class AidPackageQuerySet(OfVillagesQuerySet):
    """Aid in villages the user sees."""

    sees, enters = "pillars.view_aid", "pillars.record_aid"

    def handed_by(self, date):
        """Handed over by the end of a day."""
        return self.filter(handed_on__lte=date)

    def with_condition_on(self, date):
        """Adds `checked_on`, the last check by a day, and `condition`, `UNKNOWN` where it is too old.

        `last_seen` is the day of that check, or of the handover where there is none.
        """
        from .models import AidCheck

        checks = AidCheck.objects.filter(package=OuterRef("pk"), on__lte=date).order_by("-on", "-pk")
        found = self.annotate(
            checked_on=Subquery(checks.values("on")[:1]), found=Subquery(checks.values("condition")[:1])
        )
        tells = Q(found__in=FINAL) | Q(checked_on__gt=year_before(date))
        return found.annotate(
            condition=Case(When(tells, then=F("found")), default=Value(UNKNOWN)),
            last_seen=Coalesce("checked_on", "handed_on"),
        )

    def owing_check_on(self, date):
        """`with_condition_on` a day: those that nobody looked at in the twelve months before its end."""
        return self.filter(last_seen__lte=year_before(date)).exclude(found__in=FINAL, found__isnull=False)


class OfPackageQuerySet(OfVillagesQuerySet):
    """Rows below a package."""

    scope = "package__village"
    sees, enters = AidPackageQuerySet.sees, AidPackageQuerySet.enters
