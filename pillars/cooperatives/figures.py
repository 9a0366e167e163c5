"""What the co-operatives add up to, by these rules:

1. A co-operative counts from the day it was founded to the day before it ended; where nobody knows when it
   was founded, always. It is a legal entity from the day of its number on.
2. Accounts are those of the end of a year. Of each co-operative the newest that were over on the day count,
   also where they are older than those of another one; what nobody knows adds nothing and is no 0.
3. Members are those that the accounts state, men and women. Members of the register by name stand beside
   them and are never added; somebody in two co-operatives is a member of both, and by name one person.
4. The accounts of the last full year, and the annual meeting (RAT) about it, are owed by every co-operative
   that was there in it, if its village took part in a programme on the last day of that year: one that left
   or ended before owes nothing, one that leaves later still owes that year. The meeting is due by the 30th
   of June of the next year (UU 25/1992, Pasal 26: within six months).
5. The register is no report of a quarter: what is recorded later changes the answer of an earlier day.
   Signed assessments keep theirs.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum

from villages.codes import code_beginning
from villages.models import Village
from villages.people.small_counts import told

from .models import Cooperative, CooperativeMember, CooperativeYear
from .querysets import CooperativeQuerySet, legal_by, owing_for

#: The meeting about a year is held within six months of its end (UU 25/1992, Pasal 26).
LAST_MEETING = (6, 30)
#: Where the code of the village stands, seen from a row below a co-operative.
BELOW = "cooperative__village__area_id"
SUMMED = (
    "members_male",
    "members_female",
    "savings_principal",
    "savings_mandatory",
    "savings_voluntary",
    "loans",
    "loans_overdue",
    "assets",
    "surplus",
)


PEOPLE = ("members", "members_male", "members_female", "by_name")
#: What is counted of co-operatives, and therefore adds up over areas.
ADDED = ("institutions", "legal", "due", "accounts", "met", "by_name", "members", *SUMMED)


@dataclass(frozen=True)
class CooperativeCounts:
    """Co-operatives of a place at the end of a day; money in rupiah, from the last accounts of each.

    `year` is the last that was over on the day: `accounts` of `due` co-operatives are stated for it, and
    `met` of these held the meeting about it by the day. `by_name` are different members of the register,
    who are among the members that the accounts state and never added to them.
    """

    year: int
    institutions: int = 0
    legal: int = 0
    due: int = 0
    accounts: int = 0
    met: int = 0
    by_name: int = 0
    members: int = 0
    members_male: int = 0
    members_female: int = 0
    savings_principal: int = 0
    savings_mandatory: int = 0
    savings_voluntary: int = 0
    loans: int = 0
    loans_overdue: int = 0
    assets: int = 0
    surplus: int = 0

    def beside(self, own: "CooperativeCounts") -> "CooperativeCounts":
        """These counts as told to somebody who sees the rows of `own`; money and co-operatives are open."""
        return replace(self, **{name: told(getattr(self, name), getattr(own, name)) for name in PEOPLE})

    @property
    def savings(self) -> int:
        return self.savings_principal + self.savings_mandatory + self.savings_voluntary


def last_full_year(date: datetime.date) -> int:
    """The last year that was over by the end of a day."""
    return date.year if (date.month, date.day) == (12, 31) else date.year - 1


def meeting_due(year: int) -> datetime.date:
    """The last day for the meeting about a year."""
    return datetime.date(year + 1, *LAST_MEETING)


def counted(cooperatives: CooperativeQuerySet, date: datetime.date) -> CooperativeCounts:
    """`CooperativeCounts` of co-operatives at the end of a day: three queries."""
    return counted_by_area(cooperatives, date, 0).get("", CooperativeCounts(last_full_year(date)))


def counted_by_area(
    cooperatives: CooperativeQuerySet, date: datetime.date, length: int
) -> dict[str, CooperativeCounts]:
    """The same by the first `length` characters of the codes of their villages: three queries."""
    year = last_full_year(date)
    there = cooperatives.existing_on(date).order_by()
    last = CooperativeYear.objects.filter(cooperative=OuterRef("pk"), year__lte=year).order_by("-year")
    of_year = CooperativeYear.objects.filter(cooperative=OuterRef("pk"), year=year)
    is_due = owing_for(year)
    rows = there.annotate(
        place=code_beginning("village__area_id", length),
        stated=Subquery(of_year.values("year")[:1]),
        held=Subquery(of_year.values("met_on")[:1]),
    ).values("place")
    found = {
        row.pop("place"): row
        for row in rows.annotate(
            institutions=Count("pk"),
            legal=Count("pk", filter=legal_by(date)),
            due=Count("pk", filter=is_due),
            accounts=Count("pk", filter=is_due & Q(stated__isnull=False)),
            met=Count("pk", filter=is_due & Q(held__lte=date)),
        )
    }
    ids = there.annotate(last=Subquery(last.values("pk")[:1])).values("last")
    sums = {name: Sum(name) for name in SUMMED}
    accounts = CooperativeYear.objects.filter(pk__in=ids).order_by()
    for row in accounts.values(place=code_beginning(BELOW, length)).annotate(**sums):
        place = row.pop("place")
        found[place] |= {name: amount or 0 for name, amount in row.items()}
        found[place]["members"] = found[place]["members_male"] + found[place]["members_female"]
    members = CooperativeMember.objects.on(date).filter(cooperative__in=there.values("pk")).order_by()
    by_name = members.values(place=code_beginning(BELOW, length))
    for row in by_name.annotate(by_name=Count("person", distinct=True)):
        found[row.pop("place")] |= row
    return {place: CooperativeCounts(year, **row) for place, row in found.items()}


def together(counts: Iterable[CooperativeCounts]) -> CooperativeCounts:
    """The counts of several areas as one; only `by_name` may hold somebody of two of them twice."""
    rows = list(counts)
    added = {name: sum(getattr(row, name) for row in rows) for name in ADDED}
    return CooperativeCounts(rows[0].year if rows else 0, **added)


def cooperatives_of(villages: QuerySet[Village]) -> CooperativeQuerySet:
    """The co-operatives of villages."""
    return Cooperative.objects.filter(village__in=villages.order_by().values("pk"))


def last_accounts(cooperatives: Iterable[Cooperative], until: int) -> dict[int, CooperativeYear]:
    """`{co-operative id: its newest accounts up to a year}`, in one query."""
    rows = CooperativeYear.objects.filter(cooperative__in=cooperatives, year__lte=until).order_by("year")
    return {row.cooperative_id: row for row in rows}
