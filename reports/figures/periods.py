"""Who reported what of a quarter, when: per village and pillar, per office, and for whole quarters.

A part is one pillar of one member village in one quarter. It is reported by an activity that counts (sent or
verified, days touching the quarter) or by a nil report; late if the first of them was sent after the due day;
else silent.
"""

import datetime
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Min, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from pillars.choices import COUNTED, Review, Step
from pillars.models import Activity, ActivityVillage, NilReport, PeriodEvent, Pillar, ReportingPeriod
from pillars.services.periods import MEASURES, sums_of
from villages.models import Area, Village

from .completeness import member_villages


@dataclass(frozen=True)
class PartReport:
    """What one part reported: when first, and whether by a nil report."""

    at: datetime.datetime
    nil: bool


@dataclass
class Parts:
    """How many parts there are and how they were reported; `nil` and `late` are among `reported`."""

    total: int = 0
    reported: int = 0
    nil: int = 0
    late: int = 0
    #: Parts whose due day has gone by: whether a report is in time can be said of them alone.
    due: int = 0

    @property
    def silent(self) -> int:
        return self.total - self.reported

    @property
    def on_time(self) -> int:
        return self.reported - self.late

    @property
    def on_time_share(self) -> float | None:
        """Parts reported by the due day, of the parts that are due; None before any is due."""
        return self.on_time / self.due if self.due else None

    def add(self, said: PartReport | None, deadline: datetime.datetime) -> None:
        self.total += 1
        self.due += timezone.now() >= deadline
        if said:
            self.reported += 1
            self.nil += said.nil
            self.late += said.at >= deadline

    def __add__(self, other):
        return Parts(
            self.total + other.total,
            self.reported + other.reported,
            self.nil + other.nil,
            self.late + other.late,
            self.due + other.due,
        )


def deadline(period: ReportingPeriod) -> datetime.datetime:
    """The moment after the due day, by the clock of the ministry: what is sent from then on is late."""
    after = datetime.datetime.combine(period.due_on + datetime.timedelta(days=1), datetime.time())
    return timezone.make_aware(after, timezone.get_default_timezone())


def first_reports(period: ReportingPeriod, villages: QuerySet[Village]) -> dict[tuple[int, int], PartReport]:
    """`{(village id, pillar id): PartReport}` of the parts reported; an activity comes before a nil report.

    When: the first time the activity was sent, however often it came back since. Two queries.
    """
    inside = villages.order_by().values("pk")
    nil = NilReport.objects.standing().filter(period=period, village__in=inside)
    found = {
        (village, pillar): PartReport(at, nil=True)
        for village, pillar, at in nil.order_by().values_list("village", "pillar", "stated_at")
    }
    rows = ActivityVillage.objects.filter(
        village__in=inside,
        activity__state__in=COUNTED,
        activity__start_on__lte=period.ends_on,
        activity__end_on__gte=period.starts_on,
    )
    first = Coalesce(
        Min("activity__events__at", filter=Q(activity__events__step=Step.SENT)), Min("activity__sent_at")
    )
    keys = ("village", "activity__pillar")
    for village, pillar, at in rows.order_by().values_list(*keys).annotate(at=first):
        found[village, pillar] = PartReport(at, nil=False)
    return found


@dataclass
class PeriodInShort:
    """One quarter over all villages that the reader sees."""

    period: ReportingPeriod
    villages: int = 0
    reported: int = 0
    parts: Parts = field(default_factory=Parts)

    @property
    def reported_share(self) -> float | None:
        return self.reported / self.villages if self.villages else None


def period_in_short(
    period: ReportingPeriod, villages: QuerySet[Village], pillars: Collection[Pillar]
) -> PeriodInShort:
    """Villages that reported (counting rule 11) and parts on time; three queries."""
    short, said, late = PeriodInShort(period), first_reports(period, villages), deadline(period)
    speaking = {village for village, _pillar in said}
    for village in member_villages(villages, period).order_by().values_list("pk", flat=True):
        short.villages += 1
        short.reported += village in speaking
        for pillar in pillars:
            short.parts.add(said.get((village, pillar.pk)), late)
    return short


@dataclass
class Office:
    """One regency in one quarter: its parts per pillar."""

    regency: Area
    parts: dict[Pillar, Parts]
    members: int = 0

    @property
    def all(self) -> Parts:
        return sum(self.parts.values(), Parts())

    @property
    def is_silent(self) -> bool:
        """Not one part reported: shown as silent, never as 0."""
        return not self.all.reported


