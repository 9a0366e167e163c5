"""Sums from the stored tallies: every page, export and sentence takes its numbers from here.

The rules are in `reports/README.md`. Two spans meet in one `Sums`: what was done counts up to a date,
what was planned counts for the whole budget year, so that "148 of 196" compares work with the plan.
"""

import calendar
import datetime
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any, Self

from django.db.models import DateTimeField, F, Max, Q, Sum, Value
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from desmigratif.ui import clock
from pillars.choices import COUNTED, Category, Review
from pillars.models import HeadTally, IndicatorValue, Pillar, Tally, Target
from villages.choices import Level
from villages.codes import NATION_CODE, level_of
from villages.models import Area, AreaGroup

FILTER_OF_LEVEL = {Level.PROVINCE: "province", Level.REGENCY: "regency", Level.VILLAGE: "village"}


def month_end(date: datetime.date) -> datetime.date:
    """Last day of the month of `date`: tallies hold whole months, so every figure ends on one."""
    return date.replace(day=calendar.monthrange(date.year, date.month)[1])


def group_name(group: AreaGroup) -> str:
    """Name of an area group in the language of the reader; the rows are data, not in the catalogue."""
    return group.name_en if get_language() == "en" else group.name


@dataclass(frozen=True)
class Selection:
    """Which rows a figure counts: where, of which budget year, up to which day, in which states.

    `areas` are codes of one level. `filters` are the same choice as parameters of the activity list, so
    that a figure opens exactly what it counts.
    """

    areas: tuple[str, ...]
    budget_year: int
    through: datetime.date
    states: tuple[str, ...] = COUNTED
    label: str = ""
    filters: tuple[tuple[str, str], ...] = ()

    def __post_init__(self):
        object.__setattr__(self, "through", month_end(self.through))

    @classmethod
    def nation(cls, budget_year: int, through: datetime.date, states: Iterable[str] = COUNTED) -> Self:
        return cls((NATION_CODE,), budget_year, through, tuple(states), _("all of Indonesia"))

    @classmethod
    def group(
        cls,
        group: AreaGroup,
        budget_year: int,
        through: datetime.date,
        states: Iterable[str] = COUNTED,
        province: Area | None = None,
    ) -> Self:
        """The regencies of an area group; with `province`, those of them within it."""
        codes = group.areas.order_by("code").values_list("code", flat=True)
        filters = [("group", group.slug)]
        label = group_name(group)
        if province is not None:
            codes = codes.filter(parent=province)
            filters.append(("province", province.code))
            label = f"{label}, {province.label}"
        return cls(tuple(codes), budget_year, through, tuple(states), label, tuple(filters))

    @classmethod
    def area(
        cls, area: Area, budget_year: int, through: datetime.date, states: Iterable[str] = COUNTED
    ) -> Self:
        return cls((area.code,), budget_year, through, tuple(states), area.label, cls._filters_of(area.code))

    @staticmethod
    def _filters_of(code):
        level = level_of(code)
        return ((FILTER_OF_LEVEL[level], code),) if level in FILTER_OF_LEVEL else ()

    @property
    def verified_only(self) -> bool:
        return tuple(self.states) == (Review.VERIFIED,)

    @property
    def as_of(self) -> datetime.date:
        """The last day that its figures can hold: within the budget year, and never a day to come."""
        return min(self.through, datetime.date(self.budget_year, 12, 31), clock.today())

    @property
    def level(self) -> Level | None:
        """Level of its areas; None for an empty group."""
        return level_of(self.areas[0]) if self.areas else None

    def for_area(self, code: str) -> Self:
        """The same choice for one area."""
        return replace(self, areas=(code,), label="", filters=self._filters_of(code))

    def part(self, province: Area) -> Self:
        """Of a group its regencies in one province; of anything else the province as a whole."""
        if any(name == "group" for name, value in self.filters):
            codes = tuple(code for code in self.areas if code.startswith(f"{province.code}."))
            named = tuple(pair for pair in self.filters if pair[0] != "province")
            return replace(self, areas=codes, label="", filters=(*named, ("province", province.code)))
        return self.for_area(province.code)

    def for_areas(self, codes: Iterable[str]) -> Self:
        """The same choice spread over the areas of a table, to be grouped by `area_id`."""
        return replace(self, areas=tuple(codes))


