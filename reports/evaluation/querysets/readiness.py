"""Which answers about regencies a person may read."""

from villages.models import Village

from .criteria import CriterionAnswerQuerySet


class ReadinessAnswerQuerySet(CriterionAnswerQuerySet):
    def visible_to(self, user):
        """Answers about regencies in which the user sees a village; national roles read all."""
        if not user.is_anonymous and user.is_national:
            return self
        return self.filter(regency__in=Village.objects.visible_to(user).order_by().values("regency"))
