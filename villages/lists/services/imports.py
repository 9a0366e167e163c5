"""Takes an uploaded list from the file into the portal, step by step; see `ImportBatch.State`.

What is particular to a kind of list (its columns, what it is compared with, how it is stored and taken
back) is handed in as a `ListKind`.
"""

import hashlib
from collections.abc import Collection, Iterable
from contextlib import suppress
from datetime import date, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from desmigratif.accounts.assigned import for_one_task
from desmigratif.accounts.models import AccessEvent, User
from desmigratif.ui import clock, identity_numbers
from desmigratif.ui.reasons import is_reason
from desmigratif.ui.refusals import Refused
from desmigratif.ui.transactions import let_others_in

from ...models import ImportBatch, ImportMapping, ImportRow, Village
from ...querysets import office_of
from ..sheets import layout
from ..sheets.judging import keep_numbers_out
from ..sheets.reading import open_workbook
from ..sheets.refusals import FileRefused
from . import import_rows
from .import_uploads import (
    SameFile,
    forget_file,
    keep_file,
    refuse_same,
    stored_twin,
    sweep_files,
    workbook_of,
)

if TYPE_CHECKING:
    # import_kinds.py builds on this file.
    from .import_kinds import ListKind

#: Lists longer than this are checked and stored outside the request.
LARGE = 2_000
#: More lines than any office's list has; a longer file is no list of people.
MAX_ROWS = 50_000
CHUNK = 1_000
#: An uploaded list that nobody stored is forgotten after a week; the sealed rows of a stored one later.
KEEP_UNSTORED = timedelta(days=7)
KEEP_SEALED = timedelta(days=30)

State, Fate, Decision = ImportBatch.State, ImportRow.Fate, ImportRow.Decision
#: States in which a list may still be read in another way.
OPEN = (State.UPLOADED, State.CHECKED, State.FAILED)


def open_batch(*, content: bytes, name: str, by: User, kind: "ListKind") -> ImportBatch:
    """Takes in a file that can be read; raises `FileRefused`, or `SameFile` if it was brought before."""
    if not by.has_perm(kind.permission):
        raise Refused(_("Your role may not import lists of this kind."))
    if kind.is_about_own_villages and not Village.objects.editable_by(by).exists():
        raise Refused(_("No villages are assigned to you yet, so there is nothing to import for."))
    workbook = open_workbook(content, name)
    sheets = [sheet for sheet in workbook.sheets if sheet.rows]
    if not sheets:
        raise Refused(_("“%s” contains no rows. Choose the file with the list.") % name, "file")
    batch = ImportBatch(
        kind=kind.key,
        office=office_of(by),
        sha256=hashlib.sha256(content).hexdigest(),
        original_name=identity_numbers.hide(name),
        sheet=sheets[0].name if len(sheets) == 1 else "",
        uploaded_by=by,
    )
    refuse_same(batch, workbook, kind, content)
    keep_file(batch, content)
    try:
        return _numbered(batch)
    except BaseException:
        batch.file.storage.delete(batch.file.name)
        raise


def _numbered(batch):
    """Saves the batch under the next free number of the year."""
    prefix = f"IMP-{clock.today():%Y}-"
    while True:
        last = ImportBatch.objects.filter(number__startswith=prefix).order_by("-number").first()
        batch.number = f"{prefix}{int(last.number.removeprefix(prefix)) + 1 if last else 1:04}"
        try:
            with transaction.atomic():
                batch.save(force_insert=True)
        except IntegrityError:
            if not ImportBatch.objects.filter(number=batch.number).exists():
                raise
        else:
            return batch


def fingerprint(titles: Iterable[str]) -> str:
    return hashlib.sha256("\x1f".join(title.casefold().strip() for title in titles).encode()).hexdigest()


def remembered_mapping(batch: ImportBatch, titles: Iterable[str]) -> dict[str, int] | None:
    """`{field key: column index}` as this office last read these headers, or None."""
    known = ImportMapping.objects.filter(
        office=batch.office, kind=batch.kind, fingerprint=fingerprint(titles)
    ).first()
    return known.mapping if known else None


