"""Figures that tallies do not hold, grouped straight from the activities of a selection."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum, Value, Window

from desmigratif.accounts.models import User
from desmigratif.ui import clock
from pillars.choices import COUNTED, Progress, Review
from pillars.models import Activity, FundingLine, HeadCount, Pillar
from villages.choices import Level

from .tallies import Selection, Sums

FIELD_OF_LEVEL = {
    Level.PROVINCE: "regency__parent",
    Level.REGENCY: "regency",
    Level.VILLAGE: "villages__area",
}


def activities_of(selection: Selection, activities: QuerySet[Activity] | None = None) -> QuerySet[Activity]:
    """Sent and verified activities of the places and the budget year of a selection, whole year."""
    found = Activity.objects.all() if activities is None else activities
    found = found.filter(budget_year=selection.budget_year, state__in=COUNTED)
    if selection.level == Level.NATION:
        return found
    if selection.level is None:
        return found.none()
    return found.filter(**{f"{FIELD_OF_LEVEL[selection.level]}__in": selection.areas})


def late_activities(selection: Selection, user: User) -> QuerySet[Activity]:
    """Planned or running past their last day, longest first, as far as the user sees them."""
    return (
        activities_of(selection, Activity.objects.visible_to(user))
        .late_on(clock.today())
        .select_related("pillar", "regency")
        .order_by("end_on", "pk")
    )


@dataclass(frozen=True)
class Late:
    """One late activity and for how many days it has been."""

    activity: Activity
    days: int


def longest_late(activities: QuerySet[Activity], shown: int) -> tuple[list[Late], int]:
    """The first of the activities, and how many there are in all."""
    today, rows = clock.today(), list(activities.annotate(in_all=Window(Count("*")))[:shown])
    late = [Late(activity, (today - activity.end_on).days) for activity in rows]
    return late, rows[0].in_all if rows else 0


def sums_by_type(
    selection: Selection, pillar: Pillar, money: Iterable[Mapping[str, Any]], heads: Mapping[int, Sums]
) -> dict[int, Sums]:
    """`{activity type id: Sums}` of one pillar: no join may count a row twice.

    `money` as `money_of` and `heads` as `heads_by_type` find it.
    """
    ids = _ids(selection, pillar)
    day, done = Q(start_on__lte=selection.through), Q(status=Progress.DONE)
    within = day & Q(state__in=selection.states)
    activities = Activity.objects.filter(pk__in=ids).order_by("type_id").values("type_id")
    found = {}
    for row in activities.annotate(
        activities=Count("pk", filter=within),
        done=Count("pk", filter=within & done),
        cancelled=Count("pk", filter=within & Q(status=Progress.CANCELLED)),
        verifiable=Count("pk", filter=day & Q(status__in=[Progress.DONE, Progress.CANCELLED])),
        verified=Count("pk", filter=day & Q(state=Review.VERIFIED)),
        planned_total=Count("pk", filter=~Q(status=Progress.CANCELLED)),
    ):
        type_id = row.pop("type_id")
        found[type_id] = Sums(**row)
    for row in money:
        found[row["activity__type"]] += Sums(plan=row["plan"], actual=row["actual"])
    for type_id, attended in heads.items():
        found[type_id] += attended
    return found


def heads_by_type(selections: Sequence[Selection], pillar: Pillar) -> list[dict[int, Sums]]:
    """`{activity type id: Sums}` of the attendances of one pillar in each of the selections; one query."""
    key = "activity_village__activity__type"
    parts = []
    for number, selection in enumerate(selections):
        heads = HeadCount.objects.filter(
            activity_village__activity__in=_ids(selection, pillar),
            activity_village__activity__start_on__lte=selection.through,
            activity_village__activity__state__in=selection.states,
        )
        rows = heads.order_by().annotate(part=Value(number)).values_list("part", key)
        sums = {f"sum_{sex}": Sum(sex, default=0) for sex in ("male", "female", "unknown")}
        parts.append(rows.annotate(**sums))
    found = [{} for _selection in selections]
    for number, type_id, male, female, unknown in parts[0].union(*parts[1:], all=True):
        found[number][type_id] = Sums(male=male, female=female, unknown=unknown)
    return found


def money_of(selection: Selection, pillar: Pillar) -> list[dict[str, Any]]:
    """Plan and actual of one pillar by activity type and organisation that pays, each a row; one query."""
    within = Q(activity__start_on__lte=selection.through, activity__state__in=selection.states)
    rows = FundingLine.objects.filter(activity__in=_ids(selection, pillar)).order_by()
    rows = rows.values("activity__type", "organisation__name", "organisation__short_name").annotate(
        sum_plan=Sum("plan", default=0), sum_actual=Sum("actual", filter=within, default=0)
    )
    return [{**row, "plan": row["sum_plan"], "actual": row["sum_actual"]} for row in rows]


def money_by_organisation(money: Iterable[Mapping[str, Any]]) -> list[tuple[str | None, Sums]]:
    """Plan and actual per organisation: `[(name, Sums)]`, largest plan first, unnamed last."""
    found = defaultdict(Sums)
    for row in money:
        organisation = row["organisation__name"], row["organisation__short_name"]
        found[organisation] += Sums(plan=row["plan"], actual=row["actual"])
    rows = [(short or name, sums) for (name, short), sums in found.items()]
    return sorted(rows, key=lambda pair: (pair[0] is None, -pair[1].plan, pair[0]))


def _ids(selection, pillar):
    return activities_of(selection).filter(pillar=pillar).order_by().values("pk")
