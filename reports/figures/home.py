"""The first page of those who enter data: what waits for them, and which parts of a quarter are complete."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Case, Count, OuterRef, QuerySet, Subquery, Value, When
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from desmigratif.accounts.models import User
from pillars.choices import COUNTED, Review, Step
from pillars.models import (
    Activity,
    ActivityEvent,
    ActivityVillage,
    NilReport,
    Pillar,
    ReportingPeriod,
)
from villages.models import Area, Village

from .completeness import member_villages, quarter_of
from .links import Viewer
from .people import People, people_by_area
from .status import Standing, current_scale, path, standing
from .tallies import Selection, Sums, sums_by
from .told import InFives

#: Regencies shown in short; officers serve one, rarely two.
REGENCIES_SHOWN = 3
#: Beside the states of activities: the office stated that nothing happened.
NIL = "nil"


def period_to_report(today: date) -> ReportingPeriod:
    """The quarter whose report falls due next.

    In the days between the end of a quarter and its due date two quarters are open; the older one presses.
    """
    begun = ReportingPeriod.objects.filter(starts_on__lte=today)
    return begun.filter(due_on__gte=today).order_by("due_on").first() or quarter_of(today)


def period_before(period: ReportingPeriod) -> ReportingPeriod | None:
    return ReportingPeriod.objects.filter(ends_on__lt=period.starts_on).order_by("-ends_on").first()


def period_after(period: ReportingPeriod, today: date) -> ReportingPeriod | None:
    """The next quarter, if it has begun."""
    later = ReportingPeriod.objects.filter(starts_on__gt=period.ends_on, starts_on__lte=today)
    return later.order_by("starts_on").first()


@dataclass(frozen=True)
class Part:
    """One pillar of one village in one quarter, by the activities whose days touch the quarter."""

    village: Village
    pillar: Pillar
    period: ReportingPeriod
    counted: int = 0
    drafts: int = 0
    returned: int = 0
    nil: bool = False

    @property
    def is_complete(self) -> bool:
        """Something was sent or nil stated, and nothing is left to send or to correct."""
        return bool(self.counted or self.nil) and not self.drafts and not self.returned

    @property
    def may_state_nil(self) -> bool:
        """Nothing is there yet in a quarter that is open, so the officer may say that nothing happened."""
        asked = self.period.pk and not self.period.is_closed
        return bool(asked) and not (self.counted or self.drafts or self.returned or self.nil)

    @property
    def standing(self) -> Standing:
        if self.returned:
            words = ngettext("%(count)s to correct", "%(count)s to correct", self.returned)
            return Standing("warn", words % {"count": self.returned})
        if self.drafts:
            words = ngettext("%(count)s draft", "%(count)s drafts", self.drafts)
            return Standing("none", words % {"count": self.drafts})
        if self.counted:
            return Standing("ok", _("Complete"))
        if self.nil:
            return Standing("ok", _("Nil"))
        return Standing("none", _("No activity yet"))

    @property
    def url(self) -> str:
        """The activities that the words are about; without any, the form that would make the first."""
        query = QueryDict(mutable=True)
        if not (self.counted or self.drafts or self.returned):
            query.update({"pillar": self.pillar.code, "village": self.village.code})
            return f"{reverse('pillars:activity-create')}?{query.urlencode()}"
        state = Review.RETURNED if self.returned else Review.DRAFT if self.drafts else "counted"
        query.update({"village": self.village.code, "pillar": self.pillar.code})
        query.update({"period": self.period.key, "state": str(state)})
        return f"{reverse('pillars:activity-list')}?{query.urlencode()}"


class QuarterReport:
    """Pillar x village for the villages a user enters for, in one quarter."""

    def __init__(self, user: User, period: ReportingPeriod, pillars: Collection[Pillar]) -> None:
        self.user = user
        self.period = period
        self.pillars = pillars

    @cached_property
    def rows(self) -> list[tuple[Village, list[Part]]]:
        """Each village with its parts, one per pillar."""
        villages = member_villages(Village.objects.editable_by(self.user), self.period).for_list()
        counts = self._counts()
        found = []
        for village in villages:
            parts = []
            for pillar in self.pillars:
                states = counts.get((village.pk, pillar.pk), {})
                parts.append(
                    Part(
                        village,
                        pillar,
                        self.period,
                        counted=sum(states.get(state, 0) for state in COUNTED),
                        drafts=states.get(Review.DRAFT, 0),
                        returned=states.get(Review.RETURNED, 0),
                        nil=NIL in states,
                    )
                )
            found.append((village, parts))
        return found

    @property
    def columns(self) -> list[tuple[Pillar, list[Part]]]:
        """The same parts the other way round: each pillar with its parts, one per village."""
        return [
            (pillar, [parts[number] for village, parts in self.rows])
            for number, pillar in enumerate(self.pillars)
        ]

    @property
    def total(self) -> int:
        return len(self.rows) * len(self.pillars)

    @property
    def complete(self) -> int:
        return sum(part.is_complete for village, parts in self.rows for part in parts)

    @property
    def missing(self) -> int:
        return self.total - self.complete

    def _counts(self):
        """`{(village id, pillar id): {state: activities}}` of the quarter; a nil report stands as `NIL`."""
        start, end = self.period.starts_on, self.period.ends_on
        rows = ActivityVillage.objects.filter(
            village__in=Village.objects.editable_by(self.user),
            activity__in=Activity.objects.visible_to(self.user).running_between(start, end),
        )
        keys = ("village", "activity__pillar", "activity__state")
        counts = rows.order_by().values_list(*keys).annotate(number=Count("pk"))
        nil = NilReport.objects.standing().editable_by(self.user).filter(period=self.period.pk)
        said = nil.order_by().annotate(state=Value(NIL), number=Value(1))
        found = {}
        for village, pillar, state, number in counts.union(
            said.values_list("village", "pillar", "state", "number"), all=True
        ):
            found.setdefault((village, pillar), {})[state] = number
        return found


def waiting_activities(user: User) -> QuerySet[Activity]:
    """What waits for the user: returned, then late, then drafts; longest first.

    Each has `returned_at` and `return_reason`, the reviewer's words, where it came back.
    """
    rank = Case(When(state=Review.RETURNED, then=1), When(state=Review.SENT, then=2), default=3)
    sent_back = ActivityEvent.objects.filter(
        activity=OuterRef("pk"), step__in=[Step.RETURNED, Step.REOPENED]
    ).order_by("-at", "-pk")
    return (
        Activity.objects.waiting_for(user)
        .annotate(
            rank=rank,
            returned_at=Subquery(sent_back.values("at")[:1]),
            return_reason=Subquery(sent_back.values("reason")[:1]),
        )
        .for_list()
        .order_by("rank", "changed_at", "pk")
    )


def last_sent(user: User) -> QuerySet[Activity]:
    """The activities that the user sent, newest first."""
    return Activity.objects.visible_to(user).filter(sent_by=user).order_by("-sent_at", "-pk")


@dataclass(frozen=True)
class RegencyInShort:
    """One regency of the user with the sums of the year so far."""

    area: Area
    sums: Sums
    people: People
    #: The list of these people, "" for those who do not see all of them.
    people_url: str
    path: float
    standing: Standing


def own_regencies(user: User, budget_year: int, through: date) -> list[RegencyInShort]:
    """The regencies of the villages that the user enters for, in the order of their codes."""
    codes = Village.objects.editable_by(user).order_by().values("regency")
    areas = list(Area.objects.filter(pk__in=codes)[:REGENCIES_SHOWN])
    if not areas:
        return []
    scale, share = current_scale(), path(budget_year, through)
    selection = Selection(tuple(area.code for area in areas), budget_year, through)
    by_area, people = sums_by(selection, "area_id"), people_by_area(selection)
    viewer = Viewer.of(user)
    told = InFives(selection, viewer)
    found = []
    for area in areas:
        sums = by_area.get(area.code, Sums())
        sums, reached = told.pair(sums, people.get(area.code, People()), area=area.code)
        url = viewer.people_url(selection.for_area(area.code))
        word = standing(sums.completion, share, scale)
        found.append(RegencyInShort(area, sums, reached, url, share, word))
    return found
