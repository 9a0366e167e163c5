"""The trail of a recommendation in words."""

from dataclasses import dataclass

from ..models import Recommendation, RecommendationEvent


@dataclass(frozen=True)
class Change:
    """One thing that changed: what, and what it said before and after."""

    what: str
    before: str
    after: str


@dataclass(frozen=True)
class TrailLine:
    """One step of the trail with its changes in words."""

    event: RecommendationEvent
    changes: list[Change]

    @property
    def at(self):
        return self.event.at


def recommendation_trail(recommendation):
    """Every step, newest first."""
    events = recommendation.events.select_related("by__organisation", "follow_up").order_by("-at", "-pk")
    return [TrailLine(event, [_change(change) for change in event.changes]) for event in events]


def _change(change):
    field = Recommendation._meta.get_field(change["field"])
    return Change(str(field.verbose_name), change["before"], change["after"])
