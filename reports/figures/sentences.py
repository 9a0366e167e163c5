"""The finding in two or three written sentences, made by rules from the same figures as the page."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from desmigratif.ui.formatting import number, percent

from .dashboards import Dashboard, JudgedSums
from .recommendations import Counts


@dataclass(frozen=True)
class Sentence:
    """One sentence; `anchor` names the part of the page that proves it."""

    text: str
    anchor: str = ""
    is_headline: bool = False


def summary(board: Dashboard) -> list[Sentence]:
    """How many pillars are on track, which lies furthest below, who has not reported."""
    if not board.total.sums.planned_total:
        year = board.selection.budget_year
        text = _("No activity of budget year %(year)s has been sent yet.") % {"year": year}
        return [Sentence(text, is_headline=True)]
    found = [_pillars_on_track(board), _weakest(board), _not_reported(board)]
    return [sentence for sentence in found if sentence]


def _pillars_on_track(board):
    count = len(board.on_track)
    text = ngettext(
        "%(count)s of %(total)s pillars is on track.", "%(count)s of %(total)s pillars are on track.", count
    )
    return Sentence(text % {"count": count, "total": len(board.pillars)}, is_headline=True)


def _weakest(board):
    row = board.weakest
    if row is None:
        return None
    words = {
        "code": row.pillar.code,
        "name": row.pillar,
        "points": _points(board.path - row.completion),
        "path": percent(board.path),
        "absorption": percent(row.sums.absorption),
    }
    if row.sums.absorption is None:
        text = _("Pillar %(code)s %(name)s is %(points)s points below the path of %(path)s.")
    else:
        text = _(
            "Pillar %(code)s %(name)s is %(points)s points below the path of %(path)s and has spent "
            "%(absorption)s of its budget."
        )
    return Sentence(text % words)


def _not_reported(board):
    reported = board.reported.total
    if not reported.missing:
        return None
    text = ngettext(
        "%(missing)s of %(members)s villages has not reported for %(period)s yet; these figures may change.",
        "%(missing)s of %(members)s villages have not reported for %(period)s yet; these figures may change.",
        reported.missing,
    )
    words = {"missing": reported.missing, "members": reported.members, "period": board.period}
    return Sentence(text % words, "missing")


def overdue_sentence(counted: Counts, day: date, *, beyond_scope: bool = False) -> Sentence | None:
    """How many recommendations are overdue, and for how long the worst of them; None when none is.

    `beyond_scope`: the page is about a part of the country only, which the recommendations are not.
    """
    if not counted.overdue:
        return None
    text = ngettext(
        "%(count)s follow-up is overdue, for %(days)s days.",
        "%(count)s follow-ups are overdue, the longest for %(days)s days.",
        counted.overdue,
    )
    words = {"count": number(counted.overdue), "days": number(counted.longest(day))}
    said = text % words
    return Sentence(_("In all areas: %s") % said if beyond_scope else said, "overdue")


def distance(progress: JudgedSums, path: float) -> str:
    """How far one pillar lies from the path, in points of percent."""
    if progress.completion is None or not path:
        return ""
    gap = progress.completion - path
    words = {"points": _points(abs(gap)), "path": percent(path)}
    if gap < 0:
        return _("%(points)s points below the path of %(path)s") % words
    return _("%(points)s points above the path of %(path)s") % words


def _points(share):
    """A difference of two shares as people say it: 16.6 points."""
    return number(share * 100, 1)
