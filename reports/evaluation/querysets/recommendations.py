"""Which recommendations a person may read, answer or decide on; which are overdue or due soon."""

import datetime

from django.db import models
from django.db.models import F, Q

from villages.models import Area

from ...choices import CLOSED


class RecommendationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All for national roles; else those the own office owns or supports, those about an area the user
        sees, and those of meetings the user sees, so that a meeting reads the same for everybody."""
        from ...models import EvaluationMeeting

        if user.is_anonymous or not user.has_perm("reports.view_meeting"):
            return self.none()
        if user.is_national:
            return self
        mine = Q(area__in=Area.objects.visible_to(user).values("pk")) | Q(
            meeting__in=EvaluationMeeting.objects.visible_to(user).order_by().values("pk")
        )
        if user.organisation_id:
            supported = self.model.contributors.through.objects.filter(organisation=user.organisation_id)
            mine |= Q(owner=user.organisation_id) | Q(pk__in=supported.values("recommendation"))
        return self.filter(mine)

    def owned_by(self, user):
        """Those of the own organisation, for roles that answer for it."""
        if user.is_anonymous or not user.has_perm("reports.answer_recommendation"):
            return self.none()
        return self.filter(owner=user.organisation_id) if user.organisation_id else self.none()

    def answerable_by(self, user):
        """Open recommendations that the user answers for now."""
        return self.owned_by(user).unfinished()

    def decidable_by(self, user):
        """Recommendations on whose end the user decides."""
        if user.is_anonymous or not user.has_perm("reports.close_recommendation"):
            return self.none()
        return self.visible_to(user)

    def unfinished(self):
        """Neither carried out nor given up."""
        return self.exclude(status__in=CLOSED)

    def owed(self):
        """Waiting for the owner: unfinished, and the reviewer has nothing to decide on."""
        return self.unfinished().filter(claimed="")

    def overdue_on(self, day):
        """Owed, and the deadline is before `day`; what waits for the reviewer is not the owner's delay."""
        return self.owed().filter(due_on__lt=day)

    def due_within(self, day, days):
        """Owed, with a deadline from `day` to `days` later."""
        return self.owed().filter(due_on__gte=day, due_on__lte=day + datetime.timedelta(days=days))

    def waiting_for_reviewer(self):
        """The owner says that nothing is left to do."""
        return self.unfinished().exclude(claimed="")

    def open_first(self):
        """The unfinished ones by deadline, then the closed ones, newest first."""
        return self.order_by(
            F("closed_on").desc(nulls_first=True), F("due_on").asc(nulls_last=True), "number"
        )

    def for_list(self):
        """Loads owner, pillar, problem, area and meeting: no query per row."""
        return self.select_related("owner", "pillar", "problem", "area", "meeting")
