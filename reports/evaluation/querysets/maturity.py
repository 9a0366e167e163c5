"""Which answers about villages a person may read."""

from villages.models import Village

from .criteria import CriterionAnswerQuerySet


class MaturityAnswerQuerySet(CriterionAnswerQuerySet):
    def visible_to(self, user):
        return self.filter(village__in=Village.objects.visible_to(user))
