"""Stores the rows of a checked list, a chunk per transaction.

A worker that is killed loses the chunk it was in and nothing else: whoever runs the batch again goes on
with the first row that has no outcome, under the lock of the batch.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from desmigratif.accounts.assigned import for_one_task
from desmigratif.accounts.models import User
from desmigratif.ui.transactions import let_others_in

from ...models import ImportBatch, ImportRow, Village
from . import import_rows
from .imports import CHUNK, LARGE, State, forget_file

if TYPE_CHECKING:
    # import_kinds.py builds on this file.
    from .import_kinds import ListKind

#: How often a step is taken up again when two imports stood in each other's way.
TRIES = 5
#: What storing changes in a row.
WRITTEN = [
    "fate",
    "decision",
    "is_takeable",
    "notes",
    "sealed",
    "outcome",
    "record",
    "result_version",
]


class NotAll(Exception):
    """A row could not be stored though all or nothing was asked."""


def store_rows(batch: ImportBatch, kind: "ListKind") -> None:
    """Stores what the user chose, as the kind of the list stores it.

    Two imports that change the same things in another order may wait for each other; the database then ends
    one of them, which goes on where it was.
    """
    for _try in range(TRIES - 1):
        try:
            return _store_all(batch, kind)
        except OperationalError:
            continue
    return _store_all(batch, kind)


def being_stored(user: User, *kinds: str) -> list[ImportBatch]:
    """Lists of these kinds that are stored right now, of areas that the reader sees: a part of them shows."""
    seen = Village.objects.visible_to(user)
    return [
        batch
        for batch in ImportBatch.objects.being_stored(*kinds)
        if seen.filter(pk__in=Village.objects.editable_by(batch.uploaded_by).values("pk")).exists()
    ]


def _store_all(batch, kind):
    """All or nothing of a short list is one transaction; a long one would stop everybody else as long.

    It is stored in slices as well, and taken back in slices when a row turns out to stand against it.
    """
    try:
        if batch.is_all_or_nothing and batch.total <= LARGE:
            with transaction.atomic():
                _store_slices(batch, kind)
        else:
            _store_slices(batch, kind)
    except NotAll as broken:
        _take_back(batch, kind)
        ImportBatch.objects.filter(pk=batch.pk, state=State.STORING).update(
            state=State.CHECKED, message=str(broken), progress=0
        )


def _store_slices(batch, kind):
    while _store_chunk(batch.pk, kind):
        let_others_in()


def _take_back(batch, kind):
    """Takes back the slices that were stored; what somebody used in the meantime stays."""
    last = None
    while True:
        with transaction.atomic():
            kind.lock(batch)
            stored = batch.rows.stored().order_by("-number")
            rows = list(stored.filter(number__lt=last)[:CHUNK] if last else stored[:CHUNK])
            if not rows:
                return
            last = rows[-1].number
            against = kind.against(rows, batch, batch.stored_by)
            going = [row for row in reversed(rows) if row not in against]
            kind.undo(going, batch, batch.stored_by)
            for row in going:
                row.record = row.record if row.outcome == ImportRow.Outcome.UPDATED else ""
                row.outcome, row.result_version = "", None
            write_down(going)


@transaction.atomic
def _store_chunk(pk, kind):
    """Stores the next rows; False when nothing is left to do."""
    batch = (
        ImportBatch.objects.select_for_update(of=("self",)).select_related("stored_by").filter(pk=pk).first()
    )
    if batch is None or batch.state != State.STORING:
        return False
    for_one_task(batch.stored_by)
    rows = list(batch.rows.storable().filter(outcome="")[:CHUNK])
    if not rows:
        kind.finish(batch)
        _finish(batch)
        return False
    kind.store(rows, {row.pk: import_rows.unsealed(row)["values"] for row in rows}, batch)
    if batch.is_all_or_nothing and (held := [row for row in rows if not row.outcome]):
        raise NotAll(
            _("Nothing was stored: row %(number)s can no longer be accepted. %(reason)s")
            % {"number": held[0].number, "reason": held[0].notes[-1]["text"]}
        )
    batch.progress += len(rows)
    batch.touched_at = timezone.now()
    batch.save(update_fields=["progress", "touched_at"])
    return True


def write_down(rows: Sequence[ImportRow]) -> None:
    """What became of rows that changed a record, or that are held after all.

    One statement that meets its own rows: a CASE per column and row, as `bulk_update` has it, took longer
    than storing them.
    """
    ImportRow.objects.bulk_create(rows, update_conflicts=True, unique_fields=["id"], update_fields=WRITTEN)


def _finish(batch):
    batch.state, batch.stored_at, batch.touched_at = State.STORED, timezone.now(), timezone.now()
    forget_file(batch)
    batch.save()
