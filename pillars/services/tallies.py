"""Keeps `Tally`, `HeadTally` and `Reach` equal to the activities, in the transaction that changes them.

Every service that changes activities does it inside `kept(*activities)`: what they added to the sums before
is taken off, what they add afterwards is put on, as one statement per table with the rows in one order, so
that writers add to the same sums without waiting in a circle.
"""

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.db.models import Model, QuerySet
from django.utils import timezone

from villages.choices import Level
from villages.codes import NATION_CODE, level_of
from villages.models import Beneficiary

from ..choices import COUNTED, Progress, Review
from ..models import Activity, Attendance, HeadTally, Reach, Tally
from . import recounts
from .recounts import KEYS, SEXES, SUMS

#: Rows per statement, well under SQLite's limit of bound values.
CHUNK = 1000
#: Rows of one sum of the country or a province, at most: so many writers add to it at the same time.
SLOTS = 8


@contextmanager
def kept(*activities: Activity, people: Iterable[int] = ()) -> Iterator[None]:
    """Moves the difference that the block makes to the activities into the sums.

    The caller holds the rows' locks (or has just made them), so that nobody else changes them meanwhile.
    `people`: ids of those the block adds to the activities.
    """
    pks = [activity.pk for activity in activities]
    people = {*people, *_people_of(pks)}
    before = _contributions(pks)
    with kept_people(people):
        yield
        move(before, _contributions(pks))
        if stray := {*_people_of(pks)} - people:
            raise ValueError(f"People {sorted(stray)} were added without being named to kept().")


@contextmanager
def kept_people(people: Collection[int]) -> Iterator[None]:
    """The same for a change of the people themselves: their sex, their home, or who they are.

    Locks them in one order: when each was first reached depends on all their activities.
    """
    if not people:
        yield
        return
    list(Beneficiary.objects.select_for_update().filter(pk__in=people).order_by("pk").values_list("pk"))
    before = first_reached(people)
    yield
    add(Reach, _difference(first_reached(people), before))


def first_reached(
    people: Collection[int], activities: Collection[int] | None = None
) -> Counter[tuple[Any, ...]]:
    """When each of the people (ids) was first reached, as `{key + (sex,): people}` for `add`.

    With `activities` (ids): by these alone.
    """
    rows = Attendance.objects.filter(beneficiary__in=people, activity__state__in=COUNTED)
    return _first_reached(rows if activities is None else rows.filter(activity__in=activities))


def _first_reached(rows):
    first = {}
    for person, sex, state, pillar, year, start_on, village, regency, province in rows.values_list(
        "beneficiary_id",
        "beneficiary__sex",
        "activity__state",
        "activity__pillar__number",
        "activity__budget_year",
        "activity__start_on",
        "home__area_id",
        "home__regency_id",
        "home__province_id",
    ).iterator(chunk_size=2000):
        bases = [Reach.Basis.COUNTED] + [Reach.Basis.VERIFIED] * (state == Review.VERIFIED)
        for area in (NATION_CODE, province, regency, village):
            for number in (0, pillar):
                for basis in bases:
                    key = (person, sex, area, number, year, str(basis))
                    month = start_on.replace(day=1)
                    first[key] = min(first.get(key, month), month)
    return Counter(
        (area, number, year, month, basis, sex)
        for (_person, sex, area, number, year, basis), month in first.items()
    )


def _people_of(pks):
    return Attendance.objects.filter(activity__in=pks).values_list("beneficiary_id", flat=True)


def move(before: Sequence[Counter[tuple[Any, ...]]], after: Sequence[Counter[tuple[Any, ...]]]) -> None:
    """Adds the difference of two recounts of the same activities to the stored sums."""
    for model, old, new in zip((Tally, HeadTally), before, after, strict=True):
        add(model, _difference(new, old))


def add(model: type[Model], deltas: Mapping[tuple[Any, ...], int]) -> None:
    """Adds `{key + (column,): amount}` to the stored sums; a row that is not there yet starts at 0."""
    rows = defaultdict(dict)
    for key, amount in deltas.items():
        rows[key[:-1]][key[-1]] = amount
    columns, own = [*KEYS[model], "slot", *SUMS[model]], _slot()
    keys = sorted(rows, key=lambda key: tuple(map(str, key)))
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        values = [
            [*key, own if is_shared(key[0]) else 0, *(rows[key].get(column, 0) for column in SUMS[model])]
            for key in chunk
        ]
        _upsert(model, columns, values)


def is_shared(code: str) -> bool:
    """Whether offices of several regencies add to the sums of an area."""
    return level_of(code) <= Level.PROVINCE


