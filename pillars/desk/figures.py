"""What the service desks add up to, by these rules:

1. A visit is one person on one day about one matter. Visits count by their day, in the village of the desk.
2. People are different people of the register. A visit without a name is counted beside them and never
   added to them: nobody knows whether it was somebody who had come before.
3. A case is a complaint, and whatever is pending or referred. It is open from the day of the visit to the
   day of the step that closes it; on that day it is closed. A past day gives the answer of that day.
4. A month is reported when it has a visit or the village says that nobody came (nil). Silence is neither.
   Only villages that take part in a programme on the first day of the month owe one.
5. Days open run from the visit to the closing step, or to today; the day of the visit is day 0.
6. A closed quarter keeps its visits, its steps and its nil months as they are.
"""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace

from django.db.models import Count, Min, Q, QuerySet, Value

from desmigratif.accounts.models import User
from villages.choices import Route
from villages.codes import code_beginning
from villages.models import Village
from villages.people.small_counts import told

from .choices import Outcome, Purpose
from .models import DeskNil, DeskVisit
from .months import first_of_next, last_months
from .querysets import CASES, DeskVisitQuerySet, open_by

#: What of `DeskCounts` counts visits or people.
COUNTS = (
    *("visits", "people", "unnamed", "cases", "open_cases", "closed_cases"),
    *("complaints", "open_complaints", "referred"),
)


@dataclass(frozen=True)
class DeskCounts:
    """Visits of a place and span of days, who came, and the cases among them.

    `people` are different people of the register, `unnamed` visits without a name: nobody can tell how many
    people these were, so the two are never added up. `oldest` is the day of the oldest open case.
    """

    visits: int = 0
    people: int = 0
    unnamed: int = 0
    purposes: dict[str, int] = field(default_factory=dict)
    routes: dict[str, int] = field(default_factory=dict)
    cases: int = 0
    open_cases: int = 0
    closed_cases: int = 0
    complaints: int = 0
    open_complaints: int = 0
    referred: int = 0
    oldest: datetime.date | None = None

    @property
    def non_procedural(self) -> int:
        return self.routes.get(Route.NON_PROCEDURAL, 0)

    @property
    def by_purpose(self) -> list[tuple[Purpose, int]]:
        """Every purpose with its visits, in the order of the list of purposes."""
        return [(purpose, self.purposes.get(purpose, 0)) for purpose in Purpose]

    def beside(self, own: "DeskCounts | None") -> "DeskCounts":
        """These counts as told to somebody who sees the rows of `own` of them; None: of all."""
        if own is None:
            return self
        counts = {name: told(getattr(self, name), getattr(own, name)) for name in COUNTS}
        for name in ("purposes", "routes"):
            ours = getattr(own, name)
            counts[name] = {key: told(count, ours.get(key, 0)) for key, count in getattr(self, name).items()}
        return replace(self, **counts)

    def open_for(self, date: datetime.date) -> int:
        """Days that the oldest open case has waited by `date`, 0 without any."""
        return (date - self.oldest).days if self.oldest else 0


def counted(visits: DeskVisitQuerySet, date: datetime.date) -> DeskCounts:
    """`DeskCounts` of visits, cases as they stood at the end of `date`: one query."""
    is_open, complaint = open_by(date), Q(purpose=Purpose.COMPLAINT)

    def number(condition):
        return Count("pk", filter=condition)

    said = visits.order_by().aggregate(
        visits=Count("pk"),
        people=Count("person", distinct=True),
        unnamed=number(Q(person__isnull=True)),
        cases=number(CASES),
        open_cases=number(is_open),
        complaints=number(complaint),
        open_complaints=number(complaint & is_open),
        referred=number(Q(outcome=Outcome.REFERRED)),
        oldest=Min("visited_on", filter=is_open),
        **{f"purpose_{purpose}": number(Q(purpose=purpose)) for purpose in Purpose.values},
        **{f"route_{route}": number(Q(route=route)) for route in Route.values},
    )
    said["closed_cases"] = said["cases"] - said["open_cases"]
    purposes = {purpose: said.pop(f"purpose_{purpose}") for purpose in Purpose.values}
    routes = {route: said.pop(f"route_{route}") for route in Route.values}
    return DeskCounts(purposes=purposes, routes=routes, **said)