@transaction.atomic
def choose_columns(
    *,
    batch: ImportBatch,
    sheet: str,
    columns: list[str],
    mapping: dict[str, int],
    by: User,
    rows: int = 0,
    village: Village | None = None,
    holds_on: date | None = None,
    for_all: dict[str, str] | None = None,
    reason: str = "",
) -> ImportBatch:
    """Says which sheet and which columns are meant, and asks for the check; earlier rows are forgotten.

    `rows`: how many the sheet has, for the progress. `for_all`: `{field key: text}` for every row, where the
    list has no column for it. `reason`: why its NIKs are asked about, where it has some.
    """
    if reason and not is_reason(reason):
        raise Refused(_("Write where the list comes from and what it is for, in words."), "reason")
    batch = locked(batch, OPEN)
    batch.sheet = sheet
    if twin := stored_twin(batch):
        raise SameFile(twin)
    if village is not None and not Village.objects.editable_by(by).filter(pk=village.pk).exists():
        raise Refused(_("You may enter only for the villages of your own area."), "village")
    batch.rows.all().delete()
    # Where the heading was not found, the first person of the list stands in its place.
    batch.columns, batch.mapping = [identity_numbers.hide(title) for title in columns], mapping
    batch.village, batch.holds_on, batch.for_all = village, holds_on, for_all or {}
    batch.reason = reason.strip()[:300]
    batch.state, batch.total, batch.progress, batch.message = State.CHECKING, rows, 0, ""
    batch.touched_at = timezone.now()
    batch.save()
    for titles in (columns, columns + fault_titles()):
        ImportMapping.objects.update_or_create(
            office=batch.office,
            kind=batch.kind,
            fingerprint=fingerprint(titles),
            defaults={"mapping": mapping},
        )
    return batch


def fault_titles() -> list[str]:
    """The two columns that are added to the rows that come back to be corrected."""
    return [_("Row in your file"), _("How to correct it")]


class _Overtaken(Exception):
    """Another process took the check up, or somebody chose the columns anew."""


def check_rows(batch: ImportBatch, kind: "ListKind") -> None:
    """Judges every line of the sheet and writes down its fate, a slice per transaction.

    Others save and sign in between two slices, and nobody looks at rows before the list is checked. A check
    that broke off simply starts again; the one that was taken for broken off then stops.
    """
    batch = ImportBatch.objects.select_related("uploaded_by", "village").get(pk=batch.pk)
    for_one_task(batch.uploaded_by)
    try:
        _goes_on(batch, rows=-batch.progress)
        batch.rows.all().delete()
        written = _write_slices(batch, _judged_rows(batch, kind))
        _goes_on(batch, state=State.CHECKED, checked_at=timezone.now(), total=written)
    except Refused as refused:
        with suppress(_Overtaken):
            _goes_on(batch, state=State.FAILED, message=refused.message)
            batch.rows.all().delete()
    except _Overtaken:
        return


def _write_slices(batch, rows):
    """Stores the rows a slice at a time; returns how many there are."""
    written = 0
    while chunk := list(islice(rows, CHUNK)):
        written += len(chunk)
        if written > MAX_ROWS:
            raise FileRefused(
                "too_many_rows",
                _("The list has more than %s rows. Split it, for example by district.") % MAX_ROWS,
            )
        with transaction.atomic():
            _goes_on(batch, rows=len(chunk))
            ImportRow.objects.bulk_create(chunk)
        let_others_in()
    return written


def _goes_on(batch, rows=0, **changes):
    """A sign of life of the check, with what became of the batch; raises `_Overtaken` where it is not ours.

    Every check knows the last sign that it gave itself: another one is that of another check.
    """
    now = timezone.now()
    ours = ImportBatch.objects.filter(pk=batch.pk, state=State.CHECKING, touched_at=batch.touched_at)
    batch.progress += rows
    if not ours.update(progress=batch.progress, touched_at=now, **changes):
        raise _Overtaken
    batch.touched_at = now


def _judged_rows(batch, kind):
    table = kind.schema.laid_out(workbook_of(batch).table(batch.sheet))
    cells = {}
    table.rows = _noting_texts(table.rows, cells)
    for number in table.header:
        yield _skipped_row(batch, number, "header", _("The header of the list."))
    for skipped in table.skipped:
        # Lines in which nothing is written are no lines of the list, however many were formatted.
        if skipped.reason_kind != "blank":
            reason = layout.skip_reason(skipped.reason_kind)
            yield _skipped_row(batch, skipped.number, skipped.reason_kind, reason, skipped.text)
    chunk = []
    for judged in kind.judge(table, batch, lambda lines: _alive(batch, lines)):
        keep_numbers_out(judged)
        chunk.append(judged)
        if len(chunk) == CHUNK:
            yield from _compared(batch, kind, chunk, cells)
            chunk = []
    yield from _compared(batch, kind, chunk, cells)


