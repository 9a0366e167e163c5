"""The file of an import, and which of its sheets the office has brought already."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from desmigratif.accounts.models import User
from desmigratif.ui.refusals import Refused

from ..models import ImportBatch
from ..sheets.reading import SheetInfo, Workbook, open_workbook
from ..sheets.refusals import FileRefused
from .known_places import suggested_columns

if TYPE_CHECKING:
    # import_kinds.py builds on this file.
    from .import_kinds import ListKind

State = ImportBatch.State
TAKEN = (State.STORING, State.STORED)
WAITING = (State.UPLOADED, State.CHECKING, State.CHECKED)
#: A file may be on the disk for a moment before its import is in the database.
SWEPT_AFTER = timedelta(days=1)
#: Sheets whose headers are looked at, to find those that hold a list.
MAX_TRIED = 20

logger = logging.getLogger(__name__)


class SameFile(Refused):
    """This list was brought before; `batch` is where it stands."""

    def __init__(self, batch: ImportBatch, message: str = "") -> None:
        text = message or _("This list was imported already as %s. Nothing was added.") % batch.number
        super().__init__(text, "file")
        self.batch = batch


@dataclass(frozen=True)
class BroughtSheet:
    """One sheet of a workbook: whether its headers are those of a list, and the import that brought it."""

    sheet: SheetInfo
    is_list: bool
    batch: ImportBatch | None

    @property
    def is_stored(self) -> bool:
        return self.batch is not None and self.batch.state in TAKEN


def same_file(batch: ImportBatch) -> QuerySet[ImportBatch]:
    """Other imports of the same bytes by the same office, as lists of the same kind."""
    office = ImportBatch.objects.of_office(batch.uploaded_by)
    return office.filter(kind=batch.kind, sha256=batch.sha256).exclude(pk=batch.pk)


def stored_twin(batch: ImportBatch) -> ImportBatch | None:
    """The import that brought the same sheet already, or None."""
    return same_file(batch).filter(state__in=TAKEN, sheet=batch.sheet).first()


def brought_sheets(batch: ImportBatch, workbook: Workbook, kind: "ListKind") -> list[BroughtSheet]:
    """A `Brought` for every sheet with rows, those that hold a list of the kind first."""
    by_sheet = {}
    for other in same_file(batch).filter(state__in=[*TAKEN, *WAITING]).order_by("-pk"):
        if other.sheet not in by_sheet or other.state in TAKEN:
            by_sheet[other.sheet] = other
    filled = [sheet for sheet in workbook.sheets if sheet.rows]
    by, found = batch.uploaded_by, []
    for at, sheet in enumerate(filled):
        is_list = at < MAX_TRIED and holds_list(workbook, sheet, kind, by)
        found.append(BroughtSheet(sheet, is_list, by_sheet.get(sheet.name)))
    return sorted(found, key=lambda one: not one.is_list)


def holds_list(workbook: Workbook, sheet: SheetInfo, kind: "ListKind", by: User) -> bool:
    """Whether the headers of a sheet are those of a list of the kind."""
    try:
        table = kind.schema.laid_out(workbook.sample(sheet.name))
        return not suggested_columns(table, kind.schema, by).missing
    except FileRefused:
        return False


def refuse_same(batch: ImportBatch, workbook: Workbook, kind: "ListKind", content: bytes) -> None:
    """Raises `SameFile` where nothing of the file is left to bring, or where the same upload waits.

    A waiting import whose file is lost on disk is corrected by the new copy.
    """
    if not same_file(batch).filter(state__in=[*TAKEN, *WAITING]).exists():
        return
    sheets = brought_sheets(batch, workbook, kind)
    lists = [one for one in sheets if one.is_list] or sheets
    if all(one.is_stored for one in lists):
        if len(lists) == 1:
            raise SameFile(lists[0].batch)
        named = ", ".join(f"{one.sheet.name} ({one.batch.number})" for one in lists)
        text = _("Every list in this file was imported already: %s. Nothing was added.")
        raise SameFile(lists[-1].batch, text % named)
    names = {"", batch.sheet, lists[0].sheet.name if len(lists) == 1 else ""}
    waiting = same_file(batch).filter(state__in=WAITING, sheet__in=names).first()
    if waiting:
        _mend_file(waiting, content)
        raise SameFile(waiting, _("This file was uploaded already. Continue here; nothing is stored yet."))


def _mend_file(batch, content):
    if not batch.file.storage.exists(batch.file.name):
        keep_file(batch, content)
        batch.save(update_fields=["file"])


def keep_file(batch: ImportBatch, content: bytes) -> None:
    """Writes the file of an import that is not saved yet; a disk that takes nothing is a refusal."""
    try:
        batch.file.save("", ContentFile(content), save=False)
    except OSError as error:
        logger.exception("A list could not be written")
        raise Refused(
            _(
                "The portal could not keep the file: its disk is full or cannot be written. "
                "Nothing was stored. Tell the administrator, and upload the list again later."
            ),
            "file",
        ) from error


def workbook_of(batch: ImportBatch) -> Workbook:
    """The uploaded file, read again."""
    try:
        if not batch.file:
            raise FileNotFoundError(batch.number)
        with batch.file.open() as file:
            content = file.read()
    except OSError as error:
        raise FileRefused("file_gone", _("The file is no longer kept. Upload it again.")) from error
    return open_workbook(content, batch.original_name)


def forget_file(batch: ImportBatch) -> None:
    """Removes the file once the row of the batch says so, so that neither is without the other."""
    if batch.file:
        storage, name = batch.file.storage, batch.file.name
        transaction.on_commit(lambda: _delete(storage, name))
        batch.file = ""


def _delete(storage, name):
    """A file that cannot be removed now goes with `forget_imports`, and stops nobody."""
    try:
        storage.delete(name)
    except OSError:
        logger.exception("The file of an import could not be removed")


def sweep_files(now: datetime) -> None:
    """Removes files that no import knows any more, of an upload that broke off or that stayed behind."""
    storage = ImportBatch._meta.get_field("file").storage
    known = set(ImportBatch.objects.exclude(file="").values_list("file", flat=True))
    for name in storage.names():
        if name not in known and storage.get_modified_time(name) < now - SWEPT_AFTER:
            _delete(storage, name)