def offices(
    period: ReportingPeriod, villages: QuerySet[Village], pillars: Collection[Pillar]
) -> list[Office]:
    """One `Office` per regency with member villages, in the order of the codes; four queries."""
    said, late = first_reports(period, villages), deadline(period)
    found = {}
    rows = member_villages(villages, period).order_by("regency").values_list("pk", "regency")
    rows = list(rows)
    regencies = Area.objects.select_related("parent").in_bulk({code for _village, code in rows})
    for village, code in rows:
        if code not in found:
            found[code] = Office(regencies[code], {pillar: Parts() for pillar in pillars})
        found[code].members += 1
        for pillar in pillars:
            found[code].parts[pillar].add(said.get((village, pillar.pk)), late)
    return list(found.values())


@dataclass(frozen=True)
class Gap:
    """One pillar of one member village of which nothing was said, and what lies there unsent."""

    pillar: Pillar
    unsent: int


def gaps(
    period: ReportingPeriod, villages: QuerySet[Village], pillars: Collection[Pillar]
) -> list[tuple[Village, list[Gap]]]:
    """`[(village, [Gap])]`: the villages that owe something, in the order of their codes; five queries."""
    return with_villages(owed(period, villages, pillars))


def with_villages(owed: Sequence[tuple[int, str, list[Gap]]]) -> list[tuple[Village, list[Gap]]]:
    """`[(village, [Gap])]` of some of the rows of `owed`: a page of them, or all."""
    villages = Village.objects.for_list().in_bulk([pk for pk, _regency, _gaps in owed])
    return [(villages[pk], gaps) for pk, _regency, gaps in owed]


def owed(
    period: ReportingPeriod, villages: QuerySet[Village], pillars: Collection[Pillar]
) -> list[tuple[int, str, list[Gap]]]:
    """`[(village id, regency code, [Gap])]` in the order of the codes; the villages are not read."""
    said = first_reports(period, villages)
    unsent = Counter(
        ActivityVillage.objects.filter(
            village__in=villages.order_by().values("pk"),
            activity__in=Activity.objects.filter(state__in=[Review.DRAFT, Review.RETURNED]).running_between(
                period.starts_on, period.ends_on
            ),
        )
        .order_by()
        .values_list("village", "activity__pillar")
    )
    found = []
    members = member_villages(villages, period).order_by("area").values_list("pk", "regency")
    for village, regency in members:
        keys = ((pillar, (village, pillar.pk)) for pillar in pillars)
        if silent := [Gap(pillar, unsent[key]) for pillar, key in keys if key not in said]:
            found.append((village, regency, silent))
    return found


@dataclass(frozen=True)
class ComparedMeasure:
    """One measure at each step of a quarter and now."""

    label: str
    values: list[int]
    is_money: bool

    @property
    def differs(self) -> bool:
        return len(set(self.values)) > 1


def comparison(
    period: ReportingPeriod, events: Iterable[PeriodEvent], pillars: Iterable[Pillar]
) -> list[tuple[Pillar | None, list[ComparedMeasure]]]:
    """What counted at each closing and reopening, and now: `[(pillar or None for all, [ComparedMeasure])]`.

    All measures for all together; of a pillar only what differs.
    """
    moments = [event.sums for event in events] + [sums_of(period)]
    labels, found = _labels(), []
    for pillar in [None, *pillars]:
        key = str(pillar.number) if pillar else "0"
        rows = [
            ComparedMeasure(
                labels[name],
                [sums.get(key, {}).get(name, 0) for sums in moments],
                name in ("plan", "actual"),
            )
            for name in MEASURES
        ]
        if pillar is not None:
            rows = [row for row in rows if row.differs]
        if rows:
            found.append((pillar, rows))
    return found


def _labels():
    return {
        "activities": _("Activities"),
        "verified": _("Activities verified"),
        "done": _("Activities completed"),
        "plan": _("Budget plan"),
        "actual": _("Actual spending"),
        "male": _("Attendances, male"),
        "female": _("Attendances, female"),
        "unknown": _("Attendances, sex unknown"),
        "people": _("Different people"),
        "nil": _("Nil reports"),
    }
