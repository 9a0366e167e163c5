"""The trail of an activity in words."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from desmigratif.ui.formatting import NOTHING, short_date, within

from ..choices import Progress
from ..models import Activity


@dataclass(frozen=True)
class Change:
    """One thing that changed: what, and what it said before and after."""

    what: str
    before: str
    after: str


@dataclass(frozen=True)
class EventLine:
    """One step of the trail with its changes in words."""

    event: object
    changes: list[Change]

    @property
    def at(self) -> datetime:
        return self.event.at


def trail(activity):
    """Every step of an activity, newest first."""
    return [
        EventLine(event, [_change(change) for change in event.changes])
        for event in sorted(activity.events.all(), key=lambda event: (event.at, event.pk), reverse=True)
    ]


def _change(change):
    name = change["field"]
    return Change(_what(name), _value(name, change["before"]), _value(name, change["after"]))


def _what(name):
    """The label of a stored field name; names of villages and categories already are words."""
    if name == "attendance":
        return _("People by name")
    if name == "attachment":
        return _("Attachment")
    if match := re.fullmatch(r"funding (\d+)", name):
        return _("Funding line %s") % match[1]
    if match := re.fullmatch(r"village (.+)", name):
        return _("Village %s") % match[1]
    labels = {field.name: field.verbose_name for field in Activity._meta.fields}
    return within(labels.get(name, name))


def _value(name, value):
    if name == "status" and value in Progress.values:
        return str(Progress(value).label)
    if name in ("start_on", "end_on") and value != NOTHING:
        return short_date(parse_date(value))
    return value
