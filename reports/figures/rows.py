"""Figures that tallies do not hold, grouped straight from the activities of a selection."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Sum

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


def longest_late(activities: QuerySet[Activity], shown: int) -> list[Late]:
    today = clock.today()
    return [Late(activity, (today - activity.end_on).days) for activity in activities[:shown]]


def sums_by_type(selection: Selection, pillar: Pillar) -> dict[int, Sums]:
    """`{activity type id: Sums}` of one pillar, in three queries: no join may count a row twice."""
    ids = activities_of(selection).filter(pillar=pillar).order_by().values("pk")
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
    for row in _money(ids, selection, "activity__type"):
        type_id = row.pop("activity__type")
        found[type_id] += Sums(**row)
    for type_id, heads in heads_by_type(selection, pillar).items():
        found[type_id] += heads
    return found


def heads_by_type(selection: Selection, pillar: Pillar) -> dict[int, Sums]:
    """`{activity type id: Sums}` of the attendances of one pillar alone, in one query."""
    heads = HeadCount.objects.filter(
        activity_village__activity__in=activities_of(selection).filter(pillar=pillar).order_by().values("pk"),
        activity_village__activity__start_on__lte=selection.through,
        activity_village__activity__state__in=selection.states,
    )
    key = "activity_village__activity__type"
    sexes = {f"sum_{sex}": Sum(sex, default=0) for sex in ("male", "female", "unknown")}
    return {
        row[key]: Sums(male=row["sum_male"], female=row["sum_female"], unknown=row["sum_unknown"])
        for row in heads.order_by(key).values(key).annotate(**sexes)
    }


def money_by_organisation(selection: Selection, pillar: Pillar) -> list[tuple[str | None, Sums]]:
    """Plan and actual per organisation that pays: `[(name, Sums)]`, largest plan first, unnamed last."""
    ids = activities_of(selection).filter(pillar=pillar).order_by().values("pk")
    found = []
    for row in _money(ids, selection, "organisation__name", "organisation__short_name"):
        name = row.pop("organisation__name")
        found.append((row.pop("organisation__short_name") or name, Sums(**row)))
    return sorted(found, key=lambda pair: (pair[0] is None, -pair[1].plan, pair[0]))


def _money(activity_ids, selection, *keys):
    within = Q(activity__start_on__lte=selection.through, activity__state__in=selection.states)
    found = FundingLine.objects.filter(activity__in=activity_ids).order_by(*keys).values(*keys)
    money = found.annotate(
        sum_plan=Sum("plan", default=0), sum_actual=Sum("actual", filter=within, default=0)
    )
    for row in money:
        yield {**{key: row[key] for key in keys}, "plan": row["sum_plan"], "actual": row["sum_actual"]}
