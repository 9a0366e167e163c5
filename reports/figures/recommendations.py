"""How late each recommendation is, in one place: dashboards, lists, mails and files say the same.

Days are counted on the clock of the programme (Asia/Jakarta), not on the reader's: a recommendation is not
late in Jayapura two hours earlier than in Jakarta.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Min, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from desmigratif.accounts.models import Organisation, User
from desmigratif.ui import clock
from desmigratif.ui.formatting import long_date, number

from ..choices import CLOSED, RecommendationStatus
from ..models import Recommendation
from .status import Standing


def days_late(recommendation: Recommendation, day: datetime.date) -> int:
    """For how many days it has been overdue on `day`: 1 on the day after the deadline, 0 while it is not.

    What the owner says is finished is not the owner's delay while the reviewer has not decided on it.
    """
    if recommendation.is_closed or recommendation.claimed or recommendation.due_on is None:
        return 0
    return max((day - recommendation.due_on).days, 0)


def recommendation_standing(recommendation: Recommendation, day: datetime.date) -> Standing:
    """Where it stands, in words: "61 days late", "In progress, 31 days left", "Carried out 24 June 2024"."""
    if recommendation.status == RecommendationStatus.DONE:
        return Standing("ok", _("Carried out %s") % long_date(recommendation.closed_on))
    if recommendation.status == RecommendationStatus.IMPOSSIBLE:
        return Standing("none", RecommendationStatus.IMPOSSIBLE.label)
    if recommendation.claimed:
        return Standing("warn", _("Awaiting the reviewer"))
    if late := days_late(recommendation, day):
        return Standing("bad", ngettext("%(days)s day late", "%(days)s days late", late) % _days(late))
    return _on_time(recommendation, day)


def _on_time(recommendation, day):
    is_running = recommendation.status == RecommendationStatus.RUNNING
    tone = "info" if is_running else "none"
    if recommendation.due_on is None:
        return Standing(tone, _("In progress, no deadline") if is_running else _("Not begun, no deadline"))
    left = (recommendation.due_on - day).days
    if left == 0:
        return Standing("warn", _("In progress, due today") if is_running else _("Not begun, due today"))
    if is_running:
        text = ngettext("In progress, %(days)s day left", "In progress, %(days)s days left", left)
    else:
        text = ngettext("Not begun, %(days)s day left", "Not begun, %(days)s days left", left)
    return Standing(tone, text % _days(left))


def _days(count):
    return {"days": number(count)}


@dataclass(frozen=True)
class RecommendationRow:
    """One recommendation with the word for where it stands on a day."""

    recommendation: Recommendation
    late: int
    standing: Standing


def judged(recommendations: Iterable[Recommendation], day: datetime.date) -> list[RecommendationRow]:
    """The recommendations as rows, in their order."""
    return [
        RecommendationRow(row, days_late(row, day), recommendation_standing(row, day))
        for row in recommendations
    ]


def longest_overdue(
    recommendations: QuerySet[Recommendation], day: datetime.date, shown: int
) -> list[RecommendationRow]:
    """The overdue ones among them, the longest first."""
    found = recommendations.overdue_on(day).for_list().order_by("due_on", "number")
    return judged(found[:shown], day)


@dataclass(frozen=True)
class Counts:
    """How many of a set of recommendations stand where; `overdue` ones are open too."""

    total: int = 0
    not_begun: int = 0
    running: int = 0
    waiting: int = 0
    overdue: int = 0
    done: int = 0
    impossible: int = 0
    #: How many different organisations own them.
    owners: int = 0
    #: The deadline of the one that is overdue for longest.
    oldest_due_on: datetime.date | None = None

    @property
    def open(self) -> int:
        """Neither carried out nor given up."""
        return self.not_begun + self.running + self.waiting

    def longest(self, day: datetime.date) -> int | None:
        """Days of the longest delay, None when nothing is overdue."""
        return (day - self.oldest_due_on).days if self.oldest_due_on else None


def counts(recommendations: QuerySet[Recommendation], day: datetime.date) -> Counts:
    """`Counts` of a queryset, in one query."""
    return Counts(**recommendations.order_by().aggregate(**_parts(day)))


def counts_by_owner(
    recommendations: QuerySet[Recommendation], day: datetime.date
) -> list[tuple[Organisation, Counts]]:
    """`[(organisation, Counts)]`, those with the most overdue ones first, in two queries."""
    rows = recommendations.order_by().values("owner").annotate(**_parts(day))
    found = {row.pop("owner"): Counts(**row) for row in rows}
    organisations = Organisation.objects.in_bulk(found)
    pairs = [(organisations[pk], part) for pk, part in found.items()]
    return sorted(pairs, key=lambda pair: (-pair[1].overdue, -pair[1].open, pair[0].name))


def _parts(day):
    unfinished = ~Q(status__in=CLOSED)
    owed = unfinished & Q(claimed="")
    overdue = owed & Q(due_on__lt=day)
    return {
        "total": Count("pk"),
        "not_begun": Count("pk", filter=owed & Q(status=RecommendationStatus.OPEN)),
        "running": Count("pk", filter=owed & Q(status=RecommendationStatus.RUNNING)),
        "waiting": Count("pk", filter=unfinished & ~Q(claimed="")),
        "overdue": Count("pk", filter=overdue),
        "done": Count("pk", filter=Q(status=RecommendationStatus.DONE)),
        "impossible": Count("pk", filter=Q(status=RecommendationStatus.IMPOSSIBLE)),
        "owners": Count("owner", distinct=True),
        "oldest_due_on": Min("due_on", filter=overdue),
    }


def overdue_count(user: User) -> int:
    """The badge of the menu: what the own organisation has overdue; for a reviewer, what anybody has."""
    rows = Recommendation.objects
    if user.has_perm("reports.answer_recommendation"):
        return rows.owned_by(user).overdue_on(clock.today()).count()
    return rows.visible_to(user).overdue_on(clock.today()).count()