def _alive(batch, lines):
    """The lines as they are judged, with a sign of life now and then."""
    for at, line in enumerate(lines, start=1):
        if at % CHUNK == 0:
            _goes_on(batch)
        yield line


def _noting_texts(rows, cells):
    """The rows, with the text of their cells written down on the way."""
    for row in rows:
        cells[row.number] = [cell.text for cell in row.cells]
        yield row


def _compared(batch, kind, chunk, cells):
    """The rows of a chunk, held against what the portal has already.

    They are sealed with their cells, which go back to the office with rows not stored.
    """
    standing = [judged for judged in chunk if judged.fate not in (Fate.REFUSE, Fate.IGNORE)]
    records = kind.records_of(standing, batch)
    for judged in chunk:
        row = import_rows.row_of(batch, judged)
        row.record = records.get(judged.number, "")
        row.sealed = import_rows.seal({"values": judged.values, "cells": cells.pop(row.number, [])})
        yield row


def _skipped_row(batch, number, kind, reason, text=""):
    row = ImportRow(batch=batch, number=number, fate=Fate.IGNORE)
    import_rows.add_note(row, kind, "", text, reason)
    return row


def fail(batch: ImportBatch, message: str) -> None:
    ImportBatch.objects.filter(pk=batch.pk).update(
        state=State.FAILED, message=message, touched_at=timezone.now()
    )


@transaction.atomic
def decide(*, batch: ImportBatch, decisions: dict[int, str]) -> None:
    """Writes down what becomes of held rows: `{row number: "take", "skip" or ""}`."""
    batch = locked(batch, [State.CHECKED])
    held = batch.rows.filter(fate=Fate.REVIEW)
    for decision in ["", *Decision.values]:
        numbers = [number for number, said in decisions.items() if said == decision]
        rows = held.filter(number__in=numbers)
        if decision == Decision.TAKE:
            rows = rows.filter(is_takeable=True)
        rows.update(decision=decision)


@transaction.atomic
def start_storing(*, batch: ImportBatch, choice: str, by: User) -> ImportBatch:
    """Asks for the rows to be stored: the good ones, or all if nothing is left to correct."""
    batch = locked(batch, [State.CHECKED])
    faults = batch.rows.open_faults().count()
    if choice == ImportBatch.Choice.ALL and faults:
        raise Refused(
            _("Nothing was stored: %s rows are to be corrected or decided first.") % faults, "choice"
        )
    batch.total = batch.rows.storable().count()
    if not batch.total:
        raise Refused(_("There is no row to store. Correct the list and upload it again."), "choice")
    batch.state, batch.choice, batch.progress, batch.message = State.STORING, choice, 0, ""
    batch.stored_by, batch.touched_at = by, timezone.now()
    try:
        with transaction.atomic():
            batch.save()
    except IntegrityError as error:
        raise Refused(_("This list was imported already in another window. Nothing was added.")) from error
    return batch


@transaction.atomic
def discard(*, batch: ImportBatch, by: User, address: str | None = None) -> None:
    """Forgets a list of which nothing was stored; that it was there, and how much it was told, is logged."""
    batch = locked(batch, OPEN)
    told = AccessEvent.objects.asked_by_list(batch.number).aggregate(hits=Sum("hits"))["hits"]
    AccessEvent.objects.create(
        kind=AccessEvent.Kind.DISCARDED,
        user=by,
        what=f"{batch.number}: {batch.original_name}"[:300],
        reason=batch.reason,
        rows=batch.rows.count(),
        hits=told,
        address=address,
    )
    forget_file(batch)
    batch.delete()


def forget_old(now: datetime) -> tuple[int, int]:
    """Deletes lists that nobody stored, and what is sealed in stored ones; returns how many of both."""
    old = ImportBatch.objects.filter(uploaded_at__lt=now - KEEP_UNSTORED)
    unstored = old.exclude(state__in=[State.STORED, State.UNDONE])
    forgotten = 0
    for batch in unstored:
        with transaction.atomic():
            forget_file(batch)
            batch.delete()
        forgotten += 1
    sweep_files(now)
    sealed = ImportRow.objects.filter(batch__uploaded_at__lt=now - KEEP_SEALED).exclude(sealed="")
    return forgotten, sealed.update(sealed="")


def locked(batch: ImportBatch, states: Collection[str]) -> ImportBatch:
    """The stored batch, locked, in one of the states in which the step is possible."""
    batch = ImportBatch.objects.select_for_update(of=("self",)).filter(pk=batch.pk).first()
    if batch is None or batch.state not in states:
        raise Refused(_("This import has moved on. Look at where it is now."))
    return batch
