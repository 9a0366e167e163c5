"""Stores the rows of a checked list, a chunk per transaction.

A worker that is killed loses the chunk it was in and nothing else: whoever runs the batch again goes on
with the first row that has no outcome, under the lock of the batch.
"""

from django.db import OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ...models import ImportBatch, ImportRow
from . import import_rows
from .imports import CHUNK, State, forget_file

#: How often a step is taken up again when two imports stood in each other's way.
TRIES = 5


class NotAll(Exception):
    """A row could not be stored though all or nothing was asked."""


def store_rows(batch, kind):
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


def _store_all(batch, kind):
    if batch.choice == ImportBatch.Choice.GOOD_ROWS:
        while _store_chunk(batch.pk, kind):
            pass
        return
    try:
        with transaction.atomic():
            while _store_chunk(batch.pk, kind):
                pass
    except NotAll as broken:
        ImportBatch.objects.filter(pk=batch.pk, state=State.STORING).update(
            state=State.CHECKED, message=str(broken), progress=0
        )


@transaction.atomic
def _store_chunk(pk, kind):
    """Stores the next rows; False when nothing is left to do."""
    batch = (
        ImportBatch.objects.select_for_update(of=("self",)).select_related("stored_by").filter(pk=pk).first()
    )
    if batch is None or batch.state != State.STORING:
        return False
    rows = list(batch.rows.storable().filter(outcome="")[:CHUNK])
    if not rows:
        _finish(batch)
        return False
    kind.store(rows, {row.pk: import_rows.unsealed(row)["values"] for row in rows}, batch)
    if batch.choice == ImportBatch.Choice.ALL and (held := [row for row in rows if not row.outcome]):
        raise NotAll(
            _("Nothing was stored: row %(number)s can no longer be taken. %(reason)s")
            % {"number": held[0].number, "reason": held[0].notes[-1]["text"]}
        )
    batch.progress += len(rows)
    batch.touched_at = timezone.now()
    batch.save(update_fields=["progress", "touched_at"])
    return True


def write_down(rows):
    """What became of rows that changed a record, or that are held after all."""
    ImportRow.objects.bulk_update(
        rows,
        [
            "fate",
            "decision",
            "is_takeable",
            "notes",
            "sealed",
            "outcome",
            "record",
            "result",
            "result_version",
            "stage",
        ],
    )


def _finish(batch):
    batch.state, batch.stored_at, batch.touched_at = State.STORED, timezone.now(), timezone.now()
    forget_file(batch)
    batch.save()
