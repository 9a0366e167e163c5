"""Stores the official list of areas and what changed in it; nothing is ever deleted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet

from desmigratif.ui.search import fold

from ..choices import Level
from ..codes import NATION_CODE
from ..models import Area, AreaChange, AreaName, Village
from .area_lists import AreaRow, ChangeRow
from .errors import ListRefused
from .new_codes import follow_new_codes

CHUNK = 2000
#: A list that lacks more than this share of today's areas is taken for a torn-off file.
MOST_ENDING = 0.1
KINDS_OF_CHANGE = {
    "mekar": AreaChange.Kind.SPLIT,
    "gabung": AreaChange.Kind.MERGED,
    "ganti_kode": AreaChange.Kind.RECODED,
}


@dataclass
class AreaLoad:
    """What loading a list did, in numbers of areas; `moved` are programme villages under a new code."""

    read: int = 0
    new: int = 0
    renamed: int = 0
    ended: int = 0
    reopened: int = 0
    postal_codes: int = 0
    changes: int = 0
    moved: int = 0

    @property
    def total(self) -> int:
        """How many changes were stored."""
        return sum(getattr(self, field.name) for field in fields(self) if field.name != "read")


@transaction.atomic
def load_areas(rows: Iterable[AreaRow], *, as_of: date | None = None, many_end: bool = False) -> AreaLoad:
    """Makes the table equal to the newest list.

    The first list needs no date: its areas exist since an unknown day. In a later list a new code exists
    from `as_of`, a missing code until the day before, and so does the old name of a renamed area. A code
    that comes back is open again.
    """
    listed = {row.code: row for row in [AreaRow(NATION_CODE, "Indonesia"), *rows]}
    stored = Area.objects.in_bulk()
    new = [row for code, row in listed.items() if code not in stored]
    renamed = [area for area in stored.values() if area.pk in listed and area.name != listed[area.pk].name]
    reopened = [area for area in stored.values() if area.pk in listed and area.valid_to]
    ended = [area for area in stored.values() if area.pk not in listed and not area.valid_to]
    postal = [
        area
        for area in stored.values()
        if area.pk in listed and area.postal_code != listed[area.pk].postal_code
    ]
    if stored and (new or renamed or ended or reopened):
        _refuse_undated(as_of)
        _refuse_older(as_of, ended, renamed)
        if len(ended) > MOST_ENDING * len(stored) and not many_end:
            raise ListRefused(
                [
                    f"The list lacks {len(ended)} of {len(stored)} areas that exist now. If the file is "
                    "whole and they did end, say so with --many-end."
                ]
            )
    _add(new, valid_from=as_of if stored else None)
    _rename(renamed, listed, as_of)
    for area in ended:
        area.valid_to = as_of - timedelta(days=1)
    for area in reopened:
        area.valid_to = None
    for area in postal:
        area.postal_code = listed[area.pk].postal_code
    touched = {area.pk: area for area in [*renamed, *ended, *reopened, *postal]}
    Area.objects.bulk_update(
        touched.values(), ["name", "search_key", "valid_to", "postal_code"], batch_size=CHUNK
    )
    return AreaLoad(
        read=len(listed) - 1,
        new=len(new),
        renamed=len(renamed),
        ended=len(ended),
        reopened=len(reopened),
        postal_codes=len(postal),
    )


def _refuse_undated(as_of):
    if as_of is None:
        raise ListRefused(
            ["This list differs from the stored one. Say from which day it holds, as --as-of 2026-01-01."]
        )


def _refuse_older(as_of, ended, renamed):
    """An older list loaded after a newer one would end areas before they began."""
    last_names = {
        name.area_id: name.valid_to
        for name in AreaName.objects.filter(area__in=[area.pk for area in renamed]).order_by("valid_to")
    }
    faults = [
        f"{area.pk} {area.name} exists from {area.valid_from}, so it cannot end before {as_of}."
        for area in ended
        if area.valid_from and area.valid_from >= as_of
    ] + [
        f"{area.pk} {area.name} has had this name since {last_names[area.pk] + timedelta(days=1)}, so it "
        f"cannot get another one on {as_of}."
        for area in renamed
        if area.pk in last_names and last_names[area.pk] >= as_of - timedelta(days=1)
    ]
    if faults:
        raise ListRefused([*faults, "The list is older than the stored one; load the newest list."])


def _add(rows, *, valid_from):
    Area.objects.bulk_create(
        [
            Area(
                code=row.code,
                level=row.level,
                kind=row.kind,
                parent_id=row.parent_code,
                name=row.name,
                postal_code=row.postal_code,
                valid_from=valid_from,
            )
            for row in sorted(rows, key=lambda row: (row.level, row.code))
        ],
        batch_size=CHUNK,
    )


def _rename(areas, listed, as_of):
    AreaName.objects.bulk_create(
        [AreaName(area=area, name=area.name, valid_to=as_of - timedelta(days=1)) for area in areas],
        batch_size=CHUNK,
    )
    for area in areas:
        area.name = listed[area.pk].name
        area.search_key = fold(area.name)


@transaction.atomic
def load_changes(rows: Sequence[ChangeRow]) -> AreaLoad:
    """Stores which area was renamed, split, merged or recoded on which day; the same list again: nothing."""
    load = AreaLoad(read=len(rows))
    faults = []
    for row in rows:
        old = Area.objects.filter(pk=row.old_code).first()
        if old is None:
            faults.append(
                f"Row {row.number}: {row.old_code} is not a stored area; load the list with it first."
            )
            continue
        if row.kind == "ganti_nama":
            _store_rename(row, old, load, faults)
        elif row.new_code != row.old_code:
            _store_change(row, old, load, faults)
    if faults:
        raise ListRefused(faults)
    load.moved = follow_new_codes()
    return load


def _store_rename(row, area, load, faults):
    last_day = row.effective_on - timedelta(days=1)
    earlier = AreaName.objects.filter(area=area, name=row.old_name)
    if earlier.filter(valid_to=last_day).exists():
        return
    if area.name == row.old_name:
        AreaName.objects.create(area=area, name=row.old_name, valid_to=last_day)
        area.name = row.new_name
        area.save(update_fields=["name", "search_key"])
    elif area.name == row.new_name:
        # A newer list knew only its own day; the decree knows the day of the change.
        latest = earlier.last() or AreaName(area=area, name=row.old_name)
        latest.valid_to = last_day
        latest.save()
    else:
        faults.append(
            f'Row {row.number}: {area.pk} is called "{area.name}", neither "{row.old_name}" nor '
            f'"{row.new_name}"; correct the names.'
        )
        return
    load.renamed += 1


def _store_change(row, old, load, faults):
    entry = AreaRow(row.new_code, row.new_name)
    new = Area.objects.filter(pk=row.new_code).first()
    if new is None:
        if not Area.objects.filter(pk=entry.parent_code).exists():
            faults.append(
                f"Row {row.number}: {row.new_code} lies in {entry.parent_code}, which is not stored; "
                "load the list with it first."
            )
            return
        _add([entry], valid_from=row.effective_on)
        new = Area.objects.get(pk=row.new_code)
        load.new += 1
    elif row.kind != "gabung" and new.valid_from != row.effective_on:
        new.valid_from = row.effective_on
        new.save(update_fields=["valid_from"])
    last_day = row.effective_on - timedelta(days=1)
    if row.kind != "mekar" and old.valid_to != last_day:
        old.valid_to = last_day
        old.save(update_fields=["valid_to"])
        load.ended += 1
    _, made = AreaChange.objects.get_or_create(
        old=old,
        new=new,
        defaults={
            "kind": KINDS_OF_CHANGE[row.kind],
            "effective_on": row.effective_on,
            "source": row.source,
        },
    )
    load.changes += made


def villages_in_ended_areas() -> QuerySet[Village]:
    """Programme villages whose official area no longer exists: somebody has to say what became of them."""
    return Village.objects.filter(area__valid_to__isnull=False, area__level=Level.VILLAGE).for_list()
