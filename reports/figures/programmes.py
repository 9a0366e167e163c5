"""What programmes against the problems add up to: ceilings, spending, people; and which ones a page counts.

One selection of programmes serves the matrix, the list behind a cell, both downloads and the page of a
pillar, so that they all say the same. The rules are in `reports/README.md`.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import BigIntegerField, Count, F, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Cast
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from desmigratif.accounts.models import Organisation, User
from desmigratif.ui import clock
from pillars.models import Activity, HeadCount, Pillar
from villages.models import Area
from villages.people.small_counts import told

from ..models import Problem, ProblemProgramme, ProgrammeActivity

#: What people and attendances are counted by.
KEYS = ("pk", "problem", "pillar", "organisation")
#: Stands where a grouping does not ask for a key.
ANY = Cast(Value(None), BigIntegerField())
#: Programme names in a cell; the list behind it has all.
NAMED = 2


class MatrixMeasure(models.TextChoices):
    """What the cells of the matrix say."""

    CEILING = "ceiling", _("Budget ceiling")
    SPENT = "spent", _("Actual spending")
    PROGRAMMES = "programmes", _("Number of programmes")
    PEOPLE = "people", _("People reached")

    @property
    def is_money(self) -> bool:
        return self in (MatrixMeasure.CEILING, MatrixMeasure.SPENT)

    @property
    def adds_up(self) -> bool:
        """Different people do not add up over problems and pillars."""
        return self != MatrixMeasure.PEOPLE


@dataclass(frozen=True)
class MapChoice:
    """Which programmes and reports a map counts: of one budget year, that reach an area, of one ministry."""

    budget_year: int
    area: Area | None = None
    organisation: Organisation | None = None

    @property
    def day(self) -> datetime.date:
        """The day whose reports and leads are shown: today, or the end of a budget year that is over."""
        return min(clock.today(), datetime.date(self.budget_year, 12, 31))

    def list_url(
        self,
        *,
        problem: Problem | None = None,
        pillar: Pillar | None = None,
        organisation: Organisation | None = None,
    ) -> str:
        """Address of the programmes behind a figure."""
        query = QueryDict(mutable=True)
        query["year"] = self.budget_year
        if self.area:
            query["area"] = self.area.pk
        if organisation := organisation or self.organisation:
            query["organisation"] = organisation.pk
        if problem:
            query["problem"] = problem.number
        if pillar:
            query["pillar"] = pillar.code
        return f"{reverse('reports:programme-list')}?{query.urlencode()}"

    def reports_url(self, problem: Problem) -> str:
        """Address of the reports of a problem that stand on the day."""
        query = QueryDict(mutable=True)
        query["problem"], query["status"] = problem.number, "open"
        if self.day < clock.today():
            query["day"] = self.day.isoformat()
        if self.area:
            query["area"] = self.area.pk
        return f"{reverse('reports:problem-report-list')}?{query.urlencode()}"


def mapped_programmes(choice: MapChoice, user: User) -> QuerySet[ProblemProgramme]:
    """The programmes that count: those the user sees, of the year, that reach the area, not stopped.

    A programme that works in other places too counts as a whole: its money is never shared out.
    """
    return _chosen(choice, user).mapped()


def listed_programmes(
    choice: MapChoice, user: User, *, status: str = "", **narrowed: Any
) -> QuerySet[ProblemProgramme]:
    """The programmes of the list: those that count, or those of one status; stopped ones only so."""
    found = _chosen(choice, user).filter(**narrowed)
    return found.filter(status=status) if status else found.mapped()


def _chosen(choice, user):
    found = ProblemProgramme.objects.visible_to(user).filter(budget_year=choice.budget_year)
    if choice.area:
        found = found.reaching(choice.area)
    if choice.organisation:
        found = found.filter(organisation=choice.organisation)
    return found


def years_with_programmes() -> Iterable[int]:
    """Budget years for which something is mapped."""
    return ProblemProgramme.objects.order_by().values_list("budget_year", flat=True).distinct()


@dataclass(frozen=True)
class Reached:
    """Different people and attendances at the counted activities linked to some programmes."""

    people: int = 0
    attendances: int = 0


class PeopleReached:
    """Whom some programmes reach. Everybody counts once in whatever is asked for, and an activity once,
    however many of the programmes it carries out."""

    def __init__(self, programmes: Iterable[ProblemProgramme], user: User) -> None:
        """`user`: who reads it; what is not from activities that the user sees is told in fives."""
        self.links = ProgrammeActivity.objects.counted().filter(programme__in=[row.pk for row in programmes])
        self.user = user

    @cached_property
    def _activities(self):
        """Linked activities by programme fields, with their attendances."""
        heads = HeadCount.objects.filter(activity_village__activity=OuterRef("activity")).order_by()
        total = Sum("male", default=0) + Sum("female", default=0) + Sum("unknown", default=0)
        sums = heads.values("activity_village__activity").annotate(total=total).values("total")
        rows = self.links.order_by().annotate(heads=Subquery(sums))
        rows = rows.values("activity", "heads", *(f"programme__{name}" for name in KEYS))
        return [
            ({name: row[f"programme__{name}"] for name in KEYS}, row["activity"], row["heads"] or 0)
            for row in rows
        ]

    @cached_property
    def _seen(self):
        """Ids of the linked activities that the user sees."""
        linked = Activity.objects.visible_to(self.user).filter(pk__in=self.links.values("activity"))
        return set(linked.values_list("pk", flat=True))

    def by(self, *keys: str) -> dict[tuple[Any, ...], Reached]:
        """`{values of the keys: Reached}`, `{(): Reached}` without keys; queries: one, for an office two."""
        return self.by_each(keys)[keys]

    def by_each(self, *groupings: tuple[str, ...]) -> dict[tuple[str, ...], dict[tuple[Any, ...], Reached]]:
        """The same for several choices of keys, `{keys: what `by` says}`, for as many queries as for one."""
        reached = self._by(groupings, self.links, self._activities)
        if self.user.is_national:
            return reached
        seen = [row for row in self._activities if row[1] in self._seen]
        own = self._by(groupings, self.links.filter(activity__in=self._seen), seen)
        return {
            keys: {
                values: Reached(
                    told(row.people, own[keys].get(values, Reached()).people),
                    told(row.attendances, own[keys].get(values, Reached()).attendances),
                )
                for values, row in rows.items()
            }
            for keys, rows in reached.items()
        }

    @staticmethod
    def _by(groupings, links, activities):
        people = _different_people(groupings, links)
        found = {}
        for keys in groupings:
            attendances = defaultdict(dict)
            for values, activity, heads in activities:
                attendances[tuple(values[key] for key in keys)][activity] = heads
            found[keys] = {
                values: Reached(people.get((keys, values), 0), sum(heads.values()))
                for values, heads in attendances.items()
            }
        return found


def _different_people(groupings, links):
    """`{(keys, values): people}`, each once in whatever is counted; one query."""
    parts = [
        links.order_by()
        .values(
            grouping=Value(place),
            **{f"of_{key}": F(f"programme__{key}") if key in keys else ANY for key in KEYS},
        )
        .annotate(number=Count("activity__attendances__beneficiary", distinct=True))
        for place, keys in enumerate(groupings)
    ]
    rows = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    found = {}
    for row in rows:
        keys = groupings[row["grouping"]]
        found[keys, tuple(row[f"of_{key}"] for key in keys)] = row["number"]
    return found


@dataclass
class MatrixCell:
    """The programmes of one problem and column, of a whole row or column, or of the whole matrix.

    `reached` is None where no counted activity is linked: nothing is known, which is not nobody.
    """

    programmes: list[ProblemProgramme] = field(default_factory=list)
    reached: Reached | None = None
    url: str = ""

    def __bool__(self):
        return bool(self.programmes)

    @property
    def ceiling(self) -> int | None:
        """Rupiah; None where no programme has a ceiling yet."""
        return _known_sum(row.ceiling for row in self.programmes)

    @property
    def without_ceiling(self) -> int:
        return sum(row.ceiling is None for row in self.programmes)

    @property
    def spent(self) -> int | None:
        """Rupiah; None where nothing is known of any programme."""
        return _known_sum(row.spent for row in self.programmes)

    @property
    def absorption(self) -> float | None:
        return self.spent / self.ceiling if self.ceiling and self.spent is not None else None

    @property
    def titles(self) -> list[str]:
        return [row.title for row in self.programmes[:NAMED]]

    @property
    def more(self) -> int:
        return max(len(self.programmes) - NAMED, 0)

    def value(self, measure: MatrixMeasure) -> int | None:
        if measure == MatrixMeasure.PEOPLE:
            return self.reached.people if self.reached else None
        return {
            MatrixMeasure.CEILING: self.ceiling,
            MatrixMeasure.SPENT: self.spent,
            MatrixMeasure.PROGRAMMES: len(self.programmes),
        }[measure]


def _known_sum(values):
    known = [value for value in values if value is not None]
    return sum(known) if known else None
