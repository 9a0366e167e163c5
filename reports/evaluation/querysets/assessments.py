"""Which assessments a person may read or write."""

from django.db import models

from villages.choices import Level
from villages.models import Village


class AssessmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Assessments of regencies in which the user sees a village; drafts only for those who assess."""
        if user.is_anonymous or not user.has_perm("reports.view_assessment"):
            return self.none()
        found = self if user.has_perm("reports.assess") else self.signed()
        if user.is_national:
            return found
        return found.filter(regency__in=Village.objects.visible_to(user).order_by().values("regency"))

    def editable_by(self, user):
        """Drafts, for those who assess."""
        if user.is_anonymous or not user.has_perm("reports.assess"):
            return self.none()
        return self.visible_to(user).filter(signed_on__isnull=True)

    def signed(self):
        return self.filter(signed_on__isnull=False)

    def in_area(self, area):
        """Assessments of one regency, or of the regencies of a province."""
        if area.level == Level.REGENCY:
            return self.filter(regency=area)
        return self.filter(regency__parent=area)

    def for_list(self):
        """Loads everything a line or a page names: no query per row."""
        return self.select_related(
            "pillar", "regency__parent", "period", "grade", "drafted_by", "signed_by__organisation"
        )