def _slot() -> int:
    """The slot of this connection: neighbours among those of the web processes get different ones."""
    if connection.vendor != "postgresql":
        return 0
    connection.ensure_connection()
    return connection.connection.info.backend_pid % SLOTS


def recount(activities: QuerySet[Activity]) -> tuple[Counter[tuple[Any, ...]], Counter[tuple[Any, ...]]]:
    """The sums of activities as the rows say: two counters like those `add` takes."""
    totals, heads = Counter(), Counter()
    rows = activities.prefetch_related(
        "activity_villages__village", "activity_villages__counts", "funding_lines"
    )
    for activity in rows.order_by("pk").iterator(chunk_size=500):
        of_activity, of_heads = _count(activity)
        totals.update(of_activity)
        heads.update(of_heads)
    return totals, heads


def rebuild(say: Callable[[str], None] = lambda text: None) -> None:
    """Corrects the stored sums by a recount, slice by slice; who adds to a table waits for one slice.

    Whoever changes rows adds to the sums in the same transaction, so that a slice holds either both or
    neither. One table at a time is locked, and nothing else is waited for meanwhile.
    """
    for model in KEYS:
        for some in recounts.slices_of(model):
            start = time.monotonic()
            with transaction.atomic():
                if connection.vendor == "postgresql":
                    with connection.cursor() as cursor:
                        cursor.execute(f"LOCK TABLE {model._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")
                recounts.correct(model, some)
            say(f"{model.__name__} {some}: {time.monotonic() - start:.1f} s")


def differences(say: Callable[[str], None] = lambda text: None) -> list[tuple[Any, ...]]:
    """Every stored sum that is not what the rows say: `(model, key, column, stored, counted)`.

    Slice by slice, each as the data were at one moment; nobody waits.
    """
    found = []
    for model in KEYS:
        for some in recounts.slices_of(model):
            start, is_own = time.monotonic(), not connection.in_atomic_block
            with transaction.atomic():
                if is_own and connection.vendor == "postgresql":
                    with connection.cursor() as cursor:
                        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                found += [(model, *difference) for difference in recounts.different(model, some)]
            say(f"{model.__name__} {some}: {time.monotonic() - start:.1f} s")
    return found


def _contributions(pks):
    return recount(Activity.objects.filter(pk__in=pks, state__in=COUNTED))


def _count(activity):
    """What one counted activity adds to the sums of each area it lies in."""
    places = list(activity.activity_villages.all())
    lines = list(activity.funding_lines.all())
    key = (
        activity.pillar_id,
        activity.budget_year,
        activity.start_on.replace(day=1),
        Review(activity.state).value,
    )
    regency = places[0].village
    above = [(code, places, lines) for code in (NATION_CODE, regency.province_id, regency.regency_id)]
    in_villages = [(place.village.area_id, [place], _lines_of(place, places, lines)) for place in places]
    totals, heads = Counter(), Counter()
    for code, here, money in above + in_villages:
        totals[code, *key, "activities"] += 1
        totals[code, *key, "done"] += activity.status == Progress.DONE
        totals[code, *key, "cancelled"] += activity.status == Progress.CANCELLED
        totals[code, *key, "plan"] += sum(line.plan or 0 for line in money)
        totals[code, *key, "actual"] += sum(line.actual or 0 for line in money)
        for count in (count for place in here for count in place.counts.all()):
            for sex in SEXES:
                heads[code, *key, str(count.category), sex] += getattr(count, sex) or 0
    return totals, heads


def _lines_of(place, places, lines):
    """Counting rule 3: money is a village's where it was entered for it, or where no other was served."""
    if len(places) == 1:
        return lines
    return [line for line in lines if line.village_id == place.village_id]


def _difference(new, old):
    return {key: new[key] - old[key] for key in new.keys() | old.keys() if new[key] != old[key]}


def _upsert(model, columns, rows):
    """One INSERT ... ON CONFLICT that adds; the same SQL on PostgreSQL and SQLite (3.24 and newer)."""
    table = model._meta.db_table
    sets = [f"{column} = {table}.{column} + excluded.{column}" for column in SUMS[model]]
    if model is Tally:
        columns = [*columns, "changed_at"]
        rows = [[*row, timezone.now()] for row in rows]
        sets.append("changed_at = excluded.changed_at")
    fields = {field.attname: field for field in model._meta.concrete_fields}
    values = [
        fields[column].get_db_prep_save(value, connection)
        for row in rows
        for column, value in zip(columns, row, strict=True)
    ]
    one = f"({', '.join(['%s'] * len(columns))})"
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES {', '.join([one] * len(rows))} "
            f"ON CONFLICT ({', '.join(KEYS[model])}, slot) DO UPDATE SET {', '.join(sets)}",
            values,
        )
