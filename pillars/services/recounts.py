"""The stored sums counted anew by the database: rows go in and sums come out, none passes through Python.

The second account of the rules that `tallies` keeps activity by activity; each is held against the other.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.models import Model

from villages.codes import NATION_CODE

from ..choices import COUNTED, Progress, Review
from ..models import HeadTally, Reach, Tally

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
WHERE a.state IN ({counted})
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
WHERE a.state IN ({counted})
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


@contextmanager
def counted() -> Iterator[None]:
    """The tables that `write` and `different` read, as the rows are now; in one transaction of the caller."""
    states = ", ".join(f"'{state}'" for state in COUNTED)
    with connection.cursor() as cursor:
        for sql in (PLACES, REACHED):
            cursor.execute(sql.format(month=MONTH[connection.vendor], counted=states))
        yield
        cursor.execute("DROP TABLE counted_place")
        cursor.execute("DROP TABLE counted_person")


def write(model: type[Model]) -> None:
    """Fills an empty table with its sums."""
    columns = ", ".join((*KEYS[model], *SUMS[model]))
    extra, now = (", changed_at", ", CURRENT_TIMESTAMP") if model is Tally else ("", "")
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} ({columns}{extra}) "
            f"SELECT {columns}{now} FROM ({_added_up(model)}) AS counted WHERE true"
        )


def different(model: type[Model]) -> Iterator[tuple[tuple[Any, ...], str, int, int]]:
    """`(key, column, stored, counted)` of every stored sum that is not what the rows say."""
    keys, sums, names = KEYS[model], SUMS[model], ", ".join(KEYS[model])
    stored, zeros = ", ".join(sums), ", ".join(f"0 AS counted_{name}" for name in sums)
    counted = ", ".join(f"{name} AS counted_{name}" for name in sums)
    either = " OR ".join(f"SUM({name}) <> SUM(counted_{name})" for name in sums)
    both = (
        f"SELECT {names}, {stored}, {zeros} FROM {model._meta.db_table} UNION ALL "
        f"SELECT {names}, {', '.join('0' for _name in sums)}, {counted} FROM ({_added_up(model)}) AS counted"
    )
    shown = ", ".join([f"SUM({name})" for name in sums] + [f"SUM(counted_{name})" for name in sums])
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {names}, {shown} FROM ({both}) AS held GROUP BY {names} HAVING {either} ORDER BY {names}"
        )
        for row in cursor:
            key, found = row[: len(keys)], row[len(keys) :]
            for name, one, other in zip(sums, found, found[len(sums) :], strict=False):
                if one != other:
                    yield key, name, int(one), int(other)


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
