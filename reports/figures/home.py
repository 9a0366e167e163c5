"""The first page of those who enter data: what waits for them, and which parts of a quarter are complete."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Case, Count, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When
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
from pillars.reference import quarters
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
    pressing = (period for period in quarters() if period.starts_on <= today <= period.due_on)
    return min(pressing, key=lambda period: period.due_on, default=None) or quarter_of(today)


def period_before(period: ReportingPeriod) -> ReportingPeriod | None:
    return next((row for row in reversed(quarters()) if row.ends_on < period.starts_on), None)


def period_after(period: ReportingPeriod, today: date) -> ReportingPeriod | None:
    """The next quarter, if it has begun."""
    return next((row for row in quarters() if period.ends_on < row.starts_on <= today), None)


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

    def __init__(
        self, period: ReportingPeriod, pillars: Collection[Pillar], readings: "_QuarterReadings"
    ) -> None:
        self.period = period
        self.pillars = pillars
        self._readings = readings

    @cached_property
    def rows(self) -> list[tuple[Village, list[Part]]]:
        """Each village with its parts, one per pillar."""
        found = []
        for village in self._readings.members[self.period.key]:
            parts = []
            for pillar in self.pillars:
                states = self._readings.counts.get((self.period.key, village.pk, pillar.pk), {})
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


class _QuarterReadings:
    """What the reports of some quarters read of the villages that a user enters for: two queries."""

    def __init__(self, user, periods):
        self._user, self._periods = user, periods

    @cached_property
    def members(self):
        """`{key of a quarter: its member villages}`, with names, in the order of their codes."""
        own = Village.objects.editable_by(self._user)
        flags = {f"in_{number}": period for number, period in enumerate(self._periods)}
        members = {
            flag: Q(pk__in=member_villages(own.order_by(), period).values("pk"))
            for flag, period in flags.items()
        }
        villages = own.annotate(**members).filter(Q(*members.values(), _connector=Q.OR))
        found = {period.key: [] for period in self._periods}
        for village in villages.for_list():
            for flag, period in flags.items():
                if getattr(village, flag):
                    found[period.key].append(village)
        return found

    @cached_property
    def counts(self):
        """`{(key of a quarter, village id, pillar id): {state: activities}}`; a nil report is `NIL`."""
        keys = ("quarter", "village", "activity__pillar", "activity__state")
        nil = NilReport.objects.standing().editable_by(self._user).order_by().annotate(number=Value(1))
        rows = []
        for period in self._periods:
            running = Activity.objects.visible_to(self._user).running_between(
                period.starts_on, period.ends_on
            )
            places = ActivityVillage.objects.filter(
                village__in=Village.objects.editable_by(self._user), activity__in=running
            ).order_by()
            rows.append(
                places.annotate(quarter=Value(period.key)).values_list(*keys).annotate(number=Count("pk"))
            )
            said = nil.filter(period=period.pk).annotate(quarter=Value(period.key), state=Value(NIL))
            rows.append(said.values_list("quarter", "village", "pillar", "state", "number"))
        found = {}
        for quarter, village, pillar, state, number in rows[0].union(*rows[1:], all=True):
            found.setdefault((quarter, village, pillar), {})[state] = number
        return found


def quarter_reports(
    user: User, periods: Iterable[ReportingPeriod], pillars: Collection[Pillar]
) -> list[QuarterReport]:
    """The report of each of the quarters, all of them in two queries."""
    periods = list(periods)
    readings = _QuarterReadings(user, periods)
    return [QuarterReport(period, pillars, readings) for period in periods]


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
        .select_related("pillar")
        .prefetch_related(Prefetch("villages", Village.objects.select_related("area")))
        .order_by("rank", "changed_at", "pk")
    )


def counted_together(**rows: QuerySet) -> dict[str, int]:
    """`{name: how many rows it has}` of several queries, asked as one."""
    parts = [
        found.order_by().values(name=Value(name)).annotate(number=Count("pk")).values_list("name", "number")
        for name, found in rows.items()
    ]
    return dict.fromkeys(rows, 0) | dict(parts[0].union(*parts[1:], all=True))


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
