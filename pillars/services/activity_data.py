"""What an activity says: as a form or a list states it, as it is stored, and what a change made of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from desmigratif.accounts.models import Organisation
from villages.models import Village

from ..choices import Progress
from ..models import Activity, ActivityType, Pillar


@dataclass
class VillageCounts:
    """Head counts of one village: a category leads to (male, female, unknown); None: not filled in."""

    village: Village
    is_nil: bool = False
    counts: dict[str, tuple[int | None, int | None, int | None]] = field(default_factory=dict)


@dataclass
class FundingData:
    """Money of one source in whole rupiah; `village` only where the share of one village is meant."""

    source: str
    plan: int | None = None
    actual: int | None = None
    organisation: Organisation | None = None
    village: Village | None = None


@dataclass
class ActivityData:
    """Everything an officer enters about one activity."""

    pillar: Pillar
    title: str
    budget_year: int
    villages: list[VillageCounts]
    type: ActivityType | None = None
    start_on: date | None = None
    end_on: date | None = None
    organiser: Organisation | None = None
    status: str = Progress.DONE
    result: str = ""
    obstacle: str = ""
    follow_up: str = ""
    over_plan_reason: str = ""
    lines: list[FundingData] = field(default_factory=list)


FIELDS = (
    "pillar",
    "type",
    "title",
    "budget_year",
    "start_on",
    "end_on",
    "organiser",
    "status",
    "result",
    "obstacle",
    "follow_up",
    "over_plan_reason",
)


def stored_data(activity: Activity) -> ActivityData:
    """An activity as `ActivityData`, as the form would post it."""
    return ActivityData(
        **{name: getattr(activity, name) for name in FIELDS},
        villages=[
            VillageCounts(
                village=place.village,
                is_nil=place.is_nil,
                counts={row.category: (row.male, row.female, row.unknown) for row in place.counts.all()},
            )
            for place in activity.activity_villages.all()
        ],
        lines=[
            FundingData(
                source=row.source,
                organisation=row.organisation,
                village=row.village,
                plan=row.plan,
                actual=row.actual,
            )
            for row in activity.funding_lines.all()
        ],
    )


def snapshots(activities: Iterable[Activity]) -> dict[int, dict[str, str]]:
    """`{id: {what: text}}` of what is stored about activities, to tell a change by."""
    stored = Activity.objects.filter(pk__in=[activity.pk for activity in activities]).with_data()
    return {activity.pk: _snapshot(activity) for activity in stored}


def _snapshot(activity):
    said = {name: _text(getattr(activity, name)) for name in FIELDS}
    for place in activity.activity_villages.all():
        said[f"village {place.village}"] = _("nobody took part") if place.is_nil else _("yes")
        for count in place.counts.all():
            said[f"{place.village}, {count.get_category_display()}"] = (
                f"L {_text(count.male)}, P {_text(count.female)}, ? {_text(count.unknown)}"
            )
    for number, line in enumerate(activity.funding_lines.all(), start=1):
        amounts = f"{_text(line.plan)} / {_text(line.actual)}"
        said[f"funding {number}"] = f"{line.source_label} {amounts} {line.village or ''}".strip()
    return said


def difference(before: Mapping[str, str], after: Mapping[str, str]) -> list[dict[str, str]]:
    """Fields that differ: `[{field, before, after}]`, absent values as a dash."""
    return [
        {"field": name, "before": before.get(name, "–"), "after": after.get(name, "–")}
        for name in [*after, *(name for name in before if name not in after)]
        if before.get(name, "–") != after.get(name, "–")
    ]


def _text(value):
    return "–" if value is None or value == "" else str(value)
