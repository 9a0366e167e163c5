"""What the businesses add up to, by these rules:

1. A business counts from the day it started, where nobody knows that day always, to the day before it closed.
   From its start it runs, until it is said to be paused or closed. A past day gives the answer of that day.
2. It started in the year of its first day. It is alive after 6 or 12 months where it runs on that day of the
   later month, or at the end of one that has no such day; paused is not alive. Only those are asked whose
   months were over in the year and by the day, and whose start is known.
3. Figures are those of the end of a year. Of each business the newest that were over on the day count, also
   where they are older than those of another one; what nobody knows adds nothing and is no 0.
4. People are different owners and members of the register. Workers are those that the figures state, and are
   never added to them.
5. Trained is who took part by name in an activity of pillar II that was sent or verified, and lived in the
   village then. Of these people those have started a business who were in one on the day it started, after
   their first training; and those of them last whose business ran 12 months later. Nobody counts twice.
6. The register is no report of a quarter: what is recorded later changes the answer of an earlier day.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)

from villages.codes import code_beginning
from villages.models import Village
from villages.people.small_counts import told

from ..choices import COUNTED
from ..models import Activity, Attendance
from .choices import BusinessStatus, PermitKind
from .models import Business, BusinessMember, BusinessPermit, BusinessYear
from .querysets import OUTSIDE, PILLAR, BusinessQuerySet, reached, there_by

#: After so many months it is asked whether a business runs.
HALF, WHOLE = 6, 12
#: Whether a village is one of which the reader sees the rows.
OWN, REST = "own", "rest"
SUMMED = ("turnover", "profit", "workers_male", "workers_female")


@dataclass(frozen=True)
class BusinessCounts:
    """Businesses of a place at the end of a day; money in rupiah, from the last figures of each.

    `started`, `reached_<n>` and `alive_<n>` are those of the year up to the day. `stated` businesses have
    figures. Nothing of it is open to those who do not see the businesses: most are one person's.
    """

    there: int = 0
    running: int = 0
    paused: int = 0
    closed: int = 0
    started: int = 0
    reached_6: int = 0
    alive_6: int = 0
    reached_12: int = 0
    alive_12: int = 0
    nib: int = 0
    outside: int = 0
    people: int = 0
    stated: int = 0
    turnover: int = 0
    profit: int = 0
    workers_male: int = 0
    workers_female: int = 0

    @property
    def workers(self) -> int:
        return self.workers_male + self.workers_female

    def beside(self, own: "BusinessCounts") -> "BusinessCounts":
        """These counts as told to somebody who sees the rows of `own`; money only of the own."""
        counts = {name: told(number, getattr(own, name)) for name, number in vars(self).items()}
        return replace(own, **{name: counts[name] for name in counts if name not in ("turnover", "profit")})


def last_full_year(date: datetime.date) -> int:
    """The last year that was over by the end of a day."""
    return date.year if (date.month, date.day) == (12, 31) else date.year - 1


def counted(businesses: BusinessQuerySet, year: int, day: datetime.date) -> BusinessCounts:
    """`BusinessCounts` of businesses at the end of a day: three queries."""
    return _by_place(businesses, year, day, Value("")).get("", BusinessCounts())


def counted_by_area(
    businesses: BusinessQuerySet, year: int, day: datetime.date, length: int
) -> dict[str, BusinessCounts]:
    """How they stand by the first `length` characters of the codes of their villages, for indicators.

    Without people, workers and money: one query.
    """
    rows = _standing(businesses, year, day, code_beginning("village__area_id", length))
    return {place: BusinessCounts(**row) for place, row in rows.items()}


def own_and_all(
    villages: QuerySet[Village], own: QuerySet[Village] | None, year: int, day: datetime.date
) -> tuple[BusinessCounts, BusinessCounts]:
    """`(of the own villages, of all)` in three queries; `own` None: all are."""
    found = _by_place(businesses_of(villages), year, day, _is_own("village", own))
    mine = found.get(OWN, BusinessCounts())
    return mine, together(found.values())


def _standing(businesses, year, day, place):
    """`{place: counts}` of how businesses stand; `place`: an expression of a business."""
    there = businesses.filter(there_by(day)).order_by().annotate(place=place)
    rows = there.with_status_on(day).with_status_after(HALF, WHOLE)
    nib = BusinessPermit.objects.valid_on(day).filter(business=OuterRef("pk"), kind=PermitKind.NIB)
    is_there, runs = ~Q(status=BusinessStatus.CLOSED), BusinessStatus.RUNNING
    begin = datetime.date(year - 1, 12, 31)
    conditions = {
        "there": is_there,
        **{status: Q(status=status) for status in BusinessStatus.values},
        "started": Q(started_on__year=year),
        "nib": is_there & Q(Exists(nib)),
        "outside": is_there & OUTSIDE,
    }
    for months in (HALF, WHOLE):
        over = reached(months, min(day, datetime.date(year, 12, 31)), since=begin)
        conditions |= {f"reached_{months}": over, f"alive_{months}": over & Q(**{f"status_{months}": runs})}
    counts = {name: Count("pk", filter=condition) for name, condition in conditions.items()}
    return {row.pop("place"): row for row in rows.values("place").annotate(**counts)}


def _by_place(businesses, year, day, place):
    """`{place: BusinessCounts}`, with people, workers and money."""
    found = _standing(businesses, year, day, place)
    there = businesses.filter(there_by(day)).order_by().annotate(place=place)
    existing = there.there_on(day)
    last = BusinessYear.objects.filter(business=OuterRef("pk"), year__lte=last_full_year(day)).order_by(
        "-year"
    )
    figures = existing.annotate(last=Subquery(last.values("pk")[:1]))
    places = {"place": Subquery(existing.filter(pk=OuterRef("business")).values("place")[:1])}
    sums = {name: Sum(name) for name in SUMMED}
    years = BusinessYear.objects.filter(pk__in=figures.values("last")).order_by().annotate(**places)
    for row in years.values("place").annotate(stated=Count("pk"), **sums):
        found[row.pop("place")] |= {name: number or 0 for name, number in row.items()}
    members = BusinessMember.objects.on(day).filter(business__in=existing.values("pk")).order_by()
    for row in members.annotate(**places).values("place").annotate(people=Count("person", distinct=True)):
        found[row.pop("place")] |= row
    return {key: BusinessCounts(**row) for key, row in found.items()}


def together(counts: Iterable[BusinessCounts]) -> BusinessCounts:
    """The counts of several areas as one; only `people` may hold somebody of two of them twice."""
    rows = list(counts)
    return BusinessCounts(*(sum(getattr(row, name) for row in rows) for name in vars(BusinessCounts())))


def businesses_of(villages: QuerySet[Village]) -> BusinessQuerySet:
    """The businesses of villages."""
    return Business.objects.filter(village__in=villages.order_by().values("pk"))


def last_figures(businesses: Iterable[Business], until: int) -> dict[int, BusinessYear]:
    """`{business id: its newest figures up to a year}`, in one query."""
    rows = BusinessYear.objects.filter(business__in=businesses, year__lte=until).order_by("year")
    return {row.business_id: row for row in rows}


def newest_permits(businesses: Iterable[Business]) -> dict[tuple[int, str], str]:
    """`{(business id, kind): number}` of the newest permit of each kind, in one query."""
    rows = BusinessPermit.objects.filter(business__in=businesses).newest_last()
    return {(row.business_id, row.kind): row.number for row in rows}


def trainings_before(business: Business) -> QuerySet[Activity]:
    """The activities of the pillar in which its people took part before it started, with how many of them."""
    if business.started_on is None:
        return Activity.objects.none()
    people = business.members.filter(joined_on__lte=business.started_on).values("person")
    return (
        Activity.objects.filter(
            pillar__number=PILLAR,
            state__in=COUNTED,
            start_on__lt=business.started_on,
            attendances__beneficiary__in=people,
        )
        .annotate(people=Count("attendances__beneficiary", distinct=True))
        .order_by("-start_on", "-pk")
    )


@dataclass(frozen=True)
class Ways:
    """How far different people came: took part, started a business after that, and it ran 12 months later."""

    trained: int = 0
    started: int = 0
    alive: int = 0

    def beside(self, own: "Ways") -> "Ways":
        """As told to somebody who sees the rows of `own`."""
        return Ways(*(told(number, getattr(own, name)) for name, number in vars(self).items()))


def ways_of(villages: QuerySet[Village], own: QuerySet[Village] | None, day: datetime.date) -> Ways:
    """The `Ways` of people of villages up to a day, as told to who sees those of `own`: two queries."""
    homes = villages.order_by().values("pk")
    trainings = Attendance.objects.filter(
        home__in=homes,
        activity__pillar__number=PILLAR,
        activity__state__in=COUNTED,
        activity__start_on__lte=day,
    ).order_by()
    trained = trainings.annotate(place=_is_own("home", own)).values("place")
    found = {
        row["place"]: row["people"] for row in trained.annotate(people=Count("beneficiary", distinct=True))
    }
    before = trainings.filter(
        beneficiary=OuterRef("person"), activity__start_on__lt=OuterRef("business__started_on")
    )
    began = BusinessMember.objects.filter(
        Exists(before), business__started_on__lte=day, joined_on__lte=F("business__started_on")
    ).order_by()
    alive = Business.objects.with_status_after(WHOLE).filter(
        reached(WHOLE, day), **{f"status_{WHOLE}": BusinessStatus.RUNNING}
    )
    counts = {
        "started": Count("person", distinct=True),
        "alive": Count("person", distinct=True, filter=Q(business__in=alive.values("pk"))),
    }
    rows = began.annotate(place=_is_own("business__village", own)).values("place").annotate(**counts)
    of = {row.pop("place"): row for row in rows}
    each = {place: Ways(found.get(place, 0), **of.get(place, {})) for place in (OWN, REST)}
    whole = Ways(*(getattr(each[OWN], name) + getattr(each[REST], name) for name in vars(Ways())))
    return whole if own is None else whole.beside(each[OWN])


def _is_own(village, own):
    """`OWN` or `REST`, by whether the column `village` of a row is one of the own; None: all are."""
    if own is None:
        return Value(OWN)
    mine = When(**{f"{village}__in": own.order_by().values("pk")}, then=Value(OWN))
    return Case(mine, default=Value(REST), output_field=CharField())
