"""Which reports of problems a person may see or write, and which of them stand on a day."""

from django.db import models
from django.db.models import Q

from desmigratif.ui import clock
from villages.choices import Level
from villages.codes import regency_of
from villages.models import Village

from ...choices import ReportStatus


class ProblemReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Reports of villages the user sees, and of the regencies in which they lie."""
        if user.is_anonymous or not user.has_perm("reports.view_map"):
            return self.none()
        if user.is_national:
            return self
        seen = Village.objects.visible_to(user)
        return self.filter(
            Q(village__in=seen.values("pk")) | Q(village__isnull=True, regency__in=seen.values("regency"))
        )

    def editable_by(self, user):
        """Standing reports of places the user serves; of a whole regency only for whoever serves it whole."""
        if user.is_anonymous or not user.has_perm("reports.report_problem"):
            return self.none()
        standing = self.filter(status=ReportStatus.OPEN)
        if user.is_national:
            return standing
        served = user.assignments.active_on(clock.today()).values("area")
        return standing.filter(
            Q(village__in=Village.objects.editable_by(user).values("pk"))
            | Q(village__isnull=True, regency__in=served)
            | Q(village__isnull=True, regency__parent__in=served)
        )

    def standing_on(self, date):
        """Reported by `date` and not resolved by then; what was withdrawn never stood."""
        return self.filter(reported_on__lte=date).filter(
            Q(status=ReportStatus.OPEN) | Q(status=ReportStatus.RESOLVED, closed_on__gt=date)
        )

    def in_area(self, area):
        """Reports of places within one area; of a village also what its whole regency reported."""
        if area.level == Level.NATION:
            return self
        if area.level == Level.PROVINCE:
            return self.filter(regency__parent=area)
        if area.level == Level.REGENCY:
            return self.filter(regency=area)
        return self.filter(
            Q(village__in=Village.objects.in_area(area).values("pk"))
            | Q(village__isnull=True, regency=regency_of(area.pk))
        )

    def for_list(self):
        """Loads problem, regency, village and who reported: no query per row."""
        return self.select_related(
            "problem", "regency", "village__area", "village__district", "reported_by__organisation"
        )
