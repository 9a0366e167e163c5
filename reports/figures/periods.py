"""Who reported what of a quarter, when: per village and pillar, per office, and for whole quarters.

A part is one pillar of one member village in one quarter. It is reported by an activity that counts (sent or
verified, days touching the quarter) or by a nil report; late if the first of them was sent after the due day;
else silent.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from desmigratif.ui import clock
from pillars.choices import COUNTED, Review, Step
from pillars.models import (
    Activity,
    ActivityEvent,
    ActivityVillage,
    NilReport,
    PeriodEvent,
    Pillar,
    ReportingPeriod,
)
from pillars.services.periods import MEASURES, sums_of
from villages.models import Area, Village

from .completeness import completeness
from .regencies import InRegencies, PerRegency


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


def parts_by(period: ReportingPeriod, members: QuerySet[Village], *keys: str) -> dict[tuple[Any, ...], Parts]:
    """`{(pillar id, *keys): Parts}` of what member villages reported, without `total` and `due`; two queries.

    `keys`: columns of a village. An activity comes before a nil report; it is in time if it was first sent
    before the deadline, however often it came back since.
    """
    inside, found = members.order_by().values("pk"), _nil_by(period, members, *keys)
    villages, in_time = Count("village", distinct=True), _in_time(period)
    names = ("activity__pillar", *(f"village__{key}" for key in keys))
    rows = _active(period).filter(village__in=inside).order_by().values(*names)
    for row in rows.annotate(spoke=villages, soon=Count("village", distinct=True, filter=in_time)):
        key = tuple(row[name] for name in names)
        found[key] += Parts(reported=row["spoke"], late=row["spoke"] - row["soon"])
    return found


def _in_time(period):
    """Whether an activity of a village was first sent before the deadline, as a condition."""
    moment = deadline(period)
    sent = ActivityEvent.objects.filter(activity=OuterRef("activity"), step=Step.SENT, at__lt=moment)
    return Q(activity__sent_at__lt=moment) | Exists(sent)


def _nil_by(period, members, *keys):
    """What `parts_by` finds of nil reports where no activity says anything: one query."""
    inside, moment, found = members.order_by().values("pk"), deadline(period), defaultdict(Parts)
    nil = NilReport.objects.standing().filter(period=period, village__in=inside)
    active = _active(period).filter(village=OuterRef("village"), activity__pillar=OuterRef("pillar"))
    names = ("pillar", *(f"village__{key}" for key in keys))
    rows = nil.filter(~Exists(active)).order_by().values(*names)
    late = Count("pk", filter=Q(stated_at__gte=moment))
    for row in rows.annotate(spoke=Count("village", distinct=True), late=late):
        key = tuple(row[name] for name in names)
        found[key] += Parts(reported=row["spoke"], nil=row["spoke"], late=row["late"])
    return found


def _active(period):
    """Villages of counted activities whose days touch the quarter."""
    return ActivityVillage.objects.filter(
        activity__state__in=COUNTED,
        activity__start_on__lte=period.ends_on,
        activity__end_on__gte=period.starts_on,
    )


def _asked_of(period, members):
    """What so many member villages are asked for under one pillar, before anything is said."""
    return Parts(total=members, due=members if timezone.now() >= deadline(period) else 0)


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
    period: ReportingPeriod,
    villages: QuerySet[Village],
    pillars: Collection[Pillar],
    regencies: Collection[str] | None = None,
) -> PeriodInShort:
    """Villages that reported (counting rule 11) and parts on time; four queries.

    `regencies`: those that the villages fill, if any; what is kept of them is not counted again.
    """
    reported = completeness(villages, period, regencies=regencies).total
    said = _said_parts(period, villages, regencies).values()
    parts = Parts()
    for pillar in pillars:
        parts += _asked_of(period, reported.members)
        parts += sum((of_pillar.get(pillar.pk, Parts()) for of_pillar in said), Parts())
    return PeriodInShort(period, reported.members, reported.reported, parts)


def _said_parts(period, villages, regencies):
    return parts_per_regency(villages, period, min(period.ends_on, clock.today()), regencies=regencies)


@PerRegency
def parts_per_regency(
    villages: QuerySet[Village], period: ReportingPeriod, day: datetime.date
) -> dict[str, dict[int, Parts]]:
    """`{regency: {pillar id: Parts}}` of what the member villages of a day reported, see `parts_by`."""
    found = defaultdict(dict)
    for (pillar_id, code), parts in parts_by(period, villages.in_programme_on(day), "regency").items():
        found[code][pillar_id] = parts
    return dict(found)


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
    period: ReportingPeriod,
    villages: QuerySet[Village],
    pillars: Collection[Pillar],
    regencies: Collection[str] | None = None,
) -> list[Office]:
    """One `Office` per regency with member villages, in the order of the codes; four queries.

    `regencies`: those that the villages fill, if any; what is kept of them is not counted again.
    """
    said = _said_parts(period, villages, regencies)
    counts = completeness(villages, period, regencies=regencies).by_area
    areas = Area.objects.select_related("parent").in_bulk(list(counts))
    return [
        Office(
            areas[code],
            {
                pillar: _asked_of(period, reported.members) + said.get(code, {}).get(pillar.pk, Parts())
                for pillar in pillars
            },
            reported.members,
        )
        for code, reported in counts.items()
    ]


@dataclass(frozen=True)
class Gap:
    """One pillar of one member village of which nothing was said, and what lies there unsent."""

    pillar: Pillar
    unsent: int


def owing(
    period: ReportingPeriod, villages: QuerySet[Village], pillars: Collection[Pillar]
) -> QuerySet[Village]:
    """The member villages that owe a part, with names, in the order of their codes."""
    ids = [pillar.pk for pillar in pillars]
    found = _owing_on(min(period.ends_on, clock.today()), period, villages, ids)
    return found.for_list().order_by("regency", "area")


def _owing_on(day, period, villages, pillars):
    """Member villages of a day that said nothing of one of the pillars (ids)."""
    inside = villages.order_by().values("pk")
    active = _active(period).filter(village__in=inside).order_by()
    nil = NilReport.objects.standing().filter(period=period, village__in=inside).order_by()
    silent = Q(pk__in=[])
    for pillar in pillars:
        spoken = active.filter(activity__pillar=pillar), nil.filter(pillar=pillar)
        silent |= Q(*(~Q(pk__in=rows.values("village")) for rows in spoken))
    return villages.in_programme_on(day).filter(silent)


@PerRegency
def owing_per_regency(
    villages: QuerySet[Village], period: ReportingPeriod, day: datetime.date, pillars: tuple[int, ...]
) -> dict[str, int]:
    """Member villages of a day that owe a part of one of the pillars (ids)."""
    found = _owing_on(day, period, villages, pillars).order_by().values_list("regency")
    return dict(found.annotate(number=Count("pk")))


def owing_in_turn(
    period: ReportingPeriod,
    villages: QuerySet[Village],
    pillars: Collection[Pillar],
    regencies: Collection[str] | None,
    without: Collection[str],
) -> InRegencies:
    """The same for a list, `without` the villages of some regencies."""
    day, ids = min(period.ends_on, clock.today()), tuple(pillar.pk for pillar in pillars)
    numbers = owing_per_regency(villages, period, day, ids, regencies=regencies)
    shown = {code: number for code, number in numbers.items() if code not in without}
    return InRegencies(villages, lambda some: owing(period, some, pillars), shown)


def gaps(
    period: ReportingPeriod, owing: Iterable[Village], pillars: Collection[Pillar]
) -> list[tuple[Village, list[Gap]]]:
    """`[(village, [Gap])]` of some villages that owe something, in their order; three queries."""
    owing = list(owing)
    of_these = {"village__in": [village.pk for village in owing]}
    nil = NilReport.objects.standing().filter(period=period, **of_these).order_by()
    keys = ("village", "activity__pillar")
    said = set(_active(period).filter(**of_these).order_by().values_list(*keys))
    said.update(nil.values_list("village", "pillar"))
    lying = Activity.objects.filter(state__in=[Review.DRAFT, Review.RETURNED])
    lying = lying.running_between(period.starts_on, period.ends_on)
    rows = ActivityVillage.objects.filter(**of_these, activity__in=lying).order_by()
    unsent = Counter(rows.values_list(*keys))
    return [
        (
            village,
            [
                Gap(pillar, unsent[village.pk, pillar.pk])
                for pillar in pillars
                if (village.pk, pillar.pk) not in said
            ],
        )
        for village in owing
    ]


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
