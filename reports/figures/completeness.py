"""Which villages reported in a quarter: late reports must never pass for zero."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from desmigratif.ui import clock
from pillars.choices import COUNTED
from pillars.models import ActivityVillage, NilReport, ReportingPeriod
from pillars.reference import quarters
from villages.models import Village

from .regencies import PerRegency


@dataclass
class ReportedVillages:
    """How many of the member villages of an area reported."""

    members: int = 0
    reported: int = 0

    @property
    def missing(self) -> int:
        return self.members - self.reported

    def __add__(self, other):
        return ReportedVillages(self.members + other.members, self.reported + other.reported)


@dataclass
class Completeness:
    """The villages that reported in one period, in all and per regency or village code."""

    period: ReportingPeriod
    by_area: dict[str, ReportedVillages] = field(default_factory=dict)

    @property
    def total(self) -> ReportedVillages:
        return sum(self.by_area.values(), ReportedVillages())

    def of(self, code: str) -> ReportedVillages:
        return self.by_area.get(code, ReportedVillages())


def quarter_of(date: date) -> ReportingPeriod:
    """The reporting period of a day, stored or as the calendar has it."""
    for period in quarters():
        if period.starts_on <= date <= period.ends_on:
            return period
    number = clock.quarter_number(date)
    return ReportingPeriod(
        year=date.year,
        quarter=number,
        starts_on=date.replace(month=number * 3 - 2, day=1),
        ends_on=date.replace(month=number * 3, day=30 if number in (2, 3) else 31),
    )


def member_villages(villages: QuerySet[Village], period: ReportingPeriod) -> QuerySet[Village]:
    """Villages that take part in a programme on the last day of the period, or today if that is to come."""
    return villages.in_programme_on(min(period.ends_on, clock.today()))


def has_activity(village: Village | OuterRef, starts_on: date | OuterRef, ends_on: date | OuterRef) -> Exists:
    """Whether a counted activity of the village touches the days, as an expression for queries."""
    return Exists(
        ActivityVillage.objects.filter(
            village=village,
            activity__state__in=COUNTED,
            activity__start_on__lte=ends_on,
            activity__end_on__gte=starts_on,
        )
    )


def has_nil_report(village: Village | OuterRef, period: ReportingPeriod | OuterRef) -> Exists:
    """Whether a nil report of the village stands in the period, as an expression for queries."""
    return Exists(NilReport.objects.standing().filter(village=village, period=period))


def reported_villages(villages: QuerySet[Village], period: ReportingPeriod) -> QuerySet[Village]:
    """Villages that reported in the period (counting rule 11), of any pillar; sets made once, for many.

    By a sent or verified activity whose days touch the period, or a nil report that stands.
    """
    inside = villages.order_by().values("pk")
    active = ActivityVillage.objects.filter(
        village__in=inside,
        activity__state__in=COUNTED,
        activity__start_on__lte=period.ends_on,
        activity__end_on__gte=period.starts_on,
    )
    nil = NilReport.objects.standing().filter(period=period.pk, village__in=inside)
    sets = (rows.order_by().values("village") for rows in (active, nil))
    return villages.filter(Q(*(("pk__in", rows) for rows in sets), _connector=Q.OR))


def missing_villages(
    villages: QuerySet[Village], period: ReportingPeriod, within: Collection[str] | None = None
) -> QuerySet[Village]:
    """Member villages without a report, with names, in the order of their codes.

    `within`: the regencies in which they all lie, where that is known.
    """
    if within is not None:
        villages = villages.filter(regency__in=within)
    members = member_villages(villages, period)
    reported = reported_villages(villages.order_by(), period)
    return members.exclude(pk__in=reported.values("pk")).for_list().order_by("regency", "area")


def completeness(
    villages: QuerySet[Village],
    period: ReportingPeriod,
    by: str = "regency",
    regencies: Collection[str] | None = None,
) -> Completeness:
    """Reported and member villages per `regency` or, inside one regency, per `area`.

    `regencies`: those that the villages fill, if any; what is kept of them is not counted again.
    """
    day = min(period.ends_on, clock.today())
    if by == "regency":
        return Completeness(period, members_and_reported(villages, period, day, regencies=regencies))
    return Completeness(period, _reported_by(villages, period, day, by))


@PerRegency
def members_and_reported(
    villages: QuerySet[Village], period: ReportingPeriod, day: date
) -> dict[str, ReportedVillages]:
    """Member villages of the day and those that reported in the period."""
    return _reported_by(villages, period, day, "regency")


def _reported_by(villages, period, day, by):
    reported = reported_villages(villages.order_by(), period).values("pk")
    found = (
        villages.in_programme_on(day)
        .order_by(by)
        .values(by)
        .annotate(members=Count("pk"), reported=Count("pk", filter=Q(pk__in=reported)))
    )
    return {row[by]: ReportedVillages(row["members"], row["reported"]) for row in found}
