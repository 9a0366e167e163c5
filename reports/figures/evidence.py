"""Figures that a finding keeps as they stand when it is written down."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desmigratif.ui import clock
from desmigratif.ui.formatting import NOTHING, long_date, number, percent, within
from pillars.models import Pillar
from villages.models import Area

from .dashboards import Dashboard
from .tallies import Selection

#: What may be kept: key of the choice -> how it reads; each has a function of `_Measured` by the same name.
FIGURES = {
    "completion": gettext_lazy("Share of activities completed"),
    "absorption": gettext_lazy("Budget absorption"),
    "people": gettext_lazy("Different people reached"),
    "attendances": gettext_lazy("Attendances"),
    "reported": gettext_lazy("Villages that reported in the quarter"),
}


@dataclass(frozen=True)
class Evidence:
    """One figure in words: what it counts, its value as text, where it comes from, and when it stood so."""

    name: str
    value: str
    source: str
    at: datetime.datetime


def measure(key: str, *, pillar: Pillar | None = None, area: Area | None = None) -> Evidence:
    """The figure `key` of this budget year to date, of one pillar or all, of one area or the country."""
    today = clock.today()
    selection = Selection.area(area, today.year, today) if area else Selection.nation(today.year, today)
    measured = _Measured(Dashboard(selection), pillar)
    words = {
        "figure": FIGURES[key],
        "pillar": _("pillar %s") % pillar.code if pillar else _("all pillars"),
        "area": selection.label,
        "day": long_date(today),
        "year": today.year,
    }
    name = _("%(figure)s, %(pillar)s, %(area)s, budget year %(year)s to %(day)s") % words
    value = getattr(measured, key)()
    return Evidence(
        name=name,
        value=within(_("No data yet")) if value == NOTHING else value,
        source=_("Desmigratif portal, sent and verified activities"),
        at=timezone.now(),
    )


class _Measured:
    """The figures of one dashboard for one pillar, or for all."""

    def __init__(self, board, pillar):
        self.board = board
        rows = [row for row in board.pillars if row.pillar == pillar]
        self.sums = rows[0].sums if rows else board.total.sums
        self.reached = rows[0].people if rows else board.people

    def completion(self):
        return percent(self.sums.completion)

    def absorption(self):
        return percent(self.sums.absorption)

    def people(self):
        return number(self.reached.total)

    def attendances(self):
        return number(self.sums.head_count)

    def reported(self):
        total = self.board.reported.total
        return _("%(reported)s of %(members)s") % {"reported": total.reported, "members": total.members}
