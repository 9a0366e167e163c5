"""Which criteria count, which answer to each, and who may read the answers."""

from django.db import models
from django.db.models import Q

from villages.models import Village


class CriterionQuerySet(models.QuerySet):
    def in_force(self, area_level):
        """The rubric of one level of areas."""
        return self.filter(area_level=area_level, is_active=True)


class CriterionAnswerQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Answers about villages that the user sees and regencies with one; national roles read all."""
        if not user.is_anonymous and user.is_national:
            return self
        villages = Village.objects.visible_to(user).order_by()
        return self.filter(Q(area__in=villages.values("area")) | Q(area__in=villages.values("regency")))

    def newest_on(self, date):
        """Answers of days up to `date`, the one that counts last: read into a dict, it stays."""
        return (
            self.filter(answered_on__lte=date)
            .select_related("by__organisation")
            .order_by("answered_on", "pk")
        )
