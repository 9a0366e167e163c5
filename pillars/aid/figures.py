"""What the aid adds up to, by these rules:

1. A package counts from the day of its handover, in the village of its handover; money is its total. What
   nobody knows adds nothing and is no 0. Where volume and value of a unit make another sum, the total counts.
2. Its condition is that of its last check. A check tells for twelve months: from that day on, and before the
   first one, the condition is unknown, and never good. What is lost or was sold stays so.
3. A check is owed for a package that was handed over twelve months ago and that nobody looked at since, of
   what is not lost or sold.
4. Checked are packages with a check in the year up to the day; usable of these are those that their last
   check found in good condition.
5. An accountability report (LPJ) is due on its day, without one by the end of the year of the handover; it is
   late from the day after that until it comes.
6. Recipients by name are different people; businesses and villages that received something stand beside them.
7. The register is no report of a quarter: what is recorded later changes the answer of an earlier day.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Count, Q, QuerySet, Sum, Value

from villages.codes import code_beginning
from villages.models import Village
from villages.people.small_counts import told

from .choices import FINAL, UNKNOWN, Condition
from .models import AidPackage
from .querysets import AidPackageQuerySet, late_by, year_before


@dataclass(frozen=True)
class AidCounts:
    """Packages of a place at the end of a day; money in rupiah.

    `new` were handed over in the year up to the day, `checked` and `usable` are those of the year too.
    """

    packages: int = 0
    new: int = 0
    value: int = 0
    people: int = 0
    good: int = 0
    damaged: int = 0
    unused: int = 0
    lost: int = 0
    sold: int = 0
    unknown: int = 0
    owed: int = 0
    checked: int = 0
    usable: int = 0
    reported: int = 0
    late: int = 0

    def beside(self, own: "AidCounts") -> "AidCounts":
        """These counts as told to somebody who sees the rows of `own`; packages and money are open."""
        return replace(self, people=told(self.people, own.people))


def counted(packages: AidPackageQuerySet, year: int, day: datetime.date) -> AidCounts:
    """`AidCounts` of packages at the end of a day: one query."""
    return _by_place(packages, year, day, Value("")).get("", AidCounts())


def counted_by_area(
    packages: AidPackageQuerySet, year: int, day: datetime.date, length: int
) -> dict[str, AidCounts]:
    """The same by the first `length` characters of the codes of their villages: one query."""
    return _by_place(packages, year, day, code_beginning("village__area_id", length))


def _by_place(packages, year, day, place):
    rows = packages.handed_by(day).order_by().with_condition_on(day).annotate(place=place)
    is_final = Q(found__in=FINAL, found__isnull=False)
    checked = Q(checked_on__year=year)
    conditions = {
        "packages": Q(),
        "new": Q(handed_on__year=year),
        **{name: Q(condition=name) for name in (*Condition.values, UNKNOWN)},
        "owed": Q(last_seen__lte=year_before(day)) & ~is_final,
        "checked": checked,
        "usable": checked & Q(found=Condition.GOOD),
        "reported": Q(report_on__lte=day),
        "late": late_by(day),
    }
    counts = {name: Count("pk", filter=condition) for name, condition in conditions.items()}
    sums = rows.values("place").annotate(**counts, value=Sum("total"), people=Count("person", distinct=True))
    return {row.pop("place"): AidCounts(**row | {"value": row["value"] or 0}) for row in sums}


def together(counts: Iterable[AidCounts]) -> AidCounts:
    """The counts of several areas as one; only `people` may hold somebody of two of them twice."""
    rows = list(counts)
    return AidCounts(*(sum(getattr(row, name) for row in rows) for name in vars(AidCounts())))


def aid_of(villages: QuerySet[Village]) -> AidPackageQuerySet:
    """The aid of villages."""
    return AidPackage.objects.filter(village__in=villages.order_by().values("pk"))
