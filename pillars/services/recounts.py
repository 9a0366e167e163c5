"""The stored sums counted anew by the database: rows go in and sums come out, none passes through Python.

The second account of the rules that `tallies` keeps activity by activity; each is held against the other.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Count, Model

from villages.codes import NATION_CODE

from ..choices import COUNTED, Progress, Review
from ..models import Activity, HeadTally, Reach, Tally

SEXES = ("male", "female", "unknown")
#: Table -> the columns that name a row, and the columns that are summed.
KEYS: dict[type[Model], tuple[str, ...]] = {
    Tally: ("area_id", "pillar_id", "budget_year", "month", "state"),
    HeadTally: ("area_id", "pillar_id", "budget_year", "month", "state", "category"),
    Reach: ("area_id", "pillar_number", "budget_year", "month", "basis"),
}
SUMS: dict[type[Model], tuple[str, ...]] = {
    Tally: ("activities", "done", "cancelled", "plan", "actual"),
    HeadTally: SEXES,
    Reach: SEXES,
}
#: So many activities are counted at a time: writers wait a few seconds.
AT_ONCE = 50_000
#: The first of a month, in the words of each database.
MONTH = {
    "postgresql": "CAST(date_trunc('month', a.start_on) AS date)",
    "sqlite": "date(a.start_on, 'start of month')",
}
#: Villages of counted activities, with what names a sum. The first one (`place` 1) says where each lies.
PLACES = """
CREATE TEMPORARY TABLE counted_place AS
SELECT av.id, av.activity_id, av.village_id, v.area_id,
       FIRST_VALUE(v.regency_id) OVER own AS regency_id, FIRST_VALUE(v.province_id) OVER own AS province_id,
       ROW_NUMBER() OVER own AS place, COUNT(*) OVER (PARTITION BY av.activity_id) AS places,
       a.pillar_id, a.budget_year, {month} AS month, a.state, a.status
FROM pillars_activityvillage av
JOIN pillars_activity a ON a.id = av.activity_id
JOIN villages_village v ON v.id = av.village_id
WHERE a.state IN ({counted}) AND {some}
WINDOW own AS (PARTITION BY av.activity_id ORDER BY v.area_id)
"""
#: Attendances at counted activities, with where the person lived.
REACHED = """
CREATE TEMPORARY TABLE counted_person AS
SELECT t.beneficiary_id, b.sex, v.area_id, v.regency_id, v.province_id,
       p.number, a.budget_year, {month} AS month, a.state
FROM pillars_attendance t
JOIN pillars_activity a ON a.id = t.activity_id
JOIN pillars_pillar p ON p.id = a.pillar_id
JOIN villages_beneficiary b ON b.id = t.beneficiary_id
JOIN villages_village v ON v.id = t.home_id
WHERE a.state IN ({counted}) AND {some}
"""
#: The areas in which an activity counts once, all at its first village.
ABOVE = (f"'{NATION_CODE}'", "province_id", "regency_id")
KEY = "pillar_id, budget_year, month, state"
ACTIVITIES = f"""
SELECT {{area}} AS area_id, {KEY}, COUNT(*) AS activities,
       SUM(CASE WHEN status = '{Progress.DONE}' THEN 1 ELSE 0 END) AS done,
       SUM(CASE WHEN status = '{Progress.CANCELLED}' THEN 1 ELSE 0 END) AS cancelled, 0 AS plan, 0 AS actual
FROM counted_place WHERE {{which}} GROUP BY 1, {KEY}
"""
MONEY = f"""
SELECT {{area}} AS area_id, {KEY}, 0 AS activities, 0 AS done, 0 AS cancelled,
       SUM(COALESCE(f.plan, 0)) AS plan, SUM(COALESCE(f.actual, 0)) AS actual