@dataclass
class Sums:
    """What adds up for one area, pillar or month of a selection.

    Up to the selection's day and in its states: `activities`, `done`, `cancelled`, `actual`, head counts.
    Of the whole budget year and always sent + verified: `planned_total` (not cancelled) and `plan`.
    """

    activities: int = 0
    done: int = 0
    cancelled: int = 0
    actual: int = 0
    male: int = 0
    female: int = 0
    unknown: int = 0
    #: Activities up to the day that are over (completed or cancelled) and sent, and how many are verified.
    verifiable: int = 0
    verified: int = 0
    #: The year's plan: activities that are to be held, and rupiah.
    planned_total: int = 0
    plan: int = 0
    changed_at: datetime.datetime | None = None

    def __add__(self, other):
        return total_of((self, other))

    @property
    def head_count(self) -> int:
        """Attendances: L + P + unknown (counting rule 4)."""
        return self.male + self.female + self.unknown

    @property
    def completion(self) -> float | None:
        """Completed share of the year's activities; None where nothing is planned, never 0 %."""
        return self.done / self.planned_total if self.planned_total else None

    @property
    def absorption(self) -> float | None:
        """Spent share of the year's budget plan; None without a plan."""
        return self.actual / self.plan if self.plan else None

    @property
    def verified_share(self) -> float | None:
        """Verified share of what can be verified: planned and running activities cannot be yet."""
        return self.verified / self.verifiable if self.verifiable else None


#: What of `Sums` is a number.
ADDED = tuple(field.name for field in fields(Sums) if field.name != "changed_at")
SEXES = ("male", "female", "unknown")


def total_of(many: Iterable[Sums]) -> Sums:
    """All of them added up, changed when the last of them was."""
    total = Sums()
    held = total.__dict__
    for sums in many:
        added = sums.__dict__
        for name in ADDED:
            held[name] += added[name]
        if sums.changed_at and (total.changed_at is None or sums.changed_at > total.changed_at):
            total.changed_at = sums.changed_at
    return total


def sums_by(selection: Selection, *keys: str) -> dict[Any, Sums]:
    """`Sums` grouped by any of `area_id`, `pillar_id`, `month`: one query at every size.

    One key gives that key's values, several give tuples of them. Months after the selection's day hold
    what is planned for them and no work.
    """
    if selection.level == Level.VILLAGE and len(selection.areas) > 1 and "area_id" not in keys:
        raise ValueError("One activity may serve several villages: group villages by area_id.")
    found, is_one, last = {}, len(keys) == 1, len(keys)
    for row in _activity_rows(selection, keys).union(_head_rows(selection, keys), all=True):
        key, part = row[0] if is_one else row[:last], Sums(*row[last:])
        found[key] = total_of((found[key], part)) if key in found else part
    return found


def sums(selection: Selection) -> Sums:
    """One total over the whole selection."""
    return total_of(sums_by(selection, "pillar_id").values())


def heads_by_area(selection: Selection, pillar: Pillar, category: Category) -> dict[str, int]:
    """`{area code: attendances}` of one pillar in one category, each area for itself; one query."""
    rows = _heads(selection).filter(pillar=pillar, category=category).order_by().values_list("area")
    return dict(rows.annotate(heads=sum(_sexes().values(), Value(0))))


def _activity_rows(selection, keys):
    by_day = Q(month__lte=selection.through)
    within = by_day & Q(state__in=selection.states)
    found = Tally.objects.filter(
        area__in=selection.areas, budget_year=selection.budget_year, state__in=COUNTED
    )
    sums = {
        "activities": Sum("activities", filter=within, default=0),
        "done": Sum("done", filter=within, default=0),
        "cancelled": Sum("cancelled", filter=within, default=0),
        "actual": Sum("actual", filter=within, default=0),
        "verifiable": Sum(F("done") + F("cancelled"), filter=by_day, default=0),
        "verified": Sum("activities", filter=by_day & Q(state=Review.VERIFIED), default=0),
        "planned_total": Sum("activities", default=0) - Sum("cancelled", default=0),
        "plan": Sum("plan", default=0),
    }
    return _summed(found, keys, sums, changed=Max("changed_at"))


def _head_rows(selection, keys):
    nobody_knows = Value(None, output_field=DateTimeField())
    return _summed(_heads(selection), keys, _sexes(), changed=nobody_knows)


def _summed(rows, keys, sums, changed):
    """Rows of the keys and every field of `Sums`, in their order, so that two such queries unite."""
    every = {f"sum_{name}": sums.get(name, Value(0)) for name in ADDED}
    return rows.order_by().values_list(*keys).annotate(**every, sum_changed_at=changed)


def _heads(selection):
    return HeadTally.objects.filter(
        area__in=selection.areas,
        budget_year=selection.budget_year,
        month__lte=selection.through,
        state__in=selection.states,
    )


def _sexes():
    return {sex: Sum(sex, default=0) for sex in SEXES}


def years_with_figures() -> list[int]:
    """Budget years that hold anything counted, reported or aimed at, newest first; one query."""
    counted = Tally.objects.filter(area=NATION_CODE).order_by().values_list("budget_year", flat=True)
    others = [model.objects.order_by().values_list("year", flat=True) for model in (IndicatorValue, Target)]
    return sorted(counted.union(*others), reverse=True)
