"""Where a figure stands against the path for the date, and the word for it."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from desmigratif.ui import clock
from desmigratif.ui.asked_once import asked_once
from pillars.models import Scale

QUARTER_ENDS = {(3, 31): 0.25, (6, 30): 0.5, (9, 30): 0.75, (12, 31): 1.0}


@dataclass(frozen=True)
class Standing:
    """A word and its tone; `tone` names the shape and colour that go with it."""

    tone: str
    label: str


ON_TRACK = Standing("ok", _("On track"))
ATTENTION = Standing("warn", _("Needs attention"))
BEHIND = Standing("bad", _("Behind"))
NO_DATA = Standing("none", _("No data yet"))


def path(budget_year: int, through: datetime.date, today: datetime.date | None = None) -> float:
    """Share of the budget year that has gone by on `through`, or today if that day is still to come.

    Quarters are worth a quarter each, whatever their days.
    """
    day = min(through, today or clock.today())
    if day.year != budget_year:
        return 1.0 if day.year > budget_year else 0.0
    if (day.month, day.day) in QUARTER_ENDS:
        return QUARTER_ENDS[day.month, day.day]
    return day.timetuple().tm_yday / datetime.date(budget_year, 12, 31).timetuple().tm_yday


@asked_once
def current_scale() -> Scale:
    """The thresholds in force: the newest row, or 95 and 80 % while none is stored."""
    return Scale.objects.first() or Scale(on_track_from=95, attention_from=80)


def standing(share: float | None, path_share: float, scale: Scale) -> Standing:
    """Word for a share (completion) that should have reached `path_share` by now."""
    if share is None or not path_share:
        return NO_DATA
    return standing_at(share / path_share * 100, scale)


def standing_at(percent_of_path: float | Decimal | None, scale: Scale) -> Standing:
    """Word for what was reached in per cent of what should have been by now; None: no data."""
    if percent_of_path is None:
        return NO_DATA
    if percent_of_path >= scale.on_track_from:
        return ON_TRACK
    return ATTENTION if percent_of_path >= scale.attention_from else BEHIND
