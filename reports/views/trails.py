"""The trail of a recommendation in words."""

from desmigratif.ui.formatting import within
from pillars.views.events import Change, EventLine

from ..models import Recommendation


def recommendation_trail(recommendation):
    """Every step, newest first."""
    events = recommendation.events.select_related("by__organisation", "follow_up").order_by("-at", "-pk")
    return [EventLine(event, [_change(change) for change in event.changes]) for event in events]


def _change(change):
    field = Recommendation._meta.get_field(change["field"])
    return Change(within(field.verbose_name), change["before"], change["after"])
