"""Which criteria count, and which answer to each."""

from django.db import models


class CriterionQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(is_active=True)


class CriterionAnswerQuerySet(models.QuerySet):
    def newest_on(self, date):
        """Answers of days up to `date`, the one that counts last: read into a dict, it stays."""
        return (
            self.filter(answered_on__lte=date)
            .select_related("by__organisation")
            .order_by("answered_on", "pk")
        )