def desk_of(villages: QuerySet[Village], start: datetime.date, end: datetime.date) -> DeskCounts:
    """`DeskCounts` of the visits in villages between two days, cases as they stood on the last one."""
    visits = DeskVisit.objects.filter(village__in=villages.order_by().values("pk"))
    return counted(visits.between(start, end), end)


@dataclass(frozen=True)
class DeskSums:
    """Visits of a year up to a day, the complaints among them, and those of these closed by the day."""

    visits: int = 0
    complaints: int = 0
    closed: int = 0


def counted_by_area(
    villages: QuerySet[Village], year: int, day: datetime.date, length: int
) -> dict[str, DeskSums]:
    """`DeskSums` by the first `length` characters of the codes of the villages, "" for 0: one query."""
    complaint = Q(purpose=Purpose.COMPLAINT)
    visits = DeskVisit.objects.filter(
        village__in=villages.order_by().values("pk"), visited_on__year=year, visited_on__lte=day
    )
    rows = visits.annotate(place=code_beginning("village__area_id", length)).order_by().values("place")
    sums = rows.annotate(
        visits=Count("pk"),
        complaints=Count("pk", filter=complaint),
        closed=Count("pk", filter=complaint & Q(closed_on__lte=day)),
    )
    return {row.pop("place"): DeskSums(**row) for row in sums}


def together(sums: Iterable[DeskSums]) -> DeskSums:
    """The sums of several areas as one."""
    rows = list(sums)
    return DeskSums(*(sum(getattr(row, one.name) for row in rows) for one in fields(DeskSums)))


@dataclass(frozen=True)
class DeskMonth:
    """One month of the desk of one village: how many came, or that nobody came, or silence."""

    first: datetime.date
    visits: int
    nil: bool
    is_over: bool

    @property
    def key(self) -> str:
        return f"{self.first:%Y-%m}"

    @property
    def is_silent(self) -> bool:
        return self.is_over and not self.visits and not self.nil


def months_of(village: Village, today: datetime.date) -> list[DeskMonth]:
    """The last months of a village, the running one first; one query."""
    months = last_months(today)
    days = DeskVisit.objects.filter(village=village, visited_on__gte=months[-1]).order_by()
    empty = DeskNil.objects.standing().filter(village=village, month__in=months).order_by()
    came = days.values_list("visited_on").annotate(visits=Count("pk"), nil=Value(False))
    nobody = empty.values_list("month").annotate(visits=Value(0), nil=Value(True))
    visits, nils = Counter(), set()
    for day, number, is_nil in came.union(nobody, all=True):
        visits[day.replace(day=1)] += number
        if is_nil:
            nils.add(day)
    return [DeskMonth(month, visits[month], month in nils, first_of_next(month) <= today) for month in months]


def silent_villages(user: User, month: datetime.date) -> QuerySet[Village]:
    """Villages of the user in the programme that said nothing of a month (its first day)."""
    after = first_of_next(month)
    spoke = DeskVisit.objects.filter(visited_on__gte=month, visited_on__lt=after).values("village")
    empty = DeskNil.objects.standing().filter(month=month).values("village")
    own = Village.objects.editable_by(user).in_programme_on(month)
    return own.exclude(pk__in=spoke).exclude(pk__in=empty)


def reporting(villages: QuerySet[Village], month: datetime.date) -> tuple[int, int]:
    """`(villages that said something of a month, villages of the programme that owed it)`; one query."""
    due = villages.in_programme_on(month).order_by()
    spoke = DeskVisit.objects.filter(visited_on__gte=month, visited_on__lt=first_of_next(month))
    empty = DeskNil.objects.standing().filter(month=month)
    said = Q(pk__in=spoke.values("village")) | Q(pk__in=empty.values("village"))
    counts = due.aggregate(said=Count("pk", filter=said), due=Count("pk"))
    return counts["said"], counts["due"]