FROM counted_place p JOIN pillars_fundingline f ON f.activity_id = p.activity_id AND {{which}}
GROUP BY 1, {KEY}
"""
HEADS = f"""
SELECT {{area}} AS area_id, {KEY}, category, SUM(COALESCE(male, 0)) AS male,
       SUM(COALESCE(female, 0)) AS female, SUM(COALESCE(unknown, 0)) AS unknown
FROM counted_place p JOIN pillars_headcount h ON h.activity_village_id = p.id
GROUP BY 1, {KEY}, category
"""
PEOPLE = """
SELECT area_id, pillar_number, budget_year, month, '{basis}' AS basis,
       SUM(CASE WHEN sex = 'male' THEN 1 ELSE 0 END) AS male,
       SUM(CASE WHEN sex = 'female' THEN 1 ELSE 0 END) AS female,
       SUM(CASE WHEN sex = 'unknown' THEN 1 ELSE 0 END) AS unknown
FROM (SELECT {area} AS area_id, {number} AS pillar_number, budget_year, sex, MIN(month) AS month
      FROM counted_person WHERE {which}
      GROUP BY {by} beneficiary_id, sex, budget_year) AS first_reached
GROUP BY area_id, pillar_number, budget_year, month
"""


@dataclass(frozen=True)
class Slice:
    """The sums of one budget year, from one month and before another; None: of all years, without end."""

    year: int | None = None
    since: date | None = None
    until: date | None = None

    def within(self, year: str, day: str) -> str:
        """The condition that a row belongs to it, by the columns of its budget year and of a day."""
        limits = ((year, "=", self.year), (f"{day}", ">=", self.since), (f"{day}", "<", self.until))
        found = [f"{column} {sign} '{limit}'" for column, sign, limit in limits if limit is not None]
        return " AND ".join(found) or "true"

    def __str__(self):
        return " ".join(str(limit) for limit in (self.year, self.since, self.until) if limit) or "all"


def slices_of(model: type[Model]) -> list[Slice]:
    """The slices in which the sums of a table are counted, each of about `AT_ONCE` activities at most.

    A person is first reached in one month of a budget year, which only the whole year tells.
    """
    counted = Activity.objects.filter(state__in=COUNTED).order_by().values_list("budget_year")
    sizes = dict(counted.annotate(number=Count("pk")))
    if sum(sizes.values()) <= AT_ONCE:
        return [Slice()]
    years = {*sizes, *model.objects.order_by().values_list("budget_year", flat=True).distinct()}
    found = []
    for year in sorted(years):
        bounds = [None, *(date(year, month, 1) for month in range(2, 13)), None]
        whole = model is Reach or sizes.get(year, 0) <= AT_ONCE
        found += (
            [Slice(year)] if whole else [Slice(year, *ends) for ends in zip(bounds, bounds[1:], strict=False)]
        )
    return found


@contextmanager
def _counted(model, some):
    """The table that a recount of a model reads, as the rows are now; in one transaction of the caller."""
    name, made = ("counted_person", REACHED) if model is Reach else ("counted_place", PLACES)
    states, within = ", ".join(f"'{state}'" for state in COUNTED), some.within("a.budget_year", "a.start_on")
    with connection.cursor() as cursor:
        cursor.execute(made.format(month=MONTH[connection.vendor], counted=states, some=within))
        if connection.vendor == "postgresql":
            cursor.execute(f"ANALYZE {name}")
        yield cursor
        cursor.execute(f"DROP TABLE {name}")


def correct(model: type[Model], some: Slice) -> None:
    """Adds to the stored sums of one slice what they lack of a recount; rows that hold nothing go."""
    keys, sums, table = ", ".join(KEYS[model]), SUMS[model], model._meta.db_table
    lacking = ", ".join(f"SUM(counted_{name}) - SUM({name})" for name in sums)
    added = [f"{name} = {table}.{name} + excluded.{name}" for name in sums]
    columns, now = [keys, "slot", *sums], ""
    if model is Tally:
        columns.append("changed_at")
        added.append("changed_at = excluded.changed_at")
        now = ", CURRENT_TIMESTAMP"
    empty = " AND ".join(f"{name} = 0" for name in sums)
    with _counted(model, some) as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) "
            f"SELECT {keys}, 0, {lacking}{now} FROM ({_held_together(model, some)}) AS held "
            f"GROUP BY {keys} HAVING {_differ(model)} "
            f"ON CONFLICT ({keys}, slot) DO UPDATE SET {', '.join(added)}"
        )
        cursor.execute(f"DELETE FROM {table} WHERE {some.within('budget_year', 'month')} AND {empty}")


def different(model: type[Model], some: Slice) -> Iterator[tuple[tuple[Any, ...], str, int, int]]:
    """`(key, column, stored, counted)` of every stored sum of a slice that is not what the rows say."""
    keys, sums, names = KEYS[model], SUMS[model], ", ".join(KEYS[model])
    shown = ", ".join([f"SUM({name})" for name in sums] + [f"SUM(counted_{name})" for name in sums])
    with _counted(model, some) as cursor:
        cursor.execute(
            f"SELECT {names}, {shown} FROM ({_held_together(model, some)}) AS held "
            f"GROUP BY {names} HAVING {_differ(model)} ORDER BY {names}"
        )
        for row in cursor.fetchall():
            key, found = row[: len(keys)], row[len(keys) :]
            for name, one, other in zip(sums, found, found[len(sums) :], strict=False):
                if one != other:
                    yield key, name, int(one), int(other)


def _held_together(model, some):
    """The stored sums of a slice and the counted ones, each as rows of their own."""
    sums, names = SUMS[model], ", ".join(KEYS[model])
    zeros = ", ".join(f"0 AS counted_{name}" for name in sums)
    counted = ", ".join(f"{name} AS counted_{name}" for name in sums)
    return (
        f"SELECT {names}, {', '.join(sums)}, {zeros} FROM {model._meta.db_table} "
        f"WHERE {some.within('budget_year', 'month')} UNION ALL "
        f"SELECT {names}, {', '.join('0' for _name in sums)}, {counted} FROM ({_added_up(model)}) AS counted"
    )


def _differ(model):
    return " OR ".join(f"SUM({name}) <> SUM(counted_{name})" for name in SUMS[model])


def _added_up(model):
    """One query with a row per key that has anything to count."""
    names = ", ".join(KEYS[model])
    added = ", ".join(f"SUM({name}) AS {name}" for name in SUMS[model])
    parts = " UNION ALL ".join(PARTS[model]())
    if model is not Tally:
        # Each part has areas of its own level; only activities and their money meet in a key.
        return parts
    return f"SELECT {names}, {added} FROM ({parts}) AS parts GROUP BY {names}"


def _tallies():
    """Activities and money once per area above; in a village only the money that is the village's own."""
    for area in ABOVE:
        yield ACTIVITIES.format(area=area, which="place = 1")
        yield MONEY.format(area=area, which="p.place = 1")
    yield ACTIVITIES.format(area="area_id", which="true")
    yield MONEY.format(area="area_id", which="(p.places = 1 OR f.village_id = p.village_id)")


def _heads():
    return [HEADS.format(area=area) for area in (*ABOVE, "area_id")]


def _reach():
    """Each person once in the month of the first activity: per area, pillar or all of them, and basis."""
    bases = {Reach.Basis.COUNTED: "true", Reach.Basis.VERIFIED: f"state = '{Review.VERIFIED}'"}
    for area in (*ABOVE, "area_id"):
        for number in ("0", "number"):
            by = "".join(f"{column}, " for column in (area, number) if column[0] not in "'0")
            for basis, which in bases.items():
                yield PEOPLE.format(area=area, number=number, by=by, basis=basis.value, which=which)


PARTS = {Tally: _tallies, HeadTally: _heads, Reach: _reach}
