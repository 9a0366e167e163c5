"""Saves, adds and deletes rows whose history is kept, with who did it and why."""

from collections.abc import Iterable, Sequence

from django.db import router
from django.db.models import Model
from django.db.models.deletion import Collector
from simple_history.utils import (
    bulk_create_with_history,
    bulk_update_with_history,
    get_history_manager_for_model,
)

from desmigratif.accounts.models import User

#: Rows that one statement changes, each with a case of its own.
IN_ONE_QUERY = 200


def save_traced(row: Model, *, by: User | None, reason: str) -> None:
    """`reason` is an English phrase marked for translation; pages show it in the reader's language."""
    row._history_user = by
    row._change_reason = reason
    row.save()


def create_traced(rows: Iterable[Model], *, by: User | None, reason: str) -> None:
    """Adds rows of one model together; each has its first trace."""
    rows = list(rows)
    if rows:
        bulk_create_with_history(rows, type(rows[0]), default_user=by, default_change_reason=reason)


def change_traced(rows: Iterable[Model], *, fields: Sequence[str], by: User | None, reason: str) -> None:
    """Writes these fields of rows of one model together; each has one trace more."""
    rows = list(rows)
    if rows:
        said = {"default_user": by, "default_change_reason": reason}
        bulk_update_with_history(rows, type(rows[0]), fields, batch_size=IN_ONE_QUERY, **said)


def trace_all(rows: Iterable[Model], *, by: User | None, reason: str) -> None:
    """A trace more of each row, which itself stays as it is: something was said beside it."""
    rows = list(rows)
    if rows:
        history = get_history_manager_for_model(type(rows[0]))
        history.bulk_history_create(rows, update=True, default_user=by, default_change_reason=reason)


def delete_traced(rows: Iterable[Model], *, by: User | None, reason: str) -> None:
    """Deletes rows of one model together; each leaves its own last trace."""
    rows = list(rows)
    if not rows:
        return
    for row in rows:
        row._history_user = by
        row._change_reason = reason
    collector = Collector(using=router.db_for_write(type(rows[0])))
    collector.collect(rows)
    collector.delete()
