"""Saves, adds and deletes rows whose history is kept, with who did it and why."""

from collections.abc import Iterable

from django.db import router
from django.db.models import Model
from django.db.models.deletion import Collector
from simple_history.utils import bulk_create_with_history

from desmigratif.accounts.models import User


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
