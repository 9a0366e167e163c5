"""Which evaluation meetings a person may read or write down."""

from django.db import models
from django.db.models import Count, Q

from villages.models import Area

from ...choices import CLOSED


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All for national roles; else those about an area the user sees or attended by the own office."""
        if user.is_anonymous or not user.has_perm("reports.view_meeting"):
            return self.none()
        if user.is_national:
            return self
        mine = Q(area__in=Area.objects.visible_to(user).values("pk"))
        if user.organisation_id:
            attended = self.model.organisations.through.objects.filter(organisation=user.organisation_id)
            mine |= Q(pk__in=attended.values("evaluationmeeting"))
        return self.filter(mine)

    def editable_by(self, user):
        """The meetings whose record the user may change."""
        if user.is_anonymous or not user.has_perm("reports.hold_meeting"):
            return self.none()
        return self.visible_to(user)

    def for_list(self):
        """Loads kind and area: no query per row."""
        return self.select_related("kind", "area")

    def with_counts(self, day):
        """Newest first, with `given`, `finished` and `late`: recommendations in all, closed, overdue."""
        closed = Q(recommendations__status__in=CLOSED)
        late = ~closed & Q(recommendations__claimed="", recommendations__due_on__lt=day)
        return self.annotate(
            given=Count("recommendations"),
            finished=Count("recommendations", filter=closed),
            late=Count("recommendations", filter=late),
        ).order_by("-held_on", "-pk")
