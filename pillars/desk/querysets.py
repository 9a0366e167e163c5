"""Which visits a person may see or write, and the filters that have a name."""

from django.db.models import OuterRef, Q, Subquery

from villages.models import Village

from ..querysets import OfVillagesQuerySet, StatementQuerySet
from .choices import Outcome, Purpose

#: Visits that are followed until they are closed: complaints, what is pending, what is referred.
CASES = Q(purpose=Purpose.COMPLAINT) | Q(outcome__in=[Outcome.PENDING, Outcome.REFERRED])


def open_by(date):
    """Cases that had come by the end of `date` and were not closed by then."""
    return CASES & Q(visited_on__lte=date) & (Q(closed_on__isnull=True) | Q(closed_on__gt=date))


class DeskVisitQuerySet(OfVillagesQuerySet):
    """Visits in villages the user sees, for roles that deal with people at all."""

    sees, enters = "pillars.view_desk_visit", "pillars.record_desk_visit"

    def between(self, start, end):
        """Visits on a day between the two, both included."""
        return self.filter(visited_on__gte=start, visited_on__lte=end)

    def cases(self):
        return self.filter(CASES)

    def open_on(self, date):
        return self.filter(open_by(date))

    def with_last_step(self):
        """Adds `last_step` and `last_step_on`: how far a case is, None without a step."""
        from .models import DeskStep

        steps = DeskStep.objects.filter(visit=OuterRef("pk")).order_by("-on", "-pk")
        return self.annotate(
            last_step=Subquery(steps.values("step")[:1]),
            last_step_on=Subquery(steps.values("on")[:1]),
        )

    def for_list(self):
        """Also who recorded each."""
        return super().for_list().select_related("recorded_by__organisation")


class DeskNilQuerySet(StatementQuerySet):
    def editable_by(self, user):
        if user.is_anonymous or not user.has_perm("pillars.record_desk_visit"):
            return self.none()
        return self.filter(village__in=Village.objects.editable_by(user))
